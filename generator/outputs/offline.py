"""What a phone keeps for hours without a network, and the worker in the browser that keeps it.

    service-worker.js            the addresses that every phone keeps; the worker's code is assets/worker.js
    offline/city.json            what search finds among them
    offline/search.js            what stands for search/index.js
    offline/grids/<grid>.json    addresses for a resident of one grid, whom to call, what search finds
    offline/near/<n>.json        what search finds among services that several grids share

The version is a digest of all that any phone keeps, so that another build is fetched just when it differs.
"""

import gzip
import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from hashlib import blake2b
from typing import NamedTuple

from generator.artifact import Artifact
from generator.catalogue import Catalogue
from generator.locale.zh import format_days
from generator.outputs.search import KeptRow, render_kept_root
from generator.outputs.search_documents import search_dialect, search_fallback
from generator.views.addresses import index_link
from generator.views.offline import KeptGrid, kept_pages, view_kept_grid

WORKER, CODE = "service-worker.js", "assets/worker.js"
CITY, RESULTS, SEARCH = "offline/city.json", "search.html", "offline/search.js"
MOST_BYTES = 400_000
"""For a phone with one grid, as a host sends it, compressed; services that are further away are left out."""
_LOADED = re.compile(rb'="(?<=href="|.src=")(?:\.\./)*(assets/[\w./-]+\.(?:css|js|svg))"')
"""What a page loads beside pictures."""
_LATER = ("assets/search-kept.js", "assets/hero.svg", "assets/touch-icon.png")
"""What scripts, styles and the manifest load."""
_FOLDERS = ("assets/", "mine/", "offline/")
REMOVAL = b"""/* Takes the place of a worker that browsers still have: it empties its memory and goes. */
addEventListener('install', () => skipWaiting());
addEventListener('activate', (event) => event.waitUntil((async () => {
  const own = (await caches.keys()).filter((name) => name.startsWith(`gridpress ${registration.scope} `));
  await Promise.all(own.map((name) => caches.delete(name)));
  await registration.unregister();
})()));
"""


Rows = dict[str, list[bytes]]
"""What search finds of each page, as JSON."""


class Seen(NamedTuple):
    """What counts of a file that a phone may keep: bytes as they are sent, a digest, what it loads."""

    path: str
    weight: int
    digest: str
    loaded: Sequence[str]


class Offline:
    """Sees each file of the site pass, and then makes the worker and its lists."""

    def __init__(
        self, catalogue: Catalogue, core: bytes = b"", weighed: Mapping[str, int] | None = None
    ) -> None:
        """`core` is the script of the search that reads and ranks; `weighed` are weights by digest."""
        self.catalogue = catalogue
        self.core = core
        self._known = weighed or {}
        self.weighed: dict[str, int] = {}
        """The weights of all that was looked at, by digest."""
        self._weights: dict[str, int] = {}
        self._digests: dict[str, str] = {}
        self._shell = set(_LATER)

    @cached_property
    def _city(self) -> tuple[str, ...]:
        """Pages for every phone."""
        return (index_link("offline").url, RESULTS, *(link.url for link in kept_pages(self.catalogue)))

    @cached_property
    def _grids(self) -> dict[str, KeptGrid]:
        return {one.id: view_kept_grid(self.catalogue, one.id) for one in self.catalogue.live_grids}

    @cached_property
    def wanted(self) -> frozenset[str]:
        """Pages that some phone may keep."""
        own = (link.url for grid in self._grids.values() for link in (*grid.pages, *grid.services))
        return frozenset((*self._city, *own))

    def wants(self, path: str) -> bool:
        """Whether some phone may keep a page."""
        return self.catalogue.profile.keeps_offline and path in self.wanted

    def look(self, artifact: Artifact) -> Seen | None:
        """Weigh a file that some phone may keep; None for any other."""
        if not self.catalogue.profile.keeps_offline:
            return None
        loads = artifact.path.endswith(".html")
        if loads and not self.wants(artifact.path):
            return None
        if not loads and artifact.path not in _LATER and not artifact.path.startswith(_FOLDERS):
            return None
        digest, weight = self._weigh_data(artifact.data)
        loaded = sorted({match.decode() for match in _LOADED.findall(artifact.data)} if loads else ())
        return Seen(artifact.path, weight, digest, loaded)

    def _weigh_data(self, data: bytes) -> tuple[str, int]:
        """A digest, and how many bytes are sent."""
        digest = blake2b(data, digest_size=8).hexdigest()
        known = self.weighed.get(digest) or self._known.get(digest)
        self.weighed[digest] = weight = known or len(gzip.compress(data, 6, mtime=0))
        return digest, weight

    def take(self, seen: Seen | None) -> None:
        """Remember what was seen of a file."""
        if seen:
            self._shell.update(seen.loaded)
            self._weights[seen.path], self._digests[seen.path] = seen.weight, seen.digest

    def _weigh(self, artifact: Artifact) -> Artifact:
        self.take(self.look(artifact))
        return artifact

    def keeps(self, url: str) -> bool:
        """Whether some phone keeps the page of an address, once every other file has passed."""
        return _page_of(url) in self._weights

    def artifacts(self, found: Sequence[KeptRow]) -> Iterator[Artifact]:
        """The lists, then the worker, once every other file has passed; `found` is what search finds."""
        if not self.catalogue.profile.keeps_offline:
            yield Artifact(WORKER, REMOVAL)
            return
        rows = _by_page(found)
        everywhere = [path for path in (*self._shell, *self._city) if path in self._weights]
        city = self._weigh(_render_list(CITY, _pick(rows, self._city)))
        yield city
        yield self._weigh(self._render_search(found))
        kept = sorted((*everywhere, CITY, SEARCH))
        yield from self._own(rows, MOST_BYTES - sum(map(self._weights.__getitem__, kept)))
        yield self._worker(kept)

    def _render_search(self, found: Iterable[KeptRow]) -> Artifact:
        words = search_fallback(self.catalogue), search_dialect(self.catalogue)
        return Artifact(SEARCH, render_kept_root(found, *words, self.core))

    def _own(self, rows: Rows, left: int) -> Iterator[Artifact]:
        """Lists of grids, each after the one that it shares with its neighbours."""
        shared: dict[tuple[str, ...], str] = {}
        for name, grid in self._grids.items():
            services = tuple(link.url for link in grid.services)
            if services not in shared:
                shared[services] = f"offline/near/{len(shared)}.json"
                yield self._weigh(_render_list(shared[services], _pick(rows, services)))
            yield self._weigh(self._list_grid(name, grid, shared[services], rows, left))

    def _list_grid(self, name: str, grid: KeptGrid, near: str, rows: Rows, left: int) -> Artifact:
        own = _pick(rows, (one.url for one in grid.pages))
        kept = [near, f"mine/{name}.js"]
        left -= sum(self._weights.get(path, 0) for path in kept) + self._weigh_data(own)[1]
        titles = {one.url: one.text for one in (*grid.pages, *grid.services)}
        pages = list(self._fit(tuple(titles), left))
        value = {
            "files": kept,
            "calls": [(call.label, one.href, one.text) for call in grid.calls for one in call.phone.numbers],
            "pages": [(path, titles[path]) for path in pages],
        }
        return _render_list(f"offline/grids/{name}.json", own, value)

    def _fit(self, paths: Sequence[str], left: int) -> Iterator[str]:
        """Pages in order as long as there is room; the grid's own comes in any case."""
        for path in paths:
            left -= self._weights.get(path, 0)
            if path in self._weights and (left >= 0 or path == paths[0]):
                yield path

    def _version(self) -> str:
        """Of everything that some phone keeps, and of the code that keeps it."""
        kept = sorted(path for path in self._digests if path in self._shell or not path.startswith("assets/"))
        told = b"".join(path.encode() + bytes.fromhex(self._digests[path]) for path in (*kept, CODE))
        return blake2b(told, digest_size=8).hexdigest()

    def _worker(self, kept: Sequence[str]) -> Artifact:
        today = self.catalogue.today
        settings = {
            "version": self._version(),
            "built": format_days(today, None, today),
            "instead": index_link("offline").url,
            "files": kept,
        }
        code = b"const settings = %b;\nimportScripts('%b');\n" % (_dump(settings), CODE.encode())
        return Artifact(WORKER, code)


def _page_of(url: str) -> str:
    return url.partition("#")[0]


def _by_page(found: Iterable[KeptRow]) -> Rows:
    rows: Rows = {}
    for row in found:
        rows.setdefault(_page_of(row[2]), []).append(_dump(row))
    return rows


def _pick(rows: Rows, paths: Iterable[str]) -> bytes:
    return b"[%b]" % b",".join(row for path in paths for row in rows.get(path, ()))


def _dump(value: object) -> bytes:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()


def _render_list(path: str, rows: bytes, value: Mapping[str, object] | None = None) -> Artifact:
    """A list with what search finds, and what else there is to tell."""
    told = _dump(value)[1:-1] + b"," if value else b""
    return Artifact(path, b'{%b"rows":%b}' % (told, rows))
