"""Maps from the city down to its communities: districts first where communities would be too small to tap."""

from generator.catalogue import Catalogue, Entry, gather
from generator.facts.geometry import as_shapes, parse_shape, unite
from generator.facts.memory import once
from generator.model import Division
from generator.views.addresses import page_path
from generator.views.map import Area, MapView, draw_areas

MOST_SHAPES = 40
"""Up to so many communities are drawn on one map; beyond, what they lie in."""


@once
def parts_of_division(catalogue: Catalogue, division_id: str) -> tuple[Entry[Division], ...]:
    """What the map of a division shows: its communities when they are few, else the divisions below it."""
    communities = communities_below(catalogue, division_id)
    below = catalogue.children.get(division_id, ())
    if len(communities) <= MOST_SHAPES or all(one.value.level == "社区" for one in below):
        return communities
    return tuple(one for one in below if communities_below(catalogue, one.id))


def communities_below(catalogue: Catalogue, division_id: str) -> tuple[Entry[Division], ...]:
    """The communities of a division, by code."""
    return _communities_by_division(catalogue).get(division_id, ())


@once
def _communities_by_division(catalogue: Catalogue) -> dict[str, tuple[Entry[Division], ...]]:
    return gather((above.id, one) for one in catalogue.communities for above in catalogue.lineage(one.id))


def part_path(part: Entry[Division]) -> str:
    """Where a part of a map leads: to the page of a community, to the map of what lies above."""
    if part.value.level == "社区":
        return page_path("division", part.id)
    return f"grids/map_{part.id}.html"


@once
def view_city_map(catalogue: Catalogue) -> MapView | None:
    """The map of the city; None where less than two parts have a boundary."""
    return view_division_map(catalogue, catalogue.profile.city)


@once
def view_division_map(catalogue: Catalogue, division_id: str) -> MapView | None:
    """The map of a division's parts."""
    areas = [area for one in parts_of_division(catalogue, division_id) if (area := _area(catalogue, one))]
    name = catalogue.name_of("division", division_id)
    return draw_areas(catalogue, f"{name}示意图", areas)


def _area(catalogue: Catalogue, part: Entry[Division]) -> Area | None:
    """A part with its own boundary, else with that of its communities together."""
    own = [part.value.boundary] if part.value.boundary else []
    below = (one.value.boundary for one in communities_below(catalogue, part.id))
    bounds = own or [one for one in below if one]
    if not bounds:
        return None
    shape = unite(as_shapes([parse_shape(one) for one in bounds]))
    return Area(part.id, part.value.name, part_path(part), "", shape)
