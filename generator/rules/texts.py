"""Every text of an entry with its key path, for rules about wording."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from pydantic import BaseModel

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.catalogue import Entry
    from generator.diagnostics import KeyPath
    from generator.model.fields import Shape


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


def title_of(entry: Entry[Shape]) -> str:
    """What people call an entry: its name, title or period; its id without one."""
    value = entry.value
    words = (getattr(value, field, None) for field in ("name", "title", "period", "site_name"))
    return str(next((word for word in words if word), entry.id))
