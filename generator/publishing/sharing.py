"""Work for two processes: this one and a copy of it, where the system makes copies in a moment.

Both take the next piece until none is left, and the copy hands over what came of each. Should it fail, this
process does its pieces itself, so that an error shows as it would without a copy.
"""

import os
import pickle
import signal
import sys
import threading
import warnings
from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from contextlib import suppress
from functools import partial
from queue import Empty, Queue
from typing import IO, TypeVar

from generator.reading.collection import collection_paused
from generator.reading.second import MANY

S = TypeVar("S")
T = TypeVar("T")
Piece = Callable[[], Iterable[T]]
MOST_PIECES = 256
_WAITING = 8
"""Pieces of the copy that may wait to be taken, before it waits itself."""
_ROOM = 1 << 20
_SIZE = 8
"""Bytes that tell the length of what follows."""


def can_share() -> bool:
    """Elsewhere than on Linux copies are not to be had, or libraries do not bear them; nor do threads."""
    return sys.platform == "linux" and (os.cpu_count() or 1) > 1 and threading.active_count() == 1


def share(pieces: Sequence[Piece[T]]) -> list[T]:
    """All that pieces of work yield, in their order: at most `MOST_PIECES`, of what can be pickled."""
    done = dict(spread(pieces))
    return [one for number in sorted(done) for one in done[number]]


def make_each(items: Sequence[S], make: Callable[[S], T]) -> Iterator[T]:
    """What is made of each item; when they are many by two processes, and then in another order.

    The collector rests: pages leave nothing for it, and it would look through the whole catalogue each time.
    """
    from generator.views.pieces import split_pages  # noqa: PLC0415 - an unchanged check needs no views

    with collection_paused():
        if len(items) < MANY or not can_share():
            yield from map(make, items)
            return
        pieces = [partial(map, make, some) for some in split_pages(items, -(-len(items) // MOST_PIECES))]
        for _, made in spread(pieces):
            yield from made


def apart(make: Callable[[], Iterable[T]], name: Callable[[T], Hashable]) -> Iterator[T]:
    """What is made, one by one, by a copy of this process, so that nothing of the making stays in memory.

    When the copy fails all is made here, maybe in another order, but for what has come already, by its name.
    """
    if not can_share():
        yield from make()
        return
    answer, told = os.pipe()
    _widen(told)
    copy = _fork()
    if not copy:
        os.close(answer)
        _tell_all(told, make)
    os.close(told)
    come: set[Hashable] = set()
    try:
        with open(answer, "rb") as stream:  # noqa: PTH123 - open already
            while found := pickle.load(stream):  # noqa: S301 - a copy of this process wrote it
                come.add(name(found[0]))
                yield found[0]
            return
    except (EOFError, pickle.UnpicklingError):
        pass
    finally:
        _end(copy)
    yield from (one for one in make() if name(one) not in come)


def leave(work: Callable[[], object]) -> None:
    """Do something in a copy of this process for what it leaves on the disk, and nothing of it in memory.

    Should the copy fail, it leaves nothing, and no word of it.
    """
    copy = _fork()
    if not copy:
        with suppress(BaseException):
            work()
        os._exit(0)
    try:
        os.waitpid(copy, 0)
    except BaseException:  # Ctrl-C
        _end(copy)
        raise


def _tell_all(told: int, make: Callable[[], Iterable[T]]) -> None:
    """The life of a copy that works alone; an empty word says that nothing failed."""
    with suppress(BaseException), open(told, "wb") as stream:
        for one in make():
            pickle.dump((one,), stream)
        pickle.dump((), stream)
    os._exit(0)


def _fork() -> int:
    with warnings.catch_warnings():  # Python's own, of threads: libraries have some that do nothing now
        warnings.simplefilter("ignore", DeprecationWarning)
        return os.fork()  # type: ignore[attr-defined, no-any-return, unused-ignore]  # see can_share


def _end(copy: int) -> None:
    """Nobody waits for a copy any more."""
    with suppress(ProcessLookupError):
        os.kill(copy, signal.SIGKILL)  # type: ignore[attr-defined, unused-ignore]  # see can_share
    os.waitpid(copy, 0)


def spread(pieces: Sequence[Piece[T]]) -> Iterator[tuple[int, list[T]]]:
    """What each piece yields, by its number, as soon as it is done."""
    tickets, numbers = os.pipe()
    os.write(numbers, bytes(range(len(pieces))))
    os.close(numbers)
    answer, told = os.pipe()
    _widen(told)
    copy = _fork()
    if not copy:
        os.close(answer)  # or a copy whose process was killed would wait for ever to be read by itself
        _tell(told, tickets, pieces)
    os.close(told)
    arrived: Queue[bytes] = Queue(_WAITING)
    listener = threading.Thread(target=_listen, args=(answer, arrived), daemon=True)
    listener.start()
    left = set(range(len(pieces)))
    try:
        with open(tickets, "rb", buffering=0) as line:  # noqa: PTH123 - open already
            for number, found in _work(line, pieces):
                left.discard(number)
                yield number, found
                yield from _unpack(_at_hand(arrived), left)
        yield from _unpack(iter(arrived.get, b""), left)
    finally:
        _end(copy)
        while listener.is_alive():
            with suppress(Empty):
                arrived.get(timeout=0.01)
    yield from ((number, list(pieces[number]())) for number in sorted(left))


def _widen(pipe: int) -> None:
    """Room for some fifty pages, so that the copy seldom waits for the reading thread to have its turn."""
    import fcntl  # noqa: PLC0415 - not to be had where there are no copies

    with suppress(OSError):
        fcntl.fcntl(pipe, fcntl.F_SETPIPE_SZ, _ROOM)  # type: ignore[attr-defined, unused-ignore]  # see can_share


def _at_hand(arrived: "Queue[bytes]") -> Iterator[bytes]:
    """What waits now; the word that no more will come is left where it is."""
    while arrived.queue and arrived.queue[0]:
        yield arrived.get()


def _unpack(messages: Iterable[bytes], left: set[int]) -> Iterator[tuple[int, list[T]]]:
    for message in messages:
        number, found = pickle.loads(message)  # noqa: S301 - a copy of this process wrote it
        left.discard(number)
        yield number, found


def _listen(answer: int, arrived: "Queue[bytes]") -> None:
    """Take whole messages of the copy, until it ends; then say so by an empty one."""
    try:
        with open(answer, "rb") as stream:
            while size := int.from_bytes(stream.read(_SIZE), "big"):
                message = stream.read(size)
                if len(message) == size:  # less when it was ended in the middle
                    arrived.put(message)
    finally:  # else it would be waited for without end
        arrived.put(b"")


def _tell(told: int, tickets: int, pieces: Sequence[Piece[T]]) -> None:
    """The life of the copy."""
    with suppress(BaseException), open(told, "wb") as stream, open(tickets, "rb", buffering=0) as line:
        for done in _work(line, pieces):
            message = pickle.dumps(done)
            stream.write(len(message).to_bytes(_SIZE, "big") + message)
            stream.flush()
    os._exit(0)


def _work(line: IO[bytes], pieces: Sequence[Piece[T]]) -> Iterator[tuple[int, list[T]]]:
    """Pieces that nobody else has taken, by their number."""
    while ticket := line.read(1):
        yield ticket[0], list(pieces[ticket[0]]())
