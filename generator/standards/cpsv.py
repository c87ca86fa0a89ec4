"""Services and organisations in CPSV-AP, as nodes of a graph: what JSON-LD and Turtle both write.

Nodes are named by the UUIDs of HSDS. Every provider stands as a public organisation, since the profile wants
one; its type says which it is.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from generator.catalogue import Catalogue, Entry
from generator.facts.publication import ongoing_services, service_state
from generator.model import Organization, Service
from generator.model.hours import OpeningHours
from generator.model.phones import parse_phones
from generator.model.time_limit import WORKDAY_MINUTES, Limit
from generator.standards.hsds import Hsds
from generator.standards.hsds_parts import web_page
from generator.standards.mapping import title_of
from generator.views.hours import format_hours, view_hours

Node = dict[str, Any]
_AUTHORITY = "http://publications.europa.eu/resource/authority"
CHINESE, YUAN = f"{_AUTHORITY}/language/ZHO", f"{_AUTHORITY}/currency/CNY"
_DAY = 1440


def describe_city(catalogue: Catalogue) -> Iterator[Node]:
    """Every node once: services that have a page, organisations, and what they name.

    They come as they are made: those of a city take a hundred megabytes together.
    """
    graph = _Graph(catalogue, Hsds(catalogue))
    for one in ongoing_services(catalogue):
        graph.service(one)
        yield from graph.take()
    for name in sorted(catalogue.organizations):
        graph.organization(name)
        yield from graph.take()


def zh(text: str | None) -> list[Node]:
    """A text in Chinese; none where there is none."""
    return [{"@value": text, "@language": "zh"}] if text else []


def _en(text: str | None) -> list[Node]:
    return [{"@value": text, "@language": "en"}] if text else []


def _typed(value: str, kind: str) -> list[Node]:
    return [{"@value": value, "@type": kind}]


@dataclass
class _Graph:
    catalogue: Catalogue
    hsds: Hsds
    known: set[str] = field(default_factory=set)
    fresh: list[Node] = field(default_factory=list)

    def take(self) -> list[Node]:
        """The nodes that have come since this was asked last."""
        taken, self.fresh = self.fresh, []
        return taken

    def _add(self, types: str, key: str | Iterable[object], **values: list[Any]) -> list[Node]:
        """A node, once, by its address or by what it is of; returns the reference to it.

        The first `_` in a name of a property stands for the colon of its prefix.
        """
        id_ = key if isinstance(key, str) else f"urn:uuid:{self.hsds.uuid(*key)}"
        if id_ not in self.known:
            self.known.add(id_)
            told = {name.replace("_", ":", 1): value for name, value in values.items() if value}
            self.fresh.append({"@id": id_, "@type": types.split(), **told})
        return [{"@id": id_}]

    def _identified(self, types: str, key: tuple[object, ...], **values: list[Any]) -> list[Node]:
        return self._add(types, key, dct_identifier=["/".join(map(str, key))], **values)

    def _concept(self, kind: str, name: str) -> list[Node]:
        label = self.catalogue.name_of(kind, name)
        return self._add("skos:Concept", ("term", kind, name), skos_prefLabel=zh(label))

    def _location(self, name: str) -> list[Node]:
        kind = "grid" if name in self.catalogue.grids else "division"
        if not self.hsds.is_shown(kind, name):
            return []
        entry: Any = self.catalogue.entries.get(kind, {}).get(name)
        code = [entry.value.code] if entry else []
        label = zh(self.catalogue.name_of(kind, name))
        return self._add("dct:Location", ("term", kind, name), dct_identifier=code, skos_prefLabel=label)

    def service(self, entry: Entry[Service]) -> None:
        """A service with all that belongs to it."""
        value, own = entry.value, ("service", entry.id)
        english = value.english
        area = value.area or (self.catalogue.profile.city,)
        self._add(
            "cpsv:PublicService",
            own,
            dct_identifier=[entry.id],
            dct_title=zh(value.name) + _en(english.name if english else None),
            dct_description=zh(value.summary) + _en(english.summary if english else None),
            dcat_keyword=[one for word in (value.plain_name, *value.aliases) for one in zh(word)],
            dct_type=self._concept("type", value.type),
            cv_hasCompetentAuthority=self.organization(value.provider),
            cv_thematicArea=_each(self._concept("category", one) for one in value.categories),
            dct_audience=_each(self._concept("audience", one) for one in value.audiences),
            cv_isGroupedBy=_each(map(self._life_event, value.life_events)),
            cv_holdsRequirement=self._requirements(value, own),
            cpsv_hasInput=self._evidence(value, own),
            cv_hasCost=self._cost(value, own),
            cv_processingTime=_duration(value.time_limit),
            cv_hasChannel=self._channels(value, own),
            cv_contactPoint=self._contacts(value, own),
            dct_spatial=_each(map(self._location, area)) + self._places(value, own),
            cv_hasLegalResource=_each(
                self._add("eli:LegalResource", ("law", one), dct_title=zh(one)) for one in value.legal_basis
            ),
            foaf_page=self._document(value.guide) + self._document(self.hsds.page(*own)),
            adms_status=self._concept("status", service_state(self.catalogue, value)),
            cv_relatedService=self._related(value),
            dct_language=self._add("dct:LinguisticSystem", CHINESE, skos_prefLabel=zh("中文")),
        )

    def _related(self, value: Service) -> list[Node]:
        """What took a service's place, where that has a page."""
        known = {one.id for one in ongoing_services(self.catalogue)} if value.replaced_by else set()
        named = value.replaced_by in known
        return [{"@id": f"urn:uuid:{self.hsds.uuid('service', value.replaced_by)}"}] if named else []

    def organization(self, name: str) -> list[Node]:
        """An organisation, once."""
        entry = self.catalogue.organizations.get(name)
        own = ("organization", name)
        if entry is None:
            city = self._location(self.catalogue.profile.city)
            return self._add("cv:PublicOrganisation", own, skos_prefLabel=zh(name), dct_spatial=city)
        value = entry.value
        return self._add(
            "cv:PublicOrganisation",
            own,
            dct_identifier=[name],
            skos_prefLabel=zh(value.name) + _en(value.english.name if value.english else None),
            skos_altLabel=[one for word in value.aliases for one in zh(word)],
            dct_description=zh(value.intro),
            dct_type=self._concept("kind", value.kind),
            dct_spatial=self._location(value.division or self.catalogue.profile.city),
            locn_address=self._add("locn:Address", (*own, "address"), locn_fullAddress=zh(value.address))
            if value.address
            else [],
            foaf_homepage=self._document(web_page(value.link)),
            cv_contactPoint=self._seat(value, own),
        )

    def _seat(self, value: Organization, own: tuple[object, ...]) -> list[Node]:
        phones = _phones(value.phone) + _phones(value.night_phone)
        hours = self._hours(value.hours, own)
        if not phones + hours:
            return []
        return self._add("cv:ContactPoint", (*own, "contact"), cv_telephone=phones, cv_openingHours=hours)

    def _life_event(self, name: str) -> list[Node]:
        title = zh(self.catalogue.name_of("life_event", name))
        return self._identified("cv:LifeEvent cv:Event", ("life_event", name), dct_title=title)

    def _requirements(self, value: Service, own: tuple[object, ...]) -> list[Node]:
        told = {path: getattr(value, path) for path in ("eligibility", "ineligible")}
        return _each(
            self._identified(
                "cv:Requirement",
                (*own, path),
                dct_title=zh(title_of("service", path)),
                dct_description=zh(text),
            )
            for path, text in told.items()
            if text
        )

    def _evidence(self, value: Service, own: tuple[object, ...]) -> list[Node]:
        return _each(
            self._identified(
                "cv:Evidence",
                (*own, "document", number),
                dct_title=zh(self.catalogue.name_of("document_type", one.type)),
                dct_description=zh(one.note),
            )
            for number, one in enumerate(value.documents or ())
        )

    def _cost(self, value: Service, own: tuple[object, ...]) -> list[Node]:
        if not value.fee:
            return []
        known = self.hsds.costs(value, own)
        currency = self._add("skos:Concept", YUAN, skos_prefLabel=zh("人民币")) if known else []
        amounts = [one for cost in known for one in _typed(str(float(cost["amount"])), "xsd:double")]
        key = (*own, "cost")
        return self._identified(
            "cv:Cost", key, dct_description=zh(value.fee), cv_hasValue=amounts, cv_currency=currency
        )

    def _channels(self, value: Service, own: tuple[object, ...]) -> list[Node]:
        return _each(
            self._identified(
                "cv:Channel",
                (*own, "channel", number),
                dct_type=self._concept("channel", one.kind),
                dct_description=zh(one.note),
            )
            for number, one in enumerate(value.channels)
        )

    def _contacts(self, value: Service, own: tuple[object, ...]) -> list[Node]:
        """The service's own, the one for complaints, those of channels."""
        hours = self._hours(value.hours, own)
        told: list[tuple[str, list[str], list[Node], str | None]] = [
            ("phone", _phones(value.phone), hours, None)
        ]
        told += [("complaint_phone", _phones(value.complaint_phone), [], None)]
        told += [
            (f"channels.{number}", _phones(one.phone), [], web_page(one.link))
            for number, one in enumerate(value.channels)
        ]
        return _each(
            self._add(
                "cv:ContactPoint",
                (*own, path, "contact"),
                cv_telephone=phones,
                cv_openingHours=times,
                cv_contactPage=self._document(page),
            )
            for path, phones, times, page in told
            if phones or times or page
        )

    def _places(self, value: Service, own: tuple[object, ...]) -> list[Node]:
        return _each(
            self._add("dct:Location", (*own, "location", number), skos_prefLabel=zh(one.name))
            for number, one in enumerate(value.locations)
        )

    def _hours(self, hours: OpeningHours | None, own: tuple[object, ...]) -> list[Node]:
        lines = format_hours(view_hours(self.catalogue, hours))
        key = (*own, "hours")
        return self._add("time:TemporalEntity", key, dct_description=zh("；".join(lines))) if lines else []

    def _document(self, page: str | None) -> list[Node]:
        return self._add("foaf:Document", page) if page else []


def _each(found: Iterable[list[Node]]) -> list[Node]:
    return [one for some in found for one in some]


def _phones(text: str | None) -> list[str]:
    return [one.text for one in parse_phones(text)] if text else []


def _duration(limit: Limit | None) -> list[Node]:
    """A limit as a duration of XML Schema; working days count as days."""
    if limit is None or limit.minutes is None:
        return []
    for length in (_DAY, WORKDAY_MINUTES):
        if limit.minutes % length == 0 and (length == _DAY) != ("工作" in limit.text or "当" in limit.text):
            return _typed(f"P{limit.minutes // length}D", "xsd:duration")
    return _typed(f"PT{limit.minutes}M", "xsd:duration")
