"""Files that are being replaced together: by what a journal tells, whatever interrupts them is undone.

Beside each file stand the new one (`.name.new`) and, by a link, the old one (`.name.old`): undoing renames
and removes, and needs no room on the disk.
"""

import hashlib
import json
import os
import shutil
from contextlib import suppress
from pathlib import Path
from typing import TypedDict, cast

from generator.diagnostics import Text
from generator.reading import MENUS
from generator.writing.single import write_whole

JOURNAL, DONE = ".cache/undo", ".cache/done"
UNDONE = Text(
    "上一次写条目写到一半断了，已经恢复成原来的样子；请把那条命令再运行一遍",
    "the last command was interrupted while it wrote entries; all is as it was before: run it again",
)
OTHERS = Text("；{files} 后来又有人改过，没有动", "; {files} have been changed since and were left alone")


class Step(TypedDict):
    """What a journal says of a file: whether it was there, and a digest of what it shall say."""

    existed: bool
    digest: str | None


def begin(root: Path, files: dict[Path, bytes | None]) -> None:
    """Write down what is about to change. Raises OSError."""
    journal = root / JOURNAL
    journal.parent.mkdir(exist_ok=True)
    steps = {str(path): Step(existed=path.exists(), digest=_digest(data)) for path, data in files.items()}
    write_whole(journal, json.dumps(steps).encode())


def end(root: Path) -> None:
    """All is in its place: nothing is to be undone from now on, and the old files go."""
    os.replace(root / JOURNAL, root / DONE)  # noqa: PTH105 - one name for each step
    _forget_old(root)


def _forget_old(root: Path) -> None:
    with suppress(OSError):
        for path in _load(root, DONE):
            _old(path).unlink(missing_ok=True)
        (root / DONE).unlink(missing_ok=True)


def keep_old(path: Path) -> None:
    """Keep what a file says beside it, by a link where the file system has links."""
    _old(path).unlink(missing_ok=True)
    try:
        os.link(path, _old(path))
    except OSError:
        shutil.copy2(path, _old(path))


def new(path: Path) -> Path:
    """Where the new file waits."""
    return path.with_name(f".{path.name}.new")


def _old(path: Path) -> Path:
    return path.with_name(f".{path.name}.old")


def is_interrupted(root: Path) -> bool:
    """Whether a command was ended while it replaced files, or is at it now."""
    return (root / JOURNAL).is_file() or (root / DONE).is_file()


def undo(root: Path) -> Text | None:
    """Put back what a journal names, under the lock; None where all had been done. Raises OSError.

    A file that somebody has changed since is left alone, and named.
    """
    _forget_old(root)
    if not (root / JOURNAL).is_file():
        return None
    theirs = [path.name for path, step in _load(root, JOURNAL).items() if not _put_back(path, step)]
    (root / JOURNAL).unlink()
    return UNDONE if not theirs else _and(OTHERS.format(files="、".join(theirs)))


def _and(more: Text) -> Text:
    return Text(UNDONE.zh + more.zh, UNDONE.en + more.en)


def _load(root: Path, name: str) -> dict[Path, Step]:
    """The steps; a spoilt journal names none, and no file is replaced before it stands.

    A journal may have come along with a folder of somebody else: it says nothing of files elsewhere.
    """
    ours = root.resolve(), (root / MENUS).resolve()
    with suppress(ValueError, OSError, AttributeError):
        told = {
            Path(path): cast("Step", step) for path, step in json.loads((root / name).read_bytes()).items()
        }
        return {
            path: step
            for path, step in told.items()
            if any(path.resolve().is_relative_to(one) for one in ours)
        }
    return {}


def _put_back(path: Path, step: Step) -> bool:
    """Whether the file is as it was; a name that was not reached yet has nothing to put back."""
    new(path).unlink(missing_ok=True)
    old, now = _old(path), path.read_bytes() if path.exists() else None
    is_ours = now is None or _digest(now) == step["digest"]
    if old.exists() and (is_ours or now == old.read_bytes()):
        os.replace(old, path)  # noqa: PTH105 - one step, whole before and after
        is_ours = True
    elif not step["existed"] and now is not None and is_ours:
        path.unlink()
    is_untouched = step["existed"] and not old.exists()
    old.unlink(missing_ok=True)  # which still stands where both names were one file
    return is_ours or is_untouched


def _digest(data: bytes | None) -> str | None:
    return None if data is None else hashlib.sha256(data).hexdigest()
