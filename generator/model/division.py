"""A division: province, city, county, township or community (统计用区划)."""

from typing import Literal

from pydantic import Field

from generator.model.boundary import Boundary
from generator.model.fields import (
    FORMER_IDS,
    Count,
    DivisionCode,
    DivisionRef,
    Draftable,
    FormerIds,
    Line,
    Lines,
    Phone,
    Prose,
    Shape,
)
from generator.model.hours import OpeningHours
from generator.model.position import POSITION, Position
from generator.model.pronunciation import PRONUNCIATION, Pronunciation

Level = Literal["省", "市", "县区", "乡镇街道", "社区"]


class Island(Shape):
    """An island of a community. An inhabited one of 50 residents or more has a grid (art. 9)."""

    name: Line = Field(title="岛名")
    residents: Count = Field(title="常住人口", description="只写总数")


class Shelter(Shape):
    """A place that is open to residents when they have to leave home (应急避难场所、避灾安置点)."""

    name: Line = Field(title="名称", description="例如：潮井小学体育馆")
    address: Line | None = Field(None, title="地址")
    phone: Phone | None = Field(None, title="电话")
    position: Position | None = POSITION
    note: Line | None = Field(None, title="说明", description="能住多少人、从哪个门进、能不能带猫狗")


class Division(Draftable):
    """One administrative division; communities hold grids."""

    code: DivisionCode = Field(title="区划代码", description="12 位统计用区划代码，加引号")
    name: Line = Field(title="名称")
    pronunciation: Pronunciation | None = PRONUNCIATION
    level: Level = Field(title="级别")
    parent: DivisionRef | None = Field(None, title="上级", description="上级区划的编号；最上一级不写")
    aliases: Lines = Field((), title="别名", description="居民平时的叫法")
    intro: Prose | None = Field(None, title="介绍")
    address: Line | None = Field(None, title="办公地址")
    position: Position | None = POSITION
    phone: Phone | None = Field(None, title="值班电话")
    hours: OpeningHours | None = Field(None, title="办公时间")
    islands: tuple[Island, ...] = Field((), title="有人居住的岛")
    shelters: tuple[Shelter, ...] = Field(
        (), title="避灾点", description="刮台风、发大水时去哪里；社区没写的用上级的"
    )
    boundary: Boundary | None = Field(
        None, title="边界", description="WKT，经度在前：POLYGON ((122.1 30.0, …))"
    )
    former_ids: FormerIds = FORMER_IDS
