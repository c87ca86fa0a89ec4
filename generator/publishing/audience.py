"""The browsers that look at a preview: what each of them shows, and what it is told."""

import posixpath
import queue
import re
import threading
from collections.abc import Callable, Iterator
from contextlib import suppress
from hashlib import blake2b
from urllib.parse import unquote

from generator.diagnostics import OutputError

Read = Callable[[str], bytes | None]
_LOADED = re.compile(
    rb"<(?:script|link|img|source)\b[^>]*?\b(?:src|href)=[\"']?"
    rb"([^\"'\s>?#:]+\.(?:js|css|svg|png|jpe?g|gif|webp|ico))\b"
)
_LOADED_BY_STYLE = re.compile(rb"url\([\"']?([^\"')?#:]+)")


def digest_shown(read: Read, path: str) -> str:
    """What tells whether a browser would show something else: the page, and all that the page loads."""
    digest = blake2b(digest_size=16)
    for part in _parts(read, path):
        digest.update(blake2b(part).digest())
    return digest.hexdigest()


def _parts(read: Read, path: str) -> Iterator[bytes]:
    page = _read(read, path)
    yield page
    for name in _resolve(path, _LOADED.findall(page)) if path.endswith(".html") else ():
        part = _read(read, name)
        yield part
        if name.endswith(".css"):
            yield from (_read(read, one) for one in _resolve(name, _LOADED_BY_STYLE.findall(part)))


def _resolve(path: str, links: list[bytes]) -> list[str]:
    folder = posixpath.dirname(path)
    words = (unquote(link.decode("utf-8", "replace")) for link in dict.fromkeys(links))
    return [posixpath.normpath(posixpath.join("/", folder, word)).lstrip("/") for word in words]


def _read(read: Read, path: str) -> bytes:
    """One file; what cannot be made is what is said of it."""
    try:
        return read(path) or b""
    except OutputError as error:
        return error.text.zh.encode()


class Audience:
    """The browsers that have a page open, each with a queue of what to tell it."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._open: dict[queue.Queue[tuple[str, str]], tuple[str, str]] = {}

    def join(self, path: str, shown: str) -> queue.Queue[tuple[str, str]]:
        """A new listener for a page, and the digest of what it shows."""
        told: queue.Queue[tuple[str, str]] = queue.Queue()
        with self._lock:
            self._open[told] = (path, shown)
        return told

    def leave(self, told: queue.Queue[tuple[str, str]]) -> None:
        """The browser has gone."""
        with self._lock, suppress(KeyError):
            del self._open[told]

    def tell(self, read: Read, say: Callable[[str], str]) -> int:
        """Send each what is to say of its page, and a reload where it shows what is past; how many reload."""
        reloads = 0
        with self._lock:
            listeners = list(self._open.items())
        for told, (path, shown) in listeners:
            told.put(("faults", say(path)))
            if digest_shown(read, path) != shown:
                told.put(("reload", "{}"))
                reloads += 1
        return reloads
