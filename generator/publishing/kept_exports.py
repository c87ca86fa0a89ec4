"""Open data of the last build that is not written again, since all that it was made from is the same.

What an export reads of the catalogue is noted by kind while it is made (`generator.reads`); so nobody has to
say what it depends on, and a new number of a worker leaves what tells of services alone.
"""

from collections.abc import Generator, Iterable, Iterator, Mapping
from typing import NamedTuple

from generator.artifact import Artifact, Standing
from generator.catalogue import Catalogue
from generator.outputs.exports.export import Export, Made, measure
from generator.outputs.exports.listing import Measures, count_rows
from generator.outputs.exports.register import EXPORTS
from generator.outputs.fingerprints import fingerprint
from generator.publishing.kept_findings import States
from generator.publishing.last_build import LastBuild, Thing
from generator.reading.loaded import UNKNOWN, LoadedFile
from generator.reads import EACH, note_reads


class Exported(NamedTuple):
    """An export whose files have all come: a name that no page has, and what the next build is to know."""

    path: str
    thing: Thing


class KeptExports:
    """Makes open data; files of the last build stay where the kinds that they come from are as they were.

    `files` are those that the entries of the catalogue were read from. `measures` fill as what is
    made is taken.
    """

    def __init__(
        self, catalogue: Catalogue, files: Mapping[str, LoadedFile], last: LastBuild | None = None
    ) -> None:
        self._catalogue, self._last = catalogue.watched() if last else catalogue, last
        self._states = States(self._catalogue, files, UNKNOWN)
        self.measures = Measures()
        self._made: dict[str, Made] = {}

    def render(self, site_url: str) -> Iterator[Artifact | Standing | Exported]:
        """All files, and after those of each export what is to be known of it."""
        root = site_url.rstrip("/") + "/" if site_url else ""
        for one in EXPORTS:
            if one.render or one.describe:
                name = f"exports/{one.name}"
                also = (root, sorted(self._made.items()) if one.describe else ())
                known = self._last and self._recall(name, self._last, also)
                if known:
                    yield from map(Standing, known.files)
                else:
                    known = yield from self._make(one, one.make(self._catalogue, root, self._made), also)
                self._made |= _made_of(known)
                yield Exported(name, known)

    def take(self, one: Artifact | Standing | Exported) -> Iterator[Artifact | Standing]:
        """What is to be written of all that is made, while the rest is remembered."""
        if not isinstance(one, Exported):
            yield one
            return
        self.measures.sizes |= {path: made.size for path, made in _made_of(one.thing).items()}
        self.measures.rows |= one.thing.word[2]
        if self._last:
            self._last.remember(one.path, one.thing)

    def _recall(self, name: str, last: LastBuild, also: object) -> Thing | None:
        before = last.find(name)
        return before and last.recall(name, self._tell(before.word[0], also))

    def _make(
        self, export: Export, made: Iterable[Artifact], also: object
    ) -> Generator[Artifact, None, Thing]:
        found: dict[str, Made] = {}
        with note_reads() as noted:
            for artifact in made:
                found[artifact.path] = measure(artifact)
                yield artifact
            rows = count_rows(self._catalogue, export)
        kinds = sorted(noted)
        made_from = self._tell(kinds, also) if self._last else ""
        word = kinds, [(one.size, one.sha256) for one in found.values()], rows
        return Thing(made_from, list(found), word)

    def _tell(self, kinds: Iterable[str], also: object) -> str:
        """How all stands that an export is made from which reads these kinds."""
        every = (*kinds, *self._catalogue.entries) if EACH in kinds else kinds
        states = [(kind, self._states.tell(kind)) for kind in every if kind != EACH]
        return fingerprint(also, self._states.ground, repr(self._catalogue.lapses), states)


def _made_of(thing: Thing) -> dict[str, Made]:
    """The files of an export."""
    return {path: Made(*one) for path, one in zip(thing.files, thing.word[1], strict=True)}
