"""Things are found in a handbook: numbers behind the cover, contents, thumb tabs, two indexes."""

import io
import re
from collections.abc import Iterator

import pypdf
import pytest
from conftest import ROOT
from sample_site import PLAN, Values, make_catalogue, minimal_service, minimal_values

from generator.artifact import Artifact
from generator.catalogue import Catalogue
from generator.changes.handbooks import tell_differences
from generator.outputs.prints.fonts import Fonts, find_fonts
from generator.outputs.prints.rendering import render_prints
from generator.reading.loading import load_catalogue
from generator.views.prints.handbook import HandbookView, view_handbook
from generator.views.prints.index import LONGEST

GRID = "chaojing-1"
EDGE = 9.6 / 25.4 * 72
"""How far a thumb tab reaches in from the edge, in points."""


@pytest.fixture(scope="module")
def fonts() -> Fonts:
    return find_fonts(ROOT)


@pytest.fixture(scope="module")
def demo() -> Catalogue:
    catalogue = load_catalogue(ROOT).catalogue
    assert catalogue is not None
    return catalogue


@pytest.fixture(scope="module")
def view(demo: Catalogue) -> HandbookView:
    return view_handbook(demo, GRID)


@pytest.fixture(scope="module")
def book(demo: Catalogue, fonts: Fonts) -> list[str]:
    """The text of each page of a demo handbook, in the order in which it is painted."""
    return _pages(demo, fonts, GRID)


def _pages(catalogue: Catalogue, fonts: Fonts, grid: str) -> list[str]:
    (made,) = (
        one for one in render_prints(catalogue, [grid], "https://grid.cn", fonts) if isinstance(one, Artifact)
    )
    return [page.extract_text() for page in pypdf.PdfReader(io.BytesIO(made.data)).pages]


def _index_of(pages: list[str]) -> list[str]:
    """The text of the indexes page by page, without blanks in its lines."""
    first = next(number for number, text in enumerate(pages) if "查一件事在哪一页" in text and number > 10)
    index = [text for text in pages[first:] if "查一件事在哪一页" in text]
    return ["\n".join("".join(line.split()) for line in text.splitlines()) for text in index]


def _numbers(index: str, word: str) -> list[int]:
    """All pages that stand behind a word, which may go on in a second row."""
    letters = r"\n?".join(re.escape(one) for one in "".join(word.split()))
    found = re.findall(rf"^{letters}\n?((?:\d{{1,3}}、)*\d{{1,3}})$", index, re.MULTILINE)
    return [int(page) for pages in found for page in pages.split("、")]


def _printed(view: HandbookView) -> Iterator[tuple[str, str]]:
    """What must be found: its name in the index, and what stands on its page."""
    for group in view.menu:
        yield from ((one.name, one.name) for one in group.services)
    yield from ((one.name, f"{one.name}（{one.verb}）") for group in view.matters for one in group.matters)
    yield from ((one.incident, one.incident) for one in view.cards)


def test_each_service_matter_and_card_is_in_the_index_with_its_page(
    book: list[str], view: HandbookView
) -> None:
    """Read back from the PDF: one of the pages behind the name is the page on which the thing stands."""
    index = "\n".join(_index_of(book))
    flat = ["".join(text.split()) for text in book]
    assert len(list(_printed(view))) > 90
    for name, words in _printed(view):
        pages = _numbers(index, name)
        assert any("".join(words.split()) in flat[page - 1] for page in pages), (name, pages)


def test_what_a_resident_says_leads_to_the_services_page(book: list[str]) -> None:
    """Aliases, the dialect of the profile, and names of life events, which lead to the index by problem."""
    index = "\n".join(_index_of(book))
    for said, name in (
        ("停水", "没水了送水来"),
        ("漏水", "邻居吵架有人管"),
        ("讨海", "渔船办证"),
        ("剃头", "理发"),
    ):
        assert any("项" in book[page - 1] and name in book[page - 1] for page in _numbers(index, said)), said
    (page,) = _numbers(index, "老人没人管")
    assert "家里有老人要照顾" in book[page - 1]
    assert "按遇到的事查" in book[page - 1]


def test_the_numbers_stand_behind_the_cover_and_the_contents_follow(
    book: list[str], view: HandbookView
) -> None:
    flat = "".join(book[1].split())
    for number in (
        view.duty.phone,
        view.night.phone,
        view.supervision_phone,
        *(one.phone for one in view.emergencies),
    ):
        assert number in flat
    team = [one.phone for one in view.teams[0].workers if one.phone]
    assert len(team) > 3
    assert all(one in flat for one in team[:3])
    assert "目录" in book[2].splitlines()


def test_the_book_takes_no_more_pages_than_before_it_had_an_index(book: list[str]) -> None:
    assert len(book) <= 88


def test_each_chapter_has_a_short_name_at_its_own_height_of_the_outer_edge(
    demo: Catalogue, fonts: Fonts
) -> None:
    """Right on right-hand pages, left on others, lower from chapter to chapter, all beside the contents."""
    (made,) = (one for one in render_prints(demo, [GRID], "", fonts) if isinstance(one, Artifact))
    reader = pypdf.PdfReader(io.BytesIO(made.data))
    heights: dict[str, float] = {}
    for number, page in enumerate(reader.pages, 1):
        marks = _at_edge(page)
        if number in {1, len(reader.pages)}:
            assert marks == []
            continue
        width = float(page.mediabox.width)
        assert all((x > width - EDGE) if number % 2 else (x < EDGE) for x, _, _ in marks), number
        name = "".join(text for _, _, text in marks)
        if number == 3:
            assert name == "电话通知值班急事收集服务人员地方居民查找记录"
            continue
        assert len(name) == 2, (number, name)
        heights.setdefault(name, marks[0][1])
    assert list(heights) == [
        "电话",
        "通知",
        "值班",
        "急事",
        "收集",
        "服务",
        "人员",
        "地方",
        "居民",
        "查找",
        "记录",
    ]
    assert list(heights.values()) == sorted(heights.values(), reverse=True)


def _at_edge(page: pypdf.PageObject) -> list[tuple[float, float, str]]:
    """Characters within a tab's width of either edge, as x, y and text."""
    found: list[tuple[float, float, str]] = []
    width = float(page.mediabox.width)

    def look(text: str, matrix: list[float], inner: list[float], *_: object) -> None:
        x = matrix[0] * inner[4] + matrix[4]
        y = matrix[3] * inner[5] + matrix[5]
        if text.strip() and not EDGE < x < width - EDGE:
            found.append((x, y, text.strip()))

    page.extract_text(visitor_text=look)
    return found


@pytest.mark.parametrize(
    ("word", "letter"),
    [
        ("重庆来的人", "C"),
        ("重病救助", "Z"),
        ("长者食堂", "Z"),
        ("长途车票", "C"),
        ("行动不便", "X"),
        ("银行卡", "Y"),
        ("两项补贴", "L"),
        ("第三针疫苗", "D"),
        ("“老娘舅”来调解", "L"),
        ("110 报警", "0-9"),
        ("３楼没水", "0-9"),
        ("ETC 办理", "E"),
        ("etc 退卡", "E"),
        ("鷗岛停航", "O"),
        ("🚰没水了", "M"),
        ("Ωメガ", "其他"),
        ("！！", "其他"),
    ],
)
def test_a_word_stands_under_the_letter_that_it_is_read_with(word: str, letter: str) -> None:
    catalogue = make_catalogue(_service(aliases=[word]))
    index = view_handbook(catalogue, "g1").index
    assert [one.letter for one in index.letters if word in dict(one.lines)] == [letter]


def _service(**more: object) -> Values:
    return minimal_values() | {"service": {"s1": minimal_service(**more)}}


def test_letters_and_words_stand_in_the_order_of_their_sound() -> None:
    words = ["讨薪", "陶器", "重庆", "长途", "112", "安家", "阿姨", "Ωメガ", "涛声"]
    index = view_handbook(make_catalogue(_service(name="养老", aliases=words)), "g1").index
    found = [(one.letter, [word for word, _ in one.lines]) for one in index.letters]
    assert found == [
        ("0-9", ["112"]),
        ("A", ["阿姨", "安家"]),
        ("C", ["长途", "重庆"]),
        ("T", ["涛声", "陶器", "讨薪"]),
        ("Y", ["养老"]),
        ("其他", ["Ωメガ"]),
    ]


def test_a_word_of_several_services_stands_once_with_all_their_places() -> None:
    values = _service(aliases=["看病"])
    values["service"]["s2"] = minimal_service(name="陪诊", aliases=["看病"])
    (line,) = (
        line
        for one in view_handbook(make_catalogue(values), "g1").index.letters
        for line in one.lines
        if line[0] == "看病"
    )
    assert line == ("看病", ("service-s1", "service-s2"))


@pytest.mark.parametrize(("length", "shown"), [(LONGEST, LONGEST), (LONGEST + 1, LONGEST)])
def test_a_line_is_short_enough_for_two_rows(length: int, shown: int) -> None:
    index = view_handbook(make_catalogue(_service(aliases=["水" * length])), "g1").index
    (line,) = (word for one in index.letters for word, _ in one.lines if "水" in word)
    assert len(line) == shown


def test_problems_are_incidents_then_events_then_the_rest_then_what_to_tell() -> None:
    values = _service(name="喂奶", life_events=["e1"])
    values["service"]["s2"] = minimal_service(name="陪诊")
    values["plan"] = {"t1": PLAN}
    values["matter_category"] = {"m": {"name": "安全"}}
    least = {"owner": "配合履职", "summary": "报", "category": "m", "admitted_on": "2026-01-01"}
    values["matter"] = {
        "m1": least | {"name": "下水道堵了", "verb": "报告"},
        "m2": least | {"name": "宣传", "verb": "宣传"},
    }
    found = view_handbook(make_catalogue(values), "g1").index.problems
    assert [(one.name, [word for word, _ in one.lines]) for one in found] == [
        ("人有危险、来得急", ["台风"]),
        ("孩子出生", ["喂奶"]),
        ("养老", ["陪诊"]),
        ("看见这些，告诉网格员", ["下水道堵了"]),
    ]


def test_an_event_without_services_in_the_book_is_not_named() -> None:
    index = view_handbook(make_catalogue(_service()), "g1").index
    assert "孩子出生" not in [one.name for one in index.problems]
    assert "孩子出生" not in [word for one in index.letters for word, _ in one.lines]


def test_a_new_word_in_the_index_alone_is_a_reason_to_print_again() -> None:
    """Where a service changes with it, the service is named and the index is not."""
    before, after = (
        view_handbook(make_catalogue(_service(aliases=words)), "g1") for words in (["看病"], ["就医"])
    )
    assert [one.en for one in tell_differences(before, after)] == ["index by problem and by sound"]
    other = view_handbook(make_catalogue(_service(aliases=["就医"], fee="免费")), "g1")
    assert [one.en for one in tell_differences(before, other)] == ["menu of services (“老年人助餐”)"]
