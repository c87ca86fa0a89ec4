"""Work for two processes: this one and a copy of it, where the system makes copies in a moment.

Both take the next piece until none is left, and the copy hands over what it found. Should it fail, this
process does its pieces itself, so that an error shows as it would without a copy.
"""

import os
import pickle
import sys
import threading
import warnings
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import suppress
from typing import IO, TypeVar

T = TypeVar("T")
Piece = Callable[[], Iterable[T]]


def can_share() -> bool:
    """Elsewhere than on Linux copies are not to be had, or libraries do not bear them; nor do threads."""
    return sys.platform == "linux" and (os.cpu_count() or 1) > 1 and threading.active_count() == 1


def share(pieces: Sequence[Piece[T]]) -> list[T]:
    """All that pieces of work yield, in their order: at most 256 pieces, of what can be pickled."""
    tickets, numbers = os.pipe()
    os.write(numbers, bytes(range(len(pieces))))
    os.close(numbers)
    answer, told = os.pipe()
    with warnings.catch_warnings():  # Python's own, of threads: libraries have some that do nothing now
        warnings.simplefilter("ignore", DeprecationWarning)
        copy = os.fork()  # type: ignore[attr-defined, unused-ignore]  # see can_share
    if not copy:
        _tell(told, tickets, pieces)
    os.close(told)
    with open(answer, "rb") as stream, open(tickets, "rb", buffering=0) as line:  # noqa: PTH123 - open already
        done = dict(_work(line, pieces))
        with suppress(EOFError, pickle.UnpicklingError):  # it ended early
            done |= pickle.load(stream)  # noqa: S301 - a copy of this process wrote it
    os.waitpid(copy, 0)
    done |= {number: list(piece()) for number, piece in enumerate(pieces) if number not in done}
    return [one for number in sorted(done) for one in done[number]]


def _tell(told: int, tickets: int, pieces: Sequence[Piece[T]]) -> None:
    """The life of the copy."""
    with suppress(BaseException), open(told, "wb") as stream, open(tickets, "rb", buffering=0) as line:
        stream.write(pickle.dumps(dict(_work(line, pieces))))
    os._exit(0)


def _work(line: IO[bytes], pieces: Sequence[Piece[T]]) -> Iterator[tuple[int, list[T]]]:
    """Pieces that nobody else has taken, by their number."""
    while ticket := line.read(1):
        yield ticket[0], list(pieces[ticket[0]]())
