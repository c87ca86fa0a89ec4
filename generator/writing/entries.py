"""Files of a workspace that change together: all of them or none."""

import os
import shutil
from collections.abc import Iterable, Mapping
from contextlib import suppress
from itertools import chain
from pathlib import Path, PurePosixPath

from generator.diagnostics import OutputError, Text, explain_refusal
from generator.reading import MENUS
from generator.reading.provinces import is_above
from generator.writing import journal
from generator.writing.lock import hold_lock

Files = Mapping[str, str | None]
"""New text of each file by its posix path in the workspace; None for one that goes."""


Stamps = Mapping[str, tuple[int, int] | None]
"""Time and size of files by their posix path in the workspace; None for one that is not there."""


def stamp_entries(root: Path) -> Stamps:
    """What every file in and beside menus/ is now, to see later whether somebody has saved one meanwhile."""
    files = (path for path in chain(root.iterdir(), (root / MENUS).rglob("*")) if path.is_file())
    return {path.relative_to(root).as_posix(): _stamp(path) for path in files}


def _stamp(path: Path) -> tuple[int, int] | None:
    with suppress(OSError):
        status = path.stat()
        return status.st_mtime_ns, status.st_size
    return None


def write_entries(root: Path, files: Files, since: Stamps | None = None) -> None:
    """Write `files` under `root`, or leave everything as it was. Raises OutputError.

    Nothing is written where one of them is not what it was `since` they were read.
    All new files are whole on the disk before the first takes its place, so that a full disk or a closed
    folder is met before anything has changed; what fails after that is undone, now or, after a kill, by the
    next command.
    """
    if above := [file for file in files if is_above(file)]:
        raise OutputError(
            f"`{above[0]}` 是省里的，不在本市改：在本市建一个同名的文件，只写要改的几项",
            f"`{above[0]}` is the province's: write a file of that name here, with what differs only",
        )
    refuse_outside(files)
    root = root.resolve()
    wanted = {_real(root, file): None if text is None else text.encode() for file, text in files.items()}
    with hold_lock(root / MENUS):
        try:
            if journal.is_interrupted(root):
                journal.undo(root)
            if since is not None:
                _refuse_saved([file for file in files if _stamp(root / file) != since.get(file)])
            journal.begin(root, wanted)
            for path, data in wanted.items():
                _stage(path, data)
            for path, data in wanted.items():
                _replace(path, data)
            journal.end(root)
        except OSError as fault:
            raise _refused(fault, is_undone=_try_undo(root)) from fault
        except BaseException:
            _try_undo(root)
            raise


def refuse_outside(files: Iterable[str]) -> None:
    """Raise OutputError for a path that leaves the workspace, wherever it came from."""
    for file in files:
        path = PurePosixPath(file)
        if path.is_absolute() or ".." in path.parts or "\\" in file:
            raise OutputError(
                f"`{file}` 不在这个文件夹里，没有写", f"`{file}` leaves the folder: not written"
            )


def _refuse_saved(files: list[str]) -> None:
    if files:
        raise OutputError(
            f"{'、'.join(files)} 刚才有人保存过，一个条目也没有改：请再运行一次同一条命令",
            f"{', '.join(files)} has been saved meanwhile, no entry was changed: run the same command again",
        )


def undo_interrupted(root: Path) -> Text | None:
    """Put back what a killed command has left half written; a sentence that says so. Raises OutputError."""
    if not journal.is_interrupted(root):
        return None
    root = root.resolve()
    with hold_lock(root / MENUS):
        try:
            return journal.undo(root) if journal.is_interrupted(root) else None
        except OSError as fault:
            raise _refused(fault, is_undone=False) from fault


def stand_already(root: Path, files: Files) -> bool:
    """Whether every file says what it shall say."""
    return all(
        text is not None and (root / file).is_file() and (root / file).read_bytes() == text.encode()
        for file, text in files.items()
    )


def _real(root: Path, file: str) -> Path:
    return Path(os.path.realpath(root / file))


def _stage(path: Path, data: bytes | None) -> None:
    """Write a file beside the one whose place it will take; one that is read-only is meant to stay."""
    if path.exists():
        path.open("r+b").close()
    if data is None:
        return
    path.parent.mkdir(parents=True, exist_ok=True)
    with journal.new(path).open("wb") as stream:
        stream.write(data)
        stream.flush()
        os.fsync(stream.fileno())
    if path.exists():
        shutil.copymode(path, journal.new(path))


def _replace(path: Path, data: bytes | None) -> None:
    if path.exists():
        journal.keep_old(path)
    if data is None:
        path.unlink(missing_ok=True)
    else:
        os.replace(journal.new(path), path)  # noqa: PTH105 - one step, whole before and after


def _try_undo(root: Path) -> bool:
    with suppress(OSError):
        if journal.is_interrupted(root):
            journal.undo(root)
        return True
    return False


def _refused(fault: OSError, *, is_undone: bool) -> OutputError:
    why, file = explain_refusal(fault), fault.filename or ""
    so_far = (
        Text("一个条目也没有改。", "no entry was changed.")
        if is_undone
        else Text("已经写的下一条命令会先恢复。", "what was written is undone by the next command.")
    )
    return OutputError(
        f"写不了 `{file}`（{why.zh}）；{so_far.zh}请检查磁盘和文件夹权限，"
        "关闭正在使用这些文件的程序，再运行同一条命令。",
        f"cannot write `{file}` ({why.en}); {so_far.en} Check the disk and the folder's "
        "permissions, close programs that use these files, and run the same command again.",
    )
