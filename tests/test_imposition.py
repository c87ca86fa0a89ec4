"""Booklets: printed on both sides, folded and stitched by an oracle that knows paper and not the program."""

import ctypes
import io
from collections import Counter, defaultdict
from typing import NamedTuple

import pypdf
import pypdfium2
import pypdfium2.raw as pdfium
import pytest
import typst
from conftest import ROOT

from generator.model.prints import PrintSettings
from generator.outputs.prints.editions import BOOKLET, HANDBOOK
from generator.outputs.prints.finishing import Printer, finish
from generator.outputs.prints.fonts import find_fonts, scan_fonts
from generator.outputs.prints.imposition import Folding, impose, plan_sheets
from generator.outputs.prints.papers import MM, PAPERS
from generator.publishing.printing import make_prints
from generator.reading.loading import load_catalogue

A4 = PAPERS["a4"].points


def make_book(pages: int) -> bytes:
    """A5 pages, each with its number in the middle, large."""
    fonts = find_fonts(ROOT)
    source = f"""#set page("a5", margin: 20mm)
#set text(font: "{fonts.families[0]}", size: 40pt)
#set document(title: "样书", date: none)
#for n in range(1, {pages + 1}) {{ align(center + horizon)[#n]; if n < {pages} {{ pagebreak() }} }}"""
    return typst.Compiler(source.encode(), font_paths=scan_fonts(fonts.folders)).compile(format="pdf")


class Letter(NamedTuple):
    """A character on one side of a sheet: the middle of its box in points, and whether it stands upright."""

    text: str
    x: float
    y: float
    upright: bool


def read_letters(page: pypdfium2.PdfPage) -> list[Letter]:
    text = page.get_textpage()
    letters = []
    for number in range(text.count_chars()):
        left, bottom, right, top = text.get_charbox(number)
        matrix = pdfium.FS_MATRIX()
        pdfium.FPDFText_GetMatrix(text.raw, number, ctypes.byref(matrix))
        word = chr(pdfium.FPDFText_GetUnicode(text.raw, number))
        letters.append(Letter(word, (left + right) / 2, (bottom + top) / 2, matrix.a > 0))
    return letters


def turn_over(letters: list[Letter], width: float, height: float, edge: str) -> list[Letter]:
    """The back as its printer put it on paper, seen by a reader who turns the sheet as one turns a leaf.

    The sheet lies across. A printer that turns over the short edge prints the back as it is; one that turns
    over the long edge puts it on its head.
    """
    if edge == "short":
        return letters
    return [Letter(one.text, width - one.x, height - one.y, not one.upright) for one in letters]


def fold_and_stitch(booklet: bytes, edge: str, sheets: list[int]) -> list[str]:
    """What a reader finds on each page: each sheet printed, folded once, laid into its signature, stitched.

    `sheets` says how many lie in each signature, first to last. Blank pages are "".
    """
    document = pypdfium2.PdfDocument(booklet)
    sides = iter(document)
    pages: list[str] = []
    for count in sheets:
        leaves: list[tuple[str, str, str, str]] = []
        for _ in range(count):
            front, back = next(sides), next(sides)
            width, height = front.get_size()
            on_front = split(read_letters(front), width)
            on_back = split(turn_over(read_letters(back), width, height, edge), width)
            # The fold leaves the front outside: its right half begins the sheet, the back's halves follow,
            # and the front's left half ends it.
            leaves.append((on_front[1], on_back[0], on_back[1], on_front[0]))
        pages += [page for leaf in leaves for page in leaf[:2]]
        pages += [page for leaf in reversed(leaves) for page in leaf[2:]]
    assert next(sides, None) is None
    return pages


def split(letters: list[Letter], width: float) -> tuple[str, str]:
    """The words in the left and in the right half; all must stand upright."""
    halves = defaultdict(str)
    for one in letters:
        assert one.upright, one
        halves[one.x > width / 2] += one.text
    return halves[False].strip(), halves[True].strip()


@pytest.mark.parametrize("edge", ["short", "long"])
@pytest.mark.parametrize(
    ("pages", "signature", "sheets", "blanks"),
    [
        (1, None, [1], 3),
        (4, None, [1], 0),
        (5, None, [2], 3),
        (63, None, [16], 1),
        (64, None, [16], 0),
        (65, None, [2] * 4 + [1] + [2] * 4, 3),
        (88, None, [2] * 11, 0),
        (88, 32, [8, 7, 7], 0),
        (88, 88, [22], 0),
    ],
)
def test_a_folded_booklet_reads_in_order(edge, pages, signature, sheets, blanks) -> None:
    """Up to 64 pages fold into one, more into signatures of eight; blanks stand before the back cover."""
    booklet = impose(make_book(pages), Folding(A4, short=edge == "short", signature=signature))
    read = fold_and_stitch(booklet, edge, sheets)
    numbers = [str(number + 1) for number in range(pages)]
    assert read == [*numbers[:-1], *[""] * blanks, numbers[-1]]


@pytest.mark.parametrize("edge", ["short", "long"])
def test_the_handbook_itself_reads_in_order_when_it_is_folded(workspace, edge) -> None:
    """Every page of a real book is found where a reader turns to it, with all its letters."""
    catalogue = load_catalogue(workspace).catalogue
    made = make_prints(
        ROOT, catalogue, ["chaojing-1"], "", [HANDBOOK, BOOKLET], Printer(short=edge == "short", signature=8)
    )
    book, booklet = (one.data for one in made)
    pages = [read_letters(page) for page in pypdfium2.PdfDocument(book)]
    sheets = len(list(plan_sheets(len(pages))))
    sizes = [2] * (sheets // 2) + [1] * (sheets % 2)
    read = [page for page in fold_and_stitch(booklet, edge, sizes) if page]
    assert [_count(page) for page in read] == [_count(one.text for one in page) for page in pages]


def _count(letters) -> Counter[str]:
    return Counter(letter for one in letters for letter in one if not letter.isspace())


def test_a_booklet_for_the_other_edge_does_not_read_in_order() -> None:
    """The oracle notices: what is made for one kind of printer stands on its head on the other."""
    booklet = impose(make_book(8), Folding(A4))
    with pytest.raises(AssertionError):
        fold_and_stitch(booklet, "long", [2])


def test_inner_pages_move_towards_the_fold_by_the_thickness_of_paper() -> None:
    """The third sheet lies in two others, 0.2 mm in all: both of its pages are so much nearer to the fold."""
    flat, crept = (impose(make_book(12), Folding(A4, thickness=thickness)) for thickness in (0, 0.1))
    for side in range(6):
        before, after = (read_letters(pypdfium2.PdfDocument(one)[side]) for one in (flat, crept))
        depth = side // 2
        for was, now in zip(before, after, strict=True):
            toward = 1 if was.x < A4[1] / 2 else -1
            assert now.x - was.x == pytest.approx(toward * depth * 0.1 * MM, abs=0.02)


def test_a_booklet_is_the_same_each_time_and_keeps_title_and_language() -> None:
    book = make_book(6)
    made = impose(book, Folding(A4))
    assert impose(book, Folding(A4)) == made
    reader = pypdf.PdfReader(io.BytesIO(made))
    assert reader.metadata.title == "样书"
    assert reader.root_object["/Lang"] == "zh-CN"
    assert "/StructTreeRoot" not in reader.root_object


@pytest.mark.parametrize("paper", ["a4", "a3", "letter", "16k"])
def test_any_sheet_that_folds_takes_the_whole_pages(paper) -> None:
    """Two pages of the book, as large as half of the sheet takes them, nothing cut off."""
    made = finish(make_book(4), BOOKLET, Printer(paper=paper), PrintSettings())
    reader = pypdf.PdfReader(io.BytesIO(made))
    size = PAPERS[paper].height, PAPERS[paper].width
    assert tuple(round(float(side) / MM, 1) for side in reader.pages[0].mediabox[2:]) == size
    assert fold_and_stitch(made, "short", [1]) == ["1", "2", "3", "4"]


@pytest.mark.parametrize("pages", range(1, 140))
def test_every_page_is_printed_once(pages) -> None:
    """However many pages, each stands on one side of one sheet, and fewer than four sides stay blank."""
    sides = [page for sheet in plan_sheets(pages) for page in (*sheet.front, *sheet.back)]
    assert sorted(page for page in sides if page is not None) == list(range(pages))
    assert sides.count(None) < 4
