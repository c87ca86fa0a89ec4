"""有人居住的岛至少有一个网格

检查区划里写的每个有人居住的岛（`islands`）：常住人口达到 `profile.yaml` 的 `islands.residents`
（默认 50 人）的，本地有没有一个正在启用的网格在 `covers` 里写了这个岛：`name` 或 `aliases` 与岛名相同，
`kind` 是 岛屿。岛上的人隔着海，有事更要找得到人。

修改办法：在管这个岛的网格的 `covers` 里加上岛名，`kind` 写 岛屿；还没有网格的，给这个岛设一个。

过期：管岛的网格停用、没有后续网格的，是到期：先提醒，过了宽限天数算错误，一直不影响发布；“四项自查”页列
着这个岛。

来源：《舟山市网格化服务管理条例》第九条（常住人口 50 人以上的住人岛屿至少设一个网格）。
---
An inhabited island has a grid

Checks that each island of a division (`islands`) with as many residents as `islands.residents` of
`profile.yaml` (50 by default) is named by a live grid there: a place of `covers` of the kind 岛屿
whose `name` or `aliases` is the island's name. With the sea between, somebody must be at hand.

Repair: add the island to `covers` of the grid that looks after it, with `kind` 岛屿; an island
without a grid gets one.

Lapse: an island whose grid ended without successor lapses: a warning, after the days of grace an
error, which stops no publishing; the page of the four checks lists it.

Source: 舟山市网格化服务管理条例, art. 9 (an inhabited island of 50 residents or more has a grid).
"""

from collections.abc import Iterator
from functools import partial

from generator.catalogue import Catalogue
from generator.diagnostics import Diagnostic, Related, Severity, Text
from generator.facts.ground import InhabitedIsland, inhabited_islands
from generator.rules.texts import named

CODE = "GRD105"
finding = partial(Diagnostic, CODE, Severity.ERROR)
AHEAD = True
MEANWHILE = Text(
    "“四项自查”页把这个岛列为没有网格",
    "the page of the four checks lists the island as without grid",
)


def check(catalogue: Catalogue) -> Iterator[Diagnostic]:
    """Findings on inhabited islands that no live grid of the division names."""
    if not catalogue.has_broken("grid"):
        least = catalogue.profile.islands.residents
        yield from (_uncovered(one, least) for one in inhabited_islands(catalogue) if not one.covered)


def _uncovered(one: InhabitedIsland, least: int) -> Diagnostic:
    division, index, other_kind = one.division, one.index, one.other
    island = division.value.islands[index]
    hint = Text(
        f"在管这个岛的网格的 `covers` 里加上 `name: {island.name}`，`kind` 写 岛屿",
        f"add `name: {island.name}` to `covers` of the grid that looks after it, with `kind` 岛屿",
    )
    near = Text("这里写了岛名，类型不是“岛屿”", "named here, but the kind is not 岛屿")
    return finding(
        division.at("islands", index, "name"),
        Text(
            "{division}的 `{island}` 住着 `{residents}` 人（达到 {least} 人），没有网格管",
            "`{island}` of {division} has `{residents}` residents ({least} or more) and no grid",
        ).format(division=named(division), island=island.name, residents=island.residents, least=least),
        hint,
        (Related(other_kind, near),) if other_kind is not None else (),
    )
