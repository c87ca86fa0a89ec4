"""Whom a handbook names: teams, partners, whom to call, who leads in an incident; near ones first."""

from typing import Any

import pytest
from sample_site import COMMUNITY, Values, change, make_catalogue, minimal_service, minimal_values

from generator.views.prints.cards import Lead, view_cards
from generator.views.prints.handbook import view_handbook
from generator.views.prints.matters import view_matter_groups
from generator.views.prints.people import Partner, Team, Worker, view_partners, view_teams
from generator.views.prints.services import count_left_out, view_audiences, view_card, view_menu

PHONE = "0988-555000"


def grid(number: int, **more: object) -> dict[str, object]:
    """A grid of the community."""
    least = {"name": f"{number}号", "code": f"{COMMUNITY}{number:03}", "kind": "综合", "community": "c1"}
    return least | more


def person(name: str, role: str, where: str, **more: object) -> dict[str, object]:
    """Somebody in duty who consents."""
    return {"name": name, "roles": [{"grid": where, "role": role}], "consent_public": "true", **more}


def office(name: str, kind: str = "政府部门", **more: object) -> dict[str, object]:
    """An organisation."""
    return {"name": name, "kind": kind, "sector": "社会", **more}


def plain(name: str, role: str) -> Worker:
    """A worker without anything besides."""
    return Worker(name, role, deputy=False, badge="", phone="", organization="")


def micro_grids() -> Values:
    """A grid with two 微网格, one of them with a head."""
    covers = [{"name": "一幢", "kind": "楼栋"}, {"name": "二幢", "kind": "楼栋"}]
    values = change("grid", "m1", **grid(101, kind="微网格", parent="g1", covers=covers))
    values["grid"]["m2"] = grid(102, kind="微网格", parent="g1")
    values["person"]["p2"] = person("陈岚", "微网格长", "m1")
    return values


def test_the_own_team_comes_first_then_the_parts_that_have_people() -> None:
    catalogue = make_catalogue(micro_grids())
    assert view_teams(catalogue, catalogue.grids["g1"]) == (
        Team("本网格", "", (plain("王海英", "网格长"),)),
        Team("101号", "一幢、二幢", (plain("陈岚", "微网格长"),)),
    )


def test_a_part_names_the_team_around_it_and_its_own_even_when_there_is_nobody() -> None:
    catalogue = make_catalogue(micro_grids())
    around = Team("所在的综合网格：第一网格", "", (plain("王海英", "网格长"),))
    assert view_teams(catalogue, catalogue.grids["m2"]) == (Team("本网格", "", ()), around)


def test_the_team_of_a_grid_that_has_ended_is_not_named() -> None:
    values = micro_grids()
    values["grid"]["g1"]["valid_until"] = "2026-11-19"
    catalogue = make_catalogue(values)
    assert [one.title for one in view_teams(catalogue, catalogue.grids["m2"])] == ["本网格"]


def test_a_worker_is_printed_with_badge_number_employer_and_as_deputy() -> None:
    values = change("organization", "o2", **office("物业"))
    values["person"]["p1"] |= {
        "badge": "WG-7",
        "organization": "o2",
        "duty_phone": f"{PHONE}1",
        "roles": [{"grid": "g1", "role": "网格长", "deputy": "true"}],
    }
    values["person"]["p2"] = person("陈岚", "专职网格员", "g1", organization="o9", duty_phone="13900000000")
    values["person"]["p3"] = person("李青", "专职网格员", "g1", consent_public="false")
    values["person"]["p3"]["duty_phone"] = "13900000001"
    catalogue = make_catalogue(values)
    (team,) = view_teams(catalogue, catalogue.grids["g1"])
    assert team.workers == (
        Worker("陈岚", "专职网格员", deputy=False, badge="", phone="13900000000", organization=""),
        plain("李青", "专职网格员"),
        Worker("王海英", "网格长", deputy=True, badge="WG-7", phone=f"{PHONE}1", organization="物业"),
    )


def test_partners_are_near_and_stand_by_kind_then_by_name() -> None:
    values = micro_grids()
    hours = {"weekly": [{"days": "每天", "open": ["8:00-9:00"]}], "holidays": "照常"}
    values["organization"] = {
        "a": office("渔业公司", "企业", grids=["m1"], phone=f"{PHONE}2", address="码头", hours=hours),
        "b": office("卫生院", grids=["g1"]),
        "c": office("派出所", division="c1"),
        "d": office("居委会", "村居", division="c1"),
        "e": office("别处的", division="town"),
        "f": office("别的微网格的", grids=["m2"]),
    }
    catalogue = make_catalogue(values)
    assert view_partners(catalogue, catalogue.grids["m1"]) == (
        Partner("居委会", "村居", "", "", ()),
        Partner("派出所", "政府部门", "", "", ()),
        Partner("卫生院", "政府部门", "", "", ()),
        Partner("渔业公司", "企业", f"{PHONE}2", "码头", ("每天 8:00–9:00", "法定节假日 照常")),
    )
    assert [one.name for one in view_partners(catalogue, catalogue.grids["g1"])] == [
        "居委会",
        "派出所",
        "卫生院",
    ]


def plan(*accountable: list[str], **more: object) -> dict[str, Any]:
    """A plan in force whose steps answer to these organisations."""
    return {
        "name": "台风预案",
        "incident": "台风",
        "incident_class": "自然灾害",
        "summary": "谁做什么",
        "response_levels": ["Ⅱ"],
        "phases": ["处置救援"],
        "steps": [
            {
                "levels": ["Ⅱ"],
                "phase": "处置救援",
                "do": "转移",
                "accountable": [{"organization": name} for name in names],
            }
            for names in accountable
        ],
        "card": {"notice": ["风大"], "judge": ["水漫"], "report": ["报社区"], "act": ["劝离", "断电"]},
        "residents": ["在家"],
        "issuer": "o1",
        "issued_on": "2026-01-01",
        **more,
    }


def test_a_card_has_four_heads_signs_and_who_issued_it() -> None:
    signs = [
        {"level": "Ⅰ", "colour": "红", "when": "12 级"},
        {"level": "Ⅱ", "when": "10 级"},
    ]
    catalogue = make_catalogue({**minimal_values(), "plan": {"t1": plan([], warnings=signs)}})
    (card,) = view_cards(catalogue, "c1")
    assert all(part.note for part in card.parts)
    assert [(part.title, part.lines) for part in card.parts] == [
        ("察觉", ("风大",)),
        ("研判", ("水漫",)),
        ("报告", ("报社区",)),
        ("先期处置", ("劝离", "断电")),
    ]
    assert card.signs == (("红色", "12 级"), ("Ⅱ级", "10 级"))
    assert (card.path, card.incident, card.plan, card.kind, card.issuer) == (
        "plans/t1.html",
        "台风",
        "台风预案",
        "自然灾害",
        "民政局",
    )


@pytest.mark.parametrize(
    ("accountable", "leads"),
    [
        ([["a"], ["b"], ["b"]], ["b", "a"]),
        ([["b", "a"]], ["a", "b"]),
        ([["a", "nobody"], ["silent"], ["silent"]], ["a"]),
        ([["a", "b", "c"]], ["a", "b", "c"]),
        ([["d", "c", "b", "a"]], ["a", "b", "c"]),
        ([["silent"], ["silent"], ["d", "c", "b", "a"]], ["a", "b", "c"]),
    ],
)
def test_three_lead_who_answer_for_most_steps_and_have_a_number(
    accountable: list[list[str]], leads: list[str]
) -> None:
    values = minimal_values()
    for number, name in enumerate("abcd"):
        values["organization"][name] = office(name, phone=f"{PHONE}{number}")
    values["organization"]["a"]["night_phone"] = f"{PHONE}9"
    values["organization"]["silent"] = office("静")
    values["plan"] = {"t1": plan(*accountable)}
    (card,) = view_cards(make_catalogue(values), "c1")
    numbers = {"a": 9, "b": 1, "c": 2, "d": 3}
    assert list(card.leads) == [Lead(name, f"{PHONE}{numbers[name]}") for name in leads]


def test_the_first_of_the_team_with_a_number_is_called_else_the_community_else_the_hotline() -> None:
    values = minimal_values()
    values["person"]["p2"] = person("陈岚", "专职网格员", "g1", duty_phone=f"{PHONE}1")
    values["division"]["c1"] |= {"phone": f"{PHONE}2", "address": "海边"}
    first = view_handbook(make_catalogue(values), "g1")
    assert (first.duty.name, first.duty.phone, first.duty.note) == (
        "网格值班电话",
        f"{PHONE}1",
        "专职网格员 陈岚",
    )
    assert [(one.name, one.phone, one.note) for one in first.contacts] == [
        ("潮井社区", f"{PHONE}2", "海边"),
        ("热线", "12345", ""),
    ]
    del values["person"]["p2"]
    second = view_handbook(make_catalogue(values), "g1").duty
    assert (second.name, second.phone, second.note) == ("社区值班电话", f"{PHONE}2", "潮井社区")
    last = view_handbook(make_catalogue(hotline={"name": "热线", "phone": "12345", "note": "一天"}), "g1")
    assert (last.duty.name, last.duty.phone, last.duty.note) == ("热线", "12345", "一天")
    assert [(one.name, one.note) for one in last.contacts] == [("热线", "一天")]


def test_the_head_names_what_lies_above_the_community_but_not_the_city() -> None:
    values = minimal_values()
    values["division"]["c1"]["parent"] = "town"
    view = view_handbook(make_catalogue(values), "g1")
    assert (view.city, view.above, view.community) == ("云屿市", "澜港街道 潮井社区", "潮井社区")


def menu() -> Values:
    """Services of a grid, its community, the city, and of another grid."""
    values = minimal_values()
    values["category"] = {
        "k1": {"name": "养老", "order": "2"},
        "k2": {"name": "证件", "order": "1"},
        "k3": {"name": "助餐", "parent": "k1"},
    }
    values["audience"] = {"a1": {"name": "老年人", "order": "2"}, "a2": {"name": "残疾人", "order": "1"}}
    values["grid"]["g2"] = grid(2)
    values["service"] = {
        "city": minimal_service(name="城", categories=["k2"]),
        "more": minimal_service(name="多", categories=["k2"]),
        "near": minimal_service(name="近", area=["c1"], categories=["k3", "k2"], audiences=["a2", "a1"]),
        "own": minimal_service(name="己", area=["g1"]),
        "both": minimal_service(name="双", area=["g1", "c1"]),
        "other": minimal_service(name="他", area=["g2"]),
    }
    return values


@pytest.mark.parametrize(
    ("most", "groups", "left"),
    [
        ("0", {"养老": "己双近"}, 2),
        ("3", {"养老": "己双近"}, 2),
        ("4", {"证件": "城", "养老": "己双近"}, 1),
        ("5", {"证件": "城多", "养老": "己双近"}, 0),
    ],
)
def test_near_services_are_all_printed_and_the_citys_while_there_is_room(
    most: str, groups: dict[str, str], left: int
) -> None:
    """Each once, under the top category of its first one, in the editors' order."""
    catalogue = make_catalogue(menu(), handbook={"most_services": most})
    here = catalogue.grids["g1"]
    found = [(one.title, "".join(card.name for card in one.services)) for one in view_menu(catalogue, here)]
    assert [(title, sorted(names)) for title, names in found] == [
        (title, sorted(names)) for title, names in groups.items()
    ]
    assert count_left_out(catalogue, here) == left


def test_groups_of_one_order_stand_by_name_and_what_has_no_category_comes_last() -> None:
    """Of services and of matters, whose own categories stand in order inside."""
    names = {"a": "浙", "b": "第十一", "c": "第九", "z": "安"}
    values = minimal_values()
    values["category"] = {key: {"name": name} for key, name in names.items()}
    values["matter_category"] = values["category"] | {
        "d": {"name": "乙", "parent": "z"},
        "e": {"name": "甲", "parent": "z"},
    }
    values["service"] = {key: minimal_service(name=key, categories=[key]) for key in ("gone", *names)}
    matter = {"verb": "走访", "owner": "基本履职", "summary": "看看", "admitted_on": "2026-01-01"}
    values["matter"] = {
        f"{key}1": matter | {"name": key, "category": key} for key in ("gone", *values["matter_category"])
    }
    catalogue = make_catalogue(values)
    groups = view_menu(catalogue, catalogue.grids["g1"])
    assert [one.title for one in groups] == ["安", "第九", "第十一", "浙", "其他服务"]
    found = [(one.title, [each.name for each in one.matters]) for one in view_matter_groups(catalogue, "c1")]
    assert found == [
        ("安", ["z", "e", "d"]),
        ("第九", ["c"]),
        ("第十一", ["b"]),
        ("浙", ["a"]),
        ("其他", ["gone"]),
    ]


def test_each_audience_finds_its_services_and_one_without_any_is_left_out() -> None:
    values = menu()
    values["audience"]["a3"] = {"name": "学生"}
    catalogue = make_catalogue(values)
    found = view_audiences(catalogue, catalogue.grids["g1"])
    assert [(one.name, sorted(name for name, _ in one.services)) for one in found] == [
        ("残疾人", ["near"]),
        ("老年人", ["both", "city", "more", "near", "own"]),
    ]


def test_a_service_is_printed_with_the_state_that_its_page_shows() -> None:
    values = change("service", "s1", status="暂停", alert="装修", assured_on="2024-01-01")
    card = view_card(make_catalogue(values), "s1")
    assert card.state == ("暂停办理", "很久没有核实（上次：2024年1月1日核实）", "装修")
    assert card.assured == "2024年1月1日由民政局核实"
    assert card.complaint_phone == "0988-5550009"
