"""HSDS as a tabular data package: nested objects parted into tables, and the description of the tables."""

from collections.abc import Collection, Iterator, Mapping
from types import MappingProxyType
from typing import Any

from generator.standards.hsds_parts import Data
from generator.standards.hsds_tables import TABLES, VERSION, Field

_TYPES = {
    "uuid": {"type": "string", "format": "uuid"},
    "uri": {"type": "string", "format": "uri"},
    "email": {"type": "string", "format": "email"},
}
UNIQUE = {("taxonomy_term", "code")}
"""Fields that no two rows share, beside ids."""
LISTED = frozenset({"organization", "taxonomy_term", "taxonomy"})
"""Objects with lists of their own, whose tables are made from those; elsewhere they are named."""


def part_object(
    kind: str, one: Data, above: Mapping[str, str] = MappingProxyType({})
) -> Iterator[tuple[str, Data]]:
    """The rows that a nested object makes, with their tables; `above` are ids from what holds it."""
    table, id_ = TABLES[kind], str(one["id"])
    named = {**above, **one}
    row = {field.name: named[field.name] for field in table.fields if field.name in named}
    for key, other in table.holds.items():
        below = {f"{kind}_id": id_, "link_id": id_, "link_entity": kind}
        if key.endswith("[]"):
            for item in one.get(key[:-2], ()):
                yield from part_object(other, item, below)
        elif key in one:
            row[f"{other}_id"] = str(one[key]["id"])
            if other not in LISTED:
                yield from part_object(other, one[key])
    yield kind, row


def describe_package(tables: Collection[str], title: str, publisher: str, day: str) -> Data:
    """The descriptor, `datapackage.json`, of the tables that hold rows."""
    return {
        "name": "human-services-data",
        "title": title,
        "profile": "tabular-data-package",
        "version": VERSION,
        "created": f"{day}T00:00:00Z",
        "homepage": "https://docs.openreferral.org",
        "contributors": [{"title": publisher, "role": "publisher"}],
        "resources": [_describe_table(kind, tables) for kind in TABLES if kind in tables],
    }


def _describe_table(kind: str, tables: Collection[str]) -> Data:
    table = TABLES[kind]
    keys = [
        {"fields": field.name, "reference": {"resource": field.refers_to, "fields": "id"}}
        for field in table.fields
        if field.refers_to in tables
    ]
    schema: Data = {"fields": [_describe_field(kind, one) for one in table.fields], "primaryKey": "id"}
    return {
        "name": kind,
        "path": table.file,
        "profile": "tabular-data-resource",
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "schema": schema | ({"foreignKeys": keys} if keys else {}),
    }


def _describe_field(kind: str, field: Field) -> Data:
    constraints: Data = {"required": True} if field.in_tables else {}
    constraints |= {"unique": True} if (kind, field.name) in UNIQUE or field.name == "id" else {}
    constraints |= {"enum": list(field.values)} if field.values else {}
    told: Data = {"name": field.name, **_TYPES.get(field.type, {"type": field.type})}
    return told | ({"constraints": constraints} if constraints else {})


def write_cell(field: Field, value: Any) -> str:  # noqa: ANN401 - a value of JSON
    """A value as a cell; times of day without their offset, which `timezone` holds."""
    if value is None:
        return ""
    return f"{str(value)[:5]}:00" if field.type == "time" else str(value)
