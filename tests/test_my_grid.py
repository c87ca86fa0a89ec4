"""How a resident finds the own grid: by an estate, a building or a house number, and whom to ring."""

import pytest
from sample_site import Values, change, make_catalogue

from generator.views.contact import calls_of_grid
from generator.views.projections import Findable, SearchDocument
from generator.views.publications import grid


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
