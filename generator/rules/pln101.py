"""预案的每一步恰有一个牵头负责方，至少有一个具体执行方

检查应急预案的每个步骤：`accountable`（牵头负责）恰好一个，`responsible`（具体去做）至少一个；每一方写
`organization`（机构）或 `role`（网格里的身份），两样只写一样。两家都牵头，就等于没人牵头；没有写谁去做，
事到临头只能互相等。

修改办法：留下一个牵头方，其余的改到 `responsible` 或 `consulted`；补上具体去做的一方。

过期：没有，和哪一天检查无关。

来源：责任分配矩阵（RACI）的通行规则；《中华人民共和国突发事件应对法》关于明确各方职责的要求。
---
Each step of a plan has exactly one accountable and at least one responsible party

Checks each step of an incident plan: one party in `accountable`, one or more in `responsible`, and
each party is either an `organization` or a `role` in the grid, not both. Where two lead, nobody
does; where nobody is told to act, everybody waits.

Repair: keep one accountable party and move the others to `responsible` or `consulted`; add who acts.

Lapse: none; it is the same on every day.

Source: the usual rules of a responsibility matrix (RACI); Emergency Response Law of the PRC, which
asks that duties be assigned.
"""

from collections.abc import Iterator
from functools import partial

from generator.catalogue import Catalogue, Entry
from generator.diagnostics import Diagnostic, Related, Severity, Text
from generator.facts.plans import Gap, find_gaps
from generator.model import Plan

CODE = "PLN101"
finding = partial(Diagnostic, CODE, Severity.ERROR)
LACKS = {
    "unled": ("accountable", Text("没有牵头负责方", "has no accountable party")),
    "undone": ("responsible", Text("没有写谁具体去做", "has no responsible party")),
}
UNCLEAR = {
    "nameless": Text("既没有写机构也没有写身份", "names neither an organisation nor a role"),
    "two_names": Text("机构和身份都写了", "names both an organisation and a role"),
}


def check(catalogue: Catalogue) -> Iterator[Diagnostic]:
    """Findings on steps that nobody or several lead, that nobody does, and on parties that name nobody."""
    for plan in catalogue.plans.values():
        for gap in find_gaps(catalogue, plan.value):
            if gap.what in LACKS:
                yield _nobody(plan, gap)
            elif gap.what == "led_twice":
                yield _another(plan, gap)
            elif gap.what in UNCLEAR:
                yield _unclear(plan, gap)


def _nobody(plan: Entry[Plan], gap: Gap) -> Diagnostic:
    field, lacks = LACKS[gap.what]
    return finding(
        plan.at(*gap.path, "do"),
        Text("预案 `{plan}` 的步骤 `{step}` {lacks}", "the step `{step}` of `{plan}` {lacks}").format(
            plan=plan.value.name, step=gap.text, lacks=lacks
        ),
        Text(f"在这一步补上 `{field}`", f"add `{field}` to this step"),
    )


def _another(plan: Entry[Plan], gap: Gap) -> Diagnostic:
    return finding(
        plan.at(*gap.path),
        Text(
            "预案 `{plan}` 的步骤 `{step}` 已经有牵头负责方，这里又写了一个",
            "the step `{step}` of `{plan}` already has an accountable party; this is another",
        ).format(plan=plan.value.name, step=gap.text),
        Text(
            "只留一个，其余的改到 `responsible` 或 `consulted`",
            "keep one; move the others to `responsible` or `consulted`",
        ),
        (Related(plan.at(*gap.path[:-1], 0), Text("第一个写在这里", "the first one stands here")),),
    )


def _unclear(plan: Entry[Plan], gap: Gap) -> Diagnostic:
    return finding(
        plan.at(*gap.path),
        Text(
            "预案 `{plan}` 的步骤 `{step}` 里，`{field}` 有一方{problem}",
            "in the step `{step}` of `{plan}`, a party of `{field}` {problem}",
        ).format(
            plan=plan.value.name,
            step=gap.text,
            field=gap.path[2],
            problem=UNCLEAR[gap.what],
        ),
        Text(
            "`organization` 和 `role` 只写一样；两方就分成两条",
            "write `organization` or `role`; make two items of two parties",
        ),
    )
