"""What the rules on boundaries share: the shapes of live grids and what their communities tolerate."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from generator.diagnostics import Text
from generator.facts.geometry import describe_size, measure, parse_shapes, tile_closely, tile_exactly

if TYPE_CHECKING:
    from collections.abc import Sequence

    from generator.catalogue import Catalogue, Entry
    from generator.facts.geometry import Shapes
    from generator.model import Division, Grid


@dataclass(frozen=True, slots=True)
class Ground:
    """Live grids that have a boundary, and their shapes in the same order.

    `tolerance` is in m² by community id. `tiled` are communities that their grids on land cover
    once and wholly, so that no overlay of single grids is needed there.
    """

    grids: tuple[Entry[Grid], ...]
    shapes: Shapes
    tolerance: dict[str, float]
    tiled: frozenset[str]

    def is_tile(self, grid: Entry[Grid]) -> bool:
        """Whether a grid is one of the tiles of a covered community."""
        return is_land(grid) and grid.value.community in self.tiled


def is_land(grid: Entry[Grid]) -> bool:
    """Whether a grid is one of those that divide the land of its community."""
    return grid.value.kind in {"综合", "专属"}


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
    return Ground(grids, shapes, tolerance, _find_tiled(grids, shapes, drawn, share / 2))


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


def drawn_grids(grids: Sequence[Entry[Grid]]) -> list[Entry[Grid]]:
    """Grids of the upper level that have a boundary."""
    return [grid for grid in grids if grid.value.kind != "微网格" and grid.value.boundary]


def named(entry: Entry[Grid] | Entry[Division]) -> Text:
    """Id and name, as messages write them."""
    name = entry.value.name
    return Text(f"`{entry.id}`（{name}）", f"`{entry.id}` ({name})")


def size_text(square_metres: float) -> Text:
    """Square metres with their unit."""
    size = describe_size(square_metres)
    return Text(f"{size} 平方米", f"{size} m²")
