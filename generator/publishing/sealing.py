"""What Gridpress keeps in `.cache/` for itself, under a seal that nobody else can set.

What is kept is believed when it is read, and read by pickle, which does what a file says. A workspace may
come from anywhere, in an archive or a repository, with a `.cache/` that somebody has written. So a seal is a
keyed digest, its key is made by chance and lies in the user's own folder, outside of every workspace, and
nothing but the digest is looked at before it has proved right. Whoever deletes or damages either loses time.
"""

import hmac
import os
import secrets
import sqlite3
import stat
import sys
from collections.abc import Iterator
from contextlib import suppress
from functools import cached_property
from hashlib import blake2b
from pathlib import Path

from generator.publishing import CONTENT, OVERRIDES, SETTINGS

CACHE = ".cache"
PROGRAM = Path(__file__).parents[1]
_SIZE = 32
"""Bytes of a key and of a seal."""
MOST_BYTES = 2_000_000_000


class Shelf:
    """Sealed files of one workspace, which this program, as it is now, has written."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self._folder = root / CACHE
        self._beside = self._folder / f"{os.getpid()}.new"
        self.began = self._find_time()

    def _find_time(self) -> int:
        """The time by the clock that files of the workspace are stamped by; 0 where nothing can be kept."""
        with suppress(OSError):
            self._folder.mkdir(exist_ok=True)
            if not self._folder.is_symlink():
                self._beside.unlink(missing_ok=True)
                began = _write_new(self._beside, b"")
                self._beside.unlink()
                return began
        return 0

    @cached_property
    def _program(self) -> bytes:
        return repr(describe_program()).encode()

    def load(self, name: str) -> bytes | None:
        """What was kept under a name; None when there is nothing, or it is not as it was written."""
        file = self._folder / name
        with suppress(OSError):
            status = file.lstat()
            if not self.began or not stat.S_ISREG(status.st_mode) or status.st_size > MOST_BYTES:
                return None
            data = file.read_bytes()
            seal, kept = data[:_SIZE], data[_SIZE:]
            key = _load_key()
            if key is not None and hmac.compare_digest(seal, self._seal(key, name, kept)):
                return kept
        return None

    def write(self, name: str, *data: bytes | bytearray) -> None:
        """Keep pieces as one under a name, whole or not at all; where nothing can be kept, nothing is."""
        with suppress(OSError, RuntimeError):  # the latter where nobody has a home
            if not self.began:
                return
            key = _load_key() or _make_key()
            _write_new(self._beside, self._seal(key, name, *data), *data)
            os.replace(self._beside, self._folder / name)  # noqa: PTH105 - whole, or as it was
            _write_new(self._folder / ".gitignore", b"*\n")
        with suppress(OSError):
            self._beside.unlink(missing_ok=True)

    def _seal(self, key: bytes, name: str, *data: bytes | bytearray) -> bytes:
        seal = blake2b(f"{name}\0{len(self._program)}\0".encode(), key=key, digest_size=_SIZE)
        seal.update(self._program)
        for piece in data:
            seal.update(piece)
        return seal.digest()


def find_key() -> Path:
    """Where this user's key is. Raises RuntimeError for a user without a home."""
    base = Path(os.environ.get("LOCALAPPDATA" if os.name == "nt" else "XDG_CACHE_HOME", ""))
    return (base if base.is_absolute() else Path.home() / ".cache") / "gridpress" / "seal.key"


def _load_key() -> bytes | None:
    """The key, if it is whole and nobody else can have read or written it."""
    with suppress(OSError, RuntimeError), find_key().open("rb") as stream:
        status = os.fstat(stream.fileno())
        if sys.platform != "win32" and (status.st_uid != os.getuid() or status.st_mode & 0o077):
            return None
        key = stream.read(_SIZE + 1)
        return key if len(key) == _SIZE else None
    return None


def _make_key() -> bytes:
    """A new key in the place of one that serves no more; of two that are made at once the last stays."""
    file, key = find_key(), secrets.token_bytes(_SIZE)
    file.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    beside = file.with_name(f"{os.getpid()}.new")
    beside.unlink(missing_ok=True)
    with open(os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as stream:  # noqa: PTH123
        stream.write(key)
    beside.replace(file)
    return key


def describe_program() -> list[object]:
    """All files of Gridpress, the Python that runs them, and when packages last came or went."""
    files = list(_list_sources(PROGRAM, ""))
    for name in (CONTENT, OVERRIDES):  # of a checkout, which has them beside the package
        if (PROGRAM.parent / name).is_dir():
            files += _list_sources(PROGRAM.parent / name, f"{name}/")
    if (settings := PROGRAM.parent / SETTINGS).is_file():
        files.append((SETTINGS, settings.stat()))
    sources = [(file, status.st_size, status.st_mtime_ns) for file, status in files]
    folders = [Path(one) for one in sys.path if one.endswith("-packages")]
    packages = [(str(one), one.stat().st_mtime_ns) for one in folders if one.is_dir()]
    return [sys.version, sqlite3.sqlite_version, str(PROGRAM), packages, *sources]


def _list_sources(folder: Path | str, above: str) -> Iterator[tuple[str, os.stat_result]]:
    with os.scandir(folder) as scan:
        entries = sorted(scan, key=lambda one: one.name)
    for entry in entries:
        if "." in entry.name:
            yield f"{above}{entry.name}", entry.stat()
        elif entry.name != "__pycache__" and entry.is_dir():
            yield from _list_sources(entry.path, f"{above}{entry.name}/")


def _write_new(path: Path, *pieces: bytes | bytearray) -> int:
    """Write a file that is not there yet, through no link; when that was, in nanoseconds."""
    with path.open("xb", buffering=0) as stream:
        for piece in pieces:
            left = memoryview(piece)
            while left:
                left = left[stream.write(left) :]
        return os.fstat(stream.fileno()).st_mtime_ns
