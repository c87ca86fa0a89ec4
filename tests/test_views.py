"""What pages show: joins, order, what is left out."""

import pytest
from sample_site import COMMUNITY, TODAY, Values, change, make_catalogue, minimal_service, minimal_values

from generator.facts.holidays import DAY
from generator.locale.zh import format_days, format_minutes, format_weekdays
from generator.model.hours import OpeningHours
from generator.views.community import view_community
from generator.views.grid import view_ended_grid, view_grid, view_grid_ground
from generator.views.home import view_banner, view_chrome, view_home
from generator.views.hours import view_hours
from generator.views.map import short_labels, view_map
from generator.views.menu import view_community_menu, view_grid_menu
from generator.views.notice import view_notices
from generator.views.organization import view_organization
from generator.views.person import people_of_grid, view_people, view_person
from generator.views.pieces import describe, make_phone, plain_text
from generator.views.service import view_service
from generator.views.subject import audience_pages, view_audience, view_category, view_service_index

SQUARE = "POLYGON ((122 30, 122.1 30, 122.1 30.1, 122 30.1, 122 30))"
BESIDE = "POLYGON ((122.1 30, 122.2 30, 122.2 30.1, 122.1 30.1, 122.1 30))"


def test_views_of_equal_catalogues_are_equal() -> None:
    first, second = make_catalogue(), make_catalogue()
    assert view_service(first, "s1") == view_service(second, "s1")
    assert view_grid(first, "g1") == view_grid(second, "g1")
    assert view_home(first) == view_home(second)
    assert view_chrome(first) == view_chrome(second)
    assert view_banner(first, "index.html", None) == view_banner(second, "index.html", None)


def test_a_change_of_a_provider_changes_the_pages_of_its_services() -> None:
    before = make_catalogue()
    after = make_catalogue(change("organization", "o1", phone="0988-5550001"))
    assert view_service(before, "s1") != view_service(after, "s1")
    assert view_people(before, 1) == view_people(after, 1)


# ---- menus


def _services(**areas: list[str]) -> Values:
    values = minimal_values()
    values["service"] = {name: minimal_service(name=name, area=area) for name, area in areas.items()}
    values["division"]["c2"] = {
        "code": "330902002002",
        "name": "望海社区",
        "level": "社区",
        "parent": "town",
    }
    values["grid"]["g2"] = {
        "name": "第二网格",
        "code": f"{COMMUNITY}002",
        "kind": "综合",
        "community": "c1",
    }
    return values


def test_near_services_come_first_in_a_menu() -> None:
    catalogue = make_catalogue(_services(a=[], b=["town"], c=["c1"], d=["g1"], e=["c2"]))
    menu = view_grid_menu(catalogue, "g1")
    assert [card.title for card in menu.near] == ["d", "c", "b"]
    assert [card.title for card in menu.others] == ["a"]
    assert menu.total == 4
    assert menu.audiences[0].count == 4


def test_grids_without_services_of_their_own_share_one_menu() -> None:
    catalogue = make_catalogue(_services(a=[], d=["g1"]))
    assert view_grid_menu(catalogue, "g2") is view_community_menu(catalogue, "c1")
    assert view_grid_menu(catalogue, "g1") is not view_community_menu(catalogue, "c1")


def test_a_service_that_names_an_area_twice_over_is_counted_once() -> None:
    catalogue = make_catalogue(_services(a=["c1", "town", "g1"], b=["city", "c1"]))
    menu = view_grid_menu(catalogue, "g1")
    assert [card.title for card in menu.near] == ["a"]
    assert [card.title for card in menu.others] == ["b"]
    assert menu.total == 2


def test_a_menu_shows_few_of_many_services_and_counts_the_rest() -> None:
    values = minimal_values()
    values["service"] = {f"s{number}": minimal_service() for number in range(60)}
    menu = view_community_menu(make_catalogue(values), "c1")
    assert (menu.total, len(menu.first), len(menu.others)) == (60, 5, 24)


def test_services_of_the_whole_city_take_turns_by_category() -> None:
    values = minimal_values()
    values["category"]["k2"] = {"name": "证件", "order": "5"}
    values["service"] = {f"s{number}": minimal_service(name=f"养老{number}") for number in range(9)}
    values["service"]["z"] = minimal_service(name="证件", categories=["k2"])
    menu = view_community_menu(make_catalogue(values), "c1")
    assert [card.title for card in menu.others[:2]] == ["证件", "养老0"]


# ---- services


def test_a_service_shows_its_plain_name_and_its_official_one() -> None:
    view = view_service(make_catalogue(change("service", "s1", plain_name="老人吃饭")), "s1")
    assert (view.name, view.official) == ("老人吃饭", "老年人助餐")


@pytest.mark.parametrize(
    ("kind", "assured", "tone"),
    [
        ("公益", "2026-11-01", "ok"),
        ("政务", "2026-05-01", "due"),
        ("公益", "2026-05-01", "ok"),
        ("公益", "2025-11-01", "due"),
        ("公益", "2024-01-01", "overdue"),
    ],
)
def test_an_old_assurance_is_marked(kind: str, assured: str, tone: str) -> None:
    catalogue = make_catalogue(change("service", "s1", type=kind, assured_on=assured))
    assert view_service(catalogue, "s1").assurance.tone == tone


def test_the_total_is_shown_only_when_every_step_tells_its_minutes() -> None:
    steps = [{"do": "甲", "minutes": "50"}, {"do": "乙", "minutes": "40"}]
    whole = make_catalogue(change("service", "s1", steps=steps))
    part = make_catalogue(change("service", "s1", steps=[*steps, {"do": "丙"}]))
    assert view_service(whole, "s1").minutes == "1 小时 30 分钟"
    assert view_service(part, "s1").minutes == ""


def test_no_documents_and_unknown_documents_differ() -> None:
    assert view_service(make_catalogue(), "s1").documents is None
    assert view_service(make_catalogue(change("service", "s1", documents=[])), "s1").documents == ()


def test_a_service_that_ended_is_gone_and_a_stopped_one_is_not_listed() -> None:
    ended = make_catalogue(change("service", "s1", valid_until="2026-11-19"))
    stopped = make_catalogue(change("service", "s1", status="停办"))
    assert view_service_index(ended).empty
    assert view_service_index(stopped).empty
    assert [one.text for one in view_service(stopped, "s1").closed] == ["已停办"]


def test_the_first_number_found_is_the_one_to_ring() -> None:
    places = [{"name": "食堂", "phone": "0988-5550002"}]
    catalogue = make_catalogue(change("service", "s1", locations=places))
    call = view_service(catalogue, "s1").call
    assert call is not None
    assert call.phone.numbers[0].href == "tel:09885550002"


def test_an_extension_is_dialled_after_a_pause() -> None:
    assert make_phone("0988-555 0001转8").numbers[0].href == "tel:09885550001,8"


# ---- hours


def _hours(**values: object) -> OpeningHours:
    return OpeningHours.model_validate(values)


def test_days_with_the_same_periods_are_one_row_and_the_rest_is_closed() -> None:
    weekly = [{"days": "周一至周五", "open": ["8:30-11:30"]}, {"days": "周一至周五", "open": ["13:30-17:00"]}]
    hours = view_hours(make_catalogue(), _hours(weekly=weekly, holidays="休息", makeup_workdays="上班"))
    assert hours is not None
    assert [(row.days, row.open) for row in hours.rows] == [
        ("周一至周五", ("8:30–11:30", "13:30–17:00")),
        ("周六、周日", ("休息",)),
        ("法定节假日", ("休息",)),
        ("调休上班日", ("上班，按周一的时间",)),
    ]
    assert hours.summary == "周一至周五 8:30–11:30、13:30–17:00"


def test_exceptions_that_are_over_are_left_out() -> None:
    exceptions = [{"since": "2026-10-01", "until": "2026-10-07"}, {"since": "2026-12-31", "note": "盘点"}]
    weekly = [{"days": "每天", "open": "8:00-9:00"}]
    hours = view_hours(make_catalogue(), _hours(weekly=weekly, exceptions=exceptions))
    assert hours is not None
    assert [row.days for row in hours.rows if row.exception] == ["12月31日"]


def test_days_and_minutes_are_written_as_people_say_them() -> None:
    assert format_weekdays([0, 2, 3, 4, 6]) == "周一、周三至周五、周日"
    assert format_minutes(60) == "1 小时"
    assert format_days(TODAY.replace(month=12), TODAY.replace(year=2027, month=1), TODAY) == (
        "12月20日至2027年1月20日"
    )


# ---- people


def test_heads_come_first_and_deputies_last() -> None:
    values = minimal_values()
    roles = {"a": "志愿者", "b": "专职网格员", "c": "网格长", "d": "网格长"}
    for name, role in roles.items():
        post = {"grid": "g1", "role": role, "deputy": "true" if name == "d" else "false"}
        values["person"][name] = {"name": name, "roles": [post], "consent_public": "true"}
    del values["person"]["p1"]
    names = [person.name for person in people_of_grid(make_catalogue(values), "g1")]
    assert names == ["c", "b", "a", "d"]


@pytest.mark.parametrize(
    ("fields", "shown"),
    [
        ({}, True),
        ({"roles": [{"grid": "g1", "role": "志愿者"}]}, False),
        ({"roles": [{"grid": "g1", "role": "志愿者"}], "consent_public": "true"}, True),
        ({"roles": [{"grid": "g1", "role": "网格长", "until": "2026-11-19"}]}, False),
        ({"roles": [], "consent_public": "true"}, False),
    ],
)
def test_only_people_in_duty_with_a_post_or_consent_are_published(
    fields: dict[str, object], *, shown: bool
) -> None:
    catalogue = make_catalogue(change("person", "p1", **fields))
    assert bool(people_of_grid(catalogue, "g1")) is shown
    assert view_people(catalogue, 1).total == int(shown)


def test_a_mobile_number_needs_consent() -> None:
    secret = make_catalogue(change("person", "p1", duty_phone="139 0000 0000"))
    agreed = make_catalogue(change("person", "p1", duty_phone="139 0000 0000", consent_public="true"))
    desk = make_catalogue(change("person", "p1", duty_phone="0988-5550001"))
    assert view_person(secret, "p1").phone is None
    assert view_person(agreed, "p1").phone is not None
    assert view_person(desk, "p1").phone is not None


def test_pages_of_people_are_not_for_search_engines() -> None:
    assert not view_person(make_catalogue(), "p1").head.indexed


# ---- grids, communities, maps


def test_an_ended_grid_leads_to_the_one_that_replaced_it() -> None:
    values = change("grid", "g1", valid_until="2026-06-30")
    new = {"name": "新网格", "code": f"{COMMUNITY}009", "kind": "综合", "community": "c1", "replaces": ["g1"]}
    values["grid"]["g9"] = new
    view = view_ended_grid(make_catalogue(values), "g1")
    assert view.head.redirect == "grids/g9.html"
    assert [link.text for link in view.successors] == ["新网格"]


def test_a_map_is_drawn_once_and_highlights_the_grid_at_hand() -> None:
    values = _services()
    values["grid"]["g1"]["boundary"] = SQUARE
    values["grid"]["g2"]["boundary"] = BESIDE
    catalogue = make_catalogue(values)
    first, second = view_map(catalogue, "c1", "g1"), view_map(catalogue, "c1", "g2")
    assert first is not None
    assert second is not None
    assert (first.here, second.here) == ("g1", "g2")
    assert {shape.id: shape for shape in first.shapes} == {shape.id: shape for shape in second.shapes}
    assert [shape.label for shape in second.shapes] == ["一", "二"]
    assert first.shapes[-1].id == "g1"


def test_a_reviewed_map_shows_its_number() -> None:
    values = _services()
    values["grid"]["g1"]["boundary"] = SQUARE
    values["grid"]["g2"]["boundary"] = BESIDE
    number = "浙舟S(2026)1号"
    view = view_map(make_catalogue(values, filings={"map_review": number}), "c1", "g1")
    assert view is not None
    assert view.review == number


def test_a_map_keeps_inside_its_picture() -> None:
    values = change("grid", "g1", boundary=SQUARE)
    drawn = view_map(make_catalogue(values), "c1")
    assert drawn is not None
    numbers = drawn.shapes[0].path.replace("M", " ").replace("L", " ").replace("z", "").split()
    points = [float(number) for number in numbers]
    assert all(0 <= x <= drawn.width for x in points[::2])
    assert all(0 <= y <= drawn.height for y in points[1::2])


def test_an_archipelago_is_drawn_whole() -> None:
    far = BESIDE.replace("122.1 ", "122.4 ").replace("122.2 ", "122.5 ")
    islands = f"MULTIPOLYGON ({SQUARE.removeprefix('POLYGON ')}, {far.removeprefix('POLYGON ')})"
    drawn = view_map(make_catalogue(change("grid", "g1", boundary=islands)), "c1")
    assert drawn is not None
    assert drawn.shapes[0].path.count("z") == 2


def test_a_grid_at_sea_shows_no_map_of_its_neighbours() -> None:
    values = _services()
    values["grid"]["g1"]["boundary"] = SQUARE
    values["grid"]["g2"]["kind"] = "海上"
    assert view_map(make_catalogue(values), "c1", "g2") is None


def test_a_micro_grid_is_shown_by_the_grid_around_it() -> None:
    values = _services()
    values["grid"]["g1"]["boundary"] = SQUARE
    values["grid"]["g2"] |= {"kind": "微网格", "parent": "g1", "boundary": SQUARE}
    drawn = view_grid_ground(make_catalogue(values), "g2").map
    assert drawn is not None
    assert drawn.here == "g1"


def test_without_boundaries_there_is_no_map() -> None:
    assert view_map(make_catalogue(), "c1") is None


@pytest.mark.parametrize(
    ("names", "labels"),
    [
        (["潮井社区第一网格", "潮井社区第二网格"], ["一", "二"]),
        (["潮井社区", "螺头村"], ["潮井", "螺头"]),
        (["同名", "同名"], ["同名", "同名"]),
        (["渔港社区第一网格", "渔港社区第二网格", "西港冷链物流园网格"], ["一", "二", ""]),
        (["很长很长的名字甲", "另一个很长的名字"], ["", ""]),
        (["莫𡐓村"], ["莫𡐓"]),
        (["东港渔民新村", "西港渔民新村"], ["东", "西"]),
        (["老街第十二网格", "老街第3网格"], ["十二", "3"]),
        (["一网格", "一二网格"], ["一", "一二"]),
    ],
)
def test_labels_are_what_tells_names_apart(names: list[str], labels: list[str]) -> None:
    assert short_labels(names) == labels


def test_a_community_lists_its_grids_and_heads() -> None:
    view = view_community(make_catalogue(), "c1")
    assert [card.title for card in view.grids] == ["第一网格"]
    assert [person.name for person in view.people] == ["王海英"]


# ---- lists


def test_a_long_list_is_cut_into_pages() -> None:
    values = minimal_values()
    values["service"] = {f"s{number:03}": minimal_service() for number in range(250)}
    catalogue = make_catalogue(values)
    assert [len(part) for part in audience_pages(catalogue, "a1")] == [100, 100, 50]
    last = view_audience(catalogue, "a1", 3)
    assert last.pager is not None
    assert last.pager.urls[2] == last.head.path == "audiences/a1_3.html"
    assert all(group.note for group in view_service_index(catalogue).groups)
    assert view_organization(catalogue, "o1", 2).head.path == "organizations/o1_2.html"


def test_a_category_holds_the_services_of_those_below_it() -> None:
    values = minimal_values()
    values["category"]["k2"] = {"name": "助餐", "parent": "k1"}
    values["service"]["s1"]["categories"] = ["k2"]
    view = view_category(make_catalogue(values), "k1", 1)
    assert [card.title for group in view.groups for card in group.cards] == ["老年人助餐"]
    assert view.tiles[0].tiles[0].count == 1


def test_notices_hold_from_their_first_to_their_last_day() -> None:
    values = minimal_values()
    base = values["notice"]["n1"]
    values["notice"] = {
        "past": base | {"expires_on": "2026-11-19"},
        "last": base | {"title": "最后一天", "expires_on": "2026-11-20"},
        "future": base | {"issued_on": "2026-11-21"},
        "urgent": base | {"title": "台风", "level": "紧急", "issued_on": "2026-10-01"},
    }
    catalogue = make_catalogue(values)
    listed = view_notices(catalogue).notices
    assert [item.title for item in listed if item.shown.now] == ["台风", "最后一天"]
    assert [(item.title, item.shown.first) for item in listed if not item.shown.now] == [
        ("停水", TODAY + DAY)
    ]
    assert [item.title for item in view_banner(catalogue, "index.html", None).urgent] == ["台风"]


def test_names_are_not_identity() -> None:
    values = change("organization", "o2", name="民政局", kind="企业", sector="市场")
    catalogue = make_catalogue(values)
    assert view_organization(catalogue, "o1").head.path != view_organization(catalogue, "o2").head.path


# ---- text


def test_markdown_becomes_one_plain_line() -> None:
    assert plain_text("看**这里**:\n\n- [甲](https://a.example/)\n1. 乙 A B") == "看这里: 甲乙 A B"


def test_a_description_is_short_and_whole() -> None:
    assert describe("甲。", None, "乙") == "甲。乙"
    assert len(describe("长" * 500)) == 120
