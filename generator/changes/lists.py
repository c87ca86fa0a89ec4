"""Notices, matters, plans, charters and honours that came, went or changed."""

from collections.abc import Iterator

from generator.catalogue import Catalogue, Entry
from generator.changes.entries import name_fields, tell_successor, without_new_name
from generator.changes.wording import both, came, quote, tell_fields, tell_values
from generator.diagnostics import Text
from generator.facts.publication import admitted_matters, is_ended_plan, published_notices
from generator.model import Honour, Matter, Plan
from generator.views.addresses import public_path
from generator.views.honour import view_honour_item
from generator.views.projections import Change

PLAN_PARTS = ("residents", "card", "steps", "restrictions", "warnings")
"""Of a plan what residents and grid workers act on."""


def _make(after: Catalogue, what: str, kind: str, name: str, sentence: Text) -> Change:
    section = "community" if kind == "charter" else kind
    return Change(f"{section}-{what}", (f"{kind}/{name}",), sentence, public_path(after, kind, name))


def compare_notices(before: Catalogue, after: Catalogue) -> Iterator[Change]:
    """Notices that came, ended or changed."""
    old = {one.id: one for one in published_notices(before)}
    new = {one.id: one for one in published_notices(after)}
    for name in came("notice", before, new, old.__contains__):
        mark = "【紧急】" if new[name].value.level == "紧急" else ""
        title = quote(new[name].name)
        yield _make(after, "added", "notice", name, Text(f"新公告{mark}{title}。", f"new notice {title}."))
    for name in came("notice", after, old, new.__contains__):
        title = quote(old[name].name)
        sentence = Text(f"公告{title}已经撤下。", f"notice {title} was taken down.")
        yield _make(after, "ended", "notice", name, tell_successor(after, "notice", name, sentence))
    for name, was, now in both(old, new):
        named = without_new_name(was.value, now.value)
        subject = Text(f"公告{quote(now.name)}", f"notice {quote(now.name)}")
        told, rest = tell_fields(subject, (before, was.value), (after, named))
        for sentence in told:
            yield _make(after, "changed", "notice", name, sentence)
        if rest:
            sentence = Text(f"公告{quote(now.name)}改了。", f"notice {quote(now.name)} was changed.")
            yield _make(after, "changed", "notice", name, sentence)


def compare_matters(before: Catalogue, after: Catalogue) -> Iterator[Change]:
    """Matters that came on the list, left it or changed."""
    old, new = admitted_matters(before), admitted_matters(after)
    for name in came("matter", before, new, old.__contains__):
        matter = new[name].value
        template = Text("网格员的事项清单增加{name}（{owner}）。", "matter admitted: {name} ({owner}).")
        sentence = template.format(name=quote(matter.name), owner=matter.owner)
        yield _make(after, "added", "matter", name, sentence)
    for name in came("matter", after, old, new.__contains__):
        title = quote(old[name].value.name)
        sentence = Text(f"{title}不再交给网格员做。", f"matter withdrawn: {title}.")
        yield _make(after, "ended", "matter", name, sentence)
    for name, was, now in both(old, new):
        yield from _matter(before, after, name, was, now)


def _matter(
    before: Catalogue, after: Catalogue, name: str, old: Entry[Matter], new: Entry[Matter]
) -> Iterator[Change]:
    was, now, title = old.value, new.value, quote(new.value.name)
    if was.owner != now.owner:
        template = Text("{name}由{old}改为{new}。", "{name}: {old} became {new}.")
        yield _make(after, "owner", "matter", name, template.format(name=title, old=was.owner, new=now.owner))
    if was.verb != now.verb:
        template = Text(
            "{name}里网格员的做法由{old}改为{new}。", "{name}: the worker's part {old} became {new}."
        )
        yield _make(after, "verb", "matter", name, template.format(name=title, old=was.verb, new=now.verb))
    told, rest = tell_fields(Text(title, title), (before, was), (after, now), ("department", "deadline"))
    if rest:  # the deadline, which is more than a text
        limits = (one.deadline.text if one.deadline else "" for one in (was, now))
        told.append(tell_values(title, Text("部门时限", "deadline"), *limits))
    for sentence in told:
        yield _make(after, "route", "matter", name, sentence)


def compare_plans(before: Catalogue, after: Catalogue) -> Iterator[Change]:
    """Plans that came, ended or changed."""
    for name in came("plan", before, _in_force(after), _in_force(before).__contains__):
        title = quote(after.plans[name].value.name)
        yield _make(after, "added", "plan", name, Text(f"新增{title}。", f"new plan {title}."))
    for name in came("plan", after, _in_force(before), _in_force(after).__contains__):
        title = quote(before.plans[name].value.name)
        sentence = Text(f"{title}撤下了。", f"plan {title} was withdrawn.")
        yield _make(after, "ended", "plan", name, tell_successor(after, "plan", name, sentence))
    for name, old, new in both(_in_force(before), _in_force(after)):
        title = quote(new.value.name)
        named = without_new_name(old.value, new.value)
        values = (before, old.value), (after, named)
        yield from _tell(
            after, "plan", name, Text(title, title), tell_fields(Text(title, title), *values, PLAN_PARTS)
        )


def _in_force(catalogue: Catalogue) -> dict[str, Entry[Plan]]:
    """Plans that are not past their last day."""
    return {name: one for name, one in catalogue.plans.items() if not is_ended_plan(catalogue, one.value)}


def _tell(
    after: Catalogue, kind: str, name: str, subject: Text, found: tuple[list[Text], list[str]]
) -> Iterator[Change]:
    """Sentences on fields, and one that names the fields that cannot be read in words."""
    told, rest = found
    for sentence in told:
        yield _make(after, "changed", kind, name, sentence)
    if rest:
        template = Text("{subject}改了：{fields}。", "{subject} changed: {fields}.")
        fields = name_fields(after.entries[kind][name].value, rest)
        yield _make(after, "changed", kind, name, template.format(subject=subject, fields=fields))


def compare_charters(before: Catalogue, after: Catalogue) -> Iterator[Change]:
    """Charters that were adopted, ended or changed."""
    for name in came("charter", before, after.charters, before.charters.__contains__):
        title = after.charters[name].value.name
        yield _make(after, "added", "charter", name, Text(f"通过了《{title}》。", f"{title} was adopted."))
    for name in came("charter", after, before.charters, after.charters.__contains__):
        title = before.charters[name].value.name
        yield _make(after, "ended", "charter", name, Text(f"《{title}》撤下了。", f"{title} is gone."))
    for name, old, new in both(before.charters, after.charters):
        subject = Text(f"《{new.value.name}》", new.value.name)
        values = (before, old.value), (after, without_new_name(old.value, new.value))
        yield from _tell(after, "charter", name, subject, tell_fields(subject, *values))


def compare_honours(before: Catalogue, after: Catalogue) -> Iterator[Change]:
    """Honours that were decided, revoked or taken off the roll."""
    for name, one in sorted(after.honours.items()):
        old = before.honours.get(name)
        was = old.value if old else None
        yield from _honour(after, name, was, one.value)
    for name in came("honour", after, before.honours, after.honours.__contains__):
        template = Text("{who}的{title}称号撤下了。", "{who}: {title} is off the roll.")
        filled = template.format(who=honoured(before, name), title=quote(before.honours[name].value.title))
        yield _make(after, "ended", "honour", name, filled)


def _honour(after: Catalogue, name: str, old: Honour | None, new: Honour) -> Iterator[Change]:
    who = honoured(after, name)
    if new.decided_on and not (old and old.decided_on):
        template = Text("{who}获得{title}称号。", "{who} was honoured: {title}.")
        yield _make(after, "decided", "honour", name, template.format(who=who, title=quote(new.title)))
    if new.revoked_on and not (old and old.revoked_on):
        template = Text("{who}的{title}称号被撤销。", "{who}: {title} was revoked.")
        yield _make(after, "revoked", "honour", name, template.format(who=who, title=quote(new.title)))


def honoured(catalogue: Catalogue, name: str) -> str:
    """Whom an honour is for, as the roll names them."""
    return view_honour_item(catalogue, name).recipient
