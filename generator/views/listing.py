"""Pages that are lists: tiles, and cards in groups, cut into pages where the list is long."""

from dataclasses import dataclass

from generator.views.addresses import HOME, feed_path, index_link, page_path
from generator.views.map import MapView
from generator.views.pieces import Call, Group, Head, Link, Tile, describe


@dataclass(frozen=True, slots=True)
class Pager:
    """Pages of one list: which this is, how many there are, their addresses."""

    number: int
    urls: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class TileGroup:
    """Tiles under a heading; without a title they stand at the top."""

    title: str
    tiles: tuple[Tile, ...]
    id: str = ""


@dataclass(frozen=True, slots=True)
class ListingView:
    """A list of tiles and of cards in groups. `intro` is Markdown, `lead` plain text.

    `plan` and `calls` are for what cannot wait: what to do now and whom to ring.
    """

    head: Head
    title: str
    lead: str = ""
    intro: str = ""
    tiles: tuple[TileGroup, ...] = ()
    groups: tuple[Group, ...] = ()
    pager: Pager | None = None
    empty: str = ""
    map: MapView | None = None
    plan: Link | None = None
    calls: tuple[Call, ...] = ()


def index_head(kind: str, title: str, description: str, number: int = 1) -> Head:
    """The head of the index of a kind, or of a later page of it."""
    return list_head(
        index_link(kind), title, description, number, feed_path("city", "") if kind == "notice" else ""
    )


def list_head(link: Link, title: str, description: str, number: int = 1, feed: str = "") -> Head:
    """The same for an index that a link leads to."""
    path = link.url.replace("index.html", f"index_{number}.html") if number > 1 else link.url
    crumbs = (HOME, link, Link(f"第 {number} 页")) if number > 1 else (HOME, Link(link.text))
    title = f"{title}（第 {number} 页）" if number > 1 else title
    return Head(title, describe(description), path, crumbs, feed=feed)


def index_pager(kind: str, number: int, total: int) -> Pager | None:
    """Addresses of the pages of an index; None when there is only one."""
    folder = index_link(kind).url.removesuffix("index.html")
    later = tuple(f"{folder}index_{one}.html" for one in range(2, total + 1))
    return Pager(number, (index_link(kind).url, *later)) if later else None


def entry_pager(kind: str, name: str, number: int, total: int) -> Pager | None:
    """The same for the list on the page of an entry."""
    if total == 1:
        return None
    return Pager(number, tuple(page_path(kind, name, one) for one in range(1, total + 1)))
