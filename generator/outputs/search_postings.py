"""Which document holds which term, and how much that says: BM25 over two fields, quantised, packed.

The sum of a query's impacts is its score, so a phone only adds small integers. A list of postings is text:
for each document the distance from the one before (five bits a character, sixth bit: more follows), then
one character for the impact, 1 to 63.
"""

from array import array
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from functools import cache, partial
from math import log1p

from generator.outputs.search_terms import DocumentTerms, NameTerms, read_document

ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"
_TOP_IMPACT = 63
_LEVELS = 256  # of the saturated term frequency, before the rarity of the term is known
_LEVEL_SIGNS = [ALPHABET[max(1, level * _TOP_IMPACT // (_LEVELS - 1))] for level in range(_LEVELS)]
_SATURATION = 1.8  # BM25's k1
_NAME_LENGTH_SHARE = 0.6  # BM25's b for each field
_TEXT_LENGTH_SHARE = 0.9
_NAME_WEIGHT = 4.0
# A list longer than this keeps its best: what most documents hold tells little about one of them.
_MOST_POSTINGS = 250
_MOST_FOR_CHARACTERS = 400
_MOST_FOR_PARTS = 120  # for beginnings and initials


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
        known = [_saturate(count * worth, share) for count in range(max(counts.values(), default=1) + 1)]
        for term, count in counts.items():
            if term not in levels:
                levels[term] = known[count]
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


def format_levels(levels: Mapping[str, int]) -> str:
    """Return the terms of a document, `|term:` and a character for the level of each, sorted.

    For a few documents that a phone ranks by itself: it alone knows how many of them it holds.
    """
    return "".join(f"|{term}:{_LEVEL_SIGNS[levels[term]]}" for term in sorted(levels)) + "|"


class Postings:
    """Which documents hold each term. Add documents in the order of their numbers, then pack.

    Kept as numbers: document × _LEVELS + level of the saturated frequency. `mean_name` and `mean_text`
    are as for `Weights`.
    """

    def __init__(self, mean_name: float, mean_text: float) -> None:
        self._lists: defaultdict[str, array[int]] = defaultdict(partial(array, "I"))  # less room than lists
        self._weights = Weights(mean_name, mean_text)
        self._total = 0

    def add(self, names: Iterable[str], text: str, share: float = 1) -> None:
        """Add the next document, given its names and its normalised text; it counts that share of others."""
        self.add_terms(read_document(names, text), share)

    def add_terms(self, document: DocumentTerms, share: float) -> None:
        """Add the next document, given its terms."""
        base, lists = self._total * _LEVELS, self._lists
        self._total += 1
        for term, level in self._weights.weigh(document, share).items():
            lists[term].append(base + level)

    def pack(self) -> dict[str, str]:
        """Return each term's postings as text."""
        rarity = _Rarity(self._total)
        return {term: _pack(term, postings, rarity) for term, postings in self._lists.items()}


def _length_share(share: float, length: float) -> float:
    return 1 - share + share * length


def _saturate(frequency: float, share: float) -> int:
    return int(frequency / (frequency + _SATURATION) * share * (_LEVELS - 1))


class _Rarity:
    """Turns a level into the character of an impact, given how many documents hold the term."""

    def __init__(self, total: int) -> None:
        self._total = total
        self._tables: dict[int, list[str]] = {}

    def table(self, holders: int) -> list[str]:
        """Return the character for each level of a term that `holders` documents hold."""
        known = self._tables.get(holders)
        if known is None:
            scale = self._weight(holders) / self._weight(1) * _TOP_IMPACT / (_LEVELS - 1)
            known = [ALPHABET[max(1, round(level * scale))] for level in range(_LEVELS)]
            self._tables[holders] = known
        return known

    def _weight(self, holders: int) -> float:
        return log1p((self._total - holders + 0.5) / (holders + 0.5))


def _pack(term: str, postings: Sequence[int], rarity: _Rarity) -> str:
    table = rarity.table(len(postings))
    limit = (
        _MOST_FOR_CHARACTERS if len(term) == 1 else _MOST_FOR_PARTS if term[0] in "~^=" else _MOST_POSTINGS
    )
    if len(postings) > limit:
        postings = _keep_best(postings, limit)
    text = ""
    previous = -1
    for posting in postings:
        number = posting // _LEVELS
        text += _pack_distance(number - previous - 1) + table[posting % _LEVELS]
        previous = number
    return text


def _keep_best(postings: Sequence[int], limit: int) -> list[int]:
    # Sorting is stable, so of equals the first documents stay.
    best = sorted(postings, key=_rank)
    return sorted(best[:limit])


def _rank(posting: int) -> int:
    return -(posting % _LEVELS)


@cache
def _pack_distance(distance: int) -> str:
    text = ""
    while distance >= 32:  # noqa: PLR2004 - five bits
        text += ALPHABET[32 + distance % 32]
        distance //= 32
    return text + ALPHABET[distance]
