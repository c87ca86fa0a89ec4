"""Until when what a service says is assured."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from generator.catalogue import Catalogue
    from generator.model import Service


@dataclass(frozen=True, slots=True)
class Assurance:
    """The last assurance of a service: its age and what is allowed in days, and the last good day.

    `due` is the end of the profile's days, or earlier if the entry says so in `review_by`.
    """

    age: int
    days: int
    due: datetime.date
    overdue: bool
    much_overdue: bool


def assurance_of(catalogue: Catalogue, service: Service) -> Assurance:
    """How the last assurance of a service stands today."""
    limits, today = catalogue.profile.assurance, catalogue.today
    days = limits.government_days if service.type == "政务" else limits.days
    age = (today - service.assured_on).days
    due = service.assured_on + datetime.timedelta(days=days)
    due = min(due, service.review_by) if service.review_by else due
    return Assurance(age, days, due, due < today, age > days * limits.much_later)
