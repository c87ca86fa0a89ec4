"""Open data comes back: HSDS and our own version 1, whole or messy, and never with a traceback."""

import gzip
import io
import json
import shutil
import zipfile
from dataclasses import replace
from datetime import date
from functools import cache
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from test_hsds import demo

from generator.catalogue import Catalogue
from generator.diagnostics import OutputError, Severity
from generator.model import KIND_BY_NAME
from generator.model.hours import OpeningHours
from generator.outputs.exports.hsds import FOLDER, PACKAGE, render_hsds
from generator.outputs.exports.register import render_exports
from generator.publishing import receiving
from generator.publishing.receiving import SOURCES, _keep_parts, _keep_unheld, load_files, receive
from generator.reading.loaded import Loaded
from generator.reading.loading import load_catalogue
from generator.standards.hsds import Hsds
from generator.standards.hsds_entries import take_objects
from generator.standards.hsds_reading import parse_hsds
from generator.standards.hsds_taken import Taken
from generator.standards.mapping import MAPPED_KINDS, held_fields
from generator.standards.own_records import HELD, UNHELD_HOURS
from generator.standards.schedules import list_schedules, parse_schedules

ROOT = Path(__file__).resolve().parent.parent


@cache
def files(folder: str) -> dict[str, bytes]:
    """The files of one folder of HSDS, by name."""
    found = {one.path: one.data for one in render_hsds(demo(), "")}
    return {path: data for path, data in found.items() if path.rpartition("/")[0] == folder}


def take(*objects: object, name: str = "services.json") -> Taken:
    """What one file with these objects gives."""
    return take_objects(parse_hsds({name: json.dumps(objects).encode()}))


def without_matters(value: object) -> object:
    """A field as HSDS holds it: steps without the matters that they belong to."""
    if isinstance(value, tuple):
        return tuple(one.changed(matter=None) if hasattr(one, "matter") else one for one in value)
    return value


@pytest.mark.parametrize("folder", [FOLDER, PACKAGE])
@pytest.mark.parametrize("kind", MAPPED_KINDS)
def test_what_hsds_holds_comes_back_equal(kind, folder):
    """Each held field of every entry, from JSON and from the tables of the package."""
    taken = take_objects(parse_hsds(files(folder)))
    assert taken.told == []
    assert not taken.left
    assert taken.values[kind].keys() == {
        name for name in demo().entries[kind] if kind != "service" or name in taken.values["service"]
    }
    for name, values in taken.values[kind].items():
        back = KIND_BY_NAME[kind].model.model_validate(values)
        for field in held_fields(kind) - {"valid_until"}:
            was = without_matters(getattr(demo().entries[kind][name].value, field))
            assert getattr(back, field) == was, (kind, name, field)


@pytest.fixture(scope="module")
def empty(tmp_path_factory) -> Path:
    """A workspace with a profile and nothing else."""
    root = tmp_path_factory.mktemp("empty")
    (root / "menus").mkdir()
    shutil.copyfile(ROOT / "menus/profile.yaml", root / "menus/profile.yaml")
    return root


def test_an_empty_workspace_takes_all_and_a_second_import_nothing(empty, gridpress, tmp_path):
    """All or nothing, told by file and field; what cannot stand alone becomes a draft."""
    for path, data in files(FOLDER).items():
        (tmp_path / path.rpartition("/")[2]).write_bytes(data)
    done = gridpress("import", "--root", empty, "--from", "hsds", tmp_path)
    assert done.exit_code == 0, done.output
    assert "这种格式装不下：服务：草稿、办理步骤 · 对应事项" in done.output
    assert load_catalogue(empty).whole is not None
    again = gridpress("import", "--root", empty, "--from", "hsds", tmp_path)
    assert again.exit_code == 0
    assert "没有要改的" in again.output


def test_an_edit_elsewhere_changes_its_field_and_leaves_the_rest(gridpress, workspace, tmp_path):
    """Comments, and what the format does not hold, stay."""
    catalogue = load_catalogue(workspace).catalogue
    assert catalogue is not None
    page = {one.path: one.data for one in render_hsds(catalogue, "")}[f"{FOLDER}/services.json"]
    book, contents = tmp_path / "services.json", json.loads(page)["contents"]
    name = next(one["value"] for one in contents[0]["attributes"] if one["link_type"] == "id")
    service = workspace / f"menus/services/{name}.yaml"
    service.write_text(f"# 注释\n{service.read_text('utf-8')}", "utf-8")
    book.write_bytes(page)
    assert "没有要改的" in gridpress("import", "--root", workspace, "--from", "hsds", book).output
    old = service.read_text("utf-8").splitlines()
    contents[0]["fees_description"] = "一次 5 元"
    book.write_text(json.dumps(contents), "utf-8")
    done = gridpress("import", "--root", workspace, "--from", "hsds", book)
    assert done.exit_code == 0, done.output
    new = service.read_text("utf-8").splitlines()
    assert [one for one in new if one not in old] == ["fee: 一次 5 元"]
    assert new[0] == "# 注释"


SERVICE = {"id": "ac148810-d857-441c-9679-408f346de14b", "name": "Counselling", "status": "active"}


def told(taken: Taken) -> list[str]:
    """What was said, with its place."""
    return [f"{one.place}: {one.text.zh}" for one in taken.told]


MONDAY = {"freq": "WEEKLY", "byday": "MO"}
CLOCK = {"opens_at": "09:00", "closes_at": "10:00"}


@pytest.mark.parametrize(
    ("field", "value", "said"),
    [
        ("phones", [{"number": "ask for Bob"}], "services.json · phones: 电话 `ask for Bob` 认不出"),
        (
            "schedules",
            [MONDAY | CLOCK | {"interval": 3}],
            "services.json · schedules: 时间没有读：说不清是哪些天",
        ),
        ("schedules", [MONDAY], "services.json · schedules: 时间没有读：没有写几点到几点"),
        (
            "schedules",
            [MONDAY | CLOCK | {"opens_at": "09:00Z"}],
            "services.json · schedules: 时间写的是世界时",
        ),
        ("schedules", [MONDAY | CLOCK | {"interval": 2}], "services.json · schedules: 时间没有读：日期不对"),
        ("name", {"en": "Counselling"}, "services.json: 没有名称"),
        ("id", None, "services.json: 没有 id"),
        ("fees_description", "x" * 201, "services.json: `fees_description` 太长"),
    ],
)
def test_what_cannot_be_taken_is_told_with_its_place(field, value, said):
    taken = take(SERVICE | {field: value})
    assert [one for one in told(taken) if one.startswith(said)], told(taken)


@pytest.mark.parametrize(
    ("number", "read"),
    [
        ("+1 (555) 123-4567", "+15551234567"),
        ("+86 988 5550101", "0988-5550101"),
        ('"400-555-0100"', "400-555-0100"),
    ],
)
def test_telephone_numbers_are_read_as_the_world_writes_them(number, read):
    """With the country, in brackets, in quotes as the examples of HSDS have them."""
    taken = take(SERVICE | {"phones": [{"id": "x", "number": number}]})
    assert [values["phone"] for values in taken.values["service"].values()] == [read]


def test_html_becomes_text_and_nothing_of_it_runs():
    """Paragraphs and items stay apart; scripts go with what they hold."""
    html = "<p>Help &amp; advice<br>for all</p><ul><li>one</li></ul><script>alert(1)</script>"
    (values,) = take(SERVICE | {"description": html}).values["service"].values()
    assert values["summary"] == "Help & advice\nfor all\n\n- one"


def test_fields_without_a_place_are_counted():
    """Of a city's data one line for each field, not one for each service."""
    taken = take(*[SERVICE | {"id": str(number), "email": "a@b.example", "x_own": 1} for number in range(3)])
    assert dict(taken.left) == {"service.email": 3, "service.x_own": 3}


@pytest.mark.parametrize(
    "wrap",
    [
        lambda one: one,
        lambda one: [one],
        lambda one: {"contents": [one], "total_items": 1},
        lambda one: {"services": [one]},
        lambda one: {"id": "o", "name": "Office", "website": "https://x.example", "services": [one]},
    ],
    ids=["object", "list", "page", "by key", "within an organisation"],
)
def test_services_are_found_however_they_are_wrapped(wrap):
    taken = take_objects(parse_hsds({"all.json": json.dumps(wrap(SERVICE)).encode()}))
    assert [one["name"] for one in taken.values["service"].values()] == ["Counselling"]


def test_the_same_object_is_taken_once_and_another_of_its_id_is_told():
    assert told(take(SERVICE, SERVICE)) == []
    assert "前面已经有了" in told(take(SERVICE, SERVICE | {"name": "Other"}))[0]


def test_what_is_packed_is_unpacked(tmp_path):
    """A zip of a package and a page that a server sent packed; what is broken is said."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as box:
        for path, data in files(PACKAGE).items():
            box.writestr(path.rpartition("/")[2], data)
    (tmp_path / "a.zip").write_bytes(packed.getvalue())
    (tmp_path / "b.json.gz").write_bytes(gzip.compress(json.dumps([SERVICE]).encode()))
    assert len(take_objects(parse_hsds(load_files(tmp_path / "a.zip"))).values["service"]) > 40
    assert load_files(tmp_path / "b.json.gz").keys() == {"b.json"}
    for broken in (b"PK\x03\x04 and no more", b"\x1f\x8b and no more"):
        (tmp_path / "c.zip").write_bytes(broken)
        with pytest.raises(OutputError) as refused:
            load_files(tmp_path / "c.zip")
        assert refused.value.text.zh.startswith("读不了")


@pytest.mark.parametrize(
    "data", [b"", b"{", b"[" * 20_000, b"\xff\xfe", b"1" * 5_000, b"null", b'{"contents": [1, null]}']
)
def test_a_file_that_is_none_is_an_error_or_a_remark(data):
    """Never a traceback; nothing is taken."""
    taken = take_objects(parse_hsds({"x.json": data}))
    assert taken.told
    assert not taken.values


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=6,
)


FIELDS = (
    *("id", "name", "status", "phones", "schedules", "attributes", "organization", "service_at_locations"),
    *("additional_urls", "required_documents", "service_areas", "cost_options", "locations"),
)


@settings(max_examples=60)
@given(st.dictionaries(st.sampled_from(FIELDS), JSON, max_size=6))
def test_no_object_ends_in_a_traceback(one):
    """Any value in any field."""
    take(SERVICE | one)
    take({"name": "Office", "website": "x"} | one, name="organizations.json")


def version_1(catalogue: Catalogue) -> dict[str, bytes]:
    """Our own open data, by the names of its files."""
    found = {one.path: one.data for one in render_exports(catalogue, "")}
    names = (f"{KIND_BY_NAME[kind].folder}.json" for kind in HELD)
    return {name: found[f"data/v1/{name}"] for name in names}


@pytest.mark.parametrize("kind", HELD)
def test_what_version_1_holds_comes_back(kind):
    """Our own open data, by the names that it tells; hours beyond a week are left to an editor, and told."""
    taken = SOURCES["v1"].take(version_1(demo()), Loaded(demo(), []))
    assert taken.values[kind].keys() <= demo().entries[kind].keys()
    untold = {one.place for one in taken.told}
    for name, values in taken.values[kind].items():
        was = demo().entries[kind][name].value
        lacking = {field for field in HELD[kind] if getattr(was, field) and not values.get(field)}
        assert lacking <= {"status"} | ({"hours"} if taken.places[kind, name] in untold else set()), name


def test_version_1_changes_nothing_in_the_workspace_that_it_came_from():
    """Markdown that its columns leave out stays."""
    catalogue = load_catalogue(ROOT).catalogue
    assert catalogue is not None
    assert receive(ROOT, SOURCES["v1"], version_1(catalogue)).files == {}


@pytest.mark.parametrize("id_", ["../../../x", "/elsewhere/x", "..", "a/b", "con", "A"])
def test_an_id_that_names_a_file_elsewhere_is_refused_and_nothing_written(
    workspace, gridpress, tmp_path, id_
):
    rows = {"name": "audiences", "records": [{"id": id_, "name": "甲"}, {"id": "fine", "name": "乙"}]}
    file = tmp_path / "audiences.json"
    file.write_text(json.dumps(rows), "utf-8")
    before = sorted(path for path in tmp_path.parent.rglob("*") if path != file)
    done = gridpress("import", file, "--from", "v1", "--root", workspace)
    assert done.exit_code == 1
    assert f"`{id_}`" in done.output
    assert sorted(path for path in tmp_path.parent.rglob("*") if path != file) == before


STEPS = [
    {"do": "谁：x"},
    {"do": "拍照（5 分钟）"},
    {"who": "社区", "do": "办：办", "minutes": "3"},
    {"who": "甲，乙", "do": "看 <https://x.example>"},
]


def test_steps_that_read_in_two_ways_come_back_as_they_were():
    catalogue = demo()
    entry = next(iter(catalogue.services.values()))
    steps = KIND_BY_NAME["service"].model.model_validate(
        {**entry.value.model_dump(exclude_unset=True, mode="python"), "steps": STEPS}
    )
    made = Hsds(catalogue).service(replace(entry, value=steps))
    (values,) = take(made).values["service"].values()
    assert values["steps"] == STEPS


def test_steps_in_another_order_keep_what_the_format_does_not_hold():
    """By what they say; a step with other words keeps it by its place."""
    old = [{"do": "甲", "matter": "a"}, {"do": "乙", "matter": "b"}]
    swapped = _keep_unheld("service", "steps", old, [{"do": "乙"}, {"do": "甲"}])
    assert swapped == [{"matter": "b", "do": "乙"}, {"matter": "a", "do": "甲"}]
    assert _keep_unheld("service", "steps", old, [{"do": "丙"}, {"do": "乙"}])[0]["matter"] == "a"
    assert _keep_unheld("service", "steps", old, [{"do": "乙"}]) == [{"matter": "b", "do": "乙"}]


@pytest.mark.parametrize("begins", [date(2026, 6, 14), date(2026, 6, 13), date(2026, 6, 15)])
def test_hours_come_back_when_a_season_begins_tomorrow(begins):
    week = {"weekly": [{"days": "周一至周五", "open": ["8:30-11:30"]}]}
    season = {"since": "06-15", "until": "09-30", "weekly": [{"days": "每天", "open": ["8:00-11:00"]}]}
    hours = OpeningHours.model_validate(week | {"seasons": [season]})
    assert OpeningHours.model_validate(parse_schedules(list_schedules(hours, begins, "+08:00"))) == hours


@pytest.mark.parametrize(
    "one",
    [
        {"attributes": [{"link_type": "channels.x.kind", "value": "网站"}]},
        {"phones": [{"number": "12345", "attributes": [{"link_type": "channels.x.phone"}]}]},
        {"additional_urls": [{"url": "https://x.example", "attributes": [{"link_type": "channels..link"}]}]},
        {"phones": [{"number": "12345", "attributes": [{"link_type": "name"}]}]},
        {
            "attributes": [
                {"link_type": "categories", "taxonomy_term": {"code": "gridpress:foo", "name": "x"}},
                {"link_type": "id", "value": "x"},
            ]
        },
        {"description": "half \ud800 a pair"},
    ],
    ids=["kind", "phone", "link", "a name by telephone", "a term of our fields", "half a pair"],
)
def test_objects_that_are_half_broken_are_imported_or_told(one, workspace):
    """To the end: entries are tried on a copy of the workspace."""
    made = receive(workspace, SOURCES["hsds"], {"a.json": json.dumps([SERVICE | one]).encode()})
    assert [text for text in made.files.values() if text and "Counselling" in text]


def test_a_thousand_terms_above_each_other_are_taken():
    terms = [
        {"id": str(one), "code": f"division:d{one}", "name": f"d{one}", "taxonomy": "division"}
        | ({"parent_id": str(one + 1)} if one < 3_000 else {})
        for one in range(3_001)
    ]
    made = take_objects(parse_hsds({"terms.json": json.dumps(terms).encode()}))
    assert made.values["division"]["d0"]["parent"] == "d1"
    assert len(made.values["division"]) == 3_001


@pytest.mark.parametrize("row", ['1,"open', f'1,"{"x" * 140_000}"'], ids=["a quote", "a long cell"])
def test_a_damaged_table_is_an_error_and_a_short_row_a_remark(row):
    damaged = take_objects(parse_hsds({"services.csv": f"id,name,status\n{row}".encode()}))
    assert [one.severity for one in damaged.told if "表格坏了" in one.text.zh] == [Severity.ERROR]
    short = take_objects(parse_hsds({"services.csv": b"id,name,status\n1,Counselling"}))
    assert "services.csv · 2: 这一行的格数和表头不一样，请核对" in told(short)


def test_a_file_that_is_too_large_is_refused_before_it_is_read(tmp_path, monkeypatch):
    """The last size that is taken, and the first that is not."""
    monkeypatch.setattr(receiving, "LARGEST", 4)
    file = tmp_path / "a.json"
    file.write_bytes(b"null")
    assert load_files(file) == {"a.json": b"null"}
    file.write_bytes(b"[  ]1")
    monkeypatch.setattr(Path, "open", None)
    for path in (file, tmp_path):
        with pytest.raises(OutputError) as refused:
            load_files(path)
        assert "太大" in refused.value.text.zh


def test_version_1_keeps_and_lists_what_its_lines_of_hours_leave_out():
    old = {"weekly": [], "exceptions": [{"since": "2020-01-01"}], "odd_week": "2026-01-05"}
    taken = Taken(partly={"hours": UNHELD_HOURS}, unpublished=frozenset({"gone"}))
    assert _keep_parts(taken, "hours", old, {"weekly": [1]}) == old | {"weekly": [1]}
    assert _keep_parts(taken, "area", ["a", "gone", "b"], ["b", "c"]) == ["gone", "b", "c"]
    assert {"服务时间 · 季节", "服务时间 · 单周里的一天", "服务时间 · 例外日期"} <= set(
        SOURCES["v1"].unheld["service"]
    )
