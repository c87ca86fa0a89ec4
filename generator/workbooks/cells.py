"""Values of an entry as cells and back; what a cell says as before keeps the form it was typed in."""

import hashlib
import json
import re
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from generator.diagnostics import KeyPath
from generator.model import Kind
from generator.reading.documents import Value
from generator.reading.meanings import NOTHING
from generator.workbooks.layout import Column, Names, Sheet, list_sheets, sheets_below

NONE = "无"
"""What stands for a list that is there and empty."""
_REFERENCE = re.compile(r".*[（(]([a-z0-9][a-z0-9-]{0,62})[)）]", re.DOTALL)

Labels = Mapping[str, Mapping[str, str]]
"""By kind and id what a cell shows for a reference: 名称（id）."""


@dataclass
class Row:
    """A row: its place in the lists around it, from 0, and the cells that are filled, by their field."""

    place: tuple[int, ...]
    cells: dict[Names, str]
    number: int = -1
    """The row of the sheet, from 0."""


@dataclass
class Rows:
    """All rows of one entry, by the names of their sheet; `empty` are lists without an item."""

    by_sheet: dict[Names, list[Row]] = field(default_factory=lambda: defaultdict(list))
    empty: set[tuple[Names, tuple[int, ...]]] = field(default_factory=set)

    def fields(self) -> dict[str, str]:
        """For each field of the entry a digest of all cells that it fills."""
        parts: dict[str, list[object]] = defaultdict(list)
        for names, rows in sorted(self.by_sheet.items()):
            for row in rows:
                if names:
                    parts[names[0]].append((names, row.place, sorted(row.cells.items())))
                else:
                    for path, text in row.cells.items():
                        parts[path[0]].append((path, text))
        for names, place in sorted(self.empty):
            parts[names[0]].append((names, place))
        return {name: _digest(sorted(map(repr, found))) for name, found in parts.items()}


def _digest(parts: list[str]) -> str:
    return hashlib.sha256(json.dumps(parts).encode()).hexdigest()[:12]


def flatten_entry(kind: Kind, value: Mapping[str, Value], labels: Labels) -> Rows:
    """An entry as rows of its sheets."""
    rows = Rows()
    _flatten(list_sheets(kind), (), value, (), labels, rows)
    return rows


def _flatten(  # noqa: PLR0913, PLR0917 - where it stands, and what it needs
    sheets: tuple[Sheet, ...],
    names: Names,
    value: Mapping[str, Value],
    place: tuple[int, ...],
    labels: Labels,
    rows: Rows,
) -> None:
    sheet = next(one for one in sheets if one.names == names)
    cells = {column.names: show_cell(column, get(value, column.names), labels) for column in sheet.columns}
    rows.by_sheet[names].append(Row(place, {key: text for key, text in cells.items() if text}))
    for inner in sheets_below(sheets, names):
        items = get(value, inner[len(names) :])
        if items == []:
            rows.empty.add((inner, place))
        for number, item in enumerate(items if isinstance(items, list) else ()):
            if isinstance(item, dict):
                _flatten(sheets, inner, item, (*place, number), labels, rows)


def without_names(kind: Kind, rows: Rows, labels: Labels) -> Rows:
    """The same rows with ids alone where cells show 名称（id）: a thing renamed is the same one still."""
    sheets = list_sheets(kind)
    columns = {(one.names, each.names): each for one in sheets for each in one.columns if each.refs}

    def plain(names: Names, path: Names, text: str) -> str:
        if (names, path) not in columns:
            return text
        read = read_cell(columns[names, path], text, labels)
        return "\n".join(map(str, read)) or NONE if isinstance(read, list) else str(read)

    made = Rows(empty=rows.empty)
    for names, found in rows.by_sheet.items():
        made.by_sheet[names] = [
            replace(row, cells={path: plain(names, path, text) for path, text in row.cells.items()})
            for row in found
        ]
    return made


def get(value: Value | Mapping[str, Value], names: Names) -> Value:
    """What stands at the names of fields, None where nothing does."""
    for name in names:
        value = value.get(name) if isinstance(value, Mapping) else None
    return dict(value) if isinstance(value, Mapping) else value


def show_cell(column: Column, value: Value, labels: Labels) -> str:
    """A value as the text of a cell: items of a list below each other, references with their names."""
    if isinstance(value, list):
        return "\n".join(show_cell(column, item, labels) for item in value) or NONE
    text = (value if isinstance(value, str) else "").strip()
    return next((labels[kind][text] for kind in column.refs if text in labels.get(kind, {})), text)


def read_cell(column: Column, text: str, labels: Labels, before: Value = None) -> Value:
    """The value of a cell: `before` where it says the same."""
    if show_cell(column, before, labels) == text:
        return before
    if column.is_list:
        lines = [line.strip() for line in text.split("\n") if line.strip()]
        if len(lines) == 1 and lines[0] in NOTHING:
            return []
        return [read_reference(column, one, labels) for line in lines for one in _split(column, line, labels)]
    read = read_reference(column, text, labels)
    ends = isinstance(before, str) and before.endswith("\n")
    return f"{read}\n" if ends or "\n" in read else read


def _split(column: Column, line: str, labels: Labels) -> list[str]:
    """Several references on one line; other words are never parted."""
    if not column.refs or _is_known(column, line, labels):
        return [line]
    parts = [part.strip() for part in re.split("[、，,；;]", line) if part.strip()]
    return parts if all(_is_known(column, part, labels) for part in parts) else [line]


def _is_known(column: Column, text: str, labels: Labels) -> bool:
    known = [labels.get(kind, {}) for kind in column.refs]
    return any(read_reference(column, text, labels) in one for one in known)


def read_id(text: str) -> str:
    """The id of 名称（id）; another text as it is."""
    match = _REFERENCE.fullmatch(text)
    return match[1] if match else text


def read_reference(column: Column, text: str, labels: Labels) -> str:
    """The id of 名称（id）, of an id, or of a name that one entry alone has."""
    if not column.refs:
        return text
    id_ = read_id(text)
    if any(id_ in labels.get(kind, {}) for kind in column.refs):
        return id_
    known = {one: label for kind in column.refs for one, label in labels.get(kind, {}).items()}
    if id_ != text and text not in known.values():
        return id_
    named = [one for one, label in known.items() if label.removesuffix(f"（{one}）") == text]
    return named[0] if len(named) == 1 else text


def show_field(rows: Rows, name: str) -> str:
    """All that the cells of a field say, on one line."""
    cells = (
        text
        for names, found in sorted(rows.by_sheet.items())
        for row in found
        for path, text in row.cells.items()
        if (*names, *path)[0] == name
    )
    return "；".join(" ".join(text.split()) for text in cells)


def gather_field(kind: Kind, rows: Rows, name: str, before: Value, labels: Labels) -> Value:
    """The value of one field of an entry from its rows."""
    old = {} if before is None else {name: before}
    made = _gather(list_sheets(kind), (), rows, (), old, labels, name)
    return made.get(name)


def _gather(  # noqa: PLR0913, PLR0917 - where it stands, and what it needs
    sheets: tuple[Sheet, ...],
    names: Names,
    rows: Rows,
    place: tuple[int, ...],
    before: Mapping[str, Value],
    labels: Labels,
    only: str = "",
) -> dict[str, Value]:
    sheet = next(one for one in sheets if one.names == names)
    row = next((one for one in rows.by_sheet[names] if one.place == place), None)
    made: dict[str, Value] = {}
    for column in sheet.columns:
        text = row.cells.get(column.names) if row else None
        if text and only in {"", column.names[0]}:
            _put(made, column.names, read_cell(column, text, labels, get(before, column.names)))
    for inner in sheets_below(sheets, names):
        below = inner[len(names) :]
        if only not in {"", below[0]}:
            continue
        old = get(before, below)
        items = [one for one in rows.by_sheet[inner] if one.place[:-1] == place]
        known = old if isinstance(old, list) else []
        found: list[Value] = []
        for one in items:
            was = known[one.place[-1]] if one.place[-1] < len(known) else None
            found.append(
                _gather(sheets, inner, rows, one.place, was if isinstance(was, dict) else {}, labels)
            )
        if found or (inner, place) in rows.empty:
            _put(made, below, found)
    return made


def _put(owner: dict[str, Value], names: Names, value: Value) -> None:
    for name in names[:-1]:
        inner = owner.setdefault(name, {})
        owner = inner if isinstance(inner, dict) else {}
    owner[names[-1]] = value


def locate_cell(kind: Kind, rows: Rows, path: KeyPath) -> tuple[Sheet, int, Names | None]:
    """The sheet, row and field that a key path of an entry leads to, or the nearest there is."""
    sheets = {one.names: one for one in list_sheets(kind)}
    names: Names = ()
    place: tuple[int, ...] = ()
    row = rows.by_sheet[()][0].number if rows.by_sheet[()] else 0
    rest: Names = ()
    for part in path:
        if isinstance(part, str):
            rest = (*rest, part)
        elif (*names, *rest) in sheets:
            found = (one for one in rows.by_sheet[*names, *rest] if one.place == (*place, part))
            inner = next(found, None)
            if inner is None:
                break
            names, place, rest, row = (*names, *rest), (*place, part), (), inner.number
    columns = [one.names for one in sheets[names].columns]
    near = next((one for one in columns if one == rest[: len(one)] or one[: len(rest)] == rest), None)
    return sheets[names], row, near if rest else None
