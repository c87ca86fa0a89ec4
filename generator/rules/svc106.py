"""开放时间不打架，节假日和调休写清楚

检查服务、服务地点、机构、区划等一切开放时间：

- 同一天的时间段不重叠，跨过午夜的也不同第二天的重叠；季节里的每周、每月最后一个周五这样的日子一样查，
  放假和调休也算在内：调休上班的周日按周一开门时，周六夜里的时间还没有完；
- `holidays`（法定节假日）和 `makeup_workdays`（调休上班日）必须写明；
- 例外日期、季节，各条之间不重叠；
- 写了单周、双周，就要在 `odd_week` 写单周里的一天。从那一周起一单一双数下去，跨年不断。

最常见的白跑一趟，就是节假日和调休那天。只要有一处开放时间跟着节假日走，就需要当年的放假安排；从 11 月起
还需要下一年的。内置的安排到 2026 年，之后的写进 `profile.yaml` 的 `calendar`，缺了是一条提醒。

修改办法：按提示改时间段；节假日写 休息 或 照常；调休上班日写 上班（按周一）、照常（按当天星期几）或 休息。

过期：缺放假安排是到期：从 11 月起提醒，新年过了宽限天数算错误，一直不影响发布。其余的和哪一天无关。

来源：《全国年节及纪念日放假办法》；国务院办公厅每年公布的放假安排。
---
Hours do not overlap; holidays and 调休 are decided

Checks all opening hours, of services, places, organisations, divisions and whatever else has them:

- periods of one day do not overlap, nor does one that goes over midnight with those of the next day; the
  weeks of seasons and days such as the last Friday of a month are held to the same, holidays and 调休
  counted: on a working Sunday that goes by Monday, Saturday's night may still go on;
- `holidays` and `makeup_workdays` are stated;
- exceptions do not share days with each other, nor do seasons;
- where odd and even weeks are told apart, `odd_week` names a day of an odd one. Weeks are counted from
  there, through the ends of years.

Holidays and 调休 working days are when most journeys are in vain. As soon as any hours follow the
holidays, this year's table is needed, and from November on next year's. The built-in one ends with 2026;
later ones go into `calendar` of `profile.yaml`. A missing one is a warning.

Repair: change the periods named; `holidays` is 休息 or 照常; `makeup_workdays` is 上班 (as Monday), 照常
(as the weekday) or 休息.

Lapse: a missing table of holidays lapses: a warning from November, after the days of grace of the
new year an error, which stops no publishing. All else is the same on every day.

Source: the State Council's regulation on public holidays and its yearly notice.
"""

from collections.abc import Iterator
from functools import partial

from generator.catalogue import Catalogue
from generator.diagnostics import Diagnostic, Severity, Text
from generator.facts.holidays import calendar_of
from generator.facts.hours import PlacedHours, all_hours
from generator.rules.calendars import check_calendar
from generator.rules.hours_dates import check_exceptions, check_seasons, check_weeks
from generator.rules.periods import check_periods

CODE = "SVC106"
finding = partial(Diagnostic, CODE, Severity.ERROR)


def check(catalogue: Catalogue) -> Iterator[Diagnostic]:
    """Findings on all hours, and on tables of holidays that are missing."""
    found, calendar = list(all_hours(catalogue)), calendar_of(catalogue.profile)
    for hours in found:
        yield from check_periods(CODE, hours, calendar)
        yield from _check_decided(hours)
        yield from check_exceptions(CODE, hours)
        yield from check_seasons(CODE, hours)
        yield from check_weeks(CODE, hours)
    yield from check_calendar(CODE, catalogue, found)


def _check_decided(hours: PlacedHours) -> Iterator[Diagnostic]:
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


def _undecided(hours: PlacedHours, question: Text, hint: Text) -> Diagnostic:
    return finding(
        hours.entry.key(*hours.path),
        Text("`{name}` 的开放时间没有写{question}", "the hours of `{name}` do not say {question}").format(
            name=hours.name, question=question
        ),
        hint,
    )
