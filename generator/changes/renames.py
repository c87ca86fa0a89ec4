"""An entry under a new id is the same entry: what went before is read under today's ids."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from generator.facts.renames import former_ids

if TYPE_CHECKING:
    from collections.abc import Mapping

    from generator.catalogue import Catalogue, Entry
    from generator.diagnostics import KeyPath
    from generator.model.fields import Shape


def follow_renames(before: Catalogue, after: Catalogue) -> Catalogue:
    """`before` with each renamed entry, and every reference to it, under the id that `after` gives it."""
    today = {
        (kind, former): name
        for kind, name, former in former_ids(after)
        if former in before.entries.get(kind, {}) and name not in before.entries[kind]
    }
    entries = {kind: _rename(kind, named, today, after) for kind, named in before.entries.items()}
    for one in before.references if today else ():
        kind = next((kind for kind in one.kind.split("|") if (kind, one.id) in today), None)
        if kind is not None and one.source.file != one.source.table:
            name = today.get((one.source.kind, one.source.id), one.source.id)
            source = entries[one.source.kind][name]
            value = _put(source.value, one.path, today[kind, one.id])
            entries[one.source.kind][name] = replace(source, value=value)
    return replace(before, entries=entries)


def _rename(
    kind: str, named: Mapping[str, Entry[Shape]], today: Mapping[tuple[str, str], str], after: Catalogue
) -> dict[str, Entry[Shape]]:
    """Entries under their ids of today; to name former ids changes nothing for residents."""
    found = {}
    for former, entry in named.items():
        name = today.get((kind, former), former)
        heir = after.entries.get(kind, {}).get(name)
        known = getattr(heir.value, "former_ids", None) if heir else None
        value = entry.value if known is None else entry.value.model_copy(update={"former_ids": known})
        found[name] = replace(entry, id=name, value=value)
    return found


def _put(value: Any, path: KeyPath, new: str) -> Any:  # noqa: ANN401 - a model, a tuple or a text
    """A copy of nested models with the text at a key path replaced."""
    if not path:
        return new
    step, rest = path[0], path[1:]
    if isinstance(step, int):
        return (*value[:step], _put(value[step], rest, new), *value[step + 1 :])
    return value.model_copy(update={step: _put(getattr(value, step), rest, new)})
