"""Characters that do not belong in a text: merge markers, control characters, what nobody can see."""

import json
import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator

from yaml import ScalarNode

from generator.diagnostics import Diagnostic, Edit, Place, Text
from generator.locale.spelling import INVISIBLE, fold
from generator.reading import faults
from generator.reading.faults.fault import Fault

WIDE = "\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000"
"""Blanks that are not the blank of the keyboard, which alone parts words for YAML."""
_GAP = f" {WIDE}{INVISIBLE}"
CONTROLS = "\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufdd0-\ufdef\ufffd-\uffff"
"""Characters that belong in no text; so does a return without a new line."""
_CONTROL = re.compile(f"\r(?!\n)|[{CONTROLS}]")
GARBLED_STARTS = ("锟斤拷", "烫烫烫", "屯屯屯", *"äåæçèéÃ")
_LATER = (
    "\u00a1-\u00bf\u0152\u0153\u0160\u0161\u0178\u017d\u017e\u0192"
    "\u02c6\u02dc\u2013-\u2022\u2026\u2030\u2039\u203a\u20ac\u2122"
)
"""Later bytes of UTF-8 as Windows-1252 shows them."""
_UNQUOTED = _LATER.replace("\u2013-\u2022", "\u2013-\u2014\u201a\u201e-\u2022").replace(
    "\u00a1-\u00bf", "\u00a1-\u00b6\u00b8-\u00bf"
)
"""Without the quotes and dots that stand between letters: “é”“è”, é·è."""
_OF_THREE = f"[äåæçèé][{_LATER}]{{1,2}}"
_GARBLED = re.compile(
    rf"(?<![“‘「『\"'])(?:锟斤拷)+|(?:烫烫){{2,}}|(?:屯屯){{2,}}|(?:Ã[{_LATER}]{{1,2}}){{2,}}"
    rf"|(?=(?:{_OF_THREE})*?[äåæçèé][{_UNQUOTED}]{{2}})(?:{_OF_THREE}){{2,}}"
)
_BREAKS = "\x0b\x0c\x85\u2028\u2029"
_MARKER = re.compile(r"^[ \t]*(<{7}|\|{7}|>{7})(?:[ \t].*)?\r?$", re.MULTILINE)
_MIDDLE = re.compile(r"^={7}\r?$", re.MULTILINE)
_HEAD = re.compile(
    rf"^[\t{_GAP}]*(?:-[{_GAP}]+)*(?:[\w{INVISIBLE}-]+[{_GAP}]*[:：][{WIDE}{INVISIBLE}]*)?",
    re.MULTILINE,
)
"""What stands on a line before its value: indentation, dash, key and colon."""
_ODD = re.compile(f"[{WIDE}{INVISIBLE}]")
_BLANKS = re.compile(f"[ \t{WIDE}{INVISIBLE}]+")
_JOINED_SCRIPTS = re.compile("[\u0600-\u06ff\u0f00-\u0fff\u1800-\u18af]")
"""Arabic (Uyghur, Kazakh), Tibetan and Mongolian, which are written with invisible joiners."""
_NAMES = {
    "\u00a0": Text("不换行空格", "no-break space"),
    "\u3000": Text("全角空格", "full-width space"),
    "\u200b": Text("零宽空格", "zero-width space"),
    "\u00ad": Text("软连字符", "soft hyphen"),
    "\ufeff": Text("零宽不换行空格（BOM）", "zero-width no-break space (BOM)"),
}
_MOST_SHOWN = 12
_QUOTES = " “”‘’＂＇\"'"


def unquote(text: str) -> str:
    """A text as a keyboard writes it: nothing full-width or invisible in it, no quotes around it."""
    return fold(text).strip(_QUOTES)


def clean(text: str) -> str:
    """A text without what nobody can see; odd blanks become ordinary ones, but for the full-width."""

    def replace(odd: re.Match[str]) -> str:
        if odd[0] == "\u3000" or _joins(odd[0], text[max(odd.start() - 1, 0) : odd.end() + 1]):
            return odd[0]
        return " " if odd[0].isspace() else ""

    return _ODD.sub(replace, text)


_BLOCK_SCALAR = re.compile(
    r"^([ ]*)(?:- +)*(?:[\w-]+:)?[ \t]*[|>][-+\d]*[ \t]*(?:#.*)?\n((?:\1[ ]+.*(?:\n|\Z)|[ \t]*\n)*)",
    re.MULTILINE,
)
_BLOCK_ROOM = re.compile(r"[^\n]")
MARKERS = ("<<<<<<<", "=======", ">>>>>>>", "|||||||")


def without_blocks(text: str) -> str:
    """The text with block scalars blanked out, so that prose is not taken for keys."""
    if "|" not in text and ">" not in text:
        return text
    return _BLOCK_SCALAR.sub(
        lambda match: match[0][: match.start(2) - match.start()] + _BLOCK_ROOM.sub(" ", match[2]), text
    )


def check_characters(file: str, text: str, *, is_yaml: bool = False) -> list[Diagnostic]:
    """What does not belong in the text; unresolved merges alone, because all else follows from them.

    In YAML blanks matter, apart from those in blocks of prose.
    """
    yaml = without_blocks(text) if is_yaml else None
    marker = _find_marker(text, file, yaml)
    if marker is not None:
        line = text.count("\n", 0, marker.start()) + 1
        return [faults.MERGE_MARKER.at(Place(file, offsets=marker.span()), line=line)]
    found = [*_controls(file, text), *_garbled(file, text)]
    if yaml is not None:
        found += _heads(file, yaml)
    return found + _hidden(file, text, yaml)


def _find_marker(text: str, file: str, yaml: str | None) -> re.Match[str] | None:
    """The first marker of an unresolved merge; a line of = alone is a heading in a page or a block."""
    found = None
    if any(marker in text for marker in MARKERS):
        found = _MARKER.search(text)
    if found is None and "=======" in text and not file.endswith(".md"):
        found = _MIDDLE.search(yaml or text)
    return found


def _controls(file: str, text: str) -> Iterable[Diagnostic]:
    matches: dict[str, list[Edit]] = defaultdict(list)
    for match in _CONTROL.finditer(text):
        one = match[0]
        matches[one].append(Edit(*match.span(), "\n" if one == "\r" else " " if one in _BREAKS else ""))
    for one, edits in matches.items():
        if one == "\ufffd":
            place = Place(file, offsets=(edits[0].start, edits[0].end))
            yield faults.LOST_CHARACTER.at(place, count=len(edits))
        else:
            yield _finding(faults.BAD_CHARACTER, file, one, edits)


def _garbled(file: str, text: str) -> Iterator[Diagnostic]:
    """UTF-8 that was read as another encoding and saved so; one finding for a file."""
    found = [*_GARBLED.finditer(text)]
    if found:
        place = Place(file, offsets=found[0].span())
        yield faults.GARBLED.at(place, shown=found[0][0][:_MOST_SHOWN], count=len(found))


def _finding(fault: Fault, file: str, character: str, edits: list[Edit]) -> Diagnostic:
    """One finding for all places of one character."""
    place = Place(file, offsets=(edits[0].start, edits[0].end))
    code = f"U+{ord(character):04X}"
    return fault.at(place, edits=tuple(edits), character=code, name=_name(character), count=len(edits))


def _name(character: str) -> Text:
    if character in _NAMES:
        return _NAMES[character]
    if character.isspace():
        return Text("特殊空格", "unusual space")
    if unicodedata.bidirectional(character) in {
        "LRE",
        "RLE",
        "LRO",
        "RLO",
        "PDF",
        "LRI",
        "RLI",
        "FSI",
        "PDI",
        "L",
        "R",
    }:
        return Text("文字方向标记", "mark of writing direction")
    return Text("看不见的字符", "invisible character")


def _heads(file: str, yaml: str) -> list[Diagnostic]:
    """Odd blanks where YAML wants its own: they become part of a key, or make a line unreadable."""
    matches: dict[str, list[Edit]] = defaultdict(list)
    for head in _HEAD.finditer(yaml):
        if not _BLANKS.sub("", head[0]) and not _ODD.match(head[0]):
            continue  # a further line of prose, which may be indented as people like
        for odd in _ODD.finditer(yaml, head.start(), head.end()):
            matches[odd[0]].append(_plain_blank(yaml, head.start(), odd))
    return [_finding(faults.ODD_BLANK, file, one, edits) for one, edits in matches.items()]


def _plain_blank(text: str, line: int, odd: re.Match[str]) -> Edit:
    """The blanks of the keyboard that take the place of an odd one; two for a wide one in an indentation."""
    start, end = odd.span()
    after_colon = text[start - 1 : start] in {":", "："} and text[end : end + 1] != " "
    if not odd[0].isspace():
        return Edit(start, end, " " if after_colon else "")
    return Edit(start, end, "  " if odd[0] == "\u3000" and not text[line:start].strip() else " ")


def _hidden(file: str, text: str, yaml: str | None) -> list[Diagnostic]:
    """Characters inside of texts that nobody sees, and that search and comparisons stumble over."""
    matches: dict[str, list[Edit]] = defaultdict(list)
    heads = {edit.start for one in _heads(file, yaml) for edit in one.edits} if yaml is not None else set()
    for odd in _ODD.finditer(text):
        one, around = odd[0], text[max(odd.start() - 1, 0) : odd.end() + 1]
        if odd.start() in heads or one == "\u3000" or _joins(one, around):
            continue
        if yaml is None and one.isspace():
            continue  # harmless in a page
        matches[one].append(Edit(*odd.span(), " " if one.isspace() else ""))
    return [_finding(faults.HIDDEN_CHARACTER, file, one, edits) for one, edits in matches.items()]


def check_escapes(file: str, text: str, nodes: Iterable[ScalarNode]) -> Iterator[Diagnostic]:
    """Such characters written as escapes in double quotes; they are taken out of the values."""
    for node in nodes:
        start, end = node.start_mark.index, node.end_mark.index
        if node.style != '"' or "\\" not in text[start:end]:
            continue
        if not unicodedata.is_normalized("NFC", node.value):
            node.value = unicodedata.normalize("NFC", node.value)
            edit = Edit(start, end, json.dumps(node.value, ensure_ascii=False))
            yield faults.DECOMPOSED.at(Place(file, offsets=(start, end)), edits=(edit,), character=node.value)
        bad = _CONTROL.search(node.value)
        wrong = bad or _ODD.search(node.value.replace("\u3000", ""))
        if wrong is not None:
            node.value = clean(_CONTROL.sub("", node.value))
            edit = Edit(start, end, json.dumps(node.value, ensure_ascii=False))
            yield _finding(faults.BAD_CHARACTER if bad else faults.HIDDEN_CHARACTER, file, wrong[0], [edit])


def _joins(character: str, around: str) -> bool:
    """Whether it is needed: between parts of an emoji, or in a script that joins its letters."""
    emoji = character == "\u200d" and any(unicodedata.category(one) in {"So", "Sk", "Mn"} for one in around)
    return emoji or bool(_JOINED_SCRIPTS.search(around.replace(character, "")))
