"""Safe repairs: the edits that diagnostics carry, written back to the files."""

import datetime
from collections import defaultdict
from dataclasses import dataclass, field
from pathlib import Path

from generator.diagnostics import Diagnostic, Text, apply_edits, explain_refusal
from generator.reading.loading import load_catalogue, load_document
from generator.reading.pages import check_page_texts
from generator.reading.provinces import is_above
from generator.reading.respelling import locate_rewrite
from generator.writing.single import write_whole

MAX_ROUNDS = 5
"""One repair can uncover the next fault of the same file; more rounds than this never helped."""


@dataclass
class Repaired:
    """How many edits each file got, and why a file could not be written."""

    counts: dict[str, int] = field(default_factory=lambda: defaultdict(int))
    refused: dict[str, Text] = field(default_factory=dict)


def write_repairs(root: Path, *, today: datetime.date | None = None) -> Repaired:
    """Repair every file under root/menus, and the texts of hand-written pages.

    Files are rewritten as UTF-8, each in one step, keeping their line ends; one that cannot be written,
    since another program holds it, stays as it was and keeps no other from being repaired.
    """
    done = Repaired()
    for _ in range(MAX_ROUNDS):
        todo: dict[str, list[Diagnostic]] = defaultdict(list)
        for one in [*load_catalogue(root, today=today).found, *check_page_texts(root)]:
            mine = one.place.file not in done.refused and not is_above(one.place.file)
            if one.repairable and mine:
                todo[one.place.file].append(one)
        if not todo:
            break
        for file, found in todo.items():
            document = load_document(root, file)
            edits = [edit for one in found for edit in locate_rewrite(document, one).edits]
            try:
                write_whole(root / file, apply_edits(document.text, edits).encode("utf-8"))
            except OSError as error:
                done.refused[file] = explain_refusal(error)
            else:
                done.counts[file] += len(set(edits))
    return done
