"""Communities: the page of one, the index of communities and the index of grids."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from generator.catalogue import Catalogue, Entry, gather
from generator.facts.memory import once
from generator.locale.zh import GRID_FUNCTIONS, GRID_KINDS
from generator.model import Division, Grid
from generator.views.addresses import anchor, entry_head, feed_path, link_division, page_path
from generator.views.charter import charters_by_community
from generator.views.city_map import view_city_map
from generator.views.contact import view_hotline, view_supervision
from generator.views.grid import name_places
from generator.views.hours import Hours, view_hours
from generator.views.listing import ListingView, TileGroup, index_head
from generator.views.map import MapView, view_map
from generator.views.menu import AreaServicesView, view_community_menu
from generator.views.notice import NOTICES, NoticeItem, first_notices
from generator.views.organization import organizations_of_area
from generator.views.person import PersonCard, heads_of_community
from generator.views.pieces import (
    Call,
    Card,
    Head,
    Link,
    Phone,
    Tile,
    cut_text,
    make_phone,
    maybe_phone,
)
from generator.views.shelter import ShelterView, view_shelters
from generator.views.shown import show_between


@dataclass(frozen=True, slots=True)
class CommunityView:
    """One community. `intro` is Markdown."""

    head: Head
    name: str
    township: str
    aliases: tuple[str, ...]
    intro: str
    address: str
    phone: Phone | None
    hours: Hours | None
    needs: tuple[Card, ...]
    total: int
    services: str
    grids: tuple[Card, ...]
    micro: tuple[Card, ...]
    map: MapView | None
    people: tuple[PersonCard, ...]
    organizations: tuple[Card, ...]
    charters: tuple[Link, ...]
    shelters: tuple[ShelterView, ...]
    notices: tuple[NoticeItem, ...]
    most: int
    feed: str
    phones: tuple[Call, ...]
    hotline: Call


def view_community(catalogue: Catalogue, community_id: str) -> CommunityView:
    """Join one community with its menu, grids, heads and organisations."""
    entry = catalogue.divisions[community_id]
    division = entry.value
    lineage = catalogue.lineage(community_id)
    grids = _grids(catalogue, community_id)
    menu = view_community_menu(catalogue, community_id)
    return CommunityView(
        head=_view_head(catalogue, entry),
        name=division.name,
        township=lineage[1].value.name if len(lineage) > 1 else "",
        aliases=division.aliases,
        intro=division.intro or "",
        address=division.address or "",
        phone=maybe_phone(division.phone),
        hours=view_hours(catalogue, division.hours),
        needs=menu.first,
        total=menu.total,
        services=page_path("division", community_id, "services"),
        grids=tuple(
            replace(view_grid_card(catalogue, one.id), chips=())
            for one in grids
            if one.value.kind != "微网格"
        ),
        micro=tuple(view_grid_card(catalogue, one.id) for one in grids if one.value.kind == "微网格"),
        map=view_map(catalogue, community_id),
        people=heads_of_community(catalogue, community_id),
        organizations=organizations_of_area(catalogue, community_id),
        charters=charters_by_community(catalogue).get(community_id, ()),
        shelters=view_shelters(catalogue, community_id),
        notices=first_notices(catalogue, frozenset(one.id for one in lineage)),
        most=NOTICES,
        feed=feed_path("division", community_id),
        phones=_view_phones(catalogue, division),
        hotline=view_hotline(catalogue),
    )


def _view_phones(catalogue: Catalogue, division: Division) -> tuple[Call, ...]:
    """The office, the hotline, and where to complain."""
    office = Call(division.name, make_phone(division.phone)) if division.phone else None
    calls = (office, view_hotline(catalogue), view_supervision(catalogue))
    return tuple(one for one in calls if one)


def view_community_services(catalogue: Catalogue, community_id: str) -> AreaServicesView:
    """All that one community offers."""
    entry = catalogue.divisions[community_id]
    back = link_division(catalogue, entry)
    head = entry_head(
        catalogue,
        entry,
        f"{back.text}：能办什么",
        back.text,
        "能办什么",
        crumb="能办什么",
        between=(*_township(catalogue, entry), back),
        part="services",
        area=area_of_community(catalogue, community_id),
    )
    return AreaServicesView(head, back.text, view_community_menu(catalogue, community_id), back)


def _township(catalogue: Catalogue, entry: Entry[Division]) -> tuple[Link, ...]:
    above = (link_division(catalogue, one) for one in catalogue.lineage(entry.id)[1:2])
    return tuple(link for link in above if link.url)


def _view_head(catalogue: Catalogue, entry: Entry[Division]) -> Head:
    return entry_head(
        catalogue,
        entry,
        entry.value.name,
        entry.value.name,
        entry.value.intro,
        entry.value.address,
        "办什么、找谁、打哪个电话",
        between=_township(catalogue, entry),
        area=area_of_community(catalogue, entry.id),
        feed=feed_path("division", entry.id),
    )


@once
def area_of_community(catalogue: Catalogue, community_id: str) -> frozenset[str]:
    """Ids of a community, of those above it and of its grids: what happens in one of them concerns it."""
    above = (one.id for one in catalogue.lineage(community_id))
    return frozenset((*above, *(grid.id for grid in _grids(catalogue, community_id))))


def _grids(catalogue: Catalogue, community_id: str) -> tuple[Entry[Grid], ...]:
    return catalogue.grids_by_community.get(community_id, ())


@once
def view_grid_card(catalogue: Catalogue, grid_id: str) -> Card:
    """A grid in a list."""
    grid = catalogue.grids[grid_id].value
    chips = (GRID_KINDS[grid.kind], GRID_FUNCTIONS[grid.function] if grid.function != "服务" else "")
    households = f"{grid.households} 户" if grid.households else ""
    return Card(
        grid.name,
        page_path("grid", grid_id),
        text=cut_text(name_places(grid), 60),
        chips=tuple(chip for chip in (*chips, households) if chip),
        shown=show_between(catalogue.today, None, grid.valid_until),
    )


@once
def communities_by_parent(catalogue: Catalogue) -> Mapping[str, tuple[Entry[Division], ...]]:
    """Communities by the id of the division above, in the order of codes."""
    return gather((one.value.parent or "", one) for one in catalogue.communities)


@once
def community_tiles(catalogue: Catalogue) -> tuple[TileGroup, ...]:
    """Communities as tiles under their townships, with how many grids each has."""
    return tuple(
        TileGroup(
            catalogue.divisions[parent].value.name if parent in catalogue.divisions else "其他",
            tuple(_community_tile(catalogue, one) for one in communities),
            anchor("division", parent),
        )
        for parent, communities in communities_by_parent(catalogue).items()
    )


def _community_tile(catalogue: Catalogue, community: Entry[Division]) -> Tile:
    number = len(_grids(catalogue, community.id))
    return Tile(community.value.name, page_path("division", community.id), number, "个网格")


def view_communities(catalogue: Catalogue) -> ListingView:
    """The index of communities by township."""
    tiles = community_tiles(catalogue)
    return ListingView(
        head=index_head("division", "社区", "各社区的服务、网格和值班电话"),
        title="社区",
        lead="点您住的社区，看有哪些服务、找哪个网格。" if tiles else "",
        tiles=tiles,
        empty="" if tiles else "目前没有登记的社区。",
        map=view_city_map(catalogue),
    )
