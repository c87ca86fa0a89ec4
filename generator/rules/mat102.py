"""临时事项有批准单位和结束日期

检查临时增加的事项（`temporary: true`，或写了 `temporary_until`）有没有写批准单位 `admitted_by` 和结束日期
`temporary_until`。应急时可以临时加任务，但要有人同意，也要有到头的一天，不然临时的就成了长期的。
到期的事项自动退出清单；还有步骤在用它的，由 MAT101 报告。

修改办法：补上批准单位和结束日期；要长期做的，走正式的准入程序，去掉 `temporary`。

过期：没有，和哪一天检查无关。

来源：《舟山市网格化服务管理条例》第二十四条（应急临时增加的事项须经同意并明确期限）。
---
A temporary matter has an approver and an end date

Checks that a matter added for the time being (`temporary: true`, or with `temporary_until`) has
`admitted_by` and `temporary_until`. An emergency may add to the list, with consent and an end;
otherwise the temporary becomes permanent. An ended matter
leaves the list by itself; steps that still name it are reported by MAT101.

Repair: add the approver and the end date; what is to stay is admitted in the regular way, without
`temporary`.

Lapse: none; it is the same on every day.

Source: 舟山市网格化服务管理条例, art. 24 (emergency additions need consent and an end date).
"""

from collections.abc import Iterator
from functools import partial

from generator.catalogue import Catalogue, Entry
from generator.diagnostics import Diagnostic, Severity, Text
from generator.model import Matter

CODE = "MAT102"
finding = partial(Diagnostic, CODE, Severity.ERROR)
NEEDED = {
    "admitted_by": Text("批准单位", "approver"),
    "temporary_until": Text("结束日期", "end date"),
}


def check(catalogue: Catalogue) -> Iterator[Diagnostic]:
    """Findings on temporary matters without approver or end."""
    for matter in catalogue.matters.values():
        value = matter.value
        if not value.temporary and value.temporary_until is None:
            continue
        for field, title in NEEDED.items():
            if getattr(value, field) is None:
                yield _missing(matter, field, title)


def _missing(matter: Entry[Matter], field: str, title: Text) -> Diagnostic:
    stated = "temporary" if matter.value.temporary else "temporary_until"
    return finding(
        matter.at(stated),
        Text(
            "临时事项 `{name}` 没有写{title}（`{field}`）",
            "the temporary matter `{name}` has no {title} (`{field}`)",
        ).format(name=matter.value.name, title=title, field=field),
        Text(
            f"补上 `{field}`；要长期做的，走正式准入，去掉 `temporary`",
            f"add `{field}`; what is to stay is admitted in the regular way",
        ),
    )
