"""In which order entries stand in lists: the editors' order, then as people look names up."""

from collections.abc import Iterable, Mapping
from typing import TypeVar

from generator.catalogue import Catalogue, Entry
from generator.facts.memory import once
from generator.locale.collation import name_order
from generator.model.fields import Shape

S = TypeVar("S", bound=Shape)


def in_order(catalogue: Catalogue, entries: Iterable[Entry[S]]) -> list[Entry[S]]:
    """Entries by their `order`, if they have one, then by name, then by id."""
    return sorted(entries, key=lambda one: rank_of(catalogue, one.kind, one.id))


def rank_of(catalogue: Catalogue, kind: str, name: str) -> int:
    """The place of an id among all entries of its kind in that order."""
    return _ranks(catalogue, kind)[name]


@once
def _ranks(catalogue: Catalogue, kind: str) -> Mapping[str, int]:
    entries = sorted(catalogue.entries.get(kind, {}).values(), key=_key)
    return {entry.id: number for number, entry in enumerate(entries)}


def _key(entry: Entry[Shape]) -> tuple[object, ...]:
    value = entry.value
    name = getattr(value, "plain_name", None) or getattr(value, "name", None) or getattr(value, "title", "")
    return getattr(value, "order", 0), name_order(str(name), person=entry.kind == "person"), entry.id
