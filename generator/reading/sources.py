"""YAML text to plain values, and key paths back to lines and columns.

Every scalar is read as text, because YAML's own guesses lose data (`8:30` becomes 510, a phone
loses its leading zero, `no` becomes False); the models convert. Positions cost time, so they are
worked out only for findings that are shown, by composing the text a second time.
"""

import os
import stat
from collections.abc import Iterator
from dataclasses import replace

import yaml

from generator.diagnostics import (
    Diagnostic,
    Edit,
    Place,
    Related,
    Severity,
    Text,
    apply_edits,
    explain_refusal,
)
from generator.reading import StrPath, faults
from generator.reading.characters import check_characters
from generator.reading.decoding import decode_text, is_pointer
from generator.reading.documents import Document, Value, compose, iter_nodes
from generator.reading.faults.fault import FIX, FIXED
from generator.reading.glance import MAX_DEPTH, looks_misread, looks_odd, looks_unsafe

MAX_BYTES = 1_000_000
MAX_ITEMS = 10_000
ROUNDS = 4
"""One repair may uncover the next."""
"""Items of one list, or keys of one mapping; the longest lists of real entries hold some hundreds."""
NULLS = frozenset({"", "~", "null", "Null", "NULL"})
YAML_TAG = "tag:yaml.org,2002:"
TEXT_TAG = "tag:yaml.org,2002:str"
MAP_TAG = "tag:yaml.org,2002:map"
LIST_TAG = "tag:yaml.org,2002:seq"

UNUSABLE = {
    fault.code
    for fault in (
        *(faults.COMPLEX_KEY, faults.TOO_MANY),
        *(faults.TIGHT_DASH, faults.WIDE_COLON, faults.TIGHT_COLON),
    )
}
"""Faults after which the value is not what was meant."""
_FATAL = {faults.BAD_CHARACTER.code, faults.ODD_BLANK.code}
"""Slips that leave nothing to be read but their own echoes."""


def load_source(path: StrPath, file: str, *, parse: bool = True) -> tuple[Document | None, list[Diagnostic]]:
    """Read one file; without `parse` the text alone is wanted, as of a CSV file."""
    data, found = load_bytes(path, file)
    if data is None:
        return None, found
    if not parse:
        text, found = decode_text(file, data)
        return Document(file, text), found if _undecodable(found) else found + check_characters(file, text)
    return parse_document(file, data)


def load_bytes(path: StrPath, file: str) -> tuple[bytes | None, list[Diagnostic]]:
    """All of one file; faults of the disk and of its size are diagnostics."""
    try:
        status = os.stat(path)  # noqa: PTH116 - half the time of pathlib's, and of every file
        if not stat.S_ISREG(status.st_mode):  # opening a pipe would wait for a writer for ever
            return None, [faults.UNREADABLE.at(Place(file, offsets=(0, 0)), reason=faults.NO_FILE)]
        with open(path, "rb", buffering=0) as stream:  # noqa: PTH123 - as above
            data = stream.read(min(status.st_size, MAX_BYTES) + 1)  # room for more would be cleared first
        if len(data) > MAX_BYTES:
            size = max(status.st_size, len(data))
            return None, [faults.TOO_LARGE.at(Place(file, offsets=(0, 0)), size=size, limit=MAX_BYTES)]
    except OSError as error:
        reason = explain_refusal(error)
        return None, [faults.UNREADABLE.at(Place(file, offsets=(0, 0)), reason=reason)]
    if is_pointer(data):
        return None, [faults.POINTER.at(Place(file, offsets=(0, 0)))]
    return data, []


def _undecodable(found: list[Diagnostic]) -> bool:
    return any(one.code == faults.NOT_UTF8.code for one in found)


def parse_document(file: str, data: bytes, rounds: int = ROUNDS) -> tuple[Document, list[Diagnostic]]:
    """Bytes of a YAML file to a document; its value is None when a fault forbids using it.

    Repairs after which, within some `rounds`, the file would say something else are not offered.
    """
    document, found = _parse(file, data)
    edits = [edit for one in found for edit in one.edits]
    if edits and document.value is not None:
        repaired = apply_edits(document.text, edits).encode()
        if not rounds or parse_document(file, repaired, rounds - 1)[0].value != document.value:
            found = [replace(one, edits=()) for one in found]
    return document, found


def _parse(file: str, data: bytes) -> tuple[Document, list[Diagnostic]]:
    """A document without a second look at its repairs.

    What looks for slips knows all models and is loaded for the first text that may hold one: the process
    that reads ahead (`generator.reading.ahead`) seldom meets any.
    """
    text, found = decode_text(file, data)
    odd = looks_odd(text)
    if odd and not _undecodable(found):
        found += check_characters(file, text, is_yaml=True)
    if looks_unsafe(text) and not _undecodable(found):
        found += _unsafe(file, text)
    if any(one.code in _FATAL or (one.severity is Severity.ERROR and not one.repairable) for one in found):
        return Document(file, text), found
    try:
        root = compose(text)
    except (yaml.YAMLError, RecursionError, UnicodeError) as error:
        from generator.reading.syntax import check_syntax  # noqa: PLC0415 - as said above

        return Document(file, text), [*found, *check_syntax(file, text, error)]
    document = Document(file, text)
    if root is None or (isinstance(root, yaml.ScalarNode) and root.value in NULLS):
        return document, [*found, faults.EMPTY.at(Place(file, offsets=(0, 0)))]
    if not isinstance(root, yaml.MappingNode):
        from generator.reading.syntax import check_top  # noqa: PLC0415 - as said above

        return document, [*found, *check_top(file, text, root)]
    if odd or looks_misread(text):
        from generator.reading.misreadings import check_misreadings  # noqa: PLC0415 - as said above

        found += check_misreadings(file, text, root)
    value = build_value(root, file, found)
    if not isinstance(value, dict) or any(one.code in UNUSABLE for one in found):
        return document, found
    return Document(file, text, value), found


def _unsafe(file: str, text: str) -> list[Diagnostic]:
    """Faults that must be known before composing: references, tags, depth."""
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


def _unsafe_node(event: yaml.NodeEvent, place: Place) -> list[Diagnostic]:
    found = []
    start = place.offsets[0] if place.offsets else 0
    if event.anchor:
        spot = Place(place.file, offsets=(start, start + len(event.anchor) + 1))
        found.append(faults.ANCHOR.at(spot, name=event.anchor))
    tag = getattr(event, "tag", None)
    if tag not in (None, "!", TEXT_TAG, MAP_TAG, LIST_TAG):
        found.append(
            faults.TAG.at(Place(place.file, offsets=(start, start + 1)), tag=tag.replace(YAML_TAG, "!!"))
        )
    if isinstance(event, yaml.ScalarEvent) and event.value == "<<" and not event.style:
        found.append(faults.MERGE.at(place))
    return found


def build_value(node: yaml.Node, file: str, found: list[Diagnostic]) -> Value:
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
        return [build_value(item, file, found) for item in node.value]
    result: dict[str, Value] = {}
    empty = False
    for key, item in node.value:
        if key.__class__ is not yaml.ScalarNode:
            found.append(faults.COMPLEX_KEY.at(Place(file, offsets=_ends(key))))
            continue
        written = item.__class__ is yaml.ScalarNode and item.value not in NULLS  # most are: saves a call
        value = result[key.value] = item.value if written else build_value(item, file, found)
        empty = empty or value is None
    if len(result) < len(node.value):
        found += _repeats(node, file)
    return {name: value for name, value in result.items() if value is not None} if empty else result


def check_repeats(file: str, text: str) -> Iterator[Diagnostic]:
    """Keys written twice in a text that is YAML with tags and anchors of its own, if it can be read."""
    try:
        root = compose(text)
    except (yaml.YAMLError, RecursionError):
        return
    for node in iter_nodes(root):
        if len(node.value) > MAX_ITEMS and isinstance(node, yaml.CollectionNode):
            place = Place(file, offsets=_ends(node))
            yield faults.TOO_MANY.at(place, count=len(node.value), limit=MAX_ITEMS)
        elif isinstance(node, yaml.MappingNode):
            yield from _repeats(node, file)


def _repeats(node: yaml.Node, file: str) -> Iterator[Diagnostic]:
    """A finding for each key that stands there before; where it says the same again it can only go."""
    first: dict[str, tuple[yaml.Node, yaml.Node]] = {}
    for key, item in node.value:
        if key.__class__ is not yaml.ScalarNode:
            continue
        before, value = first.setdefault(key.value, (key, item))
        if before is key:
            continue
        note = Related(Place(file, offsets=_ends(before)), Text("第一次写在这里", "first written here"))
        is_below = before.start_mark.line < key.start_mark.line == item.end_mark.line
        same = is_below and _says(item) == _says(value)
        line = key.start_mark.index - key.start_mark.column
        edits = (Edit(line, item.end_mark.index, ""),) if same else ()
        hint = Text(f"两处一样，去掉一行；{FIX}", f"both say the same: remove one; {FIXED}") if same else None
        place = Place(file, offsets=_ends(key))
        yield faults.DUPLICATE_KEY.at(place, related=(note,), edits=edits, hint=hint, key=key.value)


def _says(node: yaml.Node) -> tuple[type[yaml.Node], object, bool]:
    """What two nodes have in common that mean the same: an empty text in quotes is no empty field."""
    is_empty = isinstance(node, yaml.ScalarNode) and node.value in NULLS and not node.style
    return type(node), node.value, is_empty


def _ends(node: yaml.Node) -> tuple[int, int]:
    return node.start_mark.index, node.end_mark.index
