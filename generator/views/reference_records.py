"""Records of open data, version 1, as in `open_records`: what services and grids lead to."""

import datetime
from dataclasses import dataclass
from typing import Annotated, ClassVar

from generator.views.columns import Says

SECOND_EDITION = datetime.date(2026, 11, 29)


@dataclass(frozen=True, slots=True)
class DivisionRecord:
    """A division: city, county, township, community."""

    KEY: ClassVar[tuple[str, ...]] = ("id",)
    id: Annotated[str, Says("编号", "Identifier")]
    code: Annotated[str, Says("区划代码", "Division code")]
    name: Annotated[str, Says("名称", "Name")]
    level: Annotated[str, Says("级别", "Level")]
    parent_id: Annotated[str, Says("上级编号", "Identifier of the division above", to="divisions")]
    aliases: Annotated[tuple[str, ...], Says("别名", "Other names")]
    address: Annotated[str, Says("办公地址", "Office address")]
    phone: Annotated[str, Says("值班电话", "Telephone on duty")]
    hours: Annotated[tuple[str, ...], Says("办公时间", "Office hours")]
    islands: Annotated[tuple[str, ...], Says("有人居住的岛", "Inhabited islands")]
    shelters: Annotated[tuple[str, ...], Says("避灾点", "Shelters")]
    page: Annotated[str, Says("网页", "Web page", "anyURI")]


@dataclass(frozen=True, slots=True)
class OrganizationRecord:
    """An organization that provides, guides or answers."""

    KEY: ClassVar[tuple[str, ...]] = ("id",)
    id: Annotated[str, Says("编号", "Identifier")]
    name: Annotated[str, Says("名称", "Name")]
    kind: Annotated[str, Says("类型", "Kind")]
    sector: Annotated[str, Says("所属部门", "Sector")]
    aliases: Annotated[tuple[str, ...], Says("别名", "Other names")]
    credit_code: Annotated[str, Says("统一社会信用代码", "Unified social credit code")]
    parent_id: Annotated[
        str, Says("上级机构编号", "Identifier of the organization above", to="organizations")
    ]
    division_id: Annotated[str, Says("所在区划编号", "Identifier of its division", to="divisions")]
    grid_ids: Annotated[tuple[str, ...], Says("联系的网格编号", "Identifiers of its grids", to="grids")]
    phone: Annotated[str, Says("值班电话", "Telephone on duty")]
    night_phone: Annotated[str, Says("24小时电话", "24-hour telephone")]
    address: Annotated[str, Says("地址", "Address")]
    hours: Annotated[tuple[str, ...], Says("办公时间", "Office hours")]
    opening_hours: Annotated[
        str,
        Says(
            "办公时间（OSM opening_hours 写法；写不成的为空）",
            "Hours as OSM opening_hours, or empty",
        ),
    ]
    link: Annotated[str, Says("网址", "Web site", "anyURI")]
    page: Annotated[str, Says("网页", "Web page", "anyURI")]


@dataclass(frozen=True, slots=True)
class MatterRecord:
    """A matter of the published list."""

    KEY: ClassVar[tuple[str, ...]] = ("id",)
    id: Annotated[str, Says("编号", "Identifier")]
    name: Annotated[str, Says("名称", "Name")]
    category_id: Annotated[str, Says("分类编号", "Identifier of the category", to="matter_categories")]
    verb: Annotated[str, Says("网格员做什么", "What a grid worker does")]
    owner: Annotated[str, Says("归谁", "Whose it is")]
    summary: Annotated[str, Says("说明", "Summary")]
    cannot: Annotated[str, Says("不做什么", "What a grid worker must not do")]
    department_id: Annotated[
        str, Says("解决的部门编号", "Identifier of the department that solves it", to="organizations")
    ]
    department: Annotated[str, Says("解决的部门", "Department that solves it")]
    deadline: Annotated[str, Says("部门时限", "Time limit of the department")]
    legal_basis: Annotated[tuple[str, ...], Says("法律依据", "Legal basis")]
    information_item_ids: Annotated[
        tuple[str, ...],
        Says("采集哪些信息（编号）", "Identifiers of what is collected", to="information_items"),
    ]
    admitted_on: Annotated[str, Says("准入日期", "Admitted on", "date")]
    published_on: Annotated[str, Says("公布日期", "Published on", "date")]
    temporary: Annotated[bool, Says("是否临时", "Whether temporary")]
    temporary_until: Annotated[str, Says("临时到哪天", "Temporary until", "date")]
    withdrawn_on: Annotated[str, Says("取消日期", "Withdrawn on", "date")]
    page: Annotated[str, Says("网页", "Web page", "anyURI")]


@dataclass(frozen=True, slots=True)
class InformationItemRecord:
    """Something that may be collected from residents."""

    KEY: ClassVar[tuple[str, ...]] = ("id",)
    id: Annotated[str, Says("编号", "Identifier")]
    name: Annotated[str, Says("名称", "Name")]
    content: Annotated[str, Says("采集内容", "What is asked")]
    purpose: Annotated[str, Says("用途", "Purpose")]
    legal_basis: Annotated[tuple[str, ...], Says("法律依据", "Legal basis")]
    required: Annotated[bool, Says("是否必答", "Whether an answer is required")]
    source: Annotated[str, Says("已有来源", "Source that has it already")]
    reused_by: Annotated[
        tuple[str, ...],
        Says("哪些部门共用（编号）", "Identifiers of departments that use it again", to="organizations"),
    ]
    retention: Annotated[str, Says("保存多久", "How long it is kept")]
    page: Annotated[str, Says("网页", "Web page", "anyURI")]


@dataclass(frozen=True, slots=True)
class MatterCategoryRecord:
    """A category of matters."""

    KEY: ClassVar[tuple[str, ...]] = ("id",)
    id: Annotated[str, Says("编号", "Identifier")]
    name: Annotated[str, Says("名称", "Name")]
    parent_id: Annotated[str, Says("上级编号", "Identifier of the category above", to="matter_categories")]
    intro: Annotated[str, Says("介绍", "Introduction")]


@dataclass(frozen=True, slots=True)
class PlanRecord:
    """An incident plan in force."""

    KEY: ClassVar[tuple[str, ...]] = ("id",)
    id: Annotated[str, Says("编号", "Identifier")]
    name: Annotated[str, Says("名称", "Name")]
    incident: Annotated[str, Says("事件", "Incident")]
    incident_class: Annotated[str, Says("事件分类", "Class of the incident")]
    summary: Annotated[str, Says("一句话说明", "Summary")]
    response_levels: Annotated[tuple[str, ...], Says("响应级别", "Levels of response")]
    residents: Annotated[tuple[str, ...], Says("居民怎么办", "What residents do")]
    issuer_id: Annotated[str, Says("制定单位编号", "Identifier of the issuer", to="organizations")]
    issuer: Annotated[str, Says("制定单位", "Issuer")]
    issued_on: Annotated[str, Says("发布日期", "Issued on", "date")]
    valid_until: Annotated[str, Says("废止日期", "Valid until", "date")]
    page: Annotated[str, Says("网页", "Web page", "anyURI")]


@dataclass(frozen=True, slots=True)
class NoticeRecord:
    """A notice that holds today."""

    KEY: ClassVar[tuple[str, ...]] = ("id",)
    id: Annotated[str, Says("编号", "Identifier")]
    title: Annotated[str, Says("标题", "Title")]
    level: Annotated[str, Says("级别", "Level")]
    body: Annotated[str, Says("内容", "Text")]
    issuer_id: Annotated[str, Says("发布单位编号", "Identifier of the issuer", to="organizations")]
    issuer: Annotated[str, Says("发布单位", "Issuer")]
    issued_on: Annotated[str, Says("发布日期", "Issued on", "date")]
    expires_on: Annotated[str, Says("失效日期", "Holds until", "date")]
    areas: Annotated[tuple[str, ...], Says("范围", "Areas")]
    area_ids: Annotated[tuple[str, ...], Says("范围（区划或网格的编号）", "Identifiers of the areas")]
    phone: Annotated[str, Says("联系电话", "Telephone")]
    page: Annotated[str, Says("网页", "Web page", "anyURI")]


@dataclass(frozen=True, slots=True)
class TeamRecord:
    """A team that serves grids; never who is in it."""

    KEY: ClassVar[tuple[str, ...]] = ("id",)
    id: Annotated[str, Says("编号", "Identifier")]
    name: Annotated[str, Says("名称", "Name")]
    grid_ids: Annotated[tuple[str, ...], Says("服务的网格编号", "Identifiers of its grids", to="grids")]
    organization_ids: Annotated[
        tuple[str, ...], Says("参加的机构编号", "Identifiers of its organizations", to="organizations")
    ]
    duties: Annotated[tuple[str, ...], Says("做什么", "What it does")]
    phone: Annotated[str, Says("电话", "Telephone")]
    intro: Annotated[str, Says("介绍", "Introduction")]
    page: Annotated[str, Says("网页", "Web page", "anyURI")]


@dataclass(frozen=True, slots=True)
class CharterRecord:
    """The charter of a community."""

    KEY: ClassVar[tuple[str, ...]] = ("id",)
    id: Annotated[str, Says("编号", "Identifier")]
    name: Annotated[str, Says("名称", "Name")]
    community_id: Annotated[str, Says("社区编号", "Identifier of the community", to="divisions")]
    adopted_on: Annotated[str, Says("通过日期", "Adopted on", "date")]
    adopted_by: Annotated[str, Says("谁通过", "Adopted by")]
    educate: Annotated[tuple[str, ...], Says("自我教育", "Self-education")]
    manage: Annotated[tuple[str, ...], Says("自我管理", "Self-management")]
    serve: Annotated[tuple[str, ...], Says("自我服务", "Self-service")]
    develop: Annotated[tuple[str, ...], Says("自我发展", "Self-development")]
    deliberation: Annotated[tuple[str, ...], Says("议事", "Deliberation")]
    page: Annotated[str, Says("网页", "Web page", "anyURI")]


@dataclass(frozen=True, slots=True)
class EvaluationRecord:
    """An evaluation by somebody independent."""

    KEY: ClassVar[tuple[str, ...]] = ("id",)
    id: Annotated[str, Says("编号", "Identifier")]
    name: Annotated[str, Says("名称", "Name")]
    agency_id: Annotated[str, Says("评估机构编号", "Identifier of the agency", to="organizations")]
    agency: Annotated[str, Says("评估机构", "Agency")]
    commissioner_id: Annotated[
        str, Says("委托单位编号", "Identifier of who commissioned it", to="organizations")
    ]
    subject_ids: Annotated[
        tuple[str, ...],
        Says("被评估的机构编号", "Identifiers of the organizations evaluated", to="organizations"),
    ]
    grid_ids: Annotated[
        tuple[str, ...], Says("被评估的网格编号", "Identifiers of the grids evaluated", to="grids")
    ]
    method: Annotated[str, Says("方法", "Method")]
    sample: Annotated[str, Says("样本", "Sample")]
    since: Annotated[str, Says("从哪天", "From", "date")]
    until: Annotated[str, Says("到哪天", "Until", "date")]
    findings: Annotated[tuple[str, ...], Says("主要结论", "Findings")]
    report: Annotated[str, Says("报告在哪里看", "Where the report is")]
    page: Annotated[str, Says("网页", "Web page", "anyURI")]


@dataclass(frozen=True, slots=True)
class AudienceRecord:
    """A group of people that services are for."""

    KEY: ClassVar[tuple[str, ...]] = ("id",)
    id: Annotated[str, Says("编号", "Identifier")]
    name: Annotated[str, Says("名称", "Name")]
    aliases: Annotated[tuple[str, ...], Says("别名", "Other names")]
    intro: Annotated[str, Says("介绍", "Introduction")]
    page: Annotated[str, Says("网页", "Web page", "anyURI")]


@dataclass(frozen=True, slots=True)
class CategoryRecord:
    """A subject of services."""

    KEY: ClassVar[tuple[str, ...]] = ("id",)
    id: Annotated[str, Says("编号", "Identifier")]
    name: Annotated[str, Says("名称", "Name")]
    aliases: Annotated[tuple[str, ...], Says("别名", "Other names")]
    parent_id: Annotated[str, Says("上级分类编号", "Identifier of the category above", to="categories")]
    intro: Annotated[str, Says("介绍", "Introduction")]
    page: Annotated[str, Says("网页", "Web page", "anyURI")]


@dataclass(frozen=True, slots=True)
class LifeEventRecord:
    """Something that happens in a life."""

    KEY: ClassVar[tuple[str, ...]] = ("id",)
    id: Annotated[str, Says("编号", "Identifier")]
    name: Annotated[str, Says("名称", "Name")]
    aliases: Annotated[tuple[str, ...], Says("别名", "Other names")]
    audience_ids: Annotated[tuple[str, ...], Says("涉及人群编号", "Identifiers of audiences", to="audiences")]
    plan_id: Annotated[str, Says("应急预案编号", "Identifier of the incident plan", to="plans")]
    intro: Annotated[str, Says("介绍", "Introduction")]
    page: Annotated[str, Says("网页", "Web page", "anyURI")]


@dataclass(frozen=True, slots=True)
class DocumentTypeRecord:
    """A paper that services ask for."""

    KEY: ClassVar[tuple[str, ...]] = ("id",)
    id: Annotated[str, Says("编号", "Identifier")]
    name: Annotated[str, Says("名称", "Name")]
    aliases: Annotated[tuple[str, ...], Says("别名", "Other names")]
    description: Annotated[str, Says("说明", "Description")]
    where: Annotated[str, Says("到哪里办", "Where to get it")]
    link: Annotated[str, Says("网址", "Web page", "anyURI")]


@dataclass(frozen=True, slots=True)
class ColumnRecord:
    """A column of a table of open data."""

    KEY: ClassVar[tuple[str, ...]] = ("table", "column")
    table: Annotated[str, Says("表", "Table")]
    column: Annotated[str, Says("列", "Column")]
    number: Annotated[int, Says("第几列", "Number of the column")]
    table_title: Annotated[str, Says("表的名称", "Title of the table in Chinese")]
    table_title_en: Annotated[str, Says("表的英文名称", "Title of the table in English")]
    title: Annotated[str, Says("意思", "What it means, in Chinese")]
    title_en: Annotated[str, Says("英文意思", "What it means, in English")]
    datatype: Annotated[str, Says("数据类型", "Type of the values")]
    many: Annotated[bool, Says("能不能有几个值（用；隔开）", "Whether a cell may hold several values")]
    empty: Annotated[bool, Says("能不能空着", "Whether a cell may be empty")]
    to: Annotated[str, Says("是哪张表的编号", "Table whose identifiers it holds")]
