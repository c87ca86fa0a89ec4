"""Feeds: the notices of the city, of each community and of each grid."""

import datetime
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from generator.catalogue import Catalogue, Entry, gather
from generator.facts.memory import once
from generator.facts.offers import WHOLE_CITY, areas_of
from generator.facts.order import rank_of
from generator.facts.publication import is_published_notice
from generator.locale.zh import format_date
from generator.model import Notice
from generator.views.addresses import feed_path, index_link, link_area, link_entry, page_path
from generator.views.restriction import view_restriction


@dataclass(frozen=True, slots=True)
class FeedItem:
    """One notice. `body` is Markdown; `notes` are plain lines below it; `path` is its page."""

    path: str
    shown_title: str
    body: str
    notes: tuple[str, ...]
    urgent: bool
    issuer: str
    areas: tuple[str, ...]
    issued_on: datetime.date
    updated_on: datetime.date
    expires_on: datetime.date


@dataclass(frozen=True, slots=True)
class Feed:
    """One feed: `path` without its ending, `page` that it belongs to, `city` whose identity it carries.

    `updated_on` is the day of the latest notice that ever was, ended ones included: a feed does not grow
    older when a notice ends.
    """

    path: str
    page: str
    title: str
    city: str
    publisher: str
    time_zone: str
    updated_on: datetime.date | None
    items: tuple[FeedItem, ...]


def list_feeds(catalogue: Catalogue) -> Iterator[Feed]:
    """The city's feed, then those of communities and grids."""
    profile = catalogue.profile
    yield _make_feed(catalogue, feed_path("city", ""), index_link("notice").url, profile.site_name, None)
    for one in catalogue.communities:
        area = frozenset(up.id for up in catalogue.lineage(one.id))
        page = page_path("division", one.id)
        yield _make_feed(catalogue, feed_path("division", one.id), page, one.value.name, area)
    for grid in catalogue.live_grids:
        page = page_path("grid", grid.id)
        area = catalogue.area_of(grid)
        yield _make_feed(catalogue, feed_path("grid", grid.id), page, grid.value.name, area)


def _make_feed(catalogue: Catalogue, path: str, page: str, name: str, area: frozenset[str] | None) -> Feed:
    """A feed of the notices that concern an area; None is everything in the city."""
    city = catalogue.divisions.get(catalogue.profile.city)
    issued = _issued_notices(catalogue, area)
    shown = [one for one in issued if is_published_notice(catalogue, one.value)]
    shown.sort(key=lambda one: rank_of(catalogue, "notice", one.id))
    shown.sort(key=lambda one: one.value.issued_on, reverse=True)
    return Feed(
        path,
        page,
        f"{name}公告",
        city.value.code if city else catalogue.profile.city,
        catalogue.profile.publisher,
        catalogue.profile.time_zone,
        max((_updated_on(catalogue, one.value) for one in issued), default=None),
        tuple(_view_feed_item(catalogue, one.id) for one in shown),
    )


def _issued_notices(catalogue: Catalogue, area: frozenset[str] | None) -> list[Entry[Notice]]:
    """Notices that concern an area, ended ones too, each once."""
    by_area = _by_area(catalogue)
    keys = by_area.keys() if area is None else (WHOLE_CITY, *area)
    return list({one.id: one for key in keys for one in by_area.get(key, ())}.values())


@once
def _by_area(catalogue: Catalogue) -> Mapping[str, tuple[Entry[Notice], ...]]:
    """Notices issued by today by the areas that they name, so that many feeds stay linear."""
    issued = (one for one in catalogue.notices.values() if one.value.issued_on <= catalogue.today)
    return gather((area, one) for one in issued for area in areas_of(catalogue, one.value))


@once
def _view_feed_item(catalogue: Catalogue, notice_id: str) -> FeedItem:
    notice = catalogue.notices[notice_id].value
    issuer = link_entry(catalogue, "organization", notice.issuer)
    restriction = view_restriction(catalogue, notice.restriction)
    notes = [f"{format_date(notice.expires_on)}失效。"]
    if restriction:
        parts = (
            restriction.what,
            restriction.instrument,
            restriction.issuer.text if restriction.issuer else "",
        )
        until = f"到{restriction.until}为止" if restriction.until else ""
        notes.insert(0, f"限制措施：{'，'.join(part for part in (*parts, until) if part)}。")
    if notice.phone:
        notes.append(f"电话：{notice.phone}")
    links = (link_area(catalogue, area) for area in notice.area)
    return FeedItem(
        page_path("notice", notice_id),
        f"【紧急】{notice.title}" if notice.level == "紧急" else notice.title,
        notice.body,
        tuple(notes),
        notice.level == "紧急",
        issuer.text if issuer else "",
        tuple(link.text for link in links if link),
        notice.issued_on,
        _updated_on(catalogue, notice),
        notice.expires_on,
    )


def _updated_on(catalogue: Catalogue, notice: Notice) -> datetime.date:
    """The day of the correction once it has come, else of the issue."""
    corrected = notice.corrected_on
    return corrected if corrected and notice.issued_on < corrected <= catalogue.today else notice.issued_on
