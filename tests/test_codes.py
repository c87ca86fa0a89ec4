"""QR codes: what they lead to, how coarse they print, and that what is told from others reads as itself."""

import re
from typing import get_args, get_type_hints

import pytest
import segno
from conftest import ROOT
from hypothesis import given
from hypothesis import strategies as st
from printed import decode_codes, render_pages
from test_handbook import GRID, SITE, _catalogue, _edit

from generator.facts.codes import CAPACITY, FINEST, count_modules, printed_codes
from generator.facts.short_addresses import short_path
from generator.model.prints import PrintSettings
from generator.outputs.pages import list_pages
from generator.outputs.prints.editions import EDITIONS
from generator.outputs.prints.fonts import find_fonts
from generator.outputs.prints.papers import PAPERS, fit_whole
from generator.outputs.prints.rendering import render_prints
from generator.outputs.qr import render_qr
from generator.outputs.short_addresses import list_short_addresses, render_short_addresses
from generator.publishing.checking import check_workspace
from generator.views.pieces import Link
from generator.views.prints.contacts import LARGE_PRINT

DPI = 300
SET = [one for one in EDITIONS if one.source is None and one.write is None]
"""Editions that are set, and not made from the pages of another one."""
WITHOUT = {"handbook-large", "pocket-cards", "duty-cards"}
"""Those that print no code."""


@pytest.fixture(scope="module")
def demo():
    return check_workspace(ROOT).catalogue


def read_svg(svg: str) -> list[str]:
    """The rows of a code that was drawn, `1` for a dark module."""
    side = int(re.search(r'viewBox="0 0 (\d+) \1"', svg)[1])
    rows, x, y = [["0"] * side for _ in range(side)], 0, -1
    for across, down, run in re.findall(r"m(-?\d+) (\d)|h(\d+)", svg):
        x, y = x + int(across or 0), y + int(down or 0)
        rows[y][x : x + int(run or 0)] = "1" * int(run or 0)
        x += int(run or 0)
    return ["".join(row) for row in rows]


def read_segno(text: str) -> list[str]:
    made = segno.make(text.encode(), mode="byte", error="m", micro=False, boost_error=False, mask=3)
    return ["".join(map(str, row)) for row in made.matrix]


@given(st.lists(st.text("0123456789abcdefghjkmnpqrstvwxyz", min_size=6, max_size=6), min_size=1, max_size=9))
def test_codes_told_from_one_another_are_those_that_are_made_alone(names):
    """Whichever address came first and however they differ."""
    for name in names:
        address = f"https://yunyu.example/s/{name}.html"
        assert read_svg(render_qr(address)) == read_segno(address)


@pytest.mark.parametrize(
    "address", ["1", "12345", "HTTPS://A.CN", "https://例.cn/网格/", f"https://{'x' * 490}.cn"]
)
def test_any_address_is_drawn_as_the_library_makes_it(address):
    assert read_svg(render_qr(address)) == read_segno(address)


def test_modules_by_length_are_those_of_the_library():
    for size in CAPACITY:
        for length in (size, size + 1):
            assert count_modules(length) == len(read_segno("x" * length))


def test_every_thing_with_a_page_has_a_short_address_that_leads_there(demo):
    """Also at the ids that it had, in large print for grids, and for lists; each page is there."""
    found, pages = list_short_addresses(demo), list_pages(demo)
    for kind, folder in (("service", "services"), ("grid", "grids"), ("plan", "plans"), ("person", "people")):
        for name in demo.entries[kind]:
            path = f"{folder}/{name}.html"
            if path in pages:
                assert path in {link.url for link in found[short_path(path)]}
    large = "grids/chaojing-1.html" + LARGE_PRINT
    assert [link.url for link in found[short_path(large)]] == [large]
    assert [link.url for link in found[short_path("find/index.html")]] == ["find/index.html"]
    for links in found.values():
        assert {link.url.removesuffix(LARGE_PRINT) for link in links} <= pages.keys()


def test_the_short_address_of_a_former_id_leads_to_the_page_of_today(workspace):
    _edit(workspace, GRID, "kind: 综合", "kind: 综合\nformer_ids: [old-street]")
    found = list_short_addresses(_catalogue(workspace))
    for tail in ("", LARGE_PRINT):
        (link,) = found[short_path(f"grids/old-street.html{tail}")]
        assert link.url == f"grids/chaojing-1.html{tail}"


def test_a_short_address_never_changes():
    """They are printed: what they are told from may never be told otherwise."""
    assert short_path("grids/chaojing-1.html") == "s/9smm1z.html"


def test_a_page_at_a_short_address_leads_on_without_a_script(demo):
    made = {one.path: one.data.decode() for one in render_short_addresses(demo, SITE)}
    page = made[short_path("grids/chaojing-1.html?big=1")]
    assert '<meta http-equiv="refresh" content="0; url=../grids/chaojing-1.html?big=1">' in page
    assert f'<link rel="canonical" href="{SITE}/grids/chaojing-1.html">' in page
    assert '<a href="../grids/chaojing-1.html?big=1">没有自动打开，请点这里</a>' in page
    assert '<meta name="robots" content="noindex">' in page
    assert "<script" not in page
    assert not list(render_short_addresses(demo, "")), "no code is printed without an address"


def test_pages_that_come_to_one_short_address_are_both_offered(demo, monkeypatch):
    """Nobody is sent to the wrong one, and what was printed stays as it is."""
    both = {"s/abcdef.html": [Link("一网格<b>", "grids/a.html"), Link("二网格", "grids/b.html")]}
    monkeypatch.setattr("generator.outputs.short_addresses.list_short_addresses", lambda _: both)
    (page,) = (one.data.decode() for one in render_short_addresses(demo, SITE))
    assert "您要看哪一个？" in page
    assert '<a href="../grids/a.html">一网格&lt;b&gt;</a>' in page
    assert '<a href="../grids/b.html">二网格</a>' in page
    assert "refresh" not in page
    assert "canonical" not in page


@pytest.mark.parametrize("edition", SET, ids=lambda edition: edition.name)
def test_every_printed_code_reads_as_what_stands_there_and_is_coarse_enough(demo, edition):
    """Each leads to a short address that is published, or to an address that the rule on codes looks at."""
    known = {SITE + "/" + path for path in list_short_addresses(demo)}
    known |= {one.address for one in printed_codes(demo)}
    made = list(render_prints(demo, ["chaojing-1"], SITE, find_fonts(ROOT), [edition]))
    codes = [code for one in made for page in render_pages(one.data, DPI) for code in decode_codes(page, DPI)]
    assert codes or edition.name in WITHOUT
    for code in codes:
        assert code.text in known, code
        assert code.module > FINEST - 0.02, code


def test_a_code_grows_before_its_modules_get_too_fine(workspace):
    """A guide of 123 characters: 49 modules, in 26 mm where 19 are meant for it; on smaller paper, too."""
    guide = "https://www.example.gov.cn/guide/detail.do?item=".ljust(123, "x")
    _edit(workspace, "menus/services/elder-card.yaml", "type: 政务", f"type: 政务\nguide: {guide}")
    (made,) = render_prints(_catalogue(workspace), ["chaojing-1"], SITE, find_fonts(ROOT), [EDITIONS[0]])
    codes = [code for page in render_pages(made.data, DPI) for code in decode_codes(page, DPI)]
    (long,) = [code for code in codes if code.text == guide]
    assert long.side == pytest.approx(26, abs=0.2)
    books = get_args(get_type_hints(PrintSettings)["book"])
    for paper in books:
        fit = fit_whole(PAPERS["a5"].points, PAPERS[paper].points)
        assert long.module * fit.scale > FINEST - 0.005, paper
