"""A service: who helps, whom, with what, when and where (办事指南要素)."""

from typing import Annotated, Literal

from pydantic import Field

from generator.model.fields import (
    ENGLISH,
    FORMER_IDS,
    AreaRef,
    AudienceRef,
    CategoryRef,
    Count,
    Date,
    DocumentTypeRef,
    Draftable,
    English,
    FormerIds,
    LifeEventRef,
    Line,
    Lines,
    MatterRef,
    NotBefore,
    OrganizationRef,
    Phone,
    Prose,
    ServiceRef,
    Shape,
    Url,
    WebPage,
)
from generator.model.hours import OpeningHours
from generator.model.position import POSITION, Position
from generator.model.time_limit import StepMinutes, TimeLimit

ServiceType = Literal["政务", "公益", "志愿", "便民市场"]
Status = Literal["正常", "暂停", "停办"]
ChannelKind = Literal["电话", "窗口", "上门", "微信", "网站", "公交船班", "邮寄"]


class Step(Shape):
    """One step of getting the service, as the Citizen's Charter prints it."""

    who: Line | None = Field(None, title="谁来做", description="居民、网格员、窗口工作人员……")
    do: Line = Field(title="做什么")
    minutes: StepMinutes | None = Field(None, title="分钟", description="这一步办理要多少分钟，不算等待")
    note: Line | None = Field(None, title="提醒")
    matter: MatterRef | None = Field(None, title="对应事项", description="网格员做的步骤要写事项的编号")


class RequiredDocument(Shape):
    """A document to bring."""

    type: DocumentTypeRef = Field(title="材料", description="材料类型的编号")
    copies: Count | None = Field(None, title="份数")
    note: Line | None = Field(None, title="要求", description="原件、复印件、当场看一下……")


class Channel(Shape):
    """A way to ask for the service."""

    kind: ChannelKind = Field(title="方式")
    phone: Phone | None = Field(None, title="电话")
    link: Url | None = Field(None, title="网址")
    note: Line | None = Field(None, title="说明")


class Location(Shape):
    """Where to go."""

    name: Line = Field(title="地点")
    address: Line | None = Field(None, title="地址")
    phone: Phone | None = Field(None, title="电话")
    hours: OpeningHours | None = Field(None, title="开放时间", description="与服务时间不同时才写")
    position: Position | None = POSITION


class Service(Draftable):
    """One service of the menu."""

    name: Line = Field(title="正式名称")
    plain_name: Line | None = Field(None, title="通俗名称", description="居民怎么说，例如：老人吃饭")
    aliases: Lines = Field((), title="别名", description="别的叫法，搜索用")
    type: ServiceType = Field(title="类型")
    provider: OrganizationRef = Field(title="提供单位", description="机构的编号")
    summary: Prose = Field(title="一句话说明", description="帮谁、做什么")
    categories: tuple[CategoryRef, ...] = Field(title="分类", min_length=1)
    audiences: tuple[AudienceRef, ...] = Field(title="人群", min_length=1)
    life_events: tuple[LifeEventRef, ...] = Field((), title="人生事件")
    eligibility: Prose | None = Field(None, title="谁可以办")
    ineligible: Prose | None = Field(None, title="谁不可以办")
    instead: Prose | None = Field(None, title="不符合怎么办", description="不符合条件的人可以怎么办")
    steps: tuple[Step, ...] = Field((), title="办理步骤")
    documents: tuple[RequiredDocument, ...] | None = Field(
        None, title="材料", description="什么都不用带就写 []"
    )
    fee: Line | None = Field(None, title="费用", description="不收费就写：免费")
    time_limit: TimeLimit | None = Field(None, title="办理时限", description="当场、2小时、5个工作日……")
    channels: tuple[Channel, ...] = Field((), title="怎么联系")
    locations: tuple[Location, ...] = Field((), title="地点")
    hours: OpeningHours | None = Field(None, title="服务时间")
    area: tuple[AreaRef, ...] = Field((), title="服务范围", description="区划或网格的编号；不写就是全市")
    legal_basis: Lines = Field((), title="法律依据")
    guide: WebPage | None = Field(
        None, title="官方办事指南", description="写不全也要发布时写它的网址；缺的内容，居民到那里看"
    )
    phone: Phone | None = Field(None, title="咨询电话")
    complaint_phone: Phone | None = Field(None, title="投诉电话")
    assured_on: Date = Field(title="核实日期", description="哪天核实过内容无误")
    assured_by: OrganizationRef = Field(title="核实单位")
    review_by: Annotated[Date | None, NotBefore("assured_on")] = Field(None, title="下次核实")
    status: Status = Field("正常", title="状态")
    paused_until: Date | None = Field(
        None, title="暂停到哪天", description="状态写暂停才写：暂停的最后一天，第二天起照常办"
    )
    alert: Line | None = Field(None, title="临时提醒", description="例如：本周五停电，下午不开门")
    alert_until: Date | None = Field(None, title="提醒到哪天", description="提醒的最后一天，过了就自动撤下")
    valid_from: Date | None = Field(None, title="开始日期", description="临时服务才写")
    valid_until: Annotated[Date | None, NotBefore("valid_from")] = Field(
        None, title="结束日期", description="临时服务才写"
    )
    replaced_by: ServiceRef | None = Field(
        None, title="改办哪一项", description="停办或结束以后，改办的服务的编号"
    )
    english: English | None = ENGLISH
    former_ids: FormerIds = FORMER_IDS
