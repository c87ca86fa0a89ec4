"""网格之间不重叠

检查任何两个正在启用的网格（不论是不是同一个社区）有没有重叠的地面。只有微网格可以放在网格里，而且
必须完全在同一社区的一个综合网格之内；同一综合网格里的微网格之间也不能重叠。没有画边界的网格按地名
检查：同一社区里，一个地方只能由一个网格认领；一幢楼画了边界也只能归一个网格。
一块地归两个网格，出了事就没有人认账。

重叠面积小于容差的不算（`profile.yaml` 的 `coverage.tolerance` 乘以社区面积），那是坐标取整造成的。

修改办法：按提示的经纬度（经度在前）在地图上找到重叠处，改其中一条边界；地名只留在一个网格里。

过期：微网格所在的网格停用了，是到期：先提醒，过了宽限天数算错误，一直不影响发布；网站照旧显示这个微网格，
不写它在哪个网格里。其余的和哪一天无关，还没启用的网格现在就检查。

来源：《舟山市网格化服务管理条例》第八条至第十二条（网格的划分）；容差是约定，可以设置。
---
Grids do not overlap

Checks that no two live grids, of the same community or not, share ground. Only a 微网格 lies in
another grid: wholly inside one 综合 grid of its community, and apart from its sisters. Grids without
boundary are checked by names: within a community, a place is claimed by one grid only, and a
building is even where boundaries are drawn. Ground of two grids is ground that nobody answers for.

Overlaps below the tolerance (`coverage.tolerance` of `profile.yaml` times the community's area)
come from rounded coordinates and are passed over.

Repair: find the overlap on a map by the longitude and latitude given, and change one boundary;
leave a place's name in one grid.

Lapse: a micro grid whose parent has ended lapses: a warning, after the days of grace an error,
which stops no publishing; the site shows it without parent. All else is the same on every day, and
what is yet to begin is checked before.

Source: 舟山市网格化服务管理条例, arts. 8-12 (how grids are drawn); the tolerance is a convention and a
setting.
"""

from collections import defaultdict
from collections.abc import Iterator
from functools import partial
from itertools import count

import numpy as np
from numpy.typing import NDArray

from generator.catalogue import Catalogue, Entry
from generator.diagnostics import Diagnostic, Related, Severity, Text
from generator.facts.geometry import (
    describe_spot,
    intersect,
    lie_apart,
    measure,
    overlap_candidates,
    parse_shapes,
)
from generator.facts.ground import Ground, drawn_communities, survey
from generator.model import Grid
from generator.model.grid import CoveredPlace
from generator.rules.nesting import check_nesting
from generator.rules.texts import named, size_text

CODE = "GRD102"
finding = partial(Diagnostic, CODE, Severity.ERROR)
AHEAD = True
MEANWHILE = Text(
    "网站照旧显示这个微网格，不写它在哪个网格里",
    "the site shows the micro grid without a parent",
)


def check(catalogue: Catalogue) -> Iterator[Diagnostic]:
    """Findings on ground, nesting and names that two live grids share."""
    ground = survey(catalogue)
    yield from check_nesting(CODE, catalogue, ground)
    yield from _check_overlaps(ground, _overlapping_communities(catalogue, ground.tolerance))
    for community, grids in catalogue.grids_by_community.items():
        division = catalogue.divisions.get(community)
        drawn = division is not None and division.value.boundary is not None
        yield from _check_names(grids, drawn=drawn)


def _check_overlaps(ground: Ground, neighbours: set[tuple[str, str]]) -> Iterator[Diagnostic]:
    pairs = overlap_candidates(ground.shapes)
    first, second = pairs[:, _may_overlap(ground, neighbours, pairs)]
    common = intersect(ground.shapes[first], ground.shapes[second])
    sizes = measure(common)
    for number in np.flatnonzero(sizes).tolist():
        one, other = ground.grids[first[number]], ground.grids[second[number]]
        size = float(sizes[number])
        if size > min(ground.tolerance.get(grid.value.community, 0) for grid in (one, other)):
            yield _overlap(one, other, size, describe_spot(common[number]))


def _may_overlap(
    ground: Ground, neighbours: set[tuple[str, str]], pairs: NDArray[np.intp]
) -> NDArray[np.bool_]:
    """Of each pair of grids whether they may share ground and it is not known already that they do not.

    A micro grid that leaves its parent is reported there, so it is compared with its sisters only.
    """
    grids, numbers = [one.value for one in ground.grids], defaultdict[str | None, int](count().__next__)
    micro = np.array([one.kind == "微网格" for one in grids], dtype=bool)[pairs]
    parents = np.array([numbers[one.parent] for one in grids], dtype=np.intp)[pairs]
    tiles = np.array([ground.is_tile(one) for one in ground.grids], dtype=bool)[pairs]
    known = tiles[0] & tiles[1]
    for number in np.flatnonzero(known).tolist() if neighbours else ():
        one, other = (grids[index].community for index in pairs[:, number])
        known[number] = (one, other) not in neighbours
    some, both = micro[0] | micro[1], micro[0] & micro[1]
    return np.asarray((both & (parents[0] == parents[1])) | ~(some | known))


def _overlapping_communities(catalogue: Catalogue, tolerance: dict[str, float]) -> set[tuple[str, str]]:
    """Pairs of community ids, both ways, whose boundaries share ground worth a look at their grids."""
    drawn = drawn_communities(catalogue)
    shapes = parse_shapes(community.value.boundary or "" for community in drawn)
    if lie_apart(shapes):
        return set()
    first, second = overlap_candidates(shapes)
    least = np.array([tolerance[community.id] / 2 for community in drawn])
    sizes = measure(intersect(shapes[first], shapes[second]))
    common = sizes > np.minimum(least[first], least[second])
    pairs = [
        (drawn[one].id, drawn[other].id) for one, other in zip(first[common], second[common], strict=True)
    ]
    return {*pairs, *((other, one) for one, other in pairs)}


def _overlap(one: Entry[Grid], other: Entry[Grid], size: float, spot: str) -> Diagnostic:
    return finding(
        other.key("boundary"),
        Text(
            "网格 {other}与网格 {one}重叠 {size}，在 {spot} 附近",
            "grid {other} overlaps grid {one} by {size}, near {spot}",
        ).format(one=named(one), other=named(other), size=size_text(size), spot=spot),
        Text("改其中一条边界，让两个网格只在边上相接", "change one boundary so that the grids only touch"),
        (Related(one.key("boundary"), Text("另一条边界", "the other boundary")),),
    )


def _check_names(grids: tuple[Entry[Grid], ...], *, drawn: bool) -> Iterator[Diagnostic]:
    """Names claimed twice, unless the boundaries of both grids tell where each one's part lies.

    A boundary may divide a street or an estate, never a building.
    """
    first: dict[tuple[str | None, str], tuple[Entry[Grid], int]] = {}
    for grid in grids:
        level = grid.value.parent if grid.value.kind == "微网格" else None
        for index, place in enumerate(grid.value.covers):
            name = "".join(place.name.split())
            owner, place_index = first.setdefault((level, name), (grid, index))
            if owner is grid and place_index == index:
                continue
            told_apart = drawn and owner.value.boundary and grid.value.boundary and owner is not grid
            if told_apart and not _is_one_building(place, owner.value.covers[place_index]):
                continue
            yield _claimed_twice(grid, index, owner, place_index)


def _is_one_building(place: CoveredPlace, other: CoveredPlace) -> bool:
    """Whether two places of one name are the same building, which no boundary can divide."""
    return place.kind == other.kind == "楼栋" and place.address == other.address


def _claimed_twice(grid: Entry[Grid], index: int, owner: Entry[Grid], owner_index: int) -> Diagnostic:
    return finding(
        grid.at("covers", index, "name"),
        Text(
            "`{place}` 已经由网格 {owner}认领，网格 {grid}又写了一次",
            "`{place}` is already covered by grid {owner}; grid {grid} names it again",
        ).format(place=grid.value.covers[index].name, owner=named(owner), grid=named(grid)),
        Text(
            "只留在一个网格里；确实各管一半的，写清楚是哪几幢",
            "leave it in one grid; if each has a part, say which buildings",
        ),
        (Related(owner.at("covers", owner_index, "name"), Text("已经写在这里", "first named here")),),
    )
