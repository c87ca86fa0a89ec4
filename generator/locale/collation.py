"""The order in which people look names up: numbers as they count, Chinese by its pinyin."""

import re
import unicodedata
from collections.abc import Callable
from functools import cache, lru_cache, partial
from typing import Any, ClassVar

from generator.locale.numerals import NUMERALS, parse_digits, parse_numeral

SURNAMES = {
    "单": "shan", "仇": "qiu", "解": "xie", "区": "ou", "查": "zha", "盖": "ge", "曾": "zeng",
    "任": "ren", "朴": "piao", "尹": "yin", "缪": "miao", "翟": "zhai", "华": "hua", "冼": "xian",
    "覃": "qin", "乐": "yue", "种": "chong", "员": "yun", "纪": "ji", "宁": "ning", "尉": "yu",
    "折": "she", "黑": "he", "繁": "po", "祭": "zhai", "召": "shao", "句": "gou", "洗": "xian", "燕": "yan",
    "应": "ying", "贾": "jia", "葛": "ge", "牟": "mou", "谌": "chen", "隗": "wei", "曲": "qu", "柏": "bai",
}  # fmt: skip
"""Readings of characters as surnames, where they differ."""

_COUNTED = "|".join(
    (
        *("网格", "单元", "小区", "小组", "中心", *"号组片区期栋幢座楼层村社队站室"),
        *"批版届次季年月日级类条项章节路道街弄巷支师局所",
    )
)
_NUMBER = re.compile(rf"[0-9]+|(?<=第)[{NUMERALS}]+|[{NUMERALS}]+(?={_COUNTED})")
"""A Chinese numeral counts behind 第 or before what is counted; 三门, 八角 and 千岛 are names."""
_DIGITS = re.compile(r"[0-9]+|[^0-9]+")
_LAST = re.compile(rf"{_NUMBER.pattern}|(?<=.)[{NUMERALS}]+\Z")
"""At the end of a name of no person it counts too: 东一, 东二, 东十."""

Key = tuple[tuple[int, int, str, str], ...]


@lru_cache(maxsize=1 << 16)
def name_order(name: str, *, person: bool = False) -> Key:
    """A sort key of a name: runs of numbers by their value, characters by pinyin and tone, then themselves.

    The first character of a person's name is read as a surname.
    """
    text = unicodedata.normalize("NFKC", name)
    key: list[tuple[int, int, str, str]] = []
    start = 0
    for match in (_NUMBER if person else _LAST).finditer(text):
        value = _count(match[0])
        if value is not None:
            key += _read(text[start : match.start()], person=person and start == 0)
            key.append((0, value, "", match[0]))
            start = match.end()
    key += _read(text[start:], person=person and start == 0)
    return tuple(key)


@lru_cache(maxsize=1 << 16)
def sound_order(text: str) -> Key:
    """The same for words of an index: only digits count, 两项补贴 stands under L."""
    key: list[tuple[int, int, str, str]] = []
    for run in _DIGITS.findall(unicodedata.normalize("NFKC", text)):
        key += [(0, int(run), "", run)] if run.isdecimal() else _read(run, person=False)
    return tuple(key)


def _count(text: str) -> int | None:
    """The value of digits, Arabic or Chinese (二〇三), or of a numeral; None of what is neither."""
    digits = text if text.isascii() else parse_digits(text)
    return int(digits) if digits else parse_numeral(text)


def _read(text: str, *, person: bool) -> list[tuple[int, int, str, str]]:
    if not text:
        return []
    sounds = _reader()(text)
    key = [(1, 0, sound[0], character) for sound, character in zip(sounds, text, strict=True)]
    if person and text[0] in SURNAMES:
        key[0] = (1, 0, SURNAMES[text[0]], text[0])
    return key


@cache
def _reader() -> Callable[[str], list[list[str]]]:
    """What reads a text, with tones as digits. How a syllable is written so is worked out once."""
    from pypinyin import Style  # noqa: PLC0415 - takes a tenth of a second, needed by pages only
    from pypinyin.converter import UltimateConverter  # noqa: PLC0415 - as above
    from pypinyin.core import Pinyin  # noqa: PLC0415 - as above

    class Remembering(UltimateConverter):
        known: ClassVar[dict[str, str]] = {}

        def convert_style(self, han: str, orig_pinyin: str, style: Style, strict: bool, **more: Any) -> str:  # noqa: ANN401, FBT001 - as pypinyin's
            """A syllable as the dictionary has it, in our style."""
            if orig_pinyin not in self.known:
                self.known[orig_pinyin] = super().convert_style(han, orig_pinyin, style, strict, **more)
            return self.known[orig_pinyin]

    read = Pinyin(Remembering(neutral_tone_with_five=True)).pinyin
    return partial(read, style=Style.TONE3, errors=_one_by_one)  # type: ignore[arg-type]  # lists are taken too


def _one_by_one(rest: str) -> list[list[str]]:
    """What has no reading, character by character."""
    return [[character.lower()] for character in rest]
