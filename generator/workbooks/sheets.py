"""Tables to read, filter and print: widths, frozen headings, A4 across. Data is text and never a formula."""

import datetime
import io
import re
from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil
from typing import Any

from xlsxwriter.format import Format

from generator.outputs.exports.workbook import new_workbook
from generator.reporting.findings import display_width

Cell = str | int | float | datetime.date
A4 = 9
"""The number of the paper in a workbook."""
_HEADING = {"bold": True, "bg_color": "#e8eef7", "text_wrap": True, "valign": "vcenter", "border": 1}
_CELL = {"text_wrap": True, "valign": "top", "border": 1, "border_color": "#b8c2d0"}
_LINE, _MOST_LINES = 15, 27
"""Points of a line, and how many lines a row can have."""
_PIECE = re.compile(r"[（《“]*(?:[!-~]+ ?|.)[）》”、，。；：？]*")
_MARGINS = {"left": 0.4, "right": 0.4, "top": 0.5, "bottom": 0.7}
MARKS = {"错误": "#ffd9d9", "过期": "#ffd9d9", "警告": "#fff3cd"}
"""Colours of the words that say how bad something is: beside the word, since prints are grey."""


@dataclass(frozen=True)
class Column:
    """A heading and how wide its cells are, in digits; a Chinese character is two of them."""

    title: str
    width: float


@dataclass(frozen=True)
class ReportSheet:
    """A table with a line above that says what it is; `sums` stand below, where no filter moves them."""

    name: str
    title: str
    columns: Sequence[Column]
    rows: Sequence[Sequence[Cell]]
    sums: Sequence[Cell] = ()


def render_report_sheets(sheets: Sequence[ReportSheet], footer: str) -> bytes:
    """The workbook; `footer` stands below each printed page, beside its number."""
    stream = io.BytesIO()
    with new_workbook(stream) as workbook:
        formats = _Formats(workbook)
        for one in sheets:
            _draw(workbook.add_worksheet(one.name), one, formats, footer)
    return stream.getvalue()


class _Formats:
    """Formats of the cells of a workbook, by what stands in them."""

    def __init__(self, workbook: Any) -> None:  # noqa: ANN401 - XlsxWriter has no types
        self.title: Format = workbook.add_format({"bold": True, "font_size": 14})
        self.heading: Format = workbook.add_format(_HEADING)
        self._text: Format = workbook.add_format(_CELL)
        self._day: Format = workbook.add_format({**_CELL, "num_format": "yyyy-mm-dd", "align": "left"})
        self._number: Format = workbook.add_format({**_CELL, "num_format": '0;-0;"–"', "align": "center"})
        self._share: Format = workbook.add_format({**_CELL, "num_format": "0%"})
        self._marks = {word: workbook.add_format({**_CELL, "bg_color": it}) for word, it in MARKS.items()}

    def of(self, cell: Cell) -> Format:
        if isinstance(cell, datetime.date):
            return self._day
        if isinstance(cell, float):
            return self._share
        if isinstance(cell, int):
            return self._number
        return self._marks.get(str(cell), self._text)


def _draw(sheet: Any, table: ReportSheet, formats: _Formats, footer: str) -> None:  # noqa: ANN401 - as above
    sheet.write_string(0, 0, table.title, formats.title)
    for number, column in enumerate(table.columns):
        sheet.set_column(number, number, column.width)
    headings = [column.title for column in table.columns]
    for row, cells in enumerate((headings, *table.rows, table.sums), 1):
        sheet.set_row(row, _LINE * max(map(_count_lines, cells, table.columns), default=1))
        for number, cell in enumerate(cells):
            is_heading = row == 1 or (cells is table.sums and isinstance(cell, str))
            _write(sheet, row, number, cell, formats.heading if is_heading else formats.of(cell))
    sheet.freeze_panes(2, 1)
    sheet.autofilter(1, 0, max(len(table.rows) + 1, 2), len(table.columns) - 1)
    _set_paper(sheet, footer)


def _count_lines(cell: Cell, column: Column) -> int:
    """Lines that a cell needs, since not every program makes room for them by itself."""
    if not isinstance(cell, str):
        return 1
    return min(sum(_wrap(line, column.width - 1) for line in cell.split("\n")), _MOST_LINES)


def _wrap(text: str, room: float) -> int:
    """Lines of so many digits: between Chinese characters a line ends anywhere, a Latin word stays whole."""
    lines, used = 1, 0.0
    for piece in _PIECE.findall(text):
        width = display_width(piece)
        if used + width > room:
            lines, used = lines + ceil(width / room) - (not used), 0.0
            width = int(width % room) if width > room else width
        used += width
    return lines


def _write(sheet: Any, row: int, column: int, cell: Cell, how: Format) -> None:  # noqa: ANN401 - as above
    if isinstance(cell, str):
        (sheet.write_string if cell else sheet.write_blank)(row, column, cell, how)
    elif isinstance(cell, datetime.date):
        sheet.write_datetime(row, column, cell, how)
    else:
        sheet.write_number(row, column, cell, how)


def _set_paper(sheet: Any, footer: str) -> None:  # noqa: ANN401 - as above
    """A4 across, as wide as the table, headings on every page."""
    sheet.set_landscape()
    sheet.set_paper(A4)
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(0, 1)
    sheet.set_margins(**_MARGINS)
    sheet.set_footer(f"&L{footer.replace('&', '&&')[:200]}&R第 &P 页，共 &N 页")
