"""Where programs begin: an OpenAPI 3.1 description of the addresses, an API catalogue (RFC 9727).

Each takes the other exports, since a list of files must not be written twice.
"""

import json
from collections.abc import Sequence

from generator.artifact import Artifact
from generator.catalogue import Catalogue
from generator.outputs.exports.dcat import JSON_LD, TURTLE
from generator.outputs.exports.export import Export
from generator.outputs.exports.tables import ALL_SETS
from generator.views.columns import Column, Datatype, columns_of
from generator.views.open_data import FOLDER, INDEX, LICENCES, VERSION

Data = dict[str, object]
OPENAPI = f"{FOLDER}/openapi.json"
API_CATALOG = ".well-known/api-catalog"
_SCHEMAS: dict[Datatype, Data] = {
    "date": {"type": "string", "description": "YYYY-MM-DD, or empty"},
    "anyURI": {"type": "string"},
}


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
                "describedby": _list_dcat(root),
            },
        ]
    )


def render_api_catalogs(folders: Sequence[tuple[str, str]], site_url: str) -> Artifact:
    """The same of a site of sites, by their folders and titles: a catalogue of catalogues (RFC 9727, A.3)."""
    root = site_url or "../"
    named = [{"href": f"{root}{folder}/{API_CATALOG}", "title": title} for folder, title in folders]
    return _linkset([{**_describe_catalog(root), "api-catalog": named, "describedby": _list_dcat(root)}])


def _describe_catalog(root: str) -> Data:
    return {
        "anchor": root + API_CATALOG,
        "profile": [{"href": "https://www.rfc-editor.org/info/rfc9727"}],
    }


def _list_dcat(root: str) -> list[Data]:
    return [
        {"href": root + JSON_LD, "type": "application/ld+json"},
        {"href": root + TURTLE, "type": "text/turtle"},
    ]


def _linkset(contexts: Sequence[Data]) -> Artifact:
    return Artifact(API_CATALOG, _dump({"linkset": contexts}))


def _dump(value: object) -> bytes:
    return (json.dumps(value, ensure_ascii=False, indent=1) + "\n").encode()
