"""Entries copied under a new file name and not changed since: one finding, without what follows from it."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping

from generator.catalogue import Entry, Reference
from generator.diagnostics import Diagnostic
from generator.model.fields import Shape
from generator.reading import faults

Named = Mapping[str, Mapping[str, Entry[Shape]]]

IDENTITIES = ("code", "credit_code")
"""Fields that no two entries of one kind can share."""
NAMES = frozenset({"name", "title", "plain_name", "aliases"})
LONG_TEXTS = ("summary", "body")
MOSTLY = 0.8
"""Share of equal fields from which two entries of one code are one and its copy."""


def find_copies(entries: Named, references: Iterable[Reference]) -> dict[tuple[str, str], Diagnostic]:
    """A finding for each unchanged copy, by kind and id: like another entry, and nothing refers to it."""
    used = {(one.kind, one.id) for one in references}  # few differ: thousands name the same
    named = {(kind, id_) for kinds, id_ in used for kind in kinds.split("|")}
    copies = {}
    for kind, known in entries.items():
        for alike in _alike(known.values()):
            first, *others = sorted(alike, key=lambda one: ((kind, one.id) not in named, one.id))
            for other in others:
                if (kind, other.id) not in named:
                    copies[kind, other.id] = faults.COPY.at(other.at(), other=first.file)
    return copies


def _alike(entries: Iterable[Entry[Shape]]) -> Iterator[list[Entry[Shape]]]:
    """Groups of entries that are equal, or share a code and nearly everything else."""
    groups: dict[object, list[Entry[Shape]]] = defaultdict(list)
    for entry in entries:
        groups[_first(entry.value, IDENTITIES) or entry.name].append(entry)
    for first, *others in groups.values():
        copies = [other for other in others if _share(first, other) >= (MOSTLY if _coded(first) else 1)]
        if copies:
            yield [first, *copies]


def _coded(entry: Entry[Shape]) -> bool:
    return _first(entry.value, IDENTITIES) is not None


def _first(value: Shape, fields: tuple[str, ...]) -> str | None:
    """The first of these fields that is filled in; most kinds have none of them."""
    filled = vars(value)
    for field in fields:
        if filled.get(field):
            return str(filled[field])
    return None


def _share(one: Entry[Shape], other: Entry[Shape], without: frozenset[str] = frozenset()) -> float:
    """How much of what two entries say is the same."""
    fields = (one.value.model_fields_set | other.value.model_fields_set) - without
    same = sum(getattr(one.value, field) == getattr(other.value, field) for field in fields)
    return (same / len(fields)) if fields and one.rows == other.rows else 0


def check_renamed_copies(entries: Named) -> Iterator[Diagnostic]:
    """Entries that differ from an earlier one in nothing but their names."""
    for known in entries.values():
        first: dict[str, Entry[Shape]] = {}
        for entry in known.values():
            text = _first(entry.value, LONG_TEXTS)
            if text is None:
                continue
            other = first.setdefault(text, entry)
            if other is not entry and _share(other, entry, NAMES) == 1:
                yield faults.RENAMED_COPY.at(entry.at(), other=other.file)
