"""Which files of the index hold a term. A query of Chinese characters should need few of them.

A pair lies with both of its characters, so that every other character of a query brings all its pairs; and
characters that often stand side by side lie together. All other terms are spread by their first part.
"""

import math
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

_ROOM = 12_000
"""Bytes of a shard: a larger one brings more that is not asked for, a smaller one more requests."""
_NEIGHBOURS = 30
"""Of a character, those it stands beside most."""


def characters_of(term: str) -> Sequence[str]:
    """The Chinese characters of a term; none for sounds, initials, and words of letters and digits."""
    return () if term[0] in "~^=" else [one for one in dict.fromkeys(term) if one > "~"]


def split_shards(postings: Mapping[str, str]) -> tuple[list[str], list[str]]:
    """The characters of each of the first shards, and all shards as text; the later ones are spread."""
    held: defaultdict[str, list[str]] = defaultdict(list)
    spread: list[str] = []
    for term in sorted(postings):
        characters = characters_of(term)
        for one in characters:
            held[one].append(term)
        if not characters:
            spread.append(term)
    sizes = {one: sum(_size(term, postings) for term in terms) for one, terms in held.items()}
    groups = list(_group(sizes, _neighbours(postings)))
    shards = [_join({term for one in group for term in held[one]}, postings) for group in groups]
    return groups, [*shards, *_spread(spread, postings)]


def choose_shards(term: str, groups: Sequence[str], shards: int) -> list[int]:
    """The numbers of the shards that hold a term, each of them whole; none for unknown characters."""
    characters = characters_of(term)
    if characters:
        return [number for number, group in enumerate(groups) if any(one in group for one in characters)]
    return [len(groups) + _hash(term, shards - len(groups))]


def _hash(term: str, count: int) -> int:
    """FNV-1a over a term's first part, so that all continuations of `~lao` lie in one file."""
    value = 2166136261
    for character in term.split(" ", 1)[0]:
        value = ((value ^ ord(character)) * 16777619) & 0xFFFFFFFF
    return (value ^ (value >> 15)) % count


def _size(term: str, postings: Mapping[str, str]) -> int:
    return len(postings[term]) + len(term.encode()) + 2


def _join(terms: Iterable[str], postings: Mapping[str, str]) -> str:
    return "".join(f"|{term}:{postings[term]}" for term in sorted(terms)) + "|"


def _spread(terms: Sequence[str], postings: Mapping[str, str]) -> list[str]:
    count = max(1, math.ceil(sum(_size(term, postings) for term in terms) / _ROOM))
    shards: list[list[str]] = [[] for _ in range(count)]
    for term in terms:
        shards[_hash(term, count)].append(term)
    return [_join(shard, postings) for shard in shards]


def _neighbours(postings: Mapping[str, str]) -> dict[str, dict[str, float]]:
    """Of each character those beside it, by how often."""
    beside: defaultdict[str, dict[str, float]] = defaultdict(dict)
    for term, packed in postings.items():
        characters = characters_of(term)
        if len(characters) > 1:
            one, other = characters
            often = math.sqrt(len(packed))
            beside[one][other] = beside[one].get(other, 0) + often
            beside[other][one] = beside[other].get(one, 0) + often
    return {
        one: dict(sorted(others.items(), key=lambda item: (-item[1], item[0]))[:_NEIGHBOURS])
        for one, others in beside.items()
    }


def _group(sizes: Mapping[str, int], beside: Mapping[str, Mapping[str, float]]) -> Iterator[str]:
    """Characters in groups that fill a shard: each time the one that stands most beside those chosen."""
    degree = {one: math.sqrt(sum(others.values())) for one, others in beside.items()}
    left = dict.fromkeys(sorted(sizes, key=lambda one: (-sizes[one], one)))
    while left:
        group, room, drawn = "", _ROOM, dict[str, float]()
        while chosen := _next(left, sizes, room if group else max(sizes.values()), drawn):
            group, room = group + chosen, room - sizes[chosen]
            del left[chosen]
            for other, often in beside.get(chosen, {}).items():
                if other in left:
                    drawn[other] = drawn.get(other, 0) + often / degree[other]
            drawn.pop(chosen, None)
        yield group


def _next(left: Iterable[str], sizes: Mapping[str, int], room: int, drawn: Mapping[str, float]) -> str:
    """The character that is drawn most and fits, else the largest that fits, else nothing."""
    fitting = [one for one in drawn if sizes[one] <= room]
    if fitting:
        return max(fitting, key=lambda one: (drawn[one], one))
    return next((one for one in left if sizes[one] <= room), "")
