"""The order in which people look names up: numbers as they count, Chinese by its pinyin."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

SURNAMES = {
    "单": "shan", "仇": "qiu", "解": "xie", "区": "ou", "查": "zha", "盖": "ge", "曾": "zeng",
    "任": "ren", "朴": "piao", "尹": "yin", "缪": "miao", "翟": "zhai", "华": "hua", "冼": "xian",
    "覃": "qin", "乐": "yue", "种": "chong", "员": "yun", "纪": "ji", "宁": "ning", "尉": "yu",
}  # fmt: skip
"""Readings of characters as surnames, where they differ."""

_DIGITS = {digit: value for value, digit in enumerate("〇一二三四五六七八九")}
_DIGITS |= {digit: value for value, digit in enumerate("零壹贰叁肆伍陆柒捌玖")} | {"两": 2}
_UNITS = {"十": 10, "拾": 10, "百": 100, "佰": 100, "千": 1000, "仟": 1000}
_CHINESE = "".join((*_DIGITS, *_UNITS))
_COUNTED = "|".join(
    (
        *("网格", "单元", "小区", "小组", "中心", *"号组片区期栋幢座楼层村社队站室"),
        *"批版届次季年月日级类条项章节路道街弄巷支师局所",
    )
)
_NUMBER = re.compile(rf"[0-9]+|(?<=第)[{_CHINESE}]+|[{_CHINESE}]+(?={_COUNTED})")
"""A Chinese numeral counts behind 第 or before what is counted; 三门, 八角 and 千岛 are names."""

Key = tuple[tuple[int, int, str, str], ...]


def parse_numeral(text: str) -> int | None:
    """The value of a numeral, Arabic or Chinese (`十一`, `二〇三`, `一百零五`); None when it is none."""
    if text.isascii():
        return int(text) if text.isdigit() else None
    if not any(character in _UNITS for character in text):
        digits = [_DIGITS.get(character) for character in text]
        return None if None in digits else int("".join(map(str, digits)))
    total, digit = 0, None
    for character in text:
        if character in _UNITS:
            total += (1 if digit is None else digit or 1) * _UNITS[character]
            digit = None
        elif character in _DIGITS:
            digit = _DIGITS[character]
        else:
            return None
    return total + (digit or 0)


@lru_cache(maxsize=1 << 16)
def name_order(name: str, *, person: bool = False) -> Key:
    """A sort key of a name: runs of numbers by their value, characters by pinyin and tone, then themselves.

    The first character of a person's name is read as a surname.
    """
    text = unicodedata.normalize("NFKC", name)
    key: list[tuple[int, int, str, str]] = []
    start = 0
    for match in _NUMBER.finditer(text):
        value = parse_numeral(match[0])
        if value is not None:
            key += _read(text[start : match.start()], person=person and start == 0)
            key.append((0, value, "", match[0]))
            start = match.end()
    key += _read(text[start:], person=person and start == 0)
    return tuple(key)


def _read(text: str, *, person: bool) -> list[tuple[int, int, str, str]]:
    from pypinyin import Style, pinyin  # noqa: PLC0415 - takes a tenth of a second, needed by pages only

    if not text:
        return []
    sounds = pinyin(text, style=Style.TONE3, neutral_tone_with_five=True, errors=_one_by_one)  # type: ignore[arg-type]  # lists are taken too
    key = [(1, 0, sound[0], character) for sound, character in zip(sounds, text, strict=True)]
    if person and text[0] in SURNAMES:
        key[0] = (1, 0, SURNAMES[text[0]], text[0])
    return key


def _one_by_one(rest: str) -> list[list[str]]:
    """What has no reading, character by character."""
    return [[character.lower()] for character in rest]
