"""Work that a copy of the process shares in: nobody can tell who did which piece."""

import datetime
import multiprocessing
import os
import threading
import time
from collections.abc import Iterator

import pytest
from conftest import ROOT

from generator.publishing import checking
from generator.publishing.sharing import can_share, share

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
