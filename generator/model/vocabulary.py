"""The vocabularies: audiences, categories, life events, document types."""

from pydantic import Field

from generator.model.fields import (
    ENGLISH,
    FORMER_IDS,
    AudienceRef,
    CategoryRef,
    Count,
    English,
    FormerIds,
    Line,
    Lines,
    PlanRef,
    Prose,
    Shape,
    Url,
)


class Audience(Shape):
    """A group of people that services are for."""

    name: Line = Field(title="名称", description="例如：老年人")
    aliases: Lines = Field((), title="别名", description="居民会怎么说，搜索用")
    intro: Prose | None = Field(None, title="介绍")
    symbol: Line | None = Field(None, title="标志字", description="首页方块上的一个汉字，例如：老")
    order: Count = Field(100, title="排序", description="小的在前")
    former_ids: FormerIds = FORMER_IDS


class Category(Shape):
    """A subject of services; one level may stand below another."""

    name: Line = Field(title="名称")
    parent: CategoryRef | None = Field(None, title="上级分类")
    aliases: Lines = Field((), title="别名")
    intro: Prose | None = Field(None, title="介绍")
    order: Count = Field(100, title="排序", description="小的在前")
    english: English | None = ENGLISH
    former_ids: FormerIds = FORMER_IDS


class LifeEvent(Shape):
    """Something that happens in a life and brings several services with it."""

    name: Line = Field(title="名称", description="例如：孩子出生")
    aliases: Lines = Field((), title="别名")
    audiences: tuple[AudienceRef, ...] = Field((), title="涉及人群")
    plan: PlanRef | None = Field(None, title="应急预案", description="来得急的事才写，例如台风：预案的编号")
    intro: Prose | None = Field(None, title="介绍")
    order: Count = Field(100, title="排序", description="小的在前")
    former_ids: FormerIds = FORMER_IDS


class DocumentType(Shape):
    """A document that services ask for, and where to get it."""

    name: Line = Field(title="名称", description="例如：居民身份证")
    aliases: Lines = Field((), title="别名")
    description: Prose | None = Field(None, title="说明")
    where: Line | None = Field(None, title="到哪里办")
    link: Url | None = Field(None, title="网址")
