"""All entries as tables, for questions inside the office: drafts and people too, under the fields' own names.

A table for each kind, named by its folder; a further one for each list of groups (`services_steps`) and of
identifiers (`services_audiences`). An identifier of one entry stands in `<field>_id`, its name in `<field>`.
"""

import datetime
import json
from collections.abc import Iterator, Sequence
from types import UnionType
from typing import Any, Union, get_args, get_origin

from pydantic.fields import FieldInfo

from generator.catalogue import Catalogue, Entry
from generator.model import KIND_BY_NAME, KINDS, Kind
from generator.model.fields import Ref, Shape
from generator.model.walking import find_mark, shapes_in
from generator.outputs.exports.database import Field, Table

_ID, _FILE, _NUMBER = Field("id", "编号"), Field("file", "文件"), Field("number", "第几个", "INTEGER")


def entry_tables(catalogue: Catalogue) -> Iterator[Table]:
    """Every kind with what belongs to it."""
    for kind in KINDS:
        entries = sorted(catalogue.entries.get(kind.name, {}).items())
        found = [one for _, one in entries]
        yield _kind_table(catalogue, kind, found)
        for name, info in kind.model.model_fields.items():
            yield from _further(catalogue, kind, name, info, found)
        if kind.row:
            rows = [(one.id, number, row) for one in found for number, row in enumerate(one.rows, 1)]
            yield _group_table(catalogue, kind, "rows", "表格", kind.row, rows)


def _kind_table(catalogue: Catalogue, kind: Kind, entries: Sequence[Entry[Shape]]) -> Table:
    fields = (_ID, *_fields(kind.model), _FILE)
    rows = [(one.id, *_values(catalogue, one.value), one.file) for one in entries]
    return Table(kind.folder, kind.title.zh, fields, ("id",), rows, searched=True)


def _further(
    catalogue: Catalogue, kind: Kind, name: str, info: FieldInfo, entries: Sequence[Entry[Shape]]
) -> Iterator[Table]:
    """The table of a list of groups, or of identifiers; nothing for other fields."""
    if not _is_many(info):
        return
    title = str(info.title)
    items = [
        (one.id, number, value)
        for one in entries
        for number, value in enumerate(getattr(one.value, name) or (), 1)
    ]
    shape, ref = next(shapes_in(info.annotation), None), _ref(info)
    if shape:
        yield _group_table(catalogue, kind, name, title, shape, items)
    elif ref:
        other = ref.kind.replace("|", "_or_")
        field = Field(
            f"other_{other}_id" if other == kind.name else f"{other}_id", f"{title}编号", to=_to(ref)
        )
        fields = (_owner(kind), _NUMBER, field)
        yield Table(f"{kind.folder}_{name}", f"{kind.title.zh}的{title}", fields, (), items)


def _group_table(  # noqa: PLR0913, PLR0917 - one parameter for each part of a name
    catalogue: Catalogue,
    kind: Kind,
    name: str,
    title: str,
    shape: type[Shape],
    items: Sequence[tuple[str, int, Any]],
) -> Table:
    rows = [(owner, number, *_values(catalogue, value)) for owner, number, value in items]
    fields = (_owner(kind), _NUMBER, *_fields(shape))
    return Table(f"{kind.folder}_{name}", f"{kind.title.zh}的{title}", fields, (), rows)


def _owner(kind: Kind) -> Field:
    return Field(f"{kind.name}_id", f"{kind.title.zh}编号", to=kind.folder)


def _fields(shape: type[Shape]) -> tuple[Field, ...]:
    return tuple(one for name, info in shape.model_fields.items() for one in _field(name, info))


def _field(name: str, info: FieldInfo) -> Iterator[Field]:
    title, ref = str(info.title), _ref(info)
    if ref and not _is_many(info):
        yield Field(f"{name}_id", f"{title}编号", to=_to(ref))
        yield Field(name, title)
    else:
        yield Field(name, title, _type(info))


def _values(catalogue: Catalogue, value: Shape) -> Iterator[object]:
    """What stands in the fields of `_fields`, in their order."""
    for name, info in type(value).model_fields.items():
        held, ref = getattr(value, name), _ref(info)
        if ref and not _is_many(info):
            yield held
            yield _name(catalogue, ref, held) if held else None
        elif ref:
            yield tuple(_name(catalogue, ref, one) for one in held or ())
        else:
            yield _plain(held)


def _name(catalogue: Catalogue, ref: Ref, name: str) -> str:
    known = (catalogue.entries.get(kind, {}).get(name) for kind in ref.kinds)
    return next((one.name for one in known if one), name)


def _plain(value: object) -> object:
    """Days as ISO 8601, lists of texts as they are, groups as JSON, a limit of time in its own words."""
    if isinstance(value, datetime.date):
        return value.isoformat()
    if isinstance(value, Shape):
        text = getattr(value, "text", None)
        return text if isinstance(text, str) else value.model_dump_json(exclude_defaults=True)
    if isinstance(value, tuple) and value and not all(isinstance(one, str) for one in value):
        return json.dumps([_plain(one) for one in value], ensure_ascii=False)
    return value


def _ref(info: FieldInfo) -> Ref | None:
    found: Ref | None = find_mark(info.annotation, tuple(info.metadata), Ref)
    return None if found and next(shapes_in(info.annotation), None) else found


def _to(ref: Ref) -> str:
    """The table that an identifier leads to; none where it may be of two kinds."""
    return KIND_BY_NAME[ref.kinds[0]].folder if len(ref.kinds) == 1 else ""


def _is_many(info: FieldInfo) -> bool:
    return any(get_origin(one) is tuple or one is tuple for one in _alternatives(info.annotation))


def _alternatives(annotation: Any) -> Iterator[Any]:  # noqa: ANN401 - a type annotation of any form
    if get_origin(annotation) in {Union, UnionType}:
        for one in get_args(annotation):
            yield from _alternatives(one)
    elif hasattr(annotation, "__metadata__"):
        yield from _alternatives(get_args(annotation)[0])
    else:
        yield annotation


def _type(info: FieldInfo) -> str:
    held = set(_alternatives(info.annotation))
    if held & {int, bool}:
        return "INTEGER"
    return "REAL" if float in held else "TEXT"
