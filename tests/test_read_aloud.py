"""Tagged PDFs read aloud: what sounds wrong in them, and that they say what the views say, in order."""

import io
import itertools
import re
from collections.abc import Iterator
from dataclasses import replace

import pytest
import typst
from conftest import ROOT
from test_handbook import _catalogue

from generator.artifact import Artifact
from generator.model.prints import PrintSettings
from generator.outputs.prints.editions import BY_NAME, EDITIONS, read_path
from generator.outputs.prints.finishing import Printer, finish
from generator.outputs.prints.fonts import find_fonts
from generator.outputs.prints.rendering import render_prints
from generator.views.prints.handbook import view_handbook
from generator.views.prints.handbook_outline import view_outline
from generator.views.prints.outline import Heading, Listing, Outline, Pair, Paragraph
from scripts.read_aloud.document import Document
from scripts.read_aloud.findings import check_document

SITE = "https://grid.example.cn"
GRIDS = ("chaojing-2", "baiou-1")
"""A grid with micro-grids and all chapters, and one on an island that has little."""
PDFS = tuple(one for one in EDITIONS if one.path("x").endswith(".pdf") and one.source is None)
"""Editions that are set; what is made from their pages keeps the tags, or is only laid out to be folded."""
HEAD = "¶"
BY_HEADS = re.compile(r"能|不能|\d+日")
"""What in print the heads of columns and the squares of a calendar say, and an outline in words."""
NEAR = 150
"""Letters within which the next words of a view have to follow: what repeats elsewhere does not count."""
MIRRORED = "backs stand from right to left, to meet their fronts, and each is read whole"
ALLOWED = {
    ("badge", "read from below to above"): MIRRORED,
    ("duty-cards", "read from below to above"): MIRRORED,
    ("duty-cards", "columns without a table"): "cards of one form stand side by side; each is read whole",
    ("pocket-cards", "read from below to above"): MIRRORED,
    ("pocket-cards", "columns without a table"): "cards of one form stand side by side; each is read whole",
    ("handbook-booklet", "no tags"): "pages stand out of order, to be folded; who listens has the handbook",
    ("leaflet", "read from below to above"): "panels are read as they unfold, not as they stand on the sheet",
}
"""Findings that stay: edition and sort, with the reason."""


def _set(source: str) -> Document:
    pdf = typst.compile(source.encode(), format="pdf")
    return Document(io.BytesIO(pdf))


def _sorts(document: Document) -> set[str]:
    return {one.sort for one in check_document(document)}


GOOD = '#set text(lang: "zh")\n= Title\nText with words.\n'
FAULTS = {
    "Lbl without words": "#set heading(numbering: (..n) => [])\n#outline()\n= Title\ntext",
    "heading skips a level": "= Title\ntext\n=== Deeper\ntext",
    "picture without words": "#figure(rect())",
    "table without headings": "= T\n#table(columns: 2, [a], [b], [c], [d])",
    "table of one column": "= T\n#table(columns: 1, table.header[a], [b], [c])",
    "columns without a table": "= T\n#grid(columns: (5cm, 5cm), ..range(3).map(_ => ([a], [b])).flatten())",
    "words that only a blank parts": "= T\nfirst#h(1fr)second",
    "read from below to above": "= T\n" + "line\\\n" * 9 + "#place(top + left)[above]",
    "pictures with the same words": "= T\n" + '#figure(alt: "a", rect()) ' * 2,
}


def test_good_documents_have_no_findings() -> None:
    assert (
        list(check_document(_set(GOOD + "- one\n- two\n\n#table(columns: 2, table.header[a][b], [c], [d])")))
        == []
    )


@pytest.mark.parametrize("sort", FAULTS)
def test_each_sort_of_fault_is_found(sort) -> None:
    assert sort in _sorts(_set(FAULTS[sort]))


def test_another_order_of_tags_is_found() -> None:
    """Tags turned round: the page is then painted in another order than it is read."""
    document = _set(GOOD)
    assert "painted in another order than read" not in _sorts(document)
    document.tree.content[0].content.reverse()
    assert "painted in another order than read" in _sorts(document)


def test_what_no_tag_holds_is_found() -> None:
    document = _set(GOOD)
    document.tree.content[0].content.pop()
    assert "content outside of the tree" in _sorts(document)


def test_a_paragraph_that_says_nothing_is_found() -> None:
    document = _set(GOOD)
    next(one for one in document.tree.walk() if one.role == "/P").content.clear()
    assert "P without words" in _sorts(document)


def test_a_document_without_language_is_found() -> None:
    document = _set(GOOD)
    del document.root["/Lang"]
    assert "no language" in _sorts(document)


@pytest.fixture(scope="module")
def printed() -> list[Artifact]:
    """Every edition of some grids of the demo city; of those with many sheets of one form, the first."""
    firsts = [replace(one, view=_first(one.view)) for one in PDFS]
    made = list(render_prints(_catalogue(ROOT), GRIDS, SITE, find_fonts(ROOT), firsts))
    assert all(isinstance(one, Artifact) for one in made)
    return made


def _first(view):
    return lambda catalogue, grid_id: itertools.islice(view(catalogue, grid_id), 1)


def test_no_print_sounds_wrong(printed) -> None:
    """Nothing is found in any edition, but for what `ALLOWED` gives a reason for."""
    found = [
        (one.path, finding)
        for one in printed
        for finding in check_document(Document(io.BytesIO(one.data)))
        if (_edition_of(one.path), finding.sort) not in ALLOWED
    ]
    assert found == []


@pytest.mark.parametrize("name", ["handbook", "handbook-a4", "badge", "poster-a4", "handbook-booklet"])
def test_what_a_printer_gets_sounds_like_the_pages_it_is_made_from(printed, name) -> None:
    """With bleed and marks, on larger paper; a booklet, which is only folded, has its reason."""
    edition = BY_NAME[name]
    source = (edition.source or edition).path("baiou-1")
    (pages,) = (one.data for one in printed if one.path.startswith(source.removesuffix(".pdf") + "."))
    printer = Printer() if edition.folded else Printer(bleed=3, marks=True)
    made = finish(pages, edition, printer, PrintSettings())
    sorts = {one.sort for one in check_document(Document(io.BytesIO(made)))}
    assert {one for one in sorts if (name, one) not in ALLOWED} == set()


def _edition_of(path: str) -> str:
    return read_path(path)[0].name


def _texts_of(outline: Outline) -> Iterator[tuple[str, int]]:
    """Every text of an outline in order, and its level as a heading; the cover has its own order."""
    for chapter in outline.chapters[1:]:
        yield chapter.title, 1
        for part in chapter.parts:
            match part:
                case Heading(text, level):
                    yield text, level
                case Paragraph(text):
                    yield text, 0
                case Listing(items):
                    yield from ((one, 0) for one in items)
                case Pair(name, text):
                    yield from ((name, 0), (text, 0))


def _words(text: str) -> list[str]:
    """What is printed of a text, without the marks that an outline puts between its parts."""
    return [one for one in re.split(r"[，。；：（）、\s]+", text) if one]


def _say(pdf: bytes) -> str:
    """All that a PDF says, without blanks, headings behind a sign of their own."""
    pieces = Document(io.BytesIO(pdf)).read()
    return "".join("".join((HEAD if role[:2] == "/H" else "") + text for role, text in pieces).split())


@pytest.mark.parametrize("grid", GRIDS)
def test_a_handbook_says_what_its_view_says_in_that_order(printed, grid) -> None:
    """Each chapter of the outline stands in the tagged text, every word of it in the same order.

    Where print changes, so does the outline that texts, braille and audio are made from.
    """
    (book,) = (one for one in printed if one.path == f"handbooks/{grid}.pdf")
    said = _say(book.data)
    group, place, missing = 0, 0, []
    for text, heads in _texts_of(view_outline(view_handbook(_catalogue(ROOT), grid))):
        head = HEAD + "".join(text.split())
        found = said.find(head, group if heads == 3 else place) if heads else -1  # services fall as pages do
        if found >= 0:
            place = found + len(head)
            group = group if heads == 3 else place
            continue
        for word in _words(text) if not BY_HEADS.fullmatch(text) else ():
            found = said.find(word, place, place + NEAR)
            if found < 0:
                missing.append((text, word, said[place : place + 40]))
            else:
                place = found + len(word)
    assert missing == []
