"""Cards for the pocket, one emergency each: whom to call, what to do, where to go; then signs and report."""

from collections.abc import Iterator
from dataclasses import dataclass

from generator.catalogue import Catalogue
from generator.facts.plans import LEAVING
from generator.facts.publication import issued_plans
from generator.views.plan import CardPart, card_parts
from generator.views.prints.contacts import Contact, Letterhead, view_letterhead
from generator.views.shelter import view_shelters

MOST_EMERGENCIES = 3
"""Numbers of emergencies on a card: more are no help in a hurry."""


@dataclass(frozen=True, slots=True)
class PocketCard:
    """One emergency: `calls` in the order of ringing; `act` is 先期处置, `before` the heads before it."""

    incident: str
    calls: tuple[Contact, ...]
    act: CardPart
    before: tuple[CardPart, ...]
    shelters: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class PocketCards:
    """All cards of a grid."""

    head: Letterhead
    cards: tuple[PocketCard, ...]
    codes: tuple[str, ...] = ()
    subject: str = ""


def view_pocket_cards(catalogue: Catalogue, grid_id: str) -> Iterator[PocketCards]:
    """A card for each plan in force, with the grid's numbers and shelters; nothing without a plan."""
    head = view_letterhead(catalogue, grid_id)
    community = catalogue.grids[grid_id].value.community
    shelters = tuple((one.name, one.address) for one in view_shelters(catalogue, community))
    cards = []
    for plan in issued_plans(catalogue):
        *before, act = card_parts(plan.value)
        leaving = plan.value.incident_class in LEAVING
        cards.append(
            PocketCard(
                incident=plan.value.incident,
                calls=_calls(head, (*before, act)),
                act=act,
                before=tuple(before),
                shelters=shelters if leaving else (),
            )
        )
    if cards:
        yield PocketCards(head, tuple(cards))


def _calls(head: Letterhead, parts: tuple[CardPart, ...]) -> tuple[Contact, ...]:
    """Emergency numbers that the card's lines name, else the first; then the grid's by day and at night."""
    text = "".join(line for part in parts for line in part.lines)
    named = tuple(one for one in head.emergencies if one.phone in text)
    first = (named or head.emergencies)[:MOST_EMERGENCIES]
    day = Contact("白天", head.duty.phone)
    night = Contact("夜里", head.night.phone or head.hotline.phone)
    return (*first, *((Contact("白天夜里", day.phone),) if day.phone == night.phone else (day, night)))
