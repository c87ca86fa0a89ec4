"""The home page, and what stands on every page: banner and footer."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from generator.views.addresses import HOME
from generator.views.community import community_tiles
from generator.views.grid import view_hotline
from generator.views.listing import TileGroup
from generator.views.memory import once
from generator.views.menu import audience_tiles, view_varied_cards
from generator.views.notice import view_item
from generator.views.pieces import Call, Card, Head, Tile, describe, make_phone
from generator.views.publication import published_notices
from generator.views.subject import count_services, life_event_tiles

if TYPE_CHECKING:
    from generator.catalogue import Catalogue
    from generator.model.profile import Filings
    from generator.views.notice import NoticeItem

NOTICES = 3
CARDS = 6
FEW_COMMUNITIES = 40
"""Up to so many communities home shows each of them; beyond, their townships."""


@dataclass(frozen=True, slots=True)
class HomeView:
    """The home page below its search box. `intro` is Markdown."""

    head: Head
    intro: str
    audiences: tuple[Tile, ...]
    life_events: tuple[Tile, ...]
    places: tuple[TileGroup, ...]
    cards: tuple[Card, ...]
    notices: tuple[NoticeItem, ...]
    hotline: Call
    supervision: Call
    emergencies: tuple[Call, ...]


@dataclass(frozen=True, slots=True)
class ChromeView:
    """What stands on every page. `demo` names the invented city; `filings` are shown in the footer."""

    demo: str
    urgent: tuple[NoticeItem, ...]
    publisher: str
    hotline: Call
    supervision: Call
    filings: Filings


def view_home(catalogue: Catalogue) -> HomeView:
    """Join what home shows."""
    profile = catalogue.profile
    return HomeView(
        head=Head(
            profile.site_name,
            describe(profile.intro or f"{profile.site_name}：各网格为居民办的事、值班电话、服务人员和公告"),
            HOME.url,
            (),
        ),
        intro=profile.intro or "",
        audiences=audience_tiles(catalogue, count_services(catalogue, "audiences")),
        life_events=life_event_tiles(catalogue),
        places=_view_places(catalogue),
        cards=view_varied_cards(catalogue)[:CARDS],
        notices=tuple(view_item(catalogue, one.id) for one in published_notices(catalogue)[:NOTICES]),
        hotline=view_hotline(catalogue),
        supervision=view_supervision(catalogue),
        emergencies=tuple(
            Call(one.name, make_phone(one.phone), style="urgent") for one in profile.emergencies
        ),
    )


def _view_places(catalogue: Catalogue) -> tuple[TileGroup, ...]:
    groups = community_tiles(catalogue)
    if sum(len(group.tiles) for group in groups) <= FEW_COMMUNITIES:
        return groups
    tiles = tuple(
        Tile(group.title, f"communities/index.html#{group.id}", len(group.tiles), "个社区")
        for group in groups
    )
    return (TileGroup("", tiles),)


def view_supervision(catalogue: Catalogue) -> Call:
    """Where to complain about a grid or a worker."""
    return Call("监督电话", make_phone(catalogue.profile.supervision_phone), style="plain")


@once
def view_chrome(catalogue: Catalogue) -> ChromeView:
    """Join banner and footer."""
    profile = catalogue.profile
    city = catalogue.divisions.get(profile.city)
    urgent = (one for one in published_notices(catalogue) if one.value.level == "紧急")
    return ChromeView(
        demo=(city.value.name if city else profile.site_name) if profile.demo else "",
        urgent=tuple(view_item(catalogue, one.id) for one in urgent),
        publisher=profile.publisher,
        hotline=view_hotline(catalogue),
        supervision=view_supervision(catalogue),
        filings=profile.filings,
    )
