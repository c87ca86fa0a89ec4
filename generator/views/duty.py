"""What a grid worker does and does not do, and whose business is whose: both from the list of matters."""

from dataclasses import dataclass

from generator.catalogue import Catalogue, Entry
from generator.facts.order import in_order
from generator.facts.publication import is_published_matter, listed_matters
from generator.locale.zh import OWNER_NOTES, VERB_NOTES
from generator.model import Matter
from generator.views.addresses import link_entry, link_or_id, page_path
from generator.views.contact import view_hotline, view_supervision
from generator.views.listing import index_head
from generator.views.matter import split_verbs, view_matter_state
from generator.views.pieces import Badge, Call, Head, Link, Phone, maybe_phone


@dataclass(frozen=True, slots=True)
class Can:
    """One verb, what it means, the matters in which a grid worker does it."""

    verb: str
    note: str
    matters: tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class Cannot:
    """Something that a grid worker does not do, and in which matters."""

    text: str
    matters: tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class CanView:
    """What grid workers do for you, and what not."""

    head: Head
    cans: tuple[Can, ...]
    cannots: tuple[Cannot, ...]
    total: int
    hotline: Call
    supervision: Call


@dataclass(frozen=True, slots=True)
class OwnedMatter:
    """A matter on the boundary page: what it is and who to ask."""

    link: Link
    department: Link | None
    phone: Phone | None
    badge: Badge | None


@dataclass(frozen=True, slots=True)
class Owner:
    """One side of the boundary."""

    name: str
    title: str
    note: str
    id: str
    matters: tuple[OwnedMatter, ...]


@dataclass(frozen=True, slots=True)
class BoundaryView:
    """Whose business is whose."""

    head: Head
    owners: tuple[Owner, ...]
    charters: tuple[Link, ...]
    hotline: Call


def view_can(catalogue: Catalogue) -> CanView:
    """Verbs in the order of the statute's list, each with its matters."""
    found: dict[str, list[Link]] = {verb: [] for verb in VERB_NOTES}
    cannots: dict[str, list[Link]] = {}
    for matter in listed_matters(catalogue):
        link = link_or_id(catalogue, "matter", matter.id)
        for verb in split_verbs(matter.value):
            found.setdefault(verb, []).append(link)
        if matter.value.cannot:
            cannots.setdefault(matter.value.cannot, []).append(link)
    return CanView(
        head=index_head(
            "can", "网格员能帮您做什么、不能做什么", "网格员能做的事按清单列出来，不能做的也写明白"
        ),
        cans=tuple(
            Can(verb, VERB_NOTES.get(verb, ""), tuple(links)) for verb, links in found.items() if links
        ),
        cannots=tuple(Cannot(text, tuple(links)) for text, links in cannots.items()),
        total=len(listed_matters(catalogue)),
        hotline=view_hotline(catalogue),
        supervision=view_supervision(catalogue),
    )


def view_boundary(catalogue: Catalogue) -> BoundaryView:
    """Matters by whose they are; what departments took back stays there, so that people know whom to ask."""
    listed = {one.id for one in listed_matters(catalogue)}
    found: dict[str, list[OwnedMatter]] = {owner: [] for owner in OWNER_NOTES}
    for matter in in_order(catalogue, catalogue.matters.values()):
        back = matter.value.owner == "上级收回" and is_published_matter(catalogue, matter.value)
        if matter.id in listed or back:
            found[matter.value.owner].append(_view_owned(catalogue, matter))
    return BoundaryView(
        head=index_head("boundary", "政府和居民的分工", "哪些事归政府、哪些归部门、哪些由居民自己商量着办"),
        owners=tuple(
            Owner(owner, *OWNER_NOTES[owner], f"owner-{number}", tuple(matters))
            for number, (owner, matters) in enumerate(found.items(), 1)
        ),
        charters=tuple(
            Link(one.value.name, page_path("charter", one.id))
            for one in in_order(catalogue, catalogue.charters.values())
        ),
        hotline=view_hotline(catalogue),
    )


def _view_owned(catalogue: Catalogue, matter: Entry[Matter]) -> OwnedMatter:
    department = catalogue.organizations.get(matter.value.department or "")
    badge = view_matter_state(catalogue, matter.value)
    return OwnedMatter(
        link_or_id(catalogue, "matter", matter.id),
        link_entry(catalogue, "organization", matter.value.department or ""),
        maybe_phone(department.value.phone if department else None),
        None if badge.tone == "ok" else badge,
    )
