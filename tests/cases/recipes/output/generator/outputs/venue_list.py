"""All venues as a text file."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.model.venue import Venue

from generator.artifact import Artifact

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.catalogue import Catalogue


def render_venue_list(catalogue: Catalogue) -> Iterator[Artifact]:
    """The names of all venues, one a line."""
    names = (one.value.name for one in catalogue.of(Venue).values())
    yield Artifact("venues.txt", "\n".join(names).encode())
