"""The four checks of the source paper, measure by measure: how many of how many, and what is missing."""

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from generator.catalogue import Catalogue, Entry
from generator.facts.ground import Cover, inhabited_islands, measure_cover
from generator.facts.memory import once
from generator.facts.order import in_order
from generator.facts.organizations import linked_organizations
from generator.facts.plans import answering_organizations, find_gaps, find_unreachable
from generator.facts.presence import night_answer, staff_of, upper_grids
from generator.facts.publication import offered_services
from generator.locale.zh import SECTORS
from generator.model import Grid, Plan
from generator.views.addresses import link_division, link_or_id
from generator.views.chart import whole_percent
from generator.views.pieces import Link

SHOWN = 30
"""Lacks named one by one; more than that are counted."""
NEARLY = 0.9999
"""The largest share printed while something is missing."""
GAPS = (
    ({"unled", "led_twice"}, "没有唯一的牵头方"),
    ({"undone"}, "没有写谁去做"),
    ({"nameless", "two_names"}, "有一方没有写清楚是谁"),
    ({"powerless"}, "由没有公权力的一方牵头"),
    ({"outside"}, "写的级别或阶段不在预案里"),
)
"""What is wrong with steps of a plan, in words."""


@dataclass(frozen=True, slots=True)
class Lack:
    """What is missing, and where to look; nothing is missing without words."""

    link: Link
    what: str = ""


@dataclass(frozen=True, slots=True)
class Measure:
    """A figure of a check: how many of how many, or a share of the ground; what it lacks.

    Without a share there was nothing to measure, and `text` says so.
    """

    name: str
    text: str
    share: float | None = None
    missing: tuple[Lack, ...] = ()

    @property
    def percent(self) -> str:
        return "" if self.share is None else whole_percent(self.share)

    @property
    def lacks(self) -> tuple[Lack, ...]:
        return self.missing[:SHOWN]

    @property
    def more(self) -> int:
        return len(self.missing) - len(self.lacks)


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
        Check("ground", "全方位覆盖", "每一块地都有网格吗？", _ground(catalogue)),
        Check("hours", "全天候运行", "夜里、有人请假时，找得到人吗？", _hours(catalogue)),
        Check("safety", "全区域平安", "出了事，每一步都有人负责吗？", _safety(catalogue)),
    )


def _count(name: str, unit: str, told: Sequence[Lack], empty: str) -> Measure:
    """How many of all those told about lack nothing."""
    if not told:
        return Measure(name, empty)
    missing, total = tuple(one for one in told if one.what), len(told)
    good = total - len(missing)
    text = f"{total} {unit}里 {good} {unit}" if missing else f"{total} {unit}，都做到了"
    return Measure(name, text, good / total, missing)


def _tell(catalogue: Catalogue, kind: str, name: str, what: str) -> Lack:
    return Lack(link_or_id(catalogue, kind, name), what)


def _society(catalogue: Catalogue) -> tuple[Measure, ...]:
    providers = {one.value.provider for one in offered_services(catalogue)} & catalogue.organizations.keys()
    sectors: Counter[str] = Counter(catalogue.organizations[name].value.sector for name in providers)
    shares = [
        Measure(
            f"提供服务的{title}",
            f"{len(providers)} 家里 {sectors[sector]} 家",
            sectors[sector] / len(providers),
            () if sectors[sector] else (Lack(Link("服务机构", "organizations/index.html"), "没有一家"),),
        )
        for sector, title in SECTORS.items()
        if providers
    ]
    linked = linked_organizations(catalogue)
    told = [
        _tell(catalogue, "organization", one.id, "" if one.id in linked else "没有服务、组团或职责")
        for one in in_order(catalogue, catalogue.organizations.values())
    ]
    return (*shares, _count("登记的机构都有事做", "家", told, "没有登记的机构。"))


def _ground(catalogue: Catalogue) -> tuple[Measure, ...]:
    gridded, least = catalogue.grids_by_community, catalogue.profile.islands.residents
    communities = [
        Lack(link_division(catalogue, one), "" if one.id in gridded else "没有网格")
        for one in catalogue.communities
    ]
    islands = [
        Lack(link_division(catalogue, one.division), "" if one.covered else f"{one.name}没有网格")
        for one in inhabited_islands(catalogue)
    ]
    return (
        _measure_ground(catalogue),
        _count("社区都有网格", "个", communities, "没有登记的社区。"),
        *([_count(f"住着 {least} 人以上的岛都有网格", "个", islands, "")] if islands else ()),
    )


@once
def _measure_ground(catalogue: Catalogue) -> Measure:
    """Covered ground of the communities whose boundaries are drawn; what cannot be told is left out."""
    covers = measure_cover(catalogue)
    told = [one for one in covers if not one.undrawn]
    whole, bare = sum(one.size for one in told), sum(one.bare for one in told)
    described = (Lack(link_division(catalogue, one.community), _describe_cover(one)) for one in covers)
    missing = tuple(one for one in described if one.what)
    if not whole:
        text = "网格还没有画边界，量不出来。" if covers else "社区还没有画边界，量不出来。"
        return Measure("地面有网格", text, None, missing)
    share = 1 - bare / whole
    said = f"{min(share, NEARLY):.2%}" if bare else "100%"
    return Measure("地面有网格", f"画了边界的 {len(told)} 个社区，{said}有网格", share, missing)


def _describe_cover(cover: Cover) -> str:
    """What is wrong with the ground of a community, in words; nothing when it is covered."""
    share = cover.bare / cover.size if cover.size else 0.0
    parts = (
        f"{max(share, 1 - NEARLY):.2%}没有网格" if cover.gaps else "",
        "有网格没画边界，量不出来" if cover.undrawn else "",
        "有网格画到了社区外面" if cover.outside else "",
    )
    return "，".join(part for part in parts if part)


def _count_grids(
    catalogue: Catalogue,
    name: str,
    grids: Sequence[Entry[Grid]],
    lack: Callable[[Catalogue, Entry[Grid]], str],
) -> Measure:
    nouns = [(one, lack(catalogue, one)) for one in grids]
    told = [_tell(catalogue, "grid", one.id, f"没有{noun}" if noun else "") for one, noun in nouns]
    return _count(name, "个", told, "没有网格。")


def lack_of_night(catalogue: Catalogue, grid: Entry[Grid]) -> str:
    """What a grid lacks when nobody answers for it at night, as a noun; nothing otherwise."""
    return "" if night_answer(catalogue, grid) else "夜里有人接的电话"


def lack_of_deputy(catalogue: Catalogue, grid: Entry[Grid]) -> str:
    """The same for somebody who stands in for the head."""
    return "" if staff_of(catalogue, grid.id).deputies else "替补的网格长"


def lack_of_staff(catalogue: Catalogue, grid: Entry[Grid]) -> str:
    """The same for the head, of whom there is exactly one, and a worker."""
    staff = staff_of(catalogue, grid.id)
    several = [f"唯一的{staff.head_role}"] if len(staff.heads) > 1 else []
    return "和".join([*several, *staff.missing])


def _hours(catalogue: Catalogue) -> tuple[Measure, ...]:
    grids = upper_grids(catalogue)
    return (
        _count_grids(catalogue, "网格夜里有人接电话", grids, lack_of_night),
        _count_grids(catalogue, "网格长有替补", grids, lack_of_deputy),
    )


def _describe_gaps(catalogue: Catalogue, plan: Plan) -> str:
    """What a plan's matrix of parties lacks, in words."""
    gaps = list(find_gaps(catalogue, plan))
    empty = [
        f"{plan.response_levels[int(one.path[1])]}级{one.text}没有步骤" for one in gaps if one.what == "empty"
    ]
    steps = [(len({one.path[1] for one in gaps if one.what in kinds}), words) for kinds, words in GAPS]
    return "，".join([*empty, *(f"{number} 步{words}" for number, words in steps if number)])


def _safety(catalogue: Catalogue) -> tuple[Measure, ...]:
    plans = in_order(catalogue, catalogue.plans.values())
    answering = answering_organizations(plans)
    steps = [_tell(catalogue, "plan", one.id, _describe_gaps(catalogue, one.value)) for one in plans]
    reach = [
        _tell(
            catalogue, "organization", one.id, "没有24小时电话或替补" if find_unreachable(one.value) else ""
        )
        for one in in_order(catalogue, catalogue.organizations.values())
        if one.id in answering
    ]
    return (
        _count("预案每一步都有人负责", "份", steps, "还没有应急预案。"),
        _count("预案里的机构夜里找得到人", "家", reach, "预案里没有写机构。"),
        _count_grids(catalogue, "网格都有网格长和网格员", catalogue.live_grids, lack_of_staff),
    )
