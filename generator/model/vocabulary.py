"""The vocabularies: audiences, categories, life events, document types."""

from typing import Literal

from pydantic import Field

from generator.model.fields import (
    ENGLISH,
    FORMER_IDS,
    AudienceRef,
    CategoryRef,
    Count,
    Draftable,
    English,
    FormerIds,
    Line,
    Lines,
    PlanRef,
    Prose,
    Url,
)

Icon = Literal[
    "老人",
    "亲子",
    "婴儿",
    "轮椅",
    "爱心",
    "渔船",
    "渡轮",
    "鱼",
    "公文包",
    "安全帽",
    "新家",
    "楼房",
    "房屋",
    "店铺",
    "众人",
    "握手",
    "听诊器",
    "医院",
    "药箱",
    "扳手",
    "碗筷",
    "证件",
    "文件",
    "学校",
    "钱款",
    "警灯",
    "台风",
    "雨伞",
    "闪电",
    "送货",
    "篮子",
    "日历",
    "电话",
    "地图",
    "喇叭",
    "盾牌",
]
"""Pictures for tiles; drawn in templates/site/icons.html.j2."""


class Audience(Draftable):
    """A group of people that services are for."""

    name: Line = Field(title="名称", description="例如：老年人")
    aliases: Lines = Field((), title="别名", description="居民会怎么说，搜索用")
    intro: Prose | None = Field(None, title="介绍")
    symbol: Line | None = Field(None, title="标志字", description="没有图标时，方块上的一个汉字，例如：老")
    icon: Icon | None = Field(None, title="图标", description="方块上的小图，例如：老人")
    order: Count = Field(100, title="排序", description="小的在前")
    former_ids: FormerIds = FORMER_IDS


class Category(Draftable):
    """A subject of services; one level may stand below another."""

    name: Line = Field(title="名称")
    parent: CategoryRef | None = Field(None, title="上级分类")
    aliases: Lines = Field((), title="别名")
    intro: Prose | None = Field(None, title="介绍")
    icon: Icon | None = Field(None, title="图标", description="方块上的小图，例如：扳手")
    order: Count = Field(100, title="排序", description="小的在前")
    english: English | None = ENGLISH
    former_ids: FormerIds = FORMER_IDS


class LifeEvent(Draftable):
    """Something that happens in a life and brings several services with it."""

    name: Line = Field(title="名称", description="例如：孩子出生")
    aliases: Lines = Field((), title="别名")
    audiences: tuple[AudienceRef, ...] = Field((), title="涉及人群")
    plan: PlanRef | None = Field(None, title="应急预案", description="来得急的事才写，例如台风：预案的编号")
    intro: Prose | None = Field(None, title="介绍")
    icon: Icon | None = Field(None, title="图标", description="方块上的小图，例如：台风")
    order: Count = Field(100, title="排序", description="小的在前")
    former_ids: FormerIds = FORMER_IDS


class DocumentType(Draftable):
    """A document that services ask for, and where to get it."""

    name: Line = Field(title="名称", description="例如：居民身份证")
    aliases: Lines = Field((), title="别名")
    description: Prose | None = Field(None, title="说明")
    where: Line | None = Field(None, title="到哪里办")
    link: Url | None = Field(None, title="网址")
