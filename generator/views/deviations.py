"""What a city says otherwise than its province: both sides in words."""

from collections.abc import Iterator
from dataclasses import dataclass

from generator.catalogue import Catalogue, Entry
from generator.model import KIND_BY_NAME
from generator.model.fields import Ref, Shape
from generator.model.walking import find_mark
from generator.reading.shapes import nested_model
from generator.views.addresses import public_path
from generator.views.pieces import plain_text


@dataclass(frozen=True, slots=True)
class DeviationView:
    """One field: what people call it, what the city says, what the province says."""

    label: str
    ours: str
    theirs: str


def view_deviations(catalogue: Catalogue, entry: Entry[Shape]) -> tuple[DeviationView, ...]:
    """Where an entry of a city differs from the province's."""
    model = type(entry.value)
    return tuple(
        DeviationView(
            model.model_fields[one.field].title or one.field,
            _describe(catalogue, model, (one.field,), one.ours),
            _describe(catalogue, model, (one.field,), one.theirs),
        )
        for one in (entry.over.deviations if entry.over else ())
        if one.field in model.model_fields
    )


def deviating_pages(catalogue: Catalogue) -> dict[str, tuple[DeviationView, ...]]:
    """The pages of entries that differ from the province's, by path."""
    found = {public_path(catalogue, one.kind, one.id): one for one in deviating_entries(catalogue)}
    return {path: view_deviations(catalogue, one) for path, one in found.items() if path and "#" not in path}


def deviating_entries(catalogue: Catalogue) -> Iterator[Entry[Shape]]:
    """Entries that differ from the province's, in the order of kinds and ids."""
    for name in KIND_BY_NAME:
        for _, entry in sorted(catalogue.entries.get(name, {}).items()):
            if entry.over and entry.over.deviations:
                yield entry


def _describe(catalogue: Catalogue, model: type[Shape], path: tuple[str, ...], value: object) -> str:
    """A value as it was typed, in words: names for ids, titles for the fields of groups."""
    if isinstance(value, list):
        return "；".join(_describe(catalogue, model, path, one) for one in value)
    if isinstance(value, dict):
        parts = ((name, _describe(catalogue, model, (*path, name), one)) for name, one in value.items())
        return "，".join(f"{_title(model, (*path, name))} {words}" for name, words in parts)
    owner, name = nested_model(model, path[:-1]), path[-1]
    info = owner.model_fields.get(name) if owner else None
    mark = find_mark(info.annotation, tuple(info.metadata), Ref) if info else None
    words = str(value or "")
    if mark is None:
        return plain_text(words)
    return next((named for kind in mark.kinds if (named := catalogue.name_of(kind, words)) != words), words)


def _title(model: type[Shape], path: tuple[str, ...]) -> str:
    owner = nested_model(model, path[:-1])
    info = owner.model_fields.get(path[-1]) if owner else None
    return (info.title if info else None) or path[-1]
