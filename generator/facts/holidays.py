"""Public holidays and 调休: on which days offices work, year by year.

The profile's table of a year goes before the built-in one (`chinesecalendar`, after the State Council's
notices). Of a year that neither has, nothing is known: weekends are free and there is no 调休.
"""

import datetime
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from chinese_calendar import constants  # type: ignore[import-untyped]

from generator.model import Profile
from generator.model.profile import CalendarYear

SATURDAY = 5
NOVEMBER = 11
"""The State Council publishes next year's table in autumn: from then on it is asked for and printed."""
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

Days of 国庆节 hold 中秋节 as well when they are eight or more, and only then, though some begin in September.
"""
_BUILT_IN_NAMES = {one.value: one.chinese for one in constants.Holiday}
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
    names: tuple[tuple[datetime.date, str], ...] = ()
    """What the profile calls days off that no law of the whole country names."""


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
        tuple((one.on, one.name) for table in tables for one in table.names),
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
        yield Holiday(_name_holiday(first, last, calendar), first, last)


def workdays_of(year: int, calendar: Calendar) -> tuple[datetime.date, ...]:
    """The Saturdays and Sundays of a year that are working days, in order."""
    return tuple(sorted(day for day in calendar.workdays if day.year == year))


def _name_holiday(first: datetime.date, last: datetime.date, calendar: Calendar) -> str:
    """The festivals within days off in a row: 国庆节、中秋节; 放假 when nobody says what they are for."""
    days = [first + DAY * number for number in range((last - first).days + 1)]
    names = [
        name
        for since, until, name in _FESTIVALS
        if any(since <= (day.month, day.day) <= until for day in days)
    ]
    if "国庆节" in names:
        names = ["国庆节", "中秋节"] if len(days) >= _DAYS_OF_BOTH else ["国庆节"]
    names += [name for day, name in calendar.names if first <= day <= last]
    built_in = (_BUILT_IN_NAMES[constants.holidays[day]] for day in days if day in constants.holidays)
    return "、".join(dict.fromkeys(names)) or next(built_in, "放假")
