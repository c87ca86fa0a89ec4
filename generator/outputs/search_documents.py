"""What can be found: a document for each page, place and heading, for the search index."""

from collections.abc import Iterator, Mapping
from html.parser import HTMLParser

from generator.catalogue import Catalogue
from generator.outputs.pages import STANDING_PAGES
from generator.outputs.search import SearchFallback
from generator.views.addresses import index_link
from generator.views.pieces import cut_text
from generator.views.projections import NOTE, Findable, SearchDocument
from generator.views.register import PUBLICATIONS


def search_documents(catalogue: Catalogue, pages: Mapping[str, str]) -> Iterator[SearchDocument]:
    """Documents of the catalogue, then of hand-written `pages` (path to built HTML)."""
    for publication in PUBLICATIONS:
        if isinstance(publication.search, Findable):
            yield from publication.search.documents(catalogue)
    for standing in STANDING_PAGES:
        yield from standing.documents()
    for path, html in pages.items():
        yield from page_documents(path, html)


def search_fallback(catalogue: Catalogue) -> SearchFallback:
    """What a search that finds nothing offers."""
    hotline = catalogue.profile.hotline
    links = tuple((link.text, link.url) for link in map(index_link, ("audience", "category", "grid")))
    return SearchFallback(hotline.name, hotline.phone, links)


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
