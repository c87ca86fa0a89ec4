"""The handbook in large print: what UKAAF asks of letters, contrast and layout, read from its pages."""

import ctypes
import io
from itertools import pairwise

import numpy as np
import pypdf
import pypdfium2
import pypdfium2.raw as pdfium
import pytest
from conftest import ROOT
from printed import render_pages
from test_handbook import SERVICE, _catalogue, _edit

from generator.outputs.prints.editions import LARGE_PRINT_BOOK
from generator.outputs.prints.finishing import Printer
from generator.outputs.prints.papers import MM, PAPERS
from generator.publishing.printing import make_prints
from generator.views.prints.handbook import view_handbook

LEAST = 18
"""Points: what UKAAF G003 calls ideal for large print; 16 would be its least."""


def make(root, **printer) -> bytes:
    found = make_prints(ROOT, _catalogue(root), ["chaojing-1"], "", [LARGE_PRINT_BOOK], Printer(**printer))
    (made,) = found
    return made.data


def words_of(pdf: bytes) -> str:
    return "".join("".join(page.extract_text() for page in pypdf.PdfReader(io.BytesIO(pdf)).pages).split())


def smallest(pdf: bytes) -> float:
    """The smallest letter on any page, in points, by the matrices that it is drawn with."""
    sizes = []

    def look(text, current, matrix, _, size) -> None:
        if text.strip():
            sizes.append(abs(size * matrix[3] * current[3]))

    for page in pypdf.PdfReader(io.BytesIO(pdf)).pages:
        page.extract_text(visitor_text=look)
    return min(sizes)


@pytest.mark.parametrize("paper", [None, *PAPERS])
def test_no_letter_is_smaller_than_eighteen_points_on_any_paper(workspace, paper) -> None:
    """Body, notes, page numbers and headers alike: pages are set anew for each paper, never made smaller."""
    made = make(workspace, paper=paper)
    assert smallest(made) >= LEAST
    page = pypdf.PdfReader(io.BytesIO(made)).pages[0]
    size = PAPERS[paper or "a4"]
    assert [round(float(side) / MM, 1) for side in page.mediabox[2:]] == [size.width, size.height]


def test_the_measure_of_letters_finds_small_ones(gridpress, workspace, tmp_path) -> None:
    """The handbook has letters of 9 points, and made larger for A4 some below 18 still."""
    gridpress("print", "handbook,handbook-a4", "chaojing-1", "--root", workspace, "--out", tmp_path)
    sizes = [smallest(path.read_bytes()) for path in sorted(tmp_path.glob("*.pdf"))]
    assert sizes[0] < sizes[1] < LEAST


def test_letters_are_black_upright_and_without_serifs_on_plain_white(workspace) -> None:
    """No grey, no colour, no italics; no tint or picture lies behind words."""
    made = make(workspace)
    for page in pypdfium2.PdfDocument(made):
        text = page.get_textpage()
        for number in range(text.count_chars()):
            red, green, blue, alpha = (ctypes.c_uint() for _ in range(4))
            if pdfium.FPDFText_GetFillColor(text.raw, number, red, green, blue, alpha):
                assert (red.value, green.value, blue.value) == (0, 0, 0)
            flags = ctypes.c_int()
            name = ctypes.create_string_buffer(200)
            if pdfium.FPDFText_GetFontInfo(text.raw, number, name, 200, flags):
                assert b"Italic" not in name.value
                assert b"Serif" not in name.value
    for picture in render_pages(made, dpi=150):
        assert np.bincount(picture.ravel(), minlength=256)[16:250].max() < picture.size / 100


def test_lines_begin_at_the_left_edge_or_at_a_step(workspace) -> None:
    """Nothing is centred or set at the right: every line starts at the margin, or a little in from it."""
    for page in pypdfium2.PdfDocument(make(workspace)):
        text = page.get_textpage()
        for number in range(text.count_rects()):
            left, bottom, *_ = text.get_rect(number)
            before = [text.get_rect(other) for other in range(number)]
            alone = not any(abs(one[1] - bottom) < LEAST for one in before)
            assert not alone or left < 35 * MM, text.get_text_bounded(left, bottom)


def test_residents_find_every_service_number_and_card(workspace) -> None:
    """All services with papers, fee, hours and steps; whom to call; nothing that only workers need."""
    catalogue = _catalogue(workspace)
    view = view_handbook(catalogue, "chaojing-1")
    words = words_of(make(workspace))
    services = [one for group in view.menu for one in group.services]
    parts = [part for one in services for part in (one.name, one.complaint_phone, one.fee, one.time_limit)]
    parts += [paper.name for one in services for paper in one.papers or ()]
    parts += [step.what for one in services for step in one.steps]
    parts += [view.duty.phone, view.supervision_phone, *(one.phone for one in view.emergencies)]
    parts += [worker.name for team in view.teams for worker in team.workers]
    parts += ["大字本", "没有放进来", view.publisher]
    for part in filter(None, parts):
        assert "".join(part.split()) in words, part


@pytest.mark.parametrize("paper", ["a4", "16k"])
def test_what_takes_two_pages_is_a_leaf_that_can_be_given_away(paper: str) -> None:
    """A card or service of two pages begins on a right-hand one; none spills a few lines onto a third."""
    view = view_handbook(_catalogue(ROOT), "chaojing-1")
    services = [one.name for group in view.menu for one in group.services]
    titles = [
        *(one.incident for one in view.cards),
        *(f"{number}{name}" for number, name in enumerate(services, 1)),
        "网格里有谁",
    ]
    made = make(ROOT, paper=paper)
    pages = ["".join(page.extract_text().split()) for page in pypdf.PdfReader(io.BytesIO(made)).pages]
    behind = next(number for number, text in enumerate(pages) if "遇到急事遇到急事" in text)
    starts = []
    for title in titles:  # below the running head, and of the first the heading of the chapter
        heads = ("遇到急事", "能办的事", "网格里有谁")
        found = (
            number
            for number in range(behind, len(pages))
            if pages[number].startswith(tuple(head * times + title for head in heads for times in (0, 1, 2)))
        )
        behind = next(found)
        starts.append(behind + 1)
    taken = [after - start for start, after in pairwise(starts)]
    assert max(taken) == 2
    assert all(start % 2 for start, pages in zip(starts, taken, strict=False) if pages == 2)


def test_it_is_tagged_for_readers_too(workspace) -> None:
    reader = pypdf.PdfReader(io.BytesIO(make(workspace)))
    assert b"pdfuaid" in reader.root_object["/Metadata"].get_data()
    assert reader.metadata.title == "潮井社区第一网格服务手册（大字本）"


def test_hostile_and_long_words_are_printed_as_they_stand(workspace) -> None:
    """Markup of the typesetter in a name is text, and a name of 45 characters stays within the page."""
    name = '#read("/etc/passwd") $x$ ' + "很长的名字" * 9
    _edit(workspace, SERVICE, "name: 老年优待证办理", f"name: '{name}'")
    made = make(workspace)
    assert "".join(name.split()) in words_of(made)
    for page in pypdfium2.PdfDocument(made):
        text = page.get_textpage()
        boxes = [text.get_charbox(number) for number in range(text.count_chars())]
        assert max(box[2] for box in boxes) < page.get_size()[0]
