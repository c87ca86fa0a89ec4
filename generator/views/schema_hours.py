"""Opening hours as schema.org's `OpeningHoursSpecification`, for search engines.

What comes again each week is said by weekday, within its dates where a season has a week of its own. All else
(exceptions, holidays, 调休, last Fridays, odd weeks) is said by date for the year ahead, and stands for the
whole of its days: closed is from 00:00 to 00:00, after Google's guide, and midnight is 23:59. What is open by
appointment only is left out, since the vocabulary cannot say so; a day of it is closed if the week says more.
"""

import datetime
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from generator.facts.departures import departures, year_ahead
from generator.facts.holidays import Calendar
from generator.facts.hours import hours_on, names_day, usual_rows
from generator.model.days import EVERY_DAY
from generator.model.hours import OpeningHours, WeeklyPeriod
from generator.model.periods import MINUTES_A_DAY, Period

WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
CLOSED = ("00:00", "00:00")


@dataclass(frozen=True, slots=True)
class Specification:
    """From when until when on which weekdays, all if none is named; first and last day, if it has any."""

    weekdays: tuple[str, ...]
    opens: str
    closes: str
    first: str = ""
    last: str = ""


def list_usual(hours: OpeningHours, today: datetime.date) -> Iterator[Specification]:
    """What comes again each week, within dates where there are seasons."""
    for rows, span in groupby(year_ahead(today), key=lambda day: usual_rows(hours, day)):
        days = list(span)
        first, last = (days[0].isoformat(), days[-1].isoformat()) if hours.seasons else ("", "")
        alike: dict[tuple[tuple[str, str], ...], list[str]] = {}
        for number in EVERY_DAY:
            alike.setdefault(_clocks(_plain_periods(rows, number)), []).append(WEEKDAYS[number])
        for clocks, weekdays in alike.items():
            for opens, closes in clocks:
                yield Specification(tuple(weekdays), opens, closes, first, last)


def list_special(hours: OpeningHours, calendar: Calendar, today: datetime.date) -> Iterator[Specification]:
    """Days of the year ahead that are not as the week says, those in a row that are alike together."""
    days = sorted(_special_days(hours, calendar, today))
    told = ((place, day, _clocks(hours_on(hours, day, calendar).periods)) for place, day in enumerate(days))
    for (_, clocks), group in groupby(told, key=lambda one: (one[1].toordinal() - one[0], one[2])):
        dates = [day.isoformat() for _, day, _ in group]
        for opens, closes in clocks or (CLOSED,):
            yield Specification((), opens, closes, dates[0], dates[-1])


def _special_days(hours: OpeningHours, calendar: Calendar, today: datetime.date) -> Iterator[datetime.date]:
    ahead = year_ahead(today)
    special = {day for one in departures(hours, calendar, today, ahead[-1]) for day in one.dates}
    told = (day for day in ahead if day in special or _is_rarer(hours, day))
    return (day for day in told if not _is_booked(hours, calendar, day))


def _is_booked(hours: OpeningHours, calendar: Calendar, day: datetime.date) -> bool:
    """Whether a day is open by appointment only, and the week says nothing else of it."""
    periods = hours_on(hours, day, calendar).periods
    usual = _plain_periods(usual_rows(hours, day), day.weekday())
    return bool(periods) and not _clocks(periods) and not _clocks(usual)


def _is_rarer(hours: OpeningHours, day: datetime.date) -> bool:
    """Whether a row that does not come each week names a day."""
    rows = (row for row in usual_rows(hours, day) if not row.days.weekly)
    return any(names_day(row.days, day, hours.odd_week) for row in rows)


def _plain_periods(rows: Sequence[WeeklyPeriod], weekday: int) -> list[Period]:
    named = (row.open for row in rows if row.days.weekly and weekday in row.days.weekdays)
    return sorted(period for periods in named for period in periods)


def _clocks(periods: Iterable[Period]) -> tuple[tuple[str, str], ...]:
    """When each period opens and closes; one that closes earlier goes into the next day."""
    return tuple((_clock(one.start), _clock(_end(one))) for one in periods if not one.appointment)


def _end(period: Period) -> int:
    """Midnight, and an end that would look like the beginning, are said a minute earlier."""
    full = period.end == MINUTES_A_DAY or period.end - period.start == MINUTES_A_DAY
    return period.end - full


def _clock(minute: int) -> str:
    minute %= MINUTES_A_DAY
    return f"{minute // 60:02}:{minute % 60:02}"
