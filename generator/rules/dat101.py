"""结束日期不早于开始日期

检查每一种条目里成对的日期：公告的发布和失效、服务和网格的启用和停用、人员任职、评估和考核的时期、预案的限制措施、
荣誉的公示、临时事项、开放时间的例外，等等。结束写在开始之前，这一段就一天也没有：公告永远不显示，人员
永远不在岗，没有人会发现。

修改办法：对照原件改正其中一个；只有一天的，两个写成同一天。

过期：没有，两个日期都写在条目里，写错了就一直错。

来源：时间段的定义；多半是年份忘了改。
---
An end is not before its beginning

Checks each pair of dates in entries of every kind: issue and expiry of notices, first and last day of
services and grids, roles of people, periods of evaluations and assessments, restrictions of plans, the
public notice of honours, temporary matters, exceptions of opening hours, and so on. A period that ends
before it begins has no day at all: the notice never shows, the person is never in duty, and nobody
notices.

Repair: correct one of them from the original; a single day is written twice.

Lapse: none; both dates stand in the entry, and time changes neither.

Source: what a period is; most often the year was not changed.
"""

import datetime
from collections.abc import Iterator
from functools import partial
from typing import Any

from generator.catalogue import Catalogue, Entry
from generator.diagnostics import Diagnostic, KeyPath, Related, Severity, Text
from generator.facts.memory import each_entry
from generator.model.fields import NotBefore, Shape
from generator.model.walking import Found, find_values

CODE = "DAT101"
finding = partial(Diagnostic, CODE, Severity.ERROR)


def check(catalogue: Catalogue) -> Iterator[Diagnostic]:
    """A finding for each end before its beginning."""
    for entry in each_entry(catalogue):
        for end in find_values(entry.value, NotBefore):
            begin, path = _find_start(entry.value, end)
            if begin is not None and end.value < begin:
                yield _backwards(entry, end, begin, path)


def _find_start(value: Shape, end: Found) -> tuple[datetime.date | None, KeyPath]:
    """The beginning and its place: of the fields on the way to the end, the innermost of that name."""
    here: Any = value
    found: tuple[datetime.date | None, KeyPath] = (None, ())
    for depth, step in enumerate(end.path):
        if hasattr(here, end.mark.start):
            found = getattr(here, end.mark.start), (*end.path[:depth], end.mark.start)
        here = here[step] if isinstance(step, int) else getattr(here, step)
    return found


def _backwards(entry: Entry[Shape], end: Found, begin: datetime.date, path: KeyPath) -> Diagnostic:
    return finding(
        entry.at(*end.path),
        Text(
            "`{name}` 的 `{last}` 写的是 `{until}`，早于 `{first}` 的 `{since}`",
            "`{last}` of `{name}` is `{until}`, before its `{first}` on `{since}`",
        ).format(name=entry.name, last=end.path[-1], until=end.value, first=path[-1], since=begin),
        Text(
            "对照原件改正其中一个，多半是年份；只有一天的，两个写成同一天",
            "correct one of them, most often its year; a single day is written twice",
        ),
        (Related(entry.at(*path), Text("从这天开始", "begins here")),),
    )
