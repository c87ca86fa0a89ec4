"""A book as bytes: a workbook by XlsxWriter, or CSV files. Data is text and never a formula."""

import csv
import io
from collections.abc import Mapping, Sequence
from typing import Any

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from generator.diagnostics import Severity
from generator.outputs.escaping import guard_cell
from generator.outputs.exports.workbook import new_workbook
from generator.workbooks.book import BASE, OPTIONS, Book, CellFinding, Table, write_base
from generator.workbooks.cells import Labels
from generator.workbooks.layout import Column

SPARE = 2000
"""Empty rows below the last one that have drop-downs, too."""
_MOST_LITERAL = 250
"""Characters of a list of choices that Excel takes within a cell's rule."""
_WIDEST = 50
_TEXT = {"num_format": 49, "text_wrap": True, "valign": "top", "locked": False}
_MARKS = {Severity.ERROR: "#ffb3b3", Severity.WARNING: "#ffe9a8", Severity.INFO: "#dbeafe"}
_MAY = ("format_cells", "format_columns", "format_rows", "insert_rows", "delete_rows", "sort", "autofilter")


def render_xlsx(book: Book, labels: Labels, findings: Sequence[CellFinding] = ()) -> bytes:
    """The workbook; cells with findings are coloured and say what is wrong in a comment."""
    stream = io.BytesIO()
    with new_workbook(stream) as workbook:
        drawer = _Drawer(workbook, labels)
        for table in book.tables:
            drawer.draw(table, [one for one in findings if one.title == table.title])
        drawer.hide(OPTIONS, drawer.options)
        if book.base is not None:
            drawer.hide(BASE, write_base(book.base))
    return stream.getvalue()


class _Drawer:
    def __init__(self, workbook: Any, labels: Labels) -> None:  # noqa: ANN401 - XlsxWriter has no types
        self._workbook, self._labels = workbook, labels
        self._heading = workbook.add_format({"bold": True, "bg_color": "#e8eef7", "text_wrap": True})
        self._cell = workbook.add_format(_TEXT)
        self._marked = {key: workbook.add_format({**_TEXT, "bg_color": c}) for key, c in _MARKS.items()}
        self._ranges: dict[tuple[str, ...], str] = {}
        self.options: list[list[str]] = []

    def draw(self, table: Table, findings: Sequence[CellFinding]) -> None:
        sheet = self._workbook.add_worksheet(table.title)
        sheet.set_column(0, max(map(len, table.rows), default=1), 12, self._cell)
        heads = 1 if table.sheet else 0
        for number, row in enumerate(table.rows):
            for column, text in enumerate(row):
                if text:
                    sheet.write_string(number, column, text, self._heading if number < heads else self._cell)
        if table.sheet:
            self._arrange(sheet, table)
        self._mark(sheet, table, findings)

    def _arrange(self, sheet: Worksheet, table: Table) -> None:
        """Widths, notes, drop-downs, and headings that nobody types over."""
        own = table.sheet
        last = len(table.rows) + SPARE
        if own is None:
            return
        sheet.freeze_panes(1, 1 + bool(own.names))
        sheet.autofilter(0, 0, max(len(table.rows) - 1, 1), len(own.headings) - 1)
        sheet.ignore_errors({"number_stored_as_text": f"A1:XFD{last}"})
        sheet.protect("", dict.fromkeys(_MAY, True))
        for column, (title, note) in enumerate(own.keys):
            sheet.set_column(column, column, 24 if title == "编号" else 8, self._cell)
            sheet.write_comment(0, column, note)
        if own.names:
            self._offer(sheet, 0, last, (own.kind.name,), is_strict=False)
        for column, one in enumerate(own.columns, len(own.keys)):
            longest = max((len(row[column]) for row in table.rows if column < len(row)), default=0)
            sheet.set_column(column, column, min(max(2 * longest, 10), _WIDEST), self._cell)
            sheet.write_comment(0, column, one.note, {"x_scale": 2})
            self._offer_choices(sheet, column, last, one)

    def _offer_choices(self, sheet: Worksheet, column: int, last: int, one: Column) -> None:
        if one.refs:
            self._offer(sheet, column, last, one.refs, is_strict=False)
        elif one.choices and len(",".join(one.choices)) < _MOST_LITERAL:
            rule = {"validate": "list", "source": [*one.choices], "show_error": not one.is_list}
            sheet.data_validation(1, column, last, column, rule)

    def _offer(
        self, sheet: Worksheet, column: int, last: int, kinds: tuple[str, ...], *, is_strict: bool
    ) -> None:
        """A drop-down of the entries of some kinds, from a column of the hidden sheet."""
        if kinds not in self._ranges:
            known = [label for kind in kinds for label in self._labels.get(kind, {}).values()]
            letter = xlsxwriter.utility.xl_col_to_name(len(self._ranges))
            self._ranges[kinds] = f"='{OPTIONS}'!${letter}$1:${letter}${max(len(known), 1)}"
            for row, label in enumerate(known):
                if row == len(self.options):
                    self.options.append([])
                self.options[row] += [""] * (len(self._ranges) - 1 - len(self.options[row])) + [label]
        rule = {"validate": "list", "source": self._ranges[kinds], "show_error": is_strict}
        sheet.data_validation(1, column, last, column, rule)

    def _mark(self, sheet: Worksheet, table: Table, findings: Sequence[CellFinding]) -> None:
        by_cell: dict[tuple[int, int], list[CellFinding]] = {}
        for one in findings:
            by_cell.setdefault((one.row, one.column or 0), []).append(one)
        for (row, column), found in by_cell.items():
            shown = table.rows[row] if row < len(table.rows) else []
            text = shown[column] if column < len(shown) else ""
            worst: Format = self._marked[max(one.severity for one in found)]
            (sheet.write_string if text else sheet.write_blank)(row, column, text, worst)
            sheet.write_comment(row, column, "\n".join(one.text.zh for one in found), {"x_scale": 3})

    def hide(self, title: str, rows: list[list[str]]) -> None:
        sheet = self._workbook.add_worksheet(title)
        sheet.very_hidden()
        for number, row in enumerate(rows):
            for column, text in enumerate(row):
                if text:
                    sheet.write_string(number, column, text)


def render_csv(book: Book) -> Mapping[str, bytes]:
    """A file for each sheet, by its name, as Excel opens it; what looks like a formula has a ' before it."""
    tables = [*book.tables, *([Table(BASE, write_base(book.base))] if book.base is not None else [])]
    return {f"{table.title}.csv": _render_table(table.rows) for table in tables}


def _render_table(rows: list[list[str]]) -> bytes:
    stream = io.StringIO(newline="")
    csv.writer(stream).writerows(
        [f"'{text}" if text.startswith("'") else guard_cell(text) for text in row] for row in rows
    )
    return stream.getvalue().encode("utf-8-sig")
