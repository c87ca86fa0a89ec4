"""Who is on duty where on which day: rosters with their tables, turns, changes and the calendar's holidays.

Pages, prints, calendars and rules all ask here. A day's duty may end in the night after it.
"""

import datetime
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import cast

from generator.catalogue import Catalogue, Entry, gather, holds
from generator.facts.departures import days_ahead
from generator.facts.holidays import DAY, SATURDAY, Calendar, calendar_of
from generator.facts.memory import once
from generator.facts.publication import is_published_person, published_phone
from generator.locale.zh import WEEKDAYS
from generator.model import DutyRow, Grid, Person, Roster
from generator.model.periods import MINUTES_A_DAY, Period
from generator.model.roster import DutyChange, DutyDays, Rotation

WEEK = 7
MONTHS_SHOWN = 2
"""How far turns are told ahead: this month and the next, whole, so that only a new month changes them."""


@dataclass(frozen=True, slots=True)
class Duty:
    """One person's duty on one day.

    `place` tells those apart who are planned for the same day; it and the day stay whoever stands in.
    `planned` is who it was before `changes`, in the order in which they were made.
    """

    roster: Entry[Roster]
    day: datetime.date
    place: int
    person: str
    planned: str
    hours: Period
    leader: str | None = None
    phone: str | None = None
    changes: tuple[DutyChange, ...] = ()

    @property
    def last_day(self) -> datetime.date:
        """The day on which it ends: the next one, if it goes on after midnight."""
        return days_ahead(self.day, 1) if self.hours.end > MINUTES_A_DAY else self.day


def kinds_of_day(day: datetime.date, calendar: Calendar) -> tuple[DutyDays, ...]:
    """What a day is called in rotations, the most particular first."""
    weekday = cast("DutyDays", f"周{WEEKDAYS[day.weekday()]}")
    if day in calendar.holidays:
        return "节假日", weekday, "周末", "每天"
    free = day.weekday() >= SATURDAY and day not in calendar.workdays
    return weekday, "周末" if free else "工作日", "每天"


def rotation_on(roster: Roster, day: datetime.date, calendar: Calendar) -> Rotation | None:
    """Whose turn counts on a day: the most particular for it, and of these the last that has begun."""
    begun = [one for one in roster.rotation if _since(roster, one) <= day]
    for kind in kinds_of_day(day, calendar):
        if alike := [one for one in reversed(begun) if one.days == kind]:
            return max(alike, key=lambda one: _since(roster, one))
    return None


def turns_in_force(catalogue: Catalogue, roster: Entry[Roster]) -> tuple[Rotation, ...]:
    """Turns that hold today or will, as written: those that others have taken the place of are over."""
    value = roster.value
    starts = sorted((_since(value, one), place) for place, one in enumerate(value.rotation))
    begun = {value.rotation[place].days: place for since, place in starts if since <= catalogue.today}
    return tuple(
        one
        for place, one in enumerate(value.rotation)
        if _since(value, one) > catalogue.today or place == begun[one.days]
    )


def _since(roster: Roster, one: Rotation) -> datetime.date:
    return one.since or roster.since


def planned_duties(
    roster: Entry[Roster], calendar: Calendar, first: datetime.date, last: datetime.date
) -> Iterator[Duty]:
    """Duties before anybody swaps: the table's days, and the turns on all others up to `last`.

    Turns by day count the days on which it is that rotation's turn, the table's among them.
    """
    value = roster.value
    tabled = _by_day(roster)
    turns = Counter[int]()
    end = min(max([last, *tabled]), value.until or datetime.date.max)
    for number in range((end - value.since).days + 1):
        day = value.since + DAY * number
        rotation = rotation_on(value, day, calendar)
        turn = _count_turn(value, rotation, day, turns)
        if day < first:
            continue
        if rows := tabled.get(day):
            for place, row in enumerate(rows):
                hours = row.hours or value.hours
                yield Duty(roster, day, place, row.person, row.person, hours, row.leader, row.phone)
        elif rotation and day <= last:
            for place, person in enumerate(_whose_turn(rotation, turn, value.size)):
                yield Duty(roster, day, place, person, person, rotation.hours or value.hours)


def day_rows(roster: Entry[Roster]) -> tuple[DutyRow, ...]:
    """The rows of a roster's table."""
    return cast("tuple[DutyRow, ...]", roster.rows)


def last_tabled_day(roster: Entry[Roster]) -> datetime.date | None:
    """The last day of the table, if there is one."""
    return max((row.day for row in day_rows(roster)), default=None)


def _by_day(roster: Entry[Roster]) -> Mapping[datetime.date, tuple[DutyRow, ...]]:
    return gather((row.day, row) for row in day_rows(roster))


def _count_turn(roster: Roster, rotation: Rotation | None, day: datetime.date, turns: Counter[int]) -> int:
    """Which turn it is on a day, from 0; weeks begin on Monday."""
    if rotation is None:
        return 0
    if rotation.turn == "周":
        first = _since(roster, rotation)
        return (day - (first - DAY * first.weekday())).days // WEEK
    turns[id(rotation)] += 1
    return turns[id(rotation)] - 1


def _whose_turn(rotation: Rotation, turn: int, size: int) -> tuple[str, ...]:
    """As many as are on duty together, each once."""
    people = rotation.people
    return tuple(dict.fromkeys(people[(turn * size + place) % len(people)] for place in range(size)))


def duties(
    roster: Entry[Roster], calendar: Calendar, first: datetime.date, last: datetime.date
) -> tuple[Duty, ...]:
    """Duties from one day to another as they are, by day; those of the table to its end."""
    planned = planned_duties(roster, calendar, first, last)
    return tuple(apply_changes(one, roster.value.changes) for one in planned)


def apply_changes(duty: Duty, changes: Sequence[DutyChange]) -> Duty:
    """Changes one after the other: who has taken a duty over may give it away again."""
    for one in changes:
        if one.away == duty.person and holds(one.on, one.until or one.on, duty.day):
            duty = replace(duty, person=one.stand_in, changes=(*duty.changes, one))
    return duty


def weeks_shown(today: datetime.date) -> tuple[datetime.date, datetime.date]:
    """The first and the last day that turns are told for: whole months."""
    first = today.replace(day=1)
    after = first
    for _ in range(MONTHS_SHOWN):
        after = days_ahead(after, 31).replace(day=1)
    return first, after - DAY


@once
def duties_shown(catalogue: Catalogue, roster_id: str) -> tuple[Duty, ...]:
    """A roster's duties of the months that are told, and that of the night before them."""
    first, last = weeks_shown(catalogue.today)
    return duties(catalogue.rosters[roster_id], calendar_of(catalogue.profile), first - DAY, last)


def has_run_out(catalogue: Catalogue, roster: Entry[Roster]) -> bool:
    """Whether a roster is past its last day."""
    return roster.value.until is not None and roster.value.until < catalogue.today


@once
def rosters_of_grid(catalogue: Catalogue, grid_id: str) -> tuple[Entry[Roster], ...]:
    """Rosters that hold for a grid and have not run out: its own first, then those of ever larger areas."""
    above, here = _areas_above(catalogue, catalogue.grids[grid_id]), _rosters_by_area(catalogue)
    near = {one.id: one for area in above for one in here.get(area, ())}
    return tuple(near.values())


@once
def _rosters_by_area(catalogue: Catalogue) -> Mapping[str, tuple[Entry[Roster], ...]]:
    """Rosters that have not run out, by each area that they name, in order of their ids."""
    rosters = (one for _, one in sorted(catalogue.rosters.items()) if not has_run_out(catalogue, one))
    return gather((area, one) for one in rosters for area in one.value.areas)


def _areas_above(catalogue: Catalogue, grid: Entry[Grid]) -> list[str]:
    around = [grid.value.parent] if grid.value.parent else []
    return [grid.id, *around, *(one.id for one in catalogue.lineage(grid.value.community))]


def duties_of_grid(catalogue: Catalogue, grid_id: str) -> tuple[Duty, ...]:
    """Everybody on duty for a grid, by day, on each day those of its own roster first.

    They begin with yesterday's duties that end today only.
    """
    return duties_of(catalogue, tuple(one.id for one in rosters_of_grid(catalogue, grid_id)))


@once
def duties_of(catalogue: Catalogue, rosters: tuple[str, ...]) -> tuple[Duty, ...]:
    """The same for rosters by their ids: grids of a community mostly have the same."""
    found = (duties_shown(catalogue, one) for one in rosters)
    duties = (one for shown in found for one in shown if one.last_day >= catalogue.today)
    return tuple(sorted(duties, key=lambda one: one.day))


def duties_of_person(catalogue: Catalogue, person_id: str, days: int) -> tuple[Duty, ...]:
    """Somebody's duties that have not ended, up to so many days ahead, by day."""
    last = days_ahead(catalogue.today, days)
    return tuple(one for one in _duties_by_person(catalogue).get(person_id, ()) if one.day <= last)


@once
def _duties_by_person(catalogue: Catalogue) -> Mapping[str, tuple[Duty, ...]]:
    rosters = tuple(
        name for name, one in sorted(catalogue.rosters.items()) if not has_run_out(catalogue, one)
    )
    return gather((one.person, one) for one in duties_of(catalogue, rosters))


def who_is_on_duty(catalogue: Catalogue, grid_id: str, day: datetime.date) -> tuple[Duty, ...]:
    """Everybody on duty for a grid on a day of today's month or the next."""
    return tuple(one for one in duties_of_grid(catalogue, grid_id) if one.day == day)


def named_person(catalogue: Catalogue, name: str | None) -> Entry[Person] | None:
    """Whom a roster may name: somebody published; None for all others."""
    person = catalogue.people.get(name or "")
    return person if person is not None and is_published_person(catalogue, person) else None


def duty_phone(catalogue: Catalogue, duty: Duty) -> str | None:
    """Whom to ring: the number that goes from hand to hand, else the person's own as far as it is public."""
    if duty.roster.value.phone:
        return duty.roster.value.phone
    person = named_person(catalogue, duty.person)
    if person is None:
        return None
    return published_phone(person.value.changed(duty_phone=duty.phone or person.value.duty_phone))


def is_at_night(hours: Period) -> bool:
    """Whether a duty has hours at which offices are closed and people asleep: midnight among them."""
    return hours.end >= MINUTES_A_DAY or hours.start == 0
