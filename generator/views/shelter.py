"""Shelters: where to go when residents have to leave home, of one community and of all."""

from dataclasses import dataclass

from generator.catalogue import Catalogue
from generator.facts.memory import once
from generator.facts.plans import LEAVING, shelters_of
from generator.model import Plan
from generator.views.addresses import index_link, link_division
from generator.views.pieces import Link, Phone, maybe_phone

FEW_COMMUNITIES = 60
"""Up to so many communities a plan lists the shelters of each; beyond, the pages of communities do."""


@dataclass(frozen=True, slots=True)
class ShelterView:
    """One shelter."""

    name: str
    address: str
    phone: Phone | None
    note: str


@dataclass(frozen=True, slots=True)
class ShelterGroup:
    """Shelters of a community; `grids` are ids of its grids, by which a page finds the reader's own."""

    community: Link
    grids: tuple[str, ...]
    shelters: tuple[ShelterView, ...]


@dataclass(frozen=True, slots=True)
class Shelters:
    """What a plan says of shelters: those of each community, or where to look for them (`index`)."""

    groups: tuple[ShelterGroup, ...]
    index: Link


def view_shelters(catalogue: Catalogue, division_id: str) -> tuple[ShelterView, ...]:
    """Where residents of a division go."""
    return tuple(
        ShelterView(one.name, one.address or "", maybe_phone(one.phone), one.note or "")
        for one in shelters_of(catalogue, division_id)
    )


def plan_shelters(catalogue: Catalogue, plan: Plan) -> Shelters | None:
    """Shelters for an incident that may drive residents out; None for others, and where none is known."""
    groups = _all_groups(catalogue) if plan.incident_class in LEAVING else ()
    if not groups:
        return None
    return Shelters(groups if len(groups) <= FEW_COMMUNITIES else (), index_link("division"))


@once
def _all_groups(catalogue: Catalogue) -> tuple[ShelterGroup, ...]:
    return tuple(
        ShelterGroup(
            link_division(catalogue, one),
            tuple(grid.id for grid in catalogue.grids_by_community.get(one.id, ())),
            shelters,
        )
        for one in catalogue.communities
        if (shelters := view_shelters(catalogue, one.id))
    )
