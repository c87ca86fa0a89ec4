"""How residents reach a grid and are heard, day and night, with a phone and without; its standing duties."""

from dataclasses import dataclass

from generator.catalogue import Catalogue, Entry
from generator.facts.memory import once
from generator.facts.presence import night_answer
from generator.facts.publication import is_published_person
from generator.locale.zh import GRID_FUNCTION_NOTES, STANDING_DUTIES
from generator.model import Grid
from generator.views.addresses import page_path
from generator.views.person import people_of_grid
from generator.views.pieces import Call, Link, make_phone, maybe_phone

WITHOUT_PHONE = frozenset({"意见箱", "见面日", "楼道公告"})


@dataclass(frozen=True, slots=True)
class Channel:
    """A way to be heard. `phoneless` is whether it needs no telephone."""

    kind: str
    name: str
    owner: Link | None
    hours: str
    rules: str
    join: str
    phoneless: bool


@dataclass(frozen=True, slots=True)
class Duty:
    """One of the three standing duties: its meaning, what is done, how often."""

    name: str
    note: str
    lines: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Function:
    """What kind of grid it is, in plain words, and the staff that the publisher asks for."""

    note: str
    staff: tuple[str, ...]


def view_emergency_calls(catalogue: Catalogue) -> tuple[Call, ...]:
    """The profile's emergency numbers as big buttons."""
    return tuple(
        Call(one.name, make_phone(one.phone), style="urgent") for one in catalogue.profile.emergencies
    )


def view_hotline(catalogue: Catalogue) -> Call:
    """The number for everything that fits nowhere else."""
    hotline = catalogue.profile.hotline
    return Call(hotline.name, make_phone(hotline.phone), hotline.note or "", "plain")


@once
def view_day(catalogue: Catalogue, grid_id: str) -> Call | None:
    """Whom of a grid to ring by day: the first of its people who has a number, up to the end of the role."""
    first = next((one for one in people_of_grid(catalogue, grid_id) if one.phone), None)
    return Call(f"找{first.role} {first.name}", first.phone) if first and first.phone else None


def view_supervision(catalogue: Catalogue) -> Call:
    """Where to complain about a grid or a worker."""
    return Call(
        "监督电话", make_phone(catalogue.profile.supervision_phone), "对网格、网格员不满意，打这个", "plain"
    )


def view_night(catalogue: Catalogue, grid: Entry[Grid]) -> Call | None:
    """Whom to ring at night: the grid's own number, else that of whoever answers for it."""
    answer = night_answer(catalogue, grid)
    if answer is None:
        return None
    name, phone = answer
    return Call("夜里找谁", make_phone(phone), f"{name}，24 小时有人接" if name else "24 小时有人接", "plain")


@once
def calls_of_grid(catalogue: Catalogue, grid_id: str) -> tuple[Call, Call]:
    """Whom to ring by day and at night; the office, then the hotline, where nobody nearer can be rung."""
    day = view_day(catalogue, grid_id) or view_office(catalogue, grid_id)
    return day, view_night(catalogue, catalogue.grids[grid_id]) or view_hotline(catalogue)


def view_office(catalogue: Catalogue, grid_id: str) -> Call:
    """The number of a grid's community, else the hotline."""
    community = catalogue.divisions.get(catalogue.grids[grid_id].value.community)
    phone = maybe_phone(community.value.phone) if community else None
    return Call(f"找{community.value.name}", phone) if community and phone else view_hotline(catalogue)


def view_channels(catalogue: Catalogue, grid: Grid) -> tuple[Channel, ...]:
    """Channels in the editors' order."""
    return tuple(
        Channel(
            one.kind,
            one.name,
            _view_owner(catalogue, one.owner),
            one.hours or "",
            one.rules or "",
            one.join or "",
            one.kind in WITHOUT_PHONE,
        )
        for one in grid.channels
    )


def _view_owner(catalogue: Catalogue, name: str | None) -> Link | None:
    """Somebody who is not published is not named."""
    entry = catalogue.people.get(name or "")
    if entry is None or not is_published_person(catalogue, entry):
        return None
    return Link(entry.value.name, page_path("person", entry.id))


def view_duties(catalogue: Catalogue, grid: Grid) -> tuple[Duty, ...]:
    """The three standing duties: as the grid states them, else as the profile does; always all three."""
    return tuple(_view_duty(catalogue, grid, name, note) for name, note in STANDING_DUTIES.items())


def _view_duty(catalogue: Catalogue, grid: Grid, name: str, note: str) -> Duty:
    own = tuple((one.what, one.how_often or "") for one in grid.duties if one.duty == name)
    shared = tuple(
        (one.what, one.how_often or "")
        for one in catalogue.profile.duties
        if one.duty == name and one.function in (None, grid.function)
    )
    return Duty(name, note, own or shared)


@once
def view_function(catalogue: Catalogue, function: str) -> Function:
    """A grid's function explained, with the staffing profile of the publisher."""
    staff = tuple(
        f"{one.role} {one.least} 人"
        for profile in catalogue.profile.staffing
        if profile.function == function
        for one in profile.roles
        if one.least
    )
    return Function(GRID_FUNCTION_NOTES[function], staff)
