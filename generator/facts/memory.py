"""Joins are computed once for a catalogue: it never changes, so what was joined from it stays true."""

from collections.abc import Callable, Iterable, Iterator
from functools import wraps
from typing import TypeVar, TypeVarTuple, cast

from generator.catalogue import Catalogue, Entry
from generator.model.fields import Shape
from generator.reads import EACH, Noted, WatchedEntries, note_reads, remember, tell_read

BY_VALUE: dict[str, Callable[[Catalogue], Iterable[object]]] = {}
"""What is noted by its value, by name."""
LATELY = 16
"""Results that `lately` remembers of a function."""
R = TypeVar("R")
C = TypeVar("C", bound=Iterable[object])
Ts = TypeVarTuple("Ts")


def once(function: Callable[[Catalogue, *Ts], R]) -> Callable[[Catalogue, *Ts], R]:
    """Remember results by their positional arguments, inside the catalogue they come from.

    A catalogue cannot be hashed, so the usual caches do not serve; like `cached_property`, this
    keeps the result in the instance's own dictionary, and it goes when the catalogue goes.
    """
    name = f"{function.__module__}.{function.__qualname__}"

    @wraps(function)
    def remembered(catalogue: Catalogue, *key: *Ts) -> R:
        known = vars(catalogue).setdefault(name, {})
        found = known.get(key)
        if found is not None and found.__class__ is not Noted:  # as most often: no call more
            return cast("R", found)
        return remember(known, key, lambda: function(catalogue, *key), catalogue.watch, (name, key))

    return remembered


def lately(function: Callable[[Catalogue, *Ts], R]) -> Callable[[Catalogue, *Ts], R]:
    """Remember the last results only: what neighbours share and nobody asks for later."""
    name = f"{function.__module__}.{function.__qualname__}"

    @wraps(function)
    def remembered(catalogue: Catalogue, *key: *Ts) -> R:
        known = vars(catalogue).setdefault(name, {})
        if key not in known and len(known) >= LATELY:
            del known[next(iter(known))]
        return remember(known, key, lambda: function(catalogue, *key), catalogue.watch, (name, key))

    return remembered


def by_value(function: Callable[[Catalogue], C]) -> Callable[[Catalogue], C]:
    """Note what is found, instead of the kinds that it is found from: few edits change it."""
    name = f"{function.__module__}.{function.__qualname__}"
    BY_VALUE[name] = function

    @wraps(function)
    def told(catalogue: Catalogue) -> C:
        tell_read((name,))
        with note_reads(apart=True):
            return function(catalogue)

    return told


def each_entry(catalogue: Catalogue) -> Iterator[Entry[Shape]]:
    """Every entry, for a rule that looks at each by itself and finds the same in it without the others."""
    tell_read((EACH,))
    with note_reads(apart=True):
        entries = list(catalogue.iter_entries())
    only = catalogue.entries.only if isinstance(catalogue.entries, WatchedEntries) else None
    yield from (one for one in entries if only is None or one.file in only)
