"""Files of the last build that stay as they are, since all that they are made from is the same.

A record under a seal of the program holds for each thing that was made a fingerprint of what it is made from,
its files, and how they looked when they had been written.
"""

import json
import os
import stat
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any, NamedTuple

from generator.publishing.sealing import Shelf

Looks = list[int]
"""Size of a file, when its bytes were written, and when anything about it has changed."""


class Thing(NamedTuple):
    """Something made: the fingerprint, its files, and what else there is to tell of it, as JSON."""

    fingerprint: str
    files: Sequence[str]
    word: Any = None


class LastBuild:
    """What stands in `out` from the last build; then what will stand there after this one.

    Without `out` it is what stands wherever the last build has written it.
    """

    def __init__(self, root: Path, out: Path | None, name: str) -> None:
        self._shelf, self._name, self._out = Shelf(root), name, out
        self._before: dict[str, tuple[Thing, list[Looks]]] = self._load()
        self._now: dict[str, Thing] = {}

    def find(self, name: str) -> Thing | None:
        """A thing as the last build left it, whether or not it would be made again."""
        thing, _ = self._before.get(name, (None, []))
        return thing

    def recall(self, name: str, fingerprint: str) -> Thing | None:
        """A thing whose files all stand as they would be made again."""
        thing, looks = self._before.get(name, (None, []))
        if thing is None or thing.fingerprint != fingerprint:
            return None
        return thing if [self._look(file) for file in thing.files] == looks else None

    def remember(self, name: str, thing: Thing) -> None:
        """What stands once this build is written."""
        self._now[name] = thing

    def forget(self, name: str) -> None:
        """Keep nothing of a thing."""
        self._now.pop(name, None)

    def write(self) -> None:
        """Keep the record for the next build, once all is written; where that cannot be, nothing is kept."""
        things = {
            name: (thing, [self._look(file) or [] for file in thing.files])
            for name, thing in self._now.items()
        }
        self._shelf.write(self._name, json.dumps({"out": str(self._out), "things": things}).encode())

    def locate(self, file: str) -> Path:
        """Where a file of the build stands."""
        assert self._out is not None  # noqa: S101 - loading has found it
        return self._out / file

    def _load(self) -> dict[str, tuple[Thing, list[Looks]]]:
        kept = self._shelf.load(self._name)
        record: dict[str, Any] = json.loads(kept) if kept else {"out": ""}
        self._out = self._out or Path(record["out"])
        if record["out"] != str(self._out):
            return {}
        return {name: (Thing(*thing), looks) for name, (thing, looks) in record["things"].items()}

    def _look(self, file: str) -> Looks | None:
        with suppress(OSError):
            status = os.lstat(self.locate(file))
            if stat.S_ISREG(status.st_mode):
                return [status.st_size, status.st_mtime_ns, status.st_ctime_ns]
        return None
