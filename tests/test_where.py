"""Where a device is: which grid holds a place, how far a border is, and what another datum makes of it."""

import itertools
import json
import math
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st
from sample_site import Values, change, make_catalogue

from generator.outputs.ground import UNITS, encode_rings, render_ground

HERE = Path(__file__).parent
SCRIPT = HERE.parent / "site_overrides" / "assets" / "find-grid.js"
Place = tuple[float, float]
SAMPLES = [  # WGS-84 and GCJ-02 of Shanghai, Shenzhen and Beijing, from the tests of googollee/eviltransform
    ((121.5272106, 31.1774276), (121.531541859215, 31.17530398364597)),
    ((113.912316, 22.543847), (113.9171764808363, 22.540796131694766)),
    ((116.377817, 39.911954), (116.38404722455657, 39.91334545536069)),
]
METRE = 1 / 111_320
"""Degrees of latitude."""
WECHAT = "Mozilla/5.0 (Linux; Android 14) AppleWebKit/537.36 Chrome/116 Mobile MicroMessenger/8.0.49"
SAFARI = "Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605.1.15 Safari/604.1"


def run_script(calls: list[tuple[Any, ...]]) -> list[Any]:
    """What functions of find-grid.js return under Node: each call is a name and its arguments."""
    node = shutil.which("node")
    assert node, "Node.js 20 runs the page's script in this test"
    done = subprocess.run(  # noqa: S603 - our own script
        [node, str(HERE / "where" / "run_where.js")],
        input=json.dumps({"script": str(SCRIPT), "calls": calls}),
        capture_output=True,
        text=True,
        check=True,
    )
    told: list[Any] = json.loads(done.stdout)
    return told


def metres_between(one: Place, other: Place) -> float:
    """Metres, near 30 degrees north."""
    return float(shapely.distance(shapely.Point(one), shapely.Point(other)) / METRE)


def test_the_other_datum_is_as_published_to_a_millimetre() -> None:
    told = run_script([("toGcj", wgs) for wgs, _ in SAMPLES] + [("toWgs", gcj) for _, gcj in SAMPLES])
    wanted = [gcj for _, gcj in SAMPLES] + [wgs for wgs, _ in SAMPLES]
    for one, other in zip(told, wanted, strict=True):
        assert metres_between(one, other) < 0.001


PLACES = st.tuples(st.floats(73, 135), st.floats(18, 54))


@settings(max_examples=5)
@given(st.lists(PLACES, min_size=100, max_size=200))
def test_there_and_back_in_the_other_datum_is_the_same_place(places: list[Place]) -> None:
    there = run_script([("toGcj", one) for one in places])
    back = run_script([("toWgs", one) for one in there])
    for one, other, again in zip(places, there, back, strict=True):
        assert metres_between(one, again) < 0.01
        assert 10 < metres_between(one, other) < 2000


@st.composite
def grounds(draw: st.DrawFn) -> shapely.Geometry:
    """A ground near 122° east, 30° north: an odd shape, often of several parts, often with a hole."""
    points = st.tuples(st.integers(-900, 900), st.integers(-900, 900))
    blobs = [
        shapely.convex_hull(shapely.MultiPoint(draw(st.lists(points, min_size=3, max_size=7))))
        for _ in range(draw(st.integers(1, 3)))
    ]
    solid = [one for one in blobs if one.geom_type == "Polygon"] or [shapely.box(0, 0, 90, 90)]
    shape = shapely.union_all(solid)
    hole = shapely.buffer(shapely.point_on_surface(shape), draw(st.integers(0, 60)), quad_segs=2)
    shape = shapely.difference(shape, hole)
    moved: shapely.Geometry = shapely.transform(shape, lambda xy: xy * 1e-5 + (122, 30))
    return moved


@settings(max_examples=10)
@given(st.lists(grounds(), min_size=5, max_size=10), st.data())
def test_which_ground_holds_a_place_and_how_far_its_border_is_are_as_shapely_tells(
    shapes: list[shapely.Geometry], data: st.DataObject
) -> None:
    shapes = [one for one in shapes if one.geom_type in {"Polygon", "MultiPolygon"} and not one.is_empty]
    offsets = st.tuples(st.floats(-0.012, 0.012), st.floats(-0.012, 0.012))
    places = [(122 + x, 30 + y) for x, y in data.draw(st.lists(offsets, min_size=20, max_size=40))]
    pairs = [(one, place) for one in shapes for place in places]
    encoded = {id(one): list(encode_rings(one.wkt)) for one in shapes}
    told = run_script([("measure", encoded[id(one)], place) for one, place in pairs])
    for (shape, place), (inside, metres) in zip(pairs, told, strict=True):
        flat = shapely.transform(shape, lambda xy, at=place: (xy - at) * (shrink(at[1]) / METRE, 1 / METRE))
        border = shapely.distance(shapely.boundary(flat), shapely.Point(0, 0))
        assert metres == pytest.approx(border, abs=5), "shapes are simplified by two metres, cut to one"
        if border > 5:
            assert inside == shapely.contains(flat, shapely.Point(0, 0))


def shrink(latitude: float) -> float:
    """How much shorter a degree of longitude is than one of latitude."""
    return math.cos(math.radians(latitude))


def box(west: float, south: float, east: float, north: float) -> list[int]:
    """The ring of a rectangle, in metres around 122° east, 30° north, as it is shipped."""
    corners = [(west, south), (east, south), (east, north), (west, north)]
    points = [(round((122 + x * METRE / 0.866) * UNITS), round((30 + y * METRE) * UNITS)) for x, y in corners]
    steps = [(x - a, y - b) for (a, b), (x, y) in itertools.pairwise(points)]
    return [number for pair in (points[0], *steps) for number in pair]


WEST, EAST = ["west", [box(-4000, -4000, 0, 4000)]], ["east", [box(0, -4000, 4000, 4000)]]


def decide(place: Place, accuracy: float = 10, agent: str = SAFARI, grids: Any = (WEST, EAST)) -> Any:
    """What is said of a place, in metres around 122° east, 30° north, read by a browser."""
    where = (122 + place[0] * METRE / 0.866, 30 + place[1] * METRE)
    return run_script([("decide", list(grids), where, accuracy, agent)])[0]


@pytest.mark.parametrize(
    ("place", "accuracy", "main"),
    [
        ((-2000, 0), 10, ["west"]),
        ((2000, 0), 10, ["east"]),
        ((-20, 0), 10, ["west", "east"]),
        ((20, 0), 10, ["east", "west"]),
        ((-60, 0), 10, ["west"]),
        ((-60, 0), 80, ["west", "east"]),
        ((-400, 0), 5000, ["west"]),
        ((-4020, 0), 10, ["west"]),
    ],
)
def test_near_a_border_both_grids_are_named_the_likelier_first(
    place: Place, accuracy: float, main: list[str]
) -> None:
    assert decide(place, accuracy)["main"] == main


def test_in_wechat_a_position_is_read_as_shifted_and_elsewhere_as_it_is() -> None:
    """The shift is some 500 metres; the grid that the other reading gives is named second."""
    (there,) = run_script([("toGcj", (122 - 100 * METRE, 30))])
    shifted = ((there[0] - 122) / METRE * 0.866, (there[1] - 30) / METRE)
    assert shifted[0] > 200, "the example lies west of the border, and east of it when shifted"
    assert decide(shifted, agent=WECHAT) == {"main": ["west"], "others": ["east"], "far": 0}
    assert decide(shifted, agent=SAFARI) == {"main": ["east"], "others": ["west"], "far": 0}


def test_the_reading_that_lies_in_the_city_is_believed_where_the_other_does_not() -> None:
    assert decide((3900, 0), agent=WECHAT, grids=[EAST])["main"] == ["east"]
    assert decide((4200, 0), agent=SAFARI, grids=[EAST])["main"] == ["east"]


def test_outside_the_city_the_way_to_the_nearest_grid_is_told() -> None:
    told = decide((-14_000, 0))
    assert (told["main"], told["others"]) == ([], [])
    assert told["far"] == pytest.approx(10_000, rel=0.01)


def test_the_ground_is_that_of_grids_with_a_boundary_but_not_of_micro_grids() -> None:
    values: Values = change("grid", "g1", boundary="POLYGON ((122 30, 122.01 30, 122.01 30.01, 122 30))")
    micro = {"name": "1号楼", "kind": "微网格", "parent": "g1", "community": "c1"}
    values["grid"]["m1"] = micro | {"code": "330902002001101", "boundary": values["grid"]["g1"]["boundary"]}
    values["grid"]["g2"] = {"name": "海上", "kind": "海上", "code": "330902002001002", "community": "c1"}
    data = render_ground(make_catalogue(values)).data.decode()
    grids = json.loads(data.removeprefix("gridpressGround.take(").removesuffix(");\n"))
    assert grids == [["g1", [[12200000, 3000000, 1000, 0, 0, 1000]]]]
