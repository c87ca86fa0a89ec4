"""The terms under which a document is found, each with a weight between 0 and 1.

    老人    pair of characters      老        one character
    ~lao ren   pair of syllables    ~lao r    pair, the second only begun
    ~la     one syllable or its beginning
    ^lrz    initials, two or three  =etc      beginning of a word     =etc $   whole word

What stands before the first space chooses the shard, so that all continuations of `~lao` lie in one file.
"""

from collections import Counter
from collections.abc import Iterator
from itertools import pairwise

from generator.outputs.search_pinyin import iter_readings
from generator.outputs.search_text import (
    count_pairs,
    iter_pairs,
    normalise,
    split_runs,
    split_symbols,
    split_words,
)

# Pairs that leave out one or two characters: 老人 finds 老年人, 医保 finds 医疗保险.
_SKIPPED = {2: 0.4, 3: 0.3}
_LONGEST_WORD = 24
_SHORTEST_TEXT_PREFIX = 3
_LONGEST_WORD_IN_INITIALS = 4


def weigh_name(name: str) -> dict[str, float]:
    """Return the terms of a title or alias with their weights."""
    text = normalise(name)
    weights: dict[str, float] = {}
    for run in split_runs(text):
        symbols = split_symbols(run)
        for term, weight in _iter_run(symbols):
            weights[term] = max(weight, weights.get(term, 0.0))
        for term in _iter_pinyin(symbols):
            weights.setdefault(term, 1.0)
    for word in split_words(text):
        weights.update(dict.fromkeys(_iter_word(word, 1), 1.0))
    return weights


def count_text(text: str) -> Counter[str]:
    """Return the terms of a normalised body with their counts: pairs, words, beginnings of words."""
    counts = count_pairs(text)
    for word in split_words(text):
        counts.update(_iter_word(word, _SHORTEST_TEXT_PREFIX))
    return counts


def _iter_run(symbols: list[str]) -> Iterator[tuple[str, float]]:
    for position, symbol in enumerate(symbols):
        if not symbol.isascii():
            yield symbol, 0.6 if position else 1.0
    for pair in iter_pairs(symbols):
        yield pair, 1.0
    for gap, weight in _SKIPPED.items():
        for pair in iter_pairs(symbols, gap):
            yield pair, weight


def _iter_word(word: str, shortest: int) -> Iterator[str]:
    yield f"={word[:_LONGEST_WORD]} $"
    for end in range(min(shortest, len(word)), min(len(word), _LONGEST_WORD) + 1):
        yield f"={word[:end]}"


def _iter_pinyin(symbols: list[str]) -> Iterator[str]:
    if all(symbol.isascii() for symbol in symbols):
        return
    for reading in iter_readings(tuple(symbols)):
        for left, right in pairwise(reading):
            yield f"~{left} {right}"
            yield f"~{left} {right[0]}"
        for syllable in reading:
            yield from (f"~{syllable[:end]}" for end in range(1, len(syllable) + 1))
        yield from _iter_initials(symbols, reading)


def _iter_initials(symbols: list[str], reading: tuple[str, ...]) -> Iterator[str]:
    letters = "".join(
        syllable[0] if not symbol.isascii() else symbol if len(symbol) <= _LONGEST_WORD_IN_INITIALS else " "
        for symbol, syllable in zip(symbols, reading, strict=True)
    )
    for part in letters.split():
        for length in (2, 3):
            yield from (f"^{part[at : at + length]}" for at in range(len(part) - length + 1))
