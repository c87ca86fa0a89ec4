"""Schematic maps: boundaries as paths of one SVG, drawn once for a set of areas.

Degrees become units of a picture `WIDTH` wide, north up; longitudes shrink with the latitude. Labels are
as short as the names allow, since they must be readable on a phone.
"""

import math
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import shapely

from generator.catalogue import Catalogue, Entry
from generator.facts.memory import once
from generator.model import Grid
from generator.model.boundary import parse_boundary
from generator.views.addresses import page_path

WIDTH = 800
MOST_HEIGHT = 640
MARGIN = 8
LABEL_SIZE = 40
"""In units of the picture: 16 pixels where the picture is 320 wide."""
SIMPLIFICATION = 0.6
LABEL_LENGTH = 4
_ORDINAL = re.compile(r"^.*第([一二三四五六七八九十百零〇0-9]{1,4})$")
_SUFFIX = re.compile(r"(?:社区居委会|社区居民委员会|村委会|社区|网格|村)$")

STYLES = {"重点": "key", "联络": "liaison"}


@dataclass(frozen=True, slots=True)
class Shape:
    """One area: its full name, address, outline, style ("", "key", "liaison") and label, if it fits."""

    id: str
    name: str
    url: str
    path: str
    style: str
    label: str
    x: float
    y: float


@dataclass(frozen=True, slots=True)
class MapView:
    """A map: size in units, its areas, the id of the area that is "here", which styles need a legend.

    `review` is the number under which the map was reviewed (审图号), "" for none.
    """

    title: str
    width: int
    height: int
    shapes: tuple[Shape, ...]
    here: str
    styles: tuple[str, ...]
    review: str


@dataclass(frozen=True, slots=True)
class Area:
    """What a map is drawn of: a name, where it leads, its style and its ground in degrees."""

    id: str
    name: str
    url: str
    style: str
    geometry: shapely.Geometry


def view_map(catalogue: Catalogue, community_id: str, highlight: str = "") -> MapView | None:
    """The grids of a community, one of them highlighted; None when there is nothing to draw.

    A grid at sea has no ground, and a map of its neighbours would not show it: None as well.
    """
    drawn = _draw_community(catalogue, community_id)
    if drawn is None:
        return None
    height, shapes = drawn
    if highlight and all(shape.id != highlight for shape in shapes):
        return None
    community = catalogue.divisions.get(community_id)
    title = f"{community.value.name if community else ''}网格示意图"
    return _make_map(catalogue, title, height, shapes, highlight)


def draw_areas(catalogue: Catalogue, title: str, areas: Sequence[Area]) -> MapView | None:
    """A map of these areas; one area alone is no map."""
    if len(areas) < 2:  # noqa: PLR2004 - see above
        return None
    height, shapes = _draw(areas)
    return _make_map(catalogue, title, height, shapes, "")


def _make_map(catalogue: Catalogue, title: str, height: int, shapes: tuple[Shape, ...], here: str) -> MapView:
    styles = tuple(style for style in STYLES.values() if any(shape.style == style for shape in shapes))
    # What is painted last is not overlapped by its neighbours' outlines.
    ordered = tuple(sorted(shapes, key=lambda shape: shape.id == here))
    return MapView(title, WIDTH, height, ordered, here, styles, catalogue.profile.filings.map_review or "")


@once
def _draw_community(catalogue: Catalogue, community_id: str) -> tuple[int, tuple[Shape, ...]] | None:
    grids = catalogue.grids_by_community.get(community_id, ())
    areas = [area for grid in grids if (area := _grid_area(grid))]
    return _draw(areas) if areas else None


def _grid_area(grid: Entry[Grid]) -> Area | None:
    """A grid with a boundary; a 微网格 lies inside another and would hide it."""
    value = grid.value
    if value.boundary is None or value.kind == "微网格":
        return None
    geometry = parse_boundary(value.boundary)
    style = STYLES.get(value.function, "")
    return Area(grid.id, value.name, page_path("grid", grid.id), style, geometry) if geometry else None


def _draw(areas: Sequence[Area]) -> tuple[int, tuple[Shape, ...]]:
    """Height of the picture and the areas in it."""
    bounds = shapely.total_bounds([area.geometry for area in areas])
    west, south, east, north = (float(bound) for bound in bounds)
    shrink = math.cos(math.radians((south + north) / 2))
    breadth, length = (east - west) * shrink or 1e-9, (north - south) or 1e-9
    scale = min((WIDTH - 2 * MARGIN) / breadth, (MOST_HEIGHT - 2 * MARGIN) / length)
    left = (WIDTH - breadth * scale) / 2

    def place(points: shapely.Geometry) -> shapely.Geometry:
        return shapely.transform(
            points,
            lambda xy: (xy - (west, north)) * (shrink * scale, -scale) + (left, MARGIN),
        )

    labels = short_labels([area.name for area in areas])
    shapes = tuple(_shape(area, label, place) for area, label in zip(areas, labels, strict=True))
    return math.ceil(length * scale + 2 * MARGIN), shapes


def _shape(area: Area, label: str, place: Callable[[shapely.Geometry], shapely.Geometry]) -> Shape:
    geometry = shapely.simplify(place(area.geometry), SIMPLIFICATION)
    point = _label_point(geometry)
    fits = bool(label) and _room(geometry, point) >= len(label) * LABEL_SIZE * 0.9
    return Shape(
        area.id,
        area.name,
        area.url,
        _path(geometry),
        area.style,
        label if fits else "",
        round(float(shapely.get_x(point)), 1),
        round(float(shapely.get_y(point)), 1),
    )


def _label_point(geometry: shapely.Geometry) -> shapely.Geometry:
    """The middle of the widest circle inside the largest part: a label has most room there."""
    largest = max(shapely.get_parts(geometry).tolist(), key=shapely.area)
    radius = shapely.maximum_inscribed_circle(largest, tolerance=2.0)
    return shapely.Point(shapely.get_coordinates(radius)[0])


def _room(geometry: shapely.Geometry, point: shapely.Geometry) -> float:
    """How wide the area is at the height of its label."""
    y = float(shapely.get_y(point))
    line = shapely.LineString([(0, y), (WIDTH, y)])
    parts = shapely.get_parts(shapely.intersection(line, geometry))
    return max((float(part.length) for part in parts), default=0.0)


def _path(geometry: shapely.Geometry) -> str:
    """SVG path data with one decimal, relative moves, which are short."""
    rings = shapely.get_rings(shapely.get_parts(geometry))
    return "".join(_ring_path(shapely.get_coordinates(ring).round(1).tolist()) for ring in rings)


def _ring_path(points: list[list[float]]) -> str:
    first, *others = points[:-1]
    return f"M{first[0]:g} {first[1]:g}L{' '.join(f'{x:g} {y:g}' for x, y in others)}z"


def short_labels(names: Sequence[str]) -> list[str]:
    """What tells names apart: without the beginning, the end and the word for the kind; "" where long."""
    bare = [_SUFFIX.sub("", name) or name for name in names]
    names = bare if len(set(bare)) == len(set(names)) else names
    if len(set(names)) < len(names) or len(names) < 2:  # noqa: PLR2004 - one name shares nothing
        return ["" if len(name) > LABEL_LENGTH else name for name in names]
    start = _shared_length(names)
    end = _shared_length([name[start:][::-1] for name in names])
    parts = [name[start : len(name) - end] for name in names]
    if not all(parts):
        parts = list(names)
    short = [_ORDINAL.sub(r"\1", part) for part in parts]
    return [part if len(part) <= LABEL_LENGTH else "" for part in short]


def _shared_length(names: Sequence[str]) -> int:
    """How many characters all names begin with."""
    first, last = min(names), max(names)
    same = (left == right for left, right in zip(first, last, strict=False))
    return next((number for number, equal in enumerate(same) if not equal), min(len(first), len(last)))
