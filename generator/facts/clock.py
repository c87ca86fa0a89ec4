"""Days and instants in the city: which day it is there, and when a day begins."""

import datetime
from zoneinfo import ZoneInfo


def city_day(time_zone: str, instant: datetime.datetime) -> datetime.date:
    """The day that it is in the city at an instant."""
    return instant.astimezone(ZoneInfo(time_zone)).date()


def city_midnight(time_zone: str, day: datetime.date) -> datetime.datetime:
    """The instant at which a day begins in the city."""
    return datetime.datetime.combine(day, datetime.time(), ZoneInfo(time_zone))
