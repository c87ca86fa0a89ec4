"""Reverse assessment of departments, evaluations by third parties, honours, case statistics.

Counts stand in a CSV file beside the entry, with the same name.
"""

from typing import Annotated

from pydantic import Field

from generator.model.fields import (
    FORMER_IDS,
    Count,
    Date,
    DivisionRef,
    Draftable,
    EvaluationRef,
    FormerIds,
    GridRef,
    Line,
    Lines,
    NotBefore,
    Number,
    OrganizationRef,
    PersonRef,
    Prose,
    Shape,
)


class Exclusion(Shape):
    """Cases left out of the counts, and why."""

    department: OrganizationRef = Field(title="部门")
    cases: Count = Field(title="件数")
    reason: Line = Field(title="理由")


class Weights(Shape):
    """Shares of the three rates, of the three stages, and of both in the score; each set sums to 1.

    Convention, which is why they are printed beside the figures.
    """

    response: Number = Field(0.2, title="响应率权重")
    resolution: Number = Field(0.4, title="解决率权重")
    satisfaction: Number = Field(0.4, title="满意率权重")
    accept: Number = Field(0.2, title="接单权重")
    communicate: Number = Field(0.3, title="沟通权重")
    handle: Number = Field(0.5, title="处置权重")
    process: Number = Field(0.5, title="过程权重", description="接单、沟通、处置合起来占多少")
    result: Number = Field(0.5, title="结果权重", description="响应率、解决率、满意率合起来占多少")


class StageDeadlines(Shape):
    """Hours within which a department takes a case up, talks to the reporter, deals with it. Convention."""

    accept: Count = Field(8, title="接单时限（小时）")
    contact: Count = Field(24, title="沟通时限（小时）")
    handle: Count = Field(120, title="处置时限（小时）")


class Assessment(Draftable):
    """One quarter's assessment of departments by what residents reported; counts in <id>.csv."""

    period: Line = Field(title="时期", description="例如：2026年第3季度")
    since: Date = Field(title="从哪天")
    until: Annotated[Date, NotBefore("since")] = Field(title="到哪天")
    formula_version: Line = Field(title="公式版本", description="公式改了就换版本号")
    weights: Weights = Field(Weights(), title="权重", description="不写就用档案里的权重")
    deadlines: StageDeadlines = Field(StageDeadlines(), title="各环节时限")
    exclusions: tuple[Exclusion, ...] = Field((), title="剔除的件数")
    assessor: OrganizationRef = Field(title="发布单位")
    published_on: Date = Field(title="公布日期")
    intro: Prose | None = Field(None, title="说明")
    former_ids: FormerIds = FORMER_IDS


class AssessmentRow(Shape):
    """One department's counts; each count is of cases."""

    department: OrganizationRef = Field(title="部门")
    post: Line | None = Field(None, title="岗位", description="按岗位考评时写，不写姓名")
    cases: Count = Field(title="交办件数")
    accepted: Count = Field(title="按时接单")
    communicated: Count = Field(title="按时沟通")
    handled: Count = Field(title="按时处置")
    surveyed: Count = Field(title="回访件数")
    contacted: Count = Field(title="已联系")
    resolved: Count = Field(title="已解决")
    satisfied: Count = Field(title="满意")


class Evaluation(Draftable):
    """An evaluation by somebody independent."""

    name: Line = Field(title="名称")
    agency: OrganizationRef = Field(title="评估机构")
    commissioner: OrganizationRef | None = Field(None, title="委托单位")
    subjects: tuple[OrganizationRef, ...] = Field((), title="被评估的机构")
    grids: tuple[GridRef, ...] = Field((), title="被评估的网格")
    method: Line | None = Field(None, title="方法")
    sample: Line | None = Field(None, title="样本", description="多少户、多少人、怎样抽的")
    since: Date = Field(title="从哪天")
    until: Annotated[Date, NotBefore("since")] = Field(title="到哪天")
    findings: Lines = Field(title="主要结论", min_length=1)
    report: Line | None = Field(None, title="报告在哪里看")
    former_ids: FormerIds = FORMER_IDS


class Evidence(Shape):
    """What shows that an honour is deserved, with its date."""

    on: Date = Field(title="日期")
    what: Line = Field(title="事实")


class Recognition(Shape):
    """How residents recognised it."""

    how: Line = Field(title="方式", description="例如：居民代表会议评议")
    people: Count = Field(title="参加人数")
    approvals: Count = Field(title="赞成人数")


class Objection(Shape):
    """An objection during the public notice and what became of it."""

    on: Date = Field(title="日期")
    what: Line = Field(title="异议")
    settled_on: Annotated[Date | None, NotBefore("on")] = Field(None, title="办结日期")
    outcome: Line | None = Field(None, title="结果")


class Honour(Draftable):
    """An honour for a grid or a grid worker. There is no field for a quota, and never will be."""

    title: Line = Field(title="称号")
    grid: GridRef | None = Field(None, title="网格", description="授予网格时写")
    person: PersonRef | None = Field(None, title="网格员", description="授予个人时写")
    citation: Prose | None = Field(None, title="颁奖词", description="写具体做了什么")
    evidence: tuple[Evidence, ...] = Field((), title="事实依据")
    evaluation: EvaluationRef | None = Field(None, title="依据的第三方评估")
    recognition: Recognition | None = Field(None, title="居民公认")
    notice_from: Date | None = Field(None, title="公示开始")
    notice_until: Annotated[Date | None, NotBefore("notice_from")] = Field(None, title="公示结束")
    objections: tuple[Objection, ...] = Field((), title="异议")
    decided_on: Date | None = Field(None, title="决定日期")
    decided_by: OrganizationRef | None = Field(None, title="决定单位")
    revoked_on: Annotated[Date | None, NotBefore("decided_on")] = Field(None, title="撤销日期")
    revoked_why: Line | None = Field(None, title="撤销理由")
    former_ids: FormerIds = FORMER_IDS


class CaseSeries(Draftable):
    """Weekly counts of what residents reported, by area and category; rows in <id>.csv. Aggregates only."""

    name: Line = Field(title="名称")
    publisher: OrganizationRef = Field(title="发布单位")
    since: Date = Field(title="第一周的周一")
    until: Annotated[Date, NotBefore("since")] = Field(title="最后一周的周日")
    published_on: Date = Field(title="公布日期")
    method: Line | None = Field(None, title="统计口径")
    former_ids: FormerIds = FORMER_IDS


class CaseRow(Shape):
    """One week's count of one category in one area."""

    week: Date = Field(title="周一的日期")
    area: DivisionRef = Field(title="区域")
    category: Line = Field(title="类别")
    count: Count = Field(title="件数")
