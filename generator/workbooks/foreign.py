"""Somebody else's list as a book of ours: the same rows, under our titles, with names of what is new."""

import datetime
import re
from collections.abc import Callable, Collection, Mapping
from dataclasses import replace
from functools import partial
from typing import Any, get_args

from pydantic.fields import FieldInfo

from generator.model import KIND_BY_NAME, Kind
from generator.model.fields import Phone
from generator.model.walking import find_mark
from generator.reading.folders import suggest_id
from generator.reading.meanings import NOTHING
from generator.reading.shapes import nested_model
from generator.workbooks.book import Book, CellFinding, Table
from generator.workbooks.cells import Labels, read_id
from generator.workbooks.layout import Column, Sheet, list_sheets
from generator.workbooks.mapping import CELL, ListMapping, Target, list_targets, restore_zero, rows_of

_EPOCH = datetime.date(1899, 12, 30)
_SERIAL = re.compile(r"[34]\d{4}")
"""Days since 1900 by which spreadsheets count: 1982 to 2036."""

_LONGEST_STEM = 58
"""Characters of an id, which leave room for a number: of entries of one name the first has the shortest."""

Origin = dict[tuple[str, int], tuple[str, int, dict[int, int]]]
"""By our sheet and row: the sheet and row that they come from, and by our column the other one."""


def choose_id(kind: Kind, name: str, taken: Collection[str]) -> str:
    """An id by the sound of a name that is not taken."""
    stem = (suggest_id(f"{name[:40]}.yaml") or kind.name.replace("_", "-"))[:_LONGEST_STEM].rstrip("-")
    numbered = (f"{stem}-{number}" for number in range(2, len(taken) + 3))
    return next(one for one in (stem, *numbered) if one not in taken)


def map_book(book: Book, mapping: ListMapping, labels: Labels) -> tuple[Book, Origin]:
    """The book that a mapping makes of foreign tables, and where its rows come from."""
    made = _Mapped(mapping, labels)
    for table in book.tables:
        for number, cells in rows_of(table, mapping):
            made.add(table.title, number, cells)
    return Book([*made.tables.values()], None, book.notes, is_partial=True), made.origin


class _Mapped:
    def __init__(self, mapping: ListMapping, labels: Labels) -> None:
        self._mapping, self._kind = mapping, mapping.kind
        self._labels = {kind: dict(known) for kind, known in labels.items()}
        self._targets = list_targets(mapping.kind)
        self._named = {kind: _ids_by_name(known) for kind, known in labels.items()}
        self._used: set[str] = set()
        self.tables: dict[str, Table] = {}
        self.origin: Origin = {}

    def add(self, title: str, number: int, cells: Mapping[str, tuple[int, str]]) -> None:
        """One row of the list as one row of our first sheet, and rows of groups."""
        told = {one.path: (*cells[head], one) for head, one in self._mapping.columns.items() if head in cells}
        fill = partial(CELL.sub, lambda match: " ".join(cells.get(match[1], (0, ""))[1].split()))
        fixed = {path: (-1, fill(text), Target(path)) for path, text in self._mapping.values.items()}
        told |= {path: one for path, one in fixed.items() if path not in told}  # may name what a column makes
        name = " ".join(told.get("name", told.get("title", (0, "", None)))[1].split())
        if not name:
            return
        id_ = self._choose_id(name, told.pop("id", (0, "", None))[1])
        main: dict[str, tuple[int, str]] = {}
        for path, (at, text, target) in told.items():
            sheet, column = self._targets[path]
            items = [item.strip() for item in text.split(target.split)] if target.split else [text]
            tidy = [one for item in items if item and (one := self._tidy(path, column, target, item))]
            if sheet.names:
                for item in tidy:
                    self._write(sheet, id_, {column.title: (at, item)}, title, number)
            elif tidy:
                main[column.title] = at, "\n".join(tidy)
        self._write(list_sheets(self._kind)[0], id_, main, title, number)

    def _choose_id(self, name: str, code: str) -> str:
        """The list's own id, where an entry bears it; else that of the entry of that name, else a new one.

        Names are not unique: what stands there twice is two entries, each time in the same order.
        """
        own = suggest_id(f"{code}.yaml") if code else None
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
        self, sheet: Sheet, id_: str, cells: dict[str, tuple[int, str]], title: str, number: int
    ) -> None:
        table = self.tables.setdefault(sheet.title, Table(sheet.title, [[*sheet.headings]], sheet))
        texts = {one: text for one, (_, text) in cells.items()}
        blank = [""] * (len(sheet.keys) - 1)
        if title:
            ours = {column.title: at for at, column in enumerate(sheet.columns, len(sheet.keys))}
            columns = {ours[one]: at for one, (at, _) in cells.items() if at >= 0}
            self.origin[sheet.title, len(table.rows)] = title, number, columns
        table.rows.append([id_, *blank, *(texts.get(column.title, "") for column in sheet.columns)])

    def _tidy(self, path: str, column: Column, target: Target, text: str) -> str:
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
        return self._refer(column, target, text) if column.refs else text

    def _refer(self, column: Column, target: Target, text: str) -> str:
        """The label of an entry by its name; of a new one, if the mapping makes such.

        A name that several bear means none of them, and no further one.
        """
        named = [(kind, id_) for kind in column.refs for id_ in self._named.get(kind, {}).get(text, ())]
        id_ = read_id(text)
        found = named or [(kind, id_) for kind in column.refs if id_ in self._labels.get(kind, {})]
        if not found and target.creates:
            found = [(column.refs[0], self._create(KIND_BY_NAME[column.refs[0]], text, target.values))]
        return self._labels[found[0][0]][found[0][1]] if len(found) == 1 else text

    def _create(self, kind: Kind, name: str, values: Mapping[str, str]) -> str:
        """A new entry that has a name and what the mapping says of all new ones."""
        id_ = self._name_new(kind, name, name)
        sheet = list_sheets(kind)[0]
        title = next(one.title for one in sheet.columns if one.names in {("name",), ("title",)})
        told = {list_targets(kind)[path][1].title: (-1, value) for path, value in values.items()}
        self._write(sheet, id_, {**told, title: (-1, name)}, "", 0)
        return id_


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
        return replace(one, title=title, row=row, column=at)

    return turn
