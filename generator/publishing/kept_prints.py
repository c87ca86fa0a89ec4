"""Prints of the last build that need not be set again: what they are made from is the same.

A record in `.cache/` holds for each print a fingerprint of what it was made from, and how its file looked
when it was written. Whoever deletes, damages or copies it loses time and nothing else.
"""

import json
import os
import stat
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from hashlib import blake2b
from pathlib import Path

from generator.artifact import Standing
from generator.outputs.prints.fonts import Fonts, scan_fonts
from generator.outputs.prints.typesetting import Job
from generator.publishing.sealing import CACHE, describe_program
from generator.writing.single import write_whole

Looks = tuple[int, int]
"""Size and time of a file."""


class KeptPrints:
    """What stands in `out` from the last build; then what will stand there after this one."""

    def __init__(self, root: Path, out: Path) -> None:
        self._record = root / CACHE / "prints.json"
        self._out = out
        self._before = self._load()
        self._base = b""
        self._files_of: Callable[[str], Sequence[str]] = lambda path: [path]
        self._now: dict[str, str] = {}
        self._standing: list[str] = []

    def prepare(self, fonts: Fonts, finishing: object, files_of: Callable[[str], Sequence[str]]) -> None:
        """`files_of` tells which files the pages of a job become, `finishing` what else they depend on."""
        self._base = repr((describe_program(), finishing, fonts, list(_describe_fonts(fonts)))).encode()
        self._files_of = files_of

    def holds(self, job: Job) -> bool:
        """Whether all files that a job becomes stand as they would be made; else they are about to be."""
        files = self._files_of(job.path)
        fingerprint = self._fingerprint(job, files)
        self._now |= dict.fromkeys(files, fingerprint)
        if any(self._before.get(file) != (fingerprint, self._look(file)) for file in files):
            return False
        self._standing += files
        return True

    def drop(self, path: str) -> None:
        """Keep nothing of a job that was set with findings: they are to be told again."""
        for file in self._files_of(path):
            self._now.pop(file, None)

    def standing(self) -> Iterator[Standing]:
        """Files that stay as they are."""
        yield from map(Standing, self._standing)

    def write(self) -> None:
        """Keep the record for the next build; where that cannot be, nothing is kept."""
        files = {file: [fingerprint, *(self._look(file) or ())] for file, fingerprint in self._now.items()}
        with suppress(OSError):
            self._record.parent.mkdir(exist_ok=True)
            write_whole(self._record, json.dumps({"out": str(self._out), "files": files}).encode())

    def _fingerprint(self, job: Job, files: Sequence[str]) -> str:
        made = blake2b(self._base, digest_size=16)
        made.update(repr((job.template, job.paper, job.stamp, files)).encode())
        made.update(job.data.encode())
        return made.hexdigest()

    def _load(self) -> dict[str, tuple[str, Looks]]:
        try:
            record = json.loads(self._record.read_bytes())
            if record["out"] == str(self._out):
                return {file: (one, (size, time)) for file, (one, size, time) in record["files"].items()}
        except (OSError, ValueError, TypeError, KeyError, AttributeError, RecursionError):  # none, or damaged
            pass
        return {}

    def _look(self, file: str) -> Looks | None:
        with suppress(OSError):
            status = os.lstat(self._out / file)
            if stat.S_ISREG(status.st_mode):
                return status.st_size, status.st_mtime_ns
        return None


def _describe_fonts(fonts: Fonts) -> Iterator[tuple[str, int, int]]:
    """The files of the families that are asked for."""
    files = {one.path for one in scan_fonts(fonts.folders).fonts() if one.family in fonts.families}
    for file in sorted(filter(None, files)):
        status = os.stat(file)  # noqa: PTH116 - as the other figures of files here
        yield file, status.st_size, status.st_mtime_ns
