"""Which services reach which areas; counted by the areas they name, so that it stays linear."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.facts.duties import is_over

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.catalogue import Catalogue, Entry
    from generator.model import Service

WHOLE_CITY = ""


def offered_services(catalogue: Catalogue) -> Iterator[Entry[Service]]:
    """Services that residents can use today."""
    for service in catalogue.services.values():
        begun = service.value.valid_from is None or service.value.valid_from <= catalogue.today
        if begun and not is_over(catalogue, service) and service.value.status == "正常":
            yield service


def areas_of(service: Entry[Service]) -> tuple[str, ...]:
    """Ids of the areas that a service names, or `WHOLE_CITY`."""
    return service.value.area or (WHOLE_CITY,)


def can_be_called(service: Entry[Service]) -> bool:
    """Whether a service has a number of its own."""
    value = service.value
    phones = (value.phone, *(one.phone for one in value.channels), *(one.phone for one in value.locations))
    return any(phones)
