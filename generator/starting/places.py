"""Cities and counties of China by name or code, from GB/T 2260 as python-stdnum carries it."""

import re
from collections.abc import Iterable, Iterator
from functools import cache
from typing import Any

from pypinyin import lazy_pinyin
from rapidfuzz import process
from stdnum import numdb

from generator.diagnostics import Text
from generator.starting.lists import Named

_NAME = re.compile(r"(?:\[(?P<since>\d*)-(?P<until>\d*)\])?(?P<name>[^,\[]+)")
PLACEHOLDER = re.compile(r"(市辖区|县|市|省直辖.*|自治区直辖.*|.*直辖县级行政(区划|单位))\Z")
"""Rows of the official lists that are no places."""
_SUFFIX = re.compile(r"(特别行政区|自治州|自治县|地区|林区|盟|旗|市|区|县)\Z")
CLOSE_ENOUGH = 66
"""Similarity out of 100: of three characters two are right."""
SOURCE = Text("国标 GB/T 2260", "GB/T 2260")


@cache
def list_places() -> dict[str, Named]:
    """Provinces, cities and counties of today by their code of 12 digits."""
    return {one.code: one for one in _read_places()}


def _read_places() -> Iterator[Named]:
    for _, low, _, fields, below in numdb.get("cn/loc").prefixes:
        for code, name in ((low, fields["province"]), *_below(low, below)):
            if not PLACEHOLDER.fullmatch(name):
                yield Named(code.ljust(12, "0"), name, SOURCE)


def _below(province: str, below: Iterable[Any]) -> Iterator[tuple[str, str]]:
    """Codes of six digits; names that ended before today are left out."""
    for _, low, _, fields, _ in below:
        for match in _NAME.finditer(fields.get("county", "")):
            if not match["until"] and low != "0000":
                yield province + low, match["name"]


def find_places(wanted: str) -> list[Named]:
    """Places of a name, with or without its last word (广安, 广安市), or of a code."""
    if wanted.isdigit():
        one = list_places().get(wanted.ljust(12, "0"))
        return [one] if one else []
    exact = [one for one in list_places().values() if one.name == wanted]
    return exact or [one for one in list_places().values() if _SUFFIX.sub("", one.name) == wanted]


def suggest_place(wanted: str) -> str | None:
    """The place that sounds alike (广按, guangan), cities first, or with one of three characters wrong."""
    sound = _sound(wanted)
    same = [one for one in list_places().values() if sound and _sound(one.name) == sound]
    if same:
        return min(same, key=lambda one: not one.name.endswith("市")).name
    near = process.extractOne(wanted, [one.name for one in list_places().values()], score_cutoff=CLOSE_ENOUGH)
    return near[0] if near else None


def _sound(name: str) -> str:
    return "".join(lazy_pinyin(_SUFFIX.sub("", name))).lower()


def whole_name(one: Named) -> str:
    """The name behind those of its province and city, which tell it from others of the same name."""
    above = (list_places().get(one.code[:digits].ljust(12, "0")) for digits in (2, 4))
    return "".join([*(each.name for each in above if each and each.code != one.code), one.name])
