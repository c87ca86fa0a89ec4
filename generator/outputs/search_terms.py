"""The terms under which a document is found, each with a weight between 0 and 1.

    老人    pair of characters      老        one character
    ~lao ren   pair of syllables    ~lao r    pair, the second only begun
    ~lao    one syllable            ~la       beginning of a name's first syllable
    ^lrz    initials, two or three  =etc      beginning of a word     =etc $   whole word, end of a code

What stands before the first space chooses the shard, so that all continuations of `~lao` lie in one file.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

from generator.outputs.search_folding import fold_text
from generator.outputs.search_pinyin import iter_readings
from generator.outputs.search_text import (
    iter_pairs,
    list_characters,
    list_pairs,
    normalise,
    split_runs,
    split_symbols,
    split_words,
)

# Pairs that leave out one or two characters: 老人 finds 老年人, 低保 finds 最低生活保障. They count less
# than a mention in the text, because 保报 also fits 保持公报.
_SKIPPED = {2: 0.25, 3: 0.15}
_LATER_CHARACTER = 0.6  # a query of one character looks first at how names begin
_LONGEST_WORD = 24
_SHORTEST_CODE = 13  # longer than a phone number with its area code
_SHORTEST_END = 4
_SHORTEST_TEXT_PREFIX = 3
_LONGEST_WORD_IN_INITIALS = 4


@dataclass(frozen=True, slots=True)
class NameTerms:
    """The terms of a title or alias: written ones with a weight from 0 to 1, and those of its sound.

    `length` is the name's, in characters.
    """

    written: Mapping[str, float]
    sounds: frozenset[str]
    length: int


class DocumentTerms(NamedTuple):
    """The terms of a document: of its names, the shortest first, and of its text with their counts.

    `length` is the text's, in characters.
    """

    names: Sequence[NameTerms]
    text: Mapping[str, int]
    length: int


def read_document(names: Iterable[str], text: str) -> DocumentTerms:
    """Return the terms of a document, given its names and its folded text."""
    parsed = sorted(map(parse_name, names), key=lambda name: name.length)
    return DocumentTerms(parsed, count_text(text), len(text))


@lru_cache(maxsize=64)
def parse_name(name: str) -> NameTerms:
    """Return the terms of a title or alias."""
    plain = normalise(name)
    text = fold_text(plain)
    written: dict[str, float] = {}
    sounds: set[str] = set()
    for run in split_runs(text):
        for terms, weight in _list_written(split_symbols(run)):
            for term in terms:
                written[term] = max(weight, written.get(term, 0.0))
    for run in split_runs(plain):
        if not run.isascii():
            sounds |= _collect_sounds(split_symbols(run))
    for word in split_words(text):
        written.update(dict.fromkeys([*_list_word(word, 1), *_list_ends(word)], 1.0))
    return NameTerms(written, frozenset(sounds), len(text))


def count_text(text: str) -> Counter[str]:
    """Return the terms of a folded body with their counts: characters, pairs, words, beginnings of words."""
    terms = [*list_characters(text), *list_pairs(text)]
    for word in split_words(text):
        terms.extend(_list_word(word, _SHORTEST_TEXT_PREFIX))
    return Counter(terms)


def _list_written(symbols: list[str]) -> Iterator[tuple[Iterable[str], float]]:
    yield (symbol for symbol in symbols[:1] if not symbol.isascii()), 1.0
    yield (symbol for symbol in symbols[1:] if not symbol.isascii()), _LATER_CHARACTER
    yield iter_pairs(symbols), 1.0
    for gap, weight in _SKIPPED.items():
        yield iter_pairs(symbols, gap), weight


def _list_word(word: str, shortest: int) -> list[str]:
    known = word[:_LONGEST_WORD]
    return [f"={known} $", *(f"={known[:end]}" for end in range(min(shortest, len(known)), len(known) + 1))]


def _list_ends(word: str) -> list[str]:
    """The ends of a long number, such as a grid's code: what is painted on a door is its last digits."""
    if not word.isdigit() or len(word) < _SHORTEST_CODE:
        return []
    return [f"={word[at:]} $" for at in range(1, len(word) - _SHORTEST_END + 1)]


def _collect_sounds(symbols: list[str]) -> set[str]:
    sounds: set[str] = set()
    for reading in iter_readings(symbols):
        sounds.update([f"~{left} {right}" for left, right in pairwise(reading)])
        sounds.update([f"~{left} {right[0]}" for left, right in pairwise(reading)])
        sounds.update([f"~{syllable}" for syllable in reading])
        sounds.update([f"~{reading[0][:end]}" for end in range(1, len(reading[0]))])
        sounds.update(_list_initials(symbols, reading))
    return sounds


def _list_initials(symbols: list[str], reading: tuple[str, ...]) -> list[str]:
    letters = "".join(
        syllable[0] if not symbol.isascii() else symbol if len(symbol) <= _LONGEST_WORD_IN_INITIALS else " "
        for symbol, syllable in zip(symbols, reading, strict=True)
    )
    return [
        f"^{part[at : at + length]}"
        for part in letters.split()
        for length in (2, 3)
        for at in range(len(part) - length + 1)
    ]
