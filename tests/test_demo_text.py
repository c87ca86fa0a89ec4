"""The demo city as residents read it: `GRIDPRESS_ACCEPT=1 pytest tests/test_demo_text.py` accepts a change.

`tests/golden/demo/` holds the words, links and descriptions for machines of some pages of each folder, what
search finds, records of open data, feeds, what a handbook prints, and what a city without any entry says.
Places in pictures are left out.
"""

import json
import os
from collections.abc import Callable, Iterator
from functools import cache
from html.parser import HTMLParser
from itertools import groupby, islice

import pytest
from conftest import ROOT
from pydantic_core import to_json
from sample_site import make_catalogue, make_shells, minimal_values

from generator.catalogue import Catalogue
from generator.outputs.exports.register import render_exports
from generator.outputs.feeds import render_feeds
from generator.outputs.search_documents import search_documents, search_fallback
from generator.outputs.site import Site
from generator.publishing.checking import check_workspace
from generator.views.prints.handbook import view_handbook

GOLDEN = ROOT / "tests" / "golden" / "demo"
URL = "https://yunyu.example/"
FEW = 2
"""Pages of a folder besides its lists: the largest, which show most; the smallest leaves out most."""
SHOWN = ("href", "alt", "aria-label", "placeholder", "content", "datetime")
QUIET = {"path", "circle", "rect", "polygon", "g", "line", "use", "svg"}


@cache
def demo() -> Catalogue:
    """The demo city on its own day."""
    return check_workspace(ROOT).catalogue


class _Words(HTMLParser):
    """The words of a page, one piece a line; links and labels in brackets."""

    def __init__(self) -> None:
        super().__init__()
        self.lines: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        told = [f"{name}={given[name]}" for name in SHOWN if given.get(name) and tag not in QUIET]
        told += [one for one in (given.get("class") or "").split() if "--" in one]
        self.lines += [f"[{tag} {' '.join(told)}]"] if told else []

    def handle_data(self, data: str) -> None:
        self.lines += [" ".join(data.split())] if data.strip() else []


def read_words(html: str) -> list[str]:
    """Lines of a page or a part of it."""
    parser = _Words()
    parser.feed(html)
    return parser.lines


def without_chrome(html: str) -> str:
    """Head and main part of a page, without its banner and footer."""
    return "".join(html[html.index(f"<{part}>") : html.index(f"</{part}>")] for part in ("head", "main"))


def describe_pages(folder: str) -> Iterator[str]:
    """The lists of a folder, its largest pages and its smallest."""
    paths = [path for path in site().pages if path.partition("/")[0] == folder]
    pages = {path: site().render(path).decode() for path in sorted(paths)}
    single = sorted(
        (path for path in pages if "index" not in path), key=lambda path: (-len(pages[path]), path)
    )
    for path in sorted({*(path for path in pages if "index" in path), *single[:FEW], *single[-1:]}):
        yield f"==== {path}"
        yield from read_words(without_chrome(pages[path]))
    if folder == "index.html":
        yield from read_words(pages[folder])


@cache
def site() -> Site:
    """The demo city in a bare chrome."""
    return Site(demo(), make_shells(), URL)


def describe_search() -> Iterator[str]:
    """Some documents of each kind, and what is offered when nothing is found."""
    found = sorted(search_documents(demo(), {}), key=lambda one: one.kind)
    for _, same in groupby(found, key=lambda one: one.kind):
        yield from (repr(one) for one in islice(same, 8))
    yield repr(search_fallback(demo()))


def describe_open_data() -> Iterator[str]:
    """The beginning of each table and file."""
    for one in render_exports(demo(), URL):
        if not one.path.startswith("data/") or one.path.endswith((".xlsx", ".sqlite")) or "/hsds" in one.path:
            continue
        yield f"==== {one.path}"
        lines = one.data.decode().splitlines()
        yield from lines[: 60 if one.path.endswith("json") else 12]


def describe_feeds() -> Iterator[str]:
    """The beginning of each feed."""
    for one in islice(render_feeds(demo(), URL), 8):
        yield f"==== {one.path}"
        yield from one.data.decode().splitlines()[:60]


def describe_handbooks() -> Iterator[str]:
    """All that a handbook prints, as it is handed to the typesetter: one value a line."""
    return list_values(json.loads(to_json(view_handbook(demo(), min(demo().grids)))))


def list_values(value: object) -> Iterator[str]:
    """The leaves of a tree of plain values."""
    if isinstance(value, dict | list):
        for one in value.values() if isinstance(value, dict) else value:
            yield from list_values(one)
    elif value not in {"", None}:
        yield str(value)


def describe_nothing() -> Iterator[str]:
    """All pages of a city of which nothing is known but its name."""
    city = {"city": minimal_values()["division"]["city"]}
    bare = Site(make_catalogue({"division": city}), make_shells(), URL)
    for path in sorted(bare.pages):
        yield f"==== {path}"
        yield from read_words(without_chrome(bare.render(path).decode()))


PARTS: dict[str, Callable[[], Iterator[str]]] = {
    "search": describe_search,
    "open-data": describe_open_data,
    "feeds": describe_feeds,
    "handbooks": describe_handbooks,
    "nothing": describe_nothing,
}


KNOWN = sorted(path.stem for path in GOLDEN.glob("*.txt"))


def describe(name: str) -> Iterator[str]:
    """What a golden file holds: a folder of pages, a page at the root, or another output."""
    folder = f"{name}.html" if f"{name}.html" in site().pages else name
    return PARTS[name]() if name in PARTS else describe_pages(folder)


@pytest.mark.parametrize("name", KNOWN)
def test_the_demo_city_reads_as_it_was_accepted(name: str) -> None:
    compare(name)


def test_every_output_has_been_accepted() -> None:
    folders = {path.partition("/")[0].removesuffix(".html") for path in site().pages}
    for name in sorted({*folders, *PARTS} - set(KNOWN)):
        compare(name)


def compare(name: str) -> None:
    """Compare an output with what was accepted, or accept it."""
    made, file = "".join(f"{line}\n" for line in describe(name)), GOLDEN / f"{name}.txt"
    if os.environ.get("GRIDPRESS_ACCEPT"):
        GOLDEN.mkdir(parents=True, exist_ok=True)
        file.write_text(made, "utf-8") if made else file.unlink()
        return
    known = file.read_text("utf-8") if file.exists() else ""
    assert made, f"{name} is made no more: if it should be so, GRIDPRESS_ACCEPT=1"
    assert made.splitlines() == known.splitlines(), f"{name}: if it should be so, GRIDPRESS_ACCEPT=1"
