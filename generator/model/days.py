"""Days that come again, as people say them: 周一至周五, 每月最后一个周五, 单周周三, 每月5日, 06-15.

What has one meaning is taken. All else is refused with what to write: 工作日 leaves holidays open, 隔周 the
week to count from, and 逢五 may go by the lunar calendar.
"""

import re
from functools import lru_cache
from typing import Literal, NamedTuple, NoReturn

from generator.locale.spelling import fold
from generator.model.spelling import refuse, respell

WEEKDAYS = "一二三四五六日"
EVERY_DAY = tuple(range(7))
YearDay = tuple[int, int]
"""Month and day; they come again each year."""

_NAMES = {
    "每天": EVERY_DAY,
    "每日": EVERY_DAY,
    "天天": EVERY_DAY,
    "全周": EVERY_DAY,
    "周末": (5, 6),
    "双休日": (5, 6),
}
_TURNS = {"一": 1, "二": 2, "三": 3, "四": 4, "五": 5, "1": 1, "2": 2, "3": 3, "4": 4, "5": 5}
_TURN = re.compile(r"(倒数)?第([一二三四五1-5])|最后一?|末")
_OF_MONTH = re.compile(
    r"每?个?月?的?((?:(?:倒数)?第[一二三四五1-5]个?|最后一?个?|末)(?:[、,和](?=[倒第最末]))?)+"
)
_PARTS_OF_MONTH = {
    **dict.fromkeys(("单日", "单号"), tuple(range(1, 32, 2))),
    **dict.fromkeys(("双日", "双号"), tuple(range(2, 32, 2))),
    **dict.fromkeys(("最后一天", "月底", "最后1天"), (-1,)),
    "上旬": tuple(range(1, 11)),
    "中旬": tuple(range(11, 21)),
    "下旬": tuple(range(21, 32)),
}
_DATES = re.compile(r"每个?月的?([0-9]{1,2}[日号]?(?:[、,和至-][0-9]{1,2}[日号]?)*[日号])")
_RUN = re.compile(r"每?周?([一二三四五六日])(?:[至到~-]周?([一二三四五六日]))?")
_YEAR_DAY = re.compile(r"([0-9]{1,2})(?:-|/|\.|月)([0-9]{1,2})[日号]?")
_LENGTHS = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)

_EXAMPLES = (
    "写“周一至周五”“周六、周日”“每天”“每月最后一个周五”“单周周三”“每月5日”或“每月单日”",
    "write `周一至周五`, `周六、周日`, `每天`, `每月最后一个周五`, `单周周三`, `每月5日` or `每月单日`",
)
_BY_DATE = (
    "把今年的日期一天一天写进 `exceptions`，怎么算的写进 `note`",
    "write the dates of this year into `exceptions`, and how they are found into `note`",
)
_REFUSED: tuple[tuple[str, tuple[str, str]], ...] = (
    (
        r".*(?:农历|阴历|初[一二三四五六七八九十]|正月|腊月|最后一个工作日|第一个工作日|季度).*",
        _BY_DATE,
    ),
    (
        r".*逢[一二三四五六七八九十0-9].*|.*集市.*|.*赶集.*",
        (
            "按公历的写“每月5日、15日、25日”这样的；按农历的，把今年的日期写进 `exceptions`",
            "write `每月5日、15日、25日`; by the lunar calendar, write this year's dates into `exceptions`",
        ),
    ),
    (
        r".*工作日.*|.*节?假日.*|.*调休.*",
        (
            "写“周一至周五”；放假和调休那几天由 `holidays`、`makeup_workdays` 说",
            "write `周一至周五`; `holidays` and `makeup_workdays` say what holds on holidays and 调休 days",
        ),
    ),
    (
        r"全年.*|.*无休.*|常年.*",
        (
            "写“每天”；放假也开，再写 `holidays: 照常` 和 `makeup_workdays: 照常`",
            "write `每天`, and `holidays: 照常` and `makeup_workdays: 照常`",
        ),
    ),
    (
        r".*[寒暑]假.*|.*季.*|.*[0-9]月.*至.*",
        (
            "这里写星期几；从几月几日到几月几日的写进 `seasons`，只管一年的写进 `exceptions`",
            "write weekdays here; a part of each year belongs into `seasons`, of one year into `exceptions`",
        ),
    ),
    (
        r"[单双]数?周|隔周.*|每?两周.*|每隔.*",
        (
            "写“单周周三”或“双周周三”，再在 `odd_week` 写单周里的一天",
            "write `单周周三` or `双周周三`, and in `odd_week` a day of an odd week",
        ),
    ),
    (
        r"每?个?月?第[一二三四五]周.*",
        (
            "说不准是第几周还是第几个：写“每月第二个周三”这样的",
            "may be a week or a turn: write `每月第二个周三`",
        ),
    ),
    (
        r".*(?:[上下]午|晚上?|早上?|全天|[0-9]点|:).*",
        ("这里只写哪些天，几点到几点写进 `open`", "write days only here, times into `open`"),
    ),
    (
        r".*(?:除|外|闭馆|休息|不开).*",
        ("写开放的日子，例如“周二至周日”", "write the days on which it is open, like `周二至周日`"),
    ),
    (r".*", _EXAMPLES),
)
"""What editors write that names no days: its form, and what to write; the last is for the rest."""


class Days(NamedTuple):
    """Which days: weekdays 0 (Monday) to 6, of each week unless narrowed; or days of the month.

    `turns` are the first (1) to fifth of the month, -1 the last; `weeks` is every other week; `dates` are
    days of the month, -1 the last, and then nothing else is given.
    """

    weekdays: tuple[int, ...] = ()
    turns: tuple[int, ...] = ()
    weeks: Literal["", "单", "双"] = ""
    dates: tuple[int, ...] = ()

    @property
    def weekly(self) -> bool:
        """Whether they come again each week."""
        return not (self.turns or self.weeks or self.dates)


def parse_days(value: object) -> object:
    """Text to `Days`, or a list of texts."""
    if isinstance(value, list) and value and all(isinstance(item, str) for item in value):
        respell("、".join(value))
    if isinstance(value, list | dict):
        refuse(("不是星期几", "is not a list of weekdays"), _EXAMPLES)
    return _parse_days(value) if isinstance(value, str) else value


@lru_cache(maxsize=1024)  # a city's offices keep the same days
def _parse_days(value: str) -> Days:
    text = re.sub("星期|礼拜", "周", fold(value)).replace("周天", "周日")
    text = re.sub("^每?逢(?=周|[单双])", "", re.sub("周([1-7])", _name_weekday, text))
    words = re.sub(r"(?<=\D) | (?=\D)", "", text)
    if dates := _read_dates(words):
        return Days(dates=dates)
    if weeks := re.fullmatch(r"([单双])数?周的?(.+)", words):
        return Days(_parse_weekdays(weeks[2], words), weeks="单" if weeks[1] == "单" else "双")
    if month := _OF_MONTH.match(words):
        return Days(_parse_weekdays(words[month.end() :], words), turns=_parse_turns(month[0]))
    return Days(_parse_weekdays(text, words))


def _read_dates(words: str) -> tuple[int, ...]:
    """Days of the month, if that is what the words name."""
    if dates := _DATES.fullmatch(words):
        return _parse_dates(dates[1])
    return _PARTS_OF_MONTH.get(re.sub("^每?个?月?的?逢?", "", words), ())


def _name_weekday(match: re.Match[str]) -> str:
    return f"周{WEEKDAYS[int(match[1]) - 1]}"


def parse_year_day(value: object) -> object:
    """`06-15` or `6月15日` to month and day."""
    if isinstance(value, tuple):
        return value
    match = _YEAR_DAY.fullmatch(fold(value).replace(" ", "")) if isinstance(value, str) else None
    month, day = (int(match[1]), int(match[2])) if match else (0, 0)
    if 1 <= month <= len(_LENGTHS) and 1 <= day <= _LENGTHS[month - 1]:
        return month, day
    return refuse(
        ("不是每年的一天", "is no day of the year"),
        (
            "写月和日，例如 06-15；只管一年的写进 `exceptions`",
            "write month and day like 06-15; what holds in one year only belongs into `exceptions`",
        ),
    )


def _parse_weekdays(text: str, whole: str) -> tuple[int, ...]:
    if text in _NAMES:
        return _NAMES[text]
    days: list[int] = []
    for part in re.split(r"[、,和及\s]+|(?<=[一二三四五六日])(?=周?[一二三四五六日])", text):
        match = _RUN.fullmatch(part)
        if not match:
            _refuse_days(whole)
        first = WEEKDAYS.index(match[1])
        last = WEEKDAYS.index(match[2] or match[1])
        days += range(first, last + 1) if first <= last else [*range(first, 7), *range(last + 1)]
    return tuple(sorted(set(days)))


def _refuse_days(text: str) -> NoReturn:
    advice = next(advice for form, advice in _REFUSED if re.fullmatch(form, text))
    refuse(("不是星期几", "is not a list of weekdays"), advice)


def _parse_turns(text: str) -> tuple[int, ...]:
    found = {(-1 if one[1] else 1) * _TURNS[one[2]] if one[2] else -1 for one in _TURN.finditer(text)}
    return tuple(sorted(found, key=lambda turn: (turn < 0, turn)))


def _parse_dates(text: str) -> tuple[int, ...]:
    days: set[int] = set()
    for part in re.split("[、,和]", text):
        ends = [int(one) for one in re.findall("[0-9]+", part)]
        days.update(range(ends[0], ends[-1] + 1))
        if not 1 <= ends[0] <= ends[-1] <= max(_LENGTHS):
            refuse(("没有这一天", "is no day of the month"), _EXAMPLES)
    return tuple(sorted(days))
