"""网格长有替补，夜里找得到人

检查每个正在启用的网格有没有替补的网格长（`role: 网格长` 加 `deputy: true`，不能是网格长本人），以及有没有
24 小时找得到人的号码：网格自己的 `night_phone`，或者所在社区的居委会、村委会的 `night_phone`，或者联系这个
网格的机构的 `night_phone`。全市的热线不算：它离得太远，也不认得路。微网格靠所在的网格，不检查。

修改办法：给一名网格员加上替补网格长的身份；在网格或居委会、村委会的文件里补上 `night_phone`。

过期：时间到了也会出现，一直是提醒，不影响发布。

来源：林巧《新冠肺炎疫情下基层治理组织再造研究》（“全天候运行”）；替补和号码的写法是约定。
---
The head of a grid has a deputy, and somebody answers at night

Checks that each live grid has a deputy head (`role: 网格长` with `deputy: true`, another person than
the head), and a number that is answered for 24 hours: `night_phone` of the grid, of its community's
居委会 or 村委会, or of an organisation linked to the grid. The city's hotline does not count: it is far
away and does not know the way. A 微网格 leans on the grid around it.

Repair: give a worker of the grid the role of deputy head; add `night_phone` to the grid or to the
community's committee.

Lapse: time may bring it about; it stays a warning and stops nothing.

Source: Lin Qiao's paper on rebuilding grass-roots organisation (operating around the clock); how
deputies and numbers are stated is a convention.
"""

from collections.abc import Iterator
from functools import partial

from generator.catalogue import Catalogue, Entry
from generator.diagnostics import Diagnostic, Severity, Text
from generator.facts.presence import night_answer, staff_of, upper_grids
from generator.model import Grid
from generator.rules.texts import named

CODE = "PPL102"
finding = partial(Diagnostic, CODE, Severity.WARNING)


def check(catalogue: Catalogue) -> Iterator[Diagnostic]:
    """Findings on live grids without a deputy head, or with nobody to call at night."""
    staffed = not catalogue.has_broken("person")
    known = not catalogue.has_broken("organization")
    for grid in upper_grids(catalogue):
        if staffed and not staff_of(catalogue, grid.id).deputies:
            yield _no_deputy(grid)
        if known and night_answer(catalogue, grid) is None:
            yield _no_night_phone(grid)


def _no_deputy(grid: Entry[Grid]) -> Diagnostic:
    return finding(
        grid.at("name"),
        Text("网格 {grid}没有替补的网格长", "grid {grid} has no deputy head").format(grid=named(grid)),
        Text(
            f"给一名网格员的 `roles` 加上 `grid: {grid.id}`、`role: 网格长`、`deputy: true`",
            f"add `grid: {grid.id}`, `role: 网格长`, `deputy: true` to `roles` of one of its workers",
        ),
    )


def _no_night_phone(grid: Entry[Grid]) -> Diagnostic:
    return finding(
        grid.at("name"),
        Text(
            "网格 {grid}没有 24 小时找得到人的号码", "grid {grid} has no number that is answered at night"
        ).format(grid=named(grid)),
        Text(
            "在网格或社区居委会、村委会的文件里补上 `night_phone`",
            "add `night_phone` to the grid or to the community's committee",
        ),
    )
