"""Matters (事项): the published list of what a grid worker does, and what may be collected.

Statute: 舟山市网格化服务管理条例 arts. 23-25.
"""

from typing import Annotated, Literal

from pydantic import Field

from generator.model.fields import (
    FORMER_IDS,
    Count,
    Date,
    Draftable,
    Flag,
    FormerIds,
    InformationItemRef,
    Line,
    Lines,
    MatterCategoryRef,
    NotBefore,
    OrganizationRef,
    Prose,
    Shape,
)
from generator.model.time_limit import TimeLimit

Owner = Literal["基本履职", "配合履职", "上级收回", "居民自治"]


class MatterCategory(Draftable):
    """A group of matters; groups hold sub-groups, so that the list has two levels."""

    name: Line = Field(title="名称")
    parent: MatterCategoryRef | None = Field(None, title="上级", description="一级分类不写")
    intro: Prose | None = Field(None, title="介绍")
    order: Count = Field(100, title="排序", description="小的在前")


class MatterChange(Shape):
    """One change of a matter, published before it takes effect (art. 25)."""

    published_on: Date = Field(title="公布日期")
    effective_on: Date = Field(title="生效日期")
    what: Line = Field(title="改了什么")


class Matter(Draftable):
    """One matter: who does it, what a grid worker's part is, which department solves it."""

    name: Line = Field(title="名称", description="例如：独居老人走访")
    category: MatterCategoryRef = Field(title="分类", description="二级分类的编号")
    verb: Line = Field(
        title="网格员做什么", description="宣传、走访、采集、发现、报告、协助、代办、劝导、先期处置"
    )
    owner: Owner = Field(title="归谁", description="基本履职、配合履职、上级收回、居民自治")
    summary: Prose = Field(title="说明", description="对居民说清楚网格员会做什么")
    cannot: Line | None = Field(None, title="不做什么", description="网格员在这件事上不能做的")
    department: OrganizationRef | None = Field(None, title="解决的部门")
    deadline: TimeLimit | None = Field(None, title="部门时限", description="部门多久答复，例如：3个工作日")
    legal_basis: Lines = Field((), title="法律依据")
    collects: tuple[InformationItemRef, ...] = Field((), title="采集哪些信息")
    admitted_by: OrganizationRef | None = Field(None, title="准入批准单位")
    admitted_on: Date | None = Field(None, title="准入日期")
    published_on: Date | None = Field(
        None, title="公布日期", description="准入后哪天向社会公布，不晚于准入日期"
    )
    temporary: Flag = Field(default=False, title="是否临时", description="应急时临时增加的写 true")
    temporary_until: Annotated[Date | None, NotBefore("admitted_on")] = Field(None, title="临时到哪天")
    withdrawn_on: Annotated[Date | None, NotBefore("admitted_on")] = Field(
        None, title="取消日期", description="上级收回或取消的日期"
    )
    changes: tuple[MatterChange, ...] = Field((), title="变更记录")
    former_ids: FormerIds = FORMER_IDS


class InformationItem(Draftable):
    """Something that may be collected from residents, why, and who may use it again."""

    name: Line = Field(title="名称", description="例如：家里有没有行动不便的人")
    content: Line = Field(title="采集内容", description="具体问什么；同一项不要问两次")
    purpose: Line | None = Field(None, title="用途")
    legal_basis: Lines = Field((), title="法律依据")
    required: Flag = Field(default=False, title="是否必答")
    source: Line | None = Field(None, title="已有来源", description="能从别的部门得到就不再问居民")
    reused_by: tuple[OrganizationRef, ...] = Field((), title="哪些部门共用")
    retention: Line | None = Field(None, title="保存多久")
