"""Grids, and the places that they cover."""

import re
from collections.abc import Iterator

from generator.catalogue import Catalogue, Entry
from generator.diagnostics import Text
from generator.facts.presence import supervision_phone
from generator.facts.publication import has_ended
from generator.locale.spelling import fold
from generator.locale.zh import GRID_FUNCTIONS, GRID_KINDS
from generator.model import Grid
from generator.views.addresses import page_path
from generator.views.contact import calls_of_grid
from generator.views.ended import ENDED
from generator.views.grid import (
    GridView,
    name_places,
    view_ended_grid,
    view_grid,
    view_grid_ground,
    view_grid_services,
)
from generator.views.open_records import FIRST_EDITION, GridRecord
from generator.views.person import people_of_grid
from generator.views.pieces import Link, cut_text, join_names, join_sentences, phone_words, plain_text
from generator.views.projections import (
    NOTE,
    Change,
    Chapter,
    DataSet,
    Detail,
    Extra,
    Findable,
    Listing,
    NotShown,
    Pages,
    Publication,
    SearchDocument,
    Section,
    Thing,
)
from generator.views.reference_rows import list_grids
from generator.views.ways_to_grid import division_map_paths, view_division, view_ways, ways_pages

_LIST = r"\d{1,4}(?:-\d{1,4})?(?:[、,和及]\d{1,4}(?:-\d{1,4})?)*"
_NUMBERS = re.compile(rf"({_LIST})([单双]号|号楼|[幢栋座号弄组#])")
_UNIT_WITHIN = re.compile(r"(?<=\d)(?:号楼|[幢栋座号弄组#])(?=[-、,和及]\d)")
_TO = re.compile(r"(?<=\d)[至到~](?=\d)|(?<=[幢栋座号弄组#楼])[至到~](?=\d)")
_SIDES = {"单": 1, "双": 0}
_MOST_NUMBERS = 1000


def _has_begun(catalogue: Catalogue, grid: Entry[Grid]) -> bool:
    return (grid.value.valid_from or catalogue.today) <= catalogue.today


def _is_live(catalogue: Catalogue, name: str) -> bool:
    return catalogue.is_live(catalogue.grids[name])


def _has_ended(catalogue: Catalogue, name: str) -> bool:
    return has_ended(catalogue, catalogue.grids[name])


def _documents(catalogue: Catalogue) -> Iterator[SearchDocument]:
    for one in catalogue.live_grids:
        grid, path = one.value, page_path("grid", one.id)
        places = "、".join(place.name for place in grid.covers)
        people = people_of_grid(catalogue, one.id)
        phones = phone_words(grid.night_phone, *(person.phone.text for person in people if person.phone))
        text = join_sentences(catalogue.name_of("division", grid.community), places, phones)
        short = grid.name.removeprefix(catalogue.name_of("division", grid.community))
        aliases = (*grid.aliases, short, grid.code) if short != grid.name else (*grid.aliases, grid.code)
        calls, note = calls_of_grid(catalogue, one.id), cut_text(name_places(grid), NOTE)
        yield SearchDocument("grid", grid.name, path, aliases, text, note, calls)
        note = cut_text(f"归{grid.name}（{_name_divisions(catalogue, grid)}）", NOTE)
        for place in grid.covers:
            numbers = " ".join(_numbers(" ".join((place.name, *place.aliases, place.address or ""))))
            text = join_sentences(place.address or "", numbers)
            yield SearchDocument("place", place.name, path, place.aliases, text, note, calls)
        for point in grid.points:
            yield SearchDocument("place", point.name, path, (point.kind,), point.address or "", note, calls)


def _name_divisions(catalogue: Catalogue, grid: Grid) -> str:
    """The divisions that tell a place from one of the same name elsewhere: `东礁县星罗镇`."""
    above = (one.value for one in catalogue.lineage(grid.community) if one.value.level not in {"省", "市"})
    return "".join(reversed([one.name for one in above if not grid.name.startswith(one.name)]))


def _numbers(text: str) -> Iterator[str]:
    """Each house number that a text says: `1、3-4 幢` gives `1幢`, `3幢`, `4幢`; `1-3 单号` `1号`, `3号`."""
    plain = _TO.sub("-", fold(text).replace(" ", ""))
    said = {side for word, side in _SIDES.items() if f"{word}号" in plain or f"{word}数" in plain}
    for listed, word in _NUMBERS.findall(_UNIT_WITHIN.sub("", plain)):
        unit = "号" if word[0] in _SIDES else "幢" if word == "#" else word
        for first, _, last in (part.partition("-") for part in re.split("[、,和及]", listed)):
            numbers = range(int(first), int(last or first) + 1)[:_MOST_NUMBERS]
            yield from (f"{one}{unit}" for one in numbers if not said or one % 2 in said)


def _records(catalogue: Catalogue) -> Iterator[GridRecord]:
    for one in catalogue.live_grids:
        value = one.value
        community = catalogue.divisions.get(value.community)
        yield GridRecord(
            one.id,
            value.code,
            value.name,
            GRID_KINDS[value.kind],
            GRID_FUNCTIONS[value.function],
            community.value.name if community else "",
            community.value.code if community else "",
            value.households,
            tuple(place.name for place in value.covers),
            supervision_phone(catalogue, value),
            value.night_phone or "",
            value.valid_from.isoformat() if value.valid_from else "",
            page_path("grid", one.id),
            *(
                value.community,
                "".join(list_grids(catalogue, [value.parent or ""])),
                value.aliases,
                plain_text(value.intro),
            ),
        )


def _dated(catalogue: Catalogue) -> Iterator[Change]:
    for grid in catalogue.live_grids:
        value, url = grid.value, page_path("grid", grid.id)
        old = [catalogue.grids[name].value.name for name in value.replaces if name in catalogue.grids]
        if len(old) > 1:
            kind, sentence = "merged", Text("{old}合并成{new}。", "{old} were merged into {new}.")
        elif old:
            kind, sentence = "redrawn", Text("{old}调整为{new}。", "{old} became {new}.")
        else:
            kind, sentence = "new", Text("新设网格{new}。", "new grid: {new}.")
        filled = sentence.format(old=join_names(old), new=value.name)
        subjects = tuple(f"grid/{name}" for name in (*value.replaces, grid.id))
        yield Change(f"grid-{kind}", subjects, filled, url, value.valid_from)


PUBLICATION = Publication(
    kind="grid",
    pages=Pages(
        Link("网格", "grids/index.html"),
        (
            Listing("grids.html.j2", view_ways, lambda catalogue: len(ways_pages(catalogue))),
            Extra("division_map.html.j2", view_division, division_map_paths),
            Detail("grid.html.j2", view_grid, only=_is_live),
            Detail("area_services.html.j2", view_grid_services, only=_is_live, part="services"),
            Detail("ground.html.j2", view_grid_ground, only=_is_live, part="places"),
            Detail(ENDED, view_ended_grid, only=_has_ended),
        ),
        _has_begun,
    ),
    search=Findable("网格", _documents),
    open_data=DataSet(
        "grids",
        Text("网格", "Grids"),
        Text("现在启用的全部网格，不含人员姓名。", "All grids in force, without names of people."),
        FIRST_EDITION,
        GridRecord,
        _records,
    ),
    changes=Section("grid", Text("网格", "Grids")),
    dated=_dated,
    feed=NotShown("it is what a feed is for, not what is in it"),
    structured_data=Thing(GridView, "AdministrativeArea"),
    handbook=(
        Chapter("duty", Text("值班电话", "duty phone")),
        Chapter("night", Text("24小时电话", "24-hour phone")),
        Chapter("channels", Text("反映渠道", "channels")),
        Chapter("grounds", Text("包括哪些地方", "ground")),
        Chapter("points", Text("急用的点位", "emergency points")),
        Chapter("map", Text("网格图", "map")),
    ),
)
