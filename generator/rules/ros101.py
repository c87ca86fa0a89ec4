"""值班表每天都有人，人数也对

检查值班表里有没有空着的日子，一班的人数和 `size` 一不一样：

- 表格里中间漏了一天，或者头尾没排到，又没有 `rotation` 管这一天
- 同一天同一个时间排了两个人，写的却是一班一人；或者少了人
- 轮流的人比一班要的人还少；或者一个人也没有排

一个星期里总是空着的那几天（例如只排周末的表），算有意的，不提醒；不满两周的表除外。

修改办法：补上这一天；这一天本来不值班的，写 `rotation` 管别的日子，或者改 `since`、`until`。

过期：没有，只是提醒，不影响发布；已经过去的日子不提醒。

来源：值班表的用处就是哪天都找得到人；“总是空着”和两周是约定。
---
A roster has somebody on each day, and as many as it says

Checks a roster for days without anybody, and for another number of people than `size`:

- a day left out within the table, or at its ends, for which no `rotation` holds
- two on the same day at the same time where one is meant, or too few
- fewer people taking turns than are on duty together; nobody at all

Weekdays that are always left out (a table of weekends) are so on purpose, unless the table is shorter than
two weeks.

Repair: add the day; where there is no duty on it, correct `since` or `until`.

Lapse: none; a reminder only, which stops nothing, and days gone by are passed over.

Source: what a roster is for; "always left out" and the two weeks are a convention.
"""

import datetime
from collections.abc import Iterator, Sequence
from functools import partial
from itertools import groupby

from generator.catalogue import Catalogue, Entry, gather
from generator.diagnostics import Diagnostic, Severity, Text
from generator.facts.holidays import DAY, Calendar, calendar_of
from generator.facts.rosters import day_rows, rotation_on
from generator.locale.zh import format_days
from generator.model import Roster

CODE = "ROS101"
finding = partial(Diagnostic, CODE, Severity.WARNING)
TWO_WEEKS = 14


def check(catalogue: Catalogue) -> Iterator[Diagnostic]:
    """Findings on days without anybody, and on other numbers of people than are meant."""
    for roster in catalogue.rosters.values():
        if ("roster", roster.id) in catalogue.broken:
            continue
        if not roster.value.rotation and not roster.rows:
            yield _nobody(roster)
            continue
        yield from _check_turns(roster)
        yield from _check_numbers(roster, catalogue.today)
        for days in _find_gaps(roster, calendar_of(catalogue.profile), catalogue.today):
            yield _gap(roster, days, catalogue.today)


def _check_turns(roster: Entry[Roster]) -> Iterator[Diagnostic]:
    size = roster.value.size
    for index, one in enumerate(roster.value.rotation):
        people = len(set(one.people))
        if people < size:
            yield finding(
                roster.at("rotation", index, "people"),
                Text(
                    f"`{one.days}` 轮流的只有 {people} 个人，一班要 {size} 人",
                    f"{people} take turns on `{one.days}`, where {size} are on duty together",
                ),
                Text("补上人，或者改小 `size`", "add people, or make `size` smaller"),
            )


def _check_numbers(roster: Entry[Roster], today: datetime.date) -> Iterator[Diagnostic]:
    size = roster.value.size
    together = gather(
        ((row.day, row.hours), number) for number, row in enumerate(day_rows(roster)) if row.day >= today
    )
    for (day, _), rows in together.items():
        if len(rows) != size:
            yield finding(
                roster.cell(rows[-1], "person"),
                Text(
                    f"`{day}` 同一个时间排了 {len(rows)} 个人，一班要 {size} 人",
                    f"{len(rows)} are on duty at the same time on `{day}`, where {size} are meant",
                ),
                Text(
                    "多了就删一行，或在“时间”一列各写几点到几点；少了就补；本来几人一班的，改 `size`",
                    "delete a row or say in column 时间 when each is on duty; add one; or correct `size`",
                ),
            )


def _find_gaps(
    roster: Entry[Roster], calendar: Calendar, today: datetime.date
) -> Iterator[list[datetime.date]]:
    """Days in a row of a table that nobody is on duty, from today on."""
    tabled = {row.day for row in day_rows(roster)}
    if not tabled:
        return
    first, last = roster.value.since, roster.value.until or max(tabled)
    short = (last - first).days < TWO_WEEKS
    weekdays = {day.weekday() for day in tabled}
    empty = [
        day
        for day in (first + DAY * number for number in range((last - first).days + 1))
        if day >= today
        and day not in tabled
        and (short or day.weekday() in weekdays)
        and rotation_on(roster.value, day, calendar) is None
    ]
    for _, group in groupby(enumerate(empty), key=lambda one: one[1].toordinal() - one[0]):
        yield [day for _, day in group]


def _gap(roster: Entry[Roster], days: Sequence[datetime.date], today: datetime.date) -> Diagnostic:
    """Told at the last row before the days, else at the first."""
    rows = day_rows(roster)
    before = [number for number, row in enumerate(rows) if row.day < days[0]]
    place = max(before, key=lambda number: (rows[number].day, number)) if before else 0
    when = Text(
        format_days(days[0], days[-1], today), f"{days[0]} to {days[-1]}" if days[1:] else f"{days[0]}"
    )
    return finding(
        roster.cell(place, "day"),
        Text("{when}没有人值班", "nobody is on duty on {when}").format(when=when),
        Text(
            "在表格里补上；这几天本来不值班的，改 `since`、`until`，或写豁免",
            "add the days to the table; where there is no duty, correct `since` or `until`, or waive",
        ),
    )


def _nobody(roster: Entry[Roster]) -> Diagnostic:
    table = roster.table.rpartition("/")[2]
    return finding(
        roster.key("name"),
        Text(f"`{roster.value.name}` 没有排人", f"nobody is on the roster `{roster.value.name}`"),
        Text(
            f"写 `rotation`（谁轮流），或者在旁边放一张表格 `{table}`，列名：日期、星期、值班人员、带班领导",
            f"write `rotation`, or put a table `{table}` beside it: 日期, 星期, 值班人员, 带班领导",
        ),
    )
