"""Opening hours as a table of a week, with what holds on holidays and on particular days.

The short line names dates and never says 今天, so that it is as true when read late, or printed.
"""

import datetime
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from generator.catalogue import Catalogue
from generator.facts.departures import days_ahead, departures
from generator.facts.holidays import DAY, Calendar, calendar_of
from generator.facts.hours import names_day
from generator.locale.zh import WEEKDAYS, format_days, format_period, format_recurring_days
from generator.model.days import Days, YearDay
from generator.model.hours import ExceptionDay, OpeningHours, Season, WeeklyPeriod
from generator.model.periods import Period
from generator.views.live_hours import LiveHours, encode_hours
from generator.views.osm_hours import format_osm_hours
from generator.views.schema_hours import Specification, list_special, list_usual

CLOSED = ("休息",)
MAKEUP = {"上班": "上班，按周一的时间", "照常": "按当天星期几的时间", "休息": "休息"}
CHANGED = {"节假日": "放假", "调休": "调休"}
SOON, LONGEST = 14, 40
"""Days ahead of which the short line tells, and the longest holiday that it looks to the end of."""
DATES_NAMED, WEEKS_AHEAD = 2, 28


@dataclass(frozen=True, slots=True)
class HoursRow:
    """One row: the days, the periods (or one word), a note, whether it is an exception."""

    days: str
    open: tuple[str, ...]
    note: str = ""
    exception: bool = False

    def __str__(self) -> str:
        """The row as a line: `周一至周五 8:30–11:30、13:30–17:00（备注）`."""
        return f"{self.days} {'、'.join(self.open)}" + (f"（{self.note}）" if self.note else "")


@dataclass(frozen=True, slots=True)
class Hours:
    """The table, a note below it, the week in one line, and what departs from it today or soon.

    Programs elsewhere read schema.org's specifications, and OSM's string, which may be empty; the page's own
    script reads `live`.
    """

    rows: tuple[HoursRow, ...]
    note: str = ""
    summary: str = ""
    departures: tuple[str, ...] = ()
    usual: tuple[Specification, ...] = ()
    special: tuple[Specification, ...] = ()
    osm: str = ""
    live: LiveHours | None = None


def view_hours(catalogue: Catalogue, hours: OpeningHours | None) -> Hours | None:
    """Rows of seasons and of the week, then holidays, then exceptions still to come."""
    return _view(hours, catalogue.today, calendar_of(catalogue.profile)) if hours else None


def format_hours(hours: Hours | None) -> tuple[str, ...]:
    """The table as lines, its note last; nothing without hours."""
    if hours is None:
        return ()
    return (*map(str, hours.rows), *((hours.note,) if hours.note else ()))


@lru_cache(maxsize=4096)
def _view(hours: OpeningHours, today: datetime.date, calendar: Calendar) -> Hours:
    week = tuple(_week_rows(hours, today))
    rows = (*week, *_holiday_rows(hours), *_exception_rows(hours, today))
    summary = "；".join(f"{row.days} {'、'.join(row.open)}" for row in week if row.open != CLOSED)
    return Hours(
        rows,
        hours.note or "",
        summary,
        tuple(_departures(hours, today, calendar)),
        tuple(list_usual(hours, today)),
        tuple(list_special(hours, calendar, today)),
        format_osm_hours(hours, calendar, today),
        LiveHours(encode_hours(hours, today)),
    )


def _week_rows(hours: OpeningHours, today: datetime.date) -> Iterator[HoursRow]:
    for season in hours.seasons:
        for row in _rows(season.weekly, today, hours.odd_week):
            note = "，".join(part for part in (season.name, row.note) if part)
            yield HoursRow(f"{_format_season(season)} {row.days}", row.open, note)
    rest = "其余时间 " if hours.seasons else ""
    for row in _rows(hours.weekly, today, hours.odd_week):
        yield HoursRow(rest + row.days, row.open, row.note)


def _rows(
    weekly: Sequence[WeeklyPeriod], today: datetime.date, odd_week: datetime.date | None
) -> Iterator[HoursRow]:
    """Weekdays with the same periods in one row, in order of their first; then rarer days; then the rest."""
    same: dict[tuple[Period, ...], list[int]] = {}
    for day in range(len(WEEKDAYS)):
        found = (one for row in weekly if row.days.weekly and day in row.days.weekdays for one in row.open)
        same.setdefault(tuple(sorted(found)), []).append(day)
    rarer = [row for row in weekly if not row.days.weekly]
    for periods, days in same.items():
        if periods or not rarer:
            yield HoursRow(format_recurring_days(Days(tuple(days))), _write(periods))
    for row in rarer:
        yield HoursRow(
            format_recurring_days(row.days), _write(row.open), _next_dates(row.days, today, odd_week)
        )
    if rarer and () in same:
        yield HoursRow("其余日子", CLOSED)


def _next_dates(days: Days, today: datetime.date, odd_week: datetime.date | None) -> str:
    """The next dates of days that go by odd and even weeks, which nobody else counts."""
    if not days.weeks:
        return ""
    ahead = (today + DAY * number for number in range(WEEKS_AHEAD))
    found = [format_days(day, None, today) for day in ahead if names_day(days, day, odd_week)]
    return f"最近是{'、'.join(found[:DATES_NAMED])}"


def _write(periods: Iterable[Period]) -> tuple[str, ...]:
    return tuple(format_period(period) for period in sorted(periods)) or CLOSED


def _format_season(season: Season) -> str:
    def write(day: YearDay) -> str:
        return f"{day[0]}月{day[1]}日"

    return f"{write(season.since)}至{'次年' * (season.until < season.since)}{write(season.until)}"


def _holiday_rows(hours: OpeningHours) -> list[HoursRow]:
    holidays = HoursRow("法定节假日", (hours.holidays or "请先打电话问",))
    if hours.makeup_workdays is None:
        return [holidays]
    return [holidays, HoursRow("调休上班日", (MAKEUP[hours.makeup_workdays],))]


def _exception_rows(hours: OpeningHours, today: datetime.date) -> list[HoursRow]:
    coming = sorted(_coming(hours, today), key=lambda one: one.since)
    return [
        HoursRow(_format_dates(one, today), _write(one.open), one.note or "", exception=True)
        for one in coming
    ]


def _coming(hours: OpeningHours, today: datetime.date) -> Iterator[ExceptionDay]:
    return (one for one in hours.exceptions if (one.until or one.since) >= today)


def _format_dates(one: ExceptionDay, today: datetime.date) -> str:
    dates = format_days(one.since, one.until, today)
    return f"{dates}的{format_recurring_days(one.days)}" if one.days else dates


def _departures(hours: OpeningHours, today: datetime.date, calendar: Calendar) -> Iterator[str]:
    """Lines on exceptions and holidays that hold today or within two weeks, in order of their days."""
    limit = days_ahead(today, SOON)
    soon = [
        (one.since, _format_dates(one, today), one) for one in _coming(hours, today) if one.since <= limit
    ]
    lines = [(since, str(HoursRow(dates, _write(one.open), one.note or ""))) for since, dates, one in soon]
    for one in departures(hours, calendar, today, days_ahead(today, LONGEST)):
        if one.reason in CHANGED and one.first <= limit:
            dates = format_days(one.first, one.last, today)
            weekday = f"（周{WEEKDAYS[one.first.weekday()]}）" if one.first == one.last else ""
            lines.append(
                (one.first, f"{dates}{weekday}{CHANGED[one.reason]} {'、'.join(_write(one.periods))}")
            )
    yield from (line for _, line in sorted(lines))
