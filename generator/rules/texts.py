"""Texts of entries with their key paths, and what rules call entries and sizes."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from pydantic import BaseModel

from generator.catalogue import Entry
from generator.diagnostics import KeyPath, Text
from generator.facts.geometry import describe_size
from generator.model import Division, Grid


def collect_texts(value: Any, path: KeyPath = ()) -> Iterator[tuple[KeyPath, str]]:  # noqa: ANN401 - any field
    """Every text of a value with its key path, in the order of the fields."""
    if isinstance(value, str):
        yield path, value
    elif isinstance(value, BaseModel):
        for name, item in value.__dict__.items():
            yield from collect_texts(item, (*path, name))
    elif isinstance(value, tuple):
        for index, item in enumerate(value):
            yield from collect_texts(item, (*path, index))


def list_fields(titles: Mapping[str, Text], fields: Iterable[str]) -> Text:
    """Fields with their titles, as messages list them."""
    chosen = [(titles[field], field) for field in fields]
    return Text(
        "、".join(f"{title.zh}（`{field}`）" for title, field in chosen),
        ", ".join(f"{title.en} (`{field}`)" for title, field in chosen),
    )


def named(entry: Entry[Grid] | Entry[Division]) -> Text:
    """Id and name, as messages write them."""
    name = entry.value.name
    return Text(f"`{entry.id}`（{name}）", f"`{entry.id}` ({name})")


def size_text(square_metres: float) -> Text:
    """Square metres with their unit."""
    size = describe_size(square_metres)
    return Text(f"{size} 平方米", f"{size} m²")
