"""From a workspace to a site: load, check, view, render, write.

`build_site` reads as the table of contents; `Preview` is the same site in memory, made page by page.
"""

from __future__ import annotations

import threading
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import TYPE_CHECKING

from generator.artifact import Artifact
from generator.catalogue import Earlier
from generator.checking import check_workspace
from generator.diagnostics import Diagnostic, OutputError, Text, has_errors
from generator.engines import build_chrome, find_chrome, load_folder, load_site_url
from generator.outputs.feeds import render_feeds
from generator.outputs.fonts import find_fonts
from generator.outputs.handbook import render_handbooks
from generator.outputs.search import render_search
from generator.outputs.search_documents import search_documents, search_fallback
from generator.outputs.site import Site, render_site
from generator.revisions import load_edition
from generator.writing import Written, check_output, write_site

if TYPE_CHECKING:
    import datetime
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from contextlib import AbstractContextManager
    from pathlib import Path
    from typing import Protocol

    from generator.catalogue import Catalogue
    from generator.loading import Loaded

    class Steps(Protocol):
        """Whoever wants to know how far a build has come."""

        def step(self, name: Text) -> AbstractContextManager[None]: ...


CHECK = Text("检查条目", "checking the entries")
CHROME = Text("排手写页面", "building the hand-written pages")
PAGES = Text("做数据页面", "making the data pages")
SEARCH = Text("编搜索索引", "indexing for search")
HANDBOOKS = Text("排网格手册", "typesetting the handbooks")
WRITE = Text("写入", "writing")


@dataclass
class Built:
    """What a build gave: findings, counts of what was made, and what was written (None: nothing)."""

    out: Path
    found: list[Diagnostic]
    made: dict[str, int] = field(default_factory=dict)
    written: Written | None = None


def build_site(  # noqa: PLR0913 - one parameter for each option of the command
    root: Path,
    out: Path,
    *,
    engine: str,
    handbooks: bool,
    progress: Steps,
    today: datetime.date | None = None,
    since: str | None = None,
) -> Built:
    """Build the whole site into `out`, or nothing when there are errors.

    `since` is the git revision or folder that the page of changes compares with. Raises OutputError
    for folders, disks, engines and fonts, RevisionError for an unknown `since`.
    """
    check_output(out)
    with progress.step(CHECK):
        loaded = check_workspace(root, today=today)
    catalogue = loaded.catalogue
    if catalogue is None or has_errors(loaded.found):
        return Built(out, loaded.found)
    if since is not None:
        before = load_edition(root, since, today=catalogue.today)
        catalogue = replace(catalogue, earlier=Earlier(before.name, before.catalogue))
    with progress.step(CHROME):
        chrome = build_chrome(root, engine, catalogue.profile.site_name)
    artifacts, found, made = render_all(root, catalogue, chrome, progress, handbooks=handbooks)
    found = [*loaded.found, *found]
    if has_errors(found):
        return Built(out, found)
    with progress.step(WRITE):
        written = write_site(artifacts, out)
    return Built(out, found, made, written)


def render_all(
    root: Path, catalogue: Catalogue, chrome: Mapping[str, bytes], progress: Steps, *, handbooks: bool
) -> tuple[list[Artifact], list[Diagnostic], dict[str, int]]:
    """Every file of the site, what was found while making it, and counts of what was made."""
    shells, assets = split_chrome(chrome)
    site_url = load_site_url(root)
    with progress.step(PAGES):
        pages = [*render_site(catalogue, shells, site_url), *render_feeds(catalogue, site_url)]
    with progress.step(SEARCH):
        documents = list(search_documents(catalogue, written_pages(catalogue, shells, site_url)))
        search = list(render_search(documents, search_fallback(catalogue)))
    sheets: list[Artifact] = []
    found: list[Diagnostic] = []
    if handbooks:
        with progress.step(HANDBOOKS):
            sheets, found = make_handbooks(
                root, catalogue, [grid.id for grid in catalogue.live_grids], site_url
            )
    made = {
        "pages": sum(one.path.endswith(".html") for one in pages),
        "handbooks": len(sheets),
        "places": sum(grid.value.boundary is not None for grid in catalogue.live_grids),
        "documents": len(documents),
    }
    return [*assets, *pages, *search, *sheets], found, made


def split_chrome(chrome: Mapping[str, bytes]) -> tuple[dict[str, str], list[Artifact]]:
    """Pages as HTML text, and everything else as it is."""
    shells = {path: data.decode("utf-8") for path, data in chrome.items() if path.endswith(".html")}
    assets = [Artifact(path, data) for path, data in chrome.items() if not path.endswith(".html")]
    return shells, assets


def written_pages(catalogue: Catalogue, shells: Mapping[str, str], site_url: str) -> dict[str, str]:
    """The hand-written pages only: shells that no data page is stamped into."""
    data_pages = Site(catalogue, shells, site_url).pages
    return {path: html for path, html in shells.items() if path not in data_pages}


def make_handbooks(
    root: Path, catalogue: Catalogue, grid_ids: Sequence[str], site_url: str
) -> tuple[list[Artifact], list[Diagnostic]]:
    """Handbooks of these grids, and findings about characters that no font has."""
    results: Iterable[Artifact | Diagnostic] = render_handbooks(
        catalogue, grid_ids, site_url, find_fonts(find_chrome(root))
    )
    sheets: list[Artifact] = []
    found: list[Diagnostic] = []
    for one in results:
        if isinstance(one, Artifact):
            sheets.append(one)
        else:
            found.append(one)
    return sheets, found


@dataclass
class BuiltHandbooks:
    """What `gridpress handbook` gave: findings and the files written."""

    found: list[Diagnostic]
    paths: list[Path]


def build_handbooks(
    root: Path, out: Path, grid_ids: Sequence[str], *, today: datetime.date | None = None
) -> BuiltHandbooks:
    """Write handbooks of these grids (none named: all) as <grid>.pdf into a folder.

    Other files of the folder are left alone. Raises OutputError for an unknown grid.
    """
    loaded = check_workspace(root, today=today)
    if loaded.catalogue is None or has_errors(loaded.found):
        return BuiltHandbooks(loaded.found, [])
    live = {grid.id for grid in loaded.catalogue.live_grids}
    for grid_id in grid_ids:
        if grid_id not in live:
            known = "、".join(sorted(live))
            raise OutputError(
                f"没有网格 `{grid_id}`；现有：{known}", f"no live grid `{grid_id}`; known: {known}"
            )
    wanted = list(grid_ids) or [grid.id for grid in loaded.catalogue.live_grids]
    sheets, found = make_handbooks(root, loaded.catalogue, wanted, load_site_url(root))
    out.mkdir(parents=True, exist_ok=True)
    paths = []
    for sheet in sheets:
        path = out / sheet.path.rpartition("/")[2]
        path.write_bytes(sheet.data)
        paths.append(path)
    return BuiltHandbooks([*loaded.found, *found], paths)


class _Silent:
    """Steps that nobody watches."""

    def step(self, name: Text) -> AbstractContextManager[None]:  # noqa: ARG002 - the protocol's parameter
        from contextlib import nullcontext  # noqa: PLC0415

        return nullcontext()


def stamp_folder(root: Path, folder: Path, catalogue: Catalogue) -> list[Diagnostic]:
    """Add everything to a folder that an engine has just built; findings that are errors stop it."""
    chrome = load_folder(folder)
    artifacts, found, _ = render_all(root, catalogue, chrome, _Silent(), handbooks=True)
    if not has_errors(found):
        for one in artifacts:
            path = folder / one.path
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(one.data)
    return found


class Preview:
    """The site in memory: pages are made when they are asked for, and kept until the next edit.

    `update` takes up edits; with errors the previous pages stay.
    """

    def __init__(self, root: Path, *, engine: str, today: datetime.date | None = None) -> None:
        self.root = root
        self.engine = engine
        self.today = today
        self._loaded: Loaded | None = None
        self._chrome: dict[str, bytes] | None = None
        self._shown: _Shown | None = None
        self._lock = threading.RLock()

    def update(self, changed: Iterable[Path]) -> list[Diagnostic]:
        """Read what changed and return all findings. Raises OutputError when the engine fails."""
        loaded = check_workspace(self.root, today=self.today, before=self._loaded)
        with self._lock:
            self._loaded = loaded
            if loaded.catalogue is None or has_errors(loaded.found):
                return loaded.found
            menus = (self.root / "menus").resolve()
            if self._chrome is None or any(not path.resolve().is_relative_to(menus) for path in changed):
                self._chrome = build_chrome(self.root, self.engine, loaded.catalogue.profile.site_name)
            self._shown = _Shown(self.root, loaded.catalogue, self._chrome)
        return loaded.found

    def read(self, path: str) -> bytes | None:
        """One file of the site, or None when there is none."""
        with self._lock:
            if self._shown is None:
                return NOTHING_YET if path.endswith(".html") else None
            return self._shown.read(path)


NOTHING_YET = """<!doctype html><html lang="zh-CN"><meta charset="utf-8"><title>Gridpress</title>
<body><p>条目里有错误，改好后这里会自动显示。</p></body></html>""".encode()


class _Shown:
    """One catalogue in one chrome, with the files made so far."""

    def __init__(self, root: Path, catalogue: Catalogue, chrome: Mapping[str, bytes]) -> None:
        self.root = root
        self.catalogue = catalogue
        self.shells, assets = split_chrome(chrome)
        self.site_url = load_site_url(root)
        self.site = Site(catalogue, self.shells, self.site_url)
        self.made = {one.path: one.data for one in assets}

    def read(self, path: str) -> bytes | None:
        if path not in self.made:
            for one in self._make(path):
                self.made[one.path] = one.data
        return self.made.get(path)

    def _make(self, path: str) -> Iterator[Artifact]:
        if path.endswith(".html") and (path in self.site.pages or path in self.shells):
            yield Artifact(path, self.site.render(path))
        elif path.startswith("feeds/"):
            yield from render_feeds(self.catalogue, self.site_url)
        elif path.startswith("search/"):
            yield from self._search
        elif path.startswith("handbooks/") and path.endswith(".pdf"):
            grid_id = path.removeprefix("handbooks/").removesuffix(".pdf")
            if any(grid.id == grid_id for grid in self.catalogue.live_grids):
                yield from make_handbooks(self.root, self.catalogue, [grid_id], self.site_url)[0]

    @cached_property
    def _search(self) -> list[Artifact]:
        pages = written_pages(self.catalogue, self.shells, self.site_url)
        documents = search_documents(self.catalogue, pages)
        return list(render_search(list(documents), search_fallback(self.catalogue)))
