"""A venue: a room that residents may use."""

from pydantic import Field

from generator.model.fields import Count, Date, DivisionRef, Draftable, Line, Phone, Shape


class Venue(Draftable):
    """A hall, a court or a reading room."""

    name: Line = Field(title="名称")
    community: DivisionRef = Field(title="社区")
    address: Line = Field(title="地址")
    phone: Phone | None = Field(None, title="电话")
    opened_on: Date = Field(title="开放日期")


class VenueRow(Shape):
    """How many came in a week."""

    week: Line = Field(title="哪一周")
    visitors: Count = Field(title="人数")
