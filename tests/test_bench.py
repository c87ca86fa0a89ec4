"""The invented city passes every rule, and the benchmarks' own pieces do what they say. No times."""

import re
import sys
from pathlib import Path
from random import Random

import pytest
import shapely

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from generator.publishing.checking import check_workspace
from scripts.bench.__main__ import NAMES
from scripts.bench.cases import Row
from scripts.bench.city import WHOLE, Size, write_city
from scripts.bench.ground import cut, lay_blocks
from scripts.bench.imported import load_divisions, load_services, parse_phone
from scripts.bench.markdown import write_markdown
from scripts.bench.measuring import ROOT, run, take_turns
from scripts.bench.prints import render_print
from scripts.bench.report import render_table, write_section
from scripts.bench.workspace import render_entry

SMALL = Size(
    grids=24,
    services=20,
    communities=4,
    townships=2,
    counties=1,
    notices=3,
    matters=12,
    plans=2,
    teams=3,
    honours=6,
    cases=312,
    former=2,
)


@pytest.fixture(scope="module")
def city(tmp_path_factory):
    root = tmp_path_factory.mktemp("city")
    write_city(root, SMALL)
    return root


def test_the_city_passes_every_rule(city):
    """Nothing is found in it, so that a check measures the checking and not the reporting."""
    loaded = check_workspace(city)
    assert loaded.found == []
    assert len(loaded.catalogue.live_grids) == SMALL.grids
    assert len(loaded.catalogue.services) == SMALL.services
    assert {kind for kind, entries in loaded.catalogue.entries.items() if not entries} == set()
    assert sum(len(series.rows) for series in loaded.catalogue.case_series.values()) == SMALL.cases
    assert {grid.value.kind for grid in loaded.catalogue.grids.values()} >= {"综合", "微网格"}


def test_the_same_seed_gives_the_same_city(city, tmp_path):
    """Figures of two runs can be compared because their content is the same."""
    write_city(tmp_path, SMALL)
    first = {path.relative_to(city): path.read_bytes() for path in city.rglob("*.*")}
    second = {path.relative_to(tmp_path): path.read_bytes() for path in tmp_path.rglob("*.*")}
    assert first == second


@pytest.mark.parametrize("count", [1, 2, 3, 5, 9])
def test_pieces_of_a_block_fill_it(count):
    """A cut leaves neither gap nor overlap."""
    dice = Random(count)  # noqa: S311 - repeatable, no secret
    block = lay_blocks(6, dice)[3]
    whole = shapely.from_wkt(block.wkt())
    pieces = [shapely.from_wkt(piece.wkt()) for piece in cut(block, count, dice)]
    assert all(piece.is_valid for piece in pieces)
    assert shapely.union_all(pieces).symmetric_difference(whole).area < 1e-12 * whole.area
    assert sum(piece.area for piece in pieces) == pytest.approx(whole.area)


def test_phones_are_quoted_and_prose_stands_in_a_block():
    """An entry looks as an editor would write it."""
    text = render_entry({"phone": "0988-5550101", "intro": "一行\n两行\n", "note": None})
    assert text == 'phone: "0988-5550101"\nintro: |\n  一行\n  两行\n'


@pytest.mark.parametrize(
    ("written", "phone"),
    [
        ("020-83133283、020-83134746", "020-83133283、020-83134746"),
        ("大厅：020-83133283；二楼：020-83134746", "020-83133283"),
        ("020-38356454转1", "020-38356454转1"),
        ("020-12345", "020-12345"),
        ("请拨打12333咨询", "12333"),
        ("详见网站公布", None),
        (None, None),
    ],
)
def test_the_numbers_of_a_messy_field_are_taken(written, phone):
    """Lists give all numbers, sentences their first; what holds none gives none."""
    assert parse_phone(written) == phone


def test_real_lists_become_entries(tmp_path):
    """Codes are ids, levels and vocabularies are mapped, blanks of names go."""
    divisions = tmp_path / "divisions.csv"
    divisions.write_text("code,name,level,parent\n330900000000,舟山市,city,330000000000\n", "utf-8")
    assert load_divisions(divisions)["330900000000"] == {
        "code": "330900000000",
        "name": "舟山市",
        "level": "市",
        "parent": None,
    }
    items = tmp_path / "items.jsonl"
    items.write_text(
        '{"name": "登记\\u3000", "group": "登记", "dept": "甲局", "type": "公共服务", "url": null,'
        ' "place": "办理地点：无", "phone": "无", "complain": null, "limit": "3(工作日)", "eligibility": "",'
        ' "materials": ["表", "表"], "theme": ["其他"], "audience": ["自然人"]}\n',
        "utf-8",
    )
    service = load_services(items, 10, "政务")["services"]["gd-0001"]
    assert service["name"] == "登记"
    assert service["phone"] is None
    assert service["locations"] is None
    assert len(service["documents"]) == 1


def test_a_page_becomes_markdown():
    """Headings, links, lists and tables keep their words; a drawing stays HTML."""
    html = '<h2>办</h2><ul><li><a href="x.html">甲</a></li></ul><svg><path d="M0 0"/></svg><p>完</p>'
    text = write_markdown(html)
    assert "## 办" in text
    assert "- [甲](x.html)" in text
    assert '<svg><path d="M0 0"/></svg>' in text
    assert text.endswith("完\n")


def test_a_print_escapes_what_entries_say(city):
    """What stands in an entry is text in the other engine as well."""
    from scripts.bench.tasks import _catalogue, _print_content  # noqa: PLC0415

    catalogue = _catalogue(city)
    view, codes = _print_content(catalogue, catalogue.live_grids[0].id, "https://city.example/")
    html = render_print(view | {"name": "<b>"}, codes)
    assert "&lt;b&gt;" in html
    services = sum(len(group["services"]) for group in view["menu"])
    assert html.count("<article>") == services + len(view["collected"])
    assert html.count('class="card"') == len(view["cards"])


def test_a_figure_is_the_median_after_a_warm_up():
    """The first turn does not count, and contestants alternate."""
    left = iter([99, 3, 1, 2])
    assert take_turns({"one": lambda: next(left), "other": lambda: 1.0}, 3) == {"one": 2, "other": 1.0}


def test_a_row_says_whether_its_target_is_met():
    """Ratios stand beside targets; a missing tool is named, not hidden."""
    rows = [Row("a", "b", 0.1, 1.0, 8), Row("a", "b", 0.1, 0.2, 8), Row("a", "hugo", 0.1, None, 1)]
    rows += [Row("a", "b", 0.1, 1.1, most=12), Row("a", "b", 0.1, 1.3, most=12)]
    table = render_table(rows)
    assert "10.0 × | ≥ 8 ×: met" in table
    assert "2.0 × | ≥ 8 ×: missed" in table
    assert "11.0 × | ≤ 12 ×: met" in table
    assert "13.0 × | ≤ 12 ×: missed" in table
    assert "not installed" in table


@pytest.mark.parametrize("share", [0.002, 0.02, 0.1])
def test_smaller_cities_pass_every_rule_too(share, tmp_path):
    """The growth of time is measured on cities without findings."""
    write_city(tmp_path, WHOLE.scaled(share))
    assert check_workspace(tmp_path).found == []


def test_a_program_that_breaks_down_is_no_figure():
    """A crash must not be taken for a fast run."""
    with pytest.raises(Exception, match="returned non-zero"):
        run(sys.executable, "-c", "raise SystemExit(3)")


@pytest.mark.parametrize("old", ["", "old\n"])
def test_a_measurement_is_written_into_its_own_place_only(tmp_path, old):
    """Figures of other days stay, each with its day and tree."""
    page = tmp_path / "page.md"
    places = f"<!-- measured: a -->\n{old}<!-- end -->\n", "<!-- measured: b -->\nold b\n<!-- end -->\n"
    page.write_text("".join(places), "utf-8")
    write_section(page, "a", "new", 2)
    first, second = page.read_text("utf-8").split("<!-- end -->\n")[:2]
    assert first.endswith("\n\nnew\n")
    assert ", tree " in first
    assert second == "<!-- measured: b -->\nold b\n"
    with pytest.raises(ValueError, match="no place for c"):
        write_section(page, "c", "new", 2)


def test_every_measurement_has_its_place_on_the_page():
    """And the page holds no other."""
    page = (ROOT / "docs" / "benchmarks.md").read_text("utf-8")
    assert sorted(re.findall("<!-- measured: (.*) -->", page)) == sorted((*NAMES, "machine"))
