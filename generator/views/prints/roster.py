"""Who is on duty, for print: turns in words, and each month as a calendar of weeks."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass

from generator.catalogue import Catalogue, gather
from generator.facts.holidays import DAY, is_workday
from generator.facts.memory import lately
from generator.facts.rosters import Duty, duties_shown, rosters_of_grid
from generator.locale.zh import format_date, format_period
from generator.views.addresses import page_path
from generator.views.prints.prose import Prose, parse_prose
from generator.views.roster import describe_turns, name_person, view_areas

WEEK = 7


@dataclass(frozen=True, slots=True)
class DutyDay:
    """One square of a calendar: the day of the month, 0 outside of it, and who is on duty then."""

    day: int
    people: tuple[str, ...]
    free: bool


@dataclass(frozen=True, slots=True)
class PrintedMonth:
    """A month in weeks from Monday to Sunday, those in which nobody is on duty left out."""

    id: str
    title: str
    weeks: tuple[tuple[DutyDay, ...], ...]


@dataclass(frozen=True, slots=True)
class PrintedRoster:
    """A roster as it stands on the day of print. `path` is its page, which knows of later changes."""

    id: str
    name: str
    areas: str
    organization: str
    hours: str
    phone: str
    until: str
    turns: tuple[str, ...]
    instructions: tuple[str, ...]
    intro: Prose
    months: tuple[PrintedMonth, ...]
    path: str


def view_printed_rosters(catalogue: Catalogue, grid_id: str) -> tuple[PrintedRoster, ...]:
    """Rosters of a grid with duties of this month or later, its own first."""
    printed = (_view_roster(catalogue, one.id) for one in rosters_of_grid(catalogue, grid_id))
    return tuple(one for one in printed if one.months)


@lately
def _view_roster(catalogue: Catalogue, name: str) -> PrintedRoster:
    entry = catalogue.rosters[name]
    roster = entry.value
    return PrintedRoster(
        id=entry.id,
        name=roster.name,
        areas="、".join(one.text for one in view_areas(catalogue, roster)),
        organization=catalogue.name_of("organization", roster.organization) if roster.organization else "",
        hours=format_period(roster.hours),
        phone=roster.phone or "",
        until=format_date(roster.until) if roster.until else "",
        turns=describe_turns(catalogue, entry),
        instructions=roster.instructions,
        intro=parse_prose(roster.intro),
        months=_view_months(catalogue, duties_shown(catalogue, entry.id)),
        path=page_path("roster", entry.id),
    )


def _view_months(catalogue: Catalogue, duties: Iterable[Duty]) -> tuple[PrintedMonth, ...]:
    first = catalogue.today.replace(day=1)
    months = gather((one.day.replace(day=1), one) for one in duties if one.day >= first)
    return tuple(_view_month(catalogue, month, found) for month, found in months.items())


def _view_month(catalogue: Catalogue, first: datetime.date, duties: Iterable[Duty]) -> PrintedMonth:
    people = gather((one.day, name_person(catalogue, one.person).text) for one in duties)
    day, weeks = first - DAY * first.weekday(), []
    while (day.year, day.month) <= (first.year, first.month):
        week = [day + DAY * number for number in range(WEEK)]
        if not people.keys().isdisjoint(week):
            weeks.append(tuple(_view_day(catalogue, one, first.month, people.get(one, ())) for one in week))
        day += DAY * WEEK
    return PrintedMonth(f"{first:%Y-%m}", f"{first.year}年{first.month}月", tuple(weeks))


def _view_day(catalogue: Catalogue, day: datetime.date, month: int, people: tuple[str, ...]) -> DutyDay:
    if day.month != month:
        return DutyDay(0, (), free=False)
    return DutyDay(day.day, people, not is_workday(day, catalogue.profile))
