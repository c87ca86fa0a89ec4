"""Exceptions and seasons of opening hours that share days, and weeks that nobody counts."""

import datetime
from collections.abc import Iterator

from generator.diagnostics import Diagnostic, KeyPath, Related, Severity, Text
from generator.facts.holidays import DAY
from generator.facts.hours import PlacedHours, in_season, is_exception
from generator.model.days import Days
from generator.model.hours import ExceptionDay, OpeningHours
from generator.rules.periods import MONDAY, SIX_YEARS

Dated = tuple[ExceptionDay, int]


def check_exceptions(code: str, hours: PlacedHours) -> Iterator[Diagnostic]:
    """A finding for each exception that shares a day with one that begins earlier."""
    going: list[Dated] = []
    for one in sorted(_numbered(hours.value), key=lambda pair: (pair[0].since, pair[1])):
        going = [other for other in going if _last(other[0]) >= one[0].since]
        for other in going:
            if (day := _shared_day(one[0], other[0], hours.value.odd_week)) is not None:
                earlier, later = sorted((one, other), key=lambda pair: pair[1])
                yield _same_dates(code, hours, later[1], earlier[1], day)
                break
        going.append(one)


def _numbered(hours: OpeningHours) -> Iterator[Dated]:
    for number, one in enumerate(hours.exceptions):
        if _last(one) >= one.since:
            yield one, number


def _last(exception: ExceptionDay) -> datetime.date:
    return exception.until or exception.since


def _shared_day(
    one: ExceptionDay, other: ExceptionDay, odd_week: datetime.date | None
) -> datetime.date | None:
    first = max(one.since, other.since)
    span = (min(_last(one), _last(other)) - first).days + 1
    days = (first + DAY * number for number in range(min(span, SIX_YEARS)))
    return next(
        (day for day in days if is_exception(one, day, odd_week) and is_exception(other, day, odd_week)), None
    )


def _same_dates(code: str, hours: PlacedHours, later: int, earlier: int, day: datetime.date) -> Diagnostic:
    path = (*hours.path, "exceptions")
    return Diagnostic(
        code,
        Severity.ERROR,
        hours.entry.at(*path, later, "since"),
        Text(
            "`{name}` 的两条例外日期都包括 `{date}`",
            "two exceptions of `{name}` both include `{date}`",
        ).format(name=hours.name, date=day),
        Text(
            "一天只能有一种安排，改其中一条的日期", "a day can have one arrangement; change the dates of one"
        ),
        (Related(hours.entry.at(*path, earlier, "since"), Text("另一条在这里", "the other exception")),),
    )


def check_seasons(code: str, hours: PlacedHours) -> Iterator[Diagnostic]:
    """A finding for each season that shares a day with one written before it."""
    taken: dict[datetime.date, int] = {}
    for number, season in enumerate(hours.value.seasons):
        days = [day for day in (MONDAY + DAY * step for step in range(366)) if in_season(season, day)]
        shared = next((day for day in days if day in taken), None)
        if shared is not None:
            yield _same_season(code, hours, number, taken[shared], shared)
        taken |= dict.fromkeys((day for day in days if day not in taken), number)


def _same_season(code: str, hours: PlacedHours, later: int, earlier: int, day: datetime.date) -> Diagnostic:
    path = (*hours.path, "seasons")
    return Diagnostic(
        code,
        Severity.ERROR,
        hours.entry.at(*path, later, "since"),
        Text(
            "`{name}` 的两个季节都包括 {month} 月 {day} 日",
            "two seasons of `{name}` both include {month:02}-{day:02}",
        ).format(name=hours.name, month=day.month, day=day.day),
        Text("改其中一个的 `since` 或 `until`", "change `since` or `until` of one"),
        (Related(hours.entry.at(*path, earlier, "since"), Text("另一个在这里", "the other season")),),
    )


def check_weeks(code: str, hours: PlacedHours) -> Iterator[Diagnostic]:
    """A finding for the first place that says 单周 or 双周 when nothing says which weeks are odd."""
    place = next(_every_other_week(hours.value), None)
    if place is not None and hours.value.odd_week is None:
        yield Diagnostic(
            code,
            Severity.ERROR,
            hours.entry.at(*hours.path, *place),
            Text(
                "`{name}` 写了单周、双周，没有写哪一周是单周",
                "`{name}` goes by odd and even weeks, and nothing says which are odd",
            ).format(name=hours.name),
            Text(
                "在 `weekly` 旁边加 `odd_week`，写单周里的任意一天，例如 odd_week: 2026-03-04",
                "add `odd_week` beside `weekly` with any day of an odd week, like odd_week: 2026-03-04",
            ),
        )


def _every_other_week(hours: OpeningHours) -> Iterator[KeyPath]:
    rows: list[tuple[KeyPath, Days]] = [
        (("weekly", number), row.days) for number, row in enumerate(hours.weekly)
    ]
    rows += [
        (("seasons", place, "weekly", number), row.days)
        for place, season in enumerate(hours.seasons)
        for number, row in enumerate(season.weekly)
    ]
    rows += [(("exceptions", number), one.days) for number, one in enumerate(hours.exceptions) if one.days]
    return ((*path, "days") for path, days in rows if days.weeks)
