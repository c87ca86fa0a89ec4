"""When an entry last changed, as far as it says so itself."""

import datetime

from generator.model.fields import Date, Shape
from generator.model.walking import find_values


def last_change(value: Shape, today: datetime.date) -> datetime.date | None:
    """The latest day up to today that an entry states: of its issue, assurance, correction, beginning, end.

    Files do not tell when they were written, and a clone of a repository gives all of them one date.
    """
    return max((one.value for one in find_values(value, Date) if one.value <= today), default=None)
