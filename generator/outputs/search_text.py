"""Text as symbols: what counts as a character, a word, a pair. `search.js` does the same to a query.

A symbol is one Chinese character or one run of Latin letters and digits. All else parts symbols. The
ranges are written out because old browsers know no Unicode classes, and both sides must agree.
"""

import re
import unicodedata
from collections.abc import Iterator
from operator import add

HANZI = "[〇\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003fffd]"
_RUN = re.compile(f"(?:[0-9a-z]|{HANZI})+")
_SYMBOL = re.compile(f"[0-9a-z]+|{HANZI}")
_FIRST_HANZI = "㐀"
_WORD = re.compile("[0-9a-z]+")
_LONGEST_LETTERS = 2  # of a word that pairs with a character
_LONGEST_NUMBER = 5


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
    return len(symbol) <= _LONGEST_LETTERS or (len(symbol) <= _LONGEST_NUMBER and not symbol.isalpha())


def iter_pairs(symbols: list[str], gap: int = 1) -> Iterator[str]:
    """Yield pairs of symbols at a distance of `gap`, at least one of them a Chinese character."""
    for left, right in zip(symbols, symbols[gap:], strict=False):
        if not (left.isascii() and right.isascii()) and joins(left) and joins(right):
            yield left + right


def list_pairs(text: str) -> list[str]:
    """Return the pairs of neighbouring symbols in normalised text, in order, repeated as they are."""
    found: list[str] = []
    for run in split_runs(text):
        if _WORD.search(run):
            found.extend(iter_pairs(split_symbols(run)))
        else:
            found.extend(map(add, run, run[1:]))  # the same, ten times as fast; most text is of this kind
    return found


def list_characters(text: str) -> list[str]:
    """Return the Chinese characters of normalised text, and a few of other scripts that nobody asks for."""
    return [character for character in text if character >= _FIRST_HANZI]
