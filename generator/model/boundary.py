"""Boundaries: WKT text, longitude first, in degrees (CGCS2000 or WGS 84)."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, Annotated, NoReturn

from pydantic import AfterValidator

from generator.locale.spelling import fold
from generator.model import written
from generator.model.spelling import refuse

if TYPE_CHECKING:
    from shapely.geometry.base import BaseGeometry

CHINA = (73.0, 3.0, 136.0, 54.0)
"""West, south, east, north in degrees, with the sea areas; a rough frame that tells swapped axes."""

_HEAD = re.compile(r"(?:SRID=\d+; *)?(MULTI)?POLYGON *", re.IGNORECASE)
_NUMBER = re.compile(r"-?[0-9]+(?:\.[0-9]+)?")
_PAIR = 2
_REASONS = {
    "Self-intersection": "边界线自己交叉",
    "Ring Self-intersection": "边界线碰到了自己",
    "Too few points in geometry component": "点太少，至少要三个不同的点",
    "Hole lies outside shell": "挖空的部分在外圈的外面",
    "Holes are nested": "挖空的部分互相套着",
    "Interior is disconnected": "里面被挖空的部分隔断了",
    "Nested shells": "一块套在另一块里面",
    "Duplicate Rings": "同一圈写了两次",
}
"""What shapely says of a polygon that is none."""

REDRAW = ("在 QGIS 里把这个面画好，再导出 WKT", "redraw it in QGIS and export WKT")
ADVICE = (
    "写成 `POLYGON ((经度 纬度, 经度 纬度, …))`，首尾同一点；QGIS 里导出 WKT 即可",
    "write POLYGON ((longitude latitude, …)), first and last point equal; QGIS exports WKT",
)


@lru_cache(maxsize=16_384)
def parse_boundary(text: str) -> BaseGeometry | None:
    """The geometry of WKT text, or None when it cannot be read; parsed once, as checks and maps ask again."""
    import shapely  # noqa: PLC0415 - takes a tenth of the time of a check that reads no boundary

    if "nan" in text.lower():
        return None
    try:
        return shapely.from_wkt(text)
    except shapely.GEOSException:
        return None


def _check_boundary(text: str) -> str:
    geometry = parse_boundary(text)
    if geometry is None:
        mended = _mend(text)
        meant = mended if mended and parse_boundary(mended) is not None else None
        refuse(("不是 WKT 坐标", "is not WKT"), ADVICE, meant=meant)
    if geometry.geom_type not in {"Polygon", "MultiPolygon"} or geometry.is_empty:
        refuse(("不是面（POLYGON 或 MULTIPOLYGON）", "is no POLYGON or MULTIPOLYGON"), ADVICE)
    _check_frame(geometry.bounds)
    if not geometry.is_valid:
        import shapely  # noqa: PLC0415 - as above

        _refuse_shape(*shapely.is_valid_reason(geometry).rstrip("]").split("["))
    return text


def _refuse_shape(reason: str, point: str = "") -> NoReturn:
    where = (f"，在 {point} 附近", f" near {point}") if point else ("", "")
    problem = _REASONS.get(reason, "边界不成一个面") + where[0]
    refuse((problem, f"is no valid boundary: {reason}{where[1]}"), REDRAW)


def _mend(text: str) -> str | None:
    """The WKT without what other programs add or an input method spoils, its rings and brackets closed.

    Several rings of a MULTIPOLYGON are left as they are: each can be a piece or a hole.
    """
    plain = fold(text)
    head = _HEAD.match(plain)
    if head is None:
        return None
    body = plain[head.end() :]
    rings = [_read_ring(part) for part in re.split(r"[()]+", body) if part.strip(" ,;")]
    if not all(rings) or (head[1] and len(rings) > 1):
        kept = re.sub(r"[^()]*[0-9][^()]*", lambda ring: _read_ring(ring[0]) or ring[0], body)
        return f"{'MULTI' if head[1] else ''}POLYGON {kept}"
    written = ", ".join(f"({ring})" for ring in rings)
    return f"MULTIPOLYGON (({written}))" if head[1] else f"POLYGON ({written})"


def _read_ring(text: str) -> str | None:
    """The points of a ring, the last as the first; between longitude and latitude a comma may stand."""
    points = [_NUMBER.findall(part) for part in text.strip(" ,").split(",")]
    if all(len(point) == 1 for point in points) and len(points) % _PAIR == 0:
        points = [[*one, *other] for one, other in zip(points[::2], points[1::2], strict=True)]
    if not all(len(point) == _PAIR for point in points):
        return None
    closed = points if points[0] == points[-1] else [*points, points[0]]
    return ", ".join(" ".join(point) for point in closed)


def _check_frame(bounds: tuple[float, float, float, float]) -> None:
    west, south, east, north = bounds
    inside = CHINA[0] <= west and CHINA[1] <= south and east <= CHINA[2] and north <= CHINA[3]
    if inside:
        return
    if CHINA[0] <= south and CHINA[1] <= west and north <= CHINA[2] and east <= CHINA[3]:
        refuse(
            ("经度和纬度写反了", "has longitude and latitude swapped"),
            ("经度在前，纬度在后：122.1 30.0", "longitude first: 122.1 30.0"),
        )
    refuse(
        ("不在中国的经纬度范围内", "lies outside China's longitudes and latitudes"),
        ("单位是度，例如 122.1 30.0", "in degrees, like 122.1 30.0"),
    )


Boundary = Annotated[str, AfterValidator(_check_boundary), written.BOUNDARY]
