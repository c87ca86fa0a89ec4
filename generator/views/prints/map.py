"""A community's grids as outlines on paper, and places on them: millimetres from the upper left corner."""

import math
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from typing import Any, cast

import shapely
from shapely import affinity
from shapely.geometry import MultiPolygon, Polygon
from shapely.geometry.base import BaseGeometry

from generator.catalogue import Catalogue, Entry
from generator.facts.memory import once
from generator.model import Grid
from generator.model.boundary import parse_boundary
from generator.views.prints.marks import Mark, Projection, Room, list_wanted, place_marks

WIDTH, HEIGHT = 116.0, 112.0
"""The frame that a map may fill, in mm."""
_FINEST = 0.06
"""Outlines are simplified to this many mm; a printer's dot is wider."""
_METRES_A_DEGREE = 111_320
_BAR = (15.0, 40.0)
"""Shortest and longest scale bar in mm."""

Point = tuple[float, float]
Ring = tuple[Point, ...]


@dataclass(frozen=True, slots=True)
class Outline:
    """One grid: the number it carries on the map, its rings (holes included), where the number stands."""

    number: int
    name: str
    rings: tuple[Ring, ...]
    spot: Point
    mine: bool = False


@dataclass(frozen=True, slots=True)
class PrintedMap:
    """What is drawn: size and outlines in mm, the scale bar in mm and as text, and words for it all."""

    width: float
    height: float
    frame: tuple[Ring, ...]
    grids: tuple[Outline, ...]
    bar: float
    bar_text: str
    alt: str
    review: str
    marks: tuple[Mark, ...] = ()


def view_map(catalogue: Catalogue, grid: Entry[Grid]) -> PrintedMap | None:
    """The grid among its neighbours; None when nothing around has a boundary."""
    nested = grid.id if grid.value.parent else ""
    drawn = _draw_community(catalogue, grid.value.community, nested)
    if drawn is None:
        return None
    printed, order, project = drawn
    grids = tuple(replace(one, mine=name == grid.id) for one, name in zip(printed.grids, order, strict=True))
    marks = place_marks(list_wanted(catalogue, grid), project, _room(printed, grids))
    return replace(printed, grids=grids, marks=marks, alt=_describe(catalogue, grid, grids, marks))


def _room(printed: PrintedMap, grids: tuple[Outline, ...]) -> Room:
    """What names of places must keep within, where they are told from, and the numbers that they spare."""
    spots = tuple(one.spot for one in grids)
    centre = next((one.spot for one in grids if one.mine), (printed.width / 2, printed.height / 2))
    return Room(printed.width, printed.height, centre, spots)


def _describe(
    catalogue: Catalogue, grid: Entry[Grid], grids: tuple[Outline, ...], marks: tuple[Mark, ...]
) -> str:
    community = catalogue.divisions.get(grid.value.community)
    mine = next((one for one in grids if one.mine), None)
    own = f"本网格是第 {mine.number} 号，画斜线" if mine else f"{grid.value.name}没有陆上边界，不在图上"
    names = "、".join(f"{one.number} 号{one.name}" for one in grids)
    places = "、".join(f"{one.name}（{one.kind}，{one.direction}）" for one in marks)
    told = f"地方有：{places}。" if places else ""
    return f"{community.value.name if community else ''}网格示意图，上北下南。{own}。图上有：{names}。{told}"


@once
def _draw_community(
    catalogue: Catalogue, community_id: str, nested: str
) -> tuple[PrintedMap, tuple[str, ...], Projection] | None:
    """The map without highlight, ids of its grids, where degrees lie; `nested` adds a micro-grid."""
    around = catalogue.grids_by_community.get(community_id, ())
    grids = [one for one in around if not one.value.parent or one.id == nested]
    shapes = {one.id: _geometry(one.value.boundary) for one in grids}
    known = [one for one in grids if shapes[one.id] is not None]
    community = catalogue.divisions.get(community_id)
    border = _geometry(community.value.boundary) if community else None
    if not known:
        return None
    found = [cast("BaseGeometry", shapes[one.id]) for one in known]
    place, scale, size = _projection([*found, *([border] if border else [])])
    outlines = [
        _outline(number, grid.value.name, place(shape))
        for number, (grid, shape) in enumerate(zip(known, found, strict=True), 1)
    ]
    frame = tuple(_rings(place(border))) if border else ()
    bar, text = _scale_bar(scale)
    review = catalogue.profile.filings.map_review or ""
    printed = PrintedMap(*size, frame, tuple(outlines), bar, text, "", review)
    return (
        printed,
        tuple(one.id for one in known),
        lambda degrees: _round(place(shapely.Point(degrees)).coords[0]),
    )


def _geometry(boundary: str | None) -> BaseGeometry | None:
    return parse_boundary(boundary) if boundary else None


def _projection(
    shapes: Iterable[BaseGeometry],
) -> tuple[Callable[[BaseGeometry], BaseGeometry], float, Point]:
    """Degrees to mm, metres in a mm, and the size; a community is small enough for a plane."""
    west, south, east, north = shapely.total_bounds(list(shapes))
    shrink = math.cos(math.radians((south + north) / 2))
    wide, high = max((east - west) * shrink, 1e-9), max(north - south, 1e-9)
    factor = min(WIDTH / wide, HEIGHT / high)

    def place(shape: BaseGeometry) -> BaseGeometry:
        moved = affinity.affine_transform(
            shape, [factor * shrink, 0, 0, -factor, -west * factor * shrink, north * factor]
        )
        return moved.simplify(_FINEST)

    return place, _METRES_A_DEGREE / factor, (round(wide * factor, 2), round(high * factor, 2))


def _outline(number: int, name: str, shape: BaseGeometry) -> Outline:
    largest: Any = _largest(shape)  # the stubs know no geometry by this base class here
    spot = shapely.maximum_inscribed_circle(largest, tolerance=0.2).coords[0]
    return Outline(number, name, tuple(_rings(shape)), _round(spot))


def _largest(shape: BaseGeometry) -> BaseGeometry:
    parts = shape.geoms if isinstance(shape, MultiPolygon) else (shape,)
    return max(parts, key=lambda part: part.area)


def _rings(shape: BaseGeometry) -> Iterable[Ring]:
    parts = shape.geoms if isinstance(shape, MultiPolygon) else (shape,)
    for part in parts:
        if isinstance(part, Polygon):
            for ring in (part.exterior, *part.interiors):
                yield tuple(_round(point) for point in ring.coords)


def _round(point: tuple[float, ...]) -> Point:
    return round(point[0], 2), round(point[1], 2)


def _scale_bar(metres: float) -> tuple[float, str]:
    """A round length that fits: its mm and its name. `metres` is what one mm stands for."""
    rounds = (digit * 10**power for power in range(6) for digit in (1, 2, 5))
    length = next((one for one in rounds if _BAR[0] <= one / metres <= _BAR[1]), _BAR[0] * metres)
    text = f"{length / 1000:g} 公里" if length >= 1000 else f"{length:g} 米"  # noqa: PLR2004 - metres in a kilometre
    return round(length / metres, 2), text
