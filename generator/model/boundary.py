"""Boundaries: WKT text, longitude first, in degrees (CGCS2000 or WGS 84)."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, Annotated

import shapely
from pydantic import AfterValidator

from generator.locale.spelling import fold
from generator.model.spelling import refuse

if TYPE_CHECKING:
    from shapely.geometry.base import BaseGeometry

CHINA = (73.0, 3.0, 136.0, 54.0)
"""West, south, east, north in degrees, with the sea areas; a rough frame that tells swapped axes."""

_SRID = re.compile(r"^SRID=\d+; *", re.IGNORECASE)
_RING = re.compile(r"\(([^()]+)\)")

ADVICE = (
    "写成 `POLYGON ((经度 纬度, 经度 纬度, …))`，首尾同一点；QGIS 里导出 WKT 即可",
    "write POLYGON ((longitude latitude, …)), first and last point equal; QGIS exports WKT",
)


@lru_cache(maxsize=16_384)
def parse_boundary(text: str) -> BaseGeometry | None:
    """The geometry of WKT text, or None when it cannot be read; parsed once, as checks and maps ask again."""
    try:
        return shapely.from_wkt(text)
    except shapely.GEOSException:
        return None


def _check_boundary(text: str) -> str:
    geometry = parse_boundary(text)
    if geometry is None:
        mended = _mend(text)
        meant = mended if parse_boundary(mended) is not None else None
        refuse(("不是 WKT 坐标", "is not WKT"), ADVICE, meant=meant)
    if geometry.geom_type not in {"Polygon", "MultiPolygon"} or geometry.is_empty:
        refuse(("不是面（POLYGON 或 MULTIPOLYGON）", "is no POLYGON or MULTIPOLYGON"), ADVICE)
    _check_frame(geometry.bounds)
    if not geometry.is_valid:
        reason = shapely.is_valid_reason(geometry)
        refuse((f"边界自相交或不闭合：{reason}", f"is not a valid boundary: {reason}"), ADVICE)
    return text


def _mend(text: str) -> str:
    """The WKT without what other programs add or an input method spoils, and with its rings closed."""
    plain = _SRID.sub("", fold(text))
    return _RING.sub(lambda ring: f"({_close(ring[1])})", plain)


def _close(ring: str) -> str:
    points = [point.strip() for point in ring.split(",")]
    return ", ".join(points if points[0] == points[-1] else [*points, points[0]])


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


Boundary = Annotated[str, AfterValidator(_check_boundary)]
