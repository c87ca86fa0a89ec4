"""Work that a copy of the process shares in: nobody can tell who did which piece."""

import datetime
import multiprocessing
import os
import threading
import time
from collections.abc import Iterator
from operator import itemgetter

import pytest
from conftest import ROOT
from sample_site import make_catalogue, make_shells

from generator.outputs.offline import CODE
from generator.publishing import checking, pipeline, sharing, stamping
from generator.publishing.sharing import apart, can_share, make_each, share, spread

HERE = os.getpid()
pytestmark = pytest.mark.skipif(not can_share(), reason="copies are had on Linux, with two processors")


def test_what_pieces_yield_comes_in_their_order() -> None:
    def count(number: int) -> Iterator[int]:
        yield from (number, -number)

    found = share([lambda number=number: count(number) for number in range(256)])
    assert found == [sign * number for number in range(256) for sign in (1, -1)]


def test_both_processes_take_pieces() -> None:
    both = multiprocessing.Barrier(2)

    def tell() -> list[int]:
        both.wait(60)
        return [os.getpid()]

    assert len({*share([tell] * 4)}) == 2


def test_no_pieces_yield_nothing() -> None:
    assert share([]) == []


def test_pieces_of_a_copy_that_ends_are_done_here() -> None:
    def end_elsewhere() -> list[int]:
        time.sleep(0.01)
        if os.getpid() != HERE:
            os._exit(1)
        return [HERE]

    assert share([end_elsewhere] * 4) == [HERE] * 4


@pytest.mark.parametrize("count", [99, 100, 1000])
def test_each_thing_is_made_once_by_one_process_or_two(monkeypatch: pytest.MonkeyPatch, count: int) -> None:
    monkeypatch.setattr(sharing, "MANY", 100)
    assert sorted(make_each(range(count), lambda number: number)) == list(range(count))


def test_what_is_larger_than_the_pipe_comes_whole() -> None:
    large = [bytes([number]) * (3 << 20) for number in range(8)]
    assert share([lambda one=one: [one] for one in large]) == large


def test_an_error_shows_here_whoever_met_it() -> None:
    def fail() -> list[int]:
        time.sleep(0.01)
        raise KeyError("here")

    with pytest.raises(KeyError, match="here"):
        share([fail, list, list, fail])


def test_with_threads_nothing_is_shared() -> None:
    wait = threading.Event()
    thread = threading.Thread(target=wait.wait)
    thread.start()
    assert not can_share()
    wait.set()
    thread.join()


def test_a_check_finds_the_same_alone_and_shared(monkeypatch: pytest.MonkeyPatch) -> None:
    late = datetime.date(2030, 1, 1)  # when much has lapsed
    alone = checking.check_workspace(ROOT, today=late).found
    monkeypatch.setattr(checking, "MANY", 1)
    assert checking.check_workspace(ROOT, today=late).found == alone != []


def test_pieces_come_as_they_are_done_and_each_once() -> None:
    both = multiprocessing.Barrier(2)

    def tell() -> list[int]:
        both.wait(60)
        return [os.getpid()]

    found = list(spread([tell] * 40))
    assert sorted(number for number, _ in found) == list(range(40))
    assert len({one for _, some in found for one in some}) == 2


def test_a_copy_that_waits_is_ended_when_nobody_listens_any_more(monkeypatch) -> None:
    copies = []
    fork = os.fork
    monkeypatch.setattr(os, "fork", lambda: copies.append(fork()) or copies[-1])
    before = threading.active_count()
    pieces = spread([lambda: [b"x" * 1_000_000]] * 200)
    next(pieces)
    pieces.close()
    assert threading.active_count() == before
    (copy,) = copies
    with pytest.raises(ProcessLookupError):
        os.kill(copy, 0)


def test_two_processes_make_the_pages_that_one_makes(monkeypatch) -> None:
    chrome = {path: html.encode() for path, html in make_shells().items()} | {CODE: b""}

    def make() -> dict[str, bytes]:
        rendering = pipeline.Rendering(ROOT, make_catalogue(), chrome, pipeline.Silent(), handbooks=False)
        return {one.path: one.data for one in rendering.artifacts()}

    alone = make()
    monkeypatch.setattr(stamping, "FEW", 40)  # which are renewed then
    monkeypatch.setattr(sharing, "MANY", 1)
    assert make() == alone
    assert len(alone) > 80


@pytest.fixture
def alone(monkeypatch: pytest.MonkeyPatch) -> None:
    """As in a process of its own: tests before may have left threads in this one."""
    monkeypatch.setattr(sharing, "can_share", lambda: True)


@pytest.mark.usefixtures("alone")
def test_what_is_made_apart_comes_in_order_from_another_process() -> None:
    def make() -> Iterator[tuple[int, int]]:
        yield from ((os.getpid(), number) for number in range(1000))

    found = list(apart(make, itemgetter(1)))
    assert [number for _, number in found] == list(range(1000))
    assert len({process for process, _ in found} - {HERE}) == 1


@pytest.mark.usefixtures("alone")
def test_what_a_copy_leaves_undone_is_made_here_and_nothing_twice() -> None:
    def make() -> Iterator[tuple[int, int]]:
        here = os.getpid() == HERE
        for number in range(9, -1, -1) if here else range(10):
            if number == 6 and not here:
                raise KeyError(number)
            yield os.getpid(), number

    found = list(apart(make, itemgetter(1)))
    assert [number for _, number in found] == [0, 1, 2, 3, 4, 5, 9, 8, 7, 6]
    assert [process == HERE for process, _ in found] == [False] * 6 + [True] * 4


@pytest.mark.usefixtures("alone")
def test_an_error_met_apart_shows_here() -> None:
    def fail() -> Iterator[int]:
        yield 1
        raise KeyError("here")

    made = apart(fail, lambda one: one)
    assert next(made) == 1
    with pytest.raises(KeyError, match="here"):
        next(made)


@pytest.mark.usefixtures("alone")
def test_nobody_works_apart_when_nobody_listens_any_more(monkeypatch) -> None:
    copies = []
    fork = os.fork
    monkeypatch.setattr(os, "fork", lambda: copies.append(fork()) or copies[-1])
    made = apart(lambda: iter(range(1_000_000)), lambda one: one)
    assert next(made) == 0
    made.close()
    with pytest.raises(ProcessLookupError):
        os.kill(copies[0], 0)
