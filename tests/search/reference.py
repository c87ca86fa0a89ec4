"""A second, plain implementation of what search-core.js does, over the rendered files.

It shares with the product only what the index is made with; the query side is written anew, so that the
tests compare two readings of one description.
"""

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import pairwise, product
from typing import Any

from generator.artifact import Artifact
from generator.outputs.search import choose_shard
from generator.outputs.search_pinyin import fold_syllable
from generator.outputs.search_postings import ALPHABET
from generator.outputs.search_text import joins, normalise, split_runs, split_symbols

Group = list[str]
Reading = list[Group]


class Index:
    """The rendered index, read back from its scripts."""

    def __init__(self, artifacts: Iterable[Artifact]) -> None:
        self.files = {artifact.path: artifact.data.decode() for artifact in artifacts}
        self.root: dict[str, Any] = self._arguments("search/index.js")[0]
        self.syllables: list[str] = self.root["syllables"].split()

    def _arguments(self, path: str) -> list[Any]:
        script = self.files[path]
        return json.loads("[" + script[script.index("(") + 1 : script.rindex(")")] + "]")

    def postings(self, term: str) -> Iterator[tuple[int, int]]:
        """Yield (document, impact) for a term."""
        shard = self._arguments(f"search/t/{choose_shard(term, self.root['shards']):03x}.js")[2]
        for entry in shard.strip("|").split("|"):
            name, _, packed = entry.rpartition(":")
            if name == term:
                yield from _unpack(packed)

    def row(self, number: int) -> list[Any]:
        """Return [kind, title, url, note] of a document."""
        chunk, at = divmod(number, self.root["chunk"])
        return self._arguments(f"search/d/{chunk}.js")[2][at]

    def search(self, query: str) -> list[tuple[int, float]]:
        """Return (document, score), best first."""
        scores: dict[int, float] = defaultdict(float)
        for run in self.parse(query):
            best: dict[int, float] = defaultdict(float)
            for reading in run:
                for number, score in self._score(reading).items():
                    best[number] = max(best[number], score)
            for number, score in best.items():
                scores[number] += score
        return sorted(scores.items(), key=lambda hit: (-hit[1], hit[0]))

    def _score(self, reading: Reading) -> dict[int, float]:
        scores: dict[int, float] = defaultdict(float)
        for group in reading:
            best: dict[int, float] = defaultdict(float)
            for at, term in enumerate(group):
                worth = 0.7 if at else 1
                for number, impact in self.postings(term):
                    best[number] = max(best[number], impact * worth)
            for number, impact in best.items():
                scores[number] += impact
        return scores

    def parse(self, query: str) -> list[list[Reading]]:
        """Return the query as runs of rival readings of groups of terms."""
        whole = text = normalise(query[:40])
        for phrase in self.root["stop"]:
            text = text.replace(phrase, " ")
        text = text if split_runs(text) else whole
        written = [_pair(split_symbols(run), self.root["same"]) for run in split_runs(text)]
        return [[groups] for groups in written if groups] + [
            self._typed(typed) for typed in _find_typed(text)
        ]

    def _typed(self, typed: str) -> list[Reading]:
        words = [word[:24] for word in typed.replace("'", " ").split()]
        readings = [[[f"={word} $", f"={word}"] for word in words]]
        if not any(character.isalpha() for character in typed):
            return readings
        ways = self._segment(typed)
        readings += [self._sound(units) for units in ways]
        letters = "".join(words)
        if 2 <= len(letters) <= 10:
            forms = [letters] if ways else [letters, self._shorten(letters)]
            readings += [_initials(form) for form in dict.fromkeys(forms) if len(form) > 1]
        return readings

    def _shorten(self, letters: str) -> str:
        if not letters:
            return ""
        size = max(
            size for size in range(1, 7) if size == 1 or letters[:size] in {*self.syllables, "lve", "nve"}
        )
        return letters[0] + self._shorten(letters[size:])

    def _segment(self, typed: str) -> list[list[str]]:
        parts = _split_kinds(typed)
        choices = [
            self._cut(part, last=at == len(parts) - 1) if part.isalpha() else [[part]]
            for at, part in enumerate(parts)
        ]
        return [[unit for cut in way for unit in cut] for way in product(*choices)][:3]

    def _cut(self, letters: str, *, last: bool) -> list[list[str]]:
        whole = {*self.syllables, "lve", "nve"}

        def ways(rest: str, units: list[str]) -> Iterator[list[str]]:
            if not rest:
                yield units
            for size in range(min(6, len(rest)), 0, -1):
                unit = rest[:size]
                begun = last and size == len(rest) and any(known.startswith(unit) for known in self.syllables)
                if unit in whole or begun:
                    yield from ways(rest[size:], [*units, unit])

        found = sorted((way for way, _ in zip(ways(letters, []), range(12), strict=False)), key=_effort)
        return [way for way in found if _effort(way) <= _effort(found[0]) + 1][:3]

    def _sound(self, units: list[str]) -> Reading:
        if len(units) == 1:
            return [[f"~{fold_syllable(units[0])}"]]
        folded = list(dict.fromkeys(map(fold_syllable, self.syllables)))
        groups = []
        for at, unit in enumerate(units[1:]):
            first, right = f"~{fold_syllable(units[at])} ", fold_syllable(unit)
            begun = at + 2 == len(units) and unit.isalpha() and set(unit) & set("aeiou")
            longer = [
                syllable for syllable in folded if begun and syllable.startswith(right) and syllable != right
            ]
            groups.append([first + end for end in [right, *longer]])
        return groups


def _initials(letters: str) -> Reading:
    size = min(3, len(letters))
    return [[f"^{letters[at : at + size]}"] for at in range(len(letters) - size + 1)]


def _effort(units: list[str]) -> int:
    return len(units) + sum(unit in {"a", "e", "o"} for unit in units[1:])


def _unpack(packed: str) -> Iterator[tuple[int, int]]:
    number, distance, shift, digits = -1, 0, 0, iter(packed)
    for character in digits:
        digit = ALPHABET.index(character)
        distance += (digit & 31) << shift
        shift += 5
        if digit < 32:
            number += distance + 1
            yield number, ALPHABET.index(next(digits))
            distance = shift = 0


def _pair(symbols: list[str], same: list[list[str]]) -> Reading:
    groups: Reading = []
    paired: set[int] = set()
    for at, (left, right) in enumerate(pairwise(symbols)):
        if not (left + right).isascii() and joins(left) and joins(right):
            rows = [word for row in same if left + right in row for word in row]
            groups.append(list(dict.fromkeys([left + right, *rows])))
            paired |= {at, at + 1}
    alone = [[symbol] for at, symbol in enumerate(symbols) if at not in paired and not symbol.isascii()]
    return groups + alone


def _find_typed(text: str) -> list[str]:
    kept = "".join(
        character if character.isascii() and (character.isalnum() or character in " '") else "\n"
        for character in text
    )
    return [part for line in kept.split("\n") if (part := line.strip(" '"))]


def _split_kinds(typed: str) -> list[str]:
    parts: list[str] = []
    for character in typed:
        if not character.isalnum():
            parts.append("")
        elif parts and parts[-1] and parts[-1][-1].isalpha() == character.isalpha():
            parts[-1] += character
        else:
            parts.append(character)
    return [part for part in parts if part]
