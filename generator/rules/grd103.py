"""社区的每一块地都有网格

检查一个社区的网格合起来是否盖住整个社区：社区边界减去各网格（微网格不算，它在综合网格里面）之后
还剩多少面积，以及网格有没有伸到社区边界之外。海上网格管的是海面，可以伸出去。社区画了边界的，
除海上网格外每个网格也要画边界；没有画边界的社区，至少要有一个网格，每个地方只归一个网格
（见 GRD102）；还是草稿的社区不问。没有网格的角落，就是出了事没有人知道的死角。
一个街道、乡镇里一个网格都还没有写，合起来是一条提醒，不影响发布：先从几个社区做起也行。

按面积和社区边界比较，小于容差的空隙不算（`profile.yaml` 的 `coverage.tolerance` 乘以社区面积）。

修改办法：按提示的经纬度（经度在前）找到空隙，扩大旁边的网格；社区边界画错的，改社区边界。

过期：没有后续网格的网格停用了，空出来的地面是到期：先提醒，过了宽限天数算错误，一直不影响发布；网站照旧
显示其余的网格。改划网格留下的空隙不算到期，还没启用的现在就检查。

来源：《舟山市网格化服务管理条例》第八条至第十二条（网格的划分）；容差是约定，可以设置。
---
Every part of a community lies in a grid

Checks that the grids of a community cover it: the area of the community's boundary less its grids
(not 微网格, which lie in others), and what of the grids sticks out of it. 海上 grids look after water
and may stick out. Where the community has a boundary, so has each grid except 海上 ones; a community
without boundary has at least one grid, and each place in one grid only (see GRD102); a draft needs none
yet. Where no grid is, nobody notices what happens. Towns in which no community has a grid yet are one
warning together, which stops nothing: an office may begin with some.

Compared by area; gaps below the tolerance (`coverage.tolerance` of `profile.yaml` times the
community's area) are passed over.

Repair: find the gap by the longitude and latitude given and enlarge the grid beside it, or correct
the community's boundary.

Lapse: ground left by a grid that ended without successor lapses: a warning, after the days of grace
an error, which stops no publishing; the site shows the other grids. A gap between redrawn grids
does not lapse, and is found before they begin.

Source: 舟山市网格化服务管理条例, arts. 8-12 (how grids are drawn); the tolerance is a convention and a
setting.
"""

from collections.abc import Iterator
from functools import partial

from generator.catalogue import Catalogue, Entry
from generator.diagnostics import Diagnostic, Related, Severity, Text
from generator.facts.geometry import describe_spot
from generator.facts.ground import Cover, measure_cover
from generator.model import Division, Grid
from generator.rules.texts import named, size_text

CODE = "GRD103"
finding = partial(Diagnostic, CODE, Severity.ERROR)
AHEAD = True
MEANWHILE = Text(
    "网站照旧显示其余的网格，地图上空着",
    "the site shows the other grids and leaves the ground empty",
)
SHOWN = 3
"""Gaps named one by one; more than that are counted."""


def check(catalogue: Catalogue) -> Iterator[Diagnostic]:
    """Findings on ground without grids. Silent on absence while a grid's file is broken."""
    complete = not catalogue.has_broken("grid")
    gridded = catalogue.grids_by_community
    if complete:
        yield from _check_begun(catalogue)
    for cover in measure_cover(catalogue):
        yield from (_no_boundary(grid, cover.community) for grid in cover.undrawn)
        yield from (_outside(grid, cover.community, size, spot) for grid, size, spot in cover.outside)
        if cover.gaps and complete and cover.community.id in gridded:
            yield _gaps(cover)


def _check_begun(catalogue: Catalogue) -> Iterator[Diagnostic]:
    """A community without grids beside others with some was forgotten; else its town has yet to begin."""
    gridded = catalogue.grids_by_community
    begun = {one.value.parent for one in catalogue.communities if one.id in gridded}
    bare = [one for one in catalogue.communities if one.id not in gridded and not one.value.draft]
    yield from (_no_grid(one) for one in bare if one.value.parent in begun)
    later = [one for one in bare if one.value.parent not in begun]
    if later:
        yield _not_begun(later)


def _not_begun(communities: list[Entry[Division]]) -> Diagnostic:
    names = [f"`{one.name}`" for one in communities[:SHOWN]]
    more = len(communities) > SHOWN
    return Diagnostic(
        CODE,
        Severity.WARNING,
        communities[0].at("name"),
        Text(
            "{count} 个社区还没有网格，所在的街道乡镇都还没有开始：{zh}",
            "{count} communities have no grids yet, in towns where none has begun: {en}",
        ).format(
            count=len(communities),
            zh="、".join(names) + ("等" if more else ""),
            en=", ".join(names) + (", …" if more else ""),
        ),
        Text(
            "不影响发布；一个街道里有社区写了网格，其余的社区就都要写",
            "it stops nothing; once one community of a town has grids, the others need theirs",
        ),
    )


def _no_grid(community: Entry[Division]) -> Diagnostic:
    return finding(
        community.at("name"),
        Text("社区 {community}没有一个网格", "community {community} has no grid").format(
            community=named(community)
        ),
        Text(
            "用 `gridpress new grid` 建一个；已有的请检查启用和停用日期",
            "make one with `gridpress new grid`; check the dates of those that exist",
        ),
    )


def _no_boundary(grid: Entry[Grid], community: Entry[Division]) -> Diagnostic:
    return finding(
        grid.at("name"),
        Text(
            "社区 {community}画了边界，网格 {grid}却没有，无法判断是否全覆盖",
            "community {community} has a boundary but grid {grid} has none, so coverage is unknown",
        ).format(community=named(community), grid=named(grid)),
        Text("给网格补上 `boundary`，或去掉社区的边界", "add `boundary`, or remove the community's"),
        (Related(community.key("boundary"), Text("社区的边界", "the community's boundary")),),
    )


def _gaps(cover: Cover) -> Diagnostic:
    community, bare = cover.community, cover.gaps
    total = size_text(cover.bare)
    spots = [(size_text(size), describe_spot(shape)) for size, shape in bare[:SHOWN]]
    if len(bare) == 1:
        message = Text(
            "社区 {community}有 {total}没有网格，在 {spot} 附近",
            "{total} of community {community} lie in no grid, near {spot}",
        ).format(community=named(community), total=total, spot=spots[0][1])
    else:
        more = len(bare) > SHOWN
        zh = "；".join(f"{size.zh}在 {spot} 附近" for size, spot in spots) + "；……" * more
        en = "; ".join(f"{size.en} near {spot}" for size, spot in spots) + "; …" * more
        message = Text(
            "社区 {community}有 {count} 处没有网格，共 {total}：{spots}",
            "community {community} has {count} gaps without grid, {total} in all: {spots}",
        ).format(community=named(community), count=len(bare), total=total, spots=Text(zh, en))
    return finding(
        community.key("boundary"),
        message,
        Text(
            "扩大旁边网格的边界，或改正社区的边界",
            "enlarge the grids beside the gaps, or correct the community's boundary",
        ),
    )


def _outside(grid: Entry[Grid], community: Entry[Division], size: float, spot: str) -> Diagnostic:
    return finding(
        grid.key("boundary"),
        Text(
            "网格 {grid}有 {size}伸出社区 {community}的边界，在 {spot} 附近",
            "{size} of grid {grid} lie outside community {community}, near {spot}",
        ).format(grid=named(grid), community=named(community), size=size_text(size), spot=spot),
        Text("改正网格或社区的边界", "correct the boundary of the grid or of the community"),
        (Related(community.key("boundary"), Text("社区的边界", "the community's boundary")),),
    )
