"""Which files of menus/ are entries, and what a file or folder with another name must be renamed to."""

import os
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from generator.diagnostics import Diagnostic, Place, Text, explain_refusal
from generator.locale.spelling import fold
from generator.model import KIND_BY_FOLDER, KINDS, PROFILE, Kind
from generator.model.fields import ID_PATTERN
from generator.reading import MENUS, faults
from generator.reading.keys import find_kind
from generator.reading.provinces import PROVINCE
from generator.reading.sources import load_source

IGNORED = re.compile(
    r"(\..*|.*~|#.*#|~\$.*|.*\.tmp|(eh)?Thumbs\.db|desktop\.ini|__MACOSX|Icon\r|\$RECYCLE\.BIN)\Z",
    re.IGNORECASE,
)
"""What editors and desktops leave behind."""
_ENDINGS = re.compile(r"(?P<stem>.+?)(?:\.(?:ya?ml|txt|bak|old|orig))+\Z", re.IGNORECASE)
_COPY = re.compile(
    r"[ _-]*(?:的?副本|copy|复件|[(（]\d+[)）])+[ \d]*\Z|\A(?:复件|副本|copy of)[ _-]*", re.IGNORECASE
)


@dataclass
class Listing:
    """Entry files in order, what is wrong with names, and the entries that misnamed files stand for.

    Where a file lies is plain text: paths of thousands, of which nearly none is read again, take their time.
    """

    files: dict[str, tuple[str, Kind]] = field(default_factory=dict)
    found: list[Diagnostic] = field(default_factory=list)
    meant: set[tuple[str, str]] = field(default_factory=set)


def list_files(root: Path) -> Listing:
    """All entry files below root/menus."""
    menus, listing = root / MENUS, Listing()
    if not menus.is_dir():
        listing.found.append(faults.NO_MENUS.at(_start(MENUS), folder=MENUS))
        return listing
    top = menus.resolve()
    try:
        paths = sorted(menus.iterdir())
    except OSError as error:
        listing.found.append(_closed(MENUS, error))
        return listing
    for path in paths:
        file = f"{MENUS}/{path.name}"
        if IGNORED.match(path.name):
            continue
        if path.is_symlink() and not leads_inside(path, top):
            listing.found.append(_link(path, file))
        elif path.name == "profile.yaml":
            listing.files[file] = (str(path), PROFILE)
        elif path.is_dir():
            _list_folder(path, top, listing)
        else:
            _misplaced(path, file, listing)
    if not (menus / "profile.yaml").exists() and ("profile", "profile") not in listing.meant:
        listing.found += [*_find_province(root), faults.NO_PROFILE.at(_start(f"{MENUS}/profile.yaml"))]
    return listing


def _find_province(root: Path) -> Iterator[Diagnostic]:
    """A province's settings under another name alone, which make a city without a profile of it."""
    try:
        paths = [] if (root / PROVINCE).exists() else sorted(root.iterdir())
    except OSError:  # what is needed of the folder, its reader tells
        return
    for path in paths:
        if suggest_id(path.name) == Path(PROVINCE).stem:
            hint = Text(f"改名为 `{PROVINCE}`", f"rename it to `{PROVINCE}`")
            yield faults.WRONG_ENDING.at(_start(path.name), name=path.name, hint=hint)


def _closed(folder: str, error: OSError) -> Diagnostic:
    return faults.UNREADABLE.at(_start(folder), reason=explain_refusal(error))


def _list_folder(folder: Path, top: Path, listing: Listing) -> None:
    kind = KIND_BY_FOLDER.get(folder.name)
    if kind is None:
        _unknown_folder(folder, listing)
        return
    try:
        with os.scandir(folder) as scan:  # tells links and folders apart without a look at each file
            entries = sorted((entry for entry in scan if not IGNORED.match(entry.name)), key=_name)
    except OSError as error:
        listing.found.append(_closed(f"{MENUS}/{folder.name}", error))
        return
    names = {entry.name for entry in entries}
    for entry in entries:
        name, file = entry.name, f"{MENUS}/{folder.name}/{entry.name}"
        stem, dot, ending = name.rpartition(".")
        if entry.is_symlink() and not leads_inside(folder / name, top):
            listing.found.append(_link(folder / name, file))
        elif kind.row is not None and ending == "csv":
            if f"{stem}.yaml" not in names:
                listing.found.append(faults.TABLE_ALONE.at(_start(file), table=name))
        elif not (stem and dot and ending == "yaml") or entry.is_dir():
            listing.found.append(_wrong_ending(file, name, names, is_folder=entry.is_dir()))
            _remember(listing, kind, name, names)
        elif not ID_PATTERN.match(stem):
            listing.found.append(faults.BAD_ID.at(_start(file), stem=stem, hint=_advise(name, names)))
            _remember(listing, kind, name, names)
        else:
            listing.files[file] = (entry.path, kind)


def id_of(file: str) -> str:
    """The id of the entry in a file."""
    return file.rpartition("/")[2].removesuffix(".yaml")


def _name(entry: os.DirEntry[str]) -> str:
    return entry.name


def _start(file: str) -> Place:
    return Place(file, offsets=(0, 0))


def leads_inside(path: Path, top: Path) -> bool:
    """Whether a path ends, all links followed, inside a folder; one that leads nowhere or round does not."""
    try:
        return path.resolve(strict=True).is_relative_to(top.resolve())
    except (OSError, RuntimeError):  # Python before 3.13 raises RuntimeError for a circle
        return False


def _link(path: Path, file: str) -> Diagnostic:
    return faults.LINK_OUTSIDE.at(_start(file), target=path.name)


def suggest_id(name: str) -> str | None:
    """The id that a file's name must have meant; None for a file that is no entry at all."""
    match = _ENDINGS.fullmatch(name)
    if match is None:
        return None
    plain = _romanize(_COPY.sub("", fold(match["stem"]))).lower()
    plain = re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:63]
    return plain if ID_PATTERN.match(plain) else None


def _romanize(text: str) -> str:
    if text.isascii():
        return text
    from pypinyin import lazy_pinyin  # noqa: PLC0415 - takes a tenth of a second, needed only here

    return "-".join(lazy_pinyin(text))


def _wrong_ending(file: str, name: str, names: set[str], *, is_folder: bool) -> Diagnostic:
    is_entry = not is_folder and re.search(r"\.ya?ml\b", name, re.IGNORECASE)
    return faults.WRONG_ENDING.at(_start(file), name=name, hint=_advise(name, names) if is_entry else None)


def _advise(name: str, names: set[str]) -> Text | None:
    """What to rename a file to; a copy beside its original is deleted, or becomes an entry of its own."""
    id_ = suggest_id(name)
    if id_ is None:
        return None
    if f"{id_}.yaml" in names:
        return Text(
            f"看上去是 `{id_}.yaml` 的副本：不要就删掉；要新建一条，就改名为 `{id_}-2.yaml` 这样，再改内容",
            f"it looks like a copy of `{id_}.yaml`: delete it, or rename it to `{id_}-2.yaml` and change it",
        )
    return Text(
        f"改名为 `{id_}.yaml`（文件名只用小写字母、数字和连字符）",
        f"rename it to `{id_}.yaml` (lower-case letters, digits and hyphens only)",
    )


def _remember(listing: Listing, kind: Kind, name: str, names: set[str]) -> None:
    """What refers to a misnamed entry is not called wrong as well."""
    id_ = suggest_id(name)
    if id_ is not None and f"{id_}.yaml" not in names:
        listing.meant.add((kind.name, id_))


def _unknown_folder(folder: Path, listing: Listing) -> None:
    plain = fold(folder.name).lower().replace("-", "_").replace(" ", "_")
    kind = next((kind for kind in KINDS if plain in {kind.name, kind.folder, kind.title.zh}), None)
    hint = None
    if kind is not None:
        hint = Text(f"把文件夹改名为 `{kind.folder}`", f"rename the folder to `{kind.folder}`")
        listing.meant |= {(kind.name, path.stem) for path in folder.glob("*.yaml")}
    known = Text("、".join(KIND_BY_FOLDER), ", ".join(KIND_BY_FOLDER))
    place = _start(f"{MENUS}/{folder.name}")
    listing.found.append(faults.UNKNOWN_FOLDER.at(place, folder=folder.name, known=known, hint=hint))


def _misplaced(path: Path, file: str, listing: Listing) -> None:
    """A file beside the folders: the profile under another name, or an entry that belongs into one."""
    hint = None
    if suggest_id(path.name) == "profile":
        hint = Text("改名为 `profile.yaml`", "rename it to `profile.yaml`")
        listing.meant.add(("profile", "profile"))
    elif path.name in KIND_BY_FOLDER:
        hint = Text("这里应当是文件夹，条目放在里面", "this should be a folder, with entries in it")
    elif path.suffix == ".yaml":
        hint = Text("按种类放进 menus/ 下的文件夹", "move it into the folder of its kind below menus/")
        for kind in _guess_kind(path, file):
            target = f"{MENUS}/{kind.folder}/{path.name}"
            zh, en = kind.title.zh, kind.title.en
            hint = Text(f"看上去是{zh}：移到 `{target}`", f"it looks like a {en}: move it to `{target}`")
            listing.meant.add((kind.name, path.stem))
    listing.found.append(faults.WRONG_ENDING.at(_start(file), name=path.name, hint=hint))


def _guess_kind(path: Path, file: str) -> Iterator[Kind]:
    document, _ = load_source(path, file)
    kind = find_kind(document.value, None) if document is not None and document.value else None
    if kind is not None:
        yield kind
