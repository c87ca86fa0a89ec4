"""Chinese as braille wants it: parted into words, each character in the reading that its word asks for.

Braille writes sounds. Tables of liblouis know one reading of a character and some words; so a character
that is read otherwise here is written by one that always sounds like this: 行长 as 杭掌.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from generator.diagnostics import OutputError
from generator.outputs.prints.louis import translate
from generator.views.prints.outline import Name

if TYPE_CHECKING:
    import rjieba

_PIECES = re.compile(
    r"[\u3400-\u9fff\U00020000-\U0003ffff]+|[0-9]+(?:[.:–-][0-9]+)*|[A-Za-z]+|\s+|.", re.DOTALL
)
_HAN = re.compile(r"[\u3400-\u9fff\U00020000-\U0003ffff]+")
_TIED = frozenset(("了", "着", "过"))
"""Written together with the verb before them (GB/T 15720—2008, 6)."""
_CLOSING = frozenset("，。；：！？、）》”’】〕%")
_OWN = frozenset("的么你他她它在一不")
"""Characters that a table writes in a way of their own, or that keep their tone whatever follows."""
_UPPER_DOTS = 0xC0
_TONES = tuple("⠁⠂⠄⠆")
_LIKELY = 100_000
"""A count that makes a given name win over the words within it."""
_SAMPLE = 5
READINGS = {
    "调休": "tiao2 xiu1", "网格长": "wang3 ge2 zhang3", "楼长": "lou2 zhang3", "片长": "pian4 zhang3",
    "照片": "zhao4 pian4", "幢": "zhuang4", "商量": "shang1 liang5", "部分": "bu4 fen5",
    "着火": "zhao2 huo3", "朝阳": "chao2 yang2", "空房": "kong1 fang2", "没空": "mei2 kong4",
    "差评": "cha4 ping2", "当月": "dang4 yue4",
}  # fmt: skip
"""Readings that table and dictionary have wrong, found in the texts of a city; see `docs/braille.md`."""


@dataclass(frozen=True, slots=True)
class Word:
    """A word or a mark; its pinyin where it is given; whether a blank parts it from the one before."""

    text: str
    reading: str = ""
    parted: bool = True


def split_words(text: str, names: Mapping[str, Name]) -> Iterator[Word]:
    """The words of a text in order. Words of `names` are kept as these say."""
    for piece in _PIECES.findall(text):
        for word in _cut(piece, names) if _HAN.fullmatch(piece) else (Word(piece),):
            tied = word.text in _CLOSING or word.text in _TIED
            if not word.text.isspace():
                yield replace(word, parted=not tied)


def _cut(text: str, names: Mapping[str, Name]) -> Iterator[Word]:
    """Words of a run of Chinese, given names first, longest first."""
    known = sorted((one for one in names if one in text), key=len, reverse=True)
    parts = re.split(f"({'|'.join(map(re.escape, known))})", text) if known else [text]
    for part in filter(None, parts):
        if part in names:
            yield from _words_of(names[part])
        else:
            yield from map(Word, open_divider().cut(part))


def _words_of(name: Name) -> Iterator[Word]:
    sounds = name.reading.split()
    for word in name.words:
        yield Word(word, " ".join(sounds[: len(word)]))
        sounds = sounds[len(word) :]


@cache
def open_divider() -> "rjieba.Jieba":
    """What parts Chinese into words. Raises OutputError, with what to do, where it is not installed."""
    try:
        from rjieba import Jieba  # noqa: PLC0415 - wanted by braille only, and not always there
    except ImportError:
        raise OutputError(
            '盲文按词分写，要用分词的软件包：请运行 pip install "gridpress[braille]"',
            'braille parts words: run `pip install "gridpress[braille]"`',
        ) from None
    divider = Jieba()
    for word in READINGS:
        divider.add_word(word, _LIKELY, "n")
    return divider


def respell(table: str, word: Word) -> str:
    """A word written so that the table reads it as it is said.

    The table's own reading stands unless the entry, `READINGS` or the dictionary knows this very word: the
    reading of an unknown word would be guessed from its characters, which the table does better.
    """
    if not _HAN.fullmatch(word.text):
        return word.text
    sounds, known = _read(word.text, word.reading)
    spell = _speller(table)
    return "".join(
        spell(one, sound) if known or _is_missing(table, one) else one
        for one, sound in zip(word.text, sounds, strict=True)
    )


def _is_missing(table: str, character: str) -> bool:
    """Whether the table can only write its number, in cells of eight dots."""
    return any(ord(cell) & _UPPER_DOTS for cell in translate(table, character))


@lru_cache(maxsize=65536)
def _read(word: str, reading: str) -> tuple[tuple[str, ...], bool]:
    """The toned pinyin of each character (zhong1, guo2, a light one with 5); whether the word is known."""
    from pypinyin import Style, pinyin  # noqa: PLC0415 - takes a tenth of a second
    from pypinyin.constants import PHRASES_DICT  # noqa: PLC0415 - as above
    from pypinyin.contrib.tone_convert import to_tone3  # noqa: PLC0415 - as above

    told = (reading or READINGS.get(word, "")).split()
    if len(told) == len(word):
        return tuple(to_tone3(one, neutral_tone_with_five=True) for one in told), True
    sounds = pinyin(word, style=Style.TONE3, neutral_tone_with_five=True)
    return tuple(one[0] for one in sounds), word in PHRASES_DICT


@cache
def _speller(table: str) -> Callable[[str, str], str]:
    """Characters and their readings to characters that the table reads like this."""

    @cache
    def spell(character: str, sound: str) -> str:
        own, alike = translate(table, character), _homophones().get(sound, ())
        if not alike or character in _OWN or (sound.endswith("5") and not own.endswith(_TONES)):
            return character
        cells = Counter(translate(table, one) for one in alike).most_common(1)[0][0]
        return character if own == cells else next(one for one in alike if translate(table, one) == cells)

    return spell


@cache
def _homophones() -> dict[str, tuple[str, ...]]:
    """Common characters (GB 2312, first level) by their only reading; the first few of each."""
    from pypinyin import Style, pinyin  # noqa: PLC0415 - takes a tenth of a second

    found: dict[str, list[tuple[int, str]]] = {}
    for high in range(0xB0, 0xD8):
        for low in range(0xA1, 0xFF):
            character = bytes((high, low)).decode("gb2312", "ignore")
            if character:
                sounds = pinyin(character, style=Style.TONE3, heteronym=True, neutral_tone_with_five=True)[0]
                found.setdefault(sounds[0], []).append((len(sounds), character))
    return {sound: tuple(one for _, one in sorted(all_)[:_SAMPLE]) for sound, all_ in found.items()}
