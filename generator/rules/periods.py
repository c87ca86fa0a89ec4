"""Periods of opening hours that collide within a day, or over midnight into the next."""

from __future__ import annotations

import datetime
from functools import lru_cache
from typing import TYPE_CHECKING

from generator.diagnostics import Diagnostic, Related, Severity, Text
from generator.facts.holidays import DAY, Calendar
from generator.facts.hours import hours_on, is_exception, rows_on
from generator.model.days import WEEKDAYS
from generator.model.hours import MINUTES_A_DAY, Period

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from generator.diagnostics import KeyPath
    from generator.facts.hours import PlacedHours
    from generator.model.hours import ExceptionDay, OpeningHours, WeeklyPeriod

    Placed = tuple[Period, KeyPath]
    Collision = tuple[Placed, Placed, datetime.date]
    """The later written, the earlier written, and a day on which they share minutes."""

ENGLISH_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
MONDAY = datetime.date(2024, 1, 1)
"""A leap year that begins with a Monday."""
A_WEEK, SIX_YEARS = 8, 2193
"""Days after which plain weekdays, and weekdays by month or by every other week, have all met."""
NO_HOLIDAYS = Calendar(frozenset(), frozenset(), frozenset())


def clock(period: Period) -> str:
    """A period as editors write it: `8:30-11:30`, `22:00-次日6:00`."""
    start, end = period.start, period.end
    late = "次日" if end > MINUTES_A_DAY else ""
    end -= MINUTES_A_DAY if late else 0
    return f"{start // 60}:{start % 60:02}-{late}{end // 60}:{end % 60:02}"


def check_periods(code: str, hours: PlacedHours) -> Iterator[Diagnostic]:
    """One finding for each period that overlaps an earlier one on some day."""
    said: set[KeyPath] = set()
    for later, earlier, day in _collisions(hours.value):
        if later[1] not in said:
            said.add(later[1])
            yield _collision(code, hours, later, earlier, day)


def _collisions(hours: OpeningHours) -> Iterator[Collision]:
    yield from _weekly_collisions(hours.weekly, hours.odd_week, ("weekly",))
    for number, season in enumerate(hours.seasons):
        yield from _weekly_collisions(season.weekly, hours.odd_week, ("seasons", number, "weekly"))
    for day in _days_of_change(hours):
        today, before = hours_on(hours, day, NO_HOLIDAYS), hours_on(hours, _shift(day, -1), NO_HOLIDAYS)
        yield from _overlaps(today.placed, before.placed, day)


@lru_cache(maxsize=1024)
def _weekly_collisions(
    rows: tuple[WeeklyPeriod, ...], odd_week: datetime.date | None, path: KeyPath
) -> tuple[Collision, ...]:
    """Those of rows that repeat, found by walking over days until all of them have met."""
    any_day: list[Placed] = [(period, ()) for row in rows for period in row.open]
    if next(_overlaps(any_day, any_day, MONDAY), None) is None:
        return ()
    span = A_WEEK if all(row.days.weekly for row in rows) else SIX_YEARS
    found: dict[KeyPath, Collision] = {}
    before: tuple[Placed, ...] = ()
    for number in range(span):
        day = MONDAY + DAY * number
        today = tuple(rows_on(rows, day, None, odd_week, path))
        for one in _overlaps(today, before, day):
            found.setdefault(one[0][1], one)
        before = today
    return tuple(found.values())


def _days_of_change(hours: OpeningHours) -> Iterator[datetime.date]:
    """Days on which something else begins or has just ended: of exceptions and of seasons."""
    for one in hours.exceptions:
        last = one.until or one.since
        yield from exception_days(one, hours.odd_week)
        yield _shift(last, 1)
    for season in hours.seasons:
        for (month, day), after in ((season.since, 0), (season.until, 1)):
            yield _shift(datetime.date(MONDAY.year, month, day), after)


def exception_days(one: ExceptionDay, odd_week: datetime.date | None) -> Iterator[datetime.date]:
    """The first days of an exception; of one that names days, those within the first six years."""
    last = one.until or one.since
    for number in range(min((last - one.since).days + 1, SIX_YEARS if one.days else 2)):
        day = one.since + DAY * number
        if is_exception(one, day, odd_week):
            yield day


def _shift(day: datetime.date, by: int) -> datetime.date:
    """A day some days later; the last day there is stays the last."""
    return datetime.date.fromordinal(min(max(day.toordinal() + by, 1), datetime.date.max.toordinal()))


def _overlaps(today: Sequence[Placed], before: Sequence[Placed], day: datetime.date) -> Iterator[Collision]:
    """Periods of one day that share minutes with each other or with what goes on from the day before."""
    late = [
        (Period(one.start - MINUTES_A_DAY, one.end - MINUTES_A_DAY), (one, path))
        for one, path in before
        if one.end > MINUTES_A_DAY
    ]
    placed = [*late, *((one, (one, path)) for one, path in today)]
    ordered = sorted((one for one in placed if not one[1][0].anytime), key=lambda one: one[0])
    furthest = None
    for one in ordered:
        if furthest is not None and one[0].start < furthest[0].end:
            earlier, later = sorted((one[1], furthest[1]), key=_as_written)
            yield later, earlier, day
        if furthest is None or one[0].end > furthest[0].end:
            furthest = one


def _as_written(one: Placed) -> tuple[bool, KeyPath]:
    """Exceptions come last: they are what an editor added."""
    return one[1][:1] == ("exceptions",), one[1]


def _collision(
    code: str, hours: PlacedHours, later: Placed, earlier: Placed, day: datetime.date
) -> Diagnostic:
    if "exceptions" in {later[1][0], earlier[1][0]}:
        when = Text(f"在 {day} ", f"on {day}")
    else:
        when = Text(f"星期{WEEKDAYS[day.weekday()]}", f"on {ENGLISH_DAYS[day.weekday()]}")
    return Diagnostic(
        code,
        Severity.ERROR,
        hours.entry.at(*hours.path, *later[1]),
        Text(
            "`{name}` {when}的时间段 `{later}` 与 `{earlier}` 重叠",
            "the periods `{later}` and `{earlier}` of `{name}` overlap {when}",
        ).format(name=hours.name, when=when, later=clock(later[0]), earlier=clock(earlier[0])),
        Text(
            "合并成一段，或改正开始、结束时间；不同日子的分开写",
            "merge them, or correct start and end; write different days apart",
        ),
        (Related(hours.entry.at(*hours.path, *earlier[1]), Text("另一段在这里", "the other period")),),
    )
