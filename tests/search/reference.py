"""A second, plain implementation of what search-core.js does, over the rendered files.

It shares with the product only what the index is made with; the query side is written anew, so that the
tests compare two readings of one description.
"""

import json
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import pairwise, product
from typing import Any

from generator.artifact import Artifact
from generator.outputs.search_pinyin import fold_syllable
from generator.outputs.search_postings import ALPHABET
from generator.outputs.search_shards import choose_shards
from generator.outputs.search_text import joins, normalise, split_runs, split_symbols

Group = list[tuple[str, float]]
"""Terms for one thing, each with its worth."""
Reading = list[Group]
COUNTED = (
    "[0-9〇一二三四五六七八九十]+"
    "(?=个?(?:[微小大]?网格|号|幢|楼|栋|座|单元|[周虚]?岁|年级|[年月日天点季期室层组弄]))"
)


class Index:
    """The rendered index, read back from its scripts."""

    def __init__(self, artifacts: Iterable[Artifact]) -> None:
        self.files = {artifact.path: artifact.data.decode() for artifact in artifacts}
        self.root: dict[str, Any] = self._arguments("search/index.js")[0]
        self.syllables: list[str] = self.root["syllables"].split()
        for_v = (re.sub("^([jqxy])u", r"\1v", re.sub("^([ln])ue", r"\1ve", one)) for one in self.syllables)
        self.typed = {*self.syllables, *for_v}
        self.simple = dict(zip(self.root["simple"][::2], self.root["simple"][1::2], strict=True))
        spoken = re.findall("([a-z]+)([^a-z]+)", self.root["sounds"])
        self.sounds = {character: syllable for syllable, row in spoken for character in row}

    def _arguments(self, path: str) -> list[Any]:
        script = self.files[path]
        return json.loads("[" + script[script.index("(") + 1 : script.rindex(")")] + "]")

    def postings(self, term: str) -> Iterator[tuple[int, int]]:
        """Yield (document, impact) for a term."""
        held = choose_shards(term, self.root["groups"], self.root["shards"])
        shard = self._arguments(f"search/t/{held[-1]}.js")[2] if held else ""
        for entry in shard.strip("|").split("|"):
            name, _, packed = entry.rpartition(":")
            if name == term:
                yield from _unpack(packed)

    def row(self, number: int) -> list[Any]:
        """Return [kind, title, url, note] of a document."""
        if number < self.root["first"]:
            return self.root["rows"][number]
        chunk, at = divmod(number - self.root["first"], self.root["chunk"])
        return self._arguments(f"search/d/{chunk + 1}.js")[2][at]

    def search(self, query: str) -> list[tuple[int, float]]:
        """Return (document, score), best first."""
        scores: dict[int, float] = defaultdict(float)
        for run in self.widened(query):
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
            for term, worth in group:
                for number, impact in self.postings(term):
                    best[number] = max(best[number], impact * worth)
            for number, impact in best.items():
                scores[number] += impact
        return scores

    def parse(self, query: str) -> list[list[Reading]]:
        """Return the query as runs of rival readings of groups of terms."""
        whole = text = _join_phones(self._fold(normalise(query[:100])))
        for phrase in self.root["stop"]:
            text = text.replace(phrase, " ")
        text = text if split_runs(text) else whole
        runs = [[self._written(run), *self._spoken(run)] for run in split_runs(text)]
        typed = [part for found in _find_typed(text) for part in self._apart(found)]
        return [run for run in runs if run[0]] + [self._typed(part) for part in typed]

    def _apart(self, typed: str) -> list[str]:
        words = typed.replace("'", " ").split()
        together = self._segment([part for part in _split_kinds(typed) if part])
        return words if min(map(len, words)) > 1 and not together else [typed]

    def widened(self, query: str) -> list[list[Reading]]:
        """Return the query with what its unknown pairs may have been meant for."""
        runs = self.parse(query)
        unknown = [
            group
            for run in runs
            for group in run[0]
            if group[0][1] == 1
            and _is_pair(group[0][0])
            and not any(True for _ in self.postings(group[0][0]))
        ]
        if len(unknown) <= 6:
            for group in unknown:
                group += [(term, 0.6) for term in self._mistaken(*group[0][0])]
        return runs

    def _mistaken(self, left: str, right: str) -> Iterator[str]:
        if left in self.sounds and right in self.sounds:
            yield f"~{self.sounds[left]} {self.sounds[right]}"
        for alike in self.root["shapes"].split():
            yield from (other + right for other in alike if left in alike and other != left)
        for alike in self.root["shapes"].split():
            yield from (left + other for other in alike if right in alike and other != right)

    def _fold(self, text: str) -> str:
        simple = "".join(self.simple.get(character, character) for character in text)
        simple = re.sub("第([一二三四五六七八九十]+)", lambda match: "第" + _digits(match[1]), simple)
        simple = re.sub(COUNTED, lambda match: _digits(match[0]), simple)
        return re.sub("([0-9])(?:号楼|[栋座])", r"\1幢", simple)

    def _written(self, run: str) -> Reading:
        symbols, same, dialect = split_symbols(run), self.root["same"], self.root["dialect"]
        pairs = list(dict.fromkeys(_pairs(symbols)))
        groups: Reading = []
        for pair in pairs:
            groups.append([(pair, 1), *((term, 0.7) for term in _like(pair, same, dialect) if term != pair)])
        words = dict.fromkeys([*(word for row in same for word in row), *(row[0] for row in dialect)])
        for word in words:
            if len(word) > 2 and word in run:
                groups.append([(term, 0.7) for term in _like(word, same, dialect)])
        alone = dict.fromkeys(symbol for symbol in symbols if not symbol.isascii())
        return groups + [[(symbol, 0.9 if pairs else 1)] for symbol in alone]

    def _spoken(self, run: str) -> list[Reading]:
        symbols = split_symbols(run)
        if not re.search("[a-z]", run) or not any(symbol in self.sounds for symbol in symbols):
            return []
        parts: list[str] = []
        for symbol in symbols:
            if symbol.isascii():
                parts += re.findall("[0-9]+|[a-z]+", symbol)
            else:
                parts.append(self.sounds.get(symbol, symbol))
        return [self._sound(units) for units in self._segment(parts) if len(units) > 1]

    def _typed(self, typed: str) -> list[Reading]:
        words = [word[:24] for word in typed.replace("'", " ").split()]
        readings: list[Reading] = [[[(f"={word} $", 1), (f"={word}", 0.7)] for word in words]]
        if not any(character.isalpha() for character in typed):
            return readings
        ways = self._segment([part for part in _split_kinds(typed) if part])
        readings += [self._sound(units) for units in ways]
        letters = "".join(words)
        if 2 <= len(letters) <= 10:
            forms = [letters] if ways else [letters, self._shorten(letters)]
            readings += [_initials(form) for form in dict.fromkeys(forms) if len(form) > 1]
        return readings

    def _shorten(self, letters: str) -> str:
        if not letters:
            return ""
        size = max(size for size in range(1, 7) if size == 1 or letters[:size] in self.typed)
        return letters[0] + self._shorten(letters[size:])

    def _segment(self, parts: list[str]) -> list[list[str]]:
        choices = [
            self._cut(part, last=at == len(parts) - 1) if re.match("[a-z]", part) else [[part]]
            for at, part in enumerate(parts)
        ]
        return [[unit for cut in way for unit in cut] for way in product(*choices)][:3]

    def _cut(self, letters: str, *, last: bool) -> list[list[str]]:
        whole = self.typed

        def ways(rest: str, units: list[str]) -> Iterator[list[str]]:
            if not rest:
                yield units
            for size in range(min(6, len(rest)), 0, -1):
                unit = rest[:size]
                begun = last and size == len(rest) and any(known.startswith(unit) for known in self.typed)
                if unit in whole or begun:
                    yield from ways(rest[size:], [*units, unit])

        found = sorted((way for way, _ in zip(ways(letters, []), range(12), strict=False)), key=_effort)
        return [way for way in found if _effort(way) <= _effort(found[0]) + 1][:3]

    def _sound(self, units: list[str]) -> Reading:
        if len(units) == 1:
            return [[(f"~{fold_syllable(units[0])}", 1)]]
        folded = list(dict.fromkeys(map(fold_syllable, self.syllables)))
        groups: Reading = []
        for at, unit in enumerate(units[1:]):
            first, right = f"~{fold_syllable(units[at])} ", fold_syllable(unit)
            begun = at + 2 == len(units) and set(unit) & set("aeiou")
            longer = [
                syllable for syllable in folded if begun and syllable.startswith(right) and syllable != right
            ]
            groups.append([(first + right, 1), *((first + end, 0.7) for end in longer)])
        return groups


def _join_phones(text: str) -> str:
    text = re.sub("[\u2010-\u2015]", "-", text)
    text = re.sub("[+]86[ -]*0?", "0", re.sub("[+]86[ -]*(?=1[3-9][0-9])", "", text))
    text = re.sub("[0-9]+([ -][0-9]+)+", lambda match: _join_groups(match[0]), text)
    parted = "(?<![0-9])((?:1[3-9][0-9]|[48]00)?[ -]?)([0-9]{3,4})[ -]([0-9]{4})(?![0-9]|[ -][0-9]{4})"
    text = re.sub(parted, lambda match: match[0] if _is_years(match) else _only_digits(match[0]), text)
    return re.sub("([0-9]{7})(?:转|分机|-)[0-9]{1,4}(?![0-9])", r"\1", text)


def _join_groups(text: str) -> str:
    whole = re.fullmatch("0[0-9]{9,11}|1[3-9][0-9]{9}|[48]00[0-9]{7}", _only_digits(text))
    return _only_digits(text) if whole and max(map(len, re.split("[ -]", text))) < 7 else text


def _is_years(match: re.Match[str]) -> bool:
    years = (part[:2] in {"19", "20"} and len(part) == 4 for part in match.groups()[1:])
    return not match[1].strip(" -") and all(years)


def _only_digits(text: str) -> str:
    return text.replace("-", "").replace(" ", "")


def _initials(letters: str) -> Reading:
    size = min(3, len(letters))
    return [[(f"^{letters[at : at + size]}", 1)] for at in range(len(letters) - size + 1)]


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


def _pairs(symbols: list[str]) -> list[str]:
    return [
        left + right
        for left, right in pairwise(symbols)
        if not (left + right).isascii() and joins(left) and joins(right)
    ]


def _is_pair(term: str) -> bool:
    return len(term) == 2 and not re.search("[~^=0-9a-z]", term)


def _like(word: str, same: list[list[str]], dialect: list[list[str]]) -> list[str]:
    rows = [row for row in same if word in row] + [row for row in dialect if word == row[0]]
    others = [other for row in rows for other in row if other != word]
    return list(dict.fromkeys(pair for other in others for pair in _pairs(split_symbols(other))))


def _digits(numeral: str) -> str:
    for value, character in enumerate("〇一二三四五六七八九"):
        numeral = numeral.replace(character, str(value))
    return re.sub("([0-9]?)十([0-9]?)", lambda ten: (ten[1] or "1") + (ten[2] or "0"), numeral)


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
