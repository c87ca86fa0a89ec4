"""HSDS as files: JSON of each service and organisation, lists of all as its API answers, a data package."""

import csv
import io
import json
from collections.abc import Iterable, Iterator

from generator.artifact import Artifact
from generator.catalogue import Catalogue
from generator.outputs.escaping import guard_data_cell
from generator.standards.hsds import Hsds
from generator.standards.hsds_package import describe_package, part_object, write_cell
from generator.standards.hsds_parts import Data
from generator.standards.hsds_tables import PROFILE, TABLES, VERSION

FOLDER = "data/v1/hsds"
PACKAGE = "data/v1/hsds-package"
_ENCODER = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"))


def render_hsds(catalogue: Catalogue, _: str) -> Iterator[Artifact]:
    """Every file, those of the package too: one walk makes both. The address is the profile's."""
    hsds, package = Hsds(catalogue), _Package()
    yield from _render_each("service", hsds.services(), package)
    yield from _render_each("organization", hsds.organizations(), package)
    for kind, file, found in (
        ("taxonomy", "taxonomies", hsds.taxonomies()),
        ("taxonomy_term", "taxonomy_terms", hsds.terms()),
    ):
        written = _List(file)
        for one in found:
            package.add(kind, one)
            written.add(_ENCODER.encode(one).encode())
        yield written.artifact()
    yield Artifact(f"{FOLDER}/index.json", _ENCODER.encode({"version": VERSION, "profile": PROFILE}).encode())
    yield from package.artifacts(catalogue)


def count_objects(catalogue: Catalogue) -> int:
    """How many services and organisations the files hold."""
    return sum(1 for _ in Hsds(catalogue).entries())


def _render_each(kind: str, objects: Iterable[tuple[str, Data]], package: "_Package") -> Iterator[Artifact]:
    written = _List(f"{kind}s")
    for name, one in objects:
        package.add(kind, one)
        data = _ENCODER.encode(one).encode()
        written.add(data)
        yield Artifact(f"{FOLDER}/{kind}s/{name}.json", data)
    yield written.artifact()


class _List:
    """A list of all, on one page as the API's description wants it."""

    def __init__(self, name: str) -> None:
        self._name, self._count, self._text = name, 0, io.BytesIO()

    def add(self, data: bytes) -> None:
        """One more object."""
        self._text.write(b",\n" * bool(self._count) + data)
        self._count += 1

    def artifact(self) -> Artifact:
        """The page."""
        count = self._count
        page = {"total_items": count, "total_pages": 1, "page_number": 1, "size": count}
        page |= {"first_page": True, "last_page": True, "empty": not count}
        head = _ENCODER.encode(page).removesuffix("}") + ',"contents":['
        return Artifact(f"{FOLDER}/{self._name}.json", head.encode() + self._text.getvalue() + b"]}\n")


class _Package:
    """The tables, written as their rows come: a city has a hundred thousand.

    Without a mark of byte order, as validators of packages do not expect one.
    """

    def __init__(self) -> None:
        self._texts: dict[str, io.StringIO] = {}

    def add(self, kind: str, one: Data) -> None:
        """An object and all that it holds."""
        for table, row in part_object(kind, one):
            self._write(
                table,
                [guard_data_cell(write_cell(field, row.get(field.name))) for field in TABLES[table].fields],
            )

    def _write(self, table: str, cells: list[str]) -> None:
        if table not in self._texts:
            self._texts[table] = io.StringIO(newline="")
            self._write(table, [field.name for field in TABLES[table].fields])
        csv.writer(self._texts[table]).writerow(cells)

    def artifacts(self, catalogue: Catalogue) -> Iterator[Artifact]:
        """The description and each table that has rows."""
        profile = catalogue.profile
        title, day = profile.site_name, catalogue.today.isoformat()
        described = describe_package(self._texts, title, profile.publisher, day)
        text = json.dumps(described, ensure_ascii=False, indent=1)
        yield Artifact(f"{PACKAGE}/datapackage.json", text.encode())
        for kind, rows in self._texts.items():
            yield Artifact(f"{PACKAGE}/{TABLES[kind].file}", rows.getvalue().encode())
