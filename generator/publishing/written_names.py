"""Names of hand-written files: whether each can be a file of the site on every system, and alone in it."""

import os
import posixpath
from collections.abc import Callable, Collection, Iterator, Mapping
from pathlib import Path, PurePosixPath

from generator.diagnostics import Diagnostic, OutputError, Place
from generator.publishing import CONTENT, OVERRIDES
from generator.publishing.overlay import list_defaults
from generator.reading import faults
from generator.writing.paths import Names

MADE = ("handbooks/", "data/v1/", "feeds/", "search/", "robots.txt", "sitemap.xml")
"""Folders and files of the site that are made, whatever is published."""


def list_closed(folder: Path) -> tuple[str, ...]:
    """Folders below a folder, or itself, that cannot be listed, as beginnings of posix paths."""
    refused: list[OSError] = []
    for _ in os.walk(folder, onerror=refused.append):
        pass
    closed = (Path(error.filename).relative_to(folder).as_posix() for error in refused if folder.exists())
    return tuple("" if name == "." else f"{name}/" for name in closed)


def list_written(folder: Path) -> set[str]:
    """Files below a folder by posix path; symbolic links are left out."""
    found = (path for path in folder.rglob("*") if path.is_file() and not path.is_symlink())
    return {path.relative_to(folder).as_posix() for path in found}


def check_names(root: Path, is_made: Callable[[str], bool], shells: Collection[str]) -> Iterator[Diagnostic]:
    """A finding for each file whose name the site cannot hold, or needs for what is made of data.

    `is_made` tells whether a page of data stands at a path; `shells` are the pages that data is stamped into,
    whoever wrote them.
    """
    content = {file: site_path(file) for file in sorted(list_written(root / CONTENT))}
    styles = [file for file in sorted(list_written(root / OVERRIDES)) if not file.endswith(".html")]
    yield from _check_fit(OVERRIDES, {file: file for file in styles}, Names())
    names = Names()
    for brought in sorted(site_path(file) for file in {*shells, *list_defaults(root, CONTENT)}):
        if brought not in content.values():
            names.take(brought)
    yield from _check_fit(CONTENT, content, names)
    folders = {posixpath.dirname(shell) for shell in shells}
    near = [file for file in content if posixpath.dirname(file) in folders and file not in shells]
    taken = {file for file in near if is_made(content[file])}
    for file, path in content.items():
        if path.startswith(MADE) or file in taken:
            yield faults.PAGE_TAKEN.at(Place(f"{CONTENT}/{file}", offsets=(0, 0)), path=path)


def site_path(file: str) -> str:
    """Where a file of content/ stands in the site."""
    path = PurePosixPath(file)
    if path.suffix != ".md":
        return file
    return str(path.with_name("index.html") if path.name == "README.md" else path.with_suffix(".html"))


def _check_fit(folder: str, files: Mapping[str, str], names: Names) -> Iterator[Diagnostic]:
    for file, path in files.items():
        if any(part.startswith(".") for part in file.split("/")):
            continue  # engines leave these out
        try:
            names.take(path)
        except OutputError as error:
            yield faults.PAGE_NAME.at(Place(f"{folder}/{file}", offsets=(0, 0)), why=error.text)
