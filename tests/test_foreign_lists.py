"""Somebody else's list: its columns are guessed or told, and what it lacks is listed rather than refused."""

import io
import os
import shutil
import subprocess
import sys
from collections import Counter
from dataclasses import replace

import pytest
import xlsxwriter
from click.testing import CliRunner
from conftest import ROOT

from generator.cli import main
from generator.diagnostics import OutputError
from generator.model import KIND_BY_NAME
from generator.publishing import trying
from generator.publishing.importing import import_book
from generator.reading import loading
from generator.reading.sources import parse_document
from generator.workbooks.mapping import (
    ListMapping,
    Target,
    guess_mapping,
    parse_mapping,
    render_mapping,
    restore_zero,
)
from generator.workbooks.parse import parse_book
from generator.writing.entries import write_entries

SERVICE = KIND_BY_NAME["service"]
HEADS = (
    "序号",
    "事项名称",
    "实施部门",
    "办理地点",
    "咨询电话",
    "承诺办结时限",
    "申请材料",
    "网址",
    "核实日期",
    "备考",
)
ROWS = (
    (
        1,
        "老年人\n优待证",
        "民政局",
        "望海路 1 号",
        5805550101,
        "5(工作日)",
        "身份证、户口簿\n照片",
        "",
        46000,
        "x",
    ),
    (2, "残疾人证", "残联", "无", "0580-5550102", "", "身份证", "https://a.example/2", "2026年3月1日", ""),
)
"""A telephone that lost its zero, a date as a serial number, line breaks, 、 within one material, 无."""


def _workbook():
    stream = io.BytesIO()
    with xlsxwriter.Workbook(stream, {"in_memory": True}) as workbook:
        for number, title in enumerate(("甲", "乙")):
            sheet = workbook.add_worksheet(title)
            sheet.merge_range(0, 0, 0, 8, "政务服务事项清单")
            sheet.write(1, 0, "填报单位：政数局")
            for column, head in enumerate(HEADS):
                sheet.write(3, column, head)
            for column, cell in enumerate(ROWS[number]):
                sheet.write(5 + number, column, cell)
            sheet.write_row(9, 0, ("合 计", number + 1))
    return stream.getvalue()


@pytest.fixture(scope="module")
def messy():
    """Two sheets with merged titles, empty lines and a sum below."""
    return parse_book("list.xlsx", _workbook())


def test_columns_are_guessed_by_title_and_content(messy):
    """Words of real lists name their field; a column of addresses is one though its title says nothing."""
    guessed = guess_mapping(messy, None)
    assert guessed.kind is SERVICE
    assert {title: one.path for title, one in guessed.columns.items()} == {
        "事项名称": "name",
        "实施部门": "provider",
        "办理地点": "locations.name",
        "咨询电话": "phone",
        "承诺办结时限": "time_limit",
        "申请材料": "documents.type",
        "网址": "guide",
        "核实日期": "assured_on",
    }
    assert guessed.columns["申请材料"] == Target("documents.type", "\n", creates=True)
    assert guessed.find_headings(messy.tables[0]).last == 3


def test_a_mapping_is_kept_and_read_again(messy):
    """What was guessed or chosen stands in a file that says the same next time."""
    guessed = guess_mapping(messy, SERVICE)
    guessed.values["type"] = "政务"
    assert parse_mapping("map.yaml", render_mapping(guessed).encode()) == guessed


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("kind: nothing\ncolumns: {a: name}\n", "kind"),
        ("kind: service\ncolumns: {a: nome}\n", "nome"),
        ("", "没有内容"),
        ("kind: service\ncolumns:\n  名称: name\n  名称: phone\n", "map.yaml` 第 4 行"),
    ],
)
def test_a_mapping_that_is_none_is_named(text, said):
    """A kind or field that is not there is said, with those that are."""
    with pytest.raises(OutputError) as caught:
        parse_mapping("map.yaml", text.encode())
    assert said in caught.value.text.zh


def test_a_list_becomes_drafts_with_what_it_says(messy, workspace):
    """Zeros, days and names are put right, only what the mapping parts is parted, new names are entries."""
    made = import_book(workspace, messy, guess_mapping(messy, SERVICE))
    assert made.trial.errors == []
    texts = {file: parse_document(file, text.encode())[0].value for file, text in made.files.items()}
    card = texts["menus/services/lao-nian-ren-you-dai-zheng.yaml"]
    assert card["draft"] == "true"
    assert card["name"] == "老年人 优待证"
    assert card["phone"] == "0580-5550101"
    assert card["assured_on"] == "2025-12-09"
    assert [one["type"] for one in card["documents"]] == ["shen-fen-zheng-hu-kou-bu", "zhao-pian"]
    assert texts["menus/document_types/shen-fen-zheng-hu-kou-bu.yaml"]["name"] == "身份证、户口簿"
    other = texts["menus/services/can-ji-ren-zheng.yaml"]
    assert "locations" not in other
    assert other["provider"] == "can-lian"
    assert texts["menus/organizations/can-lian.yaml"]["name"] == "残联"


@pytest.mark.parametrize("length", [1, 100])
def test_two_items_of_one_name_are_two_entries(gridpress, workspace, tmp_path, length):
    """Names repeat in real lists: each row keeps its entry, also the next time."""
    path, words = tmp_path / "list.csv", ("--map", tmp_path / "map.yaml", "--kind", "service", "--yes")
    name, stem = "备案" * length, "-".join(["bei-an"] * min(length, 20))[:58].rstrip("-")
    path.write_text(f"事项名称,咨询电话\n{name},12345\n{name},12328\n", "utf-8")
    assert gridpress("import", path, *words, "--root", workspace).exit_code == 0
    first, second = (
        (workspace / f"menus/services/{stem}{end}.yaml").read_text("utf-8") for end in ("", "-2")
    )
    assert ("12345" in first, "12328" in second) == (True, True)
    assert "没有要改的" in gridpress("import", path, *words, "--root", workspace).output


def test_a_cell_that_cannot_be_read_is_told_beside_drafts(workspace):
    """What is wrong in reading is not lost when rows become drafts."""
    book = parse_book("list.csv", "事项名称,费用\n备案,免\x07费\n".encode())
    made = import_book(workspace, book, guess_mapping(book, SERVICE))
    assert [one.name for one in made.found if one.severity.label == "error"] == ["list!B2（费用）"]


def test_what_a_list_lacks_is_told_at_its_own_row(messy, workspace):
    """The finding names the sheet and the row of the list, and warns only."""
    made = import_book(workspace, messy, guess_mapping(messy, SERVICE))
    lacking = next(one for one in made.found if one.title == "甲" and "`audiences`" in one.text.zh)
    assert (lacking.name, lacking.severity.label) == ("甲!6", "warning")


def test_a_finding_names_the_cell_and_the_heading_of_the_list(workspace):
    """Of a new office that the list names, too: not one of our own sheets is spoken of."""
    book = parse_book("list.csv", "序号,事项名称,承办单位,联系方式\n1,备案,甲单位,没有电话\n".encode())
    mapping = ListMapping(SERVICE, {"事项名称": Target("name"), "联系方式": Target("phone")})
    mapping.columns["承办单位"] = Target("provider", creates=True)
    made = import_book(workspace, book, mapping)
    assert {one.title for one in made.found} == {"list"}
    named = {one.name for one in made.found}
    assert "list!D2（联系方式）" in named
    assert any(one.name == "list!2" and "`kind`" in one.text.zh for one in made.found)


def test_what_all_rows_share_is_told_as_such(workspace):
    """A value of the mapping that is wrong is not put down to a cell of the list."""
    book = parse_book("list.csv", "事项名称\n备案\n".encode())
    made = import_book(workspace, book, ListMapping(SERVICE, {"事项名称": Target("name")}, {"type": "政府"}))
    assert "list!2（每行都一样的“类型”）" in {one.name for one in made.found}


VALUES = "政府\n政务\n办理{名称}。\n办理{事项名称}。\n\n\n民政\n政府部门\n政府"
"""A type that is none and a column that is none are asked for again."""


def test_the_wizard_asks_once_and_keeps_the_answers(workspace, tmp_path):
    """Return takes a guess, another field its place, - leaves a column out; twice changes nothing.

    A field that is none is asked for again.

    What an entry must have and the list has not is asked for once, of new offices, too.
    """
    path, mapping = tmp_path / "list.xlsx", tmp_path / "map.yaml"
    path.write_bytes(_workbook())
    words = ["import", str(path), "--map", str(mapping), "--root", str(workspace)]
    answers = f"\n\nlocation.adress\nlocations.address\n\n-\n\n\n\n{VALUES}\n"
    done = CliRunner().invoke(main, [*words, "--kind", "service"], input=answers)
    assert done.exit_code == 0, done.output
    kept = parse_mapping("map.yaml", mapping.read_bytes())
    assert kept.columns["办理地点"].path == "locations.address"
    assert "没有字段“location.adress”" in done.output
    assert "承诺办结时限" not in kept.columns
    assert "不读的列：序号、承诺办结时限、备考" in done.output
    assert kept.values == {"type": "政务", "summary": "办理{事项名称}。", "assured_by": "民政"}
    assert kept.columns["实施部门"].values == {"kind": "政府部门", "sector": "政府"}
    again = CliRunner().invoke(main, words)
    assert "没有要改的" in again.output, again.output


def test_a_field_may_be_named_by_its_title(workspace, tmp_path):
    """As the list of fields above the questions shows both."""
    path, mapping = tmp_path / "list.csv", tmp_path / "map.yaml"
    path.write_text("事项名称,承诺办结时限\n备案,带身份证\n", "utf-8")
    words = ["import", str(path), "--map", str(mapping), "--kind", "service", "--root", str(workspace)]
    done = CliRunner().invoke(main, words, input="\n通俗名称\n" + "\n" * 20)
    columns = parse_mapping("map.yaml", mapping.read_bytes()).columns
    assert columns["承诺办结时限"].path == "plain_name", done.output


def test_what_all_rows_have_stands_once_in_the_mapping(messy, workspace):
    """A value for all, a value from a cell, and values of the offices that a list brings."""
    guessed = guess_mapping(messy, SERVICE)
    guessed.values |= {"type": "政务", "summary": "办理{事项名称}，由{实施部门}办。"}
    office = guessed.columns["实施部门"]
    guessed.columns["实施部门"] = replace(office, values={"kind": "政府部门", "sector": "政府"})
    made = import_book(workspace, messy, parse_mapping("map.yaml", render_mapping(guessed).encode()))
    texts = {file: parse_document(file, text.encode())[0].value for file, text in made.files.items()}
    card = texts["menus/services/lao-nian-ren-you-dai-zheng.yaml"]
    assert (card["type"], card["summary"]) == ("政务", "办理老年人 优待证，由民政局办。")
    assert texts["menus/organizations/can-lian.yaml"] == {
        "name": "残联",
        "kind": "政府部门",
        "sector": "政府",
    }


@pytest.mark.parametrize("text", ["summary: 办理{名称}。", "nome: x"])
def test_values_of_what_is_not_there_are_named(text):
    """A column or a field that a value names and nobody knows is said."""
    with pytest.raises(OutputError, match=r"名称|nome"):
        parse_mapping("map.yaml", f"kind: service\ncolumns: {{a: name}}\nvalues:\n  {text}\n".encode())


@pytest.mark.parametrize(
    ("text", "phone"),
    [
        ("5805550101", "0580-5550101"),
        ("2034121084", "020-34121084"),
        ("1087654321", "010-87654321"),
        ("13800138000", "13800138000"),
        ("12345", "12345"),
        ("0580-5550101", "0580-5550101"),
        ("3412108", "3412108"),
    ],
)
def test_only_a_lost_zero_is_restored(text, phone):
    """Mobiles, service numbers and numbers without an area code are whole as they are."""
    assert restore_zero(text) == phone


def test_a_list_changes_only_what_it_has_columns_for(gridpress, tmp_path):
    """An entry of the same name keeps all that the list says nothing of."""
    shutil.copytree(ROOT / "menus", tmp_path / "menus")
    file = tmp_path / "menus/services/songyao.yaml"
    standing = file.read_text("utf-8")
    (tmp_path / "list.csv").write_text("事项名称,咨询电话,费用\n海岛送药上门,0988-5550199,\n", "utf-8-sig")
    words = ("--map", tmp_path / "map.yaml", "--kind", "服务", "--yes")
    done = gridpress("import", tmp_path / "list.csv", *words, "--root", tmp_path)
    assert done.exit_code == 0, done.output
    lines = zip(standing.splitlines(), file.read_text("utf-8").splitlines(), strict=True)
    changed = [after for before, after in lines if before != after]
    assert changed == ['phone: "0988-5550199"']


def test_a_second_import_is_a_few_checks_and_reads_each_file_a_few_times(workspace, monkeypatch):
    """However many rows: the workspace is checked once, its new files twice, what stays is read once."""
    rows = "".join(f"事项{number},单位{number % 7},1234{number % 10}\n" for number in range(60))
    book = parse_book("list.csv", f"事项名称,实施部门,咨询电话\n{rows}".encode())
    mapping = guess_mapping(book, SERVICE)
    write_entries(workspace, import_book(workspace, book, mapping).files)
    checks, reads = Counter(), Counter()
    real_check, real_load = trying.check_workspace, loading.load_sources

    def check(root, **named):
        checks[root == workspace] += 1
        return real_check(root, **named)

    def load(paths, ahead):
        reads.update([*paths])
        return real_load(paths, ahead)

    monkeypatch.setattr(trying, "check_workspace", check)
    monkeypatch.setattr(loading, "load_sources", load)
    assert import_book(workspace, book, mapping).trial is None
    assert (checks, max(reads.values())) == ({}, 1)
    reads.clear()
    more = parse_book("list.csv", f"事项名称,实施部门,咨询电话\n{rows}新的,单位1,12345\n".encode())
    assert len(import_book(workspace, more, mapping).files) == 1
    assert checks == {True: 1, False: 2}
    assert reads.pop("menus/services/xin-de.yaml") == 2
    assert set(reads.values()) == {1}


@pytest.mark.parametrize("parent", ["990900000000", "新市"])
def test_a_list_may_refer_to_its_own_rows(workspace, parent):
    """By name or by code, and further down than they are named: nothing is made twice."""
    rows = f"区划代码,名称,级别,上级\n990901000000,新区,县区,{parent}\n990900000000,新市,市,\n"
    book = parse_book("list.csv", rows.encode())
    made = import_book(workspace, book, guess_mapping(book, KIND_BY_NAME["division"]))
    assert {*made.files} == {"menus/divisions/xin-qu.yaml", "menus/divisions/xin-shi.yaml"}
    assert "parent: xin-shi" in made.files["menus/divisions/xin-qu.yaml"]


CARD, CARE = "办老年证", "上门理发"
PLAIN = {CARD: {"phone": "0580-5550101"}, CARE: {"phone": "12345"}}


def _sheets(**sheets):
    """A workbook of sheets, each a dictionary of cells (`A1`, or `A1:C1` for merged ones)."""
    stream = io.BytesIO()
    with xlsxwriter.Workbook(stream, {"in_memory": True}) as workbook:
        for title, cells in sheets.items():
            sheet = workbook.add_worksheet(title)
            for place, value in cells.items():
                if ":" in place:
                    sheet.merge_range(place, value)
                else:
                    sheet.write(place, value)
    return stream.getvalue()


def _grid(first, *rows):
    """Cells of rows, the first at a place such as `B3`."""
    column, row = ord(first[0]), int(first[1:])
    return {
        f"{chr(column + x)}{row + y}": value
        for y, cells in enumerate(rows)
        for x, value in enumerate(cells)
        if value != ""
    }


HEAD, ONE, TWO = ("序号", "事项名称", "咨询电话"), (1, CARD, 5805550101), (2, CARE, "12345")
LAYOUTS = {
    "merged titles": (
        {"表": {"A1:C1": "便民服务事项清单", "A2:C2": "填报单位：潮井社区", **_grid("A4", HEAD, ONE, TWO)}},
        PLAIN,
        [],
    ),
    "not in the corner": ({"表": _grid("C5", HEAD, ONE, TWO)}, PLAIN, []),
    "two rows of headings": (
        {
            "表": {
                "A1:A2": "序号",
                "B1:B2": "事项名称",
                "C1:D1": "联系方式",
                **_grid("C2", ("咨询电话", "投诉电话")),
                **_grid("A3", (*ONE, "12328"), TWO),
            }
        },
        {**PLAIN, CARD: {"phone": "0580-5550101", "complaint_phone": "12328"}},
        [],
    ),
    "two rows of headings, not merged": (
        {
            "表": _grid(
                "A1", ("序号", "事项名称", "联系方式"), ("", "", "咨询电话", "投诉电话"), (*ONE, "12328")
            )
        },
        {CARD: {"phone": "0580-5550101", "complaint_phone": "12328"}},
        [],
    ),
    "several sheets": (
        {
            "填表说明": _grid("A1", ("一、本表由社区填报",), ("二、电话写区号",)),
            "一月": _grid("A1", HEAD, ONE),
            "二月": _grid("A2", HEAD, TWO),
        },
        PLAIN,
        [],
    ),
    "sums and remarks": (
        {
            "表": {
                **_grid("A1", HEAD, ("一、养老类",), ONE, ("小计", 1), (), TWO, ("合计", 2)),
                "A9": "注：电话 24 小时有人接",
                "B10": "填表人：张三",
            }
        },
        PLAIN,
        ["表!2", "表!4", "表!7", "表!9", "表!10"],
    ),
    "a row without a name": (
        {"表": _grid("A1", HEAD, ONE, (2, "", "12328"), TWO)},
        PLAIN,
        ["表!3"],
    ),
    "empty columns and headings with breaks": (
        {
            "表": _grid(
                "A1", ("序\n号", "", "事项\n名 称", "", "咨 询\n电话"), (1, "", CARD, "", "0580-5550101")
            )
        },
        {CARD: {"phone": "0580-5550101"}},
        [],
    ),
    "serials, lost zeros, wide digits": (
        {
            "表": _grid(
                "A1",
                ("编号", "事项名称", "咨询电话", "核实日期"),
                (1, CARD, 5805550101, 46000),
                (2, CARE, "０５８０－５５５０１０２", "2026.3.1"),
            )
        },
        {
            CARD: {"phone": "0580-5550101", "assured_on": "2025-12-09"},
            CARE: {"phone": "0580-5550102", "assured_on": "2026.3.1"},
        },
        [],
    ),
    "merged cells inside": (
        {
            "表": {
                **_grid("A1", ("事项名称", "申请材料", "实施部门")),
                "A2:A3": CARD,
                "C2:C4": "民政局",
                **_grid("B2", ("身份证、户口簿",), ("照片",), ("介绍信",)),
                "A4": CARE,
            }
        },
        {CARD: {"documents": ["身份证、户口簿", "照片"]}, CARE: {"documents": ["介绍信"]}},
        [],
    ),
    "one title twice": (
        {"表": _grid("A1", ("事项名称", "咨询电话", "咨询电话"), (CARD, "0580-5550101", "12328"))},
        {CARD: {"phone": "0580-5550101"}},
        [],
    ),
    "page breaks repeat the headings": ({"表": _grid("A1", HEAD, ONE, HEAD, TWO)}, PLAIN, []),
}


@pytest.mark.parametrize("layout", LAYOUTS)
def test_a_list_is_read_however_it_is_laid_out(workspace, layout):
    """Every entry with what it says, no other; rows that are none are named, and none is lost in silence."""
    sheets, wanted, left = LAYOUTS[layout]
    book = parse_book("list.xlsx", _sheets(**sheets))
    made = import_book(workspace, book, guess_mapping(book, SERVICE))
    values = {file: parse_document(file, text.encode())[0].value for file, text in made.files.items()}
    names = {file.split("/")[-1][:-5]: one["name"] for file, one in values.items()}
    services = {}
    for file, value in values.items():
        if "/services/" in file:
            value["documents"] = [names[one["type"]] for one in value.get("documents", ())]
            services[value["name"]] = {
                key: value[key] for key in wanted.get(value["name"], ()) if key in value
            }
    assert services == wanted
    assert [one.name for one in made.found if "没有读" in one.text.zh] == left


def test_answers_from_a_file_are_utf8_whatever_the_console(workspace, tmp_path):
    """A console of another code page reads the answers of a file as they are meant."""
    (tmp_path / "list.csv").write_bytes("事项名称,咨询电话\n办证,12345\n".encode("gbk"))
    answers = "\n\n政务\nlin-li\n办理{事项名称}。\n\n\n\n\n\n"
    options = ("--map", tmp_path / "map.yaml", "--kind", "服务", "--root", workspace)
    done = subprocess.run(  # noqa: S603 - the command itself
        [sys.executable, "-m", "generator.cli", "import", tmp_path / "list.csv", *options],
        input=answers.encode(),
        env=os.environ | {"PYTHONIOENCODING": "cp936"},
        capture_output=True,
        check=False,
    )
    assert "Traceback" not in done.stderr.decode("utf-8")
    kept = parse_mapping("map.yaml", (tmp_path / "map.yaml").read_bytes())
    assert kept.values["type"] == "政务"
    assert kept.values["summary"] == "办理{事项名称}。"
