"""Opening hours as data in a page, from which `site_overrides/assets/now.js` tells how they stand now.

| key | holds |
|---|---|
| `week` | rows: the days, then each period |
| `seasons` | each with `since` and `until` as `06-15`, and its own `week` |
| `exceptions` | each with `since` and `until` as `2026-10-01`, `days` unless it is every day, and `open` |
| `holidays` | `closed` on days off of the calendar; missing where they make no difference |
| `makeup` | on working days at weekends: `closed`, or as on a `monday` |

Days are weekdays in a text, 0 for Monday (`01234`), or an object: `on` weekdays with their `turns` (-1 the
last), `on` weekdays with a Monday of a `week` that counts, every other one, or `dates` of the month. A period
is from and until in minutes of the day, with a 1 behind if by appointment. What holds on a day is told from
this as in `generator.facts.hours`.
"""

import datetime
import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from generator.catalogue import Catalogue
from generator.facts.departures import days_ahead
from generator.facts.holidays import DAY
from generator.facts.hours import WEEK
from generator.model.days import Days, YearDay
from generator.model.hours import ExceptionDay, OpeningHours, WeeklyPeriod
from generator.model.periods import Period
from generator.views.shown import ALWAYS, Shown

MAKEUP = {"上班": "monday", "休息": "closed"}


@dataclass(frozen=True, slots=True)
class LiveHours:
    """Opening hours as JSON, and on which days the page tells how they stand."""

    data: str
    shown: Shown = ALWAYS


def view_live(catalogue: Catalogue, hours: OpeningHours | None, shown: Shown = ALWAYS) -> LiveHours | None:
    """Hours as data of a page; None without hours."""
    return LiveHours(encode_hours(hours, catalogue.today), shown) if hours else None


@lru_cache(maxsize=4096)
def encode_hours(hours: OpeningHours, today: datetime.date) -> str:
    """JSON without blanks, apostrophes or anything that HTML reads; exceptions that are over are left out."""
    odd_week = hours.odd_week
    seasons = [
        {
            "since": _year_day(one.since),
            "until": _year_day(one.until),
            "week": list(_rows(one.weekly, odd_week)),
        }
        for one in hours.seasons
    ]
    exceptions = list(_exceptions(hours.exceptions, odd_week, today - DAY))
    data = {
        "week": list(_rows(hours.weekly, odd_week)),
        "seasons": seasons,
        "exceptions": exceptions,
        "holidays": "closed" if hours.holidays == "休息" else "",
        "makeup": MAKEUP.get(hours.makeup_workdays or "", ""),
    }
    return json.dumps(
        {key: value for key, value in data.items() if value or key == "week"}, separators=(",", ":")
    )


def _rows(rows: Sequence[WeeklyPeriod], odd_week: datetime.date | None) -> Iterator[list[object]]:
    for row in rows:
        if (days := _days(row.days, odd_week)) is not None:
            yield [days, *_periods(row.open)]


def _exceptions(
    exceptions: Iterable[ExceptionDay], odd_week: datetime.date | None, since: datetime.date
) -> Iterator[dict[str, object]]:
    """Those that hold on some day from `since` on; a night may go on from the day before."""
    for one in exceptions:
        last = one.until or one.since
        days = _days(one.days, odd_week) if one.days else ""
        if last >= since and days is not None:
            span = {"since": one.since.isoformat(), "until": last.isoformat()}
            yield {**span, **({"days": days} if days else {}), "open": _periods(one.open)}


def _days(days: Days, odd_week: datetime.date | None) -> object:
    """Days that come again; None for odd weeks when nobody said which are odd, for these never come."""
    on = "".join(map(str, days.weekdays))
    if days.dates:
        return {"dates": days.dates}
    if days.turns:
        return {"on": on, "turns": days.turns}
    if not days.weeks:
        return on
    if odd_week is None:
        return None
    monday = days_ahead(odd_week, -odd_week.weekday() + WEEK * (days.weeks == "双"))
    return {"on": on, "week": monday.isoformat()}


def _periods(periods: Iterable[Period]) -> list[list[int]]:
    return [[one.start, one.end, *([1] if one.appointment else [])] for one in sorted(periods)]


def _year_day(day: YearDay) -> str:
    return f"{day[0]:02}-{day[1]:02}"
