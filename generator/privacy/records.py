"""Records of labels and values: 姓名：李健 above 住址：…, keys of YAML and JSON, fields and cells."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from generator.privacy import Sort
from generator.privacy.doors import ROOM
from generator.privacy.labels import ANYBODY, DWELLING, FACTS, HOME, PERSON, PLATE, WORK, holds
from generator.privacy.surnames import is_surely_a_person, name_at_end, name_at_start
from generator.privacy.tables import Fact

_JOIN = (
    r"(?:[\"'\]）)*_]{0,3} ?[:=|,\t>][;\"'|*( ]{0,8}| {1,4}|[为是]"
    r"|[*_]{0,2}[:-]{0,2}[*_]{0,2} ?\n{1,2}[ *_]{0,4}|[-)]{1,2}"
    r"|(?:\s{0,3}</?[A-Za-z][^<>\n]{0,60}>\s{0,3}){1,3})"
)
_PAIR = re.compile(
    rf"(?<![A-Za-z\u3400-\u9fff])(?:(?P<person>{PERSON})(?:{_JOIN}|(?=[\u3400-\u9fff]))"
    rf"|(?:(?P<anybody>{ANYBODY})|(?P<home>{HOME})"
    + "".join(rf"|(?P<{sort}>{label})" for sort, (label, _) in FACTS.items())
    + rf"){_JOIN})(?=(?P<value>[^\"'|,;\n&<>]{{2,60}}))"
    rf"|(?P<post>{WORK.pattern})|(?P<plate_itself>{PLATE.pattern})"
)
_KINDS = ("person", "anybody", "home", *FACTS, "post", "plate_itself")
_SORT: dict[str, Sort] = {"home": "home", "plate_itself": "plate", **{sort: sort for sort in FACTS}}
_CAR = re.compile(
    rf"([\u3400-\u9fff·]{{2,6}}?)(?:的(?:私家)?车|车牌号?码?)?[:,( ]{{0,2}}{PLATE.pattern}"
    rf"|{PLATE.pattern}[:,( ]{{0,2}}(?:的?车主)?[:,( ]{{0,2}}([\u3400-\u9fff·]{{2,8}})"
)
"""浙L12345（李健）: a name beside a number plate."""
_FAR = 120
"""Characters between a name and what belongs to it."""


def find_cars(text: str) -> Iterator[Fact]:
    """Names beside number plates."""
    for match in _CAR.finditer(text):
        before, after = match.groups()
        name = name_at_end(before, ()) if before else name_at_start(after, ())
        if name is not None and is_surely_a_person(name):
            yield "plate", name, *match.span()


@dataclass(frozen=True, slots=True)
class _Named:
    """A name with its label: where both stand, and whether the label is for somebody in private or a key."""

    name: str
    start: int
    end: int
    private: bool
    key: bool


@dataclass(frozen=True, slots=True)
class _Labelled:
    """A value with its label: the sort that this speaks of, whether of dwelling, and where both begin."""

    sort: Sort
    lived: bool
    value: str
    start: int
    at: int


def find_records(text: str) -> Iterator[Fact]:
    """Names with what belongs to them, where both have labels, whichever comes first."""
    name: _Named | None = None
    waiting: list[_Labelled] = []
    post = -_FAR
    for match in _PAIR.finditer(text):
        kind = next(key for key in _KINDS if match[key] is not None)
        if kind == "post":
            post = match.start()
        elif kind in {"person", "anybody"}:
            name = _named(match) or name
        else:
            waiting.append(_labelled(match, kind))
        waiting = [one for one in waiting if match.end() - one.start < _FAR]
        if name is not None and match.end() - name.start < 2 * _FAR:
            for one in list(waiting):
                found = _belongs(name, one, posts=abs(post - name.start) < _FAR)
                if found:
                    waiting.remove(one)
                    yield found


def _labelled(match: re.Match[str], kind: str) -> _Labelled:
    lived = DWELLING.search(match[kind]) is not None
    return _Labelled(_SORT[kind], lived, match["value"] or match[0], match.start(), match.end())


def _named(match: re.Match[str]) -> _Named | None:
    label = match["person"] or match["anybody"]
    blanks = len(match["value"]) - len(match["value"].lstrip())
    name = name_at_start(match["value"].lstrip(), (), alone=True)
    if name is None:
        return None
    end = match.end() + blanks + len(name)
    return _Named(name, match.start(), end, match["person"] is not None, label.isascii())


def _belongs(name: _Named, one: _Labelled, *, posts: bool) -> Fact | None:
    """What a value beside a name tells of the person; nothing of who is named for a post."""
    found = holds(one.sort, one.value, strict=(posts and not one.lived) or not (name.private or name.key))
    sure = name.private or (is_surely_a_person(name.name) if one.sort == "home" else one.sort == "paper")
    if found is None or not (sure or (one.sort == "home" and ROOM.search(one.value))):
        return None
    return one.sort, name.name, min(name.start, one.start), max(name.end, one.at + found.end())
