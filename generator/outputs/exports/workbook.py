"""Tables of open data as workbooks for Excel: codes and numbers of telephones stay text, days are days."""

import datetime
import io
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any

import xlsxwriter

from generator.catalogue import Catalogue
from generator.views.columns import Column, columns_of
from generator.views.projections import DataSet

BETWEEN = "；"
"""Stands between the values of a list."""
_WIDEST, _NARROWEST, _LOOKED_AT = 50, 8, 200
_MOST = 32_767
"""Characters that a cell of Excel holds."""


@contextmanager
def new_workbook(stream: io.BytesIO) -> Iterator[Any]:
    """A workbook in which no text becomes a formula, a link or a number; the same bytes on every day."""
    plain = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    with xlsxwriter.Workbook(stream, {"in_memory": True, **plain}) as workbook:
        workbook.set_properties({"created": datetime.datetime(2020, 1, 1, tzinfo=datetime.UTC)})
        yield workbook


def render_workbook(catalogue: Catalogue, data: DataSet, rows: Sequence[dict[str, object]]) -> bytes:
    """Two sheets: the rows under headings in Chinese, and what each column means."""
    columns, stream = columns_of(data.record), io.BytesIO()
    with new_workbook(stream) as workbook:
        heading = workbook.add_format({"bold": True, "bg_color": "#e8eef7"})
        _draw_rows(workbook, workbook.add_worksheet(data.title.zh), heading, columns, rows)
        _draw_meaning(workbook.add_worksheet("说明"), heading, catalogue, data, columns)
    return stream.getvalue()


def _draw_rows(
    workbook: Any,  # noqa: ANN401 - XlsxWriter has no types
    sheet: Any,  # noqa: ANN401 - the same
    heading: object,
    columns: Sequence[Column],
    rows: Sequence[dict[str, object]],
) -> None:
    text, day = workbook.add_format({"num_format": "@"}), workbook.add_format({"num_format": "yyyy-mm-dd"})
    for number, column in enumerate(columns):
        sheet.set_column(number, number, _width(column, rows), text)
        sheet.write_string(0, number, column.title.zh, heading)
    for line, row in enumerate(rows, 1):
        for number, column in enumerate(columns):
            value = row[column.name]
            if isinstance(value, bool):
                sheet.write_string(line, number, "是" if value else "否", text)
            elif isinstance(value, int | float):
                sheet.write_number(line, number, value)
            elif column.datatype == "date" and isinstance(value, str) and value:
                moment = datetime.datetime.fromisoformat(value)
                sheet.write_datetime(line, number, moment, day)
            elif value:
                sheet.write_string(line, number, join_values(value)[:_MOST], text)
    sheet.freeze_panes(1, 1)
    sheet.autofilter(0, 0, max(len(rows), 1), len(columns) - 1)
    sheet.ignore_errors({"number_stored_as_text": f"A1:XFD{len(rows) + 1}"})


def join_values(value: object) -> str:
    """A cell as text: the values of a list with `；` between them; a `；` of their own becomes `，`."""
    if isinstance(value, tuple):
        return BETWEEN.join(one.replace(BETWEEN, "，") for one in value)
    return str(value)


def _width(column: Column, rows: Sequence[dict[str, object]]) -> int:
    """Digits wide; a Chinese character is two of them."""
    longest = max((len(join_values(row[column.name])) for row in rows[:_LOOKED_AT]), default=0)
    return min(max(2 * len(column.title.zh), longest, _NARROWEST), _WIDEST)


def _draw_meaning(
    sheet: Any,  # noqa: ANN401 - XlsxWriter has no types
    heading: object,
    catalogue: Catalogue,
    data: DataSet,
    columns: Sequence[Column],
) -> None:
    head = (data.title.zh, data.note.zh, f"{catalogue.profile.publisher}，{catalogue.today.isoformat()}")
    for line, said in enumerate(head):
        sheet.write_string(line, 0, said)
    for number, word in enumerate(("列", "名称", "意思", "English")):
        sheet.write_string(len(head), number, word, heading)
    for line, one in enumerate(columns, 1):
        cells = (str(line), one.name, one.title.zh, one.title.en)
        for number, cell in enumerate(cells):
            sheet.write_string(len(head) + line, number, cell)
    sheet.set_column(1, 3, _WIDEST // 2)
