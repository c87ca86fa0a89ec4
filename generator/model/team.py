"""Teams (组团) of grids, and what residents of a community do for themselves."""

from pydantic import Field

from generator.model.fields import (
    FORMER_IDS,
    Date,
    DivisionRef,
    Draftable,
    FormerIds,
    GridRef,
    Line,
    Lines,
    OrganizationRef,
    PersonRef,
    Phone,
    Prose,
    Shape,
)


class Team(Draftable):
    """The service team of one or more grids: people and organisations together."""

    name: Line = Field(title="名称")
    grids: tuple[GridRef, ...] = Field(title="服务的网格", min_length=1)
    leader: PersonRef | None = Field(None, title="组长")
    members: tuple[PersonRef, ...] = Field((), title="成员")
    organizations: tuple[OrganizationRef, ...] = Field((), title="参加的机构")
    duties: Lines = Field((), title="做什么")
    phone: Phone | None = Field(None, title="电话")
    intro: Prose | None = Field(None, title="介绍")
    former_ids: FormerIds = FORMER_IDS


class MutualHelp(Shape):
    """Something that neighbours do for each other."""

    name: Line = Field(title="名称")
    how: Line = Field(title="怎么参加")
    when: Line | None = Field(None, title="什么时候")
    organization: OrganizationRef | None = Field(None, title="谁牵头")


class Charter(Draftable):
    """A community's charter under the paper's four heads of self-government."""

    community: DivisionRef = Field(title="社区")
    name: Line = Field(title="名称", description="例如：潮井社区居民公约")
    adopted_on: Date = Field(title="通过日期")
    adopted_by: Line = Field(title="谁通过", description="例如：居民会议，到会 186 户")
    educate: Lines = Field(title="自我教育", min_length=1)
    manage: Lines = Field(title="自我管理", min_length=1)
    serve: Lines = Field(title="自我服务", min_length=1)
    develop: Lines = Field(title="自我发展", min_length=1)
    deliberation: Lines = Field((), title="议事", description="怎样提议、开会、表决")
    mutual_help: tuple[MutualHelp, ...] = Field((), title="邻里互助")
    former_ids: FormerIds = FORMER_IDS
