"""CPSV-AP as JSON-LD and as Turtle, from the same nodes."""

import io
import json
import re
from collections.abc import Iterator
from typing import Any

from generator.artifact import Artifact
from generator.catalogue import Catalogue
from generator.facts.publication import ongoing_services
from generator.standards.cpsv import Node, describe_city
from generator.standards.cpsv_rules import PREFIXES

JSON_LD, TURTLE = "data/v1/cpsv-ap.jsonld", "data/v1/cpsv-ap.ttl"
_ENCODER = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"))
_UNSAFE = re.compile(r"[\x00-\x20<>\"{}|^`\\]")
"""What an address in Turtle may not hold; an entry's never holds it unescaped."""


def render_cpsv(catalogue: Catalogue, _: str) -> Iterator[Artifact]:
    """JSON-LD, a line for each node, and Turtle, a paragraph for each."""
    linked, turtle = io.BytesIO(), io.BytesIO()
    linked.write(f'{{"@context":{_ENCODER.encode(PREFIXES)},"@graph":[\n'.encode())
    turtle.write("".join(f"@prefix {name}: <{iri}> .\n" for name, iri in PREFIXES.items()).encode())
    for number, node in enumerate(describe_city(catalogue)):
        linked.write(((",\n" if number else "") + _ENCODER.encode(node)).encode())
        turtle.write((("\n" if number else "") + _write_node(node)).encode())
    linked.write(b"\n]}\n")
    yield Artifact(JSON_LD, linked.getvalue())
    yield Artifact(TURTLE, turtle.getvalue())


def count_services(catalogue: Catalogue) -> int:
    """How many services the files hold."""
    return len(ongoing_services(catalogue))


def _write_node(node: Node) -> str:
    lines = [f"a {', '.join(node['@type'])}"]
    lines += [f"{name} {', '.join(map(_write, values))}" for name, values in node.items() if name[0] != "@"]
    told = " ;\n  ".join(lines)
    return f"{_iri(node['@id'])} {told} .\n"


def _write(value: Any) -> str:  # noqa: ANN401 - a node's reference, a literal, a text
    if isinstance(value, str):
        return json.dumps(value, ensure_ascii=False)
    if "@id" in value:
        return _iri(value["@id"])
    text = json.dumps(value["@value"], ensure_ascii=False)
    return f"{text}@{value['@language']}" if "@language" in value else f"{text}^^{value['@type']}"


def _iri(text: str) -> str:
    return f"<{_UNSAFE.sub(lambda match: f'%{ord(match[0]):02X}', text)}>"
