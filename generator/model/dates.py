"""Dates as people and Excel write them: 2026-10-21, 2026/10/21, 2026年10月21日, 20261021, the serial 46316.

ISO 8601 is how they are written here. What has one meaning is respelled; a year of two digits, or day and
month that could change places, is refused. In a table of days of a known period the year may be left out.
"""

import calendar
import datetime
import re
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import lru_cache
from typing import NoReturn

from generator.locale.numerals import NUMERALS, parse_digits, parse_numeral
from generator.locale.spelling import fold
from generator.model.spelling import refuse, refuse_mark_of_excel, respell

_PLAIN = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})")
_YEAR_FIRST = re.compile(
    r"(?P<y>[0-9]{4})(?:(?P<sign> ?[-/.、] ?| )(?P<m>[0-9]{1,2})(?P=sign)| ?年 ?(?P<mm>[0-9]{1,2}) ?月 ?)"
    r"(?P<d>[0-9]{1,2}) ?[日号.]?"
)
"""Both signs are the same: 2026.1-5 is January to May."""
_RUN = re.compile(r"([0-9]{4})([0-9]{2})([0-9]{2})(?:\.0)?")
_YEAR_LAST = re.compile(r"([0-9]{1,2})[-/. ]([0-9]{1,2})[-/. ]([0-9]{4})")
_WORDS = re.compile(rf"([{NUMERALS}]{{4}})年([{NUMERALS}]{{1,3}})月([{NUMERALS}]{{1,3}})[日号]")
_NAMED_MONTH = re.compile(r"(?:([0-9]{1,2})[- ]([a-z]{3,9})|([a-z]{3,9})\.? ([0-9]{1,2}),?)[-, ]+([0-9]{4})")
_SHORT_YEAR = re.compile(
    r"'?[0-9]{2} ?[-/.年] ?[0-9]{1,2} ?[-/.月] ?[0-9]{1,2}日?"
    r"|(?:[0-9]{1,2}[-/.][0-9]{1,2}|[0-9]{1,2}[- ][a-z]{3,9})[-/. ]'?[0-9]{2}"
)
_PART = re.compile(
    r"[0-9]{4} ?[-/.年] ?[0-9]{1,2}月?|[0-9]{1,2} ?[-/.月] ?[0-9]{1,2}[日号]?|[0-9]{4}年?"
    r"|[0-9]{1,2}[- ][a-z]{3,9}|[a-z]{3,9}[-/ ]'?[0-9]{2,4}"
)
_TIME = re.compile(
    r"[ t](?:[上下]午 ?)?[0-9]{1,2}:[0-9]{2}(?::[0-9]{2}(?:\.[0-9]+)?)?(?: ?[ap]m)?"
    r"(z|[+-][0-9]{2}:?[0-9]{2})?"
)
_MIDNIGHT_IN_UTC = re.compile(r"[ t]0?0:00(?::00(?:\.0+)?)?(?:z|[+-]00:?00)")
_WEEKDAY = re.compile(r" ?\(?(?:星期|周|礼拜)([一二三四五六日天])\)?")
_SERIAL = re.compile(r"([0-9]{5})(?:\.[0-9]+)?")
_SERIAL_ZERO = datetime.date(1899, 12, 30)
"""Day 0 of Excel's 1900 system, which counts a 29 February 1900 that was none."""
_SERIALS = range(29_221, 73_051)
"""1980 to 2099: other numbers of five digits are no likely dates."""
_YEARS = range(1900, 10_000)
_MONTHS = {
    name.lower(): number
    for names in (calendar.month_name, calendar.month_abbr)
    for number, name in enumerate(names)
    if name
}
_WITHOUT_YEAR = re.compile(r"([0-9]{1,2}) ?月 ?([0-9]{1,2}) ?[日号]")
_period: ContextVar[tuple[datetime.date, datetime.date] | None] = ContextVar("period", default=None)
YEAR, DECEMBER = datetime.timedelta(days=364), 12
_ADVICE = ("写成 2026-03-01 这样的年-月-日", "write year-month-day like 2026-03-01")


def parse_date(value: object) -> datetime.date:
    """A day: ISO 8601 as it stands; other forms of one meaning are respelled, all others refused."""
    if isinstance(value, datetime.date):
        return value
    text = str(value).strip()
    period = _period.get()
    if period and (day := _read_without_year(text, *period)):
        return respell(day.isoformat())
    return _parse_text(text)


@contextmanager
def days_of(first: datetime.date | None, last: datetime.date | None) -> Iterator[None]:
    """Within this, a month and a day mean the one such day from `first` to `last`, or within a year."""
    last = last or (first and first + YEAR)
    token = _period.set((first, last) if first and last else None)
    try:
        yield
    finally:
        _period.reset(token)


def _read_without_year(text: str, first: datetime.date, last: datetime.date) -> datetime.date | None:
    """12月1日, if only one year makes a day of the period of it, on the weekday that is named, too."""
    plain, weekday = _cut_weekday(fold(text).lower())
    match = _WITHOUT_YEAR.fullmatch(plain)
    if match is None:
        return None
    month, number = map(int, match.groups())
    years = (year for year in range(first.year, last.year + 1) if 1 <= month <= DECEMBER)
    days = [
        datetime.date(year, month, number)
        for year in years
        if 1 <= number <= calendar.monthrange(year, month)[1]
    ]
    found = [day for day in days if first <= day <= last and weekday in {None, day.weekday()}]
    return found[0] if len(found) == 1 else None


@lru_cache(maxsize=4096)
def _parse_text(text: str) -> datetime.date:
    if match := _PLAIN.fullmatch(text):
        return _make_day(*match.groups())
    return respell(_read_day(fold(text).lower()).isoformat())


def _read_day(text: str) -> datetime.date:
    """The one day that a folded text means."""
    text, weekday = _cut_weekday(_cut_time(text))
    day = _read_digits(text) or _read_serial(text) or _read_words(text)
    if day is None:
        _refuse_form(text)
    if weekday is not None and day.weekday() != weekday:
        named = "一二三四五六日"[day.weekday()]
        refuse((f"日期和星期对不上，那天是星期{named}", f"is not that weekday but {day:%A}"), _ADVICE)
    return day


def _cut_time(text: str) -> str:
    """Leave out the time of day, unless a time zone makes another day of it."""
    match = _TIME.search(text)
    if match is None or match.end() != len(text):
        return text
    if match[1] not in {None, "+08:00", "+0800"} and not _MIDNIGHT_IN_UTC.fullmatch(match[0]):
        refuse(("带着别的时区，可能是另一天", "has a time zone that may make it another day"), _ADVICE)
    return text[: match.start()]


def _cut_weekday(text: str) -> tuple[str, int | None]:
    match = _WEEKDAY.search(text)
    if match is None or match.end() != len(text):
        return text, None
    return text[: match.start()], "一二三四五六日".index(match[1].replace("天", "日"))


def _read_digits(text: str) -> datetime.date | None:
    if match := _YEAR_FIRST.fullmatch(text):
        return _make_day(match["y"], match["m"] or match["mm"], match["d"])
    if match := _RUN.fullmatch(text):
        return _make_day(*match.groups())
    match = _YEAR_LAST.fullmatch(text)
    return _read_year_last(*match.groups()) if match else None


def _read_year_last(first: str, second: str, year: str) -> datetime.date:
    """11/18/2024 is one day; 5/6/2024 is two, in America and in Europe."""
    one, other = _find_day(year, first, second), _find_day(year, second, first)
    if one and other and one != other:
        refuse(
            (f"可以读成 `{one}`，也可以读成 `{other}`", f"can be read as `{one}` and as `{other}`"), _ADVICE
        )
    return one or other or _make_day(year, first, second)


def _read_serial(text: str) -> datetime.date | None:
    match = _SERIAL.fullmatch(text)
    if match is None or int(match[1]) not in _SERIALS:
        return None
    return _SERIAL_ZERO + datetime.timedelta(days=int(match[1]))


def _read_words(text: str) -> datetime.date | None:
    """二〇二六年十月二十一日, and the English names of months in Excel's own formats."""
    if match := _WORDS.fullmatch(text):
        year, month, day = parse_digits(match[1]), parse_numeral(match[2]), parse_numeral(match[3])
        return _make_day(year, str(month), str(day)) if year and month and day else None
    if match := _NAMED_MONTH.fullmatch(text.rpartition("day, ")[2]):
        month = _MONTHS.get(match[2] or match[3])
        return _make_day(match[5], str(month), match[1] or match[4]) if month else None
    return None


def _find_day(year: str, month: str, day: str) -> datetime.date | None:
    try:
        return datetime.date(int(year), int(month), int(day))
    except ValueError:
        return None


def _make_day(year: str, month: str, day: str) -> datetime.date:
    found = _find_day(year, month, day)
    if found is None:
        refuse(("这一天不存在", "is a day that does not exist"), _ADVICE)
    if found.year not in _YEARS:
        refuse((f"年份 {year} 不可能", f"is in the impossible year {year}"), _ADVICE)
    return found


def _refuse_form(text: str) -> NoReturn:
    refuse_mark_of_excel(text)
    if _SHORT_YEAR.fullmatch(text):
        refuse(("年份只有两位，看不出是哪一年", "has a year of two digits"), _ADVICE)
    if _PART.fullmatch(text):
        refuse(("不完整，年、月、日都要写", "is incomplete: year, month and day are needed"), _ADVICE)
    refuse(("不是日期", "is not a date"), _ADVICE)
