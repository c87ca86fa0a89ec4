"""From a workspace to a site: load, check, view, render, write; `build_site` is the table of contents."""

import datetime
from collections.abc import Callable, Container, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path
from typing import Protocol, TypeVar

from generator.artifact import Artifact, Standing
from generator.catalogue import Catalogue, Earlier
from generator.diagnostics import Diagnostic, OutputError, Text, stops_publishing
from generator.outputs.calendar import render_calendar
from generator.outputs.finder import render_finder
from generator.outputs.ground import render_ground
from generator.outputs.manifest import render_manifest
from generator.outputs.my_grid import render_my_grids
from generator.outputs.offline import Offline
from generator.outputs.pages import list_pages
from generator.outputs.prints.editions import HANDBOOK, read_path
from generator.outputs.prints.fonts import find_fonts
from generator.outputs.search import CORE
from generator.outputs.share_cards import render_share_cards
from generator.outputs.shell import strip_idle
from generator.outputs.short_addresses import render_short_addresses
from generator.outputs.site import Site, render_lists
from generator.outputs.stylesheets import ship_stylesheets
from generator.outputs.translated_chrome import translate_scripts, translate_shells
from generator.publishing import CONTENT, OVERRIDES
from generator.publishing.checking import check_workspace
from generator.publishing.engines import build_chrome, load_folder
from generator.publishing.kept_exports import KeptExports
from generator.publishing.kept_prints import KeptPrints
from generator.publishing.last_build import LastBuild
from generator.publishing.printing import make_prints
from generator.publishing.sealing import Shelf
from generator.publishing.searching import begin_offline, make_search
from generator.publishing.sharing import apart
from generator.publishing.stamping import Stamping
from generator.reading import MENUS
from generator.reading.collection import collection_paused
from generator.reading.loaded import LoadedFile
from generator.reading.revisions import load_edition
from generator.reading.second import MANY
from generator.writing.archive import write_archive
from generator.writing.folder import locate_output
from generator.writing.site import Written, write_site

T = TypeVar("T")


class Steps(Protocol):
    """Whoever wants to know how far a build has come."""

    def step(self, name: Text) -> AbstractContextManager[None]: ...


CHECK = Text("检查条目", "checking the entries")
CHROME = Text("排手写页面", "building the hand-written pages")
PAGES = Text("做数据页面", "making the data pages")
SEARCH = Text("编搜索索引", "indexing for search")
ARCHIVE = Text("打压缩包", "packing the zip file")
HANDBOOKS = Text("排网格手册、海报、分享图", "typesetting handbooks, posters and pictures")


@dataclass
class Built:
    """What a build gave: findings, counts of what was made, and what was written (None: nothing).

    `without` says why there are no prints where nobody said that there should be none; `catalogue` knows the
    offices of entries, `published` holds what the site shows.
    """

    out: Path
    found: list[Diagnostic]
    made: dict[str, int] = field(default_factory=dict)
    written: Written | None = None
    without: Text | None = None
    catalogue: Catalogue | None = None
    published: Catalogue | None = None
    above: Sequence[Diagnostic] = ()
    """What is said of the province's files, for the province."""


def build_site(  # noqa: PLR0913 - one parameter for each option of the command
    root: Path,
    out: Path,
    *,
    engine: str,
    handbooks: bool | None,
    progress: Steps,
    today: datetime.date | None = None,
    since: str | None = None,
    archive: bool = False,
) -> Built:
    """Build the whole site into `out`, or nothing when there are errors.

    Without a word on `handbooks` they are made where there is a font.
    `since` is the git revision or folder that the page of changes compares with; `archive` asks for a zip
    beside `out`. Raises OutputError for folders, disks, engines, fonts, RevisionError for an unknown `since`.
    """
    _check_outside(root, locate_output(out))
    with progress.step(CHECK):
        loaded = check_workspace(root, today=today)
    catalogue = loaded.catalogue
    if catalogue is None or stops_publishing(loaded.found):
        return Built(out, loaded.found, catalogue=loaded.whole or catalogue, above=loaded.above)
    if since is not None:
        before = load_edition(root, since, today=catalogue.today)
        catalogue = replace(catalogue, earlier=Earlier(before.name, before.catalogue))
    with progress.step(CHROME):
        chrome = build_chrome(root, engine, catalogue.profile)
    without = None if handbooks is not None else explain_lack(root)
    rendering = Rendering(
        root, catalogue, chrome.files, progress, handbooks=handbooks is not False and not without
    )
    rendering.kept = KeptPrints(root, locate_output(out))
    rendering.last, rendering.read = LastBuild(root, locate_output(out), "pages"), loaded.files
    written = write_site(rendering.artifacts(), out, rendering.note)
    if archive:
        with progress.step(ARCHIVE):
            write_archive(locate_output(out), catalogue.today)
    found = [*loaded.found, *chrome.found, *rendering.found]
    whole = loaded.whole or catalogue
    return Built(out, found, rendering.made, written, without, whole, catalogue, loaded.above)


def explain_lack(root: Path) -> Text | None:
    """Why nothing can be printed here; None when it can."""
    try:
        find_fonts(root)
    except OutputError as error:
        return error.text
    return None


def _check_outside(root: Path, out: Path) -> None:
    """Raise OutputError for an output folder among the sources, which the next build would publish."""
    for name in (CONTENT, OVERRIDES, MENUS):
        if out.is_relative_to((root / name).resolve()):
            raise OutputError(
                f"输出文件夹不能放在 {name}/ 里；用 `--out` 换一个地方，或不写 `--out`",
                f"the output folder must not be inside {name}/; name another with `--out`, or none",
            )


@dataclass
class Rendering:
    """A site that is rendered while it is written, since all of it may not fit into memory.

    `made` counts what there is, `found` holds what is wrong with handbooks; both fill up on the way.
    `read` are the files of entries.
    """

    root: Path
    catalogue: Catalogue
    chrome: Mapping[str, bytes]
    progress: Steps
    handbooks: bool = field(kw_only=True)
    made: dict[str, int] = field(
        default_factory=lambda: dict.fromkeys(("pages", "handbooks", "documents"), 0)
    )
    found: list[Diagnostic] = field(default_factory=list)
    kept: KeptPrints | None = None
    last: LastBuild | None = None
    read: Mapping[str, LoadedFile] = field(default_factory=dict)

    def note(self) -> None:
        """Keep a record of what has been written, while nobody else can write there."""
        if self.last:
            self.last.write()
        if self.kept and self.handbooks:
            self.kept.write()

    @cached_property
    def _offline(self) -> Offline:
        shelf = Shelf(self.root) if self.last else None
        return begin_offline(self.catalogue, self.chrome.get(CORE, b""), shelf)

    @cached_property
    def _shells(self) -> tuple[dict[str, str], list[Artifact]]:
        return split_chrome(self.chrome)

    def _apart(self, make: Callable[[], Iterator[T]]) -> Iterator[T]:
        """What is made, by a process that ends with it where the city is large."""
        is_large = sum(map(len, self.catalogue.entries.values())) >= MANY
        return apart(make, lambda one: getattr(one, "path", one)) if is_large else make()

    def artifacts(self) -> Iterator[Artifact | Standing]:
        """Every file. Raises OutputError when a handbook could not be set."""
        for one in self._published():
            if isinstance(one, Artifact) and not one.path.endswith(".html"):
                self._offline.take(self._offline.look(one))
            yield one
        with self.progress.step(SEARCH), collection_paused():
            for made in self._apart(self._search):
                if isinstance(made, Artifact):
                    yield made
                else:
                    self.made["documents"] = made

    def _published(self) -> Iterator[Artifact | Standing]:
        """Every file that phones may choose from."""
        shells, assets = self._shells
        site_url = self.catalogue.profile.address
        self.made["places"] = sum(grid.value.boundary is not None for grid in self.catalogue.live_grids)
        yield from assets
        if self.handbooks:  # first, since they take most memory while there is most
            with self.progress.step(HANDBOOKS):
                yield from self._handbooks(site_url)
                fonts = find_fonts(self.root)
                stands = self.kept.compare_cards(fonts) if self.kept else None
                yield from render_share_cards(self.catalogue, fonts, stands)
        with self.progress.step(PAGES):
            yield from self._pages(shells, site_url)

    def _pages(self, shells: Mapping[str, str], site_url: str) -> Iterator[Artifact | Standing]:
        made = self.handbooks
        exports = KeptExports(self.catalogue, self.read, self.last)
        for one in self._apart(lambda: exports.render(site_url)):
            yield from exports.take(one)
        catalogue = self.catalogue.watched(closely=True) if self.last else self.catalogue
        measures = exports.measures
        site = Site(catalogue, shells, site_url, pictures=made, prints=made, measures=measures)
        listed: set[str] = set()
        stamping = Stamping(site, self._offline, self.last, self.read)
        for page in filter(None, map(stamping.take, self._apart(stamping.pages))):
            self.made["pages"] += 1
            self._offline.take(page.seen)
            listed.update([page.path] if page.is_listed else ())
            yield from page.files
        yield from self._apart(lambda: self._files_of_all(site, listed, site_url))

    def _files_of_all(self, site: Site, listed: Container[str], site_url: str) -> Iterator[Artifact]:
        """Files that hold something of many pages."""
        yield from render_lists(site, (path for path in site.paths() if path in listed))
        yield render_calendar(self.catalogue)
        yield render_finder(self.catalogue)
        yield from render_my_grids(self.catalogue)
        yield render_ground(self.catalogue)
        yield render_manifest(self.catalogue)
        yield from render_short_addresses(self.catalogue, site_url)

    def _search(self) -> Iterator[Artifact | int]:
        """How many documents search finds, its files, and what phones keep of all."""
        written = written_pages(self.catalogue, self._shells[0])
        shelf = Shelf(self.root) if self.last else None
        return make_search(self.catalogue, written, self._offline, shelf)

    def _handbooks(self, site_url: str) -> Iterator[Artifact | Standing]:
        live = [grid.id for grid in self.catalogue.live_grids]
        for one in make_prints(self.root, self.catalogue, live, site_url, kept=self.kept):
            if not isinstance(one, Diagnostic):
                self.made["handbooks"] += read_path(one.path)[0] is HANDBOOK
                yield one
            else:
                self.found.append(one)


def split_chrome(chrome: Mapping[str, bytes]) -> tuple[dict[str, str], list[Artifact]]:
    """Pages as HTML text, and everything else: stylesheets as they are shipped, scripts in English, too."""
    shells = {
        path: strip_idle(data.decode("utf-8")) for path, data in chrome.items() if path.endswith(".html")
    }
    assets = [
        Artifact(path, data) for path, data in chrome.items() if not path.endswith(".html") and path != CORE
    ]
    shipped = [*ship_stylesheets(shells, assets), *translate_scripts(assets)]
    return translate_shells(shells), shipped


def written_pages(catalogue: Catalogue, shells: Mapping[str, str]) -> dict[str, str]:
    """The hand-written pages only: shells that no data page is stamped into."""
    data_pages = list_pages(catalogue)
    return {path: html for path, html in shells.items() if path not in data_pages}


class Silent:
    """Steps that nobody watches."""

    def step(self, name: Text) -> AbstractContextManager[None]:  # noqa: ARG002 - the protocol's parameter
        return nullcontext()


def stamp_folder(root: Path, folder: Path, catalogue: Catalogue) -> list[Diagnostic]:
    """Add everything, prints where there is a font, to a folder just built; returns what is found there."""
    chrome = load_folder(folder)
    for path in [path for path in folder.rglob("*") if path.is_file()]:
        path.unlink()  # some of it the engine made for its own pages and scripts only
    rendering = Rendering(root, catalogue, chrome, Silent(), handbooks=explain_lack(root) is None)
    for one in rendering.artifacts():
        if isinstance(one, Artifact):  # nothing is kept here
            path = folder / one.path
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(one.data)
    return rendering.found
