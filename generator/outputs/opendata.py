"""Open data as files: JSON for programs, CSV for Excel."""

import csv
import io
import json
from collections.abc import Iterator, Sequence
from dataclasses import asdict, fields

from generator.artifact import Artifact
from generator.catalogue import Catalogue
from generator.outputs.escaping import guard_cell
from generator.views.open_data import FOLDER, VERSION
from generator.views.open_records import Record
from generator.views.projections import DataSet
from generator.views.register import DATA_SETS

BOM = "\ufeff"
"""Without it Excel takes UTF-8 for another encoding."""


def render_open_data(catalogue: Catalogue, site_url: str) -> Iterator[Artifact]:
    """Each set as JSON and CSV; `site_url` may be empty, else pages are whole addresses."""
    root = site_url.rstrip("/") + "/" if site_url else ""
    for one in DATA_SETS:
        records = tuple(one.records(catalogue))
        yield Artifact(f"{FOLDER}/{one.name}.json", render_json(catalogue, one, records, root))
        yield Artifact(f"{FOLDER}/{one.name}.csv", render_csv(one, records, root))


def render_json(catalogue: Catalogue, data: DataSet, records: Sequence[Record], root: str) -> bytes:
    """An object: version, title, publisher, date, columns with their meaning, records."""
    value = {
        "version": VERSION,
        "name": data.name,
        "title": data.title,
        "publisher": catalogue.profile.publisher,
        "updated": catalogue.today.isoformat(),
        "columns": dict(zip((one.name for one in fields(data.record)), data.record.TITLES, strict=True)),
        "records": [_absolute(asdict(record), root) for record in records],
    }
    return (json.dumps(value, ensure_ascii=False, indent=1) + "\n").encode()


def _absolute(record: dict[str, object], root: str) -> dict[str, object]:
    return record | {"page": f"{root}{record['page']}"} if "page" in record else record


def render_csv(data: DataSet, records: Sequence[Record], root: str) -> bytes:
    """Rows under the names of the columns; lists are joined by `；`."""
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    writer.writerow([one.name for one in fields(data.record)])
    writer.writerows([_cell(one) for one in _absolute(asdict(record), root).values()] for record in records)
    return (BOM + text.getvalue()).encode()


def _cell(value: object) -> object:
    """A cell as Excel may open it: text that it would compute gets an apostrophe."""
    if isinstance(value, tuple):
        value = "；".join(value)
    return guard_cell(value) if isinstance(value, str) else "" if value is None else value
