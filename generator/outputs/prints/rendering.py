"""Editions of grids as PDF files, and findings on characters that no font has."""

import hashlib
from collections import OrderedDict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import fields, is_dataclass
from functools import lru_cache
from typing import Protocol, cast

from pydantic_core import to_json

from generator.artifact import Artifact
from generator.catalogue import Catalogue
from generator.diagnostics import Diagnostic, OutputError
from generator.facts.clock import city_midnight
from generator.facts.short_addresses import short_path
from generator.locale.zh import format_date
from generator.outputs.prints.edition import Edition, Sheet
from generator.outputs.prints.editions import HANDBOOK
from generator.outputs.prints.fonts import Fonts
from generator.outputs.prints.glyphs import Missing, check_missing
from generator.outputs.prints.typesetting import Job, Printed
from generator.outputs.prints.workers import run
from generator.outputs.qr import draw_qr
from generator.views.pieces import split_pages
from generator.views.prints.outline import Outline

_VERSION_LENGTH = 8
_PIECES = 128
"""Pieces of views that are remembered as they were written."""
_written: OrderedDict[int, tuple[object, bytes]] = OrderedDict()
BATCH = 8
"""Grids that are set one after the other, so that what neighbours share is set once."""


class Shelf(Protocol):
    """What is kept from an earlier run."""

    def holds(self, job: Job) -> bool:
        """Whether what comes of a job is there already; if not, it is about to be made."""

    def drop(self, path: str) -> None:
        """Keep nothing of a job that was set with findings: they are to be told again."""


def render_prints(  # noqa: PLR0913, PLR0917 - what to print, and how
    catalogue: Catalogue,
    grid_ids: Sequence[str],
    site_url: str,
    fonts: Fonts,
    editions: Sequence[Edition] = (HANDBOOK,),
    kept: Shelf | None = None,
) -> Iterator[Artifact | Diagnostic]:
    """These editions of these grids, neighbours together, and findings on what no font has behind them.

    Such a character is printed as `glyphs.MARK`. `site_url` is the address that QR codes lead to, "" for
    none; what is `kept` is left out. Raises OutputError when the typesetter fails for other reasons.
    """
    grids = split_pages(list(grid_ids), BATCH)
    batches = (_gather(catalogue, some, site_url, fonts, editions, kept) for some in grids if some)
    missing: dict[Missing, str] = {}
    for printed in run(batches, len(grid_ids) * len(editions)):
        if printed.report:
            raise _failure(printed)
        missing |= dict.fromkeys(printed.missing - missing.keys(), printed.grid_id)
        if kept and printed.missing:
            kept.drop(printed.path)
        yield Artifact(printed.path, printed.pdf)
    yield from check_missing(catalogue, missing)


def _gather(  # noqa: PLR0913, PLR0917 - as render_prints
    catalogue: Catalogue,
    grid_ids: Iterable[str],
    site_url: str,
    fonts: Fonts,
    editions: Sequence[Edition],
    kept: Shelf | None,
) -> list[Job]:
    """Jobs of neighbours, template by template: the typesetter remembers what it has just set."""
    jobs = [
        job
        for one in grid_ids
        for job in make_jobs(catalogue, one, site_url, fonts, editions)
        if not kept or not kept.holds(job)
    ]
    order = {edition.template: number for number, edition in reversed(list(enumerate(editions)))}
    return sorted(jobs, key=lambda job: order[job.template])


def render_texts(
    catalogue: Catalogue, grid_ids: Sequence[str], editions: Sequence[Edition]
) -> Iterator[Artifact]:
    """Editions of these grids that no typesetter is needed for."""
    for grid_id in grid_ids:
        for edition in editions:
            for sheet in edition.view(catalogue, grid_id):
                if edition.write:
                    yield Artifact(
                        edition.path(grid_id, sheet.subject), edition.write(cast("Outline", sheet.view))
                    )


def make_jobs(
    catalogue: Catalogue, grid_id: str, site_url: str, fonts: Fonts, editions: Iterable[Edition]
) -> Iterator[Job]:
    """All that the editions of one grid are made from, as plain text; editions share what they show."""
    made_on = _made_on(catalogue)
    shown = {}
    for edition in editions:
        if edition.view not in shown:
            sheets = edition.view(catalogue, grid_id)
            shown[edition.view] = [
                (sheet.subject, make_data(sheet, site_url, fonts, format_date(catalogue.today)))
                for sheet in sheets
            ]
        for subject, data in shown[edition.view]:
            path = edition.path(grid_id, subject)
            yield Job(grid_id, path, data, made_on, fonts.folders, edition.template, edition.paper)


def make_data(sheet: Sheet, site_url: str, fonts: Fonts, date: str) -> str:
    """What a template reads, as JSON: the view and what stands around it."""
    site = f"{site_url.rstrip('/')}/" if site_url else ""
    codes = [(one, one if "://" in one else site + short_path(one)) for one in sheet.codes]
    drawn = b",".join(_write_code(*one) for one in dict.fromkeys(codes) if "://" in one[1])
    view = _write_view(sheet.view)
    around = {"version": _name_version(view), "date": date, "site": site, "fonts": fonts.families}
    return (b'{"view":' + view + b',"qr":{' + drawn + b"}," + to_json(around)[1:]).decode()


def _write_view(view: object) -> bytes:
    """A view as JSON; pieces that the views of neighbours share are written once."""
    if not is_dataclass(view):
        return to_json(view)
    names = [one.name for one in fields(view)]
    written = (to_json(name) + b":" + _write_piece(getattr(view, name)) for name in names)
    return b"{" + b",".join(written) + b"}"


def _write_piece(piece: object) -> bytes:
    if not isinstance(piece, tuple) and not is_dataclass(piece):
        return to_json(piece)
    known = _written.get(id(piece))  # in hand, since another thread may drop it from the memory
    if known is None:
        if len(_written) >= _PIECES:
            _written.popitem(last=False)
        known = _written[id(piece)] = piece, to_json(piece)  # with the piece, so that its id is nobody else's
    return known[1]


@lru_cache(maxsize=8192)
def _write_code(path: str, address: str) -> bytes:
    return to_json(path) + b":" + to_json(draw_qr(address))


def version_of(view: object) -> str:
    """A short name of the content, whatever the day."""
    return _name_version(_write_view(view))


def _name_version(view: bytes) -> str:
    return hashlib.sha256(view).hexdigest()[:_VERSION_LENGTH]


def _made_on(catalogue: Catalogue) -> int:
    """The date of the files: the day of the view, so that the same content has the same bytes."""
    return int(city_midnight(catalogue.profile.time_zone, catalogue.today).timestamp())


def _failure(printed: Printed) -> OutputError:
    first = printed.report.strip().splitlines()[0]
    return OutputError(
        f"网格 {printed.grid_id} 的 {printed.path} 排不出来：{first}",
        f"{printed.path} of {printed.grid_id} failed: {first}",
    )
