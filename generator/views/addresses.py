"""Which page shows an entry, and links to it. A link to what is not published is text only."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from generator.facts.memory import once
from generator.facts.publication import (
    is_ongoing,
    is_published_matter,
    is_published_notice,
    is_published_person,
)
from generator.model import Service
from generator.views.pieces import Link

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from generator.catalogue import Catalogue, Entry
    from generator.model import Division

FOLDERS = {
    "service": "services",
    "grid": "grids",
    "person": "people",
    "organization": "organizations",
    "division": "communities",
    "audience": "audiences",
    "category": "categories",
    "life_event": "life-events",
    "notice": "notices",
    "assessment": "assessments",
    "evaluation": "evaluations",
    "honour": "honours",
    "case_series": "cases",
    "check": "checks",
    "open_data": "data",
    "matter": "matters",
    "plan": "plans",
    "team": "teams",
    "charter": "charters",
}
HOME = Link("首页", "index.html")
INDEXES = {
    "service": Link("服务", "services/index.html"),
    "grid": Link("网格", "grids/index.html"),
    "person": Link("网格人员", "people/index.html"),
    "organization": Link("服务机构", "organizations/index.html"),
    "division": Link("社区", "communities/index.html"),
    "audience": Link("按人群找", "audiences/index.html"),
    "category": Link("按分类找", "categories/index.html"),
    "life_event": Link("按人生大事找", "life-events/index.html"),
    "notice": Link("公告", "notices/index.html"),
    "assessment": Link("部门考核", "assessments/index.html"),
    "evaluation": Link("第三方评估", "evaluations/index.html"),
    "honour": Link("荣誉榜", "honours/index.html"),
    "case_series": Link("诉求统计", "cases/index.html"),
    "check": Link("四项自查", "checks/index.html"),
    "open_data": Link("开放数据", "data/index.html"),
    "matter": Link("事项清单", "matters/index.html"),
    "can": Link("能做什么、不能做什么", "matters/can.html"),
    "boundary": Link("政府和居民的分工", "matters/boundary.html"),
    "information_item": Link("采集哪些信息", "matters/information.html"),
    "plan": Link("应急", "plans/index.html"),
    "team": Link("服务团队", "teams/index.html"),
    "charter": Link("居民公约", "charters/index.html"),
    "change": Link("本次变更", "changes/index.html"),
    "lineage": Link("加减法", "lineage/index.html"),
}


def page_path(kind: str, name: str, number: int = 1) -> str:
    """The path of an entry's page; later parts of a long list get `_2`: no id holds an underscore."""
    return f"{FOLDERS[kind]}/{name}{f'_{number}' if number > 1 else ''}.html"


def feed_path(kind: str, name: str) -> str:
    """The path of the feed of a grid's or a community's notices, without its ending; of the city's else."""
    if kind == "grid":
        return f"feeds/grid-{name}"
    return f"feeds/community-{name}" if kind == "division" else "feeds/city"


def anchor(kind: str, name: str) -> str:
    """The id of a heading about an entry; the prefix keeps it apart from the chrome's own ids."""
    return f"{kind}-{name}"


def service_name(service: Service) -> str:
    """What residents call a service."""
    return service.plain_name or service.name


@once
def link_entry(catalogue: Catalogue, kind: str, name: str) -> Link | None:
    """A link to an entry of a kind with a page; None when there is no such entry."""
    entry = catalogue.entries.get(kind, {}).get(name)
    if entry is None:
        return None
    if kind == "division":
        return link_division(catalogue, cast("Entry[Division]", entry))
    if kind == "information_item":
        item = catalogue.information_items[name].value
        return Link(item.name, f"{INDEXES[kind].url}#{anchor('item', name)}")
    text = service_name(entry.value) if isinstance(entry.value, Service) else entry.name
    return Link(text, page_path(kind, name) if _has_page(catalogue, kind, name) else "")


def link_or_id(catalogue: Catalogue, kind: str, name: str) -> Link:
    """A link to an entry; the id as plain text when there is none."""
    return link_entry(catalogue, kind, name) or Link(name)


def link_division(catalogue: Catalogue, division: Entry[Division]) -> Link:
    """A community has a page; a township is a heading of the index; what lies above is text only."""
    if division.value.level == "社区":
        return Link(division.value.name, page_path("division", division.id))
    holds = any(one.value.level == "社区" for one in catalogue.children.get(division.id, ()))
    return Link(
        division.value.name, f"communities/index.html#{anchor('division', division.id)}" if holds else ""
    )


def link_area(catalogue: Catalogue, name: str) -> Link | None:
    """A division or a grid by id."""
    return link_entry(catalogue, "division", name) or link_entry(catalogue, "grid", name)


@once
def area_above(catalogue: Catalogue, areas: tuple[str, ...]) -> frozenset[str] | None:
    """Ids of areas and of all those above them; None for the whole city."""
    if not areas or catalogue.profile.city in areas:
        return None
    grids = (catalogue.area_of(catalogue.grids[one]) for one in areas if one in catalogue.grids)
    divisions = (frozenset(up.id for up in catalogue.lineage(one)) for one in areas)
    return frozenset().union(*grids, *divisions)


def link_all(catalogue: Catalogue, kind: str, names: Iterable[str]) -> tuple[Link, ...]:
    """Links to entries of one kind, in order, unknown ones left out."""
    links = (link_entry(catalogue, kind, name) for name in names)
    return tuple(link for link in links if link)


def _has_page(catalogue: Catalogue, kind: str, name: str) -> bool:
    tests: dict[str, Callable[[], bool]] = {
        "person": lambda: is_published_person(catalogue, catalogue.people[name]),
        "service": lambda: is_ongoing(catalogue, catalogue.services[name].value),
        "notice": lambda: is_published_notice(catalogue, catalogue.notices[name].value),
        "matter": lambda: is_published_matter(catalogue, catalogue.matters[name].value),
        "plan": lambda: catalogue.plans[name].value.issued_on <= catalogue.today,
        "grid": lambda: (catalogue.grids[name].value.valid_from or catalogue.today) <= catalogue.today,
    }
    return tests[kind]() if kind in tests else True
