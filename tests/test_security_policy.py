"""Pages run scripts of their own site's files only, which stops nothing that they do themselves."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from html.parser import HTMLParser
from pathlib import Path

import pytest
from conftest import HANGS_MS, ROOT, open_context
from playwright.sync_api import Browser, Page
from test_browser import PAGES

from generator.outputs.short_addresses import POLICY

DATA = {"application/ld+json", "application/json"}
LISTEN = "addEventListener('securitypolicyviolation', (one) => tellStopped(one.violatedDirective))"
LOADING = {"script": "src", "link": "href", "img": "src"}
NAMING = {"canonical", "alternate"}
"""Links that a browser does not follow by itself."""
NOT_FOUND = PAGES["missing"]


class _Reader(HTMLParser):
    """What a policy could stop in a page, and the policy."""

    def __init__(self) -> None:
        super().__init__()
        self.policies: list[str] = []
        self.stopped: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        said = {name: value or "" for name, value in attrs}
        if said.get("http-equiv") == "Content-Security-Policy":
            self.policies.append(said["content"])
        inline = tag == "script" and "src" not in said and said.get("type") not in DATA
        if inline or tag in {"style", "iframe", "object", "embed", "base"}:
            self.stopped.append(tag)
        self.stopped += [name for name in said if name == "style" or name.startswith("on")]
        self.stopped += [value for value in said.values() if value.lower().startswith("javascript:")]
        if tag in LOADING and said.get("rel") not in NAMING:
            address = said.get(LOADING[tag], "")
            self.stopped += [address] if "//" in address else []
            assert tag == "img" or self.policies or said.get("rel") == "icon", "comes too late"


def read_page(html: str) -> _Reader:
    """A page read for what its policy could stop."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    return reader


def policy() -> str:
    """The policy of the chrome."""
    html = (ROOT / "site_overrides" / "main.html").read_text("utf-8")
    (found,) = read_page(html[html.index("<meta") :].partition("<link")[0]).policies
    return found


def test_the_policy_allows_no_code_in_pages_and_no_other_host() -> None:
    directives = dict(part.strip().split(" ", 1) for part in policy().split(";"))
    assert directives["default-src"] == "'self'"
    assert "unsafe" not in policy()
    assert "http" not in policy()
    assert {directives[name] for name in ("object-src", "base-uri")} == {"'none'"}
    assert directives["form-action"] == "'self'"


def test_the_documented_headers_are_the_policy_of_the_pages_and_forbid_framing() -> None:
    for name in ("publishing.md", "servers/nginx.conf", "servers/Caddyfile"):
        documented = re.findall(r"default-src [^\n\"]+", (ROOT / "docs" / name).read_text("utf-8"))
        assert documented == [f"{policy()}; frame-ancestors 'self'"], name


def test_no_page_holds_what_its_policy_would_stop(demo_site: Path) -> None:
    pages = sorted(demo_site.rglob("*.html"))
    assert len(pages) > 300
    for path in pages:
        reader = read_page(path.read_text("utf-8"))
        assert reader.policies == [POLICY if path.parent.name == "s" else policy()], path
        assert reader.stopped == [], path


@contextmanager
def listening(browser: Browser) -> Iterator[tuple[Page, list[str]]]:
    """A page, and what its policy stops."""
    stopped: list[str] = []
    with open_context(browser) as context:
        context.set_default_timeout(HANGS_MS)
        context.expose_function("tellStopped", lambda what: stopped.append(what))  # noqa: PLW0108 - Playwright marks it, which a built-in forbids
        context.add_init_script(LISTEN)
        yield context.new_page(), stopped


@pytest.mark.parametrize("way", ["server", "folder"])
def test_nothing_of_any_kind_of_page_is_stopped(
    browser: Browser, server: str, demo_site: Path, way: str
) -> None:
    """From a server and from a folder, search and size of print used as well."""
    base = server if way == "server" else f"{demo_site.as_uri()}/"
    with listening(browser) as (page, stopped):
        for name in PAGES.values():
            if name == NOT_FOUND and way == "folder":  # only servers show it
                continue
            page.goto(base + name)
            assert page.evaluate("document.documentElement.className").startswith("js"), name
            assert page.evaluate("document.styleSheets.length") >= 3, name
        page.goto(base + PAGES["service"])
        page.click("#gp-size")
        page.fill("#gp-search-input", "老人吃饭")
        page.wait_for_selector(".gp-search__item")
        page.press("#gp-search-input", "Enter")
        page.wait_for_selector(".gp-search__item")
        assert "search.html?q=" in page.url
        assert stopped == []


def test_code_in_a_page_is_stopped(browser: Browser, demo_site: Path, tmp_path: Path) -> None:
    """The listener hears, so that its silence means something."""
    page_of_old = (demo_site / "404.html").read_text("utf-8")
    hostile = '<script>document.title = "bad"</script><p style="color:red">x</p></body>'
    (tmp_path / "x.html").write_text(page_of_old.replace("</body>", hostile), "utf-8")
    with listening(browser) as (page, stopped):
        page.goto((tmp_path / "x.html").as_uri())
        page.wait_for_load_state()
        assert page.title() != "bad"
        assert set(stopped) >= {"script-src-elem", "style-src-attr"}
