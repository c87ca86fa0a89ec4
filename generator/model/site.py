"""What the profile says of the site itself: its own words, its further pages, its filings."""

from typing import Annotated, Literal

from pydantic import AfterValidator, Field

from generator.model.fields import Line, Shape, Url, check_url


def _check_page(value: str) -> str:
    """A path, or an address that a link may have: an engine writes either into pages as it stands."""
    return check_url(value) if ":" in value else value


class Saying(Shape):
    """A word of the place, and the words of the entries that mean the same, for the search."""

    said: Line = Field(title="居民的说法", description="例如：屋里厢")
    means: tuple[Line, ...] = Field(title="条目里的写法", min_length=1, description="例如：[家里]")


class PlainWord(Shape):
    """An official word and what residents say instead."""

    official: Line = Field(title="公文里的说法", description="例如：凭")
    plain: Line = Field(title="大白话", description="例如：拿着；和前面写成一样，这个词就不再提示")


class Filings(Shape):
    """What a public site in China shows in its footer."""

    icp: Line | None = Field(None, title="ICP 备案号")
    police: Line | None = Field(None, title="公安备案号")
    site_code: Line | None = Field(None, title="政府网站标识码")
    report_errors: Url | None = Field(None, title="找错网址")
    map_review: Line | None = Field(None, title="审图号")


class ExtraPage(Shape):
    """A hand-written page of the office's own in the navigation."""

    title: Line = Field(title="标题", description="导航里显示的字")
    page: Annotated[Line, AfterValidator(_check_page)] = Field(
        title="页面", description="content/ 里的文件，例如：guide/parking.md，或网址"
    )
    section: Line | None = Field(None, title="栏目", description="放进哪一栏，例如：使用指南；不写就自成一栏")


Licence = Literal["CC0-1.0", "CC-BY-4.0", "CC-BY-SA-4.0", "ODbL-1.0"]
"""Licences of data by their SPDX names."""
LICENCE = Field(
    None,
    title="数据许可",
    description="数据文件按什么许可给人用：CC-BY-4.0（注明来源就可以用）、CC0-1.0（随便用）……；不写就不另作许可",
)
