"""The format of case files, and running one: a base workspace, what a case changes, what is found.

A case is a text of a sentence and sections:

    What the case shows.
    === menus/grids/chaojing-1.yaml        the whole file; an empty body deletes it
    === menus/x.yaml encoding=gbk          also utf-8-sig, base64 (any bytes), crlf, empty (no bytes)
    === today                              the day of the check
    === expect                             what is found, in order; each with the text it points at

`GRIDPRESS_ACCEPT=1 pytest` rewrites the last section.
"""

from __future__ import annotations

import base64
import datetime
import os
import re
import shutil
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from generator.publishing.checking import check_workspace
from generator.reading.loading import load_document

if TYPE_CHECKING:
    from generator.diagnostics import Diagnostic

CASES = Path(__file__).parent
BASE = CASES / "base"
_HEADER = re.compile(r"^=== (\S+)(?: encoding=(\S+))?\n", re.MULTILINE)
LONGEST = 60


@dataclass(frozen=True)
class Case:
    """A case file, read."""

    path: Path
    files: dict[str, bytes | None]
    today: datetime.date | None
    expect: str
    head: str


def read_case(path: Path) -> Case:
    """Read a case; `head` is all that stands before what it expects."""
    text = path.read_text("utf-8")
    marks = list(_HEADER.finditer(text))
    ends = [mark.start() for mark in marks[1:]] + [len(text)]
    files: dict[str, bytes | None] = {}
    today, expect, head = None, "", text
    for mark, end in zip(marks, ends, strict=True):
        body = text[mark.end() : end]
        if mark[1] == "today":
            today = datetime.date.fromisoformat(body.strip())
        elif mark[1] == "expect":
            expect, head = body, text[: mark.start()]
        else:
            files[mark[1]] = _encode(body, mark[2] or "utf-8")
    return Case(path, files, today, expect, head)


def _encode(body: str, encoding: str) -> bytes | None:
    if encoding == "empty":
        return b""
    if encoding == "base64":
        return base64.b64decode(body)
    if encoding == "crlf":
        return body.replace("\n", "\r\n").encode()
    return body.encode(encoding) if body else None


def write_workspace(case: Case, root: Path) -> None:
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
    """Findings as lines, each followed by the text that it points at."""
    lines = []
    for one in found:
        document = load_document(root, one.place.file)
        span = document.locate(one.place)
        spot = f"{span.line}:{span.column}-{span.end_line}:{span.end_column}"
        lines.append(f"{one.place.file}:{spot} {one.severity.label} {one.code} {one.message.zh}")
        end = span.end_column if span.end_line == span.line else None
        quoted = document.line(span.line)[span.column - 1 : end and end - 1]
        lines.append(f"    「{quoted[:LONGEST]}{'…' * (len(quoted) > LONGEST)}」")
    return "".join(f"{line}\n" for line in lines)


def run_case(path: Path, root: Path) -> list[Diagnostic]:
    """Run one case below `root`; fails, or rewrites the case, when something else is found."""
    case = read_case(path)
    write_workspace(case, root)
    found = find_all(root, case.today)
    actual = describe(root, found)
    if os.environ.get("GRIDPRESS_ACCEPT"):
        path.write_text(f"{case.head}=== expect\n{actual}", "utf-8")
    else:
        assert actual == case.expect, f"{path.name}: accept with GRIDPRESS_ACCEPT=1 pytest"
    return found
