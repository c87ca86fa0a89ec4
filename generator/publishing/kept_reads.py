"""What pages of the last build have read of the catalogue, and whether it is all as it was.

A page of which nothing that its view read has changed is as it was, too: then not even its view is joined.
What views read is noted closely while they are joined (`generator.reads`): entries, and what functions have
joined of others, told by what has come of it. So one new number leaves alone all that does not show it.
"""

import json
import os
from ast import literal_eval
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import partial
from importlib import import_module
from operator import attrgetter
from typing import Any

from generator.catalogue import Catalogue, Entry
from generator.model import KIND_BY_NAME
from generator.outputs.fingerprints import Fingerprints, fingerprint, in_one_order
from generator.publishing.kept_findings import States
from generator.publishing.last_build import Thing
from generator.reading.loaded import UNKNOWN, LoadedFile
from generator.reads import Keyed, Name

_DIGITS = 6
"""Of the number of a name, so that all that a page has read is one short text."""
_MARK = 8
"""Letters that tell one record from another: numbers of a process that has failed are none of this one."""
_UNTOLD = ""
"""What is told of what cannot be told: it is never the same again."""


class KeptReads:
    """Names of what pages read, each with a number and with what told of it.

    `catalogue` is watched closely, `files` are those that its entries were read from. `ground` is what every
    page may follow from beside it, `before` is what the last build has kept.
    """

    def __init__(
        self, catalogue: Catalogue, files: Mapping[str, LoadedFile], ground: object, before: Thing | None
    ) -> None:
        self._catalogue, self._states = catalogue, States(catalogue, files, UNKNOWN)
        self._fingerprints = Fingerprints(self._reduced())
        self._found: dict[str, Any] = {}
        self.ground = fingerprint(self._states.ground, repr(catalogue.lapses), ground)
        self._mark, self._mark_before = os.urandom(_MARK // 2).hex(), ""
        table: dict[Name, str] = {}
        if before and before.fingerprint == self.ground:
            self._mark_before, table = _read_table(before.word)
        self._numbers = {name: number for number, name in enumerate(table)}
        self._now = {name: self.tell(name) for name in table}
        self._changed = {
            _write(self._numbers[name])
            for name, told in table.items()
            if told == _UNTOLD or told != self._now[name]
        }

    def recall(self, reads: str) -> str | None:
        """What a page of the last build has read, if it is all as it was, and None otherwise."""
        mark, names = reads[:_MARK], reads[_MARK:]
        if not mark or mark != self._mark_before or not self._changed.isdisjoint(_split(names)):
            return None
        return self._mark + names

    def number(self, names: Iterable[Name]) -> str:
        """All that a page has read, in few characters, which mean nothing beside another record."""
        known = self._numbers
        return self._mark + "".join([_write(known.setdefault(name, len(known))) for name in names])

    def keep(self) -> Thing:
        """What is to be known when the next build asks."""
        functions: dict[str, int] = {}
        rows: list[tuple[object, ...]] = []
        for name in self._numbers:
            function, *key = (name,) if isinstance(name, str) else name
            told = self._now[name] if name in self._now else self.tell(name)
            rows.append((functions.setdefault(function, len(functions)), told, *key))
        return Thing(self.ground, (), json.dumps([self._mark, list(functions), rows], separators=(",", ":")))

    def _reduced(self) -> dict[type, Callable[[Any], tuple[object, ...]]]:
        """How values are told that are no views."""
        return {
            Entry: lambda one: (Entry, (one.file, self._states.entries[one.file])),
            Catalogue: lambda _: (Catalogue, ()),  # whoever reads of it later is noted then
            Keyed: lambda one: (Keyed, (one.name, one.plain)),
            partial: lambda one: (partial, (one.func, one.args, one.keywords)),
        }

    def tell(self, name: Name) -> str:
        """A digest of what has a name now."""
        function, *key = (name,) if isinstance(name, str) else name
        try:
            if function not in self._found:
                self._found[function] = self._find(function)
            found = self._found[function]
            values = (found.get(key[0]), key[0] in found) if key else (found,)
            return self._fingerprints.tell(*map(in_one_order, values))
        except Exception:  # noqa: BLE001 - what is no more to be found or told has changed, whatever the fault
            return _UNTOLD

    def _find(self, name: str) -> object:
        """What has a name now."""
        function, is_call, values = name.partition("(")
        if not is_call:
            found: object = self._catalogue.entries.get(KIND_BY_NAME[name].name, {})
        elif function.startswith(_JOINED):
            found = attrgetter(function.removeprefix(_JOINED))(self._catalogue)
        else:
            module, _, own = function.rpartition(".")
            found = getattr(import_module(module), own)(self._catalogue, *literal_eval(f"({values}"))
        return found.plain if isinstance(found, Keyed) else found


_JOINED = f"{Catalogue.__module__}.{Catalogue.__qualname__}."


def _write(number: int) -> str:
    return f"{number:0{_DIGITS}x}"


def _split(reads: str) -> Iterator[str]:
    return (reads[start : start + _DIGITS] for start in range(0, len(reads), _DIGITS))


def _read_table(word: str) -> tuple[str, dict[Name, str]]:
    mark, functions, rows = json.loads(word)
    return mark, {
        (functions[function], _freeze(key[0])) if key else functions[function]: told
        for function, told, *key in rows
    }


def _freeze(key: object) -> object:
    """A key as it was before it was JSON."""
    return tuple(map(_freeze, key)) if isinstance(key, list) else key
