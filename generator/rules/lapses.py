"""What time has made: findings that are there only because something ended, and those that are to come.

The files do not tell on which day they were written, so a fault of whoever wrote and one that time has
made are told apart by a question: would it be found if nothing had ended? If so, it was wrong as written,
and stops publishing. If not, it is a lapse. For the answer to be the same on every day, what will begin is
looked at before it begins: so nothing that stops publishing appears by the passing of time.
"""

import datetime
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import replace
from types import ModuleType

from generator.catalogue import Catalogue, Entry
from generator.diagnostics import Diagnostic, Lapse, Text
from generator.facts.memory import by_value, once
from generator.model import Matter, Person
from generator.model.fields import Shape
from generator.model.person import Role

Key = tuple[object, ...]

DAY = datetime.timedelta(days=1)
FROM = Text("从 `{day}` 起，{message}", "from `{day}` on: {message}")


def check_module(module: ModuleType, catalogue: Catalogue) -> Iterator[Diagnostic]:
    """What a rule finds: lapses marked as such, and faults of what is yet to begin."""
    found = _check_today(module, catalogue)
    yield from found
    known = {_key(one) for one in found}
    for day in _coming_days(catalogue) if getattr(module, "AHEAD", False) else ():
        for one in _check_today(module, replace(catalogue, today=day)):
            if one.stops_publishing and _key(one) not in known:
                known.add(_key(one))
                yield replace(one, message=FROM.format(day=day, message=one.message))


def _check_today(module: ModuleType, catalogue: Catalogue) -> list[Diagnostic]:
    found = list(module.check(catalogue))
    if not hasattr(module, "MEANWHILE") or not any(one.stops_publishing for one in found):
        return found
    written = _found_if(module, catalogue, datetime.date.min)
    return [
        _lapse(module, catalogue, one) if one.stops_publishing and _key(one) not in written else one
        for one in found
    ]


def _lapse(module: ModuleType, catalogue: Catalogue, found: Diagnostic) -> Diagnostic:
    """The finding as a lapse since the day after the first end without which it would not be there."""
    ends = [*_past_ends(catalogue), catalogue.today - DAY]
    there = bisect_left(ends, 1, key=lambda end: _key(found) in _found_if(module, catalogue, end + DAY))
    lapse = Lapse.after(ends[there], catalogue.profile.grace_days, module.MEANWHILE)
    return found.lapsed(lapse, catalogue.today)


def _found_if(module: ModuleType, catalogue: Catalogue, day: datetime.date) -> set[Key]:
    """What is found if nothing had ended from a day on."""
    return {_key(one) for one in module.check(_lasting(catalogue, day))}


def _key(found: Diagnostic) -> Key:
    """What makes two findings of different days the same: the words may hold dates and sizes."""
    return found.code, found.place.file, found.place.path


def _lasting(catalogue: Catalogue, day: datetime.date) -> Catalogue:
    """The catalogue as if no role, matter or grid had ended from a day on.

    A grid that was replaced has ended on purpose, and stays so.
    """

    def last(until: datetime.date | None) -> datetime.date | None:
        return None if until is not None and day <= until < catalogue.today else until

    def roles(person: Entry[Person]) -> tuple[Role, ...]:
        return tuple(role.changed(until=last(role.until)) for role in person.value.roles)

    def withdrawn(matter: Entry[Matter]) -> datetime.date | None:
        first = matter.value.withdrawn_on
        return None if first is not None and day < first <= catalogue.today else first

    replaced = _replaced_grids(catalogue)
    changed: dict[str, dict[str, Entry[Shape]]] = {
        "grid": {
            name: one if name in replaced else one.changed(valid_until=last(one.value.valid_until))
            for name, one in catalogue.grids.items()
        },
        "person": {name: one.changed(roles=roles(one)) for name, one in catalogue.people.items()},
        "matter": {
            name: one.changed(temporary_until=last(one.value.temporary_until), withdrawn_on=withdrawn(one))
            for name, one in catalogue.matters.items()
        },
    }
    return replace(catalogue, entries={**catalogue.entries, **changed})


def _replaced_grids(catalogue: Catalogue) -> frozenset[str]:
    return frozenset(name for grid in catalogue.grids.values() for name in grid.value.replaces)


def _past_ends(catalogue: Catalogue) -> list[datetime.date]:
    """Last days that are over, of grids, roles and matters."""
    ends = {grid.value.valid_until for grid in catalogue.grids.values()}
    ends |= {role.until for person in catalogue.people.values() for role in person.value.roles}
    for matter in catalogue.matters.values():
        first = matter.value.withdrawn_on
        ends |= {matter.value.temporary_until, first - DAY if first and first > datetime.date.min else None}
    return sorted(end for end in ends if end is not None and end < catalogue.today)


@by_value
@once
def _coming_days(catalogue: Catalogue) -> list[datetime.date]:
    """Days to come on which a grid or a role begins, or a grid that is replaced has ended."""
    days = {role.since for person in catalogue.people.values() for role in person.value.roles}
    replaced = _replaced_grids(catalogue)
    for grid in catalogue.grids.values():
        end = grid.value.valid_until
        days.add(grid.value.valid_from)
        if end is not None and end < datetime.date.max and grid.id in replaced:
            days.add(end + DAY)
    return sorted(day for day in days if day is not None and day > catalogue.today)
