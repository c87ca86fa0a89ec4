"""The finder: services by who asks, what has happened and where, and by what they cost or take.

Without a script the page is lists of links; with it, facets that combine (`finder_data`).
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from generator.catalogue import Catalogue, Entry
from generator.facts.memory import once
from generator.facts.offers import is_done_by_phone, is_free
from generator.facts.publication import listed_services
from generator.model import Service
from generator.views.addresses import HOME, index_link
from generator.views.community import community_tiles
from generator.views.contact import view_hotline
from generator.views.listing import ListingView, Pager, TileGroup, index_head
from generator.views.menu import audience_tiles
from generator.views.pieces import Call, Head, Link, Tile, describe, split_pages
from generator.views.subject import (
    PAGE_SIZE,
    count_services,
    group_by_category,
    life_event_tiles,
    ordered_services,
)


@dataclass(frozen=True, slots=True)
class Trait:
    """Something services have or have not: its name in addresses, what residents call it, how to tell."""

    name: str
    title: str
    lead: str
    holds: Callable[[Service], bool]


TRAITS = (
    Trait("free", "不花钱的", "一分钱不收的服务。部分免费的不算在内，看各项写的费用。", is_free),
    Trait("phone", "打电话就能办的", "不用先跑一趟，打一个电话就可以办或者约。", is_done_by_phone),
)


@dataclass(frozen=True, slots=True)
class FinderView:
    """The page: each facet as links to lists."""

    head: Head
    total: int
    audiences: tuple[Tile, ...]
    life_events: tuple[Tile, ...]
    places: tuple[TileGroup, ...]
    traits: tuple[Tile, ...]
    hotline: Call


def view_finder(catalogue: Catalogue) -> FinderView:
    """The page with its lists."""
    return FinderView(
        head=index_head("find", "找服务", "按您是谁、遇到什么事、住在哪里，一样一样选，合适的服务就剩下来"),
        total=len(listed_services(catalogue)),
        audiences=audience_tiles(catalogue, count_services(catalogue, "audiences")),
        life_events=life_event_tiles(catalogue),
        places=community_tiles(catalogue),
        traits=tuple(
            Tile(one.title, trait_path(one), len(services))
            for one in TRAITS
            if (services := _services_with(catalogue, one.name))
        ),
        hotline=view_hotline(catalogue),
    )


def trait_path(trait: Trait, number: int = 1) -> str:
    """The path of the list of services with a trait, or of a later page of it."""
    folder = index_link("find").url.removesuffix("index.html")
    return f"{folder}{trait.name}{f'_{number}' if number > 1 else ''}.html"


def trait_paths(catalogue: Catalogue) -> Iterator[tuple[str, str]]:
    """Paths of these lists, each with the trait's name and the number of the page."""
    for trait in TRAITS:
        for number, _ in enumerate(_pages(catalogue, trait.name), 1):
            yield trait_path(trait, number), f"{trait.name} {number}"


def view_trait(catalogue: Catalogue, key: str) -> ListingView:
    """One page of the services with a trait; the key is one of `trait_paths`."""
    name, page = key.split(" ")
    number = int(page)
    trait = next(one for one in TRAITS if one.name == name)
    pages = _pages(catalogue, name)
    title = f"{trait.title}服务" + (f"（第 {number} 页）" if number > 1 else "")
    crumbs = (HOME, index_link("find"), Link(title))
    urls = tuple(trait_path(trait, one) for one in range(1, len(pages) + 1))
    total = sum(map(len, pages))
    return ListingView(
        head=Head(title, describe(trait.lead), trait_path(trait, number), crumbs),
        title=title,
        lead=f"{trait.lead}共 {total} 项。",
        groups=group_by_category(catalogue, pages[number - 1]),
        pager=Pager(number, urls) if len(pages) > 1 else None,
        empty="" if total else "目前没有这样的服务。",
    )


@once
def _services_with(catalogue: Catalogue, name: str) -> tuple[Entry[Service], ...]:
    holds = next(one.holds for one in TRAITS if one.name == name)
    return tuple(one for one in ordered_services(catalogue) if holds(one.value))


def _pages(catalogue: Catalogue, name: str) -> tuple[tuple[Entry[Service], ...], ...]:
    return tuple(split_pages(_services_with(catalogue, name), PAGE_SIZE))
