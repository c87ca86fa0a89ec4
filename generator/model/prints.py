"""How a city prints: which paper, and how many copies of what."""

from typing import Literal

from pydantic import Field

from generator.model.fields import Count, Line, Shape

PaperName = Literal["a3", "a4", "a5", "letter", "half-letter", "16k", "32k"]
"""Paper by the name that commands and profiles use; 16k and 32k are 大16开 and 大32开."""


EditionName = Literal[
    "handbook",
    "handbook-a4",
    "handbook-booklet",
    "handbook-large",
    "poster-a4",
    "poster-a3",
    "tear-off",
    "hall-board",
    "duty-roster",
    "duty-cards",
    "pocket-cards",
    "badge",
    "door-slip",
    "service-sheet",
    "leaflet",
    "bookmark",
    "text",
    "reading-page",
    "audio-script",
    "braille",
    "braille-32",
    "braille-common",
    "braille-two-cell",
]
"""Editions by the name that `gridpress print` gives them."""


class Copies(Shape):
    """How many copies of one edition a grid gets. Convention: see `DEFAULT_COPIES`."""

    edition: Line = Field(title="印刷品", description="名字见 gridpress print，例如：handbook、poster-a4")
    per_worker: Count = Field(0, title="每位网格员几份")
    per_place: Count = Field(0, title="每个地方几份", description="网格里写了的小区、楼栋、村落，各几份")
    households_per_copy: Count = Field(0, title="几户一份", description="例如 20：二十户备一份；0 是不按户数")
    spare: Count = Field(0, title="每个网格另备几份")


DEFAULT_COPIES = (
    Copies(edition="handbook", per_worker=1, households_per_copy=20, spare=2),
    Copies(edition="poster-a4", per_place=4, spare=2),
)


class PrintSettings(Shape):
    """Paper, copies, and what is published with the site."""

    paper: Literal["a4", "letter", "16k"] = Field(
        "a4", title="打印机的纸", description="A4 的印刷品改用这种纸：letter，或 16k（大16开）"
    )
    book: Literal["a5", "half-letter", "32k"] = Field(
        "a5", title="手册的开本", description="A5 的手册改成：half-letter（半张 Letter），或 32k（大32开）"
    )
    published: tuple[EditionName, ...] = Field(
        ("handbook", "poster-a4", "poster-a3"),
        title="放到网站上的印刷品",
        description="每个网格的页面和“打印”页能下载这些，建站时一起排；名字见 gridpress print",
    )
    copies: tuple[Copies, ...] = Field(
        DEFAULT_COPIES, title="印多少份", description="印刷单按这个算；约定：网格员人手一本，二十户备一本"
    )
