"""The figures of a series of case counts: weekly totals, recent counts by area, what stands out.

What is exact is protected week by week, so that a later week never uncovers an earlier one. Sums over
weeks are rounded, so that no hidden week comes back by subtraction.
"""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import cast

from generator.catalogue import Catalogue, Entry
from generator.facts.figures import Alert, Lasting, find_alerts, find_lasting
from generator.facts.memory import once
from generator.facts.suppression import is_small, suppress
from generator.model import CaseRow, CaseSeries

WEEK = datetime.timedelta(days=7)
RECENT = 12
"""Weeks of the table by area, and of the alerts that stand open."""
ROUNDED_TO = 5
"""Base of rounding of sums over weeks, as official statistics do it."""


@dataclass(frozen=True, slots=True)
class Spike:
    """A run of weeks far above what came before, in one area and category; `peak` is its largest week."""

    area: str
    category: str
    first: datetime.date
    last: datetime.date
    peak: datetime.date
    alert: Alert
    recent: bool


@dataclass(frozen=True, slots=True)
class CaseFigures:
    """What may be published of a series.

    `totals` and `by_category` hold None where a number is hidden; `recent` has for each area and
    category the sum of the last weeks, rounded, or None when it is under the smallest cell.
    """

    weeks: tuple[datetime.date, ...]
    areas: tuple[str, ...]
    categories: tuple[str, ...]
    totals: tuple[int | None, ...]
    by_category: tuple[tuple[int | None, ...], ...]
    recent: dict[str, tuple[int | None, ...]]
    spikes: tuple[Spike, ...]
    lasting: tuple[Lasting, ...]


@once
def case_figures(catalogue: Catalogue, name: str) -> CaseFigures:
    """The figures of one series."""
    entry = catalogue.case_series[name]
    smallest = catalogue.profile.assessment.smallest_cell
    weeks = _weeks(entry.value)
    counts = _count(entry, weeks)
    areas, categories = _order_areas(catalogue, counts), _order_categories(counts)
    city = {
        one: _add([series for (_, category), series in counts.items() if category == one], len(weeks))
        for one in categories
    }
    hidden = [suppress([[city[one][week] for one in categories]], smallest) for week in range(len(weeks))]
    return CaseFigures(
        weeks,
        areas,
        categories,
        tuple(one.row_totals[0] for one in hidden),
        tuple(tuple(one.cells[0][number] for one in hidden) for number in range(len(categories))),
        {area: tuple(_round_recent(counts, area, one, smallest) for one in categories) for area in areas},
        _find_spikes(catalogue, counts, weeks, smallest),
        find_lasting(city, catalogue.profile.detection, smallest),
    )


def _weeks(series: CaseSeries) -> tuple[datetime.date, ...]:
    number = max(((series.until - series.since).days + 1) // 7, 0)
    return tuple(series.since + WEEK * week for week in range(number))


def _count(entry: Entry[CaseSeries], weeks: Sequence[datetime.date]) -> dict[tuple[str, str], list[int]]:
    """Weekly counts by area and category; a week without a row counts none."""
    numbers = {week: number for number, week in enumerate(weeks)}
    found: dict[tuple[str, str], list[int]] = {}
    for row in cast("tuple[CaseRow, ...]", entry.rows):
        if row.week in numbers:
            series = found.setdefault((row.area, row.category), [0] * len(weeks))
            series[numbers[row.week]] += row.count
    return found


def _add(series: Sequence[Sequence[int]], length: int) -> list[int]:
    return [sum(one[week] for one in series) for week in range(length)]


def _order_areas(catalogue: Catalogue, counts: dict[tuple[str, str], list[int]]) -> tuple[str, ...]:
    def code(area: str) -> tuple[str, str]:
        division = catalogue.divisions.get(area)
        return (division.value.code if division else "", area)

    return tuple(sorted({area for area, _ in counts}, key=code))


def _order_categories(counts: dict[tuple[str, str], list[int]]) -> tuple[str, ...]:
    """The most frequent first."""
    sums: dict[str, int] = {}
    for (_, category), series in counts.items():
        sums[category] = sums.get(category, 0) + sum(series)
    return tuple(sorted(sums, key=lambda one: (-sums[one], one)))


def _round_recent(
    counts: dict[tuple[str, str], list[int]], area: str, category: str, smallest: int
) -> int | None:
    number = sum(counts.get((area, category), [])[-RECENT:])
    if is_small(number, smallest):
        return None
    return (number + ROUNDED_TO // 2) // ROUNDED_TO * ROUNDED_TO


def _find_spikes(
    catalogue: Catalogue,
    counts: dict[tuple[str, str], list[int]],
    weeks: Sequence[datetime.date],
    smallest: int,
) -> tuple[Spike, ...]:
    """Alerts of each area and category, weeks in a row as one; the latest first."""
    found = []
    for (area, category), series in counts.items():
        alerts = find_alerts(series, catalogue.profile.detection, smallest)
        for run in _runs(alerts):
            peak = max(run, key=lambda one: (one.count, -one.period))
            recent = run[-1].period >= len(weeks) - RECENT
            first, last = weeks[run[0].period], weeks[run[-1].period]
            found.append(Spike(area, category, first, last, weeks[peak.period], peak, recent))
    found.sort(key=lambda one: (one.area, one.category))
    found.sort(key=lambda one: one.last, reverse=True)
    return tuple(found)


def _runs(alerts: Sequence[Alert]) -> list[list[Alert]]:
    if not alerts:
        return []
    runs = [[alerts[0]]]
    for before, after in pairwise(alerts):
        if after.period == before.period + 1:
            runs[-1].append(after)
        else:
            runs.append([after])
    return runs
