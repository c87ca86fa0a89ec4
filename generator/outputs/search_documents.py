"""What can be found: a document for each page, place and heading, for the search index."""

from __future__ import annotations

from html.parser import HTMLParser
from typing import TYPE_CHECKING

from generator.facts.publication import (
    current_roles,
    is_over,
    ongoing_services,
    published_notices,
    published_people,
    published_phone,
)
from generator.outputs.search import SearchDocument, SearchFallback
from generator.outputs.search_documents_figures import figure_documents
from generator.outputs.search_documents_open import open_documents
from generator.views.addresses import INDEXES, page_path, service_name
from generator.views.menu import ordered_audiences, ordered_categories, ordered_life_events
from generator.views.person import people_of_grid, role_label
from generator.views.pieces import cut_text, plain_text

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from generator.catalogue import Catalogue
    from generator.model import Service

NOTE = 60


def search_documents(catalogue: Catalogue, pages: Mapping[str, str]) -> Iterator[SearchDocument]:
    """Documents of the catalogue, then of hand-written `pages` (path to built HTML)."""
    for family in FAMILIES:
        yield from family(catalogue)
    for path, html in pages.items():
        yield from page_documents(path, html)


def search_fallback(catalogue: Catalogue) -> SearchFallback:
    """What a search that finds nothing offers."""
    hotline = catalogue.profile.hotline
    links = tuple((INDEXES[kind].text, INDEXES[kind].url) for kind in ("audience", "category", "grid"))
    return SearchFallback(hotline.name, hotline.phone, links)


def _services(catalogue: Catalogue) -> Iterator[SearchDocument]:
    for one in ongoing_services(catalogue):
        service = one.value
        name = service_name(service)
        aliases = (service.name, *service.aliases) if name != service.name else service.aliases
        summary = cut_text(plain_text(service.summary), NOTE)
        yield SearchDocument(
            "service",
            name,
            page_path("service", one.id),
            aliases,
            _service_text(catalogue, service),
            f"已停办。{summary}" if is_over(catalogue, service) else summary,
        )


def _service_text(catalogue: Catalogue, service: Service) -> str:
    provider = catalogue.organizations.get(service.provider)
    words = [provider.value.name if provider else ""]
    words += [catalogue.name_of("audience", name) for name in service.audiences]
    words += [catalogue.name_of("category", name) for name in service.categories]
    words += [catalogue.name_of("document_type", one.type) for one in service.documents or ()]
    words += [place.name for place in service.locations]
    texts = (service.summary, service.eligibility, service.ineligible, service.instead)
    return "。".join(one for one in (*map(plain_text, texts), *words) if one)


def _grids(catalogue: Catalogue) -> Iterator[SearchDocument]:
    for one in catalogue.live_grids:
        grid, path = one.value, page_path("grid", one.id)
        places = "、".join(place.name for place in grid.covers)
        first = next((person for person in people_of_grid(catalogue, one.id) if person.phone), None)
        contact = f"{first.role} {first.name} {first.phone.text}" if first and first.phone else places
        community = catalogue.name_of("division", grid.community)
        yield SearchDocument(
            "grid",
            grid.name,
            path,
            (*grid.aliases, grid.code),
            f"{community}。{places}",
            cut_text(contact, NOTE),
        )
        for place in grid.covers:
            note = f"归{grid.name}，{contact}" if first else f"归{grid.name}"
            yield SearchDocument(
                "place",
                place.name,
                f"{path}#ground",
                place.aliases,
                place.address or "",
                cut_text(note, NOTE),
            )


def _people(catalogue: Catalogue) -> Iterator[SearchDocument]:
    roles = current_roles(catalogue)
    for one in published_people(catalogue):
        role = roles[one.id][0]
        grid = catalogue.grids[role.role.grid].value.name
        note = f"{grid}{role_label(role)} {published_phone(one.value) or ''}"
        badge = (one.value.badge,) if one.value.badge else ()
        yield SearchDocument("person", one.value.name, page_path("person", one.id), badge, note, note.strip())


def _organizations(catalogue: Catalogue) -> Iterator[SearchDocument]:
    for name, one in sorted(catalogue.organizations.items()):
        value = one.value
        note = " ".join(part for part in (value.kind, value.phone, value.address) if part)
        text = f"{plain_text(value.intro)}。{value.address or ''}"
        yield SearchDocument(
            "organization", value.name, page_path("organization", name), value.aliases, text, note
        )


def _communities(catalogue: Catalogue) -> Iterator[SearchDocument]:
    for one in catalogue.communities:
        value = one.value
        note = " ".join(part for part in (value.phone, value.address) if part)
        text = f"{plain_text(value.intro)}。{value.address or ''}"
        yield SearchDocument(
            "community", value.name, page_path("division", one.id), value.aliases, text, note
        )


def _subjects(catalogue: Catalogue) -> Iterator[SearchDocument]:
    ordered = (ordered_audiences(catalogue), ordered_categories(catalogue), ordered_life_events(catalogue))
    for entries in ordered:
        for one in entries:
            intro = plain_text(one.value.intro)
            path = page_path(one.kind, one.id)
            yield SearchDocument(
                one.kind, one.value.name, path, one.value.aliases, intro, cut_text(intro, NOTE)
            )


def _notices(catalogue: Catalogue) -> Iterator[SearchDocument]:
    for one in published_notices(catalogue):
        text = plain_text(one.value.body)
        yield SearchDocument(
            "notice", one.value.title, page_path("notice", one.id), (), text, cut_text(text, NOTE)
        )


FAMILIES: tuple[Callable[[Catalogue], Iterator[SearchDocument]], ...] = (
    _services,
    _grids,
    _people,
    _organizations,
    _communities,
    _subjects,
    _notices,
    open_documents,
    figure_documents,
)


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
