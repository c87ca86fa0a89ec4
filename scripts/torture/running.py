"""A command in a copy of this process, in a session of its own, ended at a moment or at a step.

A copy (fork), so that 1,000 of them spend their time at work rather than at starting Python. A step is what
the command asks of the system that others can see: a file opened to be written, renamed or removed, a program
begun, words sent. Ended before a step is ended after the one before it, so that each is met, however short.
"""

import os
import signal
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from generator import cli, scratch
from generator.outputs.prints import workers
from generator.publishing import answers, checking, pipeline
from generator.reading import second

HANGS_S = 120
"""Ends a wait for ever; judges nothing."""
_STEPS = frozenset(
    (
        *("os.rename", "os.remove", "os.mkdir", "os.rmdir", "os.link", "os.symlink", "os.truncate"),
        *("os.utime", "os.chmod", "os.fork", "subprocess.Popen", "http.client.send", "ctypes.dlsym"),
    )
)
_WRITES = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC
Words = tuple[str, ...]


@dataclass(frozen=True)
class Ended:
    """How a command went: whether the kill met it, and seconds until its last process was gone."""

    killed: bool
    left_s: float
    is_left: bool


def run(words: Words, said: Path) -> tuple[float, int]:
    """Run a command to its end; seconds and steps. Raises RuntimeError with its words when it fails."""
    start = time.perf_counter()
    steps = said.with_suffix(".steps")
    steps.unlink(missing_ok=True)
    with _ended_with_us(_fork(words, said, None)) as process:
        _, status = os.waitpid(process, 0)
    if status:
        raise RuntimeError(f"{' '.join(words)}\n{said.read_text('utf-8')}")
    return time.perf_counter() - start, int(steps.read_text())


def kill(words: Words, said: Path, *, after_s: float | None = None, before_step: int | None = None) -> Ended:
    """Run a command and end it, and wait for the other processes of its session."""
    with _ended_with_us(_fork(words, said, before_step)) as process:
        if after_s is not None:
            time.sleep(after_s)
            os.kill(process, signal.SIGKILL)
        _, status = os.waitpid(process, 0)
    start = time.monotonic()
    while (left := bool(_session(process))) and time.monotonic() - start < HANGS_S:
        time.sleep(0.005)  # an engine may end what it is at; nothing may stay
    return Ended(os.WIFSIGNALED(status), time.monotonic() - start, left)


@contextmanager
def _ended_with_us(process: int) -> Iterator[int]:
    """Ctrl-C does not reach another session: nothing of it is to write on when the folder is removed."""
    try:
        yield process
    except KeyboardInterrupt:
        for end in (os.killpg, os.kill):
            with suppress(ProcessLookupError):
                end(process, signal.SIGKILL)
        raise


def _fork(words: Words, said: Path, last: int | None) -> int:
    process = os.fork()
    if process:
        return process
    status = 70
    with suppress(BaseException):
        os.setsid()
        with said.open("wb") as out, Path(os.devnull).open("rb") as nothing:
            for number, stream in enumerate((nothing, out, out)):
                os.dup2(stream.fileno(), number)
            for module in (second, answers, checking, pipeline, workers):
                module.MANY = 1  # type: ignore[attr-defined]  # processes however few the files
            scratch.YOUNG_S = -1  # what the kill before has left is to go at once
            steps = _Steps(last)
            sys.addaudithook(steps)
            try:
                cli.main(words)
            except SystemExit as ended:
                status = int(ended.code or 0)
            count, steps.last = steps.taken, None
            said.with_suffix(".steps").write_text(str(count))
    os._exit(status)


class _Steps:
    """Counts the steps of this process, and ends it before its last."""

    def __init__(self, last: int | None) -> None:
        self._me, self.last, self.taken = os.getpid(), last, 0

    def __call__(self, event: str, values: tuple[object, ...]) -> None:
        if event in _STEPS or (event == "open" and _is_written(values)):
            if os.getpid() != self._me:
                return
            if self.taken == self.last:
                os.kill(self._me, signal.SIGKILL)
            self.taken += 1


def _is_written(values: tuple[object, ...]) -> bool:
    flags = values[2]
    return isinstance(flags, int) and bool(flags & _WRITES)


def _session(leader: int) -> list[int]:
    """Processes of a session that still run."""
    found = []
    for place in Path("/proc").iterdir():
        with suppress(OSError, ValueError, IndexError):
            state, _, _, session = (place / "stat").read_text().rpartition(")")[2].split()[:4]
            if int(session) == leader and state != "Z":
                found.append(int(place.name))
    return found
