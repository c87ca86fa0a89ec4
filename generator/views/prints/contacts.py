"""Whom a print tells to call: by day, at night, in danger, and about a grid that did not do well."""

from dataclasses import dataclass

from generator.catalogue import Catalogue, Entry
from generator.facts.memory import once
from generator.facts.presence import supervision_phone
from generator.model import Grid
from generator.views.addresses import page_path
from generator.views.contact import view_night
from generator.views.prints.people import list_workers

LARGE_PRINT = "?big=1"
"""What the code of a print for passers-by adds to the address: whoever scans it is most likely old."""


@dataclass(frozen=True, slots=True)
class Contact:
    """A name and a number, with a note on when to call."""

    name: str
    phone: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class Letterhead:
    """Who speaks on a small print, and every number under which that grid is helped: nothing else of it."""

    grid_id: str
    path: str
    name: str
    community: str
    city: str
    publisher: str
    demo: bool
    duty: Contact
    night: Contact
    emergencies: tuple[Contact, ...]
    hotline: Contact
    supervision_phone: str


@once
def view_letterhead(catalogue: Catalogue, grid_id: str) -> Letterhead:
    """The letterhead of one grid. Raises KeyError for an unknown one."""
    grid, profile = catalogue.grids[grid_id], catalogue.profile
    community = catalogue.divisions.get(grid.value.community)
    return Letterhead(
        grid_id=grid_id,
        path=page_path("grid", grid_id),
        name=grid.value.name,
        community=community.value.name if community else "",
        city=name_city(catalogue),
        publisher=profile.publisher,
        demo=profile.demo,
        duty=find_duty(catalogue, grid),
        night=find_night(catalogue, grid),
        emergencies=list_emergencies(catalogue),
        hotline=find_hotline(catalogue),
        supervision_phone=supervision_phone(catalogue, grid.value),
    )


def name_city(catalogue: Catalogue) -> str:
    """The city's name, else its publisher's."""
    city = catalogue.divisions.get(catalogue.profile.city)
    return city.value.name if city else catalogue.profile.publisher


def find_duty(catalogue: Catalogue, grid: Entry[Grid]) -> Contact:
    """Whom to call first: the first of the team with a number, else the community, else the hotline."""
    worker = next((one for one in list_workers(catalogue, grid) if one.phone), None)
    if worker:
        return Contact("网格值班电话", worker.phone, f"{worker.role} {worker.name}")
    community = catalogue.divisions.get(grid.value.community)
    if community and community.value.phone:
        return Contact("社区值班电话", community.value.phone, community.value.name)
    return find_hotline(catalogue)


def find_night(catalogue: Catalogue, grid: Entry[Grid]) -> Contact:
    """Whom to call at night, as the grid's page says; without a number when nobody answers."""
    call = view_night(catalogue, grid)
    return Contact(call.label, call.phone.text, call.note) if call else Contact("", "")


def find_hotline(catalogue: Catalogue) -> Contact:
    """The number for everything that fits nowhere else."""
    hotline = catalogue.profile.hotline
    return Contact(hotline.name, hotline.phone, hotline.note or "")


@once
def list_emergencies(catalogue: Catalogue) -> tuple[Contact, ...]:
    """Numbers for danger to life, in the profile's order."""
    return tuple(Contact(one.name, one.phone) for one in catalogue.profile.emergencies)
