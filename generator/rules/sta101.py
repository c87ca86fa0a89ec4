"""诉求统计每周都有数，日期都是周一

检查诉求统计的数据表：`week` 是周一的日期，在条目的 `since`（第一周的周一）和 `until`（最后一周的周日）
之内；每个区域的每个类别从头到尾一周不缺，没有诉求的那一周写 0。少一周，预警的算法就会拿错的几周作
比较，该响的不响。表里只有汇总数，小于 `smallest_cell` 的数可以写在表里，公布时会隐去。

修改办法：改成那一周周一的日期；缺的周补上，没有就写 0；整个时期变了，就改 `since` 和 `until`。

过期：没有，和哪一天检查无关。

来源：领域约定（EARS 需要连续的等长时期，Hutwagner 等，2003）；对比较集中或倾向性问题及时预警
（《新冠肺炎疫情下基层治理组织再造研究》，林巧，2020）。
---
Case statistics have a figure for every week, dated by its Monday

Checks the table of case statistics: `week` is a Monday within `since` (the first week's Monday) and
`until` (the last week's Sunday) of the entry; each category of each area has every week from first
to last, with 0 where nothing was reported. With a week missing, early warning compares the wrong
weeks and stays silent. The table holds sums only; figures under `smallest_cell` may stand in it and
are left out when published.

Repair: write the Monday of that week; add missing weeks, with 0 for none; if the whole period
changed, change `since` and `until`.

Lapse: none; it is the same on every day.

Source: a convention of the field (EARS needs consecutive periods of one length, Hutwagner et al.
2003); Lin Qiao 2020, the paper behind this tool (early warning).
"""

import datetime
from collections import defaultdict
from collections.abc import Iterator, Sequence
from functools import partial
from typing import cast

from generator.catalogue import Catalogue, Entry
from generator.diagnostics import Diagnostic, Place, Related, Severity, Text, gather
from generator.model import CaseRow, CaseSeries

Dated = tuple[datetime.date, int]

CODE = "STA101"
finding = partial(Diagnostic, CODE, Severity.ERROR)
WEEK = datetime.timedelta(days=7)
SUNDAY = 6


def check(catalogue: Catalogue) -> Iterator[Diagnostic]:
    """Findings on the period, on days that are no Mondays of it, and on missing weeks."""
    for series in catalogue.case_series.values():
        value = series.value
        if value.until < value.since:  # DAT101 says so
            continue
        if value.since.weekday() or value.until.weekday() != SUNDAY:
            yield _wrong_period(series)
            continue
        right: list[tuple[CaseRow, int]] = []
        days: list[Diagnostic] = []
        for number, row in enumerate(cast("tuple[CaseRow, ...]", series.rows)):
            if row.week.weekday():
                days.append(_no_monday(series, number, row))
            elif not value.since <= row.week <= value.until:
                days.append(_outside(series, number, row))
            else:
                right.append((row, number))
        yield from gather(days, lambda one: bool(one.related))  # one shift of a column shifts all its days
        yield from _check_weeks(series, right)


def _check_weeks(series: Entry[CaseSeries], rows: Sequence[tuple[CaseRow, int]]) -> Iterator[Diagnostic]:
    """Weeks that no row has are said once; others for each area and category that lacks them."""
    everywhere: dict[datetime.date, int] = {}
    groups: dict[tuple[str, str], list[Dated]] = defaultdict(list)
    for row, number in rows:
        everywhere.setdefault(row.week, number)
        groups[row.area, row.category].append((row.week, number))
    if not rows:
        return
    whole = sorted(everywhere.items())
    for first, last, number in _gaps(series, whole):
        yield _missing(series, first, last, number, None)
    order = {week: index for index, (week, _) in enumerate(whole)}
    for group, dated in groups.items():
        dated.sort()
        if len(dated) < len(whole):
            yield from _check_group(series, group, dated, [week for week, _ in whole], order)


def _check_group(
    series: Entry[CaseSeries],
    group: tuple[str, str],
    dated: Sequence[Dated],
    weeks: Sequence[datetime.date],
    order: dict[datetime.date, int],
) -> Iterator[Diagnostic]:
    """Gaps of one area's category among the weeks that others have."""
    expected = 0
    for week, number in dated:
        if order[week] > expected:
            yield _missing(series, weeks[expected], weeks[order[week] - 1], number, group)
        expected = order[week] + 1
    if expected < len(weeks):
        yield _missing(series, weeks[expected], weeks[-1], dated[-1][1], group)


def _gaps(
    series: Entry[CaseSeries], dated: Sequence[Dated]
) -> Iterator[tuple[datetime.date, datetime.date, int]]:
    """First and last week of each gap, and the row after it (at the end: before it)."""
    expected = series.value.since
    for week, number in dated:
        if week > expected:
            yield expected, week - WEEK, number
        expected = week + WEEK
    if expected < series.value.until:
        yield expected, series.value.until - datetime.timedelta(days=SUNDAY), dated[-1][1]


def _missing(
    series: Entry[CaseSeries],
    first: datetime.date,
    last: datetime.date,
    number: int,
    group: tuple[str, str] | None,
) -> Diagnostic:
    weeks = (last - first) // WEEK + 1
    whose = (
        Text("", "")
        if group is None
        else Text(f"`{group[0]}` 的“{group[1]}”", f"of `{group[1]}` in `{group[0]}` ")
    )
    span = (
        Text(f"`{first}`", f"`{first}`")
        if first == last
        else Text(f"`{first}` 到 `{last}`", f"`{first}` to `{last}`")
    )
    return finding(
        series.cell(number, "week"),
        Text(
            "{whose}缺 {weeks} 周的数：{span}", "there are no figures {whose}for {span} (weeks: {weeks})"
        ).format(whose=whose, weeks=weeks, span=span),
        Text(
            "补上这几周，没有诉求的写 0；时期变了就改 `since` 和 `until`",
            "add these weeks, with 0 for none; if the period changed, change `since` and `until`",
        ),
    )


def _no_monday(series: Entry[CaseSeries], number: int, row: CaseRow) -> Diagnostic:
    monday = row.week - datetime.timedelta(days=row.week.weekday())
    day = "一二三四五六日"[row.week.weekday()]
    return finding(
        series.cell(number, "week"),
        Text("`{week}` 是星期{day}，不是星期一", "`{week}` is no Monday").format(week=row.week, day=day),
        Text(f"那一周的周一是 {monday}", f"the Monday of that week is {monday}"),
    )


def _outside(series: Entry[CaseSeries], number: int, row: CaseRow) -> Diagnostic:
    value = series.value
    return finding(
        series.cell(number, "week"),
        Text(
            "`{week}` 不在条目写的 `{since}` 到 `{until}` 之内",
            "`{week}` lies outside the entry's period, `{since}` to `{until}`",
        ).format(week=row.week, since=value.since, until=value.until),
        Text("改正日期，或改 `since` 和 `until`", "correct the date, or `since` and `until`"),
        (
            Related(series.at("since"), Text("时期从这里开始", "the period begins here")),
            Related(series.at("until"), Text("到这里结束", "and ends here")),
        ),
    )


def _wrong_period(series: Entry[CaseSeries]) -> Diagnostic:
    value = series.value
    field = "since" if value.since.weekday() else "until"
    place: Place = series.at(field)
    return finding(
        place,
        Text(
            "`{name}` 的时期 `{since}` 到 `{until}` 不是从周一到周日的整周",
            "the period of `{name}`, `{since}` to `{until}`, is not of whole weeks from Monday to Sunday",
        ).format(name=value.name, since=value.since, until=value.until),
        Text("`since` 写周一，`until` 写周日", "`since` is a Monday and `until` a Sunday"),
    )
