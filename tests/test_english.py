"""Words stand in catalogues by language; what entries say in English has pages, what is missing is said."""

import re
from string import Formatter

import pytest
from conftest import open_context
from playwright.sync_api import Browser
from sample_site import change, make_catalogue
from test_browser import find_wide

from generator.locale.messages import LANGUAGES, MESSAGES, tell
from generator.model.hours import OpeningHours
from generator.outputs.pages import list_pages
from generator.views.english import format_english_hours, view_english, view_english_entry
from generator.views.service import view_service
from scripts.chrome_words import OVERRIDES, list_used, render_chrome_words

MEALS = {"name": "Meals", "summary": "Lunch for **everybody**."}


def test_no_message_is_empty_in_any_language():
    assert all(getattr(one, language) for one in MESSAGES.values() for language in LANGUAGES)


@pytest.mark.parametrize("key", MESSAGES)
def test_a_message_takes_the_same_values_in_each_language(key):
    fields = [{name for _, name, _, _ in Formatter().parse(text) if name} for text in MESSAGES[key]]
    assert fields[0] == fields[1]


def test_english_messages_hold_no_chinese():
    assert not re.search(r"[\u4e00-\u9fff]", "".join(one.en for one in MESSAGES.values()))


def test_a_message_that_no_catalogue_holds_is_an_error():
    with pytest.raises(KeyError):
        tell("en", "no such message")


def test_the_words_of_the_chrome_are_those_of_the_catalogues():
    assert (OVERRIDES / "partials" / "messages.html").read_text("utf-8") == render_chrome_words()
    assert set(list_used()) <= set(MESSAGES)


def test_an_entry_with_english_has_a_page_in_english_and_leads_to_it():
    catalogue = make_catalogue(change("service", "s1", english=MEALS))
    assert "en/services-s1.html" in list_pages(catalogue)
    assert view_service(catalogue, "s1").head.english == "en/services-s1.html"
    view = view_english_entry(catalogue, "service s1")
    assert view.title == "Meals"
    assert view.chinese.url == "services/s1.html"
    assert view.head.language == "en"


def test_an_entry_without_english_has_none_and_is_counted_as_missing():
    catalogue = make_catalogue()
    assert [path for path in list_pages(catalogue) if path.startswith("en/")] == ["en/index.html"]
    assert view_service(catalogue, "s1").head.english == ""
    view = view_english(catalogue)
    assert view.groups == ()
    assert view.missing.startswith("1 services, 0 emergency plans and 1 offices are in Chinese only")
    assert view.hotline.phone.text == "12345"


@pytest.mark.parametrize("state", ["暂停", "停办"])
def test_what_is_not_offered_now_says_so_in_english(state):
    catalogue = make_catalogue(change("service", "s1", english=MEALS, status=state))
    path = view_service(catalogue, "s1").head.english
    assert path in list_pages(catalogue)
    assert view_english_entry(catalogue, "service s1").warning == tell("en", "unusual")


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
