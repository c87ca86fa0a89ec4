"""Periods of opening hours that collide within a day, or over midnight into the next."""

import datetime
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import Literal

from generator.diagnostics import Diagnostic, KeyPath, Related, Severity, Text
from generator.facts.holidays import DAY, Calendar
from generator.facts.hours import PlacedHours, has_nights, hours_on, is_exception, rows_on
from generator.model.days import WEEKDAYS
from generator.model.hours import ExceptionDay, OpeningHours, WeeklyPeriod
from generator.model.periods import MINUTES_A_DAY, Period

Placed = tuple[Period, KeyPath]
Collision = tuple[Placed, Placed, datetime.date, Literal["weekday", "date", "makeup"]]
"""The later written, the earlier written, a day on which they share minutes, how to name it."""

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


def check_periods(code: str, hours: PlacedHours, calendar: Calendar) -> Iterator[Diagnostic]:
    """One finding for each period that overlaps an earlier one on some day."""
    said: set[KeyPath] = set()
    for one in _collisions(hours.value, calendar):
        if (path := one[0][1]) not in said:
            said.add(path)
            yield _collision(code, hours, one)


def _collisions(hours: OpeningHours, calendar: Calendar) -> Iterator[Collision]:
    yield from _weekly_collisions(hours.weekly, hours.odd_week, ("weekly",))
    for number, season in enumerate(hours.seasons):
        yield from _weekly_collisions(season.weekly, hours.odd_week, ("seasons", number, "weekly"))
    for day in _season_edges(hours):
        yield from _collisions_on(hours, day, NO_HOLIDAYS, "weekday")
    for day in _exception_edges(hours):
        yield from _collisions_on(hours, day, calendar, "date")
    if hours.makeup_workdays == "上班" and has_nights(hours):
        for day in sorted(calendar.workdays, reverse=True):
            yield from _collisions_on(hours, day, calendar, "makeup")
            yield from _collisions_on(hours, _shift(day, 1), calendar, "date")


def _collisions_on(
    hours: OpeningHours, day: datetime.date, calendar: Calendar, named: Literal["weekday", "date", "makeup"]
) -> Iterator[Collision]:
    today, before = (hours_on(hours, one, calendar).placed for one in (day, _shift(day, -1)))
    return ((later, earlier, day, named) for later, earlier in _overlaps(today, before))


@lru_cache(maxsize=1024)
def _weekly_collisions(
    rows: tuple[WeeklyPeriod, ...], odd_week: datetime.date | None, path: KeyPath
) -> tuple[Collision, ...]:
    """Those of rows that repeat, found by walking over days until all of them have met."""
    any_day: list[Placed] = [(period, ()) for row in rows for period in row.open]
    if next(_overlaps(any_day, any_day), None) is None:
        return ()
    span = A_WEEK if all(row.days.weekly for row in rows) else SIX_YEARS
    found: dict[KeyPath, Collision] = {}
    before: tuple[Placed, ...] = ()
    for number in range(span):
        day = MONDAY + DAY * number
        today = tuple(rows_on(rows, day, None, odd_week, path))
        for later, earlier in _overlaps(today, before):
            found.setdefault(later[1], (later, earlier, day, "weekday"))
        before = today
    return tuple(found.values())


def _season_edges(hours: OpeningHours) -> Iterator[datetime.date]:
    """The first days of seasons and the days after them, in a year that has no holidays."""
    for season in hours.seasons:
        for (month, day), after in ((season.since, 0), (season.until, 1)):
            yield _shift(datetime.date(MONDAY.year, month, day), after)


def _exception_edges(hours: OpeningHours) -> Iterator[datetime.date]:
    """Days of exceptions, and the days after those."""
    for one in hours.exceptions:
        for day in exception_days(one, hours.odd_week):
            yield from (day, _shift(day, 1))
        yield _shift(one.until or one.since, 1)


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


def _overlaps(today: Sequence[Placed], before: Sequence[Placed]) -> Iterator[tuple[Placed, Placed]]:
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
            yield later, earlier
        if furthest is None or one[0].end > furthest[0].end:
            furthest = one


def _as_written(one: Placed) -> tuple[bool, KeyPath]:
    """Exceptions come last: they are what an editor added."""
    return one[1][:1] == ("exceptions",), one[1]


def _collision(code: str, hours: PlacedHours, found: Collision) -> Diagnostic:
    later, earlier, day, named = found
    when = {
        "weekday": Text(f"星期{WEEKDAYS[day.weekday()]}", f"on {ENGLISH_DAYS[day.weekday()]}"),
        "date": Text(f"在 {day} ", f"on {day}"),
        "makeup": Text(f"在 {day}（调休，按周一）", f"on {day} (a 调休 day, as on a Monday)"),
    }[named]
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
