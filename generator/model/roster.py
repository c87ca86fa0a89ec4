"""Duty rosters (值班表): who can be reached on which day, in turn or by a table of days, with changes.

Who is on duty on a day is told by `generator.facts.rosters`.
"""

from typing import Annotated, Literal

from pydantic import BeforeValidator, Field

from generator.model import written
from generator.model.fields import (
    FORMER_IDS,
    AreaRef,
    Count,
    Date,
    Draftable,
    FormerIds,
    Line,
    Lines,
    NotBefore,
    OrganizationRef,
    PersonRef,
    Phone,
    Prose,
    Shape,
)
from generator.model.periods import Period, parse_period

DutyHours = Annotated[Period, BeforeValidator(parse_period), written.PERIOD]
DutyDays = Literal["每天", "工作日", "周末", "节假日", "周一", "周二", "周三", "周四", "周五", "周六", "周日"]
"""调休 working days are 工作日; days off of the calendar are 节假日."""
Turn = Literal["天", "周"]


class Rotation(Shape):
    """Who takes turns on some days. Of several for the same days the last that has begun holds."""

    days: DutyDays = Field(
        title="哪些天",
        description="每天、工作日、周末、节假日，或周一……周日；节假日没有另排的，按周末，再按每天",
    )
    turn: Turn = Field("天", title="多久一换", description="天：一天换一个人；周：一周换一个人，周一换")
    people: tuple[PersonRef, ...] = Field(title="轮流的人", min_length=1, description="人员的编号，按先后")
    since: Date | None = Field(
        None, title="从哪天轮起", description="这一天轮到第一个人；不写就是值班表的第一天"
    )
    hours: DutyHours | None = Field(None, title="几点到几点", description="和值班表上写的不同才写")


class DutyChange(Shape):
    """Somebody instead of somebody else (换班、替班). Whoever swaps writes two."""

    on: Date = Field(title="哪天")
    until: Annotated[Date | None, NotBefore("on")] = Field(None, title="到哪天", description="只有一天就不写")
    away: PersonRef = Field(title="原来谁值")
    stand_in: PersonRef = Field(title="换成谁")
    note: Line | None = Field(None, title="说明", description="例如：换班；请假的缘由不用写")


class Roster(Draftable):
    """Who is on duty for a grid, a community or a larger area; days may stand in <id>.csv."""

    name: Line = Field(title="名称", description="例如：潮井社区夜间值班")
    areas: tuple[AreaRef, ...] = Field(title="哪里的值班", min_length=1, description="网格、社区或镇街的编号")
    organization: OrganizationRef | None = Field(None, title="值班单位")
    hours: DutyHours = Field(title="几点到几点", description="例如：17:30-次日8:00；24小时")
    phone: Phone | None = Field(
        None, title="值班电话", description="谁值班谁带着的号码；不写就打值班人自己的值班电话"
    )
    since: Date = Field(title="从哪天")
    until: Annotated[Date | None, NotBefore("since")] = Field(
        None, title="到哪天", description="排到哪天为止；一直轮下去就不写"
    )
    size: Annotated[Count, Field(ge=1)] = Field(1, title="一班几人")
    rotation: tuple[Rotation, ...] = Field(
        (), title="轮流", description="表格里排了的日子照表格；没排的日子照这里"
    )
    changes: tuple[DutyChange, ...] = Field(
        (), title="换班", description="换了又换，就再写一条，前面的不要删：手机日历靠它知道改过几次"
    )
    instructions: Lines = Field(
        (), title="值班怎么办", description="接到电话怎么做，一条一句，印在值班卡上，三条为好"
    )
    intro: Prose | None = Field(None, title="介绍")
    former_ids: FormerIds = FORMER_IDS


class DutyRow(Shape):
    """Who is on duty on one day: a line of the table that offices keep."""

    day: Date = Field(title="日期")
    weekday: Line | None = Field(None, title="星期", description="和日期不符会提醒")
    person: PersonRef = Field(title="值班人员")
    leader: PersonRef | None = Field(None, title="带班领导")
    hours: DutyHours | None = Field(None, title="时间")
    phone: Phone | None = Field(None, title="电话", description="和人员自己的值班电话不同才写")
