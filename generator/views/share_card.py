"""The picture that a chat shows beside the address of a service or a grid: what it is, when, whom to ring."""

from collections.abc import Iterator
from dataclasses import dataclass

from generator.catalogue import Catalogue
from generator.facts.offers import phone_to_ask
from generator.facts.publication import ongoing_services
from generator.views.addresses import page_path, service_name
from generator.views.grid import GridView
from generator.views.hours import view_hours
from generator.views.keepsakes import beside
from generator.views.person import people_of_grid
from generator.views.pieces import cut_text, make_phone
from generator.views.projections import PageView
from generator.views.service import ServiceView, hours_to_ask

PICTURE = ".png"
LINE = 30
"""Characters that can still be read where a chat shows the picture as large as a stamp."""


@dataclass(frozen=True, slots=True)
class ShareCard:
    """One picture. `path` is its place in the site; `phone` one number or nothing."""

    path: str
    kind: str
    title: str
    line: str
    phone: str


def picture_of(view: PageView) -> str:
    """Where the picture of a page stands, nothing for pages without one of their own."""
    return beside(view.head.path, PICTURE) if isinstance(view, ServiceView | GridView) else ""


def view_share_cards(catalogue: Catalogue) -> Iterator[ShareCard]:
    """The pictures of all services and grids with a page."""
    for service in ongoing_services(catalogue):
        hours = view_hours(catalogue, hours_to_ask(service.value))
        yield _card(
            catalogue,
            page_path("service", service.id),
            service_name(service.value),
            hours.summary if hours else "",
            phone_to_ask(catalogue, service.value) or "",
        )
    for grid in catalogue.live_grids:
        person = next((one for one in people_of_grid(catalogue, grid.id) if one.phone), None)
        who = f"{person.role} {person.name}" if person else catalogue.profile.hotline.name
        phone = person.phone.text if person and person.phone else catalogue.profile.hotline.phone
        yield _card(catalogue, page_path("grid", grid.id), grid.value.name, who, phone)


def _card(catalogue: Catalogue, page: str, title: str, line: str, phone: str) -> ShareCard:
    number = make_phone(phone).numbers[0].text if phone else ""
    return ShareCard(beside(page, PICTURE), catalogue.profile.site_name, title, cut_text(line, LINE), number)
