"""Files of HSDS as others write them, to nested objects: lists, pages, single objects, tables of a package.

Nothing is believed of their form: what is no list, no object, no text is told and passed over. 3.0 and 3.1
differ in fields that are all optional, so that both are read alike.
"""

import csv
import io
import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from generator.diagnostics import Severity, Text
from generator.reading.decoding import decode_text
from generator.standards.hsds_tables import TABLES

Data = dict[str, Any]
KINDS = ("service", "organization", "taxonomy_term")
_SIGNS = {
    "service": ("status", "service_at_locations", "service_areas", "eligibility_description", "schedules"),
    "organization": (
        "organization_identifiers",
        "website",
        "parent_organization_id",
        "locations",
        "legal_status",
    ),
    "taxonomy_term": ("taxonomy", "taxonomy_id", "term_uri"),
}
"""Fields that only one kind has, where nothing else tells which it is."""

_HALVES = re.compile(r"\\u[dD][89a-fA-F]")
_GUARDED = re.compile("^'(?=[=+@'＝＋－＠\t\r\n-])")
"""What keeps Excel from reckoning with a cell is no part of it."""

NOT_JSON = Text(
    "不是 JSON（第 {line} 行第 {column} 列）：重新下载，或让对方检查",
    "is no JSON (line {line}, column {column}): fetch it anew, or have its makers look",
)
NO_OBJECTS = Text(
    "没有认出服务、机构或分类：要 HSDS 3 的 JSON，或数据包的 services.csv、organizations.csv 这些表",
    "holds no service, organization or term: HSDS 3 as JSON, or the tables of a package, are read",
)
DAMAGED = Text(
    "表格坏了，第 {line} 行附近读不下去（引号没有配对，或一格超过 12 万字），整批没有导入：重新下载",
    "is damaged near line {line} (an open quote, or a cell of more than 128 KB): fetch it anew",
)
UNEVEN = Text("这一行的格数和表头不一样，请核对", "has another number of cells than the head: check it")
NO_OBJECT = Text("这里不是一个对象，没有读", "is no object and was not read")
TWICE = Text(
    "编号 {id} 在前面已经有了，内容不同；用前面的", "{id} came before with other content, which is used"
)
NO_ID = Text("没有 id，按名称认", "has no id and is known by its name")


@dataclass(frozen=True, slots=True)
class Told:
    """What is to say of a place in a file: `services.json · 第 3 项 · phones`."""

    place: str
    text: Text
    severity: Severity = Severity.WARNING


@dataclass
class Objects:
    """Nested objects by kind, each with its place; what was wrong."""

    found: dict[str, list[tuple[str, Data]]] = field(default_factory=lambda: {kind: [] for kind in KINDS})
    told: list[Told] = field(default_factory=list)

    def is_empty(self) -> bool:
        """Whether there is nothing to take."""
        return not any(self.found.values())


def parse_hsds(files: Mapping[str, bytes]) -> Objects:
    """All objects of files by their name. Tables count where no JSON holds the same."""
    made = Objects()
    for name, data in files.items():
        if name.lower().endswith(".json") and not name.endswith("datapackage.json"):
            _parse_json(name, data, made)
    if made.is_empty():
        _parse_tables({name: data for name, data in files.items() if name.lower().endswith(".csv")}, made)
    for kind in KINDS:
        made.found[kind] = list(_keep_first(kind, made))
    if made.is_empty() and not made.told:
        made.told.append(Told("、".join(files) or "-", NO_OBJECTS, Severity.ERROR))
    return made


def parse_json(name: str, data: bytes, told: list[Told]) -> object:
    """The value of a file; None and an error where it is no JSON.

    Half a surrogate pair, which no file can hold, becomes a question mark.
    """
    text, _ = decode_text(name, data)
    try:
        value = json.loads(text)
        if _HALVES.search(text):
            value = json.loads(json.dumps(value, ensure_ascii=False).encode("utf-8", "replace"))
    except (ValueError, RecursionError) as fault:  # also a number of thousands of digits, or of brackets
        at = {"line": getattr(fault, "lineno", 1), "column": getattr(fault, "colno", 1)}
        told.append(Told(name, NOT_JSON.format(**at), Severity.ERROR))
        return None
    return value


def _parse_json(name: str, data: bytes, made: Objects) -> None:
    before = len(made.told)
    value = parse_json(name, data, made.told)
    if len(made.told) > before:
        return
    for key, items in _lists_in(name, value):
        for number, one in enumerate(items, 1):
            _take(f"{name} · {number}" if len(items) > 1 else name, key, one, made)


def _lists_in(name: str, value: object) -> Iterator[tuple[str, list[Any]]]:
    """Lists with the word that tells their kind: a page's contents, lists by key, one object."""
    if isinstance(value, list):
        yield name, value
    elif isinstance(value, dict) and isinstance(value.get("contents"), list):
        yield name, value["contents"]
    elif isinstance(value, dict) and "name" not in value:
        yield from ((key, items) for key, items in value.items() if isinstance(items, list))
    else:
        yield name, [value]


def _take(place: str, word: str, one: object, made: Objects) -> None:
    if not isinstance(one, dict):
        made.told.append(Told(place, NO_OBJECT))
        return
    kind = _kind_of(word.lower(), one)
    if kind is None:
        return
    made.found[kind].append((place, one))
    nested = one.get("services")
    for number, service in enumerate(nested if isinstance(nested, list) else (), 1):
        if isinstance(service, dict):
            made.found["service"].append((f"{place} · services {number}", {"organization": one, **service}))


def _kind_of(word: str, one: Data) -> str | None:
    scores = {kind: sum(sign in one for sign in signs) for kind, signs in _SIGNS.items()}
    best = max(scores, key=lambda kind: scores[kind])
    if scores[best]:
        return best
    named = ((kind, kind.removesuffix("y")) for kind in ("taxonomy_term", "organization", "service"))
    return next((kind for kind, stem in named if stem in word and one.get("name")), None)


def _keep_first(kind: str, made: Objects) -> Iterator[tuple[str, Data]]:
    known: dict[str, Data] = {}
    for place, one in made.found[kind]:
        id_ = one.get("id")
        if not id_:
            made.told.append(Told(place, NO_ID))
            yield place, one
        elif str(id_) not in known:
            known[str(id_)] = one
            yield place, one
        elif known[str(id_)] != one:
            made.told.append(Told(place, TWICE.format(id=id_)))


def _parse_tables(files: Mapping[str, bytes], made: Objects) -> None:
    """Tables to the nested objects that JSON would hold."""
    by_file = {table.file: kind for kind, table in TABLES.items()}
    rows: dict[str, dict[str, tuple[str, Data]]] = {kind: {} for kind in TABLES}
    for name, data in files.items():
        kind = by_file.get(name.rpartition("/")[2])
        if kind:
            text, _ = decode_text(name, data)
            for number, row in enumerate(_read_rows(name, text, made.told), 2):
                id_ = row.get("id") or f"{name} · {number}"
                rows[kind].setdefault(id_, (f"{name} · {number}", row))
    for kind in reversed([*TABLES]):
        _hang(kind, rows)
    for kind in KINDS:
        made.found[kind] = [*rows[kind].values()]


def _read_rows(name: str, text: str, told: list[Told]) -> Iterator[Data]:
    """Rows by their heads; a damaged table is an error, a row of another length a remark."""
    reader = csv.DictReader(io.StringIO(text, newline=""), strict=True)
    try:
        for number, row in enumerate(reader, 2):
            if None in row or None in row.values():
                told.append(Told(f"{name} · {number}", UNEVEN))
            yield {
                key: _GUARDED.sub("", value)
                for key, value in row.items()
                if key and isinstance(value, str) and value
            }
    except csv.Error:  # quotes that do not close, a field of more than 128 KB
        told.append(Told(name, DAMAGED.format(line=reader.line_num), Severity.ERROR))


def _hang(kind: str, rows: Mapping[str, dict[str, tuple[str, Data]]]) -> None:
    """Hang what each object of a kind holds into it."""
    for key, other in TABLES[kind].holds.items():
        if not key.endswith("[]"):
            for _, row in rows[kind].values():
                if row.get(f"{other}_id") in rows[other]:
                    row[key] = rows[other][row[f"{other}_id"]][1]
            continue
        for _, row in rows[other].values():
            above = row.get("link_id") if other == "attribute" else row.get(f"{kind}_id")
            if above in rows[kind] and (other != "attribute" or row.get("link_entity", kind) == kind):
                rows[kind][above][1].setdefault(key[:-2], []).append(row)
