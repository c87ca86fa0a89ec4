"""One build at a time for one output folder; the system frees the lock of a killed run."""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from generator.diagnostics import OutputError
from generator.writing.errors import refuse_write

if sys.platform == "win32":
    import msvcrt

    def _try_lock(handle: int) -> None:
        os.lseek(handle, 1 << 20, os.SEEK_SET)  # beyond the text, which others must be able to read
        msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
else:
    import fcntl

    def _try_lock(handle: int) -> None:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)


@contextmanager
def hold_lock(folder: Path) -> Iterator[None]:
    """Hold `folder` for this process, or raise OutputError naming the process that holds it."""
    path = folder.with_name(f".{folder.name}.lock")
    handle = _acquire(path, folder)
    try:
        yield
    finally:
        _release(path, handle)


def _acquire(path: Path, folder: Path) -> int:
    while True:
        try:
            handle = os.open(path, os.O_RDWR | os.O_CREAT | getattr(os, "O_NOFOLLOW", 0), 0o666)
        except OSError as fault:
            raise refuse_write(str(path), fault) from fault
        try:
            _try_lock(handle)
        except (BlockingIOError, PermissionError):
            os.close(handle)
            raise _busy(path, folder) from None
        except OSError as fault:
            os.close(handle)
            raise refuse_write(str(path), fault) from fault
        if _still_names(path, handle):
            _sign(handle)
            return handle
        os.close(handle)  # the run before us removed the file between our open and our lock


def _sign(handle: int) -> None:
    """Say who holds it; on a full disk nobody is named, and the lock holds all the same."""
    with suppress(OSError):
        os.ftruncate(handle, 0)
        os.lseek(handle, 0, os.SEEK_SET)
        os.write(handle, f"{os.getpid()}\n".encode())


def _still_names(path: Path, handle: int) -> bool:
    try:
        return os.path.samestat(path.stat(), os.fstat(handle))
    except FileNotFoundError:
        return False


def _release(path: Path, handle: int) -> None:
    if sys.platform != "win32":  # remove while still held, or a third run could lock the doomed file
        with suppress(OSError):
            path.unlink()
    os.close(handle)
    if sys.platform == "win32":
        with suppress(OSError):
            path.unlink()


def _busy(path: Path, folder: Path) -> OutputError:
    try:
        owner = path.read_text(encoding="ascii").strip()
    except (OSError, UnicodeDecodeError):
        owner = ""
    return OutputError(
        f"另一个构建{f'（进程 {owner}）' if owner else ''}正在写入 `{folder}`，请等它结束后再试。",
        f"another build{f' (process {owner})' if owner else ''} is writing `{folder}`; wait for it to end.",
    )
