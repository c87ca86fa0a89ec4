"""Teams (组团): people and organisations that serve grids together."""

from collections.abc import Mapping
from dataclasses import dataclass

from generator.catalogue import Catalogue, Entry, gather
from generator.facts.memory import once
from generator.facts.order import in_order
from generator.facts.publication import current_roles, is_published_person, published_phone
from generator.locale.zh import ROLE_ORDER
from generator.model import Team
from generator.views.addresses import entry_head, link_all, link_entry, page_path
from generator.views.contact import view_hotline
from generator.views.listing import ListingView, index_head
from generator.views.organization import view_organization_card
from generator.views.person import PersonCard, duty_days, role_label
from generator.views.pieces import Call, Card, Group, Head, Link, cut_text, make_phone, maybe_phone

CARD_TEXT = 60
FEW_CHIPS = 3


@dataclass(frozen=True, slots=True)
class TeamView:
    """One team. `intro` is Markdown; people without a published page are left out."""

    head: Head
    name: str
    call: Call | None
    intro: str
    duties: tuple[str, ...]
    people: tuple[PersonCard, ...]
    organizations: tuple[Card, ...]
    grids: tuple[Link, ...]
    hotline: Call


def view_team(catalogue: Catalogue, team_id: str) -> TeamView:
    """Join one team with its people, organisations and grids."""
    entry = catalogue.teams[team_id]
    team = entry.value
    return TeamView(
        head=entry_head(
            catalogue,
            entry,
            team.name,
            team.name,
            "；".join(team.duties),
            team.intro,
            area=area_of_team(catalogue, entry),
        ),
        name=team.name,
        call=Call("打团队电话", make_phone(team.phone)) if team.phone else None,
        intro=team.intro or "",
        duties=team.duties,
        people=_view_people(catalogue, team),
        organizations=tuple(
            view_organization_card(catalogue, name)
            for name in dict.fromkeys(team.organizations)
            if name in catalogue.organizations
        ),
        grids=link_all(catalogue, "grid", dict.fromkeys(team.grids)),
        hotline=view_hotline(catalogue),
    )


def _view_people(catalogue: Catalogue, team: Team) -> tuple[PersonCard, ...]:
    """The leader first, then members in the order of the entry, each once."""
    found = []
    for name in dict.fromkeys((*((team.leader,) if team.leader else ()), *team.members)):
        entry = catalogue.people.get(name)
        if entry is None or not is_published_person(catalogue, entry):
            continue
        role = min(current_roles(catalogue)[name], key=lambda one: ROLE_ORDER.index(one.role.role))
        label = role_label(role)
        person = entry.value
        found.append(
            PersonCard(
                person.name,
                person.name[0],
                page_path("person", name),
                f"组长，{label}" if name == team.leader else label,
                maybe_phone(published_phone(person)),
                link_entry(catalogue, "grid", role.role.grid),
                duty_days(catalogue, current_roles(catalogue)[name]),
            )
        )
    return tuple(found)


@once
def view_team_card(catalogue: Catalogue, team_id: str) -> Card:
    """A team in a list: what it does, for which grids."""
    team = catalogue.teams[team_id].value
    grids = link_all(catalogue, "grid", dict.fromkeys(team.grids))
    chips = [link.text for link in grids[:FEW_CHIPS]]
    if len(grids) > FEW_CHIPS:
        chips[-1] += f"等 {len(grids)} 个网格"
    return Card(
        team.name,
        page_path("team", team_id),
        text=cut_text("；".join(team.duties), CARD_TEXT),
        chips=tuple(chips),
        phone=maybe_phone(team.phone),
    )


def view_teams(catalogue: Catalogue) -> ListingView:
    """The index of teams."""
    cards = tuple(view_team_card(catalogue, one.id) for one in in_order(catalogue, catalogue.teams.values()))
    lead = f"共 {len(cards)} 支。网格员、民警、医生、志愿者和单位凑成一队，一起上门。" if cards else ""
    return ListingView(
        head=index_head("team", "服务团队", "为网格服务的组团：有谁、做什么、打哪个电话"),
        title="服务团队",
        lead=lead,
        groups=(Group("全部团队", cards, id="teams"),) if cards else (),
        empty="" if cards else "目前没有登记的团队。",
    )


@once
def _by_grid(catalogue: Catalogue) -> Mapping[str, tuple[str, ...]]:
    teams = in_order(catalogue, catalogue.teams.values())
    return gather((key, one.id) for one in teams for key in dict.fromkeys(one.value.grids))


def teams_of_grid(catalogue: Catalogue, grid_id: str) -> tuple[Card, ...]:
    """Teams that serve a grid."""
    return tuple(view_team_card(catalogue, name) for name in _by_grid(catalogue).get(grid_id, ()))


def area_of_team(catalogue: Catalogue, entry: Entry[Team]) -> frozenset[str]:
    """Ids of all areas that the grids of a team lie in."""
    grids = (catalogue.grids[name] for name in entry.value.grids if name in catalogue.grids)
    return frozenset().union(*(catalogue.area_of(grid) for grid in grids))
