"""What may be collected from residents: why, on which basis, who uses it again, how long it is kept."""

from collections.abc import Mapping
from dataclasses import dataclass

from generator.catalogue import Catalogue, Entry, gather
from generator.facts.memory import once
from generator.facts.order import in_order
from generator.facts.publication import listed_matters
from generator.model import InformationItem
from generator.views.addresses import anchor, link_all
from generator.views.listing import index_head
from generator.views.pieces import Head, Link, Phone, make_phone


@dataclass(frozen=True, slots=True)
class ItemView:
    """One thing that may be asked."""

    id: str
    name: str
    content: str
    required: bool
    purpose: str
    legal_basis: tuple[str, ...]
    source: str
    reused_by: tuple[Link, ...]
    retention: str
    matters: tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class InformationView:
    """The list of everything that may be asked."""

    head: Head
    items: tuple[ItemView, ...]
    required: int
    supervision: Phone


def view_information(catalogue: Catalogue) -> InformationView:
    """All information items: what must be answered first, then by name."""
    items = in_order(catalogue, catalogue.information_items.values())
    asked = sorted(items, key=lambda one: not one.value.required)
    return InformationView(
        index_head(
            "information_item", "采集哪些信息", "网格员可以问什么、为什么问、依据什么、谁会看到、存多久"
        ),
        tuple(_view_item(catalogue, one) for one in asked),
        sum(one.value.required for one in asked),
        make_phone(catalogue.profile.supervision_phone),
    )


def _view_item(catalogue: Catalogue, entry: Entry[InformationItem]) -> ItemView:
    item = entry.value
    return ItemView(
        anchor("item", entry.id),
        item.name,
        item.content,
        item.required,
        item.purpose or "",
        item.legal_basis,
        item.source or "",
        link_all(catalogue, "organization", item.reused_by),
        item.retention or "",
        link_all(catalogue, "matter", _matters_by_item(catalogue).get(entry.id, ())),
    )


@once
def _matters_by_item(catalogue: Catalogue) -> Mapping[str, tuple[str, ...]]:
    named = ((one, dict.fromkeys(one.value.collects)) for one in listed_matters(catalogue))
    return gather((name, one.id) for one, names in named for name in names)
