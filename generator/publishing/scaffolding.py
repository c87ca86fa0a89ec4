"""Files that help an editor: new entries and JSON Schemas, written into the workspace."""

import json
import os
from contextlib import suppress
from pathlib import Path

from generator.diagnostics import OutputError, Text
from generator.model import KIND_BY_NAME, KINDS, PROFILE, Kind
from generator.model.fields import ID_PATTERN
from generator.reading import MENUS
from generator.reading.loaded import Loaded
from generator.reading.loading import load_catalogue, load_document
from generator.reading.schema import refuse_form
from generator.reporting.samples import render_sample
from generator.reporting.schemas import (
    FOLDER,
    SCHEMAS,
    Names,
    digest_names,
    render_schemas,
    view_associations,
)
from generator.writing.single import write_whole

SETTINGS = ".vscode/settings.json"
HEAD = 200
"""Bytes of a schema that hold the digest of its names."""


def named_kind(word: str) -> Kind:
    """A kind by its name, its folder or its Chinese title. Raises OutputError."""
    for kind in (*KINDS, PROFILE):
        if word in {kind.name, kind.folder, kind.title.zh}:
            return kind
    known = "、".join(f"{one.name}（{one.title.zh}）" for one in (*KINDS, PROFILE))
    raise OutputError(
        f"没有 `{word}` 这个种类；可用：{known}", f"no kind `{word}`; known: {', '.join(KIND_BY_NAME)}"
    )


def refuse_newer(root: Path) -> None:
    """Raise OutputError for a workspace of a newer form, whose entries this program doesn't know to write."""
    refuse_form(load_document(root, f"{MENUS}/profile.yaml"), newer_only=True)


def write_sample(root: Path, kind_name: str, id_: str | None) -> Path:
    """Write a commented entry and return its path; an existing file is never overwritten."""
    refuse_newer(root)
    kind = named_kind(kind_name)
    if kind is PROFILE:
        path = root / MENUS / "profile.yaml"
    elif id_ is None or not ID_PATTERN.match(id_):
        raise OutputError(
            f"编号 `{id_ or ''}` 不能用；只用小写字母、数字和连字符，例如 meal-delivery",
            f"`{id_ or ''}` is no id; use lower-case letters, digits and hyphens, like meal-delivery",
        )
    else:
        path = root / MENUS / kind.folder / f"{id_}.yaml"
    if os.path.lexists(path):
        raise OutputError(f"{path} 已经有了，没有改动", f"{path} exists and was left alone")
    path.parent.mkdir(parents=True, exist_ok=True)
    write_whole(path, render_sample(kind).encode("utf-8"))
    return path


def write_schemas(root: Path) -> list[Text]:
    """Write schemas/ and tell VS Code of them; returns what was done, a sentence each."""
    names = collect_names(load_catalogue(root))
    (root / FOLDER).mkdir(exist_ok=True)
    done = []
    for artifact in render_schemas(names):
        write_whole(root / artifact.path, artifact.data)
        done.append(Text(f"已写好 {artifact.path}", f"wrote {artifact.path}"))
    return [*done, _write_settings(root)]


def follow_ids(root: Path, loaded: Loaded) -> int:
    """Bring the ids in schemas/ up to date where an editor has that folder; returns how many files changed.

    Each file tells which names it was made of, so that nothing is made while they are the same. A file that
    is held by another program keeps its ids until the next time.
    """
    if not (root / FOLDER).is_dir():
        return 0
    names, changed = collect_names(loaded), 0
    mark = digest_names(names).encode()
    if all(mark in _load_head(root / path) for path in SCHEMAS):
        return 0
    for one in render_schemas(names):
        if mark not in _load_head(root / one.path):
            with suppress(OSError):
                write_whole(root / one.path, one.data)
                changed += 1
    return changed


def _load_head(path: Path) -> bytes:
    with suppress(OSError), path.open("rb") as stream:
        return stream.read(HEAD)
    return b""


def collect_names(loaded: Loaded) -> Names:
    """Ids of each kind with the name shown beside them; entries that cannot be read are known by their id."""
    names: Names = {}
    for one in loaded.files.values():
        names.setdefault(one.kind.name, {})[one.id] = one.entry.name if one.entry else one.id
    return names


def _write_settings(root: Path) -> Text:
    """Set `yaml.schemas` in VS Code's settings unless a person's own settings are in the way."""
    path = root / SETTINGS
    wanted = {"yaml.schemas": view_associations(), "files.encoding": "utf8", "files.eol": "\n"}
    text = json.dumps(wanted, ensure_ascii=False, indent=2) + "\n"
    if not path.exists():
        path.parent.mkdir(exist_ok=True)
        write_whole(path, text.encode("utf-8"))
        return Text(
            f"已写好 {SETTINGS}；VS Code 装上 YAML 插件就会提示",
            f"wrote {SETTINGS} for VS Code's YAML extension",
        )
    if path.read_text("utf-8") == text:
        return Text(f"{SETTINGS} 已经是最新", f"{SETTINGS} is up to date")
    return Text(
        f"{SETTINGS} 已有自己的设置，没有改动；请把这段加进去：\n{text}",
        f"{SETTINGS} has settings of its own; add this:\n{text}",
    )
