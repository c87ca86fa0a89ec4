"""What was read: of each file, and of all of them together."""

import os
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING

from generator.catalogue import Catalogue, Entry, Reference
from generator.diagnostics import Diagnostic
from generator.facts.drafts import Key
from generator.model import Kind
from generator.model.fields import Shape
from generator.reading import StrPath

if TYPE_CHECKING:
    from generator.publishing.kept_findings import Known

Stamp = tuple[int, int, int]
"""Time, size and inode of a file, to see changes."""
Stamps = tuple[Stamp, ...]
"""Of an entry's file, of the table beside it, and of the province's file that it is laid over, if any."""
NO_STAMP = (0, 0, 0)
UNKNOWN, ABSENT = b"", b"-"
"""Digests of a file that could not be read, and of one that is not there."""


@dataclass(frozen=True)
class LoadedFile:
    """What one file gave: its stamp (to see changes), entry or None, faults, and the digest of its bytes.

    `table_digest` is that of the table beside it; None where none was looked for. `below` is that of the
    province's file that it is laid over.
    """

    kind: Kind
    id: str
    file: str
    stamp: Stamps
    entry: Entry[Shape] | None
    references: tuple[Reference, ...]
    found: tuple[Diagnostic, ...]
    digest: bytes
    draft: bool = False
    table_digest: bytes | None = None
    below: bytes = ABSENT

    @property
    def state(self) -> bytes:
        """What tells of all bytes that it was read from; nothing where some could not be read."""
        parts = self.digest, self.below, ABSENT if self.table_digest is None else self.table_digest
        return UNKNOWN if UNKNOWN in parts else b"".join(parts)


Recall = Callable[[str], LoadedFile | None]
"""What is known of a file that has not changed, asked for once its stamp has been taken."""


@dataclass
class Loaded:
    """A catalogue (None without a usable profile), all faults, and the files behind them.

    The catalogue is without drafts; `whole` holds them as well, where there are any. `known` is what checks
    of either have found, and read for that.
    """

    catalogue: Catalogue | None
    found: list[Diagnostic]
    files: dict[str, LoadedFile] = field(default_factory=dict)
    whole: Catalogue | None = None
    known: "dict[str, Known]" = field(default_factory=dict)
    above: list[Diagnostic] = field(default_factory=list)
    """What is said of the province's files, for the province."""

    @property
    def drafts(self) -> dict[Key, LoadedFile]:
        """Files of drafts by kind and id, also those that cannot be used."""
        return {(one.kind.name, one.id): one for one in self.files.values() if one.draft}


def recall_file(recall: Recall | None, file: str, stamp: Stamps) -> LoadedFile | None:
    one = recall(file) if recall else None
    return one if one is None or one.stamp == stamp else replace(one, stamp=stamp)


def keep_unchanged(known: LoadedFile | None, stamp: Stamps) -> LoadedFile | None:
    needed = 2 if known and known.kind.row and not known.kind.may_lack_rows else 1
    readable = known is not None and NO_STAMP not in (*stamp[:needed], *stamp[2:])
    return known if known is not None and readable and known.stamp == stamp else None


def restamp(files: Mapping[str, LoadedFile], root: Path) -> dict[str, LoadedFile]:
    """Loaded files as those of a copy of their workspace at `root`, which need not be read again."""
    return {file: replace(one, stamp=stamp_both(root / file, one.kind)) for file, one in files.items()}


def stamp_both(path: StrPath, kind: Kind) -> Stamps:
    """Stamps of an entry's file and of the table beside it."""
    return stamp_file(path), stamp_file(Path(path).with_suffix(".csv")) if kind.row else NO_STAMP


def stamp_file(path: StrPath) -> Stamp:
    try:
        status = os.stat(path)  # noqa: PTH116 - half the time of pathlib's, and of every file
    except OSError:
        return NO_STAMP
    return status.st_mtime_ns, status.st_size, status.st_ino
