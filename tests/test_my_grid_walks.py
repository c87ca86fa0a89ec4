"""Ways to the own grid in a browser, by touch on a narrow phone and by keyboard, with the number of taps."""

from collections.abc import Iterator
from dataclasses import dataclass

import pytest
from conftest import open_context
from playwright.sync_api import Browser, BrowserContext, Locator, Page

PHONE = {"width": 360, "height": 740}
REMEMBERS_DIALLING = """addEventListener('click', (event) => {
  const link = event.target.closest('a[href^="tel:"]');
  if (!link) return;
  event.preventDefault();
  window.dialled = link.getAttribute('href');
});"""
REFUSES_STORAGE = """for (const name of ['localStorage', 'sessionStorage']) {
  Object.defineProperty(window, name, { get() { throw new DOMException('refused', 'SecurityError'); } });
}"""
GRID, WORKER, NIGHT = "wanghai-1", "tel:09885550311", "tel:09885550212"
INITIALS = "whxc"


@dataclass
class Walk:
    """A reader who taps, or tabs and presses Enter, and counts."""

    page: Page
    by_touch: bool
    taps: int = 0

    def tap(self, place: Locator) -> None:
        """One tap, or Enter on what has the focus."""
        if self.by_touch:
            self.taps += 1
            place.tap()
        else:
            self.reach(place)
            self.page.keyboard.press("Enter")

    def reach(self, place: Locator) -> None:
        """One tap into a field, or as often Tab as it takes; counts as one."""
        self.taps += 1
        if self.by_touch:
            place.tap()
            return
        place.wait_for()
        for _ in range(200):
            if place.evaluate("(one) => one === document.activeElement"):
                return
            self.page.keyboard.press("Tab")
        raise AssertionError("the keyboard never comes here")

    def type(self, text: str) -> None:
        """Typing, which counts for nothing."""
        self.page.keyboard.type(text)

    @property
    def dialled(self) -> str:
        """What the phone was told to dial."""
        return str(self.page.evaluate("window.dialled || ''"))


@pytest.fixture(params=["touch", "keyboard"])
def walk(request: pytest.FixtureRequest, browser: Browser, server: str) -> Iterator[Walk]:
    """Somebody on the home page with nothing remembered."""
    with open_context(browser, viewport=PHONE, has_touch=True, locale="zh-CN") as context:
        context.add_init_script(REMEMBERS_DIALLING)
        page = context.new_page()
        page.goto(server)
        yield Walk(page, request.param == "touch")


def found(page: Page, kind: str) -> Locator:
    """The first thing found of a kind."""
    return page.locator(
        f".gp-search__group:has(.gp-search__heading:text-is('{kind}')) .gp-search__item"
    ).first


def test_my_worker_is_rung_by_the_initials_of_my_estate_in_two_taps(walk: Walk) -> None:
    walk.reach(walk.page.locator("#gp-search-input"))
    walk.type(INITIALS)
    walk.tap(found(walk.page, "地点").locator(".gp-search__call").first)
    assert (walk.dialled, walk.taps) == (WORKER, 2)


def test_whoever_answers_at_night_is_rung_in_two_taps(walk: Walk) -> None:
    walk.reach(walk.page.locator("#gp-search-input"))
    walk.type("望海新村3号楼")
    walk.tap(found(walk.page, "地点").locator(".gp-search__call").nth(1))
    assert (walk.dialled, walk.taps) == (NIGHT, 2)


def test_a_grid_that_is_mine_is_rung_at_night_in_one_tap(walk: Walk, server: str) -> None:
    walk.page.goto(f"{server}grids/{GRID}.html")
    walk.tap(walk.page.locator("[data-mine]"))
    walk.page.goto(server)
    walk.taps = 0
    walk.tap(walk.page.locator(".gp-mygrid .gp-call").nth(1))
    assert (walk.dialled, walk.taps) == (NIGHT, 1)


def test_what_is_found_leads_to_the_top_of_the_page_of_the_grid(walk: Walk) -> None:
    walk.reach(walk.page.locator("#gp-search-input"))
    walk.type("wanghaixincun")
    walk.tap(found(walk.page, "地点").locator(".gp-search__link"))
    walk.page.wait_for_url(f"**/grids/{GRID}.html")
    assert walk.page.evaluate("scrollY") == 0
    assert walk.taps == 2


# ---- what is remembered


@pytest.fixture
def phone(browser: Browser) -> Iterator[BrowserContext]:
    """A narrow phone with nothing remembered."""
    with open_context(browser, viewport=PHONE, has_touch=True, locale="zh-CN") as context:
        yield context


def choose(page: Page, server: str, grid: str = GRID) -> None:
    """Call a grid mine on its page."""
    page.goto(f"{server}grids/{grid}.html")
    page.tap("[data-mine]")


def card(page: Page) -> Locator:
    """The place of my grid on the home page."""
    return page.locator("[data-my-grid]")


@pytest.mark.parametrize("size", [0, 1, 2])
def test_both_numbers_of_my_grid_stand_on_the_first_screen_of_home_in_every_print(
    phone: BrowserContext, server: str, size: int
) -> None:
    page = phone.new_page()
    choose(page, server)
    page.evaluate("size => localStorage.setItem('gridpress.size', size)", size)
    page.goto(server)
    calls = card(page).locator(".gp-call:visible")
    assert [one.get_attribute("href") for one in calls.all()] == [WORKER, NIGHT]
    for one in calls.all():
        box = one.bounding_box()
        assert box
        assert box["y"] + box["height"] <= PHONE["height"]
    first = page.evaluate(
        "() => document.querySelector('[data-my-grid]').compareDocumentPosition(document.querySelector('h1'))"
    )
    assert first == 4, "my grid comes before the heading of home"


def test_my_grid_tells_what_is_new_there_and_not_what_is_over(browser: Browser, server: str) -> None:
    with open_context(browser, "2026-11-20T10:00:00+08:00", viewport=PHONE, has_touch=True) as context:
        page = context.new_page()
        choose(page, server)
        page.goto(server)
        page.wait_for_selector(".gp-mygrid__news li:visible")
        assert card(page).locator(".gp-mygrid__none").is_hidden()
    with open_context(browser, "2027-03-01T10:00:00+08:00", viewport=PHONE, has_touch=True) as context:
        page = context.new_page()
        choose(page, server)
        page.goto(server)
        page.wait_for_selector(".gp-mygrid__none:visible")
        assert card(page).locator(".gp-mygrid__news li:visible").count() == 0


def test_my_grid_is_forgotten_by_one_tap(phone: BrowserContext, server: str) -> None:
    page = phone.new_page()
    choose(page, server)
    page.goto(server)
    page.tap("[data-forget]")
    assert card(page).is_hidden()
    page.reload()
    assert card(page).is_hidden()
    assert page.evaluate("localStorage.getItem('gridpress.mine')") is None


def test_where_storage_is_refused_my_grid_goes_along_for_this_visit(
    phone: BrowserContext, server: str
) -> None:
    phone.add_init_script(REFUSES_STORAGE)
    page = phone.new_page()
    choose(page, server)
    assert "关掉网页" in page.inner_text("[data-mine]")
    page.tap(".gp-brand")
    page.wait_for_url(f"**/index.html?grid={GRID}")
    assert card(page).locator(".gp-call").first.get_attribute("href") == WORKER
    page.tap("[data-forget]")
    page.tap(".gp-brand")
    page.wait_for_url("**/index.html")
    assert card(page).is_hidden()


@pytest.mark.parametrize(
    "stored",
    [
        "",
        "{",
        "null",
        '"x"',
        '{"id": "../../evil"}',
        '{"name": "x", "path": "javascript:alert(1)"}',
        '{"id": 7}',
        '{"id": null, "calls": 3}',
    ],
)
def test_what_was_stored_is_not_trusted(phone: BrowserContext, server: str, stored: str) -> None:
    page = phone.new_page()
    page.goto(server)
    page.evaluate("text => localStorage.setItem('gridpress.mine', text)", stored)
    page.reload()
    assert card(page).is_hidden()


def remember(page: Page, server: str, stored: str) -> None:
    """Home as it looks with something stored."""
    page.goto(server)
    page.evaluate("text => localStorage.setItem('gridpress.mine', text)", stored)
    page.reload()


def test_numbers_that_were_stored_dial_only(phone: BrowserContext, server: str) -> None:
    page = phone.new_page()
    page.route("**/mine/*.js", lambda route: route.abort())
    calls = '[["a","","1","javascript:alert(1)","",""],["b","","2","tel:12345","",""],7]'
    remember(page, server, f'{{"id": "{GRID}", "name": "旧名", "calls": {calls}}}')
    page.wait_for_selector(".gp-mygrid__said:has-text('没有连上网')")
    hrefs = [one.get_attribute("href") for one in card(page).locator(".gp-mygrid__calls a").all()]
    assert hrefs == ["tel:12345"]


def test_what_an_earlier_version_stored_is_understood(phone: BrowserContext, server: str) -> None:
    page = phone.new_page()
    remember(page, server, f'{{"name": "望海", "path": "grids/{GRID}.html"}}')
    page.wait_for_selector(f".gp-mygrid a[href='{NIGHT}']")


def test_without_a_network_the_numbers_that_were_seen_stay(phone: BrowserContext, server: str) -> None:
    page = phone.new_page()
    choose(page, server)
    page.goto(server)
    page.wait_for_function("(localStorage.getItem('gridpress.mine') || '').includes('tel:')")
    page.route("**/mine/*.js", lambda route: route.abort())
    page.reload()
    page.wait_for_selector(".gp-mygrid__said:has-text('没有连上网')")
    assert card(page).locator(".gp-call").first.get_attribute("href") == WORKER


def test_a_grid_that_is_gone_is_said_to_be_with_the_hotline_and_the_way_to_find_it_again(
    phone: BrowserContext, server: str
) -> None:
    page = phone.new_page()
    remember(page, server, '{"id": "nowhere", "name": "旧网格", "calls": [["a","","1","tel:1","",""]]}')
    page.wait_for_selector(".gp-mygrid__said:has-text('找不到')")
    assert card(page).locator("a[href='tel:12345']").is_visible()
    assert card(page).locator("a[href='tel:1']").count() == 0
    page.tap(".gp-mygrid__ways a")
    page.wait_for_url("**/grids/index.html")


def test_of_a_grid_that_was_merged_the_successor_becomes_mine_by_one_tap(
    phone: BrowserContext, server: str
) -> None:
    page = phone.new_page()
    remember(page, server, '{"id": "yanwan-2", "name": "", "calls": []}')
    link = card(page).locator(".gp-mygrid__successors a")
    heir = (link.get_attribute("href") or "").rpartition("/")[2].removesuffix(".html")
    assert card(page).locator("a[href$='lineage/index.html']").is_visible()
    assert card(page).locator("a[href='tel:12345']").is_visible()
    page.tap(".gp-mygrid__successors button")
    page.wait_for_selector(".gp-mygrid__calls a")
    assert f'"id":"{heir}"' in page.evaluate("localStorage.getItem('gridpress.mine')")
