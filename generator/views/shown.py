"""On which days a piece of a page shows, so that a page read later than it was made is still right.

The page's script shows and hides by the city's day; without it a piece stays as on the day of building.
"""

import datetime
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Shown:
    """The first and the last day, None without a limit; `now` is whether it shows on the day of building."""

    first: datetime.date | None = None
    last: datetime.date | None = None
    now: bool = True


ALWAYS = Shown()


def show_between(today: datetime.date, first: datetime.date | None, last: datetime.date | None) -> Shown:
    """From one day to another, both included; what began already needs no first day."""
    coming = first if first is not None and first > today else None
    return Shown(coming, last, coming is None and (last is None or last >= today))


def show_after(today: datetime.date, last: datetime.date | None) -> Shown:
    """From the day after the last day of something on; never, without one."""
    if last is None or last == datetime.date.max:
        return Shown(now=False)
    return show_between(today, last + datetime.timedelta(days=1), None)
