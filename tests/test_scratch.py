"""Folders for a while: those of killed runs go with the next, those in use and those of others stay."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from conftest import ROOT

from generator import scratch


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder of its own for such folders, nobody having looked into it."""
    monkeypatch.setattr(scratch.tempfile, "tempdir", str(tmp_path))
    scratch.sweep.cache_clear()
    return tmp_path


def _kill_one_at_work(place: Path) -> Path:
    words = (
        "import os; from generator import scratch; f = scratch.keep_scratch(); (f / 'a').mkdir(); os._exit(9)"
    )
    environment = {**os.environ, "TMPDIR": str(place)}
    subprocess.run([sys.executable, "-c", words], env=environment, cwd=ROOT, check=False)  # noqa: S603 - ours
    return next(place.glob("gridpress-*"))


@pytest.mark.skipif(sys.platform == "win32", reason="TMPDIR is of POSIX")
def test_the_next_run_removes_what_a_killed_one_has_left_but_not_within_a_minute(place: Path) -> None:
    left = _kill_one_at_work(place)
    with scratch.open_scratch():
        assert left.exists()
    os.utime(left, (0, 0))
    scratch.sweep.cache_clear()
    with scratch.open_scratch():
        assert not left.exists()
    assert list(place.iterdir()) == []


def test_a_folder_in_use_and_one_of_somebody_else_stay(place: Path) -> None:
    (place / "gridpress-1.0" / "src").mkdir(parents=True)
    empty = place / "gridpress-begun_x1"  # killed before it was locked
    empty.mkdir()
    with scratch.open_scratch() as used:
        for folder in place.iterdir():
            os.utime(folder, (0, 0))
        scratch.sweep.cache_clear()
        with scratch.open_scratch():
            assert used.exists()
        assert not empty.exists()
    assert [path.name for path in place.iterdir()] == ["gridpress-1.0"]


def test_an_empty_folder_that_somebody_named_stays(place: Path) -> None:
    (place / "gridpress-out").mkdir()
    os.utime(place / "gridpress-out", (0, 0))
    with scratch.open_scratch():
        assert (place / "gridpress-out").exists()


def test_what_came_read_only_goes_too(place: Path) -> None:
    with scratch.open_scratch() as used:
        (used / "copy" / "menus").mkdir(parents=True)
        (used / "copy" / "menus" / "a.yaml").touch()
        for path in (used / "copy/menus/a.yaml", used / "copy/menus", used / "copy"):
            path.chmod(0o555)
    assert list(place.iterdir()) == []


def test_a_folder_that_somebody_removed_hides_no_error_of_its_user(place: Path) -> None:
    with pytest.raises(ValueError, match="mine"), scratch.open_scratch() as used:  # noqa: PT012 - what ends the block
        (used / ".held").unlink()
        used.rmdir()
        raise ValueError("mine")
    assert list(place.iterdir()) == []
