"""Opening hours as a table of a week, with what holds on holidays and on particular days."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from generator.locale.zh import write_days, write_period, write_weekdays

if TYPE_CHECKING:
    import datetime

    from generator.model.hours import OpeningHours, Period

CLOSED = ("休息",)
MAKEUP = {"上班": "上班，按周一的时间", "照常": "按当天星期几的时间", "休息": "休息"}


@dataclass(frozen=True, slots=True)
class HoursRow:
    """One row: the days, the periods (or one word), a note, whether it is an exception."""

    days: str
    open: tuple[str, ...]
    note: str = ""
    exception: bool = False


@dataclass(frozen=True, slots=True)
class Hours:
    """The table, a note below it, and the week in one line."""

    rows: tuple[HoursRow, ...]
    note: str = ""
    summary: str = ""


@lru_cache(maxsize=4096)
def view_hours(hours: OpeningHours | None, today: datetime.date) -> Hours | None:
    """Rows of the week in order of their first day, then holidays, then exceptions still to come."""
    if hours is None:
        return None
    week = _week_rows(hours)
    rows = (*week, *_holiday_rows(hours), *_exception_rows(hours, today))
    summary = "；".join(f"{row.days} {'、'.join(row.open)}" for row in week if row.open != CLOSED)
    return Hours(rows, hours.note or "", summary)


def _week_rows(hours: OpeningHours) -> list[HoursRow]:
    week: list[list[Period]] = [[] for _ in range(7)]
    for weekly in hours.weekly:
        for day in weekly.days:
            week[day] += weekly.open
    same: dict[tuple[Period, ...], list[int]] = {}
    for day, periods in enumerate(week):
        same.setdefault(tuple(sorted(periods)), []).append(day)
    return [HoursRow(write_weekdays(days), _write(periods)) for periods, days in same.items()]


def _write(periods: tuple[Period, ...]) -> tuple[str, ...]:
    return tuple(write_period(period) for period in periods) or CLOSED


def _holiday_rows(hours: OpeningHours) -> list[HoursRow]:
    holidays = HoursRow("法定节假日", (hours.holidays or "请先打电话问",))
    if hours.makeup_workdays is None:
        return [holidays]
    return [holidays, HoursRow("调休上班日", (MAKEUP[hours.makeup_workdays],))]


def _exception_rows(hours: OpeningHours, today: datetime.date) -> list[HoursRow]:
    coming = [one for one in hours.exceptions if (one.until or one.since) >= today]
    return [
        HoursRow(write_days(one.since, one.until, today), _write(one.open), one.note or "", exception=True)
        for one in sorted(coming, key=lambda one: one.since)
    ]
