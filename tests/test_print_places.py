"""A handbook prints the places, offices and shelters of its own grid, not those of other districts."""

import re
from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from typing import Any

import pytest
from conftest import ROOT
from sample_site import PLAN, Values, make_catalogue, minimal_service

from generator.catalogue import Catalogue
from generator.facts.places import answering_office, districts_of, keep_sentences, serving_places
from generator.model.service import Location
from generator.reading.loading import load_catalogue
from generator.views.prints.handbook import HandbookView, view_handbook

COUNTIES = {"a": "东山县", "b": "西河区"}
TOWNS = {"1": "城关镇", "2": "望海街道"}
COMMUNITIES = {"p": "和平社区", "q": "柳树村"}
EXCEPTIONS = {
    ("ServiceCard", "provider"): "who offers it is said whoever it is",
    ("ServiceCard", "assured"): "so is who answers for the words",
    ("ServiceCard", "eligibility"): "says all for whom it is, the grid among them",
    ("ServiceCard", "summary"): "the entry's own words",
    ("Spot", "name"): "a service without a place nearer says where it is all the same",
    ("Spot", "lines"): "the same",
    ("Block", "items"): "prose is printed as it was written: notices tell of boats to other islands",
    ("Run", "text"): "the same",
    ("Bulletin", "title"): "the same",
    ("Bulletin", "issuer"): "who issued it is said whoever it is",
    ("Squad", "organizations"): "a team comes from where it comes",
    ("Partner", "name"): "an organisation that its entry links to the grid",
    ("Partner", "address"): "the same",
    ("Ground", "aliases"): "the grid's own ground, whatever it is called",
    ("PrintedItem", "reused"): "residents may know everybody who uses what they answered",
}
"""Where other districts may be named in print, each with its reason."""


@pytest.fixture(scope="module")
def demo() -> Catalogue:
    catalogue = load_catalogue(ROOT).catalogue
    assert catalogue is not None
    return catalogue


def _city() -> Values:
    """Two counties whose towns and communities have the same names, and a grid in each community."""
    divisions: dict[str, dict[str, Any]] = {"city": {"code": "990900000000", "name": "云屿市", "level": "市"}}
    grids, offices, places = {}, {}, []
    for county, county_name in COUNTIES.items():
        divisions[county] = {
            "code": f"99090{ord(county) % 9}000000",
            "name": county_name,
            "level": "县区",
            "parent": "city",
        }
        offices[f"yj-{county}"] = {
            "name": f"{county_name}应急管理局",
            "kind": "政府部门",
            "sector": "政府",
            "division": county,
            "phone": f"0988-555001{ord(county) % 9}",
        }
        places.append(
            {"name": f"{county_name}政务服务中心", "address": f"云屿市{county_name}望海街道望海路1号"}
        )
        for town, town_name in TOWNS.items():
            town_id = county + town
            divisions[town_id] = {
                "code": f"99090{ord(county) % 9}{town}00000",
                "name": town_name,
                "level": "乡镇街道",
                "parent": county,
            }
            places.append({"name": "卫生院", "address": f"{county_name}{town_name}1号"})
            for number, (community, name) in enumerate(COMMUNITIES.items(), 1):
                home = town_id + community
                code = f"99090{ord(county) % 9}{town}0000{number}"
                shelters = [{"name": f"{county_name}{town_name}{name}小学"}]
                divisions[home] = {
                    "code": code,
                    "name": name,
                    "level": "社区",
                    "parent": town_id,
                    "shelters": shelters,
                }
                grids[f"g-{home}"] = {
                    "name": "第一网格",
                    "code": f"{code}001",
                    "kind": "综合",
                    "community": home,
                }
    plan = PLAN | {"steps": [PLAN["steps"][0] | {"accountable": [{"organization": "yj-a"}]}]}  # type: ignore[index]
    least = {
        "verb": "报告",
        "owner": "配合履职",
        "summary": "报",
        "category": "m",
        "admitted_on": "2026-01-01",
    }
    return {
        "division": divisions,
        "grid": grids,
        "person": {},
        "organization": offices | {"o1": {"name": "民政局", "kind": "政府部门", "sector": "政府"}},
        "service": {
            "s1": minimal_service(locations=places),
            "s2": minimal_service(
                alert="西河区和平社区月底停办。",
                channels=[
                    {"kind": "上门", "phone": "0988-5550031", "note": "东山县每月一次"},
                    {"kind": "电话", "phone": "0988-5550032", "note": "西河区打这个；周末也有人接"},
                ],
            ),
        },
        "plan": {"t1": plan},
        "matter_category": {"m": {"name": "安全"}},
        "matter": {"m1": least | {"name": "隐患", "department": "yj-b"}},
        "audience": {"a1": {"name": "老年人"}},
        "category": {"k1": {"name": "养老"}},
    }  # fmt: skip


@pytest.fixture(scope="module")
def city() -> Catalogue:
    return make_catalogue(_city())


def _texts(value: object, owner: str = "", field: str = "") -> Iterator[tuple[str, str, str]]:
    """Every text of a view with the class and field that hold it."""
    if isinstance(value, str):
        yield owner, field, value
    elif isinstance(value, tuple):
        for one in value:
            yield from _texts(one, owner, field)
    elif is_dataclass(value):
        for one in fields(value):
            yield from _texts(getattr(value, one.name), type(value).__name__, one.name)


def _names(catalogue: Catalogue, grid_id: str) -> tuple[set[str], set[str]]:
    """Names of the districts below the city that a grid lies in, and of all others, short ones with them."""
    around = {one.id for one in catalogue.lineage(catalogue.grids[grid_id].value.community)}
    below = [one for one in catalogue.divisions.values() if one.id != catalogue.profile.city]
    own = {one.value.name for one in below if one.id in around}
    others = {one.value.name for one in below} - own
    short = {re.sub("社区$|街道$|[村镇乡县区]$", "", one) for one in others}
    short -= {one for one in short if any(one in name for name in own)}
    return own, others | {rf"{one}(?!.?[路街巷])" for one in short if len(one) > 1}


def _elsewhere(catalogue: Catalogue, grid_id: str) -> Iterator[tuple[str, str, str]]:
    """Texts of a handbook that name another district, whatever `facts` think."""
    foreign = re.compile("|".join(sorted(_names(catalogue, grid_id)[1])))
    for owner, field, text in _texts(view_handbook(catalogue, grid_id)):
        if foreign.search(text):
            yield owner, field, text


@pytest.mark.parametrize("which", ["demo", "city"])
def test_no_line_names_another_district_without_a_reason(which: str, request: pytest.FixtureRequest) -> None:
    catalogue = request.getfixturevalue(which)
    for grid in catalogue.live_grids:
        found = {(owner, field): text for owner, field, text in _elsewhere(catalogue, grid.id)}
        assert {place: text for place, text in found.items() if place not in EXCEPTIONS} == {}, grid.id


@pytest.mark.parametrize("which", ["demo", "city"])
def test_a_place_of_another_district_never_stands_beside_one_of_the_own(
    which: str, request: pytest.FixtureRequest
) -> None:
    """What excepts a place is that the service has none nearer."""
    catalogue = request.getfixturevalue(which)
    for grid in catalogue.live_grids:
        own, _ = _names(catalogue, grid.id)
        cards = [one for group in view_handbook(catalogue, grid.id).menu for one in group.services]
        for card in cards:
            near = [any(name in f"{one.name}{one.lines}" for name in own) for one in card.spots]
            whole = [one for one in card.spots if not districts_of(catalogue, one.name, *one.lines[:1])]
            assert not any(near) or near.count(False) == len(whole), (grid.id, card.id)


def _spots(view: HandbookView, name: str) -> list[str]:
    (card,) = (one for group in view.menu for one in group.services if one.name == name)
    return [one.name for one in card.spots]


@pytest.mark.parametrize(
    ("grid", "service", "places"),
    [
        ("chaojing-1", "老人吃饭", ["常青长者食堂（潮井店）"]),
        ("baiou-1", "老人吃饭", ["常青长者食堂（星罗店）"]),
        ("yanwan-1", "老人吃饭", ["常青长者食堂（盐湾店）"]),
    ],
)
def test_the_nearest_canteen_is_printed(demo: Catalogue, grid: str, service: str, places: list[str]) -> None:
    assert _spots(view_handbook(demo, grid), service) == places


@pytest.mark.parametrize("home", ["a1p", "a2q", "b1q", "b2p"])
def test_districts_of_one_name_are_told_apart_by_what_is_above_them(city: Catalogue, home: str) -> None:
    view = view_handbook(city, f"g-{home}")
    county, town = COUNTIES[home[0]], TOWNS[home[1]]
    spots = [spot for group in view.menu for one in group.services for spot in one.spots]
    assert [(one.name, one.lines) for one in spots] == [
        (f"{county}政务服务中心", (f"云屿市{county}望海街道望海路1号",)),
        ("卫生院", (f"{county}{town}1号",)),
    ]


def test_a_card_has_the_shelter_and_the_lead_of_its_grid(city: Catalogue) -> None:
    """The plan names the bureau of one county: a grid of the other finds the same bureau of its own."""
    for home in ("a1p", "b2q"):
        (card,) = view_handbook(city, f"g-{home}").cards
        assert [one.name for one in card.leads] == [f"{COUNTIES[home[0]]}应急管理局"]
        names = COUNTIES[home[0]], TOWNS[home[1]], COMMUNITIES[home[2]]
        assert [one.name for one in card.refuges] == ["{}{}{}小学".format(*names)]


def test_a_matter_goes_to_the_bureau_of_the_county_or_to_nobody_by_name() -> None:
    values = _city()
    for home in ("a1p", "b1p"):
        ((matter,),) = (group.matters for group in view_handbook(make_catalogue(values), f"g-{home}").matters)
        assert matter.route == f"{COUNTIES[home[0]]}应急管理局"
    del values["organization"]["yj-a"]
    ((matter,),) = (group.matters for group in view_handbook(make_catalogue(values), "g-a1p").matters)
    assert matter.route == "当地管这件事的部门"


def test_reminders_and_ways_of_other_districts_are_left_out_but_no_number_is_lost(city: Catalogue) -> None:
    shown = {}
    for home in ("a1p", "b1p"):
        cards = [one for group in view_handbook(city, f"g-{home}").menu for one in group.services]
        (card,) = (one for one in cards if one.id == "s2")
        shown[home] = card.state, [(one.name, one.lines, one.phone) for one in card.channels], card.phone
    east = [("上门服务", ("东山县每月一次",), "0988-5550031"), ("打电话", ("周末也有人接",), "0988-5550032")]
    west = [("打电话", ("西河区打这个；周末也有人接",), "0988-5550032")]
    assert shown == {
        "a1p": ((), east, "0988-5550031"),
        "b1p": (("西河区和平社区月底停办。",), west, "0988-5550032"),
    }


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("云屿市望潮区澜港街道望海路56号", {"langang"}),
        ("望海社区警务站", {"wanghai"}),
        ("澜港街道、金螺镇、白鸥乡政府一楼", {"langang", "jinluo", "baiouxiang"}),
        ("东礁码头服务台", {"dongjiao"}),
        ("星罗店", {"xingluozhen"}),
        ("金螺岛每月 5 日", {"luotou"}),
        ("望海中路20号", set()),
        ("望海东边的码头", {"wanghai"}),
        ("云屿市残疾人联合会", set()),
        ("", set()),
    ],
)
def test_a_text_tells_the_lowest_districts_that_it_names(demo: Catalogue, text: str, found: set[str]) -> None:
    assert districts_of(demo, text) == found


@pytest.mark.parametrize(
    ("places", "kept"),
    [
        ([], []),
        (["东礁县大厅"], ["东礁县大厅"]),
        (["东礁县大厅", "各村窗口"], ["各村窗口"]),
        (["东礁县大厅", "金螺镇大厅"], ["金螺镇大厅"]),
        (["金螺镇大厅", "渔港社区窗口"], ["渔港社区窗口"]),
        (["金螺镇大厅", "望潮区大厅", "潮井社区窗口"], ["望潮区大厅", "潮井社区窗口"]),
        (["东礁县大厅", "白鸥乡大厅"], ["东礁县大厅", "白鸥乡大厅"]),
    ],
)
def test_places_of_the_community_and_around_it_come_before_the_nearest(
    demo: Catalogue, places: list[str], kept: list[str]
) -> None:
    """For 潮井社区 of 澜港街道, 望潮区; a service keeps one place at least."""
    found = serving_places(demo, [Location(name=one) for one in places], "chaojing")
    assert [one.name for one in found] == kept


def test_sentences_for_others_are_left_out_and_the_rest_stays_as_it_was(demo: Catalogue) -> None:
    text = "周一休息。白鸥店存放期延长到十天；潮井照常！"
    assert keep_sentences(demo, text, "chaojing") == "周一休息。潮井照常！"
    assert keep_sentences(demo, text, "baiou") == "周一休息。白鸥店存放期延长到十天"


def test_an_office_that_nobody_knows_answers_for_nobody(demo: Catalogue) -> None:
    assert answering_office(demo, "nobody", "chaojing") is None
