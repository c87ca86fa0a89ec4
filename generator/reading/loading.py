"""From menus/ to a catalogue, with every fault of single files and of references."""

import datetime
from collections.abc import Container, Iterable, Mapping
from dataclasses import replace
from functools import cache, partial
from pathlib import Path

from generator.catalogue import Catalogue, Entry, Reference
from generator.diagnostics import Diagnostic, Place, has_errors, sort_diagnostics
from generator.facts.drafts import Key, without_drafts
from generator.model import KIND_BY_FOLDER, KINDS, PROFILE, Kind, Profile
from generator.model.fields import Shape
from generator.reading import MENUS, StrPath, faults
from generator.reading.ahead import Source, load_sources
from generator.reading.aliases import check_aliases
from generator.reading.attachments import TEXTS
from generator.reading.collection import collection_paused
from generator.reading.copies import check_renamed_copies, find_copies
from generator.reading.digests import digest_of
from generator.reading.documents import Document
from generator.reading.drafts import check_named, is_draft, soften, soften_apart, tell_draft
from generator.reading.folders import id_of, leads_inside, list_files
from generator.reading.identity import check_codes, check_former_ids
from generator.reading.inheritance import (
    Above,
    lacks_city,
    list_above,
    place_in,
    tell_elsewhere,
    tell_lacking,
)
from generator.reading.keys import find_kind
from generator.reading.loaded import (
    ABSENT,
    NO_STAMP,
    UNKNOWN,
    Loaded,
    LoadedFile,
    Recall,
    Stamps,
    keep_unchanged,
    recall_file,
    stamp_both,
    stamp_file,
)
from generator.reading.provinces import find_province, is_above
from generator.reading.references import check_references, check_rings, find_dangling, find_references
from generator.reading.respelling import gather_notes
from generator.reading.schema import check_schema
from generator.reading.second import Ahead
from generator.reading.sources import load_bytes, load_source
from generator.reading.tables import load_table, locate_table
from generator.reading.today import find_today
from generator.reading.validation import check_shape
from generator.signs import ALL


def load_catalogue(
    root: Path,
    *,
    today: datetime.date | None = None,
    before: Loaded | None = None,
    ahead: Ahead | None = None,
    recall: Recall | None = None,
) -> Loaded:
    """Load root/menus. Files whose size, time and inode are as in `before` are not read again.

    `today` overrides what `find_today` says; `ahead` has begun to read already; what `recall` knows is not
    read at all.
    """
    with collection_paused():
        return _load_catalogue(root, today, before, ahead, recall)


def _load_catalogue(
    root: Path,
    today: datetime.date | None,
    before: Loaded | None,
    ahead: Ahead | None,
    recall: Recall | None,
) -> Loaded:
    listing = list_files(root)
    found, above = listing.found, list_above(root, listing)
    files = _load_files(listing.files, above, before.files if before else {}, ahead, recall)
    for one in files.values():
        found += one.found
    if newer := [one for one in found if one.code == faults.NEWER_SCHEMA.code]:
        return Loaded(None, newer, files)  # whatever else is strange is how that form is written
    loaded = Loaded(None, found, files)
    drafts = loaded.drafts
    broken = set(listing.meant) | {(one.kind.name, one.id) for one in files.values() if one.entry is None}
    entries, profile = _sort_entries(files.values())
    references = [reference for one in files.values() if one.entry for reference in one.references]
    for (kind, id_), copy in find_copies(_without(entries, drafts), references).items():
        found.append(copy)
        del entries[kind][id_]
        broken.add((kind, id_))
        references = [one for one in references if _source(one) != (kind, id_)]
    found += check_renamed_copies(entries)
    found += check_codes(entries)
    found += check_former_ids(entries)
    dangling = find_dangling(references, entries, broken)
    named = check_references(dangling, entries, broken, cache(partial(load_document, root)))
    named = tell_elsewhere(root, named, dangling)
    softer = {one.file.removesuffix(".yaml") for one in drafts.values()}
    found += [soften(one) if one.place.file.rpartition(".")[0] in softer else one for one in named]
    rings = check_rings([one for one in references if _source(one) not in drafts])
    found += soften_apart(list(rings), list(check_rings(references)))
    loaded.found = sort_diagnostics(found)
    if profile is None:
        return loaded
    today = today or find_today(profile)
    torn = {(one.kind.name, one.id) for one in files.values() if one.kind.row and has_errors(one.found)}
    unsaid = _unsaid(dangling) | torn
    catalogue = Catalogue(profile, today, entries, frozenset(broken | unsaid), tuple(references))
    loaded.catalogue = catalogue
    if drafts:
        unsaid = _unsaid(one for one in dangling if _source(one) not in drafts) | torn.difference(drafts)
        _leave_out_drafts(loaded, catalogue, broken.difference(drafts) | unsaid)
    return loaded


def _sort_entries(files: Iterable[LoadedFile]) -> tuple[dict[str, dict[str, Entry[Shape]]], Profile | None]:
    """The entries of each kind by their ids, and the profile, of files that could be read."""
    entries: dict[str, dict[str, Entry[Shape]]] = {kind.name: {} for kind in KINDS}
    profile: Profile | None = None
    for one in files:
        if one.entry and isinstance(one.entry.value, Profile):
            profile = one.entry.value
        elif one.entry:
            entries[one.kind.name][one.id] = one.entry
    return entries, profile


def _leave_out_drafts(loaded: Loaded, whole: Catalogue, unread: set[Key]) -> None:
    """Publish `whole` without its drafts, and tell what misses them."""
    published = without_drafts(replace(whole, broken=frozenset(unread)), loaded.drafts)
    files_of = {key: one.file for key, one in loaded.drafts.items()}
    loaded.found = sort_diagnostics([*loaded.found, *check_named(published, files_of)])
    loaded.catalogue, loaded.whole = published.catalogue, whole


def _source(one: Reference) -> Key:
    return one.source.kind, one.source.id


def _without(
    entries: Mapping[str, Mapping[str, Entry[Shape]]], keys: Container[Key]
) -> dict[str, dict[str, Entry[Shape]]]:
    return {
        kind: {name: one for name, one in named.items() if (kind, name) not in keys}
        for kind, named in entries.items()
    }


def _unsaid(dangling: Iterable[Reference]) -> set[Key]:
    """Entries that name what is not there, and what is not there though named: neither proves anything."""
    return {
        key for one in dangling for key in (_source(one), *((kind, one.id) for kind in one.kind.split("|")))
    }


def _load_files(
    own: Mapping[str, tuple[str, Kind]],
    above: Above,
    known: Mapping[str, LoadedFile],
    ahead: Ahead | None,
    recall: Recall | None,
) -> dict[str, LoadedFile]:
    """What each file gives, the city's `own` and then the province's; what did not change is `known`."""
    listed = {**own, **above.files}
    unknown = NO_STAMP, NO_STAMP  # of what was read ahead: a file may have changed since
    stamps: dict[str, Stamps] = {file: unknown if ahead else stamp_both(*one) for file, one in listed.items()}
    for file, (_, below) in above.beneath.items():
        stamps[file] = *stamps[file], stamp_file(below)
    files: dict[str, LoadedFile | None] = {
        file: keep_unchanged(known.get(file), stamps[file]) for file in listed
    }
    for file in (file for file in files if recall and files[file] is None):
        files[file] = recall_file(recall, file, stamps[file])
    paths = {file: listed[file][0] for file, one in files.items() if one is None}
    for source in load_sources(paths, ahead):
        lower = above.beneath.get(source.file)
        digest = _load_digest(lower[1]) if lower else ABSENT  # before it is read: later changes then show
        one = _load_file(above.lay(source), *listed[source.file], stamps[source.file])
        files[source.file] = replace(one, below=digest) if lower else one
    return {file: one for file, one in files.items() if one is not None}


def _load_file(source: Source, path: str, kind: Kind, stamp: Stamps) -> LoadedFile:
    found, id_ = list(source.found), id_of(source.file)
    entry = _make_entry(source, id_, path, kind, found)
    if entry is None and lacks_city(found, source.file):
        told = tuple(tell_lacking(source.file, found))
        return LoadedFile(kind, id_, source.file, stamp, None, (), told, source.digest, draft=True)
    table = None
    meant = find_kind(source.value, kind) if entry is None and source.value is not None else None
    if meant is not None:
        kind, found = meant, [_misplaced(source.file, kind, meant)]
    if entry is not None and kind.row is not None:
        beside = Path(path).with_suffix(".csv")
        table = _load_digest(beside)  # before it is read, as above
        rows, problems = load_table(beside, entry, kind)
        found += problems
        entry = replace(entry, rows=rows)
    found += check_aliases(entry) if entry else ()
    references = tuple(find_references(entry)) if entry else ()
    draft = is_draft(source.value, path, kind)
    found = tell_draft(source.file, found) if draft else found
    told = tuple(place_in(source.over, one) for one in found)
    return LoadedFile(kind, id_, source.file, stamp, entry, references, told, source.digest, draft, table)


def _load_digest(path: StrPath) -> bytes:
    data, _ = load_bytes(path, "")
    return digest_of(data) if data is not None else UNKNOWN if Path(path).exists() else ABSENT


def _misplaced(file: str, kind: Kind, meant: Kind) -> Diagnostic:
    """One finding for an entry in the folder of another kind, whose fields would all be called wrong."""
    name = file.rsplit("/", 1)[1]
    target = f"{MENUS}/{meant.folder}/{name}"
    place = Place(file, offsets=(0, 0))
    return faults.WRONG_FOLDER.at(place, kind=kind.title, meant=meant.title, target=target)


def _make_entry(
    source: Source, id_: str, path: str, kind: Kind, found: list[Diagnostic]
) -> Entry[Shape] | None:
    file, value, _, signs, _, over = source
    if value is None:
        return None
    if kind is PROFILE:
        found += check_schema(value, file)
    stated = value.pop("id", id_)
    if stated != id_:
        found.append(faults.ID_DIFFERS.at(Place(file, ("id",)), id=stated, stem=id_))
    model, problems = check_shape(kind.model, value, file)
    found += _gather_notes(path, file, problems)
    if model is None:
        return None
    signs = ALL if problems else signs  # values may be respelt
    return Entry(kind.name, id_, file, model, signs=signs, over=over)


def _gather_notes(path: str, file: str, found: list[Diagnostic]) -> list[Diagnostic]:
    """Forms with one meaning are one finding in a file, with all its edits; for them it is read again."""
    if sum(one.code == faults.RESPELLED.code for one in found) < 2:  # noqa: PLR2004 - one needs no gathering
        return found
    document, _ = load_source(path, file)
    return gather_notes(found, document) if document else found


def load_document(root: Path, file: str) -> Document:
    """The document of one file again, for positions and quotations; empty when it is gone."""
    path = root / file
    quotable = path.suffix.lower() in TEXTS and path.is_file()
    folder = find_province(root) if is_above(file) else root
    top = folder / MENUS if folder and folder is not root else root
    if quotable and leads_inside(path, top):  # nothing from outside is quoted
        is_table = path.suffix == ".csv"
        document, _ = load_source(path, file, parse=path.suffix == ".yaml")
        kind = KIND_BY_FOLDER.get(path.parent.name)
        if document is not None and is_table and kind is not None and kind.row is not None:
            return locate_table(document, kind.row)
        if document is not None:
            return document
    return Document(file, "")
