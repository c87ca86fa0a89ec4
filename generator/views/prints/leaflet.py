"""A leaflet for one audience: what there is for them in this grid, whom to ring, where to go."""

from collections.abc import Iterator
from dataclasses import dataclass

from generator.catalogue import Catalogue, Entry
from generator.facts.places import serving_places
from generator.model import Service
from generator.views.addresses import page_path
from generator.views.hours import view_hours
from generator.views.menu import ordered_audiences
from generator.views.prints.contacts import LARGE_PRINT, Letterhead, view_letterhead
from generator.views.prints.services import view_near_card, wanted_services
from generator.views.service import hours_to_ask

MOST_SERVICES = 60
"""More than four panels ever hold."""


@dataclass(frozen=True, slots=True)
class Offer:
    """A service in a few lines. `where` is empty when a call is enough."""

    name: str
    phone: str
    where: str
    hours: str
    fee: str


@dataclass(frozen=True, slots=True)
class Leaflet:
    """The leaflet of an audience; `total` counts all of its services, `path` is their page."""

    head: Letterhead
    audience: str
    offers: tuple[Offer, ...]
    total: int
    path: str
    codes: tuple[str, ...]
    subject: str


def view_leaflets(catalogue: Catalogue, grid_id: str) -> Iterator[Leaflet]:
    """A leaflet for each audience that has a service in this grid, in the editors' order."""
    head = view_letterhead(catalogue, grid_id)
    grid = catalogue.grids[grid_id]
    community = grid.value.community
    wanted = wanted_services(catalogue, grid)
    for audience in ordered_audiences(catalogue):
        theirs = [one for one in wanted if audience.id in one.value.audiences]
        if theirs:
            path = page_path("audience", audience.id) + LARGE_PRINT
            offers = tuple(_offer(catalogue, head, one, community) for one in theirs[:MOST_SERVICES])
            yield Leaflet(head, audience.value.name, offers, len(theirs), path, (path,), audience.id)


def _offer(catalogue: Catalogue, head: Letterhead, entry: Entry[Service], community: str) -> Offer:
    service, card = entry.value, view_near_card(catalogue, entry.id, community)
    places = serving_places(catalogue, service.locations, community)
    place = next(iter(places), None)
    hours = view_hours(catalogue, hours_to_ask(service))
    where = "，".join(part for part in (place.name, place.address) if part) if place else ""
    return Offer(
        name=card.name,
        phone=card.phone or head.duty.phone,
        where=where + ("等地" if len(places) > 1 else ""),
        hours=hours.summary if hours else "",
        fee=service.fee or "",
    )
