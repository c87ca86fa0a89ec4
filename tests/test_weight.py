"""What a first visit weighs: every file that the page asks for, compressed as a server would."""

import gzip
from pathlib import Path

import pytest
from conftest import HANGS_MS, open_context
from playwright.sync_api import Browser
from test_browser import PAGES

MOST_BYTES = 60_000
COMPRESSED = {".html", ".css", ".js", ".json", ".svg"}


def weigh(file: Path) -> int:
    """The bytes of a file as sent."""
    data = file.read_bytes()
    return len(gzip.compress(data, mtime=0)) if file.suffix in COMPRESSED else len(data)


@pytest.mark.parametrize("name", ["home", "service", "grid", "organization", "person", "plan", "honours"])
def test_a_first_visit_is_light(browser: Browser, server: str, demo_site: Path, name: str) -> None:
    """On a phone with an empty cache, all in: page, styles, scripts, pictures."""
    with open_context(browser, viewport={"width": 360, "height": 740}, service_workers="block") as context:
        context.set_default_timeout(HANGS_MS)
        page = context.new_page()
        asked: list[str] = []
        page.on("request", lambda one: asked.append(one.url.removeprefix(server).partition("?")[0]))
        page.goto(server + PAGES[name], wait_until="networkidle")
    assert sum(weigh(demo_site / path) for path in set(asked)) <= MOST_BYTES, asked
