"""Counts in CSV files beside an entry: cells to checked rows, and cells back to lines and columns.

Excel writes these files, so its habits are met one by one: a byte order mark, GBK, semicolons or tabs
between cells, thousands separators, Chinese headings, empty lines at the end.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from generator.diagnostics import Diagnostic, Edit, Place, Text, has_errors
from generator.reading import faults
from generator.reading.sources import Document, load_source
from generator.reading.validation import check_shape

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from generator.catalogue import Entry
    from generator.model.fields import Shape

_THOUSANDS = re.compile(r"\d{1,3}([,，]\d{3})+\Z")


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell: its text and where it stands, in code points."""

    text: str
    start: int
    end: int


@dataclass(frozen=True)
class TableDocument(Document):
    """A CSV file. A place's path is (row, column): row from 0 below the heading, column by field name."""

    columns: tuple[str, ...] = ()

    @cached_property
    def cells(self) -> list[list[Cell]]:
        """Rows of cells, the heading first; empty lines are left out."""
        return parse_cells(self.text)

    def _offsets(self, place: Place) -> tuple[int, int]:
        if not self.cells:
            return 0, 0
        row, column = (*place.path, None, None)[:2]
        number = row + 1 if isinstance(row, int) else 0
        line = self.cells[min(number, len(self.cells) - 1)]
        if isinstance(column, str) and column in self.columns:
            index = self.columns.index(column)
            if index < len(line):
                return line[index].start, line[index].end
        return line[0].start, line[-1].end


def parse_cells(text: str) -> list[list[Cell]]:
    """Cells of CSV text (RFC 4180), separated by what the first line uses: comma, semicolon or tab."""
    first = text.partition("\n")[0]
    separator = max(",;\t", key=first.count)
    rows: list[list[Cell]] = []
    row: list[Cell] = []
    position = 1 if text.startswith("\ufeff") else 0
    while position < len(text):
        cell, position = _parse_cell(text, position, separator)
        row.append(cell)
        if position < len(text) and text[position] == separator:
            position += 1
            continue
        position += 2 if text.startswith("\r\n", position) else 1
        rows.append(row)
        row = []
    if row:
        rows.append(row)
    return [row for row in rows if any(cell.text for cell in row)]


def _parse_cell(text: str, start: int, separator: str) -> tuple[Cell, int]:
    """The cell that begins at `start`, and the position after it."""
    if text.startswith('"', start):
        end = start + 1
        while (end := text.find('"', end)) >= 0 and text.startswith('""', end):
            end += 2
        end = len(text) if end < 0 else end
        after = min(end + 1, len(text))
        while after < len(text) and text[after] not in (separator, "\r", "\n"):
            after += 1
        return Cell(text[start + 1 : end].replace('""', '"').strip(), start, after), after
    after = start
    while after < len(text) and text[after] not in (separator, "\r", "\n"):
        after += 1
    raw = text[start:after]
    left = len(raw) - len(raw.lstrip())
    return Cell(raw.strip(), start + left, start + left + len(raw.strip())), after


def load_table(
    path: Path, entry: Entry[Shape], row_model: type[Shape], key: tuple[str, ...]
) -> tuple[tuple[Shape, ...], list[Diagnostic]]:
    """Rows of the table beside an entry; none when anything in it is an error, so that counts are whole."""
    if not path.is_file():
        return (), [faults.TABLE_MISSING.at(Place(entry.file, offsets=(0, 0)), table=path.name)]
    document, found = load_source(path, entry.table, parse=False)
    if document is None:
        return (), found
    _, rows, problems = parse_table(document, row_model, key)
    found += problems
    return (() if has_errors(found) else rows), found


def locate_table(document: Document, row_model: type[Shape]) -> TableDocument:
    """The same document with its columns known, so that cells can be located."""
    cells = parse_cells(document.text)
    columns = _parse_heading(document.file, cells[0], row_model)[0] if cells else ()
    return TableDocument(document.file, document.text, None, columns)


def parse_table(
    source: Document, row_model: type[Shape], key: tuple[str, ...]
) -> tuple[TableDocument, tuple[Shape, ...], list[Diagnostic]]:
    """Rows of a CSV file as models; faulty rows are reported and left out.

    `key` names the columns that no two rows may share.
    """
    file, text = source.file, source.text
    found: list[Diagnostic] = []
    cells = parse_cells(text)
    if not cells:
        return TableDocument(file, text), (), [*found, faults.EMPTY.at(Place(file, offsets=(0, 0)))]
    columns, problems = _parse_heading(file, cells[0], row_model)
    document = TableDocument(file, text, None, columns)
    found += problems
    rows: list[Shape] = []
    seen: dict[tuple[str, ...], int] = {}
    for number, row in enumerate(cells[1:]):
        rows += _parse_row(document, number, row, row_model, key, seen, found) if not problems else []
    return document, tuple(rows), found


def _parse_heading(
    file: str, heading: list[Cell], model: type[Shape]
) -> tuple[tuple[str, ...], list[Diagnostic]]:
    """Field names of the columns; headings may be field names or their Chinese titles."""
    titles = {info.title: name for name, info in model.model_fields.items()}
    columns = tuple(titles.get(cell.text, cell.text) for cell in heading)
    found = []
    for name, cell in zip(columns, heading, strict=True):
        if name not in model.model_fields:
            listed = [str(title) for title in titles]
            known = Text("、".join(listed), ", ".join(listed))
            found.append(
                faults.UNKNOWN_COLUMN.at(
                    Place(file, offsets=(cell.start, cell.end)), column=cell.text, known=known
                )
            )
    for name, info in model.model_fields.items():
        if info.is_required() and name not in columns:
            place = Place(file, offsets=(heading[0].start, heading[-1].end))
            found.append(faults.MISSING_COLUMN.at(place, column=info.title))
    return columns, found


def _parse_row(  # noqa: PLR0913, PLR0917 - the row's surroundings
    document: TableDocument,
    number: int,
    row: list[Cell],
    model: type[Shape],
    key: tuple[str, ...],
    seen: dict[tuple[str, ...], int],
    found: list[Diagnostic],
) -> list[Shape]:
    file, columns = document.file, document.columns
    if len(row) != len(columns):
        place = Place(file, offsets=(row[0].start, row[-1].end))
        found.append(faults.ROW_LENGTH.at(place, actual=len(row), expected=len(columns)))
        return []
    value: dict[str, str] = {}
    for name, cell in zip(columns, row, strict=True):
        text = cell.text
        if _THOUSANDS.match(text):
            text = re.sub("[,，]", "", text)
            edit = Edit(cell.start, cell.end, text)
            found.append(faults.THOUSANDS.at(Place(file, (number, name)), edits=(edit,), value=cell.text))
        if text:
            value[name] = text
    identity = tuple(value.get(name, "") for name in key)
    if identity in seen:
        place = Place(file, offsets=(row[0].start, row[-1].end))
        found.append(faults.DUPLICATE_ROW.at(place, key=" ".join(identity), line=seen[identity] + 2))
        return []
    seen[identity] = number
    return _make_row(file, number, value, model, found)


def _make_row(
    file: str, number: int, value: Mapping[str, str], model: type[Shape], found: list[Diagnostic]
) -> list[Shape]:
    made, problems = check_shape(model, value, file)
    for one in problems:
        path = (number, *one.place.path)
        found.append(Diagnostic(one.code, one.severity, Place(file, path), one.message, one.hint))
    return [made] if made is not None else []
