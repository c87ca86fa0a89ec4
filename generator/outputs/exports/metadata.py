"""What the CSV files hold, for programs: CSV on the Web (W3C, 2015) and a data package (Frictionless 1)."""

import json
from collections.abc import Iterator, Sequence

from generator.artifact import Artifact
from generator.catalogue import Catalogue
from generator.outputs.exports.tables import ALL_SETS, count_rows
from generator.outputs.exports.workbook import BETWEEN
from generator.views.columns import Column, Datatype, columns_of
from generator.views.open_data import FOLDER, LICENCES, VERSION
from generator.views.projections import DataSet

Data = dict[str, object]
CSVW = f"{FOLDER}/csv-metadata.json"
PACKAGE = f"{FOLDER}/datapackage.json"
_PACKAGED: dict[Datatype, str] = {"anyURI": "string"}
"""Types that a data package calls otherwise."""


def dump(value: object) -> bytes:
    """JSON that people may read."""
    return (json.dumps(value, ensure_ascii=False, indent=1) + "\n").encode()


def render_csvw(catalogue: Catalogue, site_url: str) -> Iterator[Artifact]:
    """One group of tables, at the name under which readers of a CSV file beside it look for it."""
    profile = catalogue.profile
    licence = LICENCES.get(profile.licence or "")
    value: Data = {
        "@context": ["http://www.w3.org/ns/csvw", {"@language": "zh"}],
        "dc:title": f"{profile.site_name}开放数据",
        "dc:publisher": profile.publisher,
        "dc:date": {"@value": catalogue.today.isoformat(), "@type": "xsd:date"},
        **({"dc:license": {"@id": licence.url}} if licence else {}),
        **({"dc:source": {"@id": site_url}} if site_url else {}),
        "dialect": {"encoding": "utf-8", "lineTerminators": ["\r\n", "\n"], "header": True},
        "tables": [_table(one) for one in ALL_SETS],
    }
    yield Artifact(CSVW, dump(value))


def _table(data: DataSet) -> Data:
    columns = columns_of(data.record)
    return {
        "url": f"{data.name}.csv",
        "dc:title": [_said(data.title.zh, "zh"), _said(data.title.en, "en")],
        "dc:description": [_said(data.note.zh, "zh"), _said(data.note.en, "en")],
        "tableSchema": {
            "columns": [_describe(one) for one in columns],
            "primaryKey": list(data.record.KEY),
            **_keys(columns),
        },
    }


def _said(text: str, language: str) -> Data:
    return {"@value": text, "@language": language}


def _describe(column: Column) -> Data:
    return {
        "name": column.name,
        "titles": {"und": column.name, "zh": column.title.zh, "en": column.title.en},
        "datatype": column.datatype,
        "required": not column.empty and not column.many,
        **({"separator": BETWEEN} if column.many else {}),
    }


def _keys(columns: Sequence[Column]) -> Data:
    """Foreign keys of columns that hold one value: a list is none to CSV on the Web."""
    keys = [
        {
            "columnReference": one.name,
            "reference": {"resource": f"{one.to}.csv", "columnReference": "id"},
        }
        for one in columns
        if one.to and not one.many
    ]
    return {"foreignKeys": keys} if keys else {}


def render_package(catalogue: Catalogue, _: str) -> Iterator[Artifact]:
    """The same as a data package."""
    profile, licence = catalogue.profile, LICENCES.get(catalogue.profile.licence or "")
    value: Data = {
        "profile": "tabular-data-package",
        "name": "gridpress-open-data",
        "title": f"{profile.site_name}开放数据",
        "version": VERSION,
        "created": f"{catalogue.today.isoformat()}T00:00:00Z",
        "contributors": [{"title": profile.publisher, "role": "publisher"}],
        **({"licenses": [{"name": profile.licence, "path": licence.url}]} if licence else {}),
        "resources": [_resource(catalogue, one) for one in ALL_SETS],
    }
    yield Artifact(PACKAGE, dump(value))


def _resource(catalogue: Catalogue, data: DataSet) -> Data:
    columns = columns_of(data.record)
    keys = [
        {"fields": one.name, "reference": {"resource": one.to, "fields": "id"}}
        for one in columns
        if one.to and not one.many
    ]
    return {
        "profile": "tabular-data-resource",
        "name": data.name,
        "title": data.title.zh,
        "description": data.note.zh,
        "path": f"{data.name}.csv",
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "rows": count_rows(data, catalogue),
        "schema": {
            "fields": [
                {
                    "name": one.name,
                    "title": one.title.zh,
                    "description": one.title.en,
                    "type": "string" if one.many else _PACKAGED.get(one.datatype, one.datatype),
                    "constraints": {"required": not one.empty and not one.many},
                }
                for one in columns
            ],
            "primaryKey": list(data.record.KEY),
            "missingValues": [""],
            **({"foreignKeys": keys} if keys else {}),
        },
    }
