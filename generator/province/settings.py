"""What a province's folder holds: its own settings, and the workspaces of its cities."""

import datetime
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from pydantic import Field

from generator.diagnostics import Diagnostic, OutputError, Place
from generator.model.fields import ID_PATTERN, Line, Phone, Prose, Shape, SiteUrl
from generator.model.profile import Profile
from generator.reading import MENUS, faults
from generator.reading.folders import IGNORED
from generator.reading.provinces import ABOVE, PROVINCE, is_above
from generator.reading.sources import load_source
from generator.reading.today import find_today
from generator.reading.validation import check_shape

PROFILE_FILE = f"{MENUS}/profile.yaml"
OWN_FOLDERS = ("all", "assets", "data", "feeds", "search")
"""What stands beside the cities in the site."""
_ASTRAY = ("profile.yaml", "*/profile.yaml", f"*/{PROFILE_FILE}")


class ProvinceSettings(Shape):
    """`province.yaml`: what the province's own pages say."""

    name: Line = Field(title="名称", description="例如：东屿省")
    site_url: SiteUrl | None = Field(None, title="网址", description="各市的网站在它下面：网址/文件夹名/")
    publisher: Line | None = Field(None, title="主办单位")
    intro: Prose | None = Field(None, title="介绍")
    hotline: Phone | None = Field(None, title="服务热线")


@dataclass(frozen=True, slots=True)
class City:
    """A workspace of the province: its folder's name, and the day that it is built for (None: unknown)."""

    name: str
    root: Path
    today: datetime.date | None


@dataclass(frozen=True, slots=True)
class Province:
    """A province and its cities, by the names of their folders."""

    root: Path
    settings: ProvinceSettings
    cities: tuple[City, ...]

    @property
    def address(self) -> str:
        """The site's address, ending in a slash; "" when none is given."""
        return f"{self.settings.site_url.rstrip('/')}/" if self.settings.site_url else ""


def load_province(
    root: Path, *, now: datetime.datetime | None = None, today: datetime.date | None = None
) -> tuple[Province | None, list[Diagnostic]]:
    """A province and what is wrong with its settings. Raises OutputError without any city.

    Each city is built for its own day at the instant `now`, or all for `today`, whoever builds it and when.
    """
    document, found = load_source(root / PROVINCE, PROVINCE)
    value = document.value if document else None
    made, problems = check_shape(ProvinceSettings, value or {}, PROVINCE)
    if not isinstance(made, ProvinceSettings):
        return None, [*found, *([] if found else problems)]
    now = now or datetime.datetime.now(datetime.UTC)
    beside = sorted(one for one in root.iterdir() if one.name != MENUS and not IGNORED.match(one.name))
    if lost := [one.name for one in beside if _can(one.is_symlink) and not _can(one.exists)]:
        raise OutputError(
            f"`{lost[0]}` 是个链接，指的地方什么也没有：删掉它；它是一个市的，把那个文件夹移到省的文件夹里",
            f"`{lost[0]}` is a link that leads nowhere: remove it, or move the city's folder to this place",
        )
    if linked := [one.name for one in beside if _is_linked(one)]:
        raise OutputError(
            f"`{linked[0]}` 是个链接，不是文件夹：把这个市的文件夹移到省的文件夹里",
            f"`{linked[0]}` is a link: move the city's folder into the province's",
        )
    folders = [one for one in beside if _can((one / MENUS).is_dir)]
    cities = tuple(City(one.name, one, today or _find_day(one, now)) for one in folders)
    if not cities:
        raise OutputError(
            f"`{root}` 里一个市也没有：每个市一个文件夹，里面有 {PROFILE_FILE}",
            f"`{root}` holds no city: a folder for each, with {PROFILE_FILE} in it",
        )
    left = (one for one in beside if one not in folders)
    told = [*_check_names(cities), *_find_left_out(left)]
    return Province(root, made, cities), [*found, *problems, *told]


def _is_linked(city: Path) -> bool:
    """Whether a city, or its menus, stands somewhere else: a worker may not reach it."""
    menus = city / MENUS
    return _can(menus.is_symlink) or (city.is_symlink() and _can(menus.is_dir))


def _can(ask: Callable[[], bool]) -> bool:
    """The answer about a path; no where nobody may look, as into `lost+found` of a volume."""
    try:
        return ask()
    except PermissionError:
        return False


def _check_names(cities: Iterable[City]) -> Iterator[Diagnostic]:
    for one in cities:
        if not ID_PATTERN.match(one.name) or one.name in OWN_FOLDERS:
            own = "、".join(OWN_FOLDERS)
            yield faults.CITY_NAME.at(Place(one.name, offsets=(0, 0)), name=one.name, own=own)


def _find_left_out(folders: Iterable[Path]) -> Iterator[Diagnostic]:
    """Folders that hold a profile elsewhere than in `menus`: `Menus`, a folder too many or too few."""
    for folder in folders:
        held = next((one for form in _ASTRAY for one in sorted(folder.glob(form))), None)
        if held is not None:
            place = Place(folder.name, offsets=(0, 0))
            yield faults.NO_CITY.at(place, name=folder.name, held=held.relative_to(folder).as_posix())


def _find_day(city: Path, now: datetime.datetime) -> datetime.date | None:
    document, _ = load_source(city / PROFILE_FILE, PROFILE_FILE)
    profile, _ = check_shape(Profile, document.value or {}, PROFILE_FILE) if document else (None, [])
    return find_today(profile, now) if isinstance(profile, Profile) else None


def join_found(found: Mapping[str, Iterable[Diagnostic]]) -> list[Diagnostic]:
    """Findings of all cities; what each of them says of the same file of the province is told once."""
    told = (_place_below(city, one) for city, some in found.items() for one in some)
    return [*dict.fromkeys(one for one in told if one.code != faults.TOLD_ABOVE.code)]


def _place_below(city: str, found: Diagnostic) -> Diagnostic:
    """A finding of a city, with files as the province sees them: the city's folder first."""

    def move(place: Place) -> Place:
        is_citys = not is_above(place.file) or found.code == faults.AWAITS_CITY.code  # which has to write it
        file = f"{city}/{place.file.removeprefix(ABOVE)}" if is_citys else place.file.removeprefix(ABOVE)
        return replace(place, file=file)

    related = tuple(replace(one, place=move(one.place)) for one in found.related)
    return replace(found, place=move(found.place), related=related)
