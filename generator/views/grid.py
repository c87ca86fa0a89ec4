"""The page of a grid: who is there, their phones, what is new, what is needed most; pages beside it."""

from dataclasses import dataclass, replace

from generator.catalogue import Catalogue, Entry, gather
from generator.facts.presence import parts_of_grids, supervision_phone
from generator.locale.zh import GRID_FUNCTIONS, GRID_KINDS, format_date
from generator.model import Grid
from generator.views.addresses import (
    entry_head,
    feed_path,
    index_link,
    link_all,
    link_entry,
    page_path,
)
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
    view_supervision,
)
from generator.views.ended import EndedView
from generator.views.honour import HonourItem, honours_of
from generator.views.lineage import Origin, living_successors, view_origins
from generator.views.map import MapView, view_map
from generator.views.menu import AreaServicesView, view_grid_menu
from generator.views.notice import NOTICES, NoticeItem, first_notices
from generator.views.organization import organizations_of_area
from generator.views.person import PersonCard, join_roles, people_of_grid
from generator.views.pieces import Call, Card, Head, Link, make_phone
from generator.views.roster import DutyBoard, view_board
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
    """One grid in force.

    `phones` are other numbers than those of day and night; `needs` are the services needed most, of `total`;
    `handbook` is the address of the one to download, `prints` are others; a site without prints has none.
    """

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
    call: Call | None
    phones: tuple[Call, ...]
    needs: tuple[Card, ...]
    total: int
    services: str
    people: tuple[PersonCard, ...]
    night: Call | None
    on_duty: DutyBoard | None
    explained: Function
    duties: tuple[Duty, ...]
    channels: tuple[Channel, ...]
    teams: tuple[Card, ...]
    notices: tuple[NoticeItem, ...]
    feed: str
    most: int
    places: tuple[PlaceGroup, ...]
    ground: str
    shelters: tuple[ShelterView, ...]
    organizations: tuple[Card, ...]
    honours: tuple[HonourItem, ...]
    hotline: Call
    valid_from: str
    valid_until: str
    ended: Shown
    origins: tuple[Origin, ...]
    handbook: str = ""
    prints: tuple[Link, ...] = ()


@dataclass(frozen=True, slots=True)
class GroundView:
    """The places of a grid, its map and the grids within. `intro` is Markdown."""

    head: Head
    name: str
    intro: str
    within: bool
    places: tuple[PlaceGroup, ...]
    map: MapView | None
    parts: tuple[Link, ...]
    back: Link
    hotline: Call


def view_grid(catalogue: Catalogue, grid_id: str) -> GridView:
    """Join one live grid with its people, what it offers first, its organisations."""
    entry = catalogue.grids[grid_id]
    grid = entry.value
    menu = view_grid_menu(catalogue, grid_id)
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
        call=view_day(catalogue, grid_id),
        phones=_view_phones(catalogue, grid),
        needs=menu.first,
        total=menu.total,
        services=page_path("grid", grid_id, "services"),
        people=join_roles(people_of_grid(catalogue, grid_id)),
        night=view_night(catalogue, entry),
        on_duty=view_board(catalogue, grid_id),
        explained=view_function(catalogue, grid.function),
        duties=view_duties(catalogue, grid),
        channels=view_channels(catalogue, grid),
        teams=teams_of_grid(catalogue, grid_id),
        notices=first_notices(catalogue, catalogue.area_of(entry)),
        feed=feed_path("grid", grid_id),
        most=NOTICES,
        places=group_places(grid),
        ground=page_path("grid", grid_id, "places"),
        shelters=view_shelters(catalogue, grid.community),
        organizations=organizations_of_area(catalogue, grid_id),
        honours=honours_of(catalogue, "grid", grid_id),
        hotline=view_hotline(catalogue),
        valid_from=format_date(grid.valid_from) if grid.valid_from else "",
        valid_until=format_date(grid.valid_until) if grid.valid_until else "",
        ended=show_after(catalogue.today, grid.valid_until),
        origins=view_origins(catalogue, grid_id),
    )


def _view_phones(catalogue: Catalogue, grid: Grid) -> tuple[Call, ...]:
    """Whom to ring when nobody of the grid answers, and where to complain."""
    community = catalogue.divisions.get(grid.community)
    office = community.value.phone if community else None
    calls = (
        Call(community.value.name, make_phone(office)) if community and office else None,
        view_hotline(catalogue),
        replace(view_supervision(catalogue), phone=make_phone(supervision_phone(catalogue, grid))),
    )
    return tuple(one for one in calls if one)


def view_grid_services(catalogue: Catalogue, grid_id: str) -> AreaServicesView:
    """All that one live grid offers."""
    head, back = _view_part_head(catalogue, grid_id, "services", "能办什么")
    return AreaServicesView(head, back.text, view_grid_menu(catalogue, grid_id), back)


def view_grid_ground(catalogue: Catalogue, grid_id: str) -> GroundView:
    """Where one live grid lies."""
    grid = catalogue.grids[grid_id].value
    head, back = _view_part_head(catalogue, grid_id, "places", "哪些地方")
    parts = (one.id for one in parts_of_grids(catalogue).get(grid_id, ()))
    return GroundView(
        head,
        grid.name,
        grid.intro or "",
        grid.parent is not None,
        group_places(grid),
        view_map(catalogue, grid.community, grid.parent or grid_id),
        link_all(catalogue, "grid", parts),
        back,
        view_hotline(catalogue),
    )


def _view_part_head(catalogue: Catalogue, grid_id: str, part: str, title: str) -> tuple[Head, Link]:
    """The head of a page beside that of a grid, and the link back."""
    entry = catalogue.grids[grid_id]
    back = Link(entry.value.name, page_path("grid", grid_id))
    head = entry_head(
        catalogue,
        entry,
        f"{entry.value.name}：{title}",
        entry.value.name,
        title,
        name_places(entry.value),
        crumb=title,
        between=(link_entry(catalogue, "division", entry.value.community), back),
        part=part,
        area=catalogue.area_of(entry),
    )
    return head, back


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
    """Places by kind, in the order of their first mention; what is looked for in an emergency last."""
    told: list[tuple[str, tuple[str, str, str]]] = [
        (one.kind, (one.name, "、".join(one.aliases), one.address or "")) for one in grid.covers
    ]
    told += [(one.kind, (one.name, "", one.address or "")) for one in grid.points]
    return tuple(PlaceGroup(kind, places) for kind, places in gather(told).items())
