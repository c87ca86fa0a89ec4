"""Printed handbooks and posters: tagged PDFs (PDF/UA-1 and PDF/A-2a) for each grid.

Typst sets them. What entries say reaches it as JSON, never as markup, so that `#`, `$` or `<` in a
field is printed as it stands. The date of the view dates the file: same content, same bytes.
"""

import datetime
import hashlib
import os
import threading
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, replace
from pathlib import Path
from typing import cast

import typst
from pydantic_core import to_json

from generator.artifact import Artifact
from generator.catalogue import Catalogue
from generator.diagnostics import Diagnostic, OutputError
from generator.facts.clock import city_midnight
from generator.outputs.fonts import Fonts, scan_fonts
from generator.outputs.handbook_glyphs import check_missing, mark_missing, parse_missing
from generator.outputs.qr import render_qr
from generator.views.handbook import HandbookView, view_handbook

TEMPLATES = Path(__file__).resolve().parent.parent / "templates" / "handbook"
STANDARDS: list["typst.PDFStandard"] = ["ua-1", "a-2a"]
LARGE_PRINT = "?big=1"
"""What the code of a poster adds to the address: whoever scans it in a stairwell is most likely old."""
MANY = 16
"""Handbooks from which more threads pay."""
MOST_THREADS = 4
"""Typst itself spreads one handbook over processors, so that more threads only take memory."""
AGING = 9
"""Runs that a handbook counts for in the typesetter's cache: more take time, fewer take memory."""
_LIFETIME = 11
"""Runs after which the typesetter's cache has forgotten everything."""
_VERSION_LENGTH = 8
_local = threading.local()


@dataclass(frozen=True, slots=True)
class Edition:
    """One printed form: the folder of the site, what follows the grid's id in names, template and paper."""

    folder: str
    suffix: str
    template: str
    paper: str

    def path(self, grid_id: str) -> str:
        """Where it lies in the site; no id holds an underscore."""
        return f"{self.folder}/{grid_id}{self.suffix}.pdf"


HANDBOOK = Edition("handbooks", "", "handbook.typ", "a5")
POSTERS = tuple(Edition("posters", f"_poster-{paper}", "poster.typ", paper) for paper in ("a4", "a3"))
EDITIONS = (HANDBOOK, *POSTERS)


@dataclass(frozen=True, slots=True)
class Job:
    """What it takes to set one edition of one grid; `data` is JSON, `stamp` seconds since 1970."""

    grid_id: str
    data: str
    stamp: int
    folders: tuple[str, ...]
    edition: Edition = HANDBOOK


@dataclass(frozen=True, slots=True)
class Sheets:
    """What came of a job: the PDF, or what the typesetter said instead; characters that no font has."""

    grid_id: str
    path: str
    pdf: bytes
    report: str = ""
    missing: tuple[str, ...] = ()


def render_handbooks(
    catalogue: Catalogue,
    grid_ids: Sequence[str],
    site_url: str,
    fonts: Fonts,
    editions: Sequence[Edition] = (HANDBOOK,),
) -> Iterator[Artifact | Diagnostic]:
    """These editions of these grids, in order, each behind findings on characters that no font has.

    Such a character is printed as `MARK`. `site_url` is the address that QR codes lead to, "" for none.
    Raises OutputError when the typesetter fails for other reasons.
    """
    made = city_midnight(catalogue.profile.time_zone, catalogue.today)
    whole = (make_job(view_handbook(catalogue, one), site_url, fonts, made) for one in grid_ids)
    jobs = (replace(one, edition=edition) for one in whole for edition in editions)
    told: set[Diagnostic] = set()
    for sheets in _run(jobs, len(grid_ids) * len(editions)):
        if sheets.report:
            raise _failure(sheets)
        view = view_handbook(catalogue, sheets.grid_id) if sheets.missing else None
        for found in check_missing(catalogue, view, sheets.missing) if view else ():
            if found not in told:
                told.add(found)
                yield found
        yield Artifact(sheets.path, sheets.pdf)


def make_job(view: HandbookView, site_url: str, fonts: Fonts, made: datetime.datetime) -> Job:
    """Everything that one handbook is made from, as plain text; `made` is the date of the PDF."""
    site = f"{site_url.rstrip('/')}/" if site_url else ""
    paths = [
        view.path,
        view.path + LARGE_PRINT,
        *(card.path for group in view.menu for card in group.services),
    ]
    paths += [card.path for card in view.cards]
    guides = [one.guide.link for group in view.menu for one in group.services if one.guide]
    undated = _undated(view)
    data = {
        "version": _digest(undated),
        "date": view.date,
        "site": site,
        "fonts": fonts.families,
        "qr": {path: render_qr(site + path) for path in paths if site}
        | {link: render_qr(link) for link in guides},
    }
    whole = b'{"view":' + undated + b"," + to_json(data)[1:]
    return Job(view.grid_id, whole.decode(), int(made.timestamp()), fonts.folders)


def version_of(view: HandbookView) -> str:
    """A short name of the content: the same as long as nothing but the date differs."""
    return _digest(_undated(view))


def _undated(view: HandbookView) -> bytes:
    return to_json(replace(view, date=""))


def _digest(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()[:_VERSION_LENGTH]


def _run(jobs: Iterable[Job], count: int) -> Iterator[Sheets]:
    """Set handbooks here, or, when there are many, in one thread for each processor.

    Typst lets go of Python's lock while it works, and threads share its cache: processes were no
    faster, each took a cache of its own, and a calling script would have to be guarded for them.
    """
    workers = min(os.cpu_count() or 1, MOST_THREADS)
    if count < MANY or workers < 2:  # noqa: PLR2004 - one thread would only be waited for
        yield from map(typeset, jobs)
        return
    with ThreadPoolExecutor(workers) as pool:
        waiting: deque[Future[Sheets]] = deque()
        for job in jobs:
            waiting.append(pool.submit(typeset, job))
            if len(waiting) > 2 * workers:
                yield waiting.popleft().result()
        for one in waiting:
            yield one.result()
    forget(_LIFETIME)


def typeset(job: Job) -> Sheets:
    """Set one handbook; what no font can show is named, marked and set again."""
    missing: tuple[str, ...] = ()
    while True:
        sheets = _set(job)
        unknown = parse_missing(sheets.report)
        marked = mark_missing(job.data, unknown)
        if marked == job.data:
            return replace(sheets, missing=missing)
        missing += unknown
        job = replace(job, data=marked)


def _set(job: Job) -> Sheets:
    inputs = {"handbook": job.data, "paper": job.edition.paper}
    path = job.edition.path(job.grid_id)
    try:
        pdf, _ = open_compiler(job.folders, job.edition.template).compile_with_warnings(
            format="pdf", sys_inputs=inputs, pdf_standards=STANDARDS, timestamp=job.stamp
        )
    except typst.TypstError as error:
        return Sheets(job.grid_id, path, b"", error.diagnostic or error.message)
    finally:
        forget(AGING)
    return Sheets(job.grid_id, path, cast("bytes", pdf))


def forget(runs: int) -> None:
    """Age the typesetter's cache, which keeps what the last ten runs used: some 80 MB a handbook."""
    blank = typst.Compiler(
        b"\n", font_paths=typst.Fonts(include_system_fonts=False, include_embedded_fonts=False)
    )
    for _ in range(runs):
        blank.compile(b"\n", format="pdf")


def open_compiler(folders: tuple[str, ...], template: str) -> typst.Compiler:
    """One compiler for each template in a thread: it parses the template once."""
    known: dict[tuple[tuple[str, ...], str], typst.Compiler] = vars(_local).setdefault("compilers", {})
    if (folders, template) not in known:
        known[folders, template] = typst.Compiler(
            TEMPLATES / template, root=TEMPLATES, font_paths=scan_fonts(folders), ignore_system_fonts=True
        )
    return known[folders, template]


def _failure(sheets: Sheets) -> OutputError:
    first = sheets.report.strip().splitlines()[0]
    return OutputError(
        f"网格 {sheets.grid_id} 的手册排不出来：{first}", f"the handbook of {sheets.grid_id} failed: {first}"
    )
