"""The page of holidays: days off of this year and the next, and the weekend days that are working days."""

import datetime
from dataclasses import dataclass

from generator.catalogue import Catalogue
from generator.facts.holidays import NOVEMBER, Calendar, calendar_of, holidays_of, workdays_of
from generator.facts.memory import once
from generator.locale.zh import WEEKDAYS, format_days
from generator.views.listing import index_head
from generator.views.pieces import Head


@dataclass(frozen=True, slots=True)
class HolidayRow:
    """Days off in a row: what for, from when until when, how many."""

    name: str
    days: str
    count: int


@dataclass(frozen=True, slots=True)
class YearView:
    """One year; without its table both lists are empty and `known` is False."""

    year: int
    known: bool
    holidays: tuple[HolidayRow, ...]
    workdays: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class HolidaysView:
    """The page: this year and the next."""

    head: Head
    years: tuple[YearView, ...]


def view_holidays(catalogue: Catalogue) -> HolidaysView:
    """Days off of the year and the next one, each as far as its table is known."""
    calendar = calendar_of(catalogue.profile)
    year = catalogue.today.year
    return HolidaysView(
        head=index_head("holidays", "放假和调休", "哪几天放假，哪几个周六、周日要上班"),
        years=tuple(_view_year(one, calendar) for one in (year, year + 1)),
    )


@once
def list_printed_holidays(catalogue: Catalogue) -> tuple[tuple[str, str], ...]:
    """For print: a year, and its days off and working weekend days in one line; the next from November on."""
    calendar, today = calendar_of(catalogue.profile), catalogue.today
    years = (today.year, *([today.year + 1] if today.month >= NOVEMBER else []))
    return tuple((f"{year}年", _format_year(year, calendar)) for year in years if year in calendar.years)


def _format_year(year: int, calendar: Calendar) -> str:
    off = (f"{one.name}{format_days(one.first, one.last, one.first)}" for one in holidays_of(year, calendar))
    workdays = "、".join(_write(day) for day in workdays_of(year, calendar)) or "没有"
    return f"放假：{'，'.join(off)}。调休要上班的周六、周日：{workdays}。"


def _view_year(year: int, calendar: Calendar) -> YearView:
    rows = (
        HolidayRow(one.name, f"{_write(one.first)}至{_write(one.last)}", (one.last - one.first).days + 1)
        for one in holidays_of(year, calendar)
    )
    workdays = tuple(_write(day) for day in workdays_of(year, calendar))
    return YearView(year, year in calendar.years, tuple(rows), workdays)


def _write(day: datetime.date) -> str:
    return f"{format_days(day, None, day)}（周{WEEKDAYS[day.weekday()]}）"
