"""Every sentence that residents are told about a change: `tests/cases/changes/` holds them.

Each row of `sentences.yaml` changes the minimal catalogue before and after, and says all that is told, with
both languages, the entries it is about and the page; each of `dated.yaml` changes it once and says what its
dates tell besides. `_like` copies another entry; `null` leaves one out.
"""

from typing import Any

import pytest
import yaml
from conftest import ROOT
from sample_site import make_catalogue, minimal_values

from generator.catalogue import Catalogue
from generator.changes import compare_catalogues
from generator.changes.dated import dated_changes
from generator.views.projections import Change

FOLDER = ROOT / "tests" / "cases" / "changes"
ROWS = yaml.safe_load((FOLDER / "sentences.yaml").read_text("utf-8"))
DATED = yaml.safe_load((FOLDER / "dated.yaml").read_text("utf-8"))


def make(edits: dict[str, dict[str, Any] | None]) -> Catalogue:
    """The minimal catalogue with entries changed, added or left out."""
    values, profile = minimal_values(), {}
    for subject, fields in edits.items():
        kind, _, name = subject.partition("/")
        if kind == "profile":
            profile = fields or {}
        elif fields is None:
            values[kind].pop(name)
        else:
            copied = minimal_values().get(kind, {})
            known = copied.get(str(fields.get("_like", "")).partition("/")[2] or name, {})
            more = {key: value for key, value in fields.items() if key != "_like"}
            values.setdefault(kind, {})[name] = known | more
    return make_catalogue(values, **profile)


def describe(before: Catalogue, after: Catalogue, section: str | None) -> list[list[str]]:
    """Kind, entries, both sentences and page of each change; handbooks only when they are asked for."""
    found = compare_catalogues(before, after)
    wanted = [one for one in found if (one.section == "handbook") is (section == "handbook")]
    return [list_parts(one) for one in wanted]


def list_parts(one: Change) -> list[str]:
    """Kind, entries, both sentences and page of a change."""
    return [one.kind, " ".join(one.subjects), one.sentence.zh, one.sentence.en, one.url]


@pytest.mark.parametrize("row", ROWS, ids=[row["says"] for row in ROWS])
def test_residents_are_told_just_this(row: dict[str, Any]) -> None:
    """No change more, none less, in this order."""
    told = describe(make(row["before"]), make(row["after"]), row.get("section"))
    assert told == row.get("told", [])


@pytest.mark.parametrize("row", DATED, ids=[row["says"] for row in DATED])
def test_dates_of_entries_tell_just_this(row: dict[str, Any]) -> None:
    """Latest first, each with its day; what the minimal catalogue tells by itself is left out."""
    found = dated_changes(make({"notice/n1": None, **row["entries"]}))
    assert [[*list_parts(one), str(one.on)] for one in found] == row.get("told", [])
