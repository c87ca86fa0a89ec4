"""HSDS: what is published keeps to the specification, and the table of fields is whole."""

import csv
import datetime
import io
import json
from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest
import yaml

from generator.catalogue import Catalogue, Entry
from generator.model import KIND_BY_NAME, Service
from generator.model.hours import OpeningHours
from generator.model.walking import walk_fields
from generator.outputs.exports.hsds import FOLDER, render_hsds
from generator.publishing.checking import check_workspace
from generator.standards.hsds import Hsds
from generator.standards.hsds_package import write_cell
from generator.standards.hsds_tables import TABLES
from generator.standards.mapping import ATTRIBUTE, MAPPED_KINDS, MAPPING
from generator.standards.schedules import list_schedules, parse_schedules
from scripts.standards import LISTS, check_objects, own_validators

ROOT = Path(__file__).resolve().parent.parent
TODAY = datetime.date(2026, 11, 20)


WHOLE: dict[str, dict] = yaml.load(
    (ROOT / "tests/cases/standards/whole.yaml").read_text("utf-8"), Loader=yaml.BaseLoader
)
"""Every field of a service and of an organisation that HSDS holds, each of them in some odd form."""


@cache
def demo() -> Catalogue:
    """The demo city, with a service and an organisation in which every field is filled in."""
    catalogue = check_workspace(ROOT).catalogue
    assert catalogue is not None
    entries = {kind: dict(found) for kind, found in catalogue.entries.items()}
    for kind, values in WHOLE.items():
        value = KIND_BY_NAME[kind].model.model_validate(values)
        entries[kind]["whole"] = Entry(kind, "whole", f"menus/{kind}s/whole.yaml", value)
    return replace(catalogue, entries=entries)


@cache
def files() -> dict[str, bytes]:
    """Every file of HSDS of the demo city, by path below its folder."""
    found = render_hsds(demo(), "")
    return {one.path.removeprefix(f"{FOLDER}/").removeprefix("data/v1/"): one.data for one in found}


def contents(name: str) -> list[dict]:
    """The objects of a list."""
    return json.loads(files()[f"{name}.json"])["contents"]


@pytest.mark.parametrize("name", LISTS)
def test_every_object_keeps_to_our_account_of_hsds(name):
    """Required fields, types, forms and values; no field that HSDS does not have."""
    assert contents(name)
    assert list(check_objects(LISTS[name], contents(name), own_validators())) == []


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("status", "open"),
        ("id", "gaoling-jintie"),
        ("url", "services/x.html"),
        ("opening", "9-5"),
        ("name", None),
    ],
)
def test_our_account_of_hsds_refuses(field, value):
    """A status of another list, an id that is no UUID, an address without a host, another field, no name."""
    broken = contents("services")[0] | {field: value}
    assert len(list(check_objects("service", [broken], own_validators()))) == 1


def test_each_service_and_organization_has_its_file_and_is_listed():
    """What stands in a file of its own is what the list holds."""
    for kind in ("service", "organization"):
        alone = [json.loads(data) for path, data in files().items() if path.startswith(f"{kind}s/")]
        assert alone
        assert alone == contents(f"{kind}s")
        assert len(alone) == json.loads(files()[f"{kind}s.json"])["total_items"]


def read_table(kind: str) -> list[dict[str, str]]:
    """The rows of a table of the package."""
    text = files()[f"hsds-package/{TABLES[kind].file}"].decode()
    return list(csv.DictReader(io.StringIO(text, newline="")))


@pytest.mark.parametrize("kind", TABLES)
def test_the_tables_of_the_package_hold_together(kind):
    """Ids once, what is required is there, values of lists, and every reference leads to a row."""
    rows, table = read_table(kind), TABLES[kind]
    assert rows
    assert len({row["id"] for row in rows}) == len(rows)
    for field in table.fields:
        found = {row[field.name] for row in rows}
        assert not field.in_tables or "" not in found, field.name
        assert not field.values or found <= {*field.values, ""}, field.name
        if field.refers_to and found != {""}:
            assert found - {""} <= {row["id"] for row in read_table(field.refers_to)}, field.name
    described = json.loads(files()["hsds-package/datapackage.json"])["resources"]
    columns = next(one["schema"]["fields"] for one in described if one["name"] == kind)
    assert [one["name"] for one in columns] == list(rows[0])


def test_no_cell_of_the_package_is_reckoned_with_by_excel():
    """A formula gets an apostrophe; telephone numbers and rules stay as programs want them."""
    name = next(field for field in TABLES["service"].fields if field.name == "name")
    assert write_cell(name, "=1+1") == "=1+1"
    assert any(row["number"].startswith("+86 ") for row in read_table("phone"))


def test_ids_stay_and_belong_to_the_site():
    """The same entry has the same id in every build, another site's another."""
    one, again = Hsds(demo()), Hsds(demo())
    assert one.uuid("service", "daigou") == again.uuid("service", "daigou")
    elsewhere = demo().profile.changed(site_url="https://elsewhere.example/")
    assert Hsds(Catalogue(elsewhere, demo().today, {})).uuid("service", "daigou") != one.uuid(
        "service", "daigou"
    )


def leaves(kind: str) -> set[str]:
    """Paths of a model's fields, as deep as the table goes into them."""
    deep = {row.field.partition(".")[0] for row in MAPPING if row.kind == kind and "." in row.field}
    found = set()
    for path, _ in walk_fields(KIND_BY_NAME[kind].model):
        names = path if path[0] in deep else path[:1]
        found.add(".".join(names[: 2 if path[0] != "english" else 3]))
    return {one for one in found if one not in deep}


@pytest.mark.parametrize("kind", MAPPED_KINDS)
def test_the_table_names_every_field_and_no_other(kind):
    """A field of the model without a line would be lost unsaid; a line without a field says nothing."""
    assert {row.field for row in MAPPING if row.kind == kind} == leaves(kind)


def test_what_is_not_held_says_why():
    """A line that has no place in HSDS has a note."""
    assert [f"{row.kind}.{row.field}" for row in MAPPING if not row.is_held and not row.note] == []


def paths_in(value: object, path: str = "") -> set[str]:
    """Each key path of nested objects, without the numbers of lists."""
    if isinstance(value, list):
        return {one for item in value for one in paths_in(item, path)}
    if isinstance(value, dict):
        below = {one for key, item in value.items() for one in paths_in(item, f"{path}.{key}".strip("."))}
        return below | ({path} if path else set())
    return {path}


def test_every_mapped_path_occurs_in_the_demo_city():
    """What the table promises is written somewhere."""
    found = {kind: set().union(*map(paths_in, contents(f"{kind}s"))) for kind in ("service", "organization")}
    terms = {f"taxonomy_term.{one}" for one in set().union(*map(paths_in, contents("taxonomy_terms")))}
    marks = {
        (kind, one["link_type"])
        for kind in found
        for each in contents(f"{kind}s")
        for one in each.get("attributes", ())
    }
    for row in MAPPING:
        if not row.is_held:
            continue
        if row.hsds == ATTRIBUTE and not row.field.startswith("channels."):
            assert (row.kind, row.field) in marks, row.field
        elif not row.hsds.startswith(ATTRIBUTE):
            assert row.hsds in found.get(row.kind, terms) | terms, f"{row.kind}.{row.field}: {row.hsds}"


@pytest.mark.parametrize("service", ["whole", "gaoling-jintie"])
def test_hours_come_back_from_their_schedules(service):
    """Weeks, odd weeks, seasons, nights, appointments and exceptions are what they were."""
    catalogue = demo()
    hours = catalogue.services[service].value.hours
    assert hours is not None
    found = parse_schedules(list_schedules(hours, TODAY, "+08:00"))
    assert OpeningHours.model_validate(found) == hours


def test_a_week_that_seasons_leave_no_day_comes_back():
    """Summer and winter hours that fill the year: no schedule says the week below them."""
    rows = [("周一至周五", ["8:30-11:30", "13:30-次日2:00"]), ("每月1日、15日", ["9:00-12:00 预约"])]
    rows += [("周日", ["预约"]), ("周六", ["24小时"])]
    every_day = [{"days": "每天", "open": ["8:00-24:00"]}]
    values = {
        "weekly": [{"days": days, "open": periods} for days, periods in rows],
        "seasons": [
            {"since": "11-01", "until": "04-30", "weekly": every_day},
            {"since": "05-01", "until": "10-31", "weekly": every_day},
        ],
        "holidays": "休息",
    }
    hours = OpeningHours.model_validate(values)
    found = parse_schedules(list_schedules(hours, TODAY, "+08:00"))
    assert OpeningHours.model_validate(found) == hours


def test_rows_for_the_same_days_come_back_as_one():
    """Nothing of a week is lost that is written in several rows, though seasons leave it no day."""
    row = {"days": "每天", "open": ["8:00-9:00"]}
    later = {"days": "每天", "open": ["10:00-11:00"]}
    year = {"since": "01-01", "until": "12-31", "weekly": [row]}
    hours = OpeningHours.model_validate({"weekly": [row, later], "seasons": [year]})
    found = parse_schedules(list_schedules(hours, TODAY, "+08:00"))
    assert found is not None
    assert found["weekly"] == [{"days": "每天", "open": ["08:00-09:00", "10:00-11:00"]}]


def test_a_season_is_cut_out_of_the_year_ahead():
    """Schedules of HSDS all hold at once, so the week may not go on through a season of its own."""
    hours = Service.model_validate(WHOLE["service"]).hours
    assert hours is not None
    spans = [
        (one["valid_from"], one["valid_to"], one["freq"]) for one, _ in list_schedules(hours, TODAY, "+08:00")
    ]
    summer = [one for one in spans if one[0] == "2027-06-15"]
    assert summer == [("2027-06-15", "2027-09-30", "WEEKLY")]
    assert not [one for one in spans if one[0] < "2027-06-15" <= one[1]]
