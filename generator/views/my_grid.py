"""What a resident's own grid tells on the home page: two numbers and what is new, or what became of it."""

from collections.abc import Iterator
from dataclasses import dataclass

from generator.catalogue import Catalogue
from generator.facts.publication import has_ended
from generator.facts.renames import former_ids
from generator.views.addresses import index_link, page_path
from generator.views.contact import calls_of_grid, view_office
from generator.views.grid import name_places
from generator.views.lineage import living_successors
from generator.views.notice import NoticeItem, notices_of_areas
from generator.views.person import people_of_grid
from generator.views.pieces import Call, Link
from generator.views.shown import ALWAYS, Shown, show_after

MOST_NOTICES = 6
"""Notices at hand, of which the first three show; the next take the place of what ends."""


@dataclass(frozen=True, slots=True)
class DatedCall:
    """A number and the days on which it is the one to ring."""

    call: Call
    shown: Shown


@dataclass(frozen=True, slots=True)
class MyGrid:
    """A grid in force: numbers by day and at night, notices for it, its `community` (an id) or the city."""

    name: str
    path: str
    places: str
    community: str
    calls: tuple[DatedCall, ...]
    notices: tuple[NoticeItem, ...]


@dataclass(frozen=True, slots=True)
class EndedGrid:
    """A grid that has ended: those that took its place, and the page that tells how."""

    name: str
    successors: tuple[Link, ...]
    lineage: str


def view_my_grids(catalogue: Catalogue) -> Iterator[tuple[str, MyGrid | EndedGrid | str]]:
    """Every id that a browser may have kept, with its grid, what became of it, or the id it has today."""
    for one in catalogue.live_grids:
        yield one.id, _view_live(catalogue, one.id)
    for name, one in sorted(catalogue.grids.items()):
        if has_ended(catalogue, one):
            heirs = living_successors(catalogue, name)
            links = tuple(Link(catalogue.name_of("grid", heir), page_path("grid", heir)) for heir in heirs)
            yield name, EndedGrid(one.value.name, links, index_link("lineage").url)
    for kind, name, former in former_ids(catalogue):
        if kind == "grid":
            yield former, name


def _view_live(catalogue: Catalogue, grid_id: str) -> MyGrid:
    entry = catalogue.grids[grid_id]
    notices = notices_of_areas(catalogue, catalogue.area_of(entry))[:MOST_NOTICES]
    return MyGrid(
        entry.value.name,
        page_path("grid", grid_id),
        name_places(entry.value),
        entry.value.community,
        tuple(_view_calls(catalogue, grid_id)),
        notices,
    )


def _view_calls(catalogue: Catalogue, grid_id: str) -> Iterator[DatedCall]:
    """By day, then at night; the office answers from the day after a worker's last on."""
    day, night = calls_of_grid(catalogue, grid_id)
    first = next((one for one in people_of_grid(catalogue, grid_id) if one.phone), None)
    yield DatedCall(day, first.shown if first else ALWAYS)
    if first and first.shown.last:
        yield DatedCall(view_office(catalogue, grid_id), show_after(catalogue.today, first.shown.last))
    yield DatedCall(night, ALWAYS)
