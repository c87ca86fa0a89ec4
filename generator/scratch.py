"""Folders for a while: gone when their use is over, and after a kill with the next run that wants one.

A lock on a file within, which the system frees with the process and its copies, says that it is in use.
"""

import atexit
import os
import re
import shutil
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from functools import cache
from pathlib import Path
from typing import IO

PREFIX = "gridpress-"
_HELD = ".held"
_MADE = re.compile(r"[a-z0-9_]{8}")
"""What the system puts behind a prefix; another name is somebody's own."""
YOUNG_S = 60
"""A folder as young as this may only just wait for its lock."""

if sys.platform == "win32":
    import msvcrt

    def _lock(handle: int) -> None:
        msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
else:
    import fcntl

    def _lock(handle: int) -> None:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)


@contextmanager
def open_scratch(place: Path | None = None) -> Iterator[Path]:
    """An empty folder in `place`, or where the system has such folders, for as long as the block runs."""
    folder, remove = _begin(place)
    try:
        yield folder
    finally:
        remove()


def keep_scratch() -> Path:
    """An empty folder where the system has such folders, until this process ends."""
    folder, remove = _begin(None)
    atexit.register(remove)
    return folder


def _begin(place: Path | None) -> tuple[Path, Callable[[], None]]:
    where, prefix = (place, f".{PREFIX}") if place else (Path(tempfile.gettempdir()), PREFIX)
    sweep(where, prefix)
    folder = Path(tempfile.mkdtemp(prefix=prefix, dir=where))
    held = (folder / _HELD).open("wb")
    with suppress(OSError):  # a share without locks: a folder that is left there stays
        _lock(held.fileno())
    return folder, lambda: _remove(folder, held)


def _remove(folder: Path, held: IO[bytes]) -> None:
    """The lock goes last: a folder without one, unless empty, may be anybody's. What stays is swept later."""
    left: list[Path] = []
    with suppress(OSError):  # somebody else has removed it
        for path in folder.iterdir():
            if path.name != _HELD:
                _drop(path)
        left = [path for path in folder.iterdir() if path.name != _HELD]
    held.close()  # Windows removes no file that is open
    if not left:
        shutil.rmtree(folder, ignore_errors=True)


def _drop(path: Path) -> None:
    """Remove a file or folder, what came read-only with a copy included; what cannot be removed stays."""
    with suppress(OSError):
        if not path.is_dir() or path.is_symlink():
            path.unlink()
            return
        for folder, _, files in os.walk(path):
            _allow(folder, 0o700)
            if os.name == "nt":
                for name in files:
                    _allow(os.path.join(folder, name), 0o600)  # noqa: PTH118 - as walk gives them
        shutil.rmtree(path, ignore_errors=True)


def _allow(path: str, mode: int) -> None:
    with suppress(OSError):
        os.chmod(path, mode)  # noqa: PTH101 - as walk gives them


@cache
def sweep(where: Path, prefix: str) -> None:
    """Once in a process remove what killed ones have left: folders of ours whose lock is free."""
    for folder in where.glob(f"{prefix}*"):
        if not _MADE.fullmatch(folder.name.removeprefix(prefix)):
            continue
        with suppress(OSError):
            status = folder.lstat()
            if time.time() - status.st_mtime < YOUNG_S or not _is_ours(folder, status.st_uid):
                continue
            if not (folder / _HELD).exists():
                folder.rmdir()  # killed before it was locked
                continue
            held = (folder / _HELD).open("r+b")
            try:
                _lock(held.fileno())
            except OSError:
                held.close()
            else:
                _remove(folder, held)


def _is_ours(folder: Path, owner: int) -> bool:
    """Of this account, and no link to elsewhere."""
    return not folder.is_symlink() and (sys.platform == "win32" or owner == os.geteuid())
