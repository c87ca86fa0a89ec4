"""A small graph as JSON-LD 1.1 and as Turtle: the same statements in both, in the order given."""

import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from generator.artifact import Artifact

_ESCAPES = str.maketrans({'"': '\\"', "\\": "\\\\", "\n": "\\n", "\r": "\\r", "\t": "\\t"})
_NOT_IN_IRI = re.compile(r"[\x00-\x20<>\"{}|^`\\]")


@dataclass(frozen=True, slots=True)
class Iri:
    """A thing by its address, whole or relative to the file."""

    value: str


@dataclass(frozen=True, slots=True)
class Literal:
    """A text, in a language or of a type (`xsd:date`)."""

    value: str
    language: str = ""
    datatype: str = ""


Statement = tuple[str, Iri | Literal]


@dataclass(frozen=True, slots=True)
class Node:
    """A thing, its class and what is said of it, by prefixed names."""

    id: str
    type: str
    says: tuple[Statement, ...]


def render_graph(path: str, nodes: Iterable[Node], prefixes: Mapping[str, str]) -> Artifact:
    """One file: Turtle where its name ends so, JSON-LD else."""
    text = _turtle(nodes, prefixes) if path.endswith(".ttl") else _jsonld(nodes, prefixes)
    return Artifact(path, text.encode())


def _jsonld(nodes: Iterable[Node], prefixes: Mapping[str, str]) -> str:
    graph = []
    for node in nodes:
        found: dict[str, object] = {"@id": _iri(node.id), "@type": node.type}
        for predicate in dict.fromkeys(one for one, _ in node.says):
            values = [_json_value(value) for one, value in node.says if one == predicate]
            found[predicate] = values[0] if len(values) == 1 else values
        graph.append(found)
    return json.dumps({"@context": dict(prefixes), "@graph": graph}, ensure_ascii=False, indent=1) + "\n"


def _json_value(value: Iri | Literal) -> dict[str, str]:
    if isinstance(value, Iri):
        return {"@id": _iri(value.value)}
    marks = {"@language": value.language, "@type": value.datatype}
    return {"@value": value.value, **{name: mark for name, mark in marks.items() if mark}}


def _turtle(nodes: Iterable[Node], prefixes: Mapping[str, str]) -> str:
    lines = [f"@prefix {name}: <{address}> ." for name, address in prefixes.items()]
    for node in nodes:
        says = [f"a {node.type}", *(f"{one} {_turtle_value(value)}" for one, value in node.says)]
        lines += ["", f"<{_iri(node.id)}>", "    " + " ;\n    ".join(says) + " ."]
    return "\n".join(lines) + "\n"


def _turtle_value(value: Iri | Literal) -> str:
    if isinstance(value, Iri):
        return f"<{_iri(value.value)}>"
    mark = f"@{value.language}" if value.language else f"^^{value.datatype}" if value.datatype else ""
    return f'"{value.value.translate(_ESCAPES)}"{mark}'


def _iri(text: str) -> str:
    return _NOT_IN_IRI.sub(lambda one: f"%{ord(one[0]):02X}", text)
