"""An organisation: department, village, party organisation, company, society, volunteer team."""

from typing import Literal

from pydantic import Field

from generator.model.fields import (
    ENGLISH,
    FORMER_IDS,
    Code,
    Count,
    DivisionRef,
    Draftable,
    English,
    Flag,
    FormerIds,
    GridRef,
    Line,
    Lines,
    OrganizationRef,
    Phone,
    Prose,
    Url,
)
from generator.model.hours import OpeningHours
from generator.model.position import POSITION, Position
from generator.model.pronunciation import PRONUNCIATION, Pronunciation

OrganizationKind = Literal["政府部门", "村居", "兼合式党组织", "社会组织", "企业", "志愿队"]
Sector = Literal["政府", "市场", "社会"]


class Organization(Draftable):
    """One organisation that provides, guides or answers."""

    name: Line = Field(title="名称")
    pronunciation: Pronunciation | None = PRONUNCIATION
    kind: OrganizationKind = Field(title="类型")
    sector: Sector = Field(title="所属部门", description="政府、市场或社会")
    aliases: Lines = Field((), title="别名")
    credit_code: Code | None = Field(None, title="统一社会信用代码")
    parent: OrganizationRef | None = Field(None, title="上级机构")
    division: DivisionRef | None = Field(None, title="所在区划")
    grids: tuple[GridRef, ...] = Field((), title="联系的网格")
    intro: Prose | None = Field(None, title="介绍")
    phone: Phone | None = Field(None, title="值班电话")
    night_phone: Phone | None = Field(None, title="24小时电话", description="夜里也有人接的号码")
    deputy: Line | None = Field(None, title="替补", description="负责人不在时找哪个岗位")
    members: Count | None = Field(None, title="成员人数", description="党组织、志愿队的人数，不写名单")
    keeps_affiliation: Flag | None = Field(
        None, title="组织关系不变", description="兼合式党组织成员的原组织关系不动，写 true"
    )
    address: Line | None = Field(None, title="地址")
    position: Position | None = POSITION
    hours: OpeningHours | None = Field(None, title="办公时间")
    link: Url | None = Field(None, title="网址")
    english: English | None = ENGLISH
    former_ids: FormerIds = FORMER_IDS
