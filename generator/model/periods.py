"""Periods of a day as people say them: 8:30-11:30, 下午2点到5点, 22:00-次日6:00, 24小时, 14:00-16:00 预约.

A text with one meaning is taken. 全天, 上午 and 2:30-5:30, which may be the afternoon, are refused.
"""

import re
from functools import lru_cache
from typing import NamedTuple, NoReturn

from generator.locale.numerals import NUMERALS, parse_numeral
from generator.locale.spelling import fold
from generator.model.spelling import refuse

MINUTES_A_DAY = 24 * 60
NOON = 12
EVENING = 17 * 60
MORNING = 9 * 60
"""From 17:00 on and until 9:00 is plainly over midnight; what else is must say 次日."""
EARLY = 6 * 60
"""2:30-5:30 is more often the afternoon than the night: before six both ends need 02:30 or 凌晨."""

_PARTS = {
    "早上": "早", "上午": "早", "早晨": "早", "清晨": "早", "凌晨": "早", "早": "早",
    "中午": "午", "下午": "后", "傍晚": "后", "晚上": "晚", "夜里": "晚", "晚": "晚",
}  # fmt: skip
"""What a word before a clock makes of its hour: nothing, or twelve more."""
_PART = "|".join(_PARTS)
_HOUR = rf"(?:[0-9]{{1,2}}|[{NUMERALS}]{{1,3}}(?=[点时]))"


def _clock(number: int) -> str:
    """A time of day; names of its groups end in a number."""
    return (
        rf"(?P<part{number}>{_PART})?(?P<hour{number}>{_HOUR})"
        rf"[:：.点时](?P<minute{number}>[0-9]{{2}}|半)?分?"
    )


_PERIOD = re.compile(rf"{_clock(1)}[-~至到]+(?P<next>次日|第二天|翌日|隔天|次晨)?{_clock(2)}")
_SHORT = re.compile(rf"(?P<part>{_PART})?(?P<first>[0-9]{{1,2}})(?=[-~至到][0-9]{{1,2}}[点时]$)")
"""8-11点: the first hour has its word from the second."""
_ALL_DAY = {"24小时", "全天24小时", "24小时全天", "24h", "二十四小时", "00:00-24:00"}
_ALL_DAY |= {f"24小时{word}" for word in ("营业", "开放", "服务", "值守", "值班", "接听")}
_APPOINTMENT = re.compile(r"[(（,，]?(?:需?要?提前|须|需要?|凭|要)?预约(?:开放|办理)?[)）]?$")
_BETWEEN = re.compile(rf"(?<=[0-9点半分时约)）])(?: ?[、，,;；/|和及] ?| )(?=(?:{_PART})? ?[0-9{NUMERALS}])")

_ADVICE = (
    '写成 "8:30-11:30"；到第二天的写成 "22:00-次日6:00"；一天到晚的写 24小时；要约的写 预约',
    'write "8:30-11:30"; into the next day "22:00-次日6:00"; all day 24小时; by appointment 预约',
)
_REFUSED: tuple[tuple[str, tuple[str, str], tuple[str, str]], ...] = (
    (
        r"(?:全天|全日|全天候|整天)(?:开放|营业|服务)?",
        ("说不准是 24 小时还是整个白天", "may mean 24 hours or the whole working day"),
        ('24 小时都开写 24小时；只是白天开，写出时间段，例如 "8:30-17:00"', "write 24小时, or the periods"),
    ),
    (
        r"(?:每天|7[x*×天])24小时.*",
        ("把哪些天和几点写在了一起", "holds days and times in one"),
        ("`days` 写 每天，`open` 写 24小时", "write `days: 每天` and `open: 24小时`"),
    ),
    (
        r"休息|不开|关门|停|无|closed",
        ("不是时间段", "is not a period of time"),
        (
            "休息的日子不用写这一条；例外里不写 `open` 就是休息",
            "leave such days out; an exception without `open` is closed",
        ),
    ),
    (
        r".*(?:夏令时|夏季|冬季|冬令时).*",
        ("把两个季节写在了一起", "holds two seasons in one"),
        (
            "这里只写平常的时间，夏季、冬季的写进 `seasons`，写明从几月几日到几月几日",
            "write the usual times here, those of summer or winter in `seasons` with first and last day",
        ),
    ),
    (
        r".*(?:节假日|假日|调休).*",
        ("把放假的日子写在了一起", "holds holidays too"),
        ("放假开不开写进 `holidays`：休息 或 照常", "say in `holidays` whether it opens: 休息 or 照常"),
    ),
    (
        r".*[0-9点半分](?:中午)?午休|.*中午休息.*",
        ("没有说中午休息到几点", "does not say how long the break at noon is"),
        ('写成两段，例如 "8:30-11:30"、"13:30-17:00"', 'write two periods like "8:30-11:30", "13:30-17:00"'),
    ),
    (
        r".*[0-9点半分时].*\(.*\)|.*雨天.*|.+预约|.*不休.*",
        ("时间后面跟着说明", "has a remark behind the time"),
        (
            "这里只写时间，或 预约；说明（怎么约、雨天、午休）写进旁边的 `note`",
            "write times only, or 预约; what else there is to say belongs into `note`",
        ),
    ),
    (
        r"上午|下午|早上|晚上|夜间|白天|上午、下午|.*时间|随时|日出.*|早.*晚.*",
        ("没有说几点到几点", "does not say from when until when"),
        _ADVICE,
    ),
    (
        r".*(?:起|开始|-)|-.*",
        ("只有开始或结束", "has a beginning or an end only"),
        ('开始和结束都要写，例如 "9:00-17:00"', 'write both, like "9:00-17:00"'),
    ),
    (r".*", ("不是时间段", "is not a period of time"), _ADVICE),
)
"""What editors write that is no period: its form, what is wrong, what to write; the last is for the rest."""


class Period(NamedTuple):
    """Minutes since midnight; an end above 1440 lies in the next day. Only by appointment, or for all."""

    start: int
    end: int
    appointment: bool = False

    @property
    def anytime(self) -> bool:
        """Whether no time is stated: whoever makes an appointment agrees on one."""
        return self.appointment and self[:2] == (0, MINUTES_A_DAY)


def split_periods(value: object) -> object:
    """One text may hold several periods."""
    return tuple(_BETWEEN.split(fold(value))) if isinstance(value, str) else value


def parse_period(value: object) -> object:
    """`8:30-11:30`, `22:00-次日6:00`, `24小时`, `预约`, `14:00-16:00 预约`; 24:00 ends a day."""
    if isinstance(value, list | dict):
        refuse(("不是时间段", "is not a period of time"), _ADVICE)
    return _parse_period(value) if isinstance(value, str) else value


@lru_cache(maxsize=1024)  # a city's offices keep the same hours
def _parse_period(value: str) -> Period:
    text = fold(value).replace(" ", "").lower()
    rest = _APPOINTMENT.sub("", text)
    if rest in _ALL_DAY or (not rest and text):
        return Period(0, MINUTES_A_DAY, rest != text)
    match = _PERIOD.fullmatch(_SHORT.sub(r"\g<0>点", rest))
    if not match:
        _refuse_word(text)
    start, end = _minutes(match, 1, ""), _minutes(match, 2, match["part1"])
    if match["next"] or (start >= EVENING and end <= MORNING):
        end += MINUTES_A_DAY
    if start >= end or end - start > MINUTES_A_DAY or start >= MINUTES_A_DAY:
        refuse(
            ("开始不早于结束，或没有这个时刻", "does not start before it ends, or names no time of day"),
            _ADVICE,
        )
    if end < EARLY and not match["part1"] and not match["hour1"].startswith("0"):
        refuse(
            ("说不准是下午还是凌晨", "may be the afternoon or the night"),
            (
                '下午写成 "14:30-17:30" 这样的，凌晨写成 "02:30-05:30" 这样的',
                'write the afternoon as "14:30-17:30", the night as "02:30-05:30"',
            ),
        )
    return Period(start, end, rest != text)


def _minutes(match: re.Match[str], number: int, part: str | None) -> int:
    """Minutes since midnight; what is no time of day becomes one that no period can hold."""
    written, minute = match[f"hour{number}"], match[f"minute{number}"]
    hour = int(written) if written.isdecimal() else parse_numeral(written)
    half = 30 if minute == "半" else int(minute or 0)
    if hour is None or half >= 60:  # noqa: PLR2004 - minutes
        return 9 * MINUTES_A_DAY
    whole = _hour_of_day(hour, _PARTS.get(match[f"part{number}"] or part or "", "")) * 60 + half
    return whole if whole <= MINUTES_A_DAY else 9 * MINUTES_A_DAY


def _hour_of_day(hour: int, part: str) -> int:
    """下午2点 is 14, 晚上12点 is 24; 中午12点 and 下午14点 are as they stand."""
    later = {"后": range(1, NOON), "晚": range(5, NOON + 1), "午": range(1, 3)}
    return hour + NOON if hour in later.get(part, ()) else hour


def _refuse_word(text: str) -> NoReturn:
    problem, advice = next(
        (problem, advice) for form, problem, advice in _REFUSED if re.fullmatch(form, text)
    )
    refuse(problem, advice)
