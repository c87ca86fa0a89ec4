"""HSDS as files: JSON of each service and organisation, lists of all as its API answers, a data package."""

import csv
import datetime
import io
import json
from collections.abc import Iterable, Iterator

from generator.artifact import Artifact
from generator.catalogue import Catalogue
from generator.diagnostics import Text
from generator.outputs.escaping import guard_data_cell
from generator.outputs.exports.export import Export
from generator.standards.hsds import Hsds
from generator.standards.hsds_package import describe_package, part_object, write_cell
from generator.standards.hsds_parts import Data
from generator.standards.hsds_tables import PROFILE, TABLES, VERSION

FOLDER = "data/v1/hsds"
PACKAGE = "data/v1/hsds-package"
_SINCE = datetime.date(2026, 11, 29)
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
        data = b"".join((head.encode(), self._text.getbuffer(), b"]}\n"))
        self._text = io.BytesIO()  # of a city both are large
        return Artifact(f"{FOLDER}/{self._name}.json", data)


class _Table:
    """Rows as the bytes of a CSV file, a third of what they take as text.

    Without a mark of byte order, as validators of packages do not expect one.
    """

    def __init__(self, columns: Iterable[str]) -> None:
        self._bytes = io.BytesIO()
        self._text = io.TextIOWrapper(self._bytes, "utf-8", newline="")
        self.add = csv.writer(self._text).writerow
        self.add(columns)

    def take(self) -> bytes:
        """All of it."""
        self._text.flush()
        return self._bytes.getvalue()


class _Package:
    """The tables, written as their rows come: a city has a hundred thousand."""

    def __init__(self) -> None:
        self._tables: dict[str, _Table] = {}

    def add(self, kind: str, one: Data) -> None:
        """An object and all that it holds."""
        for name, row in part_object(kind, one):
            fields = TABLES[name].fields
            table = self._tables.get(name)
            if table is None:
                table = self._tables[name] = _Table(field.name for field in fields)
            table.add([guard_data_cell(write_cell(field, row.get(field.name))) for field in fields])

    def artifacts(self, catalogue: Catalogue) -> Iterator[Artifact]:
        """The description and each table that has rows, which is forgotten then."""
        profile = catalogue.profile
        title, day = profile.site_name, catalogue.today.isoformat()
        described = describe_package(self._tables, title, profile.publisher, day)
        text = json.dumps(described, ensure_ascii=False, indent=1)
        yield Artifact(f"{PACKAGE}/datapackage.json", text.encode())
        for name in list(self._tables):
            yield Artifact(f"{PACKAGE}/{TABLES[name].file}", self._tables.pop(name).take())


STANDARDS = Text("国际标准的服务目录", "The catalogue by international standards")
HSDS = (
    Export(
        name="hsds",
        about=STANDARDS,
        title=Text("服务和机构（HSDS）", "Services and organizations (HSDS)"),
        says=Text(
            "给查询服务的程序用："
            "data/v1/hsds/services.json 是全部服务，organizations.json 是全部机构；"
            "每项服务、每个机构另有单独的文件。",
            "For service finders: data/v1/hsds/services.json, organizations.json, and a file for each.",
        ),
        format="HSDS 3.1.3 JSON",
        media_type="application/json",
        path=f"{FOLDER}/{{name}}.json",
        further_paths=(f"{FOLDER}/{{kind}}/{{name}}.json",),
        version="v1",
        since=_SINCE,
        render=render_hsds,
        rows=count_objects,
        standard=PROFILE,
    ),
    Export(
        name="hsds-package",
        about=STANDARDS,
        title=Text("服务和机构的数据包", "Services and organizations as a data package"),
        says=Text(
            "和上面一样，分成一张张表；从下面的说明看起。",
            "The same as tables; begin at their description below.",
        ),
        format="HSDS 3.1.3 CSV",
        media_type="text/csv",
        path=f"{PACKAGE}/{{table}}.csv",
        version="v1",
        since=_SINCE,
        render=None,
        rows=count_objects,
        standard=PROFILE,
        made_with="hsds",
    ),
    Export(
        name="hsds-package-description",
        about=STANDARDS,
        title=Text("数据包的说明", "Description of the data package"),
        says=Text("上面各张表的列和外键。", "Columns and foreign keys of these tables."),
        format="Data Package",
        media_type="application/json",
        path=f"{PACKAGE}/datapackage.json",
        version="v1",
        since=_SINCE,
        render=None,
        standard="https://specs.frictionlessdata.io/tabular-data-package/",
        made_with="hsds",
    ),
)
