"""Things to do with a page, on a phone and by touch: tick papers, copy for the family, be read to, print."""

import json
from collections.abc import Iterator

import pytest
from conftest import HANGS_MS, SCREENS, open_context
from playwright.sync_api import Browser, BrowserContext, Page
from test_browser import PAGES

SERVICE = "services/zhucan.html"
WITH_PAPERS = "services/gongzufang.html"
ACTED = ("service", "grid", "organization", "person", "plan", "notice", "community")
WECHAT = "Mozilla/5.0 (Linux; Android 14) AppleWebKit/537.36 Chrome/116 Mobile MicroMessenger/8.0.50"
REFUSED = """() => {
  navigator.clipboard.writeText = () => Promise.reject(new DOMException('', 'NotAllowedError'));
  document.execCommand = () => false;
}"""
A_CHINESE_VOICE = """
  const said = [];
  Object.defineProperty(window, 'speechSynthesis', { value: {
    getVoices: () => [{ lang: 'zh-CN' }], addEventListener() {}, said, silenced: 0,
    cancel() { this.silenced += 1; }, speak(one) { said.push(one.text); window.lastSaid = one; },
  } });
"""
NO_STORAGE = """
  const refuse = () => { throw new DOMException('', 'SecurityError'); };
  Object.defineProperty(window, 'localStorage', { get: refuse });
"""


@pytest.fixture
def phone(browser: Browser) -> Iterator[BrowserContext]:
    """A narrow phone that forgets everything after each test."""
    context = open_context(browser, viewport=SCREENS["phone"], has_touch=True, is_mobile=True, locale="zh-CN")
    context.set_default_timeout(HANGS_MS)
    yield context
    context.close()


def ticked(page: Page) -> list[str]:
    """The papers that are ticked, by their ids."""
    return page.eval_on_selector_all(".gp-tick:checked", "all => all.map(one => one.value)")


def test_papers_ticked_stay_ticked_over_a_reload(page: Page, server: str) -> None:
    page.goto(server + WITH_PAPERS)
    page.locator(".gp-checklist label").nth(1).tap()
    kept = ticked(page)
    assert len(kept) == 1
    page.reload()
    assert ticked(page) == kept
    page.goto(server + SERVICE)
    assert ticked(page) == [], "each service has its own"


def test_a_list_that_changed_keeps_the_ticks_of_what_is_still_on_it(page: Page, server: str) -> None:
    """By the ids of papers, not by their places; the same paper twice has a tick for each."""
    page.goto(server + WITH_PAPERS)
    page.locator(".gp-checklist label").nth(1).tap()
    (kept,) = ticked(page)

    def changed(route):
        html = route.fetch().text()
        start = html.index("<li><span data-document=")
        first = html[start : html.index("</li>", start) + len("</li>")]
        rest = html.replace(first, "", 1)
        end = rest.index("</ul>", start)
        route.fulfill(body=rest[:end] + first + first + rest[end:], content_type="text/html; charset=utf-8")

    page.route("**/" + WITH_PAPERS, changed)
    page.reload()
    assert ticked(page) == [kept]
    page.locator(".gp-checklist label").last.tap()
    page.wait_for_function("() => document.querySelectorAll('.gp-checklist input:checked').length === 2")
    page.reload()
    assert len(ticked(page)) == 2


@pytest.mark.parametrize("stored", ["null", '"a"', "{", "[1, {}]"])
def test_ticks_that_nobody_could_have_made_are_passed_over(page: Page, server: str, stored: str) -> None:
    page.goto(server + WITH_PAPERS)
    page.evaluate(f"localStorage.setItem('gridpress.ticks.{WITH_PAPERS}', {json.dumps(stored)})")
    page.reload()
    assert ticked(page) == []
    page.locator(".gp-checklist label").first.tap()
    page.reload()
    assert len(ticked(page)) == 1


def test_where_nothing_can_be_kept_a_tick_holds_for_the_page_and_this_is_said(
    page: Page, server: str
) -> None:
    page.add_init_script(NO_STORAGE)
    page.goto(server + WITH_PAPERS)
    page.locator(".gp-checklist label").first.tap()
    assert len(ticked(page)) == 1
    assert "记不住" in page.inner_text(".gp-checklist + [role=status]")


def test_a_tap_copies_plain_lines_for_the_family(phone: BrowserContext, page: Page, server: str) -> None:
    """What, when, where, phone, papers, address of the page; no Markdown."""
    phone.grant_permissions(["clipboard-read", "clipboard-write"])
    page.goto(server + SERVICE)
    page.locator("[data-copy]").tap()
    page.wait_for_function("document.querySelector('[data-said]').textContent")
    text = page.evaluate("navigator.clipboard.readText()")
    lines = text.split("\n")
    assert lines[0] == "老人吃饭"
    assert [line.partition("：")[0] for line in lines[1:3]] == ["什么时候", "在哪里"]
    assert "电话：0988-5550117" in lines
    assert "要带：居民身份证" in lines
    assert lines[-1].endswith(SERVICE)
    assert not set(text) & set("*_`#[]")
    assert "复制好了" in page.inner_text("[data-said]")


def test_where_copying_is_refused_the_text_lies_selected(page: Page, server: str) -> None:
    page.goto(server + SERVICE)
    page.evaluate(REFUSED)
    page.locator("[data-copy]").tap()
    page.wait_for_function("document.querySelector('[data-said]').textContent.includes('长按')")
    text = "[data-text]:focus"
    first, last = (page.eval_on_selector(text, f"one => one.selection{end}") for end in ("Start", "End"))
    assert (first, last) == (0, len(page.input_value(text)))
    assert page.is_visible("[data-text]")


def test_reading_out_says_title_hours_phone_by_digits_and_steps(page: Page, server: str) -> None:
    page.add_init_script(A_CHINESE_VOICE)
    page.goto(server + SERVICE)
    page.locator("[data-read]").tap()
    said = []
    while page.inner_text("[data-read]") == "停下不读":
        said = page.evaluate("speechSynthesis.said")
        page.evaluate("lastSaid.onend()")
    assert said[0] == "老人吃饭"
    assert any("10点30分到12点30分" in one for one in said)
    assert "电话：零九八八，五五五零幺幺七" in said
    assert any(one.startswith("第1步，") for one in said)
    assert not any("http" in one for one in said)


def test_reading_out_stops_at_a_tap(page: Page, server: str) -> None:
    page.add_init_script(A_CHINESE_VOICE)
    page.goto(server + SERVICE)
    page.locator("[data-read]").tap()
    silenced = page.evaluate("speechSynthesis.silenced")
    page.locator("[data-read]").tap()
    assert page.evaluate("speechSynthesis.silenced") == silenced + 1
    page.evaluate("lastSaid.onend()")
    assert page.evaluate("speechSynthesis.said.length") == 1
    assert page.inner_text("[data-read]") == "读给我听"


@pytest.mark.parametrize(
    "voices", ["undefined", "{ getVoices: () => [{ lang: 'en-US' }], addEventListener() {} }"]
)
def test_without_a_chinese_voice_no_button_offers_to_read(page: Page, server: str, voices: str) -> None:
    page.add_init_script(f"Object.defineProperty(window, 'speechSynthesis', {{ value: {voices} }});")
    page.goto(server + SERVICE)
    assert page.is_visible("[data-copy]")
    assert page.is_hidden("[data-read]")


def test_files_are_offered_where_they_open(page: Page, server: str) -> None:
    page.goto(server + PAGES["grid"])
    page.click(".gp-take summary")
    names = page.locator("[data-file]:visible").all_inner_texts()
    assert names == ["楼道海报（A4）", "楼道海报（A3）", "存到通讯录"]
    assert page.is_hidden("[data-elsewhere]")


def test_in_wechat_files_give_way_to_words_on_how_to_get_them(browser: Browser, server: str) -> None:
    context = open_context(browser, viewport=SCREENS["phone"], user_agent=WECHAT, locale="zh-CN")
    page = context.new_page()
    page.goto(server + PAGES["grid"])
    page.click(".gp-take summary")
    assert page.locator("[data-file]:visible").count() == 0
    assert "在浏览器中打开" in page.inner_text("[data-elsewhere]")
    assert page.is_visible("[data-copy]")
    assert page.is_hidden("[data-print]")
    context.close()


@pytest.mark.parametrize("name", ACTED)
def test_without_script_text_and_code_are_there_and_no_button_that_does_nothing(
    browser: Browser, server: str, name: str
) -> None:
    context = browser.new_context(java_script_enabled=False, viewport=SCREENS["phone"])
    page = context.new_page()
    page.goto(server + PAGES[name])
    assert page.locator("[data-take] button:visible").count() == 0
    page.locator("[data-take] details:has(textarea) > summary").click()
    assert page.locator("h1").inner_text().partition("：")[0] in page.input_value("[data-text]")
    assert page.locator("[data-take] .gp-qr svg").count() == 1
    assert page.locator(".gp-tick").count() == 0
    context.close()
