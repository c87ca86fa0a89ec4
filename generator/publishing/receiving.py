"""Entries from the open data of others or from our own: what files hold, and the entries that this makes."""

import gzip
import io
import lzma
import zipfile
import zlib
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from generator.diagnostics import OutputError, Severity, Text
from generator.editing.entries import NotInPlaceError, edit_entry, render_entry
from generator.model import KIND_BY_NAME, Kind
from generator.model.fields import ID_PATTERN
from generator.model.hours import OpeningHours
from generator.publishing.importing import BROKEN
from generator.publishing.trying import Trial, on_a_copy
from generator.reading import MENUS
from generator.reading.documents import Value
from generator.reading.inheritance import BASE, version_of
from generator.reading.loaded import Loaded
from generator.reading.loading import load_catalogue, load_document
from generator.reading.provinces import ABOVE
from generator.standards.hsds_entries import take_objects
from generator.standards.hsds_reading import Told, parse_hsds
from generator.standards.hsds_taken import Taken
from generator.standards.mapping import MAPPED_KINDS, MAPPING, title_of
from generator.standards.own_records import HELD, UNHELD_HOURS, take_records
from generator.views.osm_hours import format_osm_week
from generator.views.pieces import plain_text

LARGEST = 500_000_000
"""Bytes of all files together, unpacked: more is no city's."""
TOO_LARGE = Text("文件太大（超过 500 MB），没有读", "holds more than 500 MB and was not read")
READ = (".json", ".csv")
NO_ID = Text(
    "编号 `{id}` 不能用：只能有小写字母、数字和连字符",
    "the id `{id}` cannot be used: lower-case letters, digits and hyphens only",
)


@dataclass
class Received:
    """What files make of a workspace: new texts by file, what would change, what is to say."""

    files: dict[str, str | None] = field(default_factory=dict)
    told: list[Told] = field(default_factory=list)
    left: tuple[str, ...] = ()
    trial: Trial | None = None

    @property
    def has_errors(self) -> bool:
        """Whether something keeps all from being written."""
        return any(one.severity is Severity.ERROR for one in self.told)


def load_files(path: Path) -> dict[str, bytes]:
    """The JSON and CSV files of a path by name: a file, a folder, either packed. Raises OutputError."""
    files: dict[str, bytes] = {}
    try:
        if path.is_dir():
            found = sorted(
                one for one in path.rglob("*") if one.is_file() and one.suffix.lower() in {*READ, ".gz"}
            )
            for one in found:
                files |= _unpack(one.relative_to(path).as_posix(), _read_bytes(one))
                _check_size(path, files)
        else:
            files = _unpack(path.name, _read_bytes(path))
    except (
        OSError,
        EOFError,
        zlib.error,
        lzma.LZMAError,
        zipfile.BadZipFile,
        RuntimeError,
        NotImplementedError,
    ) as fault:
        raise OutputError(f"读不了 `{path}`（{fault}）", f"cannot read `{path}` ({fault})") from fault
    _check_size(path, files)
    return files


def _read_bytes(path: Path) -> bytes:
    """A file's bytes; of one that is too large nothing is read. Raises OutputError."""
    if path.stat().st_size > LARGEST:
        raise _too_large(path)
    with path.open("rb") as file:
        return file.read(LARGEST + 1)


def _unpack(name: str, data: bytes) -> dict[str, bytes]:
    if data.startswith(b"\x1f\x8b"):
        with gzip.open(io.BytesIO(data)) as packed:
            return {name.removesuffix(".gz"): packed.read(LARGEST + 1)}
    if not data.startswith(b"PK\x03\x04"):
        return {name: data}
    with zipfile.ZipFile(io.BytesIO(data)) as packed_files:
        members = [one for one in packed_files.infolist() if one.filename.lower().endswith(READ)]
        if sum(one.file_size for one in members) > LARGEST:
            return {name: bytes(LARGEST + 1)}
        return {one.filename: packed_files.read(one) for one in members}


def _check_size(path: Path, files: Mapping[str, bytes]) -> None:
    if sum(map(len, files.values())) > LARGEST:
        raise _too_large(path)


def _too_large(path: Path) -> OutputError:
    return OutputError(f"{path}：{TOO_LARGE.zh}", f"{path} {TOO_LARGE.en}")


@dataclass(frozen=True)
class Source:
    """What `--from` may name: files to entries, and the fields that the format has no place for, by kind."""

    take: Callable[[Mapping[str, bytes], Loaded], Taken]
    unheld: Mapping[str, tuple[str, ...]]

    def list_unheld(self) -> Iterator[str]:
        """A line for each kind: `人群：别名、图标`."""
        for kind, titles in self.unheld.items():
            yield f"{KIND_BY_NAME[kind].title.zh}：{'、'.join(titles)}"


def _take_hsds(files: Mapping[str, bytes], _: Loaded) -> Taken:
    return take_objects(parse_hsds(files))


def _take_records(files: Mapping[str, bytes], loaded: Loaded) -> Taken:
    whole = loaded.whole or loaded.catalogue
    entries = whole.entries if whole else {}
    return take_records(
        files, {kind: {one.name: id_ for id_, one in found.items()} for kind, found in entries.items()}
    )


def _titles(kind: str, held: Collection[str]) -> tuple[str, ...]:
    fields = KIND_BY_NAME[kind].model.model_fields
    parts = [f"hours.{name}" for name in UNHELD_HOURS if "hours" in held]
    return tuple(title_of(kind, name) for name in (*(one for one in fields if one not in held), *parts))


SOURCES = {
    "hsds": Source(
        _take_hsds,
        {
            kind: tuple(row.title for row in MAPPING if row.kind == kind and not row.is_held)
            for kind in MAPPED_KINDS
        },
    ),
    "v1": Source(_take_records, {kind: _titles(kind, held) for kind, held in HELD.items()}),
}


def receive(root: Path, source: Source, files: Mapping[str, bytes]) -> Received:
    """What entries would change, tried on a copy; new ones that are not whole become drafts."""
    loaded = load_catalogue(root)
    taken = source.take(files, loaded)
    whole = loaded.whole or loaded.catalogue
    if whole:
        taken.unpublished = frozenset(one.id for one in whole.grids.values() if not whole.is_live(one))
    made = Received(
        told=taken.told, left=tuple(f"{name} × {count}" for name, count in taken.left.most_common())
    )
    for kind, entries in taken.values.items():
        for id_, values in entries.items():
            _write(root, KIND_BY_NAME[kind], id_, values, made, taken)
    if made.files and not made.has_errors:
        with on_a_copy(root, loaded=loaded) as attempt:
            made.trial = attempt(made.files)
            if _make_drafts(root, made):
                made.trial = attempt(made.files)
    return made


def _write(  # noqa: PLR0913, PLR0917 - one entry with all that it is written from
    root: Path, kind: Kind, id_: str, values: dict[str, Any], made: Received, taken: Taken
) -> None:
    if not ID_PATTERN.match(id_):  # it names a file
        told = NO_ID.format(id=id_[:80])
        made.told.append(Told(taken.places.get((kind.name, id_)) or kind.folder, told, Severity.ERROR))
        return
    file = f"{MENUS}/{kind.folder}/{id_}.yaml"
    document, above = load_document(root, file), load_document(root, ABOVE + file).value or {}
    if document.value is None and not document.text and not above:
        made.files[file] = render_entry(values, kind.model)
        return
    own = document.value or {}
    new = _merge(kind, {**above, **own}, values, taken)
    new = {name: value for name, value in new.items() if name in own or value != above.get(name)}
    try:
        if not document.text and new:
            made.files[file] = render_entry(new, kind.model) + f"{BASE}: {version_of(above)}\n"
        elif new != own:
            made.files[file] = edit_entry(document.text, new, kind.model)
    except NotInPlaceError:
        made.told.append(Told(taken.places[kind.name, id_] or file, BROKEN.format(file=file), Severity.ERROR))


def _merge(kind: Kind, old: dict[str, Value], values: dict[str, Any], taken: Taken) -> dict[str, Value]:
    """The entry with the fields that say something else now; what a format does not hold stays."""
    values = {name: _keep_parts(taken, name, old.get(name), value) for name, value in values.items()}
    now, then = _read(kind, {**old, **values}), _read(kind, old)
    new = dict(old)
    for name, value in values.items():
        if name in taken.plain and plain_text(str(old.get(name) or "")) == value:
            continue
        kept = _keep_unheld(kind.name, name, old.get(name), value)
        if now is None or then is None:
            new[name] = value if old.get(name) is None else old[name]
        elif not _is_same(
            getattr(_read(kind, {**old, **values, name: kept}), name, None), getattr(then, name)
        ):
            new[name] = kept
    return new


def _is_same(one: object, other: object) -> bool:
    """Whether two values say the same; a week may be said in other rows."""
    if one == other or not isinstance(one, OpeningHours) or not isinstance(other, OpeningHours):
        return one == other
    week = format_osm_week(one)
    return (
        week != "" and week == format_osm_week(other) and one.changed(weekly=()) == other.changed(weekly=())
    )


def _read(kind: Kind, values: Mapping[str, object]) -> Any:  # noqa: ANN401 - an entry of any kind
    try:
        return kind.model.model_validate({**values})
    except ValidationError:
        return None


def _keep_parts(taken: Taken, name: str, old: object, new: Any) -> Any:  # noqa: ANN401 - as typed
    """A group with the parts that the format does not hold, a list with its unpublished grids, as before."""
    if isinstance(old, list) and isinstance(new, list) and name in {"area", "grids"}:
        mixed = [one for one in old if one in new or one in taken.unpublished]
        return [*mixed, *(one for one in new if one not in mixed)]
    if not isinstance(old, dict) or not isinstance(new, dict):
        return new
    return {**{key: old[key] for key in taken.partly.get(name, ()) if key in old}, **new}


def _keep_unheld(kind: str, name: str, old: object, new: Any) -> Any:  # noqa: ANN401 - as typed
    """A list of groups with what its groups had that no format holds.

    A group is known by what it says, wherever it stands now; one that says something else by its place.
    """
    rows = (row for row in MAPPING if row.kind == kind and row.field.startswith(f"{name}."))
    unheld = [row.field.split(".")[1] for row in rows if not row.is_held]
    if not unheld or not isinstance(old, list) or not isinstance(new, list):
        return new
    said = [_texts(one, unheld) for one in old]
    found: dict[int, int] = {}
    for at, one in enumerate(new):
        same = (place for place in range(len(old)) if place not in found.values() and said[place])
        place = next((place for place in same if said[place] == _texts(one, ())), None)
        if place is not None:
            found[at] = place
    if len(old) == len(new):
        others = set(range(len(old))) - set(found.values())
        found |= {at: at for at in range(len(new)) if at not in found and at in others}
    kept = (old[found[at]] if at in found else {} for at in range(len(new)))
    return [
        {**{key: was[key] for key in unheld if isinstance(was, dict) and key in was}, **one}
        for was, one in zip(kept, new, strict=True)
    ]


def _texts(group: object, without: Collection[str]) -> dict[str, str]:
    """What a group says, as typed; empty for what is none."""
    values = group if isinstance(group, dict) else {}
    return {key: str(value) for key, value in values.items() if key not in without}


def _make_drafts(root: Path, made: Received) -> bool:
    """Whether there are new entries with errors, which are drafts from now on."""
    wrong = {one.diagnostic.place.file for one in made.trial.errors} if made.trial else set()
    drafts = {file for file in wrong & made.files.keys() if not (root / file).exists()}
    for file in drafts:
        made.files[file] = f"draft: true\n{made.files[file]}"
    return bool(drafts)
