"""网格的户数在规定范围内

检查综合网格和微网格写的户数是否在 `profile.yaml` 的 `households` 范围内（默认综合网格 300 至 500 户，
微网格 50 至 80 户）。户数太多，网格员跑不过来；太少，人手就浪费了。没有写户数的不检查，专属网格和
海上网格没有规定范围。

修改办法：先核对户数；确实超出的，按条例拆分或合并网格，或者按本地规定改 `households`。

过期：时间到了也会出现，一直是提醒，不影响发布。

来源：《舟山市网格化服务管理条例》第九条（综合网格一般 300 至 500 户，微网格一般 50 至 80 户）。
---
Households are in the range for the kind of grid

Checks that the households of a 综合 grid or 微网格 are in the range of `households` in `profile.yaml`
(300 to 500 and 50 to 80 by default). Too many are more than a grid worker can know; too few waste
one. Grids that state no number are passed over; 专属 and 海上 grids have no range.

Repair: check the number first; split or merge grids, or set the range of your own city.

Lapse: time may bring it about; it stays a warning and stops nothing.

Source: 舟山市网格化服务管理条例, art. 9 (about 300 to 500 households, 微网格 about 50 to 80).
"""

from collections.abc import Iterator
from functools import partial

from generator.catalogue import Catalogue
from generator.diagnostics import Diagnostic, Severity, Text
from generator.rules.texts import named

CODE = "GRD104"
finding = partial(Diagnostic, CODE, Severity.WARNING)


def check(catalogue: Catalogue) -> Iterator[Diagnostic]:
    """Findings on live grids with too many or too few households."""
    households = catalogue.profile.households
    ranges = {"综合": households.general, "微网格": households.micro}
    for grid in catalogue.live_grids:
        count, allowed = grid.value.households, ranges.get(grid.value.kind)
        if count is None or allowed is None or allowed.least <= count <= allowed.most:
            continue
        few = count < allowed.least
        yield finding(
            grid.at("households"),
            Text(
                "网格 {grid}有 `{count}` 户，{compared} `{bound}` 户",
                "grid {grid} has `{count}` households, {compared} `{bound}`",
            ).format(
                grid=named(grid),
                count=count,
                compared=Text("少于", "fewer than") if few else Text("多于", "more than"),
                bound=allowed.least if few else allowed.most,
            ),
            Text(
                f"这类网格一般是 {allowed.least} 至 {allowed.most} 户；核对户数，或调整网格",
                f"{allowed.least} to {allowed.most} is usual; check the number, or redraw the grid",
            ),
        )
