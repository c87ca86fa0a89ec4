"""Notices, matters, plans, charters and honours that came, went or changed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.changes.wording import Change, both, came, quote
from generator.diagnostics import Text
from generator.views.addresses import FOLDERS, INDEXES, page_path
from generator.views.publication import published_notices

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.catalogue import Catalogue, Entry
    from generator.model import Honour, Matter, Plan

PLAN_PARTS: tuple[tuple[str, str, str], ...] = (
    ("residents", "居民怎么办", "what residents do"),
    ("card", "网格员一页卡", "the card for grid workers"),
    ("steps", "各方职责", "who does what"),
    ("restrictions", "限制措施", "restrictions"),
    ("warnings", "预警级别", "warning levels"),
)


def compare_lists(before: Catalogue, after: Catalogue) -> Iterator[Change]:
    """Notices, then matters, plans, charters, honours."""
    yield from _notices(before, after)
    yield from _matters(before, after)
    yield from _plans(before, after)
    yield from _charters(before, after)
    yield from _honours(before, after)


def address(kind: str, name: str, anchor: str = "") -> str:
    """The page of an entry, else the index of its kind, else nothing."""
    if kind in FOLDERS:
        return page_path(kind, name)
    return f"{INDEXES[kind].url}{anchor}" if kind in INDEXES else ""


def _make(what: str, kind: str, name: str, sentence: Text, *, page: bool = True) -> Change:
    section = "community" if kind == "charter" else kind
    return Change(f"{section}-{what}", (f"{kind}/{name}",), sentence, address(kind, name) if page else "")


def _notices(before: Catalogue, after: Catalogue) -> Iterator[Change]:
    old = {one.id: one.value for one in published_notices(before)}
    new = {one.id: one.value for one in published_notices(after)}
    for name in came("notice", before, new, old.__contains__):
        mark = "【紧急】" if new[name].level == "紧急" else ""
        title = quote(new[name].title)
        yield _make("added", "notice", name, Text(f"新公告{mark}{title}。", f"new notice {title}."))
    for name in came("notice", after, old, new.__contains__):
        title = quote(old[name].title)
        sentence = Text(f"公告{title}已经撤下。", f"notice {title} was taken down.")
        yield _make("ended", "notice", name, sentence, page=False)
    for name in sorted(old.keys() & new.keys()):
        if old[name] != new[name]:
            title = quote(new[name].title)
            yield _make("changed", "notice", name, Text(f"公告{title}改了。", f"notice {title} was changed."))


def _matters(before: Catalogue, after: Catalogue) -> Iterator[Change]:
    old = {name: one for name, one in before.matters.items() if before.is_admitted(one)}
    new = {name: one for name, one in after.matters.items() if after.is_admitted(one)}
    for name in came("matter", before, new, old.__contains__):
        matter = new[name].value
        template = Text("网格员的事项清单增加{name}（{owner}）。", "matter admitted: {name} ({owner}).")
        sentence = template.format(name=quote(matter.name), owner=matter.owner)
        yield _make("added", "matter", name, sentence)
    for name in came("matter", after, old, new.__contains__):
        title = quote(old[name].value.name)
        sentence = Text(f"{title}不再交给网格员做。", f"matter withdrawn: {title}.")
        yield _make("ended", "matter", name, sentence, page=name in after.matters)
    for name, was, now in both(old, new):
        yield from _matter(name, was, now)


def _matter(name: str, old: Entry[Matter], new: Entry[Matter]) -> Iterator[Change]:
    was, now, title = old.value, new.value, quote(new.value.name)
    if was.owner != now.owner:
        template = Text("{name}由{old}改为{new}。", "{name}: {old} became {new}.")
        yield _make("owner", "matter", name, template.format(name=title, old=was.owner, new=now.owner))
    if was.verb != now.verb:
        template = Text("{name}里网格员的做法由{old}改为{new}。", "{name}: the worker's part {old} became {new}.")
        yield _make("verb", "matter", name, template.format(name=title, old=was.verb, new=now.verb))
    if (was.department, was.deadline) != (now.department, now.deadline):
        template = Text("{name}的解决部门或时限改了。", "{name}: department or deadline changed.")
        yield _make("route", "matter", name, template.format(name=title))


def _plans(before: Catalogue, after: Catalogue) -> Iterator[Change]:
    for name in came("plan", before, after.plans, before.plans.__contains__):
        title = quote(after.plans[name].value.name)
        yield _make("added", "plan", name, Text(f"新增{title}。", f"new plan {title}."))
    for name in came("plan", after, before.plans, after.plans.__contains__):
        title = quote(before.plans[name].value.name)
        yield _make("ended", "plan", name, Text(f"{title}撤下了。", f"plan {title} was withdrawn."), page=False)
    for name, old, new in both(before.plans, after.plans):
        yield from _plan(name, old.value, new.value)


def _plan(name: str, old: Plan, new: Plan) -> Iterator[Change]:
    parts = [(zh, en) for key, zh, en in PLAN_PARTS if getattr(old, key) != getattr(new, key)]
    if parts:
        zh, en = "、".join(zh for zh, _ in parts), ", ".join(en for _, en in parts)
        title = quote(new.name)
        yield _make("changed", "plan", name, Text(f"{title}改了：{zh}。", f"{title} changed: {en}."))


def _charters(before: Catalogue, after: Catalogue) -> Iterator[Change]:
    for name in came("charter", before, after.charters, before.charters.__contains__):
        title = after.charters[name].value.name
        yield _make("added", "charter", name, Text(f"通过了《{title}》。", f"{title} was adopted."))
    for name, _, new in both(before.charters, after.charters):
        title = new.value.name
        yield _make("changed", "charter", name, Text(f"《{title}》改了。", f"{title} was changed."))


def _honours(before: Catalogue, after: Catalogue) -> Iterator[Change]:
    for name, one in sorted(after.honours.items()):
        old = before.honours.get(name)
        was = old.value if old else None
        yield from _honour(after, name, was, one.value)


def _honour(catalogue: Catalogue, name: str, old: Honour | None, new: Honour) -> Iterator[Change]:
    who = honoured(catalogue, new)
    if new.decided_on and not (old and old.decided_on):
        template = Text("{who}获得{title}称号。", "{who} was honoured: {title}.")
        yield _make("decided", "honour", name, template.format(who=who, title=quote(new.title)))
    if new.revoked_on and not (old and old.revoked_on):
        template = Text("{who}的{title}称号被撤销。", "{who}: {title} was revoked.")
        yield _make("revoked", "honour", name, template.format(who=who, title=quote(new.title)))


def honoured(catalogue: Catalogue, honour: Honour) -> str:
    """The name of a grid or worker that is honoured."""
    grid = catalogue.grids.get(honour.grid or "")
    person = catalogue.people.get(honour.person or "")
    return grid.value.name if grid else person.value.name if person else ""
