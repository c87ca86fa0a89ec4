"""Readings of names in pinyin, so that a resident may type `laoren` or `lrzc` for 老人助餐.

Syllables are *folded* before they become terms: `zh ch sh` lose their h, `ing eng` their g, `ü` and `v`
are `u`. Speakers of southern dialects mix these up, and folding both sides costs no byte.
"""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from functools import cache, lru_cache
from itertools import islice, product

from generator.locale.collation import SURNAMES

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

# A second reading that people type although the dictionary prefers the other one.
ALSO_READ = {
    "厦": "xia", "行": "hang", "长": "chang", "重": "chong", "乐": "yue", "朝": "zhao",
    "调": "tiao", "藏": "zang", "埠": "fu", "嵊": "cheng", "幢": "zhuang", "薄": "bo",
    "参": "shen", "大": "dai", "都": "du", "会": "kuai", "角": "jue", "壳": "qiao",
    "落": "la", "率": "shuai", "色": "shai", "省": "xing", "弄": "long", "血": "xie",
    "涨": "chang", "种": "chong", "车": "ju", "澳": "yu",
}  # fmt: skip
_LONGEST_PERSON = 4
_MOST_READINGS = 4
_TONES = re.compile("[\u0300\u0301\u0304\u030c]")


def fold_syllable(syllable: str) -> str:
    """Return the syllable without the distinctions that speakers mix up: `zhuang` → `zuang`."""
    plain = syllable.replace("ü", "v")
    if plain[:2] in {"lv", "nv", "jv", "qv", "xv", "yv"}:
        plain = plain[0] + "u" + plain[2:]
    if plain[:2] in {"zh", "ch", "sh"}:
        plain = plain[0] + plain[2:]
    return plain[:-1] if plain.endswith(("ing", "eng")) else plain


def iter_readings(symbols: Sequence[str]) -> Iterator[tuple[str, ...]]:
    """Yield folded readings of a name's symbols, the usual one first; Latin words stay as they are."""
    usual = _read(symbols)
    others = [_other_readings(symbol, at, len(symbols)) for at, symbol in enumerate(symbols)]
    if not any(others):
        yield tuple(usual)
        return
    choices = (dict.fromkeys((first, *rest)) for first, rest in zip(usual, others, strict=True))
    yield from islice(product(*choices), _MOST_READINGS)


def _other_readings(symbol: str, at: int, length: int) -> list[str]:
    tables = (ALSO_READ, SURNAMES) if at == 0 and length <= _LONGEST_PERSON else (ALSO_READ,)
    return [fold_syllable(table[symbol]) for table in tables if symbol in table]


def _read(symbols: Sequence[str]) -> list[str]:
    longest = _longest_phrases()
    syllables: list[str] = []
    while len(syllables) < len(symbols):
        at = len(syllables)
        syllables += _read_phrase(symbols, at, longest.get("".join(symbols[at : at + 2]), 0))
    return syllables


def _read_phrase(symbols: Sequence[str], at: int, longest: int) -> tuple[str, ...]:
    for length in range(min(longest, len(symbols) - at), 1, -1):
        known = _phrase_reading("".join(symbols[at : at + length]))
        if len(known) == length:
            return known
    return (read_character(symbols[at]),)


@cache
def _longest_phrases() -> dict[str, int]:
    """The longest phrase of the dictionary for each pair of characters that begins one."""
    from pypinyin.constants import PHRASES_DICT  # noqa: PLC0415 - slow to import, needless without search

    longest: dict[str, int] = {}
    for phrase in PHRASES_DICT:
        longest[phrase[:2]] = max(len(phrase), longest.get(phrase[:2], 0))
    return longest


@lru_cache(maxsize=65536)
def _phrase_reading(phrase: str) -> tuple[str, ...]:
    from pypinyin.constants import PHRASES_DICT  # noqa: PLC0415 - see above

    return tuple(_fold_toned(choices[0]) for choices in PHRASES_DICT.get(phrase, ()))


@cache
def read_character(symbol: str) -> str:
    """Return the usual folded reading of a character; any other symbol as it is."""
    from pypinyin.constants import PINYIN_DICT  # noqa: PLC0415 - see above

    known = PINYIN_DICT.get(ord(symbol), "") if len(symbol) == 1 and not symbol.isascii() else ""
    return _fold_toned(known.split(",")[0]) or symbol


@cache
def _fold_toned(syllable: str) -> str:
    bare = _TONES.sub("", unicodedata.normalize("NFD", syllable))
    return fold_syllable(unicodedata.normalize("NFC", bare))
