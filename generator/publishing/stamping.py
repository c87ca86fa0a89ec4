"""Pages of the site: made by two processes when they are many, or left as they stand from the last build."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from generator.artifact import Artifact, Standing
from generator.outputs.fingerprints import Fingerprints
from generator.outputs.offline import Offline, Seen
from generator.outputs.site import Prepared, Site, is_listed
from generator.publishing.last_build import LastBuild, Thing
from generator.publishing.sharing import make_each


class Stamped(NamedTuple):
    """A page and the files beside it, from what they were made, and what lists tell of the page."""

    path: str
    files: Sequence[Artifact | Standing]
    fingerprint: str
    is_listed: bool
    seen: Seen | None


class Stamping:
    """Makes the pages of a site; those of the last build stay whose fingerprints are the same."""

    def __init__(self, site: Site, offline: Offline, last: LastBuild | None = None) -> None:
        self._site, self._offline, self._last = site, offline, last
        self._fingerprints = Fingerprints()

    def pages(self) -> Iterator[Stamped]:
        """All pages, in any order."""
        self._offline.wanted  # noqa: B018 - found once, before there are two processes
        return make_each(self._site.paths(), self._make)

    def remember(self, page: Stamped) -> None:
        """Keep of a page what the next build needs to leave it where it stands."""
        if self._last:
            files = [file.path for file in page.files]
            self._last.remember(page.path, Thing(page.fingerprint, files, [page.is_listed, page.seen]))

    def _make(self, path: str) -> Stamped:
        prepared = self._site.prepare(path)
        if self._last is None:
            return self._render(prepared, "")
        made_from = self._fingerprints.tell(path, prepared.read)
        return self._recall(path, made_from, self._last) or self._render(prepared, made_from)

    def _recall(self, path: str, made_from: str, last: LastBuild) -> Stamped | None:
        """A page that stands; None also where phones have come to keep one that nobody has weighed."""
        thing = last.recall(path, made_from)
        if thing is None:
            return None
        listed, told = thing.word
        seen = Seen(*told) if told and self._offline.wants(path) else None
        if seen is None and self._offline.wants(path):
            return None
        return Stamped(path, list(map(Standing, thing.files)), made_from, listed, seen)

    def _render(self, prepared: Prepared, made_from: str) -> Stamped:
        made = list(prepared.make())
        seen = self._offline.look(made[0])
        return Stamped(prepared.path, made, made_from, is_listed(made), seen)
