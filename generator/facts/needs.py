"""Which services residents of an area need most, so that a page can show a few of them first.

A service has a point for each of these, and more points come first:

- urgent: somebody is there day and night;
- free: it costs nothing at all;
- for the old: it is for the audience that editors put first, 老年人 wherever that was looked at;
- near: it names the area, or one around it, rather than the whole city.

Of equal points the nearer comes first, then the order of lists. What nobody can use today comes last, and the
second of a category after the first of every other, so that five differ.
"""

from collections import Counter
from collections.abc import Iterable
from itertools import chain

from generator.catalogue import Catalogue, Entry
from generator.facts.memory import once
from generator.facts.offers import is_free
from generator.facts.order import in_order
from generator.facts.publication import is_offered
from generator.model import Service
from generator.model.periods import MINUTES_A_DAY


def needed_first(
    catalogue: Catalogue, near: Iterable[Entry[Service]], city: Iterable[Entry[Service]]
) -> list[Entry[Service]]:
    """Services of an area, the nearest first, and of the whole city, by how much they are needed."""
    ranked = [(not is_offered(catalogue, one.value), -1 - need(catalogue, one.value), one) for one in near]
    ranked += [(not is_offered(catalogue, one.value), -need(catalogue, one.value), one) for one in city]
    ranked.sort(key=lambda one: one[:2])
    before, turns = Counter[str](), []
    for away, _, one in ranked:
        category = one.value.categories[0]
        turns.append((away, before[category], one))
        before[category] += 1
    return [one for _, _, one in sorted(turns, key=lambda turn: turn[:2])]


def need(catalogue: Catalogue, service: Service) -> int:
    """The points of a service wherever one lives."""
    elder = _first_audience(catalogue)
    return round_the_clock(service) + is_free(service) + (elder in service.audiences)


def round_the_clock(service: Service) -> bool:
    """Whether somebody is there through a whole day, without an appointment."""
    stated = (service.hours, *(place.hours for place in service.locations))
    rows = chain.from_iterable(hours.weekly for hours in stated if hours)
    return any(
        (period.start, period.end) == (0, MINUTES_A_DAY) and not period.appointment
        for row in rows
        for period in row.open
    )


@once
def _first_audience(catalogue: Catalogue) -> str:
    return next((one.id for one in in_order(catalogue, catalogue.audiences.values())), "")
