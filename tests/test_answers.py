"""A check that tells its last answer again says what it would say anew, whatever was done in between."""

import datetime
import multiprocessing
import os
import shutil
import time
from collections.abc import Callable
from pathlib import Path
from random import Random

import pytest
from click.testing import Result
from conftest import run_gridpress

from generator.publishing import checking, kept, sealing
from generator.publishing.answers import Answer, Question
from generator.publishing.kept import Kept
from generator.reading.loaded import Loaded

GRID = "menus/grids/chaojing-1.yaml"
TICK = 0.03
"""Seconds after which files are stamped with another time: what changes as a check begins is not trusted."""
DAY = datetime.timedelta(days=1)


class Editor:
    """Somebody who checks a workspace, and knows how often it was really looked at."""

    def __init__(self, root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        self.root, self.looked = root, 0
        self._patch = monkeypatch
        self._check = checking.check_workspace
        monkeypatch.setattr(checking, "check_workspace", self._look)
        monkeypatch.setattr(kept, "MANY", 1)

    def _look(self, *arguments: object, **options: object) -> Loaded:
        self.looked += 1
        return self._check(*arguments, **options)  # type: ignore[arg-type]

    def ask(self, *words: str) -> tuple[int, str]:
        """Check, with an answer of before if there is one."""
        time.sleep(TICK)
        done: Result = run_gridpress("check", "--root", self.root, *words)
        return done.exit_code, done.output

    def ask_anew(self, *words: str) -> tuple[int, str]:
        """Check without any memory."""
        with self._patch.context() as patch:
            patch.setattr(kept, "MANY", 10**9)
            return self.ask(*words)

    def is_told_again(self, *words: str) -> bool:
        """Whether the next answer is one of before; it is right in any case."""
        before = self.looked
        told = self.ask(*words)
        again = self.looked == before
        assert told == self.ask_anew(*words)
        return again


@pytest.fixture
def editor(workspace: Path, monkeypatch: pytest.MonkeyPatch) -> Editor:
    return Editor(workspace, monkeypatch)


def _rewrite(path: Path, dice: Random) -> None:
    text = path.read_text("utf-8", "replace")
    start = dice.randrange(len(text) + 1)
    end = start + dice.choice((0, 0, 1, 9))
    part = dice.choice(("", "甲", "13812345678", "\n", ": ", "待定", text[end : end + 1]))
    path.write_text(text[:start] + part + text[end:], "utf-8")


def _turn_back(path: Path, dice: Random) -> None:
    """Other contents of the same length, stamped as before, as tools for synchronising do."""
    status, data = path.stat(), path.read_bytes()
    spot = dice.randrange(max(1, len(data)))
    path.write_bytes(data[:spot] + b"x" + data[spot + 1 :])
    os.utime(path, ns=(status.st_atime_ns, status.st_mtime_ns))


ACTS: tuple[Callable[[Path, Random], object], ...] = (
    _rewrite,
    _rewrite,
    _turn_back,
    lambda path, _: path.unlink(),
    lambda path, dice: path.rename(path.with_name(f"moved-{dice.randrange(99)}{path.suffix}")),
    lambda path, dice: shutil.copy(path, path.with_name(f"copied-{dice.randrange(99)}{path.suffix}")),
    lambda path, _: path.with_suffix(".txt").write_bytes(b""),
    lambda path, dice: (path.parent / f"folder-{dice.randrange(99)}").mkdir(exist_ok=True),
    lambda path, _: path.touch(),
)
PROFILES = (
    "grace_days: 7",
    "time_zone: Asia/Urumqi",
    "much_later: 3",
    "",
    "waivers: []",
    "as_of: 2026-01-01",
)


@pytest.mark.parametrize("seed", range(3))
def test_after_any_edit_the_answer_is_that_of_a_check_without_memory(editor: Editor, seed: int) -> None:
    dice = Random(seed)  # noqa: S311 - repeatable, no secret
    for _ in range(8):
        if dice.random() < 0.2:
            profile = editor.root / "menus" / "profile.yaml"
            text = profile.read_text("utf-8")
            profile.write_text(f"{text.rstrip()}\n{dice.choice(PROFILES)}\n", "utf-8")
        else:
            files = [path for path in sorted((editor.root / "menus").rglob("*.*")) if path.is_file()]
            dice.choice(ACTS)(dice.choice(files), dice)
        words = dice.choice(((), ("--format", "json"), ("--today", "2027-01-01"), ("--lang", "en")))
        assert editor.ask(*words) == editor.ask_anew(*words)
        assert editor.is_told_again(*words) or not (editor.root / "menus" / "profile.yaml").exists()


def test_an_answer_is_told_again_until_something_changes(editor: Editor) -> None:
    editor.ask()
    assert editor.is_told_again()
    assert not editor.is_told_again("--format", "json")
    assert not editor.is_told_again()  # one answer is kept, the last
    path = editor.root / GRID
    path.write_text(path.read_text("utf-8") + "night_phone: 1\n", "utf-8")
    assert not editor.is_told_again()
    assert editor.is_told_again()


@pytest.mark.parametrize(
    "name", ["content/about.md", "content/map.svg", "mkdocs.yml", "site_overrides/x.html"]
)
def test_what_is_written_by_hand_counts(workspace: Path, name: str) -> None:
    loaded, path = checking.check_workspace(workspace), workspace / name
    path.parent.mkdir(exist_ok=True)
    for text in ("甲", "乙", "甲乙"):
        path.write_text(text, "utf-8")
        time.sleep(TICK)
        question = Question(Kept(workspace))
        assert question.recall() is None
        question.remember(Answer(text, 0), loaded)
        assert Question(Kept(workspace)).recall() == (text, 0)


def test_the_next_day_is_another_question(editor: Editor) -> None:
    editor.ask("--today", "2026-05-20")
    words = ("zh", "full", "2026-05-20")
    assert Question(Kept(editor.root), *words).recall() is not None
    question = Question(Kept(editor.root), *words)
    question.now += DAY
    assert question.recall() is None


def test_another_program_is_asked_anew(editor: Editor, monkeypatch: pytest.MonkeyPatch) -> None:
    editor.ask()
    monkeypatch.setattr(sealing, "PROGRAM", sealing.PROGRAM / "reading")
    assert not editor.is_told_again()


def test_what_changes_while_it_is_checked_is_not_remembered(
    editor: Editor, monkeypatch: pytest.MonkeyPatch
) -> None:
    look = checking.check_workspace

    def edit_and_look(root: Path, **options: object) -> Loaded:
        loaded: Loaded = look(root, **options)  # type: ignore[arg-type]
        _turn_back(root / GRID, Random(0))  # noqa: S311 - repeatable, no secret
        return loaded

    with monkeypatch.context() as patch:
        patch.setattr(checking, "check_workspace", edit_and_look)
        editor.ask()
    assert not editor.is_told_again()
    assert editor.is_told_again()


DAMAGED: tuple[Callable[[Path], object], ...] = (
    lambda path: path.write_bytes(b""),
    lambda path: path.write_bytes(path.read_bytes()[:-1]),
    lambda path: path.write_bytes(path.read_bytes().replace(b'"', b'"x', 1)),
    lambda path: path.write_bytes(b"0" + path.read_bytes()[1:]),
    lambda path: path.write_bytes(b"x\n" + b"[" * 100_000),
    lambda path: path.write_bytes(b'x\n["", 0, "../zone", ""]'),
    lambda path: path.write_bytes(b"\x80\x05."),
    lambda path: (path.unlink(), path.mkdir()),
    lambda path: (path.rename(path.with_name("real")), path.symlink_to(path.with_name("real"))),
    lambda path: shutil.rmtree(path.parent),
)


@pytest.mark.parametrize("name", ["check", "read"])
@pytest.mark.parametrize("damage", DAMAGED)
def test_what_is_damaged_is_passed_over(editor: Editor, name: str, damage: Callable[[Path], object]) -> None:
    editor.ask()
    damage(editor.root / ".cache" / name)
    assert not editor.is_told_again() or name != "check"


def test_where_nothing_can_be_kept_a_check_works_all_the_same(editor: Editor) -> None:
    (editor.root / ".cache").write_bytes(b"")
    assert editor.ask() == editor.ask_anew()
    assert not editor.is_told_again()


def test_nothing_is_written_through_a_link_and_nothing_linked_is_remembered(
    editor: Editor, tmp_path: Path
) -> None:
    (tmp_path / "else").mkdir()
    cache = editor.root / ".cache"
    cache.symlink_to(tmp_path / "else")
    editor.ask()
    assert [*(tmp_path / "else").iterdir()] == []
    cache.unlink()
    (editor.root / "menus" / "grids" / "link.yaml").symlink_to(editor.root / GRID)
    editor.ask()
    assert not editor.is_told_again()


def test_a_small_workspace_keeps_nothing(workspace: Path) -> None:
    run_gridpress("check", "--root", workspace)
    assert not (workspace / ".cache").exists()


def _ask_often(root: Path, name: str) -> None:
    loaded = checking.check_workspace(root)
    for number in range(20):
        Question(Kept(root), "full").remember(Answer(f"{name}{number}" * 999, 0), loaded)
        told = Question(Kept(root), "full").recall()
        assert told is None or told.text == told.text[: len(told.text) // 999] * 999


def test_two_processes_leave_whole_answers(workspace: Path) -> None:
    time.sleep(TICK)
    fork = multiprocessing.get_context("fork" if os.name == "posix" else None)
    both = [fork.Process(target=_ask_often, args=(workspace, name)) for name in "ab"]
    for one in both:
        one.start()
    for one in both:
        one.join()
    assert [one.exitcode for one in both] == [0, 0]
    assert sorted(path.name for path in (workspace / ".cache").iterdir()) == [".gitignore", "check"]
