"""All entries, immutable, with look-ups in both directions."""

import datetime
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Generic, NamedTuple, TypeVar, cast

from generator import model, signs
from generator.diagnostics import Diagnostic, KeyPath, Place
from generator.model.deviation import Overlay
from generator.model.fields import Shape
from generator.model.person import Role
from generator.reads import Watch, WatchedEntries, WatchedReferences, joined

S = TypeVar("S", bound=Shape)
S_co = TypeVar("S_co", bound=Shape, covariant=True)
K = TypeVar("K")
V = TypeVar("V")


def gather(pairs: Iterable[tuple[K, V]]) -> dict[K, tuple[V, ...]]:
    """Values by key, in the order in which they come."""
    found: dict[K, list[V]] = {}
    for key, value in pairs:
        found.setdefault(key, []).append(value)
    return {key: tuple(values) for key, values in found.items()}


def holds(since: datetime.date | None, until: datetime.date | None, day: datetime.date) -> bool:
    """Whether a period with its first and last day, either open, includes a day."""
    return (since is None or since <= day) and (until is None or day <= until)


def name_in(values: Mapping[str, object]) -> str:
    """What people call the entry with these values; "" where it has no name."""
    called = (values.get(field) for field in ("name", "title", "period", "site_name"))
    return next((str(one) for one in called if one), "")


@dataclass(frozen=True, slots=True)
class Entry(Generic[S_co]):
    """One YAML file: its kind, id, file (posix, relative to the workspace) and checked value.

    `signs` are what rules on wording have to look for in it; all where nobody has looked yet. `over` is there
    when it says something else than its province does.
    """

    kind: str
    id: str
    file: str
    value: S_co
    rows: tuple[Shape, ...] = ()
    signs: frozenset[str] = field(default=signs.ALL, compare=False)
    over: Overlay | None = None

    def changed(self, **fields: object) -> "Entry[S_co]":
        """The entry with other values in some fields; itself when they are as they were."""
        value = self.value.changed(**fields)
        return self if value is self.value else replace(self, value=value)

    @property
    def name(self) -> str:
        """What people call it: its name, title, period or the site's name; its id without one."""
        return name_in(vars(self.value)) or self.id

    @property
    def table(self) -> str:
        """The CSV file beside the entry, which holds its rows."""
        return self.file.removesuffix(".yaml") + ".csv"

    def cell(self, row: int, column: str) -> Place:
        """The place of a cell: row from 0 below the heading, column by field name."""
        return Place(self.table, (row, column))

    def at(self, *path: str | int, part: str = "") -> Place:
        """The place of a key path in this entry's file; `part` narrows it to a piece of the text."""
        return Place(self._file_of(path), path, part=part)

    def key(self, *path: str | int) -> Place:
        """The place of the key itself."""
        return Place(self._file_of(path), path, on_key=True)

    def _file_of(self, path: KeyPath) -> str:
        """Where a field is written: by the city, or by the province that it lies over."""
        return self.over.file if self.over and path and path[0] not in self.over.own else self.file


class Reference(NamedTuple):
    """One use of an id: who refers, where, to which kind and id."""

    source: Entry[Shape]
    path: KeyPath
    kind: str
    id: str


@dataclass(frozen=True, slots=True)
class Member:
    """A person's role in a grid."""

    person: Entry[model.Person]
    role: Role
    index: int


@dataclass(frozen=True)
class Earlier:
    """What a catalogue is compared with on the page of changes: its name (a revision), the catalogue."""

    name: str
    catalogue: "Catalogue"


def _entries_of(shape: type[S]) -> "joined[Catalogue, dict[str, Entry[S]]]":
    return joined(lambda catalogue: catalogue.of(shape))


@dataclass(frozen=True)
class Catalogue:
    """Everything that was loaded.

    `broken` holds (kind, id) of files that exist but could not be used, and of entries that name what is not
    there: what they leave unsaid proves nothing. `profile_file` is where the profile stands; `today` is the
    day that the check is made for; `lapses` is what the check found that time alone has made.
    """

    profile: model.Profile
    today: datetime.date
    entries: Mapping[str, Mapping[str, Entry[Shape]]]
    broken: frozenset[tuple[str, str]] = frozenset()
    references: tuple[Reference, ...] = ()
    profile_file: str = "menus/profile.yaml"
    earlier: Earlier | None = None
    lapses: tuple[Diagnostic, ...] = ()

    def watched(self, *, closely: bool = False) -> "Catalogue":
        """The same, but of what is read of it notes can be taken (`generator.reads`)."""
        entries = WatchedEntries(self.entries, closely=closely)
        return replace(self, entries=entries, references=WatchedReferences(self.references))

    @property
    def watch(self) -> Watch:
        """How closely it tells what is read of it."""
        return self.entries.watch if isinstance(self.entries, WatchedEntries) else Watch.NOT

    def of(self, shape: type[S]) -> dict[str, Entry[S]]:
        """Entries of a kind by id; the kind is told by its model."""
        return cast("dict[str, Entry[S]]", dict(self.entries.get(model.KIND_BY_MODEL[shape].name, {})))

    divisions = _entries_of(model.Division)
    grids = _entries_of(model.Grid)
    people = _entries_of(model.Person)
    organizations = _entries_of(model.Organization)
    services = _entries_of(model.Service)
    notices = _entries_of(model.Notice)
    teams = _entries_of(model.Team)
    rosters = _entries_of(model.Roster)
    charters = _entries_of(model.Charter)
    matters = _entries_of(model.Matter)
    information_items = _entries_of(model.InformationItem)
    plans = _entries_of(model.Plan)
    assessments = _entries_of(model.Assessment)
    evaluations = _entries_of(model.Evaluation)
    honours = _entries_of(model.Honour)
    case_series = _entries_of(model.CaseSeries)
    matter_categories = _entries_of(model.MatterCategory)
    audiences = _entries_of(model.Audience)
    categories = _entries_of(model.Category)
    life_events = _entries_of(model.LifeEvent)
    document_types = _entries_of(model.DocumentType)

    @joined
    def profile_entry(self) -> Entry[model.Profile]:
        """The profile as an entry, to name places in it."""
        return Entry("profile", "profile", self.profile_file, self.profile)

    def iter_entries(self) -> Iterator[Entry[Shape]]:
        """Every entry, the profile first."""
        yield self.profile_entry
        for entries in self.entries.values():
            yield from entries.values()

    @property
    def city_code(self) -> str:
        """The code of the city, by which its things are told from other cities'; its id without one."""
        city = self.divisions.get(self.profile.city)
        return city.value.code if city else self.profile.city

    def name_of(self, kind: str, name: str) -> str:
        """What people call an entry; the id of one that is not there."""
        entry = self.entries.get(kind, {}).get(name)
        return entry.name if entry else name

    def has_broken(self, kind: str) -> bool:
        """Whether some entry of a kind could not be used, so that its absence proves nothing."""
        return any(name == kind for name, _ in self.broken)

    def is_live(self, grid: Entry[model.Grid]) -> bool:
        """Whether a grid is in force today."""
        return holds(grid.value.valid_from, grid.value.valid_until, self.today)

    @joined
    def is_compared(self) -> bool:
        """Whether there is an earlier one to compare it with."""
        return self.earlier is not None

    @joined
    def live_grids(self) -> tuple[Entry[model.Grid], ...]:
        """Grids in force today, by code."""
        live = (grid for grid in self.grids.values() if self.is_live(grid))
        return tuple(sorted(live, key=lambda grid: (grid.value.code, grid.id)))

    @joined
    def grids_by_community(self) -> dict[str, tuple[Entry[model.Grid], ...]]:
        """Live grids of each community id, by code."""
        return gather((grid.value.community, grid) for grid in self.live_grids)

    @joined
    def members_by_grid(self) -> dict[str, tuple[Member, ...]]:
        """People in duty today in each grid id, in the order of their files."""
        return gather(
            (role.grid, Member(person, role, index))
            for person in self.people.values()
            for index, role in enumerate(person.value.roles)
            if holds(role.since, role.until, self.today)
            or (
                role.since and role.until and role.until < role.since  # a slip (DAT101): nobody left
            )
        )

    @joined
    def children(self) -> dict[str, tuple[Entry[model.Division], ...]]:
        """Divisions below each division id, by code."""
        ordered = sorted(self.divisions.values(), key=lambda one: (one.value.code, one.id))
        return gather((one.value.parent, one) for one in ordered if one.value.parent)

    @joined
    def communities(self) -> tuple[Entry[model.Division], ...]:
        """Divisions of the lowest level, by code."""
        found = (division for division in self.divisions.values() if division.value.level == "社区")
        return tuple(sorted(found, key=lambda one: (one.value.code, one.id)))

    def upwards(self, kind: str, name: str) -> tuple[Entry[Shape], ...]:
        """An entry and those above it by `parent`, lowest first; stops at a loop or at an unknown parent."""
        found: list[Entry[Shape]] = []
        entries = self.entries.get(kind, {})
        current = entries.get(name)
        while current is not None and current not in found:
            found.append(current)
            current = entries.get(getattr(current.value, "parent", None) or "")
        return tuple(found)

    def lineage(self, division_id: str) -> tuple[Entry[model.Division], ...]:
        """A division and those above it, lowest first."""
        return cast("tuple[Entry[model.Division], ...]", self.upwards("division", division_id))

    def area_of(self, grid: Entry[model.Grid]) -> frozenset[str]:
        """Ids of all areas that a grid lies in: itself, its parent grid, its community and those above."""
        above = {division.id for division in self.lineage(grid.value.community)}
        return frozenset({grid.id, *above, *([grid.value.parent] if grid.value.parent else [])})
