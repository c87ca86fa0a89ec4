"""One page for each kind of incident: what a grid worker notices, judges, reports and does first."""

from collections import Counter
from dataclasses import dataclass

from generator.catalogue import Catalogue, Entry
from generator.facts.memory import once
from generator.facts.order import rank_of
from generator.facts.publication import issued_plans
from generator.model import Organization, Plan
from generator.views.addresses import page_path
from generator.views.plan import CardPart, card_parts


@dataclass(frozen=True, slots=True)
class Lead:
    """An authority that leads, and the number at which it answers day and night."""

    name: str
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
    issuer: str


@once
def view_cards(catalogue: Catalogue) -> tuple[IncidentCard, ...]:
    """Cards of all plans in force, in the editors' order; the same in every handbook."""
    return tuple(_card(catalogue, one) for one in issued_plans(catalogue))


def _card(catalogue: Catalogue, entry: Entry[Plan]) -> IncidentCard:
    plan = entry.value
    issuer = catalogue.organizations.get(plan.issuer)
    return IncidentCard(
        path=page_path("plan", entry.id),
        incident=plan.incident,
        plan=plan.name,
        kind=plan.incident_class,
        parts=card_parts(plan),
        signs=tuple(
            (f"{one.colour}色" if one.colour else f"{one.level}级", one.when) for one in plan.warnings
        ),
        leads=tuple(_leads(catalogue, plan)),
        issuer=issuer.value.name if issuer else "",
    )


MOST_LEADS = 3
"""More numbers than these are no help in a hurry."""


def _leads(catalogue: Catalogue, plan: Plan) -> list[Lead]:
    """Who is accountable for most steps, with a number that is answered at night."""
    named = (party.organization for step in plan.steps for party in step.accountable)
    count = Counter(name for name in named if name in catalogue.organizations)
    ranked = sorted(count, key=lambda name: (-count[name], rank_of(catalogue, "organization", name)))
    found = (catalogue.organizations[name].value for name in ranked)
    return [Lead(one.name, _phone(one)) for one in found if _phone(one)][:MOST_LEADS]


def _phone(one: Organization) -> str:
    return one.night_phone or one.phone or ""
