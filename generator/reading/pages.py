"""What does not belong into the texts around the entries: hand-written pages, their look, the settings."""

import re
from collections.abc import Iterator
from pathlib import Path

from generator.diagnostics import Diagnostic, Severity
from generator.reading import faults
from generator.reading.documents import Document
from generator.reading.folders import IGNORED, leads_inside
from generator.reading.sources import check_repeats, load_source, parse_document

FOLDERS = {"content": (".md", ".csv", ".html"), "site_overrides": (".html", ".css", ".js", ".md")}
SETTINGS = "mkdocs.yml"
_HEAD = re.compile(r"---[ \t]*\r?\n(?:.*\n)*?(?=(?:---|\.\.\.)[ \t]*\r?$)", re.MULTILINE)
_NO_HEAD = {faults.EMPTY.code, faults.LIST.code, faults.NOT_A_MAPPING.code}
"""A line, text and a line again, which is none."""


def check_page_texts(root: Path) -> Iterator[Diagnostic]:
    """Unresolved merges, control characters, texts that are not UTF-8; faulty heads, settings given twice."""
    for path in _list_texts(root):
        file = path.relative_to(root).as_posix()
        document, found = load_source(path, file, parse=False)
        yield from found
        if document and file == SETTINGS:
            yield from check_repeats(file, document.text)
        elif document and path.suffix.lower() == ".md":
            yield from parse_head(file, document.text)[1]


def parse_head(file: str, text: str) -> tuple[Document | None, list[Diagnostic]]:
    """The fields between two lines of dashes at the top of a page, and errors in them where they stand."""
    head = _HEAD.match(text)
    if head is None:
        return None, []
    document, found = parse_document(file, f"#{head[0][1:]}".encode())  # a comment of the same length
    errors = [one for one in found if one.severity is Severity.ERROR and one.code not in _NO_HEAD]
    return document, errors


def _list_texts(root: Path) -> Iterator[Path]:
    if (root / SETTINGS).is_file():
        yield root / SETTINGS
    for folder, endings in FOLDERS.items():
        for path in sorted((root / folder).rglob("*")):
            is_text = path.suffix.lower() in endings and not IGNORED.match(path.name)
            if is_text and path.is_file() and leads_inside(path, root):
                yield path
