"""What does not belong into the texts around the entries: hand-written pages, their look, the settings."""

from collections.abc import Iterator
from pathlib import Path

from generator.diagnostics import Diagnostic
from generator.reading.folders import IGNORED, leads_inside
from generator.reading.sources import load_source

FOLDERS = {"content": (".md", ".csv", ".html"), "site_overrides": (".html", ".css", ".js", ".md")}
SETTINGS = "mkdocs.yml"


def check_page_texts(root: Path) -> Iterator[Diagnostic]:
    """Merges that nobody resolved, control characters, texts that are not UTF-8."""
    for path in _list_texts(root):
        _, found = load_source(path, path.relative_to(root).as_posix(), parse=False)
        yield from found


def _list_texts(root: Path) -> Iterator[Path]:
    if (root / SETTINGS).is_file():
        yield root / SETTINGS
    for folder, endings in FOLDERS.items():
        for path in sorted((root / folder).rglob("*")):
            is_text = path.suffix.lower() in endings and not IGNORED.match(path.name)
            if is_text and path.is_file() and leads_inside(path, root):
                yield path
