"""What checks found, kept for as long as all that they read is the same.

What a check reads is noted while it runs (`generator.reads`), by kind. A kind is the same while the bytes of
all its entries are. A check that looks at every entry by itself looks at those that have changed.
"""

import os
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from hashlib import blake2b
from importlib import import_module

from generator.catalogue import Catalogue, Entry
from generator.diagnostics import Diagnostic
from generator.facts.memory import BY_VALUE
from generator.model.fields import Shape
from generator.publishing.kept import FILES
from generator.reading.digests import digest_of
from generator.reading.loaded import UNKNOWN, LoadedFile
from generator.reading.provinces import ABOVE
from generator.reads import EACH, WatchedEntries, note_reads, tell_read

Check = Callable[[], Iterable[Diagnostic]]


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a check found, and what it read for that."""

    name: str
    reads: frozenset[str]
    found: tuple[Diagnostic, ...]


@dataclass
class Known:
    """What was found of a catalogue, how all stood that was read for it, and how each entry stood."""

    ground: bytes = UNKNOWN
    states: Mapping[str, bytes] = field(default_factory=dict)
    entries: Mapping[str, bytes] = field(default_factory=dict)
    outcomes: Mapping[str, Outcome] = field(default_factory=dict)


class States:
    """How things stand that checks read: two are the same when what is told of them is.

    `files` are those that the entries of the catalogue, which is watched, were read from.
    """

    def __init__(self, catalogue: Catalogue, files: Mapping[str, LoadedFile], names: bytes) -> None:
        self.catalogue, self._files = catalogue, files
        self._known = {FILES: names or os.urandom(16)}

    @cached_property
    def ground(self) -> bytes:
        """What every check may follow from."""
        one = self.catalogue
        return digest_of(repr((one.profile, one.profile_file, one.today, sorted(one.broken))).encode())

    @cached_property
    def entries(self) -> dict[str, bytes]:
        """The state of each entry, by file."""
        return {one.file: self._tell_entry(one) for one in self.catalogue.iter_entries()}

    def tell(self, name: str) -> bytes:
        """The state of what was noted under a name."""
        if name not in self._known:
            is_value = "." in name and import_module(name.rpartition(".")[0])  # which registers it
            self._known[name] = self._tell_value(name) if is_value else self._tell_kind(name)
        return self._known[name]

    def _tell_value(self, name: str) -> bytes:
        values = sorted(map(repr, BY_VALUE[name](self.catalogue)))
        return digest_of("\0".join(values).encode("utf-8", "surrogatepass"))

    def _tell_kind(self, kind: str) -> bytes:
        whole = blake2b(digest_size=16)
        for one in self.catalogue.entries.get(kind, {}).values():
            whole.update(one.file.encode() + b"\0" + self.entries[one.file])
        return whole.digest()

    def _tell_entry(self, entry: Entry[Shape]) -> bytes:
        one = self._files.get(entry.file)
        known = UNKNOWN if one is None else one.state
        if one is not None and one.entry is entry and known != UNKNOWN:
            return known
        # of one that lacks drafts, say, also what its file says: a value does not tell which fields it states
        return known + digest_of(repr((entry.value, entry.rows, entry.over)).encode("utf-8", "surrogatepass"))


class Findings:
    """Checks of one catalogue, done anew where what was found before may be no longer true."""

    def __init__(self, known: Known, states: States) -> None:
        self._states = states
        self._known = known if known.ground == states.ground else Known()

    @cached_property
    def _changed(self) -> frozenset[str]:
        """Files of entries that are not as they were, or were not there."""
        before, now = self._known.entries, self._states.entries
        return frozenset(file for file, state in now.items() if before.get(file) != state)

    def recall(self, name: str) -> Outcome | None:
        """The outcome of a check that need not be done."""
        known = self._find(name)
        return None if known is None or EACH in known.reads else known

    def run(self, name: str, check: Check) -> Outcome:
        """The outcome of a check that is done now, as far as it must."""
        known = self._find(name)
        return self._run_changed(known, check) if known else run_check(name, check)

    def _find(self, name: str) -> Outcome | None:
        """What is known of a check, if it has read nothing else that has changed than entries one by one."""
        known, states = self._known.outcomes.get(name), self._known.states
        if known and all(states.get(one) == self._states.tell(one) for one in known.reads - {EACH}):
            return known
        return None

    def _run_changed(self, known: Outcome, check: Check) -> Outcome:
        """The outcome for entries that have changed, with what was found in the others."""
        entries = self._states.catalogue.entries
        if not isinstance(entries, WatchedEntries):
            return run_check(known.name, check)
        entries.only = self._changed
        try:
            fresh = run_check(known.name, check)
        finally:
            entries.only = None
        kept = (one for one in known.found if self._is_as_before(one.place.file))
        return Outcome(known.name, known.reads | fresh.reads, (*kept, *fresh.found))

    def _is_as_before(self, file: str) -> bool:
        entry = f"{file.rpartition('.')[0]}.yaml"  # of a table it is the one beside it
        if entry not in self._states.entries:  # of a province's file, the one that is laid over it
            entry = entry.removeprefix(ABOVE)
        return entry not in self._changed and entry in self._states.entries

    def keep(self, outcomes: Sequence[Outcome]) -> Known:
        """What is known now."""
        reads = frozenset[str]().union(*(one.reads for one in outcomes)) - {EACH}
        states = {one: self._states.tell(one) for one in reads}
        return Known(self._states.ground, states, self._states.entries, {one.name: one for one in outcomes})


def run_check(name: str, check: Check) -> Outcome:
    """The outcome of a check that is done."""
    with note_reads() as reads:
        found = tuple(check())
    return Outcome(name, frozenset(reads), found)


def reading_files(check: Check) -> Check:
    """A check that also reads files beside the entries."""

    def told() -> Iterable[Diagnostic]:
        tell_read((FILES,))
        return check()

    return told
