"""How one value may stand in YAML, as JSON Schema: what VS Code says while an editor types.

A YAML extension reads `fee: 5` as a number (core schema of YAML 1.2) where the models read the text `5`, so
each type of value says which numbers are as good as a text. Patterns refuse what the models refuse; where
those read a language (hours, telephones), patterns refuse only what is certainly none, and `check` the rest.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable

    from pydantic import GetJsonSchemaHandler
    from pydantic.json_schema import JsonSchemaValue
    from pydantic_core import CoreSchema

BOUNDS = {"ge": "minimum", "le": "maximum", "minItems": "minItems"}
"""Bounds as pydantic leaves them behind a parser, and their names in JSON Schema."""


@dataclass(frozen=True)
class Written:
    """Marks a type as one value in YAML: the types that it has there, the form of its texts, what to write.

    `advice` is what VS Code says in place of its own English; `ranges` are the numbers that are meant, both
    ends included (none: any number); `longest` is the length of a text.
    """

    types: tuple[str, ...]
    pattern: str
    advice: str
    ranges: tuple[tuple[float, float], ...] = ()
    longest: int | None = None

    @property
    def form(self) -> dict[str, Any]:
        """The JSON Schema. A number that cannot be meant is told by its type, as only that takes advice."""
        types = self.types[0] if len(self.types) == 1 else list(self.types)
        form: dict[str, Any] = {"type": types, "pattern": self.pattern, "errorMessage": self.advice}
        if self.longest:
            form["maxLength"] = self.longest
        if self.ranges:
            meant = [{"minimum": least, "maximum": most} for least, most in self.ranges]
            form["if"] = {"type": "number", "not": {"anyOf": meant}}
            form["then"] = {"type": "string", "errorMessage": self.advice}
        return form

    def __get_pydantic_json_schema__(
        self, schema: CoreSchema, handler: GetJsonSchemaHandler
    ) -> JsonSchemaValue:
        """The form in place of what pydantic makes of a parser, with its bounds."""
        return {**self.form, **_bounds(handler(schema))}


@dataclass(frozen=True)
class Listed:
    """Marks a type as a list of such values, which a single one may stand for."""

    one: Written

    def __get_pydantic_json_schema__(
        self, schema: CoreSchema, handler: GetJsonSchemaHandler
    ) -> JsonSchemaValue:
        """One value or a list, with the bounds of its length."""
        items = {"type": "array", "items": self.one.form, **_bounds(handler(schema))}
        return {"anyOf": [self.one.form, items]}


def _bounds(made: JsonSchemaValue) -> JsonSchemaValue:
    return {word: made[name] for name, word in BOUNDS.items() if name in made}


def any_case(words: Iterable[str]) -> str:
    """A pattern of words in capitals or not; patterns of JSON Schema know no flag for that."""
    spelt = ("".join(f"[{a.lower()}{a.upper()}]" if a.isascii() else a for a in word) for word in words)
    return f"(?:{'|'.join(spelt)})"


_TEXT = ("string", "number", "boolean")
_LONG_MONTHS, _MONTHS = "0[13578]|1[02]", "0[1-9]|1[0-2]"
_YEAR = "(?:19|[2-9][0-9])[0-9]{2}"
_LEAP_YEAR = "(?:(?:19|[2-9][0-9])(?:0[48]|[2468][048]|[13579][26])|(?:[2468][048]|[3579][26])00)"
_DAY = (
    rf"{_YEAR}-(?:(?:{_MONTHS})-(?:0[1-9]|1[0-9]|2[0-8])|(?:0[13-9]|1[0-2])-(?:29|30)|(?:{_LONG_MONTHS})-31)"
    rf"|{_LEAP_YEAR}-02-29"
)

_WIDE_DIGIT = "[0-9０-９]"
_LOCAL_NUMBER = rf"{_WIDE_DIGIT}(?:[^0-9０-９]?{_WIDE_DIGIT}){{6}}"

LINE = Written(_TEXT, r"^\s*\S([^\r\n]*\S)?\s*$", "写成一行文字，最多 200 字", longest=200)
PROSE = Written(_TEXT, r"\S", "写一段文字，最多 8000 字", longest=8000)
NAME = Written(
    ("string", "integer", "boolean"),
    r"^\s*(?!index\s*$)[a-z0-9][a-z0-9-]{0,62}\s*$",
    "写编号，就是文件名：小写字母、数字和连字符",
    ((0, 10**63),),
)
DATE = Written(("string",), rf"^\s*(?:{_DAY})\s*$", "写成 2026-03-01 这样的年-月-日，日子要真有")
COUNT = Written(
    ("integer", "string"), r"^\s*[0-9]{1,12}\s*$", "只写阿拉伯数字，不带单位和小数", ((0, 10**12 - 1),)
)
NUMBER = Written(
    ("number", "string"),
    r"^\s*-?[0-9]{1,9}(\.[0-9]+)?([eE]-?[0-9]{1,2})?\s*$",
    "只写阿拉伯数字和小数点",
    ((1 - 10**9, 10**9 - 1),),
)
PHONE = Written(
    ("integer", "string"),
    f"{_LOCAL_NUMBER}|[1１]{_WIDE_DIGIT}{{2}}|[9９]{_WIDE_DIGIT}{{4}}",
    "写成 0988-5550101 或 12345；0 开头的和手机号要加引号，几个号码用“、”隔开",
    (
        (100, 199),
        (10_000, 19_999),
        (100_000, 199_999),
        *((first * 10**digits, (first + 1) * 10**digits - 1) for first in (95, 96) for digits in range(3, 7)),
        (2_000_000, 99_999_999),
        (4_000_000_000, 4_009_999_999),
        (8_000_000_000, 8_009_999_999),
    ),
)
"""Numbers: short ones, those of one's own town, and those for all the country; all others begin with 0."""
DIVISION_CODE = Written(
    ("string", "integer"), r"^\s*[0-9]{12}\s*$", "写 12 位区划代码，加引号", ((10**11, 10**12 - 1),)
)
URL = Written(
    ("string",),
    r"""^\s*(https?://|tel:|mailto:)[^\s<>"']{1,500}\s*$""",
    "写 http、https、tel、mailto 开头的地址",
)
WEB_PAGE = Written(("string",), r"""^\s*https?://[^\s<>"']{1,500}\s*$""", "写 http 或 https 开头的网址")
SITE_URL = Written(
    ("string",),
    r"""^\s*https?://[^\s<>"'/?#]+(/[^\s<>"'?#]*)?\s*$""",
    "写完整的网址，例如 https://grid.example.cn/",
)
TIME_ZONE = Written(
    ("string",), r"^\s*[A-Za-z][A-Za-z0-9_+/-]*\s*$", "写 Asia/Shanghai 这样的名称，不写就是它"
)
BOUNDARY = Written(
    ("string",),
    rf"^\s*(?:{any_case(['multi'])})?{any_case(['polygon'])}\s*[(]",
    "写成 POLYGON ((经度 纬度, 经度 纬度, …))；QGIS 里导出 WKT 即可",
)
POSITION = Written(
    ("string",),
    rf"^\s*[(]?[0-9０-９].*(?:{any_case(['wgs'])}|{any_case(['gcj'])}|{any_case(['cgcs'])}).*$",
    "写成“经度,纬度 坐标系”，例如 122.47,29.93 WGS-84；高德、腾讯地图上点的写 GCJ-02",
)
DAYS = Written(
    ("string",),
    "[周一二三四五六日天末月期拜]",
    "写“周一至周五”“周六、周日”“每天”“每月最后一个周五”这样的日子",
)
PERIOD = Written(
    ("string",),
    r"[:：点时hH约]|[0-9０-９].*[-~至到]",
    '写成 "8:30-11:30"；一天到晚的写 24小时，要约的写 预约',
)
YEAR_DAY = Written(
    ("string", "number"),
    rf"^\s*{_WIDE_DIGIT}{{1,2}} ?[-/.月－／．] ?{_WIDE_DIGIT}{{1,2}} ?[日号]?\s*$",
    "写月和日，例如 06-15",
    tuple((month + 0.01, month + 0.32) for month in range(1, 13)),
)
TIME_LIMIT = Written(("string",), r"[^\s0-9.,+-]", "写 当场、2小时、5个工作日 这样的时限", longest=40)


def flag(words: Iterable[str]) -> Written:
    """Yes or no: a boolean, or one of these words in capitals or not."""
    return Written(("boolean", "string"), f"^{any_case(words)}$", "写 true 或 false")
