"""Charts as coordinates: lines over a few periods, columns over many weeks. Templates draw them.

A picture is 360 units wide, as a phone is, so that its letters are as large as the text around it.
Every chart comes with its figures as a table, for those who do not see pictures.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from math import ceil, floor

WIDTH = 360
HEIGHT = 230
LEFT, RIGHT, TOP, BOTTOM = 46, 62, 14, 32
"""Room for the scale, for names at the ends of lines, above, and for periods below."""
LABEL_GAP = 23
MARKERS = ("circle", "square", "triangle")
"""Shapes tell series apart without colour; their lines are also broken differently."""
STEPS = (1, 2, 3, 4, 5)


@dataclass(frozen=True, slots=True)
class Figures:
    """A chart's figures as a table: headings, rows of text."""

    caption: str
    headings: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Tick:
    """A mark on a scale: where, and what it says."""

    at: float
    text: str


@dataclass(frozen=True, slots=True)
class Point:
    """A figure of a line; `low` and `high` are the ends of its interval, or equal to `y`."""

    x: float
    y: float
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Line:
    """One series: points, runs of points without gaps, and its name at the right end."""

    name: str
    number: int
    marker: str
    points: tuple[Point, ...]
    runs: tuple[str, ...]
    label: float | None


@dataclass(frozen=True, slots=True)
class Chart:
    """A picture and its figures. `columns` is the path of all columns; `flags` are weeks to look at."""

    title: str
    figures: Figures
    across: tuple[Tick, ...]
    up: tuple[Tick, ...]
    lines: tuple[Line, ...] = ()
    columns: str = ""
    flags: tuple[Point, ...] = ()
    width: int = WIDTH
    height: int = HEIGHT
    left: int = LEFT
    right: int = WIDTH - RIGHT
    base: int = HEIGHT - BOTTOM


Value = tuple[float, float, float] | None
"""A figure with the ends of its interval, as shares of 1; None where there is none to show."""


def view_lines(
    title: str, periods: Sequence[str], series: Sequence[tuple[str, Sequence[Value]]], figures: Figures
) -> Chart | None:
    """Shares over periods; None when there is nothing to draw, or one period only."""
    known = [value for _, values in series for value in values if value]
    if not known or len(periods) < 2:  # noqa: PLR2004 - a line has two ends
        return None
    least = floor(min(low for _, low, _ in known) * 5) / 5
    right = WIDTH - (RIGHT if any(name for name, _ in series) else 26)
    step = (right - LEFT - 24) / (len(periods) - 1)
    places = [round(LEFT + 12 + step * number, 1) for number in range(len(periods))]
    marks = _percent_ticks(least)
    lines = [_view_line(name, number, values, places, least) for number, (name, values) in enumerate(series)]
    ticks = tuple(Tick(x, text) for x, text in zip(places, periods, strict=True))
    return Chart(title, figures, ticks, marks, _spread_labels(lines), right=right)


def _percent_ticks(least: float) -> tuple[Tick, ...]:
    steps = 4 if least >= 0.2 or least == 0 else 5  # noqa: PLR2004 - a fifth
    count = steps if (1 - least) * 100 % steps == 0 else 2
    shares = [least + (1 - least) * number / count for number in range(count + 1)]
    return tuple(Tick(_height(share, least), f"{round(share * 100)}%") for share in shares)


def _height(share: float, least: float, most: float = 1.0) -> float:
    base = HEIGHT - BOTTOM
    return round(base - (share - least) / ((most - least) or 1) * (base - TOP), 1)


def _view_line(
    name: str, number: int, values: Sequence[Value], places: Sequence[float], least: float
) -> Line:
    points: list[Point] = []
    runs: list[list[str]] = [[]]
    for x, value in zip(places, values, strict=True):
        if value is None:
            runs.append([])
            continue
        y, low, high = (_height(share, least) for share in value)
        points.append(Point(x, y, low, high))
        runs[-1].append(f"{x},{y}")
    drawn = tuple(" ".join(run) for run in runs if len(run) > 1)
    return Line(name, number + 1, MARKERS[number % len(MARKERS)], tuple(points), drawn, None)


def _spread_labels(lines: Sequence[Line]) -> tuple[Line, ...]:
    """Names stand beside the last points, moved apart where they would lie on each other."""
    ends = sorted((line.points[-1].y, line.number) for line in lines if line.points)
    places: dict[int, float] = {}
    last = float("-inf")
    for y, number in ends:
        last = max(y, last + LABEL_GAP)
        places[number] = last
    over = max(0.0, last - (HEIGHT - BOTTOM))
    return tuple(
        replace(line, label=round(places[line.number] - over, 1)) if line.number in places else line
        for line in lines
    )


def view_columns(
    title: str,
    labels: Sequence[str],
    counts: Sequence[int | None],
    figures: Figures,
    flagged: frozenset[int] = frozenset(),
) -> Chart | None:
    """Counts over many weeks; a hidden one leaves a gap. An empty label marks no week."""
    known = [count for count in counts if count is not None]
    if not known or not max(known):
        return None
    top = _round_up(max(known))
    right = WIDTH - 8
    step = (right - LEFT) / len(counts)
    width = max(round(step * 0.75, 2), 0.8)
    base = HEIGHT - BOTTOM
    columns: list[str] = []
    flags: list[Point] = []
    for number, count in enumerate(counts):
        x = round(LEFT + step * (number + 0.125), 1)
        y = base if count is None else _height(count, 0, top)
        if count:
            columns.append(f"M{x} {base}V{y}h{width}V{base}z")
        if number in flagged:
            flags.append(Point(round(x + width / 2, 1), y - 4, y, y))
    ticks = tuple(Tick(round(LEFT + step * number, 1), text) for number, text in enumerate(labels) if text)
    up = tuple(Tick(_height(top * half / 2, 0, top), f"{top * half // 2}") for half in range(3))
    return Chart(
        title, figures, ticks, up, columns="".join(columns), flags=tuple(flags), right=right, base=base
    )


def _round_up(most: int) -> int:
    """The next of 2, 4, 6, 8, 10, 20, 40 and so on, so that its half is a whole number too."""
    size = 1
    while True:
        for step in STEPS:
            if step * size * 2 >= most:
                return step * size * 2
        size *= 10


def whole_percent(share: float) -> str:
    """`42%`; what is not all is never rounded up to 100 %."""
    return f"{min(round(share * 100), 99 if share < 1 else 100)}%"


def percent(share: float) -> str:
    """`92.3%`."""
    return f"{ceil(share * 1000 - 0.5) / 10:.1f}%"
