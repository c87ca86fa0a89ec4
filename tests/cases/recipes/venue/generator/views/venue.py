"""Venues: the list, a page for each, and where else they show."""

import datetime
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Annotated, ClassVar

from generator.model.venue import Venue

from generator.catalogue import Catalogue
from generator.diagnostics import Text
from generator.views.addresses import HOME, index_link, page_path
from generator.views.changelog import tell_date
from generator.views.columns import Says
from generator.views.listing import ListingView, TileGroup, index_head
from generator.views.pieces import Head, Link, Tile, join_sentences
from generator.views.projections import (
    DataSet,
    Detail,
    Findable,
    Listing,
    NotShown,
    Pages,
    Publication,
    SearchDocument,
    Section,
    Thing,
)


@dataclass(frozen=True, slots=True)
class VenueView:
    """The page of a venue."""

    head: Head
    name: str
    community: str
    address: str
    phone: str
    opened: str


@dataclass(frozen=True, slots=True)
class VenueRecord:
    """A venue in open data."""

    KEY: ClassVar[tuple[str, ...]] = ("id",)
    id: Annotated[str, Says("编号", "Identifier")]
    name: Annotated[str, Says("名称", "Name")]
    community: Annotated[str, Says("社区", "Community")]
    address: Annotated[str, Says("地址", "Address")]
    phone: Annotated[str, Says("电话", "Telephone")]
    opened: Annotated[str, Says("开放日期", "Open since", "date")]
    page: Annotated[str, Says("网页", "Web page", "anyURI")]


def view_venue(catalogue: Catalogue, name: str) -> VenueView:
    """One venue."""
    venue = catalogue.of(Venue)[name].value
    crumbs = (HOME, index_link("venue"), Link(venue.name))
    head = Head(venue.name, venue.address, page_path("venue", name), crumbs)
    return VenueView(head, venue.name, *_where(catalogue, venue))


def view_venues(catalogue: Catalogue) -> ListingView:
    """All venues."""
    tiles = tuple(Tile(one.name, page_path("venue", one.id), 1) for one in catalogue.of(Venue).values())
    head = index_head("venue", "场所", "居民可以用的场所")
    return ListingView(head, "场所", tiles=(TileGroup("", tiles),))


def _documents(catalogue: Catalogue) -> Iterator[SearchDocument]:
    for one in catalogue.of(Venue).values():
        text = join_sentences(*_where(catalogue, one.value))
        yield SearchDocument("venue", one.name, page_path("venue", one.id), (), text, "")


def _records(catalogue: Catalogue) -> Iterator[VenueRecord]:
    for one in catalogue.of(Venue).values():
        where = _where(catalogue, one.value)
        yield VenueRecord(one.id, one.name, *where, page_path("venue", one.id))


def _where(catalogue: Catalogue, venue: Venue) -> tuple[str, str, str, str]:
    community, opened = catalogue.name_of("division", venue.community), venue.opened_on.isoformat()
    return community, venue.address, venue.phone or "", opened


PUBLICATION = Publication(
    kind="venue",
    pages=Pages(
        Link("场所", "venues/index.html"),
        (Listing("listing.html.j2", view_venues), Detail("venue.html.j2", view_venue)),
    ),
    search=Findable("场所", _documents),
    open_data=DataSet(
        "venues",
        Text("场所", "Venues"),
        Text("全部场所。", "All venues."),
        datetime.date(2026, 11, 29),
        VenueRecord,
        _records,
    ),
    changes=Section("venue", Text("场所", "Venues")),
    dated=tell_date(
        "venue", "venue-added", "opened_on", Text("“{one.name}”开放了。", "“{one.name}” opened.")
    ),
    feed=NotShown("a room that opens is announced by a notice"),
    structured_data=Thing(VenueView, "Place"),
    handbook=NotShown("the printed ground of a grid names the place"),
)
