"""Places on a printed map: a symbol for each kind, and its name beside it where no other thing stands.

A name that finds no room is left out of the drawing, not of the legend, which lists all of them.
"""

from collections.abc import Callable, Iterable, Iterator
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from math import atan2, degrees, hypot

from generator.catalogue import Catalogue, Entry
from generator.facts.memory import once
from generator.facts.places import home_of, serving_places
from generator.model import Grid, Service
from generator.model.position import parse_position

GROUND, POINT, SHELTER, SERVICE = "本网格的地方", "急用的点位", "避灾点", "办事的地方"
"""What a legend calls the kinds of places, in its order."""
_LETTER, _LINE = 3.1, 3.8
"""The width of a Chinese character and the height of a line of a name, in mm."""
_SYMBOL, _NUMBER, _EDGE = 1.7, 3.2, 0.5
"""Half the side of a symbol and of a grid's number, and what a name keeps from the edge, in mm."""
_NEAR = 3.0
"""In mm: what is nearer to the middle than this lies in no direction."""
_MOST = 40
"""Places on one map; more would hide the ground."""
_WINDS = ("东面", "东北面", "北面", "西北面", "西面", "西南面", "南面", "东南面")

Point = tuple[float, float]
Box = tuple[float, float, float, float]
Projection = Callable[[Point], Point]
"""Degrees of WGS-84 to mm from the upper left corner."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """A place that has a position."""

    name: str
    kind: str
    position: str


@dataclass(frozen=True, slots=True)
class Mark:
    """A place on the map: its symbol's middle, the upper left corner of its name if there is room for it.

    `direction` tells where it lies from the number of the grid.
    """

    name: str
    kind: str
    spot: Point
    label: Point | None
    direction: str


@dataclass(slots=True)
class Room:
    """The size of a map, the middle that directions are told from, and what is taken already."""

    width: float
    height: float
    centre: Point
    numbers: tuple[Point, ...]
    taken: list[Box] = field(default_factory=list)

    def holds(self, spot: Point) -> bool:
        """Whether a spot is on the map."""
        return 0 <= spot[0] <= self.width and 0 <= spot[1] <= self.height

    def take(self, name: str, spot: Point) -> Point | None:
        """The first free place for a name: right of its symbol, left, above, below."""
        x, y = spot
        wide = sum(_LETTER if one > "\u2e7f" else _LETTER / 2 for one in name)
        side, up = _SYMBOL + _EDGE, _SYMBOL + _LINE
        spots = ((x + side, y - _LINE / 2), (x - side - wide, y - _LINE / 2))
        for left, top in (*spots, (x - wide / 2, y - up), (x - wide / 2, y + _SYMBOL)):
            box = (left, top, left + wide, top + _LINE)
            if self._fits(box):
                self.taken.append(box)
                return round(left, 2), round(top, 2)
        return None

    def _fits(self, box: Box) -> bool:
        left, top, right, bottom = box
        inside = left >= _EDGE and top >= 0 and right <= self.width - _EDGE and bottom <= self.height
        return inside and not any(
            left < other[2] and right > other[0] and top < other[3] and bottom > other[1]
            for other in self.taken
        )


def list_wanted(catalogue: Catalogue, grid: Entry[Grid]) -> Iterator[Wanted]:
    """Places of the grid, shelters and offices around it, and where services are had, each once."""
    found: dict[tuple[str, str], Wanted] = {}
    for one in _list_all(catalogue, grid):
        found.setdefault((one.name, one.kind), one)
    yield from found.values()


def _list_all(catalogue: Catalogue, grid: Entry[Grid]) -> Iterator[Wanted]:
    community = grid.value.community
    for division in catalogue.lineage(community):
        if division.value.position:
            yield Wanted(f"{division.name}（办公）", SERVICE, division.value.position)
        for shelter in division.value.shelters:
            if shelter.position:
                yield Wanted(shelter.name, SHELTER, shelter.position)
    yield from _list_own(grid.value)
    for service in _placed_services(catalogue):
        for location in serving_places(catalogue, service.value.locations, community):
            if location.position:
                yield Wanted(location.name, SERVICE, location.position)
    around = {one.id for one in catalogue.lineage(community)}
    for wanted, home, grids in _placed_offices(catalogue):
        if not home or home & around or grid.id in grids:
            yield wanted


@once
def _placed_services(catalogue: Catalogue) -> tuple[Entry[Service], ...]:
    """Services with a place on the map, by id."""
    services = (one for _, one in sorted(catalogue.services.items()))
    return tuple(one for one in services if any(place.position for place in one.value.locations))


@once
def _placed_offices(catalogue: Catalogue) -> tuple[tuple[Wanted, AbstractSet[str], AbstractSet[str]], ...]:
    """Organisations with a place on the map, by id, with the divisions and grids that each is for."""
    offices = (one.value for _, one in sorted(catalogue.organizations.items()))
    return tuple(
        (Wanted(one.name, SERVICE, one.position), home_of(catalogue, one), frozenset(one.grids))
        for one in offices
        if one.position
    )


def _list_own(grid: Grid) -> Iterator[Wanted]:
    for place in grid.covers:
        if place.position:
            yield Wanted(place.name, GROUND, place.position)
    for point in grid.points:
        if point.position:
            yield Wanted(f"{point.kind} {point.name}", POINT, point.position)


def place_marks(wanted: Iterable[Wanted], project: Projection, room: Room) -> tuple[Mark, ...]:
    """What lies on the map, in the order of the legend; symbols first, so that no name covers one."""
    spots = [(one, project(parse_position(one.position).wgs84)) for one in wanted]
    drawn = [(one, spot) for one, spot in spots if room.holds(spot)][:_MOST]
    room.taken += [_around(spot, _NUMBER) for spot in room.numbers]
    room.taken += [_around(spot, _SYMBOL) for _, spot in drawn]
    marks = [
        Mark(one.name, one.kind, spot, room.take(one.name, spot), _tell_direction(room.centre, spot))
        for one, spot in drawn
    ]
    return tuple(sorted(marks, key=lambda one: (GROUND, POINT, SHELTER, SERVICE).index(one.kind)))


def _around(spot: Point, half: float) -> Box:
    return spot[0] - half, spot[1] - half, spot[0] + half, spot[1] + half


def _tell_direction(centre: Point, spot: Point) -> str:
    east, north = spot[0] - centre[0], centre[1] - spot[1]
    if hypot(east, north) < _NEAR:
        return "正中"
    return _WINDS[round(degrees(atan2(north, east)) / 45) % 8]
