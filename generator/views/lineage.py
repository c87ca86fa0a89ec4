"""Where grids came from and where they went, and the figures of 加减法: fewer grids and tasks, more hands."""

import datetime
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from operator import itemgetter

from generator.catalogue import Catalogue, Entry, gather, holds
from generator.facts.memory import once
from generator.facts.order import in_order
from generator.facts.publication import matter_state
from generator.locale.zh import format_date
from generator.model import Grid, Matter
from generator.model.person import Role
from generator.views.addresses import link_all, link_entry, link_or_id
from generator.views.listing import index_head
from generator.views.pieces import Head, Link

PROFESSIONAL = "专职网格员"
TAKEN_BACK = "上级收回"
MICRO = "微网格"
DAY = datetime.timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Origin:
    """How a grid came about: the day, in what way, from which grids."""

    day: str
    how: str
    grids: tuple[Link, ...]
    result: Link


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure before and after, and the difference in words."""

    name: str
    unit: str
    before: int
    after: int
    note: str = ""

    @property
    def difference(self) -> str:
        """`少 2 个`, `多 1 名`, `没有变`."""
        if self.before == self.after:
            return "没有变"
        return f"{'少' if self.after < self.before else '多'} {abs(self.after - self.before)} {self.unit}"


@dataclass(frozen=True, slots=True)
class CommunityFigures:
    """One community's figures."""

    community: Link
    figures: tuple[Figure, ...]


@dataclass(frozen=True, slots=True)
class LineageView:
    """The page 加减法; without figures when nothing was ever redrawn and no list is dated."""

    head: Head
    today: str
    redrawn: str
    listed: str
    figures: tuple[Figure, ...]
    communities: tuple[CommunityFigures, ...]
    same: tuple[Link, ...]
    taken_back: tuple[Link, ...]
    origins: tuple[Origin, ...]


@once
def _heirs(catalogue: Catalogue) -> Mapping[str, tuple[str, ...]]:
    """Grids by those they replace, living or not, in order of their codes."""
    ordered = sorted(catalogue.grids.values(), key=lambda one: (one.value.code, one.id))
    return gather((name, grid.id) for grid in ordered for name in grid.value.replaces)


def living_successors(catalogue: Catalogue, grid_id: str) -> tuple[str, ...]:
    """Grids in force today that an ended grid became, through any number of redrawings; loops end."""
    found: dict[str, None] = {}
    seen, waiting = {grid_id}, list(_heirs(catalogue).get(grid_id, ()))
    while waiting:
        name = waiting.pop(0)
        if name in seen:
            continue
        seen.add(name)
        if catalogue.is_live(catalogue.grids[name]):
            found[name] = None
        else:
            waiting += _heirs(catalogue).get(name, ())
    return tuple(found)


def view_origins(catalogue: Catalogue, grid_id: str) -> tuple[Origin, ...]:
    """The redrawings that led to a grid, latest first."""
    found: list[Origin] = []
    seen, waiting = {grid_id}, [grid_id]
    while waiting:
        grid = catalogue.grids[waiting.pop(0)]
        known = [name for name in grid.value.replaces if name in catalogue.grids]
        if known:
            found.append(_origin(catalogue, grid, known))
        waiting += [name for name in known if name not in seen]
        seen.update(known)
    return tuple(found)


def _origin(catalogue: Catalogue, grid: Entry[Grid], known: list[str]) -> Origin:
    day = grid.value.valid_from
    links = tuple(link for name in known if (link := link_entry(catalogue, "grid", name)))
    result = link_or_id(catalogue, "grid", grid.id)
    return Origin(format_date(day) if day else "", _way(catalogue, known), links, result)


def _way(catalogue: Catalogue, known: list[str]) -> str:
    if len(known) > 1:
        return "合并而来"
    return "分出来" if len(_heirs(catalogue)[known[0]]) > 1 else "调整而来"


def view_lineage(catalogue: Catalogue) -> LineageView:
    """Grids and workers of the day before the last redrawing, tasks of the first list, and today's."""
    grids, listed = _redrawn(catalogue), _first_list(catalogue)
    redrawn = grids[0][0] - DAY if grids else None
    communities = [_community(catalogue, one.id, redrawn) for one in catalogue.communities] if redrawn else []
    changed = [one for one in communities if any(figure.before != figure.after for figure in one.figures)]
    return LineageView(
        index_head("lineage", "加减法", "网格少了几个，任务减了几项，专职网格员多了几名：调整前后对照"),
        format_date(catalogue.today),
        format_date(redrawn) if redrawn else "",
        format_date(listed) if listed else "",
        tuple(_city(catalogue, redrawn, listed)),
        tuple(changed),
        tuple(one.community for one in communities if one not in changed),
        _taken_back(catalogue),
        tuple(origin for _, grid in grids for origin in view_origins(catalogue, grid.id)[:1]),
    )


def _redrawn(catalogue: Catalogue) -> list[tuple[datetime.date, Entry[Grid]]]:
    """Living grids that replace others, with their first day, latest first."""
    grids = (one for one in catalogue.live_grids if one.value.replaces)
    found = [(one.value.valid_from, one) for one in grids if one.value.valid_from]
    return sorted(found, key=itemgetter(0), reverse=True)


def _first_list(catalogue: Catalogue) -> datetime.date | None:
    """The day from which matters were listed; what was asked of grids before, nobody wrote down."""
    days = (one.value.admitted_on for one in catalogue.matters.values())
    return min((day for day in days if day and day <= catalogue.today), default=None)


def _taken_back(catalogue: Catalogue) -> tuple[Link, ...]:
    """Matters that departments do themselves again."""
    found = [
        (one.value.withdrawn_on, one.id)
        for one in in_order(catalogue, catalogue.matters.values())
        if one.value.owner == TAKEN_BACK
        and one.value.withdrawn_on
        and one.value.withdrawn_on <= catalogue.today
    ]
    latest_first = sorted(found, key=itemgetter(0), reverse=True)
    return link_all(catalogue, "matter", (name for _, name in latest_first))


def _city(
    catalogue: Catalogue, redrawn: datetime.date | None, listed: datetime.date | None
) -> Iterator[Figure]:
    today = catalogue.today
    if redrawn:
        before, after = _count_grids(catalogue, redrawn), _count_grids(catalogue, today)
        yield Figure("网格", "个", before, after, "微网格在综合网格里面，不另算")
    if listed:
        before, after = _count_tasks(catalogue, listed), _count_tasks(catalogue, today)
        temporary = sum(
            one.value.temporary_until is not None and _is_task(one.value, today)
            for one in catalogue.matters.values()
        )
        note = "基本履职和配合履职的事项" + (f"，其中临时 {temporary} 项" if temporary else "")
        yield Figure("网格任务", "项", before, after, note)
    if redrawn:
        before, after = _count_workers(catalogue, redrawn), _count_workers(catalogue, today)
        yield Figure(PROFESSIONAL, "名", before, after, "一人管几个网格，只算一名")


def _community(catalogue: Catalogue, community: str, day: datetime.date) -> CommunityFigures:
    counted = (("网格", "个", _count_grids), (PROFESSIONAL, "名", _count_workers))
    figures = tuple(
        Figure(name, unit, count(catalogue, day, community), count(catalogue, catalogue.today, community))
        for name, unit, count in counted
    )
    return CommunityFigures(link_or_id(catalogue, "division", community), figures)


@once
def _grids_by_community(catalogue: Catalogue) -> Mapping[str, tuple[Entry[Grid], ...]]:
    """Grids of all times by community; "" holds those of the whole city."""
    grids = tuple(catalogue.grids.values())
    return {"": grids, **gather((one.value.community, one) for one in grids)}


@once
def _professional_roles(catalogue: Catalogue) -> Mapping[str, tuple[tuple[str, Role], ...]]:
    """Who has ever been a full-time worker, by grid: (person, role)."""
    return gather(
        (role.grid, (person.id, role))
        for person in catalogue.people.values()
        for role in person.value.roles
        if role.role == PROFESSIONAL
    )


def _grids_on(catalogue: Catalogue, day: datetime.date, community: str) -> Iterable[Entry[Grid]]:
    for grid in _grids_by_community(catalogue).get(community, ()):
        if holds(grid.value.valid_from, grid.value.valid_until, day):
            yield grid


def _count_grids(catalogue: Catalogue, day: datetime.date, community: str = "") -> int:
    return sum(one.value.kind != MICRO for one in _grids_on(catalogue, day, community))


def _count_workers(catalogue: Catalogue, day: datetime.date, community: str = "") -> int:
    roles = _professional_roles(catalogue)
    return len(
        {
            person
            for grid in _grids_on(catalogue, day, community)
            for person, role in roles.get(grid.id, ())
            if holds(role.since, role.until, day)
        }
    )


def _count_tasks(catalogue: Catalogue, day: datetime.date) -> int:
    return sum(_is_task(one.value, day) for one in catalogue.matters.values())


def _is_task(matter: Matter, day: datetime.date) -> bool:
    """Whether a matter was work for the grid; what was taken back was until then, residents' own never."""
    return matter.owner != "居民自治" and matter_state(matter, day) == "在册"
