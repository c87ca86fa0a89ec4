"""A full disk, one that is read-only, a clock that jumps, an editor at work: said, and nothing is lost."""

import errno
import os
import shutil
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import pytest
from click.testing import Result
from conftest import BASE, ROOT

from generator.artifact import Artifact
from generator.diagnostics import OutputError
from generator.publishing import watching
from generator.publishing.trying import try_files
from generator.writing import exchange
from generator.writing.entries import write_entries
from generator.writing.site import write_site

SERVICE = "menus/services/elder-card.yaml"
Gridpress = Callable[..., Result]
COMMANDS = {
    "build": ("build", "--no-handbooks", "--out", "{root}/site"),
    "set": ("set", "service/elder-card", "phone=0988-5550101"),
    "rename": ("rename", "service", "elder-card", "senior-card"),
    "format": ("format",),
    "new": ("new", "service", "meal"),
    "schema": ("schema",),
    "export": ("export", "--out", "{root}/book.xlsx"),
    "export as CSV": ("export", "--out", "{root}/book"),
    "import": ("import", "{book}", "--yes"),
    "print": ("print", "handbook", "--all", "--out", "{root}/prints"),
    "print-order": ("print-order", "--all", "--out", "{root}/order.xlsx"),
    "deploy": ("deploy", "{root}/web", "--site", "{root}/site"),
    "report": ("check", "--xlsx", "{root}/report.xlsx"),
    "repair": ("check", "--fix"),
}
"""Each command that writes."""


def _mount(*words: str) -> bool:
    command = [shutil.which("mount") or "false", *words]
    return not subprocess.run(command, capture_output=True, check=False).returncode  # noqa: S603 - fixed words


@pytest.fixture(scope="module")
def disk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A disk of 12 MB with a workspace that has something to do, and what stands of it."""
    disk = tmp_path_factory.mktemp("disk")
    if not _mount("-t", "tmpfs", "-o", "size=12m", "tmpfs", str(disk)):
        pytest.skip("only root can mount a tiny disk")
    root = Path(shutil.copytree(BASE, disk / "city"))
    yield root
    subprocess.run(["umount", str(disk)], check=True)  # noqa: S603, S607


@pytest.fixture(scope="module")
def worked(disk: Path) -> tuple[Path, dict[str, str]]:
    """The workspace with everything that a command asks for, and what its words stand for."""
    from conftest import run_gridpress  # noqa: PLC0415 - a fixture of the module cannot ask for it

    assert run_gridpress("build", "--root", disk, "--no-handbooks", "--out", disk / "site").exit_code == 0
    assert run_gridpress("deploy", disk / "web", "--root", disk, "--site", disk / "site").exit_code == 0
    book = disk / "office"
    assert run_gridpress("export", "service", "--root", disk, "--out", book).exit_code == 0
    for path in book.glob("服务.csv"):
        path.write_text(path.read_text("utf-8-sig").replace("老年", "老人"), "utf-8-sig")
    text = (disk / SERVICE).read_text("utf-8")
    head, rest = text.split("\n", 1)
    (disk / SERVICE).write_text(f"{rest}{head}  \n", "utf-8")  # out of order, for `format`
    (disk / "site/index.html").write_bytes(b"of another build")  # for `deploy`
    return disk, {"root": str(disk), "book": str(book)}


def _run(gridpress: Gridpress, name: str, words: dict[str, str]) -> Result:
    """Run a command; `repair` finds something to repair."""
    return gridpress(*(word.format(**words) for word in COMMANDS[name]), "--root", words["root"])


@contextmanager
def _wrong(root: Path, name: str) -> Iterator[None]:
    """An entry with a fault, for the command that repairs it."""
    path = root / "menus/people/wang-min.yaml"
    text = path.read_text("utf-8")
    path.write_text(text.replace(": ", "：", 1) if name == "repair" else text, "utf-8")
    yield
    path.write_text(text, "utf-8")


def _fill(folder: Path) -> None:
    """Take the last byte of a disk."""
    with (folder / "ballast").open("wb", buffering=0) as file:
        for size in (1 << 20, 1 << 12, 1):
            with suppress(OSError):
                while file.write(b"x" * size):
                    pass


def _read(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def _assert_said(done: Result, *words: str) -> None:
    assert done.exception is None or isinstance(done.exception, SystemExit), done.exception
    assert done.exit_code != 0
    assert any(word in done.output for word in words), done.output


@pytest.mark.parametrize("name", COMMANDS)
def test_with_no_byte_free_a_command_says_so_and_loses_nothing(
    name: str, worked: tuple[Path, dict[str, str]], gridpress: Gridpress
) -> None:
    """Entries, site and what is published are as they were, and nothing empty is left in their place."""
    root, words = worked
    with _wrong(root, name):
        before = _read(root)
        _fill(root.parent)
        try:
            done = _run(gridpress, name, words)
        finally:
            (root.parent / "ballast").unlink()
        now = _read(root)
    _assert_said(done, "磁盘已满", "disk is full")
    assert {path: now.get(path) for path in before} == before
    assert [path for path in now.keys() - before.keys() if not now[path]] == []
    assert not any(path.name.startswith(".site.") for path in root.iterdir())


@pytest.mark.parametrize("name", COMMANDS)
def test_on_a_disk_that_has_become_read_only_a_command_says_so(
    name: str, worked: tuple[Path, dict[str, str]], gridpress: Gridpress
) -> None:
    """As a stick does that is full of faults, or a share whose permission was taken away."""
    root, words = worked
    with _wrong(root, name):
        assert _mount("-o", "remount,ro", str(root.parent))
        try:
            done = _run(gridpress, name, words)
        finally:
            assert _mount("-o", "remount,rw", str(root.parent))
    _assert_said(done, "只读", "不可写")


@pytest.mark.skipif(sys.platform == "win32", reason="needs POSIX permissions")
def test_permission_that_is_lost_in_the_middle_leaves_the_site_that_stood(tmp_path: Path) -> None:
    """After it has come back the next build clears what was begun."""
    out, mine = tmp_path / "site", os.geteuid()
    write_site([Artifact("index.html", b"old")], out)

    def pages() -> Iterator[Artifact]:
        yield Artifact("index.html", b"new")
        for begun in tmp_path.glob(".site.new-*"):
            begun.chmod(0o500)
        tmp_path.chmod(0o500)
        os.seteuid(mine or 65534)  # root is stopped by no permission, nobody is
        yield Artifact("next.html", b"new")

    try:
        with pytest.raises(OutputError, match="the previous site is untouched"):
            write_site(pages(), out)
    finally:
        os.seteuid(mine)
        tmp_path.chmod(0o700)
    assert (out / "index.html").read_bytes() == b"old"
    write_site([Artifact("index.html", b"new")], out)
    assert [path.name for path in tmp_path.iterdir()] == ["site"]


def test_a_clock_that_jumps_changes_no_byte(workspace: Path, gridpress: Gridpress) -> None:
    """Files of next century, of 1970 and of now are one city; a later day and back again leaves no trace."""
    sites = []
    for moment, day in ((4e9, "2026-11-20"), (0, "2027-11-20"), (1.8e9, "2026-11-20")):
        for path in workspace.rglob("*"):
            os.utime(path, (moment, moment))
        out = workspace / "site"
        done = gridpress(
            "build", "--root", workspace, "--no-handbooks", "--today", day, "--out", out, "--zip"
        )
        assert done.exit_code == 0, done.output
        sites.append(_read(out))
    assert sites[0] == sites[2] != sites[1]


def test_what_an_editor_saves_meanwhile_is_not_overwritten(workspace: Path) -> None:
    """Between the trial of a change and its writing minutes may pass in a large city."""
    text = (workspace / SERVICE).read_text("utf-8")
    trial = try_files(workspace, {SERVICE: text.replace("办老年证", "领老年卡")})
    (workspace / SERVICE).write_text(f"# 刚刚补的一句\n{text}", "utf-8")
    with pytest.raises(OutputError, match="has been saved meanwhile"):
        write_entries(workspace, trial.files, trial.since)
    assert (workspace / SERVICE).read_text("utf-8") == f"# 刚刚补的一句\n{text}"
    again = try_files(workspace, {SERVICE: text.replace("办老年证", "领老年卡")})
    write_entries(workspace, again.files, again.since)
    assert "领老年卡" in (workspace / SERVICE).read_text("utf-8")


def test_a_share_that_renames_slowly_shows_one_whole_site_or_none(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where folders cannot change places at once, readers find the old page, the new, or nothing."""
    out, seen, slow = tmp_path / "site", set(), threading.Event()
    pages = {name: [Artifact(f"{part}.html", name.encode()) for part in "ab"] for name in ("old", "new")}
    write_site(pages["old"], out)
    rename = Path.rename

    def _rename_slowly(source: Path, target: Path) -> Path:
        for _ in range(2):
            seen.add(tuple((out / f"{part}.html").read_text() if out.exists() else "" for part in "ab"))
            slow.wait(0.01)
        return rename(source, target)

    monkeypatch.setattr(exchange, "_exchange_at_once", lambda *_: False)
    monkeypatch.setattr(Path, "rename", _rename_slowly)
    write_site(pages["new"], out)
    assert seen <= {("old", "old"), ("new", "new"), ("", "")}
    assert (out / "a.html").read_text() == "new"


@pytest.mark.parametrize("refusal", [OSError(errno.ENOSPC, "OS file watch limit reached"), OSError(24, "x")])
def test_a_system_that_watches_no_more_folders_is_told_of_and_edits_are_still_followed(
    refusal: OSError, workspace: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """By looking again and again instead."""
    real = watching.watchfiles.watch

    def watch(*folders: Path, force_polling: bool = False, **more: object) -> Iterator[object]:
        if not force_polling:
            raise refusal
        return real(*folders, force_polling=True, **more)

    monkeypatch.setattr(watching.watchfiles, "watch", watch)
    stop = threading.Event()
    changes = watching.watch_workspace(workspace, stop)
    assert next(changes) == set()
    (workspace / SERVICE).write_text((workspace / SERVICE).read_text("utf-8") + "# x\n", "utf-8")
    assert workspace / SERVICE in next(changes)
    stop.set()
    assert "max_user_watches" in capsys.readouterr().err


@pytest.mark.skipif(sys.platform != "linux", reason="processes of a session are looked for in /proc")
def test_commands_killed_at_any_moment_leave_all_whole_and_no_process() -> None:
    """A share of `make torture`, in a process of its own that may make copies of itself."""
    command = [sys.executable, "-m", "scripts.torture", "--kills", "14", "--seed", "7"]
    command += ["--only", "build", "deploy", "rename", "import", "format", "serve"]
    done = subprocess.run(command, capture_output=True, text=True, check=False, cwd=ROOT)  # noqa: S603 - ours
    assert done.returncode == 0, done.stdout + done.stderr
    assert "0 faults" in done.stdout
