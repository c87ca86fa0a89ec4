"""Charters: what residents of a community do for themselves, under four heads."""

import datetime
from collections.abc import Mapping
from dataclasses import dataclass

from generator.catalogue import Catalogue, Entry, gather
from generator.facts.memory import once
from generator.facts.order import in_order
from generator.locale.zh import format_date
from generator.model import Charter
from generator.views.addresses import entry_head, link_entry, page_path
from generator.views.listing import ListingView, index_head
from generator.views.pieces import Card, Group, Head, Link, cut_text

CARD_TEXT = 60


@dataclass(frozen=True, slots=True)
class CharterPart:
    """One of the four heads and what stands under it."""

    title: str
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Help:
    """Something that neighbours do for each other."""

    name: str
    how: str
    when: str
    organization: Link | None


@dataclass(frozen=True, slots=True)
class CharterView:
    """One charter."""

    head: Head
    name: str
    community: Link | None
    adopted_on: datetime.date
    adopted: str
    adopted_by: str
    parts: tuple[CharterPart, ...]
    deliberation: tuple[str, ...]
    mutual_help: tuple[Help, ...]


def view_charter(catalogue: Catalogue, charter_id: str) -> CharterView:
    """One charter."""
    entry = catalogue.charters[charter_id]
    charter = entry.value
    community = link_entry(catalogue, "division", charter.community)
    return CharterView(
        head=_view_head(catalogue, entry, community),
        name=charter.name,
        community=community,
        adopted_on=charter.adopted_on,
        adopted=format_date(charter.adopted_on),
        adopted_by=charter.adopted_by,
        parts=(
            CharterPart("自我教育", charter.educate),
            CharterPart("自我管理", charter.manage),
            CharterPart("自我服务", charter.serve),
            CharterPart("自我发展", charter.develop),
        ),
        deliberation=charter.deliberation,
        mutual_help=tuple(
            Help(
                one.name,
                one.how,
                one.when or "",
                link_entry(catalogue, "organization", one.organization or ""),
            )
            for one in charter.mutual_help
        ),
    )


def _view_head(catalogue: Catalogue, entry: Entry[Charter], community: Link | None) -> Head:
    charter = entry.value
    return entry_head(
        catalogue,
        entry,
        charter.name,
        charter.name,
        "；".join((*charter.manage, *charter.serve)),
        between=(community,),
        area=frozenset(one.id for one in catalogue.lineage(charter.community)),
    )


def view_charters(catalogue: Catalogue) -> ListingView:
    """The index of charters, in the order of communities."""
    rank = {one.id: number for number, one in enumerate(catalogue.communities)}
    entries = sorted(
        in_order(catalogue, catalogue.charters.values()),
        key=lambda one: rank.get(one.value.community, len(rank)),
    )
    cards = tuple(_view_card(catalogue, one) for one in entries)
    return ListingView(
        head=index_head("charter", "居民公约", "各社区居民自己商量定下的规矩：怎样议事、怎样互相帮"),
        title="居民公约",
        lead="居民自己商量、自己定、自己守的规矩，还有邻里怎样互相帮。" if cards else "",
        groups=(Group("各社区的公约", cards, id="charters"),) if cards else (),
        empty="" if cards else "目前没有公布的居民公约。",
    )


def _view_card(catalogue: Catalogue, entry: Entry[Charter]) -> Card:
    charter = entry.value
    community = catalogue.divisions.get(charter.community)
    chips = (
        community.value.name if community else "",
        f"{len(charter.mutual_help)} 样互助" if charter.mutual_help else "",
    )
    return Card(
        charter.name,
        page_path("charter", entry.id),
        text=cut_text(charter.manage[0], CARD_TEXT),
        chips=tuple(chip for chip in chips if chip),
    )


@once
def charters_by_community(catalogue: Catalogue) -> Mapping[str, tuple[Link, ...]]:
    """Charters by the id of their community."""
    charters = in_order(catalogue, catalogue.charters.values())
    named = ((one.value, page_path("charter", one.id)) for one in charters)
    return gather((one.community, Link(one.name, url)) for one, url in named)
