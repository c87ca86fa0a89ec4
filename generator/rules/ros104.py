"""值班表快排完了，要接着排

检查值班表排到的最后一天（`until`，或者只有表格时表格的最后一天）：还剩不到两周，又没有别的值班表接上，就
提醒；排完以后，在宽限天数里接着提醒。不到四周的值班表（例如春节的）本来就只管几天，不提醒。

修改办法：排下一个月，接在表格后面，改 `until`；或者另写一张；不再值班的，删掉这个文件。

过期：只是提醒，不影响发布；排完的表从网页和手册上自己下来，页面上写“排到哪天为止”。

来源：约定；一个月一排的表，月中就该排下个月的。
---
A roster soon runs out

Checks the last day of a roster (`until`, or the last of its table): with less than two weeks left and no
other roster for the same areas to follow, it reminds, and goes on to until the days of grace are over. A
roster of less than four weeks (a festival's) ends on purpose.

Repair: go on with the table and correct `until`, or write another; delete it where there is no duty any
more.

Lapse: a reminder only, which stops nothing; a roster that has run out leaves pages and handbooks by itself.

Source: convention; what is made by the month is made in the middle of the month before.
"""

import datetime
from collections.abc import Iterator
from functools import partial

from generator.catalogue import Catalogue, Entry
from generator.diagnostics import Diagnostic, Severity, Text
from generator.facts.rosters import last_tabled_day
from generator.model import Roster

CODE = "ROS104"
finding = partial(Diagnostic, CODE, Severity.WARNING)
SOON, SHORT = 14, 28
"""Days."""


def check(catalogue: Catalogue) -> Iterator[Diagnostic]:
    """A finding for each roster that ends soon, or has just ended, without another."""
    for roster in catalogue.rosters.values():
        last = last_day(roster)
        if last is None or (last - roster.value.since).days + 1 < SHORT:
            continue
        left = (last - catalogue.today).days
        if -catalogue.profile.grace_days <= left < SOON and not _goes_on(catalogue, roster, last):
            yield _runs_out(roster, last, left)


def last_day(roster: Entry[Roster]) -> datetime.date | None:
    """The last day that a roster plans; None when it goes on for ever."""
    if roster.value.until or roster.value.rotation:
        return roster.value.until
    return last_tabled_day(roster)


def _goes_on(catalogue: Catalogue, roster: Entry[Roster], last: datetime.date) -> bool:
    later = (one for one in catalogue.rosters.values() if one.id != roster.id)
    return any(
        set(one.value.areas) & set(roster.value.areas) and (last_day(one) or datetime.date.max) > last
        for one in later
    )


def _runs_out(roster: Entry[Roster], last: datetime.date, left: int) -> Diagnostic:
    how = (
        Text("已经排完了", "has run out")
        if left < 0
        else Text(f"只排到 `{last}`，还有 {left} 天", f"ends on `{last}`, in {left} days")
    )
    return finding(
        roster.at("until") if roster.value.until else roster.key("name"),
        Text("`{name}` {how}", "`{name}` {how}").format(name=roster.value.name, how=how),
        Text(
            "接着往下排，改 `until`；不再值班的，删掉这个文件",
            "go on and correct `until`; where there is no duty any more, delete it",
        ),
    )
