"""写了坐标的地方在自己的网格里

检查网格 `covers` 里写了 `position`（坐标）的地方，在不在网格的边界里；区划的办公地点和避灾点（`shelters`）离
自己的社区、街道有多远；服务地点（`locations`）和机构离名称、地址里写的社区、街道、区县有多远，都没有写的，离
全市有多远。在边界外面 100 米以上的地方、3 公里以上的办公地点、避灾点、服务地点和机构要提醒：多半是坐标系写错
了（高德、腾讯地图上查的是 GCJ-02，和 WGS-84 差几百米），或者抄错了数字。没有画边界的不检查。

修改办法：坐标系写错的，照提示改；别的，在地图上重新查一次。

过期：没有，和哪一天无关。

来源：100 米、3 公里是约定，约为一次手机定位的误差和走得到的路；GCJ-02 是国家测绘主管部门要求互联网地图使用的
加密坐标系。
---
Places with a position lie in their grid

Checks whether places of `covers` that have a `position` lie in the boundary of the grid, how far the office
and shelters (`shelters`) of a division lie from it, and how far a service's `locations` and organisations
lie from the district that their name or address tells, or from the city where they tell none. A place more
than 100 m outside, or an office, a shelter, a service's place or an organisation more than 3 km away, is
told: most likely the system is the wrong one (AMap and Tencent show GCJ-02, some 500 m from WGS-84), or a
figure was copied wrongly. Nothing is checked where no boundary is drawn.

Repair: where the system is wrong, as the hint says; else look the place up once more.

Lapse: none; it does not depend on the day.

Source: 100 m and 3 km are conventions, about the error of a telephone's position and a way to be walked;
GCJ-02 is the shifted system that public maps in China have to use.
"""

from collections.abc import Iterator
from functools import partial
from math import cos, hypot, radians

import shapely
from shapely import Geometry

from generator.catalogue import Catalogue
from generator.diagnostics import Diagnostic, Place, Severity, Text
from generator.facts.geometry import parse_shape
from generator.facts.memory import once
from generator.facts.places import districts_of
from generator.model.position import Spot, parse_position

CODE = "GRD109"
finding = partial(Diagnostic, CODE, Severity.WARNING)
GROUND_METRES, DISTRICT_METRES = 100, 3000
_METRES_A_DEGREE = 111_320


def check(catalogue: Catalogue) -> Iterator[Diagnostic]:
    """A finding for each place, shelter, office, place of a service and organisation too far outside."""
    yield from _check_grids(catalogue)
    yield from _check_divisions(catalogue)
    for _, service in sorted(catalogue.services.items()):
        for index, location in enumerate(service.value.locations):
            told = location.name, location.address or ""
            if location.position and (near := _find_ground(catalogue, *told)):
                where = service.at("locations", index, "position")
                yield from _check(where, location.name, location.position, near, DISTRICT_METRES)
    for _, office in sorted(catalogue.organizations.items()):
        value = office.value
        # A department of a district may sit in another one: where it is tells its address, not its name.
        if value.position and (near := _find_ground(catalogue, value.address or "", value.name)):
            yield from _check(office.at("position"), value.name, value.position, near, DISTRICT_METRES)


def _check_grids(catalogue: Catalogue) -> Iterator[Diagnostic]:
    for grid in catalogue.live_grids:
        if not grid.value.boundary:
            continue
        ground = parse_shape(grid.value.boundary)
        for field in ("covers", "points"):
            for index, place in enumerate(getattr(grid.value, field)):
                if place.position:
                    where = grid.at(field, index, "position")
                    yield from _check(where, place.name, place.position, ground, GROUND_METRES)


def _check_divisions(catalogue: Catalogue) -> Iterator[Diagnostic]:
    for _, division in sorted(catalogue.divisions.items()):
        value = division.value
        if value.position and (near := _ground_around(catalogue, division.id)):
            yield from _check(division.at("position"), value.name, value.position, near, DISTRICT_METRES)
        if not value.boundary:
            continue
        ground = parse_shape(value.boundary)
        for index, shelter in enumerate(value.shelters):
            if shelter.position:
                where = division.at("shelters", index, "position")
                yield from _check(where, shelter.name, shelter.position, ground, DISTRICT_METRES)


def _find_ground(catalogue: Catalogue, *texts: str) -> Geometry | None:
    """The ground of the districts that texts tell, else of the city; None where it is not wholly drawn."""
    named = districts_of(catalogue, *texts) or {catalogue.profile.city}
    return _join_grounds([_ground_around(catalogue, one) for one in sorted(named)])


def _ground_around(catalogue: Catalogue, division: str) -> Geometry | None:
    found = (_ground_of(catalogue, one.id, ()) for one in catalogue.lineage(division))
    return next((one for one in found if one), None)


@once
def _ground_of(catalogue: Catalogue, division: str, above: tuple[str, ...]) -> Geometry | None:
    """What is drawn of a division, or of all that it consists of; of a loop nothing."""
    if text := catalogue.divisions[division].value.boundary:
        return parse_shape(text)
    if division in above:
        return None
    below, around = catalogue.children.get(division, ()), (*above, division)
    return _join_grounds([_ground_of(catalogue, one.id, around) for one in below])


def _join_grounds(grounds: list[Geometry | None]) -> Geometry | None:
    drawn = [one for one in grounds if one]
    return shapely.union_all(drawn) if drawn and len(drawn) == len(grounds) else None


def _check(place: Place, name: str, position: str, shape: Geometry, most: int) -> Iterator[Diagnostic]:
    spot = parse_position(position)
    metres = _metres_outside(shape, spot)
    if metres <= most:
        return
    other = spot.other
    meant = f"{position.rpartition(' ')[0]} {other.system}"
    misread = _metres_outside(shape, other) < 1
    yield finding(
        place,
        Text(
            "`{name}` 的坐标 `{position}` 在边界外面 {metres} 米",
            "`{name}` at `{position}` lies {metres} m outside the boundary",
        ).format(name=name, position=position, metres=str(round(metres))),
        Text(
            f"当作 {other.system} 就在里面：如果是在{_SHOWN[other.system]}查的，写成 `{meant}`",
            f"read as {other.system} it lies within: if so, write `{meant}`",
        )
        if misread
        else Text(
            "在地图上重新查一次；高德、腾讯地图上的写 GCJ-02，卫星定位的写 WGS-84",
            "look it up once more; AMap and Tencent show GCJ-02, satellites give WGS-84",
        ),
    )


_SHOWN = {"GCJ-02": "高德、腾讯地图上", "WGS-84": "卫星定位或 QGIS 里"}


def _metres_outside(shape: Geometry, spot: Spot) -> float:
    """Metres to the nearest ground of a shape, none within it; on a plane, which holds for a city."""
    point = shapely.Point(spot.wgs84)
    near, _ = shapely.shortest_line(shape, point).coords
    shrink = cos(radians(spot.degrees[1]))
    return hypot((near[0] - point.x) * shrink, near[1] - point.y) * _METRES_A_DEGREE
