"""Honours: which are public, given, revoked, and what grid one belongs to."""

import datetime

from generator.catalogue import Catalogue, Entry
from generator.facts.memory import once
from generator.facts.order import rank_of
from generator.model import Grid, Honour


def public_since(catalogue: Catalogue, honour: Honour) -> datetime.date | None:
    """The decision's day, else the first of public notice; None while neither has come."""
    days = (honour.decided_on, honour.notice_from)
    return next((day for day in days if day is not None and day <= catalogue.today), None)


def is_decided(catalogue: Catalogue, honour: Honour) -> bool:
    """Whether an honour was given by today, even if it was revoked later."""
    return honour.decided_on is not None and honour.decided_on <= catalogue.today


def is_revoked(catalogue: Catalogue, honour: Honour) -> bool:
    """Whether an honour was taken back by today."""
    return honour.revoked_on is not None and honour.revoked_on <= catalogue.today


@once
def published_honours(catalogue: Catalogue) -> tuple[Entry[Honour], ...]:
    """Honours that are public: decided, revoked or on public notice; the latest first."""
    dated = [(public_since(catalogue, one.value), one) for one in catalogue.honours.values()]
    found = sorted(
        ((day, one) for day, one in dated if day), key=lambda pair: rank_of(catalogue, "honour", pair[1].id)
    )
    return tuple(one for _, one in sorted(found, key=lambda pair: pair[0], reverse=True))


def grid_of_honour(catalogue: Catalogue, honour: Honour) -> Entry[Grid] | None:
    """The grid that an honour is for, or in which the honoured person first served."""
    person = catalogue.people.get(honour.person or "")
    roles = person.value.roles if person else ()
    return catalogue.grids.get(roles[0].grid if roles else honour.grid or "")
