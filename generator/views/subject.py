"""Services by subject: of an audience, a category, a life event, and the indexes of these.

A long list is cut into pages, so that a phone never loads more than about 150 KB.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from generator.catalogue import Catalogue, Entry, gather
from generator.facts.memory import once
from generator.facts.publication import issued_plans, listed_services
from generator.model import Audience, Category, LifeEvent, Service
from generator.views.addresses import anchor, entry_head, index_link, link_entry, page_path
from generator.views.contact import view_emergency_calls
from generator.views.listing import ListingView, TileGroup, entry_pager, index_head
from generator.views.menu import (
    audience_tiles,
    category_tiles,
    ordered_categories,
    ordered_life_events,
    view_card,
    view_cards,
)
from generator.views.pieces import Group, Link, Tile, split_pages

PAGE_SIZE = 100
"""Cards on one page: with the chrome some 60 KB."""
SAMPLE = 4
"""Cards that the index of services shows of each category when it cannot show all."""


@once
def ordered_services(catalogue: Catalogue) -> tuple[Entry[Service], ...]:
    """Listed services in the order of categories."""
    rank = {one.id: number for number, one in enumerate(ordered_categories(catalogue))}
    services = listed_services(catalogue)
    return tuple(sorted(services, key=lambda one: rank.get(one.value.categories[0], len(rank))))


@once
def services_by(catalogue: Catalogue, field_name: str) -> Mapping[str, tuple[Entry[Service], ...]]:
    """Listed services by each value of one of their list fields, in the order of categories."""
    ordered = ordered_services(catalogue)
    return gather((name, one) for one in ordered for name in dict.fromkeys(getattr(one.value, field_name)))


def count_services(catalogue: Catalogue, field_name: str) -> Counter[str]:
    """How many listed services name each value of a field."""
    return Counter({name: len(services) for name, services in services_by(catalogue, field_name).items()})


def group_by_category(catalogue: Catalogue, services: Iterable[Entry[Service]]) -> tuple[Group, ...]:
    """Services under their first categories, in the order they come in."""
    groups = gather((one.value.categories[0], view_card(catalogue, one.id)) for one in services)
    return tuple(
        Group(
            link.text if link else "其他",
            cards,
            id=anchor("category", name),
            url=link.url if link else "",
        )
        for name, cards in groups.items()
        for link in (link_entry(catalogue, "category", name),)
    )


def view_service_index(catalogue: Catalogue) -> ListingView:
    """All services by category: all of them when they are few, else the first of each category."""
    total = len(listed_services(catalogue))
    groups = _all_groups(catalogue) if total <= PAGE_SIZE else _sample_groups(catalogue)
    lead = f"共 {total} 项。先点您是谁，或者点要办的事属于哪一类；也可以在上面直接查找。"
    return ListingView(
        head=index_head("service", "全部服务", f"{catalogue.profile.site_name}的全部服务，按人群和分类查找"),
        title="全部服务",
        lead=lead if total else "",
        tiles=(
            TileGroup(
                "按人群找", audience_tiles(catalogue, count_services(catalogue, "audiences")), "audiences"
            ),
        ),
        groups=groups,
        empty="" if groups else "目前没有服务。",
    )


def _all_groups(catalogue: Catalogue) -> tuple[Group, ...]:
    """Each service once, under its first category."""
    return group_by_category(catalogue, ordered_services(catalogue))


def _sample_groups(catalogue: Catalogue) -> tuple[Group, ...]:
    """The first services of each category, with a link to all of them."""
    services = services_by(catalogue, "categories")
    return tuple(
        Group(
            one.value.name,
            view_cards(catalogue, services[one.id][:SAMPLE]),
            id=anchor("category", one.id),
            url=page_path("category", one.id),
            note=f"全部 {len(services[one.id])} 项",
        )
        for one in ordered_categories(catalogue)
        if one.id in services
    )


def view_audience_index(catalogue: Catalogue) -> ListingView:
    """All audiences."""
    tiles = audience_tiles(catalogue, count_services(catalogue, "audiences"))
    return _tile_index("audience", "按人群找服务", "您是谁，或者您替谁来办？点一下，看有哪些服务。", tiles)


def view_life_event_index(catalogue: Catalogue) -> ListingView:
    """All life events."""
    tiles = life_event_tiles(catalogue)
    return _tile_index("life_event", "按人生大事找服务", "遇到这样的事，要办的几项放在一起。", tiles)


def life_event_tiles(catalogue: Catalogue) -> tuple[Tile, ...]:
    """Life events that have services, with how many."""
    counts = count_services(catalogue, "life_events")
    return tuple(
        Tile(one.value.name, page_path("life_event", one.id), counts[one.id], icon=one.value.icon or "")
        for one in ordered_life_events(catalogue)
        if counts[one.id]
    )


def view_category_index(catalogue: Catalogue) -> ListingView:
    """All categories, each under the one it belongs to."""
    tiles = {tile.url: tile for tile in category_tiles(catalogue, count_family(catalogue))}
    below = _children(catalogue)
    tops = [one for one in ordered_categories(catalogue) if not _parent(catalogue, one)]
    groups = []
    for top in tops:
        family = (top, *below.get(top.id, ()))
        shown = tuple(tiles[path] for one in family if (path := page_path("category", one.id)) in tiles)
        if shown and len(family) > 1:
            groups.append(TileGroup(top.value.name, shown, anchor("category", top.id)))
    alone = (page_path("category", top.id) for top in tops if top.id not in below)
    single = tuple(tiles[path] for path in alone if path in tiles)
    others = TileGroup("其他分类" if groups else "", single, "others" if groups else "")
    return ListingView(
        head=index_head("category", "按分类找服务", "按服务的分类查找"),
        title="按分类找服务",
        lead="要办的事属于哪一类？",
        tiles=(*groups, *((others,) if single else ())),
        empty="" if tiles else "目前没有服务。",
    )


def _tile_index(kind: str, title: str, lead: str, tiles: tuple[Tile, ...]) -> ListingView:
    return ListingView(
        head=index_head(kind, title, lead),
        title=title,
        lead=lead,
        tiles=(TileGroup("", tiles),) if tiles else (),
        empty="" if tiles else "目前没有服务。",
    )


def _parent(catalogue: Catalogue, category: Entry[Category]) -> str:
    parent = category.value.parent
    return parent if parent and parent != category.id and parent in catalogue.categories else ""


@once
def _children(catalogue: Catalogue) -> Mapping[str, tuple[Entry[Category], ...]]:
    ordered = ordered_categories(catalogue)
    return gather((_parent(catalogue, one), one) for one in ordered if _parent(catalogue, one))


@once
def _family_services(catalogue: Catalogue, category_id: str) -> tuple[Entry[Service], ...]:
    """Services of a category and of those right below it, each once."""
    services = services_by(catalogue, "categories")
    family = (category_id, *(child.id for child in _children(catalogue).get(category_id, ())))
    found = {service.id: service for name in family for service in services.get(name, ())}
    return tuple(found.values())


def count_family(catalogue: Catalogue) -> Counter[str]:
    """How many services each category holds with those below it."""
    return Counter({name: len(_family_services(catalogue, name)) for name in catalogue.categories})


@once
def audience_pages(catalogue: Catalogue, audience_id: str) -> tuple[tuple[Entry[Service], ...], ...]:
    """Services of an audience, cut into pages."""
    return tuple(split_pages(services_by(catalogue, "audiences").get(audience_id, ()), PAGE_SIZE))


@once
def category_pages(catalogue: Catalogue, category_id: str) -> tuple[tuple[Entry[Service], ...], ...]:
    """Services of a category, cut into pages."""
    return tuple(split_pages(_family_services(catalogue, category_id), PAGE_SIZE))


@once
def life_event_pages(catalogue: Catalogue, name: str) -> tuple[tuple[Entry[Service], ...], ...]:
    """Services of a life event, cut into pages."""
    return tuple(split_pages(services_by(catalogue, "life_events").get(name, ()), PAGE_SIZE))


def view_audience(catalogue: Catalogue, audience_id: str, number: int) -> ListingView:
    """One page of the services of an audience; pages count from 1."""
    entry = catalogue.audiences[audience_id]
    return _entry_listing(catalogue, entry, audience_pages(catalogue, audience_id), number)


def view_life_event(catalogue: Catalogue, name: str, number: int) -> ListingView:
    """One page of the services of a life event."""
    entry = catalogue.life_events[name]
    concerned = "、".join(catalogue.name_of("audience", one) for one in entry.value.audiences)
    pages = life_event_pages(catalogue, name)
    listing = _entry_listing(catalogue, entry, pages, number, lead=f"涉及{concerned}。" if concerned else "")
    plan = plan_of(catalogue, entry.value)
    if plan is None:
        return listing
    return replace(listing, plan=plan, calls=view_emergency_calls(catalogue))


def plan_of(catalogue: Catalogue, event: LifeEvent) -> Link | None:
    """What to do now, for an event that has a plan in force."""
    plan = next((one for one in issued_plans(catalogue) if one.id == event.plan), None)
    return Link(f"{plan.value.incident}来了，现在怎么办", page_path("plan", plan.id)) if plan else None


def view_category(catalogue: Catalogue, category_id: str, number: int) -> ListingView:
    """One page of the services of a category and of those below it."""
    entry = catalogue.categories[category_id]
    children = _children(catalogue).get(category_id, ())
    counts = count_family(catalogue)
    tiles = tuple(
        Tile(one.value.name, page_path("category", one.id), counts[one.id], icon=one.value.icon or "")
        for one in children
    )
    above = link_entry(catalogue, "category", _parent(catalogue, entry))
    pages = category_pages(catalogue, category_id)
    shown = (TileGroup("再细分", tiles, "parts"),) if tiles and number == 1 else ()
    return _entry_listing(catalogue, entry, pages, number, tiles=shown, above=(above,) if above else ())


def _entry_listing(  # noqa: PLR0913 - each is one part of the page
    catalogue: Catalogue,
    entry: Entry[Audience] | Entry[Category] | Entry[LifeEvent],
    pages: Sequence[tuple[Entry[Service], ...]],
    number: int,
    *,
    lead: str = "",
    tiles: tuple[TileGroup, ...] = (),
    above: tuple[Link, ...] = (),
) -> ListingView:
    value, total = entry.value, sum(map(len, pages))
    title = f"{value.name}（第 {number} 页）" if number > 1 else value.name
    described = f"{value.name}可以用的 {total} 项服务"
    between = (index_link(entry.kind), *above)
    return ListingView(
        head=entry_head(
            catalogue,
            entry,
            f"{title}的服务",
            described,
            value.intro,
            crumb=title,
            index="service",
            between=between,
            part=number,
        ),
        title=title,
        lead=f"{lead}共 {total} 项服务。" if total else lead,
        intro=value.intro or "" if number == 1 else "",
        tiles=tiles,
        groups=group_by_category(catalogue, pages[number - 1]),
        pager=entry_pager(entry.kind, entry.id, number, len(pages)),
        empty="" if total else "这里目前没有服务。",
    )
