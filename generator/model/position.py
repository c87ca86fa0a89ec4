"""Positions: longitude, latitude and the system that they were read in, as one text that fits a cell.

Maps in China are shifted: what AMap and Tencent show is GCJ-02, some 500 m away from WGS-84, which satellites
give and QGIS exports. Boundaries are in WGS-84 (CGCS2000 is the same within centimetres), so positions are
turned into it before they are drawn. The shift is the one that everybody who undoes it has published.
"""

import re
from dataclasses import dataclass
from functools import lru_cache
from math import cos, pi, radians, sin, sqrt
from typing import Annotated

from pydantic import AfterValidator, Field

from generator.locale.spelling import fold
from generator.model import written
from generator.model.boundary import CHINA
from generator.model.spelling import refuse, respell

_FORM = re.compile(r"(-?\d+(?:\.\d+)?)[,; ]+(-?\d+(?:\.\d+)?) *(.*)")
_SYSTEMS = {"wgs84": "WGS-84", "cgcs2000": "WGS-84", "gcj02": "GCJ-02"}
ADVICE = (
    "写成“经度,纬度 坐标系”：122.47,29.93 WGS-84（卫星定位、QGIS），或 122.47,29.93 GCJ-02（高德、腾讯地图）",
    "write `122.47,29.93 WGS-84` (satellites, QGIS) or `122.47,29.93 GCJ-02` (AMap, Tencent)",
)
_AXIS, _ECCENTRICITY_2 = 6_378_245.0, 0.00669342162296594323
"""The ellipsoid of Krassowsky (1940), which the shift is reckoned on."""
_STEPS = 8
"""Each takes off what the last guess is wrong by: far below a millimetre."""

Degrees = tuple[float, float]
"""Longitude and latitude."""


@dataclass(frozen=True, slots=True)
class Spot:
    """A position as it was written, in degrees; `system` is WGS-84 or GCJ-02."""

    degrees: Degrees
    system: str

    @property
    def wgs84(self) -> Degrees:
        return self.degrees if self.system == "WGS-84" else to_wgs84(self.degrees)

    @property
    def other(self) -> "Spot":
        """The same numbers taken as read in the other system."""
        return Spot(self.degrees, "GCJ-02" if self.system == "WGS-84" else "WGS-84")


@lru_cache(maxsize=16_384)
def parse_position(text: str) -> Spot:
    """A position that the model has taken."""
    longitude, latitude, system = re.split("[, ]", text)
    return Spot((float(longitude), float(latitude)), system)


def to_gcj02(degrees: Degrees) -> Degrees:
    """WGS-84 to GCJ-02."""
    longitude, latitude = degrees
    x, y = longitude - 105, latitude - 35
    shared = _wave(x, (20, 6), (20, 2))
    north = -100 + 2 * x + 3 * y + 0.2 * y * y + 0.1 * x * y + 0.2 * sqrt(abs(x)) + shared
    north += _wave(y, (20, 1), (40, 1 / 3), (160, 1 / 12), (320, 1 / 30))
    east = 300 + x + 2 * y + 0.1 * x * x + 0.1 * x * y + 0.1 * sqrt(abs(x)) + shared
    east += _wave(x, (20, 1), (40, 1 / 3), (150, 1 / 12), (300, 1 / 30))
    bulge = 1 - _ECCENTRICITY_2 * sin(radians(latitude)) ** 2
    parallel = _AXIS / sqrt(bulge) * cos(radians(latitude)) * pi / 180
    meridian = _AXIS * (1 - _ECCENTRICITY_2) / (bulge * sqrt(bulge)) * pi / 180
    return longitude + east / parallel, latitude + north / meridian


def to_wgs84(degrees: Degrees) -> Degrees:
    """GCJ-02 to WGS-84."""
    guess = degrees
    for _ in range(_STEPS):
        there = to_gcj02(guess)
        guess = guess[0] + degrees[0] - there[0], guess[1] + degrees[1] - there[1]
    return guess


def _wave(value: float, *parts: tuple[float, float]) -> float:
    return sum(height * sin(value * length * pi) * 2 / 3 for height, length in parts)


def _check_position(text: str) -> str:
    match = _FORM.fullmatch(fold(text).strip(" ()"))
    if match is None:
        refuse(("不是坐标", "is no position"), ADVICE)
    longitude, latitude, named = match.groups()
    if not named:
        refuse(("没有写坐标系", "names no system"), ADVICE)
    system = _SYSTEMS.get(re.sub(r"[^a-z0-9]", "", named.lower()))
    if system is None:
        refuse(("坐标系不是 WGS-84，也不是 GCJ-02", "is neither in WGS-84 nor in GCJ-02"), ADVICE)
    _check_in_china(float(longitude), float(latitude), f"{latitude},{longitude} {system}")
    plain = f"{longitude},{latitude} {system}"
    if text != plain:
        respell(plain)
    return text


def _check_in_china(longitude: float, latitude: float, swapped: str) -> None:
    west, south, east, north = CHINA
    if west <= longitude <= east and south <= latitude <= north:
        return
    if west <= latitude <= east and south <= longitude <= north:
        refuse(
            ("经度和纬度写反了", "has longitude and latitude swapped"),
            ("经度在前，纬度在后", "longitude first"),
            meant=swapped,
        )
    refuse(("不在中国的经纬度范围内", "lies outside China's longitudes and latitudes"), ADVICE)


Position = Annotated[str, AfterValidator(_check_position), written.POSITION]
POSITION = Field(
    None,
    title="坐标",
    description="经度,纬度 坐标系：122.47,29.93 WGS-84；高德、腾讯地图上查的写 GCJ-02",
)
