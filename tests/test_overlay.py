"""A workspace's own pages, chrome and settings lie over those that Gridpress brings, file by file."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml
from click.testing import Result
from conftest import ROOT
from sample_site import make_catalogue

from generator.publishing import ENGINES
from generator.publishing.engines import build_chrome
from generator.publishing.overlay import add_pages, merge_settings

Run = Callable[..., Result]
PAGE = {"title": "停车", "page": "guide/parking.md", "section": "使用指南"}


def write(root: Path, file: str, text: str) -> None:
    (root / file).parent.mkdir(parents=True, exist_ok=True)
    (root / file).write_text(text, "utf-8")


def find(gridpress: Run, root: Path) -> list[tuple[str, str]]:
    found = json.loads(gridpress("check", "--root", root, "--format", "json").output)
    return [(one["code"], one["file"]) for one in found]


def merged(root: Path, **last: object) -> Any:
    return yaml.load(merge_settings(root, **last), Loader=yaml.CBaseLoader)


@pytest.mark.parametrize("engine", ENGINES)
def test_own_files_take_the_place_of_those_brought_and_all_others_stay(workspace: Path, engine: str) -> None:
    write(workspace, "content/guide/booking.md", "---\ntitle: 怎样约\n---\n打窗口电话。\n")
    write(workspace, "content/guide/parking.md", "---\ntitle: 停车\n---\n院里能停。\n")
    write(workspace, "site_overrides/assets/logo.svg", "<svg/>")
    write(workspace, "mkdocs.yml", "site_name: 随便\nmarkdown_extensions: [footnotes]\ntheme: material\n")
    profile = make_catalogue(pages=[PAGE], description="办事找网格").profile
    files = build_chrome(workspace, engine, profile).files
    page = {name: files[f"guide/{name}.html"].decode() for name in ("booking", "parking", "grid", "index")}
    assert "打窗口电话" in page["booking"]
    assert "院里能停" in page["parking"]
    assert "parking.html" in page["index"]
    assert '<meta name="description" content="办事找网格">' in page["booking"]
    assert files["assets/logo.svg"] == b"<svg/>"
    assert files["assets/gridpress.css"] == (ROOT / "site_overrides/assets/gridpress.css").read_bytes()
    assert all(profile.site_name in html and "随便" not in html for html in page.values())
    assert 'id="find-yours"' in page["grid"], "the extensions that the pages need are there still"
    assert "statements/index.html" not in files, "what only the demo shows"


def test_a_page_that_the_workspace_does_not_hold_leads_to_no_file_of_it(workspace: Path) -> None:
    write(workspace, "content/guide/booking.md", "---\ntitle: 怎样约\n---\n打电话。\n")
    files = build_chrome(
        workspace, "mkdocs", make_catalogue(edit_url="https://git.example/edit/").profile
    ).files
    assert 'href="https://git.example/edit/content/guide/booking.md"' in files["guide/booking.html"].decode()
    assert "https://git.example/" not in files["guide/grid.html"].decode()


@pytest.mark.parametrize(
    ("own", "key", "expected"),
    [
        ("nav: [index.md]", "nav", ["index.md"]),
        ("nav:", "site_dir", "site"),
        ("theme: material", "theme.custom_dir", "site_overrides"),
        ("theme: {logo: a.svg}", "theme.language", "zh-CN"),
        ("plugins: {tags: {}}", "plugins", [{"tags": {}}]),
        ("validation: {nav: {not_found: ignore}}", "validation.nav.omitted_files", "warn"),
        ("extra: !!python/name:str", "extra", ""),
        ("site_dir: out", "site_dir", "last"),
    ],
)
def test_a_setting_takes_the_place_of_its_like_only(
    workspace: Path, own: str, key: str, expected: object
) -> None:
    write(workspace, "mkdocs.yml", f"site_name: 甲\n{own}\n")
    value = merged(workspace, **({"site_dir": "last"} if expected == "last" else {}))
    for name in key.split("."):
        value = value[name]
    assert value == expected


def test_extensions_are_added_to_those_that_the_pages_need(workspace: Path) -> None:
    write(workspace, "mkdocs.yml", "markdown_extensions:\n  - footnotes\n  - toc: {toc_depth: 2-4}\n")
    *ours, footnotes, toc = merged(workspace)["markdown_extensions"]
    assert "attr_list" in ours
    assert (footnotes, toc) == ("footnotes", {"toc": {"toc_depth": "2-4"}})
    assert not any(isinstance(one, dict) and "toc" in one for one in ours)


def test_further_pages_stand_below_their_section_or_alone() -> None:
    nav = ["index.md", {"指南": ["a.md"]}]
    pages = make_catalogue(
        pages=[
            {"title": "乙", "page": "b.md", "section": "指南"},
            {"title": "丙", "page": "c.md", "section": "新栏"},
            {"title": "丁", "page": "d.md"},
        ]
    ).profile.pages
    assert add_pages(nav, pages) == [
        "index.md",
        {"指南": ["a.md", {"乙": "b.md"}]},
        {"新栏": [{"丙": "c.md"}]},
        {"丁": "d.md"},
    ]
    assert nav == ["index.md", {"指南": ["a.md"]}]


def test_own_pages_are_checked_without_own_settings(workspace: Path, gridpress: Run) -> None:
    """Links may lead to pages that Gridpress brings; of the workspace's own it is said what leads nowhere."""
    write(workspace, "content/guide/parking.md", "[约](booking.md#steps) [甲](nothing.md)\n")
    page = "content/guide/parking.md"
    assert find(gridpress, workspace) == [("PAG115", page), ("PAG101", page)]


def test_a_name_that_differs_in_case_from_one_brought_is_refused(workspace: Path, gridpress: Run) -> None:
    write(workspace, "content/guide/About.md", "# 关于\n")
    assert find(gridpress, workspace) == [("PAG106", "content/guide/About.md")]


@pytest.mark.parametrize(("page", "codes"), [("guide/parking.md", ["PAG102"]), ("guide/booking.md", [])])
def test_a_further_page_that_is_not_there_is_named_in_the_profile(
    workspace: Path, gridpress: Run, page: str, codes: list[str]
) -> None:
    profile = workspace / "menus/profile.yaml"
    text = f"{profile.read_text('utf-8')}pages:\n  - {{title: 停车, page: {page}}}\n"
    profile.write_text(text, "utf-8")
    assert find(gridpress, workspace) == [(code, "menus/profile.yaml") for code in codes]


@pytest.mark.parametrize(
    ("address", "is_sound"),
    [
        ("https://grid.example.cn", True),
        ("http://grid.example.cn/wangge/", True),
        ("grid.example.cn", False),
        ("https://", False),
        ("https://grid.example.cn/?a=1", False),
        ("mailto:a@b.cn", False),
    ],
)
def test_the_sites_address_is_a_whole_one(
    workspace: Path,
    gridpress: Run,
    address: str,
    is_sound: bool,  # noqa: FBT001 - one of a case's values
) -> None:
    profile = workspace / "menus/profile.yaml"
    lines = profile.read_text("utf-8").replace("https://daixi.example/", f'"{address}"')
    profile.write_text(lines, "utf-8")
    assert (find(gridpress, workspace) == []) is is_sound
