"""Boundaries on the ellipsoid: parsing, overlays and areas, vectorised.

Overlays are done in degrees, because that is the plane in which boundaries were drawn: two
neighbours of whom only one has a vertex on their common edge still fit exactly there, and would
part by metres once projected. Only what an overlay leaves is measured, by the areal scale of the
ellipsoidal cylindrical equal-area projection (J. P. Snyder, Map Projections: A Working Manual,
USGS Professional Paper 1395, 1987, chapter 10) at the centroid of each part. To first order that
is the projected area; at 50 km across it is right to 1 part in 10 000.
"""

from collections.abc import Callable, Iterable
from functools import lru_cache
from typing import Any

import numpy as np
import shapely
from numpy.typing import NDArray

from generator.model.boundary import parse_boundary

Shapes = NDArray[Any]
Numbers = NDArray[np.float64]

SEMI_MAJOR = 6_378_137.0
"""Metres; WGS 84. CGCS2000 differs in the flattening's ninth digit only."""
_FLATTENING = 1 / 298.257223563
_ECCENTRICITY_2 = _FLATTENING * (2 - _FLATTENING)
_EMPTY = shapely.Polygon()


def parse_shape(text: str) -> shapely.Geometry:
    """The polygon of a boundary's WKT; the model has refused anything else."""
    return parse_boundary(text) or _EMPTY


def parse_shapes(texts: Iterable[str]) -> Shapes:
    """The polygons of many boundaries."""
    return as_shapes([parse_shape(text) for text in texts])


def as_shapes(shapes: list[shapely.Geometry]) -> Shapes:
    """An array of geometries, also when there are none."""
    made = np.empty(len(shapes), dtype=object)
    made[:] = shapes
    return made


def measure(shapes: Shapes) -> Numbers:
    """Square metres of each geometry; lines and points have none."""
    parts, owners = _split(shapes)
    solid = shapely.area(parts) > 0
    parts, owners = parts[solid], owners[solid]
    latitudes = shapely.get_y(shapely.centroid(parts))
    sizes = shapely.area(parts) * _areal_scale(np.radians(latitudes)) * np.radians(1) ** 2
    return np.bincount(owners, sizes, minlength=len(shapes)).astype(np.float64)


def _split(shapes: Shapes) -> tuple[Shapes, NDArray[np.intp]]:
    """The parts of all shapes, with the index of the shape of each; single ones are not copied."""
    if np.all(shapely.get_type_id(shapes) <= shapely.GeometryType.POLYGON):
        return shapes, np.arange(len(shapes))
    parts, owners = shapely.get_parts(shapes, return_index=True)
    return parts, owners


def _areal_scale(latitudes: Numbers) -> Numbers:
    """Square metres to one square radian of longitude and latitude at each latitude (radians)."""
    sine = np.sin(latitudes)
    scale = SEMI_MAJOR**2 * (1 - _ECCENTRICITY_2) * np.cos(latitudes)
    return np.asarray(scale / (1 - _ECCENTRICITY_2 * sine**2) ** 2)


def intersect(first: Shapes, second: Shapes) -> Shapes:
    """What each pair has in common."""
    return _overlay(shapely.intersection, first, second)


def subtract(first: Shapes, second: Shapes) -> Shapes:
    """What of each first lies outside the second."""
    return _overlay(shapely.difference, first, second)


def unite(shapes: Shapes) -> shapely.Geometry:
    """All shapes as one."""
    try:
        return shapely.union_all(shapes)
    except shapely.GEOSException:
        return shapely.union_all(shapely.make_valid(shapes))


def _overlay(operation: Callable[..., Any], first: Shapes, second: Shapes) -> Shapes:
    """One call for all pairs; should a pair defeat it, pair by pair."""
    try:
        return np.asarray(operation(first, second))
    except shapely.GEOSException:
        return as_shapes([_overlay_pair(operation, *pair) for pair in zip(first, second, strict=True)])


def _overlay_pair(operation: Callable[..., Any], one: Any, other: Any) -> Any:  # noqa: ANN401 - geometries
    try:
        return operation(shapely.make_valid(one), shapely.make_valid(other))
    except shapely.GEOSException:
        return _EMPTY


def tile_exactly(tiles: Shapes, owners: NDArray[np.intp], wholes: Shapes) -> NDArray[np.bool_]:
    """For each whole, whether its tiles cover each point of it once and nothing else, vertex for vertex.

    Walking round every tile leftwards, an inner edge is walked once each way. If what does not
    cancel is exactly the walk round the whole, tiles and whole cover the same points equally often.
    Edges are summed as 64-bit fingerprints, so this takes a thousandth of an overlay's time. Tiles
    that fit but have other vertices count as not exact; an overlay can tell.
    """
    total = np.zeros(len(wholes), dtype=np.uint64)
    edges, index = _edge_fingerprints(tiles)
    np.add.at(total, owners[index], edges)
    edges, index = _edge_fingerprints(wholes)
    np.subtract.at(total, index, edges)
    return np.asarray(total == 0)


def lie_apart(shapes: Shapes) -> bool:
    """Whether shapes share no ground, told by their edges: neighbours meet vertex for vertex.

    False proves nothing; an overlay can tell, in three times the time.
    """
    return bool(shapely.coverage_is_valid(shapes))


@lru_cache(maxsize=4096)
def tile_closely(tiles: tuple[str, ...], whole: str, share: float) -> bool:
    """Whether tiles overlap, leave bare and exceed a whole (WKT) by at most a share of its area each.

    Areas in square degrees add up exactly, so sums tell without looking at every pair.
    """
    shapes, ground = parse_shapes(tiles), parse_shape(whole)
    union = unite(shapes)
    (common,) = intersect(as_shapes([union]), as_shapes([ground]))
    inside, covered = shapely.area(common), shapely.area(union)
    overlap = shapely.area(shapes).sum() - covered
    worst = max(overlap, covered - inside, shapely.area(ground) - inside)
    return bool(worst <= share * shapely.area(ground))


def _edge_fingerprints(shapes: Shapes) -> tuple[NDArray[np.uint64], NDArray[np.intp]]:
    """A fingerprint for each edge, negative when walked the other way, and the index of its shape."""
    parts, part_of = _split(shapely.orient_polygons(shapes))
    rings, ring_part = shapely.get_rings(parts, return_index=True)
    owners = part_of[ring_part]
    points, ring_of = shapely.get_coordinates(rings, return_index=True)
    bits = np.ascontiguousarray(points + 0.0).view(np.uint64)
    marks = _scatter(bits[:, 0] * np.uint64(0x9E3779B97F4A7C15) + _scatter(bits[:, 1]))
    inner = ring_of[:-1] == ring_of[1:]
    start, end = marks[:-1][inner], marks[1:][inner]
    return _pair(start, end) - _pair(end, start), owners[ring_of[:-1][inner]]


def _pair(first: NDArray[np.uint64], second: NDArray[np.uint64]) -> NDArray[np.uint64]:
    return _scatter(first * np.uint64(0xD1342543DE82EF95) + second)


def _scatter(bits: NDArray[np.uint64]) -> NDArray[np.uint64]:
    """Spread the bits of each number over all 64 (the finish of SplitMix64)."""
    bits = (bits ^ (bits >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    bits = (bits ^ (bits >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    return bits ^ (bits >> np.uint64(31))


def overlap_candidates(shapes: Shapes) -> NDArray[np.intp]:
    """Pairs (2 × n, first below second) of shapes whose frames share some ground."""
    if len(shapes) == 0:
        return np.empty((2, 0), dtype=np.intp)
    first, second = shapely.STRtree(shapes).query(shapes)
    ordered = first < second
    pairs = np.stack([first[ordered], second[ordered]])
    one, other = shapely.bounds(shapes[pairs[0]]), shapely.bounds(shapes[pairs[1]])
    low, high = np.maximum(one[:, :2], other[:, :2]), np.minimum(one[:, 2:], other[:, 2:])
    return np.asarray(pairs[:, np.all(high > low, axis=1)])


def pieces(shape: shapely.Geometry) -> list[tuple[float, shapely.Geometry]]:
    """The parts of a geometry with their square metres, largest first."""
    parts = shapely.get_parts(as_shapes([shape]))
    sized = zip(measure(parts).tolist(), parts.tolist(), strict=True)
    return sorted(sized, key=lambda pair: (-round(pair[0], 3), pair[1].bounds))


def describe_spot(shape: shapely.Geometry) -> str:
    """Longitude and latitude of a point inside, to about ten centimetres."""
    point = shapely.point_on_surface(shape)
    return f"{point.x:.6f} {point.y:.6f}"
