"""Many files at once: while this process makes entries of what was read, a second one reads ahead.

Parsing YAML is two thirds of loading, and plain values are cheap to hand over. The second process
begins at the end of the list, this one at its beginning; what arrives is used first, and whoever is
free takes the next file, so that neither waits for the other. Should the second process fail, this
one reads every file itself.
"""

import gc
import marshal
import os
import subprocess
import sys
import threading
from collections import deque
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import IO, NamedTuple, Self, cast

from generator.diagnostics import Diagnostic
from generator.reading.documents import Value
from generator.reading.sources import load_source

MANY = 1000
"""Files from which a second process, which takes a tenth of a second to begin, pays."""
_BATCH = 32
_SIZE = 4
"""Bytes that tell the length of what follows."""


class Source(NamedTuple):
    """What one file says: its values (None when it cannot be used) and what is wrong with it."""

    file: str
    value: dict[str, Value] | None
    found: list[Diagnostic]


def load_sources(paths: Mapping[str, Path]) -> Iterator[Source]:
    """Read files, given by the name that findings use; in no particular order."""
    if len(paths) < MANY or (os.cpu_count() or 1) < 2:  # noqa: PLR2004 - nobody to read ahead
        yield from (_load(file, path) for file, path in paths.items())
        return
    files = list(paths.items())
    done = bytearray(len(files))
    with _Helper([str(path) for _, path in files]) as helper:
        for number, (file, path) in enumerate(files):
            for index, value in helper.take():
                if not done[index]:
                    done[index] = True
                    yield Source(files[index][0], value, [])
            if not done[number]:
                done[number] = True
                yield _load(file, path)


def _load(file: str, path: Path) -> Source:
    document, found = load_source(path, file)
    return Source(file, document.value if document else None, found)


class _Helper:
    """The second process. It tells only of files without a fault; of the others nothing comes."""

    def __init__(self, paths: Sequence[str]) -> None:
        self._paths = paths
        self._arrived: deque[bytes] = deque()
        self._process: subprocess.Popen[bytes] | None = None

    def __enter__(self) -> Self:
        environment = {**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))}
        with suppress(OSError):
            self._process = subprocess.Popen(  # noqa: S603 - this Python, this module
                [sys.executable, "-m", __name__],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                env=environment,
            )
            threading.Thread(target=self._talk, args=(self._process,), daemon=True).start()
        return self

    def _talk(self, process: subprocess.Popen[bytes]) -> None:
        stdin, stdout = cast("IO[bytes]", process.stdin), cast("IO[bytes]", process.stdout)
        with suppress(OSError, ValueError):  # it ended, or was ended: nothing more will come
            stdin.write(marshal.dumps(list(self._paths)))
            stdin.close()
            while size := int.from_bytes(stdout.read(_SIZE), "big"):
                batch = stdout.read(size)
                if len(batch) == size:  # less when it was ended in the middle
                    self._arrived.append(batch)

    def take(self) -> Iterator[tuple[int, dict[str, Value] | None]]:
        """What has arrived by now."""
        while self._arrived:
            yield from marshal.loads(self._arrived.popleft())  # noqa: S302 - our own process wrote it

    def __exit__(self, *_: object) -> None:
        if self._process is not None:
            self._process.kill()
            self._process.wait()


def read_ahead(stdin: IO[bytes], stdout: IO[bytes]) -> None:
    """Read the listed files from the last to the first; tell of those without a fault, some at a time."""
    paths = marshal.loads(stdin.read())  # noqa: S302 - the process that started this one wrote it
    for end in range(len(paths), 0, -_BATCH):
        start = max(0, end - _BATCH)
        values = []
        for index in range(start, end):
            source = _load("", Path(paths[index]))
            if not source.found:
                values.append((index, source.value))
        batch = marshal.dumps(values)
        stdout.write(len(batch).to_bytes(_SIZE, "big") + batch)
        stdout.flush()


if __name__ == "__main__":
    gc.disable()  # it lives for a second or two
    with suppress(OSError):  # the other one has all it wants
        read_ahead(sys.stdin.buffer, sys.stdout.buffer)
