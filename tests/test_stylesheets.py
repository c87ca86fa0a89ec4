"""Stylesheets are shipped small, and no page looks different for it."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from conftest import ROOT, open_context
from playwright.sync_api import Browser, Page, Route
from sample_site import make_catalogue

from generator.artifact import Artifact
from generator.outputs.stylesheets import ship_stylesheets
from generator.publishing import ENGINES
from generator.publishing.engines import build_chrome
from generator.publishing.pipeline import split_chrome

THEME = "assets/stylesheets/main.1.min.css"
SHELL = f'<link href="{THEME}"><body dir="ltr" class="md-known"><p id="here" title="x">'


def purge(css: str, shell: str = "", script: str = "") -> str:
    """A theme's stylesheet as it is shipped beside a page and a script."""
    assets = [Artifact(THEME, css.encode()), Artifact("assets/a.js", script.encode())]
    shipped = {one.path: one.data.decode() for one in ship_stylesheets({"a.html": SHELL + shell}, assets)}
    return shipped[THEME]


@pytest.mark.parametrize(
    "rule",
    [
        ".md-known{color:red}",
        "#here{color:red}",
        "p{color:red}",
        "*{color:red}",
        ":root{color:red}",
        "[dir=ltr] p{color:red}",
        '[title^="no"]{color:red}',
        "p:hover{color:red}",
        "p:not(.md-unknown){color:red}",
        "p::before{color:red}",
        ":is(.md-unknown,.md-known){color:red}",
        "@media print{p{color:red}}",
        "@media (prefers-color-scheme:dark){p{color:red}}",
        "@page{margin:1cm}",
        "p{--a:1;width:var(--a)}",
        "p{--a:1;--b:var(--a);width:var(--b)}",
        "@keyframes turn{to{left:0}}p{animation:turn 1s}",
        '@font-face{font-family:"One";src:url(a)}p{font-family:One}',
    ],
)
def test_what_may_match_is_shipped(rule: str) -> None:
    assert purge(rule).replace(" ", "") == rule.replace(" ", "")


@pytest.mark.parametrize(
    "rule",
    [
        ".md-unknown{color:red}",
        "p .md-unknown{color:red}",
        "#nowhere{color:red}",
        "marquee{color:red}",
        "[dir=rtl] p{color:red}",
        "[data-md-unknown]{color:red}",
        "@media print{.md-unknown{color:red}}",
        "p{--a:1}",
        "p{--a:1;--b:var(--a)}",
        "@keyframes turn{to{left:0}}",
        '@font-face{font-family:"One";src:url(a)}',
    ],
)
def test_what_no_page_can_match_is_left_out(rule: str) -> None:
    assert purge(f"{rule}p{{left:0}}") == "p{left:0}"


def test_of_several_selectors_those_that_may_match_stay() -> None:
    assert purge(".md-unknown,p,.md-other p{color:red}") == "p{color:red}"


@pytest.mark.parametrize(
    "script", ["add('md-active')", "add(`md-${state}`)", "add('md-' + state)", "toggle('md-active', on)"]
)
def test_states_that_scripts_set_are_shipped_even_when_they_write_half_the_name(script: str) -> None:
    assert purge(".md-active{color:red}", script=script) == ".md-active{color:red}"
    assert purge(".md-active{color:red}p{left:0}", script="add('md-other')") == "p{left:0}"


def test_our_own_stylesheets_lose_comments_only_and_say_which_properties_are_used() -> None:
    own = "/* a */ .gp-nowhere { width: var(--md-a) ; /* b */ }\n"
    assets = [Artifact(THEME, b":root{--md-a:1;--md-b:2}"), Artifact("assets/x.css", own.encode())]
    shipped = [one.data for one in ship_stylesheets({"a.html": SHELL}, assets)]
    assert shipped == [b":root{--md-a:1}", b".gp-nowhere{width:var(--md-a)}"]


@pytest.mark.parametrize("data", [b"p{color:red}}", 'p{content:"花"}'.encode("gb18030"), b""])
def test_a_stylesheet_with_faults_or_in_another_encoding_stays_as_it_is(data: bytes) -> None:
    assets = [Artifact("assets/x.css", data), Artifact(THEME, data)]
    assert [one.data for one in ship_stylesheets({"a.html": SHELL}, assets)] == [data, data]


def test_files_of_the_theme_that_no_page_links_are_left_out() -> None:
    left = ("assets/stylesheets/palette.1.min.css", "assets/images/favicon.png")
    kept = ("assets/images/photo.png", THEME)
    assets = [Artifact(path, b"") for path in (*left, *kept)]
    assert [one.path for one in ship_stylesheets({"a.html": SHELL}, assets)] == list(kept)


@pytest.mark.parametrize("engine", ENGINES)
def test_of_either_engines_theme_a_seventh_is_shipped(engine: str) -> None:
    """What tables, lists and code need stays; the drawer, the search and the other way of reading go."""
    shells, shipped = split_chrome(build_chrome(ROOT, engine, make_catalogue().profile).files)
    (theme,) = [one.data.decode() for one in shipped if one.path.startswith("assets/stylesheets/")]
    assert len(theme) < 22_000
    assert all(part in theme for part in (".md-typeset table:not([class])", "@media print", "--md-text-font"))
    assert not any(part in theme for part in (".md-search__", ".md-nav", ".md-source", "[dir=rtl]"))
    assert "index.html" in shells


def test_no_theme_keeps_a_strip_blank_for_a_scroll_bar() -> None:
    """Zensical's does; the picture of a wide screen then ends before its edge."""
    assert "scrollbar-gutter: auto" in (ROOT / "site_overrides/assets/chrome.css").read_text("utf-8")


# ---- in a browser

_PAGES = (
    *("index.html", "search.html", "404.html", "services/index.html", "grids/index.html", "guide/index.html"),
    *("guide/editing.html", "statements/index.html", "honours/index.html", "checks/index.html"),
)
_FOLDERS = ("services", "grids", "communities", "organizations", "people", "plans", "notices", "matters")
WHOLE = "?whole"
_COMPARE = """async () => {
  const styles = () => [...document.querySelectorAll('*')].map((one) => [one, ...['', '::before', '::after']
    .map((part) => getComputedStyle(one, part || undefined).cssText)]);
  const now = styles();
  const links = [...document.querySelectorAll('link[rel=stylesheet]')];
  await Promise.all(links.map((link) => new Promise((done) => {
    link.onload = done;
    link.href += '?whole';
  })));
  const differ = styles().map((texts, at) => texts.slice(1).map((text, part) => text === now[at][part + 1]))
    .map((same, at) => same.every(Boolean) ? '' : now[at][0].outerHTML.slice(0, 200));
  return [now.length, differ.filter(Boolean)];
}"""


@pytest.fixture(scope="module")
def whole() -> dict[str, bytes]:
    """What the engine and we have written, by path."""
    return build_chrome(ROOT, "mkdocs", make_catalogue().profile).files


def list_pages(site: Path) -> list[str]:
    """A page of each main kind."""
    return [*_PAGES, *(f"{folder}/{next(find_details(site / folder))}" for folder in _FOLDERS)]


def find_details(folder: Path) -> Iterator[str]:
    """Names of the pages of a folder besides its list."""
    return (path.name for path in sorted(folder.glob("*.html")) if path.name != "index.html")


@pytest.mark.parametrize("mode", ["normal", "dark", "largest", "print", "phone"])
def test_every_element_looks_the_same_with_the_whole_stylesheets(
    browser: Browser, server: str, demo_site: Path, whole: dict[str, bytes], mode: str
) -> None:
    """Normal, dark, in the largest print, on paper and on a phone."""

    def answer(route: Route) -> None:
        path = route.request.url.removeprefix(server).removesuffix(WHOLE)
        route.fulfill(body=whole[path], content_type="text/css")

    width = 360 if mode == "phone" else 1280
    with open_context(browser, color_scheme="dark" if mode == "dark" else "light", reduced_motion="reduce",
                      viewport={"width": width, "height": 740}) as context:  # fmt: skip
        if mode == "largest":
            context.add_init_script("localStorage.setItem('gridpress.size', '2')")
        context.route(f"**/*{WHOLE}", answer)
        page: Page = context.new_page()
        page.emulate_media(media="print" if mode == "print" else "screen")
        for name in list_pages(demo_site):
            page.goto(server + name)
            count, differ = page.evaluate(_COMPARE)
            assert count > 100, name
            assert differ == [], name
