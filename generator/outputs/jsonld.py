"""Structured data for search engines: schema.org terms as JSON-LD, escaped for a script element."""

from collections.abc import Mapping
from functools import lru_cache, singledispatch
from typing import Literal

from pydantic_core import to_json

from generator.facts.departures import days_ahead
from generator.outputs.escaping import escape_script
from generator.outputs.exports.register import EXPORTS
from generator.views.assessment import AssessmentView
from generator.views.cases import CaseSeriesView
from generator.views.community import CommunityView
from generator.views.grid import GridView
from generator.views.hours import Hours
from generator.views.open_data import FOLDER, OpenDataView
from generator.views.organization import OrganizationView
from generator.views.pieces import Head, Link, Phone, plain_text
from generator.views.projections import PageView, Thing
from generator.views.register import PUBLICATIONS
from generator.views.schema_hours import CLOSED, Specification
from generator.views.service import ServiceView

Data = dict[str, object]

THINGS: Mapping[type[PageView], str] = {
    one.structured_data.view: one.structured_data.type
    for one in PUBLICATIONS
    if isinstance(one.structured_data, Thing)
} | {OpenDataView: "Dataset"}
"""What pages are about; that of open data belongs to no kind."""


def render_jsonld(view: PageView, head: Head, site_url: str) -> str:
    """A script element for a page: what it is about, and its breadcrumbs. `site_url` ends in a slash."""
    found = [data for data in (describe_view(view, site_url), _crumbs(head, site_url)) if data]
    text = escape_script(to_json(found).decode()) if found else ""
    return text and f'<script type="application/ld+json">{text}</script>'


def describe_view(view: PageView, site_url: str) -> Data | None:
    """The schema.org thing that a page is about; None where it is only a list."""
    kind, head = THINGS.get(type(view)), view.head
    if kind is None:
        return None
    base: Data = {"@context": "https://schema.org", "@type": kind, "name": head.title}
    if site_url:
        base["url"] = site_url + head.path
    return base | _filled(properties_of(view, site_url))


@singledispatch
def properties_of(view: PageView, site_url: str) -> Data:
    """What is said of a thing besides type, name and address, or instead of them."""
    del site_url
    return {"description": view.head.description}


@properties_of.register
def _service(view: ServiceView, site_url: str) -> Data:
    channels = [
        {"@type": "ServiceChannel", "servicePhone": {"@type": "ContactPoint", "telephone": one.text}}
        for one in (view.call.phone.numbers if view.call else ())
    ]
    channels += [
        {
            "@type": "ServiceChannel",
            "serviceLocation": _place(place.name, place.address, place.hours if view.offered else None),
        }
        for place in view.places
    ]
    return {
        "@type": "GovernmentService" if view.government else "",
        "alternateName": [name for name in (view.official, *view.aliases) if name],
        "description": plain_text(view.summary),
        "serviceType": view.kind,
        "provider": _linked(
            "GovernmentOrganization" if view.government else "Organization", view.provider, site_url
        ),
        "audience": [{"@type": "Audience", "audienceType": link.text} for link in view.audiences],
        "areaServed": [{"@type": "AdministrativeArea", "name": link.text} for link in view.area],
        "hoursAvailable": _specify_service(view),
        "availableChannel": channels,
    }


@properties_of.register
def _organization(view: OrganizationView, site_url: str) -> Data:
    return {
        "@type": "GovernmentOrganization" if view.government else "",
        "name": view.name,
        "alternateName": list(view.aliases),
        "description": plain_text(view.intro),
        "telephone": _telephone(view.phone),
        "address": view.address,
        "location": _place(view.name, view.address, view.hours) if view.hours else None,
        "sameAs": view.link,
        "parentOrganization": _linked("Organization", view.parent, site_url),
    }


@properties_of.register
def _grid(view: GridView, site_url: str) -> Data:
    return {
        "alternateName": list(view.aliases),
        "identifier": view.code,
        "description": view.lead,
        "telephone": _telephone(view.call.phone if view.call else None),
        "containedInPlace": _linked("AdministrativeArea", view.community, site_url),
        "containsPlace": [
            {"@type": "Place", "name": name} for group in view.places for name, _, _ in group.places
        ],
    }


@properties_of.register
def _community(view: CommunityView, site_url: str) -> Data:
    return {
        "alternateName": list(view.aliases),
        "description": plain_text(view.intro),
        "address": view.address,
        "telephone": _telephone(view.phone),
        "containedInPlace": _linked(
            "AdministrativeArea", Link(view.township) if view.township else None, site_url
        ),
        "containsPlace": _place(view.name, view.address, view.hours) if view.hours else None,
    }


@properties_of.register
def _assessment(view: AssessmentView, site_url: str) -> Data:
    return _dataset(view.head, site_url, view.interval, f"{FOLDER}/assessments")


@properties_of.register
def _series(view: CaseSeriesView, site_url: str) -> Data:
    return _dataset(view.head, site_url, view.interval, f"{FOLDER}/statistics")


@properties_of.register
def _open_data(view: OpenDataView, site_url: str) -> Data:
    return {
        **_dataset(view.head, site_url, "", ""),
        "publisher": {"@type": "Organization", "name": view.publisher},
        "license": view.licence.url if view.licence else "",
        "dateModified": view.updated,
    }


def _place(name: str, address: str, hours: Hours | None) -> Data:
    """A place that opens and closes."""
    return _filled(
        {
            "@type": "Place",
            "name": name,
            "address": address,
            "openingHoursSpecification": _specify(hours, "usual"),
            "specialOpeningHoursSpecification": _specify(hours, "special"),
        }
    )


def _specify(hours: Hours | None, which: Literal["usual", "special"]) -> list[Data]:
    """Hours of each week, or of days by date."""
    return _tell_specifications(getattr(hours, which, ()))


@lru_cache(maxsize=4096)
def _tell_specifications(found: tuple[Specification, ...]) -> list[Data]:
    """The same hours stand on many pages; nobody changes what is told of them."""
    return [
        _filled(
            {
                "@type": "OpeningHoursSpecification",
                "dayOfWeek": one.weekdays,
                "opens": one.opens,
                "closes": one.closes,
                "validFrom": one.first,
                "validThrough": one.last,
            }
        )
        for one in found
    ]


def _specify_service(view: ServiceView) -> list[Data]:
    """Hours, and the days on which nobody is served, as closed: not begun, paused, past its end, stopped."""
    if view.offered is None:
        return _tell_specifications((Specification((), *CLOSED),))
    first, last = view.offered.first, view.offered.last
    before = Specification((), *CLOSED, last=str(days_ahead(first, -1))) if first else None
    after = Specification((), *CLOSED, first=str(days_ahead(last, 1))) if last else None
    closed = _tell_specifications(tuple(one for one in (before, after) if one))
    return [*_specify(view.hours, "usual"), *_specify(view.hours, "special"), *closed]


def _dataset(head: Head, site_url: str, interval: str, files: str) -> Data:
    """A Dataset of a time (ISO 8601) with its files, whose paths begin so; they need absolute addresses."""
    downloads = [
        {"@type": "DataDownload", "encodingFormat": one.media_type, "contentUrl": site_url + one.path}
        for one in EXPORTS
        if site_url and not one.is_family and one.path.startswith(files)
    ]
    return {"description": head.description, "temporalCoverage": interval, "distribution": downloads}


def _filled(data: Data) -> Data:
    return {key: value for key, value in data.items() if value}


def _linked(kind: str, link: Link | None, site_url: str) -> Data | None:
    if link is None:
        return None
    return _filled(
        {"@type": kind, "name": link.text, "url": site_url + link.url if site_url and link.url else ""}
    )


def _telephone(phone: Phone | None) -> str | list[str]:
    """One number as a text, several as a list."""
    numbers = [one.text for one in phone.numbers] if phone else [""]
    return numbers[0] if len(numbers) == 1 else numbers


def _crumbs(head: Head, site_url: str) -> Data | None:
    """Breadcrumbs need absolute addresses."""
    if not site_url or not head.crumbs:
        return None
    items = [
        {
            "@type": "ListItem",
            "position": number,
            "name": link.text,
            "item": site_url + (link.url or head.path),
        }
        for number, link in enumerate(head.crumbs, 1)
    ]
    return {"@context": "https://schema.org", "@type": "BreadcrumbList", "itemListElement": items}
