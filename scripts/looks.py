"""Pictures of the ten main pages, on a phone and a desktop, in each size of print and at night: `make looks`.

They are looked at by people; `--readme` also writes the small ones that README.md shows.
"""

import argparse
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright

ROOT = Path(__file__).parent.parent
BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
PAGES = (
    "index.html",
    "services/zhucan.html",
    "services/index.html",
    "grids/chaojing-2.html",
    "grids/index.html",
    "communities/chaojing.html",
    "organizations/weijian.html",
    "plans/taifeng.html",
    "notices/index.html",
    "guide/emergency.html",
)
DAY = "2026-11-20T10:00:00+08:00"
"""The demo's own day, so that pictures do not age."""
README = (
    ("home", "index.html", "phone", "normal"),
    ("service", "services/zhucan.html", "phone", "large"),
    ("night", "grids/index.html", "phone", "dark"),
)


@dataclass(frozen=True)
class Screen:
    """A window in CSS pixels; the picture shows so much of a page from its top."""

    name: str
    width: int
    height: int
    shown: int


SCREENS = (Screen("phone", 360, 740, 2200), Screen("desktop", 1280, 800, 1600))
MANNERS = {"normal": 0, "large": 1, "largest": 2, "dark": 0}
"""Sizes of print as the button counts them; dark is the normal one at night."""


def open_pages(browser: Browser, screen: Screen, manner: str) -> Page:
    """A window in which every page opens in this manner."""
    context = browser.new_context(
        viewport={"width": screen.width, "height": screen.height},
        has_touch=screen.name == "phone",
        color_scheme="dark" if manner == "dark" else "light",
        locale="zh-CN",
    )
    context.clock.set_fixed_time(DAY)
    context.add_init_script(f"localStorage.setItem('gridpress.size', '{MANNERS[manner]}')")
    return context.new_page()


def take_pictures(browser: Browser, site: Path, out: Path) -> Iterator[Path]:
    """Write a picture of each page, screen and manner, and yield its path."""
    for screen in SCREENS:
        for manner in MANNERS:
            page = open_pages(browser, screen, manner)
            for path in PAGES:
                page.goto((site / path).as_uri())
                picture = out / f"{path.removesuffix('.html').replace('/', '-')}.{screen.name}.{manner}.png"
                height = min(screen.shown, page.evaluate("document.documentElement.scrollHeight"))
                clip = {"x": 0, "y": 0, "width": screen.width, "height": height}
                page.screenshot(path=picture, full_page=True, clip=clip)  # type: ignore[arg-type]
                yield picture
            page.context.close()


def take_small(browser: Browser, site: Path, out: Path) -> Iterator[Path]:
    """Write the pictures of README.md: a first screen each."""
    for name, path, screen_name, manner in README:
        screen = next(one for one in SCREENS if one.name == screen_name)
        page = open_pages(browser, screen, manner)
        page.goto((site / path).as_uri())
        picture = out / f"{name}.png"
        page.screenshot(path=picture)
        yield picture
        page.context.close()


def main() -> None:
    """Take the pictures of a built site."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument(
        "out", nargs="?", type=Path, default=ROOT / ".cache/looks", help="where to write them"
    )
    parser.add_argument("--site", type=Path, default=ROOT / "site", help="a built site")
    parser.add_argument("--readme", action="store_true", help="also write docs/images/")
    given = parser.parse_args()
    program = next((found for name in BROWSERS if (found := shutil.which(name))), None)
    if program is None:
        parser.error("no Chromium is installed")
    if not (given.site / "index.html").is_file():
        parser.error(f"{given.site} holds no site: run `make site` first")
    given.out.mkdir(parents=True, exist_ok=True)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=["--no-sandbox"])
        pictures = list(take_pictures(browser, given.site.resolve(), given.out))
        if given.readme:
            pictures += take_small(browser, given.site.resolve(), ROOT / "docs/images")
        browser.close()
    print(f"{len(pictures)} pictures in {given.out}")


if __name__ == "__main__":
    main()
