"""What residents and editors read otherwise from one day to the next, at every day that an entry can name.

For each field that holds a date, an entry of the demo city that states one stands alone with what it refers
to and what refers to it. `tests/golden/turns/` holds which outputs change on that day and on the day after:
`GRIDPRESS_ACCEPT=1 pytest tests/test_turns.py` accepts a change.
"""

import datetime
import json
import os
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from functools import cache

import pytest
from conftest import ROOT
from pydantic import BaseModel
from pydantic_core import to_json
from sample_site import make_shells
from test_demo_text import list_values, read_words, without_chrome
from test_fields import filled_demo

from generator.catalogue import Catalogue, Entry
from generator.facts.lapsed import without_lapsed
from generator.outputs.exports.listing import measure_exports
from generator.outputs.exports.register import render_exports
from generator.outputs.search_documents import search_documents
from generator.outputs.site import Site
from generator.reading.references import find_references
from generator.rules import check_rules
from generator.views.addresses import page_path
from generator.views.prints.handbook import view_handbook

GOLDEN = ROOT / "tests" / "golden" / "turns"
DAY = datetime.timedelta(days=1)
URL = "https://yunyu.example/"
MOST, LONG = 6, 120
"""Lines that are kept of each output, and characters of a line."""
Made = dict[str, list[str] | str]
"""Outputs as lines; pages as they are, because few of them have to be read."""
NEAR = 2
"""Entries of each kind that refer to one and stand beside it."""


def find_dates(value: object, field: str = "") -> Iterator[tuple[str, datetime.date]]:
    """The dates in a value, each with the names of its fields."""
    if isinstance(value, datetime.date):
        yield field, value
    elif isinstance(value, tuple):
        for one in value:
            yield from find_dates(one, field)
    elif isinstance(value, BaseModel):
        for name in type(value).model_fields:
            yield from find_dates(getattr(value, name), f"{field}.{name}".lstrip("."))


@cache
def find_examples() -> dict[str, tuple[Entry, datetime.date]]:
    """For each field that holds a date the entry that states the latest one, and that date."""
    found: dict[str, tuple[Entry, datetime.date]] = {}
    for kind, entries in filled_demo().entries.items():
        for name in sorted(entries):
            for field, day in find_dates(entries[name].value):
                key = f"{kind}.{field}"
                if key not in found or found[key][1] < day:
                    found[key] = entries[name], day
    return found


def stand_alone(entry: Entry) -> Catalogue:
    """A city of one entry, what it refers to, and some of what refers to it."""
    demo = filled_demo()
    near: Counter[str] = Counter()
    kept = [entry]
    for one in sorted(demo.references, key=lambda one: (one.source.kind, one.source.id)):
        source = demo.entries[one.source.kind][one.source.id] if one.source.kind != "profile" else entry
        if (one.kind, one.id) == (entry.kind, entry.id) and near[source.kind] < NEAR and source not in kept:
            near[source.kind] += 1
            kept.append(source)
    for one in kept:
        for there in find_references(one):
            found = (demo.entries[kind].get(there.id) for kind in there.kind.split("|"))
            kept += [one for one in found if one is not None and one not in kept]
    entries = {kind: {one.id: one for one in kept if one.kind == kind} for kind in demo.entries}
    references = tuple(there for one in kept for there in find_references(one))
    return replace(demo, entries=entries, references=references)


def describe(catalogue: Catalogue) -> Made:
    """All that is made of a catalogue, by what it is; the day itself is not named."""
    published = without_lapsed(catalogue)
    exports = list(render_exports(published, URL))
    site = Site(published, make_shells(), URL, measures=measure_exports(published, exports))
    today = f"截至{catalogue.today.month}月{catalogue.today.day}日"
    made: Made = {
        path: without_chrome(site.render(path).decode()).replace(today, "截至今天") for path in site.pages
    }
    lines = {
        "findings": [f"{one.severity.label} {one.code} {one.message.zh}" for one in check_rules(catalogue)],
        "search": [repr(one) for one in search_documents(published, {})],
    }
    for one in exports:
        if not one.path.endswith((".xlsx", ".sqlite")):  # the same tables are here as CSV
            lines[one.path] = one.data.decode().splitlines()
    for grid in published.live_grids[:1]:
        lines["handbook"] = list(list_values(json.loads(to_json(view_handbook(published, grid.id)))))
    return made | {path: [line.replace(today, "截至今天") for line in said] for path, said in lines.items()}


def read_lines(made: Made, path: str) -> list[str]:
    """The lines of an output; empty when there is none."""
    said = made.get(path, [])
    lines = read_words(said) if isinstance(said, str) else said
    return [line[:LONG] for line in lines if '"updated":' not in line]


def compare(own: str, before: Made, after: Made) -> Iterator[str]:
    """Folders with an output that turns; then lines of the entry's own page, of findings and of search."""
    differing = {path for path in before.keys() | after.keys() if before.get(path) != after.get(path)}
    turned = {path for path in differing if read_lines(before, path) != read_lines(after, path)}
    yield f"in {' '.join(sorted({path.partition('/')[0] for path in turned}))}"
    lines: list[str] = []
    for sign, one, other in (("-", before, after), ("+", after, before)):
        for path in ("findings", own, "search"):
            left = Counter(read_lines(one, path)) - Counter(read_lines(other, path))
            lines += [f"{sign} {line}" for line in left][:MOST]
    yield from lines


def describe_turn(field: str) -> Iterator[str]:
    """How the outputs turn on the day that a field names, and on the day after."""
    entry, day = find_examples()[field]
    city = stand_alone(entry)
    before, on, after = (describe(replace(city, today=day + offset * DAY)) for offset in (-1, 0, 1))
    yield f"==== {field}: {entry.kind}/{entry.id}"
    own = page_path(entry.kind, entry.id)
    yield from (f"---- on {day}", *compare(own, before, on))
    yield from ("---- the day after", *compare(own, on, after))


KINDS = sorted({field.partition(".")[0] for field in find_examples()})


@pytest.mark.parametrize("kind", KINDS)
def test_outputs_turn_on_the_days_that_entries_name_as_was_accepted(kind: str) -> None:
    fields = (field for field in sorted(find_examples()) if field.startswith(f"{kind}."))
    made = [line for field in fields for line in describe_turn(field)]
    file = GOLDEN / f"{kind}.txt"
    if os.environ.get("GRIDPRESS_ACCEPT"):
        GOLDEN.mkdir(parents=True, exist_ok=True)
        file.write_text("".join(f"{line}\n" for line in made), "utf-8")
    assert made == file.read_text("utf-8").splitlines(), "if it should be so, GRIDPRESS_ACCEPT=1"


def test_no_turn_is_kept_of_a_kind_that_has_none() -> None:
    assert sorted(path.stem for path in GOLDEN.glob("*.txt")) == KINDS
