"""Notices: on a page of their own, in lists, and the urgent ones on top of every page."""

import datetime
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from generator.catalogue import Catalogue, Entry, gather
from generator.facts.holidays import DAY
from generator.facts.memory import once
from generator.facts.offers import WHOLE_CITY, areas_of
from generator.facts.publication import announced_notices
from generator.locale.zh import format_date, format_days
from generator.model import Notice
from generator.views.addresses import area_above, entry_head, link_area, link_entry, page_path
from generator.views.listing import index_head
from generator.views.pieces import Head, Link, Phone, cut_text, maybe_phone, plain_text
from generator.views.restriction import RestrictionView, view_restriction
from generator.views.shown import ALWAYS, Shown, show_after, show_between

ITEM_TEXT = 80
NAMED = 3

NOTICES, MOST_NOTICES = 2, 6
"""Notices that the page of an area shows at once, and those in it from which the next take the place."""


@dataclass(frozen=True, slots=True)
class NoticeItem:
    """A notice in a list."""

    title: str
    url: str
    urgent: bool
    issued_on: datetime.date
    issued: str
    expires_on: datetime.date
    expires: str
    text: str
    area: str
    restricted: bool = False
    shown: Shown = ALWAYS


@dataclass(frozen=True, slots=True)
class NoticeView:
    """One notice; `body` is Markdown. `before` and `after` its days the page says so."""

    head: Head
    title: str
    urgent: bool
    body: str
    issuer: Link | None
    issued_on: datetime.date
    issued: str
    corrected: str
    updated_on: datetime.date
    expires_on: datetime.date
    expires: str
    area: tuple[Link, ...]
    phone: Phone | None
    restriction: RestrictionView | None
    restriction_ended: Shown
    shown: Shown
    before: Shown
    after: Shown


@dataclass(frozen=True, slots=True)
class NoticesView:
    """The index of notices."""

    head: Head
    notices: tuple[NoticeItem, ...]


def show_notice(catalogue: Catalogue, notice: Notice) -> Shown:
    """The days of a notice."""
    return show_between(catalogue.today, notice.issued_on, notice.expires_on)


@once
def view_item(catalogue: Catalogue, notice_id: str) -> NoticeItem:
    """A notice in a list."""
    notice = catalogue.notices[notice_id].value
    return NoticeItem(
        notice.title,
        page_path("notice", notice_id),
        notice.level == "紧急",
        notice.issued_on,
        format_days(notice.issued_on, None, catalogue.today),
        notice.expires_on,
        format_days(notice.expires_on, None, catalogue.today),
        cut_text(plain_text(notice.body), ITEM_TEXT),
        name_area(catalogue, notice),
        view_restriction(catalogue, notice.restriction) is not None,
        show_notice(catalogue, notice),
    )


def view_notice(catalogue: Catalogue, notice_id: str) -> NoticeView:
    """One notice that holds today or will."""
    entry = catalogue.notices[notice_id]
    notice = entry.value
    return NoticeView(
        head=entry_head(
            catalogue,
            entry,
            notice.title,
            notice.title,
            notice.body,
            area=area_above(catalogue, notice.area),
            indexed=notice.issued_on <= catalogue.today,
        ),
        title=notice.title,
        urgent=notice.level == "紧急",
        body=notice.body,
        issuer=link_entry(catalogue, "organization", notice.issuer),
        issued_on=notice.issued_on,
        issued=format_date(notice.issued_on),
        corrected=format_date(notice.corrected_on)
        if notice.corrected_on and notice.corrected_on <= catalogue.today
        else "",
        updated_on=last_told(catalogue, notice),
        expires_on=notice.expires_on,
        expires=format_date(notice.expires_on),
        area=_view_area(catalogue, notice),
        phone=maybe_phone(notice.phone),
        restriction=view_restriction(catalogue, notice.restriction),
        restriction_ended=show_after(
            catalogue.today, notice.restriction.until if notice.restriction else None
        ),
        shown=show_between(catalogue.today, notice.issued_on, None),
        before=show_between(catalogue.today, None, notice.issued_on - DAY),
        after=show_after(catalogue.today, notice.expires_on),
    )


def last_told(catalogue: Catalogue, notice: Notice) -> datetime.date:
    """The day of the correction once it has come, else of the issue."""
    corrected = notice.corrected_on
    return corrected if corrected and notice.issued_on < corrected <= catalogue.today else notice.issued_on


def _view_area(catalogue: Catalogue, notice: Notice) -> tuple[Link, ...]:
    links = (link_area(catalogue, area) for area in notice.area)
    return tuple(link for link in links if link) or (Link("全市"),)


def name_area(catalogue: Catalogue, notice: Notice) -> str:
    """The first places that a notice is for: `渔港街道、东礁乡`."""
    names = [link.text for link in _view_area(catalogue, notice)]
    return f"{'、'.join(names[:NAMED])}{'等地' if len(names) > NAMED else ''}"


def concerns(catalogue: Catalogue, notice: Notice, area: frozenset[str] | None) -> bool:
    """Whether a notice is for a page's area: a city-wide notice is for every page."""
    return not (area or frozenset()).union({WHOLE_CITY}).isdisjoint(areas_of(catalogue, notice))


def view_notices(catalogue: Catalogue) -> NoticesView:
    """All notices that hold today or will."""
    head = index_head("notice", "公告", "各部门、各社区的公告，都写明到哪天为止")
    return NoticesView(head, tuple(view_item(catalogue, one.id) for one in announced_notices(catalogue)))


def show_first(items: Iterable[NoticeItem], most: int) -> Iterator[NoticeItem]:
    """All of them, of which so many show at once; the next take the place of what ends."""
    shown = 0
    for one in items:
        shown += one.shown.now
        yield one if shown <= most else replace(one, shown=replace(one.shown, now=False))


@once
def _notices_by_area(catalogue: Catalogue) -> Mapping[str, tuple[Entry[Notice], ...]]:
    notices = announced_notices(catalogue)
    return gather((area, one) for one in notices for area in areas_of(catalogue, one.value))


def notices_of_areas(catalogue: Catalogue, areas: frozenset[str]) -> tuple[NoticeItem, ...]:
    """Notices that concern any of these areas, in the order of the index."""
    by_area = _notices_by_area(catalogue)
    wanted = {one.id for area in (*areas, WHOLE_CITY) for one in by_area.get(area, ())}
    return tuple(view_item(catalogue, one.id) for one in announced_notices(catalogue) if one.id in wanted)


def first_notices(catalogue: Catalogue, areas: frozenset[str]) -> tuple[NoticeItem, ...]:
    """The same for a page that shows the first few, and the next when one of them ends."""
    return tuple(show_first(notices_of_areas(catalogue, areas)[:MOST_NOTICES], NOTICES))
