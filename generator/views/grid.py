"""The page of a grid: what it offers comes first, then who is there, then the ground."""

from dataclasses import dataclass, replace

from generator.catalogue import Catalogue, Entry, gather
from generator.facts.presence import parts_of_grids, supervision_phone
from generator.locale.zh import GRID_FUNCTIONS, GRID_KINDS, format_date
from generator.model import Grid
from generator.views.addresses import entry_head, feed_path, index_link, link_all, link_entry
from generator.views.contact import (
    Channel,
    Duty,
    Function,
    view_channels,
    view_day,
    view_duties,
    view_function,
    view_hotline,
    view_night,
)
from generator.views.ended import EndedView
from generator.views.honour import HonourItem, honours_of
from generator.views.lineage import Origin, living_successors, view_origins
from generator.views.map import MapView, view_map
from generator.views.menu import Menu, view_grid_menu
from generator.views.notice import NoticeItem, notices_of_areas
from generator.views.organization import organizations_of_area
from generator.views.person import PersonCard, people_of_grid
from generator.views.pieces import Call, Card, Head, Link, Phone, make_phone, maybe_phone
from generator.views.shelter import ShelterView, view_shelters
from generator.views.shown import Shown, show_after
from generator.views.team import teams_of_grid

NAMED = 4
"""Places that the page's first sentence names."""


@dataclass(frozen=True, slots=True)
class PlaceGroup:
    """Places of one kind: name, other names, address."""

    kind: str
    places: tuple[tuple[str, str, str], ...]


@dataclass(frozen=True, slots=True)
class GridView:
    """One grid in force. `intro` is Markdown; `handbook` and `posters`, by paper, are addresses of prints."""

    head: Head
    name: str
    kind: str
    function: str
    code: str
    aliases: tuple[str, ...]
    community: Link | None
    parent: Link | None
    parts: tuple[Link, ...]
    households: int | None
    lead: str
    intro: str
    call: Call | None
    menu: Menu
    people: tuple[PersonCard, ...]
    night: Call | None
    explained: Function
    duties: tuple[Duty, ...]
    channels: tuple[Channel, ...]
    teams: tuple[Card, ...]
    notices: tuple[NoticeItem, ...]
    feed: str
    places: tuple[PlaceGroup, ...]
    map: MapView | None
    shelters: tuple[ShelterView, ...]
    organizations: tuple[Card, ...]
    honours: tuple[HonourItem, ...]
    supervision: Phone
    hotline: Call
    community_phone: Phone | None
    handbook: str
    posters: tuple[tuple[str, str], ...]
    valid_from: str
    valid_until: str
    ended: Shown
    origins: tuple[Origin, ...]


def view_grid(catalogue: Catalogue, grid_id: str) -> GridView:
    """Join one live grid with its menu, people, ground and organisations."""
    entry = catalogue.grids[grid_id]
    grid = entry.value
    community = catalogue.divisions.get(grid.community)
    return GridView(
        head=_view_head(catalogue, entry),
        name=grid.name,
        kind=GRID_KINDS[grid.kind],
        function=GRID_FUNCTIONS[grid.function],
        code=grid.code,
        aliases=grid.aliases,
        community=link_entry(catalogue, "division", grid.community),
        parent=link_entry(catalogue, "grid", grid.parent or ""),
        parts=link_all(catalogue, "grid", (one.id for one in parts_of_grids(catalogue).get(grid_id, ()))),
        households=grid.households,
        lead=name_places(grid),
        intro=grid.intro or "",
        call=view_day(catalogue, grid_id),
        menu=view_grid_menu(catalogue, grid_id),
        people=people_of_grid(catalogue, grid_id),
        night=view_night(catalogue, entry),
        explained=view_function(catalogue, grid.function),
        duties=view_duties(catalogue, grid),
        channels=view_channels(catalogue, grid),
        teams=teams_of_grid(catalogue, grid_id),
        notices=notices_of_areas(catalogue, catalogue.area_of(entry)),
        feed=feed_path("grid", grid_id),
        places=group_places(grid),
        map=view_map(catalogue, grid.community, grid.parent or grid_id),
        shelters=view_shelters(catalogue, grid.community),
        organizations=organizations_of_area(catalogue, grid_id),
        honours=honours_of(catalogue, "grid", grid_id),
        supervision=make_phone(supervision_phone(catalogue, grid)),
        hotline=view_hotline(catalogue),
        community_phone=maybe_phone(community.value.phone if community else None),
        handbook=f"handbooks/{grid_id}.pdf",
        posters=tuple((paper, f"posters/{grid_id}_poster-{paper}.pdf") for paper in ("a4", "a3")),
        valid_from=format_date(grid.valid_from) if grid.valid_from else "",
        valid_until=format_date(grid.valid_until) if grid.valid_until else "",
        ended=show_after(catalogue.today, grid.valid_until),
        origins=view_origins(catalogue, grid_id),
    )


def view_ended_grid(catalogue: Catalogue, grid_id: str) -> EndedView:
    """The page that stays at the address of a grid that ended; it leads on to a single successor."""
    entry = catalogue.grids[grid_id]
    name, until = entry.value.name, entry.value.valid_until
    successors = link_all(catalogue, "grid", living_successors(catalogue, grid_id))
    head = _view_head(catalogue, entry)
    return EndedView(
        replace(
            head,
            title=f"{name}已调整",
            description=f"{name}已经调整，这里告诉您现在归哪个网格。",
            indexed=False,
            redirect=successors[0].url if len(successors) == 1 else "",
        ),
        f"{name}已调整",
        f"这个网格用到{format_date(until)}为止。" if until else "",
        successors,
        link_entry(catalogue, "division", entry.value.community) or index_link("grid"),
        "",
        view_hotline(catalogue),
    )


def _view_head(catalogue: Catalogue, entry: Entry[Grid]) -> Head:
    community = link_entry(catalogue, "division", entry.value.community)
    return entry_head(
        catalogue,
        entry,
        entry.value.name,
        entry.value.name,
        name_places(entry.value),
        "办什么、找谁、打哪个电话",
        between=(community,),
        area=catalogue.area_of(entry),
        feed=feed_path("grid", entry.id) if catalogue.is_live(entry) else "",
    )


def name_places(grid: Grid) -> str:
    """The grid in the words of those who live there."""
    names = list_places(grid)
    if not names:
        return ""
    return f"包括{'、'.join(names[:NAMED])}{'等地方' if len(names) > NAMED else ''}"


def list_places(grid: Grid) -> tuple[str, ...]:
    """All places of a grid by their names."""
    return tuple(place.name for place in grid.covers)


def group_places(grid: Grid) -> tuple[PlaceGroup, ...]:
    """Places by kind, in the order of their first mention."""
    told = ((one.kind, (one.name, "、".join(one.aliases), one.address or "")) for one in grid.covers)
    return tuple(PlaceGroup(kind, places) for kind, places in gather(told).items())
