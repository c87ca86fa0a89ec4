"""The format of case files, and running one: a base workspace, what a case changes, what is found.

A case is a text of a sentence and sections:

    What the case shows.
    === from                               another case of the folder, whose files and day come first
    bad
    === menus/grids/chaojing-1.yaml        the whole file; an empty body deletes it
    === menus/grids/chaojing-1.yaml set    only the keys that change, see patching.py
    === menus/grids/b.yaml like=menus/grids/a.yaml   a new file: another one with keys that change
    === menus/x.yaml encoding=gbk          also utf-8-sig, base64 (any bytes), crlf, empty (no bytes)
    === today                              the day of the check
    === passes                             an `edge` has two halves: here follow files and day of the last
    === fails                              value that passes, here those of the first that doesn't
    === expect                             what is found, in order; the text it points at, what to do

Of an `edge` the half that passes finds nothing at all, the half that fails what is expected.
`GRIDPRESS_ACCEPT=1 pytest` rewrites the last section.
"""

import base64
import datetime
import os
import re
import shutil
from dataclasses import dataclass, field
from pathlib import Path

from cases.patching import patch_text

from generator.diagnostics import Diagnostic, Place
from generator.publishing.checking import check_workspace
from generator.reading.loading import load_document

CASES = Path(__file__).parent
BASE = CASES / "base"
_HEADER = re.compile(r"^=== (\S+)(?: (set)| like=(\S+)| encoding=(\S+))?\n", re.MULTILINE)
LONGEST = 60


@dataclass
class Setup:
    """What a case changes: files of the base workspace, and the day."""

    files: dict[str, bytes | None] = field(default_factory=dict)
    today: datetime.date | None = None

    def replace(self, name: str, data: bytes | None) -> None:
        """Write a whole file, or take it away."""
        if data is None and not (BASE / name).exists():
            del self.files[name]
        else:
            self.files[name] = data

    def patch(self, name: str, patch: str, like: str) -> None:
        """Change a few keys of a file, be it the base's or the case's own."""
        data = self.files.get(like) or (BASE / like).read_bytes()
        self.files[name] = patch_text(data.decode(), patch).encode()


@dataclass
class Case(Setup):
    """A case file, read; `head` is all that stands before what it expects."""

    expect: str = ""
    head: str = ""
    passing: Setup | None = None


def read_case(path: Path) -> Case:
    """Read a case; an edge's own files are those of the half that fails."""
    head, _, expect = path.read_text("utf-8").partition("=== expect\n")
    shared, _, halves = head.partition("=== passes\n")
    passes, _, fails = halves.partition("=== fails\n")
    setup = _read_setup(path, shared + fails)
    passing = _read_setup(path, shared + passes) if halves else None
    return Case(setup.files, setup.today, expect, head, passing)


def _read_setup(path: Path, text: str) -> Setup:
    setup = Setup()
    marks = list(_HEADER.finditer(text))
    ends = [mark.start() for mark in marks[1:]] + [len(text)]
    for mark, end in zip(marks, ends, strict=False):
        body = text[mark.end() : end]
        if mark[1] == "from":
            first = read_case(path.with_name(f"{body.strip()}.case"))
            setup = Setup(first.files, first.today)
        elif mark[1] == "today":
            setup.today = datetime.date.fromisoformat(body.strip())
        elif mark[2] or mark[3]:
            setup.patch(mark[1], body, like=mark[3] or mark[1])
        else:
            setup.replace(mark[1], _encode(body, mark[4] or "utf-8"))
    return setup


def _encode(body: str, encoding: str) -> bytes | None:
    if encoding == "empty":
        return b""
    if encoding == "base64":
        return base64.b64decode(body)
    if encoding == "crlf":
        return body.replace("\n", "\r\n").encode()
    return body.encode(encoding) if body else None


def write_workspace(case: Setup, root: Path) -> None:
    """The base workspace with the case's changes, below `root`."""
    shutil.copytree(BASE, root, dirs_exist_ok=True)
    for name, data in case.files.items():
        file = root / name
        if data is None:
            file.unlink()
        else:
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(data)


def find_all(root: Path, today: datetime.date | None = None) -> list[Diagnostic]:
    """All that loading and the rules find, less what the profile waives."""
    return check_workspace(root, today=today).found


def describe(root: Path, found: list[Diagnostic]) -> str:
    """Findings as lines, each followed by the text that it points at, places beside it, and what to do."""
    lines = []
    for one in found:
        spot, quoted = quote(root, one.place)
        lines += [f"{spot} {one.severity.label} {one.code} {one.message.zh}", f"    「{quoted}」"]
        for other in one.related:
            spot, quoted = quote(root, other.place)
            lines.append(f"    {spot} {other.note.zh}「{quoted}」")
        lines += [f"    {one.lapse.text.zh}"] if one.lapse else []
        lines += [f"    → {one.hint.zh}"] if one.hint else []
    return "".join(f"{line}\n" for line in lines)


def quote(root: Path, place: Place) -> tuple[str, str]:
    """File, lines and columns of a place, and what stands there."""
    document = load_document(root, place.file)
    span = document.locate(place)
    end = span.end_column if span.end_line == span.line else None
    quoted = document.line(span.line)[span.column - 1 : end and end - 1]
    spot = f"{place.file}:{span.line}:{span.column}-{span.end_line}:{span.end_column}"
    return spot, f"{quoted[:LONGEST]}{'…' * (len(quoted) > LONGEST)}"


def run_case(path: Path, root: Path) -> list[Diagnostic]:
    """Run one case below `root`; fails, or rewrites the case, when something else is found."""
    case = read_case(path)
    if case.passing:
        assert check_setup(case.passing, root / "passes")[0] == "", f"{path}: the half that passes"
    actual, found = check_setup(case, root / "fails" if case.passing else root)
    if os.environ.get("GRIDPRESS_ACCEPT"):
        path.write_text(f"{case.head}=== expect\n{actual}", "utf-8")
    else:
        assert actual == case.expect, f"{path.name}: accept with GRIDPRESS_ACCEPT=1 pytest"
    return found


def check_setup(setup: Setup, root: Path) -> tuple[str, list[Diagnostic]]:
    """What is found in the workspace, in words and as it is."""
    write_workspace(setup, root)
    found = find_all(root, setup.today)
    return describe(root, found), found
