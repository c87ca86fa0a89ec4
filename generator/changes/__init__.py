"""What residents will notice between two catalogues: pure comparison, in plain words.

Both catalogues should be read as of the same day, so that edits count and the calendar does not.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.changes.grids import compare_grids
from generator.changes.handbooks import compare_handbooks
from generator.changes.lists import compare_lists
from generator.changes.offices import compare_offices
from generator.changes.renames import follow_renames
from generator.changes.services import compare_services
from generator.changes.wording import Change
from generator.changes.workers import compare_workers

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from generator.catalogue import Catalogue

__all__ = ["Change", "compare_catalogues"]

COMPARISONS: tuple[Callable[[Catalogue, Catalogue], Iterator[Change]], ...] = (
    compare_services,
    compare_grids,
    compare_workers,
    compare_offices,
    compare_lists,
    compare_handbooks,
)


def compare_catalogues(before: Catalogue, after: Catalogue) -> tuple[Change, ...]:
    """Everything that changed, services first, handbooks to reprint last; stable order.

    What is broken on either side is left out: a fault in a file is no news to residents. Nor is a new id
    of an entry that names its former one.
    """
    known = follow_renames(before, after)
    return tuple(change for compare in COMPARISONS for change in compare(known, after))
