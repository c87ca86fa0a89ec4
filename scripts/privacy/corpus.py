"""The files of forms and look-alikes, and real lists."""

import csv
import json
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from scripts.privacy.forms import Form
from scripts.privacy.lookalikes import LookAlike

FOLDER = Path(__file__).resolve().parents[2] / "tests" / "cases" / "privacy"
FORMS, LOOKALIKES = FOLDER / "forms.csv", FOLDER / "lookalikes.csv"
BY_HAND = {FORMS: FOLDER / "forms-by-hand.csv", LOOKALIKES: FOLDER / "lookalikes-by-hand.csv"}
UNSEEN = "".join(map(chr, (0xA0, 0xAD, 0x200B, 0x200D, 0x3000, 0xFEFF)))


def load_forms() -> list[Form]:
    """The forms of the cases, generated and written by hand."""
    return [Form(*row) for row in _load_rows(FORMS)]


def load_lookalikes() -> list[LookAlike]:
    """The look-alikes of the cases, generated and written by hand."""
    return [LookAlike(*row) for row in _load_rows(LOOKALIKES)]


def _load_rows(path: Path) -> Iterator[list[str]]:
    for file in (path, BY_HAND[path]):
        with file.open(encoding="utf-8", newline="") as stream:
            rows = csv.reader(stream)
            next(rows)
            yield from ([_unescape(cell) for cell in row] for row in rows)


def write_rows(path: Path, heading: Iterable[str], rows: Iterable[tuple[str, ...]]) -> None:
    """Write a file of cases: one a line, so that a change can be read."""
    with path.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.writer(stream, lineterminator="\n")
        writer.writerow(heading)
        writer.writerows([_escape(cell) for cell in row] for row in rows)


def _escape(text: str) -> str:
    r"""New lines as `\n`, what nobody sees as `\u200b`."""
    plain = text.replace("\\", r"\\").replace("\n", r"\n").replace("\t", r"\t")
    return "".join(f"\\u{ord(one):04x}" if one in UNSEEN else one for one in plain)


def _unescape(text: str) -> str:
    for one in UNSEEN:
        text = text.replace(f"\\u{ord(one):04x}", one)
    return text.replace(r"\n", "\n").replace(r"\t", "\t").replace(r"\\", "\\")


def load_lists(path: Path) -> list[str]:
    """The items of a real list: every text of a line of JSON, a line of CSV, or a whole text."""
    text = path.read_text("utf-8-sig")
    if path.suffix == ".jsonl":
        return ["\n".join(_texts(json.loads(line))) for line in text.splitlines() if line.strip()]
    return text.splitlines() if path.suffix == ".csv" else [text]


def _texts(value: Any) -> Iterator[str]:  # noqa: ANN401 - whatever JSON holds
    if isinstance(value, str):
        yield value
    elif isinstance(value, list | dict):
        for item in value.values() if isinstance(value, dict) else value:
            yield from _texts(item)
