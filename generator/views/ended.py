"""Pages that stay at printed addresses: what has ended since when and what instead, and what has moved."""

import datetime
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from typing import Any

from generator.catalogue import Catalogue, Entry
from generator.locale.zh import format_date
from generator.model import Notice, Plan, Service
from generator.views.addresses import (
    HOME,
    entry_head,
    index_link,
    link_all,
    link_entry,
    page_path,
    service_name,
)
from generator.views.contact import view_hotline
from generator.views.pieces import Call, Head, Link
from generator.views.projections import Extra

ENDED = "ended.html.j2"
"""The template of what has ended or moved."""


@dataclass(frozen=True, slots=True)
class EndedView:
    """What is no more or elsewhere.

    `said` is one sentence on since when, `successors` are what to look at instead and `otherwise` where to
    ask when there are none; `was` is Markdown of what it said, kept for the record.
    """

    head: Head
    title: str
    said: str
    successors: tuple[Link, ...]
    otherwise: Link
    was: str
    hotline: Call


def ended_source(
    kind: str, view: Callable[[Catalogue, str], EndedView], has_ended: Callable[[Catalogue, Any], bool]
) -> Extra:
    """The pages of a kind's entries that have ended, at their old addresses."""

    def paths(catalogue: Catalogue) -> Iterator[tuple[str, str]]:
        for name, entry in sorted(catalogue.entries[kind].items()):
            if has_ended(catalogue, entry.value):
                yield page_path(kind, name), name

    return Extra(ENDED, view, paths)


def view_ended_service(catalogue: Catalogue, name: str) -> EndedView:
    """A service past its last day."""
    entry = catalogue.services[name]
    service = entry.value
    title = service_name(service)
    return _view(
        catalogue,
        entry,
        f"{title}已结束",
        _until("这项服务办", service.valid_until),
        link_all(catalogue, "service", (service.replaced_by,) if service.replaced_by else ()),
        service.summary,
    )


def view_ended_notice(catalogue: Catalogue, name: str) -> EndedView:
    """A notice past its last day; what it said is kept, because people ask what was announced."""
    entry = catalogue.notices[name]
    notice = entry.value
    return _view(
        catalogue,
        entry,
        f"{notice.title}（已失效）",
        f"这条公告{format_date(notice.issued_on)}发布，{_until('有效', notice.expires_on)}",
        link_all(catalogue, "notice", (notice.replaced_by,) if notice.replaced_by else ()),
        notice.body,
    )


def view_ended_plan(catalogue: Catalogue, name: str) -> EndedView:
    """A plan that is no longer in force."""
    entry = catalogue.plans[name]
    plan = entry.value
    return _view(
        catalogue,
        entry,
        f"{plan.name}已废止",
        _until("这份预案用", plan.valid_until),
        link_all(catalogue, "plan", (plan.replaced_by,) if plan.replaced_by else ()),
        "",
    )


def view_moved(catalogue: Catalogue, kind: str, name: str, former: str) -> EndedView:
    """The page at the address of a former id."""
    entry = catalogue.entries[kind][name]
    link = link_entry(catalogue, kind, name)
    text = link.text if link else entry.name
    here = Link(text, page_path(kind, name))
    head = Head(
        text,
        f"{text}的网址改了，这里带您过去。",
        page_path(kind, former),
        (HOME, index_link(kind), Link(text)),
        indexed=False,
        redirect=here.url,
    )
    return EndedView(head, text, "网址改了。", (here,), index_link(kind), "", view_hotline(catalogue))


def _view(  # noqa: PLR0913, PLR0917 - one parameter for each part of the page
    catalogue: Catalogue,
    entry: Entry[Service] | Entry[Notice] | Entry[Plan],
    title: str,
    said: str,
    successors: tuple[Link, ...],
    was: str,
) -> EndedView:
    head = replace(entry_head(catalogue, entry, title, indexed=False), description=f"{title}。{said}")
    return EndedView(head, title, said, successors, index_link(entry.kind), was, view_hotline(catalogue))


def _until(what: str, day: datetime.date | None) -> str:
    return f"{what}到{format_date(day)}为止。" if day else "已经不用了。"
