"""Prints and pictures of the last build that need not be set again: what they are made from is the same."""

import io
import os
from collections.abc import Callable, Iterator, Sequence
from hashlib import blake2b
from pathlib import Path

import pypdf

from generator.artifact import Standing
from generator.outputs.fingerprints import fingerprint
from generator.outputs.prints.editions import read_path
from generator.outputs.prints.fonts import Fonts, scan_fonts
from generator.outputs.prints.typesetting import Job
from generator.publishing.last_build import LastBuild, Thing
from generator.views.share_card import ShareCard


class KeptPrints:
    """What stands in `out` from the last build; then what will stand there after this one."""

    def __init__(self, root: Path, out: Path) -> None:
        self._last = LastBuild(root, out, "prints")
        self._base = b""
        self._files_of: Callable[[str], Sequence[str]] = lambda path: [path]
        self._standing: list[str] = []

    def prepare(self, fonts: Fonts, finishing: object, files_of: Callable[[str], Sequence[str]]) -> None:
        """`files_of` tells which files the pages of a job become, `finishing` what else they depend on."""
        self._base = _describe_base(finishing, fonts)
        self._files_of = files_of

    def holds(self, job: Job) -> bool:
        """Whether all files that a job becomes stand as they would be made; else they are about to be."""
        files = self._files_of(job.path)
        if not self._stands(job.path, _fingerprint(self._base, job), files):
            return False
        self._standing += files
        return True

    def compare_cards(self, fonts: Fonts) -> Callable[[ShareCard], bool]:
        """What tells whether the picture of a card stands as it would be drawn; else it is about to be."""
        base = (fonts, list(_describe_fonts(fonts)))
        return lambda card: self._stands(card.path, fingerprint(base, card), [card.path])

    def _stands(self, name: str, made_from: str, files: Sequence[str]) -> bool:
        self._last.remember(name, Thing(made_from, files))
        thing = self._last.recall(name, made_from)
        return thing is not None and thing.files == files

    def drop(self, path: str) -> None:
        """Keep nothing of a job that was set with findings: they are to be told again."""
        self._last.forget(path)

    def standing(self) -> Iterator[Standing]:
        """Files that stay as they are."""
        yield from map(Standing, self._standing)

    def write(self) -> None:
        """Keep the record for the next build; where that cannot be, nothing is kept."""
        self._last.write()


class CountedPrints:
    """How many pages prints have: those of the last build, wherever it stands, are not set for that."""

    def __init__(self, root: Path, fonts: Fonts, finishing: object) -> None:
        """`finishing` as for `KeptPrints.prepare`."""
        self._last = LastBuild(root, None, "prints")
        self._base = _describe_base(finishing, fonts)
        self.pages: dict[str, int] = {}

    def holds(self, job: Job) -> bool:
        """Whether the pages of a job have been counted in a file of the last build."""
        thing = self._last.recall(job.path, _fingerprint(self._base, job))
        flat = (file for file in (thing.files if thing else ()) if not read_path(file)[0].folded)
        if file := next(flat, None):
            self.count(job.path, self._last.locate(file).read_bytes())
        return job.path in self.pages

    def count(self, path: str, pdf: bytes) -> None:
        """Count the pages of a job."""
        self.pages[path] = len(pypdf.PdfReader(io.BytesIO(pdf)).pages)

    def drop(self, path: str) -> None:
        """Characters that no font has change no number of pages."""


def _describe_base(finishing: object, fonts: Fonts) -> bytes:
    return repr((finishing, fonts, list(_describe_fonts(fonts)))).encode()


def _fingerprint(base: bytes, job: Job) -> str:
    made = blake2b(base, digest_size=16)
    made.update(repr((job.template, job.paper, job.stamp)).encode())
    made.update(job.data.encode())
    return made.hexdigest()


def _describe_fonts(fonts: Fonts) -> Iterator[tuple[str, int, int]]:
    """The files of the families that are asked for."""
    files = {one.path for one in scan_fonts(fonts.folders).fonts() if one.family in fonts.families}
    for file in sorted(filter(None, files)):
        status = os.stat(file)  # noqa: PTH116 - as the other figures of files here
        yield file, status.st_size, status.st_mtime_ns
