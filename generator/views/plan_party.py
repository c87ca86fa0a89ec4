"""A card for each party of a plan: what is mine, phase by phase."""

from collections.abc import Mapping
from dataclasses import dataclass

from generator.catalogue import Catalogue, Entry, gather
from generator.facts.memory import once
from generator.facts.order import rank_of
from generator.facts.plans import answering_organizations
from generator.facts.publication import issued_plans
from generator.locale.zh import ORGANIZATION_KINDS, PARTS_OF_STEPS, ROLE_ORDER
from generator.model import Plan
from generator.model.plan import PHASES, Party, PlanStep
from generator.views.addresses import page_path
from generator.views.pieces import Link, Phone
from generator.views.plan_matrix import name_levels, view_party

DUTIES = "duties"
"""The page beside that of a plan, which says who does what."""


@dataclass(frozen=True, slots=True)
class Task:
    """What a party has to do with one step: its part, the step, how fast, at which levels."""

    part: str
    do: str
    within: str
    levels: str


@dataclass(frozen=True, slots=True)
class PartyPhase:
    """A party's tasks in one phase."""

    name: str
    tasks: tuple[Task, ...]


@dataclass(frozen=True, slots=True)
class PartyCard:
    """One party of a plan. `count` is of steps that it leads or does."""

    id: str
    name: str
    link: Link
    phone: Phone | None
    count: int
    phases: tuple[PartyPhase, ...]


def view_parties(catalogue: Catalogue, plan: Plan) -> tuple[tuple[PartyCard, ...], tuple[PartyCard, ...]]:
    """Cards of the roles in a grid, and of organisations: those near residents first."""
    tasks: dict[tuple[str, str], dict[str, list[Task]]] = {}
    parties: dict[tuple[str, str], Party] = {}
    for step in plan.steps:
        for part, party in _parts(step):
            key = party_key(party)
            parties.setdefault(key, party)
            tasks.setdefault(key, {}).setdefault(step.phase, []).append(
                Task(PARTS_OF_STEPS[part], step.do, step.within or "", name_levels(step.levels, plan))
            )
    cards = {key: _view_card(catalogue, parties[key], tasks[key]) for key in parties}
    roles = [key for key in cards if key[0] == "role"]
    roles.sort(key=lambda key: ROLE_ORDER.index(key[1]) if key[1] in ROLE_ORDER else len(ROLE_ORDER))
    organizations = sorted(
        (key for key in cards if key[0] != "role"), key=lambda key: _rank(catalogue, key[1])
    )
    return tuple(cards[key] for key in roles), tuple(cards[key] for key in organizations)


def _parts(step: PlanStep) -> list[tuple[str, Party]]:
    """Parties of a step; who leads and does it at once is listed as leading only."""
    found: dict[tuple[str, str], tuple[str, Party]] = {}
    for part in PARTS_OF_STEPS:
        for party in getattr(step, part):
            found.setdefault(party_key(party), (part, party))
    return list(found.values())


def party_key(party: Party) -> tuple[str, str]:
    """What tells parties apart."""
    return ("organization", party.organization) if party.organization else ("role", party.role or "")


def party_anchor(key: tuple[str, str]) -> str:
    """The id of a party's card on the page of a plan."""
    kind, name = key
    return f"role-{ROLE_ORDER.index(name) + 1}" if kind == "role" and name in ROLE_ORDER else f"party-{name}"


def _rank(catalogue: Catalogue, name: str) -> tuple[int, int, str]:
    entry = catalogue.organizations.get(name)
    if entry is None:
        return len(ORGANIZATION_KINDS), 0, name
    return ORGANIZATION_KINDS.index(entry.value.kind), rank_of(catalogue, "organization", name), name


def _view_card(catalogue: Catalogue, party: Party, tasks: Mapping[str, list[Task]]) -> PartyCard:
    view = view_party(catalogue, party)
    own = {PARTS_OF_STEPS["accountable"], PARTS_OF_STEPS["responsible"]}
    return PartyCard(
        party_anchor(party_key(party)),
        view.link.text,
        view.link,
        view.phone,
        sum(task.part in own for found in tasks.values() for task in found),
        tuple(PartyPhase(phase, tuple(tasks[phase])) for phase in PHASES if phase in tasks),
    )


@once
def plans_by_organization(catalogue: Catalogue) -> Mapping[str, tuple[Link, ...]]:
    """Plans in which an organisation leads or does something, as links to its card."""
    return gather(
        (
            name,
            Link(
                plan.value.name,
                f"{page_path('plan', plan.id, DUTIES)}#{party_anchor(('organization', name))}",
            ),
        )
        for plan in issued_plans(catalogue)
        for name in answering_organizations([plan])
    )


def _link_card(plan: Entry[Plan], name: str) -> Link:
    anchor = party_anchor(("organization", name))
    return Link(plan.value.name, f"{page_path('plan', plan.id, DUTIES)}#{anchor}")
