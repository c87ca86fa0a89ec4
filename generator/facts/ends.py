"""Last days that stand in entries: what ends by itself, so that somebody decides what follows."""

import datetime
from collections.abc import Iterator
from typing import NamedTuple

from generator.catalogue import Catalogue, Entry
from generator.diagnostics import KeyPath
from generator.model.fields import Date, Shape
from generator.model.walking import find_values

LAST_DAYS = frozenset(
    {
        *(("service", name) for name in ("valid_until", "paused_until", "alert_until")),
        *(("grid", "valid_until"), ("plan", "valid_until"), ("notice", "expires_on")),
        *(("matter", "temporary_until"), ("person", "until"), ("profile", "until"), ("roster", "until")),
    }
)
"""Kinds and fields. Others close a span that is over when it is written: a quarter, a week, a holiday.

The last day of a service's assurance is told by `facts.offers`.
"""


class End(NamedTuple):
    """A last day: whose, where it stands, which day."""

    entry: Entry[Shape]
    path: KeyPath
    day: datetime.date


def ends_within(catalogue: Catalogue, days: int) -> Iterator[End]:
    """Last days from today on up to so many days ahead, in the order of entries."""
    for entry in catalogue.iter_entries():
        for one in find_values(entry.value, Date):
            near = 0 <= (one.value - catalogue.today).days <= days
            if near and (entry.kind, one.path[-1]) in LAST_DAYS:
                yield End(entry, one.path, one.value)
