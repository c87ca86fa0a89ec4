"""The ground: shapes of live grids, what communities tolerate, how far they are covered; islands."""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from shapely import Geometry

from generator.catalogue import Catalogue, Entry
from generator.diagnostics import Place
from generator.facts.geometry import (
    Shapes,
    as_shapes,
    describe_spot,
    measure,
    parse_shape,
    parse_shapes,
    pieces,
    subtract,
    tile_closely,
    tile_exactly,
    unite,
)
from generator.facts.memory import once
from generator.model import Division, Grid

Named = Mapping[str, Mapping[str, Mapping[str, Place]]]


@dataclass(frozen=True, slots=True)
class Ground:
    """Live grids that have a boundary, and their shapes in the same order.

    `sizes` and `tolerance` are in m² by community id. `tiled` are communities that their grids on land cover
    once and wholly, so that no overlay of single grids is needed there.
    """

    grids: tuple[Entry[Grid], ...]
    shapes: Shapes
    sizes: dict[str, float]
    tolerance: dict[str, float]
    tiled: frozenset[str]

    def is_tile(self, grid: Entry[Grid]) -> bool:
        """Whether a grid is one of the tiles of a covered community."""
        return is_land(grid) and grid.value.community in self.tiled


def is_land(grid: Entry[Grid]) -> bool:
    """Whether a grid is one of those that divide the land of its community."""
    return grid.value.kind in {"综合", "专属"}


@once
def survey(catalogue: Catalogue) -> Ground:
    """Measure the communities; one without boundary is as large as its grids together."""
    grids = tuple(grid for grid in catalogue.live_grids if grid.value.boundary)
    shapes = parse_shapes(grid.value.boundary or "" for grid in grids)
    areas: dict[str, float] = {}
    for grid, size in zip(grids, measure(shapes).tolist(), strict=True):
        if grid.value.kind != "微网格":
            areas[grid.value.community] = areas.get(grid.value.community, 0) + size
    drawn = drawn_communities(catalogue)
    wholes = parse_shapes(community.value.boundary or "" for community in drawn)
    areas |= {community.id: size for community, size in zip(drawn, measure(wholes).tolist(), strict=True)}
    share = catalogue.profile.coverage.tolerance
    tolerance = {key: share * area for key, area in areas.items()}
    return Ground(grids, shapes, areas, tolerance, _find_tiled(grids, shapes, drawn, share / 2))


def drawn_communities(catalogue: Catalogue) -> list[Entry[Division]]:
    """Communities that have a boundary, by code."""
    return [community for community in catalogue.communities if community.value.boundary]


def _find_tiled(
    grids: Sequence[Entry[Grid]], shapes: Shapes, drawn: Sequence[Entry[Division]], share: float
) -> frozenset[str]:
    """Communities covered exactly, vertex for vertex, or else within a share of their area."""
    numbers = {community.id: number for number, community in enumerate(drawn)}
    tiles = [
        (index, numbers[grid.value.community])
        for index, grid in enumerate(grids)
        if is_land(grid) and grid.value.community in numbers
    ]
    if not tiles:
        return frozenset()
    chosen, owners = np.array(tiles, dtype=np.intp).T
    wholes = [community.value.boundary or "" for community in drawn]
    exact = tile_exactly(shapes[chosen], owners, parse_shapes(wholes))
    texts: dict[int, list[str]] = defaultdict(list)
    for index, owner in tiles:
        texts[owner].append(grids[index].value.boundary or "")
    return frozenset(
        community.id
        for number, community in enumerate(drawn)
        if exact[number] or tile_closely(tuple(texts[number]), wholes[number], share)
    )


@dataclass(frozen=True, slots=True)
class Cover:
    """How far the grids of a community cover its ground, less what its tolerance passes over.

    `gaps` are pieces in no grid, largest first, with their m²; `outside` are grids that stick out, with
    the m² and the spot. With `undrawn` grids nobody can tell, so that no gap is looked for.
    """

    community: Entry[Division]
    size: float
    undrawn: tuple[Entry[Grid], ...] = ()
    gaps: tuple[tuple[float, Geometry], ...] = ()
    outside: tuple[tuple[Entry[Grid], float, str], ...] = ()

    @property
    def bare(self) -> float:
        """Ground in no grid, in m²."""
        return sum(size for size, _ in self.gaps)


@once
def measure_cover(catalogue: Catalogue) -> tuple[Cover, ...]:
    """Communities that have a boundary, by code."""
    return tuple(_measure(catalogue, one) for one in drawn_communities(catalogue))


def _measure(catalogue: Catalogue, community: Entry[Division]) -> Cover:
    ground = survey(catalogue)
    size, tolerance = ground.sizes[community.id], ground.tolerance[community.id]
    grids = catalogue.grids_by_community.get(community.id, ())
    undrawn = tuple(grid for grid in grids if is_land(grid) and not grid.value.boundary)
    if community.id in ground.tiled:
        return Cover(community, size, undrawn)
    whole = parse_shape(community.value.boundary or "")
    drawn = [grid for grid in grids if grid.value.kind != "微网格" and grid.value.boundary]
    union = unite(parse_shapes(grid.value.boundary or "" for grid in drawn))
    gaps: list[tuple[float, Geometry]] = []
    if not undrawn:
        (rest,) = subtract(as_shapes([whole]), as_shapes([union]))
        gaps = [piece for piece in pieces(rest) if piece[0] > tolerance]
    (beyond,) = subtract(as_shapes([union]), as_shapes([whole]))
    land = [grid for grid in drawn if is_land(grid)]
    stick = measure(as_shapes([beyond])).sum() > tolerance
    outside = _find_outside(whole, land, tolerance) if stick else ()
    return Cover(community, size, undrawn, tuple(gaps), outside)


def _find_outside(
    whole: Geometry, grids: Sequence[Entry[Grid]], tolerance: float
) -> tuple[tuple[Entry[Grid], float, str], ...]:
    shapes = parse_shapes(grid.value.boundary or "" for grid in grids)
    outside = subtract(shapes, as_shapes([whole] * len(grids)))
    return tuple(
        (grid, size, describe_spot(shape))
        for grid, shape, size in zip(grids, outside, measure(outside).tolist(), strict=True)
        if size > tolerance
    )


@dataclass(frozen=True, slots=True)
class InhabitedIsland:
    """An island with as many residents as the profile says: its place in the list of its division.

    `other` is where a live grid there names it as something else than 岛屿, the first of these.
    """

    division: Entry[Division]
    index: int
    covered: bool
    other: Place | None

    @property
    def name(self) -> str:
        return self.division.value.islands[self.index].name


@once
def inhabited_islands(catalogue: Catalogue) -> tuple[InhabitedIsland, ...]:
    """Islands with `islands.residents` of the profile or more, by division."""
    least = catalogue.profile.islands.residents
    found = [
        (division, index, _normalise(island.name))
        for _, division in sorted(catalogue.divisions.items())
        for index, island in enumerate(division.value.islands)
        if island.residents >= least
    ]
    named = _find_places(catalogue, {name for _, _, name in found})
    islands = []
    for division, index, name in found:
        kinds = named.get(division.id, {}).get(name, {})
        other = next(iter(kinds.values()), None)
        islands.append(InhabitedIsland(division, index, "岛屿" in kinds, other))
    return tuple(islands)


def _find_places(catalogue: Catalogue, wanted: Collection[str]) -> Named:
    """By division id, also of those above: wanted names that live grids cover, where each kind stands."""
    found: dict[str, dict[str, dict[str, Place]]] = defaultdict(lambda: defaultdict(dict))
    for community, grids in catalogue.grids_by_community.items() if wanted else ():
        above = [division.id for division in catalogue.lineage(community)]
        for grid in grids:
            for number, place in enumerate(grid.value.covers):
                for name in map(_normalise, (place.name, *place.aliases)):
                    for division in above if name in wanted else ():
                        spot = grid.at("covers", number, "kind")
                        found[division][name].setdefault(place.kind, spot)
    return found


def _normalise(name: str) -> str:
    return "".join(name.split())
