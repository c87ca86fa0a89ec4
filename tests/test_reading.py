"""Reading many files with a second process gives what reading them one by one gives."""

import sys
import time
from pathlib import Path

import pytest

from generator.reading import ahead, second
from generator.reading.ahead import load_sources
from generator.reading.second import Ahead, list_entries

COUNT = 200


@pytest.fixture
def paths(tmp_path: Path) -> dict[str, str]:
    """Files of which every seventh is faulty, one is empty and one is not there."""
    for number in range(COUNT):
        twice = "name: 两次\n" if number % 7 == 0 else ""
        (tmp_path / f"{number}.yaml").write_text(f"name: 第{number}项\n{twice}", "utf-8")
    (tmp_path / "1.yaml").write_text("", "utf-8")
    (tmp_path / "2.yaml").unlink()
    return {f"menus/{number}.yaml": str(tmp_path / f"{number}.yaml") for number in range(COUNT)}


def read_all(paths: dict[str, str]) -> list[ahead.Source]:
    return sorted(load_sources(paths))


@pytest.fixture
def alone(paths: dict[str, str]) -> list[ahead.Source]:
    return read_all(paths)


@pytest.fixture
def together(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(second, "MANY", 1)
    monkeypatch.setattr(second.os, "cpu_count", lambda: 2)


@pytest.fixture
def patient(together: None, monkeypatch: pytest.MonkeyPatch) -> None:  # noqa: ARG001
    """The first process waits for the second one's next words, or its end, however busy the machine."""
    take = second.Ahead.take

    def wait_and_take(helper: second.Ahead) -> object:
        while not helper._arrived and helper._process.poll() is None:  # noqa: SLF001
            time.sleep(0.001)
        return take(helper)

    monkeypatch.setattr(second.Ahead, "take", wait_and_take)


@pytest.mark.usefixtures("patient")
def test_two_processes_read_what_one_reads(
    paths: dict[str, str], alone: list[ahead.Source], monkeypatch: pytest.MonkeyPatch
) -> None:
    load = ahead.load_bytes
    own = []

    def note_and_load(path: str, file: str) -> object:
        own.append(file)
        return load(path, file)

    monkeypatch.setattr(ahead, "load_bytes", note_and_load)
    assert read_all(paths) == alone
    assert len(own) < COUNT


@pytest.mark.usefixtures("together")
@pytest.mark.parametrize("program", ["/no/such/program", "/bin/false"])
def test_without_the_second_process_every_file_is_still_read(
    paths: dict[str, str], alone: list[ahead.Source], program: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "executable", program)
    assert read_all(paths) == alone


@pytest.mark.usefixtures("patient")
def test_a_second_process_that_is_ended_in_the_middle_of_its_words_does_no_harm(
    paths: dict[str, str], alone: list[ahead.Source], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    program = tmp_path / "python"
    program.write_text("#!/bin/sh\ncat > /dev/null\nprintf '\\000\\000\\001\\000abc'\n", "utf-8")
    program.chmod(0o755)
    monkeypatch.setattr(sys, "executable", str(program))
    assert read_all(paths) == alone


@pytest.mark.usefixtures("together")
def test_the_second_process_ends_when_reading_stops_early(
    paths: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    started = []
    popen = second.subprocess.Popen

    def remember(*arguments: object, **options: object) -> object:
        started.append(popen(*arguments, **options))  # type: ignore[call-overload]
        return started[-1]

    monkeypatch.setattr(second.subprocess, "Popen", remember)
    sources = load_sources(paths)
    next(sources)
    sources.close()  # type: ignore[attr-defined]
    assert [one.poll() is not None for one in started] == [True]


@pytest.mark.usefixtures("patient")
def test_what_was_read_ahead_is_used_and_what_came_or_went_since_is_not(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The second process begins before it is known which files are entries."""
    folder = tmp_path / "menus" / "services"
    folder.mkdir(parents=True)
    paths = {f"menus/services/{number}.yaml": folder / f"{number}.yaml" for number in range(COUNT)}
    for path in paths.values():
        path.write_text(f"name: 第{path.stem}项\n", "utf-8")
    (folder / "notes.txt").write_text("name: 不是条目\n", "utf-8")
    (folder / "link.yaml").symlink_to(folder / "1.yaml")
    begun = Ahead(list_entries(tmp_path))
    assert sorted(begun.paths) == sorted(map(str, paths.values()))
    gone = paths.pop("menus/services/7.yaml")
    paths["menus/services/new.yaml"] = gone.rename(folder / "new.yaml")
    load, own = ahead.load_bytes, []

    def note_and_load(path: str, file: str) -> object:
        own.append(file)
        return load(path, file)

    monkeypatch.setattr(ahead, "load_bytes", note_and_load)
    found = {one.file: one.value for one in load_sources({file: str(paths[file]) for file in paths}, begun)}
    assert found == {
        file: {"name": f"第{'7' if path.stem == 'new' else path.stem}项"} for file, path in paths.items()
    }
    assert "menus/services/new.yaml" in own
    assert len(own) < COUNT


def test_nothing_is_read_ahead_where_there_are_no_entries(tmp_path: Path) -> None:
    assert list_entries(tmp_path) == []
