"""服务内容按期核实

检查 `assured_on`（核实日期）离今天有没有超过期限：一般 365 天，政务服务 180 天（`profile.yaml` 的
`assurance`）。过期是提醒，网页上会带“久未核实”的标记；超过期限两倍（`much_later`）是错误；日期写在
将来也是错误。已经停办或已经结束的服务不检查。电话打不通、地址搬了却没有人改，比没有信息更糟。

修改办法：打电话给提供单位，逐项核对，改好后把 `assured_on` 写成核对那天。不要只改日期。

来源：领域约定，没有统一规定，所以天数和倍数都可以在 `profile.yaml` 里设置。
---
Services are assured in time

Checks how long ago `assured_on` is: at most 365 days, 180 for 政务 services (`assurance` in
`profile.yaml`). Later is a warning, and the page carries a badge; more than twice the days
(`much_later`) is an error, and so is a date in the future. Services that have ended are passed over.
A phone that nobody answers is worse than none.

Repair: call the provider, go through the entry, and write the day of that as `assured_on`. Do not
change the date alone.

Source: a convention of the field without a general rule, hence settings in `profile.yaml`.
"""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING

from generator.diagnostics import Diagnostic, Severity, Text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.catalogue import Catalogue, Entry
    from generator.model import Service

CODE = "SVC103"
SEVERITY = Severity.WARNING


def check(catalogue: Catalogue) -> Iterator[Diagnostic]:
    """Findings on services assured too long ago, or in the future."""
    for service in catalogue.services.values():
        value, today = service.value, catalogue.today
        over = value.valid_until is not None and value.valid_until < today
        if value.status == "停办" or over:
            continue
        if value.assured_on > today:
            yield _in_future(service, today)
            continue
        assurance = catalogue.profile.assurance
        days = assurance.government_days if value.type == "政务" else assurance.days
        age = (today - value.assured_on).days
        if age > days:
            yield _overdue(service, age, days, much_later=age > days * assurance.much_later)


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


def _overdue(service: Entry[Service], age: int, days: int, *, much_later: bool) -> Diagnostic:
    value = service.value
    last = value.assured_on + datetime.timedelta(days=days)
    return Diagnostic(
        CODE,
        Severity.ERROR if much_later else SEVERITY,
        service.at("assured_on"),
        Text(
            "服务 `{name}` 由 `{by}` 在 `{date}` 核实，已过 {age} 天，期限是 {days} 天",
            "`{name}` was assured by `{by}` on `{date}`, {age} days ago; the limit is {days} days",
        ).format(name=value.name, by=value.assured_by, date=value.assured_on, age=age, days=days),
        Text(
            f"最迟应在 {last} 重新核实；逐项核对后再改 `assured_on`",
            f"it was due on {last}; go through the entry, then change `assured_on`",
        ),
    )
