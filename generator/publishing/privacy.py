"""The gate for what goes out beside the values of entries: pages, tables, pictures, names, comments."""

import os
import re
import stat
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from generator.catalogue import Catalogue
from generator.diagnostics import Diagnostic, Place, Text, explain_refusal
from generator.editing.nodes import Nodes
from generator.publishing import CONTENT, OVERRIDES, SETTINGS
from generator.reading import MENUS, faults
from generator.reading.attachments import NAMED, parse_contents
from generator.reading.sources import load_source
from generator.rules import prv101, prv102, prv103
from generator.rules.private_data import Public
from generator.signs import REMARK

MOST_BYTES = 50_000_000
"""Larger files are refused unread."""
ENTRIES = ".yaml"
"""Files whose texts the rules read from the catalogue."""
LOCATION = Text("拍摄地点的坐标", "the coordinates of where it was taken")
_NO_DIGITS = dict.fromkeys(map(ord, "0123456789"))
_SHOWN = re.compile(r"[^\n]")
FEWEST_DIGITS = 7
"""Names of ASCII with fewer digits, as nearly all are, hold no number of a person."""
_OUTSIDE = Text("链接断了，或者指到工作区外面", "the link is broken, or leads out of the workspace")


def check_files(root: Path, catalogue: Catalogue) -> Iterator[Diagnostic]:
    """Findings of PRV101 to PRV103 and faults of the files themselves, in order of their paths.

    Every file is looked at that an engine would publish; names that begin with a dot are left
    behind by the engines too; so are links, of which it is said.
    """
    gate = _Gate.of(catalogue)
    for file, path in _files(root):
        yield from gate.check_name(file)
        if path is None:
            continue
        if isinstance(path, OSError):
            yield _unreadable(file, explain_refusal(path))
        elif not (file.startswith(f"{MENUS}/") and file.endswith(ENTRIES)):
            yield from _check_file(gate, file, Path(path), root)


def check_remarks(root: Path, catalogue: Catalogue) -> Iterator[Diagnostic]:
    """Findings of PRV101 in comments of entries: no page shows them, but they go wherever the file goes."""
    files = [entry.file for entry in catalogue.iter_entries() if REMARK in entry.signs]
    public = Public.of(catalogue) if files else None
    for file in files:
        document = load_source(root / file, file)[0]
        if public and document and document.value is not None:
            yield from prv101.check_remarks(file, *_part_remarks(document.text), public)


def _part_remarks(text: str) -> tuple[str, str]:
    """The comments of a text at their places, with blanks for all else; and all else."""
    remarks: list[str] = []
    rest: list[str] = []
    last = 0
    for start, remark in Nodes(text).comments:
        remarks += (_SHOWN.sub(" ", text[last : start + 1]), remark[1:])
        rest.append(text[last:start])
        last = start + len(remark)
    return "".join(remarks), "".join((*rest, text[last:]))


def _files(root: Path) -> Iterator[tuple[str, str | OSError | None]]:
    """Names and paths of what is published; a folder has none, one that cannot be listed the error."""
    if os.path.lexists(root / SETTINGS):
        yield SETTINGS, str(root / SETTINGS)
    for top in (top for top in (CONTENT, MENUS, OVERRIDES) if os.path.lexists(root / top)):
        refused: list[OSError] = []
        for folder, below, files in os.walk(root / top, onerror=refused.append):
            below[:] = sorted(name for name in below if not name.startswith("."))
            place = Path(folder).relative_to(root).as_posix()  # once for a folder of thousands
            yield place, None
            named = [name for name in below if name.lower().endswith(NAMED) or _is_link(folder, name)]
            for name in sorted((*files, *named)):
                if not name.startswith("."):
                    yield f"{place}/{name}", os.path.join(folder, name)  # noqa: PTH118 - as above
        for error in refused:
            yield Path(error.filename).relative_to(root).as_posix(), error


def _is_link(folder: str, name: str) -> bool:
    return os.path.islink(os.path.join(folder, name))  # noqa: PTH114, PTH118 - as above


def _check_file(gate: "_Gate", file: str, path: Path, root: Path) -> Iterator[Diagnostic]:
    try:
        if path.is_symlink() and file.startswith(f"{MENUS}/") and path.is_dir():
            return  # nobody reads it, and reading has said so
        if path.is_symlink() and not file.startswith(f"{MENUS}/"):
            inside = path.resolve(strict=True).is_relative_to(root.resolve())
            left_out = inside or path.is_dir()
            yield faults.LEFT_OUT.at(_start(file), name=file) if left_out else _unreadable(file, _OUTSIDE)
            return
        status = path.stat()
        if not stat.S_ISREG(status.st_mode):  # opening a pipe would wait for a writer for ever
            yield _unreadable(file, faults.NO_FILE)
            return
        if status.st_size > MOST_BYTES:
            yield faults.TOO_LARGE.at(_start(file), size=status.st_size, limit=MOST_BYTES)
            return
        data = path.read_bytes()
    except (OSError, RuntimeError) as error:  # Python before 3.13 raises RuntimeError for a circle of links
        yield _unreadable(file, explain_refusal(error) if isinstance(error, OSError) else _OUTSIDE)
        return
    yield from gate.check_contents(file, data)


def _start(file: str) -> Place:
    return Place(file, offsets=(0, 0))


def _unreadable(file: str, reason: Text) -> Diagnostic:
    return faults.UNREADABLE.at(_start(file), reason=reason)


@dataclass(frozen=True, slots=True)
class _Gate:
    """What the catalogue makes public, and the checks of texts against it."""

    public: Public
    catalogue: Catalogue

    @classmethod
    def of(cls, catalogue: Catalogue) -> "_Gate":
        return cls(Public.of(catalogue), catalogue)

    def check_name(self, file: str) -> Iterator[Diagnostic]:
        """The name of a file or folder is published as its address."""
        stem = file.rpartition("/")[2]
        if stem.isascii() and len(stem) - len(stem.translate(_NO_DIGITS)) < FEWEST_DIGITS:
            return
        yield from map(prv101.at_beginning, prv101.check_text(file, stem, self.public))

    def check_contents(self, file: str, data: bytes) -> Iterator[Diagnostic]:
        """What is in a text has its place; what is inside a picture or a document stands at its beginning."""
        contents = parse_contents(file, data)
        if not file.startswith(f"{MENUS}/"):  # how a table is written, its own reader says
            yield from contents.found
        if contents.located:
            yield prv101.found_in_file(file, (0, 0), LOCATION, "GPS")
        if contents.text is not None:
            yield from self._check_text(file, contents.text)
        inside = (one for text in contents.inside for one in self._check_text(file, text))
        yield from dict.fromkeys(map(prv101.at_beginning, inside))  # a text may be there twice

    def _check_text(self, file: str, text: str) -> Iterator[Diagnostic]:
        yield from prv101.check_text(file, text, self.public)
        yield from prv102.check_text(file, text, self.public.names)
        yield from prv103.check_text(file, text, prv103.pattern_of(self.catalogue))
