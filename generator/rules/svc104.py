"""重点网格和服务网格里，每类人群都有服务、有联系人

检查 `audiences` 里的每类人群，在每个功能是重点或服务的网格里，有没有至少一项能用的服务，以及有没有电话可打：
服务自己或提供单位的电话，或者网格里任何一名公开的工作人员的值班电话。服务范围写到社区、镇街、全市的，里面的网格都算有。暂停、
停办、还没开始和已经结束的服务不算。微网格不检查，联络网格没有要求。

一类人群到处都没有服务，在人群那里报一次；只是某个网格缺，在网格那里报。

修改办法：补一项服务，或者在已有服务的 `audiences`、`area` 里加上；联系不到人的，补电话。

过期：时间到了也会出现，一直是提醒，不影响发布。

来源：林巧《新冠肺炎疫情下基层治理组织再造研究》（“制定各类服务项目菜单，向各类需求人员发布，分门别类
建立联系”）。
---
Every audience has a service and a contact in every grid of service

Checks that each audience has, in each grid of the function 重点 or 服务, a service that can be used
today, and a number to call: the service's own, its provider's, or the duty phone of anybody published in the
grid. A
service of a community, a township or the whole city reaches all grids within. Services that are
paused, stopped, over or not begun do not count. A 微网格 is passed over; 联络 grids are free.

An audience without services anywhere is reported once, at the audience; otherwise the grid is.

Repair: add a service, or extend `audiences` or `area` of one; add a phone where there is none.

Lapse: time may bring it about; it stays a warning and stops nothing.

Source: Lin Qiao's paper on rebuilding grass-roots organisation (menus of services for each group of
people, with a contact for each).
"""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import partial

from generator.catalogue import Catalogue, Entry
from generator.diagnostics import Diagnostic, Severity, Text
from generator.facts.offers import WHOLE_CITY, areas_of, phone_to_ask
from generator.facts.presence import can_be_rung, upper_grids
from generator.facts.publication import offered_services
from generator.model import Audience, Grid
from generator.rules.texts import named

CODE = "SVC104"
finding = partial(Diagnostic, CODE, Severity.WARNING)


@dataclass(slots=True)
class Reach:
    """Areas where an audience has a service, and where it has one with a number."""

    served: set[str] = field(default_factory=set)
    called: set[str] = field(default_factory=set)


def check(catalogue: Catalogue) -> Iterator[Diagnostic]:
    """Findings on audiences without services, and on grids that lack some or have nobody to call."""
    if not catalogue.services or catalogue.has_broken("service"):
        return  # what lacks are services, for anybody
    reach = _measure_reach(catalogue)
    nowhere = [one for one in catalogue.audiences.values() if not reach[one.id].served]
    yield from map(_unserved, nowhere)
    audiences = [one for one in catalogue.audiences.values() if reach[one.id].served]
    for grid in upper_grids(catalogue):
        if grid.value.function == "联络":
            continue
        areas = {WHOLE_CITY, *catalogue.area_of(grid)}
        lacking = [one for one in audiences if reach[one.id].served.isdisjoint(areas)]
        if lacking:
            yield _lacking(grid, lacking, Text("服务", "service"))
        if not _has_phone(catalogue, grid):
            silent = [
                one for one in audiences if one not in lacking and reach[one.id].called.isdisjoint(areas)
            ]
            if silent:
                yield _lacking(grid, silent, Text("能打通的电话", "number to call"))


def _measure_reach(catalogue: Catalogue) -> dict[str, Reach]:
    found: dict[str, Reach] = defaultdict(Reach)
    for service in offered_services(catalogue):
        for audience in service.value.audiences:
            areas = areas_of(catalogue, service.value)
            found[audience].served.update(areas)
            if phone_to_ask(catalogue, service.value):
                found[audience].called.update(areas)
    return found


def _has_phone(catalogue: Catalogue, grid: Entry[Grid]) -> bool:
    members = catalogue.members_by_grid.get(grid.id, ())
    return any(can_be_rung(catalogue, member) for member in members)


def _unserved(audience: Entry[Audience]) -> Diagnostic:
    return finding(
        audience.at("name"),
        Text("没有一项能用的服务是给 `{name}` 的", "no service in use is for `{name}`").format(
            name=audience.value.name
        ),
        Text(
            f"在给他们的服务的 `audiences` 里加上 `{audience.id}`；用不着这一类就删掉",
            f"add `{audience.id}` to `audiences` of services for them, or delete the audience",
        ),
    )


def _lacking(grid: Entry[Grid], audiences: list[Entry[Audience]], what: Text) -> Diagnostic:
    names = [one.value.name for one in audiences]
    return finding(
        grid.at("name"),
        Text("网格 {grid}里，{zh} 没有{what}", "in grid {grid} there is no {what} for {en}").format(
            grid=named(grid),
            what=what,
            zh="、".join(f"`{name}`" for name in names),
            en=", ".join(f"`{name}`" for name in names),
        ),
        Text(
            "补一项服务或电话，或在已有服务的 `audiences`、`area` 里加上",
            "add a service or a number, or extend `audiences` or `area` of a service",
        ),
    )
