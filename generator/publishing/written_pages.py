"""Hand-written pages: whether their links and the navigation lead to something."""

import os
import posixpath
import re
from collections.abc import Collection, Iterator
from pathlib import Path
from urllib.parse import unquote, urlsplit

from rapidfuzz import process

from generator.catalogue import Catalogue
from generator.diagnostics import Diagnostic, OutputError, Place
from generator.publishing import CONTENT, OVERRIDES, SETTINGS
from generator.publishing.engines import shell_pages
from generator.publishing.overlay import list_defaults, list_named
from generator.publishing.written_code import check_code
from generator.publishing.written_names import MADE, check_names, list_closed, list_written
from generator.publishing.written_settings import (
    CLOSE_ENOUGH,
    WrittenSettings,
    did_you_mean,
    settings_place,
    suggest_name,
)
from generator.publishing.written_shapes import check_shape, without_code
from generator.reading import faults
from generator.reading.documents import iter_scalars
from generator.reading.sources import load_source

_LINK = re.compile(
    r"\]\(\s*<?(?P<inline>[^)\s<>]+)"  # [words](target) and ![picture](target)
    r"|^ {0,3}\[[^\]^][^\]\n]*\]:\s*<?(?P<defined>[^\s<>]+)"  # [name]: target
    r"|\b(?:href|src)\s*=\s*[\"'](?P<html>[^\"']+)",
    re.MULTILINE,
)
_ATTRIBUTES = re.compile(r"\{[^{}\n]*\}")
_NAME = re.compile(r"#([\w-]+)")
_ID = re.compile(r"\bid\s*=\s*[\"']([^\"']+)")
_HEADING = re.compile(r"^#{1,6} +([^{\n]+)", re.MULTILINE)
_UNNAMED = re.compile(r"_[0-9]+")
"""What the engines call headings without Latin letters, by their order."""


def check_written_pages(root: Path, catalogue: Catalogue) -> Iterator[Diagnostic]:
    """A finding for each name that is unfit, each link and each line of the navigation that leads to nothing.

    Only what the workspace holds is looked at: the pages that Gridpress brings are not its editor's to mend.
    """
    own = any(os.path.lexists(root / name) for name in (SETTINGS, CONTENT, OVERRIDES))
    if not own and not catalogue.profile.pages:
        return  # what Gridpress brings is known to all its views, and to load them takes a tenth of a check
    settings = WrittenSettings(root)
    elsewhere = list(settings.check_folders())
    yield from settings.check()
    yield from elsewhere
    if elsewhere:
        return  # what else is missing is missing for that
    pages = WrittenPages(root, catalogue)
    misnamed = list(check_names(root, pages.is_made, {"index.md", *shell_pages()}))
    yield from misnamed
    yield from pages.check_navigation(settings)
    yield from pages.check_outside({one.place.file for one in misnamed})
    for file, text in pages.texts.items():
        odd = list(check_shape(root, f"{CONTENT}/{file}", text))
        yield from odd or pages.check_links(file)
        yield from check_code(f"{CONTENT}/{file}", text)


class WrittenPages:
    """The workspace's files of content/ and what links among them may lead to."""

    def __init__(self, root: Path, catalogue: Catalogue) -> None:
        self._root = root
        self._catalogue = catalogue
        own = list_written(root / CONTENT)
        self.files = own | list_defaults(root, CONTENT) | shell_pages().keys()
        self._closed = list_closed(root / CONTENT)
        written = sorted(file for file in own if file.endswith(".md"))
        self.texts = {file: self._load(f"{CONTENT}/{file}") for file in written}
        self._assets = list_written(root / OVERRIDES) | list_defaults(root, OVERRIDES)
        self._anchors: dict[str, set[str]] = {}
        self._near: dict[str, str | None] = {}
        self._made: dict[str, Collection[str]] = {}

    def _load(self, file: str) -> str:
        document, _ = load_source(self._root / file, file, parse=False)
        return document.text if document else ""

    def is_made(self, path: str) -> bool:
        """Whether a page of data stands there; only the pages of its folder are listed."""
        from generator.outputs.pages import list_pages  # noqa: PLC0415 - most checks need no views

        folder = posixpath.dirname(path)
        if folder not in self._made:
            self._made[folder] = list_pages(self._catalogue, folder).keys()
        return path in self._made[folder]

    def _has(self, path: str) -> bool:
        """Whether a path of content/ or of the site will be there."""
        return (
            path in self.files
            or (path.endswith(".html") and f"{path.removesuffix('.html')}.md" in self.files)
            or path.startswith((*self._closed, *MADE))  # of a closed folder it is said once
            or path in self._assets
            or self.is_made(path)
        )

    def _anchors_of(self, file: str) -> set[str]:
        """Names of places on a hand-written page: those given, and those made of headings."""
        if file not in self._anchors:
            from markdown.extensions.toc import slugify  # type: ignore[import-untyped]  # noqa: PLC0415 - as above

            text = self.texts[file]
            given = {name for attributes in _ATTRIBUTES.findall(text) for name in _NAME.findall(attributes)}
            titles = (title.rstrip(" #") for title in _HEADING.findall(text))
            self._anchors[file] = given | {*_ID.findall(text), *(slugify(title, "-") for title in titles)}
        return self._anchors[file]

    def _closest(self, path: str) -> str | None:
        """The file of the same ending whose own name is most like that of `path`; asked once for each."""
        if path not in self._near:
            self._near[path] = self._find_closest(path)
        return self._near[path]

    def _find_closest(self, path: str) -> str | None:
        names = {file: posixpath.basename(file) for file in self.files if _ending(file) == _ending(path)}
        best = process.extractOne(posixpath.basename(path), names, score_cutoff=CLOSE_ENOUGH)
        return best[2] if best else None

    def check_links(self, file: str) -> Iterator[Diagnostic]:
        """Links of one page to pages, files and places that are not there; code is no link."""
        text = without_code(self.texts[file])
        for match in _LINK.finditer(text):
            target = match[match.lastgroup or 0]
            path = _path(file, target)
            place = Place(f"{CONTENT}/{file}", offsets=match.span(match.lastgroup or 0))
            if path is None:
                continue
            if not self._has(path):
                near = self._closest(path)
                hint = did_you_mean(posixpath.relpath(near, posixpath.dirname(file) or ".")) if near else None
                yield faults.LINK_TO_NOTHING.at(place, target=target, hint=hint)
            elif path in self.texts:
                yield from self._check_anchor(path, target, place)

    def _check_anchor(self, path: str, target: str, place: Place) -> Iterator[Diagnostic]:
        anchor = unquote(urlsplit(target).fragment)
        known = self._anchors_of(path)
        if anchor and anchor not in known and not _UNNAMED.fullmatch(anchor):
            hint = suggest_name(anchor, known, "#{}")
            yield faults.ANCHOR_TO_NOTHING.at(place, target=target, hint=hint)

    def check_navigation(self, settings: WrittenSettings) -> Iterator[Diagnostic]:
        """Lines of the navigation, in mkdocs.yml and in the profile, that name no page."""
        for node in iter_scalars(settings.nav, keys=False):
            yield from self._check_named(node.value, settings_place(node))
        profile, file = self._catalogue.profile, self._catalogue.profile_file
        for number, page in enumerate(profile.pages):
            yield from self._check_named(page.page, Place(file, ("pages", number, "page")))

    def check_outside(self, misnamed: Collection[str]) -> Iterator[Diagnostic]:
        """The workspace's own pages that the navigation does not name, unless that is said to be meant.

        Those that need another name are named there afterwards.
        """
        brought = shell_pages().keys() | list_defaults(self._root, CONTENT)
        own = [
            file
            for file, text in self.texts.items()
            if text and file not in brought and not file.startswith(".") and "/." not in file
        ]
        if not own:
            return
        try:
            named, meant = list_named(self._root, self._catalogue.profile)
        except OutputError:  # settings that cannot be read are told by their own check
            return
        for file in own:
            place = Place(f"{CONTENT}/{file}", offsets=(0, 0))
            if file not in named and place.file not in misnamed and not meant(file):
                yield faults.OUTSIDE_NAV.at(place, page=file)

    def _check_named(self, name: str, place: Place) -> Iterator[Diagnostic]:
        is_known = name in self.files or name.startswith(self._closed)
        if not is_known and not urlsplit(name).scheme:
            near = self._closest(name)
            yield faults.NAV_TO_NOTHING.at(place, target=name, hint=did_you_mean(near) if near else None)


def _ending(path: str) -> str:
    return posixpath.splitext(path)[1]


def _path(file: str, target: str) -> str | None:
    """The path below content/ that a link means; None for addresses elsewhere."""
    parts = urlsplit(target)
    if parts.scheme or parts.netloc or target.startswith(("/", "{")):
        return None
    if not parts.path:
        return file
    return posixpath.normpath(posixpath.join(posixpath.dirname(file), unquote(parts.path)))
