"""The tables of a book as rows of entries: which id, which group, which field; and what cannot be told."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from rapidfuzz import process

from generator.diagnostics import Severity, Text
from generator.editing.values import is_readable
from generator.model import KINDS, PROFILE, Kind
from generator.workbooks.book import Book, CellFinding, Table
from generator.workbooks.cells import NONE, Labels, Row, Rows, read_reference
from generator.workbooks.layout import ID, NUMBER, Column, Names, Sheet, list_sheets

UNKNOWN_COLUMN = Text("没有“{title}”这一列，没有读{hint}", "no column `{title}`; it was not read{hint}")
MISSING_COLUMN = Text(
    "少了“{title}”这一列，这一列的内容不改", "the column `{title}` is missing; its field stays as it is"
)
MISSING_SHEET = Text(
    "没有工作表“{title}”，这一项的内容不改", "the sheet `{title}` is missing; its field stays as it is"
)
TWICE = Text("编号 `{id}` 在第 {row} 行已经写过", "the id `{id}` is in row {row} already")
NO_OWNER = Text("工作表“{title}”里没有编号 `{id}` 这一行", "the sheet `{title}` has no row of the id `{id}`")
NO_LEVEL = Text("“{title}”要写是第几个，实际是“{text}”", "`{title}` must be a number; it is `{text}`")
CONTROL = Text("格子里有看不见的控制字符，删掉重打", "the cell holds control characters: type it anew")
MERGED = Text("这里合并了单元格：取消合并，每一格都写上", "cells are merged here: part them and fill in each")
BROKEN_FORMULA = Text("公式算不出来（{text}），写成字", "the formula failed ({text}): write the value")
_ERRORS = re.compile(r"#(?:REF!|N/A|VALUE!|DIV/0!|NAME\?|NUM!|NULL!|SPILL!)")
_ORDINAL = re.compile(r"[0-9]+(?:\.[0-9]+)?")


@dataclass
class KindRows:
    """What a book says of one kind: rows of each entry, fields that it leaves out, the row of each id."""

    kind: Kind
    entries: dict[str, Rows] = field(default_factory=dict)
    unknown: set[str] = field(default_factory=set)
    titles: dict[Names, str] = field(default_factory=dict)
    columns: dict[Names, dict[Names, int]] = field(default_factory=dict)


def read_kinds(book: Book, labels: Labels) -> tuple[list[KindRows], list[CellFinding]]:
    """The kinds that have sheets in the book. Sheets that are none of ours are left to `--map`."""
    titled = {table.title: table for table in book.tables}
    found: list[CellFinding] = []
    read = []
    for kind in (*KINDS, PROFILE):
        if kind.title.zh in titled:
            reader = _Reader(kind, labels, found, is_partial=book.is_partial)
            reader.read(titled)
            read.append(reader.made)
    return read, found


class _Reader:
    def __init__(self, kind: Kind, labels: Labels, found: list[CellFinding], *, is_partial: bool) -> None:
        self.made, self._labels, self._found = KindRows(kind), labels, found
        self._is_partial = is_partial
        self._numbers: dict[tuple[Names, str, tuple[int, ...]], list[str]] = {}

    def read(self, titled: dict[str, Table]) -> None:
        """Entries first, groups inside of groups behind them."""
        for sheet in list_sheets(self.made.kind):
            table = titled.get(sheet.title)
            if table is None or not table.rows:
                self._miss(self.made.kind.title.zh, MISSING_SHEET.format(title=sheet.title))
                self.made.unknown.add(sheet.names[0])
                continue
            table.sheet = sheet
            self.made.titles[sheet.names] = table.title
            for (row, column), _ in table.merged:
                self._say(table.title, row, column, MERGED)
            columns = self._read_headings(table, sheet)
            if ID in columns:
                self._read_groups(table, sheet, columns) if sheet.names else self._read_entries(
                    table, columns
                )

    def _say(
        self, title: str, row: int, column: int | None, text: Text, severity: Severity = Severity.ERROR
    ) -> None:
        self._found.append(CellFinding(title, row, column, text, severity))

    def _miss(self, title: str, text: Text, severity: Severity = Severity.WARNING) -> None:
        """What the book leaves out; a list of somebody else leaves out most."""
        if not self._is_partial:
            self._say(title, 0, None, text, severity)

    def _read_headings(self, table: Table, sheet: Sheet) -> dict[str | Names, int]:
        """Where each key and each field stands."""
        named: dict[str, str | Names] = {title: title for title, _ in sheet.keys}
        named |= {column.title: column.names for column in sheet.columns}
        columns: dict[str | Names, int] = {}
        for index, title in enumerate(table.rows[0]):
            if title in named and named[title] not in columns:
                columns[named[title]] = index
            elif title:
                near = process.extractOne(title, [*named], score_cutoff=60)
                hint = Text(f"；是不是“{near[0]}”？", f"; is it `{near[0]}`?") if near else Text("", "")
                self._say(table.title, 0, index, UNKNOWN_COLUMN.format(title=title, hint=hint))
        for title, key in named.items():
            if key not in columns:
                level = Severity.ERROR if isinstance(key, str) else Severity.WARNING
                self._miss(table.title, MISSING_COLUMN.format(title=title), level)
                self.made.unknown |= {(*sheet.names, *key)[0]} if not isinstance(key, str) else set()
        self.made.columns[sheet.names] = {key: at for key, at in columns.items() if not isinstance(key, str)}
        return columns

    def _cells(self, table: Table, number: int, columns: dict[str | Names, int]) -> dict[Names, str]:
        row = table.rows[number]
        cells = {}
        for key, at in columns.items():
            text = row[at] if at < len(row) else ""
            if text and not isinstance(key, str):
                cells[key] = text
                if _ERRORS.fullmatch(text):
                    self._say(table.title, number, at, BROKEN_FORMULA.format(text=text))
                elif not text.isprintable() and not is_readable(text):
                    self._say(table.title, number, at, CONTROL)
                    del cells[key]
        return cells

    def _read_entries(self, table: Table, columns: dict[str | Names, int]) -> None:
        for number, row in enumerate(table.rows[1:], 1):
            if not any(row):
                continue
            cells = self._cells(table, number, columns)
            id_ = (row[columns[ID]] if columns[ID] < len(row) else "") or f"\0{number}"
            if id_ in self.made.entries:
                first = self.made.entries[id_].by_sheet[()][0].number
                self._say(table.title, number, columns[ID], TWICE.format(id=id_, row=first + 1))
                continue
            self.made.entries[id_] = rows = Rows()
            rows.by_sheet[()].append(Row((), cells, number))

    def _read_groups(self, table: Table, sheet: Sheet, columns: dict[str | Names, int]) -> None:
        """Rows of groups in the order of their numbers; one without a number goes on behind the one above."""
        waiting: dict[tuple[str, tuple[int, ...]], list[tuple[float, str, Row]]] = {}
        owners = Column(ID, (), "", refs=(sheet.kind.name,))
        for number, row in enumerate(table.rows[1:], 1):
            if not any(row):
                continue
            keys = {
                title: row[at] if at < len(row) else ""
                for title, at in columns.items()
                if isinstance(title, str)
            }
            id_ = read_reference(owners, keys[ID], self._labels)
            if id_ not in self.made.entries:
                title = self.made.kind.title.zh
                self._say(table.title, number, columns[ID], NO_OWNER.format(title=title, id=id_))
                continue
            place = self._read_levels(table, sheet, number, id_, keys)
            if place is None:
                continue
            rows = waiting.setdefault((id_, place), [])
            label = keys.get(NUMBER, "")
            cells = self._cells(table, number, columns)
            if label == NONE and not cells:
                self.made.entries[id_].empty.add((sheet.names, place))
            elif label and not _ORDINAL.fullmatch(label):
                self._say(table.title, number, columns[NUMBER], NO_LEVEL.format(title=NUMBER, text=label))
            elif cells:
                rank = float(label) if label else (rows[-1][0] if rows else 0.0)
                rows.append((rank, label, Row(place, cells, number)))
        for (id_, place), rows in waiting.items():
            rows.sort(key=lambda one: one[0])
            self._numbers[sheet.names, id_, place] = [label for _, label, _ in rows]
            self.made.entries[id_].by_sheet[sheet.names] += [
                Row((*place, index), row.cells, row.number) for index, (_, _, row) in enumerate(rows)
            ]

    def _read_levels(
        self, table: Table, sheet: Sheet, number: int, id_: str, keys: dict[str, str]
    ) -> tuple[int, ...] | None:
        """The place of a row in the lists around it: by the number that their rows bear, or their order."""
        place: tuple[int, ...] = ()
        for title, names in zip(sheet.levels, self._lists_around(sheet), strict=True):
            label = keys.get(f"第几个{title}", "")
            known = self._numbers.get((names, id_, place), [])
            if label in known:
                place = (*place, known.index(label))
            elif re.fullmatch("[0-9]+", label) and 0 < int(label) <= len(known):
                place = (*place, int(label) - 1)
            else:
                self._say(table.title, number, None, NO_LEVEL.format(title=f"第几个{title}", text=label))
                return None
        return place

    def _lists_around(self, sheet: Sheet) -> Iterator[Names]:
        lists = (one.names for one in list_sheets(self.made.kind) if one.names)
        return (one for one in lists if one != sheet.names and sheet.names[: len(one)] == one)
