"""Whether what we publish keeps to its standards: by our own account of them, and by the published schemas.

    python -m scripts.standards SITE            HSDS in a built site by the rules in generator/standards
    python -m scripts.standards SITE FOLDER     and by the schemas and shapes anywhere below FOLDER: HSDS's
                                                schema/*.json (openreferral/specification), CPSV-AP's
                                                cpsv-ap-SHACL.ttl (SEMICeu/CPSV-AP), DCAT-AP's shapes.ttl and
                                                range.ttl (SEMICeu/DCAT-AP, releases/3.0.1/html/shacl); they
                                                are not ours to ship

Prints a line for each fault, then the counts; ends with 1 when there is a fault.
"""

import json
import sys
from collections.abc import Iterable, Iterator, Mapping
from functools import partial
from pathlib import Path
from typing import Any

from jsonschema import Draft202012Validator
from pyshacl import validate
from rdflib import RDF, SH, BNode, Graph, Literal, URIRef
from referencing import Registry, Resource
from referencing.jsonschema import DRAFT202012

from generator.outputs.exports import cpsv, dcat
from generator.outputs.exports.hsds import FOLDER
from generator.standards.cpsv_rules import CPSV_AP
from generator.standards.dcat_rules import DCAT_AP
from generator.standards.hsds_tables import TABLES, Field
from generator.standards.rdf_profile import TEXT, RdfProfile

LISTS = {
    "services": "service",
    "organizations": "organization",
    "taxonomies": "taxonomy",
    "taxonomy_terms": "taxonomy_term",
}
GRAPHS = (
    ("CPSV-AP", cpsv.TURTLE, CPSV_AP, ("cpsv-ap-SHACL.ttl",)),
    ("DCAT-AP", dcat.TURTLE, DCAT_AP, ("shapes.ttl", "range.ttl")),
)
"""Name, file, our account of the profile, and names of its published shapes."""
_LITERALS = ("xsd:", "gsp:")
_FORMATS = {"datetime": "date-time"}
_CLOCK = r"^([01]\d|2[0-3]):[0-5]\d(Z|[+-]\d{2}:\d{2})$"


def describe_schema(kind: str) -> dict[str, Any]:
    """Our account of one kind of object as a JSON Schema; stricter than HSDS, it knows no other fields."""
    table = TABLES[kind]
    inner: dict[str, Any] = {}
    for key, other in table.holds.items():
        ref = {"$ref": f"#/$defs/{other}"}
        inner[key.removesuffix("[]")] = {"type": "array", "items": ref} if key.endswith("[]") else ref
    return {
        "type": "object",
        "properties": {field.name: _describe(field) for field in table.fields} | inner,
        "required": [field.name for field in table.fields if field.required],
        "additionalProperties": False,
    }


def _describe(field: Field) -> dict[str, Any]:
    if field.values:
        return {"enum": list(field.values)}
    if field.type == "number":
        return {"type": "number"}
    text: dict[str, Any] = {"type": "string", "minLength": 1}
    if field.type == "time":
        return text | {"pattern": _CLOCK}
    if field.type == "uri":  # jsonschema looks at these with another package only
        return text | {"pattern": r"^https?://[^\s/]+"}
    return text if field.type == "string" else text | {"format": _FORMATS.get(field.type, field.type)}


def own_validators() -> dict[str, Draft202012Validator]:
    """A validator for each kind of object, by our own account."""
    defs = {kind: describe_schema(kind) for kind in TABLES}
    return {
        kind: Draft202012Validator(
            {"$defs": defs, "$ref": f"#/$defs/{kind}"}, format_checker=Draft202012Validator.FORMAT_CHECKER
        )
        for kind in TABLES
    }


def published_validators(folder: Path) -> dict[str, Draft202012Validator]:
    """A validator for each kind of object, by the schemas of HSDS below a folder; none where it has none."""
    home = next((one.parent for one in sorted(folder.rglob("required_document.json"))), folder)
    schemas = {one.name: json.loads(one.read_text("utf-8")) for one in home.glob("*.json")}
    registry: Registry[Any] = Registry().with_resources(
        (name, Resource.from_contents(schema, default_specification=DRAFT202012))
        for name, schema in schemas.items()
    )
    return {
        kind: Draft202012Validator(
            schemas[f"{kind}.json"],
            registry=registry,
            format_checker=Draft202012Validator.FORMAT_CHECKER,
        )
        for kind in TABLES
        if f"{kind}.json" in schemas
    }


def check_objects(
    kind: str, objects: Iterable[Mapping[str, Any]], validators: Mapping[str, Draft202012Validator]
) -> Iterator[str]:
    """A line for each fault of objects of one kind."""
    for one in objects:
        for error in validators[kind].iter_errors(one):
            yield f"{kind} {one.get('name')}: {error.json_path}: {error.message[:200]}"


def describe_shapes(profile: RdfProfile) -> Graph:
    """Our account of a profile as SHACL."""
    shapes, name = Graph(), partial(expand, profile)
    for number, one in enumerate(profile.properties):
        shape, rule = URIRef(f"urn:shape:{number}"), BNode()
        shapes.add((shape, SH.targetClass, name(one.of)))
        shapes.add((shape, SH.property, rule))
        shapes.add((rule, SH.path, name(one.name)))
        shapes.add((rule, SH.minCount, Literal(one.least)))
        if one.most is not None:
            shapes.add((rule, SH.maxCount, Literal(one.most)))
        if one.holds:
            is_class = one.holds != TEXT and not one.holds.startswith(_LITERALS)
            wanted = RDF.langString if one.holds == TEXT else name(one.holds)
            shapes.add((rule, SH["class"] if is_class else SH.datatype, wanted))
    return shapes


def expand(profile: RdfProfile, name: str) -> URIRef:
    """A term by its short name."""
    prefix, _, rest = name.partition(":")
    return URIRef(profile.prefixes[prefix] + rest)


def check_graph(graph: Graph, shapes: Graph) -> Iterator[str]:
    """A line for each fault of a graph by shapes."""
    _, results, _ = validate(graph, shacl_graph=shapes)
    assert isinstance(results, Graph)  # noqa: S101 - for the checker
    for fault in results.subjects(RDF.type, SH.ValidationResult):
        told = (results.value(fault, part) for part in (SH.focusNode, SH.resultPath, SH.resultMessage))
        yield ": ".join(map(str, told))


def main(site: Path, schemas: Path | None = None) -> int:
    """Check a built site; 1 when there is a fault."""
    faults = 0
    accounts = {"our account": own_validators()}
    if schemas:
        accounts["the published schemas"] = published_validators(schemas)
    for name, validators in accounts.items():
        for file, kind in LISTS.items():
            found = json.loads((site / FOLDER / f"{file}.json").read_text("utf-8"))["contents"]
            lines = list(check_objects(kind, found, validators))
            print(*lines, f"HSDS {file} by {name}: {len(found)} objects, {len(lines)} faults", sep="\n")
            faults += len(lines)
    for title, file, profile, names in GRAPHS:
        graph = Graph().parse(site / file)
        published = [path for name in names for path in sorted(schemas.rglob(name))] if schemas else []
        for name, shapes in (
            ("our account", describe_shapes(profile)),
            *((str(one), Graph().parse(one)) for one in published),
        ):
            lines = list(check_graph(graph, shapes))
            print(*lines, f"{title} by {name}: {len(graph)} triples, {len(lines)} faults", sep="\n")
            faults += len(lines)
    return min(faults, 1)


if __name__ == "__main__":
    sys.exit(main(*map(Path, sys.argv[1:])))
