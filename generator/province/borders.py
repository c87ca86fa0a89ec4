"""What needs two cities to be seen: codes used twice, grids that overlap across a border, ground between."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

import numpy as np
import shapely

from generator.diagnostics import Diagnostic, Place, Related, Text
from generator.facts.geometry import (
    as_shapes,
    describe_spot,
    intersect,
    measure,
    overlap_candidates,
    parse_shapes,
    pieces,
    unite,
)
from generator.locale.numerals import format_size
from generator.reading import faults
from generator.reading.provinces import ABOVE

LEAST_GAP = 100.0
"""Square metres; smaller ones come from rounded coordinates."""
NARROW = 1e-9
"""Square degrees of outline that one boundary may share with another and still only touch it."""
Extracts = Sequence[Mapping[str, Any]]


def check_borders(cities: Extracts) -> Iterator[Diagnostic]:
    """All findings, with files relative to the province."""
    for kind in ("division", "grid"):
        yield from _check_codes(cities, kind)
    yield from _check_overlaps(cities)
    yield from _check_gaps(cities)


def _check_codes(cities: Extracts, kind: str) -> Iterator[Diagnostic]:
    """A code that an entry of the province gives to all of its cities is one entry's."""
    first: dict[str, str] = {}
    for city in cities:
        for code, file in city["codes"][kind].items():
            place = file.removeprefix(ABOVE) if file.startswith(ABOVE) else f"{city['name']}/{file}"
            owner = first.setdefault(code, place)
            if owner != place:
                related = (Related(Place(owner, ("code",)), Text("另一处在这里", "the other one is here")),)
                yield faults.CODE_OF_TWO.at(Place(place, ("code",)), related=related, code=code, other=owner)


def _check_overlaps(cities: Extracts) -> Iterator[Diagnostic]:
    grids = list(_list_shared(cities))
    shapes = parse_shapes(grid["boundary"] for _, grid in grids)
    pairs = overlap_candidates(shapes)
    owners = np.array([name for name, _ in grids], dtype=object)
    first, second = pairs[:, owners[pairs[0]] != owners[pairs[1]]] if grids else pairs
    common = intersect(shapes[first], shapes[second])
    for number, size in enumerate(measure(common).tolist()):
        (one, a), (other, b) = grids[first[number]], grids[second[number]]
        if size > min(a["tolerance"], b["tolerance"]):
            spot = describe_spot(common[number])
            place = Place(f"{other}/{b['file']}", ("boundary",), on_key=True)
            there = Place(f"{one}/{a['file']}", ("boundary",), on_key=True)
            yield faults.OVERLAP_OF_TWO.at(
                place,
                related=(Related(there, Text("另一条边界", "the other boundary")),),
                other=one,
                name=a["name"],
                size=format_size(size),
                spot=spot,
            )


def _list_shared(cities: Extracts) -> Iterator[tuple[str, Mapping[str, Any]]]:
    """Grids in a frame that another city has a part in, wherever in either city they lie."""
    drawn = [city for city in cities if city["ground"]["outline"]]
    outlines = parse_shapes(city["ground"]["outline"] for city in drawn)
    first, second = overlap_candidates(outlines)
    for number, city in enumerate(drawn):
        others = outlines[[*second[first == number], *first[second == number]]]
        if len(others):
            shapes = parse_shapes(grid["boundary"] for grid in city["ground"]["grids"])
            shared = shapely.STRtree(shapes).query(others)[1]
            yield from ((city["name"], city["ground"]["grids"][one]) for one in sorted(set(shared.tolist())))


def _check_gaps(cities: Extracts) -> Iterator[Diagnostic]:
    """Ground that cities enclose together; what is open to the outside may be the sea."""
    drawn = [city for city in cities if city["ground"]["outline"]]
    outlines = parse_shapes(city["ground"]["outline"] for city in drawn)
    own = shapely.union_all(_fill_holes(outlines)) if len(outlines) else shapely.Polygon()
    holes = [hole for part in shapely.get_parts(own) for hole in _holes(part)]
    for hole in holes:
        beside = [city for city, shape in zip(drawn, outlines, strict=True) if _touches(hole, shape)]
        for size, piece in pieces(hole):
            if len(beside) > 1 and size > LEAST_GAP:
                spot, (one, other) = describe_spot(piece), (city["name"] for city in beside[:2])
                place = Place(f"{one}/menus/profile.yaml", ("city",))
                yield faults.GAP_OF_TWO.at(place, one=one, other=other, size=format_size(size), spot=spot)


def _fill_holes(shapes: Iterable[shapely.Geometry]) -> list[shapely.Geometry]:
    """Outlines without what they enclose alone, which their own city's check tells."""
    return [
        unite(as_shapes([shapely.Polygon(part.exterior) for part in shapely.get_parts(shape)]))
        for shape in shapes
    ]


def _holes(part: Any) -> list[shapely.Geometry]:  # noqa: ANN401 - a polygon
    return [shapely.Polygon(ring) for ring in part.interiors]


def _touches(hole: shapely.Geometry, shape: shapely.Geometry) -> bool:
    return bool(shapely.distance(hole, shape) <= NARROW)
