"""Somebody else's list as a book of ours: the same rows, under our titles, with names of what is new."""

import datetime
import re
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, replace
from functools import partial
from typing import Any, get_args

from pydantic.fields import FieldInfo

from generator.diagnostics import Severity, Text
from generator.model import KIND_BY_NAME, Kind
from generator.model.fields import Phone
from generator.model.walking import find_mark
from generator.reading.folders import suggest_id
from generator.reading.meanings import NOTHING
from generator.reading.shapes import nested_model
from generator.workbooks.book import Book, CellFinding, Table
from generator.workbooks.cells import Labels, read_id
from generator.workbooks.headings import is_no_entry, list_rows
from generator.workbooks.layout import Column, Sheet, list_sheets
from generator.workbooks.mapping import CELL, ListMapping, Target, list_targets, restore_zero

_EPOCH = datetime.date(1899, 12, 30)
_SERIAL = re.compile(r"[34]\d{4}")
"""Days since 1900 by which spreadsheets count: 1982 to 2036."""

_LONGEST_STEM = 58
"""Characters of an id, which leave room for a number: of entries of one name the first has the shortest."""

NOT_READ = Text(
    "这一行不像一条内容（合计、说明、小标题），没有读", "a sum, remark or title: this row was not read"
)
NO_NAME = Text("这一行没有名称，没有读", "this row has no name and was not read")
NO_HEADINGS = Text(
    "工作表“{title}”里没有认出名称这一列，没有读",
    "no column of names in the sheet `{title}`: it was not read",
)
NOT_CHOSEN = Text("工作表“{title}”没有选，没有读", "the sheet `{title}` was not chosen and not read")
SAME_CODE = Text(
    "编号 `{code}` 在{cell}已经写过；当作两条", "the id `{code}` is in {cell} already: taken as two entries"
)
FIXED = "每行都一样的“{title}”"


@dataclass(frozen=True)
class _From:
    """The cell that a text comes from: its column, from 0, or None, and how that is called."""

    column: int | None
    heading: str


Origin = dict[tuple[str, int], tuple[str, int, dict[int, _From]]]
"""By our sheet and row: the sheet and row that they come from, and by our column where that stands."""


def choose_id(kind: Kind, name: str, taken: Collection[str]) -> str:
    """An id by the sound of a name that is not taken."""
    stem = (suggest_id(f"{name[:40]}.yaml") or kind.name.replace("_", "-"))[:_LONGEST_STEM].rstrip("-")
    numbered = (f"{stem}-{number}" for number in range(2, len(taken) + 3))
    return next(one for one in (stem, *numbered) if one not in taken)


@dataclass
class Mapped:
    """The book that a mapping makes of foreign tables, where its rows come from, and what was not read."""

    book: Book
    origin: Origin
    found: list[CellFinding]


def map_book(book: Book, mapping: ListMapping, labels: Labels) -> Mapped:
    """The book that a mapping makes of foreign tables."""
    made = _Mapped(mapping, labels)
    notes = [*book.notes]
    for table in book.tables:
        if not mapping.reads(table.title):
            notes.append(NOT_CHOSEN.format(title=table.title))
        elif not made.add_table(table):
            notes.append(NO_HEADINGS.format(title=table.title))
    made.write()
    return Mapped(Book([*made.tables.values()], None, notes, is_partial=True), made.origin, made.found)


_Told = Mapping[str, tuple[_From, str, Target]]
"""By field what a row says of it."""


class _Mapped:
    def __init__(self, mapping: ListMapping, labels: Labels) -> None:
        self._mapping, self._kind = mapping, mapping.kind
        self._labels = {kind: dict(known) for kind, known in labels.items()}
        self._targets = list_targets(mapping.kind)
        self._named = {kind: _ids_by_name(known) for kind, known in labels.items()}
        self._used: set[str] = set()
        self._codes: dict[str, str] = {}
        self._by_code: dict[str, tuple[str, str]] = {}
        self._rows: list[tuple[str, _Told, tuple[str, int], bool]] = []
        self.tables: dict[str, Table] = {list_sheets(self._kind)[0].title: _new(list_sheets(self._kind)[0])}
        self.origin: Origin = {}
        self.found: list[CellFinding] = []

    def add_table(self, table: Table) -> bool:
        """All rows of a sheet; False where no column is one of names."""
        headings = self._mapping.find_headings(table)
        columns = {
            column: self._mapping.columns[title]
            for column, title in headings.titles.items()
            if title in self._mapping.columns
        }
        named = next((at for at, one in columns.items() if one.path in {"name", "title"}), None)
        if named is None:
            return False
        id_ = ""
        for row in list_rows(table, headings, named):
            if is_no_entry(table, row) or not any(column in columns for column in row.cells):
                self._say(table, row.number, NOT_READ)
            elif named not in row.cells:
                self._say(table, row.number, NO_NAME)
            else:
                told = {
                    target.path: (_From(column, headings.titles[column]), row.cells[column], target)
                    for column, target in columns.items()
                    if column in row.cells
                }
                id_ = self._add(table, row.number, told, id_ if row.goes_on else "")
        return True

    def _say(self, table: Table, number: int, text: Text, at: _From | None = None) -> None:
        column, heading = (at.column, at.heading) if at else (None, "")
        self.found.append(CellFinding(table.title, number, column, text, Severity.WARNING, heading))

    def _add(self, table: Table, number: int, row: _Told, above: str) -> str:
        """Take one row of the list, which goes on with the entry `above` or begins one; returns its id."""
        cells = {at.heading: " ".join(text.split()) for at, text, _ in row.values()}
        fill = partial(CELL.sub, lambda match: cells.get(match[1], ""))
        values = self._mapping.values.items()
        fixed = {path: (_fixed(self._targets[path][1]), fill(text), Target(path)) for path, text in values}
        told = {**row, **{path: one for path, one in fixed.items() if path not in row}}
        name = " ".join(told.get("name", told.get("title", (None, "", None)))[1].split())
        id_ = above or self._choose_id(table, number, name, told.get("id"))
        if code := told.get("code"):
            self._by_code[code[1]] = self._kind.name, id_
        groups = {path: one for path, one in row.items() if path != "id" and self._targets[path][0].names}
        self._rows.append((id_, groups if above else told, (table.title, number), not above))
        return id_

    def write(self) -> None:
        """All rows that were taken: only now is known what a list refers to that it names further down."""
        for one in self._rows:
            self._write_row(*one)

    def _write_row(self, id_: str, told: _Told, source: tuple[str, int], is_first: bool) -> None:  # noqa: FBT001 - a row of `_rows`
        """A row of the list as one of our first sheet, unless it goes on with one, and rows of groups."""
        main: dict[str, tuple[_From, str]] = {}
        for path, (at, text, target) in told.items():
            if path == "id":
                continue
            sheet, column = self._targets[path]
            items = [item.strip() for item in text.split(target.split)] if target.split else [text]
            tidy = [
                one
                for item in items
                if item and (one := self._tidy(path, column, target, item, (*source, at)))
            ]
            if not sheet.names:
                main |= {column.title: (at, "\n".join(tidy))} if tidy else {}
            else:
                for item in tidy:
                    self._write(sheet, id_, {column.title: (at, item)}, source)
        if is_first:
            self._write(list_sheets(self._kind)[0], id_, main, source)

    def _choose_id(self, table: Table, number: int, name: str, told: tuple[_From, str, Target] | None) -> str:
        """The list's own id, where an entry bears it; else that of the entry of that name, else a new one.

        Names are not unique: what stands there twice is two entries, each time in the same order.
        """
        code = told[1] if told else ""
        own = suggest_id(f"{code}.yaml") if code else None
        if told and own:
            if own in self._codes:
                self._say(table, number, SAME_CODE.format(code=code, cell=self._codes[own]), told[0])
            self._codes.setdefault(own, CellFinding(table.title, number, told[0].column, NO_NAME).name)
        named = self._named.get(self._kind.name, {}).get(name, [])
        known = [own] if own in self._labels.get(self._kind.name, {}) else named
        id_ = next((one for one in known if one and one not in self._used), None)
        id_ = id_ or self._name_new(self._kind, code or name, name)
        self._used.add(id_)
        return id_

    def _name_new(self, kind: Kind, sound: str, name: str) -> str:
        known = self._labels.setdefault(kind.name, {})
        id_ = choose_id(kind, sound, known)
        known[id_] = f"{name}（{id_}）"
        self._named.setdefault(kind.name, {}).setdefault(name, []).append(id_)
        return id_

    def _write(
        self, sheet: Sheet, id_: str, cells: Mapping[str, tuple[_From, str]], source: tuple[str, int]
    ) -> None:
        table = self.tables.setdefault(sheet.title, _new(sheet))
        blank = [""] * (len(sheet.keys) - 1)
        ours = {column.title: at for at, column in enumerate(sheet.columns, len(sheet.keys))}
        self.origin[sheet.title, len(table.rows)] = *source, {ours[one]: at for one, (at, _) in cells.items()}
        texts = {one: text for one, (_, text) in cells.items()}
        table.rows.append([id_, *blank, *(texts.get(column.title, "") for column in sheet.columns)])

    def _tidy(
        self, path: str, column: Column, target: Target, text: str, source: tuple[str, int, _From]
    ) -> str:
        """A cell as the field wants it: zeros of telephones, days of serial numbers, one line for lines."""
        names = path.split(".")
        owner = nested_model(self._kind.model, tuple(names[:-1]))
        info = owner.model_fields[names[-1]] if owner else None
        if info is None or (text in NOTHING and not column.is_list):
            return ""
        text = text if _is_prose(info) else " ".join(text.split())
        if find_mark(info.annotation, tuple(info.metadata), Phone) is not None:
            return restore_zero(text)
        if _is_date(info.annotation) and _SERIAL.fullmatch(text):
            return (_EPOCH + datetime.timedelta(days=int(text))).isoformat()
        return self._refer(column, target, text, source) if column.refs else text

    def _refer(self, column: Column, target: Target, text: str, source: tuple[str, int, _From]) -> str:
        """The label of an entry by its name; of a new one, if the mapping makes such.

        A name that several bear means none of them, and no further one.
        """
        named = [(kind, id_) for kind in column.refs for id_ in self._named.get(kind, {}).get(text, ())]
        if not named and self._kind.name in column.refs and text in self._by_code:
            named = [self._by_code[text]]
        id_ = read_id(text)
        found = named or [(kind, id_) for kind in column.refs if id_ in self._labels.get(kind, {})]
        if not found and target.creates:
            found = [(column.refs[0], self._create(KIND_BY_NAME[column.refs[0]], text, target, source))]
        return self._labels[found[0][0]][found[0][1]] if len(found) == 1 else text

    def _create(self, kind: Kind, name: str, target: Target, source: tuple[str, int, _From]) -> str:
        """A new entry that has a name and what the mapping says of all new ones."""
        id_ = self._name_new(kind, name, name)
        sheet = list_sheets(kind)[0]
        title = next(one.title for one in sheet.columns if one.names in {("name",), ("title",)})
        columns = {list_targets(kind)[path][1]: value for path, value in target.values.items()}
        told = {column.title: (_fixed(column), value) for column, value in columns.items()}
        self._write(sheet, id_, {**told, title: (source[2], name)}, source[:2])
        return id_


def _new(sheet: Sheet) -> Table:
    return Table(sheet.title, [[*sheet.headings]], sheet)


def _fixed(column: Column) -> _From:
    return _From(None, FIXED.format(title=column.title))


def _ids_by_name(known: Mapping[str, str]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for id_, label in sorted(known.items(), key=lambda pair: (len(pair[0]), pair[0])):
        found.setdefault(label.removesuffix(f"（{id_}）"), []).append(id_)
    return found


def _is_prose(info: FieldInfo) -> bool:
    """Whether a field may have several lines."""
    limits = [getattr(one, "max_length", None) for one in _metadata(info)]
    return any(limit is not None and limit > 1000 for limit in limits)  # noqa: PLR2004 - Prose, not Line


def _metadata(info: FieldInfo) -> list[Any]:
    inner = [mark for one in get_args(info.annotation) for mark in getattr(one, "__metadata__", ())]
    return [*info.metadata, *inner]


def _is_date(annotation: Any) -> bool:  # noqa: ANN401 - a type annotation of any form
    return annotation is datetime.date or any(map(_is_date, get_args(annotation)))


def locate_origin(origin: Origin) -> Callable[[CellFinding], CellFinding]:
    """Turns a finding in our book into one at the cell of the list that it comes from."""

    def turn(one: CellFinding) -> CellFinding:
        if (one.title, one.row) not in origin:
            return one
        title, row, columns = origin[one.title, one.row]
        at = columns.get(one.column) if one.column is not None else None
        column, heading = (at.column, at.heading) if at else (None, "")
        return replace(one, title=title, row=row, column=column, heading=heading)

    return turn
