"""Whether somebody answers for each step of a plan, and can be reached: what PLN101-103 ask."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Literal

from generator.catalogue import Catalogue, Entry
from generator.diagnostics import KeyPath
from generator.model import Organization, Plan
from generator.model.division import Shelter
from generator.model.plan import Party, PlanStep

LEADERS = frozenset({"政府部门", "村居"})
"""Kinds of organisations that hold public power, so that they may lead."""
PARTS = ("accountable", "responsible", "consulted", "informed")
REACH = ("night_phone", "deputy")
"""What makes an organisation reachable day and night."""
What = Literal["empty", "outside", "unled", "undone", "led_twice", "nameless", "two_names", "powerless"]


@dataclass(frozen=True, slots=True)
class Gap:
    """Where a plan leaves open who answers: what is wrong, and the key path in the plan.

    `text` is what the step does, the level or phase outside, or the phase of an empty cell, whose level
    stands at `path`.
    """

    what: What
    path: KeyPath
    text: str


def find_gaps(catalogue: Catalogue, plan: Plan) -> Iterator[Gap]:
    """Cells of the matrix without steps, then what is wrong with each step."""
    filled = {(level, step.phase) for step in plan.steps for level in step.levels}
    for index, level in enumerate(plan.response_levels):
        for phase in plan.phases:
            if (level, phase) not in filled:
                yield Gap("empty", ("response_levels", index), phase)
    for index, step in enumerate(plan.steps):
        path = ("steps", index)
        for number, level in enumerate(step.levels):
            if level not in plan.response_levels:
                yield Gap("outside", (*path, "levels", number), level)
        if step.phase not in plan.phases:
            yield Gap("outside", (*path, "phase"), step.phase)
        yield from _find_in_step(catalogue, path, step)


def _find_in_step(catalogue: Catalogue, path: KeyPath, step: PlanStep) -> Iterator[Gap]:
    if not step.accountable:
        yield Gap("unled", path, step.do)
    if not step.responsible:
        yield Gap("undone", path, step.do)
    for number, party in enumerate(step.accountable):
        here = (*path, "accountable", number)
        if number:
            yield Gap("led_twice", here, step.do)
        if not _holds_power(catalogue, party):
            yield Gap("powerless", here, step.do)
    for part in PARTS:
        for number, party in enumerate(getattr(step, part)):
            if (party.organization is None) == (party.role is None):
                what: What = "nameless" if party.role is None else "two_names"
                yield Gap(what, (*path, part, number), step.do)


def _holds_power(catalogue: Catalogue, party: Party) -> bool:
    """Whether a party may lead: an authority or a committee, never a role in the grid. The unknown may."""
    organization = catalogue.organizations.get(party.organization or "")
    return party.role is None and (organization is None or organization.value.kind in LEADERS)


LEAVING = frozenset({"自然灾害", "事故灾难"})
"""Classes of incidents from which residents may have to leave home."""


def shelters_of(catalogue: Catalogue, division_id: str) -> tuple[Shelter, ...]:
    """Where residents of a division go: its own shelters, else those of the nearest division above."""
    stated = (one.value.shelters for one in catalogue.lineage(division_id))
    return next((shelters for shelters in stated if shelters), ())


def answering_organizations(plans: Iterable[Entry[Plan]]) -> dict[str, tuple[Entry[Plan], KeyPath]]:
    """Ids of organisations that lead or do a step, each with the first place that says so."""
    found: dict[str, tuple[Entry[Plan], KeyPath]] = {}
    for plan in plans:
        for index, step in enumerate(plan.value.steps):
            for part in PARTS[:2]:
                for number, party in enumerate(getattr(step, part)):
                    if party.organization is not None:
                        place = ("steps", index, part, number, "organization")
                        found.setdefault(party.organization, (plan, place))
    return found


def find_unreachable(organization: Organization) -> tuple[str, ...]:
    """Fields that an organisation with duties in a plan has not filled."""
    return tuple(field for field in REACH if getattr(organization, field) is None)
