"""Slips of typing that leave YAML unreadable or misread, found in the text itself.

libyaml notices them late and speaks of its own grammar; here they are named where they were made,
with the repair where it is safe.
"""

from __future__ import annotations

import re

import yaml

from generator.diagnostics import Diagnostic, Edit, Place, Text
from generator.reading import faults
from generator.reading.faults.syntax import PROBLEMS

_UNQUOTED_PHONE = re.compile(
    r"\n[ \t]*(?:- +)*(?:[\w-]+: +)?(0\d{5,}|\d{3,4}-\d{7,8}|1\d{10})[ \t]*(?:#.*)?$", re.MULTILINE
)


def check_quoting(file: str, text: str) -> list[Diagnostic]:
    """Phone numbers without quotes: harmless here, but Excel and other YAML readers spoil them."""
    found: list[Diagnostic] = []
    if not _UNQUOTED_PHONE.search(f"\n{text}"):
        return found
    for match in _UNQUOTED_PHONE.finditer(f"\n{_without_blocks(text)}"):
        start, end = match.start(1) - 1, match.end(1) - 1
        edits = (Edit(start, start, '"'), Edit(end, end, '"'))
        found.append(faults.UNQUOTED_PHONE.at(Place(file, offsets=(start, end)), edits=edits, value=match[1]))
    return found


def check_top(file: str, text: str, root: yaml.Node) -> list[Diagnostic]:
    """What stands at the top instead of fields; often only the colons are wrong."""
    colons = _colons(file, text)
    if colons:
        return colons
    start = root.start_mark.index
    stop = text.find("\n", start)
    fault = faults.LIST if isinstance(root, yaml.SequenceNode) else faults.NOT_A_MAPPING
    return [fault.at(Place(file, offsets=(start, len(text) if stop < 0 else stop)))]


_WIDE_COLON = re.compile(r"^[ ]*(?:- +)?([A-Za-z_][A-Za-z0-9_-]{0,40})(：)[ \t]*", re.MULTILINE)
_TIGHT_COLON = re.compile(r"^[ ]*(?:- +)?([A-Za-z_][\w-]{0,40})(:)(?=[^\s:/])", re.MULTILINE)
_TAB = re.compile(r"^[ ]*(\t+)", re.MULTILINE)
_BLOCK_SCALAR = re.compile(
    r"^([ ]*)(?:- +)*(?:[\w-]+:)?[ \t]*[|>][-+\d]*[ \t]*(?:#.*)?\n((?:\1[ ]+.*(?:\n|\Z)|[ \t]*\n)*)",
    re.MULTILINE,
)
_BLOCK_ROOM = re.compile(r"[^\n]")


def _without_blocks(text: str) -> str:
    """The text with block scalars blanked out, so that prose is not taken for keys."""
    return _BLOCK_SCALAR.sub(
        lambda match: match[0][: match.start(2) - match.start()] + _BLOCK_ROOM.sub(" ", match[2]), text
    )


def _colons(file: str, text: str) -> list[Diagnostic]:
    """Keys whose colon is full-width, or has no space after it."""
    plain = _without_blocks(text)
    found = []
    for match in _WIDE_COLON.finditer(plain):
        place = Place(file, offsets=match.span(2))
        edit = Edit(match.start(2), match.end(), ": ")
        found.append(faults.WIDE_COLON.at(place, edits=(edit,), key=match[1]))
    for match in _TIGHT_COLON.finditer(plain):
        place = Place(file, offsets=(match.start(1), match.end(2)))
        found.append(
            faults.TIGHT_COLON.at(place, edits=(Edit(match.end(2), match.end(2), " "),), key=match[1])
        )
    return found


_UNCLOSED = re.compile(r"while (?:parsing a flow|scanning (?:a quoted scalar|an alias|an anchor))")
"""What begins at one place and is missed at another: the beginning is what an editor looks for."""


def check_syntax(file: str, text: str, error: Exception) -> list[Diagnostic]:
    """What went wrong in words for an editor, at the cause rather than where libyaml noticed."""
    found = _colons(file, text)
    for match in _TAB.finditer(_without_blocks(text)):
        edit = Edit(match.start(1), match.end(1), "  " * len(match[1]))
        found.append(faults.TAB.at(Place(file, offsets=match.span(1)), edits=(edit,)))
    if found:
        return found
    if isinstance(error, yaml.reader.ReaderError):
        return _bad_characters(file, text)
    context = getattr(error, "context", None) or ""
    marks = getattr(error, "problem_mark", None), getattr(error, "context_mark", None)
    mark = next((mark for mark in (reversed(marks) if _UNCLOSED.match(context) else marks) if mark), None)
    index = min(mark.index, max(len(text) - 1, 0)) if mark else 0
    problem = getattr(error, "problem", None) or type(error).__name__
    zh = PROBLEMS.get(problem) or PROBLEMS.get(context, problem)
    return [faults.SYNTAX.at(Place(file, offsets=(index, index + 1)), problem=Text(zh, problem))]


_UNPRINTABLE = re.compile("[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def _bad_characters(file: str, text: str) -> list[Diagnostic]:
    found = []
    for match in _UNPRINTABLE.finditer(text):
        edit = Edit(match.start(), match.end(), "")
        shown = f"U+{ord(match[0]):04X}"
        found.append(
            faults.BAD_CHARACTER.at(Place(file, offsets=match.span()), edits=(edit,), character=shown)
        )
    return found
