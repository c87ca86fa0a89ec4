"""What a grid worker asks and does: information that may be collected, standing duties, matters."""

from dataclasses import dataclass

from generator.catalogue import Catalogue, Entry
from generator.facts.memory import lately, once
from generator.facts.order import in_order
from generator.facts.places import answering_office
from generator.facts.publication import admitted_matters
from generator.model import Grid, Matter
from generator.views.contact import view_duties
from generator.views.information import view_information

OTHER = "其他"
LOCAL = "当地管这件事的部门"
"""Who solves it where the matter names the department of another district and none like it is known."""


@dataclass(frozen=True, slots=True)
class PrintedItem:
    """Something that may be asked, why, on which basis, who uses it again, how long it is kept."""

    name: str
    content: str
    required: bool
    purpose: str
    basis: str
    source: str
    reused: str
    retention: str


@dataclass(frozen=True, slots=True)
class PrintedDuty:
    """A standing duty: its meaning, what is done and how often."""

    name: str
    note: str
    lines: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class PrintedMatter:
    """A matter: the worker's part, who solves it and how soon; what the worker does not do in it."""

    id: str
    name: str
    verb: str
    owner: str
    route: str
    until: str
    cannot: str


@dataclass(frozen=True, slots=True)
class MatterGroup:
    """Matters of one category of the first level."""

    title: str
    matters: tuple[PrintedMatter, ...]


@once
def view_items(catalogue: Catalogue) -> tuple[PrintedItem, ...]:
    """Everything that may be asked; what must be answered first."""
    return tuple(
        PrintedItem(
            one.name,
            one.content,
            one.required,
            one.purpose,
            "；".join(one.legal_basis),
            one.source,
            "、".join(link.text for link in one.reused_by),
            one.retention,
        )
        for one in view_information(catalogue).items
    )


def view_printed_duties(catalogue: Catalogue, grid: Entry[Grid]) -> tuple[PrintedDuty, ...]:
    """The three standing duties as this grid keeps them."""
    return tuple(PrintedDuty(one.name, one.note, one.lines) for one in view_duties(catalogue, grid.value))


@lately
def view_matter_groups(catalogue: Catalogue, community: str) -> tuple[MatterGroup, ...]:
    """Matters in force today, by category of the first level, with the departments of a community."""
    return tuple(
        MatterGroup(title, tuple(_matter(catalogue, one, community) for one in matters))
        for title, matters in _matters_by_category(catalogue)
    )


@once
def _matters_by_category(catalogue: Catalogue) -> tuple[tuple[str, list[Entry[Matter]]], ...]:
    """Matters under the name of their category of the first level, in the editors' order."""
    found: dict[str, list[Entry[Matter]]] = {}
    for matter in in_order(catalogue, admitted_matters(catalogue).values()):
        top = catalogue.upwards("matter_category", matter.value.category)[-1:]
        found.setdefault(top[0].id if top else "", []).append(matter)
    names = {one.id: one.name for one in in_order(catalogue, catalogue.matter_categories.values())}
    places = {name: number for number, name in enumerate(names)}
    for matters in found.values():
        matters.sort(key=lambda one: places.get(one.value.category, len(places)))
    return tuple((names.get(key, OTHER), found[key]) for key in (*names, "") if key in found)


def _matter(catalogue: Catalogue, entry: Entry[Matter], community: str) -> PrintedMatter:
    matter = entry.value
    department = answering_office(catalogue, matter.department or "", community)
    name = department.value.name if department else LOCAL if matter.department else ""
    deadline = matter.deadline.text if matter.deadline else ""
    until = matter.temporary_until
    return PrintedMatter(
        entry.id,
        matter.name,
        matter.verb,
        matter.owner,
        "，".join(part for part in (name, deadline) if part),
        f"{until.month}月{until.day}日" if until else "",
        matter.cannot or "",
    )
