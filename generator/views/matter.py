"""Matters (事项): the published list on two levels, and the page of one."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from generator.catalogue import Catalogue, Entry, gather
from generator.facts.holidays import DAY
from generator.facts.memory import once
from generator.facts.order import in_order
from generator.facts.publication import (
    is_published_matter,
    issued_plans,
    listed_matters,
    listed_services,
    matter_state,
)
from generator.locale.zh import OWNER_NOTES, VERB_NOTES, format_date
from generator.model import Matter, MatterCategory, Plan, Service
from generator.views.addresses import anchor, entry_head, link_all, link_entry, page_path, service_name
from generator.views.contact import view_hotline
from generator.views.listing import index_head
from generator.views.matter_history import ChangeGroup, list_changes, matter_changes
from generator.views.pieces import Badge, Call, Head, Link, Phone, Turn, in_turn, make_phone, maybe_phone

_JOINT = re.compile(r"[、，,/／\s]+|和|及|与|或|并")


@dataclass(frozen=True, slots=True)
class MatterRow:
    """A matter in the list, with everything that must be public about it."""

    name: str
    url: str
    verbs: tuple[str, ...]
    owner: str
    department: Link | None
    deadline: str
    legal_basis: tuple[str, ...]
    admitted: str
    badge: Badge


@dataclass(frozen=True, slots=True)
class MatterPart:
    """Matters of one category of the second level; no title for those right below the first."""

    title: str
    rows: tuple[MatterRow, ...]


@dataclass(frozen=True, slots=True)
class MatterGroup:
    """A category of the first level. `intro` is Markdown."""

    title: str
    id: str
    intro: str
    count: int
    parts: tuple[MatterPart, ...]


@dataclass(frozen=True, slots=True)
class MattersView:
    """The published list and how it changed."""

    head: Head
    total: int
    groups: tuple[MatterGroup, ...]
    changes: tuple[ChangeGroup, ...]
    hotline: Call
    supervision: Phone


@dataclass(frozen=True, slots=True)
class Use:
    """Where a matter is done: a page, and what is done there."""

    link: Link
    what: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class MatterView:
    """One matter. `summary` is Markdown; `ended` says why it left the list."""

    head: Head
    name: str
    category: str
    verbs: tuple[tuple[str, str], ...]
    owner: str
    owner_note: tuple[str, str]
    badge: Badge
    ended: bool
    summary: str
    cannot: str
    department: Link | None
    department_phone: Phone | None
    deadline: str
    legal_basis: tuple[str, ...]
    collects: tuple[Link, ...]
    admitted_by: Link | None
    admitted: str
    published: str
    changes: tuple[ChangeGroup, ...]
    services: tuple[Use, ...]
    plans: tuple[Use, ...]
    hotline: Call
    supervision: Phone


def split_verbs(matter: Matter) -> tuple[str, ...]:
    """What a grid worker does in a matter; there may be several."""
    return tuple(verb for verb in _JOINT.split(matter.verb) if verb)


def view_matter_state(catalogue: Catalogue, matter: Matter) -> Badge:
    """Whether a matter is on the list today, until when, since when not, and what follows."""
    until = format_date(matter.temporary_until) if matter.temporary_until else ""
    withdrawn = format_date(matter.withdrawn_on) if matter.withdrawn_on else ""
    back = withdrawn + ("已收回" if matter.owner == "上级收回" else "已取消")
    state, steps = matter_state(matter, catalogue.today), list[Turn]()
    if state == "收回":
        return Badge(back, "closed")
    if state == "到期":
        return Badge(f"临时事项，{until}已到期", "closed")
    if state == "未施行" and matter.admitted_on and is_published_matter(catalogue, matter):
        steps.append((f"{format_date(matter.admitted_on)}起施行", "temporary", matter.admitted_on - DAY))
    if matter.withdrawn_on:
        steps.append((f"做到{withdrawn}前一天", "temporary", matter.withdrawn_on - DAY))
        steps.append((back, "closed", None))
    elif until:
        steps.append((f"临时，到{until}为止", "temporary", matter.temporary_until))
        steps.append((f"临时事项，{until}已到期", "closed", None))
    return in_turn(catalogue.today, *steps, ("在清单上", "ok", None))


@once
def view_matter_row(catalogue: Catalogue, matter_id: str) -> MatterRow:
    """A matter in a list."""
    matter = catalogue.matters[matter_id].value
    link = link_entry(catalogue, "matter", matter_id)
    return MatterRow(
        name=matter.name,
        url=link.url if link else "",
        verbs=split_verbs(matter),
        owner=matter.owner,
        department=link_entry(catalogue, "organization", matter.department or ""),
        deadline=matter.deadline.text if matter.deadline else "",
        legal_basis=matter.legal_basis,
        admitted=format_date(matter.admitted_on) if matter.admitted_on else "",
        badge=view_matter_state(catalogue, matter),
    )


def view_matters(catalogue: Catalogue) -> MattersView:
    """The list as it stands today."""
    return MattersView(
        head=index_head("matter", "网格事项清单", "网格员做哪些事、归哪个部门解决、多久答复、依据什么"),
        total=len(listed_matters(catalogue)),
        groups=group_matters(catalogue),
        changes=list_changes(catalogue),
        hotline=view_hotline(catalogue),
        supervision=make_phone(catalogue.profile.supervision_phone),
    )


@once
def group_matters(catalogue: Catalogue) -> tuple[MatterGroup, ...]:
    """Listed matters under their categories, both levels in the editors' order."""
    listed = listed_matters(catalogue)
    by_category = gather((one.value.category, view_matter_row(catalogue, one.id)) for one in listed)
    groups = (_view_group(catalogue, top, by_category) for top in _tops(catalogue))
    found = [group for group in groups if group.count]
    known = catalogue.matter_categories
    lost = tuple(row for name, rows in by_category.items() if name not in known for row in rows)
    if lost:
        found.append(MatterGroup("其他", "matters-other", "", len(lost), (MatterPart("", lost),)))
    return tuple(found)


def _view_group(
    catalogue: Catalogue, top: Entry[MatterCategory], rows: Mapping[str, tuple[MatterRow, ...]]
) -> MatterGroup:
    below = [one for one in _ordered(catalogue) if one.value.parent == top.id and one.id != top.id]
    parts = [MatterPart("", rows.get(top.id, ()))]
    parts += [MatterPart(one.value.name, rows.get(one.id, ())) for one in below]
    filled = tuple(part for part in parts if part.rows)
    return MatterGroup(
        top.value.name,
        anchor("matters", top.id),
        top.value.intro or "",
        sum(len(part.rows) for part in filled),
        filled,
    )


@once
def _ordered(catalogue: Catalogue) -> tuple[Entry[MatterCategory], ...]:
    return tuple(in_order(catalogue, catalogue.matter_categories.values()))


def _tops(catalogue: Catalogue) -> tuple[Entry[MatterCategory], ...]:
    known = catalogue.matter_categories
    return tuple(one for one in _ordered(catalogue) if one.value.parent not in known)


def view_matter(catalogue: Catalogue, matter_id: str) -> MatterView:
    """One matter, with the services and plans in which it is done."""
    entry = catalogue.matters[matter_id]
    matter = entry.value
    department = catalogue.organizations.get(matter.department or "")
    badge = view_matter_state(catalogue, matter)
    return MatterView(
        head=entry_head(catalogue, entry, matter.name, matter.name, matter.summary, f"网格员：{matter.verb}"),
        name=matter.name,
        category=_name_category(catalogue, matter),
        verbs=tuple((verb, VERB_NOTES.get(verb, "")) for verb in split_verbs(matter)),
        owner=matter.owner,
        owner_note=OWNER_NOTES[matter.owner],
        badge=badge,
        ended=badge.tone == "closed",
        summary=matter.summary,
        cannot=matter.cannot or "",
        department=link_entry(catalogue, "organization", matter.department or ""),
        department_phone=maybe_phone(department.value.phone if department else None),
        deadline=matter.deadline.text if matter.deadline else "",
        legal_basis=matter.legal_basis,
        collects=link_all(catalogue, "information_item", matter.collects),
        admitted_by=link_entry(catalogue, "organization", matter.admitted_by or ""),
        admitted=format_date(matter.admitted_on) if matter.admitted_on else "",
        published=format_date(matter.published_on) if matter.published_on else "",
        changes=matter_changes(catalogue, matter_id),
        services=_services_by_matter(catalogue).get(matter_id, ()),
        plans=_plans_by_matter(catalogue).get(matter_id, ()),
        hotline=view_hotline(catalogue),
        supervision=make_phone(catalogue.profile.supervision_phone),
    )


def _name_category(catalogue: Catalogue, matter: Matter) -> str:
    category = catalogue.matter_categories.get(matter.category)
    if category is None:
        return ""
    above = catalogue.matter_categories.get(category.value.parent or "")
    return f"{above.value.name} · {category.value.name}" if above else category.value.name


@once
def _services_by_matter(catalogue: Catalogue) -> Mapping[str, tuple[Use, ...]]:
    users = ((one.value, page_path("service", one.id)) for one in listed_services(catalogue))
    return _gather_uses((Link(service_name(one), url), one) for one, url in users)


@once
def _plans_by_matter(catalogue: Catalogue) -> Mapping[str, tuple[Use, ...]]:
    users = ((one.value, page_path("plan", one.id)) for one in issued_plans(catalogue))
    return _gather_uses((Link(one.name, url), one) for one, url in users)


def _gather_uses(users: Iterable[tuple[Link, Service | Plan]]) -> Mapping[str, tuple[Use, ...]]:
    """What is done in each matter, and by whom."""
    return gather(
        (matter, Use(link, what))
        for link, value in users
        for matter, what in gather((step.matter, step.do) for step in value.steps).items()
        if matter
    )
