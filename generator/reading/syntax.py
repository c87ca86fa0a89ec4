"""Slips of typing that leave YAML unreadable or misread, found in the text itself.

libyaml notices them late and speaks of its own grammar; here they are named where they were made,
with the repair where only one thing can be meant.
"""

import re
from collections.abc import Iterator

import yaml

from generator.diagnostics import Diagnostic, Edit, Place, Text
from generator.reading import faults
from generator.reading.characters import without_blocks
from generator.reading.faults.fault import FIX, FIXED
from generator.reading.faults.problems import OTHER, PROBLEMS
from generator.reading.trials import undo_slips


def check_top(file: str, text: str, root: yaml.Node) -> list[Diagnostic]:
    """What stands at the top instead of fields; often only the colons are wrong."""
    found = [*check_colons(file, text), *undo_slips(file, text, mapping=True)]
    if found:
        return found
    start = root.start_mark.index
    stop = text.find("\n", start)
    fault = faults.LIST if isinstance(root, yaml.SequenceNode) else faults.NOT_A_MAPPING
    return [fault.at(Place(file, offsets=(start, len(text) if stop < 0 else stop)))]


_WIDE_COLON = re.compile(r"^[ ]*(?:- +)?([A-Za-z_][A-Za-z0-9_-]{0,40})(：)[ \t]*", re.MULTILINE)
_TIGHT_COLON = re.compile(r"^[ ]*(?:- +)?([A-Za-z_][\w-]{0,40})(:)(?=[^\s:/])", re.MULTILINE)
_TAB = re.compile(r"^[ ]*(\t+)", re.MULTILINE)


def check_colons(file: str, text: str) -> list[Diagnostic]:
    """Keys whose colon is full-width, or has no space after it."""
    plain = without_blocks(text)
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


_UNCLOSED = re.compile(
    r"while (?:parsing a flow|scanning (?:a quoted scalar|a simple key|an alias|an anchor))"
)
"""What begins at one place and is missed at another: the beginning is what an editor looks for."""


_FENCE = re.compile(r"^[ ]*(?:```|~~~)\w*[ \t]*(?:\n|\Z)", re.MULTILINE)
_LISTED = re.compile(r"(?:[ \t]*(?:#.*)?\n)*(- )[a-z_]+:.*\n(?=[a-z_]+:)")


def _check_wrapping(file: str, text: str) -> Iterator[Diagnostic]:
    """What stands around the whole entry though it belongs to pages and lists."""
    fences = tuple(Edit(*match.span(), "") for match in _FENCE.finditer(text))
    if fences:
        yield faults.CODE_FENCE.at(Place(file, offsets=(fences[0].start, fences[0].start + 3)), edits=fences)
    listed = _LISTED.match(text)
    if listed is not None:
        hint = Text(f"去掉行首的 `- `；{FIX}", f"remove the leading `- `; {FIXED}")
        yield faults.LIST.at(
            Place(file, offsets=listed.span(1)), edits=(Edit(*listed.span(1), ""),), hint=hint
        )


def check_syntax(file: str, text: str, error: Exception) -> list[Diagnostic]:
    """What went wrong in words for an editor, at the cause rather than where libyaml noticed."""
    found = [*_check_wrapping(file, text)] or check_colons(file, text)
    for match in _TAB.finditer(without_blocks(text)):
        edit = Edit(match.start(1), match.end(1), "  " * len(match[1]))
        found.append(faults.TAB.at(Place(file, offsets=match.span(1)), edits=(edit,)))
    return found or list(undo_slips(file, text)) or [_unexplained(file, text, error)]


def _unexplained(file: str, text: str, error: Exception) -> Diagnostic:
    context, problem = (getattr(error, name, None) or "" for name in ("context", "problem"))
    marks = getattr(error, "problem_mark", None), getattr(error, "context_mark", None)
    mark = next((mark for mark in (reversed(marks) if _UNCLOSED.match(context) else marks) if mark), None)
    index = min(mark.index, max(len(text) - 1, 0)) if mark else 0
    words = PROBLEMS.get(problem) or PROBLEMS.get(context, OTHER)
    return faults.SYNTAX.at(Place(file, offsets=(index, index + 1)), problem=words)
