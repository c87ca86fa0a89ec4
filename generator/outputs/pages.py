"""The pages of the site: path, view and template of each. Views are made only when a page is rendered."""

from dataclasses import replace
from functools import partial

from generator.catalogue import Catalogue
from generator.changes import compare_catalogues
from generator.changes.dated import DAYS, dated_changes
from generator.facts.memory import once
from generator.facts.renames import former_ids
from generator.outputs.exports.listing import view_open_data
from generator.outputs.prints.edition import Edition
from generator.outputs.prints.editions import (
    EDITIONS,
    HANDBOOK,
    list_files,
    published_editions,
)
from generator.outputs.prints.papers import PAPERS
from generator.reads import UNSURE, tell_read
from generator.views import changelog, open_data
from generator.views.addresses import HOME, page_path
from generator.views.changelog import ChangesView
from generator.views.ended import ENDED, view_moved
from generator.views.grid import GridView
from generator.views.pieces import Link
from generator.views.print_shop import INDEX, Offer, PrintShopView, view_print_shop
from generator.views.projections import Listing, Page, Pages, StandingPage, Words
from generator.views.register import PUBLICATIONS, SECTIONS, STANDING


def list_pages(catalogue: Catalogue, folder: str | None = None) -> dict[str, Page]:
    """All pages of data by path, in a stable order; those of one `folder` in a fraction of the time."""
    return _list_pages(catalogue, folder)


@once
def _list_pages(catalogue: Catalogue, folder: str | None) -> dict[str, Page]:
    every = {one.name: one.pages for one in STANDING_PAGES}
    every |= {one.kind: one.pages for one in PUBLICATIONS if isinstance(one.pages, Pages)}
    asked = {name: one for name, one in every.items() if folder in {None, one.folder}}
    pages = {page.path: page for name, one in asked.items() for page in one.make(catalogue, name)}
    for kind, name, former in former_ids(catalogue, asked):
        today = pages.get(page_path(kind, name))
        if today is not None:
            path, view = page_path(kind, former), partial(view_moved, catalogue, kind, name, former)
            pages.setdefault(path, Page(path, today.shell, ENDED, view))
    return pages


def list_shells() -> dict[str, str]:
    """Index pages that pages of data are stamped into, and their titles, home left out."""
    shown = (*(one.pages for one in PUBLICATIONS), *(one.pages for one in STANDING_PAGES))
    return {one.index.url: one.index.text for one in shown if isinstance(one, Pages) and one.index != HOME}


def view_changes(catalogue: Catalogue) -> ChangesView:
    """The page of changes: since the earlier catalogue, or by the dates of the last days."""
    earlier = catalogue.earlier
    if catalogue.is_compared:
        tell_read((UNSURE,))
    found = compare_catalogues(earlier.catalogue, catalogue) if earlier else dated_changes(catalogue)
    titles = ((section, title.zh) for section, title in SECTIONS.items())
    return changelog.view_changes(catalogue, found, titles, DAYS)


def view_prints(catalogue: Catalogue, *, published: bool = True) -> PrintShopView:
    """The page of prints; nothing is `published` by a site that is made without them."""
    settings = catalogue.profile.prints
    offered = published_editions(catalogue) if published else ()
    return view_print_shop(
        catalogue,
        (
            Offer(
                one.name,
                one.title.zh,
                one.group.zh,
                one.use.zh,
                partial(_link_files, catalogue, one) if one in offered else None,
            )
            for one in EDITIONS
        ),
        {"A4": PAPERS[settings.paper].title.zh, "A5": PAPERS[settings.book].title.zh},
    )


def _link_files(catalogue: Catalogue, edition: Edition, grid_id: str) -> tuple[Link, ...]:
    return tuple(Link(title, path) for path, title in list_files(catalogue, edition, grid_id))


def offer_prints(catalogue: Catalogue, view: GridView, grid_id: str) -> GridView:
    """The page of a grid with the prints that the site has of it."""
    files = [
        one for edition in published_editions(catalogue) for one in _link_files(catalogue, edition, grid_id)
    ]
    handbook = HANDBOOK.path(grid_id)
    others = tuple(one for one in files if one.url != handbook)
    return replace(view, handbook=handbook if len(others) < len(files) else "", prints=others)


STANDING_PAGES = (
    *STANDING,
    StandingPage(
        "change",
        Pages(changelog.INDEX, (Listing("changes.html.j2", view_changes),)),
        Words(
            ("更新记录", "最近有什么变化", "换电话", "改时间", "要重印的手册"),
            "服务、电话、人员、网格最近有什么变化",
        ),
    ),
    StandingPage(
        "open_data",
        Pages(open_data.INDEX, (Listing("open_data.html.j2", view_open_data),)),
        Words(("数据下载", "CSV", "JSON", "Excel", "XLSX"), open_data.NOTE),
    ),
    StandingPage(
        "prints",
        Pages(INDEX, (Listing("print_shop.html.j2", view_prints),)),
        Words(
            (
                *("打印", "印出来", "下载手册", "手册", "海报", "书签", "口袋卡", "工作证", "传单", "三折页"),
                *("留言条", "公示板", "PDF", "大字本"),
            ),
            "手册、海报、卡片、书签，各做什么用，怎么打印",
        ),
    ),
)
"""Comparing, exports and prints stand above the views, so their pages are put in here."""
