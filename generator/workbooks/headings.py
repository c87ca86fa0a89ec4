"""Where in somebody else's sheet the headings stand: below merged titles, in one row or in two."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import pairwise

from generator.locale.spelling import fold
from generator.workbooks.book import Table, name_column

MOST_HEADS = 15
"""Rows above the headings, of merged titles and remarks."""

Knows = Callable[[str], bool]
"""Whether a title means a field."""


@dataclass(frozen=True)
class Headings:
    """The row that ends the headings, from 0, and a title for each column that has one or holds something."""

    last: int
    titles: dict[int, str]


def find_headings(table: Table, knows: Knows) -> Headings:
    """The row that names most fields, with the row above or below it that belongs to it."""
    rows = table.rows[:MOST_HEADS]
    named = [sum(knows(plain_title(title)) for title in row if title) for row in rows]
    if not any(named):
        return Headings(-1, {})
    best = named.index(max(named))
    first, last = _stretch(table, best, knows)
    above = _spread(table, first, last)
    titles: dict[int, str] = {}
    for column in range(max(map(len, table.rows))):
        parts = dict.fromkeys(plain_title(row[column]) for row in above if column < len(row))
        title = "·".join(part for part in parts if part)
        if title or any(column < len(row) and row[column] for row in table.rows[last + 1 :]):
            titles[column] = _unique(title or f"{name_column(column)} 列", titles)
    return Headings(last, titles)


def plain_title(text: str) -> str:
    """A heading on one line, without blanks that only space it out, in narrow characters."""
    return re.sub(r"(?<=[^\x00-\x7f])\s+|\s+(?=[^\x00-\x7f])", "", fold(text))


def _unique(title: str, titles: dict[int, str]) -> str:
    numbered = (f"{title} {number}" for number in range(2, len(titles) + 3))
    return next(one for one in (title, *numbered) if one not in titles.values())


def _stretch(table: Table, best: int, knows: Knows) -> tuple[int, int]:
    """The rows of the headings: cells merged downwards join two, and so does a row that parts titles."""
    for (top, _), (bottom, _) in table.merged:
        if top <= best <= bottom and top < bottom <= top + 2 and bottom < MOST_HEADS:
            return top, bottom
    if best + 1 < len(table.rows) and _continues(table.rows[best], table.rows[best + 1], knows):
        return best, best + 1
    return best, best


def _continues(row: list[str], below: list[str], knows: Knows) -> bool:
    """Whether a row parts titles of the one above: it says nothing below those that need no parting."""
    filled = [column for column, text in enumerate(below) if text]
    known = [column for column in filled if knows(plain_title(below[column]))]
    covered = [column for column in range(len(row)) if row[column] and column not in filled]
    return bool(known) and 2 * len(known) >= len(filled) < len(covered) + len(filled) and len(covered) > 1


def _spread(table: Table, first: int, last: int) -> list[list[str]]:
    """The rows of the headings, a title over several columns repeated above each that has one of its own."""
    width = max(map(len, table.rows))
    rows = [[*row, *[""] * (width - len(row))] for row in table.rows[first : last + 1]]
    for row, below in pairwise(rows):
        for column in range(1, width):
            if not row[column] and below[column]:
                row[column] = row[column - 1]
    return rows


@dataclass(frozen=True)
class ListRow:
    """A row of a list: its number, the text of each filled column, whether it goes on with the one above."""

    number: int
    cells: dict[int, str]
    goes_on: bool = False


def list_rows(table: Table, headings: Headings, named: int | None) -> Iterator[ListRow]:
    """The rows below the headings; a cell merged downwards holds for each of its rows.

    `named` is the column of the name: where that is merged, the rows are one entry.
    """
    rows = [[*row] for row in table.rows]
    going: set[int] = set()
    for (top, left), (bottom, right) in table.merged:
        if top > headings.last and bottom > top and left < len(rows[top]):
            for number in range(top + 1, min(bottom + 1, len(rows))):
                rows[number] += [""] * (left + 1 - len(rows[number]))
                rows[number][left] = rows[top][left]
            going |= {*range(top + 1, bottom + 1)} if named is not None and left <= named <= right else set()
    for number, row in enumerate(rows[headings.last + 1 :], headings.last + 1):
        cells = {column: text for column, text in enumerate(row) if text}
        titles = [headings.titles.get(column) for column in cells]
        if cells and titles != [plain_title(text) for text in cells.values()]:
            yield ListRow(number, cells, number in going)


_SUM = re.compile(r"(?:合|总|小|共)\s*计|总\s*数|累\s*计")
_NOTE = re.compile(r"[（(【\[]?(?:注|备注|说明|填表|制表|填报|审核|审批|联系人|附注|附件)[^:：]{0,6}[:：]")
_SECTION = re.compile(r"[（(]?[一二三四五六七八九十]+[)）、.．]")
_WIDE = 3
"""Columns that a merged cell covers, of a title within a list."""


def is_no_entry(table: Table, row: ListRow) -> bool:
    """Whether a row is a sum, a remark or a title within the list."""
    texts = [*row.cells.values()]
    wide = any(top == row.number and right - left >= _WIDE - 1 for (top, left), (_, right) in table.merged)
    few = len(texts) <= 2  # noqa: PLR2004 - a remark and its number
    is_title = len(texts) == 1 and (wide or _SECTION.match(texts[0]) is not None)
    is_note = few and _NOTE.match(texts[0]) is not None
    return is_title or is_note or any(_SUM.match(plain_title(text)) for text in texts[:2])
