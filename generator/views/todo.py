"""What each office has to do: services to assure again, what has lapsed, what is missing. To print."""

import datetime
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from generator.catalogue import Catalogue, Entry
from generator.diagnostics import Diagnostic
from generator.facts.memory import once
from generator.facts.offers import assurance_of
from generator.facts.offices import offices_of
from generator.facts.order import rank_of
from generator.facts.plans import answering_organizations, find_unreachable
from generator.facts.presence import committees, upper_grids
from generator.facts.publication import listed_services
from generator.locale.collation import name_order
from generator.locale.zh import format_date
from generator.model import Organization
from generator.model.fields import Shape
from generator.views.addresses import HOME, index_link, link_entry, link_or_id, page_path
from generator.views.measures import lack_of_deputy, lack_of_night, lack_of_staff
from generator.views.pieces import Head, Link

SOON = datetime.timedelta(days=60)
"""Assurances that end within so many days are already to be prepared."""
REACH = {"night_phone": "补24小时电话（应急预案里有职责）", "deputy": "补替补岗位（应急预案里有职责）"}


@dataclass(frozen=True, slots=True)
class Task:
    """One thing to do: what, by when, is it late, for which entry. `due` is None for what is missing now."""

    what: str
    link: Link
    due: datetime.date | None
    until: str
    late: bool
    entry: str = ""


@dataclass(frozen=True, slots=True)
class TodoView:
    """The list of one office."""

    head: Head
    name: str
    printed: str
    services: tuple[Task, ...]
    lapses: tuple[Task, ...]
    lacks: tuple[Task, ...]
    organization: Link


def todo_path(organization: str) -> str:
    """No id holds an underscore, so no other page can have this address."""
    return page_path("check", f"todo_{organization}")


@once
def service_tasks(catalogue: Catalogue) -> Mapping[str, tuple[Task, ...]]:
    """Services to assure again by the office that assures them, the most urgent first."""
    found: dict[str, list[Task]] = {}
    for one in listed_services(catalogue):
        assurance = assurance_of(catalogue, one.value)
        if assurance.due <= catalogue.today + SOON:
            link = link_or_id(catalogue, "service", one.id)
            until = format_date(assurance.due)
            task = Task("核实服务内容", link, assurance.due, until, late=assurance.overdue, entry=one.id)
            found.setdefault(one.value.assured_by, []).append(task)
    return {name: tuple(sorted(tasks, key=_urgency)) for name, tasks in found.items()}


@once
def lack_tasks(catalogue: Catalogue) -> Mapping[str, tuple[Task, ...]]:
    """What offices lack: their own phones and deputies, and those of the grids of their community."""
    found: dict[str, list[Task]] = {}
    for one in catalogue.organizations.values():
        found[one.id] = [_lack(what, catalogue, "organization", one.id) for what in _own(catalogue, one)]
    upper = {grid.id for grid in upper_grids(catalogue)}
    for grid in catalogue.live_grids:
        lacks = [lack_of_staff(catalogue, grid)]
        lacks += [lack_of_night(catalogue, grid), lack_of_deputy(catalogue, grid)] if grid.id in upper else []
        for office in committees(catalogue).get(grid.value.community, ()):
            found[office.id] += [_lack(f"补{what}", catalogue, "grid", grid.id) for what in lacks if what]
    return {name: tuple(tasks) for name, tasks in found.items() if tasks}


@once
def _with_duties(catalogue: Catalogue) -> frozenset[str]:
    return frozenset(answering_organizations(catalogue.plans.values()))


def _own(catalogue: Catalogue, one: Entry[Organization]) -> list[str]:
    lacks = [] if one.value.phone else ["补值班电话"]
    if one.id in _with_duties(catalogue):
        lacks += [REACH[field] for field in find_unreachable(one.value)]
    return lacks


def _lack(what: str, catalogue: Catalogue, kind: str, name: str) -> Task:
    return Task(what, link_or_id(catalogue, kind, name), None, "", late=False)


@once
def lapse_tasks(catalogue: Catalogue) -> Mapping[str, tuple[Task, ...]]:
    """What time has made wrong, by the office that mends it; services and staff have lines of their own."""
    found: dict[str, list[Task]] = {}
    for one in catalogue.lapses:
        if one.lapse is None or one.code in {"SVC103", "PPL101"}:
            continue
        entry = entry_of(catalogue, one)
        link = link_entry(catalogue, entry.kind, entry.id) or Link(catalogue.profile.site_name)
        what, due = one.message.zh.replace("`", ""), one.lapse.due
        task = Task(what, link, due, format_date(due), late=due < catalogue.today)
        for office in offices_of(catalogue, entry):
            found.setdefault(office, []).append(task)
    return {name: tuple(sorted(tasks, key=_urgency)) for name, tasks in found.items()}


def _urgency(task: Task) -> tuple[datetime.date, object]:
    return task.due or datetime.date.max, name_order(task.link.text)


def entry_of(catalogue: Catalogue, found: Diagnostic) -> Entry[Shape]:
    """The entry that a finding is about; of a waiver it is the one waived."""
    match found.place.path:
        case ("waivers", int(index), *_):
            kind, _, name = catalogue.profile.waivers[index].entry.partition("/")
            return catalogue.entries.get(kind, {}).get(name, catalogue.profile_entry)
    entries = (one for kind in catalogue.entries.values() for one in kind.values())
    return next((one for one in entries if one.file == found.place.file), catalogue.profile_entry)


@once
def offices_with_tasks(catalogue: Catalogue) -> tuple[str, ...]:
    """Ids of organisations with something to do, those that are late first."""
    services, lapses = service_tasks(catalogue), lapse_tasks(catalogue)
    late = Counter(
        name for found in (services, lapses) for name, tasks in found.items() for one in tasks if one.late
    )
    names = {*services, *lapses, *lack_tasks(catalogue)} & catalogue.organizations.keys()
    return tuple(
        sorted(
            names,
            key=lambda one: (
                -late[one],
                -len(services.get(one, ())),
                rank_of(catalogue, "organization", one),
            ),
        )
    )


@dataclass(frozen=True, slots=True)
class Todo:
    """How much an office still owes, how much of it is late, and its list."""

    number: int
    late: int
    url: str


def count_tasks(catalogue: Catalogue, organization: str) -> Todo | None:
    """What the page of an office says of its list; nothing when there is nothing to do."""
    kinds = (service_tasks(catalogue), lapse_tasks(catalogue), lack_tasks(catalogue))
    tasks = [task for found in kinds for task in found.get(organization, ())]
    late = sum(task.late for task in tasks)
    return Todo(len(tasks), late, todo_path(organization)) if tasks else None


def view_todo(catalogue: Catalogue, organization: str) -> TodoView:
    """The list of one office."""
    name = catalogue.organizations[organization].value.name
    return TodoView(
        head=Head(
            f"{name}待办",
            f"{name}要核实的服务、要补的电话和替补",
            todo_path(organization),
            (HOME, index_link("check"), Link(name)),
            indexed=False,
        ),
        name=name,
        printed=format_date(catalogue.today),
        services=service_tasks(catalogue).get(organization, ()),
        lapses=lapse_tasks(catalogue).get(organization, ()),
        lacks=lack_tasks(catalogue).get(organization, ()),
        organization=link_or_id(catalogue, "organization", organization),
    )
