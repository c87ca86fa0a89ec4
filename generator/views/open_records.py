"""Records of open data, version 1: names of their own, apart from what editors type.

A promise: within `v1` no column is renamed, moved or dropped. What changes a meaning is `v2` beside it.
"""

import datetime
from dataclasses import dataclass
from typing import Annotated, ClassVar

from generator.views.columns import Says

FIRST_EDITION = datetime.date(2026, 11, 23)


@dataclass(frozen=True, slots=True)
class ServiceRecord:
    """A service that can be had today."""

    KEY: ClassVar[tuple[str, ...]] = ("id",)
    id: Annotated[str, Says("编号", "Identifier")]
    name: Annotated[str, Says("名称", "Name that residents use")]
    official_name: Annotated[str, Says("正式名称", "Official name")]
    type: Annotated[str, Says("类型", "Type")]
    provider: Annotated[str, Says("提供单位", "Provider")]
    summary: Annotated[str, Says("一句话说明", "Summary")]
    audiences: Annotated[tuple[str, ...], Says("人群", "Audiences")]
    categories: Annotated[tuple[str, ...], Says("分类", "Categories")]
    areas: Annotated[tuple[str, ...], Says("服务范围", "Areas served")]
    fee: Annotated[str, Says("费用", "Fee")]
    time_limit: Annotated[str, Says("办理时限", "Time limit")]
    phone: Annotated[str, Says("咨询电话", "Telephone")]
    assured_on: Annotated[str, Says("核实日期", "Last verified on", "date")]
    status: Annotated[str, Says("状态", "Status")]
    page: Annotated[str, Says("网页", "Web page", "anyURI")]
    hours: Annotated[tuple[str, ...], Says("服务时间", "Hours")]
    opening_hours: Annotated[
        str,
        Says(
            "服务时间（OSM opening_hours 写法，一年内的放假、调休和例外在内；写不成的为空）",
            "Hours as OSM opening_hours, one year of exceptions included; empty if they cannot be",
        ),
    ]
    provider_id: Annotated[str, Says("提供单位编号", "Identifier of the provider", to="organizations")]
    audience_ids: Annotated[tuple[str, ...], Says("人群编号", "Identifiers of audiences", to="audiences")]
    category_ids: Annotated[tuple[str, ...], Says("分类编号", "Identifiers of categories", to="categories")]
    life_event_ids: Annotated[
        tuple[str, ...], Says("人生事件编号", "Identifiers of life events", to="life_events")
    ]
    area_ids: Annotated[tuple[str, ...], Says("服务范围（区划或网格的编号）", "Identifiers of the areas")]
    eligibility: Annotated[str, Says("谁可以办", "Who is entitled")]
    documents: Annotated[tuple[str, ...], Says("材料", "Papers to bring")]
    steps: Annotated[tuple[str, ...], Says("办理步骤", "Steps")]
    locations: Annotated[tuple[str, ...], Says("地点", "Places")]
    complaint_phone: Annotated[str, Says("投诉电话", "Telephone for complaints")]
    guide: Annotated[str, Says("官方办事指南", "Official guide", "anyURI")]
    state: Annotated[str, Says("今天的状态", "How it stands today")]


@dataclass(frozen=True, slots=True)
class GridRecord:
    """A grid in force."""

    KEY: ClassVar[tuple[str, ...]] = ("id",)
    id: Annotated[str, Says("编号", "Identifier")]
    code: Annotated[str, Says("网格代码", "Grid code")]
    name: Annotated[str, Says("名称", "Name")]
    kind: Annotated[str, Says("类型", "Kind")]
    function: Annotated[str, Says("功能", "Function")]
    community: Annotated[str, Says("所属社区", "Community")]
    community_code: Annotated[str, Says("社区代码", "Division code of the community")]
    households: Annotated[int | None, Says("户数", "Households")]
    places: Annotated[tuple[str, ...], Says("包括的地方", "Places covered")]
    supervision_phone: Annotated[str, Says("监督电话", "Supervision telephone")]
    night_phone: Annotated[str, Says("24小时电话", "24-hour telephone")]
    valid_from: Annotated[str, Says("启用日期", "In force since", "date")]
    page: Annotated[str, Says("网页", "Web page", "anyURI")]
    community_id: Annotated[str, Says("社区编号", "Identifier of the community", to="divisions")]
    parent_id: Annotated[str, Says("所在综合网格编号", "Identifier of the grid above", to="grids")]
    aliases: Annotated[tuple[str, ...], Says("别名", "Other names")]
    intro: Annotated[str, Says("介绍", "Introduction")]


@dataclass(frozen=True, slots=True)
class RosterRecord:
    """When somebody is on duty where, and on which number; never who."""

    KEY: ClassVar[tuple[str, ...]] = ("id",)
    id: Annotated[str, Says("编号", "Identifier")]
    name: Annotated[str, Says("名称", "Name")]
    areas: Annotated[tuple[str, ...], Says("哪里", "Areas")]
    organization: Annotated[str, Says("值班单位", "Organization on duty")]
    hours: Annotated[str, Says("时间", "Hours")]
    phone: Annotated[str, Says("值班电话", "Telephone on duty")]
    since: Annotated[str, Says("从哪天", "First day", "date")]
    until: Annotated[str, Says("到哪天", "Last day", "date")]
    page: Annotated[str, Says("网页", "Web page", "anyURI")]
    organization_id: Annotated[
        str, Says("值班单位编号", "Identifier of the organization on duty", to="organizations")
    ]
    area_ids: Annotated[tuple[str, ...], Says("哪里（区划或网格的编号）", "Identifiers of the areas")]


@dataclass(frozen=True, slots=True)
class AssessmentRecord:
    """One department's counts in one quarter; hidden numbers are empty."""

    KEY: ClassVar[tuple[str, ...]] = ("period", "department_id")
    period: Annotated[str, Says("时期", "Period")]
    formula_version: Annotated[str, Says("公式版本", "Version of the formula")]
    department_id: Annotated[str, Says("部门编号", "Identifier of the department", to="organizations")]
    department: Annotated[str, Says("部门", "Department")]
    cases: Annotated[int | None, Says("交办件数", "Cases handed over")]
    accepted: Annotated[int | None, Says("按时接单", "Accepted in time")]
    communicated: Annotated[int | None, Says("按时沟通", "Reporter contacted in time")]
    handled: Annotated[int | None, Says("按时处置", "Handled in time")]
    surveyed: Annotated[int | None, Says("回访件数", "Reporters asked")]
    contacted: Annotated[int | None, Says("已联系", "Reporters reached")]
    resolved: Annotated[int | None, Says("已解决", "Solved")]
    satisfied: Annotated[int | None, Says("满意", "Satisfied")]
    score: Annotated[float | None, Says("总分", "Score")]
    rank: Annotated[int | None, Says("名次", "Rank")]


@dataclass(frozen=True, slots=True)
class StatisticsRecord:
    """Reports of one category in one week in the whole city; hidden numbers are empty."""

    KEY: ClassVar[tuple[str, ...]] = ("series", "week", "category")
    series: Annotated[str, Says("统计编号", "Identifier of the series")]
    week: Annotated[str, Says("周一的日期", "Monday of the week", "date")]
    category: Annotated[str, Says("类别", "Category")]
    count: Annotated[int | None, Says("件数", "Reports")]
