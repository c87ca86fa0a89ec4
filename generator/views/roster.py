"""Duty rosters: a page of their own, and who is on duty on the page of a grid."""

import datetime
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from generator.catalogue import Catalogue, Entry, gather
from generator.facts.clock import city_midnight
from generator.facts.departures import days_ahead
from generator.facts.memory import once
from generator.facts.order import in_order
from generator.facts.publication import current_roles
from generator.facts.rosters import (
    Duty,
    duties_of,
    duties_shown,
    duty_phone,
    has_run_out,
    named_person,
    rosters_of_grid,
    turns_in_force,
)
from generator.locale.numerals import spell_numeral
from generator.locale.zh import ROLE_ORDER, WEEKDAYS, format_date, format_period
from generator.model import Roster
from generator.model.roster import Rotation
from generator.views.addresses import area_above, entry_head, link_area, link_entry, page_path
from generator.views.contact import view_hotline
from generator.views.listing import ListingView, index_head
from generator.views.occasions import Occasion
from generator.views.person import role_label
from generator.views.pieces import Call, Card, Group, Head, Link, Phone, cut_text, make_phone, maybe_phone
from generator.views.shown import Shown, show_after, show_between

AHEAD = 7
"""Days ahead that a grid's page shows."""
KEPT = 21
"""Days ahead that it holds, for readers of a page that nobody has made anew."""
PAIR = {2: "两"}
NAMELESS = "值班人员"
"""Somebody who may not be named is on duty all the same."""


@dataclass(frozen=True, slots=True)
class DutyLine:
    """One duty. It shows on its day as `shown`, before as `later`, to its end as `kept`; `night` is the next.

    `instead` says for whom somebody stands in.
    """

    day: str
    iso: datetime.date
    hours: str
    person: Link
    phone: Phone | None
    leader: Link | None
    instead: str
    roster: str
    shown: Shown
    later: Shown
    kept: Shown
    today: Shown
    night: Shown


@dataclass(frozen=True, slots=True)
class DutyMonth:
    """The duties of one month."""

    title: str
    lines: tuple[DutyLine, ...]


@dataclass(frozen=True, slots=True, eq=False)
class DutyBoard:
    """Who is on duty for a grid in the coming days, and the whole rosters; grids share it and its HTML."""

    lines: tuple[DutyLine, ...]
    rosters: tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class RosterView:
    """One roster. `intro` is Markdown; `calendar` is the address of its duties as a calendar."""

    head: Head
    name: str
    areas: tuple[Link, ...]
    organization: Link | None
    call: Call | None
    hours: str
    since: str
    until: str
    ended: Shown
    intro: str
    turns: tuple[str, ...]
    led: bool
    months: tuple[DutyMonth, ...]
    occasions: tuple[Occasion, ...]
    calendar: str
    hotline: Call


def view_roster(catalogue: Catalogue, roster_id: str) -> RosterView:
    """Join one roster with its people and areas."""
    entry = catalogue.rosters[roster_id]
    roster = entry.value
    shown = duties_shown(catalogue, roster_id)
    months = view_months(catalogue, shown)
    occasions = _view_occasions(catalogue, shown)
    areas = view_areas(catalogue, roster)
    return RosterView(
        head=entry_head(
            catalogue,
            entry,
            roster.name,
            roster.name,
            f"{'、'.join(one.text for one in areas)}哪天谁值班，打哪个电话",
            area=area_above(catalogue, roster.areas),
        ),
        name=roster.name,
        areas=areas,
        organization=link_entry(catalogue, "organization", roster.organization or ""),
        call=_view_call(roster),
        hours=format_period(roster.hours),
        since=format_date(roster.since),
        until=format_date(roster.until) if roster.until else "",
        ended=show_after(catalogue.today, roster.until),
        intro=roster.intro or "",
        turns=describe_turns(catalogue, entry),
        led=any(one.leader for one in shown),
        months=months,
        occasions=occasions,
        calendar=f"{page_path('roster', roster_id).removesuffix('.html')}.ics" if occasions else "",
        hotline=view_hotline(catalogue),
    )


def view_areas(catalogue: Catalogue, roster: Roster) -> tuple[Link, ...]:
    """For where it is."""
    return tuple(one for one in (link_area(catalogue, name) for name in roster.areas) if one)


def _view_call(roster: Roster) -> Call | None:
    return Call("打值班电话", make_phone(roster.phone), "谁值班谁接") if roster.phone else None


def view_months(catalogue: Catalogue, duties: Iterable[Duty]) -> tuple[DutyMonth, ...]:
    """Duties from this month on, under their months."""
    first = catalogue.today.replace(day=1)
    months = gather(((one.day.year, one.day.month), one) for one in duties if one.day >= first)
    return tuple(
        DutyMonth(f"{year}年{month}月", tuple(_view_line(catalogue, one) for one in found))
        for (year, month), found in months.items()
    )


def _view_line(catalogue: Catalogue, duty: Duty) -> DutyLine:
    late = duty.last_day != duty.day
    return DutyLine(
        day=f"{duty.day.month}月{duty.day.day}日 周{WEEKDAYS[duty.day.weekday()]}",
        iso=duty.day,
        hours=format_period(duty.hours),
        person=name_person(catalogue, duty.person),
        phone=maybe_phone(duty_phone(catalogue, duty)),
        leader=name_person(catalogue, duty.leader) if duty.leader else None,
        instead=_tell_change(catalogue, duty),
        roster=duty.roster.value.name,
        shown=show_between(catalogue.today, duty.day, duty.last_day),
        later=show_between(catalogue.today, days_ahead(duty.day, -AHEAD), days_ahead(duty.day, -1)),
        kept=show_between(catalogue.today, None, duty.last_day),
        today=Shown(duty.day, duty.day, now=False),
        night=Shown(duty.last_day, duty.last_day, now=False) if late else Shown(now=False),
    )


def _tell_change(catalogue: Catalogue, duty: Duty) -> str:
    """`替张三（换班）`; nothing for whoever has taken a duty back."""
    if duty.person == duty.planned:
        return ""
    note = duty.changes[-1].note
    return f"替{name_person(catalogue, duty.planned).text}{f'（{note}）' if note else ''}"


def name_person(catalogue: Catalogue, name: str) -> Link:
    """Somebody by name, if published."""
    person = named_person(catalogue, name)
    return Link(person.value.name, page_path("person", name)) if person else Link(NAMELESS)


def role_of(catalogue: Catalogue, name: str) -> str:
    """What a published person is in a grid, the first a resident asks for; "" for others."""
    if named_person(catalogue, name) is None:
        return ""
    roles = current_roles(catalogue)[name]
    return role_label(min(roles, key=lambda one: (one.role.deputy, ROLE_ORDER.index(one.role.role))))


@once
def describe_turns(catalogue: Catalogue, entry: Entry[Roster]) -> tuple[str, ...]:
    """Who takes turns, in words: `工作日：张三、李四，一天一换`."""
    return tuple(_describe_turn(catalogue, entry.value, one) for one in turns_in_force(catalogue, entry))


def _describe_turn(catalogue: Catalogue, roster: Roster, one: Rotation) -> str:
    people = "、".join(name_person(catalogue, name).text for name in one.people)
    parts = (
        f"{one.days}：{people}",
        f"{PAIR.get(roster.size) or spell_numeral(roster.size)}人一班" if roster.size > 1 else "",
        {"天": "一天一换", "周": "一周一换，周一换"}[one.turn] if len(one.people) > roster.size else "",
        format_period(one.hours) if one.hours and one.hours != roster.hours else "",
        f"{format_date(one.since)}起" if one.since and one.since > catalogue.today else "",
    )
    return "，".join(part for part in parts if part)


def _view_occasions(catalogue: Catalogue, duties: Sequence[Duty]) -> tuple[Occasion, ...]:
    """Duties for a calendar. Whoever stands in does so under the same name, of a later number."""
    return tuple(_occasion(catalogue, one) for one in duties if one.day >= catalogue.today.replace(day=1))


def _occasion(catalogue: Catalogue, duty: Duty) -> Occasion:
    roster, zone = duty.roster.value, catalogue.profile.time_zone
    midnight = city_midnight(zone, duty.day)
    return Occasion(
        f"{name_person(catalogue, duty.person).text}：{roster.name}",
        midnight + datetime.timedelta(minutes=duty.hours.start),
        midnight + datetime.timedelta(minutes=duty.hours.end),
        roster.since,
        key=f"roster/{duty.roster.id}/{duty.day}/{duty.place}",
        changed=len(duty.changes),
    )


def view_rosters(catalogue: Catalogue) -> ListingView:
    """The index of rosters."""
    entries = [
        one for one in in_order(catalogue, catalogue.rosters.values()) if not has_run_out(catalogue, one)
    ]
    cards = tuple(_view_card(catalogue, one) for one in entries)
    return ListingView(
        head=index_head("roster", "值班表", "今天谁值班，夜里找谁：各网格、各社区的值班表"),
        title="值班表",
        lead="夜里和放假有人值班。看是哪里的值班表，里面写着哪天是谁、打哪个电话。" if cards else "",
        groups=(Group("各处的值班表", cards, id="rosters"),) if cards else (),
        empty="" if cards else "目前没有公布的值班表。",
    )


def _view_card(catalogue: Catalogue, entry: Entry[Roster]) -> Card:
    roster = entry.value
    areas = tuple(one.text for one in view_areas(catalogue, roster))
    return Card(
        roster.name,
        page_path("roster", entry.id),
        text=cut_text("；".join(describe_turns(catalogue, entry)) or "每天排好，看里面的表", 60),
        chips=(*areas, format_period(roster.hours)),
        phone=maybe_phone(roster.phone),
        shown=show_between(catalogue.today, None, roster.until),
    )


def view_board(catalogue: Catalogue, grid_id: str) -> DutyBoard | None:
    """Who is on duty for a grid in the coming days; None where no roster tells of them."""
    return _view_board(catalogue, tuple(one.id for one in rosters_of_grid(catalogue, grid_id)))


@once
def _view_board(catalogue: Catalogue, ids: tuple[str, ...]) -> DutyBoard | None:
    """One for all grids that have the same rosters."""
    last = days_ahead(catalogue.today, KEPT)
    found = [one for one in duties_of(catalogue, ids) if one.day <= last]
    if not found:
        return None
    rosters = tuple(dict.fromkeys(one.roster.id for one in found))
    lines = tuple(_view_line(catalogue, one) for one in found)
    one_roster = len(rosters) == 1
    return DutyBoard(
        tuple(replace(one, roster="") for one in lines) if one_roster else lines,
        tuple(Link(catalogue.name_of("roster", name), page_path("roster", name)) for name in rosters),
    )
