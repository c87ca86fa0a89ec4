"""An entry under a new id is the same entry: what went before is read under today's ids."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any, TypeVar

from generator.catalogue import Catalogue, Entry
from generator.diagnostics import KeyPath
from generator.facts.renames import former_ids
from generator.model.fields import Ref, Shape
from generator.model.walking import find_values
from generator.reading.references import find_references

S = TypeVar("S", bound=Shape)
Renames = Mapping[tuple[str, str], str]


def follow_renames(before: Catalogue, after: Catalogue) -> Catalogue:
    """`before` with each renamed entry, and every reference to it, under the id that `after` gives it."""
    today = {
        (kind, former): name
        for kind, name, former in former_ids(after)
        if former in before.entries.get(kind, {}) and name not in before.entries[kind]
    }
    entries = {kind: _rename(kind, named, today, after) for kind, named in before.entries.items()}
    if not today:
        return replace(before, entries=entries)

    def read(value: S) -> S:
        for one in find_values(value, Ref):
            kind = next((kind for kind in one.mark.kinds if one.value in before.entries.get(kind, {})), "")
            if (kind, one.value) in today:
                value = _put(value, one.path, today[kind, one.value])
        return value

    read_again = {
        kind: {
            name: replace(one, value=read(one.value), rows=tuple(map(read, one.rows)))
            for name, one in named.items()
        }
        for kind, named in entries.items()
    }
    references = (
        one for named in read_again.values() for entry in named.values() for one in find_references(entry)
    )
    return replace(before, profile=read(before.profile), entries=read_again, references=tuple(references))


def _rename(
    kind: str, named: Mapping[str, Entry[Shape]], today: Renames, after: Catalogue
) -> dict[str, Entry[Shape]]:
    """Entries under their ids of today; to name former ids changes nothing for residents."""
    found = {}
    for former, entry in named.items():
        name = today.get((kind, former), former)
        heir = after.entries.get(kind, {}).get(name)
        known = getattr(heir.value, "former_ids", None) if heir else None
        renamed = entry if known is None else entry.changed(former_ids=known)
        found[name] = replace(renamed, id=name)
    return found


def _put(value: Any, path: KeyPath, new: str) -> Any:  # noqa: ANN401 - a model, a tuple or a text
    """A copy of nested models with the text at a key path replaced."""
    if not path:
        return new
    step, rest = path[0], path[1:]
    if isinstance(step, int):
        return (*value[:step], _put(value[step], rest, new), *value[step + 1 :])
    return value.model_copy(update={step: _put(getattr(value, step), rest, new)})
