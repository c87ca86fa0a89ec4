"""Who staffs a grid, who can be rung by day and at night."""

from collections.abc import Mapping
from dataclasses import dataclass

from generator.catalogue import Catalogue, Entry, Member, gather
from generator.facts.memory import once
from generator.facts.publication import WORKERS, is_published_person
from generator.locale.collation import name_order
from generator.locale.zh import ROLE_ORDER
from generator.model import Grid, Organization


def supervision_phone(catalogue: Catalogue, grid: Grid) -> str:
    """Where to complain about a grid: its own number, else the publisher's."""
    return grid.supervision_phone or catalogue.profile.supervision_phone


@dataclass(frozen=True, slots=True)
class Staff:
    """Who is in duty in a grid today. Deputies are no heads; as workers they count like others (PPL103)."""

    head_role: str
    heads: tuple[Member, ...]
    deputies: tuple[Member, ...]
    """Those who stand in for the head, other people than the head."""
    workers: tuple[Member, ...]
    missing: tuple[str, ...]
    """What nobody is: the head, 网格员."""


@once
def upper_grids(catalogue: Catalogue) -> tuple[Entry[Grid], ...]:
    """Live grids that staff of their own look after: all but 微网格, by code."""
    return tuple(one for one in catalogue.live_grids if one.value.kind != "微网格")


@once
def parts_of_grids(catalogue: Catalogue) -> Mapping[str, tuple[Entry[Grid], ...]]:
    """Live 微网格 by the grid around them, by code."""
    return gather((one.value.parent, one) for one in catalogue.live_grids if one.value.parent)


@once
def staff_of(catalogue: Catalogue, grid_id: str) -> Staff:
    """The staff of a live grid. A 微网格 has a 微网格长 and needs no worker."""
    micro = catalogue.grids[grid_id].value.kind == "微网格"
    role = "微网格长" if micro else "网格长"
    members = catalogue.members_by_grid.get(grid_id, ())
    leading = [one for one in members if one.role.role == role]
    heads = tuple(one for one in leading if not one.role.deputy)
    names = {one.person.id for one in heads}
    workers = tuple(one for one in members if one.role.role in WORKERS)
    missing = ([] if heads else [role]) + ([] if micro or workers else ["网格员"])
    deputies = tuple(one for one in leading if one.role.deputy and one.person.id not in names)
    return Staff(role, heads, deputies, workers, tuple(missing))


def member_order(member: Member) -> tuple[object, ...]:
    """A sort key: heads first, deputies last, then by name."""
    name = name_order(member.person.value.name, person=True)
    return member.role.deputy, ROLE_ORDER.index(member.role.role), name, member.person.id


@once
def team_of_grid(catalogue: Catalogue, grid_id: str) -> tuple[Member, ...]:
    """Published people in duty in a grid, in the order in which they are shown, printed and called."""
    members = sorted(catalogue.members_by_grid.get(grid_id, ()), key=member_order)
    return tuple(one for one in members if is_published_person(catalogue, one.person))


def can_be_rung(catalogue: Catalogue, person: Member) -> bool:
    """Whether pages show somebody with a number. A mobile without consent is left to PRV101."""
    return person.person.value.duty_phone is not None and is_published_person(catalogue, person.person)


@once
def committees(catalogue: Catalogue) -> Mapping[str, tuple[Entry[Organization], ...]]:
    """The 居委会 or 村委会 of each community, by id."""
    offices = (one for _, one in sorted(catalogue.organizations.items()) if one.value.kind == "村居")
    return gather((one.value.division, one) for one in offices if one.value.division)


@once
def _linked_by_grid(catalogue: Catalogue) -> Mapping[str, tuple[Entry[Organization], ...]]:
    return gather((grid, one) for one in catalogue.organizations.values() for grid in one.value.grids)


def night_answer(catalogue: Catalogue, grid: Entry[Grid]) -> tuple[str, str] | None:
    """Who answers for a grid for 24 hours, and on which number.

    The grid itself (an empty name) or the one around it, its community's committee, an organisation
    linked to it. The city's hotline is far away and does not count.
    """
    around = catalogue.grids.get(grid.value.parent or "")
    if grid.value.night_phone:
        return "", grid.value.night_phone
    linked = _linked_by_grid(catalogue)
    offices = [*committees(catalogue).get(grid.value.community, ()), *linked.get(grid.id, ())]
    near = [around, *offices, *linked.get(grid.value.parent or "", ())]
    answers = ((one.value.name, one.value.night_phone) for one in near if one is not None)
    return next(((name, phone) for name, phone in answers if phone), None)
