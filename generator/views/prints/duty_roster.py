"""The duty table for a wall: a month on a sheet."""

from collections.abc import Iterator
from dataclasses import dataclass

from generator.catalogue import Catalogue
from generator.views.prints.contacts import Letterhead, view_letterhead
from generator.views.prints.roster import PrintedRoster, view_printed_rosters


@dataclass(frozen=True, slots=True)
class DutyTables:
    """All rosters of a grid, each with its months. `codes` are their pages."""

    head: Letterhead
    rosters: tuple[PrintedRoster, ...]
    codes: tuple[str, ...]
    subject: str = ""


def view_duty_tables(catalogue: Catalogue, grid_id: str) -> Iterator[DutyTables]:
    """The months of its rosters, from this one on; nothing without a roster."""
    rosters = view_printed_rosters(catalogue, grid_id)
    if rosters:
        yield DutyTables(view_letterhead(catalogue, grid_id), rosters, tuple(one.path for one in rosters))
