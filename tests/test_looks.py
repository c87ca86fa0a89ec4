"""Nothing gapes: rows of numbers are full, a new city's home has something to say, contents leave room."""

import pytest
from conftest import SCREENS, open_context
from playwright.sync_api import Browser, Page
from sample_site import PLAN, Values, make_catalogue, make_shells, minimal_values

from generator.outputs.contents import MARK, MOST_OPEN, add_contents
from generator.outputs.site import HOTLINE, Site

ROW_ENDS = """count => {
  const list = document.querySelector('.gp-calls--short');
  const [one] = list.children;
  const last = list.lastElementChild;
  list.replaceChildren(...Array.from({ length: count }, () => one.cloneNode(true)), last);
  const rows = new Map();
  for (const { bottom, right } of [...list.children].map((item) => item.getBoundingClientRect())) {
    rows.set(Math.round(bottom), Math.max(rows.get(Math.round(bottom)) || 0, right));
  }
  return [...rows.values()].map((right) => Math.round(list.getBoundingClientRect().right - right));
}"""


@pytest.mark.parametrize("screen", SCREENS)
def test_however_many_emergency_numbers_there_are_no_row_has_a_gap(
    browser: Browser, server: str, screen: str
) -> None:
    with open_context(browser, viewport=SCREENS[screen]) as context:
        page = context.new_page()
        for path in ("index.html", "plans/taifeng.html", "plans/index.html"):
            for size in (0, 2):
                page.goto(server + path)
                page.evaluate("size => localStorage.setItem('gridpress.size', size)", size)
                page.reload()
                for count in range(1, 8):
                    assert set(page.evaluate(ROW_ENDS, count)) == {0}, (path, size, count)


@pytest.mark.parametrize("size", [0, 1, 2])
def test_the_first_number_of_the_page_on_emergencies_stands_on_its_first_screen(
    page: Page, server: str, size: int
) -> None:
    page.goto(f"{server}guide/emergency.html")
    page.evaluate("size => localStorage.setItem('gridpress.size', size)", size)
    page.reload()
    first = page.locator("#gp-main a[href^='tel:']").first
    assert first.evaluate("it => it.getBoundingClientRect().bottom") < SCREENS["phone"]["height"]


def test_only_long_contents_are_folded_on_a_phone() -> None:
    page = MARK + '<h2 id="p">一</h2>' * MOST_OPEN
    assert "<details" not in add_contents(page)
    assert "<details" in add_contents(f'{page}<h2 id="p">一</h2>')


def render_home(values: Values) -> str:
    """The first page of a city."""
    return Site(make_catalogue(values), make_shells(), "").render("index.html").decode()


def test_home_of_a_city_without_services_says_so_and_leads_to_its_plans() -> None:
    values = minimal_values()
    values["plan"] = {"t1": PLAN}
    assert "服务还在整理" not in render_home(values)
    values["service"].clear()
    assert "服务还在整理" in render_home(values)
    assert 'href="plans/t1.html"' in render_home(values)


def test_a_hand_written_page_shows_the_hotline_of_the_city() -> None:
    shells = make_shells()
    shells["guide/a.html"] = shells["guide/a.html"].replace("先看", f"先打 {HOTLINE}")
    city = make_catalogue(hotline={"name": "县热线", "phone": "0580-2012345"})
    page = Site(city, shells, "").render("guide/a.html").decode()
    assert '先打 <a class="gp-phone" href="tel:05802012345">0580-2012345</a>' in page


def test_the_first_result_stands_above_the_keyboard_of_a_phone_in_largest_print(
    page: Page, server: str
) -> None:
    page.goto(server)
    page.evaluate("localStorage.setItem('gridpress.size', 2)")
    page.reload()
    page.tap("#gp-search-input")
    page.keyboard.insert_text("没人做饭怎么办")
    page.wait_for_function(
        "() => document.querySelector('.gp-search__title')?.getBoundingClientRect().bottom < innerHeight / 2"
    )
