"""Safe repairs: the edits that diagnostics carry, written back to the files."""

from __future__ import annotations

import os
from collections import defaultdict
from typing import TYPE_CHECKING

from generator.reading.loading import load_catalogue, load_document
from generator.reading.sources import apply_edits

if TYPE_CHECKING:
    import datetime
    from pathlib import Path

    from generator.diagnostics import Edit

MAX_ROUNDS = 5
"""One repair can uncover the next fault of the same file; more rounds than this never helped."""


def write_repairs(root: Path, *, today: datetime.date | None = None) -> dict[str, int]:
    """Repair every file under root/menus; returns how many edits each file got.

    Files are rewritten as UTF-8, each in one step, keeping their line ends.
    """
    counts: dict[str, int] = defaultdict(int)
    for _ in range(MAX_ROUNDS):
        edits: dict[str, list[Edit]] = defaultdict(list)
        for one in load_catalogue(root, today=today).found:
            edits[one.place.file] += one.edits
        todo = {file: found for file, found in edits.items() if found}
        if not todo:
            break
        for file, found in todo.items():
            _write_text(root / file, apply_edits(load_document(root, file).text, found))
            counts[file] += len(set(found))
    return dict(counts)


def _write_text(path: Path, text: str) -> None:
    beside = path.with_name(f".{path.name}.new")
    beside.write_bytes(text.encode("utf-8"))
    os.replace(beside, path)  # noqa: PTH105 - keeps the old file until the new one is whole
