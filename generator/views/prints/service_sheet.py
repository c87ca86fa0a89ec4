"""One service on paper: the sheet that a worker hands over, and the board in the hall where it is done."""

from collections.abc import Iterator
from dataclasses import dataclass

from generator.catalogue import Catalogue
from generator.views.prints.contacts import Letterhead, view_letterhead
from generator.views.prints.services import ServiceCard, near_and_city, view_near_card


@dataclass(frozen=True, slots=True)
class ServiceSheet:
    """One service for the residents of one grid."""

    head: Letterhead
    service: ServiceCard
    codes: tuple[str, ...]
    subject: str


def view_service_sheets(catalogue: Catalogue, grid_id: str) -> Iterator[ServiceSheet]:
    """A sheet for each service that reaches the grid, the nearest first."""
    head = view_letterhead(catalogue, grid_id)
    grid = catalogue.grids[grid_id]
    community = grid.value.community
    near, city = near_and_city(catalogue, grid)
    for one in (*near, *city):
        card = view_near_card(catalogue, one.id, community)
        guide = (card.guide.link,) if card.guide else ()
        yield ServiceSheet(head, card, (card.path, *guide), one.id)
