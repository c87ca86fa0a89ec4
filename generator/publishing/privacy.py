"""Privacy outside the entries: hand-written pages, tables beside entries, what images carry along."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from generator.diagnostics import Diagnostic, Text
from generator.reading.photos import parse_metadata
from generator.reading.sources import load_source
from generator.rules import prv101, prv102, prv103
from generator.rules.private_data import people_names, public_codes, public_phones

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from generator.catalogue import Catalogue

FOLDERS = ("content", "menus", "site_overrides")
TEXTS = (".md", ".csv")
IMAGES = (".jpg", ".jpeg", ".png", ".webp")
MOST_BYTES = 50_000_000
"""Larger images are not read: their metadata stands near the beginning."""
PLACE = Text("拍摄地点的坐标", "the coordinates of where it was taken")


def check_files(root: Path, catalogue: Catalogue) -> Iterator[Diagnostic]:
    """Findings of PRV101 to PRV103 in texts and images of a workspace, in order of their paths."""
    names, codes, public = people_names(catalogue), public_codes(catalogue), public_phones(catalogue)
    pattern = prv103.name_pattern(names)
    for path in _files(root):
        file = path.relative_to(root).as_posix()
        if path.suffix.lower() in IMAGES:
            yield from _check_image(path, file, catalogue)
            continue
        document, _ = load_source(path, file, parse=False)
        if document is not None:
            yield from prv101.check_text(file, document.text, names, codes, public)
            yield from prv102.check_text(file, document.text, names)
            yield from prv103.check_text(file, document.text, pattern)


def _files(root: Path) -> Iterator[Path]:
    """Texts and images below the folders that are published; links to folders are not followed."""
    for top in FOLDERS:
        for folder, below, files in os.walk(root / top):
            below.sort()
            for name in sorted(files):
                if name.lower().endswith((*TEXTS, *IMAGES)) and not name.startswith("."):
                    yield (root / top).joinpath(folder, name)


def _check_image(path: Path, file: str, catalogue: Catalogue) -> Iterator[Diagnostic]:
    """What is in an image has no line, so findings stand at its beginning."""
    try:
        with path.open("rb") as stream:
            found = parse_metadata(stream.read(MOST_BYTES))
    except OSError:
        return
    if found.located:
        yield prv101.found_in_file(file, (0, 0), PLACE, "GPS")
    names, codes, public = people_names(catalogue), public_codes(catalogue), public_phones(catalogue)
    for one in prv101.check_text(file, found.text, names, codes, public):
        yield prv101.at_beginning(one)
