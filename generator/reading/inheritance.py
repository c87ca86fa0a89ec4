"""What a city takes over from its province, and says otherwise.

A city's workspace lies in a folder of its province, which has a `province.yaml` and a `menus/` of its own. An
entry there holds for every city. A file of the same name in a city's menus/ needs only the fields that are
other in this city, each of them whole; all further fields stay the province's.
"""

import json
import shutil
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from hashlib import blake2b
from pathlib import Path

import yaml

from generator.catalogue import Reference
from generator.diagnostics import Diagnostic, Edit, Place, Severity, Text
from generator.model import KIND_BY_NAME, LOCAL, PROFILE, Kind
from generator.model.deviation import Deviation, Overlay
from generator.model.fields import ID_PATTERN
from generator.reading import MENUS, faults
from generator.reading.ahead import Source
from generator.reading.documents import Document, Value, compose
from generator.reading.folders import Listing, id_of, list_files
from generator.reading.provinces import ABOVE, PROVINCE, find_province, is_above
from generator.reading.sources import load_source
from generator.signs import ALL

BASE = "based_on"
"""The key by which a city names the version of the province's entry that it has written over."""


@dataclass(frozen=True)
class Above:
    """Entries of the province: files that hold as they are; of each that a city's lies over, both files."""

    files: dict[str, tuple[str, Kind]] = field(default_factory=dict)
    beneath: dict[str, tuple[str, str]] = field(default_factory=dict)

    def lay(self, source: Source) -> Source:
        """What a city's file says, over what the province says; itself where that says nothing of it."""
        if source.file in self.beneath and source.value is not None:
            return _lay(source, *self.beneath[source.file])
        if source.value is not None and BASE in source.value and not is_above(source.file):
            gone = faults.NOTHING_ABOVE.at(Place(source.file, (BASE,)), file=ABOVE + source.file)
            return source._replace(value=None, found=[*source.found, gone])
        return source


def list_above(root: Path, listing: Listing) -> Above:
    """The province's entries, seen from a city. What is wrong with their names its own check tells."""
    folder = find_province(root)
    if folder is None:
        return Above()
    above = Above()
    for file, (path, kind) in list_files(folder).files.items():
        if kind is not PROFILE and file in listing.files:
            above.beneath[file] = listing.files[file][0], path
        elif kind is not PROFILE and kind.name not in LOCAL and (kind.name, id_of(file)) not in listing.meant:
            above.files[ABOVE + file] = path, kind
    return above


def check_local(folder: Path) -> Iterator[Diagnostic]:
    """What is wrong with the names of a province's files, and entries of it that belong to one city.

    Places are relative to the province.
    """
    listing = list_files(folder)
    needless = {faults.NO_PROFILE.code, faults.NO_MENUS.code}  # a city has to have them
    yield from (one for one in listing.found if one.code not in needless)
    for file, (_, kind) in listing.files.items():
        if kind is PROFILE or kind.name in LOCAL:
            folder_of_kind = f"{kind.folder}/" if kind.folder else ""
            yield faults.LOCAL_ABOVE.at(Place(file, offsets=(0, 0)), kind=kind.title, folder=folder_of_kind)


def copy_above(root: Path, copy: Path) -> None:
    """Lay what the province of a workspace says beside a copy of it, so that the copy takes it over, too."""
    folder = find_province(root)
    if folder is not None:
        shutil.copy2(folder / PROVINCE, copy.parent / PROVINCE)
        if (folder / MENUS).is_dir():
            shutil.copytree(folder / MENUS, copy.parent / MENUS, symlinks=True, dirs_exist_ok=True)


def version_of(value: Mapping[str, Value]) -> str:
    """A short name for what an entry says now, the same for the same fields in whatever order."""
    return blake2b(json.dumps(value, sort_keys=True, ensure_ascii=False).encode(), digest_size=3).hexdigest()


def _lay(source: Source, own: str, below: str) -> Source:
    """A city's values over the province's, with what is to be said of where they differ."""
    ours, (document, problems) = dict(source.value or {}), load_source(below, ABOVE + source.file)
    based_on, theirs = ours.pop(BASE, None), document.value if document else None
    grave = [*source.found, *(one for one in problems if one.severity is Severity.ERROR)]
    if document is None or theirs is None:  # known but broken, like any entry that cannot be read
        return source._replace(value=None, found=grave)
    said = [
        Deviation(name, value, theirs[name])
        for name, value in ours.items()
        if name in theirs and name != "id"
    ]
    over = Overlay(ABOVE + source.file, frozenset(ours), tuple(one for one in said if one.ours != one.theirs))
    text = load_source(own, source.file, parse=False)[0] or Document(source.file, "")
    told = [*_tell_superfluous(text, ours, said), *_tell_base(text, over, based_on, version_of(theirs))]
    return Source(source.file, {**theirs, **ours}, [*grave, *told], ALL, source.digest, over)


def _tell_superfluous(
    text: Document, ours: Collection[str], said: Sequence[Deviation]
) -> Iterator[Diagnostic]:
    """Fields that say what the province says; where all do, it is for the editor to delete the file."""
    some = [one.field for one in said if one.ours == one.theirs]
    for field_ in some:
        edits = _remove(text, field_) if len(some) < len(ours) else ()
        yield faults.SUPERFLUOUS.at(Place(text.file, (field_,), on_key=True), field=field_, edits=edits)


def _remove(document: Document, name: str) -> tuple[Edit, ...]:
    """The edit that takes the lines of a field away, none where it shares a line; comments behind it stay."""
    root = compose(document.text)
    pairs = root.value if isinstance(root, yaml.MappingNode) and not root.flow_style else []
    found = next((pair for pair in pairs if pair[0].value == name), None)
    if found is None:
        return ()
    start, last = found[0].start_mark.index, found[1]
    while isinstance(last, yaml.CollectionNode) and not last.flow_style and last.value:
        last = last.value[-1][1] if isinstance(last, yaml.MappingNode) else last.value[-1]
    end = start + len(document.text[start : last.end_mark.index].rstrip())
    line_end = document.text.find("\n", end)
    return (Edit(start, len(document.text) if line_end < 0 else line_end + 1, ""),)


def _tell_base(text: Document, over: Overlay, based_on: Value, version: str) -> Iterator[Diagnostic]:
    """Whether a city that says something else knows what the province says now."""
    fields = "、".join(one.field for one in over.deviations)
    if not fields or based_on == version:
        return
    if based_on is not None:
        place = Place(text.file, (BASE,))
        yield faults.CHANGED_ABOVE.at(place, old=based_on, new=version, fields=fields, file=over.file)
        return
    end = len(text.text)
    line = f"{BASE}: {version}\n" if text.text.endswith("\n") else f"\n{BASE}: {version}\n"
    place = Place(text.file, (over.deviations[0].field,), on_key=True)
    yield faults.NO_BASE.at(place, fields=fields, version=version, edits=(Edit(end, end, line),))


def lacks_city(entry_found: Sequence[Diagnostic], file: str) -> bool:
    """Whether all that is wrong with an entry of the province is what only a city can fill in."""
    grave = [one for one in entry_found if one.severity is Severity.ERROR]
    return is_above(file) and bool(grave) and all(_is_lacking(one) for one in grave)


def _is_lacking(one: Diagnostic) -> bool:
    return one.code == faults.MISSING.code and len(one.place.path) == 1


def tell_lacking(file: str, found: Iterable[Diagnostic]) -> list[Diagnostic]:
    """What an entry of the province waits for, said to the city in one finding."""
    fields = [field for one in found if _is_lacking(one) for field in one.lacks]
    zh = "、".join(f"`{one.en}`（{one.zh}）" for one in fields)
    en = ", ".join(f"`{one.en}`" for one in fields)
    here = Place(file, offsets=(0, 0))
    told = faults.AWAITS_CITY.at(here, fields=Text(zh, en), file=file.removeprefix(ABOVE))
    return [replace(told, lacks=tuple(fields))]


def tell_elsewhere(
    root: Path, found: Iterable[Diagnostic], dangling: Iterable[Reference]
) -> Iterator[Diagnostic]:
    """Findings of references to nothing; of one that another city of the province has, whose it is."""
    folder, by_place = find_province(root), {one.source.at(*one.path): one for one in dangling}
    for one in found:
        reference = by_place.get(one.place) if folder and one.rewrite is None else None
        owner = _find_owner(folder, reference) if folder and reference else None
        if owner is None or reference is None:
            yield one
        else:
            city, kind = owner
            yield faults.ELSEWHERE.at(one.place, id=reference.id, other=city, folder=kind.folder)


def _find_owner(province: Path, reference: Reference) -> tuple[str, Kind] | None:
    """The folder of the city that has what is named, and its kind."""
    if ID_PATTERN.match(reference.id):
        for kind in map(KIND_BY_NAME.__getitem__, reference.kind.split("|")):
            for path in sorted(province.glob(f"*/{MENUS}/{kind.folder}/{reference.id}.yaml")):
                return path.parents[2].name, kind
    return None


def place_in(over: Overlay | None, found: Diagnostic) -> Diagnostic:
    """A finding of a laid-over entry, in the file that holds the field that it is about."""
    path = found.place.path
    if over is None or not path or path[0] in over.own or found.place.file == over.file:
        return found
    if path[0] == BASE or not any(path):
        return found
    return replace(found, place=replace(found.place, file=over.file))
