"""What is read of a catalogue, noted by name, so that it is known from what something follows.

Nobody declares it: a watched catalogue tells whenever it is asked for entries, and what was joined from them
tells the same again each time that it is used. So a note cannot lack anything.

A check has to do with whole kinds, a page with some entries of each. So a catalogue is watched by kind, and
names are those of kinds; or closely, and they are those of

    "person"                           all entries of a kind
    ("person", "wu-lan")               one of them, or that there is none
    "module.function()"                what a function has joined, whatever it has read for that
    ("module.function()", "wu-lan")    one value of the mapping that it has joined
    ("module.function('a',)", "wu-lan")    the same of one that it has joined for something
"""

import threading
from collections.abc import Callable, Container, Hashable, ItemsView, Iterable, Iterator, Mapping, ValuesView
from contextlib import contextmanager
from enum import Enum
from typing import Any, Generic, NamedTuple, TypeVar, overload

from generator.model import KIND_BY_NAME

T = TypeVar("T")
K = TypeVar("K")
V = TypeVar("V")
Name = str | tuple[str, object]
"""Of what is read: as a whole, or one key of it."""
Told = tuple[str, tuple[object, ...]]
"""A function, and for what it has joined something beside the catalogue."""
EACH = "each"
"""What is noted where every entry is looked at by itself, instead of all kinds."""
UNSURE = "unsure"
"""What is noted where something else is read than a catalogue."""


class _Notes(threading.local):
    """What is noted of those who read now, the innermost last; threads may read of several cities."""

    def __init__(self) -> None:
        self.readers: list[set[Any]] = []


_notes = _Notes()


class Watch(Enum):
    """How closely reads of a catalogue are noted."""

    NOT = "not"
    BY_KIND = "by kind"
    CLOSELY = "closely"


@contextmanager
def note_reads(*, apart: bool = False) -> Iterator[set[Any]]:
    """Names of what is read within; unless `apart`, noted for whoever waits for it too."""
    names: set[Name] = set()
    _notes.readers.append(names)
    try:
        yield names
    finally:
        _notes.readers.pop()
        if not apart:
            tell_read(names)


def tell_read(names: Iterable[Name]) -> None:
    """Something is read now that has these names."""
    if _notes.readers:
        _notes.readers[-1].update(names)


class WatchedEntries(Mapping[str, Mapping[str, T]]):
    """Entries by kind that tell which are asked for.

    With `only` whoever looks at every entry by itself sees those in these files.
    """

    def __init__(self, entries: Mapping[str, Mapping[str, T]], *, closely: bool = False) -> None:
        self._entries, self.watch = entries, Watch.CLOSELY if closely else Watch.BY_KIND
        if closely:
            self._entries = {kind: Keyed(kind, some) for kind, some in entries.items()}
        self.only: Container[str] | None = None

    def __getitem__(self, kind: str) -> Mapping[str, T]:
        if self.watch is Watch.BY_KIND or kind not in self._entries:
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


class Keyed(Mapping[K, V]):
    """Values by key that tell which are asked for, and all when they are walked."""

    __slots__ = ("name", "plain")

    def __init__(self, name: str, plain: Mapping[K, V]) -> None:
        self.name, self.plain = name, plain

    def __getitem__(self, key: K) -> V:
        self._tell(key)
        return self.plain[key]

    def get(self, key: K, default: Any = None) -> Any:  # noqa: ANN401 - as that of every mapping
        """Quicker than by a fault."""
        self._tell(key)
        return self.plain.get(key, default)

    def __contains__(self, key: object) -> bool:
        self._tell(key)
        return key in self.plain

    def __iter__(self) -> Iterator[K]:
        tell_read((self.name,))
        return iter(self.plain)

    def __len__(self) -> int:
        tell_read((self.name,))
        return len(self.plain)

    def items(self) -> ItemsView[K, V]:
        """All of it is one name, instead of one more for each key."""
        tell_read((self.name,))
        return self.plain.items()

    def values(self) -> ValuesView[V]:
        """As `items`."""
        tell_read((self.name,))
        return self.plain.values()

    def _tell(self, key: object) -> None:
        if _notes.readers:
            _notes.readers[-1].add((self.name, key) if _is_plain(key) else self.name)


def _is_plain(value: object) -> bool:
    """Whether it can be kept as JSON."""
    if value.__class__ is str or value is None:
        return True
    return isinstance(value, tuple) and value.__class__ is tuple and all(map(_is_plain, value))


class Noted(NamedTuple):
    """A result with the names of what it was found from."""

    value: Any
    names: frozenset[Any]


def remember(known: dict[Hashable, Any], key: Hashable, find: Callable[[], V], watch: Watch, told: Told) -> V:
    """What was found under a key before, or is found now; what was watched tells its names each time."""
    if key not in known:
        known[key] = find() if watch is Watch.NOT else _find_noted(find, watch, told)
    found = known[key]
    if found.__class__ is not Noted:
        return found  # type: ignore[no-any-return]
    tell_read(found.names)
    return found.value  # type: ignore[no-any-return]


def _find_noted(find: Callable[[], Any], watch: Watch, told: Told) -> Any:  # noqa: ANN401 - any result
    function, values = told
    with note_reads(apart=True) as names:
        found = find()
    if watch is Watch.CLOSELY and _is_plain(values):
        name = f"{function}{values!r}"
        if found.__class__ is dict:
            return Keyed(name, found)
        if not values:
            return Noted(found, frozenset((name,)))
    return Noted(found, frozenset(names))


class joined(Generic[T, V]):  # noqa: N801 - a property, named like Python's own
    """A property that is worked out once; `watch` of its owner says how reads are noted."""

    def __init__(self, function: Callable[[T], V]) -> None:
        self._function, self.__doc__ = function, function.__doc__

    def __set_name__(self, owner: type, name: str) -> None:
        self._name, self._told = name, f"{owner.__module__}.{owner.__qualname__}.{name}"

    @overload
    def __get__(self, owner: None, sort: type) -> "joined[T, V]": ...

    @overload
    def __get__(self, owner: T, sort: type) -> V: ...

    def __get__(self, owner: T | None, sort: type) -> "joined[T, V] | V":
        if owner is None:
            return self
        known: dict[Hashable, Any] = vars(owner)  # type: ignore[assignment]
        watch: Watch = owner.watch  # type: ignore[attr-defined]  # as every owner has it
        # what stands under the name itself is found there next time, without asking here
        key = self._name if watch is Watch.NOT else ("joined", self._name)
        return remember(known, key, lambda: self._function(owner), watch, (self._told, ()))
