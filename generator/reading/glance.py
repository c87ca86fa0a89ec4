"""Cheap looks at a text of YAML: whether it may hold what nearly none does, so that a search for it pays.

Every file of a city is looked at, on every check. A look may be wrong in one direction only: what it takes
for possible is searched for properly. Patterns that begin with fixed characters are found fastest.
"""

import re

from generator.locale.spelling import INVISIBLE
from generator.reading.characters import CONTROLS, GARBLED_STARTS, MARKERS, WIDE

MAX_DEPTH = 20
WIDE_LETTERS = "０-９Ａ-Ｚａ-ｚ"

_ODD = re.compile(f"[{WIDE}{INVISIBLE}{CONTROLS}{WIDE_LETTERS}]")
_STACKED = tuple(re.compile(rf"{mark}[ \t\n]+(?:[-?:][ \t\n]+){{{MAX_DEPTH - 1}}}") for mark in ("-", r"\?"))
_FAR_IN = "\n" + " " * MAX_DEPTH
_SLIPS = tuple(
    map(
        re.compile,
        (
            r" 0\d{5}",  # telephone numbers without quotes
            r" 1\d{10}",
            r"-\d{7}(?:(?<=\s\d{3}-.{7})|(?<=\s\d{4}-.{7}))",
            r"\n(?:0\d{5}|1\d{10}|[ ]*\t)",
            r":[^\s/](?<=[a-z_]:.)",  # keys whose colon is full-width or has no blank behind it
            r"：(?<=[a-z_]：)",
            r"\n[ ]*(?:-[^\s\d-]|[－•·▪●–—])",  # items without a blank behind the dash
        ),
    )
)
SMART_START = re.compile(r"[:,\[-] *[“‘＂]")
WIDE_COMMA = re.compile(r"\[[^\]\n]*，")
_CUT = re.compile(r" #[^ \t#!\n]|[（(《“【\[][^）)》”】\]\n#]* #|[\u4e00-\u9fff。！？；）”】] +#")


def looks_odd(text: str) -> bool:
    """Whether there may be a character that does not belong there, or a marker of a merge."""
    returns = "\r" in text and text.count("\r") > text.count("\r\n")
    return (
        returns
        or _ODD.search(text) is not None
        or any(marker in text for marker in MARKERS)
        or any(start in text for start in GARBLED_STARTS)
    )


def looks_unsafe(text: str) -> bool:
    """Whether there may be references, tags or a nesting too deep to be composed."""
    return "&" in text or "*" in text or "!" in text or "<<" in text or _looks_deep(text)


def _looks_deep(text: str) -> bool:
    """Each level needs a bracket, a dash or further indentation; real entries have few of any."""
    brackets = text.count("[") + text.count("{")
    return brackets > MAX_DEPTH or _FAR_IN in text or any(pattern.search(text) for pattern in _STACKED)


def looks_misread(text: str) -> bool:
    """Whether there may be a slip that YAML reads as something else, apart from odd characters."""
    lines = f"\n{text}"
    quoted = "“" in text or "‘" in text or "＂" in text
    return (
        any(slip.search(lines) for slip in _SLIPS)
        or "\\" in text
        or ("[" in text and WIDE_COMMA.search(text) is not None)
        or (quoted and SMART_START.search(text) is not None)
        or (" #" in text and _CUT.search(text) is not None)
    )
