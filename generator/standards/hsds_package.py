"""HSDS as a tabular data package: nested objects parted into tables, and the description of the tables."""

from collections.abc import Iterable, Mapping
from typing import Any

from generator.standards.hsds_parts import Data
from generator.standards.hsds_tables import TABLES, VERSION, Field

Rows = dict[str, dict[str, Data]]
"""Rows by table and id."""
_TYPES = {
    "uuid": {"type": "string", "format": "uuid"},
    "uri": {"type": "string", "format": "uri"},
    "email": {"type": "string", "format": "email"},
}
UNIQUE = {("taxonomy_term", "code")}
"""Fields that no two rows share, beside ids."""
LINKED = "attribute"
"""The table whose rows may belong to a row of any other."""


def part_objects(kind: str, objects: Iterable[Data], rows: Rows) -> None:
    """Add nested objects of one kind, and all that they hold, to the rows of their tables."""
    for one in objects:
        _part(kind, one, rows, {})


def _part(kind: str, one: Data, rows: Rows, above: Mapping[str, str]) -> str:
    """One object to its row. `above` are the ids that it gets from what holds it; returns its own id."""
    table = TABLES[kind]
    own: Data = {field.name: one[field.name] for field in table.fields if field.name in one}
    own |= {name: value for name, value in above.items() if any(name == field.name for field in table.fields)}
    id_ = str(one["id"])
    if kind == LINKED:
        own |= {"link_id": above["link_id"], "link_entity": above["link_entity"]}
    for key, other in table.holds.items():
        below = {f"{kind}_id": id_, "link_id": id_, "link_entity": kind}
        if key.endswith("[]"):
            for item in one.get(key[:-2], ()):
                _part(other, item, rows, below)
        elif key in one:
            own[f"{other}_id"] = _part(other, one[key], rows, {})
    rows.setdefault(kind, {}).setdefault(id_, {}).update(own)
    return id_


def describe_package(rows: Rows, title: str, publisher: str, day: str) -> Data:
    """The descriptor, `datapackage.json`, of the tables that hold rows."""
    return {
        "name": "human-services-data",
        "title": title,
        "profile": "tabular-data-package",
        "version": VERSION,
        "created": f"{day}T00:00:00Z",
        "homepage": "https://docs.openreferral.org",
        "contributors": [{"title": publisher, "role": "publisher"}],
        "resources": [_describe_table(kind, rows) for kind in TABLES if kind in rows],
    }


def _describe_table(kind: str, rows: Rows) -> Data:
    table = TABLES[kind]
    keys = [
        {"fields": field.name, "reference": {"resource": field.refers_to, "fields": "id"}}
        for field in table.fields
        if field.refers_to in rows
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
