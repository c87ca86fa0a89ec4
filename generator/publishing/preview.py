"""The site in memory, made page by page as pages are asked for."""

import datetime
import re
import threading
from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property
from html import escape
from pathlib import Path
from typing import Any

from generator.artifact import Artifact
from generator.catalogue import Catalogue
from generator.diagnostics import Diagnostic, stops_publishing
from generator.facts.drafts import without_drafts
from generator.facts.lapsed import without_lapsed
from generator.facts.short_addresses import FOLDER
from generator.outputs import calendar, finder, ground, manifest, offline
from generator.outputs.exports.register import find_maker
from generator.outputs.prints.editions import is_print, published_editions, read_path
from generator.outputs.search import CORE, render_search
from generator.outputs.search_documents import search_dialect, search_documents, search_fallback
from generator.outputs.search_known import KnownDocuments
from generator.outputs.short_addresses import render_short_addresses
from generator.outputs.site import Site
from generator.publishing.checking import check_workspace
from generator.publishing.engines import Chrome, build_chrome
from generator.publishing.overlay import site_settings
from generator.publishing.pipeline import split_chrome, written_pages
from generator.publishing.printing import make_prints
from generator.publishing.scaffolding import follow_ids
from generator.reading import MENUS
from generator.reading.loaded import Loaded, LoadedFile
from generator.reading.provinces import PROVINCE
from generator.views.addresses import page_path
from generator.views.projections import Pages
from generator.views.register import PUBLICATIONS

ALONE = {
    calendar.PATH: calendar.render_calendar,
    finder.PATH: finder.render_finder,
    ground.PATH: ground.render_ground,
    manifest.PATH: manifest.render_manifest,
}
"""Files that are made by themselves."""
TOGETHER = {
    f"{FOLDER}/": render_short_addresses,
}
"""Folders that are made as a whole, once a file of theirs is asked for."""


class Preview:
    """The site in memory: pages are made when they are asked for, and kept until the next edit.

    `update` takes up edits; with errors the previous pages stay.
    """

    def __init__(self, root: Path, *, engine: str, today: datetime.date | None = None) -> None:
        self.root = root
        self.engine = engine
        self.today = today
        self._loaded: Loaded | None = None
        self._chrome: Chrome | None = None  # None: to be built, as at first or after an edit
        self._settings: dict[str, Any] = {}
        self._shown: _Shown | None = None
        self._known = KnownDocuments()
        self._lock = threading.RLock()

    def update(self, changed: Iterable[Path]) -> list[Diagnostic]:
        """Read what changed and return all findings. Raises OutputError when the engine fails."""
        root = self.root.resolve()
        entries = root / MENUS, root.parent / MENUS, root.parent / PROVINCE  # as a province's, if it is one
        if not all(any(path.resolve().is_relative_to(one) for one in entries) for path in changed):
            self._chrome = None  # and stays so until there are no errors left that keep it from being built
        loaded = self._loaded = check_workspace(self.root, today=self.today, before=self._loaded)
        follow_ids(self.root, loaded)
        if loaded.catalogue is None or stops_publishing(loaded.found):
            return loaded.found
        return [*loaded.found, *self._show(loaded.catalogue, loaded)]

    def _show(self, catalogue: Catalogue, loaded: Loaded) -> tuple[Diagnostic, ...]:
        """Take a catalogue up; returns what the engine warned of."""
        profile = catalogue.profile
        settings = site_settings(self.root, profile)
        fresh = self._chrome is None or self._settings != settings
        chrome = build_chrome(self.root, self.engine, profile) if fresh or not self._chrome else self._chrome
        shown = _Shown(self.root, catalogue, chrome.files, loaded, self._known)
        if fresh:
            shown.site.require_shells()
        with self._lock:  # the pages before are served until these stand
            self._shown, self._chrome, self._settings = shown, chrome, settings
        return chrome.found

    @property
    def drafts(self) -> int:
        """How many drafts there are."""
        return len(self._loaded.drafts) if self._loaded else 0

    def read(self, path: str) -> bytes | None:
        """One file of the site, or None when there is none."""
        with self._lock:
            if self._shown is None:
                return NOTHING_YET if path.endswith(".html") else None
            return self._shown.read(path)


NOTHING_YET = """<!doctype html><html lang="zh-CN"><meta charset="utf-8"><title>Gridpress</title>
<body><p>条目里有错误，改好后这里会自动显示。</p></body></html>""".encode()


PAGED = {one.kind for one in PUBLICATIONS if isinstance(one.pages, Pages)}
DRAFTS = "-/drafts.html"
DRAFTS_PAGE = """<!doctype html><html lang="zh-CN"><meta charset="utf-8"><title>草稿</title>
<body><h1>草稿</h1><p>只有这里看得到，没有发布。写好了就删掉条目里的 <code>draft: true</code>。</p>
<ul>{items}</ul></body></html>"""


def _with_drafts(loaded: Loaded) -> Catalogue | None:
    """The catalogue with drafts, but for those that cannot be read or name what is not there."""
    whole = loaded.whole
    if whole is None:
        return None
    unread = {(kind, name) for kind, name in whole.broken if name not in whole.entries.get(kind, ())}
    made = without_drafts(whole, unread).catalogue
    return without_lapsed(made) if made is not None else None


def _address(draft: LoadedFile) -> str:
    """Where the page of a draft will stand; nowhere if its kind has none."""
    return page_path(draft.kind.name, draft.id) if draft.kind.name in PAGED else ""


class _Shown:
    """One catalogue in one chrome, with the files made so far."""

    def __init__(
        self,
        root: Path,
        catalogue: Catalogue,
        chrome: Mapping[str, bytes],
        loaded: Loaded,
        known: KnownDocuments,
    ) -> None:
        self.root = root
        self.catalogue = catalogue
        self.shells, assets = split_chrome(chrome)
        self.site_url = catalogue.profile.address
        self.site = Site(catalogue, self.shells, self.site_url)
        self._loaded, self._known = loaded, known
        self._drafts = Site(_with_drafts(loaded) or catalogue, self.shells, self.site_url, drafts=True)
        self._core = chrome.get(CORE, b"")
        self.made = {one.path: one.data for one in assets}

    def read(self, path: str) -> bytes | None:
        if path not in self.made:
            for one in self._make(path):
                self.made[one.path] = one.data
        return self.made.get(path)

    def _make(self, path: str) -> Iterator[Artifact]:
        page = re.sub(r"\.(vcf|ics)$", ".html", path)
        if page.endswith(".html") and (page in self.site.pages or page in self.shells):
            yield from self.site.make(page)
        elif page in self._drafts.pages:  # there because of drafts only
            yield from self._drafts.make(page)
        elif path == DRAFTS or path in self._unfinished:
            files = [self._unfinished[path]] if path in self._unfinished else [*self._loaded.drafts.values()]
            yield Artifact(path, self._tell_drafts(files))
        elif path in ALONE:
            yield ALONE[path](self.catalogue)
        elif path == offline.WORKER:  # an edit must show, whatever a site served here before has kept
            yield Artifact(offline.WORKER, offline.REMOVAL)
        elif path.startswith(tuple(TOGETHER)):
            render = next(made for folder, made in TOGETHER.items() if path.startswith(folder))
            yield from render(self.catalogue, self.site_url)
        elif found := find_maker(path):
            yield from found.make(self.catalogue, self.site_url)
        elif path.startswith("search/"):
            yield from self._search
        elif is_print(path):
            yield from self._print(path)

    @cached_property
    def _unfinished(self) -> dict[str, LoadedFile]:
        """Drafts that cannot be shown yet, by the address that they will have."""
        drafts = {_address(one): one for one in self._loaded.drafts.values()}
        return {path: one for path, one in drafts.items() if path and path not in self._drafts.pages}

    def _tell_drafts(self, files: Iterable[LoadedFile]) -> bytes:
        """What is said of some drafts, each with its address where it can be shown."""
        items = []
        for one in files:
            path, name = _address(one), one.entry.name if one.entry else one.id
            shown = path in self._drafts.pages
            head = f'<a href="/{path}">{escape(name)}</a>' if shown else f"{escape(name)}（还不能预览）"
            said = (found.message.zh for found in self._loaded.found if found.place.file == one.file)
            told = "".join(f"<li>{escape(sentence)}</li>" for sentence in said)
            items.append(
                f"<li>{one.kind.title.zh} {head} <code>{escape(one.file)}</code><ul>{told}</ul></li>"
            )
        return DRAFTS_PAGE.format(items="".join(items) or "<li>没有草稿</li>").encode()

    def _print(self, path: str) -> Iterator[Artifact]:
        """The file at a path, if its edition is published, with all of that edition."""
        edition, grid_id, _ = read_path(path)
        if edition in published_editions(self.catalogue) and grid_id in self.catalogue.grids:
            sheets = make_prints(self.root, self.catalogue, [grid_id], self.site_url, [edition])
            yield from (one for one in sheets if isinstance(one, Artifact))

    @cached_property
    def _search(self) -> list[Artifact]:
        pages = written_pages(self.catalogue, self.shells)
        documents = search_documents(self.catalogue, pages)
        words = search_fallback(self.catalogue), search_dialect(self.catalogue)
        return list(render_search(list(documents), *words, self._core, self._known))
