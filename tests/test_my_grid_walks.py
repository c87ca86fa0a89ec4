"""Ways to the own grid in a browser, by touch on a narrow phone and by keyboard, with the number of taps."""

import json
from collections.abc import Iterator

import pytest
import shapely
import yaml
from conftest import ROOT, SCREENS, open_context
from playwright.sync_api import Browser, BrowserContext, Locator, Page
from walking import Walk

PHONE = SCREENS["phone"]
REFUSES_STORAGE = """for (const name of ['localStorage', 'sessionStorage']) {
  Object.defineProperty(window, name, { get() { throw new DOMException('refused', 'SecurityError'); } });
}"""
GRID, WORKER, NIGHT = "wanghai-1", "tel:09885550311", "tel:09885550212"
INITIALS = "whxc"


@pytest.fixture
def phone(browser: Browser) -> Iterator[BrowserContext]:
    """A narrow phone with nothing remembered."""
    blocked = "block"  # what a worker keeps for hours without a network is another matter
    with open_context(
        browser, viewport=PHONE, has_touch=True, locale="zh-CN", service_workers=blocked
    ) as context:
        yield context


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


def test_my_worker_is_rung_from_the_index_of_grids_by_the_number_of_a_building(
    walk: Walk, server: str
) -> None:
    walk.page.goto(f"{server}grids/index.html")
    walk.reach(walk.page.locator("#gp-find-name"))
    walk.type("望海新村三号楼")
    row = walk.page.locator(".gp-find__list > li").first
    walk.tap(row.locator(".gp-search__call").first)
    assert (walk.dialled, walk.taps) == (WORKER, 2)


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ("望海新村三号楼", "找到"),
        ("望海新材", "找到"),
        ("whxc", "找到"),
        ("望" * 10_000, "没有正好对上"),
        ("幸福小区3号楼", "没有正好对上"),
        ("<img src=x onerror=alert(1)>", "没有正好对上"),
        ("😀", "没有找到"),
        ("\ud83d", "没有找到"),
    ],
)
def test_what_is_not_found_or_only_half_is_said_with_the_hotline(
    phone: BrowserContext, server: str, typed: str, told: str
) -> None:
    page = phone.new_page()
    page.goto(f"{server}grids/index.html")
    page.evaluate(
        """text => {
          const input = document.querySelector('#gp-find-name');
          input.value = JSON.parse(text);
          input.dispatchEvent(new Event('input'));
        }""",
        json.dumps(typed),
    )
    said = page.locator("[data-find] [data-said]")
    page.wait_for_function("() => document.querySelector('[data-said]').textContent")
    assert told in said.inner_text()
    assert page.locator("[data-find] a[href='tel:12345']").is_visible() == (told != "找到")


def test_what_is_found_on_the_index_of_grids_becomes_mine_by_one_tap(walk: Walk, server: str) -> None:
    walk.page.goto(f"{server}grids/index.html")
    walk.reach(walk.page.locator("#gp-find-name"))
    walk.type("大鸥")
    button = walk.page.locator(".gp-find__list > li").first.locator("button")
    walk.tap(button)
    assert button.get_attribute("aria-pressed") == "true"
    walk.page.goto(server)
    walk.page.wait_for_selector(".gp-mygrid__calls a")
    assert walk.page.inner_text("[data-my-grid] [data-name]") == "大白鸥网格"


def test_the_map_of_the_city_leads_to_a_grid_by_shapes_and_by_words(walk: Walk, server: str) -> None:
    walk.page.goto(f"{server}grids/index.html")
    names = [one.get_attribute("aria-label") for one in walk.page.locator(".gp-map a").all()]
    words = walk.page.locator(".gp-folds h3").all_inner_texts()
    assert sorted(names, key=str) == sorted(words)
    walk.tap(walk.page.locator("summary", has_text="按地图找"))
    walk.tap(walk.page.locator(".gp-map a[aria-label='潮井社区']"))
    walk.page.wait_for_url("**/communities/chaojing.html")
    walk.tap(walk.page.locator("summary", has_text="在地图上找"))
    walk.tap(walk.page.locator(".gp-map a[aria-label='潮井社区第一网格']"))
    walk.page.wait_for_url("**/grids/chaojing-1.html")


def test_without_scripts_the_list_by_pinyin_names_each_grid_with_its_numbers(
    browser: Browser, server: str
) -> None:
    with open_context(browser, viewport=PHONE, has_touch=True, java_script_enabled=False) as context:
        page = context.new_page()
        page.goto(f"{server}grids/index.html")
        assert page.locator("[data-find]").is_hidden()
        page.tap("summary:has(#letter-W)")
        rows = page.locator("details:has(#letter-W) .gp-grids__one")
        assert rows.count() == 4
        for row in rows.all():
            assert row.locator("a[href^='tel:']").count() == 2


# ---- where I am

GRIDS = [path.stem for path in (ROOT / "menus" / "grids").glob("*.yaml")]


@pytest.fixture(scope="module")
def middle() -> dict[str, float]:
    """The middle of a grid of the demo."""
    value = yaml.load((ROOT / "menus" / "grids" / f"{GRID}.yaml").read_text("utf-8"), Loader=yaml.CBaseLoader)
    point = shapely.point_on_surface(shapely.from_wkt(value["boundary"]))
    return {"longitude": float(point.x), "latitude": float(point.y)}


def locate(
    browser: Browser, server: str, where: dict[str, float] | None, agent: str = ""
) -> Iterator[tuple[Page, list[str]]]:
    """The index of grids after a tap on the button, and what was asked of the network since then."""
    allowed = {"permissions": ["geolocation"], "geolocation": where} if where else {}
    with open_context(
        browser, viewport=PHONE, has_touch=True, user_agent=agent or None, **allowed
    ) as context:
        page = context.new_page()
        page.goto(f"{server}grids/index.html", wait_until="networkidle")
        asked: list[str] = []
        page.on("request", lambda one: asked.append(one.url.removeprefix(server)))
        page.tap("[data-locate]")
        page.wait_for_function("() => !/^$|正在/.test(document.querySelector('[data-said]').textContent)")
        yield page, asked


def test_where_i_am_finds_my_grid_and_nothing_of_it_leaves_the_page(
    browser: Browser, server: str, middle: dict[str, float]
) -> None:
    for page, asked in locate(browser, server, middle):
        row = page.locator("[data-found] > li").first
        assert row.locator(".gp-search__title").inner_text() == "望海社区第一网格"
        assert row.locator(f"a[href='{WORKER}']").is_visible()
        assert set(asked) <= {"mine/ground.js", *(f"mine/{one}.js" for one in GRIDS)}
        stored = page.evaluate("JSON.stringify([{...localStorage}, {...sessionStorage}, document.cookie])")
        assert "122." not in stored
        assert "30." not in stored


def test_outside_the_city_it_is_said_kindly_with_other_ways_and_the_hotline(
    browser: Browser, server: str
) -> None:
    for page, _ in locate(browser, server, {"longitude": 121.47, "latitude": 31.23}):
        assert "好像不在云屿市" in page.inner_text("[data-said]")
        assert page.locator("[data-find] a[href='tel:12345']").is_visible()
        assert page.locator("[data-found] > li").count() == 0


def test_who_refuses_to_be_located_is_told_what_else_to_do(browser: Browser, server: str) -> None:
    for page, asked in locate(browser, server, None):
        assert "没有得到定位的许可" in page.inner_text("[data-said]")
        assert page.locator("[data-find] a[href='tel:12345']").is_visible()
        assert asked == []


def test_nobody_is_located_before_the_button_is_tapped(
    browser: Browser, server: str, middle: dict[str, float]
) -> None:
    with open_context(browser, permissions=["geolocation"], geolocation=middle) as context:
        context.add_init_script(
            "navigator.geolocation.getCurrentPosition = () => { window.located = true; };"
            "navigator.geolocation.watchPosition = () => { window.located = true; };"
        )
        page = context.new_page()
        for path in ("grids/index.html", "index.html", f"grids/{GRID}.html"):
            page.goto(server + path, wait_until="networkidle")
            assert page.evaluate("window.located === undefined")


# ---- what is remembered


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
