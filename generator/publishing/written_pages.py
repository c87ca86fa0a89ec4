"""Hand-written pages: whether their links and the navigation lead to something."""

import posixpath
import re
from collections.abc import Collection, Iterator
from functools import cached_property
from pathlib import Path
from urllib.parse import unquote, urlsplit

import yaml
from rapidfuzz import process

from generator.catalogue import Catalogue
from generator.diagnostics import Diagnostic, OutputError, Place, Severity, Text
from generator.publishing.engines import CONTENT, OVERRIDES, SETTINGS, load_settings, shell_pages
from generator.publishing.written_names import MADE, check_names, list_written
from generator.reading import faults
from generator.reading.documents import iter_scalars
from generator.reading.sources import load_source

LIST = Text("列表，一行一个 `- 页面`", "a list, one `- page` a line")
ADDRESS = Text(
    "完整的网址，例如 `https://grid.example.cn/`", "a whole address like `https://grid.example.cn/`"
)
CLOSE_ENOUGH = 80
"""Similarity out of 100 from which another name is worth suggesting."""
_CODE = re.compile(
    r"^ *(?P<fence>```+|~~~+).*?^ *(?P=fence)[ \t]*$|(?P<tick>`+)[^`].*?(?P=tick)|<!--.*?-->",
    re.DOTALL | re.MULTILINE,
)
_LINK = re.compile(
    r"\]\(\s*<?(?P<inline>[^)\s<>]+)"  # [words](target) and ![picture](target)
    r"|^ {0,3}\[[^\]^][^\]]*\]:\s*<?(?P<defined>[^\s<>]+)"  # [name]: target
    r"|\b(?:href|src)\s*=\s*[\"'](?P<html>[^\"']+)",
    re.MULTILINE,
)
_ANCHOR = re.compile(r"\{:?[^}\n]*#([\w-]+)[^}\n]*\}|\bid\s*=\s*[\"']([^\"']+)")
_HEADING = re.compile(r"^#{1,6} +(.+?)(?: +\{.*\})?[ #]*$", re.MULTILINE)
_UNNAMED = re.compile(r"_[0-9]+")
"""What the engines call headings without Latin letters, by their order."""


def check_written_pages(root: Path, catalogue: Catalogue) -> Iterator[Diagnostic]:
    """A finding for each name that is unfit, each link and each line of the navigation that leads to nothing.

    A workspace without mkdocs.yml shows Gridpress's own pages, which are not its editor's to mend.
    """
    if (root / SETTINGS).is_file():
        pages = WrittenPages(root, catalogue)
        yield from pages.check_settings()
        elsewhere = list(pages.check_folders())
        yield from elsewhere
        if elsewhere:
            return  # what else is missing is missing for that
        yield from check_names(root, lambda: pages.made, {"index.md", *shell_pages()})
        yield from pages.check_navigation()
        for file in pages.texts:
            yield from pages.check_links(file)


class WrittenPages:
    """The files of content/ and what links among them may lead to."""

    def __init__(self, root: Path, catalogue: Catalogue) -> None:
        self._root = root
        self._catalogue = catalogue
        own = list_written(root / CONTENT)
        self.files = own | shell_pages().keys()
        written = sorted(file for file in own if file.endswith(".md"))
        self.texts = {file: self._load(f"{CONTENT}/{file}") for file in written}
        self._anchors: dict[str, set[str]] = {}

    def _load(self, file: str) -> str:
        document, _ = load_source(self._root / file, file, parse=False)
        return document.text if document else ""

    @cached_property
    def made(self) -> Collection[str]:
        """Pages of data."""
        from generator.outputs.pages import list_pages  # noqa: PLC0415 - most checks need no views

        return list_pages(self._catalogue).keys()

    def _has(self, path: str) -> bool:
        """Whether a path of content/ or of the site will be there."""
        return (
            path in self.files
            or (path.endswith(".html") and f"{path.removesuffix('.html')}.md" in self.files)
            or path.startswith(MADE)
            or (not path.startswith("..") and (self._root / OVERRIDES / path).is_file())
            or path in self.made
        )

    def _anchors_of(self, file: str) -> set[str]:
        """Names of places on a hand-written page: those given, and those made of headings."""
        if file not in self._anchors:
            from markdown.extensions.toc import slugify  # type: ignore[import-untyped]  # noqa: PLC0415 - as above

            text = self.texts[file]
            given = {one or other for one, other in _ANCHOR.findall(text)}
            self._anchors[file] = given | {slugify(title, "-") for title in _HEADING.findall(text)}
        return self._anchors[file]

    def _closest(self, path: str) -> str | None:
        """The file of the same ending whose own name is most like that of `path`."""
        names = {file: posixpath.basename(file) for file in self.files if _ending(file) == _ending(path)}
        best = process.extractOne(posixpath.basename(path), names, score_cutoff=CLOSE_ENOUGH)
        return best[2] if best else None

    def check_links(self, file: str) -> Iterator[Diagnostic]:
        """Links of one page to pages, files and places that are not there; code is no link."""
        text = _CODE.sub(lambda found: re.sub(r"[^\n]", " ", found[0]), self.texts[file])
        for match in _LINK.finditer(text):
            target = match[match.lastgroup or 0]
            path = _path(file, target)
            place = Place(f"{CONTENT}/{file}", offsets=match.span(match.lastgroup or 0))
            if path is None:
                continue
            if not self._has(path):
                near = self._closest(path)
                hint = _meant(posixpath.relpath(near, posixpath.dirname(file) or ".")) if near else None
                yield faults.LINK_TO_NOTHING.at(place, target=target, hint=hint)
            elif path in self.texts:
                yield from self._check_anchor(path, target, place)

    def _check_anchor(self, path: str, target: str, place: Place) -> Iterator[Diagnostic]:
        anchor = unquote(urlsplit(target).fragment)
        known = self._anchors_of(path)
        if anchor and anchor not in known and not _UNNAMED.fullmatch(anchor):
            near = process.extractOne(anchor, known, score_cutoff=CLOSE_ENOUGH)
            hint = _meant(f"#{near[0]}") if near else None
            yield faults.ANCHOR_TO_NOTHING.at(place, target=target, hint=hint)

    @cached_property
    def _settings(self) -> yaml.Node | None:
        try:
            return yaml.compose(self._load(SETTINGS), Loader=yaml.CBaseLoader)
        except (yaml.YAMLError, RecursionError):
            return None  # said by check_settings

    def check_settings(self) -> Iterator[Diagnostic]:
        """Settings that no engine can read. Tags and anchors are MkDocs's own language, and left alone."""
        if (found := self._unreadable()) or self._settings is None:
            yield from found
            return
        nav, url = _value(self._settings, "nav"), _value(self._settings, "site_url")
        if nav is not None and nav.value and not isinstance(nav, yaml.SequenceNode):
            yield faults.SETTING_SHAPE.at(_place(nav), key="nav", wanted=LIST)
        if url is not None and url.value and not _is_address(url.value):
            yield faults.SETTING_SHAPE.at(_place(url), key="site_url", wanted=ADDRESS)

    def _unreadable(self) -> list[Diagnostic]:
        _, found = load_source(self._root / SETTINGS, SETTINGS)
        errors = [one for one in found if one.severity is Severity.ERROR]
        try:
            load_settings(self._root / SETTINGS)
        except (OutputError, RecursionError):
            return errors
        return [one for one in errors if one.code == faults.TOO_DEEP.code]

    def check_folders(self) -> Iterator[Diagnostic]:
        """Settings that have plain MkDocs publish a folder that nobody looks into."""
        theme = _value(self._settings, "theme")
        for key, node, fixed in (
            ("docs_dir", _value(self._settings, "docs_dir"), CONTENT),
            ("custom_dir", _value(theme, "custom_dir"), OVERRIDES),
        ):
            if node is not None and posixpath.normpath(str(node.value)) != fixed:
                yield faults.FOLDER_ELSEWHERE.at(_place(node), key=key, written=node.value, fixed=fixed)

    def check_navigation(self) -> Iterator[Diagnostic]:
        """Lines of the navigation that name no page."""
        nav = _value(self._settings, "nav")
        for node in iter_scalars(nav, keys=False) if isinstance(nav, yaml.SequenceNode) else ():
            if node.value not in self.files and not urlsplit(node.value).scheme:
                near = self._closest(node.value)
                yield faults.NAV_TO_NOTHING.at(
                    _place(node), target=node.value, hint=_meant(near) if near else None
                )


def _place(node: yaml.Node) -> Place:
    return Place(SETTINGS, offsets=(node.start_mark.index, node.end_mark.index))


def _is_address(text: object) -> bool:
    try:
        parts = urlsplit(str(text))
    except ValueError:
        return False
    return parts.scheme in {"http", "https"} and bool(parts.hostname)


def _ending(path: str) -> str:
    return posixpath.splitext(path)[1]


def _meant(near: str) -> Text:
    return Text(f"是不是想写 `{near}`？", f"did you mean `{near}`?")


def _path(file: str, target: str) -> str | None:
    """The path below content/ that a link means; None for addresses elsewhere."""
    parts = urlsplit(target)
    if parts.scheme or parts.netloc or target.startswith(("/", "{")):
        return None
    if not parts.path:
        return file
    return posixpath.normpath(posixpath.join(posixpath.dirname(file), unquote(parts.path)))


def _value(tree: yaml.Node | None, name: str) -> yaml.Node | None:
    pairs = tree.value if isinstance(tree, yaml.MappingNode) else ()
    return next((value for key, value in pairs if key.value == name), None)
