"""What holds on a day: seasons, last Fridays, odd weeks, nights, holidays; and what the short line says."""

import datetime
from typing import Any

import pytest
from chinese_calendar import constants
from sample_site import change, make_catalogue

from generator.facts.holidays import Calendar, calendar_of, holidays_of, workdays_of
from generator.facts.hours import all_hours, hours_on
from generator.model import KINDS
from generator.model.fields import NotBefore
from generator.model.hours import OpeningHours
from generator.model.walking import walk_fields
from generator.views.hours import view_hours

Date = datetime.date
NONE = Calendar(frozenset(), frozenset(), frozenset())
DAY = datetime.timedelta(days=1)


def hours(days: str = "每天", open_: Any = "9:00-11:00", **more: Any) -> OpeningHours:
    return OpeningHours.model_validate({"weekly": [{"days": days, "open": open_}], **more})


def open_days(value: OpeningHours, first: Date, last: Date, calendar: Calendar = NONE) -> list[str]:
    span = (first + DAY * number for number in range((last - first).days + 1))
    return [f"{day:%m-%d}" for day in span if hours_on(value, day, calendar).periods]


@pytest.mark.parametrize(
    ("days", "month", "expected"),
    [
        ("每月最后一个周五", 10, ["10-30"]),  # five Fridays
        ("每月最后一个周五", 11, ["11-27"]),  # four
        ("每月第一个周六", 8, ["08-01"]),
        ("每月第一、第三个周六", 11, ["11-07", "11-21"]),
        ("每月第五个周五", 11, []),
        ("每月5日、最后一天", 2, None),
        ("每月5日", 2, ["02-05"]),
        ("每月最后一天", 2, ["02-28"]),
    ],
)
def test_days_of_a_month(days: str, month: int, expected: list[str] | None) -> None:
    """Months with four and five Fridays, and one that begins on the day that is asked for."""
    first = Date(2026, month, 1)
    last = (first + 31 * DAY).replace(day=1) - DAY
    if expected is None:
        with pytest.raises(ValueError, match="bad value"):
            hours(days)
        return
    assert open_days(hours(days), first, last) == expected


def test_odd_and_even_weeks_alternate_through_a_year_of_53_weeks() -> None:
    """ISO week 53 of 2026 is followed by week 1: both odd. Counted from a date they alternate."""
    odd = hours("单周周三", odd_week="2026-12-18")
    assert open_days(odd, Date(2026, 12, 14), Date(2027, 1, 17)) == ["12-16", "12-30", "01-13"]


@pytest.mark.parametrize(
    ("day", "clock"),
    [((10, 31), 9), ((11, 1), 8), ((12, 31), 8), ((1, 1), 8), ((3, 31), 8), ((4, 1), 9)],
)
def test_a_season_holds_from_its_first_day_to_its_last_over_the_new_year(
    day: tuple[int, int], clock: int
) -> None:
    winter = {"since": "11-01", "until": "03-31", "weekly": [{"days": "每天", "open": "8:00-10:00"}]}
    (period,) = hours_on(hours(seasons=[winter]), Date(2027, *day), NONE).periods
    assert period.start == clock * 60


def test_an_exception_holds_on_the_weekdays_it_names_within_its_dates() -> None:
    value = hours(exceptions=[{"since": "2026-07-04", "until": "2026-07-18", "days": "周六"}])
    closed = {"07-04", "07-11", "07-18"}
    days = open_days(value, Date(2026, 7, 1), Date(2026, 7, 31))
    assert closed.isdisjoint(days)
    assert len(days) == 31 - len(closed)


def is_open(hours: OpeningHours, moment: datetime.datetime, calendar: Calendar) -> bool:
    """Whether somebody may come without an appointment, the night before counted."""
    minute = moment.hour * 60 + moment.minute
    days = ((moment.date(), minute), (moment.date() - DAY, minute + 1440))
    return any(
        one.start <= clock < one.end and not one.appointment
        for day, clock in days
        for one in hours_on(hours, day, calendar).periods
    )


def test_a_night_goes_on_until_its_end_and_no_minute_longer() -> None:
    night = hours("周一", "22:00-次日6:00")
    monday = datetime.datetime(2026, 11, 16)  # noqa: DTZ001 - the city's own time
    moments = {(21, 59): False, (22, 0): True, (29, 59): True, (30, 0): False}
    for (hour, minute), expected in moments.items():
        assert is_open(night, monday + datetime.timedelta(hours=hour, minutes=minute), NONE) is expected


def test_holidays_and_working_saturdays() -> None:
    """The National Day of 2026: closed for seven days, and open on the Saturday after, as on a Monday."""
    calendar = calendar_of(make_catalogue().profile)
    value = hours("周一至周五", holidays="休息", makeup_workdays="上班")
    days = open_days(value, Date(2026, 9, 30), Date(2026, 10, 11), calendar)
    assert days == ["09-30", "10-08", "10-09", "10-10"]
    assert [one.name for one in holidays_of(2026, calendar)][-2:] == ["中秋节", "国庆节"]
    assert [f"{day:%m-%d}" for day in workdays_of(2026, calendar)][-2:] == ["09-20", "10-10"]
    assert list(holidays_of(2099, calendar)) == []


@pytest.mark.parametrize(
    ("day", "name"),
    [
        ("2008-10-01", "国庆节"),  # from 29 September on, and no 中秋节
        ("2012-10-01", "国庆节、中秋节"),
        ("2015-09-03", "中国人民抗日战争暨世界反法西斯战争胜利70周年纪念日"),
        ("2019-09-13", "中秋节"),
        ("2020-06-25", "端午节"),
        ("2020-10-01", "国庆节、中秋节"),
        ("2023-04-05", "清明节"),
        ("2025-01-28", "春节"),
        ("2028-05-01", "劳动节"),
        ("2028-04-20", "放假"),
        ("2028-03-27", "三月三"),
    ],
)
def test_days_off_are_called_by_their_festivals_in_other_years(day: str, name: str) -> None:
    """From the built-in tables, the profile's table of 2028, and the names that it gives."""
    table = {"year": "2028", "holidays": ["2028-03-27", "2028-03-28", "2028-04-20", "2028-05-01"]}
    table["names"] = [{"on": "2028-03-28", "name": "三月三"}]
    calendar = calendar_of(make_catalogue(calendar=[table]).profile)
    holidays = holidays_of(int(day[:4]), calendar)
    assert [one.name for one in holidays if one.first <= Date.fromisoformat(day) <= one.last] == [name]


def test_built_in_names_say_the_same_of_every_year() -> None:
    """The library marks each day; it leaves out 中秋节 of 2020, on the same day as 国庆节."""
    calendar = calendar_of(make_catalogue().profile)
    for one in (one for year in range(2004, 2027) for one in holidays_of(year, calendar)):
        days = [one.first + DAY * number for number in range((one.last - one.first).days + 1)]
        marked = {constants.Holiday(constants.holidays[day]).chinese for day in days}
        told = set(
            one.name.replace("清明节", "清明").replace("端午节", "端午").replace("中秋节", "中秋").split("、")
        )
        assert marked == told or one.first == Date(2020, 10, 1), one


def test_the_short_line_tells_of_what_departs_from_it_soon() -> None:
    """An exception that holds today or begins within two weeks, not one that begins a day later."""
    catalogue = make_catalogue()
    today = catalogue.today

    def lines(since: int, until: int) -> tuple[str, ...]:
        dates = {"since": str(today + DAY * since), "until": str(today + DAY * until)}
        view = view_hours(catalogue, hours(exceptions=[dates]))
        assert view is not None
        assert view.summary == "每天 9:00–11:00"
        return view.departures

    assert [len(lines(*days)) for days in ((-3, 0), (0, 0), (14, 20), (15, 20), (-3, -1))] == [1, 1, 1, 0, 0]


def test_all_hours_are_found_from_the_types_of_fields() -> None:
    """A place within a service goes by its own name."""
    place = {"name": "乙窗口", "hours": hours().model_dump()}
    catalogue = make_catalogue(change("service", "s1", locations=[place]))
    assert [(one.path, one.name) for one in all_hours(catalogue)] == [(("locations", 0, "hours"), "乙窗口")]


# ---- pairs of dates

ALONE = {
    "published_on": "MAT103 holds it to the day of effect; elsewhere it ends nothing",
    "effective_on": "MAT103",
    "paused_until": "counted from today",
    "alert_until": "counted from today",
    "odd_week": "any day of a week",
    "on": "a day, or the start of a pair",
}


def test_each_date_says_whether_it_ends_what_another_begins() -> None:
    """A field that holds a date is an end, or the beginning of one, or stands alone for a reason."""
    unsaid = []
    for kind in KINDS:
        fields = dict(walk_fields(kind.model))
        marks = {
            path: mark
            for path, info in fields.items()
            for mark in info.metadata
            if isinstance(mark, NotBefore)
        }
        starts = {mark.start for mark in marks.values()}
        dates = [path for path, info in fields.items() if "datetime.date" in repr(info.annotation)]
        lonely = [
            path for path in dates if path not in marks and path[-1] not in starts and path[-1] not in ALONE
        ]
        unsaid += [(kind.name, path) for path in lonely if len(dates) > 1 and kind.name != "profile"]
    assert unsaid == []
