"""Grids, and the places that they cover."""

import re
from collections.abc import Iterator

from generator.catalogue import Catalogue, Entry
from generator.diagnostics import Text
from generator.facts.presence import supervision_phone
from generator.facts.publication import has_ended
from generator.locale.zh import GRID_FUNCTIONS, GRID_KINDS
from generator.model import Grid
from generator.views.addresses import page_path
from generator.views.community import grid_index_pages, view_grids
from generator.views.ended import ENDED
from generator.views.grid import GridView, view_ended_grid, view_grid
from generator.views.open_records import GridRecord
from generator.views.person import people_of_grid
from generator.views.pieces import Link, cut_text, join_names, join_sentences, phone_words
from generator.views.projections import (
    NOTE,
    Change,
    Chapter,
    DataSet,
    Detail,
    Findable,
    Listing,
    NotShown,
    Pages,
    Publication,
    SearchDocument,
    Section,
    Thing,
)

_RANGE = re.compile(r"(\d{1,4}) ?[-至到~～—] ?(\d{1,4}) ?(号楼|[幢栋座号])")
_MOST_BUILDINGS = 200


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
        first = next((person for person in people if person.phone), None)
        contact = f"{first.role} {first.name} {first.phone.text}" if first and first.phone else places
        phones = phone_words(grid.night_phone, *(person.phone.text for person in people if person.phone))
        text = join_sentences(catalogue.name_of("division", grid.community), places, phones)
        short = grid.name.removeprefix(catalogue.name_of("division", grid.community))
        aliases = (*grid.aliases, short, grid.code) if short != grid.name else (*grid.aliases, grid.code)
        yield SearchDocument("grid", grid.name, path, aliases, text, cut_text(contact, NOTE))
        note = cut_text(f"归{grid.name}，{contact}" if first else f"归{grid.name}", NOTE)
        for place in grid.covers:
            url = f"{path}#ground"
            text = join_sentences(place.address or "", " ".join(_buildings(place.name)))
            yield SearchDocument("place", place.name, url, place.aliases, text, note)


def _buildings(name: str) -> Iterator[str]:
    """Each building of a range in the name of a place: `1-3 幢` gives `1幢`, `2幢`, `3幢`."""
    for first, last, word in _RANGE.findall(name):
        if int(last) - int(first) < _MOST_BUILDINGS:
            yield from (f"{number}{word}" for number in range(int(first), int(last) + 1))


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
            Listing("listing.html.j2", view_grids, lambda catalogue: len(grid_index_pages(catalogue))),
            Detail("grid.html.j2", view_grid, only=_is_live),
            Detail(ENDED, view_ended_grid, only=_has_ended),
        ),
        _has_begun,
    ),
    search=Findable("网格", _documents),
    open_data=DataSet("grids", "网格", "现在启用的全部网格，不含人员姓名。", GridRecord, _records),
    changes=Section("grid", Text("网格", "Grids")),
    dated=_dated,
    feed=NotShown("it is what a feed is for, not what is in it"),
    structured_data=Thing(GridView, "AdministrativeArea"),
    handbook=(
        Chapter("duty", Text("值班电话", "duty phone")),
        Chapter("night", Text("24小时电话", "24-hour phone")),
        Chapter("channels", Text("反映渠道", "channels")),
        Chapter("grounds", Text("包括哪些地方", "ground")),
        Chapter("map", Text("网格图", "map")),
    ),
)
