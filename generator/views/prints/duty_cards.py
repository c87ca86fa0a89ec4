"""Cards for whoever is on duty: the days of the next two months, the number that goes round, what to do."""

import datetime
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from generator.catalogue import Catalogue, Entry, gather
from generator.facts.departures import days_ahead
from generator.facts.holidays import calendar_of
from generator.facts.rosters import Duty, duties, duty_phone, named_person, rosters_of_grid
from generator.locale.zh import format_period
from generator.model import Roster
from generator.views.addresses import page_path
from generator.views.prints.contacts import Letterhead, view_letterhead
from generator.views.roster import role_of

DAYS_AHEAD = 61
MOST_INSTRUCTIONS = 3
PAIR = 2
USUAL = (
    "先问清在哪里、出了什么事、几个人",
    "着火、伤人、落水，先打 119、120、110，再到场",
    "办完记下来，交班时说给接班的人",
)
"""What to do on duty where a roster does not say."""


@dataclass(frozen=True, slots=True)
class DutyCard:
    """One person on one roster. `days` are hours with the days of each month; `phone` is whom to hand on."""

    roster: str
    name: str
    role: str
    days: tuple[tuple[str, tuple[str, ...]], ...]
    phone: str
    instructions: tuple[str, ...]
    path: str


@dataclass(frozen=True, slots=True)
class DutyCards:
    """The cards of all rosters of a grid."""

    head: Letterhead
    until: str
    cards: tuple[DutyCard, ...]
    codes: tuple[str, ...] = ()
    subject: str = ""


def view_duty_cards(catalogue: Catalogue, grid_id: str) -> Iterator[DutyCards]:
    """A card for each person who may be named, in the order of their first duty; nothing without a roster."""
    last = days_ahead(catalogue.today, DAYS_AHEAD)
    rosters = rosters_of_grid(catalogue, grid_id)
    cards = [card for one in rosters for card in _view_cards(catalogue, one, last)]
    if cards:
        yield DutyCards(view_letterhead(catalogue, grid_id), f"{last.month}月{last.day}日", tuple(cards))


def _view_cards(catalogue: Catalogue, entry: Entry[Roster], last: datetime.date) -> Iterator[DutyCard]:
    coming = duties(entry, calendar_of(catalogue.profile), catalogue.today, last)
    by_person = gather((one.person, one) for one in coming if one.day <= last)
    for name, own in by_person.items():
        if person := named_person(catalogue, name):
            yield DutyCard(
                roster=entry.value.name,
                name=person.value.name,
                role=role_of(catalogue, name),
                days=_list_days(own),
                phone=duty_phone(catalogue, own[0]) or "",
                instructions=(entry.value.instructions or USUAL)[:MOST_INSTRUCTIONS],
                path=page_path("roster", entry.id),
            )


def _list_days(own: Iterable[Duty]) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """`17:30–次日8:00` with `11月20、26日` and `12月2–8日`."""
    hours = gather((format_period(one.hours), one.day) for one in own)
    return tuple((period, tuple(_list_months(days))) for period, days in hours.items())


def _list_months(days: Iterable[datetime.date]) -> Iterator[str]:
    for (_, month), found in gather(((day.year, day.month), day.day) for day in days).items():
        runs = (list(run) for _, run in groupby(enumerate(found), key=lambda one: one[1] - one[0]))
        yield f"{month}月{'、'.join(_tell_run([day for _, day in run]) for run in runs)}日"


def _tell_run(days: Sequence[int]) -> str:
    """`23–29`; two days stand alone."""
    return f"{days[0]}–{days[-1]}" if len(days) > PAIR else "、".join(map(str, days))
