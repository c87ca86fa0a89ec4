"""预案的牵头负责方是政府部门或村居

检查应急预案每个步骤的 `accountable`（牵头负责）：必须是类型为“政府部门”或“村居”的机构，不能是网格员等
网格里的身份，也不能是企业、社会组织、志愿队或党组织。牵头要动用公权力、承担法律责任，网格员和志愿者
没有这个权力，也不该替别人担责。他们可以写在 `responsible` 里，做力所能及的事。

修改办法：`accountable` 改成主管部门或村居，原来那一方移到 `responsible`。

过期：没有，和哪一天检查无关。

来源：《中华人民共和国突发事件应对法》（政府负责、部门分工、村居协助）；网格员没有管理社会的公权力
（《新冠肺炎疫情下基层治理组织再造研究》，林巧，2020）。
---
The accountable party of a plan is an authority or a village or residents' committee

Checks `accountable` of each step: an organisation of the kind 政府部门 or 村居, never a role in the
grid, a company, a society, a volunteer team or a party branch. To lead means to use public power
and to answer for it; grid workers and volunteers have none, and should not carry it for others.
They may stand in `responsible` for what they can do.

Repair: name the competent department or committee, and move the party to `responsible`.

Lapse: none; it is the same on every day.

Source: Emergency Response Law of the PRC (governments answer, departments share the work,
committees assist); grid workers hold no public power (Lin Qiao 2020, the paper behind this tool).
"""

from collections.abc import Iterator
from functools import partial

from generator.catalogue import Catalogue, Entry
from generator.diagnostics import Diagnostic, Related, Severity, Text
from generator.facts.plans import Gap, find_gaps
from generator.model import Plan

CODE = "PLN102"
finding = partial(Diagnostic, CODE, Severity.ERROR)
HINT = Text(
    "牵头方改成主管部门或村居，这一方移到 `responsible`",
    "name the competent department or committee, and move this party to `responsible`",
)


def check(catalogue: Catalogue) -> Iterator[Diagnostic]:
    """Findings on accountable parties without public power."""
    for plan in catalogue.plans.values():
        for gap in find_gaps(catalogue, plan.value):
            if gap.what == "powerless":
                yield _powerless(catalogue, plan, gap)


def _powerless(catalogue: Catalogue, plan: Entry[Plan], gap: Gap) -> Diagnostic:
    party = plan.value.steps[int(gap.path[1])].accountable[int(gap.path[-1])]
    organization = catalogue.organizations.get(party.organization or "")
    if organization is None or party.role is not None:
        told = Text(
            "预案 `{plan}` 的步骤 `{step}` 由 `{role}` 牵头负责，网格里的身份没有公权力",
            "`{role}` leads the step `{step}` of `{plan}`, but roles in a grid hold no public power",
        ).format(plan=plan.value.name, step=gap.text, role=party.role)
        return finding(plan.at(*gap.path, "role"), told, HINT)
    return finding(
        plan.at(*gap.path, "organization"),
        Text(
            "预案 `{plan}` 的步骤 `{step}` 由 `{name}` 牵头负责，它的类型是“{kind}”",
            "`{name}` is accountable for the step `{step}` of `{plan}`, but is of the kind {kind}",
        ).format(
            plan=plan.value.name,
            step=gap.text,
            name=organization.value.name,
            kind=organization.value.kind,
        ),
        HINT,
        (Related(organization.at("kind"), Text("类型写在这里", "the kind stands here")),),
    )
