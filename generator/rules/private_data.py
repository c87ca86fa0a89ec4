"""Private data in a text: what looks like it, and what proves it.

A cheap search finds candidates; check digits, birth dates and number ranges decide, so that the
codes of organisations, grids and matters are left alone.
"""

from __future__ import annotations

import datetime
import re
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from generator.catalogue import Catalogue

Sort = Literal["id", "old_id", "card", "mobile", "home"]


@dataclass(frozen=True, slots=True)
class Private:
    """A piece of private data: its sort, the text as written, its digits (or the name), where it begins."""

    sort: Sort
    text: str
    core: str
    start: int


_URL = re.compile(r"https?://[!-~]+")
_CANDIDATE = re.compile(
    r"[1-8](?<![0-9A-Za-z_.].)"  # looks back from behind the digit, which `re` finds quickly
    r"(?:[0-9]{10}|[0-9]{2,3}[ -][0-9]{4}[ -][0-9]{4}|[0-9]{5} [0-9]{8} [0-9]{3}|6[ -]1[3-9])"
)
_NUMBER = re.compile(
    r"(?<![0-9A-Za-z_.])(?:"
    r"[0-9]{6} [0-9]{8} [0-9]{3}[0-9Xx]"
    r"|[0-9]{17}[0-9Xx]"
    r"|[0-9]{4}([ -])[0-9]{4}\1[0-9]{4}\1[0-9]{4}(?:\1[0-9]{1,3})?"
    r"|[0-9]{15,19}"
    r"|(?:\+?86[ -]?)?1[3-9][0-9](?:([ -])[0-9]{4}\2[0-9]{4}|[0-9]{8})"
    r")(?![0-9A-Za-z_])"
)
_ADDRESS = re.compile(
    r"住[^\"。；;\n]{0,30}?[0-9〇一二三四五六七八九十百][^\"。；;\n]{0,12}?(?:室|单元|户|号(?!楼|线|窗|码|公))"
)
_NAME_BEFORE = re.compile(r"([\u4e00-\u9fff·]{2,4}?)[，,：:\s（(]*(?:家庭|户籍|现|家|居)?$")
SURNAMES = (
    "王李张刘陈杨黄赵吴周徐孙马朱胡郭何林高罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘蒋蔡余杜叶程苏魏吕丁任沈"
    "姚卢姜崔钟谭陆汪范金石廖贾夏韦付方白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔向汤"
)
_NOT_IN_NAMES = frozenset("人民户员口者的内在未已租可应须需居入常暂原现家是否所有安便于同工老群众")
_PROVINCE = re.compile(r"1[1-5]|2[1-3]|3[1-7]|4[1-6]|5[0-4]|6[1-5]|71|8[12]")
_OLDEST = 25
"""Birth years of 15-digit numbers begin here (1925); lower ones are codes of streets and towns."""
_CARD_LENGTHS = {
    "62": range(16, 20),
    "4": (16, 19),
    "51": (16,),
    "52": (16,),
    "53": (16,),
    "54": (16,),
    "55": (16,),
}


def people_names(catalogue: Catalogue) -> frozenset[str]:
    """Names of all people of the catalogue."""
    return frozenset(person.value.name for person in catalogue.people.values())


def public_codes(catalogue: Catalogue) -> frozenset[str]:
    """Codes of divisions, which grid codes begin with too."""
    return frozenset(division.value.code for division in catalogue.divisions.values())


def public_phones(catalogue: Catalogue) -> frozenset[str]:
    """Last 11 digits of duty phones that are public with their owner's consent."""
    people = (person.value for person in catalogue.people.values())
    return frozenset(
        last_digits(person.duty_phone) for person in people if person.duty_phone and person.consent_public
    )


def last_digits(text: str) -> str:
    """The last 11 digits of a text, as mobiles are compared."""
    return "".join(character for character in text if character.isdigit())[-11:]


def find_private(text: str, names: Collection[str], codes: Collection[str]) -> Iterator[Private]:
    """Private data of a text. `names` are people's names, `codes` division codes that are public."""
    if "http" in text:
        text = _URL.sub(lambda match: " " * len(match[0]), text)
    if _CANDIDATE.search(text):
        for match in _NUMBER.finditer(text):
            sort = _sort_number(re.sub(r"[^0-9X]", "", match[0].upper()), codes)
            if sort is not None:
                yield Private(sort, match[0], re.sub(r"[^0-9Xx]", "", match[0]), match.start())
    if "住" in text:
        yield from _find_homes(text, names)


@lru_cache(maxsize=4096)
def _is_identity(digits: str) -> bool:
    from stdnum.cn import ric, uscc  # noqa: PLC0415 - takes 50 ms, needed for candidates only

    return bool(ric.is_valid(digits)) and not uscc.is_valid(digits)


def _sort_number(digits: str, codes: Collection[str]) -> Sort | None:
    length = len(digits)
    if length == 18 and _is_identity(digits):  # noqa: PLR2004 - GB 11643
        return "id"
    if length == 15:  # noqa: PLR2004 - identity numbers before 1999
        return "old_id" if digits[:12] not in codes and _is_old_identity(digits) else None
    if _is_card(digits):
        return "card"
    return "mobile" if re.fullmatch(r"(?:86)?1[3-9][0-9]{9}", digits) else None


def _is_old_identity(digits: str) -> bool:
    year, month, day = int(digits[6:8]), int(digits[8:10]), int(digits[10:12])
    if not _PROVINCE.match(digits) or year < _OLDEST:
        return False
    try:
        datetime.date(1900 + year, month, day)
    except ValueError:
        return False
    return True


def _is_card(digits: str) -> bool:
    """A bank card: its issuer's range and length, and the Luhn check digit."""
    if not digits.isdigit() or not any(
        digits.startswith(start) and len(digits) in lengths for start, lengths in _CARD_LENGTHS.items()
    ):
        return False
    doubled = [sum(divmod(2 * int(digit), 10)) for digit in digits[-2::-2]]
    return (sum(doubled) + sum(map(int, digits[-1::-2]))) % 10 == 0


def _find_homes(text: str, names: Collection[str]) -> Iterator[Private]:
    for match in _ADDRESS.finditer(text):
        before = _NAME_BEFORE.search(text[max(0, match.start() - 12) : match.start()])
        name = _name_at_end(before[1], names) if before else None
        if name is not None and before is not None:
            start = match.start() - len(before[0]) + before[1].rindex(name)
            yield Private("home", text[start : match.end()], name, start)


def _name_at_end(text: str, names: Collection[str]) -> str | None:
    """The name that a text ends with: somebody's of the catalogue, or surname and one or two more."""
    for length in (4, 3, 2):
        name = text[-length:]
        if len(name) == length and name in names:
            return name
    for length in (3, 2):
        name = text[-length:]
        whole = len(name) == length and (len(text) == length or text[-length - 1] not in SURNAMES)
        if whole and name[0] in SURNAMES and not _NOT_IN_NAMES.intersection(name[1:]):
            return name
    return None


def mask(found: Private) -> str:
    """The data with its middle hidden, for messages that end up in logs."""
    if found.sort == "home":
        return found.core[0] + "×" * (len(found.core) - 1)
    keep = 3 if found.sort == "mobile" else 4
    return found.core[:keep] + "*" * (len(found.core) - keep - 2) + found.core[-2:]
