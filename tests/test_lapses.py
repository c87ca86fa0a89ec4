"""What time has made wrong never stops publishing, is left out of the site, and becomes an error one day."""

from __future__ import annotations

import datetime
from dataclasses import replace
from typing import TYPE_CHECKING

from hypothesis import HealthCheck, given, settings
from sample_site import TODAY
from test_agreement import cities

from generator.rules import check_rules

if TYPE_CHECKING:
    from generator.catalogue import Catalogue

DAY = datetime.timedelta(days=1)


def what_stops(catalogue: Catalogue, day: datetime.date) -> set[tuple[object, ...]]:
    found = check_rules(replace(catalogue, today=day))
    return {(one.code, one.place.file, one.place.path) for one in found if one.stops_publishing}


@settings(max_examples=400, deadline=None, suppress_health_check=list(HealthCheck))
@given(cities())
def test_what_stops_publishing_did_so_on_every_earlier_day(catalogue: Catalogue) -> None:
    """Whoever wrote was told at once; time may end a finding that stops publishing, and never makes one."""
    earlier = what_stops(catalogue, TODAY - 4 * DAY)
    for number in range(-3, 5):
        stops = what_stops(catalogue, TODAY + number * DAY)
        assert stops <= earlier
        earlier = stops
