"""Build the new site beside the standing one, then put it in its place in one step.

A killed process leaves the previous site or the new one, whole. Files are not forced to the platter:
after a power cut, build again.
"""

import os
import shutil
from collections.abc import Callable, Iterable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from generator.artifact import Artifact, Standing
from generator.writing.errors import refuse_write
from generator.writing.exchange import exchange
from generator.writing.folder import MARKER, create_staging, discard, locate_output, repair_interrupted
from generator.writing.lock import hold_lock
from generator.writing.paths import Names

_CREATE = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
_NOT_PLAIN = -1  # stands for the size of what is not a plain file, so that it never compares equal


@dataclass(frozen=True, slots=True)
class Written:
    """What a build did to the output folder: paths, `removed` sorted, the others as they came."""

    created: tuple[str, ...]
    changed: tuple[str, ...]
    unchanged: tuple[str, ...]
    removed: tuple[str, ...]

    @property
    def counts(self) -> dict[str, int]:
        """The number of files under each heading."""
        return {name: len(getattr(self, name)) for name in ("created", "changed", "unchanged", "removed")}

    @property
    def is_different(self) -> bool:
        """Whether any file of the folder differs from before."""
        return bool(self.created or self.changed or self.removed)


def write_site(
    artifacts: Iterable[Artifact | Standing], out: Path, note: Callable[[], None] = lambda: None
) -> Written:
    """Make `out` hold exactly `artifacts`, all or nothing.

    What is `Standing`, and a file with the same bytes as before, keeps its inode and times; what no artifact
    names is removed. `note` is called once it stands, before another build may begin.
    `artifacts` may be a stream; what it raises passes through and leaves `out` as it was. Raises
    OutputError for a folder that is not ours, an unfit path, a full disk or a second build at once.
    """
    folder = locate_output(out)
    try:
        folder.parent.mkdir(parents=True, exist_ok=True)
    except OSError as fault:
        raise refuse_write(str(folder.parent), fault) from fault
    with hold_lock(folder):
        repair_interrupted(folder)
        written = _replace(artifacts, locate_output(folder))
        note()
        return written


def _replace(artifacts: Iterable[Artifact | Standing], folder: Path) -> Written:
    staging = create_staging(folder)
    try:
        written = _fill(artifacts, staging, folder)
        if written.is_different or not folder.exists():
            _swap(staging, folder)
        return written
    finally:
        with suppress(OSError):  # what cannot be removed now is removed by the next run
            discard(staging)


def _swap(staging: Path, folder: Path) -> None:
    try:
        exchange(staging, folder)
    except OSError as fault:
        raise refuse_write(str(folder), fault) from fault


def _fill(artifacts: Iterable[Artifact | Standing], staging: Path, folder: Path) -> Written:
    previous = _list_files(str(folder))
    names = Names(MARKER)
    new_root, old_root = f"{staging}/", f"{folder}/"
    created: list[str] = []
    changed: list[str] = []
    unchanged: list[str] = []
    for artifact in artifacts:
        path, data = artifact.path, artifact.data if isinstance(artifact, Artifact) else None
        fresh = names.take(path)
        size = previous.pop(path, None)
        try:
            for inner in fresh:
                os.mkdir(new_root + inner)  # noqa: PTH102 - plain calls keep thousands of files quick
            if data is None:
                _link(old_root + path, new_root + path)
                unchanged.append(path)
            elif size == len(data) and _keep(old_root + path, data, new_root + path):
                unchanged.append(path)
            else:
                _create(new_root + path, data)
                (created if size is None else changed).append(path)
        except OSError as fault:
            raise refuse_write(path, fault) from fault
    return Written(tuple(created), tuple(changed), tuple(unchanged), tuple(sorted(previous)))


def _list_files(root: str) -> dict[str, int]:
    """List what stands under `root`, path → size, without following links."""
    sizes: dict[str, int] = {}
    pending = [""] if os.path.isdir(root) else []  # noqa: PTH112
    while pending:
        prefix = pending.pop()
        with os.scandir(f"{root}/{prefix}") as entries:
            for entry in entries:
                path = prefix + entry.name
                if entry.is_dir(follow_symlinks=False):
                    pending.append(f"{path}/")
                elif path != MARKER:
                    plain = entry.is_file(follow_symlinks=False)
                    sizes[path] = entry.stat(follow_symlinks=False).st_size if plain else _NOT_PLAIN
    return sizes


def _keep(old: str, data: bytes, new: str) -> bool:
    """Take the standing file over into the staging folder if its bytes are `data`."""
    try:
        with open(old, "rb", buffering=0) as file:  # noqa: PTH123
            if file.read() != data:
                return False
    except OSError:  # gone or unreadable since it was listed: write it afresh
        return False
    _link(old, new)
    return True


def _link(old: str, new: str) -> None:
    try:
        os.link(old, new)
    except FileExistsError:
        raise
    except OSError:  # a file system without hard links, or too many of them
        shutil.copy2(old, new)


def _create(path: str, data: bytes) -> None:
    handle = os.open(path, _CREATE, 0o666)
    try:
        done = os.write(handle, data)
        while done < len(data):
            done += os.write(handle, data[done:])
    finally:
        os.close(handle)
