"""海上网格写明船组或海域

检查海上网格的 `covers` 里有没有类型是“船组”或“海域”的地方。海上网格按船组或海域划分，可以没有边界，
但必须让人看得出管的是哪些船、哪片海。

修改办法：在 `covers` 里补上船组或海域的名称，`kind` 写 船组 或 海域。

过期：没有；还没启用的网格、还没上任的人现在就检查。

来源：《舟山市网格化服务管理条例》第八条（海上专属网格）。
---
A 海上 grid names its vessel groups or sea areas

Checks that `covers` of a 海上 grid holds a place of the kind 船组 (vessel group) or 海域 (sea area).
Such a grid is drawn by vessels or waters and needs no boundary, but it must say which ones.

Repair: add the vessel group or sea area to `covers`, with `kind` 船组 or 海域.

Lapse: none; what is yet to begin is checked before it begins.

Source: 舟山市网格化服务管理条例, art. 8 (grids at sea).
"""

from collections.abc import Iterator
from functools import partial

from generator.catalogue import Catalogue
from generator.diagnostics import Diagnostic, Severity, Text
from generator.rules.texts import named

CODE = "GRD106"
finding = partial(Diagnostic, CODE, Severity.ERROR)
AHEAD = True


def check(catalogue: Catalogue) -> Iterator[Diagnostic]:
    """Findings on live grids at sea that cover nothing of the sea."""
    for grid in catalogue.live_grids:
        if grid.value.kind != "海上" or any(place.kind in {"船组", "海域"} for place in grid.value.covers):
            continue
        yield finding(
            grid.key("covers") if grid.value.covers else grid.at("kind"),
            Text(
                "海上网格 {grid}没有写管哪些船组或海域",
                "grid {grid} at sea names no vessel group and no sea area",
            ).format(grid=named(grid)),
            Text(
                "在 `covers` 里补上名称，`kind` 写 船组 或 海域",
                "add them to `covers`, with `kind` 船组 or 海域",
            ),
        )
