"""What a guide to a service states, and what it leaves to the official one."""

from generator.facts.offers import own_phones
from generator.model import Service


def missing_elements(service: Service) -> tuple[str, ...]:
    """The elements that it does not state, in the order of a guide (办事指南八要素)."""
    return tuple(name for name, stated in _elements(service).items() if not stated)


def _elements(service: Service) -> dict[str, bool]:
    places = service.locations
    return {
        "legal_basis": bool(service.legal_basis),
        "eligibility": service.eligibility is not None,
        "documents": service.documents is not None,
        "locations": bool(places),
        "hours": service.hours is not None or any(place.hours for place in places),
        "phone": bool(own_phones(service)),
        "steps": bool(service.steps),
        "time_limit": service.time_limit is not None,
    }
