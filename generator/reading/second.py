"""The second process that reads ahead: begun in a moment, for this module imports next to nothing.

A command lets it begin (`Ahead`) before it imports all that it needs itself.
"""

import marshal
import os
import subprocess
import sys
import threading
from collections import deque
from collections.abc import Iterator, Sequence
from contextlib import suppress
from pathlib import Path
from typing import IO, Any, Self, cast

from generator.reading import MENUS

MANY = 1000
"""Files from which a second process, which takes a tenth of a second to begin, pays."""
SIZE = 4
"""Bytes that tell the length of what follows."""
_PROGRAM = "generator.reading.ahead"


def list_entries(root: Path) -> list[str]:
    """Files of a workspace that look like entries, before it is known which are."""
    return sorted(_scan(root))


def _scan(root: Path) -> Iterator[str]:
    with suppress(OSError):  # whoever lists them again says so
        for folder in os.scandir(root / MENUS):
            if folder.is_dir(follow_symlinks=False):
                files = (one for one in os.scandir(folder.path) if one.name.endswith(".yaml"))
                yield from (one.path for one in files if not one.is_symlink())


class Ahead:
    """The second process. It tells only of files without a fault; of the others nothing comes."""

    def __init__(self, paths: Sequence[str]) -> None:
        self.paths = paths
        self._arrived: deque[bytes] = deque()
        self._process: subprocess.Popen[bytes] | None = None
        if len(paths) >= MANY and (os.cpu_count() or 1) > 1:
            self._begin()

    def _begin(self) -> None:
        environment = {**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))}
        with suppress(OSError):
            self._process = subprocess.Popen(  # noqa: S603 - this Python, our own module
                [sys.executable, "-m", _PROGRAM],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                env=environment,
            )
            self._thread = threading.Thread(target=self._talk, args=(self._process,), daemon=True)
            self._thread.start()

    def _talk(self, process: subprocess.Popen[bytes]) -> None:
        stdin, stdout = cast("IO[bytes]", process.stdin), cast("IO[bytes]", process.stdout)
        with suppress(OSError, ValueError):  # it ended, or was ended: nothing more will come
            stdin.write(marshal.dumps(list(self.paths)))
            stdin.close()
            while size := int.from_bytes(stdout.read(SIZE), "big"):
                batch = stdout.read(size)
                if len(batch) == size:  # less when it was ended in the middle
                    self._arrived.append(batch)

    def take(self) -> Iterator[tuple[int, Any, frozenset[str], bytes]]:
        """What has arrived by now: numbers of `paths`, with values, signs and digests."""
        while self._arrived:
            yield from marshal.loads(self._arrived.popleft())  # noqa: S302 - our own process wrote it

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        if self._process is not None:
            self._process.kill()
            self._process.wait()
            self._thread.join()
