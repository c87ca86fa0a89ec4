"""The JSON Schemas and `check` say the same of every value of every field, as VS Code reads YAML."""

import json
import re
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

import pytest
import yaml
from conftest import ROOT, run_gridpress
from jsonschema import Draft7Validator
from pydantic import BaseModel
from pydantic.fields import FieldInfo

from generator.catalogue import Entry
from generator.diagnostics import KeyPath, Severity
from generator.model import KIND_BY_NAME, KINDS, PROFILE, Kind, written
from generator.publishing.scaffolding import collect_names
from generator.reading.loading import load_catalogue
from generator.reading.references import find_dangling, find_references
from generator.reading.schema import check_schema
from generator.reading.sources import parse_document
from generator.reading.validation import check_shape
from generator.reporting.samples import nested_model
from generator.reporting.schemas import view_schema

VALUES = (
    # nothing
    "null", "~", '""', '" "', "[]", "{}", "[~]",
    # yes and no
    "true", "False", "yes", "No", "on", "OFF", "y", "n", "是", "否", '"是"', '"true"',
    # numbers
    "0", "5", "-1", "+5", "3.5", "007", "317", '"317"', '"007"', "1234567890123", "356.0", '"3.5"', '"1e-9"',
    "12345", "110", "05715550101", '"0571-5550101"', "13800001111", "4001234567", '"12345、110"',
    "8.15", "13.45",
    "999999001001", '"999999001001"', "012345678901", "9999990010010001", '"9999990010010001"', "36526", "9",
    # days and times
    "2026-03-01", '"2026-03-01"', "2026-02-29", "2028-02-29", "1900-02-29", "2026-13-01", "0026-01-01",
    '"06-15"', '"13-45"', "2026", "8:30", '"8:30-11:30"', '["8:30-11:30", "13:30-17:00"]', "24小时",
    "周一至周五", "每天", "明天",
    "5个工作日", "当场",
    # words
    "免费", "a", "index", "[a]", "[a, b]", '["免费"]', "{a: b}", '"a\\nb"', '"a\\n"', '"' + "长" * 201 + '"',
    # addresses
    "https://a.example/b", "http://", "mailto:a@b.example", "javascript:x", "www.example.cn", "Asia/Shanghai",
    '"POLYGON ((122 30, 122.1 30, 122.1 30.1, 122 30))"', "POLYGON", "UTC",
)  # fmt: skip


class Field(NamedTuple):
    """A field of some kind, filled in by an entry of the demo."""

    kind: Kind
    path: KeyPath
    info: FieldInfo
    entry: dict[str, Any]


ALSO = {
    "grid": {"duties": [{"duty": "宣传", "what": "讲防火", "how_often": "每月"}]},
    "assessment": {"weights": {}, "deadlines": {}},
    "profile": {
        "islands": {},
        "staffing": [{"function": "重点", "roles": [{"role": "网格长"}]}],
        "assessment": {"weights": {}},
        "handbook": {},
        "honours": {},
        "detection": {},
    },
}
"""What no entry of the demo holds, so that all fields below it have a place."""


@cache
def list_fields() -> tuple[Field, ...]:
    return tuple(find_fields())


def find_fields() -> Iterator[Field]:
    """A field of each type of field, in the smallest entry of the demo that has what the field stands in."""
    known = find_known()
    seen: set[str] = set()
    every: set[str] = set()
    for kind in (*KINDS, PROFILE):
        files = [one.file for one in known.files.values() if one.kind is kind]
        read = (parse_document(file, (ROOT / file).read_bytes())[0].value or {} for file in files)
        entries = sorted(({**one, **ALSO.get(kind.name, {})} for one in read), key=lambda one: len(str(one)))
        for info, names in name_fields(kind.model):
            sort = repr((info.annotation, info.metadata, info.is_required()))
            every.add(sort)
            places = ((value, find_place(value, names)) for value in entries if sort not in seen)
            value, path = next((place for place in places if place[1]), ({}, None))
            if path is not None:
                seen.add(sort)
                yield Field(kind, path, info, value)
    assert seen == every


def name_fields(
    model: type[BaseModel], above: tuple[str, ...] = ()
) -> Iterator[tuple[FieldInfo, tuple[str, ...]]]:
    """Each field that an editor writes, and the names that lead to it."""
    for name, info in model.model_fields.items():
        yield info, (*above, name)
        inner, _ = nested_model(info)
        if inner is not None:
            yield from name_fields(inner, (*above, name))


def find_place(value: Any, names: tuple[str, ...]) -> KeyPath | None:
    """Where a field is or may be written; None where what it belongs to is not there."""
    if isinstance(value, list):
        places = ((step, find_place(one, names)) for step, one in enumerate(value))
        return next(((step, *below) for step, below in places if below is not None), None)
    if not isinstance(value, dict):
        return None
    if len(names) == 1:
        return (names[0],)
    below = find_place(value.get(names[0]), names[1:])
    return None if below is None else (names[0], *below)


class Block(yaml.SafeDumper):
    """Writes without references, which entries may not hold."""

    def ignore_aliases(self, data: object) -> bool:  # noqa: ARG002 - PyYAML's own
        return True


def write_entry(field: Field) -> str:
    """The entry as YAML, with `@@` in place of the value of the field."""
    value = json.loads(json.dumps(field.entry))
    owner = value
    for part in field.path[:-1]:
        owner = owner[part]
    owner[field.path[-1]] = "@@"
    return yaml.dump(value, Dumper=Block, allow_unicode=True, width=10_000).replace("'@@'", "@@")


# ---- as VS Code reads ----

NULL = re.compile(r"null|Null|NULL|~|")
BOOL = re.compile(r"true|True|TRUE|false|False|FALSE")
INT = re.compile(r"[-+]?[0-9]+")
FLOAT = re.compile(r"[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?")


def read_core(node: yaml.Node) -> Any:
    """A YAML tree by the core schema of YAML 1.2 (10.3.2), but for hexadecimal and infinite numbers."""
    if isinstance(node, yaml.MappingNode):
        return {str(key.value): read_core(value) for key, value in node.value}
    if isinstance(node, yaml.SequenceNode):
        return [read_core(one) for one in node.value]
    text = str(node.value)
    return text if getattr(node, "style", None) else read_plain(text)


def read_plain(text: str) -> str | float | None:
    """A text without quotes, by its form."""
    if NULL.fullmatch(text):
        return None
    if BOOL.fullmatch(text):
        return text.lower() == "true"
    if INT.fullmatch(text):
        return int(text)
    return float(text) if FLOAT.fullmatch(text) else text


@cache
def find_known() -> Any:
    """The demo as it stands, with drafts."""
    return load_catalogue(ROOT)


@cache
def schema_of(kind: Kind) -> dict[str, Any]:
    """The schema of a kind with the demo's ids."""
    return view_schema(kind, collect_names(find_known()))


def find_schema(field: Field) -> dict[str, Any]:
    """The part of the schema that is for a field."""
    whole = schema_of(field.kind)
    node = whole
    for part in field.path:
        forms = [node, *node.get("anyOf", ())]
        node = next(form for form in forms if "$ref" in form or {"properties", "items"} & form.keys())
        if isinstance(part, int):
            node = node["items"]
        else:
            if "$ref" in node:
                node = whole["$defs"][node["$ref"].rpartition("/")[2]]
            node = node["properties"][part]
    return {**node, "$defs": whole.get("$defs", {})}


def check_says(field: Field, text: str) -> str:
    """`refuses`, `notes` (a warning or a note), or `takes`."""
    document, found = parse_document("x.yaml", text.encode())
    if document.value is None:
        return "refuses"
    value = document.value
    value.pop("id", None)
    if field.kind is PROFILE:
        found += check_schema(value, "x.yaml")
    made, others = check_shape(field.kind.model, value, "x.yaml")
    found += others
    if made is not None:
        known = find_known().catalogue
        references = list(find_references(Entry(field.kind.name, "x", "x.yaml", made)))
        if find_dangling(references, known.entries, known.broken):
            return "refuses"
    grave = max((one.severity for one in found), default=None)
    return "takes" if grave is None else "refuses" if grave is Severity.ERROR else "notes"


def schema_takes(validator: Draft7Validator, field: Field, text: str) -> bool:
    """Whether VS Code says nothing of the value that stands in a field."""
    value = read_core(yaml.compose(text, Loader=yaml.CBaseLoader))
    for part in field.path:
        value = value[part]
    return bool(validator.is_valid(value))


LANGUAGES = tuple(
    json.dumps(one.pattern)
    for one in (written.PHONE, written.DAYS, written.PERIOD, written.YEAR_DAY, written.TIME_LIMIT)
)
LEFT_TO_CHECK: dict[str, Callable[[Field, str], bool]] = {
    "read by a grammar, whose own advice is better than that of a pattern": lambda field, _: any(
        pattern in json.dumps(find_schema(field)) for pattern in LANGUAGES
    ),
    "one of hundreds of names": lambda field, _: field.path == ("time_zone",),
    "VS Code reads what YAML takes for a number or a truth without its form": lambda field, written_: (
        field.path == ("former_ids",) and written_ in {"False", "+5", "356.0"}
    ),
    "a number in quotes is not measured against a limit": lambda field, written_: (
        written_.startswith('"') and any(hasattr(mark, "le") for mark in field.info.metadata)
    ),
}
"""What VS Code takes though `check` refuses it, and why. What `check` only notes, VS Code may refuse with
the same advice: it knows one form of each value."""


@pytest.mark.parametrize("kind", [*KINDS, PROFILE], ids=lambda kind: kind.name)
def test_vs_code_says_of_a_value_what_check_says(kind: Kind) -> None:
    """What `check` takes without a word VS Code takes; what it refuses VS Code refuses, unless listed."""
    for field in (one for one in list_fields() if one.kind is kind):
        entry, schema = write_entry(field), find_schema(field)
        validator = Draft7Validator(schema)
        for value in VALUES:
            text = entry.replace("@@", value)
            says, taken = check_says(field, text), schema_takes(validator, field, text)
            place = f"{kind.name} {field.path}: {value} -> {says}"
            assert taken or says != "takes", place
            left = any(is_left(field, value) for is_left in LEFT_TO_CHECK.values())
            assert not taken or says != "refuses" or left, place


@pytest.mark.parametrize("kind", [*KINDS, PROFILE], ids=lambda kind: kind.name)
def test_vs_code_says_nothing_of_the_demo(kind: Kind) -> None:
    """Every entry that passes the check passes the schema, whole."""
    validator = Draft7Validator(schema_of(kind))
    for one in find_known().files.values():
        if one.kind is kind:
            text = (ROOT / one.file).read_text("utf-8")
            found = validator.iter_errors(read_core(yaml.compose(text, Loader=yaml.CBaseLoader)))
            assert [(one.file, error.json_path, error.message) for error in found] == []


def takes(kind: str, text: str) -> bool:
    """Whether VS Code says nothing of a whole entry."""
    value = read_core(yaml.compose(text, Loader=yaml.CBaseLoader))
    return bool(Draft7Validator(schema_of(KIND_BY_NAME[kind])).is_valid(value))


@pytest.mark.parametrize(
    ("text", "taken"),
    [
        ("name: 证件", True),
        ("name: 证件\nid: card", True),
        ("name: 证件\nid: 2026", True),
        ("name: 证件\nid: Card", False),
        ("name: 证件\nnmae: 证件", False),
        ("name:", False),
        ("icon: 证件", False),
        ("draft: true", True),
        ("draft: 是", True),
        ('draft: "Yes"', True),
        ("draft: false", False),
        ("draft: 否", False),
        ("draft: true\nnmae: 证件", False),
    ],
)
def test_an_entry_lacks_nothing_unless_it_is_a_draft(text: str, *, taken: bool) -> None:
    assert takes("category", text) is taken


def test_an_id_that_looks_like_a_number_is_one_of_the_list() -> None:
    schema = view_schema(KIND_BY_NAME["grid"], {"person": {"110": "甲", "1e3": "乙", "wang": "丙"}})
    listed = json.dumps(schema, ensure_ascii=False)
    assert '["110", "1e3", "wang", 110.0, 1000.0]' in listed
    assert '["甲", "乙", "丙", "甲", "乙"]' in listed


def test_patterns_are_such_that_vs_code_reads_them() -> None:
    """Its regular expressions know Unicode, and then no needless backslash and no flags within."""
    schemas = json.dumps([schema_of(kind) for kind in (*KINDS, PROFILE)])
    patterns = set(re.findall(r'"pattern": ("(?:[^"\\]|\\.)*")', schemas))
    assert len(patterns) > 10
    for pattern in map(json.loads, patterns):
        assert set(re.findall(r"\\(.)", pattern)) <= set("sSrn."), pattern
        assert not re.search(r"\(\?[^:!=]", pattern), pattern


# ---- ids that follow ----


def providers(root: Path) -> dict[str, str]:
    """The ids that VS Code offers for a service's provider, with the names beside them."""
    schema = json.loads((root / "schemas/service.json").read_text("utf-8"))
    field = schema["properties"]["provider"]
    return dict(zip(field["enum"], field["markdownEnumDescriptions"], strict=True))


def test_check_lets_vs_code_know_of_a_new_id(workspace: Path) -> None:
    """A new entry, a new name and an entry that cannot be read are known at the next check."""
    run_gridpress("schema", "--root", workspace)
    folder = workspace / "menus/organizations"
    text = (folder / "chaojing-office.yaml").read_text("utf-8")
    (folder / "library.yaml").write_text(re.sub("(?m)^name: .*", "name: 图书馆", text), "utf-8")
    (folder / "broken.yaml").write_text("name", "utf-8")
    run_gridpress("check", "--root", workspace)
    assert providers(workspace)["library"] == "图书馆"
    assert providers(workspace)["broken"] == "broken"
    (folder / "library.yaml").unlink()
    run_gridpress("check", "--root", workspace)
    assert "library" not in providers(workspace)


def test_schemas_are_written_only_where_something_is_new(workspace: Path) -> None:
    """What is up to date is not touched; a lost file comes back; without the folder nothing is written."""
    run_gridpress("check", "--root", workspace)
    assert not (workspace / "schemas").exists()
    run_gridpress("schema", "--root", workspace)
    before = {path: path.stat().st_ino for path in (workspace / "schemas").iterdir()}
    run_gridpress("check", "--root", workspace)
    assert {path: path.stat().st_ino for path in (workspace / "schemas").iterdir()} == before
    (workspace / "schemas/plan.json").unlink()
    run_gridpress("check", "--root", workspace)
    assert before.keys() == set((workspace / "schemas").iterdir())
    assert (workspace / "schemas/service.json").stat().st_ino == before[workspace / "schemas/service.json"]


def test_a_schema_that_cannot_be_written_stops_no_check(workspace: Path) -> None:
    run_gridpress("schema", "--root", workspace)
    (workspace / "schemas/service.json").unlink()
    (workspace / "schemas/service.json").mkdir()
    assert run_gridpress("check", "--root", workspace).exit_code == 0
