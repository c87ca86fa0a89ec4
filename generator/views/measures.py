"""The four checks of the source paper, measure by measure: how many of how many, and what is missing."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from generator.facts.geometry import as_shapes, measure, parse_shape, parse_shapes, subtract, unite
from generator.facts.memory import once
from generator.facts.presence import (
    has_deputy,
    has_night_phone,
    inhabited_islands,
    is_staffed,
    islands_without_grid,
    linked_organizations,
    parties_of_plans,
    plan_lacks,
    upper_grids,
)
from generator.locale.zh import SECTORS
from generator.views.addresses import link_division, link_entry
from generator.views.chart import whole_percent
from generator.views.menu import listed_services
from generator.views.pieces import Link

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from generator.catalogue import Catalogue, Entry
    from generator.model import Grid

SHOWN = 30
"""Lacks named one by one; more than that are counted."""
WHOLE = 0.99995
"""Shares above this are printed as 100 %: rounding of coordinates is no gap."""


@dataclass(frozen=True, slots=True)
class Lack:
    """What is missing, and where to look."""

    link: Link
    what: str = ""


@dataclass(frozen=True, slots=True)
class Measure:
    """A figure of a check: how many of how many, or a share of the ground; what it lacks."""

    name: str
    text: str
    share: float | None
    lacks: tuple[Lack, ...]
    more: int
    empty: str = ""

    @property
    def percent(self) -> str:
        return "" if self.share is None else whole_percent(self.share)


@dataclass(frozen=True, slots=True)
class Check:
    """One of the four."""

    id: str
    title: str
    question: str
    measures: tuple[Measure, ...]


def four_checks(catalogue: Catalogue) -> tuple[Check, ...]:
    """The four, in the order of the paper."""
    return (
        Check("society", "全社会参与", "政府、市场、社会都在出力吗？", _society(catalogue)),
        Check("ground", "全方位覆盖", "每一块地、每一个岛都有网格吗？", _ground(catalogue)),
        Check("hours", "全天候运行", "夜里、有人请假时，找得到人吗？", _hours(catalogue)),
        Check("safety", "全区域平安", "出了事，每一步都有人负责吗？", _safety(catalogue)),
    )


def _count(  # noqa: PLR0913, PLR0917 - the parts of one sentence
    name: str, good: int, total: int, unit: str, lacks: Sequence[Lack], empty: str
) -> Measure:
    if not total:
        return Measure(name, "", None, (), 0, empty)
    text = f"{total} {unit}里 {good} {unit}" if good < total else f"{total} {unit}，都做到了"
    return Measure(name, text, good / total, tuple(lacks[:SHOWN]), max(len(lacks) - SHOWN, 0))


def _link(catalogue: Catalogue, kind: str, name: str) -> Link:
    return link_entry(catalogue, kind, name) or Link(name)


def _society(catalogue: Catalogue) -> tuple[Measure, ...]:
    providers = {one.value.provider for one in listed_services(catalogue)} & catalogue.organizations.keys()
    sectors: Counter[str] = Counter(catalogue.organizations[name].value.sector for name in providers)
    shares = [
        Measure(
            f"提供服务的{title}",
            f"{len(providers)} 家里 {sectors[sector]} 家",
            sectors[sector] / len(providers),
            () if sectors[sector] else (Lack(Link("服务机构", "organizations/index.html"), "没有一家"),),
            0,
        )
        for sector, title in SECTORS.items()
        if providers
    ]
    linked = linked_organizations(catalogue)
    orphans = [
        Lack(_link(catalogue, "organization", name), "没有服务、组团或职责")
        for name in sorted(catalogue.organizations.keys() - linked)
    ]
    all_of_them = _count(
        "登记的机构都有事做",
        len(linked),
        len(catalogue.organizations),
        "家",
        orphans,
        "没有登记的机构。",
    )
    return (*shares, all_of_them)


def _ground(catalogue: Catalogue) -> tuple[Measure, ...]:
    communities = catalogue.communities
    bare = [one for one in communities if one.id not in catalogue.grids_by_community]
    islands, left = inhabited_islands(catalogue), islands_without_grid(catalogue)
    least = catalogue.profile.islands.residents
    return (
        _measure_ground(catalogue),
        _count(
            "社区都有网格",
            len(communities) - len(bare),
            len(communities),
            "个",
            [Lack(link_division(catalogue, one), "没有网格") for one in bare],
            "没有登记的社区。",
        ),
        _count(
            f"住着 {least} 人以上的岛都有网格",
            len(islands) - len(left),
            len(islands),
            "个",
            [Lack(link_division(catalogue, one), f"{name}没有网格") for one, name in left],
            "没有登记有人住的岛。",
        ),
    )


@once
def _measure_ground(catalogue: Catalogue) -> Measure:
    """Covered ground of the communities whose boundaries are drawn."""
    drawn = [one for one in catalogue.communities if one.value.boundary]
    name = "地面有网格"
    if not drawn:
        return Measure(name, "", None, (), 0, "社区还没有画边界，量不出来。")
    wholes = as_shapes([parse_shape(one.value.boundary or "") for one in drawn])
    unions = as_shapes([unite(parse_shapes(_boundaries(catalogue, one.id))) for one in drawn])
    sizes, bare = measure(wholes).tolist(), measure(subtract(wholes, unions)).tolist()
    share = 1 - sum(bare) / sum(sizes)
    lacks = [
        Lack(link_division(catalogue, one), f"{empty / size:.2%}没有网格")
        for one, size, empty in zip(drawn, sizes, bare, strict=True)
        if empty / size > 1 - WHOLE
    ]
    text = f"画了边界的 {len(drawn)} 个社区，{'100%' if share > WHOLE else f'{share:.2%}'}有网格"
    return Measure(
        name, text, 1.0 if share > WHOLE else share, tuple(lacks[:SHOWN]), max(len(lacks) - SHOWN, 0)
    )


def _boundaries(catalogue: Catalogue, community: str) -> list[str]:
    grids = catalogue.grids_by_community.get(community, ())
    return [one.value.boundary for one in grids if one.value.boundary and one.value.kind != "微网格"]


def _count_grids(
    catalogue: Catalogue, name: str, what: str, holds: Callable[[Catalogue, Entry[Grid]], bool]
) -> Measure:
    grids = upper_grids(catalogue)
    lacking = [one for one in grids if not holds(catalogue, one)]
    lacks = [Lack(_link(catalogue, "grid", one.id), what) for one in lacking]
    return _count(name, len(grids) - len(lacking), len(grids), "个", lacks, "没有网格。")


def _hours(catalogue: Catalogue) -> tuple[Measure, ...]:
    return (
        _count_grids(catalogue, "网格夜里有人接电话", "没有夜里的电话", has_night_phone),
        _count_grids(catalogue, "网格长有替补", "没有替补的网格长", has_deputy),
    )


def _safety(catalogue: Catalogue) -> tuple[Measure, ...]:
    lacking = [(one, plan_lacks(one)) for one in catalogue.plans.values()]
    broken = [Lack(_link(catalogue, "plan", one.id), "，".join(words)) for one, words in lacking if words]
    offices = sorted(parties_of_plans(catalogue) & catalogue.organizations.keys())
    silent = [
        Lack(_link(catalogue, "organization", one), "没有24小时电话或替补")
        for one in offices
        if not (catalogue.organizations[one].value.night_phone and catalogue.organizations[one].value.deputy)
    ]
    return (
        _count(
            "预案每一步都有人负责",
            len(lacking) - len(broken),
            len(lacking),
            "份",
            broken,
            "还没有应急预案。",
        ),
        _count(
            "预案里的机构夜里找得到人",
            len(offices) - len(silent),
            len(offices),
            "家",
            silent,
            "预案里没有写机构。",
        ),
        _count_grids(catalogue, "网格都有网格长和网格员", "网格长或网格员缺人", is_staffed),
    )
