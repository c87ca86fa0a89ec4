"""What a check said, told again for as long as nothing has changed that it follows from.

An answer stands in `.cache/` of the workspace as text under a seal: a digest of itself, of the question, the
program and its packages, and of all names and bytes that a check reads. Whoever deletes, damages or copies it
loses time and nothing else. It is only printed; what is published is checked anew.
"""

import datetime
import json
import os
import stat
import sys
from collections.abc import Iterator, Mapping
from contextlib import suppress
from hashlib import blake2b
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from generator.diagnostics import has_errors
from generator.facts.clock import city_day
from generator.publishing import CONTENT, OVERRIDES, SETTINGS
from generator.reading import MENUS
from generator.reading.digests import digest_of
from generator.reading.provinces import ABOVE, PROVINCE, find_province
from generator.reading.second import MANY, Ahead, list_entries

if TYPE_CHECKING:
    from generator.reading.changed import Changed
    from generator.reading.loading import Loaded

CACHE = ".cache"
PROGRAM = Path(__file__).parents[1]


class Answer(NamedTuple):
    """What a check printed, and its exit code."""

    text: str
    code: int


def ask(  # noqa: PLR0913 - the words of the question
    root: Path,
    lang: str,
    form: str,
    today: datetime.date | None,
    only: "Changed | None" = None,
    *,
    again: bool = False,
    words: bool = False,
) -> tuple[Answer, "Loaded | None"]:
    """Check a workspace, or tell again what a check of the same said; small ones are always checked.

    With `only` what a commit changes is told and nothing else, with `words` also what could be said more
    plainly. What was read comes with the answer, if anything was: always when it is to be read `again`.
    """
    entries = list_entries(root)
    question = (
        Question(root, lang, form, str(today)) if len(entries) >= MANY and not (only or words) else None
    )
    with Ahead(entries) as ahead:  # it reads while the rest is imported
        if question and not again and (known := question.recall()):
            return known, None
        answer, loaded = _check(root, lang, form, today, ahead, only, words=words)
        if question:
            question.remember(answer, loaded)
        return answer, loaded


def _check(  # noqa: PLR0913, PLR0917 - the words of the question
    root: Path,
    lang: str,
    form: str,
    today: datetime.date | None,
    ahead: Ahead,
    only: "Changed | None",
    *,
    words: bool,
) -> tuple[Answer, "Loaded"]:
    from generator.publishing.checking import check_workspace, list_hints, locate_all  # noqa: PLC0415 - once it is needed
    from generator.reporting.findings import REPORTERS  # noqa: PLC0415 - as above

    loaded = check_workspace(root, today=today, ahead=ahead)
    if (root / "schemas").is_dir():  # an editor's, who waits for new ids
        from generator.publishing.scaffolding import follow_ids  # noqa: PLC0415 - as above

        follow_ids(root, loaded)
    hints = list_hints(loaded) if words else []
    found = [one for one in [*loaded.found, *hints] if only is None or only.concerns(one)]
    text = REPORTERS[form](locate_all(root, found, loaded.whole or loaded.catalogue), lang)
    return Answer(text, int(has_errors(found))), loaded


class Question:
    """A check that is about to begin; what changes from now on is noticed."""

    def __init__(self, root: Path, *words: str) -> None:
        self._root, self._words = root, words
        self.now = datetime.datetime.now(datetime.UTC)
        self._file = root / CACHE / "check"
        self._beside = root / CACHE / f"{os.getpid()}.new"
        self._began = self._find_time()

    def _find_time(self) -> int:
        """The time by the clock that files of the workspace are stamped by; 0 where nothing can be kept."""
        with suppress(OSError):
            self._file.parent.mkdir(exist_ok=True)
            if not self._file.parent.is_symlink():
                self._beside.unlink(missing_ok=True)
                began = _write_new(self._beside, b"")
                self._beside.unlink()
                return began
        return 0

    def recall(self) -> Answer | None:
        """What was said when all was as it is now."""
        try:
            status = self._file.lstat()
            if not self._began or not stat.S_ISREG(status.st_mode):
                return None
            seal, _, told = self._file.read_bytes().partition(b"\n")
            text, code, zone, day = json.loads(told)
            same = day == str(city_day(zone, self.now))
            if same and seal == self._seal(told, {}, status.st_mtime_ns):
                return Answer(str(text), int(code))
        except (OSError, ValueError, TypeError, KeyError, RecursionError):  # damaged, gone, or changed
            pass
        return None

    def remember(self, answer: Answer, loaded: "Loaded") -> None:
        """Keep an answer and what was read for it; files with findings were read again to quote them."""
        if not self._began or loaded.catalogue is None:
            return
        zone = loaded.catalogue.profile.time_zone
        told = json.dumps([*answer, zone, str(city_day(zone, self.now))]).encode()
        again = {one.place.file for one in loaded.found}
        again |= {other.place.file for one in loaded.found for other in one.related}
        digests = {file: one.digest for file, one in loaded.files.items() if file not in again}
        with suppress(OSError, ValueError):
            seal = self._seal(told, digests, self._began)
            _write_new(self._beside, seal + b"\n" + told)
            os.replace(self._beside, self._file)  # noqa: PTH105 - whole, or as it was
            _write_new(self._file.with_name(".gitignore"), b"*\n")
        with suppress(OSError):
            self._beside.unlink(missing_ok=True)

    def _seal(self, told: bytes, digests: Mapping[str, bytes], since: int) -> bytes:
        """A digest of all that an answer follows from; ValueError where something has changed `since`."""
        seal = blake2b(told)
        epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
        seal.update(repr((self._words, epoch, self._root.absolute(), describe_program())).encode())
        tops = MENUS, CONTENT, OVERRIDES, SETTINGS
        found = list(_walk(self._root, "", tops))
        if folder := find_province(self._root):
            found += _walk(folder, ABOVE, (MENUS, PROVINCE))
        if any(_last_change(one) >= since for file, one in found if not digests.get(file)):
            raise ValueError(self._root)
        for file, entry in found:
            seal.update(f"{file}\0".encode("utf-8", "surrogateescape"))
            if not file.endswith("/"):
                seal.update(digests.get(file) or _load_digest(entry))
        return seal.hexdigest().encode()


def _walk(
    folder: Path | str, above: str, only: tuple[str, ...] = ()
) -> Iterator[tuple[str, os.DirEntry[str]]]:
    """All below a folder, in order, by paths from the first; those of folders end with a stroke."""
    with os.scandir(folder) as scan:
        entries = sorted((one for one in scan if not only or one.name in only), key=lambda one: one.name)
    for entry in entries:
        if entry.is_dir(follow_symlinks=False):
            yield f"{above}{entry.name}/", entry
            yield from _walk(entry.path, f"{above}{entry.name}/")
        else:
            yield f"{above}{entry.name}", entry


def _last_change(entry: os.DirEntry[str]) -> int:
    status = entry.stat(follow_symlinks=False)
    return max(status.st_mtime_ns, status.st_ctime_ns)


def _load_digest(entry: os.DirEntry[str]) -> bytes:
    """The digest of a file's bytes; ValueError for what is none: a link's end may lie anywhere."""
    status = entry.stat(follow_symlinks=False)
    if not stat.S_ISREG(status.st_mode):
        raise ValueError(entry.path)
    with open(entry.path, "rb", buffering=0) as stream:  # noqa: PTH123 - half the time of pathlib's
        return digest_of(stream.read(status.st_size + 1))


def describe_program() -> list[object]:
    """The sources of Gridpress, the Python that runs them, and when packages last came or went."""
    stats = ((file, entry.stat()) for file, entry in _walk(PROGRAM, "") if file.endswith((".py", ".typ")))
    sources = [(file, status.st_size, status.st_mtime_ns) for file, status in stats]
    package = find_spec("pydantic")
    place = Path(package.origin).parents[1] if package and package.origin else PROGRAM
    return [sys.version, str(PROGRAM), str(place), place.stat().st_mtime_ns, *sources]


def _write_new(path: Path, data: bytes) -> int:
    """Write a file that is not there yet, through no link; when that was, in nanoseconds."""
    with path.open("xb", buffering=0) as stream:
        stream.write(data)
        return os.fstat(stream.fileno()).st_mtime_ns
