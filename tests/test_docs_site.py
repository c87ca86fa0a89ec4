"""The tool's documentation: every page from one file of the checkout, whole links, search, no other host."""

import re
from collections import Counter
from html.parser import HTMLParser
from pathlib import Path

import pytest
from conftest import ROOT, serve_folder

from generator.cli import main
from generator.diagnostics import OutputError
from generator.reporting.documentation import list_codes
from generator.writing.site import write_site
from scripts import docs_site
from scripts.docs_site import PAGES, SITE, Source, render_docs, turn_links, write_pages


@pytest.fixture(scope="module")
def docs(tmp_path_factory) -> Path:
    """The site as `make docs` builds it."""
    out = tmp_path_factory.mktemp("docs") / "site"
    write_site(render_docs(), out)
    return out


class _Page(HTMLParser):
    """What a page loads and leads to, and the ids that it has."""

    def __init__(self, path: Path) -> None:
        super().__init__()
        self.links: list[tuple[str, str]] = []
        self.ids: set[str] = set()
        self.tags = Counter[str]()
        self.feed(path.read_text("utf-8"))

    def handle_starttag(self, tag, attrs):
        said = dict(attrs)
        self.tags[tag] += 1
        self.ids.add(said.get("id") or "")
        self.links += [(tag, said[name]) for name in ("href", "src", "action") if said.get(name)]


def test_every_link_leads_to_a_page_and_a_place_on_it(docs):
    """Between pages, to files and to headings; only words that people click lead to other hosts."""
    pages = {path.relative_to(docs).as_posix(): _Page(path) for path in docs.rglob("*.html")}
    wrong = []
    for name, page in pages.items():
        for tag, link in page.links:
            if re.match(r"https?:", link):
                wrong += [(name, link)] if tag != "a" else []
                continue
            target, _, anchor = link.partition("#")
            root = docs if target.startswith("/") else (docs / name).parent  # as for what is not there
            file = root.joinpath(target.lstrip("/")).resolve() if target else docs / name
            known = pages.get(file.relative_to(docs).as_posix())
            there = file.is_file() and (not anchor or (known and anchor in known.ids))
            wrong += [] if there else [(name, link)]
    assert wrong == []
    assert len(pages) == len(PAGES) + 2  # search and the page for what is not there
    assert all(page.tags["h1"] == 1 for page in pages.values())


def test_no_style_or_script_reaches_for_another_host(docs):
    """Nothing in a style sheet or a script is fetched from elsewhere."""
    for path in [*docs.rglob("*.css"), *docs.rglob("assets/*.js")]:
        assert not re.search(
            r"url\(\s*['\"]?(?:https?:)?//|@import|fetch\(['\"]http", path.read_text("utf-8")
        ), path


def test_every_document_of_the_checkout_has_its_page():
    """What is written about the tool is on its site."""
    written = {path.relative_to(ROOT).as_posix() for path in (*ROOT.glob("*.md"), *ROOT.glob("docs/*.md"))}
    assert written - {source.file for source in PAGES.values()} == set()


def test_every_command_and_every_rule_is_there(docs):
    """Names come from the program itself."""
    commands = (docs / "editing/commands.html").read_text("utf-8")
    rules = (docs / "editing/rules.html").read_text("utf-8")
    for name, command in main.commands.items():
        assert f'<h2 id="gridpress-{name}">gridpress {name}</h2>' in commands
        for parameter in command.params:
            assert all(option in commands for option in parameter.opts if option.startswith("-"))
    assert [code for code in list_codes() if f">{code} " not in rules] == []


def test_a_page_made_of_sections_has_nothing_twice_and_loses_nothing(tmp_path):
    """Each heading of the editors' guide stands on exactly one page."""
    write_pages(tmp_path)
    headings = re.findall(r"^## (.+)$", (ROOT / "README.zh-CN.md").read_text("utf-8"), re.MULTILINE)
    cut = [
        (tmp_path / path).read_text("utf-8") for path, one in PAGES.items() if one.file == "README.zh-CN.md"
    ]
    for heading in headings:
        shown = sum(f"## {heading}\n" in page or f"title: {heading}\n" in page for page in cut)
        assert shown == 1, heading


@pytest.mark.parametrize(
    ("link", "becomes"),
    [
        ("[a](docs/architecture.md)", "[a](architecture.md)"),
        ("[a](docs/rules.md#x)", "[a](../editing/rules.md#x)"),
        ("[a](docs/servers/nginx.conf)", "[a](../files/nginx.conf)"),
        ("[a](content/guide/privacy.md)", "a"),
        ("[a](https://example.org)", "[a](https://example.org)"),
        ("```text\n[a](gone.md)\n```", "```text\n[a](gone.md)\n```"),
        ("[a](gone.md)", None),
    ],
)
def test_links_between_files_become_links_between_pages(tmp_path, link, becomes):
    """What leads nowhere is refused by the name of its file."""
    source = Source("README.md")
    if becomes is None:
        with pytest.raises(OutputError, match=r"gone\.md in README\.md leads nowhere"):
            turn_links(link, "developers/index.md", source, tmp_path)
    else:
        assert turn_links(link, "developers/index.md", source, tmp_path) == becomes


def test_a_warning_of_the_engine_stops_the_build(tmp_path, monkeypatch):
    """A page that the navigation leaves out is a warning, and a warning is an end."""
    monkeypatch.setattr(docs_site, "PAGES", {**PAGES, "lost.md": Source("SECURITY.md")})
    with pytest.raises(OutputError, match=r"lost\.md"):
        docs_site.build_html(tmp_path)
    assert (SITE / "mkdocs.yml").is_file()


def test_it_fits_a_phone_and_a_desktop_and_is_searched(docs, browser):
    """No page is wider than its window, nothing fails to load, and a code is found with its rule."""
    paths = sorted(path.relative_to(docs).as_posix() for path in docs.rglob("*.html"))
    with serve_folder(docs) as address:
        for width in (360, 1280):
            page = browser.new_page(viewport={"width": width, "height": 800})
            failed = []
            page.on(
                "response", lambda one, failed=failed: failed.append(one.url) if one.status >= 400 else None
            )
            for path in paths:
                page.goto(address + path)
                assert page.evaluate("document.documentElement.scrollWidth") <= width, path
            page.goto(f"{address}search.html?q=SVC106")
            page.get_by_role("link", name="SVC106 开放时间").first.click()
            page.wait_for_url("**/editing/rules.html#*")
            assert failed == []
            page.close()
