"""Opening hours as schedules of HSDS, which repeat by RFC 5545, and back.

Each period of a row is a schedule. It repeats by week or month; odd weeks count from `dtstart`. Seasons are
cut out of the year ahead, since all schedules hold at once. Exceptions are schedules of their days, closed
ones from 00:00 to 00:00 as search engines read them, and midnight is 23:59. What no schedule says (seasons
of each year, holidays, a week that seasons leave no day) stands in attributes of one, so that it comes back.
"""

import datetime
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby
from typing import Any

from generator.facts.departures import days_ahead, year_ahead
from generator.facts.hours import in_season, usual_rows, week_of
from generator.locale.zh import format_period, format_recurring_days
from generator.model.days import EVERY_DAY, Days
from generator.model.hours import OpeningHours, Season, WeeklyPeriod
from generator.model.periods import MINUTES_A_DAY, Period
from generator.standards.hsds_values import text_in

Data = dict[str, Any]
WEEKDAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
BOOKED = "预约"
CLOSED = "休息"
_SETTINGS = ("holidays", "makeup_workdays", "odd_week")
_WEEK = 7


def list_schedules(
    hours: OpeningHours, today: datetime.date, zone: str
) -> Iterator[tuple[Data, Mapping[str, str]]]:
    """Each schedule with what its attributes say, by path; `zone` is the offset, like `+08:00`."""
    told: dict[str, str] = {
        f"hours.{name}": str(value) for name in _SETTINGS if (value := getattr(hours, name)) is not None
    }
    usual = list(_list_usual(hours, today, zone))
    if hours.seasons and not any("hours.weekly" in said for _, said in usual):
        told["hours.weekly"] = _tell_week(hours.weekly)
    found = [*usual, *_list_exceptions(hours, zone)]
    for number, (schedule, said) in enumerate(found):
        if not number and hours.note:
            schedule["notes"] = hours.note
        yield schedule, (said if number else {**told, **said})


def _list_usual(
    hours: OpeningHours, today: datetime.date, zone: str
) -> Iterator[tuple[Data, dict[str, str]]]:
    """The week and the seasons, each within its days of the year ahead where there are seasons."""
    if not hours.seasons:
        yield from _list_rows(hours.weekly, hours.odd_week, zone, {}, {})
        return
    for _, span in groupby(year_ahead(today), key=lambda day: id(usual_rows(hours, day))):
        days = list(span)
        season = next((one for one in hours.seasons if in_season(one, days[0])), None)
        dates = {"valid_from": days[0].isoformat(), "valid_to": days[-1].isoformat()}
        said = {"hours.seasons": _name_season(season)} if season else {"hours.weekly": ""}
        rows = season.weekly if season else hours.weekly
        yield from _list_rows(rows, hours.odd_week, zone, dates, said)


def _name_season(season: Season) -> str:
    """`06-15/09-30 夏令时间`."""
    ends = "/".join(f"{month:02}-{day:02}" for month, day in (season.since, season.until))
    return f"{ends} {season.name}" if season.name else ends


def _tell_week(rows: Iterable[WeeklyPeriod]) -> str:
    """`周一至周五 8:30-11:30、13:30-17:00；周六 9:00-12:00 预约`, as entries write them."""
    return "；".join(
        f"{format_recurring_days(row.days)} "
        + "、".join(_read_period(_span(row.days, period, "")) for period in row.open)
        for row in rows
    )


def _read_week(text: str, week: dict[str, list[str]]) -> None:
    """Put rows as `_tell_week` writes them into a week; several may name the same days."""
    for days, _, periods in (row.partition(" ") for row in text.split("；") if row):
        known = week.setdefault(days, [])
        known += [one for one in periods.split("、") if one not in known]


def _list_rows(
    rows: Sequence[WeeklyPeriod],
    odd_week: datetime.date | None,
    zone: str,
    dates: Mapping[str, str],
    said: Mapping[str, str],
) -> Iterator[tuple[Data, dict[str, str]]]:
    for row in rows:
        for period in row.open:
            yield {**dates, **_repeat(row.days, odd_week), **_span(row.days, period, zone)}, {**said}


def _list_exceptions(hours: OpeningHours, zone: str) -> Iterator[tuple[Data, dict[str, str]]]:
    for number, one in enumerate(hours.exceptions):
        dates = {"valid_from": one.since.isoformat(), "valid_to": (one.until or one.since).isoformat()}
        said = {"hours.exceptions": str(number)}
        days = one.days or Days(EVERY_DAY)
        note = {"notes": one.note} if one.note else {}
        for period in one.open:
            yield {**dates, **_repeat(days, hours.odd_week), **_span(days, period, zone), **note}, said
        if not one.open:
            times = {"description": CLOSED, "opens_at": f"00:00{zone}", "closes_at": f"00:00{zone}"}
            yield {**dates, **_repeat(days, hours.odd_week), **times, **note}, said


def _repeat(days: Days, odd_week: datetime.date | None) -> Data:
    if days.dates:
        return {"freq": "MONTHLY", "bymonthday": ",".join(map(str, days.dates))}
    names = [WEEKDAYS[number] for number in days.weekdays]
    if days.turns:
        return {
            "freq": "MONTHLY",
            "byday": ",".join(f"{turn}{name}" for name in names for turn in days.turns),
        }
    every: Data = {"freq": "WEEKLY", "byday": ",".join(names)}
    if days.weeks and odd_week:
        monday = -odd_week.weekday() + _WEEK * (days.weeks == "双")
        first = days_ahead(odd_week, monday + min(days.weekdays))
        every |= {"interval": 2, "dtstart": first.isoformat(), "wkst": "MO"}
    return every


def _span(days: Days, period: Period, zone: str) -> Data:
    """When it opens and closes, and the same in words."""
    full = period.end == MINUTES_A_DAY or period.end - period.start == MINUTES_A_DAY
    text = f"{format_recurring_days(days)} {format_period(period)}"
    booked = {"attending_type": BOOKED} if period.appointment else {}
    times = {"opens_at": _clock(period.start, zone), "closes_at": _clock(period.end - full, zone)}
    return {"description": text, **times, **booked}


def _clock(minute: int, zone: str) -> str:
    minute %= MINUTES_A_DAY
    return f"{minute // 60:02}:{minute % 60:02}{zone}"


class UnreadableScheduleError(ValueError):
    """A schedule that our hours cannot say; holds why, as a pair of Chinese and English."""


def parse_schedules(schedules: Iterable[tuple[Data, Mapping[str, str]]]) -> dict[str, Any] | None:
    """Hours as an entry types them, from schedules with what their attributes say; None without any.

    Raises UnreadableScheduleError.
    """
    weekly: dict[str, list[str]] = {}
    seasons: dict[str, dict[str, list[str]]] = {}
    exceptions: dict[str, dict[str, Any]] = {}
    hours: dict[str, Any] = {}
    for schedule, told in schedules:
        _read_week(told.get("hours.weekly", ""), weekly)
        hours |= {name: told[f"hours.{name}"] for name in _SETTINGS if f"hours.{name}" in told}
        key = told.get("hours.exceptions")
        if key is None and not told.keys() & {"hours.seasons", "hours.weekly"}:
            key = _date_key(schedule)
        if key is not None:
            _add_exception(exceptions.setdefault(key, {}), schedule, hours)
            continue
        if note := text_in(schedule.get("notes")):
            hours["note"] = note
        week = seasons.setdefault(told["hours.seasons"], {}) if "hours.seasons" in told else weekly
        periods = week.setdefault(_read_days(schedule, hours), [])
        if (period := _read_period(schedule)) not in periods:
            periods.append(period)
    if not (weekly or seasons or exceptions):
        return None
    hours["weekly"] = _rows(weekly)
    hours["seasons"] = [_present(_season(key, week)) for key, week in seasons.items()]
    hours["exceptions"] = [_present(one) for one in exceptions.values()]
    return _present(hours)


def _present(values: dict[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in values.items() if value not in (None, [])}


def _rows(week: Mapping[str, list[str]]) -> list[dict[str, Any]]:
    return [{"days": days, "open": periods} for days, periods in week.items()]


def _season(key: str, week: Mapping[str, list[str]]) -> dict[str, Any]:
    ends, _, name = key.partition(" ")
    since, _, until = ends.partition("/")
    return {"since": since, "until": until, "name": name or None, "weekly": _rows(week)}


def _date_key(schedule: Data) -> str | None:
    """A schedule of somebody else for one day or a closed span is an exception."""
    first, last = schedule.get("valid_from"), schedule.get("valid_to")
    if first and last and (first == last or _times(schedule) == ("00:00", "00:00")):
        return f"{first}/{last}"
    return None


def _add_exception(one: dict[str, Any], schedule: Data, hours: dict[str, Any]) -> None:
    one["since"] = str(schedule["valid_from"])
    one["until"] = None if schedule["valid_to"] == schedule["valid_from"] else str(schedule["valid_to"])
    days = _read_days(schedule, hours) if schedule.get("byday") or schedule.get("bymonthday") else "每天"
    one["days"] = None if days == "每天" else days
    one["note"] = text_in(schedule.get("notes")) or None
    if _times(schedule) != ("00:00", "00:00"):
        one.setdefault("open", []).append(_read_period(schedule))


def _read_days(schedule: Data, hours: dict[str, Any]) -> str:
    """Every other week is counted from the first day that a schedule names, unless we said from which."""
    if str(schedule.get("interval") or "1").startswith("2"):
        hours.setdefault("odd_week", str(schedule.get("dtstart") or "")[:10])
    return format_recurring_days(_parse_days(schedule, hours.get("odd_week")))


def _parse_days(schedule: Data, odd_week: object) -> Days:
    if dates := re.findall(r"-?\d+", str(schedule.get("bymonthday") or "")):
        return Days(dates=tuple(sorted(map(int, dates), key=lambda one: (one < 0, one))))
    parts = re.findall(r"([+-]?\d*) ?(MO|TU|WE|TH|FR|SA|SU)", str(schedule.get("byday") or "").upper())
    weekdays = tuple(sorted({WEEKDAYS.index(name) for _, name in parts}))
    turns = tuple(sorted({int(turn) for turn, _ in parts if turn}, key=lambda one: (one < 0, one)))
    interval = str(schedule.get("interval") or "1").partition(".")[0]
    if not weekdays or interval not in {"1", "2"} or (turns and len(turns) * len(weekdays) != len(parts)):
        raise UnreadableScheduleError(
            "说不清是哪些天（要 byday 或 bymonthday，interval 是 1 或 2）",
            "does not say which days (byday or bymonthday, interval 1 or 2)",
        )
    if interval == "2":
        first, odd = (
            datetime.date.fromisoformat(str(one)[:10]) for one in (schedule.get("dtstart"), odd_week)
        )
        return Days(weekdays, weeks="双" if week_of(first, odd) == "双" else "单")
    return Days(weekdays, turns=turns)


def _times(schedule: Data) -> tuple[str, str]:
    """Opening and closing as HH:MM, seconds and zones left out; "" where there is none."""
    found = (
        re.match(r" *(\d{1,2}):(\d{2})", str(schedule.get(key) or "")) for key in ("opens_at", "closes_at")
    )
    opens, closes = (f"{int(one[1]):02}:{one[2]}" if one else "" for one in found)
    return opens, closes


def _read_period(schedule: Data) -> str:
    opens, closes = _times(schedule)
    booked = f" {BOOKED}" if schedule.get("attending_type") == BOOKED else ""
    if not opens or not closes:
        raise UnreadableScheduleError(
            "没有写几点到几点（opens_at、closes_at）", "lacks opens_at or closes_at"
        )
    if (opens, closes) == ("00:00", "23:59"):
        return BOOKED if booked else "24小时"
    if closes == "23:59":
        closes = "24:00"
    if closes <= opens:
        closes = f"次日{_later(closes) if _later(closes) == opens else closes}"
    return f"{opens}-{closes}{booked}"


def _later(clock: str) -> str:
    """A minute later: what would look like the whole day was said a minute earlier."""
    hour, minute = map(int, clock.split(":"))
    return f"{(hour * 60 + minute + 1) // 60 % 24:02}:{(minute + 1) % 60:02}"
