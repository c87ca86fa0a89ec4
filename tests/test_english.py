"""What entries say in English has pages in English, and these say what is in Chinese only."""

import re
from pathlib import Path

import pytest
from conftest import SCREENS, open_context
from playwright.sync_api import Browser
from sample_site import change, make_catalogue
from test_browser import find_wide

from generator.locale.messages import tell
from generator.model.hours import OpeningHours
from generator.outputs.pages import list_pages
from generator.views.english import format_english_hours, view_english, view_english_entry
from generator.views.service import view_service

MEALS = {"name": "Meals", "summary": "Lunch for **everybody**."}


def test_an_entry_with_english_has_a_page_in_english_and_leads_to_it():
    catalogue = make_catalogue(change("service", "s1", english=MEALS))
    assert "en/services-s1.html" in list_pages(catalogue)
    assert view_service(catalogue, "s1").head.english == "en/services-s1.html"
    view = view_english_entry(catalogue, "service s1")
    assert view.title == "Meals"
    assert view.chinese.url == "services/s1.html"


def test_an_entry_without_english_has_none_and_is_counted_as_missing():
    catalogue = make_catalogue()
    assert [path for path in list_pages(catalogue) if path.startswith("en/")] == ["en/index.html"]
    assert view_service(catalogue, "s1").head.english == ""
    view = view_english(catalogue)
    assert view.groups == ()
    assert [(one.kind, one.count) for one in view.missing] == [
        ("Services", 1),
        ("Emergencies", 0),
        ("Offices", 1),
    ]
    assert view.hotline.phone.text == "12345"


@pytest.mark.parametrize("state", ["暂停", "停办"])
def test_what_is_not_offered_now_says_so_in_english(state):
    catalogue = make_catalogue(change("service", "s1", english=MEALS, status=state))
    path = view_service(catalogue, "s1").head.english
    assert path in list_pages(catalogue)
    assert view_english_entry(catalogue, "service s1").warning == tell("en", "现在不一定办，先打电话问。")


HOURS = {
    "a week": (
        {"weekly": [{"days": "周一至周五", "open": ["8:30-11:30", "13:30-17:00"]}], "holidays": "休息"},
        ("Mon–Fri 08:30–11:30, 13:30–17:00", "Closed on public holidays"),
    ),
    "days apart": (
        {"weekly": [{"days": "周二", "open": ["9:00-10:00"]}, {"days": "周六", "open": ["9:00-12:00"]}]},
        ("Tue 09:00–10:00", "Sat 09:00–12:00"),
    ),
    "always": ({"weekly": [{"days": "每天", "open": ["0:00-24:00"]}]}, ("Day and night, every day",)),
    "a rare day": (
        {"weekly": [{"days": "每月最后一个周五", "open": ["9:00-10:00"]}]},
        ("See the page in Chinese",),
    ),
}


@pytest.mark.parametrize(("values", "told"), HOURS.values(), ids=HOURS)
def test_the_usual_week_is_told_in_english_and_nothing_is_told_wrongly(values, told):
    assert format_english_hours(OpeningHours.model_validate(values)) == told


def test_english_pages_are_english_to_a_screen_reader_and_their_links_hold(
    browser: Browser, server: str
) -> None:
    context = open_context(browser, viewport={"width": 360, "height": 740}, is_mobile=True, has_touch=True)
    page = context.new_page()
    missing: list[str] = []
    page.on("response", lambda one: missing.append(one.url) if one.status >= 400 else None)
    page.goto(f"{server}services/zhucan.html")
    page.get_by_role("link", name="English").first.tap()
    page.wait_for_url("**/en/services-zhucan.html")
    assert page.locator("html").get_attribute("lang") == "en"
    assert page.locator("h1").inner_text() == "Meals for the elderly"
    assert page.locator(".gp-header summary").inner_text() == "Menu"
    assert page.locator("#gp-size").inner_text() == "Larger"
    assert find_wide(page) == []
    page.get_by_role("link", name="This page in Chinese").tap()
    page.wait_for_url("**/services/zhucan.html")
    assert page.locator("html").get_attribute("lang") == "zh-CN"
    assert missing == []
    context.close()


FIND_CHINESE = r"""() => {
  const chinese = /[\u3000-\u303f\u3400-\u9fff\uff00-\uffef]/;
  const isChinese = (element) => element.closest('[lang]').lang.startsWith('zh');
  const told = (element) => [
    ...[...element.childNodes].filter((one) => one.nodeType === Node.TEXT_NODE).map((one) => one.data),
    ...['aria-label', 'placeholder', 'title', 'alt'].map((name) => element.getAttribute(name) || ''),
  ];
  return [...document.querySelectorAll('title, body, body *:not(script)')].filter((one) => !isChinese(one))
    .flatMap(told).filter((text) => chinese.test(text));
}"""
"""What is in Chinese, seen or heard, and not marked as such."""


def test_pages_in_english_show_no_chinese_that_is_not_marked_whatever_scripts_add(
    browser: Browser, server: str, demo_site: Path
) -> None:
    """On an old copy, so that its age shows, too; a search adds its words on the first page."""
    with open_context(browser, "2026-12-05T10:00:00+08:00", viewport=SCREENS["desktop"]) as context:
        page = context.new_page()
        told = {}
        for path in sorted((demo_site / "en").glob("*.html")):
            page.goto(f"{server}en/{path.name}")
            assert page.locator(".gp-stale").is_visible()
            told[path.name] = page.evaluate(FIND_CHINESE)
            if page.locator(".gp-head .gp-now:visible").count():
                told[path.name] += [""] * (not page.inner_text(".gp-head .gp-now").isascii())
        assert {name: one for name, one in told.items() if one} == {}
        for words in ("老人吃饭", "qqqq zzzz"):
            page.goto(f"{server}en/index.html")
            page.locator("#gp-search-input").fill(words)
            page.locator(".gp-search__count", has_text=re.compile("^(Results|Best|Nothing)")).wait_for()
            assert page.evaluate(FIND_CHINESE) == []


def test_hours_stand_in_english_on_pages_in_english(browser: Browser, server: str) -> None:
    with open_context(browser) as context:
        page = context.new_page()
        page.goto(f"{server}en/services-zhucan.html")
        assert page.inner_text(".gp-head .gp-now") == "Closed, opens 10:30"
