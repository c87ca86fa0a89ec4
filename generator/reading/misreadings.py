"""Slips that YAML reads without complaint as something else: cut texts, lists that are one text, odd quotes.

What can only have been meant one way is read that way, and said; what spoils the shape of an entry is
an error.
"""

import re
from collections.abc import Iterator

import yaml

from generator.diagnostics import Diagnostic, Edit, Place
from generator.locale.spelling import INVISIBLE
from generator.reading import faults
from generator.reading.characters import WIDE, check_escapes, clean, unquote, without_blocks
from generator.reading.documents import iter_scalars
from generator.reading.glance import SMART_START, WIDE_COMMA, WIDE_LETTERS
from generator.reading.meanings import format_yaml
from generator.reading.shapes import known_words, prose_fields
from generator.reading.syntax import check_colons

_UNQUOTED_PHONE = re.compile(
    r"\n[ \t]*(?:- +)*(?:[\w-]+: +)?(0\d{5,}|\d{3,4}-\d{7,8}|1\d{10})[ \t]*(?:#.*)?$", re.MULTILINE
)
_CUT = re.compile(
    r"\n(?P<head>[ ]*(?:- +)*(?:(?P<key>[\w-]+):(?= ))?[ ]*)(?P<value>[^\s\"'#|>\[{&*!][^\n#]*?)?"
    r"(?P<gap>[ ]+)#(?P<lost>[^\n]+)"
)
_CHINESE = re.compile("[\u4e00-\u9fff]")
_CODE = re.compile(r"[\w.:/-]*\Z", re.ASCII)
_OPEN = re.compile(r"[（(《“【\[][^）)》”】\]]*\Z")
_TIGHT_KEY = re.compile(r"\n[ ]*(?:- +)*[a-z_]+(?:：|:[^\s/])")
_BULLET = re.compile(r"([ ]*)(-(?=[^\s\d-])|[－•·▪●][ \t]*(?=\S)|[–—](?![–—])[ \t]*(?=\S))")
_WIDE = re.compile(f"[{WIDE_LETTERS}]")
_WIDE_CODE = re.compile(r"[０-９Ａ-Ｚａ-ｚ－．：＋（）／＿“”\u30000-9A-Za-z.:+()/_-]+")
_SMART = re.compile(r"[“‘＂]([^“”‘’＂]*)[”’＂]")
_HIDDEN = re.compile(f"[{INVISIBLE}{WIDE.replace(chr(0x3000), '')}]")


def check_misreadings(file: str, text: str, root: yaml.Node) -> list[Diagnostic]:
    """Findings, after changing the nodes to what was meant where nothing else can be."""
    found = [*_unquoted_phones(file, text)]
    nodes = list(iter_scalars(root))
    if _HIDDEN.search(text):
        _clean(nodes)
    found += check_escapes(file, text, nodes)
    found += _full_width(file, nodes)
    if WIDE_COMMA.search(text):
        found += _wide_commas(file, root)
    if SMART_START.search(text):
        found += _smart_quotes(file, nodes)
    found += _cut_texts(file, text, nodes)
    found += _bullets(file, text, nodes)
    if _TIGHT_KEY.search(f"\n{text}"):
        found += [
            one for one in check_colons(file, text) if _in_plain(one.place, nodes) and _names_field(text, one)
        ]
    return found


def _unquoted_phones(file: str, text: str) -> Iterator[Diagnostic]:
    """Phone numbers without quotes: harmless here, but Excel and other YAML readers spoil them."""
    for match in _UNQUOTED_PHONE.finditer(f"\n{without_blocks(text)}"):
        start, end = match.start(1) - 1, match.end(1) - 1
        edits = (Edit(start, start, '"'), Edit(end, end, '"'))
        yield faults.UNQUOTED_PHONE.at(Place(file, offsets=(start, end)), edits=edits, value=match[1])


def _clean(nodes: list[yaml.ScalarNode]) -> None:
    for node in nodes:
        if _HIDDEN.search(node.value):
            node.value = clean(node.value)


def _full_width(file: str, nodes: list[yaml.ScalarNode]) -> Iterator[Diagnostic]:
    """Codes, ids, numbers and keys that were typed full-width."""
    for node in nodes:
        if _WIDE_CODE.fullmatch(node.value) and _WIDE.search(node.value):
            given, node.value = node.value, unquote(node.value)
            span = node.start_mark.index, node.end_mark.index
            edits = (Edit(*span, format_yaml(node.value)),)
            place = Place(file, offsets=span)
            yield faults.FULL_WIDTH.at(place, edits=edits, value=given, meant=node.value)


def _smart_quotes(file: str, nodes: list[yaml.ScalarNode]) -> Iterator[Diagnostic]:
    for node in nodes:
        match = _SMART.fullmatch(node.value) if not node.style else None
        if match is not None:
            node.value = match[1]
            span = node.start_mark.index, node.end_mark.index
            edits = (Edit(*span, format_yaml(match[1])),)
            yield faults.SMART_QUOTES.at(Place(file, offsets=span), edits=edits)


def _cut_texts(file: str, text: str, nodes: list[yaml.ScalarNode]) -> Iterator[Diagnostic]:
    """A comment written without a blank behind its #, or inside of brackets, was probably meant to be read.

    Behind ids, dates and numbers it cannot be part of the value. Only brackets and numbers leave no doubt.
    """
    ends = {node.end_mark.index: node for node in nodes if not node.style}
    for match in _CUT.finditer(f"\n{without_blocks(text)}"):
        value, lost = match["value"] or "", match["lost"].rstrip()
        start, mark, end = match.end("head") - 1, match.end("gap") - 1, match.end("gap") + len(lost)
        certain = bool(_OPEN.search(value)) or (bool(value) and bool(re.match(r"\d", lost)))
        behind = (
            lost.strip() and lost[0] in " \t" and match["key"] in prose_fields() and _CHINESE.search(value)
        )
        if not (certain or behind) and (lost[:1] in " \t#!" or (value and _CODE.match(value))):
            continue
        node = ends.get(start + len(value))
        if node is None or node.start_mark.index != start:  # a key looks like the text before its own value
            continue
        if not value and _has_children(text, match.end() - 1, match["head"]):
            continue
        whole = text[start:end]
        edits = (Edit(start, end, format_yaml(whole)),) if certain else ()
        node.value = whole if certain else node.value
        fault = faults.COMMENT_BEHIND if behind and not certain else faults.CUT_TEXT
        yield fault.at(Place(file, offsets=(mark, end)), edits=edits, lost=lost.strip())


def _wide_commas(file: str, node: yaml.Node) -> Iterator[Diagnostic]:
    """Items of a list in brackets that a full-width comma joins; ids and names are judged by the models."""
    pairs = node.value if isinstance(node, yaml.MappingNode) else ()
    for key, value in pairs:
        words = isinstance(key, yaml.ScalarNode) and key.value in prose_fields() - {"aliases"}
        if words and isinstance(value, yaml.SequenceNode) and value.flow_style:
            for item in value.value:
                if not isinstance(item, yaml.ScalarNode) or item.style or "，" not in item.value:
                    continue
                place = Place(file, offsets=(item.start_mark.index, item.end_mark.index))
                yield faults.WIDE_COMMA.at(place, item=item.value)
    below = node.value if isinstance(node, yaml.SequenceNode) else (value for _, value in pairs)
    for one in below:
        yield from _wide_commas(file, one)


def _has_children(text: str, end: int, head: str) -> bool:
    """Whether further fields or items follow below, so that what stands here can only be a comment."""
    following = re.match(r"\s*\n( *)(-?)", text[end:])
    indent = len(head) - len(head.lstrip())
    return following is not None and (
        len(following[1]) > indent or (bool(following[2]) and len(following[1]) == indent)
    )


def _bullets(file: str, text: str, nodes: list[yaml.ScalarNode]) -> Iterator[Diagnostic]:
    """Lines of a plain text that begin like items of a list."""
    for node in nodes:
        if node.style:
            continue
        line = text.rfind("\n", 0, node.start_mark.index) + 1
        marks: list[re.Match[str]] = []
        while line < node.end_mark.index:
            match = _BULLET.match(text, line)
            if match is not None and match.start(2) >= node.start_mark.index:
                marks.append(match)
            line = text.find("\n", line) + 1 or len(text)
        if marks:
            edits = tuple(Edit(*match.span(2), "- ") for match in marks)
            place = Place(file, offsets=marks[0].span(2))
            yield faults.TIGHT_DASH.at(place, edits=edits, mark=marks[0][2].strip())


def _in_plain(place: Place, nodes: list[yaml.ScalarNode]) -> bool:
    start = place.offsets[0] if place.offsets else 0
    return any(not node.style and node.start_mark.index <= start < node.end_mark.index for node in nodes)


def _names_field(text: str, found: Diagnostic) -> bool:
    start, end = found.place.offsets or (0, 0)
    key = re.search(r"\w+\Z", text[:start] if text[start] == "：" else text[start : end - 1])
    return key is not None and key[0] in known_words()
