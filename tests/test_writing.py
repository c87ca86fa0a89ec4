"""The output folder holds the previous site or the new one, whole, whatever happens in between."""

import ctypes
import errno
import os
import random
import re
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.artifact import Artifact
from generator.diagnostics import OutputError
from generator.writing import exchange, lock, site
from generator.writing.folder import MARKER, locate_output
from generator.writing.paths import Names
from generator.writing.site import write_site

POSIX_ONLY = pytest.mark.skipif(sys.platform == "win32", reason="needs POSIX signals or permissions")

ENDLESS_WRITER = """
import sys
from pathlib import Path
from generator.artifact import Artifact
from generator.writing.site import write_site
version = int(sys.argv[2])
while True:
    version += 1
    text = f"{version}".encode() * 500
    pages = [Artifact(f"p{i % 7}/{i}.html", text) for i in range(60)]
    own = [Artifact(f"only/{version}.html", text), Artifact("same.txt", b"same")]
    write_site([*pages, *own], Path(sys.argv[1]))
"""


def artifacts(files: dict[str, str]) -> list[Artifact]:
    """Turn path → text into artifacts."""
    return [Artifact(path, text.encode()) for path, text in files.items()]


def read_tree(root: Path) -> dict[str, str]:
    """Read every file under `root`, our marker left out."""
    files = (path for path in root.rglob("*") if path.is_file() and path.name != MARKER)
    return {path.relative_to(root).as_posix(): path.read_text() for path in files}


def neighbours(out: Path) -> list[str]:
    """List what stands beside the output folder."""
    return sorted(path.name for path in out.parent.iterdir() if path != out)


@pytest.fixture
def out(tmp_path: Path) -> Path:
    """Name an output folder that does not exist yet."""
    return tmp_path / "site"


@pytest.fixture
def standing(out: Path) -> Path:
    """Write a first site."""
    write_site(artifacts({"index.html": "home", "services/meals.html": "meals"}), out)
    return out


def test_a_first_build_writes_every_file_and_leaves_nothing_beside(out: Path) -> None:
    """The folder and its parents are made, and staging folder and lock are gone afterwards."""
    deep = out / "public" / "site"
    written = write_site(artifacts({"index.html": "首页", "grids/a/b.html": "b"}), deep)
    assert read_tree(deep) == {"index.html": "首页", "grids/a/b.html": "b"}
    assert written.created == ("index.html", "grids/a/b.html")
    assert neighbours(deep) == []


def test_an_unchanged_file_keeps_inode_and_time_beside_changed_ones(standing: Path) -> None:
    """Unchanged files are the same files, so caches and file synchronisation skip them."""
    before = (standing / "index.html").stat()
    written = write_site(
        artifacts({"index.html": "home", "services/meals.html": "soup", "new": "n"}), standing
    )
    after = (standing / "index.html").stat()
    assert (before.st_ino, before.st_mtime_ns, 1) == (after.st_ino, after.st_mtime_ns, after.st_nlink)
    assert written.counts == {"created": 1, "changed": 1, "unchanged": 1, "removed": 0}
    assert read_tree(standing)["services/meals.html"] == "soup"


def test_a_build_that_changes_nothing_leaves_the_folder_itself_in_place(standing: Path) -> None:
    """Not even the folder is exchanged."""
    before = standing.stat().st_ino
    written = write_site(artifacts({"index.html": "home", "services/meals.html": "meals"}), standing)
    assert standing.stat().st_ino == before
    assert written.counts == {"created": 0, "changed": 0, "unchanged": 2, "removed": 0}


def test_a_change_of_equal_length_is_seen(standing: Path) -> None:
    """Bytes are compared, not sizes alone."""
    assert write_site(artifacts({"index.html": "HOME"}), standing).changed == ("index.html",)


def test_stale_files_and_emptied_folders_are_removed(standing: Path) -> None:
    """What no artifact names goes, with the folder that held it."""
    (standing / "stray.txt").write_text("stray")
    written = write_site(artifacts({"index.html": "home"}), standing)
    assert written.removed == ("services/meals.html", "stray.txt")
    assert sorted(path.name for path in standing.iterdir()) == [MARKER, "index.html"]


def test_a_folder_may_become_a_file_and_a_file_a_folder(standing: Path) -> None:
    """The new tree does not depend on the shape of the old one."""
    files = {"index.html/a": "a", "services": "s"}
    write_site(artifacts(files), standing)
    assert read_tree(standing) == files


def test_no_artifacts_make_an_empty_site(standing: Path) -> None:
    """An empty stream is a site too, and the folder stays ours."""
    write_site([], standing)
    assert [path.name for path in standing.iterdir()] == [MARKER]
    locate_output(standing)


def test_without_hard_links_unchanged_files_are_copied_with_their_time(
    standing: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A file system that knows no hard links still keeps the times."""

    def no_link(*_: object) -> None:
        raise OSError(errno.EPERM, "no hard links")

    monkeypatch.setattr(os, "link", no_link)
    before = (standing / "index.html").stat()
    write_site(artifacts({"index.html": "home", "b": "b"}), standing)
    after = (standing / "index.html").stat()
    assert before.st_mtime_ns == after.st_mtime_ns
    assert before.st_ino != after.st_ino


def test_a_failing_stream_leaves_everything_as_it_was(standing: Path) -> None:
    """The stream's own error comes through, and nothing stays beside the site."""

    def broken() -> Iterator[Artifact]:
        yield Artifact("index.html", b"half")
        raise ZeroDivisionError

    before = read_tree(standing)
    with pytest.raises(ZeroDivisionError):
        write_site(broken(), standing)
    assert read_tree(standing) == before
    assert neighbours(standing) == []


def test_a_failing_first_build_leaves_no_folder(out: Path) -> None:
    """Nothing stood before, so nothing stands after."""
    with pytest.raises(OutputError):
        write_site(artifacts({"a": "a", "..": "b"}), out)
    assert not out.exists()
    assert neighbours(out) == []


BAD_PATHS = [
    *("", "/", "/etc/passwd", "//host/share", "a//b", "a/", "./a", "a/./b", "..", "../a", "a/../../b"),
    *("a\\b", "..\\a", "C:/a", "C:a", "a\0b", "a\nb", "a?", "a*b", 'a"b', "a<b", "a|b", "a:b", "\ud800"),
    *("CON", "con.html", "a/NUL", "aux.tar.gz", "COM1", "lpt9.txt", "com¹", "nul .txt", "conin$"),
    *("a.", "a ", "a /b", "a./b", "字" * 86, MARKER, MARKER.upper()),
]


@pytest.mark.parametrize("path", BAD_PATHS)
def test_a_path_unfit_for_some_system_is_refused(path: str, standing: Path) -> None:
    """Absolute, leaving, reserved and unspeakable paths are refused; the site stays."""
    before = read_tree(standing)
    with pytest.raises(OutputError):
        write_site([Artifact("new.html", b"new"), Artifact(path, b"x")], standing)
    assert read_tree(standing) == before
    assert neighbours(standing) == []


GOOD_PATHS = [
    "console.html",
    "com10",
    "a b/c",
    "...a",
    "..a/b",
    ".nojekyll",
    "网格/幸福里.html",
    "字" * 85,
    "auxiliary",
]


@pytest.mark.parametrize("path", GOOD_PATHS)
def test_a_path_that_only_looks_odd_is_written(path: str, out: Path) -> None:
    """Near misses of the refusals above."""
    write_site(artifacts({path: "x"}), out)
    assert read_tree(out) == {path: "x"}


CLASHES = [
    ("a.html", "a.html"),
    ("a.html", "A.HTML"),
    ("caf\u00e9", "cafe\u0301"),
    ("straße", "STRASSE"),
    ("a", "a/b"),
    ("a/b", "a"),
    ("a/b", "A/c"),
    ("a/b/c", "a/B"),
]


@pytest.mark.parametrize(("one", "other"), CLASHES)
def test_two_paths_that_are_one_somewhere_are_refused(one: str, other: str, out: Path) -> None:
    """The message names the two files or folders that clash."""
    with pytest.raises(OutputError) as caught:
        write_site(artifacts({one: "1"}) + artifacts({other: "2"}), out)
    named = re.findall("`(.+?)`", caught.value.text.zh)
    assert named == re.findall("`(.+?)`", caught.value.text.en)
    assert any(f"{one}/".startswith(name) for name in named)
    assert any(f"{other}/".startswith(name) for name in named)


@given(st.text(st.sampled_from("ab./\\ :A\0é字~") | st.characters(), max_size=12))
def test_an_accepted_path_never_leaves_the_folder(path: str) -> None:
    """Whatever the text: refused, or a plain relative path on POSIX and Windows alike."""
    try:
        fresh = Names().take(path)
    except OutputError:
        return
    parts = path.split("/")
    assert all(part not in {"", ".", ".."} for part in parts)
    assert not set(path) & set('\\:*?"<>|\0')
    assert fresh == ["/".join(parts[: end + 1]) for end in range(len(parts) - 1)]
    path.encode()


@given(st.lists(st.lists(st.sampled_from(["a", "A", "b", "c"]), min_size=1, max_size=3), max_size=8))
def test_accepted_paths_are_distinct_files_whatever_the_letter_case(parts: list[list[str]]) -> None:
    """No accepted path equals another, or is a folder of another, once folded."""
    names = Names()
    taken: list[str] = []
    for path in map("/".join, parts):
        try:
            names.take(path)
        except OutputError:
            continue
        taken.append(path.lower())
    assert len(set(taken)) == len(taken)
    assert not any(one != other and other.startswith(f"{one}/") for one in taken for other in taken)


def test_a_folder_with_foreign_files_is_refused_and_untouched(out: Path) -> None:
    """A mistyped output folder costs nobody a file."""
    out.mkdir()
    (out / "thesis.doc").write_text("years of work")
    for attempt in (locate_output, lambda folder: write_site([], folder)):
        with pytest.raises(OutputError, match=r"\.gridpress"):
            attempt(out)
    assert read_tree(out) == {"thesis.doc": "years of work"}


def test_a_foreign_file_named_like_the_marker_does_not_open_the_folder(out: Path) -> None:
    """The marker counts by what it says."""
    out.mkdir()
    (out / MARKER).write_text("something else")
    with pytest.raises(OutputError):
        locate_output(out)


def test_an_empty_folder_is_taken(out: Path) -> None:
    """It holds nothing to lose."""
    out.mkdir(mode=0o750)
    write_site(artifacts({"a": "a"}), out)
    assert read_tree(out) == {"a": "a"}
    assert sys.platform == "win32" or out.stat().st_mode & 0o777 == 0o750


def refused_places(tmp_path: Path) -> dict[str, Path]:
    """Name the places that are never an output folder."""
    file = tmp_path / "file"
    file.write_text("x")
    repository = tmp_path / "repository"
    (repository / ".git").mkdir(parents=True)
    return {
        "root": Path(tmp_path.anchor),
        "home": Path.home(),
        "above home": Path.home().parent,
        "here": Path(),
        "above here": Path(".."),
        "a file": file,
        "below a file": file / "site",
        "a repository": repository,
    }


@pytest.mark.parametrize(
    "name", ["root", "home", "above home", "here", "above here", "a file", "below a file", "a repository"]
)
def test_a_place_that_holds_more_than_a_site_is_refused(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Even a marker does not make these ours."""
    for part in ("home/user", "work/project"):
        (tmp_path / part).mkdir(parents=True)
        write_site([], tmp_path / part)
    monkeypatch.setenv("HOME", str(tmp_path / "home" / "user"))
    monkeypatch.setenv("USERPROFILE", str(tmp_path / "home" / "user"))
    monkeypatch.chdir(tmp_path / "work" / "project")
    with pytest.raises(OutputError):
        locate_output(refused_places(tmp_path)[name])


@POSIX_ONLY
def test_an_output_folder_that_is_a_link_is_refused(standing: Path, tmp_path: Path) -> None:
    """The exchange would put a folder where the link was; the message names the target."""
    link = tmp_path / "link"
    link.symlink_to(standing, target_is_directory=True)
    with pytest.raises(OutputError, match="it is a link to") as caught:
        write_site([], link)
    assert str(standing) in caught.value.text.zh
    assert read_tree(standing)


@POSIX_ONLY
def test_links_inside_the_folder_are_replaced_and_never_followed(standing: Path, tmp_path: Path) -> None:
    """Neither writing nor removing reaches what a planted link points at."""
    outside = tmp_path / "outside"
    outside.mkdir()
    (outside / "meals.html").write_text("meals")
    (outside / "precious").write_text("p")
    shutil.rmtree(standing / "services")
    (standing / "services").symlink_to(outside)
    (standing / "index.html").unlink()
    (standing / "index.html").symlink_to(outside / "precious")
    write_site(artifacts({"index.html": "p", "services/meals.html": "meals"}), standing)
    assert not (standing / "services").is_symlink()
    assert not (standing / "index.html").is_symlink()
    assert (standing / "services/meals.html").stat().st_nlink == 1
    assert read_tree(outside) == {"meals.html": "meals", "precious": "p"}


@POSIX_ONLY
def test_a_folder_whose_parent_cannot_be_written_is_refused_beforehand(
    standing: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The check before the expensive work finds it."""
    monkeypatch.setattr(os, "access", lambda *_: False)
    with pytest.raises(OutputError, match="not writable"):
        locate_output(standing)


def test_a_full_disk_is_said_so_and_leaves_the_previous_site(
    standing: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The second file no longer fits."""
    real = os.write

    def fill_up(handle: int, data: bytes) -> int:
        if data == b"big":
            raise OSError(errno.ENOSPC, "No space left on device")
        return real(handle, data)

    monkeypatch.setattr(site.os, "write", fill_up)
    before = read_tree(standing)
    with pytest.raises(OutputError, match="disk is full") as caught:
        write_site(artifacts({"a": "a", "b": "big"}), standing)
    assert "磁盘已满" in caught.value.text.zh
    assert read_tree(standing) == before
    assert neighbours(standing) == []


@pytest.fixture
def tiny_disk(tmp_path: Path) -> Iterator[Path]:
    """Mount a disk of 256 KB, where the system lets us."""
    disk, mount = tmp_path / "disk", shutil.which("mount")
    disk.mkdir()
    command = [mount or "mount", "-t", "tmpfs", "-o", "size=256k", "tmpfs", str(disk)]
    if not mount or subprocess.run(command, capture_output=True, check=False).returncode:  # noqa: S603 - fixed words
        pytest.skip("only root can mount a tiny disk")
    yield disk
    subprocess.run(["umount", str(disk)], check=True)  # noqa: S603, S607


def test_a_really_full_disk_leaves_the_previous_site_and_room_for_it(tiny_disk: Path) -> None:
    """After the refusal the staging folder is gone, so a smaller site fits again."""
    out = tiny_disk / "site"
    write_site([Artifact("a", b"a" * 60_000)], out)
    with pytest.raises(OutputError, match="disk is full"):
        write_site((Artifact(f"{i}", b"b" * 20_000) for i in range(50)), out)
    assert read_tree(out) == {"a": "a" * 60_000}
    assert neighbours(out) == []
    write_site([Artifact("c", b"c" * 60_000)], out)
    assert list(read_tree(out)) == ["c"]


def test_a_mount_point_is_refused_with_advice(tiny_disk: Path) -> None:
    """It cannot be exchanged, and the message offers a folder inside it."""
    with pytest.raises(OutputError, match="a folder inside it"):
        locate_output(tiny_disk)


def test_a_second_build_at_once_is_refused_and_the_first_goes_on(standing: Path) -> None:
    """The message names the process that is writing."""

    def meanwhile() -> Iterator[Artifact]:
        with pytest.raises(OutputError, match=f"process {os.getpid()}"):
            write_site([], standing)
        yield Artifact("index.html", b"new")

    write_site(meanwhile(), standing)
    assert read_tree(standing) == {"index.html": "new"}
    assert neighbours(standing) == []


def test_a_record_of_a_build_is_written_before_another_may_begin(standing: Path) -> None:
    """It would tell of files that the other has written since."""
    noted = []

    def note() -> None:
        with pytest.raises(OutputError):
            write_site(artifacts({"index.html": "other"}), standing)
        noted.append((standing / "index.html").read_text("utf-8"))

    write_site(artifacts({"index.html": "new"}), standing, note)
    assert noted == ["new"]


def test_a_lock_file_left_by_a_killed_run_does_not_stand_in_the_way(standing: Path) -> None:
    """The system's lock counts, not the file."""
    (standing.parent / ".site.lock").write_text("999999\n")
    write_site([], standing)
    assert neighbours(standing) == []


def test_a_lock_file_removed_while_waiting_is_taken_anew(
    standing: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A run that ends between our open and our lock takes its lock file with it."""
    real: Callable[[int], None] = lock._try_lock  # noqa: SLF001 - the moment that is tried
    path = standing.parent / ".site.lock"

    def remove_first(handle: int) -> None:
        monkeypatch.setattr(lock, "_try_lock", real)
        path.unlink()
        real(handle)

    monkeypatch.setattr(lock, "_try_lock", remove_first)
    with lock.hold_lock(standing):
        assert path.read_text() == f"{os.getpid()}\n"


def test_leftovers_of_dead_runs_are_cleared_but_only_ours(standing: Path) -> None:
    """A folder that merely has such a name keeps its files."""
    ours, theirs = standing.with_name(".site.new-1"), standing.with_name(".site.new-2")
    shutil.copytree(standing, ours)
    theirs.mkdir()
    (theirs / "file").write_text("x")
    standing.with_name(".site.new-notes").mkdir()
    for barely_begun in (".site.new-3", ".site.new-4"):
        standing.with_name(barely_begun).mkdir()
    (standing.with_name(".site.new-4") / MARKER).touch()
    write_site([], standing)
    assert neighbours(standing) == [".site.new-2", ".site.new-notes"]


@pytest.fixture
def no_exchange(monkeypatch: pytest.MonkeyPatch) -> None:
    """Behave like a system that cannot exchange two folders at once."""
    monkeypatch.setattr(exchange, "_exchange_at_once", lambda *_: False)


@pytest.mark.usefixtures("no_exchange")
def test_without_exchange_three_renames_do_the_same(standing: Path) -> None:
    """The result is the same, and nothing stays beside."""
    write_site(artifacts({"index.html": "new"}), standing)
    assert read_tree(standing) == {"index.html": "new"}
    assert neighbours(standing) == []


@pytest.mark.usefixtures("no_exchange")
@pytest.mark.parametrize("failing", [1, 2])
def test_without_exchange_a_failing_rename_leaves_the_previous_site(
    failing: int, standing: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A file in use on Windows, say; the reason stands in the message."""
    real, calls = Path.rename, iter(range(1, 9))

    def rename(self: Path, target: Path) -> Path:
        if next(calls) == failing:
            raise OSError(errno.EBUSY, "in use")
        return real(self, target)

    monkeypatch.setattr(Path, "rename", rename)
    before = read_tree(standing)
    with pytest.raises(OutputError, match="in use"):
        write_site(artifacts({"index.html": "new"}), standing)
    assert read_tree(standing) == before
    assert neighbours(standing) == []


def test_an_interrupted_exchange_by_renames_is_undone_by_the_next_run(standing: Path) -> None:
    """Killed while no site stood: the old one is put back before anything else, even if the run fails."""
    before = read_tree(standing)
    shutil.copytree(standing, standing.with_name(".site.new-77"))
    standing.rename(standing.with_name(".site.old-77"))
    with pytest.raises(OutputError):
        write_site(artifacts({"..": "x"}), standing)
    assert read_tree(standing) == before
    assert neighbours(standing) == []


@pytest.mark.skipif(sys.platform not in {"linux", "darwin"}, reason="no such call elsewhere")
def test_this_system_exchanges_folders_at_once(tmp_path: Path) -> None:
    """Otherwise the test of sudden death below would try the wrong way."""
    for name in ("a", "b"):
        (tmp_path / name / name).mkdir(parents=True)
    assert exchange._exchange_at_once(bytes(tmp_path / "a"), bytes(tmp_path / "b"))  # noqa: SLF001 - one way of several
    assert (tmp_path / "a" / "b").exists()
    ctypes.set_errno(0)
    with pytest.raises(FileNotFoundError):
        exchange._exchange_at_once(bytes(tmp_path / "a"), bytes(tmp_path / "c"))  # noqa: SLF001 - one way of several


def test_what_a_killed_exchange_left_beside_a_standing_site_is_cleared(standing: Path) -> None:
    """Killed after the exchange, before the old site was removed: the new one stays."""
    old = standing.with_name(".site.old-77")
    shutil.copytree(standing, old)
    (old / "index.html").write_text("yesterday")
    before = read_tree(standing)
    with pytest.raises(OutputError):
        write_site(artifacts({"..": "x"}), standing)
    assert read_tree(standing) == before
    assert neighbours(standing) == []


def test_a_folder_of_others_is_never_put_in_place_of_a_missing_site(out: Path) -> None:
    """It only has such a name; nothing of it is published or removed."""
    theirs = out.with_name(f".{out.name}.old-5")
    theirs.mkdir(parents=True)
    (theirs / "notes.txt").write_text("mine")
    write_site(artifacts({"index.html": "new"}), out)
    assert read_tree(out) == {"index.html": "new"}
    assert read_tree(theirs) == {"notes.txt": "mine"}


def assert_whole(out: Path) -> int:
    """Assert that `out` holds one version of the endless writer's site and nothing of another."""
    files = read_tree(out)
    version = int(next(path for path in files if path.startswith("only/"))[5:-5])
    text = f"{version}" * 500
    expected = {f"p{i % 7}/{i}.html": text for i in range(60)}
    assert files == expected | {f"only/{version}.html": text, "same.txt": "same"}
    return version


@POSIX_ONLY
def test_killed_at_any_moment_a_whole_site_stands(out: Path) -> None:
    """Kill a writer at thirty random moments: the previous site or the next, never a mixture."""
    chance, version = random.Random(7), 0  # noqa: S311
    for _ in range(30):
        command = [sys.executable, "-c", ENDLESS_WRITER, str(out), str(version)]
        with subprocess.Popen(command) as writer:  # noqa: S603 - this Python
            wait_for_progress(writer, out, version)
            time.sleep(chance.uniform(0, 0.03))
            writer.send_signal(signal.SIGKILL)
        version = assert_whole(out)
    write_site([], out)
    assert neighbours(out) == []


def wait_for_progress(writer: subprocess.Popen[bytes], out: Path, version: int) -> None:
    """Wait until the writer has put a newer site in place, as long as it lives."""
    while (out / "only" / f"{version}.html").exists() or not out.exists():
        assert writer.poll() is None
        time.sleep(0.002)
