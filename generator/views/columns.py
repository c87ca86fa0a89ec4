"""Columns of open data: what each is called in both languages, what it holds, which table it leads to."""

from collections.abc import Iterable
from dataclasses import Field, dataclass, fields
from functools import cache
from typing import Any, ClassVar, Literal, Protocol, get_args, get_origin

from generator.diagnostics import Text

Datatype = Literal["string", "date", "integer", "number", "boolean", "anyURI"]
_DATATYPES: dict[type, Datatype] = {str: "string", int: "integer", float: "number", bool: "boolean"}


class Record(Protocol):
    """What each row is: a data class whose fields are annotated with `Says`; `KEY` tells rows apart."""

    KEY: ClassVar[tuple[str, ...]]
    __dataclass_fields__: ClassVar[dict[str, Field[Any]]]


@dataclass(frozen=True, slots=True)
class Says:
    """What a column means, in Chinese and English. `to` names the table whose `id` it holds."""

    zh: str
    en: str
    datatype: Datatype = "string"
    to: str = ""


@dataclass(frozen=True, slots=True)
class Column:
    """One column: `many` values in a cell, or one that may be `empty`."""

    name: str
    title: Text
    datatype: Datatype
    to: str
    many: bool
    empty: bool


@cache
def columns_of(record: type[Record]) -> tuple[Column, ...]:
    """The columns of a table in their order, which is a promise: new ones come behind."""
    return tuple(_column(one, record) for one in fields(record))


def _column(field: Field[Any], record: type[Record]) -> Column:
    held, says = get_args(field.type)
    many = get_origin(held) is tuple
    plain = next((one for one in get_args(held) or (held,) if one in _DATATYPES), str)
    datatype = says.datatype if says.datatype != "string" else _DATATYPES[plain]
    empty = field.name not in record.KEY and not many
    return Column(field.name, Text(says.zh, says.en), datatype, says.to, many, empty)


def make_row(record: Record, columns: Iterable[Column], root: str) -> dict[str, object]:
    """One record by its columns; pages are whole addresses where the site has one."""
    row = {one.name: getattr(record, one.name) for one in columns}
    return row | {"page": f"{root}{row['page']}"} if row.get("page") else row
