"""每个网格恰有一名网格长，至少有一名网格员

检查每个正在启用的网格在今天有没有恰好一名网格长（替补不算），以及至少一名专职或兼职网格员（替补也算，和
PPL103 一样）。微网格由微网格长负责，所以微网格改查恰好一名微网格长，不要求网格员。任期还没开始或已经
结束的不算在内。两个人都是网格长，居民不知道该找谁；一个也没有，就没有人负责。

修改办法：在人员文件的 `roles` 里补上身份；有两名网格长的，一人改成 `deputy: true`，或写上 `until`。

过期：任期满了没有人接任，是到期：先提醒，过了宽限天数算错误，一直不影响发布；网格页不再写这个人。从来没
有写过的，两个人任期重叠的，不算到期，还没上任的现在就检查。

来源：《舟山市网格化服务管理条例》第十一条（网格长、专职网格员、兼职网格员、网格指导员的配备）。
---
Each grid has exactly one 网格长 and at least one 网格员

Checks that each live grid has today exactly one 网格长 (deputies apart) and at least one 专职 or
兼职网格员 (deputies as well, as in PPL103). A 微网格 is led by a 微网格长: it needs exactly one, and no
网格员. Roles that have ended or not begun do not count. With two heads nobody knows whom to ask;
with none nobody answers.

Repair: add the role to `roles` of a person; of two heads make one `deputy: true`, or set `until`.

Lapse: a term that ends without successor lapses: a warning, after the days of grace an error, which
stops no publishing; the grid's page leaves the person out. A post that never had anybody, or two at
once, is no lapse, and is found before it comes.

Source: 舟山市网格化服务管理条例, art. 11 (staff of grids).
"""

from collections.abc import Iterator
from functools import partial

from generator.catalogue import Catalogue, Entry, Member
from generator.diagnostics import Diagnostic, Related, Severity, Text
from generator.facts.presence import staff_of
from generator.model import Grid
from generator.rules.texts import named

CODE = "PPL101"
finding = partial(Diagnostic, CODE, Severity.ERROR)
AHEAD = True
MEANWHILE = Text("网站和手册不再写任期已满的人", "site and handbooks leave out whose term is over")


def check(catalogue: Catalogue) -> Iterator[Diagnostic]:
    """Findings on live grids without or with too many heads, or without workers."""
    certain = not catalogue.has_broken("person")
    for grid in catalogue.live_grids:
        staff = staff_of(catalogue, grid.id)
        yield from (_missing(grid, role) for role in staff.missing if certain)
        yield from (_second_head(grid, staff.head_role, one, staff.heads[0]) for one in staff.heads[1:])


def _missing(grid: Entry[Grid], role: str) -> Diagnostic:
    written = "专职网格员 或 兼职网格员" if role == "网格员" else role
    return finding(
        grid.at("name"),
        Text("网格 {grid}没有在岗的{role}", "grid {grid} has no {role} in duty").format(
            grid=named(grid), role=role
        ),
        Text(
            f"在某人的 `roles` 里加上 `grid: {grid.id}`，`role` 写 {written}",
            f"add `grid: {grid.id}` with `role` {written.replace('或', 'or')} to a person's `roles`",
        ),
    )


def _second_head(grid: Entry[Grid], role: str, other: Member, first: Member) -> Diagnostic:
    return finding(
        other.person.at("roles", other.index, "role"),
        Text(
            "网格 {grid}的{role}已经是 `{first}`，`{other}` 也写成了{role}",
            "grid {grid} already has `{first}` as {role}, and `{other}` as well",
        ).format(grid=named(grid), role=role, first=first.person.value.name, other=other.person.value.name),
        Text(
            "只能有一名：另一人写 `deputy: true`，或写上任期结束日期 `until`",
            "there can be one: write `deputy: true`, or the end `until`, for the other",
        ),
        (
            Related(
                first.person.at("roles", first.index, "role"),
                Text(f"已有的{role}", f"the {role} so far"),
            ),
        ),
    )
