"""The divisions of a city, from a list of codes or from GB/T 2260 when there is none."""

import re
from collections.abc import Container, Iterator, Sequence
from dataclasses import dataclass

from pypinyin import lazy_pinyin

from generator.diagnostics import OutputError, Text
from generator.model.division import Level
from generator.model.fields import ID_PATTERN
from generator.starting.lists import Named
from generator.starting.places import PLACEHOLDER, find_places, list_places, suggest_place, whole_name

LEVELS: tuple[tuple[int, Level], ...] = (
    (2, "省"),
    (4, "市"),
    (6, "县区"),
    (9, "乡镇街道"),
    (12, "社区"),
)
"""How many digits of a code say which division of a level it is. Source: 统计用区划代码."""
_COMMITTEE = re.compile(r"(?<=[村区])(民委员会|居民委员会|村民委员会|居委会|村委会|委会|委员会)\Z")
"""The committee's name less what makes it one is the community's: 西安社区居委会, 茅岭村委会."""
_TAIL = re.compile(r"(社区居委会|居委会|村委会|特别行政区|自治州|自治县|地区|街道|社区|市|区|县|镇|乡|村)\Z")
_MOST = 40


@dataclass(frozen=True, slots=True)
class Placed:
    """One division: its id, what it says, and the id of the one above it ("" for the city)."""

    id: str
    code: str
    name: str
    level: Level
    parent: str
    aliases: tuple[str, ...] = ()


def place_city(wanted: str, named: Sequence[Named]) -> tuple[list[Placed], list[Text]]:
    """The city and all below it, first the city itself, and what of a list was left out.

    `wanted` is a name or code, or "" for the one city of the list. Without a list the city stands with its
    counties. Raises OutputError where no city, or more than one, could be meant.
    """
    known, refused = _sort_out(named)
    city = _choose(wanted, list(known.values()))
    stem = city.code[: _digits(city.code)]
    if known and not any(code.startswith(stem) for code in known):
        raise OutputError(
            f"名单里没有{city.name}（{stem}）的区划；换一份名单，或改 --city",
            f"the list holds nothing of {city.name} ({stem}): take another list, or another --city",
        )
    below = sorted(code for code in (known or list_places()) if code.startswith(stem) and code != city.code)
    placed, alone = _place([city, *((known or list_places())[code] for code in below)])
    return placed, [*refused, *alone]


def _sort_out(named: Sequence[Named]) -> tuple[dict[str, Named], list[Text]]:
    """Divisions by code, each once; rows that name no place are not among them."""
    known: dict[str, Named] = {}
    refused = []
    for one in named:
        if PLACEHOLDER.fullmatch(one.name):
            continue
        first = known.setdefault(one.code, one)
        if first.name != one.name:
            refused.append(_named_twice(first, one))
    return known, refused


def _named_twice(first: Named, one: Named) -> Text:
    return Text(
        f"{one.place.zh}：{one.code} 是“{one.name}”，{first.place.zh}是“{first.name}”，用了前一个",
        f"{one.place.en}: {one.code} is {one.name}, but {first.name} in {first.place.en}, which is used",
    )


def _choose(wanted: str, listed: list[Named]) -> Named:
    """The city that is meant: by name or code, or the only highest one of a list below a province."""
    if wanted:
        found = _matching(wanted, listed) or find_places(wanted)
    else:
        found = [one for one in listed if _level(one) != "省" or one.name.endswith("市")] or listed
    highest = [one for one in found if _digits(one.code) == min(_digits(other.code) for other in found)]
    if len(highest) == 1:
        return highest[0]
    if not highest:
        near = suggest_place(wanted)
        zh, en = (f"是不是“{near}”？", f"did you mean `{near}`? ") if near else ("", "")
        raise OutputError(
            f"没有找到“{wanted}”；{zh}用 --city 写市、区、县的名称或 6 位代码，"
            "或用 --divisions 给带代码的名单",
            f"there is no place `{wanted}`: {en}name a city or county, or its code of 6 digits (--city), "
            "or give a list with codes (--divisions)",
        )
    some = "、".join(f"{whole_name(one)}（{one.code[:6]}）" for one in highest[:8])
    raise OutputError(
        f"有 {len(highest)} 个地方都可能是：{some}；用 --city 写明是哪一个，写 6 位代码最准",
        f"{len(highest)} places could be meant: {some}; say which with --city, best by its 6 digits",
    )


def _matching(wanted: str, listed: list[Named]) -> list[Named]:
    if wanted.isdigit():
        return [one for one in listed if one.code == wanted.ljust(12, "0")]
    exact = [one for one in listed if one.name == wanted]
    return exact or [one for one in listed if _level(one) != "社区" and _TAIL.sub("", one.name) == wanted]


def _digits(code: str) -> int:
    """How many digits of a code say something: zeros at the end belong to lower levels."""
    return next(length for length, _ in LEVELS if set(code[length:]) <= {"0"})


def _level(one: Named) -> Level:
    return dict(LEVELS)[_digits(one.code)]


def _place(ordered: list[Named]) -> tuple[list[Placed], list[Text]]:
    """Divisions in the order of their codes, the city first, with ids; and those without one above them."""
    ids: dict[str, str] = {}
    taken: set[str] = set()
    placed: list[Placed] = []
    alone: list[Text] = []
    for one in ordered:
        above = _code_above(one.code, ids)
        if placed and not above:
            alone.append(_no_parent(one))
            continue
        parent = ids.get(above, "")
        ids[one.code] = _new_id(one.name, one.code, parent, taken)
        taken.add(ids[one.code])
        placed.append(_placed(one, ids[one.code], parent))
    return placed, alone


def _placed(one: Named, id_: str, parent: str) -> Placed:
    level: Level = "市" if _level(one) == "省" else _level(one)
    name = _COMMITTEE.sub("", one.name) if level == "社区" else one.name
    return Placed(id_, one.code, name, level, parent, (one.name,) if name != one.name else ())


def _code_above(code: str, known: Container[str]) -> str:
    """The nearest division above: a community's is a township, and some cities have no counties."""
    lengths = [length for length, _ in reversed(LEVELS) if length < _digits(code)]
    above = (
        code[:length].ljust(12, "0") for length in (lengths[:1] if _digits(code) == len(code) else lengths)
    )
    return next((one for one in above if one in known), "")


def _no_parent(one: Named) -> Text:
    above = one.code[: {"社区": 9, "乡镇街道": 6}.get(_level(one), 4)].ljust(12, "0")
    return Text(
        f"{one.place.zh}：“{one.name}”的上级 {above} 不在名单里，没有写",
        f"{one.place.en}: {above}, to which {one.name} belongs, is not in the list; it was left out",
    )


def _new_id(name: str, code: str, parent: str, taken: Container[str]) -> str:
    """An id of the name's sounds that nobody has: with the parent's before it, else with the code."""
    return next(one for one in _ids(name, code, parent) if one not in taken and ID_PATTERN.match(one))


def _ids(name: str, code: str, parent: str) -> Iterator[str]:
    sounds = "".join(lazy_pinyin(_TAIL.sub("", _COMMITTEE.sub("", name)) or name))
    short = re.sub(r"[^a-z0-9]", "", sounds.lower())[:_MOST]
    yield short
    if short and parent:
        yield f"{parent}-{short}"[:_MOST].rstrip("-")
    yield f"{short}-{code}" if short else f"d{code}"
    yield f"d{code}"
