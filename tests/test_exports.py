"""What the register of exports says is what is written, and what it promises stays."""

import contextlib
import csv
import datetime
import io
import json
import os
import shutil
import sqlite3
from itertools import zip_longest
from pathlib import Path

import pytest
from csvw import TableGroup
from python_calamine import CalamineWorkbook
from sample_site import make_catalogue, minimal_values

from generator.outputs.exports.listing import measure_exports, view_open_data, weigh
from generator.outputs.exports.register import EXPORTS, render_exports
from generator.outputs.exports.tables import ALL_SETS, count_rows
from generator.views.columns import columns_of
from generator.views.open_data import format_size
from generator.views.projections import DataSet
from generator.views.register import PUBLICATIONS

SITE = "https://yunyu.example/"
COLUMNS = Path(__file__).parent / "golden/columns-v1.txt"
"""Columns of version 1 of each table. A new one comes behind; one renamed, moved or dropped needs a `v2`."""
PROMISED = {
    line.partition(": ")[0]: line.partition(": ")[2].split()
    for line in (COLUMNS.read_text("utf-8").splitlines() if COLUMNS.exists() else ())
}
FOLDERS = ("data/", "feeds/", ".well-known/")
ENDINGS = (".ics", ".vcf")


def test_names_and_paths_of_exports_are_their_own():
    """Two lines of one name or path would write over each other."""
    for one in ("name", "path"):
        said = [getattr(export, one) for export in EXPORTS]
        assert len(said) == len(set(said))


@pytest.mark.parametrize("export", EXPORTS, ids=lambda one: one.name)
def test_an_export_writes_what_its_line_says(export):
    """Each file that it renders is under its path, and the only one if its path has no part in braces."""
    made = [one.path for one in export.make(make_catalogue(), SITE)]
    if export.render is export.describe is None:
        assert made == []
        return
    with_it = [one for one in EXPORTS if one.made_with == export.name]
    paths = [path for path in made if not any(one.covers(path) for one in with_it)]
    assert paths
    assert all(export.covers(path) for path in paths)
    assert export.is_family or paths == [export.path]
    assert all(any(one.covers(path) for path in made) for one in with_it)


def test_every_file_for_programs_belongs_to_one_line(bare_site):
    """Of a built site: no line without its files, no file of these folders and endings without its line."""
    files = [path.relative_to(bare_site).as_posix() for path in bare_site.rglob("*") if path.is_file()]
    files = [path for path in files if not path.endswith(".html")]
    handed = [path for path in files if path.startswith(FOLDERS) or path.endswith(ENDINGS)]
    lines = {path: [one.name for one in EXPORTS if one.covers(path)] for path in handed}
    assert {path: names for path, names in lines.items() if len(names) != 1} == {}
    assert {one.name for one in EXPORTS} == {names[0] for names in lines.values()}


def test_the_page_says_rows_size_day_and_version_of_each_file():
    """Sizes are those of the files themselves."""
    catalogue = make_catalogue()
    sizes = {one.path: len(one.data) for one in render_exports(catalogue, SITE)}
    view = weigh(view_open_data(catalogue), measure_exports(catalogue, render_exports(catalogue, SITE)))
    shown = {one.name: one for group in view.groups for one in group.files}
    assert shown.keys() == {one.name for one in EXPORTS}
    services = shown["services-csv"]
    assert (services.rows, services.version, services.since) == (1, "v1", "2026-11-23")
    assert services.size == format_size(sizes["data/v1/services.csv"])


@pytest.mark.parametrize(
    ("size", "said"),
    [(999, "999 字节"), (1000, "1 KB"), (38_400, "38 KB"), (1_240_000, "1.2 MB"), (12_400_000, "12 MB")],
)
def test_sizes_read_as_people_say_them(size, said):
    """Small ones in bytes, others with as many digits as matter."""
    assert format_size(size) == said


# ---- tables


@pytest.mark.parametrize("data", ALL_SETS, ids=lambda one: one.name)
def test_columns_of_version_1_stay_and_new_ones_come_behind(data):
    """A column renamed, moved or dropped breaks the promise; GRIDPRESS_ACCEPT=1 takes up new ones only."""
    columns = [one.name for one in columns_of(data.record)]
    promised = PROMISED.get(data.name, [])
    if os.environ.get("GRIDPRESS_ACCEPT") and columns[: len(promised)] == promised:
        PROMISED[data.name] = columns
        lines = (f"{name}: {' '.join(PROMISED[name])}\n" for name in sorted(PROMISED))
        COLUMNS.write_text("".join(lines), "utf-8")
    assert breach(columns, PROMISED.get(data.name, [])) == ""
    assert PROMISED.get(data.name) == columns, "a new column: GRIDPRESS_ACCEPT=1 promises it"
    for ending, read in (("csv", _heads_of_csv), ("json", lambda text: list(json.loads(text)["columns"]))):
        text = files()[f"data/v1/{data.name}.{ending}"].decode("utf-8-sig")
        assert read(text) == columns


def test_a_promise_allows_a_column_behind_and_no_other_change():
    """The check itself can fail."""
    assert breach(["id", "name", "new"], ["id", "name"]) == ""
    assert breach(["id"], ["id", "name"]) == "name"
    assert breach(["id", "title"], ["id", "name"]) == "name"
    assert breach(["id", "new", "name"], ["id", "name"]) == "name"


def test_every_kind_is_a_table_or_says_why_not():
    """Names of people are in no file: they would outlive a term of duty."""
    left_out = {one.kind for one in PUBLICATIONS if not isinstance(one.open_data, DataSet)}
    assert left_out == {"person", "honour", "profile"}


def test_tables_are_valid_csv_on_the_web(bare_site):
    """The csvw package reads types, lists, primary and foreign keys as the metadata say."""
    group = TableGroup.from_file(bare_site / "data/v1/csv-metadata.json")
    rows = {str(one.url): list(one.iterdicts(strict=True)) for one in group.tables}
    assert rows.keys() == {f"{one.name}.csv" for one in ALL_SETS}
    assert group.check_referential_integrity()
    service = rows["services.csv"][0]
    assert isinstance(service["assured_on"], datetime.date)
    assert isinstance(service["audience_ids"], list)


def test_a_key_that_leads_nowhere_is_found_by_the_validator(bare_site, tmp_path):
    """The validator does look: a service of an unknown provider."""
    shutil.copytree(bare_site / "data/v1", tmp_path / "v1")
    file = tmp_path / "v1/services.csv"
    rows = list(csv.reader(io.StringIO(file.read_text("utf-8-sig"), newline="")))
    rows[1][rows[0].index("provider_id")] = "nobody"
    text = io.StringIO(newline="")
    csv.writer(text).writerows(rows)
    file.write_text(text.getvalue(), "utf-8-sig", newline="")
    group = TableGroup.from_file(tmp_path / "v1/csv-metadata.json")
    with pytest.raises(ValueError, match="nobody"):
        group.check_referential_integrity()


def test_the_data_package_names_what_the_files_hold(bare_site):
    """Each resource with its fields in order, its keys in tables that there are."""
    package = json.loads((bare_site / "data/v1/datapackage.json").read_text("utf-8"))
    names = {one["name"] for one in package["resources"]}
    for one in package["resources"]:
        text = (bare_site / "data/v1" / one["path"]).read_bytes().decode("utf-8-sig")
        assert [field["name"] for field in one["schema"]["fields"]] == _heads_of_csv(text)
        keys = one["schema"].get("foreignKeys")
        assert keys != [], "the profile wants one at least"
        assert {key["reference"]["resource"] for key in keys or ()} <= names
    assert package["licenses"][0]["name"] == "CC-BY-4.0"


def test_a_value_that_holds_the_mark_between_values_stays_one():
    """Programs cut a cell there, and no standard of tables has a way to say that they should not."""
    values = minimal_values()
    values["organization"]["o1"]["aliases"] = ["民政；老龄", "民政办"]
    made = files(make_catalogue(values))
    (row,) = csv.DictReader(io.StringIO(made["data/v1/organizations.csv"].decode("utf-8-sig"), newline=""))
    assert row["aliases"].split("；") == ["民政，老龄", "民政办"]
    (record,) = json.loads(made["data/v1/organizations.json"])["records"]
    assert record["aliases"] == ["民政；老龄", "民政办"]


def test_codes_and_telephones_are_text_in_a_workbook_and_days_are_days():
    """Excel keeps fifteen digits of a number; a code of sixteen and a leading zero must stay."""
    values = minimal_values()
    values["organization"]["o1"] |= {"credit_code": "1133090000000001", "phone": "0988-5550101"}
    made = files(make_catalogue(values))
    (row, *_) = _rows_of_workbook(made["data/v1/organizations.xlsx"])
    assert row["统一社会信用代码"] == "1133090000000001"
    assert row["值班电话"] == "0988-5550101"
    (service, *_) = _rows_of_workbook(made["data/v1/services.xlsx"])
    assert isinstance(service["核实日期"], datetime.date)


@pytest.mark.parametrize("sign", ["=", "+", "-", "@", "＝", "＋", "－", "＠"])
def test_no_cell_is_reckoned_with(sign):
    """Also not by the signs of full width; JSON says the text itself."""
    values = minimal_values()
    values["service"]["s1"]["name"] = f"{sign}1+1"
    made = files(make_catalogue(values))
    assert f"'{sign}1+1" in made["data/v1/services.csv"].decode()
    assert f'"{sign}1+1"' in made["data/v1/services.json"].decode()
    (service, *_) = _rows_of_workbook(made["data/v1/services.xlsx"])
    assert service["正式名称"] == f"{sign}1+1"


def test_the_same_catalogue_gives_the_same_bytes():
    """Workbooks and the database tell nothing of when they were made."""
    assert files(make_catalogue()) == files(make_catalogue())


# ---- the database


def test_the_database_holds_every_table_with_its_keys_and_finds_chinese():
    """Whole, no key leads nowhere, views have Chinese names, three characters are found."""
    with contextlib.closing(sqlite3.connect(":memory:")) as database:
        database.deserialize(files()["data/gridpress.sqlite"])
        assert database.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        assert database.execute("PRAGMA foreign_key_check").fetchall() == []
        for data in ALL_SETS:
            (count,) = database.execute(f"SELECT count(*) FROM {data.title.zh}").fetchone()  # noqa: S608 - the name is ours
            assert count == count_rows(data, make_catalogue())
        assert database.execute("SELECT 名称 FROM 服务").fetchall() == [("老年人助餐",)]
        assert database.execute("SELECT id FROM search WHERE search MATCH '老年人'").fetchall()
        (names,) = zip(*database.execute("SELECT name FROM sqlite_master WHERE type='table'"), strict=True)
        assert not {"people", "honours"} & set(names)


def files(catalogue=None):
    """All files of the register by path."""
    return {one.path: one.data for one in render_exports(catalogue or make_catalogue(), SITE)}


def breach(columns, promised):
    """What of a promise columns do not keep: names that are not at their place."""
    pairs = zip_longest(columns[: len(promised)], promised)
    return " ".join(str(name) for column, name in pairs if column != name)


def _rows_of_workbook(data):
    (heads, *rows) = CalamineWorkbook.from_filelike(io.BytesIO(data)).get_sheet_by_index(0).to_python()
    return [dict(zip(heads, row, strict=True)) for row in rows]


def _heads_of_csv(text):
    return text.partition("\r\n")[0].split(",")
