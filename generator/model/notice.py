"""A notice: what residents of an area should know for a while."""

from typing import Annotated, Literal

from pydantic import Field

from generator.model.fields import (
    FORMER_IDS,
    AreaRef,
    Date,
    Draftable,
    FormerIds,
    Line,
    NotBefore,
    NoticeRef,
    OrganizationRef,
    Phone,
    Prose,
    Shape,
)


class NoticeRestriction(Shape):
    """A restriction of movement or use: never without instrument, issuer and end."""

    what: Line = Field(title="限制什么")
    instrument: Line | None = Field(None, title="法律文书", description="文件名称和文号")
    issuer: OrganizationRef | None = Field(None, title="发布机关")
    until: Annotated[Date | None, NotBefore("issued_on")] = Field(None, title="到哪天")


class Notice(Draftable):
    """One notice; it leaves the site after its last day."""

    title: Line = Field(title="标题")
    level: Literal["普通", "紧急"] = Field("普通", title="级别", description="紧急的会在每页顶部显示")
    body: Prose = Field(title="内容")
    issuer: OrganizationRef = Field(title="发布单位")
    issued_on: Date = Field(title="发布日期")
    expires_on: Annotated[Date, NotBefore("issued_on")] = Field(title="失效日期")
    area: tuple[AreaRef, ...] = Field((), title="范围", description="区划或网格的编号；不写就是全市")
    phone: Phone | None = Field(None, title="联系电话")
    restriction: NoticeRestriction | None = Field(None, title="限制措施")
    corrected_on: Annotated[Date | None, NotBefore("issued_on")] = Field(
        None, title="更正日期", description="发布后改过内容才写：哪天改的"
    )
    replaced_by: NoticeRef | None = Field(None, title="以哪条为准", description="失效以后看哪条公告，写编号")
    former_ids: FormerIds = FORMER_IDS
