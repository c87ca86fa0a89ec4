"""YAML text to plain values, and key paths back to lines and columns.

Every scalar is read as text, because YAML's own guesses lose data (`8:30` becomes 510, a phone
loses its leading zero, `no` becomes False); the models convert. Positions cost time, so they are
worked out only for findings that are shown, by composing the text a second time.
"""

from __future__ import annotations

import os
import re
import stat
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

import yaml

from generator.diagnostics import Diagnostic, Edit, Place, Related, Severity, Span, Text
from generator.reading import faults
from generator.reading.syntax import check_quoting, check_syntax, check_top

if TYPE_CHECKING:
    from pathlib import Path

Value = str | None | list["Value"] | dict[str, "Value"]

MAX_BYTES = 1_000_000
MAX_DEPTH = 20
MAX_ITEMS = 10_000
"""Items of one list, or keys of one mapping; the longest lists of real entries hold some hundreds."""
NULLS = frozenset({"", "~", "null", "Null", "NULL"})
TEXT_TAG = "tag:yaml.org,2002:str"
MAP_TAG = "tag:yaml.org,2002:map"
LIST_TAG = "tag:yaml.org,2002:seq"

UNUSABLE = frozenset({faults.COMPLEX_KEY.code, faults.TOO_MANY.code})
"""Faults after which the value is not what was meant."""

# Patterns that every file is searched with start with a fixed character: `re` then finds it with memchr.
_STACKED = tuple(re.compile(rf"{mark}[ \t\n]+(?:[-?:][ \t\n]+){{{MAX_DEPTH - 1}}}") for mark in ("-", r"\?"))
_FAR_IN = "\n" + " " * MAX_DEPTH


@dataclass(frozen=True)
class Document:
    """One source file: its text, its value (None when it has none), and where things stand in it."""

    file: str
    text: str
    value: dict[str, Value] | None = field(default=None)

    @cached_property
    def _root(self) -> yaml.Node | None:
        try:
            return _compose(self.text)
        except yaml.YAMLError:
            return None

    @cached_property
    def _line_starts(self) -> list[int]:
        return [0, *(match.end() for match in re.finditer("\n", self.text))]

    def line(self, number: int) -> str:
        """The text of 1-based line `number`, without its end; "" past the end."""
        starts = self._line_starts
        if not 1 <= number <= len(starts):
            return ""
        end = starts[number] if number < len(starts) else len(self.text)
        return self.text[starts[number - 1] : end].rstrip("\r\n")

    def locate(self, place: Place) -> Span:
        """Lines and columns of a place; unknown segments fall back to the deepest known node."""
        start, end = self.offsets(place)
        return Span(place.file, *self._position(start), *self._position(max(end, start)))

    def offsets(self, place: Place) -> tuple[int, int]:
        """Where a place begins and ends, in code points from the start of the text."""
        return place.offsets or self._offsets(place)

    def _position(self, offset: int) -> tuple[int, int]:
        starts = self._line_starts
        low, high = 0, len(starts)
        while high - low > 1:
            middle = (low + high) // 2
            low, high = (middle, high) if starts[middle] <= offset else (low, middle)
        return low + 1, offset - starts[low] + 1

    def _offsets(self, place: Place) -> tuple[int, int]:
        if self._root is None:
            return 0, 0
        node, key, whole = _walk(self._root, place.path)
        if place.on_key and key is not None and whole:
            node = key
        start, end = node.start_mark.index, node.end_mark.index
        if not whole or not place.path:
            return _head(self.text, key or node, place.path)
        if place.part and (found := self.text.find(place.part, start, end)) >= 0:
            return found, found + len(place.part)
        return start, start + len(self.text[start:end].rstrip())


def _head(text: str, node: yaml.Node, path: tuple[str | int, ...]) -> tuple[int, int]:
    """What to underline for something that is not there: the first line of the parent."""
    start = node.start_mark.index if path or isinstance(node, yaml.ScalarNode) else 0
    stop = text.find("\n", start)
    end = (
        min(node.end_mark.index, len(text) if stop < 0 else stop)
        if path
        else (len(text) if stop < 0 else stop)
    )
    return start, start + len(text[start:end].rstrip())


def _walk(node: yaml.Node, path: tuple[str | int, ...]) -> tuple[yaml.Node, yaml.Node | None, bool]:
    """Follow a key path; returns (node, key node of the last mapping step, whether all was found)."""
    key: yaml.Node | None = None
    whole = True
    for part in path:
        if isinstance(node, yaml.MappingNode):
            pair = next((pair for pair in reversed(node.value) if pair[0].value == part), None)
            if pair is None:
                whole = False
                continue
            key, node = pair
            whole = True
        elif isinstance(node, yaml.SequenceNode) and isinstance(part, int) and part < len(node.value):
            key, node = None, node.value[part]
            whole = True
        elif isinstance(node, yaml.ScalarNode) and part == 0:
            continue  # a single text stands for a list of one
        else:
            whole = False
    return node, key, whole


class _Composer(yaml.CBaseLoader):
    """libyaml's composer without guesses at tags, which would cost a third of its time."""

    def descend_resolver(self, current_node: object, current_index: object) -> None:
        pass

    def ascend_resolver(self) -> None:
        pass

    def resolve(self, kind: object, value: object, implicit: object) -> str:  # noqa: ARG002 - PyYAML's names
        return ""


def _compose(text: str) -> yaml.Node | None:
    node: yaml.Node | None = _Composer(text).get_single_node()
    return node


def load_source(path: Path, file: str, *, parse: bool = True) -> tuple[Document | None, list[Diagnostic]]:
    """Read one file; faults of the disk and of its size are diagnostics too.

    Without `parse` the text alone is wanted, as of a CSV file.
    """
    try:
        status = os.stat(path)  # noqa: PTH116 - half the time of pathlib's, and of every file
        if stat.S_ISFIFO(status.st_mode):  # opening one would wait for a writer for ever
            return None, [faults.UNREADABLE.at(Place(file, offsets=(0, 0)), reason="named pipe")]
        with open(path, "rb", buffering=0) as stream:  # noqa: PTH123 - as above
            data = stream.read(min(status.st_size, MAX_BYTES) + 1)  # room for more would be cleared first
        if len(data) > MAX_BYTES:
            size = max(status.st_size, len(data))
            return None, [faults.TOO_LARGE.at(Place(file, offsets=(0, 0)), size=size, limit=MAX_BYTES)]
    except OSError as error:
        reason = error.strerror or type(error).__name__
        return None, [faults.UNREADABLE.at(Place(file, offsets=(0, 0)), reason=reason)]
    if not parse:
        text, found = decode_text(file, data)
        return Document(file, text), found
    return parse_document(file, data)


def parse_document(file: str, data: bytes) -> tuple[Document, list[Diagnostic]]:
    """Bytes of a YAML file to a document; its value is None when a fault forbids using it."""
    text, found = decode_text(file, data)
    found += _unsafe(file, text)
    if any(one.severity is Severity.ERROR and not one.edits for one in found):
        return Document(file, text), found
    try:
        root = _compose(text)
    except (yaml.YAMLError, RecursionError, UnicodeError) as error:
        return Document(file, text), [*found, *check_syntax(file, text, error)]
    document = Document(file, text)
    if root is None or (isinstance(root, yaml.ScalarNode) and root.value in NULLS):
        return document, [*found, faults.EMPTY.at(Place(file, offsets=(0, 0)))]
    if not isinstance(root, yaml.MappingNode):
        return document, [*found, *check_top(file, text, root)]
    value = _build(root, file, found)
    found += check_quoting(file, text)
    if not isinstance(value, dict) or any(one.code in UNUSABLE for one in found):
        return document, found
    return Document(file, text, value), found


def decode_text(file: str, data: bytes) -> tuple[str, list[Diagnostic]]:
    """UTF-8 text; GBK, as Windows saves it, is read too, so that all its faults show at once."""
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        line = data[: error.start].count(b"\n") + 1
        try:
            text = data.decode("gb18030")
        except UnicodeDecodeError:
            text = data.decode("utf-8", "replace")
            start = text.find("\ufffd")
            return text, [faults.NOT_UTF8.at(Place(file, offsets=(start, start + 1)), line=line)]
        start = len(data[: error.start].decode("gb18030", "ignore"))
        return text, [
            faults.GBK.at(Place(file, offsets=(start, start + 1)), edits=(Edit(0, 0, ""),), line=line)
        ]
    if text.startswith("\ufeff"):  # dropped here, because neither libyaml nor editors count it as a column
        return text[1:], [faults.BOM.at(Place(file, offsets=(0, 1)), edits=(Edit(0, 0, ""),))]
    return text, []


def _unsafe(file: str, text: str) -> list[Diagnostic]:
    """Faults that must be known before composing: references, tags, depth."""
    if "&" not in text and "*" not in text and "!" not in text and "<<" not in text and not _looks_deep(text):
        return []
    found: list[Diagnostic] = []
    depth = 0
    try:
        for event in yaml.parse(text, Loader=yaml.CBaseLoader):
            if event.start_mark is None or event.end_mark is None:
                continue
            start = event.start_mark.index
            place = Place(file, offsets=(start, max(event.end_mark.index, start + 1)))
            if isinstance(event, yaml.AliasEvent):
                found.append(faults.ALIAS.at(place, name=event.anchor))
            elif isinstance(event, yaml.NodeEvent):
                found += _unsafe_node(event, place)
            depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
            if depth > MAX_DEPTH:
                return [*found, faults.TOO_DEEP.at(place, limit=MAX_DEPTH)]
    except yaml.YAMLError:
        return found
    return found


def _looks_deep(text: str) -> bool:
    """Each level needs a bracket, a dash or further indentation; real entries have few of any."""
    brackets = text.count("[") + text.count("{")
    return brackets > MAX_DEPTH or _FAR_IN in text or any(pattern.search(text) for pattern in _STACKED)


def _unsafe_node(event: yaml.NodeEvent, place: Place) -> list[Diagnostic]:
    found = []
    start = place.offsets[0] if place.offsets else 0
    if event.anchor:
        spot = Place(place.file, offsets=(start, start + len(event.anchor) + 1))
        found.append(faults.ANCHOR.at(spot, name=event.anchor))
    tag = getattr(event, "tag", None)
    if tag not in (None, "!", TEXT_TAG, MAP_TAG, LIST_TAG):
        found.append(faults.TAG.at(Place(place.file, offsets=(start, start + 1)), tag=tag))
    if isinstance(event, yaml.ScalarEvent) and event.value == "<<" and not event.style:
        found.append(faults.MERGE.at(place))
    return found


def _build(node: yaml.Node, file: str, found: list[Diagnostic]) -> Value:
    """Values of a node tree, every scalar as text; empty fields are absent, duplicate keys reported."""
    sort = node.__class__
    if sort is yaml.ScalarNode:
        text: str = node.value
        return None if text in NULLS and not node.style else text  # type: ignore[attr-defined]
    if len(node.value) > MAX_ITEMS:
        found.append(
            faults.TOO_MANY.at(Place(file, offsets=_ends(node)), count=len(node.value), limit=MAX_ITEMS)
        )
        return None
    if sort is yaml.SequenceNode:
        return [_build(item, file, found) for item in node.value]
    result: dict[str, Value] = {}
    first: dict[str, yaml.Node] = {}
    empty = False
    for key, item in node.value:
        name = key.value
        if key.__class__ is not yaml.ScalarNode:
            found.append(faults.COMPLEX_KEY.at(Place(file, offsets=_ends(key))))
            continue
        if name in result:
            found.append(_repeated(first[name], key, file))
        first.setdefault(name, key)
        value = result[name] = _build(item, file, found)
        empty = empty or value is None
    return {name: value for name, value in result.items() if value is not None} if empty else result


def _repeated(first: yaml.Node, key: yaml.Node, file: str) -> Diagnostic:
    note = Related(Place(file, offsets=_ends(first)), Text("第一次写在这里", "first written here"))
    return faults.DUPLICATE_KEY.at(Place(file, offsets=_ends(key)), related=(note,), key=key.value)


def _ends(node: yaml.Node) -> tuple[int, int]:
    return node.start_mark.index, node.end_mark.index
