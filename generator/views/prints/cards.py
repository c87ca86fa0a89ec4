"""One page for each kind of incident: what a grid worker notices, judges, reports and does first."""

from collections import Counter
from dataclasses import dataclass, replace

from generator.catalogue import Catalogue, Entry
from generator.facts.memory import lately
from generator.facts.order import rank_of
from generator.facts.places import answering_office, concerns, home_of
from generator.facts.plans import LEAVING
from generator.facts.publication import issued_plans
from generator.model import Organization, Plan
from generator.views.addresses import page_path
from generator.views.plan import CardPart, card_parts
from generator.views.shelter import view_shelters


@dataclass(frozen=True, slots=True)
class Lead:
    """An authority that leads, and the number at which it answers day and night."""

    name: str
    phone: str


@dataclass(frozen=True, slots=True)
class Refuge:
    """A shelter: its name, what to know of it in one line, its number."""

    name: str
    about: str
    phone: str


@dataclass(frozen=True, slots=True)
class IncidentCard:
    """The card of one plan. `signs` are warning levels as colour and what they mean."""

    path: str
    incident: str
    plan: str
    kind: str
    parts: tuple[CardPart, ...]
    signs: tuple[tuple[str, str], ...]
    leads: tuple[Lead, ...]
    refuges: tuple[Refuge, ...]
    issuer: str


@lately
def view_cards(catalogue: Catalogue, community: str) -> tuple[IncidentCard, ...]:
    """Cards of all plans in force, in the editors' order, with the leads and shelters of a community."""
    return tuple(_card(catalogue, one, community) for one in issued_plans(catalogue))


def _card(catalogue: Catalogue, entry: Entry[Plan], community: str) -> IncidentCard:
    plan = entry.value
    issuer = catalogue.organizations.get(plan.issuer)
    return IncidentCard(
        path=page_path("plan", entry.id),
        incident=plan.incident,
        plan=plan.name,
        kind=plan.incident_class,
        parts=tuple(_of_community(catalogue, part, community) for part in card_parts(plan)),
        signs=tuple(
            (f"{one.colour}色" if one.colour else f"{one.level}级", one.when) for one in plan.warnings
        ),
        leads=tuple(_leads(catalogue, plan, community)),
        refuges=_refuges(catalogue, community) if plan.incident_class in LEAVING else (),
        issuer=issuer.value.name if issuer else "",
    )


def _of_community(catalogue: Catalogue, part: CardPart, community: str) -> CardPart:
    """A part without the lines that are for other districts."""
    return replace(part, lines=tuple(one for one in part.lines if concerns(catalogue, one, community)))


MOST_LEADS = 3
"""More numbers than these are no help in a hurry."""
MOST_REFUGES = 2


def _leads(catalogue: Catalogue, plan: Plan, community: str) -> list[Lead]:
    """Who is accountable for most steps, with a number that is answered at night; offices near by first."""
    named = (party.organization or "" for step in plan.steps for party in step.accountable)
    offices = (answering_office(catalogue, name, community) for name in named)
    count = Counter(one.id for one in offices if one)
    found = [catalogue.organizations[name] for name in count]
    found.sort(
        key=lambda one: (
            not home_of(catalogue, one.value),
            -count[one.id],
            rank_of(catalogue, "organization", one.id),
        )
    )
    leads = (Lead(one.value.name, _phone(one.value)) for one in found)
    return [one for one in leads if one.phone][:MOST_LEADS]


def _phone(one: Organization) -> str:
    return one.night_phone or one.phone or ""


def _refuges(catalogue: Catalogue, community: str) -> tuple[Refuge, ...]:
    return tuple(
        Refuge(
            one.name, "，".join(filter(None, (one.address, one.note))), one.phone.text if one.phone else ""
        )
        for one in view_shelters(catalogue, community)[:MOST_REFUGES]
    )
