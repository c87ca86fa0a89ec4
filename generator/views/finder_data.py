"""What the finder's page matches facets over, in the reader's browser: `site_overrides/assets/finder.js`."""

import datetime
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from generator.catalogue import Catalogue, Entry
from generator.facts.offers import WHOLE_CITY, areas_of
from generator.model import Audience, LifeEvent, Service
from generator.views.addresses import link_area, page_path, service_name
from generator.views.assurance import live_hours, view_state
from generator.views.community import area_of_community, communities_by_parent
from generator.views.finder import TRAITS
from generator.views.menu import ordered_audiences, ordered_life_events
from generator.views.pieces import Badge
from generator.views.subject import ordered_services, plan_of

Row = tuple[object, ...]
CHIP = 12
"""Characters of a fee that stands in a line of the list."""


@dataclass(frozen=True, slots=True)
class FinderData:
    """Columns name each other by position.

    `who` are audiences and `what` life events: id, name; an event goes on with the address and words of
    a link to its plan, if it has one. `areas` are names of areas that services are for. `where` are
    communities: id, name, number of the township in `groups`, numbers in `areas` of those that it lies in or
    that lie in it. `hours` are texts of `views.live_hours`. `services`: title, address, names of traits, a
    short fee, states in words, each with the first and last day that it holds, numbers in `who`, in `what`
    and in `areas` (none is the whole city), number in `hours` (-1 is none), from which day these hold, last
    day of the service.
    """

    who: tuple[Row, ...]
    what: tuple[Row, ...]
    areas: tuple[str, ...]
    groups: tuple[str, ...]
    where: tuple[Row, ...]
    hours: tuple[str, ...]
    services: tuple[Row, ...]


def finder_data(catalogue: Catalogue) -> FinderData:
    """All listed services with their facets."""
    services = ordered_services(catalogue)
    who, what = _number(ordered_audiences(catalogue)), _number(ordered_life_events(catalogue))
    areas = {name: number for number, name in enumerate(_list_areas(catalogue, services))}
    live = [live_hours(catalogue, one.value, one.value.hours) for one in services]
    hours = {text: number for number, text in enumerate(dict.fromkeys(one.data for one in live if one))}
    groups = tuple(communities_by_parent(catalogue))
    return FinderData(
        who=tuple((name, catalogue.name_of("audience", name)) for name in who),
        what=tuple(_events(catalogue, what)),
        areas=tuple(link.text if (link := link_area(catalogue, name)) else name for name in areas),
        groups=tuple(catalogue.name_of("division", name) for name in groups),
        where=tuple(_places(catalogue, groups, areas)),
        hours=tuple(hours),
        services=tuple(
            (
                *_describe(catalogue, one.value, one.id),
                _pick(who, one.value.audiences),
                _pick(what, one.value.life_events),
                _pick(areas, areas_of(catalogue, one.value)),
                hours[shown.data] if shown else -1,
                _day(shown.shown.first) if shown else "",
                _day(one.value.valid_until),
            )
            for one, shown in zip(services, live, strict=True)
        ),
    )


def _number(entries: Iterable[Entry[Audience] | Entry[LifeEvent]]) -> dict[str, int]:
    return {one.id: number for number, one in enumerate(entries)}


def _pick(numbers: Mapping[str, int], names: Iterable[str]) -> tuple[int, ...]:
    return tuple(numbers[name] for name in dict.fromkeys(names) if name in numbers)


def _day(day: datetime.date | None) -> str:
    return day.isoformat() if day else ""


def _list_areas(catalogue: Catalogue, services: Iterable[Entry[Service]]) -> Iterable[str]:
    named = (name for one in services for name in areas_of(catalogue, one.value))
    return dict.fromkeys(name for name in named if name != WHOLE_CITY)


def _events(catalogue: Catalogue, names: Iterable[str]) -> Iterator[Row]:
    for name in names:
        event = catalogue.life_events[name].value
        plan = plan_of(catalogue, event)
        yield (name, event.name, *((plan.url, plan.text) if plan else ()))


def _places(catalogue: Catalogue, groups: Iterable[str], areas: Mapping[str, int]) -> Iterator[Row]:
    communities = communities_by_parent(catalogue)
    for number, group in enumerate(groups):
        for one in communities[group]:
            yield one.id, one.value.name, number, _pick(areas, sorted(area_of_community(catalogue, one.id)))


def _describe(catalogue: Catalogue, service: Service, name: str) -> Row:
    fee = service.fee or ""
    return (
        service_name(service),
        page_path("service", name),
        " ".join(one.name for one in TRAITS if one.holds(service)),
        fee if len(fee) <= CHIP else "",
        tuple(_states(view_state(catalogue, service))),
    )


def _states(badge: Badge | None) -> Iterator[Row]:
    while badge is not None:
        yield badge.text, _day(badge.shown.first), _day(badge.shown.last)
        badge = badge.then
