"""What a workspace holds, file by file, told by digests of their bytes."""

import os
from collections.abc import Iterator, Mapping, Sequence
from functools import partial
from hashlib import blake2b
from pathlib import Path

from generator.publishing import CONTENT, OVERRIDES, SETTINGS
from generator.publishing.sharing import MOST_PIECES, can_share, share
from generator.reading import MENUS
from generator.reading.provinces import ABOVE, PROVINCE, find_province
from generator.reading.second import MANY

UNKNOWN = b""
"""The digest of what is no plain file, or cannot be read: it is never the same again."""
_FLAGS = os.O_RDONLY | getattr(os, "O_BINARY", 0) | getattr(os, "O_NOFOLLOW", 0)
_BLOCK = 1 << 20


def walk_sources(root: Path) -> Iterator[tuple[str, os.DirEntry[str]]]:
    """All that a check reads, in order, by paths from the root; those of folders end with a stroke."""
    yield from _walk(root, "", (MENUS, CONTENT, OVERRIDES, SETTINGS))
    if folder := find_province(root):
        yield from _walk(folder, ABOVE, (MENUS, PROVINCE))


def _walk(
    folder: Path | str, above: str, only: tuple[str, ...] = ()
) -> Iterator[tuple[str, os.DirEntry[str]]]:
    with os.scandir(folder) as scan:
        entries = sorted((one for one in scan if not only or one.name in only), key=lambda one: one.name)
    for entry in entries:
        if entry.is_dir(follow_symlinks=False):
            yield f"{above}{entry.name}/", entry
            yield from _walk(entry.path, f"{above}{entry.name}/")
        else:
            yield f"{above}{entry.name}", entry


def load_digests(root: Path) -> dict[str, bytes]:
    """The digest of every source; folders have the same one. Raises OSError."""
    found = list(walk_sources(root))
    files = [(file, entry.path) for file, entry in found if entry.is_file(follow_symlinks=False)]
    digests = {file: b"/" if file.endswith("/") else UNKNOWN for file, _ in found}
    size = max(1, -(-len(files) // MOST_PIECES))
    paths = [path for _, path in files]
    pieces = [partial(_digest_all, paths[start : start + size]) for start in range(0, len(files), size)]
    many = len(files) >= MANY and can_share()
    each = share(pieces) if many else _digest_all(paths)
    return digests | {file: digest for (file, _), digest in zip(files, each, strict=True)}


def _digest_all(paths: Sequence[str]) -> list[bytes]:
    return [load_digest(path) for path in paths]


def load_digest(path: str) -> bytes:
    """The digest of a plain file, through no link."""
    whole = blake2b(digest_size=16)
    try:
        file = os.open(path, _FLAGS)
        try:
            while block := os.read(file, _BLOCK):
                whole.update(block)
                if len(block) < _BLOCK:  # as nearly always: spares asking for the end
                    break
        finally:
            os.close(file)
    except OSError:
        return UNKNOWN
    return whole.digest()


def digest_names(digests: Mapping[str, bytes]) -> bytes:
    """A digest of all names, and of what stands in files that are no entries."""
    whole = blake2b(digest_size=16)
    for file, digest in digests.items():
        is_entry = file.removeprefix(ABOVE).startswith(f"{MENUS}/") and file.endswith(".yaml")
        whole.update(os.fsencode(file) + b"\0" + (b"" if is_entry else digest))
    return whole.digest()
