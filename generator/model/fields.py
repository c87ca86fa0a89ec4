"""The kinds of value that fields of all models share: text to checked value.

Problems are raised as `FieldError`, which carries both languages; nothing else of pydantic's own
English reaches an editor.
"""

from __future__ import annotations

import datetime
import re
import zoneinfo
from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated, Any, NoReturn

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, StringConstraints, WithJsonSchema
from pydantic_core import PydanticCustomError

if TYPE_CHECKING:
    from pydantic import GetJsonSchemaHandler
    from pydantic.json_schema import JsonSchemaValue
    from pydantic_core import CoreSchema

REFERS_TO = "x-refers-to"
ID_PATTERN = re.compile(r"(?!(?:index|con|prn|aux|nul|com[0-9]|lpt[0-9])\Z)[a-z0-9][a-z0-9-]{0,62}\Z")
"""Ids name pages and files: `index` is the list of each kind, and Windows keeps names such as `con`."""


UNWRITTEN = {"code", "boundary"}
"""Fields without words, which other checks hold to their form."""
_ESCAPE = re.compile(r"\\(?:u[0-9a-f]{4}|.)")


class Shape(BaseModel):
    """Base of every model: frozen, unknown fields forbidden, surrounding blanks dropped."""

    model_config = ConfigDict(frozen=True, extra="forbid", str_strip_whitespace=True)

    def write_out(self) -> str:
        """All texts in one, to look for words in, without codes and boundaries.

        A blank stands for each of JSON's escapes, whose letter would join the word behind it.
        """
        text = self.model_dump_json(exclude=UNWRITTEN)
        return _ESCAPE.sub(" ", text) if "\\" in text else text


@dataclass(frozen=True, slots=True)
class Ref:
    """Marks a field as the id of an entry of one of these kinds."""

    kinds: tuple[str, ...]

    def __get_pydantic_json_schema__(
        self, schema: CoreSchema, handler: GetJsonSchemaHandler
    ) -> JsonSchemaValue:
        """Leave the kinds in the JSON Schema, where `generator.reporting.schemas` puts the known ids."""
        return {**handler(schema), REFERS_TO: list(self.kinds)}


def refuse(problem: tuple[str, str], advice: tuple[str, str]) -> NoReturn:
    """Raise the error of a badly written value: what is wrong, what to write, each (zh, en)."""
    context: dict[str, Any] = {"problem": problem, "advice": advice}
    raise PydanticCustomError("bad_value", "bad value", context)


def _listed(value: object) -> object:
    """An empty field is an empty list; a single text stands for a list of one."""
    if value is None:
        return ()
    return (value,) if isinstance(value, str) else value


def _check_phone(value: str) -> str:
    if not re.fullmatch(r"\+?[0-9][0-9 -]{1,18}[0-9](转[0-9]{1,6})?", value):
        refuse(
            ("不像电话号码", "is not a phone number"),
            (
                '只写数字、空格和连字符，例如 "0988-5550101" 或 "12345"；一栏一个号码',
                "digits, blanks and hyphens only; one number",
            ),
        )
    return value


def _parse_date(value: object) -> object:
    if isinstance(value, datetime.date):
        return value
    text = str(value).strip()
    match = re.fullmatch(r"(\d{4})-(\d{1,2})-(\d{1,2})", text)
    advice = ("写成 2026-03-01 这样的年-月-日", "write year-month-day like 2026-03-01")
    if not match:
        refuse(("不是日期", "is not a date"), advice)
    try:
        return datetime.date(*map(int, match.groups()))
    except ValueError:
        refuse(("这一天不存在", "is a day that does not exist"), advice)


def _parse_bool(value: object) -> object:
    words = {
        "true": True,
        "false": False,
        "是": True,
        "否": False,
        "yes": True,
        "no": False,
        "on": True,
        "off": False,
    }
    if isinstance(value, bool):
        return value
    if str(value).lower() not in words:
        refuse(("不是“是”或“否”", "is neither true nor false"), ("写 true 或 false", "write true or false"))
    return words[str(value).lower()]


def _parse_count(value: object) -> object:
    if isinstance(value, int):
        return value
    text = str(value).strip()
    if not re.fullmatch(r"[0-9]{1,12}", text):
        refuse(
            ("不是整数", "is not a whole number"),
            ("只写阿拉伯数字，不带单位和逗号", "digits only, without unit or comma"),
        )
    return int(text)


def _parse_number(value: object) -> object:
    if isinstance(value, float | int):
        return float(value)
    text = str(value).strip()
    if not re.fullmatch(r"-?[0-9]{1,9}(\.[0-9]+)?([eE]-?[0-9]{1,3})?", text):
        refuse(("不是数字", "is not a number"), ("只写阿拉伯数字和小数点", "digits and a decimal point only"))
    return float(text)


def _check_code(value: str) -> str:
    if not re.fullmatch(r"[0-9]{12}", value):
        refuse(
            ("不是 12 位区划代码", "is not a 12-digit division code"),
            ("写 12 位数字并加引号", "write 12 digits in quotes"),
        )
    return value


def _check_url(value: str) -> str:
    if not re.fullmatch(r"(https?://|tel:|mailto:)[^\s<>\"']{1,500}", value):
        refuse(
            ("不是可用的网址", "is not an acceptable address"),
            (
                "只接受 http、https、tel、mailto 开头的地址",
                "only http, https, tel and mailto addresses are accepted",
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


Line = Annotated[str, StringConstraints(min_length=1, max_length=200, pattern=r"^[^\r\n]*$")]
"""One line of plain text."""
Prose = Annotated[str, StringConstraints(min_length=1, max_length=8000)]
"""Several lines, rendered as the safe subset of Markdown."""
Phone = Annotated[str, AfterValidator(_check_phone)]
Date = Annotated[datetime.date, BeforeValidator(_parse_date)]
Flag = Annotated[bool, BeforeValidator(_parse_bool)]
Count = Annotated[int, BeforeValidator(_parse_count)]
Number = Annotated[float, BeforeValidator(_parse_number)]
DivisionCode = Annotated[str, AfterValidator(_check_code)]
Url = Annotated[str, AfterValidator(_check_url)]
TimeZone = Annotated[str, AfterValidator(_check_time_zone)]
"""A name of the IANA time zone database."""
Lines = Annotated[
    tuple[Line, ...],
    BeforeValidator(_listed),
    WithJsonSchema({"anyOf": [{"type": "string"}, {"type": "array", "items": {"type": "string"}}]}),
]
"""A list of lines; a single line may be written without the dash."""

AudienceRef = Annotated[str, Ref(("audience",))]
CategoryRef = Annotated[str, Ref(("category",))]
DivisionRef = Annotated[str, Ref(("division",))]
DocumentTypeRef = Annotated[str, Ref(("document_type",))]
EvaluationRef = Annotated[str, Ref(("evaluation",))]
InformationItemRef = Annotated[str, Ref(("information_item",))]
MatterCategoryRef = Annotated[str, Ref(("matter_category",))]
MatterRef = Annotated[str, Ref(("matter",))]
PlanRef = Annotated[str, Ref(("plan",))]
GridRef = Annotated[str, Ref(("grid",))]
LifeEventRef = Annotated[str, Ref(("life_event",))]
OrganizationRef = Annotated[str, Ref(("organization",))]
PersonRef = Annotated[str, Ref(("person",))]
ServiceRef = Annotated[str, Ref(("service",))]
AreaRef = Annotated[str, Ref(("division", "grid"))]
