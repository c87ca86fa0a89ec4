"""What residents will notice between two catalogues: pure comparison, in plain words.

Both catalogues should be read as of the same day, so that edits count and the calendar does not.
"""

from collections.abc import Callable, Iterator, Mapping
from functools import partial

from generator.catalogue import Catalogue
from generator.changes.entries import compare_entries, compare_names
from generator.changes.grids import compare_grids
from generator.changes.handbooks import compare_handbooks
from generator.changes.lists import (
    compare_charters,
    compare_honours,
    compare_matters,
    compare_notices,
    compare_plans,
)
from generator.changes.offices import compare_offices
from generator.changes.renames import follow_renames
from generator.changes.services import compare_services
from generator.changes.workers import compare_workers
from generator.views.projections import Change
from generator.views.register import SECTIONS

__all__ = ["Change", "compare_catalogues", "compare_section"]

COMPARISONS: Mapping[str, Callable[[Catalogue, Catalogue], Iterator[Change]]] = {
    "service": compare_services,
    "grid": compare_grids,
    "worker": compare_workers,
    "office": compare_offices,
    "notice": compare_notices,
    "matter": compare_matters,
    "plan": compare_plans,
    "community": compare_charters,
    "honour": compare_honours,
    "handbook": compare_handbooks,
}
"""Headings whose changes are told in sentences of their own; the others are told field by field."""


def compare_catalogues(before: Catalogue, after: Catalogue) -> tuple[Change, ...]:
    """Everything that changed, in the order of the headings; handbooks to reprint come last.

    What is broken on either side is left out: a fault in a file is no news to residents. Nor is a new id
    of an entry that names its former one.
    """
    known = follow_renames(before, after)
    return tuple(change for name in SECTIONS for change in compare_section(name, known, after))


def compare_section(section: str, before: Catalogue, after: Catalogue) -> Iterator[Change]:
    """What changed under one heading: new names, then the rest."""
    own = COMPARISONS.get(section) or partial(compare_entries, section)
    yield from compare_names(section, before, after)
    yield from own(before, after)
