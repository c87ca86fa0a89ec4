"""Records of open data, version 1: names of their own, apart from what editors type.

A promise: within `v1` no column is renamed, moved or dropped. What changes a meaning is `v2` beside it.
"""

from dataclasses import Field, dataclass
from typing import Any, ClassVar, Protocol


class Record(Protocol):
    """What each of these is: a data class, with what its columns mean in their order."""

    TITLES: ClassVar[tuple[str, ...]]
    __dataclass_fields__: ClassVar[dict[str, Field[Any]]]


@dataclass(frozen=True, slots=True)
class ServiceRecord:
    """A service that can be had today."""

    TITLES: ClassVar[tuple[str, ...]] = (
        "编号",
        "名称",
        "正式名称",
        "类型",
        "提供单位",
        "一句话说明",
        "人群",
        "分类",
        "服务范围",
        "费用",
        "办理时限",
        "咨询电话",
        "核实日期",
        "状态",
        "网页",
        "服务时间",
        "服务时间（OSM opening_hours 写法，一年内的放假、调休和例外在内；写不成的为空）",
    )
    id: str
    name: str
    official_name: str
    type: str
    provider: str
    summary: str
    audiences: tuple[str, ...]
    categories: tuple[str, ...]
    areas: tuple[str, ...]
    fee: str
    time_limit: str
    phone: str
    assured_on: str
    status: str
    page: str
    hours: tuple[str, ...]
    opening_hours: str


@dataclass(frozen=True, slots=True)
class GridRecord:
    """A grid in force."""

    TITLES: ClassVar[tuple[str, ...]] = (
        "编号",
        "网格代码",
        "名称",
        "类型",
        "功能",
        "所属社区",
        "社区代码",
        "户数",
        "包括的地方",
        "监督电话",
        "24小时电话",
        "启用日期",
        "网页",
    )
    id: str
    code: str
    name: str
    kind: str
    function: str
    community: str
    community_code: str
    households: int | None
    places: tuple[str, ...]
    supervision_phone: str
    night_phone: str
    valid_from: str
    page: str


@dataclass(frozen=True, slots=True)
class RosterRecord:
    """When somebody is on duty where, and on which number; never who."""

    TITLES: ClassVar[tuple[str, ...]] = (
        "编号",
        "名称",
        "哪里",
        "值班单位",
        "时间",
        "值班电话",
        "从哪天",
        "到哪天",
        "网页",
    )
    id: str
    name: str
    areas: tuple[str, ...]
    organization: str
    hours: str
    phone: str
    since: str
    until: str
    page: str


@dataclass(frozen=True, slots=True)
class AssessmentRecord:
    """One department's counts in one quarter; hidden numbers are empty."""

    TITLES: ClassVar[tuple[str, ...]] = (
        "时期",
        "公式版本",
        "部门编号",
        "部门",
        "交办件数",
        "按时接单",
        "按时沟通",
        "按时处置",
        "回访件数",
        "已联系",
        "已解决",
        "满意",
        "总分",
        "名次",
    )
    period: str
    formula_version: str
    department_id: str
    department: str
    cases: int | None
    accepted: int | None
    communicated: int | None
    handled: int | None
    surveyed: int | None
    contacted: int | None
    resolved: int | None
    satisfied: int | None
    score: float | None
    rank: int | None


@dataclass(frozen=True, slots=True)
class StatisticsRecord:
    """Reports of one category in one week in the whole city; hidden numbers are empty."""

    TITLES: ClassVar[tuple[str, ...]] = ("统计编号", "周一的日期", "类别", "件数")
    series: str
    week: str
    category: str
    count: int | None
