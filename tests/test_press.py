"""Pages for other paper and for a printer's shop: what is fitted to a size, what reaches into a bleed."""

import io
import shutil
from dataclasses import replace

import numpy as np
import pypdf
import pypdfium2
import pytest
import typst
from conftest import BASE, ROOT
from printed import decode_codes, render_pages

from generator.artifact import Artifact
from generator.diagnostics import OutputError
from generator.model.prints import PrintSettings
from generator.outputs.prints.editions import BOOKLET, BY_NAME, EDITIONS, HANDBOOK, HANDBOOK_A4
from generator.outputs.prints.finishing import Printer, check_printer, finish
from generator.outputs.prints.papers import MM, PAPERS, find_paper, fit_whole
from generator.outputs.prints.press import Press, press_pages
from generator.publishing.printing import make_prints
from generator.reading.loading import load_catalogue

A5 = PAPERS["a5"].points
UNPRINTABLE = 5 * MM
"""What printers leave blank along each edge."""
SETTINGS = PrintSettings()
PRINTED = [one for one in EDITIONS if not one.write]
SET = [one for one in PRINTED if not one.source]
LARGE = [one for one in PRINTED if one.paper in {"a4", "a3"}]


@pytest.fixture(scope="module")
def catalogue(tmp_path_factory):
    root = shutil.copytree(BASE, tmp_path_factory.mktemp("press") / "workspace")
    return load_catalogue(root).catalogue


@pytest.fixture(scope="module")
def book(catalogue) -> bytes:
    (made,) = _make(catalogue, HANDBOOK)
    return made.data


def _make(catalogue, *editions, **printer) -> list[Artifact]:
    address = catalogue.profile.address
    made = make_prints(ROOT, catalogue, ["chaojing-1"], address, editions, Printer(**printer))
    return [one for one in made if isinstance(one, Artifact)]


def _size(page) -> tuple[float, float]:
    return tuple(round(float(side) / MM, 1) for side in page.mediabox[2:])


def _check_margins(pdf: bytes) -> None:
    """Every character keeps away from the edges as far as printers want."""
    document = pypdfium2.PdfDocument(pdf)
    for number, page in enumerate(document, 1):
        width, height = page.get_size()
        text = page.get_textpage()
        for place in range(text.count_chars()):
            left, bottom, right, top = text.get_charbox(place)
            if right - left and top - bottom:
                where = f"page {number}: {text.get_text_range(place, 1)!r}"
                assert left >= UNPRINTABLE and right <= width - UNPRINTABLE, where  # noqa: PT018
                assert bottom >= UNPRINTABLE and top <= height - UNPRINTABLE, where  # noqa: PT018


@pytest.mark.parametrize("paper", ["a4", "letter", "16k"])
@pytest.mark.parametrize("edition", LARGE, ids=[one.name for one in LARGE])
def test_what_an_office_prints_keeps_within_any_paper_of_its_printer(catalogue, edition, paper) -> None:
    """On A4, Letter and 大16开 no word comes nearer to an edge than a printer reaches."""
    for made in _make(catalogue, edition, paper=paper)[:2]:
        page = pypdf.PdfReader(io.BytesIO(made.data)).pages[0]
        assert sorted(_size(page)) == sorted((PAPERS[paper].width, PAPERS[paper].height))
        _check_margins(made.data)


@pytest.mark.parametrize("paper", PAPERS)
def test_the_handbook_fits_every_paper_whole(book, paper) -> None:
    """From 大32开 to A3 its pages keep their number, their words and their margins."""
    made = finish(book, HANDBOOK, Printer(paper=paper), SETTINGS)
    before, after = (pypdf.PdfReader(io.BytesIO(one)) for one in (book, made))
    assert _size(after.pages[0]) == (PAPERS[paper].width, PAPERS[paper].height)
    _check_margins(made)
    assert [page.extract_text() for page in after.pages] == [page.extract_text() for page in before.pages]


def test_the_profile_says_which_paper_the_office_has(catalogue) -> None:
    """`prints` of the profile turns A4 into Letter and the A5 book into 大32开, with no option."""
    settings = PrintSettings(paper="letter", book="32k")
    profile = catalogue.profile.model_copy(update={"prints": settings})
    made = _make(replace(catalogue, profile=profile), HANDBOOK, HANDBOOK_A4, BOOKLET)
    sizes = [_size(pypdf.PdfReader(io.BytesIO(one.data)).pages[0]) for one in made]
    assert sizes == [(140, 203), (215.9, 279.4), (279.4, 215.9)]


def test_editions_of_one_book_are_set_once(catalogue, monkeypatch) -> None:
    """The A4 book and the booklet are made from the pages of the A5 one."""
    from generator.outputs.prints import workers  # noqa: PLC0415 - patched

    done = []
    real = workers.typeset
    monkeypatch.setattr(workers, "typeset", lambda job: done.append(job.path) or real(job))
    made = _make(catalogue, BOOKLET, HANDBOOK_A4, HANDBOOK)
    assert [one.path.partition("_")[2] for one in made] == ["handbook-booklet.pdf", "handbook-a4.pdf", ""]
    assert len(done) == 1


def _figures(reader) -> list[tuple[float, float]]:
    """The lower left corners of tagged figures, in the order of the file."""
    found = []
    for number in range(1, int(reader.trailer["/Size"])):
        one = reader.get_object(number)
        styles = one.get("/A", []) if isinstance(one, dict) else []
        boxes = [style for style in (styles if isinstance(styles, list) else [styles]) if "/BBox" in style]
        found += [tuple(map(float, one["/BBox"][:2])) for one in boxes if one.get("/O") == "/Layout"]
    return found


def test_a_fitted_book_stays_tagged_and_its_links_follow(book) -> None:
    """Tags, title, language and claims stay; a link lies on its words and leads to the same place."""
    made = press_pages(book, Press(PAPERS["a4"].points))
    assert press_pages(book, Press(PAPERS["a4"].points)) == made
    before, after = (pypdf.PdfReader(io.BytesIO(one)) for one in (book, made))
    for part in ("/StructTreeRoot", "/MarkInfo", "/Lang", "/Metadata"):
        assert part in after.root_object
    assert b"pdfuaid" in after.root_object["/Metadata"].get_data()
    assert after.metadata == before.metadata
    fit = fit_whole(A5, PAPERS["a4"].points)
    moved = 0
    for was, now in zip(before.pages, after.pages, strict=True):
        for old, new in zip(was.get("/Annots", ()), now.get("/Annots", ()), strict=True):
            corner = fit.point(*(float(one) for one in old.get_object()["/Rect"][:2]))
            assert [float(one) for one in new.get_object()["/Rect"]][:2] == pytest.approx(corner, abs=0.01)
            moved += 1
    assert moved > 5
    figures = [_figures(reader) for reader in (before, after)]
    assert len(figures[0]) > 2
    for old, new in zip(*figures, strict=True):
        assert new == pytest.approx(fit.point(*old), abs=0.01)
    outline = [before.outline[1], after.outline[1]]
    assert float(outline[1].top) == pytest.approx(fit.point(0, float(outline[0].top))[1], abs=0.01)


def test_a_code_is_still_read_from_a_fitted_page(book) -> None:
    made = finish(book, HANDBOOK, Printer(paper="letter"), SETTINGS)
    (code, *_) = decode_codes(render_pages(made)[0])
    assert code.text.startswith("https://daixi.example/")


def _draw(body: str) -> bytes:
    page = f"#set page(width: 100mm, height: 60mm, margin: 10mm)\n{body}"
    return typst.Compiler(page.encode()).compile(format="pdf")


def test_what_touches_the_edge_reaches_into_the_bleed() -> None:
    """A band drawn beyond the edge fills the bleed, and no more than it; boxes say where paper is cut."""
    band = "#place(top + left, dx: -15mm, dy: -15mm, rect(width: 130mm, height: 20mm, fill: black))"
    made = press_pages(_draw(band), Press(bleed=3))
    page = pypdf.PdfReader(io.BytesIO(made)).pages[0]
    boxes = [
        [round(float(one) / MM, 2) for one in box] for box in (page.mediabox, page.bleedbox, page.trimbox)
    ]
    assert boxes == [[0, 0, 106, 66], [0, 0, 106, 66], [3, 3, 103, 63]]
    (picture,) = render_pages(made, dpi=254)
    assert (picture[:175] < 30).all()
    assert (picture[185:] > 220).all()


@pytest.mark.parametrize("edition", SET, ids=[one.name for one in SET])
def test_colour_at_an_edge_reaches_into_the_bleed_of_every_edition(catalogue, edition) -> None:
    """Cut a little aside, what has colour up to its edge still has it, and no white line shows."""
    made = _make(catalogue, edition)[:1]
    bled = _make(catalogue, edition, bleed=3)[:1]
    pages, wider = ([page for one in files for page in render_pages(one.data, 72)] for files in (made, bled))
    for page, wide in zip(pages, wider, strict=True):
        for turn in range(4):  # each edge in turn becomes the first row
            edge, beyond = np.rot90(page, turn)[1], np.rot90(wide, turn)[1]
            areas = np.convolve(edge < 250, np.ones(9), "same") == 9  # lines to cut along are none
            inked = np.flatnonzero(areas)
            assert (beyond[inked + round(3 * MM)] < 250).all()


def test_the_band_of_the_cover_is_such_a_colour(book) -> None:
    (cover, *_) = render_pages(book, 72)
    assert cover[1].max() < 120


def test_crop_marks_stand_outside_of_the_bleed_and_point_at_the_cut() -> None:
    """Two at each corner, in line with the edges of the finished page; inside of the bleed there is none."""
    made = press_pages(_draw("#sym.space"), Press(bleed=3, marks=True))
    page = pypdf.PdfReader(io.BytesIO(made)).pages[0]
    assert [round(float(one) / MM, 2) for one in page.trimbox] == [9, 9, 109, 69]
    assert [round(float(one) / MM, 2) for one in page.bleedbox] == [6, 6, 112, 72]
    (picture,) = render_pages(made, dpi=508)
    rows, columns = np.nonzero(picture < 128)
    inside = (rows > 6 * 20) & (rows < 72 * 20) & (columns > 6 * 20) & (columns < 112 * 20)
    assert not inside.any()
    top = np.unique(columns[rows < 4 * 20])
    assert {round(one / 20) for one in top if 5 * 20 < one < 113 * 20} == {9, 109}


def test_the_page_without_a_bleed_is_untouched(book) -> None:
    assert press_pages(book, Press()) is book


@pytest.mark.parametrize(
    ("edition", "printer", "words"),
    [
        (HANDBOOK, Printer(bleed=5.1), "出血 5.1 毫米不行"),
        (HANDBOOK, Printer(bleed=-1), "出血 -1 毫米不行"),
        (BY_NAME["text"], Printer(paper="a4"), "`text` 不是印在纸上的"),
        (BOOKLET, Printer(bleed=3), "送印刷厂用 `handbook`"),
        (BOOKLET, Printer(marks=True), "送印刷厂用 `handbook`"),
        (BOOKLET, Printer(paper="a5"), "对折以后太小"),
        (BOOKLET, Printer(signature=6), "一帖 6 页折不成"),
        (BOOKLET, Printer(signature=0), "一帖 0 页折不成"),
    ],
)
def test_what_a_printer_cannot_do_is_refused_in_plain_words(edition, printer, words) -> None:
    with pytest.raises(OutputError) as refused:
        check_printer(printer, edition)
    assert words in refused.value.text.zh


@pytest.mark.parametrize("printer", [Printer(bleed=5), Printer(), Printer(paper="a3", signature=4)])
def test_what_a_printer_can_do_passes(printer) -> None:
    check_printer(printer, HANDBOOK)


def test_papers_are_known_by_what_people_call_them() -> None:
    named = {"A4": "a4", "Letter": "letter", "half_letter": "half-letter", "大16开": "16k", "大32开": "32k"}
    assert {word: find_paper(word) for word in named} == named
    with pytest.raises(OutputError) as refused:
        find_paper("b5")
    assert "有这些：a3、a4、a5、letter" in refused.value.text.zh
