"""What the recipes of docs/architecture.md make: a kind `venue` with a page, in seven files, and a rule."""

from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
VENUE = {
    "generator/model/venue.py": '''"""A venue: a room that residents may use."""

from __future__ import annotations

from pydantic import Field

from generator.model.fields import DivisionRef, Line, Phone, Shape


class Venue(Shape):
    """A hall, a court or a reading room."""

    name: Line = Field(title="名称")
    community: DivisionRef = Field(title="社区")
    address: Line = Field(title="地址")
    phone: Phone | None = Field(None, title="电话")
''',
    "generator/model/__init__.py": (
        (
            "from generator.model.vocabulary",
            "from generator.model.venue import Venue\nfrom generator.model.vocabulary",
        ),
        (
            '    Kind("notice",',
            '    Kind("venue", "venues", Venue, Text("场所", "venue")),\n    Kind("notice",',
        ),
    ),
    "generator/views/venue.py": '''"""Venues: the list, a page for each, and where else they show."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from generator.diagnostics import Text
from generator.model.venue import Venue
from generator.views.addresses import HOME, index_link, page_path
from generator.views.listing import ListingView, TileGroup, index_head
from generator.views.pieces import Head, Link, Tile
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
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.catalogue import Catalogue


@dataclass(frozen=True, slots=True)
class VenueView:
    """The page of a venue."""

    head: Head
    name: str
    address: str


@dataclass(frozen=True, slots=True)
class VenueRecord:
    """A venue in open data."""

    TITLES: ClassVar[tuple[str, ...]] = ("编号", "名称", "地址", "网页")
    id: str
    name: str
    address: str
    page: str


def view_venue(catalogue: Catalogue, name: str) -> VenueView:
    """One venue."""
    venue = catalogue.of(Venue)[name].value
    crumbs = (HOME, index_link("venue"), Link(venue.name))
    head = Head(venue.name, venue.address, page_path("venue", name), crumbs)
    return VenueView(head, venue.name, venue.address)


def view_venues(catalogue: Catalogue) -> ListingView:
    """All venues."""
    tiles = tuple(Tile(one.name, page_path("venue", one.id), 1) for one in catalogue.of(Venue).values())
    head = index_head("venue", "场所", "居民可以用的场所")
    return ListingView(head, "场所", tiles=(TileGroup("", tiles),))


def _documents(catalogue: Catalogue) -> Iterator[SearchDocument]:
    for one in catalogue.of(Venue).values():
        yield SearchDocument("venue", one.name, page_path("venue", one.id), (), one.value.address, "")


def _records(catalogue: Catalogue) -> Iterator[VenueRecord]:
    for one in catalogue.of(Venue).values():
        yield VenueRecord(one.id, one.name, one.value.address, page_path("venue", one.id))


PUBLICATION = Publication(
    kind="venue",
    pages=Pages(
        Link("场所", "venues/index.html"),
        (Listing("listing.html.j2", view_venues), Detail("venue.html.j2", view_venue)),
    ),
    search=Findable("场所", _documents),
    open_data=DataSet("venues", "场所", "全部场所。", VenueRecord, _records),
    changes=Section("venue", Text("场所", "Venues")),
    handbook=NotShown("the printed ground of a grid names the place"),
)
''',
    "generator/views/register.py": (
        ("from generator.views.todo", "from generator.views import venue\nfrom generator.views.todo"),
        ("    case_series.PUBLICATION,\n", "    case_series.PUBLICATION,\n    venue.PUBLICATION,\n"),
    ),
    "generator/templates/site/venue.html.j2": """{% from "macros.html.j2" import crumbs %}
{{ crumbs(view.head, root) }}
<h1>{{ view.name }}</h1><p>{{ view.address }}</p>
""",
    "mkdocs.yml": (
        (
            "      - 居民公约: charters/index.md",
            "      - 居民公约: charters/index.md\n      - 场所: venues/index.md",
        ),
    ),
    "menus/venues/quay-hall.yaml": "name: 码头活动室\ncommunity: chaojing\naddress: 码头路 1 号\n",
}


def _again(path):
    """A rule that is there, under another code and in its place: what matters is where its files go."""
    return (ROOT / path).read_text("utf-8").replace("SVC105", "VEN101")


RULE = {
    "generator/rules/ven101.py": _again("generator/rules/svc105.py"),
    "generator/rules/__init__.py": (ROOT / "generator/rules/__init__.py")
    .read_text("utf-8")
    .replace("    svc105,\n", "    ven101,\n"),
    **{
        f"tests/cases/rules/VEN101/{name}.case": _again(f"tests/cases/rules/SVC105/{name}.case")
        for name in ("bad", "near-miss", "two", "edge")
    },
}
