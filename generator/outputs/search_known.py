"""Documents of the last index, so that only those are read that are not as they were.

A document is known by all that its terms follow from. These weigh what they did as long as the mean lengths
of all documents stay, which have two digits, so that an edit seldom changes them.
"""

import io
import pickle
from collections.abc import Iterable, Sequence
from hashlib import blake2b
from itertools import chain
from typing import NamedTuple

import numpy as np

from generator.outputs.search_folding import fold_text
from generator.outputs.search_postings import Postings, format_levels, split_parts
from generator.outputs.search_text import normalise

_NUMBER = 4
"""Bytes of a term's number."""


class Source(NamedTuple):
    """What the terms of a document follow from; it counts a `share` of others."""

    names: Sequence[str]
    text: str
    share: float

    def digest(self) -> bytes:
        """What no other has."""
        told = "\0".join((str(self.share), self.text, *self.names))
        return blake2b(told.encode("utf-8", "surrogatepass"), digest_size=16).digest()

    def fold(self) -> str:
        """The text in the writing of the index."""
        return fold_text(normalise(self.text))


class _Kept(NamedTuple):
    """An index: terms by number; of each document its digest, the length of its text, how many terms it has.

    These stand one after another behind it: numbers (unsigned, 32 bits), then levels (8 bits).
    """

    means: tuple[float, float] = (0, 0)
    terms: Sequence[str] = ()
    digests: Sequence[bytes] = ()
    lengths: Sequence[int] = ()
    sizes: Sequence[int] = ()


class KnownDocuments:
    """The documents of the last index; then those of this one."""

    def __init__(self, kept: bytes | None = None) -> None:
        """`kept` is what `dump` gave, which this program alone may have written."""
        before, numbers, levels = _part(kept) if kept else (_Kept(), b"", b"")
        self._means, self._terms = before.means, before.terms
        self._lengths = dict(zip(before.digests, before.lengths, strict=True))
        parts = split_parts(numbers, levels, before.sizes)
        self._parts = dict(zip(before.digests, parts, strict=True))
        self.is_as_kept = False

    def index(self, sources: list[Source]) -> dict[str, str]:
        """The postings of documents, by term. They are taken from the list, so that their texts can go."""
        digests = [one.digest() for one in sources]
        texts = {
            digest: one.fold()
            for digest, one in zip(digests, sources, strict=True)
            if digest not in self._lengths
        }
        lengths = {digest: self._lengths.get(digest, len(texts.get(digest, ""))) for digest in digests}
        means = (
            _mean(map(len, chain.from_iterable(one.names for one in sources))),
            _mean(map(lengths.__getitem__, digests)),
        )
        if means != self._means:
            self._means, self._terms, self._parts = means, (), {}
        postings = Postings(*means, self._terms)
        sources.reverse()
        for digest in digests:
            one = sources.pop()
            if digest in self._parts:
                postings.add_part(self._parts[digest])
            else:
                text = texts.pop(digest, None)
                postings.add(one.names, one.fold() if text is None else text, one.share)
        self.is_as_kept = lengths.keys() == self._parts.keys()
        self._terms, self._lengths = postings.terms, lengths
        self._parts = dict(zip(digests, postings.parts(), strict=True))
        return postings.pack()

    def format(self, source: Source) -> str:
        """The terms of a document of the index, for a phone."""
        terms, levels = self._parts[source.digest()]
        return format_levels(map(self._terms.__getitem__, terms.tolist()), levels.tolist())

    def dump(self) -> tuple[bytes | bytearray, ...]:
        """The documents of this index, for the next one, in pieces: together they are large."""
        parts = [self._parts[digest] for digest in self._lengths]
        is_used = np.zeros(len(self._terms), bool)
        for one in parts:
            is_used[one.terms] = True
        used = np.flatnonzero(is_used)
        numbers = np.zeros(len(self._terms), np.uint32)
        numbers[used] = np.arange(len(used))
        held, levels = bytearray(), bytearray()
        for one in parts:
            held += numbers[one.terms].tobytes()
            levels += one.levels.tobytes()
        kept = _Kept(
            self._means,
            [self._terms[number] for number in used.tolist()],
            list(self._lengths),
            list(self._lengths.values()),
            [len(one.terms) for one in parts],
        )
        return pickle.dumps(kept), held, levels


def _part(kept: bytes) -> tuple[_Kept, bytes, bytes]:
    """The three pieces of a dump."""
    stream = io.BytesIO(kept)
    told: _Kept = pickle.load(stream)  # noqa: S301 - it stood under a seal
    count = sum(told.sizes)
    return told, stream.read(count * _NUMBER), stream.read(count)


def _mean(lengths: Iterable[int]) -> float:
    known = list(lengths)
    return float(f"{sum(known) / max(1, len(known)):.2g}")
