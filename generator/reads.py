"""What is read of a catalogue, noted by kind, so that it is known from which entries something follows.

Nobody declares it: a watched catalogue tells whenever it is asked for entries, and what was joined from them
tells the same again each time that it is used. So a note cannot lack anything.
"""

import threading
from collections.abc import Callable, Container, Hashable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from typing import Any, Generic, NamedTuple, TypeVar, overload

from generator.model import KIND_BY_NAME

T = TypeVar("T")
V = TypeVar("V")
EACH = "each"
"""What is noted where every entry is looked at by itself, instead of all kinds."""


class _Notes(threading.local):
    """What is noted of those who read now, the innermost last; threads may read of several cities."""

    def __init__(self) -> None:
        self.readers: list[set[str]] = []


_notes = _Notes()


@contextmanager
def note_kinds(*, apart: bool = False) -> Iterator[set[str]]:
    """The kinds of which entries are read within; unless `apart`, noted for whoever waits for it too."""
    kinds: set[str] = set()
    _notes.readers.append(kinds)
    try:
        yield kinds
    finally:
        _notes.readers.pop()
        if not apart:
            tell_read(kinds)


def tell_read(kinds: Iterable[str]) -> None:
    """Something is read now that has these names: kinds, or what stands for many of them."""
    if _notes.readers:
        _notes.readers[-1].update(kinds)


class WatchedEntries(Mapping[str, T]):
    """Entries by kind that tell which are asked for.

    With `only` whoever looks at every entry by itself sees those in these files.
    """

    def __init__(self, entries: Mapping[str, T]) -> None:
        self._entries = entries
        self.only: Container[str] | None = None

    def __getitem__(self, kind: str) -> T:
        tell_read((kind,))
        return self._entries[kind]

    def __iter__(self) -> Iterator[str]:
        return iter(self._entries)

    def __len__(self) -> int:
        return len(self._entries)


class WatchedReferences(tuple[T, ...]):
    """References that tell, when they are walked, that all kinds are read: they may stand in any."""

    __slots__ = ()

    def __iter__(self) -> Iterator[T]:
        tell_read(KIND_BY_NAME)
        return super().__iter__()


class Noted(NamedTuple):
    """A result with the kinds that it was found from."""

    value: Any
    kinds: frozenset[str]


def remember(known: dict[Hashable, Any], key: Hashable, find: Callable[[], V], *, watched: bool) -> V:
    """What was found under a key before, or is found now; what was watched tells its kinds each time."""
    if key not in known:
        if watched:
            with note_kinds() as kinds:
                value = find()
            known[key] = Noted(value, frozenset(kinds))
        else:
            known[key] = find()
    found = known[key]
    if found.__class__ is not Noted:
        return found  # type: ignore[no-any-return]
    tell_read(found.kinds)
    return found.value  # type: ignore[no-any-return]


class joined(Generic[T, V]):  # noqa: N801 - a property, named like Python's own
    """A property that is worked out once; `is_watched` of its owner says whether reads are noted."""

    def __init__(self, function: Callable[[T], V]) -> None:
        self._function, self.__doc__ = function, function.__doc__

    def __set_name__(self, _: type, name: str) -> None:
        self._name = name

    @overload
    def __get__(self, owner: None, sort: type) -> "joined[T, V]": ...

    @overload
    def __get__(self, owner: T, sort: type) -> V: ...

    def __get__(self, owner: T | None, sort: type) -> "joined[T, V] | V":
        if owner is None:
            return self
        known: dict[Hashable, Any] = vars(owner)  # type: ignore[assignment]
        watched: bool = owner.is_watched  # type: ignore[attr-defined]
        # what stands under the name itself is found there next time, without asking here
        key = ("joined", self._name) if watched else self._name
        return remember(known, key, lambda: self._function(owner), watched=watched)
