"""Files of a workspace that change together: all of them or none."""

import os
import shutil
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path

from generator.diagnostics import OutputError, explain_refusal
from generator.writing.lock import hold_lock

Files = Mapping[str, str | None]
"""New text of each file by its posix path in the workspace; None for one that goes."""


def write_entries(root: Path, files: Files) -> None:
    """Write `files` under `root`, or leave everything as it was. Raises OutputError.

    All new files are whole on the disk before the first takes its place, so that a full disk or a closed
    folder is met before anything has changed; what fails after that is put back.
    """
    with hold_lock(root.resolve() / "menus"):
        staged: dict[Path, Path] = {}
        try:
            for file, text in files.items():
                if text is not None:
                    _stage(_real(root, file), text.encode("utf-8"), staged)
                elif not os.access(_real(root, file).parent, os.W_OK):
                    raise PermissionError(13, "Permission denied", file)
            _replace(staged, [_real(root, file) for file, text in files.items() if text is None])
        except OSError as fault:
            raise _refused(fault) from fault
        finally:
            for beside in staged.values():
                with suppress(OSError):
                    beside.unlink(missing_ok=True)


def stand_already(root: Path, files: Files) -> bool:
    """Whether every file says what it shall say."""
    return all(
        text is not None and (root / file).is_file() and (root / file).read_bytes() == text.encode()
        for file, text in files.items()
    )


def _real(root: Path, file: str) -> Path:
    return Path(os.path.realpath(root / file))


def _stage(path: Path, data: bytes, staged: dict[Path, Path]) -> None:
    """Write a file beside the one whose place it will take; one that is read-only is meant to stay."""
    path.parent.mkdir(parents=True, exist_ok=True)
    if path.exists():
        path.open("r+b").close()
    staged[path] = path.with_name(f".{path.name}.new")
    with staged[path].open("wb") as stream:
        stream.write(data)
        stream.flush()
        os.fsync(stream.fileno())
    if path.exists():
        shutil.copymode(path, staged[path])


def _replace(staged: Mapping[Path, Path], gone: list[Path]) -> None:
    before = {path: path.read_bytes() if path.exists() else None for path in (*staged, *gone)}
    done: list[Path] = []
    try:
        for path, beside in staged.items():
            os.replace(beside, path)  # noqa: PTH105 - one step, whole before and after
            done.append(path)
        for path in gone:
            path.unlink()
            done.append(path)
    except BaseException:
        for path in done:
            _put_back(path, before[path])
        raise


def _put_back(path: Path, data: bytes | None) -> None:
    with suppress(OSError):
        if data is None:
            path.unlink(missing_ok=True)
        else:
            path.write_bytes(data)


def _refused(fault: OSError) -> OutputError:
    why, file = explain_refusal(fault), fault.filename or ""
    return OutputError(
        f"写不了 `{file}`（{why.zh}）；一个条目也没有改。请检查磁盘和文件夹权限，"
        "关闭正在使用这些文件的程序，再运行同一条命令。",
        f"cannot write `{file}` ({why.en}); no entry was changed. Check the disk and the folder's "
        "permissions, close programs that use these files, and run the same command again.",
    )
