"""Which day it is: the one place that asks the environment and the clock."""

import datetime
import os

from generator.diagnostics import OutputError
from generator.facts.clock import city_day
from generator.model import Profile


def find_today(profile: Profile, now: datetime.datetime | None = None) -> datetime.date:
    """The day in the city: of `SOURCE_DATE_EPOCH` where it is set, else the demo's own, else of `now`.

    `now` is the clock's instant unless given. Raises OutputError for an epoch that is no number of seconds.
    """
    if profile.demo and profile.as_of is not None and not os.environ.get("SOURCE_DATE_EPOCH"):
        return profile.as_of
    return find_day(profile.time_zone, now)


def find_day(time_zone: str, now: datetime.datetime | None = None) -> datetime.date:
    """The day in a time zone: of `SOURCE_DATE_EPOCH` where it is set, else of `now`; raises like it."""
    epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
    return city_day(time_zone, _parse_epoch(epoch) if epoch else now or datetime.datetime.now(datetime.UTC))


def _parse_epoch(text: str) -> datetime.datetime:
    """Seconds since 1970, as https://reproducible-builds.org/specs/source-date-epoch/ has them."""
    try:
        return datetime.datetime.fromtimestamp(int(text), datetime.UTC)
    except (ValueError, OverflowError, OSError) as error:
        raise OutputError(
            f"环境变量 SOURCE_DATE_EPOCH 应当是 1970 年以来的秒数，现在是 `{text}`；改正它，或者去掉",
            f"SOURCE_DATE_EPOCH should be seconds since 1970, not `{text}`: correct it, or unset it",
        ) from error
