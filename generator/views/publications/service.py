"""Services."""

from collections.abc import Iterator

from generator.catalogue import Catalogue
from generator.diagnostics import Text
from generator.facts.departures import days_ahead
from generator.facts.publication import is_ongoing, is_over, listed_services, ongoing_services, service_state
from generator.model import Service
from generator.views.addresses import link_area, page_path, service_name
from generator.views.ended import ended_source, view_ended_service
from generator.views.hours import format_hours, view_hours
from generator.views.open_records import FIRST_EDITION, ServiceRecord
from generator.views.pieces import Link, cut_text, english_names, own_phone_words, plain_text
from generator.views.projections import (
    NOTE,
    Change,
    Chapter,
    DataSet,
    Detail,
    Findable,
    Listing,
    NotShown,
    Pages,
    Publication,
    SearchDocument,
    Section,
    Thing,
)
from generator.views.reference_rows import list_areas
from generator.views.service import ServiceView, view_service
from generator.views.subject import view_service_index


def _documents(catalogue: Catalogue) -> Iterator[SearchDocument]:
    for one in ongoing_services(catalogue):
        service = one.value
        name = service_name(service)
        aliases = (service.name, *service.aliases) if name != service.name else service.aliases
        aliases += english_names(service.english)
        summary = cut_text(plain_text(service.summary), NOTE)
        yield SearchDocument(
            "service",
            name,
            page_path("service", one.id),
            aliases,
            _text(catalogue, service),
            f"已停办。{summary}" if is_over(catalogue, service) else summary,
        )


def _text(catalogue: Catalogue, service: Service) -> str:
    words: list[str | None] = [catalogue.name_of("organization", service.provider)]
    words += [catalogue.name_of("audience", name) for name in service.audiences]
    words += [catalogue.name_of("category", name) for name in service.categories]
    for paper in service.documents or ():
        kind = catalogue.document_types.get(paper.type)
        words += [kind.value.name, *kind.value.aliases] if kind else [paper.type]
        words.append(paper.note)
    for place in service.locations:
        words += [place.name, place.address]
    for step in service.steps:
        words += [step.who, step.do, step.note]
    words += [service.fee, service.time_limit.text if service.time_limit else None]
    words += format_hours(view_hours(catalogue, service.hours))
    texts = (service.summary, service.eligibility, service.ineligible, service.instead)
    return "。".join(one for one in (*map(plain_text, texts), *words, own_phone_words(service)) if one)


def _records(catalogue: Catalogue) -> Iterator[ServiceRecord]:
    for one in listed_services(catalogue):
        value, hours = one.value, view_hours(catalogue, one.value.hours)
        yield ServiceRecord(
            one.id,
            service_name(value),
            value.name,
            value.type,
            catalogue.name_of("organization", value.provider),
            plain_text(value.summary),
            tuple(catalogue.name_of("audience", name) for name in value.audiences),
            tuple(catalogue.name_of("category", name) for name in value.categories),
            tuple(link.text for name in value.area if (link := link_area(catalogue, name))),
            value.fee or "",
            value.time_limit.text if value.time_limit else "",
            value.phone or "",
            value.assured_on.isoformat(),
            value.status,
            page_path("service", one.id),
            format_hours(hours),
            hours.osm if hours else "",
            *(value.provider, value.audiences, value.categories, value.life_events),
            list_areas(catalogue, value.area),
            plain_text(value.eligibility),
            tuple(catalogue.name_of("document_type", paper.type) for paper in value.documents or ()),
            tuple(step.do for step in value.steps),
            tuple(place.name for place in value.locations),
            *(value.complaint_phone or "", value.guide or "", service_state(catalogue, value)),
        )


def _dated(catalogue: Catalogue) -> Iterator[Change]:
    """The first day of a service, and the day after its last."""
    for name, entry in catalogue.services.items():
        service, title = entry.value, service_name(entry.value)
        url, subjects = page_path("service", name), (f"service/{name}",)
        sentence = Text(f"“{title}”开始办理。", f"“{title}” began.")
        yield Change("service-added", subjects, sentence, url, service.valid_from)
        if service.valid_until:
            sentence = Text(f"“{title}”结束了。", f"“{title}” ended.")
            after = days_ahead(service.valid_until, 1)
            yield Change("service-ended", subjects, sentence, url, after)


PUBLICATION = Publication(
    kind="service",
    pages=Pages(
        Link("服务", "services/index.html"),
        (
            Listing("listing.html.j2", view_service_index),
            Detail("service.html.j2", view_service),
            ended_source(
                "service", view_ended_service, lambda catalogue, one: not is_ongoing(catalogue, one)
            ),
        ),
        lambda catalogue, one: is_ongoing(catalogue, one.value),
    ),
    search=Findable("服务", _documents),
    open_data=DataSet(
        "services",
        Text("服务", "Services"),
        Text("正在办、暂停和即将开办的服务。", "Services that can be had, are suspended or begin soon."),
        FIRST_EDITION,
        ServiceRecord,
        _records,
    ),
    changes=Section("service", Text("服务", "Services")),
    dated=_dated,
    feed=NotShown("what residents must know at once is announced by a notice"),
    structured_data=Thing(ServiceView, "Service"),
    handbook=(Chapter("menu", Text("服务菜单", "menu of services")),),
)
