"""Passports, travel permits and officers' cards: a letter and digits, told by the words near them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

_GAP = r"[ \-.]?"
_PAPER = re.compile(
    rf"(?<![A-Za-z0-9])(?:"
    rf"[EGDSPHMCWKTegdsphmcwkt]{_GAP}[0-9]{{4}}{_GAP}[0-9]{{4}}(?:{_GAP}[0-9]{{2}})?"
    rf"|[EGDSPHMCWKTegdsphmcwkt]{_GAP}[0-9]{{2}}{_GAP}[0-9]{{3}}{_GAP}[0-9]{{3}}"
    rf"|[ECWecw][A-Za-z]{_GAP}[0-9]{{3}}{_GAP}[0-9]{{4}}"
    rf"|(?:14|15)[0-9]{{7}}"
    rf")(?![A-Za-z0-9])"
)
_EIGHT = re.compile(rf"(?<![A-Za-z0-9\-.])[0-9]{{4}}{_GAP}[0-9]{{4}}(?![A-Za-z0-9\-.])")
_WORD = re.compile(r"护照|通行证|台胞证|回乡证|旅行证|签证|证件|passport|permit", re.IGNORECASE)
_RESIDENTS_OF_TAIWAN = re.compile(r"(?:台胞证|大陆通行证|台湾[^,。;\n]{0,8}通行证)[^0-9,。;\n]{0,8}$")
_OFFICER = re.compile(
    r"(?:军官证|士官证|士兵证|文职[^0-9\n]{0,4}证|警官证)[^0-9\n]{0,10}?([0-9]{6,8})|[军士文]字第?([0-9]{6,8})号?"
)
_NEAR = 16


def find_papers(text: str) -> Iterator[tuple[str, int, int]]:
    """The number, start and end of each paper in a folded text."""
    for match in _PAPER.finditer(text):
        around = text[max(0, match.start() - _NEAR) : match.end() + _NEAR]
        if _WORD.search(around):
            yield re.sub(r"[^0-9A-Za-z]", "", match[0]).upper(), match.start(), match.end()
    if "胞" in text or "湾" in text or "大陆" in text:
        for match in _EIGHT.finditer(text):
            if _RESIDENTS_OF_TAIWAN.search(text, max(0, match.start() - _NEAR), match.start()):
                yield re.sub(r"[^0-9]", "", match[0]), match.start(), match.end()
    for match in _OFFICER.finditer(text):
        group = 1 if match[1] else 2
        yield match[group], match.start(group), match.end(group)
