"""JSON Schemas for editors: titles and descriptions in Chinese, known ids as enumerations."""

import json
from collections.abc import Iterator, Mapping
from typing import Any

from generator.artifact import Artifact
from generator.catalogue import Entry
from generator.model import KINDS, PROFILE, Kind
from generator.model.fields import REFERS_TO, Shape

FOLDER = "schemas"
DIALECT = "http://json-schema.org/draft-07/schema#"
"""The newest dialect that yaml-language-server understands in full."""

Names = dict[str, dict[str, str]]


def collect_names(entries: Mapping[str, Mapping[str, Entry[Shape]]]) -> Names:
    """Kind to id to the name shown beside it in the editor."""
    return {kind: {id_: entry.name for id_, entry in known.items()} for kind, known in entries.items()}


def render_schemas(names: Names) -> Iterator[Artifact]:
    """One schema for each kind, at schemas/<kind>.json."""
    for kind in (*KINDS, PROFILE):
        text = json.dumps(view_schema(kind, names), ensure_ascii=False, indent=2) + "\n"
        yield Artifact(f"{FOLDER}/{kind.name}.json", text.encode())


def view_schema(kind: Kind, names: Names) -> dict[str, Any]:
    """The JSON Schema of one kind with the known ids of this workspace."""
    schema = _adapt(kind.model.model_json_schema(), names)
    stem = {"type": "string", "title": "编号", "description": "可以不写；写了要和文件名一致"}
    version = {
        "type": ["integer", "string"],
        "title": "写法的版本",
        "description": "不用改；gridpress upgrade 来写",
    }
    own = {"schema": version} if kind is PROFILE else {}
    properties = {"id": stem, **own, **schema["properties"]}
    return {"$schema": DIALECT, **schema, "title": kind.title.zh, "properties": properties}


def _adapt(node: Any, names: Names) -> Any:  # noqa: ANN401 - JSON of any form
    if isinstance(node, list):
        return [_adapt(item, names) for item in node]
    if not isinstance(node, dict):
        return node
    adapted = {key: _adapt(item, names) for key, item in node.items() if key not in {REFERS_TO, "default"}}
    if REFERS_TO in node:
        known = {id_: name for kind in node[REFERS_TO] for id_, name in sorted(names.get(kind, {}).items())}
        if known:
            adapted |= {"enum": list(known), "markdownEnumDescriptions": list(known.values())}
    return adapted


def view_associations() -> dict[str, str]:
    """VS Code's `yaml.schemas`: schema file to the files it is for."""
    by_kind = {f"./{FOLDER}/{kind.name}.json": f"/menus/{kind.folder}/*.yaml" for kind in KINDS}
    return {**by_kind, f"./{FOLDER}/{PROFILE.name}.json": "/menus/profile.yaml"}
