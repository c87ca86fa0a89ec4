"""Whatever is asked of the search, or stands in its address, is answered, and a number to call is there."""

import pytest
from playwright.sync_api import Page

QUERIES = {
    "ten thousand characters": "'老人吃饭'.repeat(2500)",
    "ten thousand letters": "'lrcf'.repeat(2500)",
    "emoji": "'🍚👵🏻'",
    "HTML": "'<img src=x onerror=document.title=1>&lt;b&gt;'",
    "half a surrogate pair": "'老人\\ud83d吃饭'",
    "half a surrogate pair alone": "'\\udc75'",
    "signs only": "'%%%___***\\\\\\u0000'",
}
MOST = 4096
"""Half of what nginx takes as it comes."""
BLANKS = {"blanks": "'   '", "wide blanks": "'\\u3000\\u3000'", "blanks and tabs": "' \\t '"}
HOTLINE = "a[href='tel:12345']:visible"
ANSWERED = "() => document.querySelector('.gp-search__count')?.textContent"


@pytest.fixture
def complaints(page: Page) -> list[str]:
    """What a page throws."""
    thrown: list[str] = []
    page.on("pageerror", lambda one: thrown.append(str(one)))
    return thrown


@pytest.mark.parametrize("query", QUERIES.values(), ids=QUERIES)
def test_any_query_gets_an_answer(page: Page, server: str, complaints: list[str], query: str) -> None:
    """Pasted on a page, then sent to the page of results, in an address that servers take."""
    page.goto(f"{server}services/index.html")
    page.click("#gp-find")
    title = page.title()
    page.focus("#gp-search-input")
    page.evaluate(f"document.execCommand('insertText', false, {query})")
    page.wait_for_function(ANSWERED)
    assert page.locator(".gp-search__results").is_visible()
    assert page.locator(".gp-search__results img").count() == 0
    assert page.title() == title
    page.evaluate("document.querySelector('.gp-search').requestSubmit()")
    page.wait_for_url("**/search.html?q=*")
    assert len(page.url) < MOST
    page.wait_for_function(ANSWERED)
    assert page.locator(HOTLINE).count() > 0
    assert page.locator("#gp-search-page img").count() == 0
    assert complaints == []


@pytest.mark.parametrize("blanks", BLANKS.values(), ids=BLANKS)
def test_blanks_are_answered_with_what_to_write_and_the_hotline(
    page: Page, server: str, complaints: list[str], blanks: str
) -> None:
    """In the box at once, until they are taken away; on the page of results after they are sent."""
    page.goto(f"{server}services/index.html")
    page.click("#gp-find")
    page.focus("#gp-search-input")
    page.evaluate(f"document.execCommand('insertText', false, {blanks})")
    page.wait_for_selector(".gp-search__results .gp-search__count:has-text('请写要办的事')")
    page.wait_for_selector(f".gp-search__results {HOTLINE}")
    page.fill("#gp-search-input", "")
    page.wait_for_selector(".gp-search__results", state="hidden")
    page.fill("#gp-search-input", "  ")
    page.evaluate("document.querySelector('.gp-search').requestSubmit()")
    page.wait_for_url("**/search.html?q=*")
    page.wait_for_selector(f"#gp-search-page {HOTLINE}")
    assert complaints == []


@pytest.mark.parametrize("address", ["q=", "q=%20%20%E3%80%80", "q=%E8%80", "q=%", "p=1"])
def test_any_address_of_the_page_of_results_shows_a_number(
    page: Page, server: str, complaints: list[str], address: str
) -> None:
    """Nothing asked, blanks, an address that was cut off within a character, words that it does not know."""
    page.goto(f"{server}search.html?{address}")
    page.wait_for_function("() => document.querySelector('#gp-search-page a')")
    assert page.locator(f"#gp-search-page {HOTLINE}").count() > 0
    assert complaints == []
