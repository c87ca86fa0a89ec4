"""CSV text to cells that know where they stand, whatever separates them."""

import re
from dataclasses import dataclass

from generator.locale.spelling import INVISIBLE

_SEPARATORS = ",;\t|，"
_STATED = re.compile('\ufeff?"?sep=(.)"?(?:\r\n|\r|\n|$)', re.IGNORECASE)
"""Excel's own first line: sep=;"""
_QUOTED = re.compile(r'"[^"]*"')
_BREAK = re.compile("\r\n|\r|\n")
_FIRST_LINES = 10
_BLANKS = f" \t\r\n\v\f\u00a0\u3000{INVISIBLE}"


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell: its text and where it stands, in code points. `open`: the closing quote is missing."""

    text: str
    start: int
    end: int
    open: bool = False


def parse_cells(text: str) -> list[list[Cell]]:
    """Rows of cells of CSV text (RFC 4180); rows without any text are left out."""
    stated = _STATED.match(text)
    separator = stated[1] if stated else _find_separator(text)
    ends = re.compile(f"[{re.escape(separator)}\r\n]")
    rows: list[list[Cell]] = []
    row: list[Cell] = []
    position = stated.end() if stated else int(text.startswith("\ufeff"))
    while position < len(text):
        cell, position = _parse_cell(text, position, ends)
        row.append(cell)
        if position < len(text) and text[position] == separator:
            position += 1
            continue
        position += 2 if text.startswith("\r\n", position) else 1
        rows.append(row)
        row = []
    if row:
        rows.append(row)
    return [row for row in rows if any(cell.text for cell in row)]


def _find_separator(text: str) -> str:
    """What stands most often in one of the first lines, outside of quotes."""
    lines = _BREAK.split(_QUOTED.sub("", text[:10_000]), maxsplit=_FIRST_LINES)[:_FIRST_LINES]
    return max(_SEPARATORS, key=lambda sign: max(line.count(sign) for line in lines))


def _parse_cell(text: str, start: int, ends: re.Pattern[str]) -> tuple[Cell, int]:
    """The cell that begins at `start`, and the position after it."""
    if text.startswith('"', start):
        end = start + 1
        while (end := text.find('"', end)) >= 0 and text.startswith('""', end):
            end += 2
        closed = end >= 0
        end = end if closed else len(text)
        after = _find_end(text, min(end + 1, len(text)), ends)
        return Cell(text[start + 1 : end].replace('""', '"').strip(_BLANKS), start, after, not closed), after
    after = _find_end(text, start, ends)
    raw = text[start:after]
    left = len(raw) - len(raw.lstrip(_BLANKS))
    inner = raw.strip(_BLANKS)
    return Cell(inner, start + left, start + left + len(inner)), after


def _find_end(text: str, start: int, ends: re.Pattern[str]) -> int:
    end = ends.search(text, start)
    return end.start() if end else len(text)
