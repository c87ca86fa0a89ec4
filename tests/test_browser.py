"""The demo city in a real browser, as residents use it: search, tap, read, print, large print, keyboard."""

import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any
from urllib.parse import quote, unquote

import pytest
import yaml
from conftest import HANGS_MS, ROOT, SCREENS, open_context
from playwright.sync_api import Browser, BrowserContext, Page

AXE = ROOT / "node_modules" / "axe-core" / "axe.min.js"
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
LARGE_PRINT_PX = 24  # 18 pt, as the standard for elder editions asks
BODY_TEXT = "#gp-main p:not([class]), #gp-main li:not([class]), #gp-main dd, #gp-main .gp-card__text"


def _first(folder: str, **wanted: str) -> str:
    """The id of the first entry of a kind whose fields are as wanted."""
    for path in sorted((ROOT / "menus" / folder).glob("*.yaml")):
        value = yaml.load(path.read_text("utf-8"), Loader=yaml.CBaseLoader)
        if all(value.get(key) == one for key, one in wanted.items()):
            return path.stem
    raise LookupError(f"menus/{folder} has no entry with {wanted}")


PAGES = {
    "home": "index.html",
    "service": "services/zhucan.html",
    "grid": f"grids/{_first('grids', kind='综合')}.html",
    "micro grid": f"grids/{_first('grids', kind='微网格')}.html",
    "sea grid": f"grids/{_first('grids', kind='海上')}.html",
    "community": f"communities/{_first('divisions', level='社区')}.html",
    "organization": f"organizations/{_first('organizations', kind='社会组织')}.html",
    "person": f"people/{_first('people')}.html",
    "audience": "audiences/laonian.html",
    "category": f"categories/{_first('categories')}.html",
    "life event": f"life-events/{_first('life_events')}.html",
    "notice": f"notices/{_first('notices')}.html",
    "services": "services/index.html",
    "grids": "grids/index.html",
    "communities": "communities/index.html",
    "organizations": "organizations/index.html",
    "people": "people/index.html",
    "audiences": "audiences/index.html",
    "categories": "categories/index.html",
    "life events": "life-events/index.html",
    "notices": "notices/index.html",
    "guide": "guide/emergency.html",
    "guide with table": "guide/editing.html",
    "matter": f"matters/{_first('matters')}.html",
    "matters": "matters/index.html",
    "what workers can do": "matters/can.html",
    "boundary": "matters/boundary.html",
    "information": "matters/information.html",
    "plan": "plans/taifeng.html",
    "plans": "plans/index.html",
    "team": f"teams/{_first('teams')}.html",
    "charter": f"charters/{_first('charters')}.html",
    "assessment": "assessments/2026q3.html",
    "assessments": "assessments/index.html",
    "assessment method": "assessments/how_it_works.html",
    "evaluation": f"evaluations/{_first('evaluations')}.html",
    "honour": f"honours/{_first('honours')}.html",
    "honours": "honours/index.html",
    "case statistics": "cases/suqiu.html",
    "checks": "checks/index.html",
    "to-do list": "checks/todo_minzheng.html",
    "open data": "data/index.html",
    "lineage": "lineage/index.html",
    "changes": "changes/index.html",
    "statements": "statements/index.html",
    "results": f"search.html?q={quote('老人吃饭怎么办')}",
    "find": "find/index.html",
    "complaints": "complaints/index.html",
    "duties of a plan": "plans/taifeng_duties.html",
    "services of a grid": "grids/baiou-1_services.html",
    "places of a grid": "grids/baiou-1_places.html",
    "English": "en/index.html",
    "English entry": "en/organizations-gongan.html",
    "missing": "404.html",
}
LARGE_PRINT_PAGES = ("home", "service", "grid")


@pytest.fixture(scope="module", params=SCREENS)
def context(request: pytest.FixtureRequest, browser: Browser) -> Iterator[BrowserContext]:
    """A desktop, then a phone."""
    phone = request.param == "phone"
    context = open_context(browser, viewport=SCREENS[request.param], has_touch=phone, locale="zh-CN")
    context.set_default_timeout(HANGS_MS)
    yield context
    context.close()


def watched(context: BrowserContext, allowed: str) -> Iterator[Page]:
    """A page in ordinary print that must neither complain nor ask anything outside `allowed`."""
    page = context.new_page()
    complaints: list[str] = []
    page.on("pageerror", lambda error: complaints.append(f"error: {error}"))
    page.on(
        "console",
        lambda one: complaints.append(f"console: {one.text}") if one.type in {"error", "warning"} else None,
    )
    page.on(
        "request",
        lambda one: None if one.url.startswith((allowed, "data:")) else complaints.append(one.url),
    )
    yield page
    page.close()
    assert complaints == []


@pytest.fixture
def page(context: BrowserContext, server: str) -> Iterator[Page]:
    """A page that is checked for errors and for requests to other hosts when the test ends."""
    for page in watched(context, server):
        yield page
        page.evaluate("localStorage.clear()")


def set_size(page: Page, address: str, size: int) -> None:
    """Open a page in print of a size: 0 ordinary, 1 large, 2 largest."""
    page.goto(address)
    page.evaluate("size => localStorage.setItem('gridpress.size', size)", size)
    page.reload()


def open_page(page: Page, server: str, name: str, size: int = 0) -> None:
    """Open one of PAGES in print of a size, ready to be looked at."""
    address = server + PAGES[name]
    set_size(page, address, size) if size else page.goto(address)
    if name == "results":
        page.wait_for_selector(".gp-search__item")
    page.wait_for_load_state("load")


def type_query(page: Page, query: str) -> None:
    """Type into the search box, which a phone opens first, and wait for the answer."""
    if not page.locator("#gp-search-input").is_visible():
        page.click("#gp-find")
    page.fill("#gp-search-input", query)
    page.wait_for_function(
        "() => /条|没有/.test((document.querySelector('.gp-search__count') || {}).textContent || '')"
    )


def first_result(page: Page) -> tuple[str, str]:
    """Heading of the first group and address of its first link."""
    heading = page.locator(".gp-search__heading").first.inner_text()
    return heading, page.locator(".gp-search__item a").first.get_attribute("href") or ""


@pytest.mark.parametrize(
    ("query", "service"),
    [
        ("老人吃饭怎么办", "zhucan"),
        ("老人吃饭", "zhucan"),
        ("laorenchifan", "zhucan"),
        ("lrcf", "zhucan"),
        ("老年人助餐", "zhucan"),
        ("怎么办居住证", "juzhuzheng"),
        ("jzz", "juzhuzheng"),
        ("停水了没水喝怎么办", "songshui"),
    ],
)
def test_a_question_pinyin_initials_or_an_alias_find_the_service(
    page: Page, server: str, query: str, service: str
) -> None:
    page.goto(server)
    type_query(page, query)
    assert first_result(page) == ("服务", f"./services/{service}.html")


def test_an_alias_finds_the_service(page: Page, server: str) -> None:
    entry = yaml.load((ROOT / "menus/services/zhucan.yaml").read_text("utf-8"), Loader=yaml.CBaseLoader)
    page.goto(server)
    for alias in entry["aliases"]:
        type_query(page, alias)
        links = page.locator(".gp-search__item a").evaluate_all("all => all.map(a => a.getAttribute('href'))")
        assert "./services/zhucan.html" in links[:3], alias


def test_pinyin_finds_old_people_matters(page: Page, server: str) -> None:
    page.goto(server)
    type_query(page, "laoren")
    assert any("老人" in text for text in page.locator(".gp-search__title").all_inner_texts())


def test_a_result_leads_to_its_page_and_back_again(page: Page, server: str) -> None:
    page.goto(server)
    type_query(page, "老人吃饭怎么办")
    page.locator(".gp-search__item a").first.click()
    page.wait_for_url("**/services/zhucan.html")
    assert page.inner_text("h1") == "老人吃饭"
    type_query(page, "居住证")
    page.locator(".gp-search__item a").first.click()
    page.wait_for_url("**/services/juzhuzheng.html")


def test_nonsense_is_answered_with_the_hotline_and_the_ways_in(page: Page, server: str) -> None:
    page.goto(server)
    type_query(page, "魑魅魍魉")
    panel = page.locator("#gp-search-results")
    assert panel.locator("a[href='tel:12345']").is_visible()
    assert panel.locator("a[href$='audiences/index.html']").is_visible()


def test_the_results_page_serves_a_shared_address(page: Page, server: str) -> None:
    page.goto(server + PAGES["results"])
    page.wait_for_selector(".gp-search__item")
    assert page.input_value("#gp-search-input") == "老人吃饭怎么办"
    assert first_result(page)[1].endswith("services/zhucan.html")


def test_a_service_page_says_whom_to_call_and_how_long_it_takes(page: Page, server: str) -> None:
    open_page(page, server, "service")
    call = page.locator("a.gp-call").first
    assert re.fullmatch(r"tel:\+?\d+", call.get_attribute("href") or "")
    assert call.is_visible()
    assert re.sub(r"\D", "", call.inner_text()) == (call.get_attribute("href") or "").removeprefix("tel:")
    minutes = page.locator(".gp-step .gp-step__minutes").all_inner_texts()
    assert minutes
    assert all(re.fullmatch(r"约 \d+ 分钟", one) for one in minutes)


def test_the_map_of_a_grid_leads_to_its_neighbours(page: Page, server: str) -> None:
    page.goto(server + PAGES["grid"].replace(".html", "_places.html"))
    links = page.locator(".gp-map a:not([aria-current])")
    assert links.count() > 0
    name = links.first.get_attribute("aria-label")
    links.first.focus()
    assert page.evaluate("document.activeElement.getAttribute('aria-label')") == name
    with page.expect_navigation():
        page.keyboard.press("Enter")
    assert page.inner_text("h1") == name


def test_keyboard_alone_leads_from_the_top_of_a_page_to_a_service(page: Page, server: str) -> None:
    page.goto(server)
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "gp-skip"
    assert page.locator(".gp-skip").bounding_box()["y"] >= 0, "the skip link shows when it has the focus"
    for _ in range(30):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.id") == "gp-search-input":
            break
    assert page.evaluate("document.activeElement.id") == "gp-search-input"
    page.keyboard.type("老人吃饭")
    page.wait_for_selector(".gp-search__item")
    page.keyboard.press("ArrowDown")
    assert page.evaluate("document.activeElement.getAttribute('href')") == "./services/zhucan.html"
    with page.expect_navigation():
        page.keyboard.press("Enter")
    assert page.url.endswith("/services/zhucan.html")


def test_the_skip_link_moves_the_focus_into_the_text(page: Page, server: str) -> None:
    open_page(page, server, "service")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "gp-main"


SHOWS_FOCUS = """() => {
  const drawn = style => style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2;
  const it = document.activeElement;
  return it === document.body || [getComputedStyle(it), getComputedStyle(it, '::after'),
    getComputedStyle(it.parentElement)].some(drawn);
}"""  # an outline of its own, one around its card, or one around the box that it fills


@pytest.mark.parametrize("name", ["home", "service"])
def test_every_focused_thing_is_seen_to_have_the_focus(page: Page, server: str, name: str) -> None:
    open_page(page, server, name)
    for _ in range(25):
        page.keyboard.press("Tab")
        assert page.evaluate(SHOWS_FOCUS), page.evaluate("document.activeElement.outerHTML.slice(0, 120)")


def test_large_print_is_one_tap_away_and_stays(page: Page, server: str) -> None:
    open_page(page, server, "service")
    page.click("#gp-size")
    page.reload()
    assert page.evaluate("document.documentElement.className").split() == ["js", "gp-large"]
    page.goto(server + PAGES["grid"])
    assert page.inner_text("#gp-size") == "更大"
    page.click("#gp-size")
    page.reload()
    assert page.evaluate("document.documentElement.className").split() == ["js", "gp-large", "gp-largest"]
    assert page.inner_text("#gp-size") == "标准"
    page.click("#gp-size")
    page.reload()
    assert page.evaluate("document.documentElement.className").split() == ["js"]


@pytest.mark.parametrize("name", LARGE_PRINT_PAGES)
def test_large_print_is_large_everywhere(page: Page, server: str, name: str) -> None:
    open_page(page, server, name, size=1)
    small = page.evaluate(
        """([selector, least]) => Array.from(document.querySelectorAll(selector))
            .filter(one => one.getClientRects().length && parseFloat(getComputedStyle(one).fontSize) < least)
            .map(one => one.outerHTML.slice(0, 100))""",
        [BODY_TEXT, LARGE_PRINT_PX],
    )
    assert small == []


@pytest.fixture(scope="module")
def phone(browser: Browser) -> Iterator[BrowserContext]:
    """A narrow phone, for what only matters there."""
    context = open_context(browser, viewport=SCREENS["phone"], has_touch=True, locale="zh-CN")
    yield context
    context.close()


@pytest.mark.parametrize("name", PAGES)
def test_nothing_has_to_be_scrolled_sideways_in_print_of_any_size(
    phone: BrowserContext, server: str, name: str
) -> None:
    for page in watched(phone, server):
        for size in (0, 1, 2):
            open_page(page, server, name, size)
            assert find_wide(page) == [], f"size {size}"
        page.evaluate("localStorage.clear()")


def find_wide(page: Page) -> list[str]:
    """What reaches over the right edge when the page can be scrolled sideways."""
    found: list[str] = page.evaluate(
        """() => document.scrollingElement.scrollWidth <= innerWidth ? [] :
            ['scrolls', ...Array.from(document.querySelectorAll('body *'))
                .filter(one => one.getBoundingClientRect().right > innerWidth + 1)
                .map(one => one.outerHTML.slice(0, 100)).slice(0, 5)]"""
    )
    return found


def find_violations(page: Page, rules: Sequence[str] = ()) -> list[str]:
    """What the accessibility checker has against a page, one line for each element; by these rules or all."""
    assert AXE.is_file(), "缺少 axe-core：请运行 python3 scripts/setup.py --test"
    page.evaluate(AXE.read_text("utf-8"))
    result: dict[str, Any] = page.evaluate(
        "runOnly => axe.run(document, { runOnly, resultTypes: ['violations'] })", list(rules or TAGS)
    )
    return [
        f"{one['id']}: {node['target']} {node['html'][:120]} {node['failureSummary'][:200]}"
        for one in result["violations"]
        for node in one["nodes"]
    ]


def test_the_checker_sees_what_is_wrong(page: Page, server: str) -> None:
    open_page(page, server, "guide")
    page.evaluate("document.querySelector('h1').innerHTML = '<img src=\"data:,\">'")
    assert any(one.startswith("image-alt") for one in find_violations(page))


@pytest.mark.parametrize("name", PAGES)
def test_no_kind_of_page_shuts_anybody_out(phone: BrowserContext, server: str, name: str) -> None:
    """On a phone in print of every size, and at night."""
    for page in watched(phone, server):
        open_page(page, server, name)
        page.emulate_media(reduced_motion="reduce")  # a colour that is still changing is neither
        for size in ("gp-large gp-largest", "gp-large", ""):
            page.evaluate("size => { document.documentElement.className = `js ${size}`; }", size)
            assert find_violations(page) == [], size
        page.emulate_media(color_scheme="dark")
        assert find_violations(page, ["color-contrast"]) == [], "only colours differ at night"


@pytest.mark.parametrize("name", ["home", "service", "grid", "guide", "results"])
def test_a_wide_screen_shuts_nobody_out(page: Page, server: str, name: str) -> None:
    open_page(page, server, name)
    assert find_violations(page) == []


def test_an_open_list_of_results_shuts_nobody_out(page: Page, server: str) -> None:
    page.goto(server)
    type_query(page, "老人吃饭怎么办")
    assert find_violations(page) == []
    type_query(page, "魑魅魍魉")
    assert find_violations(page) == []


def test_the_menu_of_a_narrow_screen_opens_and_closes(page: Page, server: str) -> None:
    open_page(page, server, "service")
    summary = page.locator(".gp-menu summary")
    if not summary.is_visible():
        assert page.locator(".gp-tabs").is_visible(), "one of the two leads through the site"
        return
    summary.click()
    assert page.locator(".gp-menu__panel a").first.is_visible()
    assert find_violations(page) == []
    page.keyboard.press("Escape")
    assert not page.locator(".gp-menu__panel a").first.is_visible()


def test_an_unknown_address_shows_ways_back_at_any_depth(context: BrowserContext, server: str) -> None:
    page = context.new_page()
    page.goto(server + "services/no/such/page.html")
    assert page.inner_text("h1") == "没有找到这一页"
    with page.expect_navigation():
        page.click("#gp-main a[href$='services/index.html']")
    assert page.url == server + "services/index.html"
    page.close()


def test_the_site_works_from_a_folder(context: BrowserContext, demo_site: Path) -> None:
    for page in watched(context, demo_site.as_uri()):
        page.goto((demo_site / "index.html").as_uri())
        type_query(page, "老人吃饭怎么办")
        with page.expect_navigation():
            page.locator(".gp-search__item a").first.click()
        assert unquote(page.url) == unquote((demo_site / "services/zhucan.html").as_uri())
        type_query(page, "居住证")
        with page.expect_navigation():
            page.locator(".gp-search__item a").first.click()
        assert page.url.endswith("services/juzhuzheng.html")


@pytest.mark.parametrize("name", ["service", "grid", "guide", "notice"])
def test_paper_carries_the_text_and_not_the_controls(page: Page, server: str, name: str) -> None:
    open_page(page, server, name)
    page.emulate_media(media="print")
    assert page.locator("h1").is_visible()
    for control in (
        ".gp-search",
        ".gp-tabs",
        ".gp-tools",
        ".gp-skip",
        ".gp-section",
        ".gp-mine",
        ".gp-callbar",
        ".gp-footer__links",
    ):
        for one in page.locator(control).all():
            assert not one.is_visible(), control
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") in {
        "rgb(255, 255, 255)",
        "rgba(0, 0, 0, 0)",
    }
    page.emulate_media(media="screen")


def test_without_scripts_the_search_page_offers_other_ways(browser: Browser, server: str) -> None:
    context = open_context(browser, java_script_enabled=False)
    page = context.new_page()
    page.goto(server + "search.html")
    assert page.locator("#gp-search-page a[href='tel:12345']").is_visible()
    assert page.locator("#gp-search-page a[href$='services/index.html']").is_visible()
    context.close()


def test_an_address_for_printed_codes_switches_to_large_print_and_it_stays(page: Page, server: str) -> None:
    for asked, shown in (("1", "js gp-large"), ("2", "js gp-large gp-largest"), ("0", "js"), ("9", "js")):
        page.goto(f"{server}{PAGES['service']}?big={asked}")
        page.goto(server + PAGES["grid"])
        assert page.evaluate("document.documentElement.className.trim()") == shown
    page.goto(f"{server}{PAGES['service']}?from=poster&big=1")
    assert page.inner_text("#gp-size") == "更大"
