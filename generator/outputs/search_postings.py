"""Which document holds which term, and how much that says: BM25 over two fields, quantised, packed.

The sum of a query's impacts is its score, so a phone only adds small integers. A list of postings is text:
for each document the distance from the one before (five bits a character, sixth bit: more follows), then
one character for the impact, 1 to 63.
"""

from array import array
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import accumulate, chain, count, pairwise
from math import log1p
from typing import NamedTuple, TypeAlias

import numpy as np
from numpy.typing import NDArray

from generator.outputs.search_terms import DocumentTerms, NameTerms, read_document

ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"
_TOP_IMPACT = 63
_LEVELS = 256  # of the saturated term frequency, before the rarity of the term is known
_LEVEL_SIGNS = [ALPHABET[max(1, level * _TOP_IMPACT // (_LEVELS - 1))] for level in range(_LEVELS)]
_LETTERS = np.frombuffer(ALPHABET.encode(), np.uint8)
_SATURATION = 1.8  # BM25's k1
_NAME_LENGTH_SHARE = 0.6  # BM25's b for each field
_TEXT_LENGTH_SHARE = 0.9
_NAME_WEIGHT = 4.0
# A list longer than this keeps its best: what most documents hold tells little about one of them.
_MOST_POSTINGS = 250
_MOST_FOR_CHARACTERS = 400
_MOST_FOR_PARTS = 120  # for beginnings and initials
_BITS = 5  # of a character that tells a distance
_AT_ONCE = 50_000
"""Postings that are packed together, so that little memory is taken for it."""
Numbers = NDArray[np.uint32]
Levels = NDArray[np.uint8]
Buffer: TypeAlias = "bytes | bytearray | array[int]"


class Weights:
    """How much terms say of their document: levels of the saturated frequency, before their rarity is known.

    `mean_name` and `mean_text` are the mean lengths of all names and all texts, in characters.
    """

    def __init__(self, mean_name: float, mean_text: float) -> None:
        self._means = (max(1.0, mean_name), max(1.0, mean_text))

    def weigh(self, document: DocumentTerms, share: float = 1) -> dict[str, int]:
        """Return the level of each term of a document, which counts that share of others."""
        levels: dict[str, int] = {}
        counts = document.text
        worth = 1 / _length_share(_TEXT_LENGTH_SHARE, document.length / self._means[1])
        for term, weight in self._weigh_names(document.names, share, levels).items():
            levels[term] = _saturate(weight + counts.get(term, 0) * worth, share)
        known = [_saturate(often * worth, share) for often in range(max(counts.values(), default=1) + 1)]
        for term, often in counts.items():
            if term not in levels:
                levels[term] = known[often]
        return levels

    def _weigh_names(
        self, names: Iterable[NameTerms], share: float, levels: dict[str, int]
    ) -> dict[str, float]:
        """Note what names sound like; return what they are written with, weighed by the best name."""
        written: dict[str, float] = {}
        for name in names:
            worth = _NAME_WEIGHT / _length_share(_NAME_LENGTH_SHARE, name.length / self._means[0])
            level = _saturate(worth, share)
            for term in name.sounds:
                levels.setdefault(term, level)
            for term, weight in name.written.items():
                written[term] = max(weight * worth, written.get(term, 0.0))
        return written


def format_levels(terms: Iterable[str], levels: Iterable[int]) -> str:
    """Return the terms of a document, sorted: `|term:` and a character for the level of each.

    For a few documents that a phone ranks by itself: it alone knows how many of them it holds.
    """
    told = (f"|{term}:{_LEVEL_SIGNS[level]}" for term, level in zip(terms, levels, strict=True))
    return "".join(told) + "|"


class Part(NamedTuple):
    """What the index holds of a document: the numbers of its terms, sorted by the terms, and their levels."""

    terms: Numbers
    levels: Levels


class Postings:
    """Which documents hold each term. Add documents in the order of their numbers, then pack.

    `mean_name` and `mean_text` are as for `Weights`; `terms` are those that have numbers already, from 0.
    """

    def __init__(self, mean_name: float, mean_text: float, terms: Sequence[str] = ()) -> None:
        numbered = zip(terms, count(), strict=False)
        self._numbers = defaultdict[str, int](count(len(terms)).__next__, numbered)
        self._weights = Weights(mean_name, mean_text)
        self._held, self._levels = array("I"), bytearray()  # of all documents, one after another
        self._sizes: list[int] = []

    @property
    def terms(self) -> list[str]:
        """The terms, each at its number."""
        return list(self._numbers)

    def add(self, names: Iterable[str], text: str, share: float = 1) -> None:
        """Add the next document, given its names and its folded text; it counts that share of others."""
        weighed = sorted(self._weights.weigh(read_document(names, text), share).items())
        self._held.extend([self._numbers[term] for term, _ in weighed])
        self._levels.extend([level for _, level in weighed])
        self._sizes.append(len(weighed))

    def add_part(self, part: Part) -> None:
        """Add the next document, given what an index holds of it that had the same terms first."""
        self._held.frombytes(part.terms.tobytes())
        self._levels += part.levels.tobytes()
        self._sizes.append(len(part.terms))

    def parts(self) -> list[Part]:
        """What the index holds of each document, once all have come."""
        return split_parts(self._held, self._levels, self._sizes)

    def pack(self) -> dict[str, str]:
        """Return each term's postings as text, sorted by term."""
        terms = self.terms
        packed = list(chain.from_iterable(_pack(terms, some, len(self._sizes)) for some in self._lay_out()))
        in_order = sorted(range(len(terms)), key=terms.__getitem__)
        return {terms[number]: packed[number] for number in in_order if packed[number]}

    def _lay_out(self) -> Iterator["_Some"]:
        """All postings, term by term, as many at a time as there is room for."""
        terms, levels = np.frombuffer(self._held, np.uint32), np.frombuffer(self._levels, np.uint8)
        starts = np.cumsum([0, *self._sizes])
        holders = np.zeros(len(self._numbers), np.intp)
        for part in self.parts():
            holders[part.terms] += 1  # each is there once
        ends = np.cumsum(holders)
        first = 0
        while first < len(holders):
            past = int(np.searchsorted(ends, ends[first] + _AT_ONCE, "right"))
            where = np.flatnonzero((terms >= first) & (terms < past))
            documents = np.searchsorted(starts, where, "right") - 1
            order = np.argsort(terms[where], kind="stable")
            yield _Some(first, holders[first:past], documents[order], levels[where[order]])
            first = past


def split_parts(terms: Buffer, levels: Buffer, sizes: Iterable[int]) -> list[Part]:
    """The parts of so many terms each, which stand one after another."""
    numbers, every = np.frombuffer(terms, np.uint32), np.frombuffer(levels, np.uint8)
    spans = pairwise(accumulate(sizes, initial=0))
    return [Part(numbers[start:end], every[start:end]) for start, end in spans]


class _Some(NamedTuple):
    """Postings of terms from the number `first`: how many documents hold each, then these, term by term."""

    first: int
    holders: NDArray[np.intp]
    documents: NDArray[np.intp]
    levels: Levels


def _length_share(share: float, length: float) -> float:
    return 1 - share + share * length


def _saturate(frequency: float, share: float) -> int:
    return int(frequency / (frequency + _SATURATION) * share * (_LEVELS - 1))


def _pack(terms: Sequence[str], some: _Some, total: int) -> list[str]:
    """The postings of each term as text, given how many documents there are."""
    kept = _keep_best(terms, some)
    held = np.repeat(np.arange(len(some.holders)), some.holders)
    signs = _sign(some, held, total)[kept]
    held, documents = held[kept], some.documents[kept]
    starts = np.diff(held, prepend=-1) > 0  # a term's first
    packed, ends = _encode(np.where(starts, documents, np.diff(documents, prepend=0) - 1), signs)
    sizes = np.bincount(held, np.diff(ends, prepend=0), len(some.holders)).astype(int)
    text = packed.tobytes().decode("ascii")
    return [text[start:end] for start, end in pairwise([0, *np.cumsum(sizes).tolist()])]


def _keep_best(terms: Sequence[str], some: _Some) -> NDArray[np.bool_]:
    """Which postings stay: of a long list the best, of equals the first documents."""
    kept = np.ones(len(some.documents), bool)
    ends = np.cumsum(some.holders)
    for at in np.flatnonzero(some.holders > _MOST_FOR_PARTS).tolist():
        start, end = ends[at] - some.holders[at], ends[at]
        best = np.argsort(-some.levels[start:end].astype(int), kind="stable")
        kept[start + best[_limit(terms[some.first + at]) :]] = False
    return kept


def _limit(term: str) -> int:
    if len(term) == 1:
        return _MOST_FOR_CHARACTERS
    return _MOST_FOR_PARTS if term[0] in "~^=" else _MOST_POSTINGS


def _sign(some: _Some, held: NDArray[np.intp], total: int) -> Levels:
    """The impact of each posting as a letter: its level by how rare the term is."""
    rarities, which = np.unique(some.holders, return_inverse=True)
    scales = [_rarity(int(one), total) / _rarity(1, total) for one in rarities]
    scale = np.array([one * _TOP_IMPACT / (_LEVELS - 1) for one in scales])[which]
    impacts: NDArray[np.intp] = np.rint(some.levels * scale[held]).astype(np.intp)
    letters: Levels = _LETTERS[np.maximum(1, impacts)]
    return letters


def _rarity(holders: int, total: int) -> float:
    return log1p((total - holders + 0.5) / (holders + 0.5))


def _encode(distances: NDArray[np.intp], signs: Levels) -> tuple[Levels, NDArray[np.intp]]:
    """The text of postings, and where each ends."""
    sizes = np.full(len(distances), 2)
    left = distances >> _BITS
    while left.any():
        sizes += left > 0
        left >>= _BITS
    ends = np.cumsum(sizes)
    text = np.empty(int(ends[-1]) if len(ends) else 0, np.uint8)
    text[ends - 1] = signs
    for digit in range(int(sizes.max(initial=1)) - 1):
        has = np.flatnonzero(sizes > digit + 1)
        value = distances[has] >> (_BITS * digit)
        more = np.where(value >> _BITS, 1 << _BITS, 0)
        text[ends[has] - sizes[has] + digit] = _LETTERS[more + (value & ((1 << _BITS) - 1))]
    return text, ends
