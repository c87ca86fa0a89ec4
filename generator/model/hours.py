"""Opening hours: the week, seasons with a week of their own, and what holds on holidays and 调休 days.

What holds on a given day is told by `generator.facts.hours`.
"""

from __future__ import annotations

import re
from typing import Annotated, Literal, NamedTuple, NoReturn

from pydantic import BeforeValidator, Field, WithJsonSchema, model_validator

from generator.locale.spelling import fold
from generator.model.days import Days, YearDay, parse_days, parse_year_day
from generator.model.fields import Date, Line, NotBefore, Shape
from generator.model.spelling import refuse

MINUTES_A_DAY = 24 * 60
EVENING = 17 * 60
MORNING = 9 * 60
"""From 17:00 on and until 9:00 is plainly over midnight; what else is must say 次日."""

_CLOCK = r"([0-9]{1,2})[:：.点时]([0-9]{2}|半)?分?"
_PERIOD = re.compile(rf"{_CLOCK}[-~至到]+(次日|第二天|翌日|隔天)?{_CLOCK}")
_ALL_DAY = {"24小时", "全天24小时", "24小时全天", "24h", "二十四小时", "00:00-24:00"}
_APPOINTMENT = re.compile(r"[(（,，]?(?:需?要?提前|须|需要?|凭|要)?预约(?:开放|办理)?[)）]?$")
_ADVICE = (
    '写成 "8:30-11:30"；到第二天的写成 "22:00-次日6:00"；一天到晚的写 24小时；要约的写 预约',
    'write "8:30-11:30"; into the next day "22:00-次日6:00"; all day 24小时; by appointment 预约',
)
_AS_A_WEEK = (
    "下面写 `weekly:`，每条有 `days` 和 `open`，再写 `holidays`；例如 days: 每天、open: 24小时",
    "write `weekly:` below, each with `days` and `open`, like days: 每天 and open: 24小时; then `holidays`",
)


class Period(NamedTuple):
    """Minutes since midnight; an end above 1440 lies in the next day. Only by appointment, or for all."""

    start: int
    end: int
    appointment: bool = False

    @property
    def anytime(self) -> bool:
        """Whether no time is stated: whoever makes an appointment agrees on one."""
        return self.appointment and self[:2] == (0, MINUTES_A_DAY)


def _parse_period(value: object) -> object:
    """`8:30-11:30`, `22:00-次日6:00`, `24小时`, `预约`, `14:00-16:00 预约`; 24:00 ends a day."""
    if not isinstance(value, str):
        return value
    text = fold(value).replace(" ", "").lower()
    rest = _APPOINTMENT.sub("", text)
    if rest in _ALL_DAY or (not rest and text):
        return Period(0, MINUTES_A_DAY, rest != text)
    match = _PERIOD.fullmatch(rest)
    if not match:
        _refuse_word(text)
    start, end = _minutes(match[1], match[2]), _minutes(match[4], match[5])
    if match[3] or (start >= EVENING and end <= MORNING):
        end += MINUTES_A_DAY
    if start >= end or end - start > MINUTES_A_DAY or start >= MINUTES_A_DAY:
        refuse(
            ("开始不早于结束，或没有这个时刻", "does not start before it ends, or names no time of day"),
            _ADVICE,
        )
    return Period(start, end, rest != text)


def _minutes(hour: str, minute: str | None) -> int:
    """Minutes since midnight; what is no time of day becomes one that no period can hold."""
    half = 30 if minute == "半" else int(minute or 0)
    whole = int(hour) * 60 + half
    return whole if half < 60 and whole <= MINUTES_A_DAY else 9 * MINUTES_A_DAY  # noqa: PLR2004 - minutes


def _refuse_word(text: str) -> NoReturn:
    problem = ("不是时间段", "is not a period of time")
    if text in {"全天", "全日", "全天候", "整天"}:
        refuse(
            ("说不准是 24 小时还是整个白天", "may mean 24 hours or the whole working day"),
            (
                '24 小时都开写 24小时；只是白天开，写出时间段，例如 "8:30-17:00"',
                "write 24小时, or the periods",
            ),
        )
    if text in {"休息", "不开", "关门", "停", "无", "closed"}:
        advice = (
            "休息的日子不用写这一条；例外里不写 `open` 就是休息",
            "leave such days out; an exception without `open` is closed",
        )
        refuse(problem, advice)
    refuse(problem, _ADVICE)


def _listed_periods(value: object) -> object:
    """One text may hold several periods."""
    return tuple(re.split(r"[、，,;；]\s*(?=[0-9０-９])", value)) if isinstance(value, str) else value


_STRING = WithJsonSchema({"type": "string"})
DaysText = Annotated[Days, BeforeValidator(parse_days), _STRING]
Times = Annotated[
    tuple[Annotated[Period, BeforeValidator(_parse_period), _STRING], ...],
    BeforeValidator(_listed_periods),
    WithJsonSchema({"anyOf": [{"type": "string"}, {"type": "array", "items": {"type": "string"}}]}),
]
DayOfYear = Annotated[YearDay, BeforeValidator(parse_year_day), _STRING]
Holidays = Literal["休息", "照常"]
MakeupWorkdays = Literal["上班", "照常", "休息"]


class WeeklyPeriod(Shape):
    """The same periods on days that come again."""

    days: DaysText = Field(
        title="哪些天",
        description="例如：周一至周五；周六、周日；每天；每月最后一个周五；单周周三；每月5日",
    )
    open: Times = Field(
        title="时间段",
        description='例如：["8:30-11:30", "13:30-17:00"]，中午休息就写两段；'
        "22:00-次日6:00；24小时；预约；14:00-16:00 预约",
        min_length=1,
    )


class Season(Shape):
    """A part of each year with a week of its own, over the new year too."""

    since: DayOfYear = Field(title="从几月几日", description="例如：06-15；每年都一样")
    until: DayOfYear = Field(title="到几月几日", description="最后一天；可以跨年，例如 11-01 到 03-31")
    name: Line | None = Field(None, title="名称", description="例如：夏令时间")
    weekly: tuple[WeeklyPeriod, ...] = Field(title="这段日子的每周时间", min_length=1)


class ExceptionDay(Shape):
    """What holds on particular dates instead."""

    since: Date = Field(title="从哪天", description="例外的第一天")
    until: Annotated[Date | None, NotBefore("since")] = Field(
        None, title="到哪天", description="例外的最后一天；只有一天就不写"
    )
    days: DaysText | None = Field(
        None, title="其中哪些天", description="例如：周六；每月最后一个周五；不写就是每一天"
    )
    open: Times = Field((), title="时间段", description="不写就是全天休息")
    note: Line | None = Field(None, title="说明")


class OpeningHours(Shape):
    """When something is open. Holidays and 调休 working days must be decided, not left open."""

    weekly: tuple[WeeklyPeriod, ...] = Field(title="每周时间", min_length=1)
    seasons: tuple[Season, ...] = Field((), title="季节", description="每年有一段日子时间不同才写")
    odd_week: Date | None = Field(
        None, title="单周里的一天", description="写了单周、双周才要：从这一周起，一单一双数下去，跨年不断"
    )
    holidays: Holidays | None = Field(None, title="法定节假日", description="休息，或照常")
    makeup_workdays: MakeupWorkdays | None = Field(
        None, title="调休上班日", description="周末调休上班的那天：上班（按周一）、照常（按当天星期几）、休息"
    )
    exceptions: tuple[ExceptionDay, ...] = Field((), title="例外日期")
    note: Line | None = Field(None, title="说明")

    @model_validator(mode="before")
    @classmethod
    def _refuse_words(cls, value: object) -> object:
        """`hours: 全年无休` says when it is open to people, but not on which days to a program."""
        if isinstance(value, str):
            refuse(("没有写成每周的时间", "is not written as a week"), _AS_A_WEEK)
        return value
