"""The whole site of a province, put together from a store of contents, all or nothing."""

import os
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from generator.artifact import Artifact
from generator.province.store import Store, link_content
from generator.writing.errors import refuse_write
from generator.writing.exchange import exchange
from generator.writing.folder import MARKER, create_staging, discard, locate_output, repair_interrupted
from generator.writing.lock import hold_lock
from generator.writing.paths import Names


@dataclass(frozen=True, slots=True)
class Assembled:
    """How many files and pages the site holds."""

    files: int
    pages: int


def assemble(
    cities: Mapping[str, Mapping[str, str]],
    shared: Mapping[str, str],
    own: Iterable[Artifact],
    store: Store,
    out: Path,
) -> Assembled:
    """Make `out` hold the files of each city in a folder of its own, and the province's own beside them.

    `cities` and `shared` are digests by path. Raises OutputError and leaves `out` as it was.
    """
    folder = locate_output(out)
    try:
        folder.parent.mkdir(parents=True, exist_ok=True)
        with hold_lock(folder):
            repair_interrupted(folder)
            staging = create_staging(folder)
            try:
                done = _fill(_list(cities, shared), own, store, staging)
                exchange(staging, folder)
            finally:
                with suppress(OSError):  # what cannot be removed now is removed by the next run
                    discard(staging)
    except OSError as fault:
        raise refuse_write(fault.filename or str(folder), fault) from fault
    return done


def _list(cities: Mapping[str, Mapping[str, str]], shared: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    yield from shared.items()
    for name, files in cities.items():
        for path, digest in files.items():
            yield f"{name}/{path}", digest


def _fill(
    contents: Iterable[tuple[str, str]], own: Iterable[Artifact], store: Store, staging: Path
) -> Assembled:
    names, top = Names(MARKER), f"{staging}/"
    files = pages = 0
    for path, digest in contents:
        _make_folders(top, names, path)
        link_content(store.fetch(digest), top + path)
        files, pages = files + 1, pages + path.endswith(".html")
    for one in own:
        _make_folders(top, names, one.path)
        (staging / one.path).write_bytes(one.data)
        files, pages = files + 1, pages + one.path.endswith(".html")
    return Assembled(files, pages)


def _make_folders(top: str, names: Names, path: str) -> None:
    for inner in names.take(path):
        os.mkdir(top + inner)  # noqa: PTH102 - plain calls keep a million files quick
