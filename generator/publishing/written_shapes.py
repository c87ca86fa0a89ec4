"""Hand-written pages that stop an engine: too deep, too many open brackets, a template that is not there."""

import re
from collections.abc import Iterator
from importlib.util import find_spec
from itertools import accumulate
from pathlib import Path

from generator.diagnostics import Diagnostic, Place, Text
from generator.publishing import OVERRIDES
from generator.publishing.overlay import find_defaults
from generator.reading import faults
from generator.reading.pages import parse_head

MOST_LEVELS = 25
"""Lists and quotations within each other; Python-Markdown goes astray beyond some hundreds."""
MOST_OPEN = 100
"""Brackets in one paragraph that are open at once; its time grows with their third power."""
_BLANKS = re.compile(rf"^ {{{4 * MOST_LEVELS + 1}}} *(?=\S)", re.MULTILINE)
_MARKS = re.compile(
    rf"^[ ]*(?:>[ ]?|[-*+][ ]+(?=[^\s*+-]|[-*+] )){{{MOST_LEVELS + 1},}}(?=[^\s*+-])", re.MULTILINE
)
_PARAGRAPH = re.compile(r"(?:.*\S.*\n?)+")
_BRACKETS = ("[]", "()", "<>")
_OPENING = re.compile(r"^ *(?P<fence>```+|~~~+)|(?P<tick>`+)|<!--", re.MULTILINE)
_LEVELS = Text("列表或引用一层套一层太多", "lists or quotations nested too deeply")
_OPEN = Text("一段里没有配对的 `{mark}` 太多", "too many `{mark}` without a partner in one paragraph")


def check_shape(root: Path, file: str, text: str) -> Iterator[Diagnostic]:
    """A finding for what stops an engine in one page; links of such a page are not looked at."""
    head, _ = parse_head(file, text)
    name = head.value.get("template") if head and head.value else None
    if head and isinstance(name, str) and not _is_template(root, name):
        place = Place(file, offsets=head.offsets(Place(file, ("template",))))
        yield faults.NO_TEMPLATE.at(place, name=name)
    plain = without_code(text)
    if deep := _BLANKS.search(plain) or _MARKS.search(plain):
        yield faults.PAGE_SHAPE.at(Place(file, offsets=deep.span()), what=_LEVELS, limit=MOST_LEVELS)
    for paragraph in (
        _PARAGRAPH.finditer(plain) if any(plain.count(pair[0]) > MOST_OPEN for pair in _BRACKETS) else ()
    ):
        for pair in _BRACKETS:
            if _most_open(paragraph[0], pair) > MOST_OPEN:
                place = Place(file, offsets=(paragraph.start(), paragraph.start() + 1))
                yield faults.PAGE_SHAPE.at(place, what=_OPEN.format(mark=pair[0]), limit=MOST_OPEN)


def _most_open(text: str, pair: str) -> int:
    if text.count(pair[0]) <= MOST_OPEN:
        return 0
    steps = (1 if mark == pair[0] else -1 for mark in text if mark in pair)
    return max(accumulate(steps, lambda level, step: max(level + step, 0), initial=0))


def _is_template(root: Path, name: str) -> bool:
    theme = find_spec("material")
    themes = (Path(one) / "templates" for one in (theme and theme.submodule_search_locations) or ())
    folders = (root / OVERRIDES, find_defaults() / OVERRIDES, *themes)
    return any((folder / name).is_file() for folder in folders)


def without_code(text: str) -> str:
    """The text with code and comments blanked, so that nothing in them counts and all stays in its place.

    Each sort of opening mark is looked for to its end once only, if it has none.
    """
    parts, at, unclosed = [], 0, set[str]()
    while opening := _OPENING.search(text, at):
        closing = _closing(opening)
        end = None if closing in unclosed else re.compile(closing, re.MULTILINE).search(text, opening.end())
        if end is None:
            unclosed.add(closing)
        stop = end.end() if end else opening.end()
        blank = re.sub(r"[^\n]", "\N{NO-BREAK SPACE}", text[opening.start() : stop]) if end else opening[0]
        parts += [text[at : opening.start()], blank]
        at = stop
    return "".join(parts) + text[at:]


def _closing(opening: re.Match[str]) -> str:
    if opening["fence"]:
        return rf"^ *{opening['fence']}[ \t]*$"
    return rf"(?<!`){opening['tick']}(?!`)" if opening["tick"] else "-->"
