"""CSV tables beside entries: exact cells, Excel's habits, and tables that are whole or not used."""

import datetime
from pathlib import Path

import pytest
from cases.casefile import CASES, read_case, write_workspace
from hypothesis import given
from hypothesis import strategies as st

from generator.diagnostics import Place, Severity, has_errors
from generator.model import CaseRow
from generator.publishing.repairs import write_repairs
from generator.reading.documents import Document
from generator.reading.faults import FAULTS
from generator.reading.loading import load_catalogue
from generator.reading.tables import locate_table, parse_cells, parse_table

KEY = ("week", "area", "category")
HEAD = "周一的日期,区域,类别,件数\n"
CODES = sorted(fault.code for fault in FAULTS if fault.code.startswith("TBL"))
WHOLE = {"TBL108", "TBL113", "TBL114"}
"""Faults that leave a table usable."""


def parse(text: str):
    document, rows, found = parse_table(Document("x.csv", text), CaseRow, KEY)
    return document, rows, [one.code for one in found]


def quote(document: Document, place: Place) -> tuple[int, str]:
    """The line of a place, and the text on it."""
    span = document.locate(place)
    return span.line, document.line(span.line)[span.column - 1 : span.end_column - 1]


@pytest.mark.parametrize("code", CODES)
def test_nothing_half_built_comes_of_a_faulty_table(code: str, tmp_path: Path) -> None:
    case = read_case(CASES / "sources" / code / "bad.case")
    write_workspace(case, tmp_path)
    loaded = load_catalogue(tmp_path)
    assert code in {one.code for one in loaded.found}
    if code != "TBL107":  # the table that is alone is another than the entry's
        rows = loaded.catalogue.case_series["reports"].rows
        assert bool(rows) is (code in WHOLE)


@pytest.mark.parametrize("separator", [",", ";", "\t"])
def test_rows_are_read_with_field_names_or_chinese_titles_in_any_order(separator: str) -> None:
    text = "件数,week,类别,area\n7,2026-04-06,停车,chaojing\n".replace(",", separator)
    _, rows, codes = parse(text)
    assert codes == []
    assert rows == (CaseRow(week=datetime.date(2026, 4, 6), area="chaojing", category="停车", count=7),)


def test_each_cell_has_its_line_and_columns_also_behind_quotes_and_line_breaks() -> None:
    text = HEAD + '2026-04-06,chaojing,"停车\n夜间",7\n2026-04-13, chaojing ,停水,八\n'
    document = locate_table(Document("x.csv", text), CaseRow)
    assert quote(document, Place("x.csv", (0, "count"))) == (3, "7")
    assert quote(document, Place("x.csv", (1, "area"))) == (4, "chaojing")
    assert quote(document, Place("x.csv", (1, "count"))) == (4, "八")
    assert quote(document, Place("x.csv", (1,))) == (4, "2026-04-13, chaojing ,停水,八")


def test_a_cell_that_is_not_there_falls_back_to_its_row_and_a_row_to_the_last() -> None:
    document = locate_table(Document("x.csv", HEAD + "2026-04-06,chaojing\n"), CaseRow)
    assert quote(document, Place("x.csv", (0, "count"))) == (2, "2026-04-06,chaojing")
    assert quote(document, Place("x.csv", (9, "week"))) == (2, "2026-04-06")
    assert locate_table(Document("x.csv", ""), CaseRow).locate(Place("x.csv", (0, "week"))).line == 1


def test_empty_lines_and_crlf_are_no_rows() -> None:
    _, rows, codes = parse(HEAD.replace("\n", "\r\n") + "2026-04-06,chaojing,停车,7\r\n,,,\r\n\r\n")
    assert (len(rows), codes) == (1, [])


ROWS = "2026-04-06,chaojing,停车,7\n2026-04-13,chaojing,停车,8\n"
NUMBERED = "1,2026-04-06,chaojing,停车,7\n2,2026-04-13,chaojing,停车,8\n"
NOTHING: list[str] = []
MESSY = {
    "empty columns and rows at the end": (f"{HEAD}{ROWS},,,\n\n,,,\n".replace("\n", ",,\n"), NOTHING, 2),
    "titles above": (f"一周诉求,,,\n（2026 年 4 月）,,,单位：件\n{HEAD}{ROWS}", ["TBL108"], 2),
    "a total below": (f"{HEAD}{ROWS}总　计,,,15\n", ["TBL108"], 2),
    "a total in another column, and who wrote it": (
        f"{HEAD}{ROWS},,合计,15\n填表人：李某,,,\n",
        ["TBL108"],
        2,
    ),
    "a remark below": (f"{HEAD}{ROWS}（数据来自热线）,,,\n", ["TBL108"], 2),
    "units in a row of their own": (f"{HEAD},,,（件）\n{ROWS}", ["TBL108"], 2),
    "the heading on each page": (f"{HEAD}{ROWS}{HEAD}", ["TBL108"], 2),
    "line breaks and units in headings": (
        f'"周一的\n日期",区 域,类别*,"件数\n（单位：件）"\n{ROWS}',
        NOTHING,
        2,
    ),
    "colons and a unit in headings": (f"周一的日期：,区域：,类别：,件数/件\n{ROWS}", NOTHING, 2),
    "numbers and remarks in columns": (f"序号,{HEAD}{NUMBERED}", ["TBL114"], 2),
    "merged cells": (f"{HEAD}2026-04-06,chaojing,停车,7\n,,停水,8\n", ["TBL113"], 2),
    "merged cells below none": (f"{HEAD},,停水,8\n", ["MOD101", "MOD101"], 0),
    "an empty number": (f"{HEAD}2026-04-06,chaojing,停车,\n{ROWS}", ["MOD101"], 2),
    "other words for two columns": (f"日期,区域,类别,数量\n{ROWS}", ["TBL101"], 0),
    "weeks as columns": ("区域,类别,2026-04-06,2026-04-13\nchaojing,停车,7,8\n", ["TBL101"], 0),
    "a month and a year for a day": (f"{HEAD}Apr-26,chaojing,停车,7\n", ["MOD105"], 0),
    "money": (f"{HEAD}2026-04-06,chaojing,停车,￥5\n", ["MOD105"], 0),
    "a dash for nothing": (f"{HEAD}2026-04-06,chaojing,停车,—\n", ["MOD105"], 0),
    "what Excel cannot compute": (f"{HEAD}2026-04-06,chaojing,停车,#REF!\n", ["MOD105"], 0),
}


@pytest.mark.parametrize("name", MESSY)
def test_one_habit_of_excel_is_one_finding_and_what_is_clear_is_read(name: str) -> None:
    text, expected, count = MESSY[name]
    _, rows, codes = parse(text)
    assert (codes, len(rows)) == (expected, count)


@pytest.mark.parametrize(
    "data",
    [b"PK\x03\x04\x14", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"<html><table>", b'<?xml version="1.0"?>'],
)
def test_a_workbook_by_another_name_is_called_one(data: bytes, tmp_path: Path) -> None:
    write_workspace(read_case(CASES / "sources" / "TBL105" / "bad.case"), tmp_path)
    (tmp_path / "menus" / "case_series" / "reports.csv").write_bytes(data + bytes(range(256)))
    assert {one.code for one in load_catalogue(tmp_path).found} == {"TBL112"}


def test_forms_of_excel_are_read_and_repaired(tmp_path: Path) -> None:
    """The repair writes the plain form into each cell and touches nothing else."""
    case = read_case(CASES / "sources" / "MOD107" / "bad.case")
    write_workspace(case, tmp_path)
    table = tmp_path / "menus" / "case_series" / "reports.csv"
    rows = load_catalogue(tmp_path).catalogue.case_series["reports"].rows
    assert [(row.week.isoformat(), row.count) for row in rows[:3]] == [
        ("2026-04-06", 7),
        ("2026-04-06", 1234),
        ("2026-04-06", 3),
    ]
    assert write_repairs(tmp_path).counts == {"menus/case_series/reports.csv": 6}
    assert table.read_text("utf-8").split("\n")[1:4] == [
        "2026-04-06,chaojing,停车,7",
        "2026-04-06,chaojing,停水,1234",
        "2026-04-06,chaojing,停电,3",
    ]
    assert load_catalogue(tmp_path).found == []


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gbk", "utf-16"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("separator", [",", ";", "\t"])
def test_what_excel_saves_is_read_and_repaired_to_utf_8(
    encoding: str, end: str, separator: str, tmp_path: Path
) -> None:
    """Whatever encoding, line ends and separators: the table is used, and `--fix` takes the warnings away."""
    write_workspace(read_case(CASES / "sources" / "TBL105" / "bad.case"), tmp_path)
    table = tmp_path / "menus" / "case_series" / "reports.csv"
    text = (HEAD + "2026-04-06,chaojing,停车,7\n").replace(",", separator).replace("\n", end)
    table.write_bytes(text.encode(encoding))
    loaded = load_catalogue(tmp_path)
    assert loaded.catalogue.case_series["reports"].rows[0].count == 7
    assert {one.severity for one in loaded.found} <= {Severity.WARNING}
    write_repairs(tmp_path)
    assert table.read_bytes().decode("utf-8") == text.replace("\r", "\n") if end == "\r" else text
    assert load_catalogue(tmp_path).found == []


def test_a_table_in_an_encoding_whose_headings_are_unknown_is_not_used(tmp_path: Path) -> None:
    """Then nothing proves that it was decoded rightly."""
    write_workspace(read_case(CASES / "sources" / "TBL105" / "bad.case"), tmp_path)
    table = tmp_path / "menus" / "case_series" / "reports.csv"
    table.write_bytes("甲,乙\n丙,丁\n".encode("gbk"))
    loaded = load_catalogue(tmp_path)
    assert has_errors([one for one in loaded.found if one.code == "SRC103"])
    assert loaded.catalogue.case_series["reports"].rows == ()


@given(st.text(alphabet='a,"; \t\r\n周7', max_size=60))
def test_any_text_is_cells_that_lie_in_it_in_order(text: str) -> None:
    end = 0
    for row in parse_cells(text):
        for cell in row:
            assert end <= cell.start <= cell.end <= len(text)
            end = cell.end


def test_a_long_table_is_read_in_time_that_grows_with_it() -> None:
    weeks = [datetime.date(2024, 1, 1) + datetime.timedelta(weeks=one) for one in range(500)]
    lines = [f"{week},chaojing,类{number},7" for week in weeks for number in range(20)]
    _, rows, codes = parse(HEAD + "\n".join(lines))
    assert (len(rows), codes) == (10_000, [])
