"""References between entries: where they stand, and whether what they name exists."""

import re
from collections.abc import Callable, Collection, Container, Iterator, Mapping, Sequence
from dataclasses import replace

from rapidfuzz import distance, process

from generator.catalogue import Entry, Reference
from generator.catalogue import gather as gather_values
from generator.diagnostics import Diagnostic, Text, cap, gather
from generator.model import KIND_BY_NAME
from generator.model.fields import Ref, Shape
from generator.model.walking import find_values
from generator.reading import faults
from generator.reading.documents import Document
from generator.reading.faults.fault import FIX, FIXED
from generator.reading.meanings import TRAILING, split_list
from generator.reading.respelling import locate_rewrite

MAX_SUGGESTIONS = 3
CLOSE_ENOUGH = 0.72
"""Similarity (Jaro-Winkler, 0 to 1) from which another id is worth suggesting."""
ONE_A_CELL = Text("一格只写一个：分成几行，每行写一个", "one to a cell: write a row for each")


def find_references(entry: Entry[Shape]) -> Iterator[Reference]:
    """Every reference in an entry and its table, with its key path."""
    for path, name, mark in find_values(entry.value, Ref):
        yield Reference(entry, path, mark.kind, name)
    for number, row in enumerate(entry.rows):
        if found := find_values(row, Ref, (number,)):
            line = replace(entry, file=entry.table, value=row, rows=())
            for path, name, mark in found:
                yield Reference(line, path, mark.kind, name)


def find_dangling(
    references: list[Reference],
    entries: Mapping[str, Mapping[str, Entry[Shape]]],
    broken: Container[tuple[str, str]],
) -> list[Reference]:
    """References to what is neither there nor known to be broken."""

    def is_known(one: Reference) -> bool:
        return any(one.id in entries[kind] or (kind, one.id) in broken for kind in one.kind.split("|"))

    return [one for one in references if one.id not in entries.get(one.kind, ()) and not is_known(one)]


def check_references(
    dangling: list[Reference],
    entries: Mapping[str, Mapping[str, Entry[Shape]]],
    broken: Collection[tuple[str, str]],
    document: Callable[[str], Document],
) -> Iterator[Diagnostic]:
    """A finding for each reference to nothing, in a table one for each id.

    Entries that are `broken` may be meant too. `document` reads a file again, to find the cells of a table
    that can be repaired.
    """
    together = gather_values((_column(one) or number, one) for number, one in enumerate(dangling))
    for same, more in cap(list(together.values()), lambda same: same[0].source.file):
        kinds = same[0].kind.split("|")
        known = {key: one for kind in kinds for key, one in entries.get(kind, {}).items()}
        hint = did_you_mean(same[0].id, known, sorted(id_ for kind, id_ in broken if kind in kinds))
        found = _repair(replace(_describe(same[0], hint), more=more), same[0].id, known)
        each = [replace(found, place=one.source.at(*one.path)) for one in same]
        if _column(same[0]):
            each = [locate_rewrite(document(one.place.file), one) for one in each]
        yield from gather(each, lambda one: one.code)


def _column(one: Reference) -> tuple[object, ...] | None:
    """What all cells of one column with the same id have in common."""
    return (one.source.file, one.path[1:], one.id) if isinstance(one.path[0], int) else None


def _describe(reference: Reference, hint: Text | None) -> Diagnostic:
    kinds = [KIND_BY_NAME[kind] for kind in reference.kind.split("|")]
    names = Text("或".join(one.title.zh for one in kinds), " or ".join(one.title.en for one in kinds))
    place = reference.source.at(*reference.path)
    return faults.UNKNOWN_REFERENCE.at(place, id=reference.id, kind=names, folder=kinds[0].folder, hint=hint)


def _repair(found: Diagnostic, wanted: str, known: Mapping[str, Entry[Shape]]) -> Diagnostic:
    """The finding with the ids that alone can be meant: of today, in another spelling, several, by a name."""
    in_cell = isinstance(found.place.path[0], int)
    meant = [_find_id(part, known) for part in split_list(wanted)]
    if in_cell and len(meant) > 1 and all(meant):
        return replace(found, hint=ONE_A_CELL)
    meant = [_find_id(wanted, known)] if in_cell else meant
    ids = tuple(one for one in meant if one is not None)
    if not meant or len(ids) < len(meant):
        return found
    if any(wanted in _former_ids(known[one]) for one in ids):
        hint = found.hint and Text(f"{found.hint.zh}；{FIX}", f"{found.hint.en}; {FIXED}")
    else:
        zh = "、".join(f"`{one}`（{known[one].name}）" for one in ids)
        en = ", ".join(f"`{one}` ({known[one].name})" for one in ids)
        hint = Text(f"写成 {zh}；{FIX}", f"write {en}; {FIXED}")
    return replace(found, hint=hint, rewrite=ids if len(ids) > 1 else ids[0])


def _former_ids(entry: Entry[Shape]) -> tuple[str, ...]:
    return getattr(entry.value, "former_ids", ())


def _find_id(text: str, known: Mapping[str, Entry[Shape]]) -> str | None:
    text = text.rstrip(TRAILING)
    plain = re.sub(r"[\s_]+", "-", text).lower()
    if plain in known:
        return plain
    heirs = [key for key, entry in known.items() if plain in _former_ids(entry)]
    if len(heirs) == 1:
        return heirs[0]
    named = [key for key, entry in known.items() if entry.name == text]
    return named[0] if len(named) == 1 else None


def check_rings(references: list[Reference]) -> Iterator[Diagnostic]:
    """A finding for each ring of entries that stand below each other, at the first of them by id."""
    above = {
        (one.source.kind, one.source.id): one
        for one in references
        if one.path == ("parent",) and one.kind == one.source.kind
    }
    told: set[tuple[str, str]] = set()
    for start in sorted(above):
        way: list[tuple[str, str]] = []
        here = start
        while here in above and here not in way and here not in told:
            way.append(here)
            here = here[0], above[here].id
        if here in way:
            ring = way[way.index(here) :]
            first = ring.index(min(ring))
            names = [id_ for _, id_ in (*ring[first:], *ring[: first + 1])]
            source = above[min(ring)].source
            yield faults.RING.at(source.at("parent"), ring=" → ".join(names))
        told.update(way)


def did_you_mean(wanted: str, known: Mapping[str, Entry[Shape]], broken: Sequence[str] = ()) -> Text | None:
    """Ids close by spelling; for a Chinese name, ids of entries of that name or sound."""
    heirs = [name for name, entry in known.items() if wanted in _former_ids(entry)]
    if heirs:
        zh = f"已改名，现在写 `{heirs[0]}`（{known[heirs[0]].name}）"
        return Text(zh, f"it was renamed: write `{heirs[0]}` ({known[heirs[0]].name})")
    if any(ord(character) > 127 for character in wanted):  # noqa: PLR2004 - beyond ASCII
        found = _by_name(wanted, known)
    else:
        close = process.extract(
            wanted,
            [*known, *broken],
            scorer=distance.JaroWinkler.similarity,
            score_cutoff=CLOSE_ENOUGH,
            limit=MAX_SUGGESTIONS,
        )
        found = [best[0] for best in close]
    if not found:
        return None
    zh = "、".join(f"`{one}`" + (f"（{known[one].name}）" if one in known else "") for one in found)
    en = ", ".join(f"`{one}`" + (f" ({known[one].name})" if one in known else "") for one in found)
    return Text(f"是不是想写 {zh}？", f"did you mean {en}?")


def _by_name(wanted: str, known: Mapping[str, Entry[Shape]]) -> list[str]:
    from pypinyin import lazy_pinyin  # noqa: PLC0415 - takes a tenth of a second, needed only here

    names = {key: entry.name for key, entry in known.items()}
    same = [key for key, name in names.items() if name == wanted]
    if same:
        return same[:MAX_SUGGESTIONS]
    sound = " ".join(lazy_pinyin(wanted))
    choices = {key: " ".join(lazy_pinyin(name)) for key, name in names.items()} | {
        f"\0{key}": key for key in known
    }
    close = process.extract(
        sound,
        choices,
        scorer=distance.JaroWinkler.similarity,
        score_cutoff=CLOSE_ENOUGH,
        limit=MAX_SUGGESTIONS,
    )
    return list(dict.fromkeys(str(best[2]).removeprefix("\0") for best in close))
