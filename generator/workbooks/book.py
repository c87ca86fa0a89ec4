"""A workbook as plain data: tables of text, what an export knew of each entry, findings by cell."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field

from generator.catalogue import Entry
from generator.diagnostics import Severity, Text
from generator.model import Kind
from generator.model.fields import Shape
from generator.reading.documents import Value
from generator.workbooks.cells import Labels, Row, Rows, flatten_entry, without_names
from generator.workbooks.layout import Sheet, list_sheets

BASE = "_gridpress"
"""The hidden sheet with a digest of each field as it was exported."""
OPTIONS = "_选项"
"""The hidden sheet with what the drop-downs offer."""


Area = tuple[tuple[int, int], tuple[int, int]]


def name_column(column: int) -> str:
    """A column, from 0, as Excel names it."""
    letters, number = "", column + 1
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters


@dataclass
class Table:
    """A sheet: all its rows of text, the headings among them; `sheet` is there for one of our own.

    `merged` are the areas of merged cells: first and last row and column, from 0.
    """

    title: str
    rows: list[list[str]]
    sheet: Sheet | None = None
    merged: tuple[Area, ...] = ()


@dataclass(frozen=True)
class CellFinding:
    """What is wrong in a cell, or in a whole row where there is no column; both counted from 0."""

    title: str
    row: int
    column: int | None
    text: Text
    severity: Severity = Severity.ERROR
    heading: str = ""

    @property
    def name(self) -> str:
        """The cell as Excel names it, with its heading where that is told: `服务!D5`, `服务!5`."""
        letters = name_column(self.column) if self.column is not None else ""
        return f"{self.title}!{letters}{self.row + 1}" + (f"（{self.heading}）" if self.heading else "")


Digests = dict[tuple[str, str], dict[str, str]]
"""By kind and id the digest of each field that is filled."""


@dataclass
class Book:
    """Tables in their order; `base` is None in a book that no export has made.

    `is_partial`: what the book does not say it leaves as it is, as a list of somebody else does.
    """

    tables: list[Table]
    base: Digests | None = None
    notes: list[Text] = field(default_factory=list)
    is_partial: bool = False


def collect_labels(entries: Mapping[str, Mapping[str, Entry[Shape]]]) -> Labels:
    """What cells show for each entry."""
    return {
        kind: {id_: f"{entry.name}（{id_}）" for id_, entry in sorted(known.items())}
        for kind, known in entries.items()
    }


def make_book(values: Mapping[Kind, Mapping[str, Mapping[str, Value]]], labels: Labels) -> Book:
    """The book of some kinds, by id what each entry holds."""
    tables: list[Table] = []
    base: Digests = {}
    for kind, entries in values.items():
        rows = {id_: flatten_entry(kind, value, labels) for id_, value in entries.items()}
        base |= {(kind.name, id_): without_names(kind, one, labels).fields() for id_, one in rows.items()}
        tables += [_make_table(sheet, rows, labels) for sheet in list_sheets(kind)]
    return Book(tables, base)


def _make_table(sheet: Sheet, entries: Mapping[str, Rows], labels: Labels) -> Table:
    rows = [[*sheet.headings]]
    for id_, found in entries.items():
        owner = labels.get(sheet.kind.name, {}).get(id_, id_) if sheet.names else id_
        rows += [_write_row(sheet, owner, row) for row in found.by_sheet[sheet.names]]
        for names, place in sorted(found.empty):
            if names == sheet.names:
                blank = [""] * len(sheet.columns)
                rows.append([owner, *(str(level + 1) for level in place), "无", *blank])
    return Table(sheet.title, rows, sheet)


def _write_row(sheet: Sheet, owner: str, row: Row) -> list[str]:
    places = [str(number + 1) for number in row.place]
    return [owner, *places, *(row.cells.get(column.names, "") for column in sheet.columns)]


def write_base(base: Digests) -> list[list[str]]:
    """The rows of the hidden sheet."""
    return [[kind, id_, json.dumps(fields, sort_keys=True)] for (kind, id_), fields in base.items()]


def parse_base(rows: list[list[str]]) -> Digests:
    """What the hidden sheet tells; rows that somebody has spoilt are passed over."""
    found: Digests = {}
    for kind, id_, told, *_ in (row for row in rows if len(row) > 2):  # noqa: PLR2004 - the three columns
        try:
            fields = json.loads(told)
        except ValueError:
            continue
        if isinstance(fields, dict):
            found[kind, id_] = {str(key): str(value) for key, value in fields.items()}
    return found
