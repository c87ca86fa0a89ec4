"""Many files at once: while this process makes entries of what was read, a second one reads ahead.

Parsing YAML is two thirds of loading, and plain values are cheap to hand over. The second process
begins at the end of the list, this one at its beginning; what arrives is used first, and whoever is
free takes the next file, so that neither waits for the other. Should the second process fail, this
one reads every file itself.
"""

import gc
import marshal
import sys
from collections.abc import Iterator, Mapping
from contextlib import suppress
from typing import IO, TYPE_CHECKING, NamedTuple

from generator.diagnostics import Diagnostic
from generator.reading.digests import digest_of
from generator.reading.documents import Value
from generator.reading.second import SIZE, Ahead
from generator.reading.sources import load_bytes, parse_document
from generator.signs import ALL, find_remark_signs, find_signs

if TYPE_CHECKING:  # the second process knows no models
    from generator.model.deviation import Overlay

_BATCH = 32


class Source(NamedTuple):
    """What one file says: its values (None when it cannot be used), what is wrong with it, its digest.

    `over` is there when it has been laid over what a province says.
    """

    file: str
    value: dict[str, Value] | None
    found: list[Diagnostic]
    signs: frozenset[str] = ALL
    digest: bytes = b""
    over: "Overlay | None" = None


def load_sources(paths: Mapping[str, str], ahead: Ahead | None = None) -> Iterator[Source]:
    """Read files, given by the name that findings use; in no particular order.

    `ahead` is a second process that has begun already; without one it begins here, if the files are many.
    """
    waiting = {path: file for file, path in paths.items()}
    with ahead or Ahead(list(waiting)) as helper:
        for file, path in paths.items():
            for index, value, signs, digest in helper.take():
                known = waiting.pop(helper.paths[index], None)
                if known is not None:
                    yield Source(known, value, [], signs, digest)
            if waiting.pop(path, None) is not None:
                yield _load(file, path)


def _load(file: str, path: str) -> Source:
    data, found = load_bytes(path, file)
    if data is None:
        return Source(file, None, found)
    document, found = parse_document(file, data)
    signs = find_signs(document.value) | find_remark_signs(document.text) if document.value else ALL
    return Source(file, document.value, found, signs, digest_of(data))


def _read_all(stdin: IO[bytes], stdout: IO[bytes]) -> None:
    """Read the listed files from the last to the first; tell of those without a fault, some at a time."""
    paths = marshal.loads(stdin.read())  # noqa: S302 - the process that started this one wrote it
    for end in range(len(paths), 0, -_BATCH):
        start = max(0, end - _BATCH)
        values = []
        for index in range(start, end):
            source = _load("", paths[index])
            if not source.found:
                values.append((index, source.value, source.signs, source.digest))
        batch = marshal.dumps(values)
        stdout.write(len(batch).to_bytes(SIZE, "big") + batch)
        stdout.flush()


if __name__ == "__main__":
    gc.disable()  # it lives for a second or two
    with suppress(OSError):  # the other one has all it wants
        _read_all(sys.stdin.buffer, sys.stdout.buffer)
