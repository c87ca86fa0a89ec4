"""Pages of matters, what may be collected, plans, teams, charters; urgent notices by area; feeds."""

import json
import re
from xml.etree import ElementTree

import pytest
from sample_site import change, make_catalogue, make_shells, minimal_service

from generator.catalogue import Catalogue
from generator.outputs.feeds import render_feeds
from generator.outputs.search_documents import search_documents
from generator.outputs.site import Site, render_site
from generator.views.contact import view_channels, view_duties, view_function, view_night
from generator.views.duty import view_boundary, view_can
from generator.views.feed import list_feeds
from generator.views.grid import view_grid
from generator.views.home import view_banner
from generator.views.information import view_information
from generator.views.matter import view_matter, view_matters
from generator.views.organization import view_organization
from generator.views.plan import view_plan, view_plan_duties, view_plans
from generator.views.register import FEED_SOURCES
from generator.views.restriction import current_restrictions
from generator.views.team import view_team

Values = dict[str, dict[str, dict[str, object]]]
ATOM = "{http://www.w3.org/2005/Atom}"
NASTY = "<script>alert(1)</script>\"'&"


def matter(**more: object) -> dict[str, object]:
    """A matter that is on the list."""
    least: dict[str, object] = {
        "name": "老人走访",
        "category": "below",
        "verb": "走访",
        "owner": "基本履职",
        "summary": "上门看看",
        "cannot": "不得收钱",
        "department": "o1",
        "deadline": "3个工作日",
        "legal_basis": ["《老年人权益保障法》"],
        "admitted_by": "o1",
        "admitted_on": "2026-01-10",
        "published_on": "2025-12-20",
    }
    return least | more


def plan(**more: object) -> dict[str, object]:
    """A plan whose third level asks the same as its fourth."""
    lead, worker = [{"organization": "o1"}], [{"role": "专职网格员"}]
    steps: list[dict[str, object]] = [
        {
            "levels": ["Ⅱ", "Ⅲ", "Ⅳ"],
            "phase": "监测预警",
            "do": "逐户通知",
            "accountable": lead,
            "responsible": worker,
            "within": "1 小时内",
            "matter": "m1",
        },
        {
            "levels": ["Ⅱ"],
            "phase": "监测预警",
            "do": "开避灾点",
            "accountable": lead,
            "responsible": [{"organization": "o2"}],
            "informed": worker,
        },
    ]
    least: dict[str, object] = {
        "name": "台风预案",
        "incident": "台风",
        "incident_class": "自然灾害",
        "summary": "人先走",
        "response_levels": ["Ⅱ", "Ⅲ", "Ⅳ"],
        "warnings": [
            {"level": "Ⅳ", "colour": "蓝", "when": "6 级风"},
            {"level": "Ⅰ", "colour": "红", "when": "12 级风"},
        ],
        "steps": steps,
        "card": {
            "notice": ["旗变了"],
            "judge": ["往重里报"],
            "report": ["打 0988-5550409"],
            "act": ["不下水"],
        },
        "residents": ["关好门窗，打 0988-5550125 问"],
        "issuer": "o1",
        "issued_on": "2026-05-01",
    }
    return least | more


def domain_values() -> Values:
    """The minimal city with one entry of each of these kinds."""
    values = change("grid", "g1", night_phone="0988-5550211", function="重点")
    values["person"]["p2"] = {
        "name": "不公开的人",
        "roles": [{"grid": "g1", "role": "志愿者"}],
        "voluntary": "true",
    }
    values["organization"]["o1"] |= {"night_phone": "0988-5550400", "phone": "0988-5550401"}
    values["organization"]["o2"] = {"name": "渔嫂队", "kind": "志愿队", "sector": "社会"}
    values["division"]["c2"] = {
        "code": "330902002002",
        "name": "望海社区",
        "level": "社区",
        "parent": "town",
    }
    values["matter_category"] = {"top": {"name": "走访关爱"}, "below": {"name": "老人", "parent": "top"}}
    values["matter"] = {"m1": matter(collects=["i1"])}
    values["information_item"] = {"i1": {"name": "住哪里", "content": "门牌", "reused_by": ["o1"]}}
    values["plan"] = {"t1": plan()}
    values["team"] = {
        "t1": {
            "name": "老街组团",
            "grids": ["g1"],
            "leader": "p1",
            "members": ["p2"],
            "organizations": ["o2"],
        }
    }
    values["charter"] = {
        "c1": {
            "community": "c1",
            "name": "潮井公约",
            "adopted_on": "2025-03-15",
            "adopted_by": "居民会议",
            "educate": ["学灭火"],
            "manage": ["不堵楼道"],
            "serve": ["敲敲墙"],
            "develop": ["留铺面"],
            "deliberation": ["三户能提"],
            "mutual_help": [{"name": "轮椅", "how": "推走翻牌"}],
        }
    }
    values["service"]["s1"] = minimal_service(steps=[{"who": "专职网格员", "do": "上门问", "matter": "m1"}])
    return values


def make(kind: str = "", name: str = "", /, **fields: object) -> Catalogue:
    """That city with fields of one entry replaced, or an entry added."""
    values = domain_values()
    if kind:
        named = values.setdefault(kind, {})
        named[name] = named.get(name, {}) | fields
    return make_catalogue(values)


def html(catalogue: Catalogue, path: str) -> str:
    """One page as it is written."""
    return Site(catalogue, make_shells(), "https://yunyu.example/").render(path).decode()


def notice(**more: object) -> dict[str, object]:
    """An urgent notice that holds today."""
    least: dict[str, object] = {
        "title": "海堤封闭",
        "level": "紧急",
        "body": "不要上堤",
        "issuer": "o1",
        "issued_on": "2026-11-19",
        "expires_on": "2026-11-25",
    }
    return least | more


# ---- matters


def test_the_list_has_two_levels_and_tells_everything_that_must_be_public() -> None:
    (group,) = view_matters(make()).groups
    assert (group.title, group.count, [part.title for part in group.parts]) == ("走访关爱", 1, ["老人"])
    (row,) = group.parts[0].rows
    assert (row.verbs, row.owner, row.deadline) == (("走访",), "基本履职", "3个工作日")
    assert row.department
    assert (row.department.text, row.admitted) == ("民政局", "2026年1月10日")
    page = html(make(), "matters/index.html")
    for text in (
        "老人走访",
        "走访",
        "基本履职",
        "民政局",
        "3个工作日",
        "《老年人权益保障法》",
        "2026年1月10日准入",
    ):
        assert text in page


@pytest.mark.parametrize(
    ("fields", "listed", "badge"),
    [
        ({}, True, "在清单上"),
        ({"temporary": "true", "temporary_until": "2026-11-20"}, True, "临时，到2026年11月20日为止"),
        ({"temporary": "true", "temporary_until": "2026-11-19"}, False, "临时事项，2026年11月19日已到期"),
        ({"withdrawn_on": "2026-11-20"}, False, "2026年11月20日已取消"),
        ({"withdrawn_on": "2026-11-21"}, True, "做到2026年11月21日前一天"),
        ({"owner": "上级收回", "withdrawn_on": "2026-03-01"}, False, "2026年3月1日已收回"),
        ({"admitted_on": "2026-12-01", "published_on": "2026-11-18"}, True, "2026年12月1日起施行"),
    ],
)
def test_a_matter_is_on_the_list_from_publication_to_its_end(
    fields: dict[str, object], *, listed: bool, badge: str
) -> None:
    catalogue = make("matter", "m1", **fields)
    assert bool(view_matters(catalogue).total) is listed
    assert view_matter(catalogue, "m1").badge.text == badge


def test_an_ended_matter_keeps_its_page_and_its_history() -> None:
    catalogue = make("matter", "m1", temporary="true", temporary_until="2026-11-19")
    assert "这件事已经不在清单上" in html(catalogue, "matters/m1.html")
    texts = [one.what for group in view_matters(catalogue).changes for one in group.changes]
    assert texts == ["临时事项到期，退出清单", "临时列入清单，到2026年11月19日为止"]


def test_a_matter_that_is_not_published_yet_is_nowhere() -> None:
    catalogue = make("matter", "m1", admitted_on="2026-12-20", published_on="2026-12-01")
    assert view_matters(catalogue).total == 0
    assert "matters/m1.html" not in Site(catalogue, make_shells(), "").pages
    assert "老人走访" not in b"".join(one.data for one in render_site(catalogue, make_shells(), "")).decode()


def test_history_says_how_long_before_its_effect_a_change_was_published() -> None:
    changes = [{"published_on": "2026-11-10", "effective_on": "2026-12-01", "what": "改成一天"}]
    first, second = view_matters(make("matter", "m1", changes=changes)).changes
    assert (first.coming, first.ahead, first.changes[0].what) == (True, 21, "改成一天")
    assert (second.coming, second.ahead, second.changes[0].what) == (False, 21, "列入清单")


def test_a_matter_names_the_services_and_plans_that_use_it() -> None:
    view = view_matter(make(), "m1")
    assert [(use.link.url, use.what) for use in view.services] == [("services/s1.html", ("上门问",))]
    assert [(use.link.url, use.what) for use in view.plans] == [("plans/t1.html", ("逐户通知",))]


def test_verbs_stand_in_the_statutes_order_with_what_is_not_done() -> None:
    values = domain_values()
    values["matter"]["m2"] = matter(name="讲政策", verb="宣传、代办", cannot="不得收钱")
    view = view_can(make_catalogue(values))
    assert [one.verb for one in view.cans] == ["宣传", "走访", "代办"]
    assert [(one.text, len(one.matters)) for one in view.cannots] == [("不得收钱", 2)]


def test_the_boundary_keeps_what_departments_took_back() -> None:
    values = domain_values()
    values["matter"]["m2"] = matter(name="查酒驾", owner="上级收回", withdrawn_on="2026-03-01")
    values["matter"]["m3"] = matter(name="修楼灯", withdrawn_on="2026-03-01")
    found = {
        one.name: [each.link.text for each in one.matters]
        for one in view_boundary(make_catalogue(values)).owners
    }
    assert found == {"基本履职": ["老人走访"], "配合履职": [], "居民自治": [], "上级收回": ["查酒驾"]}


def test_an_information_item_says_who_sees_it_and_in_which_matter_it_is_asked() -> None:
    (item,) = view_information(make()).items
    assert [link.text for link in item.reused_by] == ["民政局"]
    assert [link.url for link in item.matters] == ["matters/m1.html"]
    assert f'id="{item.id}"' in html(make(), "matters/information.html")
    assert f"matters/information.html#{item.id}" in html(make(), "matters/m1.html")


# ---- plans


def test_residents_come_first_on_the_page_of_a_plan() -> None:
    page = html(make(), "plans/t1.html")
    headings = re.findall(r"<h2[^>]*>(.*?)</h2>", page)
    assert headings[0] == "您怎么做"
    assert page.index("24 小时电话") < page.index("您怎么做")
    assert 'href="tel:09885550125"' in page


def test_levels_with_the_same_steps_share_a_cell_and_none_is_lost() -> None:
    (phase,) = [one for one in view_plan_duties(make(), "t1").phases if one.name == "监测预警"]
    assert [(cell.title, len(cell.steps)) for cell in phase.cells] == [("Ⅱ级响应", 2), ("Ⅲ级、Ⅳ级响应", 1)]
    assert [count for count, _ in phase.counts] == [2, 1, 1]
    page = html(make(), "plans/t1_duties.html")
    for _, cell in phase.counts:
        assert f'href="#{cell}"' in page
        assert f'id="{cell}"' in page


def test_an_empty_cell_of_the_matrix_says_so() -> None:
    phases = {one.name: one for one in view_plan_duties(make(), "t1").phases}
    assert phases["恢复重建"].counts == ((0, ""), (0, ""), (0, ""))
    assert "这个阶段没有写步骤" in html(make(), "plans/t1_duties.html")


def test_each_party_has_a_card_with_its_part_and_number() -> None:
    view = view_plan_duties(make(), "t1")
    (worker,) = view.roles
    assert (worker.name, worker.count) == ("专职网格员", 1)
    assert [task.part for task in worker.phases[0].tasks] == ["具体去做", "要知道"]
    department = {one.name: one for one in view.organizations}["民政局"]
    assert department.phone
    assert department.phone.text == "0988-5550400"
    assert [task.levels for task in department.phases[0].tasks] == ["各级响应", "Ⅱ级响应"]


def test_a_step_leads_to_the_matter_and_an_organisation_to_its_card() -> None:
    page = html(make(), "plans/t1_duties.html")
    assert 'href="../matters/m1.html"' in page
    (link,) = view_organization(make(), "o2").plans
    assert link.url == "plans/t1_duties.html#party-o2"
    assert 'id="party-o2"' in page


def test_a_warning_colour_is_also_told_in_words() -> None:
    first, second = view_plan(make(), "t1").warnings
    assert (first.name, first.level, first.tone) == ("红色预警", "Ⅰ级", "red")
    assert second.name == "蓝色预警"
    social = make("plan", "t1", incident_class="社会安全", warnings=[{"level": "Ⅰ", "when": "很重"}])
    (only,) = view_plan(social, "t1").warnings
    assert (only.name, only.tone) == ("Ⅰ级预警", "")


@pytest.mark.parametrize(("until", "shown"), [("2026-11-20", True), ("2026-11-19", False)])
def test_an_expired_restriction_is_gone_and_a_living_one_names_instrument_issuer_and_end(
    until: str, *, shown: bool
) -> None:
    restriction = {"what": "海堤禁行", "instrument": "云政通〔2026〕9 号", "issuer": "o1", "until": until}
    catalogue = make("plan", "t1", restrictions=[restriction])
    for path in ("plans/t1.html", "plans/index.html"):
        page = html(catalogue, path)
        assert all((text in page) is shown for text in ("海堤禁行", "云政通〔2026〕9 号"))
    assert bool(current_restrictions(catalogue)) is shown


def test_a_plan_of_tomorrow_is_not_shown_today() -> None:
    catalogue = make("plan", "t1", issued_on="2026-11-21")
    assert view_plans(catalogue).plans == ()
    assert view_matter(catalogue, "m1").plans == ()
    assert view_organization(catalogue, "o2").plans == ()


# ---- grids, teams, charters


def test_a_team_shows_published_people_only_with_its_leader_first() -> None:
    view = view_team(make(), "t1")
    assert [(one.name, one.role) for one in view.people] == [("王海英", "组长，网格长")]
    assert "不公开的人" not in html(make(), "teams/t1.html")


def test_a_grid_shows_night_phone_function_and_teams() -> None:
    view = view_grid(make(), "g1")
    assert view.night
    assert (view.night.label, view.night.phone.text) == ("夜里找谁", "0988-5550211")
    assert "专职网格员 1 人" in view.explained.staff
    assert [one.title for one in view.teams] == ["老街组团"]
    assert view_night(make_catalogue(), make_catalogue().grids["g1"]) is None


def test_channels_say_which_need_no_phone_and_name_only_published_owners() -> None:
    channels = [
        {"kind": "微信群", "name": "群", "owner": "p2", "rules": "不发广告"},
        {"kind": "意见箱", "name": "箱", "owner": "p1"},
    ]
    catalogue = make("grid", "g1", channels=channels)
    group, box = view_channels(catalogue, catalogue.grids["g1"].value)
    assert (group.phoneless, group.owner, group.rules) == (False, None, "不发广告")
    assert box.phoneless
    assert box.owner
    assert box.owner.text == "王海英"
    assert "不用手机" in html(catalogue, "grids/g1.html")


def test_a_grids_own_duties_take_the_place_of_the_profiles() -> None:
    shared = [
        {"duty": "宣传", "what": "摆摊", "how_often": "每周一次", "function": "重点"},
        {"duty": "宣传", "what": "喊喇叭", "function": "联络"},
    ]
    catalogue = make_catalogue(domain_values(), duties=shared)
    duties = view_duties(catalogue, catalogue.grids["g1"].value)
    assert [one.name for one in duties] == ["宣传", "收集民意", "予以帮助"]
    assert duties[0].lines == (("摆摊", "每周一次"),)
    values = domain_values()
    values["grid"]["g1"]["duties"] = [{"duty": "宣传", "what": "上船讲"}]
    own = make_catalogue(values, duties=shared)
    assert view_duties(own, own.grids["g1"].value)[0].lines == (("上船讲", ""),)
    assert view_function(catalogue, "重点") is view_function(catalogue, "重点")


def test_a_charter_has_four_heads_and_its_community_leads_to_it() -> None:
    page = html(make(), "charters/c1.html")
    assert re.findall(r"<h2>(自我..)</h2>", page) == ["自我教育", "自我管理", "自我服务", "自我发展"]
    assert 'href="../charters/c1.html"' in html(make(), "communities/c1.html")


# ---- urgent notices


def test_an_urgent_notice_stands_on_pages_of_its_area_only() -> None:
    catalogue = make("notice", "n2", **notice(area=["c1"]))
    shown = {
        name: [one.title for one in view_banner(catalogue, name, area).urgent]
        for name, area in _areas(catalogue)
    }
    assert shown == {"grid": ["海堤封闭"], "community": ["海堤封闭"], "other": [], "nowhere": []}
    assert "海堤封闭" not in html(catalogue, "communities/c2.html")
    assert 'class="gp-emergency"' in html(catalogue, "grids/g1.html")


def _areas(catalogue: Catalogue) -> list[tuple[str, frozenset[str] | None]]:
    return [
        ("grid", catalogue.area_of(catalogue.grids["g1"])),
        ("community", frozenset({"c1", "town", "city"})),
        ("other", frozenset({"c2", "town", "city"})),
        ("nowhere", None),
    ]


def test_home_names_the_place_of_an_urgent_notice_and_lists_only_some() -> None:
    values = domain_values()
    values["notice"] = {f"n{number}": notice(title=f"急事{number}", area=["c1"]) for number in range(5)}
    catalogue = make_catalogue(values)
    banner = view_banner(catalogue, "index.html", None)
    shown = [one for one in banner.elsewhere if one.shown.now]
    assert (len(banner.urgent), len(shown), banner.more) == (0, 3, True)
    page = html(catalogue, "index.html")
    assert "急事0（潮井社区）" in page
    assert "看全部紧急公告" in page
    assert "急事0" not in html(catalogue, "guide/a.html")


def test_a_page_names_two_urgent_notices_of_its_area_and_counts_the_rest() -> None:
    values = domain_values()
    values["notice"] = {f"n{number}": notice(title=f"急事{number}", area=["c1"]) for number in range(3)}
    catalogue = make_catalogue(values)
    banner = view_banner(catalogue, "grids/g1.html", catalogue.area_of(catalogue.grids["g1"]))
    assert (sum(one.shown.now for one in banner.urgent), banner.more) == (2, True)
    assert "看全部紧急公告" in html(catalogue, "grids/g1.html")


def test_a_city_wide_urgent_notice_is_everywhere_and_brief_on_pages_of_no_area() -> None:
    catalogue = make("notice", "n2", **notice())
    for path in ("index.html", "communities/c2.html", "grids/g1.html"):
        assert 'class="gp-emergency"' in html(catalogue, path)
    for path in ("guide/a.html", "404.html", "services/index.html"):
        assert 'class="gp-emergency gp-emergency--brief"' in html(catalogue, path)


def test_pages_of_no_area_name_one_city_wide_urgent_notice() -> None:
    values = domain_values()
    values["notice"] = {f"n{number}": notice(title=f"急事{number}") for number in range(2)}
    banner = view_banner(make_catalogue(values), "guide/a.html", None)
    assert (sum(one.shown.now for one in banner.urgent), banner.brief, banner.more) == (1, True, False)


def test_an_urgent_notice_does_not_announce_itself() -> None:
    page = html(make("notice", "n2", **notice(area=["c1"])), "notices/n2.html")
    assert "gp-emergency" not in page


def test_a_notice_tells_its_restriction_until_that_ends() -> None:
    restriction = {"what": "停航", "instrument": "云海〔2026〕3 号", "issuer": "o1", "until": "2026-11-22"}
    page = html(make("notice", "n2", **notice(restriction=restriction)), "notices/n2.html")
    for text in ("停航", "云海〔2026〕3 号", "民政局", "2026年11月22日"):
        assert text in page
    ended = make("notice", "n2", **notice(restriction=restriction | {"until": "2026-11-19"}))
    assert "停航" not in html(ended, "notices/n2.html")


# ---- feeds


def _feeds(catalogue: Catalogue, site_url: str = "https://yunyu.example/") -> dict[str, bytes]:
    return {one.path: one.data for one in render_feeds(catalogue, site_url)}


def parse(feed: bytes) -> ElementTree.Element:
    """A feed that was just made here."""
    return ElementTree.fromstring(feed)  # noqa: S314 - our own bytes


def test_city_communities_and_grids_have_feeds_with_the_notices_of_their_area() -> None:
    catalogue = make("notice", "n2", **notice(area=["c1"]))
    found = {
        path: [one["title"] for one in json.loads(data)["items"]]
        for path, data in _feeds(catalogue).items()
        if path.endswith(".json")
    }
    both = ["【紧急】海堤封闭", "停水"]
    assert found == {
        "feeds/city.json": both,
        "feeds/community-c1.json": both,
        "feeds/community-c2.json": ["停水"],
        "feeds/grid-g1.json": both,
    }


def test_an_atom_feed_is_well_formed_and_dated_by_its_notices() -> None:
    body = f"**注意**\x07 {NASTY} ]]>"
    catalogue = make("notice", "n2", **notice(title=NASTY, body=body, area=["c1"]))
    feed = parse(_feeds(catalogue)["feeds/grid-g1.xml"])
    assert feed.findtext(f"{ATOM}updated") == "2026-11-19T00:00:00+08:00"
    entry = feed.find(f"{ATOM}entry")
    assert entry is not None
    assert entry.findtext(f"{ATOM}title") == f"【紧急】{NASTY}"
    content = entry.findtext(f"{ATOM}content") or ""
    assert "<strong>注意</strong>" in content
    assert "<script" not in content
    links = {one.get("rel"): one.get("href") for one in entry.findall(f"{ATOM}link")}
    assert links == {"alternate": "https://yunyu.example/notices/n2.html"}


def test_feeds_keep_the_rules_of_rfc_4287() -> None:
    """Section 4.1: what a feed and each entry must have once, absolute addresses, dates of RFC 3339."""
    moment = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(Z|[+-]\d\d:\d\d)")
    for path, data in _feeds(make("notice", "n2", **notice(title=NASTY, area=["c1"]))).items():
        if not path.endswith(".xml"):
            continue
        feed = parse(data)
        entries = feed.findall(f"{ATOM}entry")
        for one in (feed, *entries):
            assert all(len(one.findall(ATOM + name)) == 1 for name in ("id", "title", "updated"))
            links = [(link.get("rel"), link.get("type")) for link in one.findall(f"{ATOM}link")]
            assert len(set(links)) == len(links)
            assert all((link.get("href") or "").startswith("https://") for link in one.findall(f"{ATOM}link"))
        assert feed.find(f"{ATOM}author/{ATOM}name") is not None
        assert f"https://yunyu.example/{path}" in {
            link.get("href") for link in feed.findall(f"{ATOM}link") if link.get("rel") == "self"
        }
        ids = [one.findtext(f"{ATOM}id") or "" for one in (feed, *entries)]
        assert len(set(ids)) == len(ids)
        assert all(one.startswith("urn:uuid:") for one in ids)
        for name in ("updated", "published"):
            assert all(moment.fullmatch(one.text or "") for one in feed.iter(ATOM + name))
        for one in feed.iter(f"{ATOM}category"):
            assert one.get("term")
        assert {one.get("type") for one in feed.iter(f"{ATOM}content")} <= {"html"}
        known = "feed title id updated author name link entry published category content"
        assert {one.tag.removeprefix(ATOM) for one in feed.iter()} <= set(known.split())


def test_a_feed_does_not_change_with_the_day_and_its_identities_not_with_the_address() -> None:
    one, other = make(), make()
    assert _feeds(one) == _feeds(other)
    here = parse(_feeds(one)["feeds/city.xml"])
    there = parse(_feeds(one, "")["feeds/city.xml"])
    assert [each.text for each in here.iter(f"{ATOM}id")] == [each.text for each in there.iter(f"{ATOM}id")]


def test_a_feed_keeps_its_date_when_its_last_notice_ends() -> None:
    catalogue = make("notice", "n1", expires_on="2026-11-19")
    city = next(iter(list_feeds(catalogue, FEED_SOURCES)))
    assert city.items == ()
    assert str(city.updated_on) == "2026-11-01"
    values = domain_values()
    values["notice"] = {}
    empty = _feeds(make_catalogue(values))["feeds/city.xml"]
    assert b"<updated>1970-01-01T00:00:00+08:00</updated>" in empty


def test_pages_name_the_feeds_of_their_area() -> None:
    catalogue = make()
    feeds = _feeds(catalogue)
    for path, feed in (
        ("index.html", "feeds/city"),
        ("notices/index.html", "feeds/city"),
        ("grids/g1.html", "feeds/grid-g1"),
        ("communities/c1.html", "feeds/community-c1"),
    ):
        page = html(catalogue, path)
        for ending in ("xml", "json"):
            assert re.search(rf'<link rel="alternate"[^>]*href="(\.\./)?{feed}\.{ending}"', page)
            assert f"{feed}.{ending}" in feeds


# ---- all of them


def test_what_editors_type_stays_text_on_all_pages() -> None:
    values = domain_values()
    values["matter"]["m1"] |= {"name": NASTY, "cannot": NASTY, "legal_basis": [NASTY], "summary": NASTY}
    values["matter_category"]["top"]["name"] = NASTY
    values["information_item"]["i1"] |= {"name": NASTY, "content": NASTY, "source": NASTY, "retention": NASTY}
    values["plan"]["t1"] |= {"incident": NASTY, "residents": [NASTY], "name": NASTY}
    values["team"]["t1"] |= {"name": NASTY, "duties": [NASTY]}
    values["charter"]["c1"] |= {"name": NASTY, "manage": [NASTY], "deliberation": [NASTY]}
    values["grid"]["g1"]["channels"] = [{"kind": "微信群", "name": NASTY, "rules": NASTY, "join": NASTY}]
    values["notice"]["n2"] = notice(
        title=NASTY, area=["c1"], restriction={"what": NASTY, "instrument": NASTY}
    )
    for one in render_site(make_catalogue(values), make_shells(), "https://yunyu.example/"):
        if one.path.endswith(".html"):  # a calendar is plain text
            assert b"<script>alert" not in one.data, one.path


def test_all_kinds_of_pages_exist_without_any_entry() -> None:
    pages = {one.path: one.data.decode() for one in render_site(make_catalogue(), make_shells(), "")}
    for path in ("matters/index.html", "matters/can.html", "matters/information.html", "plans/index.html"):
        assert "gp-empty" in pages[path]
    assert {"teams/index.html", "charters/index.html", "matters/boundary.html"} <= pages.keys()


def test_each_of_these_kinds_can_be_found() -> None:
    found = {(one.kind, one.title): one.url for one in search_documents(make(), {})}
    assert found["plan", "台风"] == "plans/t1.html"
    assert found["matter", "老人走访"] == "matters/m1.html"
    assert found["team", "老街组团"] == "teams/t1.html"
    assert found["charter", "潮井公约"] == "charters/c1.html"
