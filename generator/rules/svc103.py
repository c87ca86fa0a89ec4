"""服务内容按期核实

检查 `assured_on`（核实日期）离今天有没有超过期限：一般 365 天，政务服务 180 天（`profile.yaml` 的
`assurance`），有没有过了条目自己写的 `review_by`（下次核实）。过期是提醒，网页上会带“信息待核实”的标记；
超过期限两倍（`much_later`）是错误；日期写在将来也是错误。已经停办或已经结束的服务不检查。电话打不通、
地址搬了却没有人改，比没有信息更糟。

修改办法：打电话给提供单位，逐项核对，改好后把 `assured_on` 写成核对那天。不要只改日期。

过期：久未核实是到期：先提醒，过了 `much_later` 倍算错误，一直不影响发布；服务页上写着信息待核实。

来源：领域约定，没有统一规定，所以天数和倍数都可以在 `profile.yaml` 里设置。
---
Services are assured in time

Checks how long ago `assured_on` is: at most 365 days, 180 for 政务 services (`assurance` in
`profile.yaml`), and whether the entry's own `review_by` is past. Later is a warning, and the page
carries a badge; more than twice the days (`much_later`) is an error, and so is a date in the future.
Services that have ended are passed over. A phone that nobody answers is worse than none.

Repair: call the provider, go through the entry, and write the day of that as `assured_on`. Do not
change the date alone.

Lapse: what was assured too long ago lapses: a warning, after `much_later` times the days an error,
which stops no publishing; the service's page says so.

Source: a convention of the field without a general rule, hence settings in `profile.yaml`.
"""

import datetime
from collections.abc import Iterator
from functools import partial

from generator.catalogue import Catalogue, Entry
from generator.diagnostics import Diagnostic, Lapse, Severity, Text
from generator.facts.offers import Assurance, assurance_of
from generator.facts.publication import is_over
from generator.model import Service

CODE = "SVC103"
finding = partial(Diagnostic, CODE, Severity.WARNING)
MEANWHILE = Text("服务页上写着信息待核实", "the service's page says so")


def check(catalogue: Catalogue) -> Iterator[Diagnostic]:
    """Findings on services assured too long ago, or in the future."""
    for service in catalogue.services.values():
        if is_over(catalogue, service.value):
            continue
        assurance = assurance_of(catalogue, service.value)
        if service.value.assured_on > catalogue.today:
            yield _in_future(service, catalogue.today)
        elif assurance.overdue:
            since = assurance.due + datetime.timedelta(days=1)
            lapse = Lapse(since, max(assurance.due, assurance.tolerated), MEANWHILE)
            yield _overdue(service, assurance).lapsed(lapse, catalogue.today)


def _in_future(service: Entry[Service], today: datetime.date) -> Diagnostic:
    return Diagnostic(
        CODE,
        Severity.ERROR,
        service.at("assured_on"),
        Text(
            "服务 `{name}` 的核实日期 `{date}` 在今天（`{today}`）之后",
            "`{name}` was assured on `{date}`, which is after today (`{today}`)",
        ).format(name=service.value.name, date=service.value.assured_on, today=today),
        Text("写实际核实的那一天", "write the day on which it was assured"),
    )


def _overdue(service: Entry[Service], assurance: Assurance) -> Diagnostic:
    value = service.value
    promised = value.review_by is not None and assurance.age <= assurance.days
    told = Text(
        "服务 `{name}` 由 `{by}` 在 `{date}` 核实，已过 {age} 天，期限是 {days} 天",
        "`{name}` was assured by `{by}` on `{date}`, {age} days ago; the limit is {days} days",
    )
    if promised:
        told = Text(
            "服务 `{name}` 写了在 `{due}` 以前再核实，上次由 `{by}` 在 `{date}` 核实",
            "`{name}` was to be assured again by `{due}`; `{by}` did so last on `{date}`",
        )
    return finding(
        service.at("review_by" if promised else "assured_on"),
        told.format(
            name=value.name,
            by=value.assured_by,
            date=value.assured_on,
            age=assurance.age,
            days=assurance.days,
            due=assurance.due,
        ),
        Text(
            f"最迟应在 {assurance.due} 重新核实；逐项核对后再改 `assured_on`",
            f"it was due on {assurance.due}; go through the entry, then change `assured_on`",
        ),
    )
