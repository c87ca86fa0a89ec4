"""In forced colours, as Windows has for high contrast, what a background or a shade tells does not vanish."""

from collections.abc import Iterator

import pytest
from conftest import HANGS_MS, SCREENS, open_context
from playwright.sync_api import Browser, Page
from test_browser import PAGES

BOXES = (
    "button, .gp-button, .gp-call, .gp-chip, .gp-badge, .gp-callbar__call, .gp-search__box, "
    ".gp-map__swatch, input[type=checkbox], select, .gp-take__text, .gp-verb, .gp-owner"
)
SHAPES = ".gp-map__area, .gp-chart__line path, .gp-chart__columns rect, .gp-bar__part"
SHOWN = ("home", "service", "grids", "grid", "audience", "plan", "case statistics", "assessment")
VANISHED = """([boxes, shapes]) => {
  const probe = document.body.appendChild(document.createElement('i'));
  const colour = (name) => { probe.style.color = name; return getComputedStyle(probe).color; };
  const canvas = colour('Canvas');
  const drawn = (style, part) => style[`${part}Style`] !== 'none' && parseFloat(style[`${part}Width`]) >= 1 &&
    style[`${part}Color`] !== canvas;
  const boxed = (one) => [one, one.parentElement].map((it) => getComputedStyle(it)).some((style) =>
    style.appearance === 'checkbox' || drawn(style, 'borderTop') || drawn(style, 'outline'));
  const inked = (one) => ['fill', 'stroke'].some((name) =>
    ![canvas, 'none'].includes(getComputedStyle(one)[name]));
  document.querySelectorAll('details').forEach((one) => { one.open = true; });
  const seen = (selector) => [...document.querySelectorAll(selector)].filter((one) => one.checkVisibility());
  const [all, ink] = [seen(boxes), seen(shapes)];
  const told = [...all.filter((one) => !boxed(one)), ...ink.filter((one) => !inked(one))]
    .map((one) => one.outerHTML.slice(0, 120));
  probe.remove();
  return [all.length + ink.length, told];
}"""


@pytest.fixture(scope="module", params=["light", "dark"])
def page(request: pytest.FixtureRequest, browser: Browser) -> Iterator[Page]:
    """A phone in forced colours, black on white and white on black."""
    colours = {"forced_colors": "active", "color_scheme": request.param, "reduced_motion": "reduce"}
    with open_context(browser, viewport=SCREENS["phone"], **colours) as context:
        context.set_default_timeout(HANGS_MS)
        yield context.new_page()


def test_what_is_drawn_stays_drawn_in_forced_colours(page: Page, server: str) -> None:
    found, seen = {}, 0
    for name in SHOWN:
        page.goto(server + PAGES[name])
        number, vanished = page.evaluate(VANISHED, [BOXES, SHAPES])
        seen += number
        if vanished:
            found[name] = vanished
    assert seen > 200
    assert found == {}
