"""Faults of single files: each with its case, its exact place, and repairs that repair."""

import os
from pathlib import Path

import pytest
from cases.casefile import CASES, read_case, run_case

from generator.diagnostics import Place, apply_edits
from generator.reading.faults import FAULTS
from generator.reading.sources import MAX_BYTES, load_source, parse_document

FILES = sorted((CASES / "sources").glob("*/*.case"))
WRITTEN_HERE = {
    "UPG101",
    "SRC101",
    "SRC105",
    "SRC122",
    "SRC150",
    "IDN106",
    "IDN112",
    "PAG101",
    "PAG102",
    "PAG103",
    "PAG104",
    "PAG105",
    "PAG115",
    "PAG106",
    "PAG107",
    "PAG108",
    "PAG109",
    "PAG111",
    "PAG112",
    "PAG113",
    "PAG114",
    "PUB105",
    "WRD101",
    "WRD102",
    "WRD103",
    "WRD104",
    "INH101",
    "INH102",
    "INH103",
    "INH104",
    "INH105",
    "INH106",
    "INH107",
    "PRO101",
    "PRO102",
    "PRO103",
    "PRO104",
    "PRO105",
    "PRO106",
}
"""Faults of disks, links, sizes and pages, which a text of one entry cannot hold, and hints that are
told when asked for, and what a city takes over from its province: other tests do."""


def shorten(path: Path) -> str:
    return f"{path.parent.name}/{path.stem}"


@pytest.mark.parametrize("path", FILES, ids=shorten)
def test_a_case_finds_exactly_what_it_lists(path: Path, tmp_path: Path) -> None:
    found = run_case(path, tmp_path)
    own = [one for one in found if one.code == path.parent.name]
    assert bool(own) is not path.stem.startswith("near-miss")


def test_each_fault_has_a_code_of_its_own() -> None:
    assert len({fault.code for fault in FAULTS}) == len(FAULTS)


def test_each_fault_has_a_case() -> None:
    cases = {path.parent.name for path in FILES if path.stem == "bad"}
    by_reading = {fault.code for fault in FAULTS if not fault.code.startswith("HBK")}  # see test_handbook.py
    assert cases | WRITTEN_HERE == by_reading


@pytest.mark.parametrize("path", FILES, ids=shorten)
def test_a_repair_removes_its_fault_and_makes_no_other(path: Path) -> None:
    for name, data in read_case(path).files.items():
        document, found = parse_document(name, data or b"")
        repairable = {one.code for one in found if one.edits}
        if not repairable:
            continue
        edits = [edit for one in found for edit in one.edits]
        repaired, left = parse_document(name, apply_edits(document.text, edits).encode())
        assert repairable.isdisjoint(one.code for one in left)
        if document.value is not None:
            assert repaired.value == document.value


def test_a_file_of_ten_megabytes_is_refused_unread(tmp_path: Path) -> None:
    file = tmp_path / "x.yaml"
    file.write_bytes(b"name: x\n" + b"# \n" * 4_000_000)
    document, found = load_source(file, "x.yaml")
    assert document is None
    assert [one.code for one in found] == ["SRC105"]


def test_a_file_that_is_gone_is_a_finding(tmp_path: Path) -> None:
    document, found = load_source(tmp_path / "x.yaml", "x.yaml")
    assert document is None
    assert [one.code for one in found] == ["SRC101"]


DEEP = {
    "brackets": "[" * 100_000,
    "braces": "{a: " * 100_000,
    "closed brackets": "a: " + "[" * 100_000 + "]" * 100_000,
    "dashes": "- " * 100_000,
    "dashes and tabs": "-\t" * 100_000,
    "questions": "? " * 100_000,
    "questions and dashes": "? - " * 100_000,
    "indentation": "".join(" " * depth + "a:\n" for depth in range(1300)),
    "lists in mappings": "".join(" " * depth + "- a:\n" for depth in range(1300)),
    "comments between": "".join(" " * depth + "- # x\n" for depth in range(1300)),
}


@pytest.mark.parametrize("text", DEEP.values(), ids=DEEP)
def test_deep_nesting_is_refused_without_a_crash(text: str) -> None:
    document, found = parse_document("x.yaml", text[:MAX_BYTES].encode())
    assert document.value is None
    assert found
    for one in found[:3]:
        document.locate(one.place)


def test_a_place_that_is_not_there_falls_back_to_the_deepest_that_is() -> None:
    document, _ = parse_document("x.yaml", "steps:\n  - do: 填表\n".encode())
    span = document.locate(Place("x.yaml", ("steps", 0, "who")))
    assert (span.line, span.column, span.end_column) == (2, 5, 11)


def test_columns_are_code_points_also_beyond_the_basic_plane() -> None:
    document, _ = parse_document("x.yaml", "name: 莫𡐓村 # 𡐓\nlist: [𡐓, 村]\n".encode())
    span = document.locate(Place("x.yaml", ("list", 1)))
    assert (span.line, span.column, span.end_column) == (2, 11, 12)


def test_the_sources_of_this_file_are_not_left_in_accepting_mode() -> None:
    assert "CI" not in os.environ or "GRIDPRESS_ACCEPT" not in os.environ
