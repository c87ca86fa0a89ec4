"""What a check says: plain frozen data, in both languages, ordered for reading.

A rule names a place symbolically (file and key path). Lines and columns are computed
in one place only, `generator.reading.sources`, and only for findings that are shown.
"""

import datetime
import errno
import re
from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import dataclass, replace
from enum import IntEnum
from itertools import pairwise
from typing import TypeVar

T = TypeVar("T")

MOST = 20
"""Findings of one cause in one file that are listed: an editor mends the cause, not its hundredth copy."""
PLACES_NAMED = 3
"""How many more places a finding names that stands for many."""


class Severity(IntEnum):
    """How grave a finding is; only errors stop a build, see `stops_publishing`."""

    INFO = 1
    WARNING = 2
    ERROR = 3

    @property
    def label(self) -> str:
        """The lower-case word that reporters print."""
        return self.name.lower()


@dataclass(frozen=True, slots=True)
class Text:
    """One sentence in Chinese and in English."""

    zh: str
    en: str

    def format(self, **values: object) -> "Text":
        """Fill `{name}` slots of both languages; a `Text` value is filled in its own language."""
        zh = {key: value.zh if isinstance(value, Text) else value for key, value in values.items()}
        en = {key: value.en if isinstance(value, Text) else value for key, value in values.items()}
        return Text(self.zh.format(**zh), self.en.format(**en))

    def pick(self, lang: str) -> str:
        """The sentence in `lang`, "zh" or "en"."""
        return self.en if lang == "en" else self.zh


KeyPath = tuple[str | int, ...]


@dataclass(frozen=True, slots=True)
class Place:
    """A spot in a file: a key path (`("steps", 2, "who")`), or characters when there is no tree.

    `on_key` points at the key rather than its value. `part` narrows the spot to the first
    occurrence of that text inside the value. `offsets` are code points from the file's start,
    for faults found before there is a tree.
    """

    file: str
    path: KeyPath = ()
    on_key: bool = False
    part: str = ""
    offsets: tuple[int, int] | None = None


@dataclass(frozen=True, slots=True)
class Span:
    """Where a finding is: 1-based line and column in code points, end exclusive."""

    file: str
    line: int
    column: int
    end_line: int
    end_column: int


@dataclass(frozen=True, slots=True)
class Edit:
    """A safe repair: replace code points `start` to `end` of the file with `text`."""

    start: int
    end: int
    text: str


_FAR = 10_000
"""Characters in which a file of Windows has ended a line."""


def apply_edits(text: str, edits: Iterable[Edit]) -> str:
    """The text with edits made; of overlapping ones the first, of those at one place each, in their order.

    Line ends are those of the text.
    """
    unique = sorted(dict.fromkeys(edits), key=lambda edit: (edit.start, edit.end))
    kept = unique[:1] + [after for before, after in pairwise(unique) if after.start >= before.end]
    for edit in reversed(kept):
        written = re.sub("\r?\n", "\r\n", edit.text) if "\r\n" in text[:_FAR] else edit.text
        text = text[: edit.start] + written + text[edit.end :]
    return text


@dataclass(frozen=True, slots=True)
class Related:
    """Another place that matters to a finding, with a note on why."""

    place: Place
    note: Text


@dataclass(frozen=True, slots=True)
class Lapse:
    """What time alone has made wrong: since when, the last day to mend it, what the site does meanwhile."""

    since: datetime.date
    due: datetime.date
    meanwhile: Text

    @classmethod
    def after(cls, last_day: datetime.date, grace_days: int, meanwhile: Text) -> "Lapse":
        """The lapse of what was right up to a day, to be mended within so many days."""
        day = datetime.timedelta(days=1)
        return cls(last_day + day, last_day + grace_days * day, meanwhile)

    @property
    def text(self) -> Text:
        """What is said about it beside every such finding."""
        return Text(
            "从 {since} 起才有这个问题，不影响发布：{meanwhile}。最迟 {due} 改好，过了这天算错误",
            "since {since} only, and stops no publishing: {meanwhile}. Mend it by {due}; then it is an error",
        ).format(since=self.since, due=self.due, meanwhile=self.meanwhile)


@dataclass(frozen=True, slots=True)
class Diagnostic:
    """One finding: its code, gravity, place, sentence, and what to do about it.

    `edits` and `rewrite` are repairs that `gridpress check --fix` may apply without asking: characters
    to replace, or the YAML to write in place of what stands at `place`, for those who know only paths;
    several take the place of one item of a list. `more` counts what is left out behind it: further
    findings of the same cause in the same file. `lapse` is there when time alone has made the finding;
    `lacks` names what an entry leaves out, to be counted over many.
    """

    code: str
    severity: Severity
    place: Place
    message: Text
    hint: Text | None = None
    related: tuple[Related, ...] = ()
    edits: tuple[Edit, ...] = ()
    more: int = 0
    rewrite: str | tuple[str, ...] | None = None

    @property
    def repairable(self) -> bool:
        """Whether `gridpress check --fix` takes care of it."""
        return bool(self.edits) or self.rewrite is not None

    lapse: Lapse | None = None
    lacks: tuple[Text, ...] = ()

    def lapsed(self, lapse: Lapse, today: datetime.date) -> "Diagnostic":
        """The same finding as one that time has made: a warning up to its day, an error afterwards."""
        severity = Severity.ERROR if lapse.due < today else Severity.WARNING
        return replace(self, severity=severity, lapse=lapse)

    @property
    def stops_publishing(self) -> bool:
        """Whether nothing may be published before it is mended. What time has made never stops that."""
        return self.severity is Severity.ERROR and self.lapse is None


class OutputError(Exception):
    """What stops a command for reasons outside the entries: folders, disks, engines, fonts."""

    def __init__(self, zh: str, en: str) -> None:
        super().__init__(en)
        self.text = Text(zh, en)


_REFUSALS = {
    errno.EACCES: "没有权限",
    errno.EPERM: "没有权限",
    errno.EROFS: "磁盘是只读的",
    errno.ENOENT: "文件或文件夹不在了",
    errno.ENOTDIR: "上一级不是文件夹",
    errno.EISDIR: "这是文件夹",
    errno.EEXIST: "已经有同名的文件",
    errno.EBUSY: "正被别的程序占用",
    errno.ENOSPC: "磁盘已满",
    errno.ENAMETOOLONG: "文件名太长",
    errno.EFBIG: "文件太大，超过了系统的限额",
    errno.ELOOP: "链接绕成了一圈",
    errno.EMFILE: "同时打开的文件太多",
    errno.EIO: "磁盘读写出错",
    errno.EADDRINUSE: "已被别的程序占用",
}


def explain_refusal(error: OSError) -> Text:
    """Why the operating system refuses; it says so in English only."""
    english = error.strerror or str(error) or type(error).__name__
    unknown = f"操作系统的错误 {error.errno}" if error.errno else "操作系统不让读写"
    return Text(_REFUSALS.get(error.errno or 0, unknown), english)


class RevisionError(OutputError):
    """A revision or folder to compare with that cannot be read: wrong use of the command."""


def sort_diagnostics(found: list[Diagnostic]) -> list[Diagnostic]:
    """Drop repeats and order by file, key path, code, so that two runs print the same."""

    def order(one: Diagnostic) -> tuple[object, ...]:
        place = one.place
        path = tuple((0, part, "") if isinstance(part, int) else (1, 0, part) for part in place.path)
        return (place.file, place.offsets or (0, 0), path, one.code, one.message.en)

    return sorted(dict.fromkeys(found), key=order)


def cap(items: Sequence[T], cause: Callable[[T], Hashable]) -> list[tuple[T, int]]:
    """The first `MOST` items of each cause in their order, the last of them with how many were left out."""
    total = Counter(map(cause, items))
    seen: Counter[Hashable] = Counter()
    kept = []
    for item in items:
        key = cause(item)
        seen[key] += 1
        if seen[key] <= MOST:
            kept.append((item, total[key] - MOST if seen[key] == MOST else 0))
    return kept


def cap_diagnostics(found: Sequence[Diagnostic]) -> list[Diagnostic]:
    """At most `MOST` findings of one code in one file; the last one counts the rest."""
    earlier: Counter[tuple[str, str, bool]] = Counter()
    for one in found:
        earlier[_cause(one)] += one.more  # what reading has left out before
    return [
        replace(one, more=left + earlier[_cause(one)]) if left else one for one, left in cap(found, _cause)
    ]


def _cause(one: Diagnostic) -> tuple[str, str, bool]:
    return one.place.file, one.code, one.stops_publishing


def gather(found: Iterable[Diagnostic], cause: Callable[[Diagnostic], Hashable]) -> list[Diagnostic]:
    """One finding for each cause: the first with the count, the next places, and the edits of all."""
    groups: dict[Hashable, list[Diagnostic]] = {}
    for one in found:
        groups.setdefault(cause(one), []).append(one)
    return [_join(group) if len(group) > 1 else group[0] for group in groups.values()]


def _join(group: list[Diagnostic]) -> Diagnostic:
    first, others = group[0], group[1:]
    places = (Related(one.place, Text("这里也是", "here too")) for one in others[:PLACES_NAMED])
    return replace(
        first,
        related=(*first.related, *places),
        edits=tuple(edit for one in group for edit in one.edits),
        more=len(others) + sum(one.more for one in group),
    )


def has_errors(found: Iterable[Diagnostic]) -> bool:
    """Whether anything found is an error: the check has failed, though perhaps not the build."""
    return any(one.severity is Severity.ERROR for one in found)


def stops_publishing(found: list[Diagnostic]) -> bool:
    """Whether anything found stops a build."""
    return any(one.stops_publishing for one in found)
