"""What the province's own pages show, joined from the extracts of its cities."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, fields
from hashlib import blake2b
from typing import Any

from generator.catalogue import gather
from generator.outputs.exports.register import EXPORTS
from generator.views.pieces import Link, join_names
from generator.views.projections import SearchDocument

FOUND = "all"
"""The folder of pages that lead to the same thing in several cities."""
_ALONE = {one.path for one in EXPORTS if not one.is_family}
MOST_TEXT = 400
"""Characters of what one city says of a thing that are searched, where several cities have it."""


@dataclass(frozen=True, slots=True)
class DeviationRow:
    """A field of which a city says something else than its province."""

    entry: str
    url: str
    field: str
    ours: str
    theirs: str


@dataclass(frozen=True, slots=True)
class CityView:
    """A city on the province's pages; `name` is its folder, `data` are paths of its files of open data."""

    name: str
    title: str
    code: str
    updated: str
    communities: int
    grids: int
    services: int
    counties: tuple[Link, ...]
    deviations: tuple[DeviationRow, ...]
    data: tuple[str, ...]

    @property
    def alone(self) -> tuple[str, ...]:
        """Files that there is one of in each city; of some kinds there are thousands."""
        return tuple(one for one in self.data if one in _ALONE)


@dataclass(frozen=True, slots=True)
class FoundPlace:
    """Where one city tells of a thing that several have."""

    city: str
    url: str
    note: str


@dataclass(frozen=True, slots=True)
class FoundView:
    """A thing that several cities have, and its page in each of them."""

    path: str
    title: str
    places: tuple[FoundPlace, ...]


def view_city(extract: Mapping[str, Any], files: Iterable[str]) -> CityView:
    """One city, as its worker told of it."""
    names = tuple(one.name for one in fields(DeviationRow))
    return CityView(
        extract["name"],
        extract["title"],
        extract["code"],
        extract["updated"],
        extract["counts"]["community"],
        extract["counts"]["grid"],
        extract["counts"]["service"],
        tuple(Link(one["name"], one["url"]) for one in extract["divisions"] if one["level"] == "县区"),
        tuple(DeviationRow(*(one[name] for name in names)) for one in extract["deviations"]),
        tuple(one for one in files if one.startswith("data/")),
    )


def join_documents(
    extracts: Sequence[Mapping[str, Any]],
) -> tuple[list[SearchDocument], list[FoundView]]:
    """What can be found in the whole province; what several cities call the same has one page."""
    named = gather(
        ((one["kind"], one["title"]), (extract, one)) for extract in extracts for one in extract["documents"]
    )
    documents, pages = [], []
    for (kind, title), found in named.items():
        cities = tuple(dict.fromkeys(extract["title"] for extract, _ in found))
        aliases = tuple(dict.fromkeys(alias for _, one in found for alias in one["aliases"]))
        if len(cities) == 1:
            for extract, one in found:
                note, url = _note(extract["title"], one["note"]), f"{extract['name']}/{one['url']}"
                documents.append(SearchDocument(kind, title, url, tuple(one["aliases"]), one["text"], note))
            continue
        page = _view_found(kind, title, found)
        pages.append(page)
        text = "\n".join(dict.fromkeys(one["text"][:MOST_TEXT] for _, one in found[:2]))
        notes = {one["note"] for _, one in found}  # a number of one city is wrong in the others
        note = _note(join_names(cities), notes.pop() if len(notes) == 1 else "")
        documents.append(SearchDocument(kind, title, page.path, aliases, text, note))
    return documents, pages


def _view_found(
    kind: str, title: str, found: Sequence[tuple[Mapping[str, Any], Mapping[str, Any]]]
) -> FoundView:
    key = blake2b(f"{kind}\0{title}".encode(), digest_size=6).hexdigest()
    places = (
        FoundPlace(extract["title"], f"{extract['name']}/{one['url']}", one["note"]) for extract, one in found
    )
    return FoundView(f"{FOUND}/{kind}-{key}.html", title, tuple(places))


def _note(cities: str, note: str) -> str:
    return f"{cities}：{note}" if note else cities
