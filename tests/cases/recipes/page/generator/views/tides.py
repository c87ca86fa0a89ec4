"""The page 潮汐: a page that belongs to no kind."""

from dataclasses import dataclass

from generator.catalogue import Catalogue
from generator.views.listing import index_head
from generator.views.pieces import Head


@dataclass(frozen=True, slots=True)
class TidesView:
    """The page."""

    head: Head
    city: str


def view_tides(catalogue: Catalogue) -> TidesView:
    """What the page says of today's tides."""
    return TidesView(index_head("tides", "潮汐", "今天的潮汐"), catalogue.profile.site_name)
