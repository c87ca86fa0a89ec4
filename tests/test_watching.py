"""What `gridpress serve` hears of: each save once, however an editor saves, and none is lost."""

import os
import queue
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.publishing import watching
from generator.publishing.overlay import find_defaults
from generator.publishing.watching import watch_workspace

WAIT_S = 120
"""Ends a test that waits for ever; judges nothing."""
Batches = Iterator[set[Path]]


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A workspace with one entry."""
    city = tmp_path / "city"
    (city / "menus/services").mkdir(parents=True)
    (city / "menus/services/meal.yaml").write_text("name: 老人餐\n", "utf-8")
    return city


@pytest.fixture
def hear(root: Path) -> Iterator[Callable[[Path], None]]:
    """Watch a workspace from now on; calling it waits until a path has been heard of."""
    stop, heard = threading.Event(), queue.Queue[set[Path]]()
    batches = watch_workspace(root, stop)
    assert next(batches) == set()

    def listen() -> None:
        for batch in batches:
            heard.put(batch)

    thread = threading.Thread(target=listen)
    thread.start()

    def wait_for(path: Path) -> None:
        while path not in heard.get(timeout=WAIT_S):
            pass

    yield wait_for
    stop.set()
    thread.join()


def test_a_save_is_heard_of(root: Path, hear: Callable[[Path], None]) -> None:
    entry = root / "menus/services/meal.yaml"
    entry.write_bytes("name: 老人午餐\r\n".encode())
    hear(entry)


def test_a_save_by_renaming_is_heard_of_each_time(root: Path, hear: Callable[[Path], None]) -> None:
    """Many editors write a new file and put it in the place of the old one."""
    entry, beside = root / "menus/services/meal.yaml", root / "menus/services/.meal.yaml.tmp"
    for turn in range(3):
        beside.write_text(f"name: {turn}\n", "utf-8")
        os.replace(beside, entry)  # noqa: PTH105 - as editors do
        hear(entry)


def test_a_file_that_is_moved_away_first_is_heard_of(root: Path, hear: Callable[[Path], None]) -> None:
    entry = root / "menus/services/meal.yaml"
    entry.rename(root / "menus/services/meal.yaml~")
    entry.write_text("name: 新\n", "utf-8")
    hear(entry)


def test_a_deleted_file_is_heard_of(root: Path, hear: Callable[[Path], None]) -> None:
    entry = root / "menus/services/meal.yaml"
    entry.unlink()
    hear(entry)


def test_settings_and_folders_that_come_later_are_heard_of(root: Path, hear: Callable[[Path], None]) -> None:
    """A workspace begins with menus/ alone; settings may be replaced as a whole."""
    settings, content = root / "mkdocs.yml", root / "content"
    for text in ("site_name: 甲\n", "site_name: 甲乙\n"):
        beside = root / "new.tmp"
        beside.write_text(text, "utf-8")
        os.replace(beside, settings)  # noqa: PTH105 - as editors do
        hear(settings)
    settings.unlink()
    hear(settings)
    content.mkdir()
    hear(content)
    (content / "page.md").write_text("# 页\n", "utf-8")
    hear(content / "page.md")


def test_a_workspace_without_folders_waits_for_them(tmp_path: Path) -> None:
    batches = watch_workspace(tmp_path, threading.Event())
    assert next(batches) == set()
    (tmp_path / "menus").mkdir()
    assert next(batches) == {tmp_path / "menus"}


def test_what_is_saved_while_a_batch_is_worked_on_is_in_the_next(root: Path) -> None:
    batches = watch_workspace(root, threading.Event())
    assert next(batches) == set()
    first, second = root / "menus/services/meal.yaml", root / "menus/services/other.yaml"
    first.write_text("name: 甲\n", "utf-8")
    seen = next(batches)
    while first not in seen:
        seen = next(batches)
    second.write_text("name: 乙\n", "utf-8")  # while pages are made
    while second not in seen:
        seen = next(batches)


def test_what_shows_through_is_watched_too(root: Path) -> None:
    """Gridpress's own pages and styles, for those who work on them."""
    assert find_defaults() / "site_overrides" in watching._list_folders(root)  # noqa: SLF001 - nobody else could tell


def test_what_the_province_says_is_watched_in_a_city(root: Path, hear: Callable[[Path], None]) -> None:
    """A city's pages follow it: its entries, and that there is a province at all."""
    province = root.parent / "province.yaml"
    province.write_text("name: 省\n", "utf-8")
    hear(province)
    (root.parent / "menus").mkdir()
    hear(root.parent / "menus")
    entry = root.parent / "menus/meal.yaml"
    entry.write_text("name: 饭\n", "utf-8")
    hear(entry)


# ---- batches, whatever the order of things ----

STEPS = st.lists(st.frozensets(st.sampled_from("abc"), max_size=2), max_size=12)
"""What is heard of, pause by pause; nothing where an editor rests."""


@given(steps=STEPS, halfway=st.frozensets(st.tuples(st.integers(0, 11), st.sampled_from("abc")), max_size=6))
def test_every_save_is_in_one_batch_and_no_batch_is_for_nothing(
    steps: list[frozenset[str]], halfway: frozenset[tuple[int, str]]
) -> None:
    """Of a file that is gone or empty one waits for the rest, but never beyond the next pause."""
    clock = [0]

    def play(*_: object) -> Batches:
        for clock[0], names in enumerate([frozenset(), *steps, frozenset()]):
            yield {Path(name) for name in names}

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(watching, "_watch", play)
        patch.setattr(watching, "_list_folders", lambda _: [])
        patch.setattr(watching, "_stamp_settings", lambda _: {})
        patch.setattr(watching, "_is_halfway", lambda path: (clock[0], path.name) in halfway)
        batches = [(clock[0], {path.name for path in batch}) for batch in watch_workspace(Path())]
    assert batches.pop(0) == (0, set())
    due: set[str] = set()
    for now, names in enumerate([*steps, frozenset()], start=1):
        due |= names
        if due and (not names or not any((now, name) in halfway for name in due)):
            assert batches.pop(0) == (now, due)
            due = set()
    assert batches == []
