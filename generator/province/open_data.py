"""Open data of a province: its own files, and the catalogues that lead from it to those of its cities."""

import csv
import datetime
import io
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, fields
from typing import Any

from generator.artifact import Artifact
from generator.diagnostics import Text
from generator.outputs.escaping import guard_cell
from generator.outputs.exports.catalogues import render_api_catalogs
from generator.outputs.exports.dcat import JSON_LD, TURTLE, Owner, Part, render_catalog
from generator.outputs.exports.dcat_terms import REGIONAL
from generator.outputs.exports.export import Export, measure
from generator.outputs.exports.tables import BOM
from generator.province.settings import Province
from generator.province.views import CityView, DeviationRow

CITIES, DEVIATIONS, FEED = "data/cities.json", "data/deviations.csv", "feeds/province"
_SINCE = datetime.date(2026, 11, 29)
_DEVIATING = Text("各市与省里不同的写法", "What cities say otherwise than the province")
_NOTICES = Text("各市公告", "Notices of all cities")
_LATEST = Text("各市最新的公告。", "The latest notices of all cities.")


def _line(name: str, about: Text, says: Text, form: tuple[str, str, str, str]) -> Export:
    """A file of the province's: `form` is its path, the name of its form, its media type, its standard."""
    path, format_, media_type, standard = form
    return Export(name, about, about, says, format_, media_type, path, "v1", _SINCE, None, standard=standard)


EXPORTS = (
    _line(
        "cities",
        Text("各市目录", "Cities"),
        Text("每个市的名称、代码、规模和数据文件。", "Name, code, size and files of each city."),
        (CITIES, "JSON", "application/json", ""),
    ),
    _line(
        "deviations",
        _DEVIATING,
        Text("哪个市的哪一项和省里写的不同。", "Which field of which city differs from the province's."),
        (DEVIATIONS, "CSV", "text/csv", "https://www.w3.org/TR/tabular-data-model/"),
    ),
    _line(
        "province",
        _NOTICES,
        _LATEST,
        (f"{FEED}.xml", "Atom", "application/atom+xml", "https://www.rfc-editor.org/rfc/rfc4287"),
    ),
    _line(
        "province-json",
        _NOTICES,
        _LATEST,
        (f"{FEED}.json", "JSON Feed 1.1", "application/feed+json", "https://www.jsonfeed.org/version/1.1/"),
    ),
)
"""The files that the catalogue lists. The search is none of them: parts for one script, and no promise."""


def render_data(
    province: Province,
    cities: Sequence[CityView],
    extracts: Sequence[Mapping[str, Any]],
    feeds: Iterable[Artifact],
) -> Iterator[Artifact]:
    """The feeds, the directory of cities, a table of what they say otherwise, and the catalogues of all."""
    files = [*feeds, _render_cities(cities), _render_deviations(cities)]
    yield from files
    made = {one.path: measure(one) for one in files}
    settings, root = province.settings, province.address or "../"
    owner = Owner(
        title=Text(f"{settings.name}开放数据", f"Open data of {settings.name}"),
        publisher=settings.publisher or settings.name,
        authority=REGIONAL,
        modified=max(one["updated"] for one in extracts),
        phone=settings.hotline or "",
        area=settings.name,
    )
    parts = [_part_of(one, root) for one in extracts]
    for path in (JSON_LD, TURTLE):
        yield render_catalog(path, owner, EXPORTS, root, made=made, parts=parts)
    yield render_api_catalogs([(one.name, one.title) for one in cities], province.address)


def _part_of(city: Mapping[str, Any], root: str) -> Part:
    """A city's catalogue, at the address that the city gives itself."""
    address = city["address"] or f"{root}{city['name']}/"
    title = Text(f"{city['site_name']}开放数据", f"Open data of {city['english_name']}")
    return Part(address, title, city["publisher"])


def _render_cities(cities: Sequence[CityView]) -> Artifact:
    listed = [
        {**asdict(one), "counties": [link.text for link in one.counties], "deviations": len(one.deviations)}
        for one in cities
    ]
    value = {"version": "v1", "cities": listed}
    return Artifact(CITIES, (json.dumps(value, ensure_ascii=False, indent=1) + "\n").encode())


def _render_deviations(cities: Sequence[CityView]) -> Artifact:
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    names = [one.name for one in fields(DeviationRow)]
    writer.writerow(["city", *names])
    for city in cities:
        for one in city.deviations:
            writer.writerow(
                guard_cell(cell) for cell in (city.title, *(getattr(one, name) for name in names))
            )
    return Artifact(DEVIATIONS, (BOM + text.getvalue()).encode())
