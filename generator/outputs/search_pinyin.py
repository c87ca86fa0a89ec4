"""Readings of names in pinyin, so that a resident may type `laoren` or `lrzc` for 老人助餐.

Syllables are *folded* before they become terms: `zh ch sh` lose their h, `ing eng` their g, `ü` is `u`
after l and n. Speakers of southern dialects mix these up, and folding both sides costs no byte.
"""

import re
from collections.abc import Iterator
from functools import cache, lru_cache
from itertools import product

from generator.outputs.search_text import HANZI

_FINALS = {
    "": "a ai an ang ao e ei en eng er o ou",
    "b": "a ai an ang ao ei en eng i ian iao ie in ing o u",
    "p": "a ai an ang ao ei en eng i ian iao ie in ing o ou u",
    "m": "a ai an ang ao e ei en eng i ian iao ie in ing iu o ou u",
    "f": "a an ang ei en eng o ou u",
    "d": "a ai an ang ao e ei en eng i ia ian iao ie ing iu ong ou u uan ui un uo",
    "t": "a ai an ang ao e eng i ian iao ie ing ong ou u uan ui un uo",
    "n": "a ai an ang ao e ei en eng i ian iang iao ie in ing iu ong ou u uan ue uo v",
    "l": "a ai an ang ao e ei eng i ia ian iang iao ie in ing iu o ong ou u uan ue un uo v",
    "g": "a ai an ang ao e ei en eng ong ou u ua uai uan uang ui un uo",
    "k": "a ai an ang ao e en eng ong ou u ua uai uan uang ui un uo",
    "h": "a ai an ang ao e ei en eng ong ou u ua uai uan uang ui un uo",
    "j": "i ia ian iang iao ie in ing iong iu u uan ue un",
    "q": "i ia ian iang iao ie in ing iong iu u uan ue un",
    "x": "i ia ian iang iao ie in ing iong iu u uan ue un",
    "zh": "a ai an ang ao e ei en eng i ong ou u ua uai uan uang ui un uo",
    "ch": "a ai an ang ao e en eng i ong ou u ua uai uan uang ui un uo",
    "sh": "a ai an ang ao e ei en eng i ou u ua uai uan uang ui un uo",
    "r": "an ang ao e en eng i ong ou u uan ui un uo",
    "z": "a ai an ang ao e ei en eng i ong ou u uan ui un uo",
    "c": "a ai an ang ao e en eng i ong ou u uan ui un uo",
    "s": "a ai an ang ao e en eng i ong ou u uan ui un uo",
    "y": "a an ang ao e i in ing o ong ou u uan ue un",
    "w": "a ai an ang ei en eng o u",
}
SYLLABLES = tuple(sorted(first + last for first, lasts in _FINALS.items() for last in lasts.split()))

# A second reading that people type although the dictionary of phrases prefers the other one.
_ALSO_READ = {
    "厦": ("xia", "sha"), "行": ("xing", "hang"), "长": ("chang", "zhang"), "重": ("zhong", "chong"),
    "乐": ("le", "yue"), "朝": ("chao", "zhao"), "调": ("diao", "tiao"), "藏": ("cang", "zang"),
    "大": ("da", "dai"), "血": ("xue", "xie"), "露": ("lu", "lou"), "薄": ("bo", "bao"),
    "埠": ("bu", "fu"), "岙": ("ao",), "礁": ("jiao",), "嵊": ("sheng", "cheng"),
}  # fmt: skip
# Readings of characters as surnames, where they differ.
_SURNAMES = {
    "单": "shan", "仇": "qiu", "解": "xie", "区": "ou", "查": "zha", "盖": "ge", "曾": "zeng", "任": "ren",
    "朴": "piao", "尹": "yin", "缪": "miao", "翟": "zhai", "华": "hua", "冼": "xian", "覃": "qin", "乐": "yue",
    "种": "chong", "员": "yun", "纪": "ji", "召": "shao", "宁": "ning", "洗": "xian", "逄": "pang", "尉": "yu",
}  # fmt: skip
_MOST_READINGS = 4
_HANZI_RUN = re.compile(f"{HANZI}+")


def fold(syllable: str) -> str:
    """Return the syllable without the distinctions that speakers mix up: `zhuang` → `zuang`."""
    plain = syllable.replace("ü", "v")
    if plain[:2] in {"lv", "nv"}:
        plain = plain[0] + "u" + plain[2:]
    if plain[:2] in {"zh", "ch", "sh"}:
        plain = plain[0] + plain[2:]
    return plain[:-1] if plain.endswith(("ing", "eng")) else plain


def iter_readings(symbols: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
    """Yield readings of a name's symbols, the usual one first; words of Latin letters stay as they are."""
    choices = _read_symbols(symbols)
    for count, reading in enumerate(product(*choices)):
        if count == _MOST_READINGS:
            return
        yield reading


def _read_symbols(symbols: tuple[str, ...]) -> list[tuple[str, ...]]:
    hanzi = "".join(symbol if _HANZI_RUN.fullmatch(symbol) else " " for symbol in symbols)
    usual = iter([syllable for run in hanzi.split() for syllable in _read_run(run)])
    choices = [
        (symbol,) if mark == " " else _alternatives(symbol, next(usual))
        for symbol, mark in zip(symbols, hanzi, strict=True)
    ]
    surname = _SURNAMES.get(symbols[0]) if symbols else None
    if surname and len(symbols) <= _MOST_READINGS:
        choices[0] = tuple(dict.fromkeys((*choices[0], fold(surname))))
    return choices


@cache
def _alternatives(character: str, usual: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys((fold(usual), *map(fold, _ALSO_READ.get(character, ())))))


@lru_cache(maxsize=65536)
def _read_run(run: str) -> tuple[str, ...]:
    from pypinyin import lazy_pinyin  # noqa: PLC0415 - 0.15 s that a build without search need not pay

    # An unknown character comes back as itself: it is kept, so that positions still match.
    return tuple(lazy_pinyin(run, errors=list))
