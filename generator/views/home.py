"""The home page, and what stands on every page: banner and footer."""

import datetime
from dataclasses import dataclass

from generator.catalogue import Catalogue
from generator.facts.memory import once
from generator.facts.publication import announced_notices, issued_plans
from generator.locale.zh import format_date
from generator.model.site import Filings
from generator.views.addresses import HOME, feed_path, page_path
from generator.views.city_map import view_city_map
from generator.views.community import community_tiles
from generator.views.contact import view_hotline, view_supervision
from generator.views.listing import TileGroup
from generator.views.map import MapView
from generator.views.menu import audience_tiles, view_varied_cards
from generator.views.notice import MOST_NOTICES, NoticeItem, concerns, show_first, view_item
from generator.views.pieces import Call, Card, Head, Tile, describe, make_phone
from generator.views.subject import count_services, life_event_tiles

NOTICES = 3
"""Notices that home shows at once."""
URGENT = 2
"""Urgent notices that a page names for its own area."""
ELSEWHERE = 3
"""Urgent notices of single areas that home names."""
CARDS = 6
FEW_COMMUNITIES = 40
"""Up to so many communities home shows each of them; beyond, their townships."""


@dataclass(frozen=True, slots=True)
class HomeView:
    """The home page below its search box, whose banner names what is urgent.

    `intro` is Markdown; of the notices `most` show at once; `plans` are names of incidents.
    """

    head: Head
    intro: str
    audiences: tuple[Tile, ...]
    life_events: tuple[Tile, ...]
    map: MapView | None
    places: tuple[TileGroup, ...]
    cards: tuple[Card, ...]
    notices: tuple[NoticeItem, ...]
    most: int
    hotline: Call
    emergencies: tuple[Call, ...]
    plans: tuple[Tile, ...]


@dataclass(frozen=True, slots=True)
class BannerView:
    """What stands on top of a page.

    `urgent` are notices of the page's area; `elsewhere` are those of some areas only, on home, so many
    of each at once; `more` is whether there are more. `brief` is a page about no area, which names one notice
    of the whole city. `home` has room for the grid that a reader has chosen.
    A page read more than `stale_days` after the day `built_on` is old: it then names the `hotline`.
    """

    demo: bool
    home: bool
    brief: bool
    urgent: tuple[NoticeItem, ...]
    most_urgent: int
    elsewhere: tuple[NoticeItem, ...]
    most_elsewhere: int
    more: bool
    built_on: datetime.date
    built: str
    stale_days: int
    hotline: Call

    @property
    def urgent_now(self) -> bool:
        """Whether any notice shows on the day of building."""
        return any(one.shown.now for one in (*self.urgent, *self.elsewhere))


@dataclass(frozen=True, slots=True)
class ChromeView:
    """What stands at the end of every page.

    `demo` names an invented city; `built` is the day of building, `filings` are registrations.
    """

    demo: str
    built_on: datetime.date
    built: str
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
            feed=feed_path("city", ""),
        ),
        intro=profile.intro or "",
        audiences=audience_tiles(catalogue, count_services(catalogue, "audiences")),
        life_events=life_event_tiles(catalogue),
        map=view_city_map(catalogue),
        places=_view_places(catalogue),
        cards=view_varied_cards(catalogue)[:CARDS],
        notices=tuple(
            show_first(
                (
                    view_item(catalogue, one.id)
                    for one in announced_notices(catalogue)[:MOST_NOTICES]
                    if one.value.level != "紧急"
                ),
                NOTICES,
            )
        ),
        most=NOTICES,
        hotline=view_hotline(catalogue),
        emergencies=tuple(Call(one.name, make_phone(one.phone), style="mild") for one in profile.emergencies),
        plans=tuple(Tile(one.value.incident, page_path("plan", one.id)) for one in issued_plans(catalogue)),
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


def view_banner(catalogue: Catalogue, path: str, area: frozenset[str] | None) -> BannerView:
    """Urgent notices for the page at `path`, which is about these areas; None is about none in particular."""
    return _view_banner(catalogue, path if path in _differing(catalogue) else "", area)


@once
def _differing(catalogue: Catalogue) -> frozenset[str]:
    """Pages that show other notices than the rest of their area: home, and notices themselves."""
    return frozenset((HOME.url, *(page_path("notice", one.id) for one in announced_notices(catalogue))))


@once
def _view_banner(catalogue: Catalogue, path: str, area: frozenset[str] | None) -> BannerView:
    """The same for home and notices by their paths; other pages of the same areas share one."""
    urgent = tuple(one for one in announced_notices(catalogue) if one.value.level == "紧急")
    here = tuple(one.id for one in urgent if concerns(catalogue, one.value, area))
    elsewhere = tuple(one.id for one in urgent if one.id not in here) if path == HOME.url else ()
    here = tuple(name for name in here if page_path("notice", name) != path)
    brief = area is None and path != HOME.url
    most = 1 if brief else URGENT
    return BannerView(
        catalogue.profile.demo,
        path == HOME.url,
        brief,
        tuple(show_first((view_item(catalogue, name) for name in here[:MOST_NOTICES]), most)),
        most,
        tuple(show_first((view_item(catalogue, name) for name in elsewhere[:MOST_NOTICES]), ELSEWHERE)),
        ELSEWHERE,
        not brief and (len(here) > most or len(elsewhere) > ELSEWHERE),
        catalogue.today,
        format_date(catalogue.today),
        catalogue.profile.stale_after_days,
        view_hotline(catalogue),
    )


@once
def view_chrome(catalogue: Catalogue) -> ChromeView:
    """Join the footer."""
    profile = catalogue.profile
    city = catalogue.divisions.get(profile.city)
    return ChromeView(
        demo=(city.value.name if city else profile.site_name) if profile.demo else "",
        built_on=catalogue.today,
        built=format_date(catalogue.today),
        publisher=profile.publisher,
        hotline=view_hotline(catalogue),
        supervision=view_supervision(catalogue),
        filings=profile.filings,
    )
