"""Venues that came or changed."""

from collections.abc import Iterator

from generator.model.venue import Venue

from generator.catalogue import Catalogue
from generator.changes.wording import both, came
from generator.diagnostics import Text
from generator.views.projections import Change


def compare_venues(before: Catalogue, after: Catalogue) -> Iterator[Change]:
    """Venues that opened or changed."""
    for name in came("venue", before, after.of(Venue), before.of(Venue).__contains__):
        sentence = Text(f"{after.of(Venue)[name].name}开门了。", f"{name} opened.")
        yield Change("venue-added", (f"venue/{name}",), sentence)
    for name, _, now in both(before.of(Venue), after.of(Venue)):
        yield Change("venue-changed", (f"venue/{name}",), Text(f"{now.name}改了。", f"{name} changed."))
