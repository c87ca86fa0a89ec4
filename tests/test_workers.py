"""Many prints are set by processes of their own, which may come to grief."""

import os
import signal

import pytest
from conftest import ROOT

from generator.diagnostics import OutputError
from generator.outputs.prints import workers
from generator.outputs.prints.fonts import find_fonts
from generator.outputs.prints.typesetting import Job, typeset

COUNT = 12


@pytest.fixture(autouse=True)
def two_workers(monkeypatch):
    """Whatever machine this is."""
    monkeypatch.setattr(workers, "MANY", 2)
    monkeypatch.setattr(os, "cpu_count", lambda: 2)


def _batches():
    """Cards for chats as pages: quickly set."""
    fonts = find_fonts(ROOT)
    card = '{"kind":"k","title":"%d","line":"","phone":"","path":""}'
    for number in range(COUNT):
        data = f'{{"fonts":["{fonts.families[0]}"],"cards":[{card % number}]}}'
        yield [Job("g", f"{number}.pdf", data, 0, fonts.folders, "share_card.typ")]


def _paths(printed):
    return [(one.path, bool(one.pdf or one.report)) for one in printed]


ALL = [(f"{number}.pdf", True) for number in range(COUNT)]


def test_files_come_in_order_and_are_what_one_process_makes():
    """Nothing depends on who set what."""
    alone = [typeset(job) for batch in _batches() for job in batch]
    assert list(workers.run(_batches(), COUNT)) == alone
    assert _paths(alone) == ALL


def test_a_worker_is_renewed_after_so_many_files(monkeypatch):
    """It would grow otherwise; nobody notices."""
    begun = []
    real = workers.begin
    monkeypatch.setattr(workers, "begin", lambda: begun.append(1) or real())
    monkeypatch.setattr(workers, "LIFE", 3)
    assert _paths(workers.run(_batches(), COUNT)) == ALL
    assert len(begun) >= COUNT / 3


def test_a_worker_that_is_ended_is_replaced(monkeypatch):
    """Its file is set again by another."""
    begun = []
    real = workers.begin

    def begin_badly():
        process = real()
        if not begun:
            os.kill(process.pid, signal.SIGTERM)
        begun.append(process)
        return process

    monkeypatch.setattr(workers, "begin", begin_badly)
    assert _paths(workers.run(_batches(), COUNT)) == ALL
    assert len(begun) == 3


def test_a_file_that_ends_every_worker_is_named(monkeypatch):
    """Not tried for ever."""
    real = workers.begin

    def begin_badly():
        process = real()
        process.kill()
        return process

    monkeypatch.setattr(workers, "begin", begin_badly)
    with pytest.raises(OutputError, match=r"0\.pdf"):
        list(workers.run(_batches(), COUNT))


def test_no_worker_stays_when_nobody_wants_more(monkeypatch):
    """Whoever stops listening, as after a full disk, leaves no process behind."""
    begun = []
    real = workers.begin
    monkeypatch.setattr(workers, "begin", lambda: begun.append(real()) or begun[-1])
    printed = workers.run(_batches(), COUNT)
    next(printed)
    printed.close()
    assert begun
    assert all(process.wait(30) is not None for process in begun)
