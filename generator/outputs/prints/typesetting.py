"""Typst sets pages from a template and data, here or in threads.

What entries say reaches it as JSON, never as markup, so that `#`, `$` or `<` in a field is printed as it
stands. The date of the view dates the file: same content, same bytes.
"""

import os
import threading
from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, replace
from pathlib import Path
from typing import cast

import typst

from generator.outputs.prints.fonts import scan_fonts
from generator.outputs.prints.glyphs import Missing, find_missing, list_clusters, mark_missing, parse_missing

TEMPLATES = Path(__file__).resolve().parents[2] / "templates" / "prints"
STANDARDS: list["typst.PDFStandard"] = ["ua-1", "a-2a"]
MANY = 16
"""Handbooks from which more threads pay."""
MOST_THREADS = 4
"""Typst itself spreads one handbook over processors, so that more threads only take memory."""
AGING = 9
"""Runs that a handbook counts for in the typesetter's cache: more take time, fewer take memory."""
_LIFETIME = 11
"""Runs after which the typesetter's cache has forgotten everything."""
_local = threading.local()


@dataclass(frozen=True, slots=True)
class Job:
    """What it takes to set one file for one grid; `data` is JSON, `stamp` seconds since 1970."""

    grid_id: str
    path: str
    data: str
    stamp: int
    folders: tuple[str, ...]
    template: str = "handbook.typ"
    paper: str = "a5"


@dataclass(frozen=True, slots=True)
class Printed:
    """What came of a job: the PDF, or what the typesetter said instead; characters that no font has."""

    grid_id: str
    path: str
    pdf: bytes
    report: str = ""
    missing: frozenset[Missing] = frozenset()


def run(jobs: Iterable[Job], count: int) -> Iterator[Printed]:
    """Set them here, or, when there are many, in one thread for each processor.

    Typst lets go of Python's lock while it works, and threads share its cache: processes were no
    faster, each took a cache of its own, and a calling script would have to be guarded for them.
    """
    workers = min(os.cpu_count() or 1, MOST_THREADS)
    if count < MANY or workers < 2:  # noqa: PLR2004 - one thread would only be waited for
        yield from map(typeset, jobs)
        return
    with ThreadPoolExecutor(workers) as pool:
        waiting: deque[Future[Printed]] = deque()
        for job in jobs:
            waiting.append(pool.submit(typeset, job))
            if len(waiting) > 2 * workers:
                yield waiting.popleft().result()
        for one in waiting:
            yield one.result()
    forget(_LIFETIME)


def typeset(job: Job) -> Printed:
    """Set one handbook; what no font can show is named, marked and set again."""
    data, clusters = job.data, set[str]()
    while True:
        printed = _set(replace(job, data=data))
        unknown = parse_missing(printed.report)
        new = list_clusters(data, unknown) if unknown else ()
        if not new:
            return replace(printed, missing=find_missing(job.data, clusters))
        clusters.update(new)
        data = mark_missing(data, new)


def _set(job: Job) -> Printed:
    inputs = {"data": job.data, "paper": job.paper}
    try:
        pdf, _ = open_compiler(job.folders, job.template).compile_with_warnings(
            format="pdf", sys_inputs=inputs, pdf_standards=STANDARDS, timestamp=job.stamp
        )
    except typst.TypstError as error:
        return Printed(job.grid_id, job.path, b"", error.diagnostic or error.message)
    finally:
        forget(AGING)
    return Printed(job.grid_id, job.path, cast("bytes", pdf))


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
