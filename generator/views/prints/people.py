"""Who serves a grid, as its handbook lists them: own team, the grid around, micro-grids, organisations."""

from collections.abc import Mapping
from dataclasses import dataclass

from generator.catalogue import Catalogue, Entry, Member, gather
from generator.facts.memory import once
from generator.facts.order import in_order
from generator.facts.presence import parts_of_grids, team_of_grid
from generator.facts.publication import published_phone
from generator.locale.zh import ORGANIZATION_KINDS
from generator.model import Grid, Organization
from generator.views.hours import format_hours, view_hours


@dataclass(frozen=True, slots=True)
class Worker:
    """One person in duty. `phone` is empty when no number may be published."""

    name: str
    role: str
    deputy: bool
    badge: str
    phone: str
    organization: str


@dataclass(frozen=True, slots=True)
class Team:
    """The people of one grid; `note` says what ground a micro-grid covers."""

    title: str
    note: str
    workers: tuple[Worker, ...]


@dataclass(frozen=True, slots=True)
class Partner:
    """An organisation that a grid is linked to."""

    name: str
    kind: str
    phone: str
    address: str
    hours: tuple[str, ...]


def view_teams(catalogue: Catalogue, grid: Entry[Grid]) -> tuple[Team, ...]:
    """The grid's own team first, even when empty; then the grid it lies in, then its micro-grids."""
    around = [
        one for one in (catalogue.grids.get(grid.value.parent or ""),) if one and catalogue.is_live(one)
    ]
    inside = parts_of_grids(catalogue).get(grid.id, ())
    teams = [Team(f"所在的综合网格：{one.value.name}", "", list_workers(catalogue, one)) for one in around]
    teams += [
        Team(one.value.name, describe_ground(one.value), list_workers(catalogue, one)) for one in inside
    ]
    return (Team("本网格", "", list_workers(catalogue, grid)), *(team for team in teams if team.workers))


def describe_ground(grid: Grid) -> str:
    """The places that a grid covers, in one line."""
    return "、".join(place.name for place in grid.covers)


def list_workers(catalogue: Catalogue, grid: Entry[Grid]) -> tuple[Worker, ...]:
    """Published people of one grid, as its page shows them."""
    return tuple(_worker(catalogue, one) for one in team_of_grid(catalogue, grid.id))


def _worker(catalogue: Catalogue, member: Member) -> Worker:
    person = member.person.value
    home = catalogue.organizations.get(person.organization or "")
    return Worker(
        name=person.name,
        role=member.role.role,
        deputy=member.role.deputy,
        badge=person.badge or "",
        phone=published_phone(person) or "",
        organization=home.value.name if home else "",
    )


def view_partners(catalogue: Catalogue, grid: Entry[Grid]) -> tuple[Partner, ...]:
    """Organisations linked to the grid or standing in its community."""
    by_place = _organizations_by_place(catalogue)
    places = (grid.id, grid.value.parent, grid.value.community)
    found = {one.id: one for place in places for one in by_place.get(place, ())}
    linked = in_order(catalogue, found.values())
    linked.sort(key=lambda one: ORGANIZATION_KINDS.index(one.value.kind))
    return tuple(_partner(catalogue, one.value) for one in linked)


@once
def _organizations_by_place(catalogue: Catalogue) -> Mapping[str | None, tuple[Entry[Organization], ...]]:
    """By grids and divisions, whose ids differ: those are codes."""
    return gather(
        (place, one)
        for one in catalogue.organizations.values()
        for place in (*one.value.grids, one.value.division)
        if place
    )


def _partner(catalogue: Catalogue, one: Organization) -> Partner:
    hours = format_hours(view_hours(catalogue, one.hours))
    return Partner(one.name, one.kind, one.phone or "", one.address or "", hours)
