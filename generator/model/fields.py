"""The kinds of value that fields of all models share: text to checked value.

Dates, numbers and telephone numbers, which people write in many ways, are read in rooms of their own.
"""

from __future__ import annotations

import datetime
import re
import zoneinfo
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Annotated, Self

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    GetJsonSchemaHandler,
    StringConstraints,
)
from pydantic_core import CoreSchema

from generator.model import written
from generator.model.dates import parse_date
from generator.model.numerals import parse_code, parse_number, parse_whole
from generator.model.phones import format_phones
from generator.model.spelling import refuse

if TYPE_CHECKING:
    from pydantic.json_schema import JsonSchemaValue

REFERS_TO = "x-refers-to"
ID_PATTERN = re.compile(r"(?!(?:index|con|prn|aux|nul|com[0-9]|lpt[0-9])\Z)[a-z0-9][a-z0-9-]{0,62}\Z")
"""Ids name pages and files: `index` is the list of each kind, and Windows keeps names such as `con`."""


class Shape(BaseModel):
    """Base of every model: frozen, unknown fields forbidden, surrounding blanks dropped."""

    model_config = ConfigDict(frozen=True, extra="forbid", str_strip_whitespace=True, defer_build=True)

    def changed(self, **fields: object) -> Self:
        """The same with other values in some fields, unchecked; itself when they are as they were."""
        new = {field: value for field, value in fields.items() if value != getattr(self, field)}
        return self.model_copy(update=new) if new else self


@dataclass(frozen=True)
class Ref:
    """Marks a field as the id of an entry of one of these kinds; `kind` is them in one word."""

    kinds: tuple[str, ...]

    @cached_property
    def kind(self) -> str:
        return "|".join(self.kinds)

    def __get_pydantic_json_schema__(
        self,
        schema: CoreSchema,
        handler: GetJsonSchemaHandler,
    ) -> JsonSchemaValue:
        """Name the kinds in the JSON Schema, where `generator.reporting.schemas` puts the known ids."""
        return {"type": ["string", "number"], REFERS_TO: list(self.kinds)}


@dataclass(frozen=True, slots=True)
class NotBefore:
    """Marks a date that ends what another begins, a field beside it or further out (rule DAT101)."""

    start: str


_BRACKETED = re.compile(
    r"[【［][^】］]*[】］\]]?|[^【［\[]*[】］\]]|[(（][^()（）]*[,，、;；][^()（）]*[)）]"
)
"""A list in brackets that are none to YAML."""


def _listed(value: object) -> object:
    """An empty field is an empty list; a text without brackets stands for a list of one."""
    if value is None:
        return ()
    return (value,) if isinstance(value, str) and not _BRACKETED.fullmatch(value) else value


YES, NO = frozenset({"true", "是", "yes", "on"}), frozenset({"false", "否", "no", "off"})


def _parse_bool(value: object) -> object:
    if isinstance(value, bool):
        return value
    word = str(value).lower()
    if word not in YES | NO:
        refuse(("不是“是”或“否”", "is neither true nor false"), ("写 true 或 false", "write true or false"))
    return word in YES


def _check_code(value: str) -> str:
    if not re.fullmatch(r"[0-9]{12}", value):
        refuse(
            ("不是 12 位区划代码", "is not a 12-digit division code"),
            ("写 12 位数字并加引号", "write 12 digits in quotes"),
        )
    return value


def _check_id(value: str) -> str:
    if not ID_PATTERN.match(value):
        refuse(
            ("不是编号", "is no id"),
            ("写以前的文件名，不带 .yaml", "write the former name of the file without .yaml"),
        )
    return value


def check_url(value: str) -> str:
    """An address that may stand in a link; raises ValueError for one that could run or close something."""
    if not re.fullmatch(r"(https?://|tel:|mailto:)[^\s<>\"']{1,500}", value):
        refuse(
            ("不是可用的网址", "is not an acceptable address"),
            (
                "只接受 http、https、tel、mailto 开头的地址",
                "only http, https, tel and mailto addresses are accepted",
            ),
        )
    return value


def _check_web(value: str) -> str:
    if not value.startswith(("http://", "https://")):
        refuse(
            ("不是网页的地址", "is no address of a web page"),
            ("写 http 或 https 开头的网址", "write an address that begins with http or https"),
        )
    return value


def _check_site(value: str) -> str:
    if not re.fullmatch(r"https?://[^\s<>\"'/?#]+(/[^\s<>\"'?#]*)?", value):
        refuse(
            ("不是网站的网址", "is no address of a site"),
            (
                "写完整的网址，例如 https://grid.example.cn/",
                "write a whole address like https://grid.example.cn/",
            ),
        )
    return value


def _check_time_zone(value: str) -> str:
    try:
        zoneinfo.ZoneInfo(value)
    except (ValueError, OSError, zoneinfo.ZoneInfoNotFoundError):  # a path, a folder, a name of nothing
        refuse(
            ("不是时区的名称", "is no time zone"),
            ("写 Asia/Shanghai 这样的名称，不写就是它", "write a name like Asia/Shanghai, the default"),
        )
    return value


Line = Annotated[str, StringConstraints(min_length=1, max_length=200, pattern=r"^[^\r\n]*$"), written.LINE]
"""One line of plain text."""
Prose = Annotated[str, StringConstraints(min_length=1, max_length=8000), written.PROSE]
"""Several lines, rendered as the safe subset of Markdown."""
Phone = Annotated[str, AfterValidator(format_phones), written.PHONE]
"""One number or several, in the plain form."""
Date = Annotated[datetime.date, BeforeValidator(parse_date), written.DATE]
Flag = Annotated[bool, BeforeValidator(_parse_bool), written.flag((*sorted(YES), *sorted(NO)))]
Count = Annotated[int, BeforeValidator(parse_whole), written.COUNT]
Number = Annotated[float, BeforeValidator(parse_number), written.NUMBER]
Code = Annotated[Line, BeforeValidator(parse_code)]
"""A code of digits and letters."""
DivisionCode = Annotated[str, BeforeValidator(parse_code), AfterValidator(_check_code), written.DIVISION_CODE]
Url = Annotated[str, AfterValidator(check_url), written.URL]
WebPage = Annotated[Url, AfterValidator(_check_web), written.WEB_PAGE]
SiteUrl = Annotated[str, AfterValidator(_check_site), written.SITE_URL]
"""An address that pages are appended to."""
TimeZone = Annotated[str, AfterValidator(_check_time_zone), written.TIME_ZONE]
"""A name of the IANA time zone database."""
Lines = Annotated[tuple[Line, ...], BeforeValidator(_listed), written.Listed(written.LINE)]
"""A list of lines; a single line may be written without the dash."""

Id = Annotated[str, AfterValidator(_check_id), written.NAME]
FormerIds = Annotated[tuple[Id, ...], BeforeValidator(_listed), written.Listed(written.NAME)]
FORMER_IDS = Field((), title="曾用编号", description="改过文件名才写：以前的编号；印出去的旧网址会转到新页面")
"""Addresses outlive ids: the page of a former id leads to the entry's page of today."""


class Draftable(Shape):
    """Base of the models of kinds: an entry, which is published unless it is a draft."""

    draft: Flag = Field(
        default=False, title="草稿", description="还没写完就写 true：不发布，缺什么只提醒；写完了删掉这一行"
    )


class English(Shape):
    """An entry in English, for pages below en/."""

    name: Line = Field(title="英文名称", description="例如：Meals for the elderly")
    summary: Prose | None = Field(None, title="英文说明", description="一两句话")


ENGLISH = Field(None, title="英文", description="写了就上英文页")

AudienceRef = Annotated[str, Ref(("audience",))]
CategoryRef = Annotated[str, Ref(("category",))]
DivisionRef = Annotated[str, Ref(("division",))]
DocumentTypeRef = Annotated[str, Ref(("document_type",))]
EvaluationRef = Annotated[str, Ref(("evaluation",))]
InformationItemRef = Annotated[str, Ref(("information_item",))]
NoticeRef = Annotated[str, Ref(("notice",))]
MatterCategoryRef = Annotated[str, Ref(("matter_category",))]
MatterRef = Annotated[str, Ref(("matter",))]
PlanRef = Annotated[str, Ref(("plan",))]
GridRef = Annotated[str, Ref(("grid",))]
LifeEventRef = Annotated[str, Ref(("life_event",))]
OrganizationRef = Annotated[str, Ref(("organization",))]
PersonRef = Annotated[str, Ref(("person",))]
ServiceRef = Annotated[str, Ref(("service",))]
AreaRef = Annotated[str, Ref(("division", "grid"))]
