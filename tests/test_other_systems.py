"""Writing on other systems than this one, for which a fake stands: Windows, macOS, odd file systems."""

import errno
import importlib.util
import os
import sys
from contextlib import nullcontext
from pathlib import Path
from types import SimpleNamespace

import pytest

from generator.writing import exchange


class Refusing:
    """A folder that a virus scanner holds for the first few attempts to rename it."""

    def __init__(self, refusals: int) -> None:
        self.refusals, self.renamed = refusals, False

    def rename(self, target: object) -> None:
        """Refuse, or be renamed."""
        if self.refusals:
            self.refusals -= 1
            raise PermissionError(target)
        self.renamed = True


@pytest.mark.parametrize(
    ("platform", "refusals", "pauses", "renamed"),
    [
        ("win32", 0, [], True),
        ("win32", 1, [0.05], True),
        ("win32", 4, [0.05, 0.2, 0.5, 1.0], True),
        ("win32", 5, [0.05, 0.2, 0.5, 1.0], False),
        ("linux", 1, [], False),
    ],
)
def test_windows_waits_for_a_scanner_to_let_go(
    platform: str, refusals: int, pauses: list[float], *, renamed: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    waited: list[float] = []
    monkeypatch.setattr(exchange, "sys", SimpleNamespace(platform=platform))
    monkeypatch.setattr(exchange, "time", SimpleNamespace(sleep=waited.append))
    folder = Refusing(refusals)
    with nullcontext() if renamed else pytest.raises(PermissionError):
        exchange._rename(folder, Path("there"))  # type: ignore[arg-type]  # noqa: SLF001 - what only another system calls
    assert (waited, folder.renamed) == (pauses, renamed)


@pytest.mark.parametrize(("failed", "done"), [(0, True), (-1, False)])
def test_macos_is_asked_to_swap(failed: int, *, done: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[object] = []

    def swap(*words: object) -> int:
        asked.extend(words)
        return failed

    library = SimpleNamespace(
        CDLL=lambda name, use_errno: SimpleNamespace(renamex_np=swap) if use_errno and name is None else None,
        get_errno=lambda: errno.ENOTSUP,
    )
    monkeypatch.setattr(exchange, "sys", SimpleNamespace(platform="darwin"))
    monkeypatch.setattr(exchange, "ctypes", library)
    assert exchange._exchange_at_once(b"a", b"b") is done  # noqa: SLF001 - what only another system calls
    assert asked == [b"a", b"b", 2]


@pytest.mark.parametrize("code", [errno.EINVAL, errno.ENOSYS, errno.ENOTSUP, errno.EPERM, errno.EACCES])
def test_a_file_system_that_cannot_exchange_is_no_fault(code: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(exchange, "_ask_kernel", lambda *_: -1)
    monkeypatch.setattr(exchange, "ctypes", SimpleNamespace(get_errno=lambda: code))
    if code == errno.EACCES:
        with pytest.raises(PermissionError, match="b"):
            exchange._exchange_at_once(b"a", b"b")  # noqa: SLF001 - what only another system calls
    else:
        assert not exchange._exchange_at_once(b"a", b"b")  # noqa: SLF001 - what only another system calls


def test_elsewhere_folders_are_exchanged_by_renames(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(exchange, "sys", SimpleNamespace(platform="win32"))
    for name in "ab":
        (tmp_path / name).mkdir()
        (tmp_path / name / name).touch()
    exchange.exchange(tmp_path / "a", tmp_path / "b")
    assert sorted(path.relative_to(tmp_path).as_posix() for path in tmp_path.rglob("*")) == [
        "a",
        "a/b",
        "b",
        "b/a",
    ]


def test_windows_locks_one_byte_beyond_the_text(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """So that another run can read who holds the lock; the file goes when it is closed."""
    asked: list[tuple[int, int, int]] = []

    def locking(handle: int, mode: int, count: int) -> None:
        asked.append((os.lseek(handle, 0, os.SEEK_CUR), mode, count))

    monkeypatch.setattr(sys, "platform", "win32")
    monkeypatch.setitem(sys.modules, "msvcrt", SimpleNamespace(LK_NBLCK=7, locking=locking))
    found = importlib.util.find_spec("generator.writing.lock")
    assert found is not None
    assert found.loader is not None
    there = importlib.util.module_from_spec(found)
    found.loader.exec_module(there)
    with there.hold_lock(tmp_path / "site"):
        assert (tmp_path / ".site.lock").read_text("ascii") == f"{os.getpid()}\n"
    assert asked == [(1 << 20, 7, 1)]
    assert not (tmp_path / ".site.lock").exists()
