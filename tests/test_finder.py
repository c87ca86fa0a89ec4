"""The finder: facets combine, count, live in the address, and stand as lists without a script."""

import datetime
import json
from dataclasses import replace
from pathlib import Path
from urllib.parse import urlencode

import pytest
from conftest import open_context
from playwright.sync_api import Browser, Page
from sample_site import PLAN, change, make_catalogue, minimal_service, minimal_values

import generator
from generator.catalogue import Catalogue
from generator.facts.offers import WHOLE_CITY, areas_of, is_done_by_phone, is_free
from generator.facts.publication import listed_services
from generator.model import Plan, Service
from generator.outputs.finder import render_finder
from generator.reading.loading import load_catalogue
from generator.views import shelter
from generator.views.addresses import service_name
from generator.views.community import area_of_community
from generator.views.finder import view_finder
from generator.views.shelter import plan_shelters, view_shelters

ROOT = Path(generator.__file__).parents[1]
TODAY = datetime.date(2026, 11, 20)
FREE = ("免费", "免费，由公共卫生经费支付", "不收钱", "全程免费。")
NOT_FREE = (
    "免费借用，油费自理",
    "办卡免费；居民票 5 元至 12 元",
    "每份 8 元",
    "困难家庭免费",
    "首次免费，补领收工本费",
)


def a_service(**values: object) -> Service:
    """A service with the least it may state and these."""
    return Service.model_validate({**minimal_service(), **values})


@pytest.mark.parametrize("fee", FREE)
def test_what_costs_nothing_is_free(fee):
    assert is_free(a_service(fee=fee))


@pytest.mark.parametrize("fee", NOT_FREE)
def test_what_is_free_in_part_or_for_some_is_not_free(fee):
    assert not is_free(a_service(fee=fee))


def test_by_phone_is_a_channel_and_not_a_number_for_questions():
    assert is_done_by_phone(a_service(channels=[{"kind": "电话", "phone": "0988-5550001"}]))
    assert not is_done_by_phone(a_service(phone="0988-5550001", channels=[{"kind": "窗口"}]))


def read_data(catalogue: Catalogue) -> dict[str, list[list[object]]]:
    """The data that the page loads."""
    text = render_finder(catalogue).data.decode()  # type: ignore[union-attr]  # made in memory
    found: dict[str, list[list[object]]] = json.loads(text[len("gridpressFinder(") : -len(");\n")])
    return found


def test_names_cannot_end_the_script():
    """It is a file and no part of a page, so only what ends a line or a text of JavaScript matters."""
    values = change("service", "s1", name='</script>\u2028"引号')
    assert read_data(make_catalogue(values))["services"][0][0] == '</script>\u2028"引号'


def with_plan(**more: object) -> Catalogue:
    """A life event with a plan, which states these besides."""
    values = change("life_event", "e1", plan="p1")
    values["plan"] = {"p1": PLAN | more}
    return make_catalogue(values)


def test_an_event_leads_to_its_plan_only_while_the_plan_is_in_force():
    assert read_data(with_plan(valid_until="2026-11-20"))["what"] == [
        ["e1", "孩子出生", "plans/p1.html", "台风来了，现在怎么办"]
    ]
    assert read_data(with_plan(valid_until="2026-11-19"))["what"] == [["e1", "孩子出生"]]


def test_a_city_without_services_has_a_page_with_its_hotline():
    values = minimal_values()
    values["service"] = {}
    assert view_finder(make_catalogue(values)).total == 0
    assert view_finder(make_catalogue(values)).hotline.phone.text == "12345"


@pytest.fixture(scope="module")
def demo() -> Catalogue:
    """The demo city on the day of its site."""
    return replace(load_catalogue(ROOT).catalogue, today=TODAY)


def found(catalogue: Catalogue, **chosen: str) -> list[str]:
    """Titles that the choices leave, told from the model."""

    def fits(service: Service) -> bool:
        place, areas = chosen.get("where", ""), set(areas_of(catalogue, service))
        return (
            chosen.get("who") in {None, *service.audiences}
            and chosen.get("what") in {None, *service.life_events}
            and (not place or bool(areas & {WHOLE_CITY, *area_of_community(catalogue, place)}))
            and ("free" not in chosen or is_free(service))
            and ("phone" not in chosen or is_done_by_phone(service))
        )

    return sorted(service_name(one.value) for one in listed_services(catalogue) if fits(one.value))


def shown(page: Page) -> list[str]:
    """Titles in the list, all of them asked for."""
    while page.locator("[data-more] button").count():
        page.locator("[data-more] button").tap()
    return sorted(page.locator(".gp-finder__item > a").all_inner_texts())


@pytest.mark.parametrize(
    "chosen",
    [
        {},
        {"who": "laonian"},
        {"what": "taifeng"},
        {"where": "luotou"},
        {"free": "1"},
        {"phone": "1"},
        {"who": "laonian", "what": "zhaogu", "free": "1"},
        {"who": "yumin", "where": "chaojing", "phone": "1"},
        {"who": "qiuzhi", "what": "taifeng", "where": "chaojing", "free": "1", "phone": "1"},
    ],
    ids=urlencode,
)
def test_choices_in_the_address_leave_what_fits_all_of_them(
    page: Page, server: str, demo: Catalogue, chosen: dict[str, str]
) -> None:
    page.goto(f"{server}find/index.html?{urlencode(chosen)}")
    page.locator(".gp-finder__said").wait_for()
    assert shown(page) == found(demo, **chosen)


def test_a_choice_says_how_many_it_leaves_and_stays_in_the_address(
    page: Page, server: str, demo: Catalogue
) -> None:
    page.goto(f"{server}find/index.html")
    page.locator("[name=who]").select_option("laonian")
    page.locator("[name=free]").tap()
    option = page.locator("[name=what] option[value=zhaogu]").inner_text()
    left = found(demo, who="laonian", what="zhaogu", free="1")
    assert option == f"家里有老人要照顾（{len(left)}）"
    assert page.url.endswith("?who=laonian&free=1")
    page.reload()
    assert shown(page) == found(demo, who="laonian", free="1")


def test_nobody_is_sent_away_with_nothing(page: Page, server: str) -> None:
    """What fits nothing says which choice to take back, and whom to ring."""
    page.goto(f"{server}find/index.html?who=yumin&what=chusheng&free=1")
    page.locator(".gp-finder__said").wait_for()
    said = page.locator(".gp-finder").inner_text()
    assert "没有正好合适的" in said
    assert "不符合" not in said
    assert "12345" in said
    page.locator("[data-else] button").first.tap()
    assert "合适的有" in page.locator(".gp-finder__said").inner_text()


def test_my_grid_chooses_its_community_until_it_is_taken_back(
    browser: Browser, server: str, demo: Catalogue
) -> None:
    """One tap shows the whole city, and the address keeps that; an address with a place of its own stands."""
    with open_context(browser, has_touch=True) as context:
        context.add_init_script(
            "localStorage.setItem('gridpress.mine', JSON.stringify({ id: 'chaojing-1' }))"
        )
        page = context.new_page()
        page.goto(f"{server}find/index.html")
        page.get_by_text("按您记住的网格").wait_for()
        assert shown(page) == found(demo, where="chaojing")
        assert page.url.endswith("?where=chaojing")
        page.get_by_role("button", name="改看全市").click()
        assert shown(page) == found(demo)
        page.reload()
        page.locator(".gp-finder__said").wait_for()
        assert shown(page) == found(demo)
        page.goto(f"{server}find/index.html?where=luotou")
        page.locator(".gp-finder__said").wait_for()
        assert shown(page) == found(demo, where="luotou")
        assert page.locator("[data-preset]").inner_text() == ""


def test_open_now_follows_the_clock_of_the_city(browser: Browser, server: str) -> None:
    """At noon more is open than at midnight, and what is listed says so."""
    counts = []
    for moment in ("2026-11-20T12:00:00+08:00", "2026-11-20T00:30:00+08:00"):
        context = open_context(browser, moment)
        page = context.new_page()
        page.goto(f"{server}find/index.html?open=1")
        page.locator(".gp-finder__said").wait_for()
        states = [shown(page), page.locator(".gp-finder__item .gp-now").all_inner_texts()][1]
        assert all("开着" in state for state in states)
        counts.append(len(states))
        context.close()
    assert counts[0] > counts[1] > 0


@pytest.mark.parametrize("query", ["who=nobody", "who=%E0%A4%A", "where=__proto__", "what=constructor"])
def test_an_address_that_nobody_made_shows_the_finder(page: Page, server: str, query: str) -> None:
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.goto(f"{server}find/index.html?{query}")
    page.locator(".gp-finder__said").wait_for()
    assert not errors
    assert "合适的有" in page.locator(".gp-finder__said").inner_text()


def test_without_a_script_every_choice_is_a_link_to_a_list(browser: Browser, server: str) -> None:
    context = open_context(browser, java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{server}find/index.html")
    assert not page.locator(".gp-finder").is_visible()
    links = page.locator("[data-finder-lists] a.gp-tile")
    assert {"../audiences/laonian.html", "../life-events/taifeng.html", "free.html", "phone.html"} <= {
        str(one.get_attribute("href")).removeprefix("../find/") for one in links.all()
    }
    context.close()


SHELTERS = [{"name": "小学体育馆", "phone": "0988-5550231"}]


def test_a_community_goes_to_its_own_shelters_else_to_those_of_the_nearest_division_above():
    below = change("division", "c1", shelters=SHELTERS)
    below["division"]["town"] |= {"shelters": [{"name": "街道体育中心"}]}
    assert [one.name for one in view_shelters(make_catalogue(below), "c1")] == ["小学体育馆"]
    above = change("division", "town", shelters=[{"name": "街道体育中心"}])
    assert [one.name for one in view_shelters(make_catalogue(above), "c1")] == ["街道体育中心"]
    assert view_shelters(make_catalogue(), "c1") == ()


@pytest.mark.parametrize(
    ("incident", "told"), [("自然灾害", True), ("事故灾难", True), ("公共卫生", False), ("社会安全", False)]
)
def test_only_plans_that_may_drive_residents_out_tell_of_shelters(incident, told):
    values = change("division", "c1", shelters=SHELTERS)
    plan = Plan.model_validate(PLAN | {"incident_class": incident})
    assert (plan_shelters(make_catalogue(values), plan) is not None) == told
    assert plan_shelters(make_catalogue(), plan) is None


def test_a_plan_of_a_large_city_leads_to_the_communities_instead(monkeypatch):
    """With as many communities as the limit each is listed, with one more none is."""
    values = change("division", "c1", shelters=SHELTERS)
    for limit, listed in ((1, 1), (0, 0)):
        monkeypatch.setattr(shelter, "FEW_COMMUNITIES", limit)
        shown = plan_shelters(make_catalogue(values), Plan.model_validate(PLAN))
        assert shown
        assert len(shown.groups) == listed
        assert shown.index.url == "communities/index.html"
