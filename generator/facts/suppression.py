"""Suppression of small numbers in tables whose totals are published.

A hidden cell must not come back by subtraction, so further cells of its row and column are hidden
with it (complementary suppression). Zeros tell of nobody and stay.
"""

from collections.abc import Sequence
from dataclasses import dataclass

Line = list[tuple[int, int]]
"""Cells of a row or a column, as (row, column)."""


@dataclass(frozen=True, slots=True)
class Suppressed:
    """A table with hidden figures as None: its cells, the totals of rows and of columns, of all."""

    cells: tuple[tuple[int | None, ...], ...]
    row_totals: tuple[int | None, ...]
    column_totals: tuple[int | None, ...]
    total: int | None


def is_small(count: int, smallest: int) -> bool:
    """Whether a count tells whom it is about: from 1 to `smallest` - 1; zeros tell of nobody."""
    return 0 < count < smallest


def suppress(rows: Sequence[Sequence[int]], smallest: int = 5) -> Suppressed:
    """The table with cells from 1 to `smallest` - 1 hidden, and what would give them away.

    `rows` are of one length. The margins are cells like others: the table is widened by its totals,
    and every line of the widened table, whose last figure is the sum of the rest, is protected.
    """
    width = len(rows[0]) if rows else 0
    wide = [[*row, sum(row)] for row in rows]
    wide.append([sum(row[column] for row in wide) for column in range(width + 1)])
    hidden = {
        (number, column)
        for number, row in enumerate(wide)
        for column, count in enumerate(row)
        if is_small(count, smallest)
    }
    _protect(wide, hidden, smallest)
    shown = [
        tuple(None if (number, column) in hidden else count for column, count in enumerate(row))
        for number, row in enumerate(wide)
    ]
    return Suppressed(
        tuple(row[:-1] for row in shown[:-1]),
        tuple(row[-1] for row in shown[:-1]),
        shown[-1][:-1],
        shown[-1][-1],
    )


def _protect(wide: list[list[int]], hidden: set[tuple[int, int]], smallest: int) -> None:
    """Hide further cells until no line gives one away; each round hides one, so it ends."""
    height, width = len(wide), len(wide[0])
    lines: list[Line] = [[(row, column) for column in range(width)] for row in range(height)]
    lines += [[(row, column) for row in range(height)] for column in range(width)]
    waiting = list(lines)
    while waiting:
        line = waiting.pop()
        if not _gives_away(line, wide, hidden, smallest):
            continue
        row, column = _choose(line, wide, hidden)
        hidden.add((row, column))
        waiting += [lines[row], lines[height + column]]


def _gives_away(line: Line, wide: list[list[int]], hidden: set[tuple[int, int]], smallest: int) -> bool:
    """Whether the hidden cells of a line can be told from its others.

    One can by subtraction; several small ones can when their sum leaves them one way only.
    """
    inside = [wide[row][column] for row, column in line if (row, column) in hidden]
    open_left = len(inside) < len(line)
    if not inside or not open_left:
        return False
    if len(inside) == 1:
        return True
    total_hidden = line[-1] in hidden
    small = all(is_small(count, smallest) for count in inside)
    return small and not total_hidden and sum(inside) in {len(inside), len(inside) * (smallest - 1)}


def _choose(line: Line, wide: list[list[int]], hidden: set[tuple[int, int]]) -> tuple[int, int]:
    """The cell that costs least: a part rather than the total, the smallest count that is not zero."""
    free = [spot for spot in line if spot not in hidden]
    return min(free, key=lambda spot: (spot == line[-1], wide[spot[0]][spot[1]] == 0, wide[spot[0]][spot[1]]))
