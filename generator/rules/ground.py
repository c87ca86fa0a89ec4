"""What the rules on boundaries share: the shapes of live grids and what their communities tolerate."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from generator.diagnostics import Text
from generator.geometry import describe_size, measure, parse_shapes

if TYPE_CHECKING:
    from collections.abc import Sequence

    from generator.catalogue import Catalogue, Entry
    from generator.geometry import Shapes
    from generator.model import Division, Grid


@dataclass(frozen=True, slots=True)
class Ground:
    """Live grids that have a boundary, their shapes in the same order, tolerance by community id (m²)."""

    grids: tuple[Entry[Grid], ...]
    shapes: Shapes
    tolerance: dict[str, float]


def survey(catalogue: Catalogue) -> Ground:
    """Measure the communities; one without boundary is as large as its grids together."""
    grids = tuple(grid for grid in catalogue.live_grids if grid.value.boundary)
    shapes = parse_shapes(grid.value.boundary or "" for grid in grids)
    areas: dict[str, float] = {}
    for grid, size in zip(grids, measure(shapes).tolist(), strict=True):
        if grid.value.kind != "微网格":
            areas[grid.value.community] = areas.get(grid.value.community, 0) + size
    drawn = [community for community in catalogue.divisions.values() if community.value.boundary]
    sizes = measure(parse_shapes(community.value.boundary or "" for community in drawn)).tolist()
    areas |= {community.id: size for community, size in zip(drawn, sizes, strict=True)}
    share = catalogue.profile.coverage.tolerance
    return Ground(grids, shapes, {key: share * area for key, area in areas.items()})


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
