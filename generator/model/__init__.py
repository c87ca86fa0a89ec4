"""The shape of one entry of each kind, without knowledge of other entries.

`KINDS` is the register: a new kind is one model file and one line here.
"""

from dataclasses import dataclass

from generator.diagnostics import Text
from generator.model.assessment import Assessment, AssessmentRow, CaseRow, CaseSeries, Evaluation, Honour
from generator.model.division import Division
from generator.model.fields import Shape
from generator.model.grid import Grid
from generator.model.matter import InformationItem, Matter, MatterCategory
from generator.model.notice import Notice
from generator.model.organization import Organization
from generator.model.person import Person
from generator.model.plan import Plan
from generator.model.profile import Profile
from generator.model.roster import DutyRow, Roster
from generator.model.service import Service
from generator.model.team import Charter, Team
from generator.model.vocabulary import Audience, Category, DocumentType, LifeEvent


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of entry: its name, its folder under menus/, its model, what people call it.

    Beside an entry lies its table of such rows, and must unless it `may_lack_rows`.
    """

    name: str
    folder: str
    model: type[Shape]
    title: Text
    row: type[Shape] | None = None
    row_key: tuple[str, ...] = ()
    may_lack_rows: bool = False


KINDS: tuple[Kind, ...] = (
    Kind("division", "divisions", Division, Text("区划", "division")),
    Kind("grid", "grids", Grid, Text("网格", "grid")),
    Kind("person", "people", Person, Text("人员", "person")),
    Kind("organization", "organizations", Organization, Text("机构", "organization")),
    Kind("service", "services", Service, Text("服务", "service")),
    Kind("notice", "notices", Notice, Text("公告", "notice")),
    Kind("team", "teams", Team, Text("组团", "team")),
    Kind(
        "roster",
        "rosters",
        Roster,
        Text("值班表", "duty roster"),
        DutyRow,
        ("day", "person"),
        may_lack_rows=True,
    ),
    Kind("charter", "charters", Charter, Text("居民公约", "charter")),
    Kind("matter", "matters", Matter, Text("事项", "matter")),
    Kind("information_item", "information_items", InformationItem, Text("采集项", "information item")),
    Kind("plan", "plans", Plan, Text("应急预案", "incident plan")),
    Kind(
        "assessment",
        "assessments",
        Assessment,
        Text("反向考核", "assessment"),
        AssessmentRow,
        ("department", "post"),
    ),
    Kind("evaluation", "evaluations", Evaluation, Text("第三方评估", "evaluation")),
    Kind("honour", "honours", Honour, Text("荣誉", "honour")),
    Kind(
        "case_series",
        "case_series",
        CaseSeries,
        Text("诉求统计", "case statistics"),
        CaseRow,
        ("week", "area", "category"),
    ),
    Kind("matter_category", "matter_categories", MatterCategory, Text("事项分类", "matter category")),
    Kind("audience", "audiences", Audience, Text("人群", "audience")),
    Kind("category", "categories", Category, Text("分类", "category")),
    Kind("life_event", "life_events", LifeEvent, Text("人生事件", "life event")),
    Kind("document_type", "document_types", DocumentType, Text("材料类型", "document type")),
)
LOCAL = frozenset(
    {"division", "grid", "person", "team", "roster", "charter"}
    | {"assessment", "evaluation", "honour", "case_series"}
)
"""Kinds of things that are of one place: no province keeps them for its cities."""
PROFILE = Kind("profile", "", Profile, Text("发布者档案", "profile"))
KIND_BY_NAME = {kind.name: kind for kind in (*KINDS, PROFILE)}
KIND_BY_FOLDER = {kind.folder: kind for kind in KINDS}
KIND_BY_MODEL: dict[type[Shape], Kind] = {kind.model: kind for kind in (*KINDS, PROFILE)}

__all__ = [
    "KINDS",
    "KIND_BY_FOLDER",
    "KIND_BY_MODEL",
    "KIND_BY_NAME",
    "LOCAL",
    "PROFILE",
    "Assessment",
    "AssessmentRow",
    "Audience",
    "CaseRow",
    "CaseSeries",
    "Category",
    "Charter",
    "Division",
    "DocumentType",
    "DutyRow",
    "Evaluation",
    "Grid",
    "Honour",
    "InformationItem",
    "Kind",
    "LifeEvent",
    "Matter",
    "MatterCategory",
    "Notice",
    "Organization",
    "Person",
    "Plan",
    "Profile",
    "Roster",
    "Service",
    "Team",
]
