"""处处恰好一个的荣誉像是分配的

检查同一年里，一个区划的所有下级（至少三个）是不是恰好各得一个荣誉：街道的每个社区各一个，或社区的
每个网格各一个。贡献不会刚好平均，处处一个，多半是按单位分下去的，哪怕没有写“名额”两个字。按年统计，
也按同年同一称号统计；已经撤销的不算。

修改办法：重新看事实依据，够条件几个就授予几个；确实是巧合的，在档案里写一条豁免，说明理由。

过期：时间到了也会出现，一直是提醒，不影响发布。

来源：不要给定指标分配名额（《新冠肺炎疫情下基层治理组织再造研究》，林巧，2020）；2017 年有过每个
单位恰好一个的公开通知。三个以上才算，是约定。
---
Exactly one honour everywhere looks allocated

Checks whether in one year each child of a division, of three or more, has exactly one honour: each
community of a township, or each grid of a community. Merit is not spread so evenly; one everywhere
was most likely handed down by unit, even if nobody wrote of quotas. Counted by year, and by year and
title; revoked honours are left out.

Repair: look at the evidence again, and honour as many as deserve it; if it is chance, write a waiver
with the reason into the profile.

Lapse: time may bring it about; it stays a warning and stops nothing.

Source: Lin Qiao 2020, the paper behind this tool (no quotas); a public notice of 2017 gave each unit
exactly one. That three units make a pattern is a convention.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from functools import partial

from generator.catalogue import Catalogue, Entry
from generator.diagnostics import Diagnostic, Related, Severity, Text
from generator.facts.honours import grid_of_honour, is_revoked
from generator.facts.presence import upper_grids
from generator.model import Honour

Given = dict[str, list[Entry[Honour]]]

CODE = "HON104"
finding = partial(Diagnostic, CODE, Severity.WARNING)
FEWEST = 3


def check(catalogue: Catalogue) -> Iterator[Diagnostic]:
    """One finding for each division and year in which every child has exactly one."""
    groups: dict[tuple[int, str], Given] = defaultdict(lambda: defaultdict(list))
    for honour in catalogue.honours.values():
        day = honour.value.decided_on or honour.value.notice_until
        if day is None or is_revoked(catalogue, honour.value):
            continue
        for unit in _units(catalogue, honour):
            for title in ("", honour.value.title):
                groups[day.year, title][unit].append(honour)
    below = _children(catalogue)
    said: set[tuple[str, frozenset[str]]] = set()
    for (year, _), given in sorted(groups.items()):
        for parent, even in _even(given, below):
            key = (parent, frozenset(honour.id for honour in even))
            if key not in said:
                said.add(key)
                yield _allocated(catalogue, parent, year, even)


def _children(catalogue: Catalogue) -> dict[str, list[str]]:
    """Units below each division: divisions, or the grids of a community."""
    found = {parent: [child.id for child in children] for parent, children in catalogue.children.items()}
    for grid in upper_grids(catalogue):
        found.setdefault(grid.value.community, []).append(grid.id)
    return {parent: units for parent, units in found.items() if len(units) >= FEWEST}


def _even(given: Given, below: Mapping[str, list[str]]) -> Iterator[tuple[str, list[Entry[Honour]]]]:
    """Divisions all of whose units have exactly one honour, and these honours."""
    for parent, inside in given.items():
        units = below.get(parent, [])
        if units and len(inside) == len(units):
            honours = [given[unit] for unit in units if unit in given]
            if len(honours) == len(units) and all(len(one) == 1 for one in honours):
                yield parent, [one[0] for one in honours]


def _units(catalogue: Catalogue, honour: Entry[Honour]) -> list[str]:
    """What an honour counts for: its grid, the grid's community and the divisions above."""
    grid = grid_of_honour(catalogue, honour.value)
    if grid is None:
        return []
    return [grid.id, *(division.id for division in catalogue.lineage(grid.value.community))]


def _allocated(catalogue: Catalogue, parent: str, year: int, even: list[Entry[Honour]]) -> Diagnostic:
    division = catalogue.divisions.get(parent)
    first, *others = sorted(even, key=lambda honour: honour.id)
    return finding(
        first.at("title"),
        Text(
            "{year} 年 `{parent}` 的 {count} 个下级恰好各有一个荣誉，像是按单位分配的",
            "in {year} each of the {count} units of `{parent}` has exactly one honour, as if allocated",
        ).format(year=year, parent=division.value.name if division else parent, count=len(even)),
        Text(
            "重新看事实依据，够条件几个就授予几个；确是巧合就写豁免",
            "look at the evidence again; if it is chance, write a waiver",
        ),
        tuple(Related(honour.at("title"), Text("其中一个", "one of them")) for honour in others),
    )
