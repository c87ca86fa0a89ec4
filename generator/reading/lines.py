"""Slips of typing in one line of YAML, each with the edit that undoes it.

A slip is looked for in a line that libyaml cannot read; whether it is one, `generator.reading.syntax`
tries by undoing it. The order is that of likelihood.
"""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from generator.diagnostics import Edit
from generator.reading import faults
from generator.reading.faults.fault import Fault
from generator.reading.shapes import known_words

_PARTS = re.compile(
    r"(?P<dashes>[ ]*(?:-[ ]+)*)(?:(?P<key>[^\s:#'\"\[\]{},-][^:#'\"\[\]{}]*?):(?:[ ]+|$))?(?P<value>.*)"
)
_COMMENT = re.compile(r"[ \t]#.*$")
_BULLET = re.compile(r"([ ]*)(-(?=[^\s-])|[－•·▪●][ \t]*(?=\S)|[–—](?![–—])[ \t]*(?=\S)|\*[ \t]+(?=\S))")
_NO_COLON = re.compile(
    r"[ ]*(?:-[ ]+)*(?P<key>[A-Za-z_]\w*|[\u4e00-\u9fff]{2,10})"
    r"(?P<gap>[ \t\u3000]*[=；;，,]?[ \t\u3000]*)(?P<value>.*)"
)
_TWO_FIELDS = re.compile(r"[ \t，,；;]+([a-z_]+):[ ]")
_CLOSING = "”’＂＇"
_BRACKETS = str.maketrans({"【": "[", "［": "[", "】": "]", "］": "]", "，": ",", "、": ","})


@dataclass(frozen=True, slots=True)
class Slip:
    """A slip in a line: the columns it stands at, and how to undo it."""

    fault: Fault
    start: int
    end: int
    edits: tuple[Edit, ...]
    values: dict[str, Any] = field(default_factory=dict)


def find_slips(line: str) -> Iterator[Slip]:
    """What may be wrong in a line, apart from its indentation."""
    yield from _bullets(line)
    yield from _missing_colons(line)
    yield from _colons(line)
    parts = _PARTS.fullmatch(line)
    if parts is not None and parts["value"]:
        value = _COMMENT.sub("", parts["value"]).rstrip()
        if value:
            yield from _values(value, parts.start("value"), parts.end("dashes"))


def _values(value: str, start: int, indent: int) -> Iterator[Slip]:
    yield from _quotes(value, start)
    yield from _brackets(value, start)
    yield from _texts(value, start, indent)


def _bullets(line: str) -> Iterator[Slip]:
    match = _BULLET.match(line)
    if match is not None:
        start, end = match.span(2)
        yield Slip(
            faults.TIGHT_DASH, start, end, (Edit(start, end, "- "),), values={"mark": match[2].strip()}
        )


def _missing_colons(line: str) -> Iterator[Slip]:
    match = _NO_COLON.fullmatch(line)
    if match is None or match["key"] not in known_words():
        return
    start, end = match.span("gap")
    if match["value"].startswith((":", "：")) or (match["value"] and start == end):
        return
    text = ": " if match["value"] else ":"
    yield Slip(
        faults.MISSING_COLON, match.start("key"), end, (Edit(start, end, text),), values={"key": match["key"]}
    )


def _colons(line: str) -> Iterator[Slip]:
    """A colon that is full-width or has no blank behind it, after the Chinese title of a field."""
    match = re.match(r"[ ]*(?:-[ ]+)*([\u4e00-\u9fff]{2,10})([:：])[ \t]*(?=\S|$)", line)
    if match is None or match[1] not in known_words():
        return
    fault = faults.WIDE_COLON if match[2] == "：" else faults.TIGHT_COLON
    yield Slip(fault, *match.span(2), (Edit(match.start(2), match.end(), ": "),), values={"key": match[1]})


def _quotes(value: str, start: int) -> Iterator[Slip]:
    """A quote that is never closed, is closed by another one, or is closed too early."""
    mark, end = value[0], start + len(value)
    if mark not in "\"'":
        return
    inside = value[1:].replace("''", "") if mark == "'" else re.sub(r"\\.", "", value[1:])
    if mark == '"' and "\\" in value and value.endswith('"') and "'" not in value:
        spot = start + value.index("\\")
        yield Slip(faults.BACKSLASH, spot, spot + 1, (Edit(start, end, f"'{value[1:-1]}'"),))
    if mark not in inside:
        edit = Edit(end - 1, end, mark) if value[-1] in _CLOSING else Edit(end, end, mark)
        yield Slip(faults.UNCLOSED_QUOTE, start, start + 1, (edit,), values={"mark": mark})
    elif not value.endswith(mark) or inside.count(mark) > 1:
        text = "'" + value.replace("'", "''") + "'"
        listed = bool(re.search(r"[\"'][ ]*[,，、;；]", value))
        edits = (Edit(start, end, f"[{value.translate(_BRACKETS)}]" if listed else text),)
        yield Slip(faults.EARLY_QUOTE, start, end, edits)


def _brackets(value: str, start: int) -> Iterator[Slip]:
    """A list in brackets of another kind, or without its end."""
    if value[0] not in "[【［":
        return
    end = start + len(value)
    plain = value.translate(_BRACKETS)
    if value.count('"') % 2:
        closed = plain.rstrip("] ”’＂") + '"]'
        yield Slip(faults.UNCLOSED_QUOTE, start, end, (Edit(start, end, closed),), values={"mark": '"'})
    closed = f"{plain.rstrip(']')}]"
    if closed != value and "[" not in closed[1:]:
        yield Slip(faults.WIDE_BRACKETS, start, end, (Edit(start, end, closed),), values={"list": closed})


def _texts(value: str, start: int, indent: int) -> Iterator[Slip]:
    """Two fields on one line, or a text that needs quotes because YAML reads its marks as its own."""
    end = start + len(value)
    two = _TWO_FIELDS.search(value)
    if two is not None and two[1] in known_words():
        spot = start + two.start(1)
        edits = (Edit(start + two.start(), spot, "\n" + " " * indent),)
        yield Slip(faults.TWO_FIELDS, spot, start + two.end(1), edits, values={"key": two[1]})
        return
    if value[0] in "\"'" or (value[0] in "|>" and len(value) == 1):
        return
    edits = (Edit(start, end, json.dumps(value, ensure_ascii=False)),)
    mark = (
        value[0]
        if value[0] in "@`%&*!|>{}[],?#-"
        else ": "
        if ": " in value or value.endswith(":")
        else value[0]
    )
    yield Slip(faults.UNQUOTED_TEXT, start, end, edits, values={"mark": mark})


def find_indentations(line: str, levels: tuple[int, ...]) -> Iterator[Slip]:
    """Other indentations of a line: those of the lines above, `levels`, nearest first."""
    now = len(line) - len(line.lstrip(" "))
    for level in sorted({*levels} - {now}, key=lambda level: (abs(level - now), -level)):
        edits = (Edit(0, now, " " * level),)
        yield Slip(faults.INDENTATION, 0, max(now, 1), edits, values={"now": now, "level": level})
