"""网格长有替补，夜里找得到人

检查每个正在启用的网格有没有替补的网格长（`role: 网格长` 加 `deputy: true`，不能是网格长本人），以及有没有
24 小时找得到人的号码：网格自己的 `night_phone`，或者所在社区的居委会、村委会的 `night_phone`，或者联系这个
网格的机构的 `night_phone`。全市的热线不算：它离得太远，也不认得路。微网格靠所在的网格，不检查。

修改办法：给一名网格员加上替补网格长的身份；在网格或居委会、村委会的文件里补上 `night_phone`。

来源：林巧《新冠肺炎疫情下基层治理组织再造研究》（“全天候运行”）；替补和号码的写法是约定。
---
The head of a grid has a deputy, and somebody answers at night

Checks that each live grid has a deputy head (`role: 网格长` with `deputy: true`, another person than
the head), and a number that is answered for 24 hours: `night_phone` of the grid, of its community's
居委会 or 村委会, or of an organisation linked to the grid. The city's hotline does not count: it is far
away and does not know the way. A 微网格 leans on the grid around it.

Repair: give a worker of the grid the role of deputy head; add `night_phone` to the grid or to the
community's committee.

Source: Lin Qiao's paper on rebuilding grass-roots organisation (operating around the clock); how
deputies and numbers are stated is a convention.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.diagnostics import Diagnostic, Severity, Text
from generator.rules.ground import named

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from generator.catalogue import Catalogue, Entry, Member
    from generator.model import Grid

CODE = "PPL102"
SEVERITY = Severity.WARNING


def check(catalogue: Catalogue) -> Iterator[Diagnostic]:
    """Findings on live grids without a deputy head, or with nobody to call at night."""
    staffed = not catalogue.has_broken("person")
    known = not catalogue.has_broken("organization")
    answered = _answered_at_night(catalogue)
    for grid in catalogue.live_grids:
        if grid.value.kind == "微网格":
            continue
        if staffed and not _has_deputy(catalogue.members_by_grid.get(grid.id, ())):
            yield _no_deputy(grid)
        if known and not grid.value.night_phone and answered.isdisjoint({grid.id, grid.value.community}):
            yield _no_night_phone(grid)


def _answered_at_night(catalogue: Catalogue) -> frozenset[str]:
    """Ids of communities and grids with an organisation that answers for 24 hours."""
    found: set[str] = set()
    for organization in catalogue.organizations.values():
        value = organization.value
        if value.night_phone:
            found.update(value.grids)
            if value.kind == "村居" and value.division:
                found.add(value.division)
    return frozenset(found)


def _has_deputy(members: Sequence[Member]) -> bool:
    leading = [member for member in members if member.role.role == "网格长"]
    heads = {member.person.id for member in leading if not member.role.deputy}
    return any(member.role.deputy and member.person.id not in heads for member in leading)


def _no_deputy(grid: Entry[Grid]) -> Diagnostic:
    return Diagnostic(
        CODE,
        SEVERITY,
        grid.at("name"),
        Text("网格 {grid}没有替补的网格长", "grid {grid} has no deputy head").format(grid=named(grid)),
        Text(
            f"给一名网格员的 `roles` 加上 `grid: {grid.id}`、`role: 网格长`、`deputy: true`",
            f"add `grid: {grid.id}`, `role: 网格长`, `deputy: true` to `roles` of one of its workers",
        ),
    )


def _no_night_phone(grid: Entry[Grid]) -> Diagnostic:
    return Diagnostic(
        CODE,
        SEVERITY,
        grid.at("name"),
        Text(
            "网格 {grid}没有 24 小时找得到人的号码", "grid {grid} has no number that is answered at night"
        ).format(grid=named(grid)),
        Text(
            "在网格或社区居委会、村委会的文件里补上 `night_phone`",
            "add `night_phone` to the grid or to the community's committee",
        ),
    )
