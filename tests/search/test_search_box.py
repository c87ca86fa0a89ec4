"""The search box in a real browser, on a page opened from a folder."""

import json
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from generator.outputs.search import SearchDocument, SearchFallback, render_search

ASSETS = Path(__file__).parents[2] / "site_overrides" / "assets"
PAGE = """<!doctype html><html lang="zh-CN"><meta charset="utf-8"><title>试</title>
<form role="search" action="search.html"><label for="gp-search-input">查找</label>
<input id="gp-search-input" name="q" type="search"><button>查找</button>{box}</form>
<main><h1>试</h1>{page}</main>
<script src="assets/search.js" data-base="{base}" defer></script></html>"""
NOTE = '<div id="gp-search-page">需要脚本</div>'


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("site")
    grids = [SearchDocument("grid", f"老塘第{n}网格", f"grids/{n}.html", (), "老人", "") for n in range(30)]
    documents = [
        SearchDocument("service", "老人助餐", "services/meal.html", ("吃饭",), "", "六十岁以上"),
        SearchDocument("service", "<img src=x onerror=alert(1)>老人", "services/x.html", (), "", "<b>注</b>"),
        *grids,
    ]
    fallback = SearchFallback("便民热线", "0580-12345", (("按人群找", "audiences/index.html"),))
    core = (ASSETS / "search-core.js").read_bytes()
    for artifact in render_search(documents, fallback, (), core):
        path = folder / artifact.path
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(artifact.data)
    shutil.copytree(ASSETS, folder / "assets")
    results = '<div id="gp-search-results" hidden></div>'
    (folder / "index.html").write_text(PAGE.format(box=results, page="", base="."), encoding="utf-8")
    (folder / "search.html").write_text(PAGE.format(box="", page=NOTE, base=""), encoding="utf-8")
    return folder


@pytest.fixture
def page(browser: Browser, site: Path) -> Iterator[Page]:
    page = browser.new_page()
    page.goto(f"{site.as_uri()}/index.html")
    yield page
    page.close()


def search_for(page: Page, query: str) -> str:
    """Type a query and return what the status line says of it."""
    page.fill("#gp-search-input", query)
    page.wait_for_function(
        "() => /条|没有/.test((document.querySelector('.gp-search__count') || {}).textContent || '')"
    )
    return page.inner_text(".gp-search__count")


def test_nothing_of_the_index_is_loaded_before_the_box_is_used(browser: Browser, site: Path) -> None:
    page = browser.new_page()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url.removeprefix(site.as_uri())))
    page.goto(f"{site.as_uri()}/index.html")
    page.wait_for_timeout(200)
    assert asked == ["/index.html", "/assets/search.js"]
    page.focus("#gp-search-input")
    page.wait_for_function("() => gridpressSearch.core && gridpressSearch.settings")
    assert sorted(asked[2:]) == ["/search/index.js"]
    page.close()


def test_results_are_grouped_under_chinese_headings_and_marked(page: Page) -> None:
    assert search_for(page, "老人助餐") == "最相关的 8 条结果"
    assert page.locator(".gp-search__heading").all_inner_texts()[0] == "服务"
    first = page.locator(".gp-search__item a").first
    assert first.get_attribute("href") == "./services/meal.html"
    assert first.locator("mark").all_inner_texts() == ["老人助餐"]
    assert page.locator(".gp-search__list").first.get_attribute("aria-labelledby") == "gp-search-kind-0"
    assert page.get_attribute(".gp-search__count", "role") == "status"


def test_data_is_shown_as_text_never_as_markup(page: Page) -> None:
    search_for(page, "老人")
    assert page.locator("#gp-search-results img, #gp-search-results b").count() == 0
    assert "<img src=x onerror=alert(1)>老人" in page.locator(".gp-search__title").all_inner_texts()


def test_arrows_walk_through_links_and_escape_returns_to_the_box(page: Page) -> None:
    search_for(page, "老人助餐")
    page.focus("#gp-search-input")
    page.keyboard.press("ArrowDown")
    assert page.evaluate("document.activeElement.textContent").startswith("老人助餐")
    page.keyboard.press("ArrowUp")
    assert page.evaluate("document.activeElement.id") == "gp-search-input"
    page.keyboard.press("ArrowUp")
    assert page.evaluate("document.activeElement.tagName") == "A"
    page.keyboard.press("Escape")
    assert page.evaluate("document.activeElement.id") == "gp-search-input"
    assert page.is_hidden("#gp-search-results")


def test_a_search_without_result_offers_the_hotline(page: Page) -> None:
    assert search_for(page, "魑魅魍魉") == "没有找到，换个说法试试。"
    links = [
        (link.inner_text(), link.get_attribute("href"))
        for link in page.locator(".gp-search__fallback a").all()
    ]
    assert links == [("便民热线 0580-12345", "tel:058012345"), ("按人群找", "./audiences/index.html")]


def test_letters_of_an_unfinished_composition_are_not_searched(page: Page) -> None:
    page.focus("#gp-search-input")
    page.evaluate("document.activeElement.dispatchEvent(new CompositionEvent('compositionstart'))")
    page.fill("#gp-search-input", "lao'ren")
    page.wait_for_timeout(500)
    assert page.is_hidden("#gp-search-results")
    page.fill("#gp-search-input", "老人")
    page.evaluate("document.activeElement.dispatchEvent(new CompositionEvent('compositionend'))")
    page.wait_for_selector(".gp-search__item")


def test_an_emptied_box_and_a_click_elsewhere_close_the_results(page: Page) -> None:
    search_for(page, "老人")
    page.fill("#gp-search-input", "")
    page.wait_for_selector("#gp-search-results", state="hidden")
    search_for(page, "老人")
    page.click("h1")
    assert page.is_hidden("#gp-search-results")


def test_enter_leads_to_the_page_of_results_which_can_show_more(page: Page) -> None:
    page.fill("#gp-search-input", "老塘 网格")
    page.press("#gp-search-input", "Enter")
    page.wait_for_selector(".gp-search__more")
    assert page.url.endswith("search.html?q=%E8%80%81%E5%A1%98%20%E7%BD%91%E6%A0%BC")
    assert page.input_value("#gp-search-input") == "老塘 网格"
    assert "需要脚本" not in page.inner_text("#gp-search-page")
    assert page.locator(".gp-search__item").count() == 20
    page.click(".gp-search__more")
    page.wait_for_function("document.querySelectorAll('.gp-search__item').length === 32")
    page.wait_for_function("document.activeElement.tagName === 'A'")


def test_files_that_are_missing_or_of_another_build_are_reported(
    browser: Browser, site: Path, tmp_path: Path
) -> None:
    folder = tmp_path / "site"
    shutil.copytree(site, folder)
    root = (folder / "search/index.js").read_text(encoding="utf-8")
    versions = json.loads(root[root.rindex(".root({") + 6 : root.rindex(")")])["versions"]["t"]
    (folder / "search/index.js").write_text(root.replace(versions, "other000" * len(versions)), "utf-8")
    page = browser.new_page()
    page.goto(f"{folder.as_uri()}/index.html")
    assert search_for(page, "老人") == "有些内容没有读到，请检查网络，或刷新页面再试。"
    page.close()
