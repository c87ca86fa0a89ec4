"""Opening hours: who has them, and which periods hold on a day. Rules, views and changes ask here.

The first line that holds answers for a day, so that a program elsewhere can follow it:

| asked in turn | holds when | periods of the day |
|---|---|---|
| exceptions | `since`..`until` or `since` alone includes it; `days`, if given, names it | its `open` |
| holidays | it is a day off in the table of its year, and `holidays` is 休息 | none |
| makeup_workdays | it is a working day at a weekend in the table, and 休息 | none |
| makeup_workdays | the same, and 上班 | rows of a Monday |
| seasons | month and day lie in `since`..`until` | its rows |
| weekly | else | its rows |

First and last days are included; no periods is closed. A season whose `until` is the smaller lies over
new year. Rows of a week add up: each whose `days` name the day gives its periods. `days` name a day by

- its weekday, alone;
- its weekday and turn: 最后一个周五 is a Friday with none after it in its month, 第一个周六 one on the 1st to
  7th. A 调休 day that goes by Monday has no turn;
- its weekday and week: weeks from Monday to Sunday, counted from that of `odd_week`, which is odd, back
  and forth without regard to the year. (ISO numbers would give two odd weeks in a row, 53 and 1.)
- its day of the month, or the last.

A period belongs to the day on which it begins. One that ends above 1440 minutes goes on in the next day,
whatever holds there. Times are those of the city's clocks. A year without a table has no days off.
"""

import calendar as months
import datetime
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal, NamedTuple

from generator.catalogue import Catalogue, Entry
from generator.diagnostics import KeyPath
from generator.facts.holidays import DAY, Calendar
from generator.model.days import Days
from generator.model.fields import Shape
from generator.model.hours import ExceptionDay, OpeningHours, Season, WeeklyPeriod
from generator.model.periods import MINUTES_A_DAY, Period
from generator.model.walking import find_values

Reason = Literal["例外", "节假日", "调休", "季节", "每周"]
WEEK = 7


@dataclass(frozen=True, slots=True)
class PlacedHours:
    """Opening hours with where they stand and whose they are."""

    entry: Entry[Shape]
    path: KeyPath
    value: OpeningHours
    name: str


class DayHours(NamedTuple):
    """What holds on a day: why, and each period with its place within the opening hours."""

    reason: Reason
    placed: tuple[tuple[Period, KeyPath], ...]

    @property
    def periods(self) -> tuple[Period, ...]:
        """The periods in order; none is closed."""
        return tuple(sorted(period for period, _ in self.placed))


def all_hours(catalogue: Catalogue) -> Iterator[PlacedHours]:
    """All opening hours of all kinds; a place within an entry goes by its own name."""
    for entries in catalogue.entries.values():
        for entry in entries.values():
            for one in find_values(entry.value, OpeningHours):
                yield PlacedHours(entry, one.path, one.value, _name_at(entry, one.path))


def _name_at(entry: Entry[Shape], path: KeyPath) -> str:
    """The name of the innermost thing on the way that has one."""
    name, here = entry.name, entry.value
    for step in path[:-1]:
        here = here[step] if isinstance(step, int) else getattr(here, step)  # type: ignore[index]
        name = getattr(here, "name", name)
    return name


def hours_on(hours: OpeningHours, day: datetime.date, calendar: Calendar) -> DayHours:
    """What holds on a day."""
    for number, one in enumerate(hours.exceptions):
        if is_exception(one, day, hours.odd_week):
            places = (("exceptions", number, "open", index) for index in range(len(one.open)))
            return DayHours("例外", tuple(zip(one.open, places, strict=True)))
    if day in calendar.holidays and hours.holidays == "休息":
        return DayHours("节假日", ())
    if day in calendar.workdays and hours.makeup_workdays == "休息":
        return DayHours("调休", ())
    if day in calendar.workdays and hours.makeup_workdays == "上班":
        return DayHours("调休", usual_hours(hours, day, weekday=0).placed)
    return usual_hours(hours, day)


def usual_rows(hours: OpeningHours, day: datetime.date) -> tuple[WeeklyPeriod, ...]:
    """The rows of the season that a day lies in, else those of the week."""
    season = _season_of(hours, day)
    return hours.weekly if season is None else hours.seasons[season].weekly


def usual_hours(hours: OpeningHours, day: datetime.date, weekday: int | None = None) -> DayHours:
    """What the season or the week gives, on the day's own weekday or as if on another."""
    season = _season_of(hours, day)
    reason: Reason = "每周" if season is None else "季节"
    path: KeyPath = ("weekly",) if season is None else ("seasons", season, "weekly")
    rows = usual_rows(hours, day)
    return DayHours(reason, tuple(rows_on(rows, day, weekday, hours.odd_week, path)))


def _season_of(hours: OpeningHours, day: datetime.date) -> int | None:
    """The number of the first season that a day lies in."""
    return next((number for number, one in enumerate(hours.seasons) if in_season(one, day)), None)


def rows_on(
    rows: Sequence[WeeklyPeriod],
    day: datetime.date,
    weekday: int | None,
    odd_week: datetime.date | None,
    path: KeyPath,
) -> Iterator[tuple[Period, KeyPath]]:
    """Periods of the rows that name a day, each with its place below `path`."""
    for number, row in enumerate(rows):
        if names_day(row.days, day, odd_week, weekday):
            for index, period in enumerate(row.open):
                yield period, (*path, number, "open", index)


def names_day(
    days: Days, day: datetime.date, odd_week: datetime.date | None, weekday: int | None = None
) -> bool:
    """Whether days that come again name this one, on its own weekday or as if it were another."""
    _, length = months.monthrange(day.year, day.month)
    if days.dates:
        return day.day in days.dates or (day.day == length and -1 in days.dates)
    if (day.weekday() if weekday is None else weekday) not in days.weekdays:
        return False
    if days.turns:
        turn, turn_from_end = (day.day - 1) // WEEK + 1, (length - day.day) // WEEK + 1
        return weekday is None and (turn in days.turns or -turn_from_end in days.turns)
    return not days.weeks or days.weeks == week_of(day, odd_week)


def week_of(day: datetime.date, odd_week: datetime.date | None) -> str:
    """Whether a day lies in an odd or an even week (单, 双), or "" when nobody said which are odd."""
    if odd_week is None:
        return ""
    monday = odd_week - DAY * odd_week.weekday()
    return "双" if (day - monday).days // WEEK % 2 else "单"


def in_season(season: Season, day: datetime.date) -> bool:
    """Whether a day lies in a season, the first and the last day included."""
    here = (day.month, day.day)
    if season.since <= season.until:
        return season.since <= here <= season.until
    return here >= season.since or here <= season.until


def is_exception(one: ExceptionDay, day: datetime.date, odd_week: datetime.date | None) -> bool:
    """Whether an exception holds on a day."""
    if not one.since <= day <= (one.until or one.since):
        return False
    return one.days is None or names_day(one.days, day, odd_week)


def has_nights(hours: OpeningHours) -> bool:
    """Whether anything goes on after midnight."""
    weeks = (hours.weekly, *(season.weekly for season in hours.seasons))
    rows = [row.open for week in weeks for row in week] + [one.open for one in hours.exceptions]
    return any(period.end > MINUTES_A_DAY for row in rows for period in row)
