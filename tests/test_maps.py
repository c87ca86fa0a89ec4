"""Where the ground stands on maps: in units of a page's picture, in millimetres of a handbook."""

import pytest
from sample_site import COMMUNITY, Values, change, make_catalogue

from generator.views.city_map import MOST_SHAPES, view_city_map, view_division_map
from generator.views.map import MapView, view_map
from generator.views.prints import map as printed_map
from generator.views.prints.map import PrintedMap
from generator.views.ways_to_grid import division_map_paths, view_division


def box(west: float, south: float, east: float, north: float) -> str:
    """The corners of a rectangle."""
    return f"({west} {south}, {east} {south}, {east} {north}, {west} {north}, {west} {south})"


def ground(*boxes: str) -> str:
    """A boundary of rectangles: an island of each."""
    return f"MULTIPOLYGON ({', '.join(f'({one})' for one in boxes)})"


WIDE = (ground(box(122, 29.95, 122.1, 30.05)), ground(box(122.1, 29.95, 122.3, 30.05)))
"""A narrow ground and one twice as wide to the east, around 30 degrees north."""
HIGH = (ground(box(122, 29.8, 122.1, 30)), ground(box(122, 30, 122.1, 30.2)))
"""Two grounds of which the second lies north of the first."""


def two_grids(first: str, second: str) -> Values:
    """A community of two grids, the second a key one."""
    values = change("grid", "g1", boundary=first)
    values["grid"]["g2"] = {
        "name": "第二网格",
        "code": f"{COMMUNITY}002",
        "kind": "综合",
        "community": "c1",
        "boundary": second,
        "function": "重点",
    }
    return values


def draw(values: Values, here: str = "g2") -> MapView:
    """The map of the community on a page."""
    drawn = view_map(make_catalogue(values), "c1", here)
    assert drawn is not None
    return drawn


def print_map(values: Values, here: str = "g2", **profile: object) -> PrintedMap:
    """The map of the community in a handbook."""
    catalogue = make_catalogue(values, **profile)
    drawn = printed_map.view_map(catalogue, catalogue.grids[here])
    assert drawn is not None
    return drawn


@pytest.mark.parametrize(
    ("boundaries", "height", "paths", "labels"),
    [
        (
            WIDE,
            318,
            ["M8 309.8L269.3 309.8 269.3 8 8 8z", "M269.3 309.8L792 309.8 792 8 269.3 8z"],
            [(138.7, 179.1), (641.1, 158.9)],
        ),
        (
            HIGH,
            640,
            ["M332.5 632L467.5 632 467.5 320 332.5 320z", "M332.5 320L467.5 320 467.5 8 332.5 8z"],
            [(400.0, 564.5), (400.0, 252.5)],
        ),
    ],
    ids=["as wide as may be", "as high as may be, in the middle"],
)
def test_a_map_fills_its_picture_with_north_up(
    boundaries: tuple[str, str], height: int, paths: list[str], labels: list[tuple[float, float]]
) -> None:
    drawn = draw(two_grids(*boundaries))
    assert (drawn.width, drawn.height, drawn.title) == (800, height, "潮井社区网格示意图")
    assert [one.path for one in drawn.shapes] == paths
    assert [(one.label, one.x, one.y) for one in drawn.shapes] == [
        (label, *place) for label, place in zip("一二", labels, strict=True)
    ]
    assert [(one.id, one.name, one.url, one.style) for one in drawn.shapes] == [
        ("g1", "第一网格", "grids/g1.html", ""),
        ("g2", "第二网格", "grids/g2.html", "key"),
    ]
    assert drawn.styles == ("key",)


def test_an_island_of_several_parts_has_its_label_on_the_largest() -> None:
    far = ground(box(122, 29.95, 122.02, 30.05), box(122.1, 29.95, 122.3, 30.05))
    assert draw(two_grids(WIDE[0], far)).shapes[1].x > 269.3
    assert print_map(two_grids(WIDE[0], far)).grids[1].spot[0] > 38.67


@pytest.mark.parametrize(("east", "label"), [(122.0145, "一"), (122.0135, "")])
def test_a_label_stands_where_there_is_room_for_it(east: float, label: str) -> None:
    """36 units for each character."""
    values = two_grids(ground(box(122, 29.95, east, 30.05)), ground(box(122.1, 29.95, 122.3, 30.05)))
    assert [one.label for one in draw(values).shapes] == [label, "二"]


def test_what_is_on_the_map_of_communities() -> None:
    """Those with a boundary, when there are two."""
    values = change("division", "c1", boundary=WIDE[0])
    assert view_city_map(make_catalogue(values)) is None
    other = {"code": "330902002002", "name": "望海社区", "level": "社区", "parent": "town"}
    values["division"]["c2"] = other | {"boundary": WIDE[1]}
    values["division"]["c3"] = other | {"code": "330902002003"}
    drawn = view_city_map(make_catalogue(values, filings={"map_review": "浙舟S(2026)1号"}))
    assert drawn is not None
    assert (drawn.title, drawn.here, drawn.styles) == ("云屿市示意图", "", ())
    assert (drawn.height, drawn.review) == (318, "浙舟S(2026)1号")
    assert [(one.id, one.name, one.url, one.label) for one in drawn.shapes] == [
        ("c1", "潮井社区", "communities/c1.html", "潮井"),
        ("c2", "望海社区", "communities/c2.html", "望海"),
    ]


def many_communities(number: int) -> Values:
    """So many communities in two towns side by side, by turns."""
    values = change(
        "division", "town2", code="330902003000", name="望海街道", level="乡镇街道", parent="city"
    )
    for at in range(number):
        values["division"][f"x{at:02}"] = {
            "code": f"330902009{at:03}",
            "name": f"{at}号社区",
            "level": "社区",
            "parent": "town2" if at % 2 else "town",
            "boundary": ground(box(122 + at % 2, 29 + at / 50, 123 + at % 2, 29 + (at + 1) / 50)),
        }
    return values


def test_a_city_of_many_communities_is_drawn_by_what_they_lie_in() -> None:
    """Forty can still be tapped; beyond, a map of each town stands with the grids."""
    few = make_catalogue(many_communities(MOST_SHAPES - 1))
    drawn = view_city_map(few)
    assert drawn is not None
    assert len(drawn.shapes) == MOST_SHAPES - 1
    assert list(division_map_paths(few)) == []
    many = make_catalogue(many_communities(MOST_SHAPES))
    drawn = view_city_map(many)
    assert drawn is not None
    assert [(one.name, one.url) for one in drawn.shapes] == [
        ("澜港街道", "grids/map_town.html"),
        ("望海街道", "grids/map_town2.html"),
    ]
    assert list(division_map_paths(many)) == [
        ("grids/map_town.html", "town"),
        ("grids/map_town2.html", "town2"),
    ]
    town = view_division_map(many, "town2")
    assert town is not None
    assert {one.url for one in town.shapes} == {f"communities/x{at:02}.html" for at in range(1, 40, 2)}
    view = view_division(many, "town")
    assert (view.head.path, view.title) == ("grids/map_town.html", "澜港街道")
    assert [one.text for one in view.parts][:2] == ["潮井社区", "0号社区"], "one without a boundary is named"


@pytest.mark.parametrize(
    ("boundaries", "size", "rings", "spots", "bar"),
    [
        (
            WIDE,
            (116, 44.65),
            [(0, 44.65), (38.67, 44.65), (38.67, 0), (0, 0), (0, 44.65)],
            [(19.33, 25.32), (93.68, 22.32)],
            (20.05, "5 公里"),
        ),
        (
            HIGH,
            (24.25, 112),
            [(0, 112), (24.25, 112), (24.25, 56), (0, 56), (0, 112)],
            [(12.12, 99.88), (12.12, 43.88)],
            (25.15, "10 公里"),
        ),
    ],
    ids=["wide", "high"],
)
def test_a_printed_map_fills_its_frame(
    boundaries: tuple[str, str],
    size: tuple[float, float],
    rings: list[tuple[float, float]],
    spots: list[tuple[float, float]],
    bar: tuple[float, str],
) -> None:
    drawn = print_map(two_grids(*boundaries), filings={"map_review": "浙舟S(2026)1号"})
    assert (drawn.width, drawn.height) == size
    assert drawn.grids[0].rings == (tuple(rings),)
    assert [one.spot for one in drawn.grids] == spots
    assert [(one.number, one.name, one.mine) for one in drawn.grids] == [
        (1, "第一网格", False),
        (2, "第二网格", True),
    ]
    assert (drawn.bar, drawn.bar_text) == bar
    assert drawn.frame == ()
    assert drawn.review == "浙舟S(2026)1号"
    assert drawn.alt == (
        "潮井社区网格示意图，上北下南。本网格是第 2 号，画斜线。图上有：1 号第一网格、2 号第二网格。"
    )


def test_a_printed_map_has_the_border_of_the_community_and_holes() -> None:
    values = two_grids(*WIDE)
    values["division"]["c1"]["boundary"] = ground(box(122, 29.9, 122.3, 30.1))
    hole = f"POLYGON ({box(122, 29.95, 122.1, 30.05)}, {box(122.04, 29.99, 122.06, 30.01)})"
    values["grid"]["g1"]["boundary"] = hole
    drawn = print_map(values)
    assert drawn.height == 89.3
    assert drawn.frame == (((0, 89.3), (116, 89.3), (116, 0), (0, 0), (0, 89.3)),)
    assert len(drawn.grids[0].rings) == 2
    assert min(x for x, _ in drawn.grids[0].rings[1]) == 15.47


def test_a_micro_grid_is_on_its_own_printed_map_only() -> None:
    values = two_grids(*WIDE)
    for number in (1, 2):
        values["grid"][f"m{number}"] = {
            "name": f"{number}号楼",
            "code": f"{COMMUNITY}10{number}",
            "kind": "微网格",
            "community": "c1",
            "parent": "g1",
            "boundary": ground(box(122.01, 30, 122.02, 30.01)),
        }
    values["grid"]["g3"] = values["grid"]["g2"] | {
        "name": "海上",
        "code": f"{COMMUNITY}003",
        "boundary": None,
    }
    assert [one.name for one in print_map(values, "g1").grids] == ["第一网格", "第二网格"]
    assert [(one.name, one.mine) for one in print_map(values, "m2").grids] == [
        ("第一网格", False),
        ("第二网格", False),
        ("2号楼", True),
    ]
    sea = print_map(values, "g3")
    assert not any(one.mine for one in sea.grids)
    assert "海上没有陆上边界，不在图上。" in sea.alt


@pytest.mark.parametrize(
    ("north", "bar", "text"),
    [
        (30.001, 20.12, "20 米"),
        (30.005, 20.12, "100 米"),
        (30.01, 20.12, "200 米"),
        (30.04, 25.15, "1 公里"),
        (30.4, 25.15, "10 公里"),
        (31, 20.12, "20 公里"),
    ],
)
def test_the_scale_bar_is_round_and_between_fifteen_and_forty_millimetres(
    north: float, bar: float, text: str
) -> None:
    drawn = print_map(change("grid", "g1", boundary=ground(box(122, 30, 122.0005, north))), "g1")
    assert (drawn.bar, drawn.bar_text) == (bar, text)
