"""The list for the head of the office: each finding once, its numbers those of the site, nothing cut."""

import io
import re
import zipfile

import pytest
from conftest import ROOT
from python_calamine import CalamineWorkbook

from generator.catalogue import Catalogue
from generator.facts.ends import LAST_DAYS, ends_within
from generator.model import KINDS, PROFILE
from generator.model.walking import walk_fields
from generator.publishing.checking import check_workspace
from generator.views.checks import view_checks
from generator.views.measures import four_checks
from generator.workbooks.sheets import Column, ReportSheet, render_report_sheets

CARD = "menus/services/elder-card.yaml"
SHEETS = ["总览", "缺什么", "问题", "到期", "覆盖", "网格"]


def _read(book):
    """Rows of each sheet below its headings, each by heading."""
    opened = CalamineWorkbook.from_path(str(book))
    read = {}
    for name in opened.sheet_names:
        _title, headings, *rows = opened.get_sheet_by_name(name).to_python()
        read[name] = [dict(zip(headings, row, strict=True)) for row in rows if any(row)]
    return read


def _change(workspace, file, old, new):
    path = workspace / file
    assert old in path.read_text("utf-8")
    path.write_text(path.read_text("utf-8").replace(old, new), "utf-8")


@pytest.fixture
def report(workspace, gridpress, tmp_path):
    """Write the list of the small workspace; gives its sheets and what the command said."""

    def write(*words):
        out = tmp_path / "out" / "检查.xlsx"
        done = gridpress("check", "--root", workspace, "--xlsx", out, *words)
        return (_read(out) if out.exists() else {}), done

    return write


def test_errors_are_listed_with_office_entry_place_and_what_to_do(report, workspace):
    """An entry that cannot be used has a row in the list and counts for its office."""
    _change(workspace, CARD, "type: 政务", "type: 政物")
    sheets, done = report()
    assert done.exit_code == 1
    assert "已写好" in done.output
    (row,) = [one for one in sheets["问题"] if one["编号"] == "elder-card"]
    assert (row["程度"], row["类别"], row["文件和行"].partition(":")[0]) == ("错误", "服务", CARD)
    assert row["条目"] == "老年优待证办理"
    assert row["单位"] == "潮井社区居民委员会"
    assert row["什么问题"]
    assert row["怎么改"]
    (office,) = [one for one in sheets["总览"] if one["单位"] == row["单位"]]
    assert (office["错误"], office["有错误的条目"]) == (1, 1)
    assert sheets["总览"][-1]["单位"] == "合计"
    assert sheets["总览"][-1]["错误"] == 1


def test_a_clean_workspace_has_every_sheet_and_every_file(report, workspace):
    """The total counts each file of an entry once."""
    sheets, done = report()
    assert done.exit_code == 0
    assert [*sheets] == SHEETS
    assert sheets["总览"][-1]["条目"] == len([*(workspace / "menus").rglob("*.yaml")])


def test_without_a_profile_the_findings_are_there_all_the_same(report, workspace):
    """What a broken profile leaves unknown is left out; the list is written."""
    (workspace / "menus/profile.yaml").write_text("site_name: [", "utf-8")
    sheets, done = report()
    assert done.exit_code == 1
    assert [*sheets] == SHEETS[:3]
    assert sheets["问题"][0]["文件和行"].startswith("menus/profile.yaml:")


def test_figures_are_those_of_the_page_of_checks(gridpress, tmp_path):
    """Coverage, audiences and what offices owe are told as the site tells them."""
    out = tmp_path / "demo.xlsx"
    assert gridpress("check", "--root", ROOT, "--xlsx", out).exit_code == 0
    sheets = _read(out)
    catalogue = check_workspace(ROOT).catalogue
    assert isinstance(catalogue, Catalogue)
    measures = [(one.name, one.text) for check in four_checks(catalogue) for one in check.measures]
    told = [(row["项目"], row["做到多少"]) for row in sheets["覆盖"]]
    assert told[: len(measures)] == measures
    assert len(told) == len(measures) + len(catalogue.audiences)
    owed = {one.link.text: (one.late, one.soon, one.lacks) for one in view_checks(catalogue).offices}
    rows = {row["单位"]: (row["过期"], row["快到期"], row["还缺几样"]) for row in sheets["总览"]}
    assert {name: rows[name] for name in owed} == owed
    assert [row["网格"] for row in sheets["网格"]] == [one.value.name for one in catalogue.live_grids]
    assert [row["日期"] for row in sheets["到期"]] == sorted(row["日期"] for row in sheets["到期"])
    assert len(sheets["到期"]) > 10


@pytest.mark.parametrize(("days", "there"), [(60, True), (59, False)])
def test_a_last_day_is_told_sixty_days_ahead(workspace, days, there):
    """The last day that is near enough, and the first that is not."""
    with (workspace / CARD).open("a", encoding="utf-8") as card:
        card.write("\nvalid_until: 2026-01-31\n")
    loaded = check_workspace(workspace)
    day = loaded.catalogue.today
    _change(workspace, CARD, "2026-01-31", str(day.fromordinal(day.toordinal() + 60)))
    found = [one.entry.id for one in ends_within(check_workspace(workspace).catalogue, days)]
    assert ("elder-card" in found) is there


def test_each_field_with_a_last_day_is_sorted_in():
    """A new field named like a last day is told ahead, or its span is over when it is written."""
    spans = {"seasons", "exceptions", "assessment", "evaluation", "case_series", "honour", "plan", "notice"}
    for kind in (*KINDS, PROFILE):
        for names, _ in walk_fields(kind.model):
            if names[-1].endswith("until") or names[-1] == "expires_on":
                told = (kind.name, names[-1]) in LAST_DAYS
                assert told or {kind.name, *names[:-1]} & spans, f"{kind.name}: {names}"


def test_text_is_text_and_leads_nowhere(report, workspace):
    """What looks like a formula, an address or a control character stays words; no sheet links anywhere."""
    _change(workspace, CARD, "name: 老年优待证办理", 'name: "=HYPERLINK(\\"http://x.example\\")\\u0007"')
    _change(workspace, CARD, "type: 政务", "type: 政物")
    sheets, _ = report()
    (row,) = [one for one in sheets["问题"] if one["程度"] == "错误" and "政物" in one["什么问题"]]
    assert row["条目"].startswith("=HYPERLINK")
    with zipfile.ZipFile(next(workspace.parent.glob("out/*.xlsx"))) as book:
        parts = {
            name: book.read(name).decode() for name in book.namelist() if name.endswith((".xml", ".rels"))
        }
    assert not [name for name, text in parts.items() if re.search(r"<f>|<hyperlink|TargetMode", text)]


def test_it_prints_across_a4_with_its_headings_on_each_page(report, workspace):
    """One page wide, headings repeated and frozen, a filter over all rows."""
    report()
    with zipfile.ZipFile(next(workspace.parent.glob("out/*.xlsx"))) as book:
        sheet = book.read("xl/worksheets/sheet3.xml").decode()
        whole = book.read("xl/workbook.xml").decode()
    assert 'paperSize="9"' in sheet
    assert 'orientation="landscape"' in sheet
    assert 'fitToHeight="0"' in sheet
    assert 'ySplit="2"' in sheet
    assert "<autoFilter" in sheet
    assert whole.count("_xlnm.Print_Titles") == len(SHEETS)


@pytest.mark.parametrize(
    ("text", "lines"),
    [("字" * 9, 1), ("字" * 10, 2), ("字" * 8 + "abcdef", 2), ("a" * 40, 3), ("一\n二\n三", 3), ("", 1)],
)
def test_a_row_is_as_high_as_its_fullest_cell(text, lines):
    """Chinese wraps anywhere, a Latin word whole, each line of a text is a line."""
    made = render_report_sheets([ReportSheet("表", "表", [Column("格", 20)], [[text]])], "")
    with zipfile.ZipFile(io.BytesIO(made)) as book:
        sheet = book.read("xl/worksheets/sheet1.xml").decode()
    height = re.search(r'<row r="3"[^>]*? ht="(\d+)"', sheet)  # a row of one line says nothing
    assert (int(height[1]) if height else 15) == 15 * lines


def test_part_of_the_list_is_no_list(report):
    """`--changed` tells of a commit, the workbook of everything."""
    sheets, done = report("--changed")
    assert (sheets, done.exit_code) == ({}, 2)
    assert "--changed" in done.output


def test_another_ending_is_refused(workspace, gridpress, tmp_path):
    """A file that Excel would not open is not written."""
    done = gridpress("check", "--root", workspace, "--xlsx", tmp_path / "list.csv")
    assert done.exit_code == 1
    assert ".xlsx" in done.output
    assert not (tmp_path / "list.csv").exists()
