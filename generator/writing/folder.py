"""The output folder: is it ours to replace, and what did an interrupted run leave beside it."""

import os
import shutil
import stat
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from generator.diagnostics import OutputError
from generator.writing.errors import refuse_write

MARKER = ".gridpress"
MARKER_TEXT = (
    "gridpress: 此文件夹由 gridpress 生成，每次构建都会整体替换，请勿在此存放文件。\n"
    "gridpress: this folder is replaced whole at each build; keep nothing of your own in it.\n"
).encode()


def locate_output(out: Path) -> Path:
    """Return the real place of `out`, or raise OutputError if it is not a folder to replace."""
    if out.is_symlink():
        raise _refused(out, f"它是指向 `{out.readlink()}` 的链接", f"it is a link to `{out.readlink()}`")
    whole = Path(os.path.abspath(out))  # noqa: PTH100 - Path.absolute keeps `..`
    folder = whole.parent.resolve() / whole.name
    _check_place(folder)
    try:
        if folder.exists():
            _check_content(folder)
    except OSError as fault:
        raise refuse_write(str(folder), fault) from fault
    _check_writable(folder)
    return folder


def _check_place(folder: Path) -> None:
    try:
        kept = [Path.cwd().resolve(), Path.home().resolve()]
    except RuntimeError:  # no home is known, as in some containers
        kept = [Path.cwd().resolve()]
    inside = next((place for place in kept if place.is_relative_to(folder)), None)
    if folder == folder.parent or inside:
        raise _refused(folder, f"其中有 `{inside or '/'}`", f"it holds `{inside or '/'}`")
    if os.path.ismount(folder):  # Path.is_mount fails on Windows before Python 3.12
        raise _refused(
            folder,
            "它是挂载点，无法整体替换；请改用其中的子文件夹",
            "it is a mount point and cannot be replaced; use a folder inside it",
        )


def _check_content(folder: Path) -> None:
    if not folder.is_dir():
        raise _refused(folder, "它不是文件夹", "it is not a folder")
    if os.path.lexists(folder / ".git"):
        raise _refused(folder, "其中有 `.git`", "it holds `.git`")
    if not bears_marker(folder) and any(folder.iterdir()):
        raise _refused(
            folder,
            f"其中的文件不是 gridpress 生成的（没有 `{MARKER}`）；请换一个空文件夹，或先移走这些文件",
            f"its files are not gridpress's (no `{MARKER}`); choose an empty folder or move them away",
        )


def _check_writable(folder: Path) -> None:
    standing = next(place for place in folder.parents if place.exists())
    if not standing.is_dir() or not os.access(standing, os.W_OK | os.X_OK):
        raise _refused(folder, f"`{standing}` 不可写", f"`{standing}` is not writable")


def bears_marker(folder: Path) -> bool:
    """Tell whether gridpress made this folder: a plain marker file with our first word in it."""
    marker = folder / MARKER
    try:
        return not marker.is_symlink() and marker.read_bytes().startswith(b"gridpress:")
    except OSError:
        return False


def beside(folder: Path, role: str) -> Path:
    """Name the hidden neighbour of `folder` for `role` (`new`, `old`) of this run."""
    return folder.with_name(f".{folder.name}.{role}-{os.getpid()}")


def repair_interrupted(folder: Path) -> None:
    """Finish what a killed run left: put the old site back if none stands, clear its leftovers.

    Call it only under the lock: then every neighbour that bears our marker belongs to a dead run.
    """
    for old in _leftovers(folder, "old"):
        if not folder.exists() and bears_marker(old):
            old.rename(folder)
    for role in ("old", "new"):
        for leftover in _leftovers(folder, role):
            if bears_marker(leftover) or _is_barely_begun(leftover):
                with suppress(OSError):  # still in use on Windows: the run after this one tries again
                    discard(leftover)


def _is_barely_begun(folder: Path) -> bool:
    """Tell whether a run was killed before it wrote its marker: no file yet, or the marker still empty."""
    return all(path.name == MARKER and path.lstat().st_size == 0 for path in folder.iterdir())


def _leftovers(folder: Path, role: str) -> Iterator[Path]:
    prefix = f".{folder.name}.{role}-"
    for path in sorted(folder.parent.iterdir()):
        pid = path.name.removeprefix(prefix)
        if path.name != pid and pid.isdecimal() and path.is_dir() and not path.is_symlink():
            yield path


def discard(folder: Path) -> None:
    """Remove a staging folder, its marker last, so that a killed removal is resumed by the next run."""
    try:
        with os.scandir(folder) as entries:
            inner = [entry for entry in entries if entry.name != MARKER]
    except FileNotFoundError:
        return
    for entry in inner:
        if entry.is_dir(follow_symlinks=False):
            shutil.rmtree(entry.path)
        else:
            Path(entry.path).unlink(missing_ok=True)
    (folder / MARKER).unlink(missing_ok=True)
    folder.rmdir()


def create_staging(folder: Path) -> Path:
    """Make the empty staging folder beside `folder`, marked as ours, with the same access rights."""
    staging = beside(folder, "new")
    try:
        staging.mkdir()
        (staging / MARKER).write_bytes(MARKER_TEXT)
        if folder.exists():
            staging.chmod(folder.stat().st_mode | stat.S_IRWXU)  # read-only or not
    except OSError as fault:
        with suppress(OSError):
            discard(staging)
        raise refuse_write(str(staging), fault) from fault
    return staging


def _refused(folder: Path, zh: str, en: str) -> OutputError:
    return OutputError(
        f"不能把 `{folder}` 用作输出文件夹：{zh}。", f"`{folder}` cannot be the output folder: {en}."
    )
