"""Texts of entries with their key paths, and what rules call entries and sizes."""

from collections.abc import Iterable, Mapping
from typing import Any

from pydantic import BaseModel

from generator.catalogue import Entry
from generator.diagnostics import KeyPath, Text
from generator.locale.numerals import format_size
from generator.model import Division, Grid


def collect_texts(value: BaseModel) -> list[tuple[KeyPath, str]]:
    """Every text of a model with its key path, in the order of the fields."""
    found: list[tuple[KeyPath, str]] = []
    _gather(value.__dict__.items(), (), found)
    return found


def _gather(items: Iterable[tuple[str | int, Any]], path: KeyPath, found: list[tuple[KeyPath, str]]) -> None:
    for step, item in items:
        if isinstance(item, str):
            found.append(((*path, step), item))
        elif isinstance(item, tuple):
            _gather(enumerate(item), (*path, step), found)
        elif isinstance(item, BaseModel):
            _gather(item.__dict__.items(), (*path, step), found)


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
    size = format_size(square_metres)
    return Text(f"{size} 平方米", f"{size} m²")
