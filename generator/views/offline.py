"""What a phone keeps for hours without a network, the page that says so, and how to get the site onto it."""

from dataclasses import dataclass

from generator.catalogue import Catalogue
from generator.facts.publication import issued_plans
from generator.views.addresses import HOME, index_link, page_path
from generator.views.contact import view_emergency_calls, view_hotline, view_night, view_supervision
from generator.views.listing import index_head
from generator.views.menu import view_grid_menu
from generator.views.person import people_of_grid
from generator.views.pieces import Call, Head, Link, make_phone

EMERGENCY = Link("遇到急事怎么办", "guide/emergency.html")


@dataclass(frozen=True, slots=True)
class OfflineView:
    """The page that stands in for whatever is not kept: whom to call, and what is kept in every phone."""

    head: Head
    calls: tuple[Call, ...]
    pages: tuple[Link, ...]
    install: Link


@dataclass(frozen=True, slots=True)
class InstallView:
    """How the site gets out of WeChat, onto a screen, into a phone's memory and onto a stick."""

    head: Head
    site_name: str
    offline: Link
    kept: bool


@dataclass(frozen=True, slots=True)
class KeptGrid:
    """What a phone keeps for a resident of one grid: its pages, whom to call, its services, nearest first."""

    pages: tuple[Link, ...]
    calls: tuple[Call, ...]
    services: tuple[Link, ...]


def view_offline(catalogue: Catalogue) -> OfflineView:
    """Join the page."""
    hotline, supervision = view_hotline(catalogue), view_supervision(catalogue)
    return OfflineView(
        head=index_head("offline", "没有网的时候", "没有网也能看的几页，和不用网就能打的电话"),
        calls=(hotline, *view_emergency_calls(catalogue), supervision),
        pages=kept_pages(catalogue),
        install=index_link("install"),
    )


def view_install(catalogue: Catalogue) -> InstallView:
    """Join the page."""
    return InstallView(
        head=index_head("install", "装到手机上", "放到手机桌面，一点就开；没有网也能看自己的网格"),
        site_name=catalogue.profile.site_name,
        offline=index_link("offline"),
        kept=catalogue.profile.keeps_offline,
    )


def kept_pages(catalogue: Catalogue) -> tuple[Link, ...]:
    """Pages that every phone keeps beside the page that stands in: home and emergencies."""
    plans = (Link(one.value.incident, page_path("plan", one.id)) for one in issued_plans(catalogue))
    return (HOME, EMERGENCY, index_link("plan"), *plans)


def view_kept_grid(catalogue: Catalogue, grid_id: str) -> KeptGrid:
    """What is kept of one live grid."""
    name, menu = catalogue.grids[grid_id].value.name, view_grid_menu(catalogue, grid_id)
    pages = (
        Link(name, page_path("grid", grid_id)),
        Link(f"{name}能办什么", page_path("grid", grid_id, "services")),
        Link(f"{name}有哪些地方", page_path("grid", grid_id, "places")),
    )
    services = {card.url: card.title for card in (*menu.first, *menu.near, *menu.others)}
    links = tuple(Link(title, url) for url, title in services.items())
    return KeptGrid(pages, _view_calls(catalogue, grid_id), links)


def _view_calls(catalogue: Catalogue, grid_id: str) -> tuple[Call, ...]:
    """Workers of a grid, whom to ring at night, and the community."""
    entry = catalogue.grids[grid_id]
    workers = tuple(
        Call(f"{one.role} {one.name}", one.phone) for one in people_of_grid(catalogue, grid_id) if one.phone
    )
    night = view_night(catalogue, entry)
    community = catalogue.divisions.get(entry.value.community)
    phone = community.value.phone if community else None
    office = (Call(community.value.name, make_phone(phone)),) if community and phone else ()
    return (*workers, *((night,) if night else ()), *office)
