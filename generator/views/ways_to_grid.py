"""The index of grids, where residents find their own: by name, by place, on maps, and in a list by pinyin."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from generator.catalogue import Catalogue, Entry
from generator.facts.memory import once
from generator.locale.collation import name_order
from generator.model import Division
from generator.views.addresses import anchor, index_link, page_path
from generator.views.city_map import part_path, parts_of_division, view_city_map, view_division_map
from generator.views.contact import calls_of_grid, view_hotline
from generator.views.grid import list_places
from generator.views.listing import Pager, index_head, index_pager
from generator.views.map import MapView
from generator.views.pieces import Call, Head, Link
from generator.views.shown import Shown, show_between

FEW_GRIDS = 150
"""Up to so many grids on one page of the index."""
OTHER_LETTER = "#"


@dataclass(frozen=True, slots=True)
class GridRow:
    """A grid in the list: all its places, numbers by day and at night."""

    grid: Link
    places: str
    calls: tuple[Call, ...]
    shown: Shown


@dataclass(frozen=True, slots=True)
class CommunityRows:
    """A community with its grids; `letter` is that of its pinyin when it is the first of the page with it."""

    community: Link
    id: str
    letter: str
    rows: tuple[GridRow, ...]


@dataclass(frozen=True, slots=True)
class WaysView:
    """One page of the index of grids. The ways besides the list stand on the first one only."""

    head: Head
    number: int
    total: int
    city: str
    letters: tuple[Link, ...]
    communities: tuple[CommunityRows, ...]
    map: MapView | None
    pager: Pager | None
    hotline: Call


@dataclass(frozen=True, slots=True)
class DivisionMapView:
    """The map of a district, with its parts as words beside it."""

    head: Head
    title: str
    map: MapView | None
    parts: tuple[Link, ...]
    hotline: Call


@once
def ways_pages(catalogue: Catalogue) -> tuple[tuple[Entry[Division], ...], ...]:
    """Communities with grids by pinyin, cut into pages between communities."""
    listed = [one for one in catalogue.communities if catalogue.grids_by_community.get(one.id)]
    pages: list[list[Entry[Division]]] = [[]]
    count = 0
    for one in sorted(listed, key=lambda one: (name_order(one.value.name), one.value.code, one.id)):
        grids = len(catalogue.grids_by_community[one.id])
        if pages[-1] and count + grids > FEW_GRIDS:
            pages.append([])
            count = 0
        count += grids
        pages[-1].append(one)
    return tuple(tuple(page) for page in pages)


def _first_letters(pages: tuple[tuple[Entry[Division], ...], ...]) -> tuple[dict[str, str], ...]:
    """On each page the letter of every community that is the first with it, by id."""
    seen = ""
    found: list[dict[str, str]] = []
    for page in pages:
        found.append({})
        for one in page:
            letter = _letter_of(one.value.name)
            if letter != seen:
                found[-1][one.id] = seen = letter
    return tuple(found)


def _letter_of(name: str) -> str:
    """The letter under which a name is looked up."""
    sound = name_order(name)[0][2][:1].upper() if name else ""
    return sound if sound.isascii() and sound.isalpha() else OTHER_LETTER


def _view_rows(catalogue: Catalogue, community_id: str) -> Iterator[GridRow]:
    for one in catalogue.grids_by_community[community_id]:
        day, night = calls_of_grid(catalogue, one.id)
        calls = (day,) if night == day else (day, replace(night, note=""))
        shown = show_between(catalogue.today, None, one.value.valid_until)
        yield GridRow(
            Link(one.value.name, page_path("grid", one.id)), "、".join(list_places(one.value)), calls, shown
        )


def view_ways(catalogue: Catalogue, number: int) -> WaysView:
    """One page of the index of grids; pages count from 1."""
    pages = ways_pages(catalogue)
    pager = index_pager("grid", number, len(pages))
    urls = pager.urls if pager else ("",)
    firsts = _first_letters(pages)
    letters = (
        Link(letter, f"{'' if at == number else urls[at - 1]}#letter-{letter}")
        for at, page in enumerate(firsts, 1)
        for letter in page.values()
    )
    return WaysView(
        head=index_head("grid", "找我的网格", "找到您家所在的网格：网格员是谁、打哪个电话、能办什么", number),
        number=number,
        total=len(catalogue.live_grids),
        city=catalogue.name_of("division", catalogue.profile.city),
        letters=tuple(letters),
        communities=tuple(
            CommunityRows(
                Link(one.value.name, page_path("division", one.id)),
                anchor("division", one.id),
                firsts[number - 1].get(one.id, ""),
                tuple(_view_rows(catalogue, one.id)),
            )
            for one in pages[number - 1]
        ),
        map=view_city_map(catalogue) if number == 1 else None,
        pager=pager,
        hotline=view_hotline(catalogue),
    )


def division_map_paths(catalogue: Catalogue) -> Iterator[tuple[str, str]]:
    """Pages of the divisions between the map of the city and its communities."""
    waiting = [catalogue.profile.city]
    while waiting:
        for one in parts_of_division(catalogue, waiting.pop(0)):
            if one.value.level != "社区":
                yield part_path(one), one.id
                waiting.append(one.id)


def view_division(catalogue: Catalogue, division_id: str) -> DivisionMapView:
    """The parts of a district, drawn and listed."""
    entry: Entry[Division] = catalogue.divisions[division_id]
    name = entry.value.name
    parts = parts_of_division(catalogue, division_id)
    head = index_head("grid", name, f"{name}的社区和网格：点地图或名字，找到您家的网格员")
    return DivisionMapView(
        head=replace(
            head,
            path=part_path(entry),
            crumbs=(head.crumbs[0], index_link("grid"), Link(name)),
        ),
        title=name,
        map=view_division_map(catalogue, division_id),
        parts=tuple(Link(one.value.name, part_path(one)) for one in parts),
        hotline=view_hotline(catalogue),
    )
