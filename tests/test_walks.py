"""What residents come for, walked by touch on a narrow phone and by keyboard, with the taps it takes."""

import json

import pytest
from conftest import SCREENS, open_context
from playwright.sync_api import Browser
from walking import Walk

LARGEST = "30px"
WORKING_SATURDAY = "2027-02-20T11:00:00+08:00"
NEW_YEARS_EVE = "2027-02-05T10:15:00+08:00"


def ask(walk: Walk, words: str) -> None:
    """Type into the search box, and go to the first thing found."""
    walk.reach(walk.page.locator("#gp-search-input"))
    walk.type(words)
    walk.tap(walk.page.locator(".gp-search__item a").first)


def test_whether_a_worker_may_fine_me_is_two_taps_away(walk: Walk) -> None:
    ask(walk, "他能罚我款吗")
    walk.page.wait_for_url("**/matters/can.html*")
    assert "罚款" in walk.page.locator("main, article").first.inner_text()
    assert walk.taps == 2


@pytest.mark.parametrize("words", ["投诉", "举报", "我要投诉"])
def test_where_to_complain_is_two_taps_away_and_says_which_number_is_for_what(walk: Walk, words: str) -> None:
    ask(walk, words)
    walk.page.wait_for_url("**/complaints/index.html*")
    assert walk.page.locator("article a[href^='tel:']").count() > 1
    assert walk.taps == 2


def test_where_to_complain_about_an_office_is_two_taps_away(walk: Walk) -> None:
    ask(walk, "我要投诉民政局")
    walk.page.wait_for_url("**/organizations/minzheng.html*")
    complaints = walk.page.locator("section:has(#complaints)")
    assert complaints.locator("a[href^='tel:']").first.is_visible()
    assert complaints.locator("a[href$='complaints/index.html']").count() == 1
    assert walk.taps == 2


def test_the_score_of_an_office_is_two_taps_away(walk: Walk) -> None:
    ask(walk, "城管局")
    walk.page.wait_for_url("**/organizations/chengguan.html*")
    score = walk.page.locator("section:has(#complaints) a[href*='assessments/']")
    assert "分" in score.inner_text()
    assert score.is_visible()
    assert walk.taps == 2


@pytest.mark.parametrize("by_touch", [True, False], ids=["touch", "keyboard"])
@pytest.mark.parametrize("moment", [WORKING_SATURDAY, NEW_YEARS_EVE])
def test_whether_the_canteen_is_open_is_two_taps_away(
    browser: Browser, server: str, moment: str, *, by_touch: bool
) -> None:
    with open_context(browser, moment, viewport=SCREENS["phone"], has_touch=True, locale="zh-CN") as context:
        page = context.new_page()
        page.goto(server)
        here = Walk(page, by_touch=by_touch)
        ask(here, "食堂开着吗")
        page.wait_for_url("**/services/zhucan.html*")
        assert page.locator(".gp-head .gp-now").inner_text().endswith("开着，到 12:30")
        assert here.taps == 2


def test_a_paper_is_ticked_in_three_taps_and_stays_ticked_over_a_reload(walk: Walk) -> None:
    ask(walk, "老人吃饭")
    walk.page.wait_for_url("**/services/zhucan.html*")
    tick = walk.page.locator(".gp-tick").first
    if walk.by_touch:
        walk.tap(walk.page.locator(".gp-checklist label").first)
    else:
        walk.reach(tick)
        walk.page.keyboard.press("Space")
    assert tick.is_checked()
    walk.page.reload()
    assert tick.is_checked()
    assert walk.taps == 3


def test_a_service_is_copied_for_the_family_in_three_taps(walk: Walk) -> None:
    walk.page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    ask(walk, "老人吃饭")
    walk.page.wait_for_url("**/services/zhucan.html*")
    walk.tap(walk.page.locator("[data-copy]"))
    walk.page.wait_for_selector("[data-said]:has-text('复制好了')")
    assert "0988-5550117" in walk.page.evaluate("() => navigator.clipboard.readText()")
    assert walk.taps == 3


def test_the_typhoon_and_the_shelter_of_my_grid_are_two_taps_away(walk: Walk) -> None:
    mine = json.dumps({"name": "螺头村第一网格", "path": "grids/luotou-1.html"})
    walk.page.evaluate("mine => localStorage.setItem('gridpress.mine', mine)", mine)
    walk.page.reload()
    walk.tap(walk.page.get_by_role("link", name="台风和停航"))
    walk.page.wait_for_url("**/life-events/taifeng.html")
    walk.tap(walk.page.get_by_role("link", name="台风来了，现在怎么办"))
    walk.page.wait_for_selector("[data-shelters] details[open]:has-text('您家的：螺头村')")
    assert walk.page.get_by_text("螺头村文化礼堂").first.is_visible()
    assert walk.taps == 2


def test_larger_text_is_kept_from_page_to_page(walk: Walk, server: str) -> None:
    walk.tap(walk.page.locator("#gp-size"))
    walk.tap(walk.page.locator("#gp-size"))
    for path in ("services/zhucan.html", "grids/wanghai-1.html", "guide/emergency.html", "en/index.html"):
        walk.page.goto(server + path)
        assert walk.page.locator("html").evaluate("it => getComputedStyle(it).fontSize") == LARGEST
    assert walk.taps == 2
