"""JSON Schemas for editors: titles and descriptions in Chinese, known ids as enumerations.

They say of a value what `check` says: `tests/test_schemas.py` compares both, field by field.
"""

import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from hashlib import blake2b
from typing import Any

from generator import __version__
from generator.artifact import Artifact
from generator.model import KINDS, PROFILE, Kind
from generator.model.fields import REFERS_TO, YES, Draftable
from generator.model.written import COUNT, NAME, flag
from generator.reading.schema import NEWEST

FOLDER = "schemas"
SCHEMAS = tuple(f"{FOLDER}/{kind.name}.json" for kind in (*KINDS, PROFILE))
DIALECT = "http://json-schema.org/draft-07/schema#"
"""The newest dialect that yaml-language-server understands in full."""
NULL = {"type": "null"}
ID = {**NAME.form, "title": "编号", "description": "可以不写；写了要和文件名一致"}
VERSION: dict[str, Any] = {
    **replace(COUNT, ranges=((1, NEWEST),)).form,
    "title": "写法的版本",
    "description": "不用改；gridpress upgrade 来写",
}
_NUMBER = re.compile(r"[0-9]+(e[0-9]+)?")
"""Ids that YAML takes for numbers."""

Names = dict[str, dict[str, str]]
"""Kind to id to the name shown beside it in the editor."""


def render_schemas(names: Names) -> Iterator[Artifact]:
    """One schema for each kind, at schemas/<kind>.json, with the digest of the names as its first word."""
    mark = {"$comment": digest_names(names)}
    for kind in (*KINDS, PROFILE):
        text = json.dumps({**mark, **view_schema(kind, names)}, ensure_ascii=False, indent=2) + "\n"
        yield Artifact(f"{FOLDER}/{kind.name}.json", text.encode())


def digest_names(names: Names) -> str:
    """What tells schemas made of other names, or by another version, apart."""
    stated = json.dumps([__version__, {kind: sorted(names[kind].items()) for kind in sorted(names)}])
    return blake2b(stated.encode(), digest_size=16).hexdigest()


def view_schema(kind: Kind, names: Names) -> dict[str, Any]:
    """The JSON Schema of one kind with the known ids of this workspace."""
    schema = _adapt(kind.model.model_json_schema(), names)
    own = {"schema": _or_nothing(VERSION)} if kind is PROFILE else {}
    schema["properties"] = {"id": _or_nothing(ID), **own, **schema["properties"]}
    if issubclass(kind.model, Draftable):
        schema = _excuse_drafts(schema)
    return {"$schema": DIALECT, **schema, "title": kind.title.zh}


def _excuse_drafts(schema: dict[str, Any]) -> dict[str, Any]:
    """A draft may lack what an entry must have."""
    wanted = {"required": schema.pop("required")}
    is_draft = {**flag(sorted(YES)).form, "not": {"const": False}}
    return {**schema, "if": {"required": ["draft"], "properties": {"draft": is_draft}}, "else": wanted}


def _adapt(node: Any, names: Names) -> Any:  # noqa: ANN401 - JSON of any form
    if isinstance(node, list):
        return [_adapt(item, names) for item in node]
    if not isinstance(node, dict):
        return node
    adapted = {key: _adapt(item, names) for key, item in node.items() if key not in {REFERS_TO, "default"}}
    if REFERS_TO in node:
        adapted |= _list_ids(node[REFERS_TO], names)
    if node.get("type") == "object" and "properties" in node:
        required = node.get("required", ())
        adapted["properties"] = {
            name: field if name in required else _or_nothing(field)
            for name, field in adapted["properties"].items()
        }
    return adapted


def _list_ids(kinds: Iterable[str], names: Names) -> dict[str, Any]:
    """The ids of these kinds, each with its name; one that YAML reads as a number as that number too."""
    known = {id_: name for kind in kinds for id_, name in sorted(names.get(kind, {}).items())}
    if not known:
        return {}
    numbers = {float(id_): name for id_, name in known.items() if _NUMBER.fullmatch(id_)}
    return {
        "enum": [*known, *numbers],
        "markdownEnumDescriptions": [*known.values(), *numbers.values()],
        "errorMessage": "没有这个编号；按 Ctrl+空格，从列出的里面选",
    }


def _or_nothing(field: dict[str, Any]) -> dict[str, Any]:
    """The form of a field that may stand there empty."""
    forms = field.get("anyOf", ())
    if NULL in forms and len(forms) == 2:  # noqa: PLR2004 - one form, or nothing
        (form,) = (one for one in forms if one != NULL)
        field = {**{key: value for key, value in field.items() if key != "anyOf"}, **form}
    if "type" in field and "enum" not in field:
        types = field["type"] if isinstance(field["type"], list) else [field["type"]]
        return {**field, "type": [*types, "null"]}
    told: dict[str, Any] = {key: field[key] for key in ("title", "description") if key in field}
    rest = {key: value for key, value in field.items() if key not in told}
    return {**told, "anyOf": [*rest.pop("anyOf", []), *([rest] if rest else []), NULL]}


def view_associations() -> dict[str, str]:
    """VS Code's `yaml.schemas`: schema file to the files it is for."""
    by_kind = {f"./{FOLDER}/{kind.name}.json": f"/menus/{kind.folder}/*.yaml" for kind in KINDS}
    return {**by_kind, f"./{FOLDER}/{PROFILE.name}.json": "/menus/profile.yaml"}
