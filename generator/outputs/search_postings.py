"""Which document holds which term, and how much that says: BM25 over two fields, quantised, packed.

The sum of a query's impacts is its score, so a phone only adds small integers. A list of postings is text:
for each document the distance from the one before (five bits a character, sixth bit: more follows), then
one character for the impact, 1 to 63.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache
from math import log1p

ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"
_TOP_IMPACT = 63
_LEVELS = 256  # of the saturated term frequency, before the rarity of the term is known
_SATURATION = 1.2  # BM25's k1
_LENGTH_SHARE = {"name": 0.6, "text": 0.5}  # BM25's b for each field
_NAME_WEIGHT = 4.0
# A list longer than this keeps its best: what most documents hold tells little about one of them.
_MOST_POSTINGS = 500
_MOST_FOR_PARTS = 120  # for single characters, beginnings and initials
_MOST_COUNTED = 32


@dataclass(frozen=True, slots=True)
class IndexedDocument:
    """A document as terms: one weight table for each of its names, counts for its text."""

    names: tuple[Mapping[str, float], ...]
    text: Mapping[str, int]
    characters: frozenset[str]


@dataclass(slots=True)
class _Averages:
    name: float
    text: float
    lists: dict[str, list[int]] = field(default_factory=dict)


def pack_postings(documents: list[IndexedDocument]) -> dict[str, str]:
    """Return the packed postings of each term, for documents numbered from 0 in the order given."""
    averages = _measure(documents)
    for number, document in enumerate(documents):
        _add_document(averages, number, document)
    rarity = _Rarity(len(documents))
    packed = ((term, _pack(term, postings, rarity)) for term, postings in averages.lists.items())
    return {term: text for term, text in packed if text}


def _measure(documents: list[IndexedDocument]) -> _Averages:
    names = [len(name) for document in documents for name in document.names]
    texts = [len(document.text) for document in documents]
    return _Averages(_mean(names), _mean(texts))


def _mean(lengths: Iterable[int]) -> float:
    known = list(lengths)
    return max(1.0, sum(known) / max(1, len(known)))


def _add_document(averages: _Averages, number: int, document: IndexedDocument) -> None:
    lists = averages.lists
    base = number * _LEVELS
    text_share = _length_share("text", len(document.text), averages.text)
    names = _weigh_names(document, averages.name)
    levels = [base + _saturate(count / text_share) for count in range(_MOST_COUNTED + 1)]
    for term, count in document.text.items():
        if term not in names:
            # `setdefault` with a fresh list costs less here than a defaultdict's missing key.
            lists.setdefault(term, []).append(levels[min(count, _MOST_COUNTED)])
    for term, weight in names.items():
        frequency = weight + document.text.get(term, 0) / text_share
        lists.setdefault(term, []).append(base + _saturate(frequency))
    _add_characters(lists, base + _saturate(1 / text_share), document.characters.difference(names))


def _add_characters(lists: dict[str, list[int]], posting: int, characters: Iterable[str]) -> None:
    for character in characters:
        postings = lists.setdefault(character, [])
        # One character of a body says so little that the first documents stand for all.
        if len(postings) < _MOST_FOR_PARTS:
            postings.append(posting)


def _weigh_names(document: IndexedDocument, average: float) -> dict[str, float]:
    weights: dict[str, float] = {}
    for name in document.names:
        share = _NAME_WEIGHT / _length_share("name", len(name), average)
        for term, weight in name.items():
            weights[term] = max(weight * share, weights.get(term, 0.0))
    return weights


def _length_share(kind: str, length: int, average: float) -> float:
    share = _LENGTH_SHARE[kind]
    return 1 - share + share * length / average


def _saturate(frequency: float) -> int:
    return int(frequency / (frequency + _SATURATION) * (_LEVELS - 1))


class _Rarity:
    """Turns a saturated frequency into an impact, given how many documents hold the term."""

    def __init__(self, total: int) -> None:
        self._total = total
        self._tables: dict[int, list[int]] = {}

    def table(self, holders: int) -> list[int]:
        """Return the impact of each level for a term that `holders` documents hold."""
        known = self._tables.get(holders)
        if known is None:
            scale = self._weight(holders) / self._weight(1) * _TOP_IMPACT / (_LEVELS - 1)
            known = self._tables[holders] = [round(level * scale) for level in range(_LEVELS)]
        return known

    def _weight(self, holders: int) -> float:
        return log1p((self._total - holders + 0.5) / (holders + 0.5))


def _pack(term: str, postings: list[int], rarity: _Rarity) -> str:
    table = rarity.table(len(postings))
    limit = _MOST_FOR_PARTS if len(term) == 1 or term[0] in "~^=" else _MOST_POSTINGS
    if len(postings) > limit:
        postings = sorted(sorted(postings, key=lambda posting: (-(posting % _LEVELS), posting))[:limit])
    parts = []
    previous = -1
    for posting in postings:
        impact = table[posting % _LEVELS]
        if impact:
            number = posting // _LEVELS
            parts.append(_pack_distance(number - previous - 1))
            parts.append(ALPHABET[impact])
            previous = number
    return "".join(parts)


@cache
def _pack_distance(distance: int) -> str:
    text = ""
    while distance >= 32:  # noqa: PLR2004 - five bits
        text += ALPHABET[32 + distance % 32]
        distance //= 32
    return text + ALPHABET[distance]
