"""Maps for programs: GeoJSON (RFC 7946), in WGS-84, which boundaries are in and positions are turned into.

Outer rings run against the clock, seven digits (a centimetre), no `crs`, and a `bbox` of the whole.
"""

import json
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from functools import partial

import numpy as np
import shapely

from generator.artifact import Artifact
from generator.catalogue import Catalogue
from generator.diagnostics import Text
from generator.facts.geometry import Shapes, as_shapes, parse_shape
from generator.facts.publication import listed_services
from generator.locale.zh import GRID_FUNCTIONS, GRID_KINDS
from generator.model.division import Division, Shelter
from generator.model.grid import CoveredPlace, EmergencyPoint
from generator.model.organization import Organization
from generator.model.position import parse_position
from generator.model.service import Location
from generator.outputs.exports.export import Export
from generator.views.addresses import page_path, public_path, service_name
from generator.views.open_data import FOLDER, VERSION
from generator.views.reference_records import SECOND_EDITION

DIGITS = 7
Feature = tuple[str, shapely.Geometry, dict[str, object]]
"""Its id, its shape in degrees, what is said of it."""
Placed = CoveredPlace | EmergencyPoint | Shelter | Location | Division | Organization
_ENCODER = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"))


def grid_features(catalogue: Catalogue) -> Iterator[Feature]:
    """Grids in force that have a boundary."""
    for one in catalogue.live_grids:
        it = one.value
        if it.boundary:
            says: dict[str, object] = {"code": it.code, "name": it.name, "kind": GRID_KINDS[it.kind]}
            says |= {"function": GRID_FUNCTIONS[it.function], "community_id": it.community}
            says["page"] = page_path("grid", one.id)
            yield one.id, parse_shape(it.boundary), says


def division_features(catalogue: Catalogue) -> Iterator[Feature]:
    """Divisions that have a boundary."""
    for one in sorted(catalogue.divisions.values(), key=lambda one: (one.value.code, one.id)):
        it = one.value
        if it.boundary:
            page = public_path(catalogue, "division", one.id).partition("#")[0]
            says: dict[str, object] = {"code": it.code, "name": it.name, "level": it.level}
            says |= {"parent_id": it.parent, "page": page}
            yield one.id, parse_shape(it.boundary), says


def place_features(catalogue: Catalogue) -> Iterator[Feature]:
    """Whatever has a position: places and points of grids, shelters, places of services, offices."""
    for grid in catalogue.live_grids:
        of = page_path("grid", grid.id)
        for field, items in (("covers", grid.value.covers), ("points", grid.value.points)):
            yield from _points(f"grid/{grid.id}/{field}", of, ((it.kind, it, it.kind) for it in items))
    for division in sorted(catalogue.divisions.values(), key=lambda one: (one.value.code, one.id)):
        of = public_path(catalogue, "division", division.id).partition("#")[0]
        if division.value.position:
            yield _point(f"division/{division.id}", of, division.value, "办公地点")
        shelters = (("", it, "避灾点") for it in division.value.shelters)
        yield from _points(f"division/{division.id}/shelters", of, shelters)
    for service in listed_services(catalogue):
        of, kind = page_path("service", service.id), service_name(service.value)
        places = (("", it, kind) for it in service.value.locations)
        yield from _points(f"service/{service.id}/locations", of, places)
    for name, office in sorted(catalogue.organizations.items()):
        if office.value.position:
            of = page_path("organization", name)
            yield _point(f"organization/{name}", of, office.value, office.value.kind)


def _points(owner: str, page: str, items: Iterable[tuple[str, Placed, str]]) -> Iterator[Feature]:
    """Points of one list: a sort that belongs to the id, the point, what it is called.

    An id follows from sort and name, as both stand in the entry, so that it stays when another point comes
    before. Only those of one sort and name in one list are told apart by a number.
    """
    seen = Counter[str]()
    for sort, it, kind in items:
        if it.position:
            known_by = "/".join(part.replace("/", "-") for part in (sort, it.name) if part)
            seen[known_by] += 1
            number = f"/{seen[known_by]}" * (seen[known_by] > 1)
            yield _point(f"{owner}/{known_by}{number}", page, it, kind)


def _point(name: str, page: str, it: Placed, kind: str) -> Feature:
    says: dict[str, object] = {"name": it.name, "kind": kind, "page": page, "address": it.address or ""}
    return name, shapely.Point(parse_position(it.position or "").wgs84), says


def render_features(
    path: str,
    features: Callable[[Catalogue], Iterable[Feature]],
    catalogue: Catalogue,
    site_url: str,
) -> Iterator[Artifact]:
    """One collection, a feature a line, so that editions can be compared."""
    found = list(features(catalogue))
    shapes = _round(as_shapes([shape for _, shape, _ in found]))
    lines = [
        f'{{"type":"Feature","id":{_ENCODER.encode(name)},"geometry":{geometry},'
        f'"properties":{_ENCODER.encode(_whole(says, site_url))}}}'
        for (name, _, says), geometry in zip(found, shapely.to_geojson(shapes), strict=True)
    ]
    bounds = shapely.total_bounds(shapes).tolist() if found else []
    bbox = f'"bbox":{_ENCODER.encode(bounds)},' if bounds else ""
    body = ",\n".join(lines)
    yield Artifact(path, f'{{"type":"FeatureCollection",{bbox}"features":[\n{body}\n]}}\n'.encode())


def _round(shapes: Shapes) -> Shapes:
    """Seven digits; where lines then cross that did not, the shape next to it that is one."""
    rounded = shapely.transform(shapes, lambda degrees: np.round(degrees, DIGITS))
    crossed = ~shapely.is_valid(rounded)
    snapped = shapely.set_precision(shapes[crossed], 10.0**-DIGITS)
    rounded[crossed] = shapely.transform(snapped, lambda degrees: np.round(degrees, DIGITS))
    return shapely.orient_polygons(rounded)


def _whole(says: dict[str, object], site_url: str) -> dict[str, object]:
    return says | {"page": f"{site_url}{says['page']}"} if says["page"] else says


def _count(features: Callable[[Catalogue], Iterable[Feature]], catalogue: Catalogue) -> int:
    return sum(1 for _ in features(catalogue))


_KINDS = (
    ("grids", Text("网格边界", "Boundaries of grids"), grid_features),
    ("divisions", Text("区划边界", "Boundaries of divisions"), division_features),
    ("places", Text("地点", "Places"), place_features),
)
MAPS = tuple(
    Export(
        name=f"{name}-geojson",
        about=Text("地图", "Maps"),
        title=title,
        says=Text(
            "坐标是 WGS-84；高德、腾讯的坐标已经换算。QGIS 和网页地图能打开。",
            "In WGS-84; positions in GCJ-02 are converted. For QGIS and maps in web pages.",
        ),
        format="GeoJSON",
        media_type="application/geo+json",
        path=f"{FOLDER}/{name}.geojson",
        version=VERSION,
        since=SECOND_EDITION,
        render=partial(render_features, f"{FOLDER}/{name}.geojson", features),
        rows=partial(_count, features),
        standard="https://www.rfc-editor.org/rfc/rfc7946",
    )
    for name, title, features in _KINDS
)
