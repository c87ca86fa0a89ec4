"""What each office has to do: services to assure again, phones and deputies that are missing. To print."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from typing import TYPE_CHECKING

from generator.facts.memory import once
from generator.facts.presence import (
    has_deputy,
    has_night_phone,
    is_staffed,
    parties_of_plans,
    upper_grids,
)
from generator.facts.publication import ongoing_services
from generator.locale.zh import write_date
from generator.views.addresses import FOLDERS, HOME, INDEXES, link_entry, service_name
from generator.views.pieces import Head, Link

if TYPE_CHECKING:
    from collections.abc import Mapping

    from generator.catalogue import Catalogue, Entry
    from generator.model import Organization, Service

SOON = datetime.timedelta(days=60)
"""Assurances that end within so many days are already to be prepared."""


@dataclass(frozen=True, slots=True)
class Task:
    """One thing to do: what, by when, whether that day is over. `due` is None for what is missing now."""

    what: str
    link: Link
    due: datetime.date | None
    until: str
    late: bool


@dataclass(frozen=True, slots=True)
class TodoView:
    """The list of one office."""

    head: Head
    name: str
    printed: str
    services: tuple[Task, ...]
    lacks: tuple[Task, ...]
    organization: Link


def todo_path(organization: str) -> str:
    """No id holds an underscore, so no other page can have this address."""
    return f"{FOLDERS['check']}/todo_{organization}.html"


def due_day(catalogue: Catalogue, service: Service) -> datetime.date:
    """The last day of an assurance: the period of the profile, or earlier if the entry says so."""
    limits = catalogue.profile.assurance
    days = limits.government_days if service.type == "政务" else limits.days
    last = service.assured_on + datetime.timedelta(days=days)
    return min(last, service.review_by) if service.review_by else last


@once
def service_tasks(catalogue: Catalogue) -> Mapping[str, tuple[Task, ...]]:
    """Services to assure again by the office that assures them, the most urgent first."""
    found: dict[str, list[Task]] = {}
    for one in ongoing_services(catalogue):
        due = due_day(catalogue, one.value)
        if one.value.status != "停办" and due <= catalogue.today + SOON:
            link = link_entry(catalogue, "service", one.id) or Link(service_name(one.value))
            task = Task("核实服务内容", link, due, write_date(due), due < catalogue.today)
            found.setdefault(one.value.assured_by, []).append(task)
    return {
        name: tuple(sorted(tasks, key=lambda one: (one.due or catalogue.today, one.link.url)))
        for name, tasks in found.items()
    }


@once
def lack_tasks(catalogue: Catalogue) -> Mapping[str, tuple[Task, ...]]:
    """What offices lack: their own phones and deputies, and those of the grids of their community."""
    offices = _committees(catalogue)
    found: dict[str, list[Task]] = {}
    for one in catalogue.organizations.values():
        found[one.id] = [_lack(what, catalogue, "organization", one.id) for what in _own(catalogue, one)]
    for grid in upper_grids(catalogue):
        wanted = (
            ("补网格长或网格员", is_staffed(catalogue, grid)),
            ("补夜里有人接的电话", has_night_phone(catalogue, grid)),
            ("补替补的网格长", has_deputy(catalogue, grid)),
        )
        for office in offices.get(grid.value.community, ()):
            found[office] += [_lack(what, catalogue, "grid", grid.id) for what, there in wanted if not there]
    return {name: tuple(tasks) for name, tasks in found.items() if tasks}


def _own(catalogue: Catalogue, one: Entry[Organization]) -> list[str]:
    lacks = [] if one.value.phone else ["补值班电话"]
    if one.id in parties_of_plans(catalogue):
        lacks += [] if one.value.night_phone else ["补24小时电话（应急预案里有职责）"]
        lacks += [] if one.value.deputy else ["补替补岗位（应急预案里有职责）"]
    return lacks


def _lack(what: str, catalogue: Catalogue, kind: str, name: str) -> Task:
    return Task(what, link_entry(catalogue, kind, name) or Link(name), None, "", late=False)


@once
def _committees(catalogue: Catalogue) -> Mapping[str, tuple[str, ...]]:
    """Ids of the committees of each community."""
    found: dict[str, list[str]] = {}
    for name, one in sorted(catalogue.organizations.items()):
        if one.value.kind == "村居" and one.value.division:
            found.setdefault(one.value.division, []).append(name)
    return {division: tuple(names) for division, names in found.items()}


@once
def offices_with_tasks(catalogue: Catalogue) -> tuple[str, ...]:
    """Ids of organisations with something to do, those that are late first."""
    services, lacks = service_tasks(catalogue), lack_tasks(catalogue)
    late = {name: sum(one.late for one in tasks) for name, tasks in services.items()}
    names = {*services, *lacks} & catalogue.organizations.keys()
    return tuple(sorted(names, key=lambda one: (-late.get(one, 0), -len(services.get(one, ())), one)))


def view_todo(catalogue: Catalogue, organization: str) -> TodoView:
    """The list of one office."""
    name = catalogue.organizations[organization].value.name
    return TodoView(
        head=Head(
            f"{name}待办",
            f"{name}要核实的服务、要补的电话和替补",
            todo_path(organization),
            (HOME, INDEXES["check"], Link(name)),
            indexed=False,
        ),
        name=name,
        printed=write_date(catalogue.today),
        services=service_tasks(catalogue).get(organization, ()),
        lacks=lack_tasks(catalogue).get(organization, ()),
        organization=link_entry(catalogue, "organization", organization) or Link(name),
    )
