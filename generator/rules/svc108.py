"""临时提醒和暂停写明到哪天

检查服务的 `alert`（临时提醒）有没有写 `alert_until`（到哪天），`status: 暂停` 有没有写 `paused_until`；过了那
一天的也提醒。没有到头的“本周五停电”，过了几个月还挂在网页上、印在手册里；没有到头的暂停，居民不知道什么时候
能来。

过了 `alert_until`，提醒自动撤下；过了 `paused_until`，服务从第二天起按正常显示，不用等谁来改。已经停办或
结束的服务不检查。

修改办法：写上最后一天；还定不下来的，写下次再看的那一天，到时候改；过了的，删掉提醒，或把状态改回正常。

过期：没有，过了最后一天的自动撤下，留在条目里不碍事，一直只是提醒。

来源：领域约定；暂停、恢复的时间应当告诉居民。
---
Alerts and pauses say until when

Checks that `alert` of a service comes with `alert_until`, and `status: 暂停` with `paused_until`, and
points at those whose day has passed. An alert about a power cut on Friday without an end hangs on the
page for months and is printed; who reads of a pause without an end does not know when to come.

After `alert_until` the alert is taken off the page; after `paused_until` the service is shown as usual
from the next day on. Services that have ended are passed over.

Repair: write the last day; where it is not known, the day on which to look again. What has passed: delete
the alert, or set the status back to 正常.

Lapse: none; what is past its last day is off the page by itself, and stays a warning.

Source: a convention of the field; residents are told until when.
"""

from collections.abc import Iterator
from functools import partial

from generator.catalogue import Catalogue, Entry
from generator.diagnostics import Diagnostic, Severity, Text
from generator.facts.publication import is_over, is_past
from generator.model import Service

CODE = "SVC108"
finding = partial(Diagnostic, CODE, Severity.WARNING)
ALERT, PAUSE = Text("临时提醒", "alert"), Text("暂停", "pause")


def check(catalogue: Catalogue) -> Iterator[Diagnostic]:
    """A finding for each alert or pause without an end, or whose end has passed."""
    for service in catalogue.services.values():
        value = service.value
        if is_over(catalogue, value):
            continue
        stated = (
            ("alert", "alert_until", ALERT, value.alert is not None),
            ("status", "paused_until", PAUSE, value.status == "暂停"),
        )
        for field, end, title, holds in stated:
            last = getattr(value, end)
            if holds and last is None:
                yield _endless(service, field, end, title)
            elif holds and is_past(catalogue, last):
                yield _ended(service, end, title)


def _endless(service: Entry[Service], field: str, end: str, title: Text) -> Diagnostic:
    return finding(
        service.at(field),
        Text("`{name}` 的{title}没有写到哪天", "the {title} of `{name}` does not say until when").format(
            name=service.name, title=title
        ),
        Text(
            f"加一行 `{end}`，写最后一天；定不下来就写下次再看的那天",
            f"add `{end}` with the last day, or the day on which to look again",
        ),
    )


def _ended(service: Entry[Service], end: str, title: Text) -> Diagnostic:
    template = Text("`{name}` 的{title}到 `{last}` 已经过了", "the {title} of `{name}` ended on `{last}`")
    return finding(
        service.at(end),
        template.format(name=service.name, title=title, last=getattr(service.value, end)),
        Text("删掉提醒、改回 `正常`，或改日期", "delete the alert, set 正常, or change the day"),
    )
