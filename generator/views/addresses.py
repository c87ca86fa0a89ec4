"""Which page shows an entry, and links to it. A link to what is not published is text only."""

from collections.abc import Iterable, Mapping
from functools import cache
from typing import cast

from generator.catalogue import Catalogue, Entry
from generator.facts.memory import once
from generator.locale.messages import Language
from generator.model import Division, Service
from generator.model.fields import Shape
from generator.views.pieces import Head, Link, describe
from generator.views.projections import Pages

HOME = Link("首页", "index.html")
IN_ENGLISH = frozenset({"service", "plan", "organization"})
"""Kinds whose entries have a page in English, if they say anything in it."""


@cache
def _pages() -> Mapping[str, Pages]:
    """Pages of kinds, and those that stand by themselves, by name.

    The register stands above the views, which link to each other's pages by kind: so it is asked when
    the first page is made, not when this module is loaded.
    """
    from generator.views.register import PUBLICATIONS, STANDING  # noqa: PLC0415 - see above

    kinds = {one.kind: one.pages for one in PUBLICATIONS if isinstance(one.pages, Pages)}
    return kinds | {one.name: one.pages for one in STANDING}


def index_link(name: str) -> Link:
    """The index page of a kind, or a page that stands by itself."""
    return _pages()[name].index


def page_path(kind: str, name: str, part: int | str = 1) -> str:
    """The path of an entry's page, or of a part of it by number or name."""
    return _pages()[kind].path(name, part)


def english_path(kind: str, name: str) -> str:
    """The path of an entry's page in English, "" for kinds that have none."""
    folder = _pages()[kind].index.url.partition("/")[0]
    return f"en/{folder}-{name}.html" if kind in IN_ENGLISH else ""


def language_of(path: str) -> Language:
    """The language of a page."""
    return "en" if path.startswith("en/") else "zh"


def feed_path(kind: str, name: str) -> str:
    """The path of the feed of a grid's or a community's notices, without its ending; of the city's else."""
    if kind == "grid":
        return f"feeds/grid-{name}"
    return f"feeds/community-{name}" if kind == "division" else "feeds/city"


def anchor(kind: str, name: str) -> str:
    """The id of a heading about an entry; the prefix keeps it apart from the chrome's own ids."""
    return f"{kind}-{name}"


def service_name(service: Service) -> str:
    """What residents call a service."""
    return service.plain_name or service.name


def edit_address(catalogue: Catalogue, entry: Entry[Shape]) -> str:
    """Where an entry's file can be edited; "" where the profile does not say."""
    return f"{catalogue.profile.edit_url}{entry.file}" if catalogue.profile.edit_url else ""


def entry_head(  # noqa: PLR0913 - one parameter for each part
    catalogue: Catalogue,
    entry: Entry[Shape],
    title: str,
    *described: str | None,
    crumb: str = "",
    index: str = "",
    between: Iterable[Link | None] = (),
    part: int | str = 1,
    indexed: bool = True,
    area: frozenset[str] | None = None,
    feed: str = "",
) -> Head:
    """The head of an entry's page, or of a part of it, described by these texts.

    Its crumbs lead over the index of its kind, or the one named, and over what is `between`, to the page
    itself: the title, unless another `crumb` is given.
    """
    above = (index_link(index or entry.kind), *(link for link in between if link))
    crumbs = (HOME, *above, Link(crumb or title))
    path = page_path(entry.kind, entry.id, part)
    written = indexed and getattr(entry.value, "english", None)
    english = english_path(entry.kind, entry.id) if written else ""
    return Head(
        title,
        describe(*described),
        path,
        crumbs,
        edit_address(catalogue, entry),
        indexed,
        area=area,
        feed=feed,
        english=english,
    )


@once
def link_entry(catalogue: Catalogue, kind: str, name: str) -> Link | None:
    """A link to an entry of a kind with a page; None when there is no such entry."""
    entry = catalogue.entries.get(kind, {}).get(name)
    if entry is None:
        return None
    if kind == "division":
        return link_division(catalogue, cast("Entry[Division]", entry))
    if kind == "information_item":
        item = catalogue.information_items[name].value
        return Link(item.name, f"{index_link(kind).url}#{anchor('item', name)}")
    text = service_name(entry.value) if isinstance(entry.value, Service) else entry.name
    pages = _pages().get(kind)
    return Link(text, pages.path(name) if pages and pages.is_public(catalogue, entry) else "")


def public_path(catalogue: Catalogue, kind: str, name: str) -> str:
    """The page of an entry that is published today, else nothing."""
    link = link_entry(catalogue, kind, name)
    return link.url if link else ""


def link_or_id(catalogue: Catalogue, kind: str, name: str) -> Link:
    """A link to an entry; the id as plain text when there is none."""
    return link_entry(catalogue, kind, name) or Link(name)


def link_division(catalogue: Catalogue, division: Entry[Division]) -> Link:
    """A community has a page; a township is a heading of the index; what lies above is text only."""
    if division.value.level == "社区":
        return Link(division.value.name, page_path("division", division.id))
    holds = any(one.value.level == "社区" for one in catalogue.children.get(division.id, ()))
    return Link(
        division.value.name, f"communities/index.html#{anchor('division', division.id)}" if holds else ""
    )


def link_area(catalogue: Catalogue, name: str) -> Link | None:
    """A division or a grid by id."""
    return link_entry(catalogue, "division", name) or link_entry(catalogue, "grid", name)


@once
def area_above(catalogue: Catalogue, areas: tuple[str, ...]) -> frozenset[str] | None:
    """Ids of areas and of all those above them; None for the whole city."""
    if not areas or catalogue.profile.city in areas:
        return None
    grids = (catalogue.area_of(catalogue.grids[one]) for one in areas if one in catalogue.grids)
    divisions = (frozenset(up.id for up in catalogue.lineage(one)) for one in areas)
    return frozenset().union(*grids, *divisions)


def link_all(catalogue: Catalogue, kind: str, names: Iterable[str]) -> tuple[Link, ...]:
    """Links to entries of one kind, in order, unknown ones left out."""
    links = (link_entry(catalogue, kind, name) for name in names)
    return tuple(link for link in links if link)
