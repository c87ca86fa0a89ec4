"""A book laid out for stitching: two pages on each side of a sheet, so that folded sheets read in order.

Such a file is for a printer only: title and language stay, tags and links do not.
"""

import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate
from typing import cast

import pypdf
from pypdf.generic import (
    DictionaryObject,
    NameObject,
    RectangleObject,
    StreamObject,
    TextStringObject,
)

from generator.outputs.prints.papers import MM, fit_whole

ONE_BOOKLET = 64
"""Pages up to which all sheets fold into one another: 16 sheets, as many as a stapler takes."""
SIGNATURE = 8
"""Pages of a signature in thicker books: two sheets, which fold flat; signatures are sewn or glued."""
LANGUAGE = "zh-CN"
Side = tuple[int | None, int | None]
"""Numbers of the pages on its left and right half, from 0; None for a blank one."""


@dataclass(frozen=True, slots=True)
class Folding:
    """How sheets are printed and folded.

    `sheet` is its size in points, upright. `short` says that the printer turns sheets over the short edge;
    otherwise over the long one. Paper of `thickness` mm pushes out what is folded into it (creep).
    `signature` is the most pages of one signature, a multiple of four; None: as `ONE_BOOKLET` tells.
    """

    sheet: tuple[float, float]
    short: bool = True
    thickness: float = 0.1
    signature: int | None = None


@dataclass(frozen=True, slots=True)
class Sheet:
    """Both sides of a sheet, and how many lie around it in its signature."""

    front: Side
    back: Side
    depth: int


def plan_sheets(pages: int, signature: int | None = None) -> Iterator[Sheet]:
    """The sheets of a book, outermost first, signature behind signature.

    Blank pages fill the last sheet and stand before the back cover, which stays the last page.
    """
    sheets = max(-(-pages // 4), 1)
    blanks = 4 * sheets - pages
    order = [*range(pages - 1), *[None] * blanks, pages - 1]
    most = (signature or (SIGNATURE if pages > ONE_BOOKLET else 4 * sheets)) // 4
    sizes = _spread(sheets, most)
    for end, size in zip(accumulate(sizes), sizes, strict=True):
        yield from _fold(order[4 * (end - size) : 4 * end])


def _spread(sheets: int, most: int) -> Sequence[int]:
    """Sheets of each signature, as even as can be; thin ones lie inside of the book, away from the covers."""
    count = -(-sheets // most)
    each, more = divmod(sheets, count)
    first, last = -(-more // 2), more // 2
    return [each + 1] * first + [each] * (count - more) + [each + 1] * last


def _fold(pages: Sequence[int | None]) -> Iterator[Sheet]:
    """One signature: the outermost sheet has its first and last pages."""
    for depth in range(len(pages) // 4):
        low, high = 2 * depth, len(pages) - 1 - 2 * depth
        yield Sheet((pages[high], pages[low]), (pages[low + 1], pages[high - 1]), depth)


def impose(pdf: bytes, folding: Folding) -> bytes:
    """The booklet: sides of sheets across, front and back by turns. The same bytes each time."""
    reader = pypdf.PdfReader(io.BytesIO(pdf))
    writer = pypdf.PdfWriter()
    writer.pdf_header = reader.pdf_header
    forms = [_make_form(writer, page) for page in reader.pages]
    for sheet in plan_sheets(len(forms), folding.signature):
        for side, turn in ((sheet.front, ""), (sheet.back, "" if folding.short else _turn(folding.sheet))):
            slots = [None if one is None else forms[one] for one in side]
            _add_side(writer, slots, sheet.depth, folding, turn)
    if reader.metadata:
        writer.metadata = {**reader.metadata}
    writer.root_object[NameObject("/Lang")] = TextStringObject(LANGUAGE)
    stream = io.BytesIO()
    writer.write(stream)
    return stream.getvalue()


def _make_form(writer: pypdf.PdfWriter, page: pypdf.PageObject) -> StreamObject:
    """A page as a picture to lay down."""
    form = StreamObject()
    content = page.get_contents()
    form.set_data(b"" if content is None else content.get_data())
    form = form.flate_encode()
    form[NameObject("/Type")] = NameObject("/XObject")
    form[NameObject("/Subtype")] = NameObject("/Form")
    form[NameObject("/BBox")] = RectangleObject(page.mediabox)
    form[NameObject("/Resources")] = page.get("/Resources", DictionaryObject()).get_object().clone(writer)
    writer._add_object(form)  # noqa: SLF001 - pypdf offers no other way to add a form
    return form


def _turn(sheet: tuple[float, float]) -> str:
    """What a printer that turns over the long edge wants: the back on its head."""
    return f"-1 0 0 -1 {sheet[1]:.4f} {sheet[0]:.4f} cm"


def _add_side(
    writer: pypdf.PdfWriter, side: Sequence[StreamObject | None], depth: int, folding: Folding, turn: str
) -> None:
    """A side of a sheet, with a page in each half."""
    width, height = folding.sheet[1], folding.sheet[0]
    page = writer.add_blank_page(width, height)
    content = [turn]
    known = DictionaryObject()
    for number, form in enumerate(side):
        if form is not None:
            known[NameObject(f"/P{number}")] = form.indirect_reference
            content.append(_lay(number, form, depth * folding.thickness * MM, (width / 2, height)))
    stream = StreamObject()
    stream.set_data("\n".join(content).encode())
    page[NameObject("/Contents")] = writer._add_object(stream.flate_encode())  # noqa: SLF001
    page[NameObject("/Resources")] = DictionaryObject({NameObject("/XObject"): known})


def _lay(number: int, form: StreamObject, creep: float, half: tuple[float, float]) -> str:
    """One page in its half, inner ones nearer to the fold, and nothing of it in the other half."""
    box = cast("RectangleObject", form["/BBox"])
    left = number * half[0]
    fit = fit_whole((float(box.width), float(box.height)), half).moved(left, 0)
    toward = creep if number == 0 else -creep
    return (
        f"q {left:.4f} 0 {half[0]:.4f} {half[1]:.4f} re W n "
        f"{fit.scale:.6f} 0 0 {fit.scale:.6f} {fit.x + toward:.4f} {fit.y:.4f} cm /P{number} Do Q"
    )
