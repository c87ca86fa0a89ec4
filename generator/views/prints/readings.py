"""How names in a print are said, for braille and voices: what entries give in `pronunciation`."""

from collections.abc import Iterator

from generator.catalogue import Catalogue, Entry
from generator.facts.presence import team_of_grid
from generator.model import Division, Grid, Organization, Person


def view_readings(catalogue: Catalogue, grid: Entry[Grid]) -> tuple[tuple[str, str], ...]:
    """Names of the grid, of what it lies in, of its people and of organisations, each with its pinyin."""
    return tuple(dict(_list_readings(catalogue, grid)).items())


def _list_readings(catalogue: Catalogue, grid: Entry[Grid]) -> Iterator[tuple[str, str]]:
    named: list[Grid | Division | Person | Organization] = [grid.value]
    named += (one.value for one in catalogue.lineage(grid.value.community))
    named += (one.person.value for one in team_of_grid(catalogue, grid.id))
    named += (one.value for one in catalogue.organizations.values())
    yield from ((one.name, one.pronunciation) for one in named if one.pronunciation)
