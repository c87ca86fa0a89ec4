"""mkdocs.yml: settings that no engine can read, or that name what is not installed."""

import os
import posixpath
from collections.abc import Callable, Iterable, Iterator
from functools import cache
from importlib.metadata import entry_points
from importlib.util import find_spec
from pathlib import Path

import yaml
from rapidfuzz import process

from generator.diagnostics import Diagnostic, OutputError, Place, Severity, Text
from generator.publishing import CONTENT, OVERRIDES, SETTINGS
from generator.publishing.overlay import load_settings
from generator.reading import faults
from generator.reading.sources import load_source

LIST = Text("列表，一行一个 `- 页面`", "a list, one `- page` a line")
PAGES_ARE_FILES = Text(
    "`false`，不然从文件夹里双击打不开页面", "`false`, or pages do not open from a folder on disk"
)
OF_PROFILE = {
    "site_url": "site_url",
    "site_description": "description",
    "repo_url": "edit_url",
    "edit_uri": "edit_url",
}
"""Settings that do nothing in mkdocs.yml, and the fields of menus/profile.yaml that are asked instead."""

CLOSE_ENOUGH = 80
"""Similarity out of 100 from which another name is worth suggesting."""


def suggest_name(wanted: str, known: Iterable[str], shown: str = "{}") -> Text | None:
    """The question whether the name most like `wanted` was meant, as it is written there."""
    near = process.extractOne(wanted, known, score_cutoff=CLOSE_ENOUGH)
    return did_you_mean(shown.format(near[0])) if near else None


def did_you_mean(name: str) -> Text:
    """The question whether a name was meant."""
    return Text(f"是不是想写 `{name}`？", f"did you mean `{name}`?")


class WrittenSettings:
    """The settings of the hand-written pages as nodes, so that each finding has a place."""

    def __init__(self, root: Path) -> None:
        self._root = root
        there = os.path.lexists(root / SETTINGS)  # one that is there and cannot be read is an error
        document, self._found = load_source(root / SETTINGS, SETTINGS) if there else (None, [])
        try:
            self._tree = yaml.compose(document.text if document else "", Loader=yaml.CBaseLoader)
        except (yaml.YAMLError, RecursionError):
            self._tree = None  # said by check

    @property
    def nav(self) -> yaml.SequenceNode | None:
        """The navigation, when it is a list."""
        nav = _value(self._tree, "nav")
        return nav if isinstance(nav, yaml.SequenceNode) else None

    def check(self) -> Iterator[Diagnostic]:
        """What stops an engine. Tags and anchors are MkDocs's own language, and left alone."""
        if (found := self._unreadable()) or self._tree is None:
            yield from found
            return
        yield from self._check_shapes()
        yield from self._check_installed()
        yield from self._check_profile()

    def _unreadable(self) -> list[Diagnostic]:
        errors = [one for one in self._found if one.severity is Severity.ERROR]
        try:
            load_settings(self._root / SETTINGS)
        except (OutputError, RecursionError):
            return errors
        return [one for one in errors if one.code == faults.TOO_DEEP.code]

    def _check_shapes(self) -> Iterator[Diagnostic]:
        for key, wanted, is_sound in _SHAPES:
            node = _value(self._tree, key)
            if node is not None and node.value and not is_sound(node):
                yield faults.SETTING_SHAPE.at(settings_place(node), key=key, wanted=wanted)

    def _check_installed(self) -> Iterator[Diagnostic]:
        """Names of plug-ins, theme and extensions. Zensical knows fewer, and passes over the others."""
        theme = _value(self._tree, "theme")
        named = [("theme", theme if isinstance(theme, yaml.ScalarNode) else _value(theme, "name"))]
        for key in ("plugins", "markdown_extensions"):
            named += [(key, node) for node in _names(_value(self._tree, key))]
        for key, node in named:
            if isinstance(node, yaml.ScalarNode) and node.value and not _is_installed(key, node.value):
                hint = suggest_name(node.value, _installed(key))
                yield faults.NOT_INSTALLED.at(settings_place(node), key=key, name=node.value, hint=hint)

    def _check_profile(self) -> Iterator[Diagnostic]:
        """Settings that the profile says."""
        for key, field in OF_PROFILE.items():
            node = _value(self._tree, key)
            if node is not None and node.value:
                yield faults.SETTING_OF_PROFILE.at(settings_place(node), key=key, field=field)

    def check_folders(self) -> Iterator[Diagnostic]:
        """Settings that have plain MkDocs publish a folder that nobody looks into."""
        theme = _value(self._tree, "theme")
        for key, node, fixed in (
            ("docs_dir", _value(self._tree, "docs_dir"), CONTENT),
            ("custom_dir", _value(theme, "custom_dir"), OVERRIDES),
        ):
            if node is not None and posixpath.normpath(str(node.value)) != fixed:
                yield faults.FOLDER_ELSEWHERE.at(
                    settings_place(node), key=key, written=node.value, fixed=fixed
                )


def _names(node: yaml.Node | None) -> Iterator[yaml.Node]:
    """The names in a list of names, some with settings below them, or in a mapping of names."""
    if isinstance(node, yaml.MappingNode):
        yield from (key for key, _ in node.value)
    elif isinstance(node, yaml.SequenceNode):
        for one in node.value:
            yield one.value[0][0] if isinstance(one, yaml.MappingNode) and one.value else one


_GROUPS = {
    "plugins": "mkdocs.plugins",
    "theme": "mkdocs.themes",
    "markdown_extensions": "markdown.extensions",
}


@cache
def _installed(key: str) -> frozenset[str]:
    names = {one.name for one in entry_points(group=_GROUPS[key])}
    return frozenset(
        names | {name.rpartition("/")[2] for name in names}
    )  # `material/tags` is `tags` for short


def _is_installed(key: str, name: str) -> bool:
    if name in _installed(key):
        return True
    try:
        return key == "markdown_extensions" and find_spec(name.partition(":")[0]) is not None
    except (ImportError, ValueError):
        return False


_SHAPES: tuple[tuple[str, Text, Callable[[yaml.Node], bool]], ...] = (
    ("nav", LIST, lambda node: isinstance(node, yaml.SequenceNode)),
    (
        "use_directory_urls",
        PAGES_ARE_FILES,
        lambda node: node.value in {"false", "False", "FALSE", "no", "off"},
    ),
)


def settings_place(node: yaml.Node) -> Place:
    """Where a node of mkdocs.yml stands."""
    return Place(SETTINGS, offsets=(node.start_mark.index, node.end_mark.index))


def _value(tree: yaml.Node | None, name: str) -> yaml.Node | None:
    pairs = tree.value if isinstance(tree, yaml.MappingNode) else ()
    return next((value for key, value in pairs if key.value == name), None)
