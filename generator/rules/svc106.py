"""开放时间不打架，节假日和调休写清楚

检查服务、服务地点、机构和区划的开放时间：同一天的时间段不重叠；`holidays`（法定节假日）和
`makeup_workdays`（调休上班日）必须写明；例外日期的开始不晚于结束，各条之间不重叠，一条之内的时间段
也不重叠。最常见的白跑一趟，就是节假日和调休那天。

只要有一处开放时间跟着节假日走，就需要当年的放假安排；从 11 月起还需要下一年的。内置的安排到 2026 年，
之后的写进 `profile.yaml` 的 `calendar`，缺了是一条提醒。

修改办法：按提示改时间段；节假日写 休息 或 照常；调休上班日写 上班（按周一）、照常（按当天星期几）或 休息。

过期：缺放假安排是到期：从 11 月起提醒，新年过了宽限天数算错误，一直不影响发布。其余的和哪一天无关。

来源：《全国年节及纪念日放假办法》；国务院办公厅每年公布的放假安排。
---
Hours do not overlap; holidays and 调休 are decided

Checks the hours of services, their locations, organisations and divisions: periods of one day do
not overlap; `holidays` and `makeup_workdays` are stated; an exception does not start after its end,
exceptions do not overlap each other, nor do the periods in one. Holidays and 调休 working days are
when most journeys are in vain.

As soon as any hours follow the holidays, this year's table is needed, and from November on next
year's. The built-in one ends with 2026; later ones go into `calendar` of `profile.yaml`. A missing
one is a warning.

Repair: change the periods named; `holidays` is 休息 or 照常; `makeup_workdays` is 上班 (as Monday), 照常
(as the weekday) or 休息.

Lapse: a missing table of holidays lapses: a warning from November, after the days of grace of the
new year an error, which stops no publishing. All else is the same on every day.

Source: the State Council's regulation on public holidays and its yearly notice.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.diagnostics import Diagnostic, Severity, Text
from generator.rules.calendars import check_calendar
from generator.rules.periods import check_exceptions, check_weekly, collect_hours

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.catalogue import Catalogue
    from generator.rules.periods import Hours

CODE = "SVC106"
SEVERITY = Severity.ERROR


def check(catalogue: Catalogue) -> Iterator[Diagnostic]:
    """Findings on all hours, and on tables of holidays that are missing."""
    found = list(collect_hours(catalogue))
    for hours in found:
        yield from check_weekly(CODE, hours)
        yield from _check_decided(hours)
        yield from check_exceptions(CODE, hours)
    yield from check_calendar(CODE, catalogue, found)


def _check_decided(hours: Hours) -> Iterator[Diagnostic]:
    if hours.value.holidays is None:
        yield _undecided(
            hours,
            Text("法定节假日开不开", "whether it opens on public holidays"),
            Text("补上 `holidays`：休息 或 照常", "add `holidays`: 休息 (closed) or 照常 (as usual)"),
        )
    if hours.value.makeup_workdays is None:
        yield _undecided(
            hours,
            Text("调休上班日开不开", "whether it opens on 调休 working days"),
            Text(
                "补上 `makeup_workdays`：上班、照常 或 休息",
                "add `makeup_workdays`: 上班 (as Monday), 照常 (as the weekday) or 休息 (closed)",
            ),
        )


def _undecided(hours: Hours, question: Text, hint: Text) -> Diagnostic:
    return Diagnostic(
        CODE,
        SEVERITY,
        hours.entry.key(*hours.path),
        Text("`{name}` 的开放时间没有写{question}", "the hours of `{name}` do not say {question}").format(
            name=hours.name, question=question
        ),
        hint,
    )
