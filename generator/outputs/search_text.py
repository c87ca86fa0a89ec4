"""Text as symbols: what counts as a character, a word, a pair. `search.js` does the same to a query.

A symbol is one Chinese character or one run of Latin letters and digits. All else parts symbols. The
ranges are written out because old browsers know no Unicode classes, and both sides must agree.
"""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator
from operator import add

HANZI = "[〇㐀-䶿一-鿿豈-\ufaff\U00020000-\U0003fffd]"
_RUN = re.compile(f"(?:[0-9a-z]|{HANZI})+")
_SYMBOL = re.compile(f"[0-9a-z]+|{HANZI}")
_CHARACTER = re.compile(HANZI)
_WORD = re.compile("[0-9a-z]+")


def normalise(text: str) -> str:
    """Return text in the one form that is indexed: NFKC, lower case (`ＥＴＣ` → `etc`)."""
    return unicodedata.normalize("NFKC", text).lower()


def split_runs(text: str) -> list[str]:
    """Return the stretches of symbols in normalised text, cut at spaces and punctuation."""
    return _RUN.findall(text)


def split_symbols(run: str) -> list[str]:
    """Return the symbols of one run: `a座3幢` → `a 座 3 幢`."""
    return _SYMBOL.findall(run)


def split_words(text: str) -> list[str]:
    """Return the words of Latin letters and digits in normalised text."""
    return _WORD.findall(text)


def joins(symbol: str) -> bool:
    """Whether a symbol pairs with a neighbouring character: it does, or is a short number such as `3`."""
    if not symbol.isascii():
        return True
    return len(symbol) <= 2 or (len(symbol) <= 5 and not symbol.isalpha())  # noqa: PLR2004 - letters; digits


def iter_pairs(symbols: list[str], gap: int = 1) -> Iterator[str]:
    """Yield pairs of symbols at a distance of `gap`, at least one of them a Chinese character."""
    for left, right in zip(symbols, symbols[gap:], strict=False):
        if not (left.isascii() and right.isascii()) and joins(left) and joins(right):
            yield left + right


def count_pairs(text: str) -> Counter[str]:
    """Count the pairs of neighbouring symbols in normalised text; the body of a document is searched so."""
    counts: Counter[str] = Counter()
    for run in split_runs(text):
        if _WORD.search(run):
            counts.update(iter_pairs(split_symbols(run)))
        else:
            counts.update(map(add, run, run[1:]))
    return counts


def find_characters(text: str) -> frozenset[str]:
    """Return the Chinese characters of normalised text."""
    return frozenset(_CHARACTER.findall(text))
