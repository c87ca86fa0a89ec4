"""One grid's handbook: everything that its printed pages show, joined and in order."""

from dataclasses import dataclass

from generator.catalogue import Catalogue, Entry
from generator.facts.memory import lately
from generator.facts.presence import supervision_phone
from generator.facts.publication import published_notices
from generator.locale.zh import GRID_FUNCTIONS, GRID_KINDS, format_date
from generator.model import Grid, Notice
from generator.views.addresses import page_path
from generator.views.holidays import list_printed_holidays
from generator.views.hours import format_hours, view_hours
from generator.views.notice import concerns
from generator.views.prints.cards import IncidentCard, view_cards
from generator.views.prints.contacts import (
    Contact,
    find_duty,
    find_hotline,
    find_night,
    list_emergencies,
    name_city,
)
from generator.views.prints.index import Index, view_index
from generator.views.prints.map import PrintedMap, view_map
from generator.views.prints.matters import (
    MatterGroup,
    PrintedDuty,
    PrintedItem,
    view_items,
    view_matter_groups,
    view_printed_duties,
)
from generator.views.prints.people import Partner, Team, view_partners, view_teams
from generator.views.prints.prose import Prose, parse_prose
from generator.views.prints.readings import view_readings
from generator.views.prints.residents import (
    PrintedChannel,
    PrintedCharter,
    PrintedHonour,
    Squad,
    view_printed_channels,
    view_printed_charter,
    view_printed_honours,
    view_squads,
)
from generator.views.prints.roster import PrintedRoster, view_printed_rosters
from generator.views.prints.services import (
    AudienceIndex,
    ServiceGroup,
    count_left_out,
    group_services,
    list_printed_services,
    view_audiences,
    view_menu,
)

FUNCTION_NOTES = {
    "重点": "情况复杂、需要多照看的地方",
    "服务": "以日常服务居民为主",
    "联络": "以走动联系、传递信息为主",
}


@dataclass(frozen=True, slots=True)
class Ground:
    """A place that the grid covers, as people call it, or what is looked for in an emergency."""

    name: str
    kind: str
    aliases: str
    address: str


@dataclass(frozen=True, slots=True)
class Bulletin:
    """A notice that holds today."""

    title: str
    urgent: bool
    body: Prose
    issuer: str
    until: str
    phone: str


@dataclass(frozen=True, slots=True)
class HandbookView:
    """All that is printed, in the order of print."""

    grid_id: str
    path: str
    city: str
    publisher: str
    site_name: str
    demo: bool
    name: str
    code: str
    kind: str
    function: str
    function_note: str
    community: str
    above: str
    households: str
    intro: Prose
    duty: Contact
    emergencies: tuple[Contact, ...]
    contacts: tuple[Contact, ...]
    supervision_phone: str
    night: Contact
    office: tuple[str, ...]
    holidays: tuple[tuple[str, str], ...]
    rosters: tuple[PrintedRoster, ...]
    channels: tuple[PrintedChannel, ...]
    cards: tuple[IncidentCard, ...]
    collected: tuple[PrintedItem, ...]
    duties: tuple[PrintedDuty, ...]
    matters: tuple[MatterGroup, ...]
    teams: tuple[Team, ...]
    groups: tuple[Squad, ...]
    partners: tuple[Partner, ...]
    audiences: tuple[AudienceIndex, ...]
    menu: tuple[ServiceGroup, ...]
    left_out: int
    index: Index
    grounds: tuple[Ground, ...]
    points: tuple[Ground, ...]
    map: PrintedMap | None
    charter: PrintedCharter | None
    honours: tuple[PrintedHonour, ...]
    notices: tuple[Bulletin, ...]
    readings: tuple[tuple[str, str], ...]


def view_handbook(catalogue: Catalogue, grid_id: str) -> HandbookView:
    """Join all that the handbook of one grid shows. Raises KeyError for an unknown grid."""
    grid = catalogue.grids[grid_id]
    value, profile = grid.value, catalogue.profile
    community = catalogue.divisions.get(value.community)
    teams = view_teams(catalogue, grid)
    return HandbookView(
        grid_id=grid_id,
        path=page_path("grid", grid_id),
        city=name_city(catalogue),
        publisher=profile.publisher,
        site_name=profile.site_name,
        demo=profile.demo,
        name=value.name,
        code=value.code,
        kind=GRID_KINDS[value.kind],
        function=GRID_FUNCTIONS[value.function],
        function_note=FUNCTION_NOTES[value.function],
        community=community.value.name if community else "",
        above=_describe_above(catalogue, value),
        households="" if value.households is None else str(value.households),
        intro=parse_prose(value.intro),
        duty=find_duty(catalogue, grid),
        emergencies=list_emergencies(catalogue),
        contacts=tuple(_list_contacts(catalogue, value)),
        supervision_phone=supervision_phone(catalogue, value),
        night=find_night(catalogue, grid),
        rosters=view_printed_rosters(catalogue, grid_id),
        channels=view_printed_channels(catalogue, grid),
        cards=view_cards(catalogue, value.community),
        collected=view_items(catalogue),
        duties=view_printed_duties(catalogue, grid),
        matters=view_matter_groups(catalogue, value.community),
        groups=view_squads(catalogue, grid),
        charter=view_printed_charter(catalogue, value.community),
        honours=view_printed_honours(catalogue, grid),
        office=format_hours(view_hours(catalogue, community.value.hours)) if community else (),
        holidays=list_printed_holidays(catalogue),
        teams=teams,
        partners=view_partners(catalogue, grid),
        audiences=view_audiences(catalogue, grid),
        menu=view_menu(catalogue, grid),
        left_out=count_left_out(catalogue, grid),
        index=_view_index(catalogue, value.community, list_printed_services(catalogue, grid)),
        grounds=tuple(
            Ground(one.name, one.kind, "、".join(one.aliases), one.address or "") for one in value.covers
        ),
        points=tuple(Ground(one.name, one.kind, "", one.address or "") for one in value.points),
        map=view_map(catalogue, grid),
        notices=tuple(_list_notices(catalogue, grid)),
        readings=view_readings(catalogue, grid),
    )


@lately
def _view_index(catalogue: Catalogue, community: str, services: tuple[str, ...]) -> Index:
    return view_index(
        catalogue,
        view_cards(catalogue, community),
        group_services(catalogue, community, services),
        view_matter_groups(catalogue, community),
    )


def _describe_above(catalogue: Catalogue, grid: Grid) -> str:
    """County, township and community in one line, largest first, the city left to the cover's head."""
    lineage = [one for one in catalogue.lineage(grid.community) if one.id != catalogue.profile.city]
    return " ".join(one.value.name for one in reversed(lineage) if one.value.level not in {"省", "市"})


def _list_contacts(catalogue: Catalogue, grid: Grid) -> list[Contact]:
    """Numbers for what is not urgent, nearest first."""
    community = catalogue.divisions.get(grid.community)
    found = []
    if community and community.value.phone:
        found.append(Contact(community.value.name, community.value.phone, community.value.address or ""))
    found.append(find_hotline(catalogue))
    return found


def _list_notices(catalogue: Catalogue, grid: Entry[Grid]) -> list[Bulletin]:
    area = catalogue.area_of(grid)
    notices = (one.value for one in published_notices(catalogue))
    return [_bulletin(catalogue, one) for one in notices if concerns(catalogue, one, area)]


def _bulletin(catalogue: Catalogue, notice: Notice) -> Bulletin:
    issuer = catalogue.organizations.get(notice.issuer)
    return Bulletin(
        title=notice.title,
        urgent=notice.level == "紧急",
        body=parse_prose(notice.body),
        issuer=issuer.value.name if issuer else "",
        until=format_date(notice.expires_on),
        phone=notice.phone or "",
    )
