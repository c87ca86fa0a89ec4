"""What is fuzzed: each target takes a text and raises only where the program is wrong.

`tests/corpus/<target>/` holds what was once found and what is worth starting from. Texts are made of those,
with pieces cut, doubled and put in, and of signs that a target reacts to.
"""

import io
import zipfile
from collections.abc import Callable
from contextlib import suppress
from functools import cache
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import xlsxwriter
from hypothesis import strategies as st
from pydantic import TypeAdapter, ValidationError

from generator.diagnostics import OutputError, apply_edits
from generator.editing.entries import NotInPlaceError
from generator.editing.layout import format_entry
from generator.model import KINDS
from generator.model.boundary import Boundary, parse_boundary
from generator.model.fields import Date, Number, Phone
from generator.model.hours import OpeningHours
from generator.model.position import Position
from generator.model.time_limit import StepMinutes, TimeLimit
from generator.outputs.markdown import ATTRIBUTES, TAGS, render_prose
from generator.reading.documents import Document
from generator.reading.sources import parse_document
from generator.reading.tables import parse_table
from generator.reading.validation import check_shape
from generator.workbooks.parse import parse_book, parse_csv

CORPUS = Path(__file__).parent / "corpus"


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


def with_refusals(read: Callable[[], object]) -> None:
    """Read; what cannot be read is refused in words."""
    with suppress(OutputError):
        read()


def take(wanted: Any, value: object) -> Any:
    """What a model makes of a value; None where it refuses."""
    with suppress(ValidationError):
        return TypeAdapter(wanted).validate_python(value)
    return None


TARGETS: dict[str, tuple[Callable[[str], None], str]] = {
    "source": (check_source, "name: |>-\n  \t#&*!\"'{}[],：“”，%@`～0580-5550101是"),
    "table": (check_table, 'matter,件数\n"，;\t\r2026年1月0'),
    "boundary": (check_boundary, "POLYGON MULTI((120.1 30.2,)) EMPTY-e9nanZ；，"),
    "hours": (check_hours, "周一至五六日|8:30-12:00，；24点半上下午单双周节假除每月第个全天"),
    "duration": (check_value(TimeLimit), "0123456789.个半工作日天小时分钟年月~至-以内即时当场两十"),
    "minutes": (check_value(StepMinutes), "0123456789.个半小时分钟约~至-"),
    "phone": (check_value(Phone), "0123456789-－（）()转 ，、;+86１"),
    "position": (check_value(Position), "0123456789.,，NE北纬东经°′″ WGS84GCJ02BD09-"),
    "date": (check_value(Date), "0123456789-/年月日.二〇零十 "),
    "number": (check_value(Number), "0123456789.,，％%万亿-+eE一二十百两半"),
    "markdown": (check_markdown, "*_[]()<>!#`\\&\"'\n- 1.javascript:http://a@&#x;"),
    "workbook": (check_workbook, '<>&"/=?c r="A1" t="s"v0123456789'),
}
"""By the name of its folder in the corpus: the check, and signs that it reacts to."""


def load_corpus(target: str) -> list[str]:
    """Texts that are kept for a target."""
    files = sorted((CORPUS / target).glob("*.txt"))
    return [path.read_bytes().decode("utf-8", "surrogatepass") for path in files]


def texts(target: str) -> st.SearchStrategy[str]:
    """Kept texts with pieces cut out and put in, and texts of the target's own signs."""
    signs = st.text(alphabet=TARGETS[target][1], max_size=30)
    anything = signs | st.text(max_size=12)

    @st.composite
    def changed(draw: st.DrawFn) -> str:
        text = draw(st.sampled_from(load_corpus(target)))
        for _ in range(draw(st.integers(1, 4))):
            start = draw(st.integers(0, len(text)))
            end = draw(st.integers(start, min(len(text), start + 20)))
            text = text[:start] + draw(anything | st.just(text[start:end] * 2)) + text[end:]
        return text

    return changed() | anything
