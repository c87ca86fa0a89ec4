"""The checks of `fuzzing.py`: each takes a text and raises only where the program is wrong."""

import datetime
import io
import sqlite3
import zipfile
from collections.abc import Callable
from contextlib import suppress
from functools import cache
from html.parser import HTMLParser
from typing import Any

import xlsxwriter
from conftest import BASE
from pydantic import TypeAdapter, ValidationError

from generator.catalogue import Entry
from generator.diagnostics import OutputError, apply_edits
from generator.editing.entries import NotInPlaceError, render_entry
from generator.editing.layout import format_entry
from generator.facts.holidays import Calendar
from generator.facts.rosters import duties
from generator.model import KIND_BY_NAME, KINDS, Roster
from generator.model.boundary import Boundary, parse_boundary
from generator.model.fields import Shape
from generator.model.hours import OpeningHours
from generator.outputs.markdown import ATTRIBUTES, TAGS, render_prose
from generator.publishing.querying import (
    answer,
    open_entries,
    render_csv,
    render_json,
    render_table,
    render_xlsx,
)
from generator.reading.attachments import parse_contents
from generator.reading.documents import Document
from generator.reading.sources import parse_document
from generator.reading.tables import parse_table
from generator.reading.validation import check_shape
from generator.standards.hsds_entries import take_objects
from generator.standards.hsds_reading import parse_hsds
from generator.standards.hsds_tables import TABLES
from generator.standards.hsds_taken import Taken
from generator.standards.own_records import take_records
from generator.workbooks.parse import parse_book, parse_csv


def check_source(text: str) -> None:
    """A file of any kind is read, judged, repaired and formatted without losing a value."""
    document, found = parse_document("x.yaml", text.encode("utf-8", "surrogatepass"))
    for one in found:
        document.locate(one.place)
    if document.value is None:
        return
    repaired = apply_edits(document.text, [edit for one in found for edit in one.edits])
    assert parse_document("x.yaml", repaired.encode())[0].value is not None
    for kind in KINDS:
        model, faults = check_shape(kind.model, document.value, "x.yaml")
        assert (model is None) == bool(faults)
    try:
        formatted = format_entry(document.text, KINDS[0].model)
    except NotInPlaceError:
        return
    assert parse_document("x.yaml", formatted.encode())[0].value == document.value


def check_table(text: str) -> None:
    """A table of any kind gives rows or findings that have a place."""
    for kind in KINDS:
        if kind.row is not None:
            document, rows, found = parse_table(Document("x.csv", text), kind.row, kind.row_key)
            assert rows or found
            for one in found:
                document.locate(one.place)
    with_refusals(lambda: parse_csv({"x.csv": text.encode("utf-8", "surrogatepass")}))


def check_boundary(text: str) -> None:
    """A boundary is refused in words, or is one that can be measured."""
    taken = take(Boundary, text)
    if taken is not None:
        shape = parse_boundary(taken)
        assert shape is not None
        assert shape.is_valid
        assert shape.area > 0


def check_value(wanted: Any) -> Callable[[str], None]:
    """A value is refused in words, or its plain form means the same when it is read again."""

    def check(text: str) -> None:
        taken = take(wanted, text)
        if isinstance(taken, str):
            assert take(wanted, taken) == taken

    return check


def check_hours(text: str) -> None:
    """Hours of any days and times are refused, or open in each week."""
    days, _, times = text.partition("|")
    for fields in ({"weekly": [{"days": days, "open": times}]}, {"weekly": [{"days": "周一", "open": text}]}):
        taken = take(OpeningHours, fields)
        assert taken is None or taken.weekly[0].open


class _Allowed(HTMLParser):
    """Fails for what no text may hold."""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        assert tag in TAGS
        for name, value in attrs:
            assert name in ATTRIBUTES.get(tag, set()) | ({"rel", "title"} if tag == "a" else set())
            if name == "href":
                assert (value or "").lower().startswith(("http:", "https:", "tel:", "mailto:"))


def check_markdown(text: str) -> None:
    """Nothing but the allowed elements comes out."""
    reader = _Allowed()
    reader.feed(render_prose(text))
    reader.close()


@cache
def _workbook() -> bytes:
    stream = io.BytesIO()
    with xlsxwriter.Workbook(stream, {"in_memory": True}) as book:
        book.add_worksheet("服务").write_row(0, 0, ["编号", "名称", 1.5, "=1"])
    return stream.getvalue()


def check_workbook(text: str) -> None:
    """A workbook whose parts hold anything, or that is no zip file at all, is read or refused in words."""
    data = text.encode("utf-8", "surrogatepass")
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(_workbook())) as good, zipfile.ZipFile(stream, "w") as bad:
        names = good.namelist()
        spoilt = names[len(data) % len(names)]
        for name in names:
            part = good.read(name)
            at = sum(data) % (len(part) + 1)
            bad.writestr(name, part[:at] + data + part[at + len(data) :] if name == spoilt else part)
    with_refusals(lambda: parse_book("x.xlsx", stream.getvalue()))
    with_refusals(lambda: parse_book("x.xlsx", _workbook()[: sum(data)] + data))


def check_settings(model: type[Shape]) -> Callable[[str], None]:
    """A file of settings is read and judged, each finding with a place."""

    def check(text: str) -> None:
        document, found = parse_document("x.yaml", text.encode("utf-8", "surrogatepass"))
        made, faults = check_shape(model, document.value or {}, "x.yaml")
        assert made is not None or faults
        for one in (*found, *faults):
            document.locate(one.place)

    return check


def check_roster(text: str) -> None:
    """A roster of any turns and changes, with its table below a line of dashes, tells who is on duty."""
    written, _, table = text.partition("\n---\n")
    document, _ = parse_document("x.yaml", written.encode("utf-8", "surrogatepass"))
    made, _ = check_shape(Roster, document.value or {}, "x.yaml")
    kind = KIND_BY_NAME["roster"]
    assert kind.row is not None
    _, rows, _ = parse_table(Document("x.csv", table), kind.row, kind.row_key)
    if not isinstance(made, Roster):
        return
    entry = Entry("roster", "x", "x.yaml", made, tuple(rows or ()))
    first = datetime.date(2026, 11, 1)
    found = duties(
        entry, Calendar(frozenset(), frozenset(), frozenset()), first, first + datetime.timedelta(61)
    )
    assert all(one.person and one.day >= first for one in found)


def check_hsds(text: str) -> None:
    """Open data of others, as JSON or as any table of a package, gives entries that can be written."""
    data = text.encode("utf-8", "surrogatepass")
    for files in ({"services.json": data}, {one.file: data for one in TABLES.values()}):
        _check_taken(take_objects(parse_hsds(files)))


def check_records(text: str) -> None:
    """Our own open data, come back in whatever state, gives entries that can be written."""
    _check_taken(take_records({"data/v1/x.json": text.encode("utf-8", "surrogatepass")}, {}))


def _check_taken(taken: Taken) -> None:
    for kind, entries in taken.values.items():
        for values in entries.values():
            model = KIND_BY_NAME[kind].model
            document, _ = parse_document(
                "x.yaml", render_entry(values, model).encode("utf-8", "surrogatepass")
            )
            assert document.value is not None
            check_shape(model, document.value, "x.yaml")


@cache
def _entries() -> bytes:
    connection, _ = open_entries(BASE)
    return connection.serialize()


def check_question(text: str) -> None:
    """A question to the entries is answered in every form, or refused in words."""
    connection = sqlite3.connect(":memory:", check_same_thread=False)
    connection.deserialize(_entries())
    with suppress(OutputError):
        found = answer(connection, text, seconds=1)
        for render in (render_table, render_csv, render_json, render_xlsx):
            assert render(found)


def check_file(text: str) -> None:
    """A picture or document, its bytes as characters up to ÿ, is looked into whatever it is called."""
    data = text.encode("latin-1", "replace")
    for ending in ("jpg", "svg", "eml", "pdf", "docx", "bin"):
        for one in parse_contents(f"x.{ending}", data).found:
            assert one.place.file.startswith("x.")


def with_refusals(read: Callable[[], object]) -> None:
    """Read; what cannot be read is refused in words."""
    with suppress(OutputError):
        read()


def take(wanted: Any, value: object) -> Any:
    """What a model makes of a value; None where it refuses."""
    with suppress(ValidationError):
        return TypeAdapter(wanted).validate_python(value)
    return None
