"""登记的机构要有事做

检查每个机构有没有参与一件事：提供或核实服务、参加组团、牵头或参加预案、批准或解决事项、发布公告、做考核
或评估、联系网格、派人到网格任职、牵头互助，或者管着别的机构；别的条目写了它的，都算。居委会、村委会所在的社区有启用的网格，也算。只登记不
参与，居民看到一个名字，却不知道能找它做什么。已经停办的服务、没有身份的人员不算，
只是被评估、被通知到也不算。

修改办法：写明它做什么，例如让它提供一项服务、参加一个组团；确实没有参与的，删掉。

过期：时间到了也会出现，一直是提醒，不影响发布。

来源：林巧《新冠肺炎疫情下基层治理组织再造研究》（“没能把这些社会服务组织有效纳入”）。
---
A registered organisation takes part in something

Checks that each organisation does something: provides or assures a service, is in a team, acts in a
plan, admits or solves a matter, issues notices, assesses or evaluates, is linked to a grid, has people in
duty there, leads mutual help, or has organisations below it; whatever else names it counts as well.
A 居委会 or 村委会 whose community has live grids does. A name on a list tells residents nothing about
what to ask it for. Services that have ended and people without a role do not count, nor does being
evaluated or informed.

Repair: say what it does, like a service or a team; otherwise delete it.

Lapse: time may bring it about; it stays a warning and stops nothing.

Source: Lin Qiao's paper on rebuilding grass-roots organisation (social organisations were not
really taken in).
"""

from collections.abc import Iterator
from functools import partial

from generator.catalogue import Catalogue, Entry
from generator.diagnostics import Diagnostic, Severity, Text
from generator.facts.organizations import linked_organizations
from generator.model import Organization

CODE = "ORG101"
finding = partial(Diagnostic, CODE, Severity.WARNING)


def check(catalogue: Catalogue) -> Iterator[Diagnostic]:
    """Findings on organisations that take part in nothing. A broken file may have named one."""
    if not catalogue.broken:
        idle = catalogue.organizations.keys() - linked_organizations(catalogue)
        yield from (_orphan(catalogue.organizations[name]) for name in sorted(idle))


def _orphan(organization: Entry[Organization]) -> Diagnostic:
    return finding(
        organization.at("name"),
        Text(
            "机构 `{name}` 登记了，但没有服务、组团或职责",
            "the organisation `{name}` is registered but has no service, team or responsibility",
        ).format(name=organization.value.name),
        Text(
            "写明它做什么：提供一项服务、参加一个组团，或用 `grids` 联系网格；不再参与就删掉",
            "say what it does: a service, a team, `grids` that it is linked to; or delete it",
        ),
    )
