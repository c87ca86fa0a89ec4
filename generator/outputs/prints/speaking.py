"""Digits as they are said: telephone numbers one by one, times, dates and amounts in words."""

import re
from collections.abc import Callable, Iterator

from generator.locale.numerals import spell_numeral
from generator.model.phone_mentions import find_phones
from generator.model.phones import PhoneNumber

_SINGLY = str.maketrans("0123456789", "零幺二三四五六七八九")
"""On the telephone one is 幺: 一 sounds like 七."""
_YEAR = str.maketrans("0123456789", "零一二三四五六七八九")
_HALF_DAYS = ((6, "凌晨"), (12, "上午"), (13, "中午"), (18, "下午"), (24, "晚上"))
_TOLD = re.compile(r"(?:凌晨|早上|上午|中午|下午|晚上|夜里)\s*$")
_HALF_HOUR = 30
_LONG = 5
"""Digits from which a number without a unit is a code, said digit by digit."""
_MEASURES = "个天户次岁份名位元小块条辆件栋幢座台人间种样周年斤米公分层"
_WEB = re.compile(r"https?://[\w./?=&%#-]+|www\.[\w./-]+")
_DATE = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})(?!\d)")
_NAMED = re.compile(r"[A-Za-z]+[0-9][\w-]*")
"""Numbers with letters, as of badges: said sign by sign."""
_TIMES = re.compile(r"(?P<hour>[01]?\d|2[0-4]):(?P<minute>[0-5]\d)")
_RANGE = re.compile(r"(?<=[\d点分半])\s*[–—~-]\s*(?=\d|[凌上中下晚])")
_SAME_HALF = re.compile(r"(凌晨|上午|中午|下午|晚上)([^、；，。到]{1,8})到\1")
_PATTERNS = (
    (re.compile(r"(\d{4})\s*年"), lambda m: m[1].translate(_YEAR) + "年"),
    (re.compile(r"(\d+(?:\.\d+)?)\s*%"), lambda m: "百分之" + _say_number(m[1])),
    (re.compile(rf"(?<![\d.第])2\s*(?=[{_MEASURES}])"), lambda _: "两"),
    (
        re.compile(r"(?<![\dA-Za-z.])\d+(?:\.\d+)?(?![\dA-Za-z.])"),
        lambda m: _say_number(m[0], m.string[m.end() :]),
    ),
)
_GROUPS = {11: (3, 4, 4), 10: (3, 3, 4), 8: (4, 4), 7: (3, 4)}


def space_phones(text: str, before: str = "") -> str:
    """Telephone numbers with a blank after each digit, which voices then say one by one."""
    return _replace_phones(text, before, lambda groups: "  ".join(map(" ".join, groups)))


def say(text: str, before: str = "") -> str:
    """A text with all its digits in words; `before` is what it belongs to, such as the name of a number."""
    text = _replace_phones(text, before, lambda groups: "，".join(groups).translate(_SINGLY))
    text = _WEB.sub("（网址略，见网站）", text)
    text = _DATE.sub(lambda match: f"{match[1]}年{int(match[2])}月{int(match[3])}日", text)
    text = _NAMED.sub(lambda match: match[0].replace("-", "，").translate(_SINGLY), text)
    text = _RANGE.sub("到", _TIMES.sub(_say_time, text))
    text = _SAME_HALF.sub(r"\1\2到", text)
    for pattern, words in _PATTERNS:
        text = pattern.sub(words, text)
    return re.sub(r"(?<=[\u4e00-\u9fff])\s+(?=[\u4e00-\u9fff])", "", text)


def _replace_phones(text: str, before: str, write: Callable[[list[str]], str]) -> str:
    pieces, last = [], 0
    for start, end, number in find_phones(text, before):
        extension = "".join(f"转{write([one])}" for one in number.extensions)
        pieces += [text[last:start], write(list(_groups_of(number))), extension]
        last = end
    return "".join(pieces) + text[last:]


def _groups_of(number: PhoneNumber) -> Iterator[str]:
    """The digits as people take them down: area, then three or four at a time."""
    yield from filter(None, (number.country.lstrip("+"), number.area))
    start = 0
    for size in _GROUPS.get(len(number.local), (len(number.local),)):
        yield number.local[start : start + size]
        start += size


def _say_time(match: re.Match[str]) -> str:
    hour, minute = int(match["hour"]), int(match["minute"])
    told = _TOLD.search(match.string[: match.start()]) is not None
    day = "" if told else next((name for end, name in _HALF_DAYS if hour < end), "夜里")
    hour = hour - 12 if hour > 12 else hour  # noqa: PLR2004 - as people count hours
    said = "两" if hour == 2 else spell_numeral(hour)  # noqa: PLR2004 - 两点
    zero = "零" if minute < 10 else ""  # noqa: PLR2004 - 八点零五分
    minutes = "半" if minute == _HALF_HOUR else f"{zero}{spell_numeral(minute)}分"
    return f"{day}{said}点{minutes if minute else ''}"


def _say_number(number: str, after: str = "") -> str:
    whole, _, part = number.partition(".")
    if not part and (
        (number.startswith("0") and len(number) > 1) or (len(number) >= _LONG and not _has_unit(after))
    ):
        return number.translate(_SINGLY)
    said = whole.translate(_SINGLY) if len(whole) > 8 else spell_numeral(int(whole))  # noqa: PLR2004 - its limit
    return f"{said}点{part.translate(_YEAR)}" if part else said


def _has_unit(after: str) -> bool:
    return after.lstrip()[:1] in tuple(_MEASURES)
