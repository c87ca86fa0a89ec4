"""What one catalogue alone can tell about the last months: the dates that stand in its entries.

A phone that was changed leaves no date behind, so this is less than a comparison; the page says so.
"""

import datetime
from collections.abc import Iterator

from generator.catalogue import Catalogue
from generator.changes.lists import address, honoured
from generator.changes.wording import Change, join_names, quote
from generator.diagnostics import Text
from generator.facts.publication import current_roles, published_people
from generator.views.addresses import page_path, service_name

DAYS = 90
"""How far the page looks back. A convention: one quarter, like the assessments."""


def dated_changes(catalogue: Catalogue, days: int = DAYS) -> tuple[Change, ...]:
    """Changes with a day in the last `days` days up to today, latest first."""
    first = catalogue.today - datetime.timedelta(days=days)
    found = [
        change
        for source in (_services, _grids, _workers, _notices, _matters, _plans, _charters, _honours)
        for change in source(catalogue)
        if change.on is not None and first <= change.on <= catalogue.today
    ]
    found.sort(key=lambda one: (one.kind, one.subjects))
    found.sort(key=lambda one: one.on or first, reverse=True)
    return tuple(found)


def _services(catalogue: Catalogue) -> Iterator[Change]:
    for name, entry in catalogue.services.items():
        service, title = entry.value, quote(service_name(entry.value))
        url, subjects = page_path("service", name), (f"service/{name}",)
        sentence = Text(f"{title}开始办理。", f"{title} began.")
        yield Change("service-added", subjects, sentence, url, service.valid_from)
        if service.valid_until:
            sentence = Text(f"{title}结束了。", f"{title} ended.")
            after = service.valid_until + datetime.timedelta(days=1)
            yield Change("service-ended", subjects, sentence, url, after)


def _grids(catalogue: Catalogue) -> Iterator[Change]:
    for grid in catalogue.live_grids:
        value, url = grid.value, page_path("grid", grid.id)
        old = [catalogue.grids[name].value.name for name in value.replaces if name in catalogue.grids]
        if len(old) > 1:
            kind, sentence = "merged", Text("{old}合并成{new}。", "{old} were merged into {new}.")
        elif old:
            kind, sentence = "redrawn", Text("{old}调整为{new}。", "{old} became {new}.")
        else:
            kind, sentence = "new", Text("新设网格{new}。", "new grid: {new}.")
        filled = sentence.format(old=join_names(old), new=value.name)
        subjects = tuple(f"grid/{name}" for name in (*value.replaces, grid.id))
        yield Change(f"grid-{kind}", subjects, filled, url, value.valid_from)


def _workers(catalogue: Catalogue) -> Iterator[Change]:
    for person in published_people(catalogue):
        for member in current_roles(catalogue)[person.id]:
            role, grid = member.role, catalogue.grids[member.role.grid].value.name
            template = Text("{grid}来了{role}{name}。", "{grid}: {name} joined as {role}.")
            sentence = template.format(grid=grid, role=role.role, name=person.value.name)
            subjects = (f"grid/{role.grid}", f"person/{person.id}")
            yield Change("worker-joined", subjects, sentence, page_path("grid", role.grid), role.since)


def _notices(catalogue: Catalogue) -> Iterator[Change]:
    for name, entry in catalogue.notices.items():
        notice = entry.value
        title, shown = quote(notice.title), catalogue.today <= notice.expires_on
        sentence = (
            Text(f"发布公告{title}。", f"notice {title}.")
            if shown
            else Text(f"发布公告{title}，已经到期撤下。", f"notice {title}, expired since.")
        )
        url = page_path("notice", name) if shown else ""
        yield Change("notice-added", (f"notice/{name}",), sentence, url, notice.issued_on)


def _matters(catalogue: Catalogue) -> Iterator[Change]:
    for name, entry in catalogue.matters.items():
        matter, title, url = entry.value, quote(entry.value.name), address(catalogue, "matter", name)
        subjects = (f"matter/{name}",)
        told = {change.effective_on for change in matter.changes}
        for change in matter.changes:
            template = Text("{name}：{what}", "{name}: {what}")
            filled = template.format(name=title, what=change.what.rstrip("。") + "。")
            yield Change("matter-changed", subjects, filled, url, change.effective_on)
        if matter.admitted_on not in told:
            sentence = Text(f"网格员的事项清单增加{title}。", f"matter admitted: {title}.")
            yield Change("matter-added", subjects, sentence, url, matter.admitted_on)
        if matter.withdrawn_on not in told:
            sentence = Text(f"{title}不再交给网格员做。", f"matter withdrawn: {title}.")
            yield Change("matter-ended", subjects, sentence, url, matter.withdrawn_on)


def _plans(catalogue: Catalogue) -> Iterator[Change]:
    for name, entry in catalogue.plans.items():
        title = quote(entry.value.name)
        sentence = Text(f"发布{title}。", f"plan {title} was issued.")
        yield Change(
            "plan-added", (f"plan/{name}",), sentence, address(catalogue, "plan", name), entry.value.issued_on
        )


def _charters(catalogue: Catalogue) -> Iterator[Change]:
    for name, entry in catalogue.charters.items():
        charter = entry.value
        sentence = Text(
            f"{charter.adopted_by}通过《{charter.name}》。", f"{charter.name}: {charter.adopted_by}."
        )
        url = address(catalogue, "charter", name)
        yield Change("community-added", (f"charter/{name}",), sentence, url, charter.adopted_on)


def _honours(catalogue: Catalogue) -> Iterator[Change]:
    for name, entry in catalogue.honours.items():
        honour, who = entry.value, honoured(catalogue, name)
        url, subjects = address(catalogue, "honour", name), (f"honour/{name}",)
        for what, template, on in (
            ("decided", Text("{who}获得{title}称号。", "{who} was honoured: {title}."), honour.decided_on),
            ("revoked", Text("{who}的{title}称号被撤销。", "{who}: {title} was revoked."), honour.revoked_on),
        ):
            sentence = template.format(who=who, title=quote(honour.title))
            yield Change(f"honour-{what}", subjects, sentence, url, on)
