"""Slips of typing: no word of the YAML library reaches an editor, and what is repaired is what was meant."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from yaml import _yaml

from generator.reading.documents import Document
from generator.reading.faults.problems import PROBLEMS
from generator.reading.repairs import apply_edits
from generator.reading.sources import parse_document

GOOD = 'name: 青年\naliases:\n  - 后生\nintro: 十八岁以上\nsymbol: "青"\n'
SLIPS = {
    "no colon": ("name: ", "name "),
    "an equals sign": ("name: ", "name = "),
    "a full-width colon": ("intro: ", "intro："),
    "no blank behind a colon": ("intro: ", "intro:"),
    "no blank behind a dash": ("- 后", "-后"),
    "a full-width dash": ("- 后", "－ 后"),
    "a dot": ("- 后", "• 后"),
    "an open quote": ('"青"', '"青'),
    "a quote closed by another": ('"青"', '"青”'),
    "typographic quotes": ('"青"', "“青”"),
    "one blank too many": ("intro", " intro"),
    "a tab": ("  - 后", "\t- 后"),
    "a full-width blank": ("name: ", "name:\u3000"),
    "a no-break indentation": ("  - 后", "\u00a0\u00a0- 后"),
    "a zero-width blank in a key": ("intro", "in\u200btro"),
    "a zero-width blank in a text": ("后生", "后\u200b生"),
    "a bell": ("后生", "后\u0007生"),
    "two fields on a line": ("岁以上\n", "岁以上 "),
}


def repair(text: str) -> str:
    document, found = parse_document("x.yaml", text.encode())
    return apply_edits(document.text, [edit for one in found for edit in one.edits])


@pytest.mark.parametrize("name", SLIPS)
def test_one_slip_is_one_finding_on_its_line_and_its_repair_gives_back_what_was_meant(name: str) -> None:
    right, wrong = SLIPS[name]
    text = GOOD.replace(right, wrong, 1)
    assert text != GOOD
    _, found = parse_document("x.yaml", text.encode())
    assert len(found) == 1
    line = GOOD[: GOOD.index(right)].count("\n") + 1
    assert Document("x.yaml", text).locate(found[0].place).line == line
    original, _ = parse_document("x.yaml", GOOD.encode())
    assert parse_document("x.yaml", repair(text).encode())[0].value == original.value


def test_each_message_of_the_library_has_words_of_our_own() -> None:
    """Read from the library itself, so that a new release cannot say something new unnoticed."""
    said = re.findall(
        rb"(?:did not find|could not find|found) [\x20-\x7e]{6,}", Path(_yaml.__file__).read_bytes()
    )
    unsaid = ("UTF-8 octet", "<stream-start>", "for imported type", "another document")
    missing = {one.decode() for one in said} - PROBLEMS.keys()
    assert [one for one in sorted(missing) if not one.endswith(unsaid)] == []
