"""Pages for other paper and for a printer's shop: fitted to a size, with bleed and crop marks.

Content stays where it is in the file, so that tags, links and bookmarks stay true. Templates draw what
touches an edge `OVERHANG` beyond it: it is cut off by the page, until a bleed lets it show.
"""

import io
import re
from bisect import bisect
from dataclasses import dataclass
from typing import cast

import pypdf
from pypdf.generic import (
    ArrayObject,
    DictionaryObject,
    FloatObject,
    IndirectObject,
    NameObject,
    NumberObject,
    PdfObject,
    RectangleObject,
    StreamObject,
)

from generator.outputs.prints.papers import MM, Fit, fit_whole

OVERHANG = 5
"""Millimetres that templates draw beyond an edge: the most that a bleed can be."""
_MARK, _GAP, _LINE = 5 * MM, 1 * MM, 0.25
"""How long crop marks are, how far they keep from the bleed, how thick their lines are."""


_MOVED = re.compile(rb"/(?:XYZ|BBox|Rect)\b")
"""Words of the objects that tell where something is on a page."""


@dataclass(frozen=True, slots=True)
class Press:
    """What a printer wants: size of the finished page in points (None: as it is), bleed in mm, marks."""

    size: tuple[float, float] | None = None
    bleed: float = 0
    marks: bool = False

    @property
    def margin(self) -> float:
        """Points around the finished page."""
        return self.bleed * MM + (_GAP + _MARK if self.marks else 0)


def press_pages(pdf: bytes, press: Press) -> bytes:
    """The same file with its pages as the press wants them; the same bytes each time."""
    if press == Press():
        return pdf
    edited = _Edited(pdf)
    pages = list(edited.reader.pages)
    fits = {_number(page): _press(edited, page, press) for page in pages}
    first = next(iter(fits.values()))
    for number in edited.find(_MOVED) - fits.keys():
        if _move(one := edited.get(number), fits, first):
            edited.put(number, one)
    for number, pattern in {_number(one): one for page in pages for one in _patterns_of(page)}.items():
        _move_pattern(pattern, first)
        edited.put(number, pattern)
    return edited.render()


class _Edited:
    """A file with some objects replaced behind its end, as PDF allows: the others are not even read."""

    def __init__(self, pdf: bytes) -> None:
        self.reader = pypdf.PdfReader(io.BytesIO(pdf))
        self._pdf = pdf
        self._put: dict[int, PdfObject] = {}
        self._places = sorted((place, number) for number, place in self.reader.xref[0].items())
        self._size = int(cast("int", self.reader.trailer["/Size"]))

    def find(self, words: re.Pattern[bytes]) -> set[int]:
        """Numbers of the objects in which these words stand."""
        found = (bisect(self._places, (match.start(), 0)) for match in words.finditer(self._pdf))
        return {self._places[place - 1][1] for place in found if place}

    def get(self, number: int) -> PdfObject | None:
        return self.reader.get_object(number)

    def put(self, number: int, one: PdfObject | None) -> None:
        if one is not None:
            self._put[number] = one

    def add(self, content: str) -> IndirectObject:
        """A new stream."""
        stream = StreamObject()
        stream.set_data(content.encode())
        number, self._size = self._size, self._size + 1
        self._put[number] = stream
        return IndirectObject(number, 0, self.reader)

    def render(self) -> bytes:
        """The file, then what was put, then where that stands."""
        stream = io.BytesIO()
        stream.write(self._pdf + b"\n")
        table = []
        for number, one in sorted(self._put.items()):
            table.append(f"{number} 1\n{stream.tell():010} 00000 n \n")
            stream.write(f"{number} 0 obj\n".encode())
            one.write_to_stream(stream)
            stream.write(b"\nendobj\n")
        here = stream.tell()
        before = int(self._pdf[self._pdf.rindex(b"startxref") :].split()[1])
        trailer = DictionaryObject(self.reader.trailer)
        trailer |= {NameObject("/Size"): NumberObject(self._size), NameObject("/Prev"): NumberObject(before)}
        stream.write(f"xref\n{''.join(table)}trailer\n".encode())
        trailer.write_to_stream(stream)
        stream.write(f"\nstartxref\n{here}\n%%EOF\n".encode())
        return stream.getvalue()


def _press(edited: _Edited, page: pypdf.PageObject, press: Press) -> Fit:
    """Set one page: its boxes, its content, its patterns; how points on it moved."""
    box = page.mediabox
    own = float(box.width), float(box.height)
    trim = press.size or own
    if (own[0] > own[1]) != (trim[0] > trim[1]):
        trim = trim[1], trim[0]
    margin, bleed = press.margin, press.bleed * MM
    fit = fit_whole(own, trim).moved(margin, margin)
    corner, other = fit.point(0, 0), fit.point(*own)
    shown = (
        corner[0] - bleed,
        corner[1] - bleed,
        other[0] - corner[0] + 2 * bleed,
        other[1] - corner[1] + 2 * bleed,
    )
    before = f"q {_numbers(*shown)} re W n {_numbers(fit.scale, 0, 0, fit.scale, fit.x, fit.y)} cm\n"
    after = "\nQ\n" + (_draw_marks(trim, margin, bleed) if press.marks else "")
    _wrap(edited, page, before, after)
    sheet = trim[0] + 2 * margin, trim[1] + 2 * margin
    page.mediabox = page.cropbox = RectangleObject((0, 0, *sheet))
    inner, outer = margin - bleed, margin
    page.bleedbox = RectangleObject((inner, inner, sheet[0] - inner, sheet[1] - inner))
    page.trimbox = page.artbox = RectangleObject((outer, outer, sheet[0] - outer, sheet[1] - outer))
    return fit


def _number(one: PdfObject | None) -> int:
    reference = None if one is None else one.indirect_reference
    return reference.idnum if reference else 0


def _patterns_of(page: pypdf.PageObject) -> list[DictionaryObject]:
    patterns = page.get("/Resources", DictionaryObject()).get_object().get("/Pattern", DictionaryObject())
    return [one.get_object() for one in patterns.get_object().values()]


def _wrap(edited: _Edited, page: pypdf.PageObject, before: str, after: str) -> None:
    """Content between two more pieces of content, itself untouched."""
    inside = page.raw_get("/Contents")
    inner = inside if isinstance(inside, ArrayObject) else [inside]
    page[NameObject("/Contents")] = ArrayObject([edited.add(before), *inner, edited.add(after)])
    edited.put(_number(page), page)


def _draw_marks(trim: tuple[float, float], margin: float, bleed: float) -> str:
    """Two lines at each corner, outside of the bleed; no reader needs to hear of them."""
    far, near = margin - bleed - _GAP - _MARK, margin - bleed - _GAP
    lines = []
    for x in (margin, margin + trim[0]):
        for start, end in ((far, near), (trim[1] + 2 * margin - near, trim[1] + 2 * margin - far)):
            lines.append(f"{_numbers(x, start)} m {_numbers(x, end)} l S")
    for y in (margin, margin + trim[1]):
        for start, end in ((far, near), (trim[0] + 2 * margin - near, trim[0] + 2 * margin - far)):
            lines.append(f"{_numbers(start, y)} m {_numbers(end, y)} l S")
    return "/Artifact BMC q 0 G {} w {} Q EMC".format(_LINE, " ".join(lines))


def _move(one: object, fits: dict[int, Fit], first: Fit) -> bool:
    """Move what lies outside of the content: links, destinations, boxes of tagged figures; whether it did."""
    moved = False
    parts: list[object] = []
    if isinstance(one, DictionaryObject):
        moved = _move_boxes(one, fits, first)
        parts = list(dict.values(one))
    elif isinstance(one, ArrayObject) and len(one) >= 4 and one[1] == "/XYZ":  # noqa: PLR2004 - page, kind, x, y
        fit = fits.get(_number(one[0]), first)
        one[2], one[3] = map(FloatObject, fit.point(float(one[2] or 0), float(one[3] or 0)))
        moved = True
    elif isinstance(one, ArrayObject):
        parts = list(list.__iter__(one))
    for part in parts:
        moved = _move(part, fits, first) or moved
    return moved


def _move_boxes(one: DictionaryObject, fits: dict[int, Fit], first: Fit) -> bool:
    link, layout = one.get("/Subtype") == "/Link", one.get("/O") == "/Layout"
    fit = fits.get(_number(one.get("/P")), first) if link else first
    names = ["/Rect", "/QuadPoints"] if link else ["/BBox"] if layout else []
    held = [name for name in names if name in one]
    for name in held:
        one[NameObject(name)] = _moved_points(one[name], fit)
    return bool(held)


def _moved_points(values: PdfObject, fit: Fit) -> ArrayObject:
    plain = [float(one) for one in cast("ArrayObject", values)]
    moved = (fit.point(*pair) for pair in zip(plain[::2], plain[1::2], strict=True))
    return ArrayObject(FloatObject(round(one, 4)) for pair in moved for one in pair)


def _move_pattern(pattern: DictionaryObject, fit: Fit) -> None:
    """A pattern lies on the page whatever moves its content."""
    a, b, c, d, e, f = (float(one) for one in pattern.get("/Matrix", (1, 0, 0, 1, 0, 0)))
    moved = (*(one * fit.scale for one in (a, b, c, d)), *fit.point(e, f))
    pattern[NameObject("/Matrix")] = ArrayObject(FloatObject(round(one, 6)) for one in moved)


def _numbers(*values: float) -> str:
    return " ".join(f"{value:.4f}" for value in values)
