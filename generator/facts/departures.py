"""When opening hours depart from their week or season: exceptions, holidays and 调休, by date.

With these dates and the rows of the week and the seasons anybody can tell the hours of a day without the
profile's tables: first the departure that includes the day, else the first season, else the week. Pages,
print, structured data, OSM's strings and scripts in a page all start from here.
"""

import datetime
from collections.abc import Iterator
from itertools import groupby
from typing import NamedTuple

from generator.facts.holidays import DAY, Calendar
from generator.facts.hours import Reason, hours_on, usual_hours
from generator.model.hours import OpeningHours
from generator.model.periods import Period

A_YEAR = 365


class Departure(NamedTuple):
    """Days in a row, the first and the last, on which the same holds for the same reason."""

    first: datetime.date
    last: datetime.date
    reason: Reason
    periods: tuple[Period, ...]

    @property
    def dates(self) -> list[datetime.date]:
        """Each of its days."""
        return [self.first + DAY * number for number in range((self.last - self.first).days + 1)]


def year_ahead(today: datetime.date) -> list[datetime.date]:
    """The days for which dates are told: as far as tables of holidays reach at best."""
    return [today + DAY * number for number in range((days_ahead(today, A_YEAR) - today).days + 1)]


def departures(
    hours: OpeningHours, calendar: Calendar, first: datetime.date, last: datetime.date
) -> Iterator[Departure]:
    """Those within two dates, in order; holidays and 调休 only where the weekday would have other hours."""
    days = sorted(_special_days(hours, calendar, first, last))
    told = ((place, day, hours_on(hours, day, calendar)) for place, day in enumerate(days))
    alike = groupby(told, key=lambda one: (one[1].toordinal() - one[0], one[2].reason, one[2].periods))
    for (_, reason, periods), group in alike:
        row = [day for _, day, _ in group]
        if reason == "例外" or any(usual_hours(hours, day).periods != periods for day in row):
            yield Departure(row[0], row[-1], reason, periods)


def _special_days(
    hours: OpeningHours, calendar: Calendar, first: datetime.date, last: datetime.date
) -> Iterator[datetime.date]:
    """Each day within two dates that an exception or a table of holidays may name, once."""
    found = {day for day in (*calendar.holidays, *calendar.workdays) if first <= day <= last}
    for one in hours.exceptions:
        begin, end = max(first, one.since), min(last, one.until or one.since)
        found.update(begin + DAY * number for number in range((end - begin).days + 1))
    return (day for day in found if hours_on(hours, day, calendar).reason in {"例外", "节假日", "调休"})


def days_ahead(first: datetime.date, number: int) -> datetime.date:
    """A day some days later; the last day there is stays the last."""
    return datetime.date.fromordinal(min(first.toordinal() + number, datetime.date.max.toordinal()))
