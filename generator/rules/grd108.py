"""公开的网格要让人找得到、打得通

检查每个正在启用的网格是否写了范围（`covers` 或 `boundary`），以及是否至少有一名在岗的工作人员
（志愿者不算）公布了值班电话。名称是必填字段；监督电话没有单独写的，用 `profile.yaml` 里的总号码，
所以这两项总是有的。一个人都没有的网格由 PPL101 报告，这里不再重复。

修改办法：在网格文件里补上 `covers`；在网格长或网格员的文件里补上 `duty_phone`。

过期：公布了值班电话的人任期满了，是到期：先提醒，过了宽限天数算错误，一直不影响发布；网格页上只有监督电
话和热线。

来源：《舟山市网格化服务管理条例》（网格的名称、范围、人员、值班电话和监督电话向社会公开）。
---
A published grid can be found and called

Checks that each live grid states its area (`covers` or `boundary`) and that at least one person in
duty there, other than volunteers, has a duty phone. The name is required anyway; the supervision
phone falls back to that of `profile.yaml`. A grid with nobody at all is reported by PPL101 alone.

Repair: add `covers` to the grid; add `duty_phone` to the head or a worker of the grid.

Lapse: when the term of whoever had a duty phone ends, it lapses: a warning, after the days of grace
an error, which stops no publishing; the grid's page shows the supervision phone and the hotline.

Source: 舟山市网格化服务管理条例 (name, area, staff, duty phone and supervision phone are public).
"""

from collections.abc import Iterator
from functools import partial

from generator.catalogue import Catalogue, Entry, Member
from generator.diagnostics import Diagnostic, Related, Severity, Text
from generator.facts.presence import can_be_rung
from generator.model import Grid
from generator.rules.texts import named

CODE = "GRD108"
finding = partial(Diagnostic, CODE, Severity.ERROR)
AHEAD = True
MEANWHILE = Text(
    "网格页只写监督电话",
    "the grid's page shows the supervision phone only",
)


def check(catalogue: Catalogue) -> Iterator[Diagnostic]:
    """Findings on live grids without an area, or without anybody to call."""
    certain = not catalogue.has_broken("person")
    for grid in catalogue.live_grids:
        if not grid.value.covers and not grid.value.boundary:
            yield _no_area(grid)
        staff = [
            member for member in catalogue.members_by_grid.get(grid.id, ()) if member.role.role != "志愿者"
        ]
        if staff and certain and not any(can_be_rung(catalogue, member) for member in staff):
            yield _no_phone(grid, staff)


def _no_area(grid: Entry[Grid]) -> Diagnostic:
    return finding(
        grid.at("name"),
        Text("网格 {grid}没有写包括哪些地方", "grid {grid} does not say what it covers").format(
            grid=named(grid)
        ),
        Text(
            "在 `covers` 里写上小区、楼栋或村落的名称，也可以画 `boundary`",
            "name estates, buildings or hamlets in `covers`, or draw a `boundary`",
        ),
    )


def _no_phone(grid: Entry[Grid], staff: list[Member]) -> Diagnostic:
    names = [member.person.value.name for member in staff]
    return finding(
        grid.at("name"),
        Text(
            "网格 {grid}的工作人员 {zh} 都没有公布值班电话",
            "none of the staff of grid {grid} ({en}) has a duty phone",
        ).format(
            grid=named(grid),
            zh="、".join(f"`{name}`" for name in names),
            en=", ".join(f"`{name}`" for name in names),
        ),
        Text("至少给其中一人补上 `duty_phone`", "add `duty_phone` to one of them at least"),
        tuple(
            Related(member.person.at("name"), Text("没有值班电话", "without duty phone")) for member in staff
        ),
    )
