"""Typst sets pages from a template and data.

What entries say reaches it as JSON, never as markup, so that `#`, `$` or `<` in a field is printed as it
stands. The date of the view dates the file: same content, same bytes.
"""

import json
import shutil
import threading
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path
from typing import Any, cast

import typst

from generator.outputs.prints.fonts import scan_fonts
from generator.outputs.prints.glyphs import Missing, find_missing, list_clusters, mark_missing, parse_missing
from generator.outputs.prints.heights import Heights
from generator.scratch import keep_scratch

TEMPLATES = Path(__file__).resolve().parents[2] / "templates" / "prints"
STANDARDS: list["typst.PDFStandard"] = ["ua-1", "a-2a"]
AGING = 9
"""Runs that a file counts for in the typesetter's cache: more take time, fewer take memory."""
_DATA = "data.json"
_RESTLESS = "did not converge"
"""What the typesetter says when pages still changed in its last attempt: their numbers may be wrong then."""
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


def typeset(job: Job) -> Printed:
    """Set one file; what no font can show is named, marked and set again."""
    data, clusters = job.data, set[str]()
    while True:
        printed = _set(replace(job, data=data))
        unknown = parse_missing(printed.report)
        new = list_clusters(data, unknown) - clusters if unknown else ()
        if not new:
            return replace(printed, missing=find_missing(job.data, clusters))
        clusters.update(new)
        data = mark_missing(data, new)


def _set(job: Job) -> Printed:
    typesetter = open_typesetter(job.folders)
    try:
        job = replace(job, data=typesetter.heights.add(typesetter, job.template, job.paper, job.data))
        pdf, warnings = _compile(typesetter, job, {"paper": job.paper})
        if any(_RESTLESS in one.message for one in warnings):
            pdf, _ = _compile(typesetter, job, {"paper": job.paper, "steady": "yes"})
    except typst.TypstError as error:
        return Printed(job.grid_id, job.path, b"", error.diagnostic or error.message)
    finally:
        typesetter.forget(AGING)
    return Printed(job.grid_id, job.path, pdf)


def _compile(
    typesetter: "Typesetter", job: Job, inputs: dict[str, str]
) -> tuple[bytes, list[typst.TypstWarning]]:
    pdf, warnings = typesetter.lay(job.template, job.data, job.paper).compile_with_warnings(
        format="pdf", sys_inputs=inputs, pdf_standards=STANDARDS, timestamp=job.stamp
    )
    return cast("bytes", pdf), warnings


class Typesetter:
    """Typst with a folder of its own, where the templates stand beside what they read.

    As a file, and not as a value of the whole program: what two runs share is then set once, since Typst
    knows which pieces have read the data and which have not.
    """

    def __init__(self, folders: tuple[str, ...]) -> None:
        self._fonts = scan_fonts(folders)
        self._compilers: dict[tuple[str, str], typst.Compiler] = {}
        self.heights = Heights()

    @cached_property
    def _folder(self) -> Path:
        folder = keep_scratch()
        shutil.copytree(TEMPLATES, folder, dirs_exist_ok=True)
        return folder

    def lay(self, template: str, data: str, paper: str = "a4") -> typst.Compiler:
        """The compiler of a template on a paper, once its data lies ready."""
        (self._folder / _DATA).write_text(data, "utf-8", newline="")
        if (template, paper) not in self._compilers:
            self._compilers[template, paper] = typst.Compiler(
                self._folder / template,
                root=self._folder,
                font_paths=self._fonts,
                ignore_system_fonts=True,
                sys_inputs={"paper": paper},
            )
        return self._compilers[template, paper]

    def ask(self, template: str, paper: str, data: str, label: str) -> Any:  # noqa: ANN401 - as the template answers
        """What a template tells below a label, of this data on this paper."""
        return json.loads(self.lay(template, data, paper).query(label, field="value", one=True))

    @cached_property
    def _blank(self) -> typst.Compiler:
        nothing = typst.Fonts(include_system_fonts=False, include_embedded_fonts=False)
        return typst.Compiler(b"\n", font_paths=nothing)

    def forget(self, runs: int) -> None:
        """Age the typesetter's cache, which keeps what the last ten runs used: some 80 MB a handbook."""
        for _ in range(runs):
            self._blank.compile(b"\n", format="pdf")


def open_typesetter(folders: tuple[str, ...]) -> Typesetter:
    """The typesetter of this thread."""
    known: dict[tuple[str, ...], Typesetter] = vars(_local).setdefault("typesetters", {})
    if folders not in known:
        known[folders] = Typesetter(folders)
    return known[folders]
