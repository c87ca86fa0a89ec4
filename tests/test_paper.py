"""What a page of the site looks like on paper: whole, short, and with the way back to it."""

import io
from collections.abc import Iterator

import pytest
from conftest import HANGS_MS, open_context
from playwright.sync_api import Browser, BrowserContext, Page
from pypdf import PdfReader
from test_actions import ACTED, SERVICE, WITH_PAPERS
from test_browser import PAGES, open_page

EMPTY = """() => [...document.querySelectorAll('#gp-main :is(h2, h3)')].filter((head) => {
  const shown = (one) => one.getClientRects().length > 0;
  if (!shown(head)) return false;
  const level = Number(head.tagName[1]);
  const from = head.closest('summary') || head;
  for (let next = from.nextElementSibling; next; next = next.nextElementSibling) {
    if (/^H[1-6]$/.test(next.tagName) && Number(next.tagName[1]) <= level) return true;
    if (shown(next) && (next.innerText.trim() || next.querySelector('svg'))) return false;
  }
  return true;
}).map((head) => head.textContent.trim())"""
"""The headings on paper below which nothing stands."""
MOST_PAGES = 2


@pytest.fixture(scope="module")
def desk(browser: Browser) -> Iterator[BrowserContext]:
    """A computer with a printer."""
    context = open_context(browser, viewport={"width": 1280, "height": 800}, locale="zh-CN")
    context.set_default_timeout(HANGS_MS)
    yield context
    context.close()


@pytest.fixture
def page(desk: BrowserContext) -> Iterator[Page]:
    """A page as it is printed."""
    page = desk.new_page()
    page.emulate_media(media="print")
    yield page
    page.close()


@pytest.mark.parametrize("name", PAGES)
def test_no_kind_of_page_prints_a_heading_with_nothing_below_it(page: Page, server: str, name: str) -> None:
    open_page(page, server, name)
    assert page.evaluate(EMPTY) == []


@pytest.mark.parametrize("name", [name for name in PAGES if name not in {"missing", "results"}])
def test_every_kind_of_page_prints_its_address(page: Page, server: str, name: str) -> None:
    open_page(page, server, name)
    printed = page.eval_on_selector(
        "link[rel=canonical]",
        "one => one.getClientRects().length && getComputedStyle(one, '::after').content",
    )
    assert ("网址：" in printed) == (not name.startswith("English"))
    assert page.get_attribute("link[rel=canonical]", "href").endswith(PAGES[name])


@pytest.mark.parametrize("name", ACTED)
def test_a_page_prints_its_code_and_none_of_its_buttons(page: Page, server: str, name: str) -> None:
    open_page(page, server, name)
    code = page.locator("[data-take] .gp-qr").bounding_box()
    assert code["width"] > 80, "24 mm are about 90 px of CSS"
    assert page.locator("#gp-main button:visible, #gp-main textarea:visible").count() == 0
    title = page.locator("h1").bounding_box()
    assert title["x"] + title["width"] <= code["x"], "it stands beside the title, not on it"


def test_who_assured_a_service_stands_on_paper(page: Page, server: str) -> None:
    page.goto(server + SERVICE)
    assert page.locator(".gp-provenance a[href*=organizations]").is_visible()
    assert not page.locator(".gp-provenance a[rel~=edit]").is_visible()


def test_warnings_of_other_places_are_not_printed(page: Page, server: str) -> None:
    open_page(page, server, "services")
    assert page.locator(".gp-emergency:visible").count() == 0
    open_page(page, server, "home")
    assert page.locator(".gp-emergency ul:visible").count() <= 1


def test_papers_print_as_boxes_ticked_or_empty(page: Page, server: str) -> None:
    page.goto(server + WITH_PAPERS)
    page.emulate_media(media="screen")
    page.locator(".gp-checklist label").nth(1).click()
    page.emulate_media(media="print")
    marks = "all => all.map(one => getComputedStyle(one, '::after').content !== 'none')"
    assert page.eval_on_selector_all(".gp-tick", marks)[:3] == [False, True, False]
    page.evaluate("localStorage.clear()")


def test_a_service_prints_on_two_pages(page: Page, server: str, demo_site) -> None:
    """The ten longest and some typical ones, in ordinary print."""
    by_length = sorted((demo_site / "services").glob("[!i]*.html"), key=lambda one: -one.stat().st_size)
    for path in (*by_length[:10], *by_length[10::12]):
        page.goto(f"{server}services/{path.name}")
        pdf = PdfReader(io.BytesIO(page.pdf(prefer_css_page_size=True)))
        assert len(pdf.pages) <= MOST_PAGES, path.name
