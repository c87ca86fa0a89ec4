"""Which office an entry belongs to, so that it is told what is missing."""

from collections.abc import Mapping

from generator.catalogue import Catalogue, Entry
from generator.facts.presence import committees
from generator.model.fields import Shape

NAMING = ("provider", "issuer", "assured_by", "department", "assessor", "agency", "publisher")
"""Fields that name the office of an entry, the nearest first."""


def offices_of(catalogue: Catalogue, entry: Entry[Shape]) -> tuple[str, ...]:
    """Who provides or issues an entry, else the committee of its community, else the publisher."""
    value = entry.value
    for field in ("provider", "issuer"):
        if office := getattr(value, field, None):
            return (office,)
    near = committees(catalogue).get(getattr(value, "community", entry.id), ())
    publisher = catalogue.profile.publisher
    whole = (name for name, one in catalogue.organizations.items() if publisher.startswith(one.value.name))
    return tuple(one.id for one in near) or tuple(whole)


def office_of(catalogue: Catalogue, entry: Entry[Shape]) -> str:
    """The name of the first of these, to whom findings are told; "" where there is none."""
    return next((catalogue.name_of("organization", one) for one in offices_of(catalogue, entry)), "")


def office_named(catalogue: Catalogue, value: Mapping[str, object]) -> str:
    """The office that values name, which may be no good entry otherwise; "" where they name none."""
    named = next((str(value[field]) for field in NAMING if value.get(field)), "")
    return catalogue.name_of("organization", named) if named else ""
