"""合并、拆分的网格前后接得上

检查网格的 `replaces`（取代的网格）：不能取代自己，也不能绕一圈又取代回来；被取代的网格要写停用日期
`valid_until`，而且在新网格启用之前就停用；已经停用的网格，要有别的网格在 `replaces` 里写明取代了它。
旧网格的网址会转到取代它的网格；没有写，老地址就成了死链，印在墙上的二维码也就打不开了。

修改办法：在新网格里写 `replaces`，在旧网格里写 `valid_until`（新网格启用的前一天）；居民全部迁走、没有后续
网格的，在 `profile.yaml` 的 `waivers` 里写明理由。

过期：网格停用后没有后续网格的，是到期：先提醒，过了宽限天数算错误，一直不影响发布；老网址上写着已经停用，
给出社区和热线。其余的和哪一天无关。

来源：林巧《新冠肺炎疫情下基层治理组织再造研究》（做好“加减法”）；《舟山市网格化服务管理条例》第十二条
（调整网格）；旧址转新址是约定。
---
Grids that were merged or split follow on each other

Checks `replaces` of grids: a grid does not replace itself, nor in a circle; a grid that is replaced
has `valid_until`, before the new one begins; and a grid that has ended is named in `replaces` of
another. The old address leads to the new grid; without that it is a dead link, and so is every QR
code on a wall.

Repair: write `replaces` in the new grid and `valid_until` in the old one (the day before the new
one begins); if everybody moved away and no grid follows, say so in `waivers` of `profile.yaml`.

Lapse: a grid that ended without successor lapses: a warning, after the days of grace an error,
which stops no publishing; the old address says so and leads to the community. All else is the same
on every day.

Source: Lin Qiao's paper on rebuilding grass-roots organisation (fewer, larger grids);
舟山市网格化服务管理条例, art. 12 (redrawn grids); that old addresses lead on is a convention.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from functools import partial

from generator.catalogue import Catalogue, Entry
from generator.diagnostics import Diagnostic, Related, Severity, Text
from generator.facts.publication import has_ended
from generator.model import Grid
from generator.rules.texts import named

CODE = "GRD107"
finding = partial(Diagnostic, CODE, Severity.ERROR)
AHEAD = True
MEANWHILE = Text(
    "老网址上写着已经停用，给出社区和热线",
    "the old address says so and leads to the community",
)


def check(catalogue: Catalogue) -> Iterator[Diagnostic]:
    """Findings on grids that replace themselves or what is in force, and on ends without successor."""
    grids = catalogue.grids
    circling = _find_circling(grids)
    for grid in grids.values():
        for index, name in enumerate(grid.value.replaces):
            old = grids.get(name)
            if old is None:
                continue
            if old is grid or {grid.id, name} <= circling:
                yield _circle(grid, index, old)
            elif _both_live(grid, old, catalogue):
                yield _still_live(grid, index, old)
    if catalogue.has_broken("grid"):
        return
    replaced = {name for grid in grids.values() for name in grid.value.replaces}
    for grid in grids.values():
        if has_ended(catalogue, grid) and grid.id not in replaced:
            yield _no_successor(grid)


def _find_circling(grids: Mapping[str, Entry[Grid]]) -> set[str]:
    """Grids on a circle of `replaces` of two or more, or between two circles."""
    older = {name: {one for one in grid.value.replaces if one != name} for name, grid in grids.items()}
    newer: dict[str, set[str]] = defaultdict(set)
    for name, replaced in older.items():
        for one in replaced:
            newer[one].add(name)
    return _peel(older, newer) & _peel(newer, older)


def _peel(links: Mapping[str, set[str]], back: Mapping[str, set[str]]) -> set[str]:
    """What is left when those without a link onwards are taken away, again and again."""
    count = {name: len(targets) for name, targets in links.items() if targets}
    free = [name for name in back if name not in count]
    while free:
        for name in back.get(free.pop(), ()):
            count[name] -= 1
            if count[name] == 0:
                del count[name]
                free.append(name)
    return set(count)


def _both_live(new: Entry[Grid], old: Entry[Grid], catalogue: Catalogue) -> bool:
    """Whether there is a day on which both are in force."""
    begin, end = new.value.valid_from, old.value.valid_until
    if end is None:
        return True
    return end >= begin if begin is not None else catalogue.is_live(old)


def _circle(grid: Entry[Grid], index: int, old: Entry[Grid]) -> Diagnostic:
    itself = old is grid
    back = () if itself else (Related(old.key("replaces"), Text("又从这里绕回来", "and back from here")),)
    return finding(
        grid.at("replaces", index),
        Text("网格 {grid}取代的是它自己", "grid {grid} replaces itself").format(grid=named(grid))
        if itself
        else Text(
            "网格 {grid}取代 {old}，绕一圈又取代回来", "grid {grid} replaces {old}, which replaces it in turn"
        ).format(grid=named(grid), old=named(old)),
        Text("只留下新网格取代旧网格的那一条", "leave only what the newer grid says of the older one"),
        back,
    )


def _still_live(grid: Entry[Grid], index: int, old: Entry[Grid]) -> Diagnostic:
    end, begin = old.value.valid_until, grid.value.valid_from
    why = (
        Text("没有写停用日期", "has no last day")
        if end is None
        else Text(f"到 `{end}` 才停用", f"is in force until `{end}`")
    )
    related = [Related(old.at("valid_until" if end else "name"), Text("被取代的网格", "the replaced grid"))]
    if begin is not None:
        related.append(Related(grid.at("valid_from"), Text("新网格从这天启用", "the new grid begins here")))
    return finding(
        grid.at("replaces", index),
        Text(
            "网格 {grid}取代 {old}，旧网格{why}，两个会同时有效",
            "grid {grid} replaces {old}, which {why}, so that both are in force",
        ).format(grid=named(grid), old=named(old), why=why),
        Text(
            "旧网格的 `valid_until` 写新网格启用的前一天",
            "set `valid_until` of the old grid to the day before the new one begins",
        ),
        tuple(related),
    )


def _no_successor(grid: Entry[Grid]) -> Diagnostic:
    return finding(
        grid.at("valid_until"),
        Text(
            "网格 {grid}已在 `{end}` 停用，没有网格写明取代了它，老网址会打不开",
            "grid {grid} ended on `{end}` and no grid replaces it, so that its address leads nowhere",
        ).format(grid=named(grid), end=grid.value.valid_until),
        Text(
            f"在接管这片地方的网格里写 `replaces: [{grid.id}]`",
            f"write `replaces: [{grid.id}]` in the grid that took its ground over",
        ),
    )
