"""事项先公布，后生效

检查事项的每一条变更（`changes`）是不是在生效当天或之前公布，以及写了 `published_on` 的事项是不是在准入
当天或之前公布。居民和网格员先知道了，新的规矩才算数；先执行、后公布，谁也没法监督。

修改办法：核对两个日期；公布晚了的，把生效日期推到公布之后。

过期：没有，和哪一天检查无关。

来源：《舟山市网格化服务管理条例》第二十五条（清单调整的，应当在生效前向社会公布）。
---
A matter is published before it takes effect

Checks that each of a matter's `changes` was published on or before the day on which it takes
effect, and that a matter with `published_on` was published on or before its admission. A rule
counts once people can know it; what is published afterwards nobody could watch.

Repair: check both dates; what was published late takes effect later.

Lapse: none; it is the same on every day.

Source: 舟山市网格化服务管理条例, art. 25 (a changed list is published before it takes effect).
"""

import datetime
from collections.abc import Iterator
from functools import partial

from generator.catalogue import Catalogue, Entry
from generator.diagnostics import Diagnostic, KeyPath, Related, Severity, Text
from generator.model import Matter

CODE = "MAT103"
finding = partial(Diagnostic, CODE, Severity.ERROR)


def check(catalogue: Catalogue) -> Iterator[Diagnostic]:
    """Findings on admissions and changes that were published too late."""
    for matter in catalogue.matters.values():
        published, begun = matter.value.published_on, matter.value.admitted_on
        if published is not None and begun is not None and published > begun:
            what = Text("准入", "admission")
            yield _late(matter, ("published_on",), ("admitted_on",), what, (published, begun))
        for index, change in enumerate(matter.value.changes):
            if change.published_on > change.effective_on:
                path = ("changes", index)
                what = Text(f"变更 `{change.what}` ", f"change `{change.what}`")
                dates = change.published_on, change.effective_on
                yield _late(matter, (*path, "published_on"), (*path, "effective_on"), what, dates)


def _late(
    matter: Entry[Matter],
    path: KeyPath,
    other: KeyPath,
    what: Text,
    dates: tuple[datetime.date, datetime.date],
) -> Diagnostic:
    return finding(
        matter.at(*path),
        Text(
            "事项 `{name}` 的{what}在 `{published}` 公布，晚于生效的 `{effective}`",
            "the {what} of the matter `{name}` was published on `{published}`, after it took effect on"
            " `{effective}`",
        ).format(name=matter.value.name, what=what, published=dates[0], effective=dates[1]),
        Text(
            "先公布、后生效：核对日期，或推迟生效",
            "publish first: check the dates, or let it take effect later",
        ),
        (Related(matter.at(*other), Text("从这一天起生效", "takes effect on this day")),),
    )
