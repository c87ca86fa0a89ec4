r"""Runs of digits in a folded text, and the numbers that one or several groups of a run make.

People write `138 1234 5678`, `138-1234-\n5678`, `(138)12345678`; tables, dates, addresses of machines
and coordinates are runs of groups too. Which groups belong together is decided here, what a number
means is decided by `generator.privacy.identifiers`.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from generator.privacy import Sort
from generator.privacy.identifiers import is_card, is_identity, is_mobile, is_old_identity

_MARKS = r"\-._/()·。"
_BETWEEN = rf"(?:[ ]{{0,4}}[{_MARKS}]{{1,2}}[ ]{{0,4}}\n?[ ]{{0,40}}|[ ]{{1,4}}\n?[ ]{{0,40}}|\n[ ]{{0,40}})"
_RUN = re.compile(rf"[0-9]+(?:{_BETWEEN}[0-9]+)*+(?:{_BETWEEN}?X(?![A-Za-z0-9]))?|[0-9]{{17}}X[1-7][1-4]")
_GROUP = re.compile(r"[0-9]{17}X[0-9]{2}|[0-9]+X?|X")
_SHAPES = frozenset({(3, 4, 4), (3, 8), (7, 4), (4, 7), (4, 4, 3), (3, 3, 5), (3, 5, 3), (5, 6), (6, 5)})
"""How mobiles are grouped; other groupings count where all marks between are the same."""
_CARD_SHAPES = frozenset({(4, 4, 4, 4), (4, 4, 4, 4, 3), (4, 4, 4, 4, 2), (4, 4, 4, 4, 1), (6, 13), (6, 10)})
_PREFIXES = frozenset({"86", "086", "0086", "0"})
_LONGEST = 22
"""Digits of the longest number that is looked for, with what may stand before it."""
_REACH = 40
"""Characters around a number that are looked at."""
_AFTER_NUMBER = "#"
"""Stands for the mark behind a number that was found: what follows is no part of it."""
_SHORT = 2
_PAIR = re.compile(r"[,， ]{1,2}-?[0-9]{1,3}\.[0-9]{4}")
"""The other half of coordinates."""
_MAY_FOLLOW = frozenset({1, 2, 3, 11, 18})
_CELLS = frozenset(",|;\t")
_IDENTITY = 18
_JOINED = re.compile(r"1[0-9]{10}|[1-7][1-4]")
"""What may follow an identity number without a mark: a mobile, or sort and grade of a disability."""
DATE = re.compile(r"(?:19|20)[0-9]{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12][0-9]|3[01])")


@dataclass(frozen=True, slots=True)
class Group:
    """Digits side by side, and the mark between them and the group before ("" for the first of a run)."""

    digits: str
    start: int
    end: int
    mark: str


@dataclass(frozen=True, slots=True)
class Number:
    """A number in a folded text: sort, digits (of a mobile the last 11), where it stands, how many groups."""

    sort: Sort
    digits: str
    start: int
    end: int
    groups: int


def find_numbers(text: str) -> Iterator[Number]:
    """Numbers of people in a folded text, from left to right; none overlaps another."""
    for run in _RUN.finditer(text):
        groups = _split(run)
        first = 0
        while first < len(groups):
            found = _number_from(text, groups, first)
            first += found.groups if found else 1
            if found is not None:
                yield found
                if first < len(groups) and groups[first].mark:
                    groups[first] = replace(groups[first], mark=_AFTER_NUMBER)


def _split(run: re.Match[str]) -> list[Group]:
    groups: list[Group] = []
    last = run.start()
    for match in _GROUP.finditer(run.string, run.start(), run.end()):
        between = run.string[last : match.start()]
        mark = (between.strip(" \n") or between.strip(" ") or between)[:1]
        middle = match.start() + _IDENTITY
        if _JOINED.fullmatch(match[0], _IDENTITY) and is_identity(match[0][:_IDENTITY]):
            groups.append(Group(match[0][:_IDENTITY], match.start(), middle, mark))
            groups.append(Group(match[0][_IDENTITY:], middle, match.end(), ""))
        else:
            groups.append(Group(match[0], match.start(), match.end(), mark))
        last = match.end()
    return groups


def _number_from(text: str, groups: list[Group], first: int) -> Number | None:
    """The number that begins at a group, the longest first."""
    digits, windows = "", []
    for last in range(first, len(groups)):
        digits += groups[last].digits
        if len(digits) > _LONGEST:
            break
        windows.append((last, digits))
    for last, digits in reversed(windows):
        if len(digits) >= 11:  # noqa: PLR2004 - a mobile has 11 digits
            window = Window(text, groups, first, last, _without_cross(digits))
            sort = next((sort for sort, test in _SORTS if test(window)), None)
            if sort is not None:
                start, end = groups[first].start, groups[last].end
                core = window.digits[-11:] if sort == "mobile" else window.digits
                return Number(sort, core, start, end, last - first + 1)
    return None


def _without_cross(digits: str) -> str:
    """An X belongs to identity numbers only: elsewhere it is a letter that stands behind."""
    return digits if len(digits) == _IDENTITY else digits.rstrip("X")


@dataclass(frozen=True, slots=True)
class Window:
    """Some groups of a run, side by side, and all their digits."""

    text: str
    groups: list[Group]
    first: int
    last: int
    digits: str

    @property
    def marks(self) -> list[str]:
        """The marks between the groups."""
        return [group.mark for group in self.groups[self.first + 1 : self.last + 1]]

    @property
    def shape(self) -> tuple[int, ...]:
        """How many digits each group has."""
        return tuple(len(group.digits.rstrip("X")) for group in self.groups[self.first : self.last + 1])

    @property
    def before(self) -> Group | None:
        return self.groups[self.first - 1] if self.first else None

    @property
    def after(self) -> Group | None:
        return self.groups[self.last + 1] if self.last + 1 < len(self.groups) else None

    def is_isolated(self, *, in_list: bool) -> bool:
        """Whether no further group is joined by the same mark.

        With `in_list` a short number may stand before (3 138 1234 5678), that or another number behind.
        """
        before, after, marks = self.before, self.after, set(self.marks)
        spaced = in_list and marks <= {" "}
        free = before is None or self.groups[self.first].mark not in marks
        ends = after is None or after.mark not in marks
        return (free or (spaced and before is not None and len(before.digits) <= _SHORT)) and (
            ends or (spaced and after is not None and len(after.digits) in _MAY_FOLLOW)
        )

    def is_fraction(self) -> bool:
        """Whether the digits are behind a decimal point, or have one behind them."""
        before, start = self.before, self.groups[self.first].start
        if before is not None and self.text[before.end : start] == ".":
            end = self.groups[self.last].end
            line = max(self.text.rfind("\n", 0, before.start) + 1, start - _REACH)
            numbered = len(before.digits) <= _SHORT and self.text[line : before.start].strip() == ""
            return not numbered or _PAIR.match(self.text, end) is not None
        after = self.after
        cut = self.text[self.groups[self.last].end : after.start] if after is not None else ""
        return cut == "." and after is not None and len(after.digits) < 4  # noqa: PLR2004 - cents


def _is_whole(window: Window) -> bool:
    """One group that is no part of a code: no other digits in the word that it is glued to."""
    group = window.groups[window.first]
    if window.first and not group.mark:
        return True  # parted from an identity number
    if group.mark == "-" and DATE.fullmatch(window.groups[window.first - 1].digits):
        return False  # of a number that is counted by days
    word = _word_around(window.text, group.start, group.end)
    return not window.is_fraction() and sum(map(str.isdigit, word)) == len(group.digits.rstrip("X"))


def _word_around(text: str, start: int, end: int) -> str:
    first, last = start, end
    while start > max(0, first - _REACH) and text[start - 1].isascii() and text[start - 1].isalnum():
        start -= 1
    while end < min(len(text), last + _REACH) and text[end].isascii() and text[end].isalnum():
        end += 1
    return text[start:end]


def _is_grouped(window: Window, shapes: frozenset[tuple[int, ...]]) -> bool:
    """Whether several groups were meant as one number."""
    shape, marks = window.shape, set(window.marks)
    first = 1 if window.groups[window.first].digits in _PREFIXES else 0
    strong = shape in shapes or (first and shape[1:] in shapes) or set(shape) == {1}
    if marks == {"."} and (len(shape) - first < 3 or _is_machine(window)):  # noqa: PLR2004 - a decimal point
        return False
    if not strong and len(set(window.marks[first:])) > 1:
        return False
    if "\n" in marks and (
        (marks != {"\n"} and not strong) or _is_cell(window) or window.marks.count("\n") > 1
    ):
        return False
    return window.is_isolated(in_list=bool(strong) and shapes is _SHAPES) and not _is_glued(window)


def _is_machine(window: Window) -> bool:
    """An address of a machine: 172.16.254.100."""
    groups = window.groups[window.first : window.last + 1]
    return len(groups) == 4 and all(int(group.digits.rstrip("X") or 0) < 256 for group in groups)  # noqa: PLR2004 - IPv4


def _is_cell(window: Window) -> bool:
    """Whether a run over the end of a line stands in a table."""
    start, end = window.groups[window.first].start, window.groups[window.last].end
    return window.text[max(0, start - 1) : start] in _CELLS and window.text[end : end + 1] in _CELLS


def _is_dated(window: Window) -> bool:
    """Whether a date is among the groups: 1998-10-01-001, 150 20260406."""
    groups = [group.digits for group in window.groups[window.first : window.last + 1]]
    if any(len(one) == 8 and DATE.fullmatch(one) for one in groups):  # noqa: PLR2004 - 20260406
        return True
    year, month, day = (*groups, "", "", "")[:3]
    return bool(DATE.fullmatch(year + month.zfill(2) + day.zfill(2))) and len(year) == 4 and len(day) < 3  # noqa: PLR2004 - 1998-10-1


def _is_glued(window: Window) -> bool:
    """Whether letters with digits of their own stand at an end: groups of a code."""
    start, end = window.groups[window.first].start, window.groups[window.last].end
    before = re.search(r"[0-9][A-Za-z]+$", window.text[max(0, start - 12) : start])
    after = re.match(r"[A-Za-z]+[0-9]", window.text[end : end + 12])
    return bool(before or after)


def _holds_identity(window: Window) -> bool:
    """18 characters with a right check digit, however grouped."""
    return len(window.digits) == _IDENTITY and is_identity(window.digits)


def _holds_card(window: Window) -> bool:
    if not is_card(window.digits):
        return False
    return _is_whole(window) if window.first == window.last else _is_grouped(window, _CARD_SHAPES)


def _holds_old_identity(window: Window) -> bool:
    if not is_old_identity(window.digits):
        return False
    return _is_whole(window) if window.first == window.last else _is_grouped(window, frozenset({(6, 6, 3)}))


def _holds_mobile(window: Window) -> bool:
    if not is_mobile(window.digits):
        return False
    return (
        _is_whole(window)
        if window.first == window.last
        else not _is_dated(window) and _is_grouped(window, _SHAPES)
    )


_SORTS: tuple[tuple[Sort, Callable[[Window], bool]], ...] = (
    ("id", _holds_identity),
    ("card", _holds_card),
    ("old_id", _holds_old_identity),
    ("mobile", _holds_mobile),
)
