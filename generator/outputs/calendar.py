"""The calendar of pages: one script with the city's time zone, holidays and 调休, for `now.js`."""

import datetime
import json
from zoneinfo import ZoneInfo

from generator.artifact import Artifact
from generator.catalogue import Catalogue
from generator.facts.holidays import calendar_of

PATH = "assets/calendar.js"


def render_calendar(catalogue: Catalogue) -> Artifact:
    """Days off and working days at weekends from the year before today on, and the years that are known.

    `offset` is how many minutes the city's clocks are ahead of UTC, for browsers that know no time zones.
    """
    zone, since = catalogue.profile.time_zone, catalogue.today.year - 1
    noon = datetime.datetime.combine(catalogue.today, datetime.time(12), ZoneInfo(zone))
    calendar = calendar_of(catalogue.profile)
    data = {
        "zone": zone,
        "offset": (noon.utcoffset() or datetime.timedelta()) // datetime.timedelta(minutes=1),
        "years": sorted(year for year in calendar.years if year >= since),
        "holidays": [day.isoformat() for day in sorted(calendar.holidays) if day.year >= since],
        "workdays": [day.isoformat() for day in sorted(calendar.workdays) if day.year >= since],
    }
    return Artifact(PATH, f"var gridpressCalendar={json.dumps(data, separators=(',', ':'))};\n".encode())
