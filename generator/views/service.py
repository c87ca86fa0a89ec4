"""The page of one service."""

import datetime
from collections.abc import Iterator
from dataclasses import dataclass, replace

from generator.catalogue import Catalogue
from generator.facts.offers import own_phones, phone_to_ask
from generator.facts.publication import current_alert
from generator.locale.zh import CHANNELS, SERVICE_TYPES, format_date, format_minutes
from generator.model import Service
from generator.model.hours import OpeningHours
from generator.model.service import Location, RequiredDocument
from generator.views.addresses import area_above, entry_head, link_all, link_area, link_entry, service_name
from generator.views.assurance import offered_days, unverified, view_assurance, view_state
from generator.views.hours import Hours, view_hours
from generator.views.live_hours import LiveHours, view_live
from generator.views.occasions import Occasion, service_occasions
from generator.views.official_guide import OfficialGuide, view_guide
from generator.views.pieces import Badge, Call, Head, Link, Phone, make_phone, maybe_phone
from generator.views.shown import ALWAYS, Shown, show_between


@dataclass(frozen=True, slots=True)
class StepView:
    """Who does what, how long it takes."""

    who: str
    what: str
    minutes: str
    note: str


@dataclass(frozen=True, slots=True)
class DocumentView:
    """A document to bring and where to get it; `description` is Markdown."""

    id: str
    name: str
    note: str
    where: str
    link: str
    description: str

    @property
    def explained(self) -> bool:
        """Whether anything is said of it beside its name."""
        return bool(self.where or self.link or self.description)


@dataclass(frozen=True, slots=True)
class ChannelView:
    """A way to ask for the service."""

    kind: str
    phone: Phone | None
    link: str
    note: str


@dataclass(frozen=True, slots=True)
class PlaceView:
    """Where to go, and when when that differs from the service's hours."""

    name: str
    address: str
    phone: Phone | None
    hours: Hours | None


@dataclass(frozen=True, slots=True)
class ServiceView:
    """Everything about one service. `documents` is None when nothing is known about them."""

    head: Head
    name: str
    official: str
    aliases: tuple[str, ...]
    kind: str
    government: bool
    summary: str
    audiences: tuple[Link, ...]
    categories: tuple[Link, ...]
    life_events: tuple[Link, ...]
    state: Badge | None
    assurance: Badge
    closed: tuple[Badge, ...]
    offered: Shown | None
    unverified: Shown
    replaced_by: Link | None
    alert: str
    alert_until: str
    alert_shown: Shown
    call: Call | None
    guide: OfficialGuide | None
    eligibility: str
    ineligible: str
    instead: str
    steps: tuple[StepView, ...]
    minutes: str
    documents: tuple[DocumentView, ...] | None
    fee: str
    time_limit: str
    channels: tuple[ChannelView, ...]
    places: tuple[PlaceView, ...]
    hours: Hours | None
    live: LiveHours | None
    area: tuple[Link, ...]
    legal_basis: tuple[str, ...]
    complaint: Phone | None
    provider: Link | None
    provider_phone: Phone | None
    assured_on: datetime.date
    assured: str
    assured_by: Link | None
    review_by: str
    occasions: tuple[Occasion, ...]

    @property
    def explained(self) -> tuple[DocumentView, ...]:
        """Documents of which it is said where to get them, or what they are."""
        return tuple(one for one in self.documents or () if one.explained)

    @property
    def ways(self) -> str:
        """The ways to ask for the service, each once."""
        return "、".join(dict.fromkeys(one.kind for one in self.channels))

    @property
    def timed(self) -> tuple[PlaceView, ...]:
        """Places with hours of their own."""
        return tuple(one for one in self.places if one.hours)


def view_service(catalogue: Catalogue, service_id: str) -> ServiceView:
    """Join one service with its provider, audiences, documents and area."""
    entry = catalogue.services[service_id]
    service = entry.value
    provider = catalogue.organizations.get(service.provider)
    state = view_state(catalogue, service)
    assurance = view_assurance(catalogue, service)
    asked, offered = hours_to_ask(service), offered_days(catalogue, service)
    hours = _view_hours(catalogue, service.hours, offered)
    places = tuple(_view_place(catalogue, place, offered) for place in service.locations)
    shown = places[0].hours if asked and not hours else hours
    return ServiceView(
        head=_view_head(catalogue, service_id),
        name=service_name(service),
        official=service.name if service_name(service) != service.name else "",
        aliases=service.aliases,
        kind=SERVICE_TYPES[service.type],
        government=service.type == "政务",
        summary=service.summary,
        audiences=link_all(catalogue, "audience", service.audiences),
        categories=link_all(catalogue, "category", service.categories),
        life_events=link_all(catalogue, "life_event", service.life_events),
        state=state,
        assurance=assurance,
        closed=tuple(_closed_states(state)),
        offered=offered,
        unverified=unverified(catalogue, service),
        replaced_by=link_entry(catalogue, "service", service.replaced_by or ""),
        alert=current_alert(catalogue, service),
        alert_until=format_date(service.alert_until) if service.alert_until else "",
        alert_shown=show_between(catalogue.today, None, service.alert_until),
        call=_view_call(catalogue, service),
        guide=view_guide(catalogue, service),
        eligibility=service.eligibility or "",
        ineligible=service.ineligible or "",
        instead=service.instead or "",
        steps=_view_steps(service),
        minutes=_total_minutes(service),
        documents=_view_documents(catalogue, service.documents),
        fee=service.fee or "",
        time_limit=service.time_limit.text if service.time_limit else "",
        channels=_view_channels(service),
        places=places,
        hours=hours,
        live=shown.live if shown else None,
        area=_view_area(catalogue, service.area),
        legal_basis=service.legal_basis,
        complaint=maybe_phone(service.complaint_phone),
        provider=link_entry(catalogue, "organization", service.provider),
        provider_phone=maybe_phone(provider.value.phone if provider else None),
        assured_on=service.assured_on,
        assured=format_date(service.assured_on),
        assured_by=link_entry(catalogue, "organization", service.assured_by),
        review_by=format_date(service.review_by) if service.review_by else "",
        occasions=service_occasions(catalogue, service, service_name(service), asked),
    )


def _closed_states(state: Badge | None) -> Iterator[Badge]:
    """The states of a service in which nobody can use it, today's and those to come."""
    while state is not None:
        if state.tone == "closed":
            yield state
        state = state.then


def _view_head(catalogue: Catalogue, service_id: str) -> Head:
    entry = catalogue.services[service_id]
    name = service_name(entry.value)
    category = link_entry(catalogue, "category", entry.value.categories[0])
    return entry_head(
        catalogue,
        entry,
        name,
        name,
        entry.value.summary,
        entry.value.eligibility,
        between=(category,),
        area=area_above(catalogue, entry.value.area),
    )


def _view_call(catalogue: Catalogue, service: Service) -> Call | None:
    """The first number to ring, and whether it is the provider's."""
    number = phone_to_ask(catalogue, service)
    if number is None:
        return None
    return Call("打电话问" if own_phones(service) else "打电话问提供单位", make_phone(number))


def _view_steps(service: Service) -> tuple[StepView, ...]:
    return tuple(
        StepView(
            step.who or "", step.do, format_minutes(step.minutes) if step.minutes else "", step.note or ""
        )
        for step in service.steps
    )


def _total_minutes(service: Service) -> str:
    """The sum of the steps, only when each step tells its minutes."""
    known = [step.minutes for step in service.steps if step.minutes is not None]
    if len(known) < len(service.steps) or len(known) < 2:  # noqa: PLR2004 - one step is its own total
        return ""
    return format_minutes(sum(known)) if any(known) else ""


def _view_documents(
    catalogue: Catalogue, documents: tuple[RequiredDocument, ...] | None
) -> tuple[DocumentView, ...] | None:
    if documents is None:
        return None
    return tuple(_view_document(catalogue, document) for document in documents)


def _view_document(catalogue: Catalogue, document: RequiredDocument) -> DocumentView:
    entry = catalogue.document_types.get(document.type)
    copies = f"{document.copies} 份" if document.copies else ""
    note = "，".join(part for part in (document.note, copies) if part)
    if entry is None:
        return DocumentView(document.type, document.type, note, "", "", "")
    kind = entry.value
    where, link, description = kind.where or "", kind.link or "", kind.description or ""
    return DocumentView(document.type, kind.name, note, where, link, description)


def _view_channels(service: Service) -> tuple[ChannelView, ...]:
    return tuple(
        ChannelView(CHANNELS[one.kind], maybe_phone(one.phone), one.link or "", one.note or "")
        for one in service.channels
    )


def hours_to_ask(service: Service) -> OpeningHours | None:
    """The hours that stand for the service: its own, else those of its only place."""
    if service.hours is None and len(service.locations) == 1:
        return service.locations[0].hours
    return service.hours


def _view_hours(catalogue: Catalogue, hours: OpeningHours | None, offered: Shown | None) -> Hours | None:
    """The table, and how it stands now while the service is offered."""
    view = view_hours(catalogue, hours)
    if view is None or offered == ALWAYS:
        return view
    return replace(view, live=view_live(catalogue, hours, offered) if offered else None)


def _view_place(catalogue: Catalogue, place: Location, offered: Shown | None) -> PlaceView:
    hours = _view_hours(catalogue, place.hours, offered)
    return PlaceView(place.name, place.address or "", maybe_phone(place.phone), hours)


def _view_area(catalogue: Catalogue, areas: tuple[str, ...]) -> tuple[Link, ...]:
    """Where a service is offered; nothing stated means the whole city."""
    links = (link_area(catalogue, area) for area in areas)
    return tuple(link for link in links if link) or (Link("全市"),)
