"""Which areas something is for, and on which numbers a service can be asked about."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from generator.catalogue import Catalogue
    from generator.model import Notice, Service

WHOLE_CITY = ""


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
