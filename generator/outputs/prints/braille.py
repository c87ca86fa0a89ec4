"""Braille for an embosser: pages of cells in North American ASCII (BRF), lines of a form, parted at words.

A machine has translated it. No braille proofreader has looked at it, and its first lines say so.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from generator.outputs.prints.braille_words import respell, split_words
from generator.outputs.prints.louis import translate
from generator.views.prints.outline import Heading, Listing, Name, Outline, Pair, Paragraph, Part

BLANK = "\u2800"
_ASCII = " A1B'K2L@CIF/MSP\"E3H9O6R^DJG>NTQ,*5<-U8V.%[$+X!&;:4\\0Z7(_?W]#Y)="
"""Cells of six dots in the order of Unicode, as embossers know them."""
_SIX_DOTS = 0x3F
_OPENING = frozenset("（《“‘【〔")
INDENT = 2
"""Cells before the first line of a paragraph, and before the further lines of an item."""


@dataclass(frozen=True, slots=True)
class BrailleForm:
    """Which braille, by which table and which standard, and how much of it a page holds."""

    table: str
    name: str
    standard: str
    cells: int = 28
    lines: int = 25


CURRENT = BrailleForm("zhcn-g1.ctb", "现行盲文，音节都标调", "GB/T 15720—2008")
TWO_CELL = BrailleForm("zhcn-g2.ctb", "汉语双拼盲文", "GB/T 15720—2008")
COMMON = BrailleForm("zhcn-cbs.ctb", "国家通用盲文", "GF 0019—2018")
UNPROVED = "电脑译成，未经盲文校对员校对。"


def render_braille(form: BrailleForm, outline: Outline) -> bytes:
    """Pages of a form as BRF: CRLF after each line, a form feed after each page but the last."""
    lines = list(_lay_out(form, outline))
    room = form.lines - 1
    pages = [lines[start : start + room] for start in range(0, len(lines), room)]
    written = [[_head(form, number), *page] for number, page in enumerate(pages, 1)]
    return "\f".join("".join(f"{encode(line)}\r\n" for line in page) for page in written).encode("ascii")


def encode(cells: str) -> str:
    """Cells as ASCII, without blanks at the end."""
    return "".join(_ASCII[ord(cell) - ord(BLANK) & _SIX_DOTS] for cell in cells).rstrip()


def _head(form: BrailleForm, page: int) -> str:
    """The first line of a page: its number at the right."""
    return translate(form.table, str(page)).rjust(form.cells, BLANK)


def _lay_out(form: BrailleForm, outline: Outline) -> Iterator[str]:
    names = {one.text: one for one in outline.names}
    for text in (outline.title, outline.city):
        yield from _centre(form, text, names)
    yield from _paragraph(form, f"{form.name}，{UNPROVED}", names)
    for chapter in outline.chapters:
        if chapter.title and chapter.title != outline.title:
            yield ""
            yield from _centre(form, chapter.title, names)
        for part in chapter.parts:
            yield from _set(form, part, names)


def _set(form: BrailleForm, part: Part, names: Mapping[str, Name]) -> Iterator[str]:
    match part:
        case Heading(text, level):
            indent = 2 * INDENT if level == 2 else INDENT  # noqa: PLR2004 - sections stand further in than items
            yield ""
            yield from _fold(form, _words(form, text, names), indent, INDENT)
        case Paragraph(text):
            yield from _paragraph(form, text, names)
        case Listing(items, numbered):
            for number, one in enumerate(items, 1):
                text = f"{number}、{one}" if numbered else one
                yield from _fold(form, _words(form, text, names), 0, INDENT)
        case Pair(name, text):
            yield from _fold(form, _words(form, f"{name}：{text}", names), 0, INDENT)


def _paragraph(form: BrailleForm, text: str, names: Mapping[str, Name]) -> Iterator[str]:
    return _fold(form, _words(form, text, names), INDENT, 0)


def _centre(form: BrailleForm, text: str, names: Mapping[str, Name]) -> Iterator[str]:
    for line in _fold(form, _words(form, text, names), 0, 0):
        yield BLANK * ((form.cells - len(line)) // 2) + line


def _words(form: BrailleForm, text: str, names: Mapping[str, Name]) -> list[str]:
    """Cells of a text, word by word; marks and short words hang on the word before them."""
    words: list[str] = []
    opened = False
    for word in split_words(text, names):
        cells = translate(form.table, respell(form.table, word)).strip(BLANK)
        if words and (opened or not word.parted):
            words[-1] += cells
        else:
            words.append(cells)
        opened = word.text in _OPENING
    return words


def _fold(form: BrailleForm, words: Iterable[str], first: int, further: int) -> Iterator[str]:
    """Lines of whole words; a word that no line holds goes on in the next."""
    line = BLANK * first
    empty = True
    for word in words:
        gap = "" if empty else BLANK
        if len(line + gap + word) > form.cells and not empty:
            yield line
            line, gap = BLANK * further, ""
        line += gap + word
        empty = False
        while len(line) > form.cells:
            yield line[: form.cells]
            line = BLANK * further + line[form.cells :]
    if not empty:
        yield line
