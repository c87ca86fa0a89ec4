"""What a phone of 360 × 740 shows before anybody scrolls, in each size of print, and what stays in sight."""

import pytest
from conftest import SCREENS
from playwright.sync_api import Browser, Page
from test_browser import PAGES, find_violations, find_wide, open_page

HEIGHT = 740
HEADER_PX = 72
"""One row: a target of 60 px and its margins."""
TARGET_PX = (44, 60, 60)
SIZES = (0, 1, 2)
LEAVES = {
    "service": "services/zhucan.html",
    "service of an area with a warning": "services/zhuyu.html",
    "grid": "grids/chaojing-2.html",
    "grid with a warning": "grids/yugang-4.html",
    "organization": "organizations/weijian.html",
    "person": "people/bao-jianjun.html",
    "person with two warnings": "people/jin-wenbin.html",
    "plan": "plans/taifeng.html",
}


def open_leaf(page: Page, server: str, path: str, size: int) -> None:
    """Open a page in print of a size."""
    page.goto(server + path)
    page.evaluate("size => localStorage.setItem('gridpress.size', size)", size)
    page.reload()


def edges(page: Page, selector: str) -> dict[str, float]:
    """Where the first of these stands in the window."""
    found: dict[str, float] = page.locator(selector).first.evaluate(
        "it => it.getBoundingClientRect().toJSON()"
    )
    return found


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("path", LEAVES.values(), ids=LEAVES)
def test_title_state_and_call_button_stand_on_the_first_screen(
    page: Page, server: str, path: str, size: int
) -> None:
    """Above the bar at the lower edge, and in this order."""
    open_leaf(page, server, path, size)
    title, call, bar = (edges(page, one) for one in ("h1", ".gp-head .gp-call", ".gp-callbar"))
    assert title["bottom"] <= call["top"]
    assert call["bottom"] <= bar["top"]
    assert bar["bottom"] == HEIGHT
    state = page.locator(".gp-head .gp-now")
    if state.count():
        assert title["bottom"] <= edges(page, ".gp-head .gp-now")["top"]
        assert edges(page, ".gp-head .gp-now")["bottom"] <= call["top"]


@pytest.mark.parametrize("name", ["home", "service", "services", "guide", "results", "missing"])
def test_the_header_is_one_row_in_print_of_any_size(page: Page, server: str, name: str) -> None:
    for size in SIZES:
        open_page(page, server, name, size)
        assert edges(page, ".gp-header")["height"] <= HEADER_PX, f"size {size}"
        shown = page.locator(".gp-header__bar > a, .gp-tools button, .gp-tools summary")
        middles = {round(box["y"] + box["height"] / 2) for one in shown.all() if (box := one.bounding_box())}
        assert len(middles) == 1, f"size {size}"
        assert all(one.inner_text().strip() for one in shown.all() if one.is_visible()), (
            "words, not signs only"
        )


@pytest.mark.parametrize("name", ["service", "person", "organization"])
def test_what_leads_on_is_large_enough_to_hit(page: Page, server: str, name: str) -> None:
    for size in SIZES:
        open_page(page, server, name, size)
        page.click(".gp-menu summary")
        small = page.evaluate(
            """least => Array.from(document.querySelectorAll(`.gp-header a, .gp-header button,
                .gp-header summary, .gp-emergency a, .gp-breadcrumbs a, .gp-head .gp-call, .gp-callbar a,
                .gp-footer a`))
                .map(one => [one.textContent.trim(), one.getBoundingClientRect()])
                .filter(([, box]) => box.width && (box.height < least || box.width < 44))
                .map(([text, box]) => `${text}: ${box.width} × ${box.height}`)""",
            TARGET_PX[size],
        )
        assert small == [], f"size {size}"


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("path", [LEAVES["service"], LEAVES["person"], LEAVES["organization"]])
def test_the_call_bar_covers_nothing_that_has_the_focus(
    page: Page, server: str, path: str, size: int
) -> None:
    page.emulate_media(reduced_motion="reduce")  # so that nothing is still on its way when it is measured
    open_leaf(page, server, path, size)
    covered = set()
    for _ in range(page.locator("a, button, summary, input").count()):
        page.keyboard.press("Tab")
        covered.add(
            page.evaluate(
                """() => {
                  const [it, bar] = [document.activeElement, document.querySelector('.gp-callbar')];
                  const free = it === document.body || bar.contains(it) ||
                    it.getBoundingClientRect().bottom <= bar.getBoundingClientRect().top + 1;
                  return free ? '' : it.outerHTML;
                }"""
            )
        )
    assert covered == {""}


@pytest.mark.parametrize("size", SIZES)
def test_the_call_bar_leaves_the_end_of_the_page_free(page: Page, server: str, size: int) -> None:
    open_leaf(page, server, LEAVES["service"], size)
    page.evaluate("scrollTo({ top: document.body.scrollHeight, behavior: 'instant' })")
    end = page.evaluate(
        "() => Math.max(...[...document.querySelectorAll('.gp-footer p, .gp-footer li')]"
        ".map(one => one.getBoundingClientRect().bottom))"
    )
    assert end <= edges(page, ".gp-callbar")["top"]


def test_the_call_bar_needs_no_script_and_dials_the_numbers_of_the_page(
    browser: Browser, server: str
) -> None:
    context = browser.new_context(viewport=SCREENS["phone"], java_script_enabled=False)
    page = context.new_page()
    for path in LEAVES.values():
        page.goto(server + path)
        numbers = [one.get_attribute("href") for one in page.locator(".gp-callbar a").all()]
        head = [one.get_attribute("href") for one in page.locator(".gp-head .gp-call").all()]
        assert numbers
        assert set(numbers) <= set(head)
        assert page.locator(".gp-callbar").is_visible()
    context.close()


def test_the_call_bar_is_for_phones_held_upright_only(browser: Browser, server: str) -> None:
    context = browser.new_context(viewport=SCREENS["desktop"])
    page = context.new_page()
    page.goto(server + LEAVES["service"])
    assert not page.locator(".gp-callbar").is_visible()
    page.set_viewport_size({"width": 640, "height": 320})
    assert page.locator(".gp-callbar").evaluate("one => getComputedStyle(one).position") == "static"
    context.close()


def test_a_tap_opens_the_search_box_and_escape_closes_it(page: Page, server: str) -> None:
    page.goto(server + LEAVES["service"])
    box = page.locator("#gp-search-input")
    assert not box.is_visible()
    page.tap("#gp-find")
    assert page.evaluate("document.activeElement.id") == "gp-search-input"
    assert page.get_attribute("#gp-find", "aria-expanded") == "true"
    assert find_violations(page) == []
    assert find_wide(page) == []
    page.keyboard.press("Escape")
    assert not box.is_visible()
    assert page.evaluate("document.activeElement.id") == "gp-find"


def test_without_scripts_the_search_button_leads_to_the_search_page(browser: Browser, server: str) -> None:
    context = browser.new_context(viewport=SCREENS["phone"], java_script_enabled=False)
    page = context.new_page()
    page.goto(server + LEAVES["service"])
    page.click("#gp-find")
    assert page.url == server + "search.html"
    context.close()


@pytest.mark.parametrize("path", LEAVES.values(), ids=LEAVES)
def test_a_leaf_shows_the_way_back_on_one_line_and_no_tabs_of_its_section(
    page: Page, server: str, path: str
) -> None:
    for size in SIZES:
        open_leaf(page, server, path, size)
        assert page.locator(".gp-section").count() == 0
        links = [one for one in page.locator(".gp-breadcrumbs ol a").all() if one.is_visible()]
        assert len(links) == 1
        assert edges(page, ".gp-breadcrumbs")["height"] <= TARGET_PX[size] + 8


@pytest.mark.parametrize(
    "path", [LEAVES[kind] for kind in ("service", "grid", "organization", "person", "plan")]
)
def test_the_first_screen_shuts_nobody_out_in_print_of_any_size(page: Page, server: str, path: str) -> None:
    for size in SIZES:
        open_leaf(page, server, path, size)
        assert find_violations(page) == [], f"size {size}"
        assert find_wide(page) == [], f"size {size}"


def test_every_page_with_a_number_in_its_head_keeps_it_in_sight(page: Page, server: str) -> None:
    for name, path in PAGES.items():
        page.goto(server + path)
        assert page.locator(".gp-callbar").count() == min(page.locator(".gp-head .gp-call").count(), 1), name
