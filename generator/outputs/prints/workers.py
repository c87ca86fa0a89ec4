"""Processes that set many files at once, one for each processor, renewed before they grow.

A worker is a program of its own that reads jobs and writes what came of them: a calling script need not be
guarded for it, and it knows nothing of the catalogue.
"""

import os
import pickle
import signal
import subprocess
import sys
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import suppress
from itertools import chain
from queue import SimpleQueue
from typing import IO, cast

from generator.diagnostics import OutputError
from generator.outputs.prints.typesetting import Job, Printed, typeset

MANY = 16
"""Files from which workers, which take half a second to begin, pay."""
LIFE = 120
"""Files after which a worker is renewed: it grows by a megabyte each."""
TRIES = 2
"""A worker may be ended by somebody else, or by a system that has no memory left."""
_PROGRAM = "generator.outputs.prints.workers"


def run(batches: Iterable[Sequence[Job]], count: int) -> Iterator[Printed]:
    """Set files in order: here, or, when they are many, by workers.

    A batch goes to one worker: what its files share is set once.
    """
    workers = os.cpu_count() or 1
    if count < MANY or workers < 2:  # noqa: PLR2004 - one worker would only be waited for
        yield from map(typeset, chain.from_iterable(batches))
        return
    crew = [_Worker() for _ in range(workers)]
    idle = SimpleQueue[_Worker]()
    for one in crew:
        idle.put(one)
    pool = ThreadPoolExecutor(workers)
    try:
        waiting: deque[Future[list[Printed]]] = deque()
        for batch in batches:
            waiting.append(pool.submit(_hand_over, idle, batch))
            if len(waiting) > workers:  # one more is ready, so that nobody waits
                yield from waiting.popleft().result()
        while waiting:
            yield from waiting.popleft().result()
    finally:  # after a fault nobody waits for what is being set
        pool.shutdown(wait=False, cancel_futures=True)
        for one in crew:
            one.dismiss()


def _hand_over(idle: "SimpleQueue[_Worker]", batch: Sequence[Job]) -> list[Printed]:
    worker = idle.get()
    try:
        return [worker.set(job) for job in batch]
    finally:
        idle.put(worker)


_ENDED = OSError, EOFError, ValueError, pickle.UnpicklingError
"""What talking to a process raises that is no more, or whose pipe has been closed meanwhile."""


class _Worker:
    def __init__(self) -> None:
        self._process: subprocess.Popen[bytes] | None = None
        self._left = 0
        self._dismissed = self._is_busy = False

    def set(self, job: Job) -> Printed:
        """Raises OutputError when workers end on this job again and again."""
        for _ in range(TRIES):
            with suppress(*_ENDED):
                return self._ask(job)
            self._end()
            if self._dismissed:
                break
        raise OutputError(
            f"{job.path} 排不出来：排版的进程两次中途停了，多半是内存不够；关掉别的程序再试",
            f"{job.path} was not set: its process ended twice, most likely for want of memory",
        )

    def _ask(self, job: Job) -> Printed:
        if self._dismissed:
            raise EOFError
        if not self._left:
            self._end()
            self._process, self._left = begin(), LIFE
            if self._dismissed:  # while it began
                self._end()
                raise EOFError
        process = cast("subprocess.Popen[bytes]", self._process)
        stdin, stdout = cast("IO[bytes]", process.stdin), cast("IO[bytes]", process.stdout)
        self._is_busy = True
        pickle.dump(job, stdin)
        stdin.flush()
        self._left -= 1
        printed = cast("Printed", pickle.load(stdout))  # noqa: S301 - our own process wrote it
        self._is_busy = False
        return printed

    def dismiss(self) -> None:
        """End it, whatever it is at."""
        self._dismissed = True
        self._end()

    def _end(self) -> None:
        self._left = 0
        process, self._process = self._process, None  # who waits for an answer ends it, too, when none comes
        if process is not None:
            if self._is_busy:
                process.kill()
                process.wait()
            for pipe in (process.stdin, process.stdout):
                with suppress(OSError):  # what was not yet sent need not be
                    cast("IO[bytes]", pipe).close()
            process.wait()  # one that is idle ends with what it reads, and clears its folder
        self._is_busy = False


def begin() -> subprocess.Popen[bytes]:
    """Its errors go where ours go; more threads in it would only be in the way of the other workers."""
    path = os.pathsep.join(filter(None, sys.path))
    return subprocess.Popen(  # noqa: S603 - this Python, our own module
        [sys.executable, "-m", _PROGRAM],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        env={**os.environ, "PYTHONPATH": path, "RAYON_NUM_THREADS": "1"},
    )


def _work() -> None:
    """The life of a worker, until nobody asks any more; who begins it decides what Ctrl-C means."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    with suppress(EOFError):
        while True:
            job = pickle.load(sys.stdin.buffer)  # noqa: S301 - the process that began this one wrote it
            pickle.dump(typeset(job), sys.stdout.buffer)
            sys.stdout.buffer.flush()


if __name__ == "__main__":
    _work()
