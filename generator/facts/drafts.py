"""Drafts are left out of the catalogue before any page, print or file is made, in this one place.

What is published may name a draft. Where it can do without, the name is left out; what grid workers do for
a matter that is a draft goes with it, as when a matter has ended. An entry that cannot do without, such as
a service without its provider or without one of its documents, waits with the draft.
"""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from pydantic.fields import FieldInfo

from generator.catalogue import Catalogue, Entry, Reference, gather
from generator.facts.lapsed import leave_out
from generator.model import Division, Honour
from generator.model.fields import Ref, Shape
from generator.model.person import Role
from generator.model.walking import find_mark

Key = tuple[str, str]
"""Kind and id."""
PROFILE = ("profile", "profile")
_SUBJECTS: Mapping[type[Shape], frozenset[str]] = {
    Division: frozenset({"parent"}),
    Honour: frozenset({"grid", "person"}),
}
"""References that may be left empty, but say what an entry is part of or about."""


@dataclass(frozen=True, slots=True)
class Publishable:
    """A catalogue without its drafts (None where the city itself is one), and what they mean for others.

    `named` are places that name a draft; `waiting` tells of each entry that waits the draft it waits for.
    """

    catalogue: Catalogue | None
    named: Mapping[Key, tuple[Reference, ...]]
    waiting: Mapping[Key, Key]


def without_drafts(catalogue: Catalogue, drafts: Collection[Key]) -> Publishable:
    """What is published of a catalogue. Drafts may be missing among its entries: not all can be read."""
    named = gather((key, one) for key, one in _naming(catalogue, drafts) if _source(one) not in drafts)
    lacking = {kind: {name for one, name in drafts if one == kind} for kind in ("matter", "grid")}
    left = leave_out(catalogue, lacking["matter"], lacking["grid"])
    gone, waiting = set(drafts), dict[Key, Key]()
    while held := dict(_held(left, gone)):
        waiting |= {key: waiting.get(cause, cause) for key, cause in held.items()}
        gone |= held.keys()
    return Publishable(None if PROFILE in waiting else _without(left, gone), named, waiting)


def _source(one: Reference) -> Key:
    return one.source.kind, one.source.id


def _naming(catalogue: Catalogue, gone: Collection[Key]) -> Iterator[tuple[Key, Reference]]:
    """References to what is gone, each with what it names."""
    for one in catalogue.references:
        for kind in one.kind.split("|"):
            if (kind, one.id) in gone:
                yield (kind, one.id), one


def _held(catalogue: Catalogue, gone: Collection[Key]) -> Iterator[tuple[Key, Key]]:
    """Entries that cannot do without what is gone, each with the first such thing that it names."""
    causes: dict[Key, Key] = {}
    in_tables = set()
    for key, one in _naming(catalogue, gone):
        source = _source(one)
        if source not in gone:
            causes.setdefault(source, key)
            in_tables |= {source} if isinstance(one.path[0], int) else set()
    for source, cause in causes.items():
        if source in in_tables or _strip(_value(catalogue, source), gone) is None:
            yield source, cause


def _value(catalogue: Catalogue, key: Key) -> Shape:
    return catalogue.profile if key == PROFILE else catalogue.entries[key[0]][key[1]].value


def _without(catalogue: Catalogue, gone: Collection[Key]) -> Catalogue:
    """The catalogue without these entries and without their names in others, all of which can do without."""
    naming = {_source(one) for _, one in _naming(catalogue, gone)} - set(gone)

    def strip(entry: Entry[Shape]) -> Entry[Shape]:
        named = (entry.kind, entry.id) in naming
        return replace(entry, value=_strip(entry.value, gone)) if named else entry

    entries = {
        kind: {name: strip(one) for name, one in named.items() if (kind, name) not in gone}
        for kind, named in catalogue.entries.items()
    }
    profile = _strip(catalogue.profile, gone) or catalogue.profile
    dropped = {id(one) for _, one in _naming(catalogue, gone)}
    references = tuple(
        one for one in catalogue.references if id(one) not in dropped and _source(one) not in gone
    )
    return replace(catalogue, profile=profile, entries=entries, references=references)


def _strip(value: Any, gone: Collection[Key]) -> Any:  # noqa: ANN401 - a model gives one of its own sort
    """The value without references to what is gone; None where it cannot do without one."""
    changes: dict[str, object] = {}
    for name, info in type(value).model_fields.items():
        item = getattr(value, name)
        mark = find_mark(info.annotation, tuple(info.metadata), Ref)
        if mark is not None:
            changes[name] = left = _left(item, mark, gone)
            if not left and item and _needs(value, name, info, mark):
                return None
        elif isinstance(item, Shape) or (isinstance(item, tuple) and item and isinstance(item[0], Shape)):
            parts = item if isinstance(item, tuple) else (item,)
            kept = [(part, _strip(part, gone)) for part in parts]
            if any(new is None and not isinstance(part, Role) for part, new in kept):
                return None  # of a person's roles the others hold
            whole = tuple(new for _, new in kept if new is not None)
            changes[name] = whole if isinstance(item, tuple) else whole[0]
    return value.changed(**changes)


def _left(item: Any, mark: Ref, gone: Collection[Key]) -> Any:  # noqa: ANN401 - an id, several, or none
    def is_gone(name: str) -> bool:
        return any((kind, name) in gone for kind in mark.kinds)

    if isinstance(item, tuple):
        return tuple(one for one in item if not is_gone(one))
    return None if item is not None and is_gone(item) else item


def _needs(value: Shape, name: str, info: FieldInfo, mark: Ref) -> bool:
    """Whether an entry says something else without any reference in a field: no area means the whole city."""
    return (
        info.is_required()
        or name in _SUBJECTS.get(type(value), ())
        or set(mark.kinds) == {"division", "grid"}
    )
