"""Pages for other paper and for a printer's shop: fitted to a size, with bleed and crop marks.

Content stays where it is in the file, so that tags, links and bookmarks stay true. Templates draw what
touches an edge `OVERHANG` beyond it: it is cut off by the page, until a bleed lets it show.
"""

import io
from collections.abc import Iterator
from dataclasses import dataclass
from typing import cast

import pypdf
from pypdf.generic import (
    ArrayObject,
    DictionaryObject,
    FloatObject,
    NameObject,
    PdfObject,
    RectangleObject,
    StreamObject,
)

from generator.outputs.prints.papers import MM, Fit, fit_whole

OVERHANG = 5
"""Millimetres that templates draw beyond an edge: the most that a bleed can be."""
_MARK, _GAP, _LINE = 5 * MM, 1 * MM, 0.25
"""How long crop marks are, how far they keep from the bleed, how thick their lines are."""


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
    reader = pypdf.PdfReader(io.BytesIO(pdf))
    writer = pypdf.PdfWriter(clone_from=reader)
    writer.pdf_header = reader.pdf_header
    fits = {_number(page): _press(writer, page, press) for page in writer.pages}
    first = next(iter(fits.values()))
    for pattern in {_number(one): one for page in writer.pages for one in _patterns_of(page)}.values():
        _move_pattern(pattern, first)
    for one in writer._objects:  # noqa: SLF001 - pypdf has no public walk over all objects
        _move(one, fits, first)
    stream = io.BytesIO()
    writer.write(stream)
    return stream.getvalue()


def _press(writer: pypdf.PdfWriter, page: pypdf.PageObject, press: Press) -> Fit:
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
    _wrap(writer, page, before, after)
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


def _wrap(writer: pypdf.PdfWriter, page: pypdf.PageObject, before: str, after: str) -> None:
    """Content between two more pieces of content, itself untouched."""
    pieces = []
    for text in (before, after):
        stream = StreamObject()
        stream.set_data(text.encode())
        pieces.append(writer._add_object(stream))  # noqa: SLF001 - as its own merging does
    inside = page.raw_get("/Contents")
    inner = inside if isinstance(inside, ArrayObject) else [inside]
    page[NameObject("/Contents")] = ArrayObject([pieces[0], *inner, pieces[1]])


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


def _move(one: object, fits: dict[int, Fit], first: Fit) -> None:
    """Move what lies outside of the content: links, destinations, boxes of tagged figures."""
    if isinstance(one, DictionaryObject):
        if one.get("/Subtype") == "/Link" and "/Rect" in one:
            fit = fits.get(_number(one["/P"]), first) if "/P" in one else first
            for name in ("/Rect", "/QuadPoints"):
                if name in one:
                    one[NameObject(name)] = _moved_points(one[name], fit)
        elif one.get("/O") == "/Layout" and "/BBox" in one:
            one[NameObject("/BBox")] = _moved_points(one["/BBox"], first)
        parts: Iterator[object] = iter([one.raw_get(name) for name in one])
    elif isinstance(one, ArrayObject):
        if len(one) >= 4 and one[1] == "/XYZ":  # noqa: PLR2004 - page, kind, x, y
            fit = fits.get(_number(one[0]), first)
            one[2], one[3] = map(FloatObject, fit.point(float(one[2] or 0), float(one[3] or 0)))
        parts = iter(list.__iter__(one))
    else:
        return
    for part in parts:
        _move(part, fits, first)


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
