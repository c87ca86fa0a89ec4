"""Days and instants in the city: which day it is there, and when a day begins."""

import datetime
from zoneinfo import ZoneInfo

_VOUCHED = datetime.date(1970, 1, 1)
_NONE = datetime.timedelta()


def city_day(time_zone: str, instant: datetime.datetime) -> datetime.date:
    """The day that it is in the city at an instant."""
    return instant.astimezone(ZoneInfo(time_zone)).date()


def city_midnight(time_zone: str, day: datetime.date) -> datetime.datetime:
    """The instant at which a day begins in the city.

    Before 1970 by the clock of 1970: the tz database vouches for no earlier one, and local mean time, which
    it has for 1900 (+08:05:43), cannot be written in feeds (RFC 3339, 5.6: hours and minutes).
    """
    midnight = datetime.datetime.combine(day, datetime.time(), ZoneInfo(time_zone))
    if day >= _VOUCHED:
        return midnight
    return midnight.replace(tzinfo=datetime.timezone(city_midnight(time_zone, _VOUCHED).utcoffset() or _NONE))
