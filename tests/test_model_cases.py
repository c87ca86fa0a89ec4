"""Any text: no crash, positions inside, every path at its own text, repairs that change nothing else."""

import json
from collections.abc import Iterator
from typing import Any

import yaml
from hypothesis import example, given, settings
from hypothesis import strategies as st

from generator.diagnostics import KeyPath, Place, apply_edits
from generator.model import KINDS, PROFILE
from generator.model.fields import Shape
from generator.reading.sources import parse_document
from generator.reading.validation import check_shape

MARKS = ["name", "：", ":", "王五", "𡐓", "&a", "*a", "!b", "<<:", "---", "0580-5550101", *"{}[]\"'#?%>|@"]
BLANKS = ["\n", "\n", "\t", "|\n", ">\n", "\ufeff", "\x07", "\r\n", "\u2028", "\x85", " ", "  ", "- ", "a: "]
FRAGMENTS = st.sampled_from([*MARKS, *BLANKS])
SOURCES = st.one_of(
    st.binary(max_size=60),
    st.text(alphabet=st.characters(codec="utf-8"), max_size=60).map(str.encode),
    st.lists(FRAGMENTS, max_size=25).map(lambda parts: "".join(parts).encode()),
    st.lists(FRAGMENTS, max_size=15).map(lambda parts: "".join(parts).encode("gb18030")),
)
TEXTS = st.text(alphabet="abc 王五𡐓:：-#'\"\\[]{}&*!|>%@`,，。\n\t~01", max_size=12)
KEYS = st.text(alphabet="abc_", min_size=1, max_size=4)
VALUES = st.recursive(
    TEXTS, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(KEYS, inner, max_size=3), max_leaves=12
)


@settings(max_examples=400, deadline=None)
@given(SOURCES)
def test_no_bytes_crash_the_reader_and_every_span_is_inside_the_text(data: bytes) -> None:
    document, found = parse_document("x.yaml", data)
    places = [one.place for one in found] + [related.place for one in found for related in one.related]
    for place in [*places, Place("x.yaml", ("name", 0, "x")), Place("x.yaml", ("name",), on_key=True)]:
        span = document.locate(place)
        first, last = document.line(span.line), document.line(span.end_line)
        lines = document.text.count("\n") + 1
        assert 1 <= span.line <= span.end_line <= lines
        assert 1 <= span.column <= len(first) + 2
        assert 1 <= span.end_column <= len(last) + 2
        assert (span.line, span.column) <= (span.end_line, span.end_column)


def paths(value: Any, path: KeyPath = ()) -> Iterator[tuple[KeyPath, Any]]:
    yield path, value
    pairs = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, item in pairs:
        yield from paths(item, (*path, key))


@settings(max_examples=200, deadline=None)
@given(st.dictionaries(KEYS, VALUES, min_size=1, max_size=4), st.booleans())
def test_each_path_points_at_text_that_reads_back_as_its_value(value: dict[str, Any], flow: bool) -> None:  # noqa: FBT001
    text = yaml.safe_dump(value, allow_unicode=True, default_flow_style=flow, width=40)
    document, _ = parse_document("x.yaml", text.encode())
    if document.value is None:
        return
    assert document.value == value
    for path, item in paths(value):
        if not path:
            continue
        span = document.locate(Place("x.yaml", path))
        start = sum(len(line) + 1 for line in document.text.split("\n")[: span.line - 1]) + span.column - 1
        end = (
            sum(len(line) + 1 for line in document.text.split("\n")[: span.end_line - 1])
            + span.end_column
            - 1
        )
        if isinstance(item, str) and item.strip() == item and "\n" not in item and item:
            assert yaml.load(document.text[start:end], yaml.BaseLoader) == item


@settings(max_examples=300, deadline=None)
@given(SOURCES)
@example(b"name: ''\nname:")
@example(b"name: {}\nname: []")
@example(b"name: a\nname: a")
@example(b".[: # ")
@example(b".: :\xef\xbb\xbf")
def test_repairs_end_in_a_file_without_what_they_repair_and_with_the_same_value(data: bytes) -> None:
    document, found = parse_document("x.yaml", data)
    for _ in range(4):
        edits = [edit for one in found for edit in one.edits]
        if not edits:
            break
        text = apply_edits(document.text, edits)
        repaired, left = parse_document("x.yaml", text.encode())
        if document.value is not None:
            assert repaired.value == document.value
        document, found = repaired, left
    assert not any(one.edits for one in found)


@settings(max_examples=200, deadline=None)
@given(st.sampled_from([*KINDS, PROFILE]), st.data())
def test_no_value_crashes_the_models_and_every_finding_names_a_place(kind: Any, data: st.DataObject) -> None:
    fields = st.sampled_from([*kind.model.model_fields, "x"])
    value = data.draw(st.dictionaries(fields, VALUES, max_size=6))
    model, found = check_shape(kind.model, value, "x.yaml")
    assert (model is None) == bool(found)
    document, _ = parse_document("x.yaml", json.dumps(value, ensure_ascii=False).encode())
    for one in found:
        document.locate(one.place)
        assert one.message.zh


def test_every_setting_of_the_profile_names_its_source_or_is_called_a_convention() -> None:
    fields = PROFILE.model.model_fields
    groups = [name for name, info in fields.items() if isinstance(info.default, Shape)]
    for name in (*groups, "staffing", "duties", "calendar"):
        told = fields[name].description or ""
        assert "来源" in told or "约定" in told, name
