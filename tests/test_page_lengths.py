"""Pages are as short as their question: each kind on a phone of 360 × 740, in both ends of print."""

import re
from pathlib import Path

import pytest
from conftest import ROOT, SCREENS
from playwright.sync_api import Browser, Page

from generator.outputs.pages import list_pages
from generator.publishing.checking import check_workspace

SCREEN = SCREENS["phone"]["height"]
SCREENS_OF_A_PAGE, SCREENS_IN_LARGEST_PRINT = 4.0, 9.5
WITH_CONTENTS = 3
"""A page of more screens begins with links to its parts."""
WAYS = {"home", "find", "grids", "english"}
"""Kinds that are ways to pages, from end to end."""
WITHOUT_CONTENTS = {"index.html", "find/index.html", "grids/index.html", "en/index.html", "404.html"}
ALWAYS_SHORT = ("honours/", "evaluations/")
HEADING = re.compile(r'(?<!<summary>)<h2[^>]* id="')
"""One that is not folded."""
LONGER = {
    "service": (4.5, 9.5),
    "area_services": (4.5, 9.5),
    "assessments": (4.2, 9.5),
    "case_series": (4.5, 9.5),
    "checks": (4.2, 9.5),
    "holidays": (4.5, 9.5),
    "plans": (4.5, 9.5),
    "can": (4.5, 9.5),
    "find": (5.5, 9.5),
    "grid": (4.5, 9.5),
    "roster": (5.0, 12.0),
    "home": (4.5, 9.5),
}
"""Kinds that need more, in screens of both prints, since the page is one answer: the steps of a service,
what a worker may not do, holidays of a year, who is on duty, what the finder found. Above home stand
urgent notices."""


def longest_of_each_kind(site: Path) -> dict[str, str]:
    """The page with most to say of each kind, by the name of its template."""
    catalogue = check_workspace(ROOT).catalogue
    assert catalogue
    found: dict[str, str] = {}
    for one in sorted(list_pages(catalogue).values(), key=lambda one: (site / one.path).stat().st_size):
        if b'http-equiv="refresh"' not in (site / one.path).read_bytes():
            found[one.template.partition(".")[0]] = one.path
    return found


def height_of(page: Page) -> int:
    """In pixels, all that can be scrolled to."""
    return int(page.evaluate("document.documentElement.scrollHeight"))


def test_no_kind_of_page_is_longer_than_its_screens(page: Page, demo_site: Path, server: str) -> None:
    """What is longer is folded, or stands on a page of its own; what is long begins with its contents."""
    too_long, without_contents, table = [], [], []
    for kind, path in longest_of_each_kind(demo_site).items():
        heights = []
        for size in (0, 2):
            page.goto(server + path)
            page.evaluate("size => localStorage.setItem('gridpress.size', size)", size)
            page.reload()
            heights.append(height_of(page))
        table.append(f"{heights[0]:6} {heights[1]:6} {path}")
        limits = LONGER.get(kind, (SCREENS_OF_A_PAGE, SCREENS_IN_LARGEST_PRINT))
        if any(height > limit * SCREEN for height, limit in zip(heights, limits, strict=True)):
            too_long.append(table[-1])
        parts = page.locator("h2[id]:not(summary h2)").count()
        long = heights[0] > WITH_CONTENTS * SCREEN and parts > 1 and kind not in WAYS
        if long and not page.locator('nav[aria-label="本页内容"]').count():
            without_contents.append(table[-1])
    print("\n".join(sorted(table)))  # noqa: T201 - shown with -s, and by a test that fails
    assert too_long == []
    assert without_contents == []


def test_every_page_of_several_parts_begins_with_its_contents_below_its_title(demo_site: Path) -> None:
    """Hand-written ones too; short kinds are held by the test above."""
    wrong = []
    for path in demo_site.rglob("*.html"):
        name, html = path.relative_to(demo_site).as_posix(), path.read_text("utf-8")
        if name in WITHOUT_CONTENTS or (name.startswith(ALWAYS_SHORT) and not name.endswith("index.html")):
            continue
        title, contents = html.find("<h1"), html.find('<nav aria-label="本页内容">')
        if contents < title and (contents >= 0 or len(HEADING.findall(html)) > 1):
            wrong.append(name)
    assert wrong == []


@pytest.mark.parametrize("anchor", ["duties", "shelters", "handbook"])
def test_a_link_to_what_is_folded_opens_it(page: Page, server: str, anchor: str) -> None:
    fold = page.locator(f"details:has(#{anchor})")
    page.goto(f"{server}grids/chaojing-1.html")
    assert not fold.evaluate("one => one.open")
    page.goto(f"{server}index.html")
    page.goto(f"{server}grids/chaojing-1.html#{anchor}")
    assert fold.evaluate("one => one.open")


def test_a_link_within_the_page_opens_a_fold_in_a_fold_every_time(page: Page, server: str) -> None:
    page.goto(f"{server}plans/taifeng_duties.html")
    link = page.locator(".gp-matrix a").first
    cell = page.locator(f"details{link.get_attribute('href')}")
    for _ in range(2):
        link.tap()
        assert cell.evaluate("one => one.open")
        cell.evaluate("one => { one.open = false; }")


def test_what_is_folded_is_printed_and_folded_again(page: Page, server: str) -> None:
    page.goto(f"{server}grids/chaojing-1.html")
    closed = page.locator("details.gp-fold:not([open])")
    before = closed.count()
    assert before
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    assert closed.count() == 0
    page.evaluate("dispatchEvent(new Event('afterprint'))")
    assert closed.count() == before


def test_without_a_script_what_is_folded_opens_and_pages_beside_are_reached(
    browser: Browser, server: str
) -> None:
    context = browser.new_context(viewport=SCREENS["phone"], java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{server}grids/chaojing-1.html")
    page.click("summary:has(#duties)")
    assert page.is_visible("text=网格员能帮您做什么、不能做什么")
    for part in ("services", "places"):
        page.goto(f"{server}grids/chaojing-1.html")
        page.click(f'a[href$="chaojing-1_{part}.html"]')
        assert page.url.endswith(f"/grids/chaojing-1_{part}.html")
        assert "潮井社区第一网格" in page.inner_text("h1")
    context.close()
