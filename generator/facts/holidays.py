"""Public holidays and 调休: on which days offices work, year by year.

The profile's table of a year goes before the built-in one (`chinesecalendar`, after the State Council's
notices). Of a year that neither has, nothing is known: weekends are free and there is no 调休.
"""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from chinese_calendar import constants  # type: ignore[import-untyped]

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.model import Profile
    from generator.model.profile import CalendarYear

SATURDAY = 5
BUILT_IN = frozenset(day.year for day in constants.holidays)
DAY = datetime.timedelta(days=1)

_FESTIVALS = (
    ((1, 1), (1, 1), "元旦"),
    ((1, 21), (2, 21), "春节"),
    ((4, 4), (4, 6), "清明节"),
    ((5, 1), (5, 1), "劳动节"),
    ((5, 27), (6, 26), "端午节"),
    ((10, 1), (10, 1), "国庆节"),
    ((9, 7), (9, 30), "中秋节"),
)
"""Between which days of the year each festival falls. Source: 《全国年节及纪念日放假办法》.

中秋节 in October lies within the days of 国庆节, which are then eight or more.
"""
_DAYS_OF_BOTH = 8


class Holiday(NamedTuple):
    """Days off in a row, the first and the last, with the festivals that they are for."""

    name: str
    first: datetime.date
    last: datetime.date


@dataclass(frozen=True, slots=True)
class Calendar:
    """Days off and working days at weekends, of the years that are known."""

    holidays: frozenset[datetime.date]
    workdays: frozenset[datetime.date]
    years: frozenset[int]


def calendar_of(profile: Profile) -> Calendar:
    """The tables that hold: the profile's, and the built-in ones of other years."""
    return _join_tables(profile.calendar)


@lru_cache(maxsize=64)
def _join_tables(tables: tuple[CalendarYear, ...]) -> Calendar:
    own = {table.year for table in tables}
    return Calendar(
        frozenset(day for day in constants.holidays if day.year not in own).union(
            *(table.holidays for table in tables)
        ),
        frozenset(day for day in constants.workdays if day.year not in own).union(
            *(table.workdays for table in tables)
        ),
        BUILT_IN | own,
    )


def is_workday(day: datetime.date, profile: Profile) -> bool:
    """Whether offices work on a day, 调休 counted; a year without a table goes by the weekday alone."""
    calendar = calendar_of(profile)
    return day in calendar.workdays or (day.weekday() < SATURDAY and day not in calendar.holidays)


def holidays_of(year: int, calendar: Calendar) -> Iterator[Holiday]:
    """The holidays that begin in a year, in order."""
    for first in sorted(day for day in calendar.holidays if day.year == year):
        if first - DAY in calendar.holidays:
            continue
        last = first
        while last + DAY in calendar.holidays:
            last += DAY
        yield Holiday(name_holiday(first, last), first, last)


def workdays_of(year: int, calendar: Calendar) -> tuple[datetime.date, ...]:
    """The Saturdays and Sundays of a year that are working days, in order."""
    return tuple(sorted(day for day in calendar.workdays if day.year == year))


def name_holiday(first: datetime.date, last: datetime.date) -> str:
    """The festivals within days off in a row: 国庆节、中秋节; 放假 when there is none."""
    days = [first + DAY * number for number in range((last - first).days + 1)]
    names = [
        name
        for since, until, name in _FESTIVALS
        if any(since <= (day.month, day.day) <= until for day in days)
    ]
    if "国庆节" in names and "中秋节" not in names and len(days) >= _DAYS_OF_BOTH:
        names.append("中秋节")
    return "、".join(names) or "放假"
