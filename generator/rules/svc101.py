"""政务服务的办事指南八要素齐全

检查类型是“政务”的服务有没有写全八项：法律依据、办理条件、材料、办理地点、办理时间、咨询电话、办理步骤、
办理时限。缺一到三项是提醒，缺四项以上是错误。居民少知道一样，就要多跑一趟。

材料什么都不用带，要写 `documents: []`，写了才算数；时间写在服务或某个地点上都可以；电话写在服务、
联系方式或地点上都可以。已经停办或已经结束的服务不检查。

写了 `guide`（官方办事指南的网址），缺几项都只是提醒：网页和手册写明缺哪几项，请居民看官方指南，
附网址和二维码。不用为了通过检查把政务服务写成公益。

修改办法：按提示补上字段；不清楚的，问提供单位；一时补不全的，写上 `guide`。

过期：没有，和哪一天检查无关。

来源：《国务院关于加快推进全国一体化在线政务服务平台建设的指导意见》和各地办事指南的通行要素；缺几项算错误是约定。
---
A 政务 service states all eight elements of its guide

Checks that a service of the type 政务 states legal basis, conditions, documents, place, hours, phone,
steps and time limit. One to three missing are a warning, four or more an error: each thing not
known is a second journey.

Where nothing needs to be brought, `documents: []` says so. Hours may stand at the service or a
location; a phone at the service, a channel or a location. Services that have ended are passed over.

With `guide`, the address of the official guide, however many are missing are a warning: page and handbook say
which, and send residents there.

Repair: add the fields named; ask the provider for what you do not know; until then add `guide`.

Lapse: none; it is the same on every day.

Source: the elements usual in Chinese guides to government services (State Council guidance on the
national online platform); how many make an error is a convention.
"""

from collections.abc import Iterator

from generator.catalogue import Catalogue
from generator.diagnostics import Diagnostic, Severity, Text
from generator.facts.guides import missing_elements
from generator.facts.publication import is_over
from generator.rules.texts import list_fields

CODE = "SVC101"
MANY = 4
"""Elements missing from which on a guide is of no use."""


def check(catalogue: Catalogue) -> Iterator[Diagnostic]:
    """One finding for each 政务 service that leaves elements out."""
    for service in catalogue.services.values():
        if service.value.type != "政务" or is_over(catalogue, service.value):
            continue
        missing = missing_elements(service.value)
        if not missing:
            continue
        yield Diagnostic(
            CODE,
            Severity.ERROR if len(missing) >= MANY and not service.value.guide else Severity.WARNING,
            service.at("name"),
            Text(
                "政务服务 `{name}` 的办事指南缺 {count} 项：{missing}",
                "the guide of `{name}` lacks {count} elements: {missing}",
            ).format(
                name=service.value.name,
                count=len(missing),
                missing=list_fields(TITLES, missing),
            ),
            GUIDED if service.value.guide else UNGUIDED,
            lacks=tuple(TITLES[name] for name in missing),
        )


UNGUIDED = Text(
    "补上这些字段；不用带材料就写 `documents: []`；一时补不全，在 `guide` 写官方办事指南的网址",
    "add these fields; `documents: []` says that nothing is needed; or name the official guide in `guide`",
)
GUIDED = Text(
    "网页上写着这些看官方办事指南；有空补上，居民就不用再找",
    "the page sends residents to the official guide for these; add them when you can",
)
TITLES = {
    "legal_basis": Text("法律依据", "legal basis"),
    "eligibility": Text("办理条件", "conditions"),
    "documents": Text("材料", "documents"),
    "locations": Text("办理地点", "places"),
    "hours": Text("办理时间", "hours"),
    "phone": Text("咨询电话", "phone"),
    "steps": Text("办理步骤", "steps"),
    "time_limit": Text("办理时限", "time limit"),
}
