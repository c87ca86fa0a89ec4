"""Structured data for search engines: schema.org terms as JSON-LD, escaped for a script element."""

import json
from functools import singledispatch
from typing import Literal

from generator.views.assessment import AssessmentView
from generator.views.cases import CaseSeriesView
from generator.views.community import CommunityView
from generator.views.grid import GridView
from generator.views.hours import Hours
from generator.views.open_data import OpenDataView
from generator.views.organization import OrganizationView
from generator.views.pieces import Head, Link, Phone, plain_text
from generator.views.schema_hours import Specification
from generator.views.service import ServiceView

Data = dict[str, object]

_ENCODER = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"))


def render_jsonld(view: object, head: Head, site_url: str) -> str:
    """A script element for a page: what it is about, and its breadcrumbs. `site_url` ends in a slash."""
    found = [data for data in (describe_view(view, site_url), _crumbs(head, site_url)) if data]
    return f'<script type="application/ld+json">{dump_script(found)}</script>' if found else ""


def dump_script(value: object) -> str:
    """JSON that cannot end a script element."""
    text = _ENCODER.encode(value)
    return text.replace("<", "\\u003c").replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")


@singledispatch
def describe_view(view: object, site_url: str) -> Data | None:
    """The schema.org thing that a page is about; None where it is only a list."""
    del view, site_url
    return None


@describe_view.register
def _service(view: ServiceView, site_url: str) -> Data:
    channels = [
        {"@type": "ServiceChannel", "servicePhone": {"@type": "ContactPoint", "telephone": one.text}}
        for one in (view.call.phone.numbers if view.call else ())
    ]
    channels += [
        {
            "@type": "ServiceChannel",
            "serviceLocation": _place(place.name, place.address, place.hours),
        }
        for place in view.places
    ]
    return _thing(
        "GovernmentService" if view.government else "Service",
        view.name,
        view.head,
        site_url,
        alternateName=[name for name in (view.official, *view.aliases) if name],
        description=plain_text(view.summary),
        serviceType=view.kind,
        provider=_linked(
            "GovernmentOrganization" if view.government else "Organization", view.provider, site_url
        ),
        audience=[{"@type": "Audience", "audienceType": link.text} for link in view.audiences],
        areaServed=[{"@type": "AdministrativeArea", "name": link.text} for link in view.area],
        hoursAvailable=[*_specify(view.hours, "usual"), *_specify(view.hours, "special")],
        availableChannel=channels,
    )


@describe_view.register
def _organization(view: OrganizationView, site_url: str) -> Data:
    kind = "GovernmentOrganization" if view.government else "Organization"
    return _thing(
        kind,
        view.name,
        view.head,
        site_url,
        alternateName=list(view.aliases),
        description=plain_text(view.intro),
        telephone=_telephone(view.phone),
        address=view.address,
        location=_place(view.name, view.address, view.hours) if view.hours else None,
        sameAs=view.link,
        parentOrganization=_linked("Organization", view.parent, site_url),
    )


@describe_view.register
def _grid(view: GridView, site_url: str) -> Data:
    return _thing(
        "AdministrativeArea",
        view.name,
        view.head,
        site_url,
        alternateName=list(view.aliases),
        identifier=view.code,
        description=view.lead,
        telephone=_telephone(view.call.phone if view.call else None),
        containedInPlace=_linked("AdministrativeArea", view.community, site_url),
        containsPlace=[
            {"@type": "Place", "name": name} for group in view.places for name, _, _ in group.places
        ],
    )


@describe_view.register
def _community(view: CommunityView, site_url: str) -> Data:
    return _thing(
        "AdministrativeArea",
        view.name,
        view.head,
        site_url,
        alternateName=list(view.aliases),
        description=plain_text(view.intro),
        address=view.address,
        telephone=_telephone(view.phone),
        containedInPlace={"@type": "AdministrativeArea", "name": view.township} if view.township else None,
        containsPlace=_place(view.name, view.address, view.hours) if view.hours else None,
    )


@describe_view.register
def _assessment(view: AssessmentView, site_url: str) -> Data:
    return _dataset(view.head, site_url, f"{view.since}至{view.until}", ("assessments",))


@describe_view.register
def _series(view: CaseSeriesView, site_url: str) -> Data:
    return _dataset(view.head, site_url, f"{view.since}至{view.until}", ("statistics",))


@describe_view.register
def _open_data(view: OpenDataView, site_url: str) -> Data:
    return _dataset(view.head, site_url, "", tuple(one.name for one in view.sets))


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
    found: tuple[Specification, ...] = getattr(hours, which, ())
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


def _dataset(head: Head, site_url: str, period: str, files: tuple[str, ...]) -> Data:
    """A Dataset; its files need absolute addresses."""
    types = (("csv", "text/csv"), ("json", "application/json"))
    downloads = [
        {
            "@type": "DataDownload",
            "encodingFormat": form,
            "contentUrl": f"{site_url}data/v1/{name}.{ending}",
        }
        for name in files
        for ending, form in types
        if site_url
    ]
    more = {"description": head.description, "temporalCoverage": period, "distribution": downloads}
    return _thing("Dataset", head.title, head, site_url, **more)


def _thing(kind: str, name: str, head: Head, site_url: str, **more: object) -> Data:
    base: Data = {"@context": "https://schema.org", "@type": kind, "name": name}
    if site_url:
        base["url"] = site_url + head.path
    return base | _filled(more)


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
