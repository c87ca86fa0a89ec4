"""Services and organisations as objects of HSDS, nested as its JSON wants them."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from generator.catalogue import Entry
from generator.facts.publication import current_alert, ongoing_services, service_state
from generator.model import Organization, Service
from generator.model.position import parse_position
from generator.model.service import Channel, Location, RequiredDocument, Step
from generator.standards.hsds_parts import Data, Parts, filled, text_of, web_page
from generator.standards.hsds_tables import CLOSED, LATER
from generator.standards.hsds_values import parse_steps
from generator.standards.mapping import title_of

FREE = "免费"
NO_DOCUMENTS = "不用带材料"
STATUS = {"在办": "active", "暂停": CLOSED, "未开始": LATER, "停办": "defunct", "结束": "defunct"}
PLAIN_STATUS = {"active": "正常", CLOSED: "暂停", "defunct": "停办"}
"""What a status of HSDS says in ours, unless an attribute says otherwise."""
_AMOUNT = re.compile(r"(?:每\S{1,3})?(\d+(?:\.\d{1,2})?) ?元(?:[/／每]\S{1,4}|一\S{1,2})?")


@dataclass(frozen=True)
class Hsds(Parts):
    """The catalogue in HSDS."""

    def entries(self) -> Iterator[Entry[Service] | Entry[Organization]]:
        """What there is an object of: services that have a page, and organisations."""
        yield from ongoing_services(self.catalogue)
        yield from self.catalogue.organizations.values()

    def services(self) -> Iterator[tuple[str, Data]]:
        """Each service that has a page, by id."""
        for one in ongoing_services(self.catalogue):
            yield one.id, self.service(one)

    def service(self, entry: Entry[Service]) -> Data:
        """A service with all that belongs to it."""
        value, own = entry.value, ("service", entry.id)
        provider = self.catalogue.organizations.get(value.provider)
        return filled(
            {
                "id": self.uuid(*own),
                "name": value.name,
                "alternate_name": value.plain_name,
                "description": value.summary,
                "url": self.page(*own),
                "status": STATUS[service_state(self.catalogue, value)],
                "application_process": format_steps(value.steps),
                "fees_description": value.fee,
                "eligibility_description": value.eligibility,
                "assured_date": value.assured_on.isoformat(),
                "alert": current_alert(self.catalogue, value),
                "phones": [*self._service_phones(value, own)],
                "additional_urls": [*self._service_urls(value, own)],
                "schedules": self.schedules(value.hours, own),
                "service_areas": [*self._areas(value, own)],
                "service_at_locations": [
                    self._place(one, (*own, "location", number)) for number, one in enumerate(value.locations)
                ],
                "languages": [{"id": self.uuid(*own, "language"), "name": "中文", "code": "zh"}],
                "organization": self._provider(provider) if provider else None,
                "cost_options": self.costs(value, own),
                "required_documents": [
                    self._document(one, (*own, "document", number))
                    for number, one in enumerate(value.documents or ())
                ],
                "attributes": [*self._service_attributes(entry, own)],
            }
        )

    def _service_phones(self, value: Service, own: tuple[object, ...]) -> Iterator[Data]:
        yield from self.phones(value.phone, own, "phone", title_of("service", "phone"))
        yield from self.phones(
            value.complaint_phone, own, "complaint_phone", title_of("service", "complaint_phone")
        )
        for number, one in enumerate(value.channels):
            yield from self.phones(one.phone, own, f"channels.{number}.phone", one.note or one.kind)

    def _service_urls(self, value: Service, own: tuple[object, ...]) -> Iterator[Data]:
        links = [("guide", title_of("service", "guide"), value.guide)]
        links += [
            (f"channels.{at}.link", one.note or one.kind, one.link) for at, one in enumerate(value.channels)
        ]
        for path, label, link in links:
            if link:
                mine = (*own, path)
                marks = [self.field("service", path, "", mine)]
                yield {"id": self.uuid(*mine), "label": label, "url": link, "attributes": marks}

    def _areas(self, value: Service, own: tuple[object, ...]) -> Iterator[Data]:
        for name in value.area or (self.catalogue.profile.city,):
            kind = "grid" if name in self.catalogue.grids else "division"
            if not self.is_shown(kind, name):
                continue
            mine = (*own, "area", name)
            path = "area" if value.area else "area.all"
            yield {
                "id": self.uuid(*mine),
                "name": self.catalogue.name_of(kind, name),
                "attributes": [self.term_attribute(path, kind, name, mine)],
            }

    def _place(self, place: Location, own: tuple[object, ...]) -> Data:
        location = {
            "id": self.uuid(*own),
            "location_type": "physical",
            "name": place.name,
            **_spot(place.position),
            "addresses": self.addresses(place.address, own),
            "attributes": [*self.values("service", "locations.position", [place.position or ""], own)],
        }
        return filled(
            {
                "id": self.uuid(*own, "at"),
                "phones": [*self.phones(place.phone, own, "phone", "")],
                "schedules": self.schedules(place.hours, own),
                "location": filled(location),
            }
        )

    def _document(self, one: RequiredDocument, own: tuple[object, ...]) -> Data:
        kind = self.catalogue.document_types.get(one.type)
        told = {"documents.copies": one.copies, "documents.note": one.note}
        marks = [self.term_attribute("documents.type", "document_type", one.type, own)]
        for path, value in told.items():
            marks += self.values("service", path, [text_of(value)], own)
        return filled(
            {
                "id": self.uuid(*own),
                "document": self.catalogue.name_of("document_type", one.type),
                "uri": web_page(kind.value.link) if kind else None,
                "attributes": marks,
            }
        )

    def costs(self, value: Service, own: tuple[object, ...]) -> list[Data]:
        """One amount that a text names alone; what it depends on stays in words."""
        match = _AMOUNT.fullmatch(value.fee or "")
        if not match and value.fee != FREE:
            return []
        amount = float(match[1]) if match else 0
        cost = {"currency": "CNY", "amount": amount, "amount_description": value.fee}
        return [{"id": self.uuid(*own, "cost"), **cost}]

    def _service_attributes(self, entry: Entry[Service], own: tuple[object, ...]) -> Iterator[Data]:
        value = entry.value
        yield from self.own_fields(entry, own)
        for path, kind in (
            ("categories", "category"),
            ("audiences", "audience"),
            ("life_events", "life_event"),
        ):
            for name in getattr(value, path):
                yield self.term_attribute(path, kind, name, (*own, path, name))
        for number, one in enumerate(value.channels):
            yield from self._channel(number, one, own)
        for number, step in enumerate(value.steps):
            if not _reads_alone(step):
                yield from self.values("service", f"steps.{number}.do", [step.do], own)
        if value.documents == ():
            yield from self.values("service", "documents", [NO_DOCUMENTS], own)
        if self._hides_status(value):
            yield from self.values("service", "status", [value.status], own)

    def _hides_status(self, value: Service) -> bool:
        """Whether the status of HSDS tells of days rather than of what our status says."""
        return value.status != PLAIN_STATUS.get(STATUS[service_state(self.catalogue, value)])

    def _channel(self, number: int, one: Channel, own: tuple[object, ...]) -> Iterator[Data]:
        yield from self.values("service", f"channels.{number}.kind", [one.kind], own)
        yield from self.values("service", f"channels.{number}.note", [one.note or ""], own)

    def organizations(self) -> Iterator[tuple[str, Data]]:
        """Each organisation, by id."""
        for name, one in sorted(self.catalogue.organizations.items()):
            yield name, self.organization(one)

    def organization(self, entry: Entry[Organization]) -> Data:
        """An organisation with all that belongs to it; its services stand by themselves."""
        value, own = entry.value, ("organization", entry.id)
        return filled(
            {
                **self._named(entry),
                "website": web_page(value.link),
                "parent_organization_id": self.uuid("organization", value.parent) if value.parent else None,
                "phones": [
                    *self.phones(value.phone, own, "phone", title_of("organization", "phone")),
                    *self.phones(
                        value.night_phone, own, "night_phone", title_of("organization", "night_phone")
                    ),
                ],
                "locations": self._seat(value, own),
                "organization_identifiers": self._identifiers(value, own),
                "attributes": [
                    *self.own_fields(entry, own),
                    *self.values(
                        "organization", "link", ["" if web_page(value.link) else value.link or ""], own
                    ),
                ],
            }
        )

    def _provider(self, entry: Entry[Organization]) -> Data:
        """What a service says of who provides it; the rest stands in a file of its own."""
        marks = [*self.values("organization", "id", [entry.id], ("organization", entry.id))]
        return {**self._named(entry), "attributes": marks}

    def _named(self, entry: Entry[Organization]) -> Data:
        value = entry.value
        return {
            "id": self.uuid("organization", entry.id),
            "name": value.name,
            "description": value.intro or value.name,
        }

    def _seat(self, value: Organization, own: tuple[object, ...]) -> list[Data]:
        if not (value.address or value.hours or value.position):
            return []
        position = self.values("organization", "position", [value.position or ""], own)
        return [
            filled(
                {
                    "id": self.uuid(*own, "seat"),
                    "location_type": "physical",
                    "name": value.name,
                    **_spot(value.position),
                    "addresses": self.addresses(value.address, (*own, "seat")),
                    "schedules": self.schedules(value.hours, (*own, "seat")),
                    "attributes": [*position],
                }
            )
        ]

    def _identifiers(self, value: Organization, own: tuple[object, ...]) -> list[Data]:
        if not value.credit_code:
            return []
        named = {"identifier_scheme": "CN-USCC", "identifier_type": title_of("organization", "credit_code")}
        return [{"id": self.uuid(*own, "credit_code"), **named, "identifier": value.credit_code}]


def _spot(position: str | None) -> Data:
    if not position:
        return {}
    longitude, latitude = parse_position(position).wgs84
    return {"latitude": round(latitude, 7), "longitude": round(longitude, 7)}


def _reads_alone(step: Step) -> bool:
    """Whether the line of a step can be read in one way: not where what is done begins with `谁：`."""
    said = {"who": step.who, "do": step.do, "minutes": step.minutes, "note": step.note}
    return parse_steps(format_steps([step])) == [
        {name: str(value) for name, value in said.items() if value is not None}
    ]


def format_steps(steps: Iterable[Step]) -> str:
    """A line for each step, a line below for its note."""
    lines: list[str] = []
    for number, one in enumerate(steps, 1):
        who = f"{one.who}：" if one.who else ""
        minutes = f"（{one.minutes} 分钟）" if one.minutes is not None else ""
        lines.append(f"{number}. {who}{one.do}{minutes}")
        lines += [f"   提醒：{one.note}"] if one.note else []
    return "\n".join(lines)
