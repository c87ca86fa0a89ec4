"""What is open when: our own answer, a slow oracle's, and a program elsewhere that reads OSM's string."""

import datetime
import random
import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from opening_hours import OpeningHours as Elsewhere
from test_demo_text import demo
from test_hours import is_open

from generator.facts.holidays import Calendar, calendar_of
from generator.facts.hours import all_hours, hours_on, usual_hours
from generator.locale.zh import format_period
from generator.model.days import Days, parse_days
from generator.model.hours import OpeningHours, Season
from generator.views.hours import view_hours
from generator.views.osm_hours import format_osm_hours
from generator.views.schema_hours import list_special, list_usual

Date = datetime.date
DAY = datetime.timedelta(days=1)
YEAR = [Date(2026, 1, 1) + DAY * number for number in range(365)]
CALENDAR = calendar_of(demo().profile)
PERIODS = st.sampled_from(
    [
        ["8:30-11:30", "13:30-17:00"],
        ["9:00-11:00"],
        ["22:00-次日6:00"],
        ["8:00-9:00", "20:00-次日2:00"],
        ["24小时"],
        ["预约"],
        ["14:00-16:00 预约"],
        ["9:00-11:00", "14:00-16:00 预约"],
        ["10:00-24:00"],
    ]
)
WEEKDAYS = st.sampled_from(["周一至周五", "每天", "周六、周日", "周一、周三、周五", "周日", "周五"])
RARER = st.sampled_from(
    ["每月最后一个周五", "每月第一个周六", "每月第一、第三个周二", "每月5日", "每月1日至10日", "每月31日"]
)
UNSAID = st.sampled_from(["单周周三", "双周周六", "每月最后一天"])


def rows(days: st.SearchStrategy[str]) -> st.SearchStrategy[list[dict[str, Any]]]:
    return st.lists(st.fixed_dictionaries({"days": days, "open": PERIODS}), min_size=1, max_size=3)


SPANS = st.sampled_from(
    [
        [],
        [("2026-03-03", "2026-03-03")],
        [("2025-12-29", "2026-01-02"), ("2026-10-01", "2026-10-12")],
        [("2026-07-01", "2026-08-31")],
        [("2026-09-19", "2026-09-21"), ("2026-12-30", "2027-01-03")],
    ]
)
SEASONS = st.sampled_from(
    [[], [], [("06-15", "09-30")], [("11-15", "02-28")], [("05-01", "05-07"), ("12-01", "02-29")]]
)


@st.composite
def any_hours(draw: st.DrawFn, days: st.SearchStrategy[str]) -> OpeningHours:
    """Hours of every form that the grammar has."""
    seasons = [{"since": since, "until": until, "weekly": draw(rows(days))} for since, until in draw(SEASONS)]
    exceptions = [
        {"since": since, "until": until, "days": draw(st.none() | days), "open": draw(PERIODS | st.just([]))}
        for since, until in draw(SPANS)
    ]
    return OpeningHours.model_validate(
        {
            "weekly": draw(rows(days)),
            "seasons": seasons,
            "exceptions": exceptions,
            "odd_week": "2026-01-07",
            "holidays": draw(st.sampled_from(["休息", "照常"])),
            "makeup_workdays": draw(st.sampled_from(["上班", "照常", "休息"])),
        }
    )


def moments(hours: OpeningHours, seed: int) -> Iterator[datetime.datetime]:
    """A thousand moments of 2026, most of them where something begins or ends."""
    chance = random.Random(seed)  # noqa: S311 - a sample, no secret
    rows = [row.open for week in (hours, *hours.seasons) for row in week.weekly]
    periods = [one for row in (*rows, *(one.open for one in hours.exceptions)) for one in row]
    edges = sorted({minute % 1440 for one in periods for minute in one[:2]} | {0})
    turning = [day for day in YEAR if day in CALENDAR.holidays or day in CALENDAR.workdays]
    turning += [one.since for one in hours.exceptions if one.since in YEAR]
    for _ in range(1000):
        day = chance.choice(YEAR if chance.random() < 0.7 else turning)
        minute = (chance.choice(edges) + chance.choice([-1, 0, 1, 90])) % 1440
        yield datetime.datetime.combine(day, datetime.time(minute // 60, minute % 60))


# ---- three other ways to tell: a slow oracle, a reader of OSM's strings, a reader of schema.org's terms


def _names(days: Days, day: Date, odd_week: Date | None, weekday: int | None = None) -> bool:
    """By lists of days made the long way."""
    month = [one for one in (day.replace(day=1) + DAY * step for step in range(31)) if one.month == day.month]
    if days.dates:
        return day.day in days.dates or (-1 in days.dates and day == month[-1])
    if (day.weekday() if weekday is None else weekday) not in days.weekdays:
        return False
    if days.turns:
        same = [one for one in month if one.weekday() == day.weekday()]
        places = [turn - 1 if turn > 0 else len(same) + turn for turn in days.turns]
        return weekday is None and same.index(day) in places
    if days.weeks and odd_week:
        odd = (day - DAY * day.weekday() - (odd_week - DAY * odd_week.weekday())).days % 14 == 0
        return odd == (days.weeks == "单")
    return True


def slow_minutes(value: OpeningHours, calendar: Calendar) -> set[tuple[Date, int]]:
    """All open minutes of the year: each day by the words of the documentation."""
    found: set[tuple[Date, int]] = set()
    for day in [YEAR[0] - DAY, *YEAR]:
        off = day in calendar.holidays and value.holidays == "休息"
        off |= day in calendar.workdays and value.makeup_workdays == "休息"
        as_monday = 0 if day in calendar.workdays and value.makeup_workdays == "上班" else None
        rows = next((one.weekly for one in value.seasons if _within(one, day)), value.weekly)
        named = [row for row in rows if not off and _names(row.days, day, value.odd_week, as_monday)]
        periods = [period for row in named for period in row.open]
        for one in value.exceptions:
            inside = one.since <= day <= (one.until or one.since)
            if inside and (one.days is None or _names(one.days, day, value.odd_week)):
                periods = list(one.open)
        for period in periods:
            minutes = () if period.appointment else range(period.start, period.end)
            found.update((day + DAY * (minute // 1440), minute % 1440) for minute in minutes)
    return found


def _within(season: Season, day: Date) -> bool:
    ends = [(day.month, day.day) >= season.since, (day.month, day.day) <= season.until]
    return all(ends) if season.since <= season.until else any(ends)


def schema_minutes(value: OpeningHours, calendar: Calendar) -> set[tuple[Date, int]]:
    """All open minutes, as somebody reads them who knows schema.org's words only."""
    usual, special = list(list_usual(value, YEAR[0])), list(list_special(value, calendar, YEAR[0]))
    found: set[tuple[Date, int]] = set()
    for day in YEAR:
        dated = [one for one in special if one.first <= str(day) <= one.last]
        weekly = [
            one
            for one in usual
            if day.strftime("%A") in one.weekdays and (one.first or "0") <= str(day) <= (one.last or "9")
        ]
        for one in dated or weekly:
            start, end = (int(text[:2]) * 60 + int(text[3:]) for text in (one.opens, one.closes))
            end += 1 if end % 60 == 59 else 0
            end += 1440 if end <= start and (start, end) != (0, 0) else 0
            found.update((day + DAY * (minute // 1440), minute % 1440) for minute in range(start, end))
    return found


def assert_agrees_elsewhere(hours: OpeningHours, seed: int) -> None:
    """At a thousand moments; with and without a calendar of China's holidays, which lacks 调休."""
    written = format_osm_hours(hours, CALENDAR, YEAR[0])
    readers = Elsewhere(written), Elsewhere(written, country="CN")
    for moment in moments(hours, seed):
        ours = is_open(hours, moment, CALENDAR)
        assert [one.is_open(moment) for one in readers] == [ours, ours], (moment, written)


@settings(max_examples=40, deadline=None)
@given(any_hours(WEEKDAYS | RARER), st.integers())
def test_a_reader_of_the_osm_string_opens_and_closes_as_we_do(hours: OpeningHours, seed: int) -> None:
    """Weeks, seasons, nights, appointments, exceptions, holidays and working Saturdays."""
    if format_osm_hours(hours, CALENDAR, YEAR[0]):
        assert_agrees_elsewhere(hours, seed)


@settings(max_examples=40, deadline=None)
@given(any_hours(WEEKDAYS | RARER | UNSAID), st.integers())
def test_slow_oracles_open_and_close_as_we_do(hours: OpeningHours, seed: int) -> None:
    """One walks through the documentation day by day, one reads schema.org's terms; OSM cannot say all."""
    ours = {one for one in moments(hours, seed) if is_open(hours, one, CALENDAR)}
    slow, schema = slow_minutes(hours, CALENDAR), schema_minutes(hours, CALENDAR)
    for moment in moments(hours, seed):
        place = moment.date(), moment.hour * 60 + moment.minute
        assert (place in slow) == (moment in ours), moment
        if place[0] > YEAR[0]:  # the night before the first day is not told
            assert (place in schema) == (moment in ours), moment


LINE = re.compile(
    r"(?:([0-9]+)年)?([0-9]+)月([0-9]+)日(?:至(?:([0-9]+)年)?(?:([0-9]+)月)?([0-9]+)日)?"
    r"(?:的(每?.+?))?(?:（周.）)?(?:放假|调休)? (.+)"
)


def _read_line(line: str, day: Date, odd_week: Date | None) -> str | None:
    """What a line says of a day, as a reader takes it; None when it is about other days."""
    match = LINE.fullmatch(line)
    assert match, line
    year, month, first, last_year, last_month, last, days, said = match.groups()
    since = Date(int(year or day.year), int(month), int(first))
    until = Date(int(last_year or since.year), int(last_month or month), int(last or first))
    until = until if until >= since else until.replace(year=since.year + 1)
    named = since <= day <= until and (days is None or _names(parse_days(days), day, odd_week))
    return said if named else None


@settings(max_examples=100, deadline=None)
@given(any_hours(WEEKDAYS | RARER | UNSAID), st.sampled_from(YEAR))
def test_the_short_line_says_of_each_day_what_holds(hours: OpeningHours, day: Date) -> None:
    """A departure names the day and says its hours, else the table's rows do; never two answers."""
    view = view_hours(replace(demo(), today=day), hours)
    assert view is not None
    periods, usual = hours_on(hours, day, CALENDAR).periods, usual_hours(hours, day).periods
    told = "、".join(map(format_period, periods)) or "休息"
    lines = [said for line in view.departures if (said := _read_line(line, day, hours.odd_week))]
    assert lines == ([told] if lines or periods != usual else [])
    rows = {text for row in view.rows for text in row.open}
    assert {format_period(one) for one in periods} <= rows


LAST_DAYS = (
    "Jan 29-31,Feb 29,Mar 29-31,Apr 29-30,May 29-31,Jun 29-30,"
    "Jul 29-31,Aug 29-31,Sep 29-30,Oct 29-31,Nov 29-30,Dec 29-31 09:00-11:00"
)


def test_a_night_that_goes_on_into_a_holiday_is_open_elsewhere_too() -> None:
    """A Wednesday's night ends on Thursday, the first of October, off and within an exception."""
    exception = {
        "since": "2026-10-01",
        "until": "2026-10-12",
        "days": "周一、周三、周五",
        "open": ["8:30-11:30"],
    }
    week = [{"days": "周三", "open": ["22:00-次日6:00"]}]
    rest = {"holidays": "休息", "makeup_workdays": "上班", "exceptions": [exception]}
    hours = OpeningHours.model_validate({"weekly": week, **rest})
    written = format_osm_hours(hours, CALENDAR, YEAR[0])
    for reader in (Elsewhere(written), Elsewhere(written, country="CN")):
        moments_there = [datetime.datetime(2026, 10, 1, 5, 59), datetime.datetime(2026, 10, 1, 6)]  # noqa: DTZ001 - the clock on the wall
        assert [reader.is_open(moment) for moment in moments_there] == [True, False]


def test_a_season_whose_week_never_comes_leaves_no_empty_rule() -> None:
    """The 31st within the first week of May: a reader would refuse the whole string."""
    week = {"open": ["8:30-11:30"]}
    season = {"since": "05-01", "until": "05-07", "weekly": [{"days": "每月31日", **week}]}
    rest = {"holidays": "照常", "makeup_workdays": "照常", "seasons": [season]}
    hours = OpeningHours.model_validate({"weekly": [{"days": "周三", **week}], **rest})
    assert "May 01-May 07 off" in format_osm_hours(hours, CALENDAR, YEAR[0])
    assert_agrees_elsewhere(hours, 1)


def test_all_hours_of_the_demo_are_read_elsewhere_as_here() -> None:
    """Each entry's hours, once; only odd and even weeks have no string."""
    unsaid = []
    for hours in dict.fromkeys(one.value for one in all_hours(demo())):
        if format_osm_hours(hours, CALENDAR, YEAR[0]):
            assert_agrees_elsewhere(hours, 1)
        else:
            unsaid += [row.days.weeks for row in hours.weekly]
    assert [one for one in unsaid if one] == ["单"]


@pytest.mark.parametrize(
    ("days", "periods", "written"),
    [
        ("周一至周五", ["8:30-11:30", "13:30-17:00"], "Mo-Fr 08:30-11:30,13:30-17:00"),
        ("每天", ["24小时"], "24/7"),
        ("周五", ["22:00-次日6:00"], "Fr 22:00-24:00; Sa 00:00-06:00"),
        ("周日", ["22:00-24:00"], "Su 22:00-24:00"),
        ("每月最后一个周五", ["9:00-11:00"], "Fr[-1] 09:00-11:00"),
        ("每月第一、第三个周六", ["预约"], 'Sa[1,3] 00:00-24:00 unknown "预约"'),
        ("每月29日至31日", ["9:00-11:00"], LAST_DAYS),
        ("单周周三", ["9:00-11:00"], ""),
        ("每月最后一天", ["9:00-11:00"], ""),
        ("每月第一个周六", ["22:00-次日6:00"], ""),
        ("每月第一个周六", ["22:00-24:00"], "Sa[1] 22:00-24:00"),
    ],
)
def test_what_osm_can_say_and_what_not(days: str, periods: list[str], written: str) -> None:
    value = OpeningHours.model_validate({"weekly": [{"days": days, "open": periods}]})
    assert format_osm_hours(value, CALENDAR, YEAR[0]) == written


def test_a_day_by_appointment_is_closed_only_where_the_week_says_otherwise() -> None:
    """Search engines know no appointments: such a day is left out, unless its weekday would seem open."""
    booked = [{"since": "2026-12-21", "open": ["预约"]}, {"since": "2026-12-22", "open": ["预约"]}]
    rows = [{"days": "周一", "open": ["9:00-10:00"]}, {"days": "每月5日", "open": ["预约"]}]
    value = OpeningHours.model_validate({"weekly": rows, "exceptions": booked, "holidays": "照常"})
    told = [(one.opens, one.closes, one.first) for one in list_special(value, CALENDAR, YEAR[0])]
    assert ("00:00", "00:00", "2026-12-21") in told, "a Monday"
    assert {first for _, _, first in told} & {"2026-12-22", "2026-12-05", "2026-02-05"} == set()


@pytest.mark.parametrize(
    ("period", "told"),
    [
        ("24小时", {("00:00", "23:59")}),
        ("10:00-24:00", {("10:00", "23:59")}),
        ("10:00-次日10:00", {("10:00", "09:59")}),
        ("10:00-次日9:59", {("10:00", "09:59")}),
        ("10:00-23:00", {("10:00", "23:00")}),
    ],
)
def test_only_midnight_and_a_whole_day_close_a_minute_earlier(
    period: str, told: set[tuple[str, str]]
) -> None:
    value = OpeningHours.model_validate({"weekly": [{"days": "每天", "open": [period]}]})
    assert {(one.opens, one.closes) for one in list_usual(value, YEAR[0])} == told
