"""Tables of open data: JSON for programs, CSV as it is. Both say the same under the same names."""

import csv
import io
import json
from collections.abc import Callable, Iterator, Sequence
from functools import partial

from generator.artifact import Artifact
from generator.catalogue import Catalogue
from generator.diagnostics import Text
from generator.facts.memory import once
from generator.outputs.escaping import guard_data_cell
from generator.outputs.exports.export import Export
from generator.outputs.exports.workbook import join_values, render_workbook
from generator.views.columns import columns_of, make_row
from generator.views.open_data import FOLDER, VERSION
from generator.views.projections import DataSet
from generator.views.reference_records import SECOND_EDITION, ColumnRecord
from generator.views.register import DATA_SETS

BOM = "\ufeff"
"""Without it Excel takes UTF-8 for another encoding."""
Row = dict[str, object]
Write = Callable[[Catalogue, DataSet, Sequence[Row]], bytes]


@once
def rows_of(catalogue: Catalogue, data: DataSet, site_url: str) -> tuple[Row, ...]:
    """All rows of a table, as every format writes them."""
    columns = columns_of(data.record)
    return tuple(make_row(one, columns, site_url) for one in data.records(catalogue))


def render_json(catalogue: Catalogue, data: DataSet, rows: Sequence[Row]) -> bytes:
    """An object: version, title, publisher, date, columns with their meaning, records."""
    value = {
        "version": VERSION,
        "name": data.name,
        "title": data.title.zh,
        "publisher": catalogue.profile.publisher,
        "updated": catalogue.today.isoformat(),
        "columns": {one.name: one.title.zh for one in columns_of(data.record)},
        "records": rows,
    }
    return (json.dumps(value, ensure_ascii=False, indent=1) + "\n").encode()


def render_csv(_: Catalogue, data: DataSet, rows: Sequence[Row]) -> bytes:
    """Rows under the names of the columns; lists are joined by `；`."""
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    writer.writerow([one.name for one in columns_of(data.record)])
    writer.writerows([_cell(one) for one in row.values()] for row in rows)
    return (BOM + text.getvalue()).encode()


def _cell(value: object) -> object:
    """A cell as programs of tables may open it: text that they would compute gets an apostrophe."""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, str | tuple):
        return guard_data_cell(join_values(value))
    return "" if value is None else value


FORMATS: tuple[tuple[str, str, str, Text, Write, str], ...] = (
    (
        "xlsx",
        "Excel（XLSX）",
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        Text(
            "用 Excel、WPS 打开；编号、电话是文字，一位不少，日期是日期。",
            "For Excel and WPS: codes and telephones are text, days are days.",
        ),
        render_workbook,
        "",
    ),
    (
        "csv",
        "CSV",
        "text/csv",
        Text(
            "给程序和统计软件用。不要用 Excel 打开：它会把长编号改成 3.3E+15。",
            "Plain data for programs; Excel shortens long codes, so take the XLSX for Excel.",
        ),
        render_csv,
        "https://www.w3.org/TR/tabular-data-model/",
    ),
    (
        "json",
        "JSON",
        "application/json",
        Text("给程序用，列的意思写在里面。", "For programs; says what its columns mean."),
        render_json,
        "",
    ),
)
"""Ending, name, media type, what it is for, how rows are written, and the standard that is kept to."""


def _render(
    data: DataSet, path: str, write: Write, catalogue: Catalogue, site_url: str
) -> Iterator[Artifact]:
    yield Artifact(path, write(catalogue, data, rows_of(catalogue, data, site_url)))


def count_rows(data: DataSet, catalogue: Catalogue) -> int:
    """How many rows a table has."""
    return len(rows_of(catalogue, data, catalogue.profile.address))


def export_tables(sets: Sequence[DataSet]) -> Iterator[Export]:
    """Every table in every format."""
    for data in sets:
        for ending, name, media_type, says, write, standard in FORMATS:
            path = f"{FOLDER}/{data.name}.{ending}"
            yield Export(
                name=f"{data.name}-{ending}",
                about=data.title,
                title=data.title,
                says=says,
                format=name,
                media_type=media_type,
                path=path,
                version=VERSION,
                since=data.since,
                render=partial(_render, data, path, write),
                rows=partial(count_rows, data),
                standard=standard,
            )


def _define_columns(_: Catalogue) -> Iterator[ColumnRecord]:
    for data in DATA_SETS:
        for number, one in enumerate(columns_of(data.record), 1):
            yield ColumnRecord(
                *(data.name, one.name, number, data.title.zh, data.title.en, one.title.zh, one.title.en),
                *(one.datatype, one.many, one.empty, one.to),
            )


DICTIONARY = DataSet(
    "dictionary",
    Text("数据字典", "Data dictionary"),
    Text("每张表的每一列是什么意思，中文和英文。", "What each column of each table means."),
    SECOND_EDITION,
    ColumnRecord,
    _define_columns,
)
ALL_SETS = (*DATA_SETS, DICTIONARY)


def name_group(about: Text, members: Sequence[Export]) -> str:
    """What exports on one thing are known by: their table, else the first of them; a number would shift."""
    return next((one.name for one in ALL_SETS if one.title == about), members[0].name)


TABLES = tuple(export_tables(ALL_SETS))
