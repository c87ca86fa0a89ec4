"""Positions as they may be written, their systems, and where they stand on a printed map."""

from math import cos, hypot, radians

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import TypeAdapter, ValidationError
from sample_site import change, make_catalogue
from test_maps import WIDE, box, ground, print_map, two_grids

from generator.model.position import Position, parse_position, to_gcj02, to_wgs84
from generator.views.prints import map as printed_map
from generator.views.prints.marks import GROUND, SERVICE, SHELTER, Room, Wanted, place_marks

METRES = 111_320
POSITION = TypeAdapter(Position)
SOMEWHERE = st.tuples(st.floats(74, 135), st.floats(4, 53))
"""Degrees in China."""


def metres(one, other):
    return hypot((one[0] - other[0]) * cos(radians(one[1])), one[1] - other[1]) * METRES


@given(SOMEWHERE)
def test_what_is_turned_into_the_other_system_and_back_is_where_it_was(degrees):
    """To a tenth of a millimetre; the systems are 50 to 1,500 m apart."""
    shifted = to_gcj02(degrees)
    assert metres(to_wgs84(shifted), degrees) < 1e-4
    assert 50 < metres(shifted, degrees) < 1500


def test_a_known_place_in_both_systems():
    """The pair that implementations are tested with."""
    shifted = to_gcj02((121.5272106, 31.1774276))
    assert metres(shifted, (121.531541859215, 31.17530398364597)) < 0.5


@pytest.mark.parametrize("text", ["122.47,29.93 WGS-84", "122.47,29.93 GCJ-02", "122,29.9 GCJ-02"])
def test_a_position_in_the_plain_form_is_taken(text):
    assert POSITION.validate_python(text) == text
    assert parse_position(text).system in text


@pytest.mark.parametrize(
    "text",
    ["122.47，29.93 gcj02", "(122.47, 29.93) GCJ 02", "122.47 29.93 GCJ-02", "122.47;29.93 GCJ-02"],
)
def test_other_forms_with_one_meaning_are_respelled(text):
    with pytest.raises(ValidationError) as caught:
        POSITION.validate_python(text)
    assert caught.value.errors()[0]["ctx"] == {"plain": "122.47,29.93 GCJ-02"}


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("122.47,29.93", "没有写坐标系"),
        ("122.47,29.93 BD-09", "坐标系不是 WGS-84，也不是 GCJ-02"),
        ("29.93,122.47 WGS-84", "经度和纬度写反了"),
        ("12.47,29.93 WGS-84", "不在中国的经纬度范围内"),
        ("北门", "不是坐标"),
        ("122.47 WGS-84", "不是坐标"),
    ],
)
def test_what_cannot_be_a_position_is_refused_with_its_cause(text, said):
    with pytest.raises(ValidationError) as caught:
        POSITION.validate_python(text)
    assert caught.value.errors()[0]["ctx"]["problem"][0] == said


def covered(*positions: str) -> list[dict[str, str]]:
    return [{"name": f"{at}号", "kind": "楼栋", "position": one} for at, one in enumerate(positions, 1)]


def test_both_systems_come_to_one_spot_on_the_map():
    values = two_grids(*WIDE)
    there = "{:.7f},{:.7f}".format(*to_gcj02((122.2, 30)))
    values["grid"]["g2"]["covers"] = covered("122.2,30 WGS-84", f"{there} GCJ-02")
    one, other = print_map(values).marks
    assert one.spot == pytest.approx(other.spot, abs=0.01)
    assert one.spot == pytest.approx((77.33, 22.32), abs=0.05)
    assert one.label != other.label


def test_places_are_told_with_their_direction_and_those_off_the_map_are_left_out():
    values = two_grids(*WIDE)
    values["grid"]["g2"]["covers"] = covered("122.29,30 WGS-84", "122.11,30 WGS-84", "123,30 WGS-84")
    values["division"]["c1"]["shelters"] = [{"name": "小学", "position": "122.01,29.96 WGS-84"}]
    drawn = print_map(values)
    told = [(one.name, one.kind, one.direction) for one in drawn.marks]
    assert told == [("1号", GROUND, "东面"), ("2号", GROUND, "西面"), ("小学", SHELTER, "西面")]
    assert "地方有：1号（本网格的地方，东面）、2号（本网格的地方，西面）、小学（避灾点，西面）。" in drawn.alt


def test_an_organisation_is_drawn_for_its_district_and_one_of_the_whole_city_for_every_grid():
    values = two_grids(*WIDE)
    values["division"]["c2"] = values["division"]["c1"] | {"code": "330902002002", "name": "星罗社区"}
    office = {"kind": "政府部门", "sector": "政府", "position": "122.2,30 WGS-84"}
    for name, division in (("own", "c1"), ("city", "city"), ("elsewhere", "c2")):
        values["organization"][name] = office | {"name": name, "division": division}
    values["division"]["town"]["position"] = "122.3,30 WGS-84"
    drawn = [("澜港街道（办公）", SERVICE), ("city", SERVICE), ("own", SERVICE)]
    assert [(one.name, one.kind) for one in print_map(values).marks] == drawn


def test_places_of_an_island_and_of_a_ground_with_a_hole_lie_within_their_rings():
    """The number stands on the larger part; a place on the smaller island is drawn there."""
    values = two_grids(*WIDE)
    parts = box(122.1, 29.95, 122.2, 30.05), box(122.28, 30.04, 122.3, 30.05)
    values["grid"]["g2"]["boundary"] = ground(*parts)
    values["grid"]["g2"]["covers"] = covered("122.29,30.045 WGS-84")
    (mark,) = print_map(values).marks
    island = print_map(values).grids[1].rings[1]
    assert min(x for x, _ in island) < mark.spot[0] < max(x for x, _ in island)
    assert min(y for _, y in island) < mark.spot[1] < max(y for _, y in island)


def test_without_any_boundary_there_is_no_frame():
    values = change("grid", "g1", boundary=None, covers=covered("122.2,30 WGS-84"))
    catalogue = make_catalogue(values)
    assert printed_map.view_map(catalogue, catalogue.grids["g1"]) is None


@pytest.mark.parametrize("spread", [0.0, 0.1, 1.0])
def test_sixty_buildings_leave_no_name_over_another(spread):
    """On one spot, close together or all over; forty are drawn, and who finds no room is in the legend."""
    wanted = [
        Wanted(f"望海新村{at}幢", GROUND, f"{122 + at % 8 * spread},{30 + at // 8 * spread} WGS-84")
        for at in range(60)
    ]
    room = Room(116, 112, (58, 56), ((58, 56),))
    marks = place_marks(wanted, lambda spot: ((spot[0] - 122) * 13 + 9, (spot[1] - 30) * 13 + 9), room)
    assert len(marks) == 40
    named = room.taken[1 + len(marks) :]
    assert len(named) == sum(one.label is not None for one in marks) > 0
    for at, (left, top, right, bottom) in enumerate(named):
        assert left >= 0
        assert top >= 0
        assert right <= 116
        assert bottom <= 112
        for other in room.taken[: 1 + len(marks) + at]:
            assert left >= other[2] or right <= other[0] or top >= other[3] or bottom <= other[1]
