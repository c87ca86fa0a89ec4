"""荣誉先公示，异议办结，再作决定

检查荣誉条目：公示的工作日（法定节假日不算，调休上班的算）不少于 `profile.yaml` 里 `honours.notice_workdays`
（默认 5 个）；决定日期在公示结束之后；有异议的，都在决定之前办结。公示是居民说话的机会，先决定后公示，
等于不让人说话。

修改办法：延长公示，或推迟决定；异议办结后写上 `settled_on` 和 `outcome`。节假日安排超出内置年份的，
写进档案的 `calendar`，没有写的年份只按星期几算。

过期：没有，和哪一天检查无关。

来源：干部人事和表彰公示的通行做法（不少于 5 个工作日），天数是约定，可以设置；《全国年节及纪念日放假
办法》。
---
Public notice first, then objections settled, then the decision

Checks honours: the notice lasts the working days of `honours.notice_workdays` in `profile.yaml` (5 by
default), public holidays left out and 调休 working days counted; the decision comes after the end of
the notice; all objections are settled before it. The notice is when residents may speak: to decide
first takes that away.

Repair: lengthen the notice or put off the decision; write `settled_on` and `outcome` of objections.
For years beyond the built-in calendar add the table to `calendar` of the profile; a year without
one goes by the weekdays alone.

Lapse: none; it is the same on every day.

Source: usual practice of public notices in China (5 working days or more), a convention and a
setting; the State Council's regulation on public holidays.
"""

import datetime
from collections.abc import Iterator
from functools import partial

from generator.catalogue import Catalogue, Entry
from generator.diagnostics import Diagnostic, Related, Severity, Text
from generator.facts.holidays import is_workday
from generator.model import Honour
from generator.model.assessment import Objection

CODE = "HON103"
finding = partial(Diagnostic, CODE, Severity.ERROR)
LONGEST = 366
"""Days counted at most: a longer notice is long enough, or a slip of the year."""


def check(catalogue: Catalogue) -> Iterator[Diagnostic]:
    """Findings on notices too short, decisions too early, and objections left open."""
    for honour in catalogue.honours.values():
        value = honour.value
        if value.notice_from is None or value.notice_until is None:
            yield _no_notice(honour)
            continue
        if value.notice_until < value.notice_from:  # DAT101 says so
            continue
        days = _workdays(value.notice_from, value.notice_until, catalogue)
        least = catalogue.profile.honours.notice_workdays
        if days < least:
            yield _too_short(honour, days, least)
        if value.decided_on is not None and value.decided_on <= value.notice_until:
            yield _too_early(honour, value.decided_on, value.notice_until)
        for index, objection in enumerate(value.objections):
            if value.decided_on is not None and _is_open(objection, value.decided_on):
                yield _unsettled(honour, index, objection)


def _workdays(first: datetime.date, last: datetime.date, catalogue: Catalogue) -> int:
    length = min((last - first).days + 1, LONGEST)
    days = (first + datetime.timedelta(days=number) for number in range(length))
    return sum(is_workday(day, catalogue.profile) for day in days)


def _is_open(objection: Objection, decided: datetime.date) -> bool:
    return objection.settled_on is None or objection.settled_on > decided


def _no_notice(honour: Entry[Honour]) -> Diagnostic:
    return finding(
        honour.at("title"),
        Text(
            "荣誉 `{title}` 没有写公示日期（`notice_from`、`notice_until`）",
            "the honour `{title}` states no public notice (`notice_from`, `notice_until`)",
        ).format(title=honour.value.title),
        Text("先公示，再公布", "give notice before publishing it"),
    )


def _too_short(honour: Entry[Honour], days: int, least: int) -> Diagnostic:
    value = honour.value
    return finding(
        honour.at("notice_until"),
        Text(
            "荣誉 `{title}` 从 `{first}` 公示到 `{last}`，只有 {days} 个工作日，要求 {least} 个",
            "the notice of `{title}` from `{first}` to `{last}` has {days} working days; {least} are asked",
        ).format(title=value.title, first=value.notice_from, last=value.notice_until, days=days, least=least),
        Text(
            "延长公示；节假日不算，调休上班的算", "lengthen it; holidays do not count, 调休 working days do"
        ),
    )


def _too_early(honour: Entry[Honour], decided: datetime.date, until: datetime.date) -> Diagnostic:
    return finding(
        honour.at("decided_on"),
        Text(
            "荣誉 `{title}` 在 `{decided}` 决定，公示到 `{until}` 才结束",
            "the honour `{title}` was decided on `{decided}`, but its notice ends on `{until}`",
        ).format(title=honour.value.title, decided=decided, until=until),
        Text("公示结束之后再决定", "decide after the notice has ended"),
        (Related(honour.at("notice_until"), Text("公示到这天", "the notice's last day")),),
    )


def _unsettled(honour: Entry[Honour], index: int, objection: Objection) -> Diagnostic:
    settled = objection.settled_on
    when = Text("还没有办结", "is not settled")
    if settled is not None:
        when = Text(f"到 `{settled}` 才办结", f"was settled on `{settled}`")
    return finding(
        honour.at("objections", index, "what" if settled is None else "settled_on"),
        Text(
            "荣誉 `{title}` 在 `{decided}` 决定，异议 `{what}` {when}",
            "the honour `{title}` was decided on `{decided}`, but the objection `{what}` {when}",
        ).format(title=honour.value.title, decided=honour.value.decided_on, what=objection.what, when=when),
        Text("异议办结之后再决定，并写上结果", "settle it before the decision, and write the outcome"),
        (Related(honour.at("decided_on"), Text("决定日期", "the decision")),),
    )
