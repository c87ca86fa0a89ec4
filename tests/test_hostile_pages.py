"""Hostile text in every field of every kind: to whatever reads the site it stays text.

Beside it stands the same city whose texts have other signs for those that mean something to HTML,
XML, scripts or calendars: whatever a text could break shows as a difference of structure.
"""

import csv
import io
import json
import re
import zipfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from html.parser import HTMLParser
from itertools import cycle, islice
from typing import Annotated, Any
from urllib.parse import quote
from xml.etree import ElementTree as ET

import pytest
from conftest import HANGS_MS, ROOT, open_context, serve_folder
from playwright.sync_api import Browser, BrowserContext, Page, expect
from pydantic import StringConstraints, TypeAdapter, ValidationError
from test_browser import PAGES
from test_fields import filled_demo

from generator.artifact import Artifact
from generator.catalogue import Catalogue
from generator.model.fields import Code, Ref, Shape, Url
from generator.model.walking import find_mark
from generator.outputs.escaping import FORMULA
from generator.outputs.exports.register import render_exports
from generator.outputs.prints.fonts import find_fonts
from generator.outputs.share_cards import render_share_cards
from generator.publishing.engines import build_chrome
from generator.publishing.pipeline import Rendering, Silent
from generator.workbooks.book import Book, Table
from generator.workbooks.parse import parse_csv
from generator.workbooks.render import render_csv, render_xlsx

NEW_HOST = "hostile.example"
RUNS = "alert(1)"
SHORT = (
    f'"><script>{RUNS}</script>',
    f"' onmouseover={RUNS} autofocus onfocus={RUNS} x='",
    f"--></script></style></title></textarea><svg/onload={RUNS}>",
    f"]]><img src=//{NEW_HOST}/p.png onerror={RUNS}>",
    f"&lt;script&gt;{RUNS}&lt;/script&gt;&#60;b&#62;",
    f"{{{{7*7}}}}{{% raw %}}${{{RUNS}}}<!--gridpress:main-->",
    f'\\"}};{RUNS};//\\u003c/script>\u2028{RUNS}',
    'a;ATTENDEE:x,y\\nEND:VEVENT:"b"',
    f"`'\"<a href=javascript:{RUNS}>x</a>&",
)
"""Closes what it may stand in: an attribute, a script, a comment, a title, CDATA, a template, a line."""
PROSE = (
    f"\n\n<script src=//{NEW_HOST}/s.js></script><iframe srcdoc='<script>{RUNS}</script>'></iframe>",
    f'\n\n[a](javascript:{RUNS}) [b](data:text/html,<script>{RUNS}</script>) <https://a.example/"onclick={RUNS}>',
    f"\n\n![x](https://{NEW_HOST}/p.png) <style>@import '//{NEW_HOST}/s.css'</style>",
    f"\n\n| a | <b onclick={RUNS}> |\n|---|---|\n| `</code><script>{RUNS}</script>` | \"' |",
    "\r\nEND:VEVENT\r\nEND:VCALENDAR\r\nBEGIN:VCARD\r\nX:1",
)
ADDRESS = (f"&onclick={RUNS}//`", "(a)[b]{c};,\\n%22%3E%3Cscript%3E", "?q=&lt;script&gt;#}}")
BEGINS = (
    "=HYPERLINK(1)",
    "＝1+1",
    "+1",
    "＋1",
    "-1",
    "－1",
    "@SUM(1)",
    "＠SUM(1)",
    "\t=1",
    " =1",
    "\ufeff=1",
)
"""How a text begins that Excel would reckon with, in wide letters too."""
HARMLESS = str.maketrans("<>&\"'\\`{}[]", "()+^^^^()()")
"""Other signs for those that mean something; Markdown's own brackets stay in prose."""
HARMLESS_PROSE = str.maketrans("<>&\"'\\`", "()+^^^^")


class Words:
    """What is put behind the texts of each kind of field, in turn."""

    def __init__(self, *, harmless: bool, first: tuple[str, ...] = ()) -> None:
        def some(texts: tuple[str, ...], table: dict[int, str]) -> Iterator[str]:
            return cycle([text.translate(table) if harmless else text for text in texts])

        self.first = cycle(first or ("",))
        self.line, self.address = some(SHORT, HARMLESS), some(ADDRESS, HARMLESS)
        self.prose = some((*PROSE, *SHORT), HARMLESS_PROSE)
        self.count = 0

    def spoil(self, value: Shape) -> Shape:
        """A value whose texts all hold something hostile, as far as its model takes them."""
        spoilt: dict[str, object] = {}
        for name, info in type(value).model_fields.items():
            held, marks = getattr(value, name), (info.annotation, tuple(info.metadata))
            if isinstance(held, tuple):
                spoilt[name] = tuple(self._spoil_one(one, *marks) for one in held)
            else:
                spoilt[name] = self._spoil_one(held, *marks)
        return value.changed(**spoilt)

    def _spoil_one(self, held: Any, annotation: Any, marks: tuple[Any, ...]) -> Any:
        if isinstance(held, Shape):
            return self.spoil(held)
        if (
            not isinstance(held, str)
            or held.endswith(".md")
            or any(find_mark(annotation, marks, one) for one in (Ref, Code))
        ):
            return held
        if find_mark(annotation, marks, Url):
            return self._taken(Url, held, next(self.address))
        text = find_mark(annotation, marks, StringConstraints)
        if text is None:
            return held
        more = next(self.line if text.pattern else self.prose)
        return self._taken(Annotated[str, text], f"{next(self.first)}{held}", more)

    def _taken(self, wanted: Any, held: str, more: str) -> str:
        """The text with more behind it, as the model would read it; without, where it is refused."""
        try:
            text = TypeAdapter(wanted).validate_python(f"{held}{more}".strip())
        except ValidationError:
            return held
        self.count += 1
        return str(text)


def spoil(words: Words) -> Catalogue:
    """The demo city, which has a value in every field, with words in all of them."""
    demo = filled_demo()
    entries = {
        kind: {id_: replace(one, value=words.spoil(one.value)) for id_, one in named.items()}
        for kind, named in demo.entries.items()
    }
    profile = words.spoil(demo.profile)
    return replace(demo, entries=entries, profile=profile)


def render(catalogue: Catalogue) -> dict[str, bytes]:
    """Every file of the site but prints, whose texts `test_hostile_prints.py` holds."""
    chrome = build_chrome(ROOT, "mkdocs", catalogue.profile)
    made = Rendering(ROOT, catalogue, chrome.files, Silent(), handbooks=False).artifacts()
    return {one.path: one.data for one in made if isinstance(one, Artifact)}


@dataclass(frozen=True)
class Cities:
    """How many texts are hostile, and the files of both cities."""

    count: int
    hostile: Mapping[str, bytes]
    harmless: Mapping[str, bytes]


@pytest.fixture(scope="module")
def cities() -> Cities:
    """Both cities."""
    words = Words(harmless=False)
    return Cities(*(render(spoil(words)), words.count)[::-1], render(spoil(Words(harmless=True))))


class _Elements(HTMLParser):
    """The tree of a page: elements with the names of their attributes, and data for programs."""

    def __init__(self) -> None:
        super().__init__()
        self.tree: list[object] = []
        self._is_data = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tree.append((tag, *(name for name, _ in attrs)))
        self._is_data = tag == "script" and dict(attrs).get("type") == "application/ld+json"

    def handle_endtag(self, tag: str) -> None:
        self.tree.append(f"/{tag}")
        self._is_data = False

    def handle_comment(self, data: str) -> None:  # noqa: ARG002 - html.parser's own
        self.tree.append("comment")

    def handle_data(self, data: str) -> None:
        if self._is_data:
            self.tree.append(_shape(json.loads(data)))


def _shape(value: object) -> object:
    """A value of JSON without its texts, and of a list what kinds of items it has."""
    if isinstance(value, dict):
        return {key: _shape(one) for key, one in value.items()}
    if not isinstance(value, list):
        return type(value).__name__
    shapes = [_shape(one) for one in value]
    return [one for number, one in enumerate(shapes) if one not in shapes[:number]]


def _read_html(data: bytes) -> object:
    reader = _Elements()
    reader.feed(data.decode())
    reader.close()
    return reader.tree


def _read_xml(data: bytes) -> object:
    return [(one.tag, *one.attrib) for one in ET.fromstring(data).iter()]  # noqa: S314 - made by ourselves


def _read_lines(data: bytes) -> object:
    """Names of the content lines of a calendar or card."""
    whole = data.decode().replace("\r\n ", "").split("\r\n")
    return [re.split("[:;]", line, maxsplit=1)[0] for line in whole]


def _read_csv(data: bytes) -> object:
    return [len(row) for row in csv.reader(io.StringIO(data.decode("utf-8-sig"), newline=""))]


READERS = {
    "html": _read_html,
    "svg": _read_xml,
    "xml": _read_xml,
    "ics": _read_lines,
    "vcf": _read_lines,
    "csv": _read_csv,
    "json": lambda data: _shape(json.loads(data)),
}
"""What a file is made of, by the end of its name."""


def test_every_file_has_the_same_structure_as_with_harmless_texts(cities: Cities) -> None:
    """Elements and attributes, keys of JSON, lines of calendars and cards, rows and cells of tables."""
    assert cities.count > 2000
    assert cities.hostile.keys() == cities.harmless.keys()
    read, differ = dict.fromkeys(READERS, 0), []
    for path, data in cities.hostile.items():
        kind = path.rpartition(".")[2]
        if reader := READERS.get(kind):
            read[kind] += 1
            differ += [] if reader(data) == reader(cities.harmless[path]) else [path]
    assert differ == []
    assert all(read[kind] for kind in read if kind != "svg"), read


def test_pictures_for_chats_are_drawn_of_hostile_texts() -> None:
    """The typesetter takes none for code: every picture is there, as of harmless texts."""
    some = spoil(Words(harmless=False))
    services = dict(list(some.entries["service"].items())[:9])
    few = replace(some, entries=some.entries | {"service": services})
    drawn = list(islice(render_share_cards(few, find_fonts(ROOT)), 9))
    assert [one.data[:4] for one in drawn if isinstance(one, Artifact)] == [b"\x89PNG"] * 9


def test_no_cell_begins_as_a_formula_in_signs_of_any_width() -> None:
    """In open data, in CSV to be edited, which reads back as it was, and in workbooks."""
    begun = spoil(Words(harmless=False, first=BEGINS))
    cells = [
        cell
        for one in render_exports(begun, "")
        if one.path.endswith(".csv")
        for row in csv.reader(io.StringIO(one.data.decode("utf-8-sig"), newline=""))
        for cell in row
    ]
    assert sum(cell.startswith("'＝") for cell in cells) > 20
    assert [cell for cell in cells if cell.startswith(FORMULA) and not _is_number(cell)] == []
    texts = [f"{one}x".strip(" \ufeff") for one in (*BEGINS, "'", "'=1", "普通")]
    book = Book([Table("表", [texts])])
    (data,) = render_csv(book).values()
    assert parse_csv({"表.csv": data}).tables[0].rows == [texts]
    with zipfile.ZipFile(io.BytesIO(render_xlsx(book, {}))) as workbook:
        sheets = [workbook.read(name) for name in workbook.namelist() if "worksheets/" in name]
    assert sheets
    assert not any(b"<f>" in sheet or b"hyperlink" in sheet for sheet in sheets)


def _is_number(text: str) -> bool:
    """Numbers, telephone numbers, and days as RFC 5545 names them (`-1FR`), of which no text is made."""
    return re.fullmatch(r"[-+]?[0-9.() -]+|-?[0-9][A-Z]{2}", text) is not None


@contextmanager
def _watching(browser: Browser) -> Iterator[tuple[BrowserContext, list[str]]]:
    """A window, and what must not happen in it: a script that runs or is stopped, a fault, another host."""
    seen: list[str] = []
    with open_context(browser) as context:
        context.set_default_timeout(HANGS_MS)
        context.expose_function("tell", lambda what: seen.append(what))  # noqa: PLW0108 - Playwright marks it, which a built-in forbids
        context.add_init_script(
            "window.alert = () => tell('ran in ' + location.pathname);"
            "addEventListener('securitypolicyviolation',"
            " (one) => tell(one.violatedDirective + location.pathname));"
        )
        context.on("weberror", lambda one: seen.append(str(one.error)))
        context.on("request", lambda one: seen.append(one.url) if "//127.0.0.1:" not in one.url else None)
        yield context, seen


@pytest.fixture(scope="module")
def hostile_server(cities: Cities, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of the hostile city."""
    folder = tmp_path_factory.mktemp("hostile")
    for path, data in cities.hostile.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_bytes(data)
    with serve_folder(folder) as address:
        yield address


REMEMBERED = """text => {
    for (const one of ['mine', 'size', 'ticks.services/zhucan']) localStorage['gridpress.' + one] = text;
}"""


def test_nothing_hostile_runs_or_reaches_another_host_on_any_kind_of_page(
    browser: Browser, hostile_server: str
) -> None:
    """Loaded, searched, and asked by an address or a memory that somebody else has written."""
    with _watching(browser) as (context, seen):
        page = context.new_page()
        for name in PAGES.values():
            page.goto(hostile_server + name)
            _shake(page)
        for text in SHORT:
            page.goto(f"{hostile_server}search.html?q={quote(text)}#{quote(text)}")
            expect(page.locator("#gp-search-input")).to_have_value(re.compile("."))
            page.goto(f"{hostile_server}find/index.html?q={quote(text)}&who={quote(text)}#{quote(text)}")
        page.goto(f"{hostile_server}search.html?q={quote('老人吃饭')}")
        page.wait_for_selector(".gp-search__item")
        page.evaluate(REMEMBERED, SHORT[3])
        page.goto(hostile_server)
        _shake(page)
        assert seen == []


def _shake(page: Page) -> None:
    """Point at, focus and unfold everything, as what hides in attributes waits for that."""
    page.evaluate("""() => { for (const one of document.querySelectorAll('body *')) {
        if (one.tagName == 'DETAILS') one.open = true;
        for (const name of ['mouseover', 'focus', 'toggle']) one.dispatchEvent(new Event(name));
    } }""")


STOPPED = """text => new Promise((done) => {
    let left = 2;
    addEventListener('securitypolicyviolation', () => --left || done());
    document.body.insertAdjacentHTML('beforeend', text);
})"""
"""Ends when both the picture and the code of its failing have been stopped."""


def test_what_runs_or_reaches_out_is_seen(browser: Browser, hostile_server: str) -> None:
    """So that silence means something."""
    with _watching(browser) as (context, seen):
        page = context.new_page()
        page.goto(hostile_server)
        page.evaluate(STOPPED, SHORT[3])
        page.evaluate(RUNS)
        assert any(one.startswith("ran in") for one in seen)
        assert any("script-src" in one for one in seen)
        assert any(NEW_HOST in one or "img-src" in one for one in seen)
