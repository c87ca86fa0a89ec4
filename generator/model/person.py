"""A person in duty: the public minimum of a grid worker's archive."""

from typing import Annotated, Literal

from pydantic import Field

from generator.model.fields import (
    FORMER_IDS,
    Date,
    Draftable,
    Flag,
    FormerIds,
    GridRef,
    Line,
    NotBefore,
    OrganizationRef,
    Phone,
    Prose,
    Shape,
)
from generator.model.pronunciation import PRONUNCIATION, Pronunciation

RoleName = Literal["网格长", "专职网格员", "兼职网格员", "网格指导员", "微网格长", "志愿者"]


class Role(Shape):
    """What a person is in one grid."""

    grid: GridRef = Field(title="网格", description="网格的编号")
    role: RoleName = Field(title="身份")
    deputy: Flag = Field(default=False, title="是否替补", description="主责的人不在时顶上")
    since: Date | None = Field(None, title="从哪天")
    until: Annotated[Date | None, NotBefore("since")] = Field(None, title="到哪天")


class Person(Draftable):
    """Someone residents may call. Never a private address, never an ID number."""

    name: Line = Field(title="姓名", description="对外公示的姓名")
    pronunciation: Pronunciation | None = PRONUNCIATION
    badge: Line | None = Field(None, title="工号", description="工作证上的编号")
    duty_phone: Phone | None = Field(None, title="值班电话", description="公务号码；个人手机须本人同意公开")
    organization: OrganizationRef | None = Field(None, title="所在机构")
    roles: tuple[Role, ...] = Field((), title="在网格里的身份")
    voluntary: Flag | None = Field(None, title="自愿参加", description="志愿者必填")
    consent_public: Flag = Field(default=False, title="同意公开", description="本人同意公开姓名和号码")
    intro: Prose | None = Field(None, title="介绍")
    former_ids: FormerIds = FORMER_IDS
