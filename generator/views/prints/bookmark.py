"""A bookmark: the sixteen services that residents of a grid need most, with the number of each."""

from collections.abc import Iterator
from dataclasses import dataclass

from generator.catalogue import Catalogue
from generator.views.prints.contacts import LARGE_PRINT, Contact, Letterhead, view_letterhead
from generator.views.prints.services import view_near_card, wanted_services

MOST_SERVICES = 16
"""What bookmarks of offices hold."""


@dataclass(frozen=True, slots=True)
class Bookmark:
    """The bookmark of a grid; `more` services stand on the site only."""

    head: Letterhead
    services: tuple[Contact, ...]
    more: int
    codes: tuple[str, ...]
    subject: str = ""


def view_bookmark(catalogue: Catalogue, grid_id: str) -> Iterator[Bookmark]:
    """The bookmark of one grid, if it has services."""
    head = view_letterhead(catalogue, grid_id)
    grid = catalogue.grids[grid_id]
    wanted = wanted_services(catalogue, grid)
    cards = (view_near_card(catalogue, one.id, grid.value.community) for one in wanted[:MOST_SERVICES])
    shown = tuple(Contact(one.name, one.phone or head.duty.phone) for one in cards)
    if shown:
        yield Bookmark(head, shown, len(wanted) - len(shown), (head.path + LARGE_PRINT,))
