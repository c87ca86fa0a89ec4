"""The menu of services of a grid, each in the form of the Citizen's Charter."""

from dataclasses import dataclass, replace

from generator.catalogue import Catalogue, Entry
from generator.facts.memory import lately, once
from generator.facts.needs import needed_first
from generator.facts.offers import WHOLE_CITY
from generator.facts.order import in_order
from generator.facts.places import concerns, keep_sentences, serving_places
from generator.facts.publication import is_offered
from generator.model import Grid, Service
from generator.model.service import Channel
from generator.views.addresses import service_name
from generator.views.hours import format_hours
from generator.views.menu import ordered_audiences, services_by_area, services_of_community, services_of_grid
from generator.views.official_guide import OfficialGuide
from generator.views.prints.prose import Prose, parse_prose
from generator.views.service import (
    ChannelView,
    DocumentView,
    PlaceView,
    ServiceView,
    StepView,
    view_service,
)

OTHER = "其他服务"
IN_PERSON = frozenset({"窗口", "上门", "公交船班"})
"""Ways to a service that are somewhere: a note that names other districts only means that they are there."""


@dataclass(frozen=True, slots=True)
class Spot:
    """A place to go, or a way to ask: name, details in reading order, phone."""

    name: str
    lines: tuple[str, ...]
    phone: str


@dataclass(frozen=True, slots=True)
class Paper:
    """A document to bring, how (copies, original), and where to get it."""

    name: str
    how: str
    where: str


@dataclass(frozen=True, slots=True)
class ServiceCard:
    """One service in print. `papers` is None when the entry does not say; empty means bring nothing.

    `elsewhere` is whether it has more places, which serve other districts.
    """

    id: str
    path: str
    name: str
    official: str
    provider: str
    type: str
    summary: Prose
    state: tuple[str, ...]
    audiences: tuple[str, ...]
    eligibility: Prose
    ineligible: Prose
    instead: Prose
    papers: tuple[Paper, ...] | None
    fee: str
    time_limit: str
    steps: tuple[StepView, ...]
    minutes: str
    hours: tuple[str, ...]
    spots: tuple[Spot, ...]
    channels: tuple[Spot, ...]
    phone: str
    complaint_phone: str
    legal_basis: tuple[str, ...]
    guide: OfficialGuide | None
    assured: str
    elsewhere: bool = False


@dataclass(frozen=True, slots=True)
class ServiceGroup:
    """Services of one subject."""

    title: str
    services: tuple[ServiceCard, ...]


@dataclass(frozen=True, slots=True)
class AudienceIndex:
    """Who finds what: an audience and (id, name) of its services."""

    name: str
    services: tuple[tuple[str, str], ...]


def view_menu(catalogue: Catalogue, grid: Entry[Grid]) -> tuple[ServiceGroup, ...]:
    """Services that reach this grid, each once, under the top category of its first category."""
    return group_services(catalogue, grid.value.community, list_printed_services(catalogue, grid))


@lately
def group_services(
    catalogue: Catalogue, community: str, services: tuple[str, ...]
) -> tuple[ServiceGroup, ...]:
    """Services by their ids as all grids of a community print them."""
    found: dict[str, list[ServiceCard]] = {}
    for name in services:
        top = catalogue.upwards("category", catalogue.services[name].value.categories[0])[-1:]
        key = top[0].id if top else ""
        found.setdefault(key, []).append(view_near_card(catalogue, name, community))
    names = {one.id: one.name for one in in_order(catalogue, catalogue.categories.values())}
    ordered = [key for key in (*names, "") if key in found]
    return tuple(ServiceGroup(names.get(key, OTHER), tuple(found[key])) for key in ordered)


def view_audiences(catalogue: Catalogue, grid: Entry[Grid]) -> tuple[AudienceIndex, ...]:
    """The same services by audience, for those who look for themselves."""
    return _group_by_audience(catalogue, list_printed_services(catalogue, grid))


@lately
def _group_by_audience(catalogue: Catalogue, names: tuple[str, ...]) -> tuple[AudienceIndex, ...]:
    services = [catalogue.services[name] for name in names]
    found = []
    for audience in ordered_audiences(catalogue):
        listed = [one for one in services if audience.id in one.value.audiences]
        if listed:
            rows = tuple((one.id, service_name(one.value)) for one in listed)
            found.append(AudienceIndex(audience.value.name, rows))
    return tuple(found)


def count_left_out(catalogue: Catalogue, grid: Entry[Grid]) -> int:
    """How many services of the whole city the handbook has no room for."""
    near, city = near_and_city(catalogue, grid)
    return len(near) + len(city) - len(list_printed_services(catalogue, grid))


def list_printed_services(catalogue: Catalogue, grid: Entry[Grid]) -> tuple[str, ...]:
    """Ids: the grid's own first, then the community's, then as many of the city's as the profile allows."""
    near, city = near_and_city(catalogue, grid)
    room = max(catalogue.profile.handbook.most_services - len(near), 0)
    return tuple(one.id for one in (*near, *city[:room]))


def wanted_services(catalogue: Catalogue, grid: Entry[Grid]) -> list[Entry[Service]]:
    """Services that residents of the grid can use today, the ones needed most first, as on its page."""
    wanted = needed_first(catalogue, *near_and_city(catalogue, grid))
    return [one for one in wanted if is_offered(catalogue, one.value)]


def near_and_city(
    catalogue: Catalogue, grid: Entry[Grid]
) -> tuple[tuple[Entry[Service], ...], tuple[Entry[Service], ...]]:
    """Services of the grid and of the divisions around it, the nearest first, and those of the whole city."""
    near = (*services_of_grid(catalogue, grid.id), *services_of_community(catalogue, grid.value.community))
    known = {one.id: one for one in near}
    city = services_by_area(catalogue).get(WHOLE_CITY, ())
    return tuple(known.values()), tuple(one for one in city if one.id not in known)


@once
def view_card(catalogue: Catalogue, service_id: str) -> ServiceCard:
    """One service as its page tells it, set for print."""
    view = view_service(catalogue, service_id)
    alert = (view.alert,) if view.alert else ()
    return ServiceCard(
        id=service_id,
        path=view.head.path,
        name=view.name,
        official=view.official,
        provider=view.provider.text if view.provider else "",
        type=view.kind,
        summary=parse_prose(view.summary),
        state=(*(one.text for one in (view.state, view.assurance) if one and one.tone != "ok"), *alert),
        audiences=tuple(one.text for one in view.audiences),
        eligibility=parse_prose(view.eligibility),
        ineligible=parse_prose(view.ineligible),
        instead=parse_prose(view.instead),
        papers=None if view.documents is None else tuple(_paper(one) for one in view.documents),
        fee=view.fee,
        time_limit=view.time_limit,
        steps=view.steps,
        minutes=view.minutes,
        hours=format_hours(view.hours),
        spots=tuple(_spot(one) for one in view.places),
        channels=tuple(_channel(one) for one in view.channels),
        phone=view.call.phone.text if view.call else "",
        complaint_phone=view.complaint.text if view.complaint else catalogue.profile.supervision_phone,
        legal_basis=view.legal_basis,
        guide=view.guide,
        assured=_describe_assurance(view),
    )


def view_near_card(catalogue: Catalogue, service_id: str, community: str) -> ServiceCard:
    """The same with what serves a community only: places, ways in person, reminders, the number to ask."""
    card, service = view_card(catalogue, service_id), catalogue.services[service_id].value
    near = serving_places(catalogue, service.locations, community)
    pairs = zip(card.spots, service.locations, strict=True)
    spots = tuple(spot for spot, place in pairs if place in near)
    ways = zip(card.channels, service.channels, strict=True)
    channels = tuple(_near_channel(catalogue, *way, community) for way in ways)
    kept = tuple(one for one in channels if one)
    phones = (card.phone if service.phone else "", *(one.phone for one in (*kept, *spots)), card.phone)
    return replace(
        card,
        state=tuple(text for one in card.state if (text := keep_sentences(catalogue, one, community))),
        hours=tuple(line for line in card.hours if concerns(catalogue, line, community)),
        spots=spots,
        channels=kept,
        phone=next((one for one in phones if one), ""),
        elsewhere=len(spots) < len(card.spots),
    )


def _near_channel(catalogue: Catalogue, spot: Spot, channel: Channel, community: str) -> Spot | None:
    """A number is for everybody, whatever else is said of it; a way in person is where its note says."""
    note = keep_sentences(catalogue, channel.note or "", community)
    if channel.kind in IN_PERSON and channel.note and not note:
        return None
    return replace(spot, lines=tuple(line for line in (note, channel.link) if line))


def _describe_assurance(view: ServiceView) -> str:
    who = view.assured_by.text if view.assured_by else ""
    return f"{view.assured}由{who}核实" if who else f"{view.assured}核实"


def _paper(one: DocumentView) -> Paper:
    return Paper(one.name, one.note, one.where)


def _spot(one: PlaceView) -> Spot:
    lines = ((one.address,) if one.address else ()) + format_hours(one.hours)
    return Spot(one.name, lines, one.phone.text if one.phone else "")


def _channel(one: ChannelView) -> Spot:
    lines = tuple(line for line in (one.note, one.link) if line)
    return Spot(one.kind, lines, one.phone.text if one.phone else "")
