"""预案的升级不绕圈

检查应急预案的 `escalates_to`（升级到）：顺着往上升，不能又回到原来的预案，也不能升级到自己。绕成圈的
预案，情况变重时没有人知道该用哪一份。

修改办法：找出圈里哪一份是最高的预案，删掉它的 `escalates_to`。

过期：没有，和哪一天检查无关。

来源：领域约定（升级的方向只能是从轻到重）。
---
The escalation of plans runs in no circle

Checks `escalates_to` of plans: going up leads back to no plan that was left, nor does a plan
escalate to itself. In a circle nobody knows which plan holds when things grow worse.

Repair: find out which plan of the circle is the highest, and delete its `escalates_to`.

Lapse: none; it is the same on every day.

Source: a convention of the field (one escalates from the lesser to the graver only).
"""

from collections.abc import Iterator
from functools import partial

from generator.catalogue import Catalogue, Entry
from generator.diagnostics import Diagnostic, Related, Severity, Text
from generator.model import Plan

CODE = "PLN106"
finding = partial(Diagnostic, CODE, Severity.ERROR)


def check(catalogue: Catalogue) -> Iterator[Diagnostic]:
    """One finding for each circle, at the plan whose id comes first."""
    done: set[str] = set()
    for name in sorted(catalogue.plans):
        trail: dict[str, Entry[Plan]] = {}
        current: str | None = name
        while current is not None and current not in done and current not in trail:
            plan = catalogue.plans.get(current)
            if plan is None:
                break
            trail[current] = plan
            current = plan.value.escalates_to
        if current is not None and current in trail:
            ring = list(trail)
            yield _circle([trail[one] for one in ring[ring.index(current) :]])
        done |= trail.keys()


def _circle(plans: list[Entry[Plan]]) -> Diagnostic:
    first = min(range(len(plans)), key=lambda number: plans[number].id)
    ring = [*plans[first:], *plans[:first]]
    route = " → ".join(f"`{plan.value.name}`" for plan in (*ring, ring[0]))
    return finding(
        ring[0].at("escalates_to"),
        Text("预案的升级绕成了圈：{route}", "the escalation of plans runs in a circle: {route}").format(
            route=route
        ),
        Text("删掉最高一份预案的 `escalates_to`", "delete `escalates_to` of the highest plan"),
        tuple(
            Related(plan.at("escalates_to"), Text("圈里的下一步", "the next step of the circle"))
            for plan in ring[1:]
        ),
    )
