"""Entries as sheets and back: what was edited comes back, nothing else changes, faults name their cell."""

import io
import re
import shutil
import zipfile
from collections import Counter
from copy import deepcopy

import pytest
import xlsxwriter
from conftest import ROOT
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import Field

from generator.diagnostics import OutputError, Severity
from generator.editing.nodes import Nodes
from generator.model import KIND_BY_NAME, KINDS, Kind, Service
from generator.model.fields import Line
from generator.publishing.exporting import export_entries, load_values
from generator.publishing.importing import compare_book, import_book, load_book
from generator.reading.loading import load_catalogue
from generator.reading.sources import parse_document
from generator.reporting.samples import nested_model
from generator.workbooks.book import BASE, collect_labels, make_book
from generator.workbooks.cells import flatten_entry, get
from generator.workbooks.layout import ID, NUMBER, list_sheets, sheets_below
from generator.workbooks.parse import parse_book, parse_csv
from generator.workbooks.render import render_csv, render_xlsx
from scripts.bench.city import WHOLE, write_city

CARD = "menus/services/elder-card.yaml"
KINDS_OF_BASE = ("service", "organization")


def _leaves(model, names=()):
    """Each field of a model that holds no group, by its names."""
    for name, info in model.model_fields.items():
        inner, _ = nested_model(info)
        yield from _leaves(inner, (*names, name)) if inner else [(*names, name)]


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.name)
def test_each_field_has_one_column(kind):
    """Every field of every group stands in exactly one sheet; headings and names of sheets are unique."""
    sheets = list_sheets(kind)
    columns = [(*sheet.names, *column.names) for sheet in sheets for column in sheet.columns]
    assert sorted(columns) == sorted(_leaves(kind.model))
    assert len({sheet.title for sheet in sheets}) == len(sheets)
    assert all(len(sheet.title) <= 31 and len({*sheet.headings}) == len(sheet.headings) for sheet in sheets)


def test_a_new_field_has_its_column_by_itself():
    """A field that a model gains shows, with its title, and nothing else need be told of it."""

    class Wider(Service):
        parking: Line | None = Field(None, title="停车", description="车停哪里")

    (column,) = [
        one for one in list_sheets(Kind("x", "xs", Wider, KINDS[0].title))[0].columns if one.title == "停车"
    ]
    assert (column.names, column.note) == (("parking",), "停车：车停哪里")


def test_references_choices_and_lists_are_known_by_their_types():
    """What a cell may hold comes from the type of its field."""
    columns = {column.title: column for column in list_sheets(KIND_BY_NAME["service"])[0].columns}
    assert columns["提供单位"].refs == ("organization",)
    assert columns["类型"].choices[:2] == ("政务", "公益")
    assert [title for title, one in columns.items() if one.is_list][:3] == ["别名", "分类", "人群"]


@pytest.fixture(scope="module")
def demo():
    """The demo's entries, their values and the book that an export makes of them."""
    loaded = load_catalogue(ROOT)
    labels = collect_labels(loaded.catalogue.entries)
    values = {kind: load_values(ROOT, loaded, kind) for kind in KINDS}
    return values, labels, make_book(values, labels)


def test_the_demo_comes_back_unchanged(demo):
    """Export and import: not one file changes, by workbook or by CSV."""
    _, labels, book = demo
    for again in (
        parse_book("book.xlsx", render_xlsx(book, labels)),
        parse_csv(render_csv(book)),
    ):
        made = compare_book(ROOT, again, labels)
        assert (made.files, made.found) == ({}, [])
        assert again.base == book.base


@pytest.fixture(scope="module")
def city(tmp_path_factory):
    """A small invented city and the book that an export makes of it."""
    root = tmp_path_factory.mktemp("city")
    write_city(root, WHOLE.scaled(0.005))
    assert export_entries(root, [], root / "book.xlsx") == []
    return root


@pytest.mark.parametrize("has_base", [True, False])
def test_a_city_comes_back_unchanged_from_another_program(city, has_base):
    """Formats, widths and shared texts rewritten, the hidden sheet dropped: not one entry changes."""
    book = parse_book("book.xlsx", _saved_elsewhere((city / "book.xlsx").read_bytes()))
    book.base = book.base if has_base else None
    made = import_book(city, book)
    assert (made.files, made.found) == ({}, [])
    assert sum(len(table.rows) for table in book.tables) > 200


def _saved_elsewhere(data):
    """A workbook as a program saves it that shares no texts and keeps neither formats nor widths."""
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as archive, zipfile.ZipFile(stream, "w") as saved:
        shared = re.findall(r"<si>(.*?)</si>", archive.read("xl/sharedStrings.xml").decode(), re.DOTALL)
        for name in archive.namelist():
            part = archive.read(name)
            if name.startswith("xl/worksheets/sheet"):
                text = re.sub("<cols>.*?</cols>", "", part.decode())
                part = re.sub(
                    r'<c r="(\w+)"(?: s="\d+")? t="s"><v>(\d+)</v></c>',
                    lambda match: f'<c r="{match[1]}" t="inlineStr"><is>{shared[int(match[2])]}</is></c>',
                    text,
                ).encode()
                assert b't="s"' not in part
            saved.writestr(name, part)
    return stream.getvalue()


WORDS = (
    "新的写法",
    "0988-5550199",
    "8:30-17:00",
    "=1+1",
    "+8613800000000",
    "一、二",
    "a: b",
    "'引",
    "007",
    "多行\n的字",
)


def _mutate(draw, kind, value, labels, names=()):
    """One change that a person makes in a sheet: a cell, an item more or less, an order."""
    sheets = list_sheets(kind)
    sheet = next(one for one in sheets if one.names == names)
    lists = [one for one in sheets_below(sheets, names) if get(value, one[len(names) :])]
    if lists and draw.random() < 0.5:
        inner = draw.choice(lists)
        items = get(value, inner[len(names) :])
        at, sort = draw.randrange(len(items)), draw.random()
        if sort < 0.2 and len(items) > 1:
            del items[at]
        elif sort < 0.4:
            items.insert(at, deepcopy(items[at]))
        else:
            _mutate(draw, kind, items[at], labels, inner)
        return
    column = draw.choice(sheet.columns)
    word = draw.choice([*labels[column.refs[0]]] if column.refs else WORDS)
    owner = value
    for name in column.names[:-1]:
        owner = owner.setdefault(name, {})
    if column.is_list:
        owner[column.names[-1]] = [line for line in word.split("\n") for _ in range(draw.randint(1, 2))]
    else:
        owner[column.names[-1]] = word


def _edited(draw, values):
    """Entries that somebody has changed in a sheet, as they were and as they are, and how many changes."""
    known = [(kind, id_) for kind, entries in values.items() for id_ in entries]
    before, after = {}, {}
    for kind, id_ in draw.sample(known, 120):
        before.setdefault(kind, {})[id_] = values[kind][id_]
        after.setdefault(kind, {})[id_] = deepcopy(values[kind][id_])
    return before, after


def test_a_thousand_edits_come_back_exactly(demo):
    """Whatever is changed: the entry says what the sheet says, no comment is lost, all else is left alone."""
    values, labels, _ = demo
    edits = Counter()

    @settings(max_examples=9)
    @given(st.randoms(use_true_random=False))
    def edit(draw):
        before, edited = _edited(draw, values)
        for kind, entries in edited.items():
            for value in entries.values():
                _mutate(draw, kind, value, labels)
                edits["made"] += 1
        changed = make_book(edited, labels)
        changed.base = make_book(before, labels).base
        made = compare_book(ROOT, parse_book("book.xlsx", render_xlsx(changed, labels)), labels)
        assert made.found == []
        for kind, entries in edited.items():
            for id_, value in entries.items():
                texts = (kind, values[kind][id_], value, labels)
                edits["differing"] += _check_came_back(made, f"menus/{kind.folder}/{id_}.yaml", *texts)

    edit()
    assert edits["made"] >= 1000
    assert edits["differing"] >= 500


def _check_came_back(made, file, kind, before, value, labels):  # noqa: PLR0913, PLR0917 - what is compared
    """Whether an entry was really changed: its text then says what its sheet said, and holds each comment."""
    wanted = flatten_entry(kind, value, labels).fields()
    if wanted == flatten_entry(kind, before, labels).fields():
        assert file not in made.files
        return False
    standing = (ROOT / file).read_text("utf-8")
    now = parse_document(file, made.files[file].encode())[0].value
    assert flatten_entry(kind, now, labels).fields() == wanted, file
    assert not Nodes(standing).count_comments() - Nodes(made.files[file]).count_comments()
    same = [name for name in before if value.get(name) == before[name]]
    assert {name: now.get(name) for name in same} == {name: before[name] for name in same}
    return True


@pytest.fixture
def book(gridpress, workspace, tmp_path):
    """The path of a book that was exported from the small workspace."""
    path = tmp_path / "book.xlsx"
    done = gridpress("export", *KINDS_OF_BASE, "--out", path, "--root", workspace)
    assert done.exit_code == 0, done.output
    return path


def _edit(path, title, row, heading, text):
    """Type into one cell as Excel would: the book is read, changed and saved."""
    book = load_book(path)
    table = next(one for one in book.tables if one.title == title)
    at = table.rows[0].index(heading)
    while len(table.rows) <= row:
        table.rows.append([""] * len(table.rows[0]))
    table.rows[row] += [""] * (at + 1 - len(table.rows[row]))
    table.rows[row][at] = text
    path.write_bytes(render_xlsx(book, {}))


def _row(path, title, id_):
    table = next(one for one in load_book(path).tables if one.title == title)
    return next(number for number, row in enumerate(table.rows) if id_ in row[0])


def test_an_edit_is_told_then_written(gridpress, workspace, book):
    """The change list comes in the words of `diff`; only the line of the changed value differs."""
    standing = (workspace / CARD).read_text("utf-8")
    _edit(book, "服务", _row(book, "服务", "elder-card"), "咨询电话", "0580-5550111")
    told = gridpress("import", book, "--dry-run", "--root", workspace)
    assert "“办老年证”的电话：原来是0580-5550110，现在是0580-5550111" in told.output
    assert (workspace / CARD).read_text("utf-8") == standing
    assert gridpress("import", book, "--root", workspace).exit_code == 0
    assert (workspace / CARD).read_text("utf-8") == standing.replace("5550110", "5550111")


def test_an_item_between_two_others_moves_no_line(gridpress, workspace, book):
    """A step with the number 1.5 stands between the first and the second."""
    title, standing = "服务·办理步骤", (workspace / CARD).read_text("utf-8")
    row = len(next(one for one in load_book(book).tables if one.title == title).rows)
    for heading, text in (
        (ID, "老年优待证办理（elder-card）"),
        (NUMBER, "1.5"),
        ("谁来做", "窗口"),
        ("做什么", "核对"),
    ):
        _edit(book, title, row, heading, text)
    assert gridpress("import", book, "--root", workspace).exit_code == 0
    wanted = standing.replace("  - who: 窗口工作人员", "  - who: 窗口\n    do: 核对\n  - who: 窗口工作人员")
    assert (workspace / CARD).read_text("utf-8") == wanted


def test_a_new_row_is_a_new_entry(gridpress, workspace, book):
    """Its id is taken from its name where none is written; references may be names."""
    row = len(next(one for one in load_book(book).tables if one.title == "机构").rows)
    for heading, text in (
        ("名称", "海风社工站"),
        ("类型", "社会组织"),
        ("所属部门", "社会"),
        ("上级机构", "潮井社区居民委员会"),
    ):
        _edit(book, "机构", row, heading, text)
    done = gridpress("import", book, "--root", workspace)
    assert "+ menus/organizations/hai-feng-she-gong-zhan.yaml" in done.output, done.output


def test_a_row_whose_entry_has_changed_is_refused_with_both_values(gridpress, workspace, book):
    """Two people's edits of one row: nothing is written, and both values are named."""
    _edit(book, "服务", _row(book, "服务", "elder-card"), "咨询电话", "0580-5550111")
    gridpress("set", "service/elder-card", "phone=0580-5550222", "--root", workspace)
    standing = (workspace / CARD).read_text("utf-8")
    done = gridpress("import", book, "--root", workspace)
    assert done.exit_code == 1
    assert "现在是“0580-5550222”，表里是“0580-5550111”" in done.output
    assert (workspace / CARD).read_text("utf-8") == standing


def test_what_was_renamed_since_the_export_keeps_no_row_from_coming_in(gridpress, workspace, book):
    """A cell shows 名称（id）: another name of the same thing is no edit; twice the same is nothing."""
    gridpress("set", "organization/chaojing-office", "name=潮井社区居委会", "--root", workspace)
    _edit(book, "服务", _row(book, "服务", "elder-card"), "咨询电话", "0580-5550111")
    done = gridpress("import", book, "--root", workspace, "--yes")
    assert done.exit_code == 0, done.output
    assert "0580-5550111" in (workspace / CARD).read_text("utf-8")
    assert "provider: chaojing-office" in (workspace / CARD).read_text("utf-8")
    again = gridpress("import", book, "--root", workspace)
    assert "没有要改的" in again.output, again.output


def test_a_row_that_nobody_edited_takes_nothing_back(gridpress, workspace, book):
    """An entry that has changed since the export keeps its change where its row was left alone."""
    gridpress("set", "service/elder-card", "phone=0580-5550222", "--root", workspace)
    done = gridpress("import", book, "--root", workspace)
    assert "没有要改的" in done.output


def _heading(path, title, old, new):
    book = load_book(path)
    table = next(one for one in book.tables if one.title == title)
    table.rows[0][table.rows[0].index(old)] = new
    path.write_bytes(render_xlsx(book, {}))


@pytest.mark.parametrize(
    ("edit", "said"),
    [
        (lambda path: _edit(path, "服务", 1, "咨询电话", "abc"), r"服务!\w+2: error .*不像电话号码"),
        (lambda path: _edit(path, "服务", 1, "提供单位", "没有的（nobody）"), r"服务!\w+2: error .*nobody"),
        (lambda path: _edit(path, "服务·办理步骤", 2, "分钟", "很久"), r"服务·办理步骤!E3: error .*很久"),
        (lambda path: _edit(path, "服务", 1, "正式名称", ""), r"服务!\w+2: error .*缺少必填字段"),
        (lambda path: _edit(path, "服务", 2, ID, "elder-card"), r"服务!A3: error .*第 2 行已经写过"),
        (
            lambda path: _edit(path, "服务", 1, ID, "elder-new"),
            r"gridpress rename service elder-card elder-new",
        ),
        (lambda path: _edit(path, "服务", 1, "费用", "免费\x07"), r"服务!\w+2: error .*控制字符"),
        (lambda path: _edit(path, "服务", 1, "费用", "#REF!"), r"服务!\w+2: error 公式算不出来"),
        (lambda path: _edit(path, "服务·办理步骤", 1, ID, "nobody"), r"服务·办理步骤!A2: error .*nobody"),
        (lambda path: _edit(path, "服务·办理步骤", 1, NUMBER, "第一"), r"服务·办理步骤!B2: error .*第一"),
        (lambda path: _heading(path, "服务", "费用", "收费"), r"服务!\w+1: error 没有“收费”这一列"),
        (lambda path: _heading(path, "服务", ID, "号"), r"服务!1: error 少了“编号”这一列"),
    ],
    ids=[
        *(
            "phone",
            "reference",
            "number",
            "required",
            "twice",
            "changed-id",
            "control",
            "formula",
            "no-owner",
        ),
        *("ordinal", "renamed-column", "no-id"),
    ],
)
def test_what_is_wrong_is_named_with_its_cell(gridpress, workspace, book, edit, said):
    """Nothing is written; a copy of the book bears the finding in its cell."""
    before = {path: path.read_bytes() for path in workspace.rglob("*") if path.is_file()}
    edit(book)
    done = gridpress("import", book, "--root", workspace)
    assert done.exit_code == 1
    assert re.search(said, done.output), done.output
    assert {path: path.read_bytes() for path in workspace.rglob("*") if path.is_file()} == before
    marked = book.with_name("book.有问题.xlsx")
    with zipfile.ZipFile(marked) as archive:
        comments = "".join(archive.read(one).decode() for one in archive.namelist() if "comments" in one)
        assert "FFFFB3B3" in archive.read("xl/styles.xml").decode()
    finding = next(line for line in done.output.splitlines() if ": error " in line)
    assert finding.split(": error ")[1][:12].strip() in comments
    assert load_book(marked).base == load_book(book).base


def test_a_sheet_that_is_gone_leaves_its_field_alone(gridpress, workspace, book):
    """Deleting a sheet removes no steps; it is said that they were not read."""
    made = load_book(book)
    made.tables = [one for one in made.tables if one.title != "服务·办理步骤"]
    book.write_bytes(render_xlsx(made, {}))
    done = gridpress("import", book, "--root", workspace)
    assert done.exit_code == 0
    assert "warning 没有工作表“服务·办理步骤”" in done.output
    assert "没有要改的" in done.output


def test_cells_are_text_with_notes_choices_and_kept_headings(book):
    """Nothing in the book reckons; ids and choices are offered, headings are kept from typing."""
    with zipfile.ZipFile(book) as archive:
        sheet = archive.read("xl/worksheets/sheet1.xml").decode()
        names = archive.read("xl/workbook.xml").decode()
        comments = archive.read("xl/comments1.xml").decode()
        styles = archive.read("xl/styles.xml").decode()
        everything = b"".join(archive.read(one) for one in archive.namelist() if "worksheets/sheet" in one)
    assert "<f>" not in everything.decode()
    assert 'numFmtId="49"' in styles
    assert "<sheetProtection" in sheet
    assert 'type="list"' in sheet
    assert "政务,公益,志愿,便民市场" in sheet
    assert f'name="{BASE}"' in names
    assert names.count('state="veryHidden"') == 2
    assert "机构的编号" in comments


def test_data_that_looks_like_a_formula_stays_text():
    """A name that begins with = comes back as it was, and no spreadsheet reckons with it."""
    values = {"a": {"name": "=HYPERLINK(1)", "summary": "+1", "aliases": ["-1", "'x"]}}
    book = make_book({KIND_BY_NAME["service"]: values}, {})
    files = render_csv(book)
    assert "'=HYPERLINK" in files["服务.csv"].decode()
    assert "=HYPERLINK(1)" in parse_csv(files).tables[0].rows[1]
    assert "=HYPERLINK(1)" in parse_book("b.xlsx", render_xlsx(book, {})).tables[0].rows[1]


def _foreign(rows, *, hidden=False, macro=False):
    stream = io.BytesIO()
    with xlsxwriter.Workbook(stream, {"in_memory": True}) as workbook:
        for title in ("甲", "乙"):
            sheet = workbook.add_worksheet(title)
            for number, row in enumerate(rows):
                for column, cell in enumerate(row):
                    sheet.write(number, column, cell)
            if hidden and title == "乙":
                sheet.hide()
    data = stream.getvalue()
    if macro:
        with zipfile.ZipFile(io.BytesIO(data), "a") as archive:
            archive.writestr("xl/vbaProject.bin", b"x")
            archive.fp.flush()
            data = archive.fp.getvalue() if hasattr(archive.fp, "getvalue") else data
    return data


def _zip(**files):
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(name.replace("__", "/"), data)
    return stream.getvalue()


FAR = b'<worksheet><sheetData><row r="1048576"><c r="XFD1048576"><v>1</v></c></row></sheetData></worksheet>'


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (_zip(**{"xl__worksheets__sheet1.xml": b'<c r="B2" s="1"><f>A1&amp;"x"</f><v></v></c>'}), "B2"),
        (b"MIME-Version: 1.0\nX-Document-Type: Workbook\n", "网页"),
        (b"<html><table><tr><td>1</td></tr></table></html>", "网页"),
        ("编号,名称\na,b\n".encode(), "改成 .csv"),
        (b"\xd0\xcf\x11\xe0" + bytes(600) + "EncryptedPackage".encode("utf-16-le"), "密码"),
        (b"\xd0\xcf\x11\xe0" + bytes(600), "打不开"),
        (b"PK\x03\x04" + bytes(60), "打不开"),
        (_zip(a=b"x"), "打不开"),
        (_zip(**{"xl__worksheets__sheet1.xml": FAR}), "第 1048576 行"),
        (_zip(**{"xl__worksheets__sheet1.xml": bytes(401_000_000)}), "解开后太大"),
        (b"", "不是工作簿"),
        (_foreign([["自己的", "表"]]), "--map"),
    ],
    ids=[
        "unreckoned",
        "mht",
        "html",
        "csv",
        "locked",
        "old",
        "torn",
        "zip",
        "far",
        "bomb",
        "empty",
        "foreign",
    ],
)
def test_what_is_no_book_of_ours_is_named(gridpress, workspace, tmp_path, data, said):
    """Each sort of file that cannot be read is called what it is."""
    path = tmp_path / "book.xlsx"
    path.write_bytes(data)
    done = gridpress("import", path, "--root", workspace)
    assert done.exit_code == 1
    assert said in done.output, done.output


@pytest.mark.parametrize(
    ("name", "data", "said"),
    [
        ("~$book.xlsx", b"\x05Admin", "临时文件"),
        ("book.csv", b"\n<html><table></table></html>", "网页"),
        ("book.csv", _foreign([["a"]]), "改回 .xlsx"),
    ],
)
def test_a_file_that_only_looks_like_a_book_is_called_what_it_is(name, data, said):
    """What Excel keeps beside an open book, a page and a workbook that are named as CSV."""
    with pytest.raises(OutputError) as caught:
        parse_book(name, data)
    assert said in caught.value.text.zh


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gbk", "gb18030", "utf-16"])
@pytest.mark.parametrize("separator", [",", ";", "\t"])
def test_csv_is_read_however_excel_and_wps_have_saved_it(encoding, separator):
    """Any usual encoding, and commas, semicolons or tabs."""
    text = f"名称{separator}电话\n养老{separator}12345\n"
    assert parse_book("表.csv", text.encode(encoding)).tables[0].rows == [["名称", "电话"], ["养老", "12345"]]


def test_merged_cells_in_a_book_of_ours_are_refused(workspace):
    """Excel keeps one of two telephones when it merges them: the other must not be taken as deleted."""
    export_entries(workspace, ["service"], workspace / "book.xlsx")
    book = load_book(workspace / "book.xlsx")
    book.tables[0].merged = (((1, 3), (2, 3)),)
    made = import_book(workspace, book)
    assert ("服务!D2", Severity.ERROR) in {(one.name, one.severity) for one in made.found}


def test_a_book_of_another_workspace_is_called_so(workspace):
    """One sentence rather than one for each of its rows."""
    made = export_entries(ROOT, ["service"], workspace / "book.xlsx")
    assert made == []
    with pytest.raises(OutputError, match="another workspace"):
        import_book(workspace, load_book(workspace / "book.xlsx"))


def test_hidden_sheets_and_long_ones_are_told():
    """A hidden sheet is passed over and named; a sheet with more rows than any list is refused."""
    book = parse_book("b.xlsx", _foreign([["a"]], hidden=True))
    assert [table.title for table in book.tables] == ["甲"]
    assert "隐藏的工作表“乙”没有读" in book.notes[0].zh
    with pytest.raises(Exception, match="at most"):
        parse_book("b.xlsx", _foreign([["a"]] * 50_001))


def test_a_book_comes_in_whatever_the_folder_of_work(workspace, tmp_path):
    """CSV: a folder of files is a book, too."""
    export_entries(workspace, ["service"], tmp_path / "csv")
    made = import_book(workspace, load_book(tmp_path / "csv"))
    assert (made.files, made.found) == ({}, [])
    shutil.rmtree(tmp_path / "csv")
