"""Whole things on whole pages: read from the printed pages, whatever the templates believe."""

from dataclasses import replace
from itertools import pairwise
from typing import NamedTuple

import pypdfium2
import pytest
from conftest import ROOT

from generator.outputs.prints import typesetting
from generator.outputs.prints.edition import Sheet
from generator.outputs.prints.editions import HANDBOOK
from generator.outputs.prints.fonts import find_fonts
from generator.outputs.prints.rendering import make_data, make_jobs
from generator.outputs.prints.typesetting import typeset
from generator.reading.loading import load_catalogue
from generator.views.prints.handbook import view_handbook
from generator.views.prints.prose import parse_prose
from generator.views.prints.services import ServiceGroup

MM = 72 / 25.4
TOP, BOTTOM = 17 * MM, (210 - 14) * MM
HIGH = BOTTOM - TOP
"""The type area in points from the upper edge, and its height."""
MOST_PAGES = {"chaojing-1": 88, "yugang-1": 88, "luotou-2": 88, "baiou-1": 84, "yanwan-1": 84}
"""Pages of the demo's books when services broke wherever a page ended."""


class Page(NamedTuple):
    """What stands between head and foot: the words without blanks, where they begin and end in points."""

    text: str
    begins: float
    ends: float
    number: int


@pytest.fixture(scope="module")
def fonts():
    return find_fonts(ROOT)


@pytest.fixture(scope="module")
def catalogue():
    return load_catalogue(ROOT).catalogue


def _read(pdf):
    return [_page(number, page) for number, page in enumerate(pypdfium2.PdfDocument(pdf), 1)]


def _page(number, page):
    text, high = page.get_textpage(), page.get_height()
    boxes = [text.get_rect(one) for one in range(text.count_rects())]
    words = text.get_text_bounded(0, high - BOTTOM - 2, page.get_width(), high - TOP + 2)
    inside = [(high - box[3], high - box[1]) for box in boxes if TOP - 2 < high - box[1] < BOTTOM + 6]
    return Page(
        "".join(words.split()),
        min((one for one, _ in inside), default=TOP),
        max((one for _, one in inside), default=TOP),
        number,
    )


def _set(view, fonts):
    data = make_data(Sheet(view), "https://grid.example.cn", fonts, "2026年12月1日")
    printed = typeset(_job(data, fonts))
    assert printed.report == ""
    return printed.pdf


def _job(data, fonts):
    return typesetting.Job("grid", "handbook.pdf", data, 0, fonts.folders)


def _squeeze(text):
    return "".join(text.split())


def _spread(pages, card):
    """The pages on which a service begins and ends."""
    first = next(
        one for one in pages if _squeeze(f"{card.name}第") in one.text and f"项{card.type}" in one.text
    )
    last = next(one for one in pages[first.number - 1 :] if _squeeze(card.assured) in one.text)
    return first, last


def _check_whole(pages, view):
    """No service is broken that a page holds; those that are broken are higher than a page."""
    cards = [card for group in view.menu for card in group.services]
    for card in cards:
        first, last = _spread(pages, card)
        if first is not last:
            used = sum(one.ends - one.begins for one in pages[first.number - 1 : last.number])
            assert used > HIGH, (card.id, first.number, last.number, used / HIGH)


def _check_full(pages):
    """Each page is a third full, but those to write on and those after which nothing smaller came."""
    sheets = next(one.number for one in pages if "走访记录" in one.text and "回话" in one.text)
    for page, after in pairwise(pages[1:sheets]):
        free = BOTTOM - page.ends
        assert free < HIGH * 2 / 3 or after.ends - after.begins > free, (page.number, page.text[-40:])


def _check_headings(pdf, pages):
    """What a heading stands over begins on its page."""
    document = pypdfium2.PdfDocument(pdf)
    for mark in document.get_toc():
        number, top = mark.get_dest().get_index(), mark.get_dest().get_view()[1][1]
        below = pages[number].ends - (document[number].get_height() - top)
        assert below > 30, (mark.get_title(), number + 1, below)


@pytest.mark.parametrize("grid", MOST_PAGES)
def test_books_of_the_demo_keep_things_whole_on_no_more_pages(catalogue, fonts, grid):
    """Services, headings and pages as they should be, and no more of them than before."""
    (job,) = (
        one
        for one in make_jobs(catalogue, grid, catalogue.profile.address, fonts, [HANDBOOK])
        if one.template == HANDBOOK.template
    )
    pdf = typeset(job).pdf
    pages, view = _read(pdf), view_handbook(catalogue, grid)
    assert len(pages) <= MOST_PAGES[grid]
    _check_whole(pages, view)
    _check_full(pages)
    _check_headings(pdf, pages)


def _odd(card, number, **changes):
    return replace(
        card, id=f"odd-{number}", name=f"怪事{number:02}", assured=f"怪事{number:02}核实", **changes
    )


def _odd_cards(card):
    """Services with no step and with forty, that say nothing and very much, with many places and papers."""
    long = parse_prose("住在这里的人都可以来办，不分先后。" * 60)
    bare = {"steps": (), "papers": (), "spots": (), "channels": (), "hours": (), "legal_basis": ()}
    yield from (_odd(card, number, **bare) for number in range(3))
    yield _odd(card, 3, steps=card.steps * 10)
    yield _odd(card, 4, eligibility=long)
    yield _odd(card, 5, eligibility=long, ineligible=long, summary=long)
    yield _odd(card, 6, spots=card.spots * 25)
    yield _odd(card, 7, papers=card.papers * 30)
    yield from (_odd(card, 8 + count, steps=card.steps[:1] * count) for count in range(12))


@pytest.mark.parametrize("together", [True, False], ids=["in one group", "each a group"])
def test_odd_services_are_whole_where_a_page_holds_them(catalogue, fonts, together):
    """However many steps, places or words: nothing is lost, nothing broken without need."""
    view = view_handbook(catalogue, "chaojing-1")
    cards = tuple(_odd_cards(next(one for group in view.menu for one in group.services if one.papers)))
    alone = tuple(ServiceGroup(f"{one.name}类", (one,)) for one in cards)
    menu = (ServiceGroup("怪事", cards),) if together else alone
    view = replace(view, menu=menu, audiences=())
    pdf = _set(view, fonts)
    pages = _read(pdf)
    _check_whole(pages, view)
    _check_headings(pdf, pages)
    assert sum(one.text.count("核实。") for one in pages) >= len(cards)


def test_a_print_that_never_comes_to_rest_is_set_without_what_moves(catalogue, fonts, monkeypatch):
    """Page numbers are right even then: the typesetter is asked once more, for a steady print."""
    asked = []
    compile_ = vars(typesetting)["_compile"]

    def watch(typesetter, job, inputs):
        asked.append(inputs)
        pdf, warnings = compile_(typesetter, job, inputs)
        return pdf, warnings or [type("Warned", (), {"message": "did not converge"})()]

    monkeypatch.setattr(typesetting, "_compile", watch)
    view = view_handbook(catalogue, "chaojing-1")
    pages = _read(_set(view, fonts))
    assert [one.get("steady") for one in asked] == [None, "yes"]
    _check_whole_contents(pages, view)


def _check_whole_contents(pages, view):
    text = "".join(one.text for one in pages)
    assert all(_squeeze(card.assured) in text for group in view.menu for card in group.services)
