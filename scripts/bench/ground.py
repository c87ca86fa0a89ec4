"""Blocks of land that tile a rectangle without gap or overlap, and can be cut further.

Every line between two neighbours is made once, rounded before it is used, and shared by both; cuts
start and end at points that are already on such lines. So pieces fit exactly, as in a survey.
"""

from dataclasses import dataclass
from random import Random

Point = tuple[float, float]
Line = tuple[Point, ...]

WEST, NORTH = 122.0, 30.4
WIDTH, HEIGHT = 0.034, 0.028
"""Degrees; a block is about 3 km wide and high."""
SEGMENTS = 24
DIGITS = 6
LEVELLED = 3
"""Up to so many pieces lie side by side; more are cut into a southern and a northern row."""


@dataclass(frozen=True, slots=True)
class Block:
    """Four lines around a piece of land: the first two run from west to east, the others northwards."""

    south: Line
    north: Line
    west: Line
    east: Line

    def wkt(self) -> str:
        """The outline as WKT, longitude first."""
        ring = (*self.south, *self.east[1:], *self.north[-2::-1], *self.west[-2::-1])
        return f"POLYGON (({', '.join(f'{x:.6f} {y:.6f}' for x, y in ring)}))"


def lay_blocks(count: int, dice: Random) -> list[Block]:
    """Make `count` neighbouring blocks, row by row from the north-west."""
    columns = max(1, round((count * 1.4) ** 0.5))
    rows = -(-count // columns)
    corner = {
        (row, column): _corner(row, column, dice) for row in range(rows + 1) for column in range(columns + 1)
    }
    level = {
        key: _wind(corner[key], corner[key[0], key[1] + 1], SEGMENTS, dice)
        for key in corner
        if key[1] < columns
    }
    upright = {
        key: _wind(corner[key[0] + 1, key[1]], corner[key], SEGMENTS, dice) for key in corner if key[0] < rows
    }
    places = [(row, column) for row in range(rows) for column in range(columns)][:count]
    return [
        Block(level[row + 1, column], level[row, column], upright[row, column], upright[row, column + 1])
        for row, column in places
    ]


def cut(block: Block, count: int, dice: Random) -> list[Block]:
    """Cut a block into `count` pieces that fill it; a few lie side by side, more in two rows."""
    if count <= LEVELLED:
        return slice_up(block, count, dice)
    middle = len(block.west) // 2
    line = _wind(block.west[middle], block.east[middle], SEGMENTS, dice)
    south = Block(block.south, line, block.west[: middle + 1], block.east[: middle + 1])
    north = Block(line, block.north, block.west[middle:], block.east[middle:])
    return [*slice_up(south, -(-count // 2), dice), *slice_up(north, count // 2, dice)]


def slice_up(block: Block, count: int, dice: Random) -> list[Block]:
    """Cut a block into `count` pieces side by side; its southern and northern lines need as many segments."""
    souths, norths = _part(block.south, count), _part(block.north, count)
    walls = [block.west]
    walls += [_wind(line[-1], norths[index][-1], 6, dice) for index, line in enumerate(souths[:-1])]
    walls.append(block.east)
    return [Block(souths[index], norths[index], walls[index], walls[index + 1]) for index in range(count)]


def _part(line: Line, count: int) -> list[Line]:
    marks = [round(index * (len(line) - 1) / count) for index in range(count + 1)]
    return [line[marks[index] : marks[index + 1] + 1] for index in range(count)]


def _corner(row: int, column: int, dice: Random) -> Point:
    return _point(
        WEST + (column + dice.uniform(-0.12, 0.12)) * WIDTH,
        NORTH - (row + dice.uniform(-0.12, 0.12)) * HEIGHT,
    )


def _wind(start: Point, end: Point, segments: int, dice: Random) -> Line:
    """A line that winds a little to both sides of the straight one."""
    (x, y), dx, dy = start, end[0] - start[0], end[1] - start[1]
    points = [start]
    for index in range(1, segments):
        share, aside = index / segments, dice.uniform(-0.012, 0.012)
        points.append(_point(x + share * dx - aside * dy, y + share * dy + aside * dx))
    return (*points, end)


def _point(x: float, y: float) -> Point:
    return round(x, DIGITS), round(y, DIGITS)
