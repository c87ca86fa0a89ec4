"""What can be found: a document for each page, place and heading, for the search index."""

from collections.abc import Iterator, Mapping
from html.parser import HTMLParser

from generator.catalogue import Catalogue
from generator.outputs.pages import STANDING_PAGES
from generator.outputs.search import SearchFallback
from generator.outputs.search_words import WHOM_TO_CALL, WHOSE_GROUND
from generator.views.addresses import HOME, index_link
from generator.views.contact import view_emergency_calls
from generator.views.pieces import cut_text, phone_words
from generator.views.projections import NOTE, Findable, SearchDocument
from generator.views.register import PUBLICATIONS

EMERGENCY = "guide/emergency.html"


def search_documents(catalogue: Catalogue, pages: Mapping[str, str]) -> Iterator[SearchDocument]:
    """Documents of the catalogue, then of hand-written `pages` (path to built HTML)."""
    for publication in PUBLICATIONS:
        if isinstance(publication.search, Findable):
            yield from publication.search.documents(catalogue)
    for standing in STANDING_PAGES:
        yield from standing.documents()
    for path, html in pages.items():
        yield from page_documents(path, html)
    yield from _ways(catalogue, EMERGENCY if EMERGENCY in pages else HOME.url)


def _ways(catalogue: Catalogue, numbers: str) -> Iterator[SearchDocument]:
    """Where vague words lead: to the hotline, shown on the page `numbers`, and to the list of grids."""
    hotline, grids = catalogue.profile.hotline, index_link("grid")
    note = " ".join(part for part in (hotline.phone, hotline.note) if part)
    aliases = (hotline.phone, *WHOM_TO_CALL)
    yield SearchDocument("page", hotline.name, numbers, aliases, phone_words(hotline.phone), note)
    for call in view_emergency_calls(catalogue):
        number = call.phone.numbers[0].text
        yield SearchDocument("page", f"{call.label} {number}", numbers, (number, call.label), "", "", (call,))
    note = "按小区、楼号、路名、村名找到您的网格员"
    yield SearchDocument("page", "找我的网格", grids.url, WHOSE_GROUND, note, note)


def search_fallback(catalogue: Catalogue) -> SearchFallback:
    """What a search that finds nothing offers."""
    hotline = catalogue.profile.hotline
    links = tuple((link.text, link.url) for link in map(index_link, ("audience", "category", "grid")))
    return SearchFallback(hotline.name, hotline.phone, links)


def search_dialect(catalogue: Catalogue) -> list[tuple[str, ...]]:
    """What residents of this city say, each word before those to search for it."""
    return [(row.said, *row.means) for row in catalogue.profile.dialect]


class _Headings(HTMLParser):
    """Collects the heading of a page and, under it and each lower heading with an id, the text.

    A heading with the attribute `data-search-exclude` keeps what stands under it out, as in Material.
    """

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.parts: list[tuple[str, str, list[str], list[str]]] = []
        self.found: list[tuple[str, str, list[str], list[str]]] = []
        self._inside = 0
        self._heading = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "article":
            self._inside += 1
        if self._inside and tag in {"h1", "h2", "h3"}:
            self._heading = True
            said = dict(attrs)
            self.parts.append((tag, said.get("id") or "", [], []))
            if "data-search-exclude" not in said:
                self.found.append(self.parts[-1])

    def handle_endtag(self, tag: str) -> None:
        if tag == "article":
            self._inside -= 1
        if tag in {"h1", "h2", "h3"}:
            self._heading = False

    def handle_data(self, data: str) -> None:
        if self._inside and self.parts:
            _, _, title, text = self.parts[-1]
            (title if self._heading else text).append(data)


def page_documents(path: str, html: str) -> Iterator[SearchDocument]:
    """A hand-written page and its headings; a page without a main heading gives nothing."""
    parser = _Headings()
    parser.feed(html)
    parser.close()
    page = ""
    for tag, anchor, title, text in parser.found:
        name, words = " ".join("".join(title).split()), " ".join(" ".join(text).split())
        if tag == "h1" and not page:
            page = name
            yield SearchDocument("page", name, path, (), words, cut_text(words, NOTE))
        elif page and anchor and name:
            yield SearchDocument(
                "page", name, f"{path}#{anchor}", (), words, f"{page}：{cut_text(words, NOTE)}"
            )
