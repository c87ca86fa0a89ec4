"""The service menu of an area: what is near comes first, the rest as counts with links.

Services are counted once for each area that names them, so that a city of many communities with
thousands of services of the whole city stays linear.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from itertools import chain, zip_longest

from generator.catalogue import Catalogue, Entry, gather
from generator.facts.memory import once
from generator.facts.needs import needed_first
from generator.facts.offers import WHOLE_CITY, areas_of
from generator.facts.order import in_order
from generator.facts.publication import listed_services
from generator.model import Audience, Category, LifeEvent, Service
from generator.views.addresses import link_area, page_path, service_name
from generator.views.assurance import live_hours, view_warning
from generator.views.pieces import Card, Head, Link, Tile, cut_text, plain_text
from generator.views.shown import show_between

FIRST = 5
"""Services that the page of an area shows itself; all others are one tap away."""
MOST = 24
"""Services in the menu by name; the rest is behind the tiles."""
CARD_TEXT = 60


@dataclass(frozen=True, slots=True)
class Menu:
    """Services of an area: those needed most, those near and some others, counts by audience and category."""

    total: int
    first: tuple[Card, ...]
    near: tuple[Card, ...]
    others: tuple[Card, ...]
    audiences: tuple[Tile, ...]
    categories: tuple[Tile, ...]


@dataclass(frozen=True, slots=True)
class AreaServicesView:
    """All that a grid or a community offers, on a page of its own; `back` leads to the area's page."""

    head: Head
    name: str
    menu: Menu
    back: Link


@once
def view_card(catalogue: Catalogue, service_id: str) -> Card:
    """A service in a list."""
    service = catalogue.services[service_id].value
    area = next((link.text for name in service.area if (link := link_area(catalogue, name))), "")
    place = f"{area}等地" if area and len(service.area) > 1 else area
    chips = (service.fee if service.fee and len(service.fee) <= 12 else None, place)  # noqa: PLR2004 - a chip is short
    return Card(
        service_name(service),
        page_path("service", service_id),
        official=service.name if service.plain_name and service.plain_name != service.name else "",
        text=cut_text(plain_text(service.summary), CARD_TEXT),
        chips=tuple(chip for chip in chips if chip),
        badge=view_warning(catalogue, service),
        live=live_hours(catalogue, service, service.hours),
        shown=show_between(catalogue.today, None, service.valid_until),
    )


def view_cards(catalogue: Catalogue, services: Iterable[Entry[Service]]) -> tuple[Card, ...]:
    """Services in a list, in order."""
    return tuple(view_card(catalogue, service.id) for service in services)


@once
def services_by_area(catalogue: Catalogue) -> Mapping[str, tuple[Entry[Service], ...]]:
    """Listed services by the widest areas that they name; `WHOLE_CITY` for the others."""
    return gather(
        (area, service)
        for service in listed_services(catalogue)
        for area in _widest_areas(catalogue, areas_of(catalogue, service.value))
    )


def _widest_areas(catalogue: Catalogue, areas: tuple[str, ...]) -> tuple[str, ...]:
    """Areas without those that lie in another of them: no grid meets a service twice."""
    if len(areas) == 1:
        return areas
    return tuple(area for area in areas if not (_above(catalogue, area) & set(areas)))


@once
def _above(catalogue: Catalogue, area: str) -> frozenset[str]:
    """Ids of the areas that an area lies in, without itself."""
    grid = catalogue.grids.get(area)
    if grid is not None and area not in catalogue.divisions:
        return catalogue.area_of(grid) - {area}
    return frozenset(division.id for division in catalogue.lineage(area)) - {area}


@once
def services_of_community(catalogue: Catalogue, community: str) -> tuple[Entry[Service], ...]:
    """Services of a community and of the divisions above it, the nearest first, without the city's."""
    areas = services_by_area(catalogue)
    levels = [areas.get(division.id, ()) for division in catalogue.lineage(community)]
    return tuple(chain.from_iterable(levels))


def services_of_grid(catalogue: Catalogue, grid_id: str) -> tuple[Entry[Service], ...]:
    """Services that name a grid or the grid around it."""
    areas = services_by_area(catalogue)
    parent = catalogue.grids[grid_id].value.parent
    return (*areas.get(grid_id, ()), *(areas.get(parent, ()) if parent else ()))


@once
def view_community_menu(catalogue: Catalogue, community: str) -> Menu:
    """The menu of a community."""
    return _make_menu(catalogue, services_of_community(catalogue, community))


@once
def view_grid_menu(catalogue: Catalogue, grid_id: str) -> Menu:
    """The menu of a grid: its community's, the very same object, unless the grid has services of its own."""
    own = services_of_grid(catalogue, grid_id)
    community = catalogue.grids[grid_id].value.community
    if not own:
        return view_community_menu(catalogue, community)
    return _make_menu(catalogue, (*own, *services_of_community(catalogue, community)))


def count_services_near(catalogue: Catalogue, grid_id: str) -> Counter[str]:
    """Services for the residents of a grid by category, the city's with them."""
    community = services_of_community(catalogue, catalogue.grids[grid_id].value.community)
    _, near = _count((*services_of_grid(catalogue, grid_id), *community))
    return near + _count_city(catalogue)[1]


def _make_menu(catalogue: Catalogue, near: tuple[Entry[Service], ...]) -> Menu:
    city = services_by_area(catalogue).get(WHOLE_CITY, ())
    first = needed_first(catalogue, near, _city_needs(catalogue))
    audiences, categories = _count(near)
    city_audiences, city_categories = _count_city(catalogue)
    return Menu(
        len(near) + len(city),
        tuple(replace(one, chips=()) for one in view_cards(catalogue, first[:FIRST])),
        view_cards(catalogue, near[:MOST]),
        view_cards(catalogue, _varied_services(catalogue)[: max(MOST - len(near), 0)]),
        audience_tiles(catalogue, audiences + city_audiences),
        category_tiles(catalogue, categories + city_categories),
    )


@once
def _city_needs(catalogue: Catalogue) -> tuple[Entry[Service], ...]:
    """As many of the city's services as a menu can begin with."""
    return tuple(needed_first(catalogue, (), services_by_area(catalogue).get(WHOLE_CITY, ()))[:FIRST])


def _count(services: Iterable[Entry[Service]]) -> tuple[Counter[str], Counter[str]]:
    audiences: Counter[str] = Counter()
    categories: Counter[str] = Counter()
    for service in services:
        audiences.update(dict.fromkeys(service.value.audiences).keys())
        categories.update(dict.fromkeys(service.value.categories).keys())
    return audiences, categories


@once
def _count_city(catalogue: Catalogue) -> tuple[Counter[str], Counter[str]]:
    return _count(services_by_area(catalogue).get(WHOLE_CITY, ()))


@once
def _varied_services(catalogue: Catalogue) -> tuple[Entry[Service], ...]:
    """Services of the whole city, one of each category in turn, so that the first few are varied."""
    groups: dict[str, list[Entry[Service]]] = {category.id: [] for category in ordered_categories(catalogue)}
    for service in services_by_area(catalogue).get(WHOLE_CITY, ()):
        groups.setdefault(service.value.categories[0], []).append(service)
    rounds = zip_longest(*groups.values())
    return tuple(service for one in rounds for service in one if service is not None)[:MOST]


def view_varied_cards(catalogue: Catalogue) -> tuple[Card, ...]:
    """Cards of services of the whole city, the first few of different categories."""
    return view_cards(catalogue, _varied_services(catalogue))


@once
def ordered_audiences(catalogue: Catalogue) -> tuple[Entry[Audience], ...]:
    """Audiences in the editors' order."""
    return tuple(in_order(catalogue, catalogue.audiences.values()))


@once
def ordered_categories(catalogue: Catalogue) -> tuple[Entry[Category], ...]:
    """Categories in the editors' order."""
    return tuple(in_order(catalogue, catalogue.categories.values()))


@once
def ordered_life_events(catalogue: Catalogue) -> tuple[Entry[LifeEvent], ...]:
    """Life events in the editors' order."""
    return tuple(in_order(catalogue, catalogue.life_events.values()))


def audience_tiles(catalogue: Catalogue, counts: Mapping[str, int]) -> tuple[Tile, ...]:
    """Audiences that have services, with how many."""
    return tuple(
        Tile(
            one.value.name,
            page_path("audience", one.id),
            counts[one.id],
            symbol=one.value.symbol or "",
            icon=one.value.icon or "",
        )
        for one in ordered_audiences(catalogue)
        if counts.get(one.id)
    )


def category_tiles(catalogue: Catalogue, counts: Mapping[str, int]) -> tuple[Tile, ...]:
    """Categories that have services, with how many."""
    return tuple(
        Tile(one.value.name, page_path("category", one.id), counts[one.id], icon=one.value.icon or "")
        for one in ordered_categories(catalogue)
        if counts.get(one.id)
    )
