"""Numbers parted by marks that part other things too: 138,1234,5678; | 330902 | 19900307 | 0012 |.

Commas, tabs and cells stand between counts as well, so such groups make a number only where all marks are
the same, the groups have the usual sizes, and nothing but a label or a name stands beside them.
"""

import re
from collections.abc import Callable, Iterator
from itertools import pairwise

from generator.privacy import Sort
from generator.privacy.identifiers import is_card, is_identity, is_mobile, is_old_identity
from generator.privacy.runs import Number
from generator.privacy.surnames import name_at_end

_PART = r"(?:(?: {0,3}(?:</?[A-Za-z][^<>\n]{0,60}>|[^\w\s\-.]|\t)){1,3}\s{0,3}|…|[.]{2,3}|空格?)"
_PARTED = re.compile(rf"(?<![\d.])\d{{1,17}}(?:{_PART}\d{{1,13}}){{1,18}}(?:{_PART}?X)?(?![\dA-Za-z])")
_TAG = re.compile(r"<[^<>]*>|[^<>]*>")
_BRACKETS = str.maketrans("]】」〕}>", "[【「〔{<")
_GROUP = re.compile(r"\d+|X")
_LABEL = re.compile(
    r"(?:电话|手机|联系|号码|微信|[Tt][Ee][Ll]|[Pp]hone|[Mm]obile|WeChat|\bwx|\bvx|传真|打|拨|卡号?|账号|证号?|[Ii][Dd])"
    r"[^\w\n]{0,8}$"
)
_BEGINS = re.compile(r"(?:^|\n)[^\w\n(]*(?:\d{1,2}[.、)][^\w\n]*)?$")
_NAME = re.compile(r"([\u3400-\u9fff·]{2,8})[^\w\n]{1,4}(?:[男女][^\w\n]{1,4})?$")
_GOES_ON = re.compile(r"[ \"']{0,3}(?:[^\w\s]|\t)[ \"']{0,3}\d| ?[元万亿吨人户次%米]")
_BACK, _MOST, _LONGEST = 24, 18, 22
_THOUSANDS, _FOURS = (2, 3, 3, 3), (4, 4, 4, 4)
_TOLD = frozenset({_THOUSANDS, _FOURS})
"""Shapes that counts have too."""
_SHAPES: dict[tuple[int, ...], tuple[Sort, Callable[[str], bool]]] = {
    **dict.fromkeys([(3, 4, 4), (3, 8), _THOUSANDS, (4, 4, 3), (3, 3, 5)], ("mobile", is_mobile)),
    **dict.fromkeys([(6, 6, 3), (6, 2, 2, 2, 3)], ("old_id", is_old_identity)),
    **dict.fromkeys([_FOURS, (4, 4, 4, 4, 3), (4, 4, 4, 4, 2), (6, 13)], ("card", is_card)),
}


def find_parted(text: str) -> Iterator[Number]:
    """Numbers of people whose groups are parted by commas, tabs, cells of tables and the like."""
    for match in _PARTED.finditer(text):
        groups = list(_GROUP.finditer(text, *match.span()))
        while groups:
            found = next(_from(text, groups[:_MOST]), None)
            del groups[: found.groups if found else 1]
            if found:
                yield found


def _from(text: str, groups: list[re.Match[str]]) -> Iterator[Number]:
    """What the first groups make, the longest first."""
    for last in range(len(groups), 1, -1):
        digits = "".join(one[0] for one in groups[:last])
        if len(digits) <= _LONGEST:
            sizes = tuple(len(one[0]) for one in groups[:last])
            sort, holds = _SHAPES.get(sizes, ("id", is_identity))
            start, end = groups[0].start(), groups[last - 1].end()
            meant = sort == "id" or _stands_alone(text, start, end, told=sizes in _TOLD)
            if meant and holds(digits) and _is_even(text, groups[:last]):
                yield Number(sort, digits, start, end, last)


def _is_even(text: str, groups: list[re.Match[str]]) -> bool:
    """Whether all marks between the groups are the same."""
    marks = {text[one.end() : two.start()].translate(_BRACKETS) for one, two in pairwise(groups)}
    return len({"".join(sorted(set(mark) - {" "})) for mark in marks}) == 1


def _stands_alone(text: str, start: int, end: int, *, told: bool) -> bool:
    """Whether a label, a name or the beginning of a line stands before, and no further number behind.

    With `told` nothing but a label or a name will do.
    """
    before = _TAG.sub("|", text[max(0, start - _BACK) : start])
    if _GOES_ON.match(text, end):
        return False
    if _LABEL.search(before):
        return True
    named = _NAME.search(before)
    if named:
        return name_at_end(named[1], (), alone=True) is not None and len(named[1]) > 2  # noqa: PLR2004 - 金塘
    row = text[max(text.rfind("\n", 0, start), 0) : end]
    return (
        not told and bool(_BEGINS.search(before)) and not (row.startswith("\n") and re.search(r"[,|\t]", row))
    )
