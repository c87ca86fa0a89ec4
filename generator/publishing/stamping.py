"""Pages of the site: made by two processes when they are many, or left as they stand from the last build."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial
from operator import attrgetter
from typing import NamedTuple

from generator.artifact import Artifact, Standing
from generator.outputs.fingerprints import Fingerprints
from generator.outputs.offline import Offline, Seen
from generator.outputs.site import Prepared, Site, is_listed
from generator.publishing.kept_reads import KeptReads
from generator.publishing.last_build import LastBuild, Thing
from generator.publishing.sharing import apart, make_each
from generator.reading.collection import collection_paused
from generator.reading.loaded import LoadedFile
from generator.reads import Name, note_reads
from generator.views.pieces import split_pages

FEW = 2000
"""Pages that two processes make before they are renewed: each leaves some 20 KB of joins in memory."""
READS = "reads"
"""The name of what all pages have read; no page has it."""


class Stamped(NamedTuple):
    """A page and the files beside it, from what they were made, and what lists tell of the page.

    `reads` are names of what its view has read of the catalogue, or what stands for them.
    """

    path: str
    files: Sequence[Artifact | Standing]
    fingerprint: str
    is_listed: bool
    seen: Seen | None
    reads: frozenset[Name] | str = ""


class Told(NamedTuple):
    """What the next build is to know of all that pages have read."""

    path: str
    thing: Thing


class Stamping:
    """Makes the pages of a site; those of the last build stay that would be made the same.

    That is known without joining its view where all is as it was that the view has read of the catalogue,
    and else by the view's fingerprint. `files` are those that the entries were read from.
    """

    def __init__(
        self,
        site: Site,
        offline: Offline,
        last: LastBuild | None = None,
        files: Mapping[str, LoadedFile] | None = None,
    ) -> None:
        self._site, self._offline, self._last, self._files = site, offline, last, files or {}
        self._fingerprints = Fingerprints()

    def pages(self) -> Iterator[Stamped | Told]:
        """All pages, in any order, and then what they have read."""
        self._offline.wanted  # noqa: B018 - found once, before there are two processes
        paths = self._site.paths()
        if self._last is None:
            yield from self._make_all(paths, lambda path: self._render(self._site.prepare(path)))
            return
        site, last = self._site, self._last
        with collection_paused():
            reads = KeptReads(site.catalogue, self._files, site.ground, last.find(READS))
            standing = {path: self._recall_unread(path, reads, last) for path in paths}
        yield from filter(None, standing.values())
        for page in self._make_all([path for path in paths if not standing[path]], partial(self._make, last)):
            yield page._replace(reads=reads.number(page.reads))
        yield Told(READS, reads.keep())

    def take(self, one: Stamped | Told) -> Stamped | None:
        """A page; what the next build needs to leave things where they stand is kept."""
        if isinstance(one, Told):
            thing, page = one.thing, None
        else:
            files = [file.path for file in one.files]
            thing, page = Thing(one.fingerprint, files, [one.is_listed, one.seen, one.reads]), one
        if self._last:
            self._last.remember(one.path, thing)
        return page

    def _make_all(self, paths: Sequence[str], make: Callable[[str], Stamped]) -> Iterator[Stamped]:
        """Pages, when they are many by processes that are renewed before they grow.

        One of each template comes before, so that what all share is there and not made by each process.
        """
        if len(paths) <= FEW:
            yield from make_each(paths, make)
            return
        pages = self._site.pages
        first = {pages[path].template if path in pages else "": path for path in paths}
        yield from make_each([*first.values()], make)  # by this process: they are few
        made = frozenset(first.values())
        others = [path for path in paths if path not in made]
        for some in split_pages(others, FEW):
            yield from apart(partial(make_each, some, make), attrgetter("path"))

    def _make(self, last: LastBuild, path: str) -> Stamped:
        with note_reads() as reads:
            prepared = self._site.prepare(path)
        made_from = self._fingerprints.tell(path, prepared.read)
        thing = last.recall(path, made_from)
        page = (thing and self._recall(path, thing)) or self._render(prepared)
        return page._replace(fingerprint=made_from, reads=frozenset(reads))

    def _recall_unread(self, path: str, reads: KeptReads, last: LastBuild) -> Stamped | None:
        """A page that stands, as is known without its view."""
        thing = last.find(path)
        before = reads.recall(thing.word[2]) if thing else None
        if thing is None or before is None or not last.recall(path, thing.fingerprint):
            return None
        page = self._recall(path, thing)
        return page and page._replace(reads=before)

    def _recall(self, path: str, thing: Thing) -> Stamped | None:
        """A page that stands; None where phones have come to keep one that nobody has weighed."""
        listed, told, _ = thing.word
        seen = Seen(*told) if told and self._offline.wants(path) else None
        if seen is None and self._offline.wants(path):
            return None
        return Stamped(path, list(map(Standing, thing.files)), thing.fingerprint, listed, seen)

    def _render(self, prepared: Prepared) -> Stamped:
        made = list(prepared.make())
        seen = self._offline.look(made[0])
        return Stamped(prepared.path, made, "", is_listed(made), seen)
