"""Time limits as offices write them: 当场, 1.5小时, 一个半小时, 5个工作日, 20-30天, 3个月, 每年3月15日前.

A text is understood as a whole or refused; nothing is picked out of it.
"""

import re
from decimal import Decimal
from functools import lru_cache
from typing import Annotated, NoReturn

from pydantic import BeforeValidator, Field
from pydantic_core import PydanticCustomError

from generator.locale.numerals import NUMERALS, parse_numeral
from generator.locale.spelling import fold
from generator.model import written
from generator.model.fields import Shape
from generator.model.numerals import parse_whole
from generator.model.spelling import refuse, respell

WORKDAY_MINUTES = 480
"""Working minutes in one working day, by convention eight hours."""
_DAY = 1440
_UNITS = {
    r"分钟?|minutes?|mins?": 1,
    r"刻钟": 15,
    r"小时|钟头|hours?|hrs?|h": 60,
    r"法定工作日|工作[日天]|[日天]?\(工作日\)|workingdays?|businessdays?|workdays?": WORKDAY_MINUTES,
    r"自然[日天]|日历[日天]|[日天]?\(自然日\)|[日天]|days?|d": _DAY,
    r"周|星期|礼拜|weeks?": 7 * _DAY,
    r"个月|(?<=半)月|季度|年|months?|years?": None,
}
"""Minutes in each unit. Months have none: no two people count the same."""
_COUNT = rf"[0-9]+(?:\.[0-9]+)?|[{NUMERALS}]+"
_UNIT = "|".join(f"(?P<u{index}>{names})" for index, names in enumerate(_UNITS))
_PIECE = re.compile(rf"(?:(?P<half>半)个?|(?P<count>{_COUNT})(?P<more>个半)?个?)(?:{_UNIT})(?P<rest>半)?")
_RANGE = re.compile(rf"(?P<low>.+?)(?:-|~|〜|至|到)(?P<high>(?:{_COUNT}|半).+)")
_BARE = re.compile(_COUNT)

_AT_ONCE = re.compile(
    r"(?:当场|现场|即时|即刻|即日|立即|马上|当日|当天)(?:即?(?:可?办结?|办理|办好|办理完毕|办完|答复|处理))?"
    r"|即办(?:件|结)?|立等可取|随到随办|即[来到]即办"
)
_BY_A_DAY = re.compile(
    r"(?=.{3})(?:每年|次年|当年|[0-9]{4}年|每半年|每月|次月|下月|当月|每季度?|季度|年|月|每周[一二三四五六日]?)?"
    r"(?:(?:1[0-2]|0?[1-9])月)?(?:(?:3[01]|[12][0-9]|0?[1-9])[日号]|[上中下]旬|[初中底末])?(?:之|以)?前"
)
_BEFORE = re.compile(
    r"(?:(?:承诺|法定)?(?:办理|办结|答复)?时限[:为]?|承诺|法定|最长|最多|不超过|大约|约|一般|原则上"
    r"|材料齐全(?:之日起|的)?后?|自?(?:受理|收件|接件|申请|提交|立案|接报|发现|收到(?:申请|(?:全部)?材料)?)(?:之日|之时)?(?:起|后)+)+"
)
_AFTER = re.compile(
    r"(?:左右)?(?:(?:之|以)?内)?(?:办结|办理|办好|办完|完成|答复|回复|回应|响应|反馈|发放(?:到位)?|出件|出证|发证|送达|到场|作出决定)?$"
)
_REMARK = re.compile(r"\((?!工作日|自然日)([^()]*)\)$")
_LENGTHENS = re.compile(r"(?!法定|承诺).*(?:工作|假|休息|延长|除外|顺延|不含|不包括|另)")
_ADVICE = (
    "只写一个时限：“当场”“30分钟”“1.5小时”“5个工作日”“20日”“3个月”“每年3月15日前”；别的情况写进说明",
    "write one limit: 当场, 30分钟, 1.5小时, 5个工作日, 20日, 3个月, 每年3月15日前; the rest is prose",
)


class Limit(Shape):
    """A limit as written, and in minutes.

    当场 counts as one working day. Of a range the longer end counts. Months and days of the calendar are
    no minutes.
    """

    text: str = Field(min_length=1, max_length=40)
    minutes: int | None


def _parse_limit(value: object) -> object:
    return {"text": value.strip(), "minutes": _measure(value)} if isinstance(value, str) else value


@lru_cache(maxsize=4096)
def _measure(written: str) -> int | None:
    """Whole minutes of a limit, None for one that has none."""
    text = fold(written).lower().rstrip("。.")
    if "法定" in text and "承诺" in text and "(" not in text:
        refuse(
            ("写了两个时限", "holds two limits"),
            (
                "写承诺的，法定的写在后面的括号里：5个工作日（法定20个工作日）",
                "write the promised one and the legal one in brackets: 5个工作日（法定20个工作日）",
            ),
        )
    if re.search(r"[0-9] [0-9]", text):  # 1 30分钟 is neither 130 nor 1 and 30
        _refuse()
    minutes = _read_limit(text.replace(" ", ""))
    return int(minutes) if minutes is not None and minutes == minutes.to_integral() else None


def _read_limit(text: str) -> Decimal | None:
    """Minutes of a folded text without blanks, None for a limit that has none."""
    remark = _REMARK.search(text)
    text = _BEFORE.sub("", text[: remark.start()] if remark else text, count=1)
    text = _AFTER.sub("", text, count=1)
    if _AT_ONCE.fullmatch(text):
        return Decimal(WORKDAY_MINUTES)
    if _BY_A_DAY.fullmatch(text):
        return None
    minutes = _read_range(text)
    return None if remark and _LENGTHENS.match(remark[1]) else minutes


def _read_range(text: str) -> Decimal | None:
    """Of 20-30分钟 the longer end; the shorter one may leave the unit to it."""
    match = _RANGE.fullmatch(text)
    if match is None:
        return _read_sum(text)
    unit = _PIECE.fullmatch(match["high"])
    low = match["low"]
    if unit and _BARE.fullmatch(low):
        low += match["high"][unit.end("count") :]
    shorter, longer = _read_sum(low), _read_sum(match["high"])
    if shorter is not None and longer is not None and shorter >= longer:
        _refuse()
    return longer


def _read_sum(text: str) -> Decimal | None:
    """1小时30分: pieces from the largest unit to the smallest, the last minutes also without one."""
    text = re.sub(r"(?<=时|h)([0-5]?[0-9])m?$", r"\1分", text)
    pieces, end = [], 0
    while match := _PIECE.match(text, end):
        pieces.append(match)
        end = match.end()
    order = [next(index for index in range(len(_UNITS)) if piece[f"u{index}"]) for piece in pieces]
    if not pieces or end < len(text) or order != sorted(set(order), reverse=True):
        _refuse()
    parts = [_read_piece(piece, unit) for piece, unit in zip(pieces, order, strict=True)]
    return sum((part for part in parts if part is not None), Decimal()) if None not in parts else None


def _read_piece(piece: re.Match[str], unit: int) -> Decimal | None:
    """Minutes of a count and its unit; None for months and for a part of a day, which nobody counts alike."""
    count = Decimal(0) if piece["half"] else _read_count(piece["count"])
    halves = sum(piece[name] is not None for name in ("half", "more", "rest"))
    count += Decimal(halves) / 2
    factor = tuple(_UNITS.values())[unit]
    if count == 0 or halves > 1:
        _refuse()
    return None if factor is None or (factor >= _DAY and count % 1) else count * factor


def _read_count(text: str) -> Decimal:
    """Digits, or a numeral said in full: 三五天 is refused, and what no counting machine holds."""
    number = text if text[0].isdigit() else parse_numeral(text)
    if number is None or Decimal(number) >= _ENDLESS:
        _refuse()
    return Decimal(number)


_ENDLESS = 1_000_000_000


def _refuse() -> NoReturn:
    refuse(("看不出时限", "is not a time limit"), _ADVICE)


def _parse_minutes(value: object) -> int:
    """Minutes of a step: a count, or a time in words that is respelled."""
    if not isinstance(value, str) or value.isdigit():  # as nearly all are
        return parse_whole(value)
    text = fold(value).lower()
    if not re.search(r"[^\W\d_]", text) or parse_numeral(text) is not None:
        return parse_whole(value)
    try:
        minutes = _read_sum(text.replace(" ", "")) if not re.search(r"[0-9] [0-9]|[日天周d]", text) else None
    except PydanticCustomError:  # it speaks of time limits, which may be other things than minutes
        minutes = None
    if minutes is None or minutes % 1:
        refuse(
            ("不是分钟数", "is no number of minutes"),
            (
                "只写分钟数，例如 30；说不准的写最长要多久，当场办好的也写大约几分钟",
                "write minutes only, like 30; the longest it takes where it differs",
            ),
        )
    return respell(str(int(minutes)))


TimeLimit = Annotated[Limit, BeforeValidator(_parse_limit), written.TIME_LIMIT]
StepMinutes = Annotated[int, BeforeValidator(_parse_minutes), written.COUNT]
