"""Opening hours: the week, seasons with a week of their own, and what holds on holidays and 调休 days.

What holds on a given day is told by `generator.facts.hours`.
"""

from typing import Annotated, Literal

from pydantic import BeforeValidator, Field, model_validator

from generator.model import written
from generator.model.days import Days, YearDay, parse_days, parse_year_day
from generator.model.fields import Date, Line, NotBefore, Shape
from generator.model.periods import Period, parse_period, split_periods
from generator.model.spelling import refuse

_AS_A_WEEK = (
    "下面写 `weekly:`，每条有 `days` 和 `open`，再写 `holidays`；例如 days: 每天、open: 24小时",
    "write `weekly:` below, each with `days` and `open`, like days: 每天 and open: 24小时; then `holidays`",
)


DaysText = Annotated[Days, BeforeValidator(parse_days), written.DAYS]
Times = Annotated[
    tuple[Annotated[Period, BeforeValidator(parse_period)], ...],
    BeforeValidator(split_periods),
    written.Listed(written.PERIOD),
]
DayOfYear = Annotated[YearDay, BeforeValidator(parse_year_day), written.YEAR_DAY]
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
