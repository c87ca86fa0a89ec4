"""What one catalogue alone can tell about the last months: the dates that stand in its entries.

A phone that was changed leaves no date behind, so this is less than a comparison; the page says so.
"""

import datetime

from generator.catalogue import Catalogue
from generator.views.projections import Change, NotShown
from generator.views.register import PUBLICATIONS

DAYS = 90
"""How far the page looks back. A convention: one quarter, like the assessments."""


def dated_changes(catalogue: Catalogue) -> tuple[Change, ...]:
    """Changes with a day in the last `DAYS` days up to today, latest first."""
    first = catalogue.today - datetime.timedelta(days=DAYS)
    found = [
        change
        for one in PUBLICATIONS
        if not isinstance(one.dated, NotShown)
        for change in one.dated(catalogue)
        if change.on is not None and first <= change.on <= catalogue.today
    ]
    found.sort(key=lambda one: (one.kind, one.subjects))
    found.sort(key=lambda one: one.on or first, reverse=True)
    return tuple(found)
