"""What is said of each kind: where and how its entries show, each projection as data or why there is none."""

import datetime
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import partial
from typing import Any, Protocol

from generator.catalogue import Catalogue
from generator.diagnostics import Text
from generator.views.columns import Record
from generator.views.pieces import Call, Head, Link

NOTE = 60
"""Characters of the line below a search result."""


@dataclass(frozen=True, slots=True)
class NotShown:
    """A projection that a kind leaves out, and why."""

    reason: str


class PageView(Protocol):
    """What every view of a page has."""

    @property
    def head(self) -> Head: ...


@dataclass(frozen=True, slots=True)
class Page:
    """One page of data: where it stands, which shell it is stamped into, its template and its view."""

    path: str
    shell: str
    template: str
    view: Callable[[], PageView]


@dataclass(frozen=True, slots=True)
class Listing:
    """The index page. With `count` it goes on over that many pages, and the view takes the page's number."""

    template: str
    view: Callable[..., PageView]
    count: Callable[[Catalogue], int] | None = None

    def make(self, catalogue: Catalogue, pages: "Pages", _: Iterable[str]) -> Iterator[Page]:
        """The index and its later pages."""
        index = pages.index.url
        if self.count is None:
            yield Page(index, index, self.template, partial(self.view, catalogue))
            return
        for number in range(1, self.count(catalogue) + 1):
            path = index.replace("index.html", f"index_{number}.html") if number > 1 else index
            yield Page(path, index, self.template, partial(self.view, catalogue, number))


@dataclass(frozen=True, slots=True)
class Detail:
    """A page for each public entry, or for `only` some. With `count` it goes on over that many pages.

    A named `part` stands on a page of its own beside the entry's.
    """

    template: str
    view: Callable[..., PageView]
    count: Callable[[Catalogue, str], int] | None = None
    only: Callable[[Catalogue, str], bool] | None = None
    part: str = ""

    def make(self, catalogue: Catalogue, pages: "Pages", names: Iterable[str]) -> Iterator[Page]:
        """The pages of the entries, by id."""
        for name in names:
            if self.only is None or self.only(catalogue, name):
                yield from self._make(catalogue, pages, name)

    def _make(self, catalogue: Catalogue, pages: "Pages", name: str) -> Iterator[Page]:
        index = pages.index.url
        if self.count is None:
            path = pages.path(name, self.part or 1)
            yield Page(path, index, self.template, partial(self.view, catalogue, name))
            return
        for number in range(1, self.count(catalogue, name) + 1):
            view = partial(self.view, catalogue, name, number)
            yield Page(pages.path(name, number), index, self.template, view)


@dataclass(frozen=True, slots=True)
class Extra:
    """Pages beside the index and the entries: paths with their keys; the view takes the key."""

    template: str
    view: Callable[[Catalogue, str], PageView]
    paths: Callable[[Catalogue], Iterable[tuple[str, str]]]

    def make(self, catalogue: Catalogue, pages: "Pages", _: Iterable[str]) -> Iterator[Page]:
        """The pages, in the order of `paths`."""
        for path, key in self.paths(catalogue):
            yield Page(path, pages.index.url, self.template, partial(self.view, catalogue, key))


def _everything(_: Catalogue, __: Any) -> bool:  # noqa: ANN401 - an entry of any kind
    return True


@dataclass(frozen=True, slots=True)
class Pages:
    """The pages of a kind: the index, whose folder holds them all, and what they are made from.

    `is_public` says which entries have a page; a link to another is text only. The index is also the
    shell of all pages of the kind.
    """

    index: Link
    sources: tuple[Listing | Detail | Extra, ...]
    is_public: Callable[[Catalogue, Any], bool] = _everything

    @property
    def folder(self) -> str:
        """Where all pages stand."""
        return self.index.url.rpartition("/")[0]

    def path(self, name: str, part: int | str = 1) -> str:
        """Where an entry's page stands; later parts get `_2`, or their name: no id holds an underscore."""
        return f"{self.folder}/{name}{'' if part == 1 else f'_{part}'}.html"

    def make(self, catalogue: Catalogue, kind: str) -> Iterator[Page]:
        """All pages, those of entries by id."""
        entries = catalogue.entries.get(kind, {})
        names = sorted(name for name, one in entries.items() if self.is_public(catalogue, one))
        for source in self.sources:
            yield from source.make(catalogue, self, names)


@dataclass(frozen=True, slots=True)
class SearchDocument:
    """One thing to find. `url` is relative to the site's root and may end in a fragment.

    `title` and `aliases` are names: found by characters, pinyin and initials. `text` is searched by
    characters and words only. `note` is one line shown below the title and is not searched; `calls` are
    buttons beside it.
    """

    kind: str
    title: str
    url: str
    aliases: tuple[str, ...]
    text: str
    note: str
    calls: tuple[Call, ...] = ()


@dataclass(frozen=True, slots=True)
class Findable:
    """What search finds of a kind, in the order of its documents, and what it calls them in results."""

    label: str
    documents: Callable[[Catalogue], Iterator[SearchDocument]]


@dataclass(frozen=True, slots=True)
class DataSet:
    """One table of open data: the name of its files, what it is, since when, its type, its rows."""

    name: str
    title: Text
    note: Text
    since: datetime.date
    record: type[Record]
    records: Callable[[Catalogue], Iterator[Record]]


@dataclass(frozen=True, slots=True)
class Section:
    """The heading that changes of a kind stand under; `name` is the first part of their kind."""

    name: str
    title: Text


@dataclass(frozen=True, slots=True)
class Change:
    """One thing that residents will notice.

    `kind` is section and happening (`service-hours`), `subjects` name entries as `kind/id`, `url` is
    the page relative to the site's root ("" when there is none), `on` the day when one is known.
    """

    kind: str
    subjects: tuple[str, ...]
    sentence: Text
    url: str = ""
    on: datetime.date | None = None

    @property
    def section(self) -> str:
        """The name of the heading in `views.register.SECTIONS` that this change stands under."""
        return self.kind.partition("-")[0]

    @property
    def number(self) -> int:
        """Of how many things it tells; a line on handbooks names all that change alike."""
        return len(self.subjects) if self.section == "handbook" else 1


@dataclass(frozen=True, slots=True)
class FeedItem:
    """One item of a feed. `body` is Markdown; `notes` are plain lines below it; `path` is its page.

    It stands in the feeds of the areas whose ids are in `concerns`, or in all; `areas` are names. What
    has `ended` is not listed any more, but a feed does not grow older by it.
    """

    path: str
    shown_title: str
    body: str
    notes: tuple[str, ...]
    urgent: bool
    issuer: str
    areas: tuple[str, ...]
    concerns: tuple[str, ...]
    issued_on: datetime.date
    updated_on: datetime.date
    expires_on: datetime.date | None
    ended: bool


@dataclass(frozen=True, slots=True)
class Thing:
    """What the pages with a view are about, as a type of schema.org."""

    view: type[PageView]
    type: str


@dataclass(frozen=True, slots=True)
class Chapter:
    """A part of the printed handbook: the field of its view, and what a list of changes calls it."""

    field: str
    title: Text


@dataclass(frozen=True, slots=True)
class Publication:
    """Everything that is published of a kind. Nothing has a default, so that nothing is forgotten."""

    kind: str
    pages: Pages | NotShown
    search: Findable | NotShown
    open_data: DataSet | NotShown
    changes: Section | NotShown
    dated: Callable[[Catalogue], Iterator[Change]] | NotShown
    """What the dates in entries tell while there is nothing to compare with, in any order."""
    feed: Callable[[Catalogue], Iterator[FeedItem]] | NotShown
    structured_data: Thing | NotShown
    handbook: tuple[Chapter, ...] | NotShown


@dataclass(frozen=True, slots=True)
class Words:
    """What finds a page beside its name, and the line below it in results."""

    aliases: tuple[str, ...]
    note: str


@dataclass(frozen=True, slots=True)
class StandingPage:
    """A page that is there whatever is published: its name, pages beside it, words to find it by."""

    name: str
    pages: Pages
    search: Words | NotShown

    def documents(self) -> Iterator[SearchDocument]:
        """What search finds of it."""
        if isinstance(self.search, Words):
            index, note = self.pages.index, self.search.note
            yield SearchDocument("page", index.text, index.url, self.search.aliases, note, note)
