"""A grid: the ground that one team of grid workers looks after."""

from typing import Annotated, Literal

from pydantic import Field

from generator.model.boundary import Boundary
from generator.model.fields import (
    FORMER_IDS,
    Code,
    Count,
    Date,
    DivisionRef,
    Draftable,
    FormerIds,
    GridRef,
    Line,
    Lines,
    MatterRef,
    NotBefore,
    PersonRef,
    Phone,
    Prose,
    Shape,
)
from generator.model.position import POSITION, Position
from generator.model.pronunciation import PRONUNCIATION, Pronunciation

GridKind = Literal["综合", "专属", "海上", "微网格"]
GridFunction = Literal["重点", "服务", "联络"]
PlaceKind = Literal["小区", "楼栋", "村落", "岛屿", "街路", "园区", "市场", "学校", "船组", "海域"]


PointKind = Literal["集合点", "消火栓", "微型消防站", "急救设备", "应急物资"]


class CoveredPlace(Shape):
    """A place by the name people know: an estate, a building, a hamlet, a vessel group."""

    name: Line = Field(title="名称", description="居民熟悉的叫法，例如：望海新村 1-12 幢")
    kind: PlaceKind = Field(title="类型")
    aliases: Lines = Field((), title="别名", description="老地名、俗称，搜索用")
    address: Line | None = Field(None, title="地址")
    position: Position | None = POSITION


class EmergencyPoint(Shape):
    """What is looked for in an emergency: where to gather, a hydrant, a defibrillator, sandbags."""

    name: Line = Field(title="名称", description="在哪里，例如：南门菜市场东口")
    kind: PointKind = Field(title="类型")
    address: Line | None = Field(None, title="地址", description="怎么找，例如：卷闸门右边红箱子里")
    position: Position | None = Field(
        None, title="坐标", description="写法和“包括哪些地方”里的一样，画在手册的网格图上"
    )


class GridChannel(Shape):
    """A way for residents to be heard in a grid, with its owner, hours and rules."""

    kind: Literal["微信群", "意见箱", "见面日", "电话", "楼道公告"] = Field(title="方式")
    name: Line = Field(title="名称")
    owner: PersonRef | None = Field(None, title="谁负责")
    hours: Line | None = Field(None, title="时间")
    rules: Line | None = Field(None, title="约定", description="例如：不发广告，不晒别人隐私")
    join: Line | None = Field(None, title="怎么用", description="例如：请网格员当面扫码拉您进群")


class StandingDuty(Shape):
    """What grid workers do all the time under the paper's three heads, and how often."""

    duty: Literal["宣传", "收集民意", "予以帮助"] = Field(title="职责")
    what: Line = Field(title="做什么")
    matter: MatterRef | None = Field(None, title="对应事项", description="清单上事项的编号")
    how_often: Line | None = Field(None, title="多久一次", description="例如：每周一次")


class Grid(Draftable):
    """One grid. Statute: 舟山市网格化服务管理条例 arts. 8-12."""

    name: Line = Field(title="名称", description="例如：潮井社区第一网格")
    pronunciation: Pronunciation | None = PRONUNCIATION
    code: Code = Field(title="网格代码", description="社区 12 位代码加顺序号（默认 3 位），加引号")
    kind: GridKind = Field(title="类型")
    function: GridFunction = Field("服务", title="功能", description="重点、服务或联络网格")
    community: DivisionRef = Field(title="所属社区", description="社区的编号")
    parent: GridRef | None = Field(None, title="所在综合网格", description="只有微网格写")
    households: Count | None = Field(None, title="户数")
    aliases: Lines = Field((), title="别名")
    intro: Prose | None = Field(None, title="介绍")
    covers: tuple[CoveredPlace, ...] = Field((), title="包括哪些地方")
    points: tuple[EmergencyPoint, ...] = Field(
        (), title="急用的点位", description="集合点、消火栓、急救设备……印在手册和网格图上"
    )
    boundary: Boundary | None = Field(None, title="边界", description="WKT，经度在前；海上网格可以不写")
    supervision_phone: Phone | None = Field(None, title="监督电话")
    night_phone: Phone | None = Field(None, title="24小时电话", description="夜里找得到人的号码")
    channels: tuple[GridChannel, ...] = Field((), title="渠道", description="微信群、意见箱、固定见面日……")
    duties: tuple[StandingDuty, ...] = Field(
        (), title="常态职责", description="宣传、收集民意、予以帮助；不写就用档案里的"
    )
    valid_from: Date | None = Field(None, title="启用日期")
    valid_until: Annotated[Date | None, NotBefore("valid_from")] = Field(None, title="停用日期")
    replaces: tuple[GridRef, ...] = Field((), title="取代的网格", description="由哪些旧网格合并或拆分而来")
    former_ids: FormerIds = FORMER_IDS
