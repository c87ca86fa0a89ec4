"""Which districts a text names, and which of the places and offices of a whole city serve one community.

A place is where its name says (望潮区政务服务中心), else where its address does, else where a short name says
(东礁码头). What names no district below the city is for everybody.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from generator.catalogue import Catalogue, Entry, gather
from generator.facts.memory import once
from generator.model import Division, Organization
from generator.model.service import Location

_OFFICE = re.compile(r"(?:居民委员会|居委会|村民委员会|村委会|办事处)$")
"""What lists of divisions add to a name: 潮井社区居民委员会, 澜港街道办事处."""
_LEVEL = re.compile(r"(?:社区|街道|自治县|自治旗|新区|[村镇乡县区市旗岛])$")
_STREET = re.compile(r"[大新老东南西北中上下前后一二三四五六七八九十]{0,2}(?:[路街巷弄坊]|大道)")
"""望海路 and 望海中路 are streets and tell no district 望海."""
_SENTENCE = re.compile(r"[^。；！？\n]+[。；！？\n]*")


@dataclass(frozen=True, slots=True)
class _Names:
    """Ids of districts by name; several of one name stand together. `streets` may follow no name."""

    ids: Mapping[str, tuple[str, ...]]
    streets: bool
    lengths: tuple[int, ...] = field(init=False)

    def __post_init__(self) -> None:
        lengths = sorted({len(name) for name in self.ids}, reverse=True)
        object.__setattr__(self, "lengths", tuple(lengths))

    def find(self, text: str) -> Iterator[tuple[str, ...]]:
        """Districts in the order of the text, the longest name at each place."""
        at = 0
        while at < len(text):
            length = next((size for size in self.lengths if text[at : at + size] in self.ids), 0)
            if length and (self.streets or not _STREET.match(text, at + length)):
                yield self.ids[text[at : at + length]]
            at += length or 1


@once
def _names(catalogue: Catalogue) -> tuple[_Names, _Names]:
    """Whole names of the districts below the city, and short ones."""
    above = {one.id for one in catalogue.lineage(catalogue.profile.city)}
    below = [one for one in catalogue.divisions.values() if one.id not in above]
    whole = gather((name, one.id) for one in below for name in sorted(_whole_names(one)))
    short = gather((name, one.id) for one in below for name in sorted(_short_names(one)))
    outermost = {
        name: tuple(one for one in ids if not _above(catalogue, one) & {*ids})
        for name, ids in short.items()
        if name not in whole
    }
    return _Names(whole, streets=True), _Names(outermost, streets=False)


def _whole_names(one: Entry[Division]) -> set[str]:
    name = _OFFICE.sub("", one.value.name)
    return {one.value.name, name, *(island.name for island in one.value.islands)}


def _short_names(one: Entry[Division]) -> set[str]:
    names = {*(_LEVEL.sub("", name) for name in _whole_names(one)), *one.value.aliases}
    return {name for name in names if len(name) > 1}


@once
def _above(catalogue: Catalogue, division_id: str) -> frozenset[str]:
    return frozenset(one.id for one in catalogue.lineage(division_id)) - {division_id}


@once
def districts_of(catalogue: Catalogue, *texts: str) -> frozenset[str]:
    """Ids of the lowest districts that the first telling text names; none where it is for the whole city."""
    found = (_resolve(catalogue, tuple(names.find(one))) for names in _names(catalogue) for one in texts)
    return next((ids for ids in found if ids), frozenset())


def _resolve(catalogue: Catalogue, named: Sequence[tuple[str, ...]]) -> frozenset[str]:
    """Of several districts of one name those below another that is named; then the lowest of each line."""
    certain = {ids[0] for ids in named if len(ids) == 1}
    found: set[str] = set()
    for ids in named:
        below = [one for one in ids if _above(catalogue, one) & certain]
        found.update(below if len(ids) > 1 and below else ids)
    return frozenset(found - {above for one in found for above in _above(catalogue, one)})


def concerns(catalogue: Catalogue, text: str, community: str) -> bool:
    """Whether a text is for a community: it names its district, one around it, or none at all."""
    named = districts_of(catalogue, text)
    return not named or bool(named & {one.id for one in catalogue.lineage(community)})


def keep_sentences(catalogue: Catalogue, text: str, community: str) -> str:
    """A text without the sentences that are for other districts only."""
    kept = (one for one in _SENTENCE.findall(text) if concerns(catalogue, one, community))
    return "".join(kept).rstrip("；\n")


def home_of(catalogue: Catalogue, office: Organization) -> frozenset[str]:
    """Ids of the districts that an organisation is of; none for one of the whole city."""
    if office.division in catalogue.divisions:
        return frozenset({office.division}) - {one.id for one in catalogue.lineage(catalogue.profile.city)}
    return districts_of(catalogue, office.name)


@once
def answering_office(catalogue: Catalogue, name: str, community: str) -> Entry[Organization] | None:
    """The organisation of this id if it answers for a community; else its like that does, if there is one.

    望潮区应急管理局 is 东礁县应急管理局 for a community of 东礁县.
    """
    office = catalogue.organizations.get(name)
    around = {one.id for one in catalogue.lineage(community)}
    if office is None or not (home := home_of(catalogue, office.value)) or home & around:
        return office
    alike = _offices_by_task(catalogue).get(_task(catalogue, office.value), ())
    return next((one for one in alike if home_of(catalogue, one.value) & around), None)


@once
def _offices_by_task(catalogue: Catalogue) -> Mapping[str, tuple[Entry[Organization], ...]]:
    return gather((_task(catalogue, one.value), one) for one in catalogue.organizations.values())


def _task(catalogue: Catalogue, office: Organization) -> str:
    """What it is besides its district: 应急管理局."""
    names = {name for one in home_of(catalogue, office) for name in _whole_names(catalogue.divisions[one])}
    longest = sorted(names, key=len, reverse=True)
    return next((office.name.replace(name, "") for name in longest if name in office.name), office.name)


def serving_places(catalogue: Catalogue, places: Sequence[Location], community: str) -> tuple[Location, ...]:
    """Those of a service's places that serve a community, in the editors' order.

    They are the ones in its own district or one around it, and those for everybody; failing that the nearest
    of others in its county; failing that all.
    """
    homes = [districts_of(catalogue, one.name, one.address or "") for one in places]
    lineage = tuple(one.id for one in catalogue.lineage(community))
    steps = [_steps_up(catalogue, home, lineage) for home in homes]
    nearest = min((step for step, home in zip(steps, homes, strict=True) if home), default=0)
    near = [step == nearest and nearest < _city_at(catalogue, lineage) for step in steps]
    kept = [not home or one for one, home in zip(near, homes, strict=True)]
    chosen = tuple(place for place, keep in zip(places, kept, strict=True) if keep)
    return chosen or tuple(places)


def _steps_up(catalogue: Catalogue, home: frozenset[str], lineage: Sequence[str]) -> int:
    """0 where a home is the community or around it; else how far up the two meet."""
    if home & {*lineage}:
        return 0
    around = {above for one in home for above in _above(catalogue, one)}
    return next((number for number, one in enumerate(lineage) if one in around), len(lineage))


def _city_at(catalogue: Catalogue, lineage: Sequence[str]) -> int:
    """Where in the lineage the city stands: those who meet only there are of other counties."""
    city = catalogue.profile.city
    return lineage.index(city) if city in lineage else len(lineage)
