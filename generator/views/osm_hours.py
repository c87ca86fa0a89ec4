"""Opening hours as OpenStreetMap's `opening_hours`, for open data.

| said here | said there |
|---|---|
| the week, the first or last Friday, days of the month | `Mo-Fr 08:30-11:30`, `Fr[-1] …`, `Jan 05,Feb 05 …` |
| over midnight | the part after it with the next day: `Mo 22:00-24:00; Tu 00:00-06:00` |
| a season | `Jun 15-Sep 30 off`, and its own week after that |
| by appointment | `unknown "预约"` |
| holidays 休息 | `PH off`, and by date each day off of the year ahead: other calendars lack some |
| exceptions and 调休 of the year ahead | by date: `2026 Oct 10 08:30-11:30` |
| odd and even weeks, the last day of the month, rarer days over midnight | not at all |

Programs differ on what a later rule does to a night that goes on from the day before. So no rule here goes
over midnight, and each day says all that holds on it. Syntax: OSM's specification of `opening_hours`.
"""

import calendar as months
import datetime
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from typing import NamedTuple

from generator.facts.departures import departures, year_ahead
from generator.facts.holidays import DAY, Calendar
from generator.facts.hours import has_nights, hours_on, in_season
from generator.model.days import EVERY_DAY, Days
from generator.model.hours import OpeningHours, Season, WeeklyPeriod
from generator.model.periods import MINUTES_A_DAY, Period

WEEKDAYS = ("Mo", "Tu", "We", "Th", "Fr", "Sa", "Su")
MONTHS = tuple(months.month_abbr)
LEAP_YEAR = 2024


class Day(NamedTuple):
    """What holds between one midnight and the next: by appointment, and for everybody."""

    appointment: tuple[Period, ...]
    open: tuple[Period, ...]


def format_osm_hours(hours: OpeningHours, calendar: Calendar, today: datetime.date) -> str:
    """The string, right for a year from today; empty where OSM cannot say the hours."""
    groups = (hours.weekly, *(season.weekly for season in hours.seasons))
    if not all(_can_say(row) for rows in groups for row in rows):
        return ""
    rules = [_format_week(hours.weekly, None)]
    for season in hours.seasons:
        rules += [f"{_format_season(season)} off", _format_week(season.weekly, season)]
    rules += ["PH off"] if hours.holidays == "休息" else []
    return "; ".join(rule for rule in [*rules, *_format_dated(hours, calendar, today)] if rule)


def format_osm_week(hours: OpeningHours) -> str:
    """The week alone; empty where there is more than one week, a rarer day, or an appointment to make."""
    rows = hours.weekly
    plain = all(row.days.weekly and not any(one.appointment for one in row.open) for row in rows)
    return _format_week(rows, None) if plain and not hours.seasons else ""


def _can_say(row: WeeklyPeriod) -> bool:
    late = any(period.end > MINUTES_A_DAY for period in row.open)
    return row.days.weekly or not (row.days.weeks or -1 in row.days.dates or late)


def _format_week(rows: Sequence[WeeklyPeriod], season: Season | None) -> str:
    """Rules of one week, those of rarer days on top of it."""
    prefix = f"{_format_season(season)} " if season else ""
    alike: dict[Day, list[int]] = {}
    for number in EVERY_DAY:
        alike.setdefault(_plain_day(rows, number), []).append(number)
    said = [(f"{prefix}{_format_weekdays(days)}", day) for day, days in alike.items()]
    rarer = [row for row in rows if not row.days.weekly]
    for row in rarer:
        dates = _format_dates(row.days, season)
        said.append(
            (",".join(dates) if row.days.dates else prefix + _format_turns(row.days), _day_of(row.open))
        )
    text = _format_rules(said, apart=not rarer)
    return "24/7" if text == "Mo-Su 00:00-24:00" else text


def _format_rules(said: Iterable[tuple[str, Day]], *, apart: bool) -> str:
    """Rules on top of each other, or `apart` on days of their own; open comes last, as the last one wins."""
    said = [(days, day) for days, day in said if days]
    booked = [f'{days} {_format(day.appointment)} unknown "预约"' for days, day in said if day.appointment]
    times = [f"{days} {_format(day.open)}" for days, day in said if day.open]
    return ("; " if apart and not booked else ", ").join([*booked, *times])


def _plain_day(rows: Sequence[WeeklyPeriod], weekday: int) -> Day:
    """What the rows that hold each week give on a weekday, with the end of the night before."""
    today, before = (
        [one for row in rows if row.days.weekly and number in row.days.weekdays for one in row.open]
        for number in (weekday, (weekday - 1) % len(WEEKDAYS))
    )
    return _day_of(today, before)


def _day_of(today: Iterable[Period], before: Iterable[Period] = ()) -> Day:
    """Periods cut at midnight, those of the day before after it."""
    parts = [Period(one.start, min(one.end, MINUTES_A_DAY), one.appointment) for one in today]
    parts += [
        Period(0, one.end - MINUTES_A_DAY, one.appointment) for one in before if one.end > MINUTES_A_DAY
    ]
    booked = tuple(sorted(one for one in parts if one.appointment))
    return Day(booked, tuple(sorted(one for one in parts if not one.appointment)))


def _format_dated(hours: OpeningHours, calendar: Calendar, today: datetime.date) -> Iterator[str]:
    """Days of the year ahead that are not as their week or season says; those alike in one rule."""
    alike: dict[Day, list[datetime.date]] = {}
    for day in sorted(_dates_to_say(hours, calendar, today)):
        periods = (hours_on(hours, one, calendar).periods for one in (day, day - DAY))
        alike.setdefault(_day_of(*periods), []).append(day)
    for found, dates in alike.items():
        days = ",".join(_format_runs(dates))
        yield _format_rules([(days, found)], apart=False) or f"{days} off"


def _dates_to_say(hours: OpeningHours, calendar: Calendar, today: datetime.date) -> Iterator[datetime.date]:
    """Departures; and of hours over midnight each day that begins within another night than usual.

    A holiday that begins within a usual night is one of these too: `PH off` would end that night.
    """
    ahead = year_ahead(today)
    special = {day for one in departures(hours, calendar, today - DAY, ahead[-1]) for day in one.dates}
    for day in ahead:
        cut = any(in_season(one, day) != in_season(one, day - DAY) for one in hours.seasons)
        if (
            day in special
            or (has_nights(hours) and (cut or day - DAY in special))
            or (hours.holidays == "休息" and day in calendar.holidays and _within_night(hours, calendar, day))
        ):
            yield day


def _within_night(hours: OpeningHours, calendar: Calendar, day: datetime.date) -> bool:
    return any(one.end > MINUTES_A_DAY for one in hours_on(hours, day - DAY, calendar).periods)


def _format(periods: Iterable[Period]) -> str:
    return ",".join(f"{_clock(one.start)}-{_clock(one.end)}" for one in periods)


def _clock(minute: int) -> str:
    return f"{minute // 60:02}:{minute % 60:02}"


def _format_weekdays(days: Sequence[int]) -> str:
    return ",".join(_span(WEEKDAYS[first], WEEKDAYS[last]) for first, last in _runs(days))


def _format_turns(days: Days) -> str:
    turns = ",".join(map(str, days.turns))
    return ",".join(f"{WEEKDAYS[number]}[{turns}]" for number in days.weekdays)


def _format_dates(days: Days, season: Season | None) -> Iterator[str]:
    """Days of each month, `Jan 05`, within a season."""
    for month, name in enumerate(MONTHS[1:], 1):
        _, length = months.monthrange(LEAP_YEAR, month)
        found = (datetime.date(LEAP_YEAR, month, day) for day in days.dates if day <= length)
        inside = [one.day for one in found if season is None or in_season(season, one)]
        yield from (f"{name} {_span(f'{first:02}', f'{last:02}')}" for first, last in _runs(inside))


def _format_season(season: Season) -> str:
    return "-".join(f"{MONTHS[month]} {day:02}" for month, day in (season.since, season.until))


def _format_runs(dates: Iterable[datetime.date]) -> Iterator[str]:
    """`2026 Oct 01-07`; runs are cut at the ends of months."""
    for (year, month), group in groupby(dates, key=lambda day: (day.year, day.month)):
        for first, last in _runs([day.day for day in group]):
            yield f"{year} {MONTHS[month]} {_span(f'{first:02}', f'{last:02}')}"


def _runs(numbers: Iterable[int]) -> Iterator[tuple[int, int]]:
    """First and last of numbers in a row."""
    for _, group in groupby(enumerate(numbers), key=lambda one: one[1] - one[0]):
        row = [number for _, number in group]
        yield row[0], row[-1]


def _span(first: str, last: str) -> str:
    return first if first == last else f"{first}-{last}"
