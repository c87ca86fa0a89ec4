"""What is kept of a workspace for the next command: entries that were read, findings, the last answer.

None of it is trusted for its age: all bytes of the workspace are digested; what was kept holds for the same
bytes, the same program and the same day alone. `generator.publishing.sealing` says why it is believed.
"""

import os
import pickle
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from functools import cached_property
from hashlib import blake2b
from pathlib import Path
from typing import TYPE_CHECKING

from generator.diagnostics import has_errors
from generator.publishing.digesting import UNKNOWN, digest_names, load_digest, load_digests, walk_sources
from generator.publishing.sealing import Shelf
from generator.reading.provinces import find_province
from generator.reading.second import MANY, list_entries

if TYPE_CHECKING:
    from generator.publishing.kept_files import KeptFiles
    from generator.publishing.kept_findings import Known
    from generator.reading.loaded import Loaded, LoadedFile, Recall

FILES = "files"
"""What is noted of a check that reads files beside the entries."""
READ, _CHECK = "read", "check"
"""Names of what is kept."""


@dataclass(frozen=True)
class Record:
    """What a check leaves: a digest of all that it read, what it was asked and said, what it found."""

    whole: bytes = UNKNOWN
    question: str = ""
    answer: tuple[str, int, str, str] | None = None
    findings: bytes = b""


@dataclass
class Kept:
    """What was kept of a workspace, and what is to be kept now."""

    root: Path
    packed: list[bytes] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.shelf = Shelf(self.root)  # from now on changes are noticed

    @cached_property
    def record(self) -> Record:
        """What the last check left."""
        data = self.shelf.load(_CHECK)
        return pickle.loads(data) if data else Record()  # noqa: S301 - sealed: we wrote it

    @cached_property
    def digests(self) -> Mapping[str, bytes]:
        """The digest of every source as it is now; none where nothing was kept to compare it with."""
        with suppress(OSError):
            return load_digests(self.root)
        return {}

    @property
    def is_empty(self) -> bool:
        """Whether nothing is kept."""
        return self.record.whole == UNKNOWN

    @property
    def is_same(self) -> bool:
        """Whether nothing at all has changed."""
        return self.record.whole != UNKNOWN and self.record.whole == _digest_all(self.digests)

    @cached_property
    def files(self) -> "KeptFiles":
        """Entries that were read."""
        from generator.publishing.kept_files import KeptFiles  # noqa: PLC0415 - it knows all models

        return KeptFiles(self.shelf, self._read)

    @cached_property
    def _read(self) -> bytes | None:
        return self.shelf.load(READ)

    @cached_property
    def unchanged(self) -> "Mapping[str, LoadedFile]":
        """What was read of files of entries that are as they were."""
        return self.files.list_unchanged(self.digests) if self._read else {}

    def recall(self, file: str) -> "LoadedFile | None":
        """What was read of a file of entries that is as it was."""
        return self.unchanged.get(file)

    def recall_in(self, folder: Path) -> "Recall":
        """What is known of files in another folder, as of a revision: those with the same name and bytes."""
        known: dict[str, LoadedFile] = {}
        with suppress(OSError):
            known = self.files.list_unchanged(load_digests(folder)) if self._read else known
        return lambda file: known.get(file)  # noqa: PLW0108 - `get` itself takes a default, too

    def pack(self, loaded: "Loaded") -> "Sequence[Callable[[], Iterable[bytes]]]":
        """Pieces of work that turn what was read into bytes, where they are not there yet."""
        return () if self.packed else self.files.pack(loaded.files)

    def list_unread(self, entries: Sequence[str]) -> list[str]:
        """Those of the files that have to be read."""
        above = len(os.path.join(self.root, ""))  # noqa: PTH118 - of thousands
        known = {file.replace("/", os.sep) for file in self.unchanged}
        return [one for one in entries if one[above:] not in known]

    @cached_property
    def known(self) -> "Mapping[str, Known]":
        """What checks have found before."""
        return pickle.loads(self.record.findings) if self.record.findings else {}  # noqa: S301 - as above

    @cached_property
    def names(self) -> bytes:
        """What is told of names and files that are no entries; nothing where nothing is known to compare."""
        return digest_names(self.digests) if self.record.findings else UNKNOWN

    def write(
        self, loaded: "Loaded", question: str = "", answer: tuple[str, int, str, str] | None = None
    ) -> None:
        """Keep all this for the next command, findings only when nothing has changed meanwhile."""
        self.files.write(self.packed)
        digests = self._settle(loaded)
        if digests is None:
            return
        known_names = self.names if digests == vars(self).get("digests") else UNKNOWN
        names = known_names or digest_names(digests)
        for known in loaded.known.values():
            known.states = {**known.states, FILES: names}
        if find_province(self.root) and has_errors(loaded.found):  # maybe of a thing that another city has
            answer = None
        record = Record(_digest_all(digests), question, answer, pickle.dumps(loaded.known))
        self.shelf.write(_CHECK, pickle.dumps(record))

    def _settle(self, loaded: "Loaded") -> dict[str, bytes] | None:
        """The digest of every source as it was read; None where something has changed meanwhile.

        Files with findings were read again to quote them.
        """
        again = {one.place.file for one in loaded.found}
        again |= {other.place.file for one in loaded.found for other in one.related}
        read = {file: one.digest for file, one in loaded.files.items() if file not in again}
        try:
            digests = {file: self._settle_one(file, one, read) for file, one in walk_sources(self.root)}
        except OSError:
            return None
        return None if UNKNOWN in digests.values() else digests

    def _settle_one(self, file: str, entry: "os.DirEntry[str]", read: Mapping[str, bytes]) -> bytes:
        if entry.is_symlink():  # its end may lie anywhere
            return UNKNOWN
        if digest := read.get(file):
            return digest
        status = entry.stat(follow_symlinks=False)
        if max(status.st_mtime_ns, status.st_ctime_ns) >= self.shelf.began:
            return UNKNOWN  # of a folder, too: what came into it may be old, and nobody has looked at it
        if file.endswith("/"):
            return b"/"
        known = vars(self).get("digests", {})  # if it was asked for
        return known.get(file) or load_digest(entry.path)


def open_kept(root: Path, entries: Sequence[str] | None = None) -> Kept | None:
    """What is kept of a workspace with these entries; None for a small one, which is read in no time."""
    return Kept(root) if len(list_entries(root) if entries is None else entries) >= MANY else None


def _digest_all(digests: Mapping[str, bytes]) -> bytes:
    whole = blake2b(digest_size=16)
    for file, digest in digests.items():
        if digest == UNKNOWN:
            return UNKNOWN
        whole.update(file.encode("utf-8", "surrogateescape") + b"\0" + digest)
    return whole.digest()
