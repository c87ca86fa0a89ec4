"""Inhabited islands, and whether a grid looks after each."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from generator.facts.memory import once

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from generator.catalogue import Catalogue, Entry
    from generator.diagnostics import Place
    from generator.model import Division

    Named = Mapping[str, Mapping[str, Mapping[str, Place]]]


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
