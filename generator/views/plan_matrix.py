"""A plan's steps as phase × level, so that each cell reads alone on a phone."""

from dataclasses import dataclass

from generator.catalogue import Catalogue
from generator.locale.zh import LEVEL_NAMES, PHASE_NOTES
from generator.model import Plan
from generator.model.plan import LEVELS, PHASES, Level, Party, Phase, PlanStep
from generator.views.addresses import link_entry, link_or_id
from generator.views.pieces import Link, Phone, maybe_phone


@dataclass(frozen=True, slots=True)
class PartyView:
    """Who acts: an organisation or a role, and the number that answers day and night."""

    link: Link
    phone: Phone | None = None


@dataclass(frozen=True, slots=True)
class PlanStepView:
    """One step: what, how fast, who answers, who does it, who is asked, who is told."""

    do: str
    within: str
    accountable: tuple[PartyView, ...]
    responsible: tuple[PartyView, ...]
    consulted: tuple[PartyView, ...]
    informed: tuple[PartyView, ...]
    matter: Link | None


@dataclass(frozen=True, slots=True)
class Cell:
    """The steps of one phase at one or more levels whose steps are the same."""

    id: str
    title: str
    levels: tuple[str, ...]
    steps: tuple[PlanStepView, ...]


@dataclass(frozen=True, slots=True)
class PhaseView:
    """One phase: its cells, and how many steps each level of the plan has with the cell's anchor."""

    name: str
    note: str
    id: str
    cells: tuple[Cell, ...]
    counts: tuple[tuple[int, str], ...]


def view_phases(catalogue: Catalogue, plan: Plan) -> tuple[PhaseView, ...]:
    """The matrix, in the order of phases and from the highest level down."""
    return tuple(_view_phase(catalogue, plan, phase) for phase in PHASES if phase in plan.phases)


def order_levels(plan: Plan) -> tuple[Level, ...]:
    """The plan's response levels, highest first."""
    return tuple(level for level in LEVELS if level in plan.response_levels)


def name_levels(levels: tuple[Level, ...], plan: Plan) -> str:
    """`Ⅰ级、Ⅱ级`, or that all levels are meant."""
    ordered = order_levels(plan)
    if len(ordered) > 1 and set(ordered) <= set(levels):
        return "各级响应"
    return "、".join(LEVEL_NAMES[level] for level in LEVELS if level in levels) + "响应"


def _view_phase(catalogue: Catalogue, plan: Plan, phase: Phase) -> PhaseView:
    steps = [step for step in plan.steps if step.phase == phase]
    number = PHASES.index(phase) + 1
    same: dict[tuple[int, ...], list[Level]] = {}
    for level in order_levels(plan):
        chosen = tuple(place for place, step in enumerate(steps) if level in step.levels)
        same.setdefault(chosen, []).append(level)
    cells = {
        chosen: Cell(
            f"phase-{number}-{LEVELS.index(levels[0]) + 1}",
            name_levels(tuple(levels), plan),
            tuple(levels),
            tuple(_view_step(catalogue, steps[place]) for place in chosen),
        )
        for chosen, levels in same.items()
        if chosen
    }
    counts = {level: (len(cell.steps), cell.id) for cell in cells.values() for level in cell.levels}
    return PhaseView(
        phase,
        PHASE_NOTES[phase],
        f"phase-{number}",
        tuple(cells.values()),
        tuple(counts.get(level, (0, "")) for level in order_levels(plan)),
    )


def _view_step(catalogue: Catalogue, step: PlanStep) -> PlanStepView:
    matter = link_entry(catalogue, "matter", step.matter or "")
    return PlanStepView(
        step.do,
        step.within or "",
        _view_parties(catalogue, step.accountable),
        _view_parties(catalogue, step.responsible),
        _view_parties(catalogue, step.consulted),
        _view_parties(catalogue, step.informed),
        matter if matter and matter.url else None,
    )


def _view_parties(catalogue: Catalogue, parties: tuple[Party, ...]) -> tuple[PartyView, ...]:
    return tuple(view_party(catalogue, party) for party in parties)


def view_party(catalogue: Catalogue, party: Party) -> PartyView:
    """A party by its name; an organisation with its 24-hour number."""
    if party.organization is None:
        return PartyView(Link(party.role or ""))
    entry = catalogue.organizations.get(party.organization)
    phone = maybe_phone(entry.value.night_phone if entry else None)
    return PartyView(link_or_id(catalogue, "organization", party.organization), phone)
