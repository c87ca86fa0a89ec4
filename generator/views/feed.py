"""Feeds: what is new in the city, in each community and in each grid."""

import datetime
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from generator.catalogue import Catalogue, gather
from generator.facts.offers import WHOLE_CITY
from generator.views.addresses import feed_path, index_link, page_path
from generator.views.projections import FeedItem


@dataclass(frozen=True, slots=True)
class Feed:
    """One feed: `path` without its ending, `page` that it belongs to, `city` whose identity it carries.

    `updated_on` is the day of the latest item that ever was, ended ones included: a feed does not grow
    older when an item ends.
    """

    path: str
    page: str
    title: str
    city: str
    publisher: str
    time_zone: str
    updated_on: datetime.date | None
    items: tuple[FeedItem, ...]


def list_feeds(
    catalogue: Catalogue, sources: Iterable[Callable[[Catalogue], Iterator[FeedItem]]]
) -> Iterator[Feed]:
    """The city's feed, then those of communities and grids: items of all sources, the latest first."""
    profile = catalogue.profile
    items = [item for source in sources for item in source(catalogue)]
    items.sort(key=lambda one: one.issued_on, reverse=True)
    by_area = gather((area, number) for number, item in enumerate(items) for area in item.concerns)

    def concerning(area: frozenset[str]) -> list[FeedItem]:
        numbers = {number for key in (WHOLE_CITY, *area) for number in by_area.get(key, ())}
        return [items[number] for number in sorted(numbers)]

    yield _make_feed(catalogue, feed_path("city", ""), index_link("notice").url, profile.site_name, items)
    for one in catalogue.communities:
        found = concerning(frozenset(up.id for up in catalogue.lineage(one.id)))
        page = page_path("division", one.id)
        yield _make_feed(catalogue, feed_path("division", one.id), page, one.value.name, found)
    for grid in catalogue.live_grids:
        found, page = concerning(catalogue.area_of(grid)), page_path("grid", grid.id)
        yield _make_feed(catalogue, feed_path("grid", grid.id), page, grid.value.name, found)


def _make_feed(catalogue: Catalogue, path: str, page: str, name: str, items: Sequence[FeedItem]) -> Feed:
    return Feed(
        path,
        page,
        f"{name}公告",
        catalogue.city_code,
        catalogue.profile.publisher,
        catalogue.profile.time_zone,
        max((one.updated_on for one in items), default=None),
        tuple(one for one in items if not one.ended),
    )
