"""预案的每个级别、每个阶段都有步骤，负责的机构夜里找得到人

检查应急预案 `response_levels` 里的每个响应级别，在 `phases` 里的每个阶段是不是至少有一个步骤；步骤写的
级别和阶段是不是都在范围之内；牵头负责和具体去做的机构有没有 `night_phone`（24小时电话）和 `deputy`
（替补岗位）。应急最怕两件事：到了那一级没有写怎么办，夜里打电话没有人接。

每个机构只报一次，指在机构文件里，因为要改的是机构文件。网格里的身份由 PPL102 检查。

修改办法：补上步骤；一个步骤适用几个级别的，`levels` 写全；机构文件里补上 `night_phone` 和 `deputy`。

过期：没有，和哪一天检查无关。

来源：《中华人民共和国突发事件应对法》关于应急预案内容和值班制度的要求；联防联控、全天候运行
（《新冠肺炎疫情下基层治理组织再造研究》，林巧，2020）。
---
Each level and phase of a plan has steps, and who answers can be reached at night

Checks that each of the plan's `response_levels` has a step in each of its `phases`; that steps name
levels and phases in this scope only; and that accountable and responsible organisations have a
`night_phone` and a `deputy`. In an emergency the worst are a level that nobody wrote down and a
phone that nobody answers.

An organisation is reported once, in its own file, since the repair belongs there. Roles in the grid
are the matter of PPL102.

Repair: add the step, or complete `levels` of a step that holds for several; add `night_phone` and
`deputy` to the organisation.

Lapse: none; it is the same on every day.

Source: Emergency Response Law of the PRC (contents of plans, duty at all hours); Lin Qiao 2020, the
paper behind this tool (joint response, around the clock).
"""

from collections.abc import Iterator
from functools import partial

from generator.catalogue import Catalogue, Entry
from generator.diagnostics import Diagnostic, Place, Related, Severity, Text
from generator.facts.plans import Gap, answering_organizations, find_gaps, find_unreachable
from generator.model import Organization, Plan

CODE = "PLN103"
finding = partial(Diagnostic, CODE, Severity.ERROR)
REACHED = {
    "night_phone": Text("24小时电话（`night_phone`）", "a 24-hour phone (`night_phone`)"),
    "deputy": Text("替补（`deputy`）", "a deputy (`deputy`)"),
}


def check(catalogue: Catalogue) -> Iterator[Diagnostic]:
    """Findings on empty cells of the matrix, steps outside it, and organisations out of reach."""
    for plan in catalogue.plans.values():
        for gap in find_gaps(catalogue, plan.value):
            if gap.what == "empty":
                yield _empty(plan, gap)
            elif gap.what == "outside":
                yield _outside(plan, gap)
    for name, (plan, path) in answering_organizations(catalogue.plans.values()).items():
        organization = catalogue.organizations.get(name)
        if organization is not None and (missing := find_unreachable(organization.value)):
            yield _unreachable(organization, missing, plan, plan.at(*path))


def _empty(plan: Entry[Plan], gap: Gap) -> Diagnostic:
    level = plan.value.response_levels[int(gap.path[1])]
    return finding(
        plan.at(*gap.path),
        Text(
            "预案 `{plan}` 的{level}级响应在“{phase}”阶段没有步骤",
            "response level {level} of `{plan}` has no step in the phase {phase}",
        ).format(plan=plan.value.name, level=level, phase=gap.text),
        Text(
            f"加一个步骤，或在适用的步骤里把 `{level}` 写进 `levels`",
            f"add a step, or add `{level}` to `levels` of one that holds for it",
        ),
    )


def _outside(plan: Entry[Plan], gap: Gap) -> Diagnostic:
    field = "phases" if gap.path[-1] == "phase" else "response_levels"
    return finding(
        plan.at(*gap.path),
        Text(
            "步骤写的 `{value}` 不在预案 `{plan}` 的 `{field}` 里",
            "`{value}` of this step is not among `{field}` of `{plan}`",
        ).format(value=gap.text, plan=plan.value.name, field=field),
        Text(f"改正步骤，或把它加进 `{field}`", f"correct the step, or add it to `{field}`"),
    )


def _unreachable(
    organization: Entry[Organization], missing: tuple[str, ...], plan: Entry[Plan], place: Place
) -> Diagnostic:
    lacks = [REACHED[field] for field in missing]
    return finding(
        organization.at("name"),
        Text(
            "`{name}` 在预案 `{plan}` 里负责，却没有写{zh}",
            "`{name}` has duties in the plan `{plan}`, but not {en}",
        ).format(
            name=organization.value.name,
            plan=plan.value.name,
            zh="和".join(lack.zh for lack in lacks),
            en=" and ".join(lack.en for lack in lacks),
        ),
        Text(
            "写夜里也有人接的号码和替补岗位", "add the number answered at night and the post that stands in"
        ),
        (Related(place, Text("预案里写在这里", "named here in the plan")),),
    )
