"""Who can be reached and who takes part: what the four checks count, grid by grid and office by office.

The definitions are those of the rules GRD105, PPL101, PPL102, ORG101 and PLN101-103.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.facts.memory import once
from generator.facts.publication import ongoing_services

if TYPE_CHECKING:
    from collections.abc import Iterable

    from generator.catalogue import Catalogue, Entry, Member
    from generator.model import Division, Grid, Organization, Plan
    from generator.model.plan import Party

WORKERS = frozenset({"专职网格员", "兼职网格员"})


@once
def upper_grids(catalogue: Catalogue) -> tuple[Entry[Grid], ...]:
    """Live grids that staff of their own look after: all but 微网格, by code."""
    return tuple(one for one in catalogue.live_grids if one.value.kind != "微网格")


@once
def answered_at_night(catalogue: Catalogue) -> frozenset[str]:
    """Ids of grids and communities with an organisation that answers for 24 hours."""
    found: set[str] = set()
    for one in catalogue.organizations.values():
        if one.value.night_phone:
            found.update(one.value.grids)
            if one.value.kind == "村居" and one.value.division:
                found.add(one.value.division)
    return frozenset(found)


def has_night_phone(catalogue: Catalogue, grid: Entry[Grid]) -> bool:
    """Whether somebody answers for a grid at night: itself, its committee or an organisation linked to it."""
    answered = answered_at_night(catalogue)
    return bool(grid.value.night_phone) or not answered.isdisjoint({grid.id, grid.value.community})


def has_deputy(catalogue: Catalogue, grid: Entry[Grid]) -> bool:
    """Whether somebody other than the head stands in for the head."""
    leading = [one for one in _members(catalogue, grid) if one.role.role == "网格长"]
    heads = {one.person.id for one in leading if not one.role.deputy}
    return any(one.role.deputy and one.person.id not in heads for one in leading)


def is_staffed(catalogue: Catalogue, grid: Entry[Grid]) -> bool:
    """Whether a grid has a head and a worker in duty."""
    roles = {one.role.role for one in _members(catalogue, grid) if not one.role.deputy}
    return "网格长" in roles and bool(roles & WORKERS)


def _members(catalogue: Catalogue, grid: Entry[Grid]) -> tuple[Member, ...]:
    return catalogue.members_by_grid.get(grid.id, ())


@once
def islands_without_grid(catalogue: Catalogue) -> tuple[tuple[Entry[Division], str], ...]:
    """Inhabited islands, large enough for a grid of their own, that no live grid names."""
    named = _named_islands(catalogue)
    return tuple(
        (division, name)
        for division, name in inhabited_islands(catalogue)
        if "".join(name.split()) not in named.get(division.id, frozenset())
    )


@once
def inhabited_islands(catalogue: Catalogue) -> tuple[tuple[Entry[Division], str], ...]:
    """Islands with as many residents as the profile says, with their divisions."""
    least = catalogue.profile.islands.residents
    return tuple(
        (division, island.name)
        for _, division in sorted(catalogue.divisions.items())
        for island in division.value.islands
        if island.residents >= least
    )


def _named_islands(catalogue: Catalogue) -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    for grid in catalogue.live_grids:
        names = {
            "".join(name.split())
            for place in grid.value.covers
            if place.kind == "岛屿"
            for name in (place.name, *place.aliases)
        }
        for division in catalogue.lineage(grid.value.community) if names else ():
            found.setdefault(division.id, set()).update(names)
    return found


@once
def linked_organizations(catalogue: Catalogue) -> frozenset[str]:
    """Ids of organisations that do something: a service, a team, a plan, a matter, a grid, a person."""
    found: set[str] = set()
    for service in ongoing_services(catalogue):
        found |= {service.value.provider, service.value.assured_by}
    for team in catalogue.teams.values():
        found.update(team.value.organizations)
    for plan in catalogue.plans.values():
        found |= {plan.value.issuer, *parties(plan)}
    for matter in catalogue.matters.values():
        found.add(matter.value.department or "")
    for notice in catalogue.notices.values():
        found.add(notice.value.issuer)
    for person in catalogue.people.values():
        found.update([person.value.organization or ""] if person.value.roles else [])
    for charter in catalogue.charters.values():
        found.update(one.organization or "" for one in charter.value.mutual_help)
    for evaluation in catalogue.evaluations.values():
        found |= {evaluation.value.agency, evaluation.value.commissioner or ""}
    found.update(one.value.parent or "" for one in catalogue.organizations.values())
    found.update(one.id for one in catalogue.organizations.values() if _holds_ground(catalogue, one))
    return frozenset(found & catalogue.organizations.keys())


def _holds_ground(catalogue: Catalogue, one: Entry[Organization]) -> bool:
    here = one.value.kind == "村居" and (one.value.division or "") in catalogue.grids_by_community
    return bool(one.value.grids) or here


def parties(plan: Entry[Plan]) -> frozenset[str]:
    """Ids of organisations that lead or do a step of a plan."""
    named: Iterable[Party] = (
        one for step in plan.value.steps for one in (*step.accountable, *step.responsible)
    )
    return frozenset(one.organization for one in named if one.organization)


@once
def parties_of_plans(catalogue: Catalogue) -> frozenset[str]:
    """Ids of organisations with duties in any plan."""
    return frozenset().union(*(parties(plan) for plan in catalogue.plans.values()))


def plan_lacks(plan: Entry[Plan]) -> tuple[str, ...]:
    """What a plan's matrix of parties lacks, in words."""
    steps = plan.value.steps
    filled = {(level, step.phase) for step in steps for level in step.levels}
    cells = [
        f"{level}级{phase}没有步骤"
        for level in plan.value.response_levels
        for phase in plan.value.phases
        if (level, phase) not in filled
    ]
    leading = sum(len(step.accountable) != 1 for step in steps)
    doing = sum(not step.responsible for step in steps)
    cells += [f"{leading} 步没有唯一的牵头方"] if leading else []
    return tuple(cells + ([f"{doing} 步没有写谁去做"] if doing else []))
