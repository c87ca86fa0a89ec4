"""What belongs to residents: how they are heard, who serves with them, their charter, their honours."""

from collections.abc import Mapping
from dataclasses import dataclass

from generator.catalogue import Catalogue, Entry, gather
from generator.facts.honours import is_decided, is_revoked, published_honours
from generator.facts.memory import lately, once
from generator.facts.order import in_order
from generator.facts.publication import current_roles
from generator.locale.zh import format_date
from generator.model import Grid, Honour, Team
from generator.views.charter import charters_by_community, view_charter
from generator.views.contact import view_channels
from generator.views.honour import view_honour_item
from generator.views.prints.prose import Prose, parse_prose
from generator.views.team import TeamView, view_team

HELPS = 6
LINES = 3
"""Lines of each head of a charter that print has room for; the whole stands on the site."""


@dataclass(frozen=True, slots=True)
class PrintedChannel:
    """A way to be heard."""

    kind: str
    name: str
    owner: str
    hours: str
    rules: str
    join: str
    phoneless: bool


@dataclass(frozen=True, slots=True)
class Squad:
    """A team (组团) that serves the grid; members as name, part and phone."""

    name: str
    phone: str
    duties: tuple[str, ...]
    people: tuple[tuple[str, str, str], ...]
    organizations: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PrintedCharter:
    """A community's charter in short, and mutual help as name, how, when."""

    name: str
    adopted: str
    parts: tuple[tuple[str, tuple[str, ...]], ...]
    deliberation: tuple[str, ...]
    helps: tuple[tuple[str, str, str], ...]
    shortened: bool
    path: str


@dataclass(frozen=True, slots=True)
class PrintedHonour:
    """An honour of the grid or of somebody who works in it."""

    title: str
    who: str
    day: str
    citation: Prose


def view_printed_channels(catalogue: Catalogue, grid: Entry[Grid]) -> tuple[PrintedChannel, ...]:
    """Channels; those that need no telephone first."""
    found = [
        PrintedChannel(
            one.kind,
            one.name,
            one.owner.text if one.owner else "",
            one.hours,
            one.rules,
            one.join,
            one.phoneless,
        )
        for one in view_channels(catalogue, grid.value)
    ]
    return tuple(sorted(found, key=lambda one: not one.phoneless))


def view_squads(catalogue: Catalogue, grid: Entry[Grid]) -> tuple[Squad, ...]:
    """Teams that serve the grid, or the one around a micro-grid."""
    by_grid = _teams_by_grid(catalogue)
    found = {one.id: one for name in (grid.id, grid.value.parent) for one in by_grid.get(name, ())}
    return tuple(_squad(view_team(catalogue, one.id)) for one in in_order(catalogue, found.values()))


@once
def _teams_by_grid(catalogue: Catalogue) -> Mapping[str | None, tuple[Entry[Team], ...]]:
    return gather((grid, one) for one in catalogue.teams.values() for grid in one.value.grids)


def _squad(view: TeamView) -> Squad:
    return Squad(
        view.name,
        view.call.phone.text if view.call else "",
        view.duties,
        tuple((one.name, one.role, one.phone.text if one.phone else "") for one in view.people),
        tuple(card.title for card in view.organizations),
    )


@lately
def view_printed_charter(catalogue: Catalogue, community: str) -> PrintedCharter | None:
    """The community's charter, its first one when there are several."""
    links = charters_by_community(catalogue).get(community, ())
    if not links:
        return None
    name = links[0].url.rpartition("/")[2].removesuffix(".html")
    view = view_charter(catalogue, name)
    helps = tuple((one.name, one.how, one.when) for one in view.mutual_help)
    return PrintedCharter(
        view.name,
        f"{view.adopted}，{view.adopted_by}通过" if view.adopted_by else view.adopted,
        tuple((part.title, part.lines[:LINES]) for part in view.parts),
        view.deliberation,
        helps[:HELPS],
        len(helps) > HELPS or any(len(part.lines) > LINES for part in view.parts),
        links[0].url,
    )


def view_printed_honours(catalogue: Catalogue, grid: Entry[Grid]) -> tuple[PrintedHonour, ...]:
    """Honours that stand today, of the grid and of people in duty in it; the latest first."""
    return tuple(
        _honour(catalogue, one.id, one.value) for one in _honours_by_grid(catalogue).get(grid.id, ())
    )


@once
def _honours_by_grid(catalogue: Catalogue) -> dict[str, tuple[Entry[Honour], ...]]:
    return gather(
        (grid, one)
        for one in published_honours(catalogue)
        if is_decided(catalogue, one.value) and not is_revoked(catalogue, one.value)
        for roles in (current_roles(catalogue).get(one.value.person or "", ()),)
        for grid in dict.fromkeys((one.value.grid, *(role.role.grid for role in roles)))
        if grid
    )


def _honour(catalogue: Catalogue, name: str, honour: Honour) -> PrintedHonour:
    day = format_date(honour.decided_on) if honour.decided_on else ""
    item = view_honour_item(catalogue, name)
    return PrintedHonour(item.title, item.recipient, day, parse_prose(honour.citation))
