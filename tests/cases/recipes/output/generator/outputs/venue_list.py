"""All venues as a text file."""

from collections.abc import Iterator

from generator.model.venue import Venue

from generator.artifact import Artifact
from generator.catalogue import Catalogue


def render_venue_list(catalogue: Catalogue) -> Iterator[Artifact]:
    """The names of all venues, one a line."""
    names = (one.value.name for one in catalogue.of(Venue).values())
    yield Artifact("venues.txt", "\n".join(names).encode())
