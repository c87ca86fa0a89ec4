"""HSDS as files: JSON of each service and organisation, lists of all as its API answers, a data package."""

import csv
import io
import json
import re
from collections.abc import Iterable, Iterator, Sequence

from generator.artifact import Artifact
from generator.catalogue import Catalogue
from generator.outputs.escaping import guard_cell
from generator.standards.hsds import Hsds
from generator.standards.hsds_package import Rows, describe_package, part_objects, write_cell
from generator.standards.hsds_parts import Data
from generator.standards.hsds_tables import PROFILE, TABLES, VERSION

FOLDER = "data/v1/hsds"
PACKAGE = f"{FOLDER}/package"
_NUMBERS = re.compile(r"[+-]\d[\dA-Z ,+转-]*")
"""Telephone numbers and -1FR: no formula, and programs want them as they are."""
_ENCODER = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"))


def render_hsds(catalogue: Catalogue, _: str) -> Iterator[Artifact]:
    """Every file. The address is the profile's, which ids are made from."""
    hsds, rows = Hsds(catalogue), Rows()
    yield from _render_each("service", hsds.services(), rows)
    yield from _render_each("organization", hsds.organizations(), rows)
    for kind, file, found in (
        ("taxonomy", "taxonomies", hsds.taxonomies()),
        ("taxonomy_term", "taxonomy_terms", hsds.terms()),
    ):
        objects = list(found)
        part_objects(kind, objects, rows)
        yield _render_list(file, [_ENCODER.encode(one) for one in objects])
    yield Artifact(f"{FOLDER}/index.json", _bytes(_ENCODER.encode({"version": VERSION, "profile": PROFILE})))
    yield from _render_package(catalogue, rows)


def _render_each(kind: str, objects: Iterable[tuple[str, Data]], rows: Rows) -> Iterator[Artifact]:
    texts: list[str] = []
    for name, one in objects:
        part_objects(kind, [one], rows)
        texts.append(_ENCODER.encode(one))
        yield Artifact(f"{FOLDER}/{kind}s/{name}.json", _bytes(texts[-1]))
    yield _render_list(f"{kind}s", texts)


def _render_list(name: str, texts: Sequence[str]) -> Artifact:
    """A list of all, on one page as the API's description wants it."""
    count = len(texts)
    page = {"total_items": count, "total_pages": 1, "page_number": 1, "size": count}
    page |= {"first_page": True, "last_page": True, "empty": not count}
    head = _ENCODER.encode(page).removesuffix("}")
    contents = ",\n".join(texts)
    return Artifact(f"{FOLDER}/{name}.json", _bytes(f'{head},"contents":[{contents}]}}'))


def _bytes(text: str) -> bytes:
    return f"{text}\n".encode()


def _render_package(catalogue: Catalogue, rows: Rows) -> Iterator[Artifact]:
    profile = catalogue.profile
    described = describe_package(rows, profile.site_name, profile.publisher, catalogue.today.isoformat())
    text = json.dumps(described, ensure_ascii=False, indent=1)
    yield Artifact(f"{PACKAGE}/datapackage.json", _bytes(text))
    for kind, table in TABLES.items():
        if kind in rows:
            yield Artifact(f"{PACKAGE}/{table.file}", _render_csv(kind, rows[kind].values()))


def _render_csv(kind: str, rows: Iterable[Data]) -> bytes:
    """Without a mark of byte order, as validators of packages do not expect one."""
    fields = TABLES[kind].fields
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    writer.writerow([field.name for field in fields])
    writer.writerows([_guard(write_cell(field, row.get(field.name))) for field in fields] for row in rows)
    return text.getvalue().encode()


def _guard(text: str) -> str:
    return text if _NUMBERS.fullmatch(text) else guard_cell(text)
