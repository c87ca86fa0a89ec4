"""Organisations: the page of one with the services it provides, and the index."""

from collections.abc import Mapping
from dataclasses import dataclass

from generator.catalogue import Catalogue, Entry, gather
from generator.facts.memory import once
from generator.facts.offers import complaint_phones
from generator.facts.order import in_order
from generator.facts.publication import listed_matters, listed_services
from generator.locale.zh import ORGANIZATION_KINDS, SECTORS
from generator.model import Organization
from generator.views.addresses import entry_head, link_all, link_division, link_entry, page_path
from generator.views.contact import view_hotline
from generator.views.hours import Hours, view_hours
from generator.views.listing import ListingView, Pager, entry_pager, index_head, index_pager
from generator.views.live_hours import view_live
from generator.views.menu import view_card
from generator.views.pieces import (
    Call,
    Card,
    Group,
    Head,
    Link,
    Phone,
    cut_text,
    make_phone,
    maybe_phone,
    plain_text,
    split_pages,
)
from generator.views.plan_party import plans_by_organization
from generator.views.scores import Score, scores_by_department
from generator.views.todo import Todo, count_tasks

PAGE_SIZE = 100


@dataclass(frozen=True, slots=True)
class OrganizationView:
    """One organisation, or a later page of its services. `intro` is Markdown."""

    head: Head
    name: str
    kind: str
    sector: str
    government: bool
    aliases: tuple[str, ...]
    intro: str
    phone: Phone | None
    complaints: tuple[Phone, ...]
    score: Score | None
    todo: Todo | None
    night_phone: Phone | None
    deputy: str
    members: int | None
    keeps_affiliation: bool
    plans: tuple[Link, ...]
    matters: tuple[Link, ...]
    address: str
    hours: Hours | None
    link: str
    credit_code: str
    parent: Link | None
    division: Link | None
    parts: tuple[Link, ...]
    grids: tuple[Link, ...]
    total: int
    cards: tuple[Card, ...]
    pager: Pager | None
    hotline: Call


@once
def _services_by_provider(catalogue: Catalogue) -> Mapping[str, tuple[str, ...]]:
    return gather((one.value.provider, one.id) for one in listed_services(catalogue))


@once
def _parts(catalogue: Catalogue) -> Mapping[str, tuple[str, ...]]:
    organizations = in_order(catalogue, catalogue.organizations.values())
    return gather((one.value.parent, one.id) for one in organizations if one.value.parent)


@once
def _matters_by_department(catalogue: Catalogue) -> Mapping[str, tuple[str, ...]]:
    matters = listed_matters(catalogue)
    return gather((one.value.department, one.id) for one in matters if one.value.department)


@once
def organization_pages(catalogue: Catalogue, name: str) -> tuple[tuple[str, ...], ...]:
    """Ids of the services of an organisation, cut into pages."""
    return tuple(split_pages(_services_by_provider(catalogue).get(name, ()), PAGE_SIZE))


def view_organization(catalogue: Catalogue, name: str, number: int = 1) -> OrganizationView:
    """One organisation; pages of its services count from 1."""
    entry = catalogue.organizations[name]
    value = entry.value
    pages = organization_pages(catalogue, name)
    division = catalogue.divisions.get(value.division or "")
    return OrganizationView(
        head=_view_head(catalogue, entry, number),
        name=value.name,
        kind=value.kind,
        sector=SECTORS[value.sector],
        government=value.kind == "政府部门",
        aliases=value.aliases,
        intro=value.intro or "",
        phone=maybe_phone(value.phone),
        complaints=tuple(map(make_phone, complaint_phones(catalogue, name))),
        score=scores_by_department(catalogue).get(name),
        todo=count_tasks(catalogue, name),
        night_phone=maybe_phone(value.night_phone),
        deputy=value.deputy or "",
        members=value.members,
        keeps_affiliation=bool(value.keeps_affiliation),
        plans=plans_by_organization(catalogue).get(name, ()),
        matters=link_all(catalogue, "matter", _matters_by_department(catalogue).get(name, ())),
        address=value.address or "",
        hours=view_hours(catalogue, value.hours),
        link=value.link or "",
        credit_code=value.credit_code or "",
        parent=link_entry(catalogue, "organization", value.parent or ""),
        division=link_division(catalogue, division) if division else None,
        parts=link_all(catalogue, "organization", _parts(catalogue).get(name, ())),
        grids=link_all(catalogue, "grid", value.grids),
        total=sum(map(len, pages)),
        cards=tuple(view_card(catalogue, service) for service in pages[number - 1]),
        pager=entry_pager("organization", name, number, len(pages)),
        hotline=view_hotline(catalogue),
    )


def _view_head(catalogue: Catalogue, entry: Entry[Organization], number: int) -> Head:
    name = entry.value.name
    title = f"{name}（第 {number} 页）" if number > 1 else name
    return entry_head(catalogue, entry, title, name, entry.value.intro, entry.value.address, part=number)


@once
def organizations_of_area(catalogue: Catalogue, area: str) -> tuple[Card, ...]:
    """Organisations that name a grid, or stand in a division."""
    return tuple(view_organization_card(catalogue, name) for name in _by_area(catalogue).get(area, ()))


@once
def _by_area(catalogue: Catalogue) -> Mapping[str, tuple[str, ...]]:
    named = ((one, (*one.value.grids, one.value.division)) for one in _ordered(catalogue))
    return gather((area, one.id) for one, areas in named for area in dict.fromkeys(areas) if area)


@once
def _ordered(catalogue: Catalogue) -> tuple[Entry[Organization], ...]:
    found = in_order(catalogue, catalogue.organizations.values())
    return tuple(sorted(found, key=lambda one: ORGANIZATION_KINDS.index(one.value.kind)))


@once
def view_organization_card(catalogue: Catalogue, name: str) -> Card:
    """An organisation in a list."""
    value = catalogue.organizations[name].value
    services = len(_services_by_provider(catalogue).get(name, ()))
    chips = (value.kind, f"{services} 项服务" if services else "")
    text = cut_text(plain_text(value.intro), 60)
    return Card(
        value.name,
        page_path("organization", name),
        text=text,
        chips=tuple(one for one in chips if one),
        phone=maybe_phone(value.phone),
        live=view_live(catalogue, value.hours),
    )


@once
def organization_index_pages(catalogue: Catalogue) -> tuple[tuple[Entry[Organization], ...], ...]:
    """All organisations, cut into pages."""
    return tuple(split_pages(_ordered(catalogue), PAGE_SIZE))


def view_organizations(catalogue: Catalogue, number: int) -> ListingView:
    """One page of the index; pages count from 1."""
    pages = organization_index_pages(catalogue)
    groups = gather((one.value.kind, view_organization_card(catalogue, one.id)) for one in pages[number - 1])
    total = len(catalogue.organizations)
    return ListingView(
        head=index_head("organization", "服务机构", "为居民服务的部门、村居、社会组织、企业和志愿队", number),
        title=f"服务机构（第 {number} 页）" if number > 1 else "服务机构",
        lead=f"共 {total} 家。政府、市场和社会一起为居民服务。" if total else "",
        groups=tuple(
            Group(kind, cards, id=f"kind-{ORGANIZATION_KINDS.index(kind) + 1}")
            for kind, cards in groups.items()
        ),
        pager=index_pager("organization", number, len(pages)),
        empty="" if total else "目前没有登记的机构。",
    )
