"""步骤的时间不超过办理时限，每一步写明谁来做

检查各步骤的 `minutes` 加起来有没有超过 `time_limit`，以及每一步有没有写 `who`（谁来做）。对居民承诺的
时限，自己的步骤都放不下，就是空话；没有写谁来做的步骤，居民不知道该找谁。

换算：一个工作日 480 分钟，一天 1440 分钟，“当场”按一个工作日算，“20-30分钟”按长的算。没有写时限的只查
`who`；“3个月”“每年3月15日前”这样的时限换算不成分钟，提示一声，不比较。

修改办法：核对每一步的分钟数；确实要这么久的，把时限写长。没有写 `who` 的步骤，补上居民、网格员或窗口人员。

过期：没有，和哪一天检查无关。

来源：菲律宾《公民宪章》（Citizen's Charter）的通行写法：每一步写明做什么、谁来做、多少分钟，并写总时间。
---
The steps fit the time limit, and each names who acts

Checks that the `minutes` of the steps together do not exceed `time_limit`, and that each step has
`who`. A promise that its own steps break is none; a step by nobody leaves residents without anyone
to ask.

A working day is 480 minutes, a day 1440; 当场 counts as one working day, 20-30分钟 as the longer. Without
a time limit only `who` is checked; limits in months or by a day of the calendar are no minutes: a note
says that nothing was compared.

Repair: check the minutes; if they are right, lengthen the limit. Add who acts to the step.

Lapse: none; it is the same on every day.

Source: the usual form of the Philippine Citizen's Charter: each step with what happens, who acts
and how many minutes, and the total.
"""

from collections.abc import Iterator
from functools import partial

from generator.catalogue import Catalogue, Entry
from generator.diagnostics import Diagnostic, Related, Severity, Text
from generator.model import Service

CODE = "SVC102"
finding = partial(Diagnostic, CODE, Severity.WARNING)


def check(catalogue: Catalogue) -> Iterator[Diagnostic]:
    """Findings on steps by nobody, and on steps longer than the limit."""
    for service in catalogue.services.values():
        limit = service.value.time_limit
        total = sum(step.minutes or 0 for step in service.value.steps)
        if limit is not None and limit.minutes is None and total:
            yield _uncompared(service, limit.text)
        elif limit is not None and limit.minutes is not None and total > limit.minutes:
            yield _too_long(service, total, limit.text, limit.minutes)
        for index, step in enumerate(service.value.steps):
            if step.who is None:
                yield _nobody(service, index, step.do)


def _too_long(service: Entry[Service], total: int, limit: str, minutes: int) -> Diagnostic:
    timed = [index for index, step in enumerate(service.value.steps) if step.minutes]
    return finding(
        service.at("time_limit"),
        Text(
            "服务 `{name}` 的步骤共 {total} 分钟，超过办理时限 `{limit}`（{minutes} 分钟）",
            "the steps of `{name}` take {total} minutes, more than the limit `{limit}` ({minutes} minutes)",
        ).format(name=service.value.name, total=total, limit=limit, minutes=minutes),
        Text("核对每一步的分钟数，或把时限写长", "check the minutes of the steps, or lengthen the limit"),
        tuple(Related(service.at("steps", index, "minutes"), Text("算在内", "counted")) for index in timed),
    )


def _uncompared(service: Entry[Service], limit: str) -> Diagnostic:
    return Diagnostic(
        CODE,
        Severity.INFO,
        service.at("time_limit"),
        Text(
            "时限 `{limit}` 换算不成分钟，没有和步骤的时间比较",
            "the limit `{limit}` is no number of minutes and was not compared with the steps",
        ).format(limit=limit),
        Text(
            "时限没写错就不用改；自己看一看步骤放不放得下",
            "nothing to do if it is right; see for yourself that the steps fit",
        ),
    )


def _nobody(service: Entry[Service], index: int, action: str) -> Diagnostic:
    return finding(
        service.at("steps", index, "do"),
        Text(
            "服务 `{name}` 的第 {number} 步 `{action}` 没有写谁来做",
            "step {number} of `{name}`, `{action}`, does not say who acts",
        ).format(name=service.value.name, number=index + 1, action=action),
        Text("补上 `who`，例如：居民、网格员、窗口工作人员", "add `who`, like 居民, 网格员, 窗口工作人员"),
    )
