"""Telephone numbers in running text, told from what else has digits: item numbers, years, amounts.

A number of seven digits and more is one by its form. A short one is one where the words beside it say so, and
the well-known numbers also without: 打 120, but not 120 户.
"""

import re
from collections.abc import Iterator
from contextlib import suppress

from pydantic_core import PydanticCustomError

from generator.model.phones import PhoneNumber, parse_phones

_PLAIN = str.maketrans("０１２３４５６７８９（）＋－—–‐‑", "0123456789()+-----")
_COUNTRY = r"(?:\+|00)86[- ]?"
_AREA = rf"(?:\((?:010|02\d|0[3-9]\d\d)\)|(?:0|{_COUNTRY}0?)(?:10|2\d|[3-9]\d\d))"
_LONG = (
    rf"(?:{_AREA}[- ]{{0,2}}(?:[1-9]\d{{2,3}}[- ]?\d{{4}}|[19]\d{{4}})"
    rf"|[48]00(?:-?\d){{7}}|(?:{_COUNTRY})?1[3-9]\d(?:[- ]?\d{{4}}){{2}})"
)
_SHORT = r"1(?:10|14|19|20|22|2[1-3]\d\d|00[0-9]\d)|9[56]\d{3,6}"
_EXTENSION = r"(?:[ (]*(?:转|分机号?|按|ext\.?)[ :]*\d{1,6}\)?|-\d{1,6})"
_MENTION = re.compile(
    rf"(?<![\dA-Za-z_.#=])(?<![\dA-Za-z]-)(?:(?P<long>{_LONG})|(?P<short>{_SHORT})){_EXTENSION}?"
    r"(?![\dA-Za-z_%]|[.:~-]\d)"
)
_NEXT = re.compile(r"(?:、|/|,|或者?) ?(?P<local>[2-9]\d{6,7})(?!\d)")

_KNOWN = re.compile(
    r"12(?:110|122|123|30[1569]|31[358]|32[089]|333|338|34[58]|35[056]|36[6789]|37[78]|38[01589]|39[35])"
    r"|95598|96110|100(?:00|10|86)"
)
"""Numbers of the whole country, by the ministry's 电信网编号计划 and its allotments: 12345 and its like."""
_CUE_BEFORE = re.compile(
    r"(?:打(?![印扫工算折])|拨(?!款)|呼叫|电话|热线|专线|号码|报警|匪警|急救|救护|火警|火灾|消防|抢险|交警|交通事故"
    r"|遇险|搜救|求助|[海陆]上|急事|急病|着火|起火|车祸|落水)[^。；！？\d]{0,8}$"
)
_CUE_AFTER = re.compile(
    r" ?[”」]?(?:报警|匪警|急救|救护|火警|消防|交警|指挥|接警|接线|电话|热线|专线|平台)"
    r"|[、/和或](?:1(?:10|19|20|22)|12[13]\d\d)(?!\d)"
)
_JOINED = re.compile(r"[、/和或与及，, ]{1,3}$")
_UNIT = re.compile(
    r" ?(?:[年月元块角分秒时个件名户家条项次幢栋楼室层米亩吨千万亿克斤度瓦伏版页章款级岁只张份辆艘位套间盏株棵倍%％‰℃]"  # noqa: E501 - one set
    r"|日(?!夜)|天(?!天)|周(?![末一日])|人(?![工社民员])|处(?![理置])|部(?!门)|台|座(?!机)|号(?!码)|百(?!姓)"
    r"|多|余|公里|平方|小时)"
)
_CODE = re.compile(
    r"(?:编[号码]|代码|单号|文号|证号|工号|尾号|序号|邮编|第|No\.?)[:： ]{0,2}$", re.IGNORECASE
)


def may_mention(text: str) -> bool:
    """A cheap look: whether there is anything in it that `find_phones` would weigh."""
    return _MENTION.search(text.translate(_PLAIN)) is not None


def find_phones(
    text: str, before: str = "", after: str = "", *, in_table: bool = False
) -> Iterator[tuple[int, int, PhoneNumber]]:
    """Numbers in a piece of text: where each begins and ends, and what it dials.

    `before` and `after` are what a reader reads beside the piece, in a table the head of its column; there a
    short number is one only if that says so.
    """
    plain = text.translate(_PLAIN)
    last = -1
    for match in _MENTION.finditer(plain):
        ahead = before + plain[: match.start()]
        follows = last >= 0 and bool(_JOINED.fullmatch(plain[last : match.start()]))
        behind = plain[match.end() :] + after
        if match["short"] and not (follows or _is_meant(match["short"], ahead, behind, in_table)):
            continue
        if _CODE.search(ahead):
            continue
        with suppress(PydanticCustomError):  # 0988-5550117-18 may be two lines
            number = parse_phones(match[0])[0]
            last = match.end()
            yield match.start(), last, number
            for start, end, local in _list_more(plain, last):
                last = end
                yield start, end, parse_phones(f"{number.area}-{local}" if number.area else local)[0]


def _is_meant(short: str, before: str, after: str, in_table: bool) -> bool:  # noqa: FBT001 - one of four facts
    """Whether a short number is a telephone's by the words beside it."""
    if _UNIT.match(after):
        return False
    if _CUE_BEFORE.search(before) or _CUE_AFTER.match(after) or (not before and after.startswith("：")):
        return True
    return _KNOWN.fullmatch(short) is not None and not in_table


def _list_more(text: str, end: int) -> Iterator[tuple[int, int, str]]:
    """Numbers without area code behind one that has it: 0988-5550117、5550118."""
    while match := _NEXT.match(text, end):
        end = match.end()
        yield *match.span("local"), match["local"]
