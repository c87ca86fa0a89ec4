"""Small scripts, one for each grid, from which `mine.js` fills the home page of whoever has chosen it."""

import datetime
from collections.abc import Iterator
from functools import singledispatch

from generator.artifact import Artifact
from generator.catalogue import Catalogue
from generator.outputs.escaping import dump_script
from generator.views.my_grid import DatedCall, EndedGrid, MyGrid, view_my_grids
from generator.views.notice import NoticeItem


def render_my_grids(catalogue: Catalogue) -> Iterator[Artifact]:
    """`mine/<id>.js` for each grid in force, each that has ended and each former id."""
    for name, view in view_my_grids(catalogue):
        data = dump_script(encode_grid(view))
        yield Artifact(f"mine/{name}.js", f"gridpressMine.take({dump_script(name)},{data});\n".encode())


@singledispatch
def encode_grid(view: MyGrid | EndedGrid | str) -> dict[str, object]:
    """What the script reads: the id of today, or what is known of a grid."""
    return {"now": view}


@encode_grid.register
def _live(view: MyGrid) -> dict[str, object]:
    return {
        "name": view.name,
        "path": view.path,
        "places": view.places,
        "community": view.community,
        "calls": [_encode_call(one) for one in view.calls],
        "notices": [_encode_notice(one) for one in view.notices],
    }


@encode_grid.register
def _ended(view: EndedGrid) -> dict[str, object]:
    successors = [(one.text, one.url) for one in view.successors]
    return {"name": view.name, "successors": successors, "lineage": view.lineage}


def _encode_call(one: DatedCall) -> tuple[str, ...]:
    """Label, note, number as shown and as dialled, first and last day."""
    number = one.call.phone.numbers[0]
    return one.call.label, one.call.note, number.text, number.href, *_days(one.shown.first, one.shown.last)


def _encode_notice(one: NoticeItem) -> tuple[str, ...]:
    """Title, address, days in words, first and last day."""
    title = f"【紧急】{one.title}" if one.urgent else one.title
    return title, one.url, f"到{one.expires}为止", *_days(one.shown.first, one.shown.last)


def _days(*days: datetime.date | None) -> tuple[str, ...]:
    return tuple(day.isoformat() if day else "" for day in days)
