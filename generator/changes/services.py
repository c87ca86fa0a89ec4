"""Services that were added, ended, or paused, and what changed in the others."""

from collections.abc import Iterator

from generator.catalogue import Catalogue
from generator.changes.entries import tell_successor
from generator.changes.wording import came, quote, tell_items, tell_values
from generator.diagnostics import Text
from generator.facts.publication import current_alert, is_ongoing, listed_services, service_state
from generator.model import Service
from generator.views.addresses import page_path, service_name
from generator.views.hours import format_hours, view_hours
from generator.views.pieces import cut_text, plain_text
from generator.views.projections import Change

Dated = tuple[Catalogue, Service]

SUMMARY = 60
FACTS: tuple[tuple[str, Text], ...] = (
    ("official", Text("正式名称", "official name")),
    ("summary", Text("说明", "summary")),
    ("hours", Text("服务时间", "opening hours")),
    ("phone", Text("电话", "phone")),
    ("channels", Text("联系办法", "ways to ask")),
    ("complaint", Text("投诉电话", "complaint phone")),
    ("place", Text("地点", "place")),
    ("fee", Text("费用", "fee")),
    ("documents", Text("要带的材料", "documents")),
    ("steps", Text("办理步骤", "steps")),
    ("limit", Text("办理时限", "time limit")),
    ("provider", Text("提供单位", "provider")),
    ("area", Text("服务范围", "area")),
    ("audiences", Text("人群", "audiences")),
    ("eligible", Text("谁可以办", "who can use it")),
    ("ineligible", Text("谁不可以办", "who cannot use it")),
    ("instead", Text("不符合怎么办", "what to do instead")),
    ("guide", Text("官方办事指南", "official guide")),
    ("until", Text("结束日期", "last day")),
    ("alert", Text("临时提醒", "alert")),
)


def compare_services(before: Catalogue, after: Catalogue) -> Iterator[Change]:
    """Services in the order: new, gone, paused and resumed, changed."""
    old = {one.id: one.value for one in listed_services(before)}
    new = {one.id: one.value for one in listed_services(after)}
    for name in came("service", before, new, old.__contains__):
        yield _change("added", name, _added(new[name]))
    for name in came("service", after, old, new.__contains__):
        yield _ended(name, old[name], after)
    shared = [name for name in sorted(old.keys() & new.keys()) if old[name] != new[name]]
    for name in shared:
        yield from _state(name, (before, old[name]), (after, new[name]))
    for name in shared:
        yield from _facts(before, after, name)


def _change(what: str, name: str, sentence: Text, *, page: bool = True) -> Change:
    return Change(
        f"service-{what}", (f"service/{name}",), sentence, page_path("service", name) if page else ""
    )


def _added(service: Service) -> Text:
    summary = cut_text(plain_text(service.summary), SUMMARY)
    template = Text("新增服务{name}：{summary}", "new service {name}: {summary}")
    return template.format(name=quote(service_name(service)), summary=summary)


def _ended(name: str, service: Service, after: Catalogue) -> Change:
    """A service that is closed or past its last day keeps its page and says what instead."""
    entry = after.services.get(name)
    closed = entry is not None and is_ongoing(after, entry.value)
    template = (
        Text("{name}停办了。", "{name} has closed.")
        if closed
        else Text("{name}不再提供。", "{name} is no longer offered.")
    )
    said = template.format(name=quote(service_name(service)))
    return _change("ended", name, tell_successor(after, "service", name, said), page=entry is not None)


def _state(name: str, before: Dated, after: Dated) -> Iterator[Change]:
    _, new = after
    was_paused, is_paused = (service_state(*one) == "暂停" for one in (before, after))
    shown = quote(service_name(new))
    if is_paused and not was_paused:
        alert = current_alert(*after)
        why = Text(f"：{alert}", f": {alert}") if alert else Text("。", ".")
        yield _change(
            "paused", name, Text("{name}暂停办理{why}", "{name} is paused{why}").format(name=shown, why=why)
        )
    if was_paused and not is_paused:
        yield _change("resumed", name, Text(f"{shown}恢复办理。", f"{shown} has resumed."))


def _facts(before: Catalogue, after: Catalogue, name: str) -> Iterator[Change]:
    old, new = _describe(before, name), _describe(after, name)
    shown = quote(service_name(after.services[name].value))
    paused = service_state(after, after.services[name].value) == "暂停"
    for key, label in FACTS:
        if old[key] == new[key] or (key == "alert" and paused):
            continue
        if key == "official" and not (old[key] and new[key]):
            continue  # the name that people use came or went, which is told by itself
        was, now = old[key], new[key]
        if isinstance(was, tuple) and isinstance(now, tuple):
            yield _change(key, name, tell_items(shown, label, was, now))
        else:
            yield _change(key, name, tell_values(shown, label, str(was), str(now)))


def _describe(catalogue: Catalogue, name: str) -> dict[str, str | tuple[str, ...]]:
    """What a resident would read of each fact, so that a change of spelling alone is no change.

    What is a tuple is told as what came to it and what went from it.
    """
    service = catalogue.services[name].value
    phones = (service.phone, *(one.phone for one in service.channels))
    return {
        "hours": "；".join(format_hours(view_hours(catalogue, service.hours))),
        "phone": "、".join(dict.fromkeys(one for one in phones if one)),
        "complaint": service.complaint_phone or "",
        "place": "；".join(_describe_places(catalogue, service)),
        "fee": service.fee or "",
        "official": service.name if service.name != service_name(service) else "",
        "summary": plain_text(service.summary),
        "documents": tuple(_list_documents(catalogue, service)),
        "steps": tuple(_list_steps(service)),
        "channels": tuple(_list_channels(service)),
        "audiences": tuple(catalogue.name_of("audience", one) for one in service.audiences),
        "ineligible": plain_text(service.ineligible),
        "instead": plain_text(service.instead),
        "guide": service.guide or "",
        "limit": service.time_limit.text if service.time_limit else "",
        "provider": catalogue.name_of("organization", service.provider),
        "area": "、".join(_area(catalogue, one) for one in service.area) or "全市",
        "eligible": plain_text(service.eligibility),
        "until": service.valid_until.isoformat() if service.valid_until else "",
        "alert": current_alert(catalogue, service),
    }


def _describe_places(catalogue: Catalogue, service: Service) -> Iterator[str]:
    for one in service.locations:
        hours = "；".join(format_hours(view_hours(catalogue, one.hours)))
        yield "，".join(part for part in (one.name, one.address, one.phone, hours) if part)


def _list_documents(catalogue: Catalogue, service: Service) -> Iterator[str]:
    if service.documents == ():
        yield "什么都不用带"
    for one in service.documents or ():
        copies = f" {one.copies} 份" if one.copies else ""
        note = f"（{one.note}）" if one.note else ""
        yield f"{catalogue.name_of('document_type', one.type)}{copies}{note}"


def _list_steps(service: Service) -> Iterator[str]:
    for one in service.steps:
        more = "，".join(
            (*([f"{one.minutes} 分钟"] if one.minutes else []), *([one.note] if one.note else []))
        )
        yield (f"{one.who}：" if one.who else "") + one.do + (f"（{more}）" if more else "")


def _list_channels(service: Service) -> Iterator[str]:
    """Ways to ask besides their numbers, which are told with the phones."""
    for one in service.channels:
        if one.link or one.note:
            yield " ".join(part for part in (one.kind, one.link, one.note) if part)


def _area(catalogue: Catalogue, name: str) -> str:
    kind = "division" if name in catalogue.divisions else "grid"
    return catalogue.name_of(kind, name)
