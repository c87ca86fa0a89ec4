"""A notice with strips to tear off: who helps, with what, and the number to take home."""

from collections.abc import Iterator
from dataclasses import dataclass

from generator.catalogue import Catalogue
from generator.views.addresses import service_name
from generator.views.prints.contacts import LARGE_PRINT, Letterhead, view_letterhead
from generator.views.prints.services import wanted_services

MOST_SERVICES = 6
"""As many as somebody who passes by reads."""


@dataclass(frozen=True, slots=True)
class TearOff:
    """The notice of a grid; `services` are names."""

    head: Letterhead
    services: tuple[str, ...]
    codes: tuple[str, ...]
    subject: str = ""


def view_tear_off(catalogue: Catalogue, grid_id: str) -> Iterator[TearOff]:
    """The notice of one grid."""
    head = view_letterhead(catalogue, grid_id)
    wanted = wanted_services(catalogue, catalogue.grids[grid_id])[:MOST_SERVICES]
    names = tuple(service_name(one.value) for one in wanted)
    yield TearOff(head, names, (head.path + LARGE_PRINT,))
