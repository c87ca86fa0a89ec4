"""How a resident finds the own grid: by an estate, a building or a house number, and whom to ring."""

import json
import re
from typing import Any

import pytest
from sample_site import COMMUNITY, Values, change, make_catalogue

from generator.outputs.my_grid import render_my_grids
from generator.views.contact import calls_of_grid
from generator.views.projections import Findable, SearchDocument
from generator.views.publications import grid
from generator.views.ways_to_grid import FEW_GRIDS, view_ways, ways_pages


def documents(values: Values, **profile: object) -> list[SearchDocument]:
    """What search knows of the grids of a site."""
    search = grid.PUBLICATION.search
    assert isinstance(search, Findable)
    return list(search.documents(make_catalogue(values, **profile)))


def place(name: str, **fields: object) -> SearchDocument:
    """What search knows of one place of a grid."""
    covers = [{"name": name, "kind": "小区", **fields}]
    return next(one for one in documents(change("grid", "g1", covers=covers)) if one.kind == "place")


@pytest.mark.parametrize(
    ("name", "numbers"),
    [
        ("望海新村", ""),
        ("望海新村 9-11 幢", "9幢 10幢 11幢"),
        ("望海新村9号楼至11号楼", "9号楼 10号楼 11号楼"),
        ("望海新村 １＃－３＃楼", "1幢 2幢 3幢"),
        ("望海新村 1、3-4、7幢", "1幢 3幢 4幢 7幢"),
        ("望海新村 5幢、7幢", "5幢 7幢"),
        ("天后街 60-64 号", "60号 61号 62号 63号 64号"),
        ("天后街 60-64 号（单号）", "61号 63号"),
        ("天后街 60-64 双号", "60号 62号 64号"),
        ("天后街 1-3 号（单号双号都在内）", "1号 2号 3号"),
        ("井头弄 2弄 1~2号", "2弄 1号 2号"),
        ("帆张网组（12 艘）", ""),
    ],
)
def test_each_house_number_that_a_place_names_is_found(name: str, numbers: str) -> None:
    assert place(name).text == numbers


def test_a_number_stands_in_an_alias_or_an_address_as_well() -> None:
    assert place("老宿舍", aliases=["海员 3 幢"], address="港前路 7 号").text == "港前路 7 号。3幢 7号"


def test_a_range_without_end_adds_no_more_than_a_thousand_numbers() -> None:
    assert len(place("长街 1-9999 号").text.split()) == 1000
    assert len(place("长街 1-1000 号").text.split()) == 1000


def test_a_place_leads_to_the_top_of_its_grid_and_says_which_of_two_of_the_same_name_it_is() -> None:
    found = place("望海新村")
    assert found.url == "grids/g1.html"
    catalogue = make_catalogue(change("grid", "g1"))
    above = [one.value for one in catalogue.lineage("c1") if one.value.level in {"乡镇街道", "县区"}]
    assert above
    for one in above:
        assert one.name in found.note


def test_a_place_brings_the_numbers_for_day_and_night() -> None:
    """The worker's, else the community's, else the hotline's; at night whoever answers, else the hotline."""
    hotline = make_catalogue(change("grid", "g1")).profile.hotline
    nobody = make_catalogue(change("person", "p1", duty_phone=None))
    assert [one.phone.numbers[0].text for one in calls_of_grid(nobody, "g1")] == [hotline.phone] * 2
    values = change("grid", "g1", night_phone="0580-5550199")
    values["division"]["c1"]["phone"] = "0580-5550111"
    assert [one.phone.numbers[0].text for one in calls_of_grid(make_catalogue(values), "g1")] == [
        "0580-5550111",
        "0580-5550199",
    ]


def told(values: Values, name: str) -> Any:
    """What the site tells the browser that has kept the grid `name`; None when it has no such file."""
    for one in render_my_grids(make_catalogue(values)):
        if one.path == f"mine/{name}.js":
            found = re.fullmatch(rf'gridpressMine\.take\("{name}",(.*)\);\n', one.data.decode())
            assert found
            return json.loads(found[1])
    return None


def test_the_file_of_a_grid_brings_two_numbers_and_the_notices_for_it() -> None:
    values = change("grid", "g1", night_phone="0580-5550199")
    values["person"]["p1"]["duty_phone"] = "0580-5550101"
    elsewhere = {"code": f"{COMMUNITY}009", "name": "远网格", "kind": "综合", "community": "c1"}
    values["grid"]["g9"] = elsewhere
    values["notice"]["n2"] = values["notice"]["n1"] | {"title": "别处停水", "area": ["g9"]}
    assert told(values, "g1") == {
        "name": "第一网格",
        "path": "grids/g1.html",
        "places": "",
        "community": "c1",
        "calls": [
            ["找网格长 王海英", "", "0580-5550101", "tel:05805550101", "", ""],
            ["夜里找谁", "24 小时有人接", "0580-5550199", "tel:05805550199", "", ""],
        ],
        "notices": [["停水", "notices/n1.html", "到12月1日为止", "", "2026-12-01"]],
    }


def test_a_worker_whose_role_ends_gives_way_to_the_office_on_the_day_after() -> None:
    values = change("person", "p1", duty_phone="0580-5550101")
    values["person"]["p1"]["roles"] = [{"grid": "g1", "role": "网格长", "until": "2026-11-30"}]
    values["division"]["c1"]["phone"] = "0580-5550111"
    days = [(label, first, last) for label, _, _, _, first, last in told(values, "g1")["calls"]]
    assert days[:2] == [("找网格长 王海英", "", "2026-11-30"), ("找潮井社区", "2026-12-01", "")]


def test_a_former_id_leads_to_the_id_of_today() -> None:
    values = change("grid", "g1", former_ids=["g0"])
    assert told(values, "g0") == {"now": "g1"}
    assert told(values, "g2") is None


def test_a_grid_that_was_merged_names_what_took_its_place() -> None:
    values = change("grid", "g1", replaces=["old"], valid_from="2026-01-01")
    values["grid"]["old"] = {
        "name": "原网格",
        "code": f"{COMMUNITY}008",
        "kind": "综合",
        "community": "c1",
        "valid_until": "2025-12-31",
    }
    assert told(values, "old") == {
        "name": "原网格",
        "successors": [["第一网格", "grids/g1.html"]],
        "lineage": "lineage/index.html",
    }


def communities(*sizes: tuple[str, int]) -> Values:
    """Communities by name with so many grids each."""
    values = change("division", "c1", name=sizes[0][0])
    values["grid"].clear()
    values["person"].clear()
    for at, (name, number) in enumerate(sizes):
        code = f"33090200{at + 2:04}"
        values["division"][f"c{at + 1}"] = {"code": code, "name": name, "level": "社区", "parent": "town"}
        for one in range(number):
            values["grid"][f"g{at}-{one}"] = {
                "name": f"{name}{one}",
                "code": f"{code}{one:03}",
                "kind": "综合",
                "community": f"c{at + 1}",
            }
    return values


def test_the_list_of_grids_goes_by_the_pinyin_of_communities_with_a_letter_for_each() -> None:
    view = view_ways(make_catalogue(communities(("渔港社区", 1), ("安澜社区", 2), ("盐湾社区", 1))), 1)
    assert [one.community.text for one in view.communities] == ["安澜社区", "盐湾社区", "渔港社区"]
    assert [one.letter for one in view.communities] == ["A", "Y", ""]
    assert [(one.text, one.url) for one in view.letters] == [("A", "#letter-A"), ("Y", "#letter-Y")]
    assert [len(one.rows) for one in view.communities] == [2, 1, 1]
    assert [one.phone.numbers[0].text for one in view.communities[0].rows[0].calls] == ["12345"]


def test_a_long_list_of_grids_goes_on_over_pages_and_letters_lead_there() -> None:
    whole = communities(("安澜社区", FEW_GRIDS - 1), ("北门社区", 1))
    assert len(ways_pages(make_catalogue(whole))) == 1
    catalogue = make_catalogue(communities(("安澜社区", FEW_GRIDS), ("北门社区", 1)))
    first, second = (view_ways(catalogue, number) for number in (1, 2))
    assert [one.community.text for one in second.communities] == ["北门社区"]
    assert [one.url for one in first.letters] == ["#letter-A", "grids/index_2.html#letter-B"]
    assert [one.url for one in second.letters] == ["grids/index.html#letter-A", "#letter-B"]


def test_a_city_without_grids_says_so() -> None:
    values = change("grid", "g1")
    values["grid"].clear()
    values["person"].clear()
    view = view_ways(make_catalogue(values), 1)
    assert (view.total, view.communities, view.letters) == (0, (), ())
