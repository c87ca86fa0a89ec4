"""What an entry gives to a calendar: its first and last day, and the days on which it is rarely open."""

import datetime
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import islice

from generator.catalogue import Catalogue
from generator.facts.clock import city_midnight
from generator.facts.departures import days_ahead
from generator.facts.holidays import DAY, Calendar, calendar_of
from generator.facts.hours import hours_on
from generator.model import Service
from generator.model.hours import OpeningHours
from generator.model.periods import Period

WEEKS_AHEAD = 8
"""How far a calendar is filled. What is rarely open is so on no more days of it: one a week."""


@dataclass(frozen=True, slots=True)
class Occasion:
    """Something with a time: instants, or whole days of which `end` is the first one after it.

    `told_on` is the day of the statement, so that the same content gives the same file. `key` is what it
    is known by on its page, for its title may change, and `changed` how often that has happened.
    """

    title: str
    start: datetime.date
    end: datetime.date
    told_on: datetime.date
    place: str = ""
    key: str = ""
    changed: int = 0


def whole_days(
    title: str, first: datetime.date, last: datetime.date, told_on: datetime.date, key: str = ""
) -> Occasion:
    """An occasion of whole days, the last one included."""
    return Occasion(title, first, days_ahead(last, 1), told_on, key=key)


def service_occasions(
    catalogue: Catalogue, service: Service, name: str, hours: OpeningHours | None
) -> tuple[Occasion, ...]:
    """The first and the last day of a service, and the days to come of one that is rarely open."""
    if service.status != "正常":
        return ()
    place = service.locations[0] if len(service.locations) == 1 else None
    where = " ".join(filter(None, (place.name, place.address))) if place else ""
    found = [
        *_limits(catalogue, service, name),
        *(_openings(catalogue, service, name, hours) if hours else ()),
    ]
    return tuple(replace(one, place=where) for one in found)


def _limits(catalogue: Catalogue, service: Service, name: str) -> Iterator[Occasion]:
    if service.valid_from and service.valid_from > catalogue.today:
        yield _day(f"{name}：开始办理", service.valid_from, service, "first")
    if service.valid_until:
        yield _day(f"{name}：最后一天", service.valid_until, service, "last")


def _day(title: str, day: datetime.date, service: Service, key: str) -> Occasion:
    return whole_days(title, day, day, service.assured_on, key)


def _openings(catalogue: Catalogue, service: Service, name: str, hours: OpeningHours) -> list[Occasion]:
    first = max(catalogue.today, service.valid_from or catalogue.today)
    last = min(days_ahead(first, 7 * WEEKS_AHEAD - 1), service.valid_until or datetime.date.max)
    zone, found = catalogue.profile.time_zone, _rare_days(hours, first, last, calendar_of(catalogue.profile))
    return [
        _day(f"{name}（预约）", day, service, str(day))
        if period.anytime
        else Occasion(
            f"{name}（预约）" if period.appointment else name,
            city_midnight(zone, day) + datetime.timedelta(minutes=period.start),
            city_midnight(zone, day) + datetime.timedelta(minutes=period.end),
            service.assured_on,
            key=f"{day}/{place}",
        )
        for day, periods in found
        if day < datetime.date.max  # its midnight is in no calendar
        for place, period in enumerate(periods)
    ]


@lru_cache(maxsize=4096)
def _rare_days(
    hours: OpeningHours, first: datetime.date, last: datetime.date, calendar: Calendar
) -> tuple[tuple[datetime.date, tuple[Period, ...]], ...]:
    """The days between two that are open, if they are rare, each with its periods."""
    days = (first + DAY * number for number in range((last - first).days + 1))
    open_days = ((day, periods) for day in days if (periods := hours_on(hours, day, calendar).periods))
    found = tuple(islice(open_days, WEEKS_AHEAD + 1))
    return found if len(found) <= WEEKS_AHEAD else ()
