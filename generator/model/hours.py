"""Opening hours: weekly periods, and what holds on holidays and 调休 working days."""

from __future__ import annotations

import re
from typing import Annotated, Literal

from pydantic import BeforeValidator, Field, WithJsonSchema

from generator.model.fields import Date, Line, Shape
from generator.model.spelling import refuse

WEEKDAYS = "一二三四五六日"
MINUTES_A_DAY = 24 * 60

Period = tuple[int, int]


def _parse_days(value: object) -> object:
    """`周一至周五`, `周六、周日`, `每天` to weekday numbers 0 (Monday) to 6."""
    if not isinstance(value, str):
        return value
    if value in {"每天", "每日", "全周"}:
        return tuple(range(7))
    days: list[int] = []
    for part in re.split(r"[、,，\s]+", value.replace("星期", "周").replace("周天", "周日")):
        match = re.fullmatch(r"周?([一二三四五六日])(?:[至到~-]周?([一二三四五六日]))?", part)
        if not match:
            refuse(
                ("不是星期几", "is not a list of weekdays"),
                ("写“周一至周五”“周六、周日”或“每天”", "write `周一至周五`, `周六、周日` or `每天`"),
            )
        first = WEEKDAYS.index(match[1])
        last = WEEKDAYS.index(match[2] or match[1])
        days += range(first, last + 1) if first <= last else [*range(first, 7), *range(last + 1)]
    return tuple(sorted(set(days)))


def _parse_period(value: object) -> object:
    """`8:30-11:30` to minutes since midnight; 24:00 ends a day."""
    if not isinstance(value, str):
        return value
    match = re.fullmatch(r"(\d{1,2})[:：](\d{2})\s*[-–—~至到]\s*(\d{1,2})[:：](\d{2})", value.strip())
    advice = ('写成 "8:30-11:30"；跨过午夜的拆成两段', 'write "8:30-11:30"; split what crosses midnight')
    if not match:
        refuse(("不是时间段", "is not a period of time"), advice)
    hour, minute, end_hour, end_minute = map(int, match.groups())
    start, end = hour * 60 + minute, end_hour * 60 + end_minute
    if minute > 59 or end_minute > 59 or start >= end or end > MINUTES_A_DAY:  # noqa: PLR2004 - minutes of an hour
        refuse(
            ("开始不早于结束，或没有这个时刻", "does not start before it ends, or names no time of day"),
            advice,
        )
    return start, end


def _listed_periods(value: object) -> object:
    return (value,) if isinstance(value, str) else value


Days = Annotated[tuple[int, ...], BeforeValidator(_parse_days), WithJsonSchema({"type": "string"})]
Times = Annotated[
    tuple[Annotated[Period, BeforeValidator(_parse_period), WithJsonSchema({"type": "string"})], ...],
    BeforeValidator(_listed_periods),
]


class WeeklyPeriod(Shape):
    """The same periods on some days of the week."""

    days: Days = Field(title="星期几", description="例如：周一至周五；周六、周日；每天")
    open: Times = Field(
        title="时间段", description='例如：["8:30-11:30", "13:30-17:00"]，中午休息就写两段', min_length=1
    )


class ExceptionDay(Shape):
    """What holds on particular dates instead."""

    since: Date = Field(title="从哪天", description="例外的第一天")
    until: Date | None = Field(None, title="到哪天", description="例外的最后一天；只有一天就不写")
    open: Times = Field((), title="时间段", description="不写就是全天休息")
    note: Line | None = Field(None, title="说明")


class OpeningHours(Shape):
    """When something is open. Holidays and 调休 working days must be decided, not left open."""

    weekly: tuple[WeeklyPeriod, ...] = Field(title="每周时间", min_length=1)
    holidays: Literal["休息", "照常"] | None = Field(None, title="法定节假日", description="休息，或照常")
    makeup_workdays: Literal["上班", "照常", "休息"] | None = Field(
        None, title="调休上班日", description="周末调休上班的那天：上班（按周一）、照常（按当天星期几）、休息"
    )
    exceptions: tuple[ExceptionDay, ...] = Field((), title="例外日期")
    note: Line | None = Field(None, title="说明")
