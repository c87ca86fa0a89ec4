"""Code in hand-written pages that browsers will not run or show: the pages' security policy forbids it."""

import re
from collections.abc import Iterator

from generator.diagnostics import Diagnostic, Place
from generator.publishing.written_shapes import without_code
from generator.reading import faults

_FORBIDDEN = re.compile(
    r"<(?P<element>script)\b(?![^<>]*\ssrc\s*=)|<(?P<sheet>style)\b"
    r"|(?:<[a-z]|\{:?)[^<>{}]*?\s(?P<attribute>style|on[a-z]+)(?=\s*=\s*[\"'])"
    r"|(?:\bsrc\s*=\s*[\"']|!\[[^\]\n]*\]\(\s*<?)(?P<host>(?:https?:)?//[^\s\"'()<>]+)",
    re.IGNORECASE,
)


def check_code(file: str, text: str) -> Iterator[Diagnostic]:
    """A finding for each script, style and picture of another host; code that is only shown is none."""
    for match in _FORBIDDEN.finditer(without_code(text)):
        part = match.lastgroup or 0
        yield faults.CODE_IN_PAGE.at(Place(file, offsets=match.span(part)), what=match[part])
