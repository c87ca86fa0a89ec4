"""服务不全由政府提供

看每个社区居民能用到的服务：如果提供单位全是政府部门（`sector` 是 政府），就提示一条。菜单里有企业、社会组织、
志愿队，才谈得上合作共治。没有任何服务的社区不提示；全市都这样，合起来是一条。这是提示，不影响发布。

修改办法：把社会组织、企业、志愿队已经在做的服务写进来。

过期：时间到了也会出现，一直是提示，不影响发布。

来源：林巧《新冠肺炎疫情下基层治理组织再造研究》（形成“政府-市场-社会”合作共治的新体系）。
---
Services are not all provided by government

Looks at the services that residents of each community can use: if every provider is of the sector
政府, says so. Companies, societies and volunteer teams in the menu are what makes shared governance.
Communities without any service are passed over; where all are alike it is said once. This is information
and stops nothing.

Repair: enter the services that societies, companies and volunteer teams already provide.

Lapse: time may bring it about; it stays information and stops nothing.

Source: Lin Qiao's paper on rebuilding grass-roots organisation (government, market and society
governing together).
"""

from collections import defaultdict
from collections.abc import Iterator
from functools import partial

from generator.catalogue import Catalogue, Entry
from generator.diagnostics import Diagnostic, Severity, Text
from generator.facts.offers import WHOLE_CITY, areas_of
from generator.facts.publication import offered_services
from generator.model import Division
from generator.rules.texts import named

CODE = "SVC107"
finding = partial(Diagnostic, CODE, Severity.INFO)


def check(catalogue: Catalogue) -> Iterator[Diagnostic]:
    """Findings on communities whose services all come from government."""
    if catalogue.has_broken("organization") or catalogue.has_broken("service"):
        return
    sectors: dict[str, set[str]] = defaultdict(set)
    for service in offered_services(catalogue):
        provider = catalogue.organizations.get(service.value.provider)
        for area in areas_of(catalogue, service.value) if provider is not None else ():
            sectors[area].add(provider.value.sector if provider else "")
    served = {one.id: _sectors_of(catalogue, one, sectors) for one in catalogue.communities}
    alone = [one for one in catalogue.communities if served[one.id] == {"政府"}]
    if len(alone) > 1 and len(alone) == sum(map(bool, served.values())):
        yield _everywhere(alone)
    else:
        yield from map(_in_community, alone)


def _sectors_of(catalogue: Catalogue, community: Entry[Division], sectors: dict[str, set[str]]) -> set[str]:
    above = (division.id for division in catalogue.lineage(community.id))
    within = (grid.id for grid in catalogue.grids_by_community.get(community.id, ()))
    return set().union(*(sectors.get(area, ()) for area in (WHOLE_CITY, *above, *within)))


ADVICE = Text(
    "把社会组织、企业、志愿队在做的服务也写进来",
    "enter what societies, companies and volunteer teams provide, too",
)


def _everywhere(communities: list[Entry[Division]]) -> Diagnostic:
    return finding(
        communities[0].at("name"),
        Text(
            "有服务的 {count} 个社区，能用到的服务全由政府部门提供",
            "in all {count} communities with services these come from government only",
        ).format(count=len(communities)),
        ADVICE,
    )


def _in_community(community: Entry[Division]) -> Diagnostic:
    return finding(
        community.at("name"),
        Text(
            "社区 {community}能用到的服务全由政府部门提供",
            "all services within reach of community {community} come from government",
        ).format(community=named(community)),
        ADVICE,
    )
