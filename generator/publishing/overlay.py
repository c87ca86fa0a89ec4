"""The workspace's own pages, chrome and settings over those that Gridpress brings, file by file.

A workspace may hold nothing but menus/. What it writes under content/ or site_overrides/ takes the place of
the file of that name, and what its mkdocs.yml sets the place of that setting; all else stays.
"""

import os
import shutil
from collections.abc import Callable, Iterable, Iterator
from fnmatch import fnmatch
from functools import reduce
from pathlib import Path
from typing import Any

import yaml

from generator.diagnostics import OutputError, explain_refusal
from generator.model.profile import Profile
from generator.model.site import ExtraPage
from generator.publishing import CONTENT, OVERRIDES, SETTINGS
from generator.reading.sources import MAP_TAG, TEXT_TAG, YAML_TAG

DEMO_ONLY = "statements"
"""The folder of Gridpress's content/ that only the demo city shows: a paper and what became of it."""
NAMED = ("markdown_extensions", "plugins")
"""Settings that list names, to which a workspace adds its own."""
LEFT_OUT = ("not_in_nav", "exclude_docs", "draft_docs")
"""Settings that list pages which are meant to stand outside the navigation, or not on the site."""
NULL_TAG = f"{YAML_TAG}null"


def find_defaults() -> Path:
    """The folder of Gridpress's own content/, site_overrides/ and mkdocs.yml, in the package or checkout."""
    package = Path(__file__).resolve().parents[1]
    return package / "defaults" if (package / "defaults").is_dir() else package.parent


def list_defaults(root: Path, folder: str) -> set[str]:
    """Gridpress's files below one of its folders that stand under a workspace, by posix path."""
    defaults = find_defaults()
    if is_defaults(root):
        return set()
    files = (path for path in (defaults / folder).rglob("*") if path.is_file())
    found = (path.relative_to(defaults / folder).as_posix() for path in files)
    return {path for path in found if folder != CONTENT or not path.startswith(f"{DEMO_ONLY}/")}


def is_defaults(root: Path) -> bool:
    """Whether a workspace is the checkout itself, whose pages are Gridpress's own."""
    return root.resolve() == find_defaults()


def copy_overlaid(root: Path, work: Path) -> None:
    """Write pages and chrome into `work`. Symbolic links are left behind, wherever they lead."""
    for folder in (CONTENT, OVERRIDES):
        (work / folder).mkdir()
        for path in sorted(list_defaults(root, folder)):
            _copy_default(find_defaults() / folder / path, work / folder / path)
        if (root / folder).is_dir():
            shutil.copytree(root / folder, work / folder, ignore=_links, dirs_exist_ok=True)


def _copy_default(source: Path, target: Path) -> None:
    """Copy a file; a page says that it is not the workspace's, which has no file to edit for it."""
    target.parent.mkdir(parents=True, exist_ok=True)
    data = source.read_bytes()
    target.write_bytes(data.replace(b"---", b"---\nbrought: true", 1) if source.suffix == ".md" else data)


def _links(folder: str, names: list[str]) -> set[str]:
    return {name for name in names if os.path.islink(os.path.join(folder, name))}  # noqa: PTH114, PTH118 - copytree speaks in strings


def load_settings(path: Path) -> dict[str, Any]:
    """Settings as texts. Raises OutputError for what no engine could read."""
    try:
        settings = yaml.load(path.read_bytes(), Loader=yaml.CBaseLoader)
    except OSError as error:
        raise OutputError(
            f"{path} 读不出来（{explain_refusal(error).zh}）", f"cannot read {path}: {error.strerror}"
        ) from error
    except (yaml.YAMLError, UnicodeError) as error:
        mark = getattr(error, "problem_mark", None)
        line = f"第 {mark.line + 1} 行" if mark else "编码不是 UTF-8"
        raise OutputError(f"{path} 读不懂：{line}", f"cannot read {path}: {error}") from error
    if not isinstance(settings, dict):
        raise OutputError(f"{path} 里要写“名称: 值”的设置", f"{path} must hold settings, `name: value`")
    return settings


def merge_settings(root: Path, **last: object) -> str:
    """Gridpress's settings, those of the workspace and the `last` ones, one over the other, as YAML.

    Tags are left as they are written. Raises OutputError for what no engine could read.
    """
    texts = [(find_defaults() / SETTINGS).read_bytes()]
    if os.path.lexists(root / SETTINGS) and not is_defaults(root):
        load_settings(root / SETTINGS)
        texts.append((root / SETTINGS).read_bytes())
    texts.append(yaml.safe_dump(last).encode())
    trees = (yaml.compose(text, Loader=yaml.CSafeLoader) for text in texts)
    return str(yaml.serialize(reduce(_merge, trees), allow_unicode=True))


def _merge(ours: yaml.Node | None, own: yaml.Node | None, key: str = "") -> yaml.Node | None:
    """A setting over another: mappings key by key, lists of names one after the other, else the own value."""
    if own is None or own.tag == NULL_TAG:
        return ours
    if key in NAMED and isinstance(ours, yaml.SequenceNode):
        named = list(_named(own))
        names = {name for name, _ in named}
        kept = [one for name, one in _named(ours) if name not in names]
        return yaml.SequenceNode(ours.tag, [*kept, *(one for _, one in named)])
    if key == "theme" and isinstance(own, yaml.ScalarNode):
        own = yaml.MappingNode(MAP_TAG, [(yaml.ScalarNode(TEXT_TAG, "name"), own)])
    if not (isinstance(ours, yaml.MappingNode) and isinstance(own, yaml.MappingNode)):
        return own
    below = {name.value: value for name, value in own.value}
    merged = [(name, _merge(value, below.pop(name.value, None), name.value)) for name, value in ours.value]
    return yaml.MappingNode(ours.tag, [*merged, *(pair for pair in own.value if pair[0].value in below)])


def _named(node: yaml.Node) -> Iterator[tuple[str, yaml.Node]]:
    """The items of a list of names by name: each a name, or a mapping of one name to its settings."""
    if isinstance(node, yaml.MappingNode):
        for pair in node.value:
            yield str(pair[0].value), yaml.MappingNode(node.tag, [pair])
    elif isinstance(node, yaml.SequenceNode):
        for one in node.value:
            if isinstance(one, yaml.MappingNode):
                yield from _named(one)
            else:
                yield str(one.value), one


def site_settings(root: Path, profile: Profile) -> dict[str, Any]:
    """What the profile says of the site, in the engines' words."""
    nav = yaml.load(merge_settings(root), Loader=yaml.CBaseLoader).get("nav") or []
    return {
        "site_name": profile.site_name,
        "site_url": profile.address or None,
        "site_description": profile.description or profile.site_name,
        "repo_url": profile.edit_url,
        "edit_uri": f"{CONTENT}/" if profile.edit_url else None,
        "nav": add_pages(nav, profile.pages),
    }


def list_named(root: Path, profile: Profile) -> tuple[set[str], Callable[[str], bool]]:
    """The pages that the navigation names, and whether settings leave a page out on purpose."""
    settings = yaml.load(merge_settings(root), Loader=yaml.CBaseLoader)
    lines = [line.strip() for key in LEFT_OUT for line in str(settings.get(key) or "").splitlines()]
    patterns = [
        (line if line.startswith("/") else f"*/{line}") + ("*" if line.endswith("/") else "")
        for line in lines
        if line
    ]
    named = set(_flatten(add_pages(settings.get("nav") or [], profile.pages)))
    return named, lambda file: any(fnmatch(f"/{file}", pattern) for pattern in patterns)


def _flatten(nav: object) -> Iterator[str]:
    if isinstance(nav, str):
        yield nav
    for one in nav.values() if isinstance(nav, dict) else nav if isinstance(nav, list) else ():
        yield from _flatten(one)


def add_pages(nav: list[Any], pages: Iterable[ExtraPage]) -> list[Any]:
    """The navigation with further pages, each below its section or, without one, as a tab of its own."""
    nav = [*nav]
    for page in pages:
        line = {page.title: page.page}
        section = next((one for one in nav if isinstance(one, dict) and page.section in one), None)
        if section is None:
            nav.append({page.section: [line]} if page.section else line)
        else:
            nav[nav.index(section)] = {page.section: [*section[page.section], line]}
    return nav
