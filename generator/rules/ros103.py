"""换班换的是那天值班的人

检查值班表的 `changes`：`away` 写的人那天（那几天里）有没有班；`stand_in` 写的人那天是不是已经有班。
前面的换班先算进去，所以换了又换也对得上。整个已经过去的换班不检查。

修改办法：照着值班表改正日期或者人；两个人对换，要写两条。

过期：没有；排好的班不因为日子过去而变。

来源：换班的意思就是这样；写错了，那天就没有人来。
---
A change names somebody who is on duty on that day

Checks `changes` of rosters: whether `away` is on duty on that day, or on one of those days, and whether
`stand_in` is so already. Earlier changes count. Changes that are wholly past are passed over.

Repair: correct the day or the person; two who swap need two changes.

Lapse: none; what is planned does not change by the passing of days.

Source: what a swap is; with a slip nobody comes on that day.
"""

import datetime
from collections.abc import Iterator, Sequence
from functools import partial

from generator.catalogue import Catalogue, Entry
from generator.diagnostics import Diagnostic, Severity, Text
from generator.facts.holidays import calendar_of
from generator.facts.rosters import Duty, apply_changes, planned_duties
from generator.model import Roster
from generator.model.roster import DutyChange

CODE = "ROS103"
finding = partial(Diagnostic, CODE, Severity.ERROR)
SHOWN = 3
"""People named in a hint."""


def check(catalogue: Catalogue) -> Iterator[Diagnostic]:
    """A finding for each change that changes nothing, or doubles somebody."""
    for roster in catalogue.rosters.values():
        for index, one in enumerate(roster.value.changes):
            last = one.until or one.on
            if last < max(one.on, catalogue.today) or one.away not in catalogue.people:
                continue
            planned = planned_duties(roster, calendar_of(catalogue.profile), one.on, last)
            earlier = roster.value.changes[:index]
            duties = [apply_changes(duty, earlier) for duty in planned if duty.day <= last]
            own = [duty.day for duty in duties if duty.person == one.away]
            if not own:
                yield _not_on_duty(catalogue, roster, index, duties)
            elif twice := [duty.day for duty in duties if duty.person == one.stand_in and duty.day in own]:
                yield _already(catalogue, roster, index, twice[0])


def _not_on_duty(
    catalogue: Catalogue, roster: Entry[Roster], index: int, duties: Sequence[Duty]
) -> Diagnostic:
    change = roster.value.changes[index]
    people = list(dict.fromkeys(duty.person for duty in duties))[:SHOWN]
    zh = "、".join(f"`{one}`（{catalogue.name_of('person', one)}）" for one in people)
    en = ", ".join(f"`{one}` ({catalogue.name_of('person', one)})" for one in people)
    hint = (
        Text(f"那天值班的是 {zh}；改正日期或者人", f"{en} is on duty; correct day or person")
        if people
        else Text("那天没有排人；改正日期", "nobody is on duty then; correct the day")
    )
    return finding(
        roster.at("changes", index, "away"),
        Text("`{name}` 在 {when} 没有班，换不了", "`{name}` is not on duty on {when}").format(
            name=catalogue.name_of("person", change.away), when=_when(change)
        ),
        hint,
    )


def _already(catalogue: Catalogue, roster: Entry[Roster], index: int, day: datetime.date) -> Diagnostic:
    name = catalogue.name_of("person", roster.value.changes[index].stand_in)
    return finding(
        roster.at("changes", index, "stand_in"),
        Text(f"`{name}` 在 `{day}` 自己也有班，顶不了两个", f"`{name}` is on duty on `{day}` already"),
        Text("换一个人；两个人对换，要写两条", "name somebody else; two who swap need two changes"),
    )


def _when(change: DutyChange) -> Text:
    if change.until is None or change.until == change.on:
        return Text(f"`{change.on}`", f"`{change.on}`")
    return Text(f"`{change.on}` 到 `{change.until}`", f"`{change.on}` to `{change.until}`")
