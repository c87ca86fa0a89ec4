"""Safe repairs: the edits that diagnostics carry, written back to the files."""

from __future__ import annotations

import os
from collections import defaultdict
from contextlib import suppress
from dataclasses import dataclass, field
from itertools import pairwise
from typing import TYPE_CHECKING

from generator.reading.loading import load_catalogue, load_document

if TYPE_CHECKING:
    import datetime
    from pathlib import Path

    from generator.diagnostics import Edit

MAX_ROUNDS = 5
"""One repair can uncover the next fault of the same file; more rounds than this never helped."""


@dataclass
class Repaired:
    """How many edits each file got, and why a file could not be written."""

    counts: dict[str, int] = field(default_factory=lambda: defaultdict(int))
    refused: dict[str, str] = field(default_factory=dict)


def write_repairs(root: Path, *, today: datetime.date | None = None) -> Repaired:
    """Repair every file under root/menus.

    Files are rewritten as UTF-8, each in one step, keeping their line ends; one that cannot be written,
    since another program holds it, stays as it was and keeps no other from being repaired.
    """
    done = Repaired()
    for _ in range(MAX_ROUNDS):
        edits: dict[str, list[Edit]] = defaultdict(list)
        for one in load_catalogue(root, today=today).found:
            edits[one.place.file] += one.edits
        todo = {file: found for file, found in edits.items() if found and file not in done.refused}
        if not todo:
            break
        for file, found in todo.items():
            try:
                _write_text(root / file, apply_edits(load_document(root, file).text, found))
            except OSError as error:
                done.refused[file] = error.strerror or type(error).__name__
            else:
                done.counts[file] += len(set(found))
    return done


def _write_text(path: Path, text: str) -> None:
    beside = path.with_name(f".{path.name}.new")
    try:
        beside.write_bytes(text.encode("utf-8"))
        os.replace(beside, path)  # noqa: PTH105 - keeps the old file until the new one is whole
    except OSError:
        with suppress(OSError):
            beside.unlink(missing_ok=True)
        raise


def apply_edits(text: str, edits: list[Edit]) -> str:
    """The text with edits made from its end to its start; overlapping ones after the first are left."""
    unique = sorted(set(edits), key=lambda edit: (edit.start, edit.end))
    kept = unique[:1] + [after for before, after in pairwise(unique) if after.start >= before.end]
    for edit in reversed(kept):
        text = text[: edit.start] + edit.text + text[edit.end :]
    return text
