"""Nothing of a page's first screen jumps when its scripts arrive, neither on its own day nor in an old copy.

A reader who is about to tap a number must not hit another one. The places of things are compared, with the
scripts held back and after they have run, rather than what browsers tell of layout shifts, which comes late
or never when a machine is busy.
"""

from pathlib import Path
from typing import Any

import pytest
from conftest import DEMO_DAY, HANGS_MS, SCREENS, open_context
from playwright.sync_api import Browser, BrowserContext, Route
from test_browser import PAGES

LATER = "2026-12-01T10:00:00+08:00"
WATCHED = ("home", "service", "grid", "grids", "plan", "results", "notices")
LATE_SCRIPTS = "**/assets/{calendar,now,search,find-grid,mine,actions,offline}.js"
STYLED = """() => document.readyState === 'interactive' &&
    [...document.querySelectorAll('link[rel=stylesheet]')].every((one) => one.sheet)"""
PLACES = """() => {
  const seen = [...document.querySelectorAll('body *')]
    .filter((one) => one.checkVisibility({ visibilityProperty: true }))
    .map((one) => [one, one.getBoundingClientRect().top]);
  window.places = new Map(seen.filter(([, top]) => top < innerHeight));
  return places.size;
}"""
MOVED = """() => [...places].filter(([one]) => one.isConnected && one.checkVisibility())
  .map(([one, top]) => [one.outerHTML.slice(0, 90), top, one.getBoundingClientRect().top])
  .filter(([, before, after]) => Math.abs(after - before) > 2)"""
PHONE: dict[str, Any] = {"viewport": SCREENS["phone"], "has_touch": True, "is_mobile": True}


def find_moved(context: BrowserContext, address: str, html: str = "") -> list[tuple[str, float, float]]:
    """What is seen first and then elsewhere: its HTML, where it was and is; `html` stands in for the page."""
    page = context.new_page()
    held: list[Route] = []
    arrived: list[bool] = []
    page.route(LATE_SCRIPTS, lambda one: one.continue_() if arrived else held.append(one))
    if html:
        page.route(address, lambda one: one.fulfill(body=html, content_type="text/html; charset=utf-8"))
    page.goto(address, wait_until="commit")
    page.wait_for_function(STYLED)
    assert page.evaluate(PLACES) > 20
    arrived.append(True)
    for one in held:
        one.continue_()
    page.wait_for_load_state()
    if "?q=" in address:
        page.wait_for_selector(".gp-search__item")
    moved: list[tuple[str, float, float]] = page.evaluate(MOVED)
    page.close()
    return moved


@pytest.mark.parametrize(("moment", "size"), [(DEMO_DAY, 0), (LATER, 2)], ids=["its day", "an old copy"])
def test_nothing_jumps_when_scripts_arrive(browser: Browser, server: str, moment: str, size: int) -> None:
    with open_context(browser, moment, service_workers="block", **PHONE) as context:
        context.set_default_timeout(HANGS_MS)
        context.add_init_script(f"localStorage.setItem('gridpress.size', '{size}')")
        moved = {name: find_moved(context, server + PAGES[name]) for name in WATCHED}
    assert {name: found for name, found in moved.items() if found} == {}


def test_the_comparison_sees_what_jumps(phone: BrowserContext, server: str, demo_site: Path) -> None:
    """The search for one's grid, had it no room before the scripts are there."""
    html = (demo_site / PAGES["grids"]).read_text("utf-8")
    assert "gp-find gp-soon" in html
    assert find_moved(phone, server + PAGES["grids"], html.replace("gp-find gp-soon", "gp-find"))
