"""Which areas something is for, on which numbers to ask about a service, until when it is assured."""

import datetime
import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from generator.catalogue import Catalogue
from generator.facts.departures import days_ahead
from generator.facts.memory import once
from generator.facts.publication import listed_services
from generator.model import Notice, Service

WHOLE_CITY = ""
_FREE = re.compile(r"(?:全程|完全|全部)?(?:免费|不收费|不收钱|不要钱|不花钱)")
_COSTS = re.compile(r"元|自理|自付|自费|另付|另收|工本费|押金|成本")


def areas_of(catalogue: Catalogue, value: Service | Notice) -> tuple[str, ...]:
    """Ids of the areas that a service or a notice names, each once, or `WHOLE_CITY`."""
    if not value.area or catalogue.profile.city in value.area:
        return (WHOLE_CITY,)
    return tuple(dict.fromkeys(value.area))


def own_phones(service: Service) -> tuple[str, ...]:
    """The numbers that a service states: its own, its channels', its places'."""
    channels, places = (one.phone for one in service.channels), (one.phone for one in service.locations)
    return tuple(phone for phone in (service.phone, *channels, *places) if phone)


def phone_to_ask(catalogue: Catalogue, service: Service) -> str | None:
    """The first number to ring about a service: one of its own, else its provider's."""
    provider = catalogue.organizations.get(service.provider)
    return next(iter(own_phones(service)), provider.value.phone if provider else None)


def is_free(service: Service) -> bool:
    """Whether its fee says that it costs nothing at all: what is free in part only is not free."""
    fee = service.fee or ""
    return _FREE.match(fee) is not None and _COSTS.search(fee) is None


def is_done_by_phone(service: Service) -> bool:
    """Whether residents can ask for it by telephone, without going anywhere first."""
    return any(one.kind == "电话" for one in service.channels)


@dataclass(frozen=True, slots=True)
class Assurance:
    """The last assurance of a service: its age and what is allowed in days, and the last good day.

    `due` is the end of the profile's days, or earlier if the entry says so in `review_by`; to be late is
    `tolerated` up to a day.
    """

    age: int
    days: int
    due: datetime.date
    tolerated: datetime.date
    overdue: bool
    much_overdue: bool


def assurance_of(catalogue: Catalogue, service: Service) -> Assurance:
    """How the last assurance of a service stands today."""
    limits, today = catalogue.profile.assurance, catalogue.today
    days = limits.government_days if service.type == "政务" else limits.days
    age = (today - service.assured_on).days
    due = days_ahead(service.assured_on, days)
    due = min(due, service.review_by) if service.review_by else due
    tolerated = days_ahead(service.assured_on, int(days * limits.much_later))
    return Assurance(age, days, due, tolerated, due < today, tolerated < today)


@once
def _complaint_phones(catalogue: Catalogue) -> Mapping[str, Counter[str]]:
    found: dict[str, Counter[str]] = {}
    for one in listed_services(catalogue):
        if one.value.complaint_phone:
            found.setdefault(one.value.provider, Counter())[one.value.complaint_phone] += 1
    return found


def complaint_phones(catalogue: Catalogue, organization: str) -> tuple[str, ...]:
    """Where its services say to complain about an organisation, the number of most of them first."""
    counted = _complaint_phones(catalogue).get(organization, Counter())
    return tuple(phone for phone, _ in counted.most_common())
