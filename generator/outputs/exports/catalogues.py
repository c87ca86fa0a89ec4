"""What describes the exports to programs: DCAT-AP 3, an OpenAPI 3.1 description, an API catalogue (RFC 9727).

Each takes the other exports, since a list of files must not be written twice.
"""

import json
from collections.abc import Iterator, Sequence

from generator.artifact import Artifact
from generator.catalogue import Catalogue, gather
from generator.outputs.exports.export import Export
from generator.outputs.exports.graph import Iri, Literal, Node, Statement, render_graph
from generator.outputs.exports.tables import ALL_SETS, name_group
from generator.views.columns import Column, Datatype, columns_of
from generator.views.open_data import FOLDER, INDEX, LICENCES, VERSION

Data = dict[str, object]
JSON_LD, TURTLE = "data/catalog.jsonld", "data/catalog.ttl"
OPENAPI = f"{FOLDER}/openapi.json"
API_CATALOG = ".well-known/api-catalog"
PREFIXES = {
    "dcat": "http://www.w3.org/ns/dcat#",
    "dct": "http://purl.org/dc/terms/",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}
LANGUAGE = Iri("http://publications.europa.eu/resource/authority/language/ZHO")
MEDIA_TYPE = "https://www.iana.org/assignments/media-types/"
_SCHEMAS: dict[Datatype, Data] = {
    "date": {"type": "string", "description": "YYYY-MM-DD, or empty"},
    "anyURI": {"type": "string"},
}


def render_dcat(exports: Sequence[Export], path: str, catalogue: Catalogue, site_url: str) -> Artifact:
    """All files as data sets with distributions; relative to the file where the site has no address."""
    return render_graph(path, list_nodes(exports, catalogue, site_url or "../"), PREFIXES)


def list_nodes(exports: Sequence[Export], catalogue: Catalogue, root: str) -> Iterator[Node]:
    """The catalogue, its publisher, each group as a data set, each export as a distribution."""
    profile, page = catalogue.profile, f"{root}{INDEX.url}"
    licence = LICENCES.get(profile.licence or "")
    terms: tuple[Statement, ...] = (("dct:license", Iri(licence.url)),) if licence else ()
    publisher: Statement = ("dct:publisher", Iri(f"{page}#publisher"))
    modified: Statement = ("dct:modified", Literal(catalogue.today.isoformat(), datatype="xsd:date"))
    groups = [
        (f"{page}#set-{name_group(about, members)}", about, members)
        for about, members in gather((one.about, one) for one in exports).items()
    ]
    says = (
        *_both("dct:title", f"{profile.site_name}开放数据", "Open data"),
        *_both(
            "dct:description", "这个网站给程序和 Excel 用的全部文件", "All files of this site for programs"
        ),
        *(publisher, modified, ("dct:language", LANGUAGE), ("foaf:homepage", Iri(page)), *terms),
        *(("dcat:dataset", Iri(name)) for name, _, _ in groups),
    )
    yield Node(f"{page}#catalog", "dcat:Catalog", says)
    yield Node(f"{page}#publisher", "foaf:Agent", (("foaf:name", Literal(profile.publisher, "zh")),))
    notes = {one.title: one.note for one in ALL_SETS}
    for name, about, members in groups:
        note = notes.get(about, members[0].says)
        first = min(one.since for one in members).isoformat()
        yield Node(
            name,
            "dcat:Dataset",
            (
                *_both("dct:title", about.zh, about.en),
                *_both("dct:description", note.zh, note.en),
                *(publisher, modified, ("dct:issued", Literal(first, datatype="xsd:date"))),
                *(("dcat:distribution", Iri(f"{page}#{one.name}")) for one in members),
            ),
        )
        for one in members:
            yield Node(f"{page}#{one.name}", "dcat:Distribution", (*_distribution(one, root), *terms))


def _distribution(one: Export, root: str) -> Iterator[Statement]:
    yield from _both("dct:title", f"{one.title.zh}（{one.format}）", f"{one.title.en} ({one.format})")
    yield from _both("dct:description", one.says.zh, one.says.en)
    yield "dcat:accessURL", Iri(root + (INDEX.url if one.is_family else one.path))
    if not one.is_family:
        yield "dcat:downloadURL", Iri(root + one.path)
    yield "dcat:mediaType", Iri(MEDIA_TYPE + one.media_type)
    yield "dct:issued", Literal(one.since.isoformat(), datatype="xsd:date")
    if one.standard:
        yield "dct:conformsTo", Iri(one.standard)


def _both(predicate: str, zh: str, en: str) -> tuple[Statement, ...]:
    return (predicate, Literal(zh, "zh")), (predicate, Literal(en, "en"))


def render_openapi(exports: Sequence[Export], catalogue: Catalogue, site_url: str) -> Artifact:
    """The addresses of all files as OpenAPI 3.1: each answers GET, none takes a question."""
    profile, licence = catalogue.profile, LICENCES.get(catalogue.profile.licence or "")
    tables = {f"{FOLDER}/{one.name}.json": one for one in ALL_SETS}
    schemas = {one.name: _schema(columns_of(one.record)) for one in ALL_SETS}
    value: Data = {
        "openapi": "3.1.0",
        "info": {
            "title": f"{profile.site_name}开放数据",
            "version": VERSION,
            "description": "静态文件，用 GET 读，没有参数。Static files, read by GET, without parameters.",
            **({"license": {"name": str(profile.licence), "url": licence.url}} if licence else {}),
        },
        "servers": [{"url": (site_url or "../../").rstrip("/")}],
        "paths": {
            f"/{path}": _path(one, path, number, tables[path].name if path in tables else "")
            for one in exports
            for number, path in enumerate(one.paths)
        },
        "components": {"schemas": schemas},
    }
    return Artifact(OPENAPI, _dump(value))


def _path(one: Export, path: str, number: int, table: str) -> Data:
    names = [part.partition("}")[0] for part in path.split("{")[1:]]
    schema: Data = {"type": "object"} if one.media_type.endswith("json") else {}
    if table:
        records: Data = {"type": "array", "items": {"$ref": f"#/components/schemas/{table}"}}
        schema = {
            "type": "object",
            "required": ["version", "name", "records"],
            "properties": {
                "version": {"const": VERSION},
                "name": {"const": table},
                "records": records,
            },
        }
    answer: Data = {"description": one.format, "content": {one.media_type: {"schema": schema}}}
    get: Data = {
        "operationId": f"{one.name}-{number}" if number else one.name,
        "summary": f"{one.title.zh} / {one.title.en}",
        "description": f"{one.says.zh} {one.says.en}",
        "responses": {"200": answer, "404": {"description": "没有这个文件 / no such file"}},
    }
    if names:
        get["parameters"] = [
            {"name": name, "in": "path", "required": True, "schema": {"type": "string"}} for name in names
        ]
    return {"get": get}


def _schema(columns: Sequence[Column]) -> Data:
    return {
        "type": "object",
        "required": [one.name for one in columns],
        "properties": {one.name: _property(one) for one in columns},
    }


def _property(column: Column) -> Data:
    form: Data = dict(_SCHEMAS.get(column.datatype, {"type": column.datatype}))
    if column.many:
        form = {"type": "array", "items": {"type": "string"}}
    elif column.empty and column.datatype in {"integer", "number"}:
        form["type"] = [column.datatype, "null"]
    return {"title": f"{column.title.zh} / {column.title.en}", **form}


def render_api_catalog(_: Catalogue, site_url: str) -> Artifact:
    """A linkset (RFC 9264) that leads from the well-known address to descriptions and to the page.

    The catalogue is an anchor of its own, with the APIs as items and its profile (RFC 9727, 3.1 and 4.2).
    Below a folder of a host nobody looks for it: there the home page and the page of open data lead to it.
    """
    root = site_url or "../"
    return _linkset(
        [
            {**_describe_catalog(root), "item": [{"href": f"{root}{FOLDER}/"}]},
            {
                "anchor": f"{root}{FOLDER}/",
                "service-desc": [
                    {"href": root + OPENAPI, "type": "application/vnd.oai.openapi+json;version=3.1"}
                ],
                "service-doc": [{"href": root + INDEX.url, "type": "text/html"}],
                "describedby": [
                    {"href": root + JSON_LD, "type": "application/ld+json"},
                    {"href": root + TURTLE, "type": "text/turtle"},
                ],
            },
        ]
    )


def render_api_catalogs(folders: Sequence[tuple[str, str]], site_url: str) -> Artifact:
    """The same of a site of sites, by their folders and titles: a catalogue of catalogues (RFC 9727, A.3)."""
    root = site_url or "../"
    named = [{"href": f"{root}{folder}/{API_CATALOG}", "title": title} for folder, title in folders]
    return _linkset([{**_describe_catalog(root), "api-catalog": named}])


def _describe_catalog(root: str) -> Data:
    return {
        "anchor": root + API_CATALOG,
        "profile": [{"href": "https://www.rfc-editor.org/info/rfc9727"}],
    }


def _linkset(contexts: Sequence[Data]) -> Artifact:
    return Artifact(API_CATALOG, _dump({"linkset": contexts}))


def _dump(value: object) -> bytes:
    return (json.dumps(value, ensure_ascii=False, indent=1) + "\n").encode()
