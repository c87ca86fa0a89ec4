"""Incident plans: level × phase × step × parties, cards for grid workers, words for residents.

Levels and colours: 突发事件应对法. A warning level and a response level are two things, so a plan says
which it means.
"""

from typing import Annotated, Literal

from pydantic import Field

from generator.model.fields import (
    ENGLISH,
    FORMER_IDS,
    Count,
    Date,
    Draftable,
    English,
    FormerIds,
    Line,
    Lines,
    MatterRef,
    NotBefore,
    OrganizationRef,
    PlanRef,
    Prose,
    Shape,
)
from generator.model.person import RoleName

IncidentClass = Literal["自然灾害", "事故灾难", "公共卫生", "社会安全"]
Level = Literal["Ⅰ", "Ⅱ", "Ⅲ", "Ⅳ"]
Colour = Literal["红", "橙", "黄", "蓝"]
Phase = Literal["预防准备", "监测预警", "处置救援", "恢复重建"]
PHASES: tuple[Phase, ...] = ("预防准备", "监测预警", "处置救援", "恢复重建")
LEVELS: tuple[Level, ...] = ("Ⅰ", "Ⅱ", "Ⅲ", "Ⅳ")


class Party(Shape):
    """Who acts: an organisation, or a role in the grid."""

    organization: OrganizationRef | None = Field(None, title="机构")
    role: RoleName | None = Field(None, title="网格里的身份")


class PlanStep(Shape):
    """One step: exactly one accountable, at least one responsible (RACI)."""

    levels: tuple[Level, ...] = Field(title="响应级别", min_length=1)
    phase: Phase = Field(title="阶段")
    do: Line = Field(title="做什么")
    accountable: tuple[Party, ...] = Field((), title="牵头负责", description="有且只有一个，政府部门或村居")
    responsible: tuple[Party, ...] = Field((), title="具体去做", description="至少一个")
    consulted: tuple[Party, ...] = Field((), title="征求意见")
    informed: tuple[Party, ...] = Field((), title="通知到")
    within: Line | None = Field(None, title="多快", description="例如：接报后 30 分钟内")
    matter: MatterRef | None = Field(None, title="对应事项", description="网格员去做的步骤要写")


class WarningLevel(Shape):
    """A warning level with its colour and when it is given."""

    level: Level = Field(title="级别")
    colour: Colour | None = Field(None, title="颜色", description="社会安全事件不写")
    when: Line = Field(title="什么情况")


class Restriction(Shape):
    """A restriction of movement or use: never without instrument, issuer and end."""

    what: Line = Field(title="限制什么")
    instrument: Line | None = Field(None, title="法律文书", description="文件名称和文号")
    issuer: OrganizationRef | None = Field(None, title="发布机关")
    since: Date | None = Field(None, title="从哪天")
    until: Annotated[Date | None, NotBefore("since")] = Field(None, title="到哪天")


class GridCard(Shape):
    """What a grid worker does, under the paper's four heads."""

    notice: Lines = Field(title="察觉", description="看到、听到什么要警觉")
    judge: Lines = Field(title="研判", description="怎样判断轻重")
    report: Lines = Field(title="报告", description="报给谁、说什么、多快")
    act: Lines = Field(title="先期处置", description="人到之前能做什么、不能做什么")


class Plan(Draftable):
    """The plan for one kind of incident."""

    name: Line = Field(title="名称", description="例如：台风防御预案")
    incident: Line = Field(title="事件", description="例如：台风")
    incident_class: IncidentClass = Field(title="事件分类")
    summary: Prose = Field(title="一句话说明")
    order: Count = Field(100, title="排序", description="小的在前")
    response_levels: tuple[Level, ...] = Field(
        title="响应级别", description="这份预案用到的响应级别", min_length=1
    )
    phases: tuple[Phase, ...] = Field(PHASES, title="阶段")
    warnings: tuple[WarningLevel, ...] = Field((), title="预警级别", description="预警级别和响应级别是两回事")
    steps: tuple[PlanStep, ...] = Field(title="步骤", min_length=1)
    card: GridCard = Field(title="网格员一页卡")
    residents: Lines = Field(title="居民怎么办", description="用大白话写给居民")
    restrictions: tuple[Restriction, ...] = Field((), title="限制措施")
    escalates_to: PlanRef | None = Field(None, title="升级到", description="情况变重时转用哪份预案")
    issuer: OrganizationRef = Field(title="制定单位")
    issued_on: Date = Field(title="发布日期")
    valid_until: Annotated[Date | None, NotBefore("issued_on")] = Field(
        None, title="废止日期", description="最后一天；还在用就不写"
    )
    replaced_by: PlanRef | None = Field(None, title="换成哪份", description="废止以后用的预案的编号")
    english: English | None = ENGLISH
    former_ids: FormerIds = FORMER_IDS
