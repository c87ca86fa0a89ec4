"""Opening hours wherever they stand, and periods and dates in them that collide."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from generator.diagnostics import Diagnostic, Related, Severity, Text
from generator.model.hours import WEEKDAYS

if TYPE_CHECKING:
    import datetime
    from collections.abc import Iterator, Sequence

    from generator.catalogue import Catalogue, Entry
    from generator.diagnostics import KeyPath
    from generator.model.fields import Shape
    from generator.model.hours import ExceptionDay, OpeningHours, Period

    Placed = tuple[Period, KeyPath]
    Dated = tuple[ExceptionDay, int]

ENGLISH_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


@dataclass(frozen=True, slots=True)
class Hours:
    """Opening hours with where they stand and whose they are."""

    entry: Entry[Shape]
    path: KeyPath
    value: OpeningHours
    name: str


def collect_hours(catalogue: Catalogue) -> Iterator[Hours]:
    """All opening hours: services, their locations, organisations, divisions."""
    for kind in ("service", "organization", "division"):
        for entry in catalogue.entries.get(kind, {}).values():
            value = getattr(entry.value, "hours", None)
            if value is not None:
                yield Hours(entry, ("hours",), value, getattr(entry.value, "name", entry.id))
            for index, place in enumerate(getattr(entry.value, "locations", ())):
                if place.hours is not None:
                    yield Hours(entry, ("locations", index, "hours"), place.hours, place.name)


def clock(period: Period) -> str:
    """Minutes to text: `8:30-11:30`."""
    start, end = period
    return f"{start // 60}:{start % 60:02}-{end // 60}:{end % 60:02}"


def check_weekly(code: str, hours: Hours) -> Iterator[Diagnostic]:
    """One finding for each period that overlaps an earlier one on some weekday."""
    said: set[KeyPath] = set()
    for day in range(7):
        placed = [
            (period, (*hours.path, "weekly", number, "open", index))
            for number, weekly in enumerate(hours.value.weekly)
            if day in weekly.days
            for index, period in enumerate(weekly.open)
        ]
        when = Text(f"星期{WEEKDAYS[day]}", f"on {ENGLISH_DAYS[day]}")
        for later, earlier in _overlaps(placed):
            if later[1] not in said:
                said.add(later[1])
                yield _collision(code, hours, later, earlier, when)


def _overlaps(placed: Sequence[Placed]) -> Iterator[tuple[Placed, Placed]]:
    """Pairs of (later written, earlier written) periods of one day that share minutes."""
    ordered = sorted(placed, key=lambda one: one[0])
    furthest: Placed | None = None
    for one in ordered:
        if furthest is not None and one[0][0] < furthest[0][1]:
            pair = sorted((one, furthest), key=placed.index)
            yield pair[1], pair[0]
        if furthest is None or one[0][1] > furthest[0][1]:
            furthest = one


def _collision(code: str, hours: Hours, later: Placed, earlier: Placed, when: Text) -> Diagnostic:
    return Diagnostic(
        code,
        Severity.ERROR,
        hours.entry.at(*later[1]),
        Text(
            "`{name}` {when}的时间段 `{later}` 与 `{earlier}` 重叠",
            "the periods `{later}` and `{earlier}` of `{name}` overlap {when}",
        ).format(name=hours.name, when=when, later=clock(later[0]), earlier=clock(earlier[0])),
        Text(
            "合并成一段，或改正开始、结束时间；不同日子的分开写",
            "merge them, or correct start and end; write different days apart",
        ),
        (Related(hours.entry.at(*earlier[1]), Text("另一段在这里", "the other period")),),
    )


def check_exceptions(code: str, hours: Hours) -> Iterator[Diagnostic]:
    """Findings on exceptions that run backwards, overlap each other, or overlap within a day."""
    dated: list[Dated] = []
    for index, exception in enumerate(hours.value.exceptions):
        path = (*hours.path, "exceptions", index)
        if exception.until is not None and exception.until < exception.since:
            yield _backwards(code, hours, index, exception)
        else:
            dated.append((exception, index))
        placed = [(period, (*path, "open", number)) for number, period in enumerate(exception.open)]
        when = Text(f"在 {exception.since} ", f"on {exception.since}")
        for later, earlier in _overlaps(placed):
            yield _collision(code, hours, later, earlier, when)
    yield from _check_dates(code, hours, dated)


def _last(exception: ExceptionDay) -> datetime.date:
    return exception.until or exception.since


def _backwards(code: str, hours: Hours, index: int, exception: ExceptionDay) -> Diagnostic:
    return Diagnostic(
        code,
        Severity.ERROR,
        hours.entry.at(*hours.path, "exceptions", index, "until"),
        Text(
            "`{name}` 的例外日期从 `{since}` 到 `{until}`，结束早于开始",
            "the exception of `{name}` from `{since}` until `{until}` ends before it begins",
        ).format(name=hours.name, since=exception.since, until=exception.until),
        Text(
            "改正 `since` 或 `until`；只有一天就不写 `until`", "correct them; omit `until` for a single day"
        ),
    )


def _check_dates(code: str, hours: Hours, dated: list[Dated]) -> Iterator[Diagnostic]:
    ordered = sorted(dated, key=lambda one: (one[0].since, one[1]))
    furthest: Dated | None = None
    for one in ordered:
        if furthest is not None and one[0].since <= _last(furthest[0]):
            earlier, later = sorted((one, furthest), key=lambda pair: pair[1])
            yield _same_dates(code, hours, later, earlier, one[0].since)
        if furthest is None or _last(one[0]) > _last(furthest[0]):
            furthest = one


def _same_dates(code: str, hours: Hours, later: Dated, earlier: Dated, date: datetime.date) -> Diagnostic:
    path = (*hours.path, "exceptions")
    return Diagnostic(
        code,
        Severity.ERROR,
        hours.entry.at(*path, later[1], "since"),
        Text(
            "`{name}` 的两条例外日期都包括 `{date}`",
            "two exceptions of `{name}` both include `{date}`",
        ).format(name=hours.name, date=date),
        Text(
            "一天只能有一种安排，改其中一条的日期", "a day can have one arrangement; change the dates of one"
        ),
        (Related(hours.entry.at(*path, earlier[1], "since"), Text("另一条在这里", "the other exception")),),
    )
