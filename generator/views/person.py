"""People in duty: in the list of a grid, on a page of their own, in the index."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass, replace

from generator.catalogue import Catalogue, Entry, Member, gather
from generator.facts.memory import once
from generator.facts.presence import member_order, supervision_phone, team_of_grid
from generator.facts.publication import current_roles, published_people, published_phone
from generator.facts.rosters import Duty, duties_of_person
from generator.locale.zh import WEEKDAYS, format_date, format_period
from generator.model import Person
from generator.views.addresses import entry_head, link_entry, link_or_id, page_path
from generator.views.honour import HonourItem, honours_of
from generator.views.listing import Pager, index_head, index_pager
from generator.views.pieces import Head, Link, Phone, maybe_phone, split_pages
from generator.views.shown import ALWAYS, Shown, show_after, show_between

PAGE_SIZE = 120
DAYS_OF_DUTIES = 21
"""Days ahead that a person's duties are told for: a roster rarely holds longer unchanged."""
COMMUNITY_ROLES = frozenset({"网格长", "网格指导员"})


@dataclass(frozen=True, slots=True)
class PersonCard:
    """A person in a list, until the role ends. `mark` is the first character of the name."""

    name: str
    mark: str
    url: str
    role: str
    phone: Phone | None
    grid: Link | None = None
    shown: Shown = ALWAYS


@dataclass(frozen=True, slots=True)
class RoleView:
    """A role in a grid, since when and until when."""

    grid: Link
    community: Link | None
    role: str
    since: str
    until: str
    ended: Shown


@dataclass(frozen=True, slots=True)
class PersonDuty:
    """When somebody is on duty, until it ends, and the roster that says so."""

    day: str
    hours: str
    roster: Link
    shown: Shown


@dataclass(frozen=True, slots=True)
class PersonView:
    """The page that shows who somebody with a work badge is. `intro` is Markdown."""

    head: Head
    name: str
    mark: str
    badge: str
    phone: Phone | None
    organization: Link | None
    roles: tuple[RoleView, ...]
    duties: tuple[PersonDuty, ...]
    rosters: tuple[Link, ...]
    intro: str
    volunteer: bool
    honours: tuple[HonourItem, ...]
    supervision: Phone | None
    checked: str


@dataclass(frozen=True, slots=True)
class PersonGroup:
    """People of one community."""

    title: Link
    people: tuple[PersonCard, ...]


@dataclass(frozen=True, slots=True)
class PeopleView:
    """One page of the index of people."""

    head: Head
    total: int
    groups: tuple[PersonGroup, ...]
    pager: Pager | None


def role_label(member: Member) -> str:
    """The role, and that it is a deputy's."""
    return f"{member.role.role}（替补）" if member.role.deputy else member.role.role


@once
def people_of_grid(catalogue: Catalogue, grid_id: str) -> tuple[PersonCard, ...]:
    """Published people in duty in a grid: heads first, deputies last."""
    return tuple(_card(catalogue, one, None) for one in team_of_grid(catalogue, grid_id))


def join_roles(people: Iterable[PersonCard]) -> tuple[PersonCard, ...]:
    """Each person once, with all roles that end on the same day."""
    roles = gather(((one.url, one.shown), one) for one in people)
    return tuple(replace(same[0], role="、".join(one.role for one in same)) for same in roles.values())


def _card(catalogue: Catalogue, member: Member, grid: Link | None) -> PersonCard:
    person = member.person.value
    phone = maybe_phone(published_phone(person))
    path = page_path("person", member.person.id)
    return PersonCard(
        person.name, person.name[0], path, role_label(member), phone, grid, duty_days(catalogue, (member,))
    )


def duty_days(catalogue: Catalogue, members: Iterable[Member]) -> Shown:
    """Up to the last day of the last of these roles, each ending with its grid at the latest."""
    ends = [
        min(
            member.role.until or datetime.date.max,
            catalogue.grids[member.role.grid].value.valid_until or datetime.date.max,
        )
        for member in members
    ]
    last = max(ends)
    return show_between(catalogue.today, None, None if last == datetime.date.max else last)


@once
def heads_of_community(catalogue: Catalogue, community_id: str) -> tuple[PersonCard, ...]:
    """The heads and advisers of the grids of a community, with their grids."""
    return tuple(
        _card(catalogue, one, link_entry(catalogue, "grid", grid.id))
        for grid in catalogue.grids_by_community.get(community_id, ())
        for one in team_of_grid(catalogue, grid.id)
        if one.role.role in COMMUNITY_ROLES and not one.role.deputy
    )


def view_person(catalogue: Catalogue, person_id: str) -> PersonView:
    """One person in duty."""
    entry = catalogue.people[person_id]
    person = entry.value
    members = sorted(current_roles(catalogue)[person_id], key=member_order)
    organization = link_entry(catalogue, "organization", person.organization or "")
    grid = catalogue.grids[members[0].role.grid]
    duties = tuple(
        _view_duty(catalogue, one) for one in duties_of_person(catalogue, person_id, DAYS_OF_DUTIES)
    )
    return PersonView(
        head=_view_head(catalogue, entry, members),
        name=person.name,
        mark=person.name[0],
        badge=person.badge or "",
        phone=maybe_phone(published_phone(person)),
        organization=organization,
        roles=tuple(_view_role(catalogue, one) for one in members),
        duties=duties,
        rosters=tuple(dict.fromkeys(one.roster for one in duties)),
        intro=person.intro or "",
        volunteer=any(one.role.role == "志愿者" for one in members),
        honours=honours_of(catalogue, "person", person_id),
        supervision=maybe_phone(supervision_phone(catalogue, grid.value)),
        checked=format_date(catalogue.today),
    )


def _view_head(catalogue: Catalogue, entry: Entry[Person], members: list[Member]) -> Head:
    roles = "、".join(f"{catalogue.grids[one.role.grid].value.name}{role_label(one)}" for one in members[:3])
    grid = link_entry(catalogue, "grid", members[0].role.grid)
    return entry_head(
        catalogue,
        entry,
        entry.value.name,
        entry.value.name,
        roles,
        index="grid",
        between=(
            grid,
        ),  # People are found through their grids; names and numbers are not handed to search engines.
        indexed=False,
        area=frozenset().union(*(catalogue.area_of(catalogue.grids[one.role.grid]) for one in members)),
    )


def _view_duty(catalogue: Catalogue, duty: Duty) -> PersonDuty:
    return PersonDuty(
        day=f"{duty.day.month}月{duty.day.day}日 周{WEEKDAYS[duty.day.weekday()]}",
        hours=format_period(duty.hours),
        roster=Link(duty.roster.value.name, page_path("roster", duty.roster.id)),
        shown=show_between(catalogue.today, None, duty.last_day),
    )


def _view_role(catalogue: Catalogue, member: Member) -> RoleView:
    grid = catalogue.grids[member.role.grid]
    return RoleView(
        link_or_id(catalogue, "grid", grid.id),
        link_entry(catalogue, "division", grid.value.community),
        role_label(member),
        format_date(member.role.since) if member.role.since else "",
        format_date(member.role.until) if member.role.until else "",
        show_after(catalogue.today, member.role.until),
    )


@once
def people_pages(catalogue: Catalogue) -> tuple[tuple[Member, ...], ...]:
    """Everybody published in the first of their roles, by grid, cut into pages."""
    roles = current_roles(catalogue)
    firsts = [min(roles[one.id], key=member_order) for one in published_people(catalogue)]
    codes = {one.id: number for number, one in enumerate(catalogue.live_grids)}
    firsts.sort(key=lambda one: (codes[one.role.grid], member_order(one)))
    return tuple(split_pages(firsts, PAGE_SIZE))


def _list_card(catalogue: Catalogue, first: Member) -> PersonCard:
    """A person in the index: with the grid of the first role, as long as any role lasts."""
    card = _card(catalogue, first, link_entry(catalogue, "grid", first.role.grid))
    return replace(card, shown=duty_days(catalogue, current_roles(catalogue)[first.person.id]))


def view_people(catalogue: Catalogue, number: int) -> PeopleView:
    """One page of the index; pages count from 1."""
    pages = people_pages(catalogue)
    groups = gather(
        (catalogue.grids[one.role.grid].value.community, _list_card(catalogue, one))
        for one in pages[number - 1]
    )
    head = index_head("person", "网格人员", "各网格在岗的网格长、网格员和志愿者，以及值班电话", number)
    return PeopleView(
        Head(head.title, head.description, head.path, head.crumbs, indexed=False),
        sum(map(len, pages)),
        tuple(PersonGroup(link_or_id(catalogue, "division", one), cards) for one, cards in groups.items()),
        index_pager("person", number, len(pages)),
    )
