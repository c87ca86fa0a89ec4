"""Which registered organisations take part in something."""

from typing import cast

from generator.catalogue import Catalogue, Entry, Reference
from generator.facts.memory import once
from generator.facts.presence import committees
from generator.facts.publication import has_ended, is_over
from generator.model import Person, Service

PASSIVE = {
    ("evaluation", "subjects"): "to be evaluated is done to an organisation, not by it",
    ("plan", "informed"): "to be told of a step is no part in it",
}
"""References that are no part in anything, by kind and field, each with its reason.

All others count, of kinds to come as well: also to be the parent of an organisation, which answers for
those below it, and to assure a service, which is work. What is over is left out by `_takes_part`.
"""


@once
def linked_organizations(catalogue: Catalogue) -> frozenset[str]:
    """Ids of organisations that do something: somebody names them for it, or they look after grids."""
    named = {one.id for one in catalogue.references if _takes_part(catalogue, one)}
    ended = {name for name, one in catalogue.grids.items() if has_ended(catalogue, one)}
    linked = {name for name, one in catalogue.organizations.items() if set(one.value.grids) - ended}
    ground = {
        office.id
        for community, offices in committees(catalogue).items()
        if community in catalogue.grids_by_community
        for office in offices
    }
    return frozenset((named | linked | ground) & catalogue.organizations.keys())


def _takes_part(catalogue: Catalogue, reference: Reference) -> bool:
    """Whether an organisation does something where it is named; its own file naming it does not count."""
    if "organization" not in reference.kind:
        return False
    source = reference.source
    if (source.kind, source.id) == ("organization", reference.id):
        return False
    if isinstance(source.value, Service):
        return not is_over(catalogue, cast("Entry[Service]", source).value)
    if isinstance(source.value, Person):
        return bool(source.value.roles)
    return not any((source.kind, step) in PASSIVE for step in reference.path)
