"""Badges of a grid's people: whoever sees one at the door can ask the site whether it is true."""

from collections.abc import Iterator
from dataclasses import dataclass

from generator.catalogue import Catalogue, Entry, gather
from generator.facts.presence import team_of_grid
from generator.model import Person
from generator.views.addresses import page_path
from generator.views.person import role_label
from generator.views.prints.contacts import Letterhead, view_letterhead


@dataclass(frozen=True, slots=True)
class Holder:
    """Who carries a badge; `path` is the page that says so."""

    name: str
    role: str
    number: str
    path: str


@dataclass(frozen=True, slots=True)
class Badges:
    """The badges of one grid."""

    head: Letterhead
    holders: tuple[Holder, ...]
    codes: tuple[str, ...]
    subject: str = ""


def view_badges(catalogue: Catalogue, grid_id: str) -> Iterator[Badges]:
    """A badge for each published person of the grid; nothing where there is nobody."""
    roles = gather((one.person, role_label(one)) for one in team_of_grid(catalogue, grid_id))
    if roles:
        holders = tuple(_holder(person, "、".join(held)) for person, held in roles.items())
        yield Badges(view_letterhead(catalogue, grid_id), holders, codes=tuple(one.path for one in holders))


def _holder(person: Entry[Person], role: str) -> Holder:
    return Holder(person.value.name, role, person.value.badge or "", page_path("person", person.id))
