"""按网格的功能配够人手

检查每个正在启用的网格的人手够不够它的功能（`function`：重点、服务、联络）要求的配备。配备写在
`profile.yaml` 的 `staffing`，默认是：重点网格有专职网格员和网格指导员，服务网格有专职网格员，联络网格有兼职
网格员。一个人算一次，替补也算。专职网格员顶得了兼职的缺。一个网格员也没有的由
PPL101 报告，微网格不检查。

修改办法：补上缺的人；或者改网格的功能；或者按本地的规定改 `staffing`。

过期：时间到了也会出现，一直是提醒，不影响发布。

来源：林巧《新冠肺炎疫情下基层治理组织再造研究》（“根据不同类型配备不同的网格员”）；具体人数是约定，可以设置。
---
A grid has the staff that its function asks for

Checks that each live grid has the staff of its function (`function`: 重点, 服务, 联络), as set in
`staffing` of `profile.yaml`. By default a 重点 grid has a 专职网格员 and a 网格指导员, a 服务 grid a
专职网格员, a 联络 grid a 兼职网格员. A person counts once for a role, deputies as well, and a
专职网格员 fills the place of a 兼职网格员. A grid without any worker is reported by PPL101; a
微网格 is passed over.

Repair: add whom it lacks, or change the grid's function, or set `staffing` as your city rules.

Lapse: time may bring it about; it stays a warning and stops nothing.

Source: Lin Qiao's paper on rebuilding grass-roots organisation (different grids, different staff);
the numbers are a convention and a setting.
"""

from collections.abc import Iterator, Sequence
from functools import partial

from generator.catalogue import Catalogue, Entry, Member
from generator.diagnostics import Diagnostic, Severity, Text
from generator.facts.presence import staff_of, upper_grids
from generator.facts.publication import WORKERS
from generator.model import Grid
from generator.model.profile import StaffMinimum
from generator.rules.texts import named

CODE = "PPL103"
finding = partial(Diagnostic, CODE, Severity.WARNING)
FILLS = {"兼职网格员": ("兼职网格员", "专职网格员")}
"""Who may stand for a role besides its holders."""


def check(catalogue: Catalogue) -> Iterator[Diagnostic]:
    """Findings on live grids with fewer of a role than their function asks for."""
    if catalogue.has_broken("person"):
        return
    needed: dict[str, list[StaffMinimum]] = {}
    for staffing in catalogue.profile.staffing:
        needed.setdefault(staffing.function, []).extend(staffing.roles)
    for grid in upper_grids(catalogue):
        members = catalogue.members_by_grid.get(grid.id, ())
        idle = not staff_of(catalogue, grid.id).workers
        for minimum in needed.get(grid.value.function, ()):
            if idle and minimum.role in WORKERS:
                continue  # PPL101 says so
            count = _count(members, minimum.role)
            if count < minimum.least:
                yield _short(grid, minimum, count)


def _count(members: Sequence[Member], role: str) -> int:
    roles = FILLS.get(role, (role,))
    return len({member.person.id for member in members if member.role.role in roles})


def _short(grid: Entry[Grid], minimum: StaffMinimum, count: int) -> Diagnostic:
    stated = "function" in grid.value.model_fields_set
    return finding(
        grid.at("function" if stated else "name"),
        Text(
            "{function}网格 {grid}应有 `{least}` 名{role}，只有 `{count}` 名",
            "grid {grid} of the function {function} should have `{least}` {role} and has `{count}`",
        ).format(
            function=grid.value.function,
            grid=named(grid),
            least=minimum.least,
            role=minimum.role,
            count=count,
        ),
        Text(
            f"补上{minimum.role}，或改网格的 `function`，或改 `profile.yaml` 的 `staffing`",
            f"add a {minimum.role}, change `function`, or set `staffing` of `profile.yaml`",
        ),
    )
