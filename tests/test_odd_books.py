"""Handbooks of grids that lack nearly everything."""

import io

import pypdf
import pytest
from conftest import ROOT
from sample_site import COMMUNITY, Values, make_catalogue, minimal_values

from generator.artifact import Artifact
from generator.outputs.prints.fonts import Fonts, find_fonts
from generator.outputs.prints.rendering import render_prints

LONG = "潮井社区望海花园三期东区南侧临街商铺及地下车库片区连同码头岸线和水产批发市场的第一综合"
AROUND = 40
"""Characters that a page may have in its head, its foot and its thumb tab."""


@pytest.fixture(scope="module")
def fonts() -> Fonts:
    return find_fonts(ROOT)


def _values(**grid: object) -> Values:
    values = minimal_values()
    values["grid"]["g1"] |= grid
    return values


def _bare() -> Values:
    return minimal_values() | {"service": {}, "person": {}, "notice": {}}


def _micro() -> Values:
    values = _bare()
    values["grid"]["g0"] = values["grid"].pop("g1")
    code = f"{COMMUNITY}101"
    values["grid"]["g1"] = {
        "name": "一号楼", "code": code, "kind": "微网格", "community": "c1", "parent": "g0"
    }  # fmt: skip
    return values


ODD = {
    "no services": minimal_values() | {"service": {}},
    "nobody and nothing": _bare(),
    "a name of 45 characters": _values(name=f"{LONG}网格"),
    "a sea grid": _values(kind="海上", covers=[{"name": "北渔场作业组", "kind": "船组"}]),
    "a micro-grid": _micro(),
    "a boundary beside none": _values(boundary="POLYGON ((122 30, 122.01 30, 122.01 30.01, 122 30))"),
}


def _read(values: Values, fonts: Fonts) -> pypdf.PdfReader:
    (made,) = render_prints(make_catalogue(values), ["g1"], "https://grid.cn", fonts)
    assert isinstance(made, Artifact)
    return pypdf.PdfReader(io.BytesIO(made.data))


@pytest.mark.parametrize("odd", ODD)
def test_no_page_is_empty_and_nothing_runs_off_one(odd: str, fonts: Fonts) -> None:
    for number, page in enumerate(_read(ODD[odd], fonts).pages, 1):
        places: list[tuple[float, float, str]] = []

        def look(text: str, outer: list[float], inner: list[float], *_: object, to=places) -> None:  # type: ignore[no-untyped-def]
            x, y = outer[0] * inner[4] + outer[4], outer[3] * inner[5] + outer[5]
            to.append((x, y, "".join(text.split())))

        page.extract_text(visitor_text=look)
        width, height = float(page.mediabox.width), float(page.mediabox.height)
        seen = [(x, y) for x, y, text in places if text]
        assert all(0 < x < width and 0 < y < height for x, y in seen), number
        assert sum(len(text) for _, _, text in places) > AROUND, number


@pytest.mark.parametrize("odd", ["nobody and nothing", "a micro-grid"])
def test_no_chapter_is_headed_that_would_be_empty(odd: str, fonts: Fonts) -> None:
    text = "".join(page.extract_text() for page in _read(ODD[odd], fonts).pages)
    flat = "".join(text.split())
    for heading in (
        *("值班表", "居民自己的事", "查一件事在哪一页", "联系的单位", "事项清单", "居民从哪里反映", "网格图"),
        *("包括这些地方", "按人群查", "可以问什么"),
    ):
        assert heading not in flat, heading
    assert "每项服务旁边有二维码" not in flat
    assert "还没有登记服务，请打12345问" in flat


def test_a_name_of_45_characters_stands_whole_on_the_cover(fonts: Fonts) -> None:
    values = ODD["a name of 45 characters"]
    name = values["grid"]["g1"]["name"]
    assert len(name) == 45
    assert name in "".join(_read(values, fonts).pages[0].extract_text().split())
