"""Small prints: cards, slips, badges, leaflets, boards. What each says, how large, in which order."""

import io
import re

import pypdf
import pypdfium2
import pytest
from conftest import ROOT
from printed import decode_codes, placed_words, render_pages
from pypdf.generic import ContentStream

from generator.facts.short_addresses import short_path
from generator.outputs.prints.editions import BY_NAME
from generator.outputs.prints.fonts import find_fonts
from generator.outputs.prints.rendering import make_jobs
from generator.outputs.prints.small import SMALL
from generator.outputs.prints.typesetting import typeset
from generator.reading.loading import load_catalogue
from generator.views.addresses import service_name
from generator.views.prints.services import near_and_city, wanted_services

GRID = "chaojing-3"
SITE = "https://yunyu.example/"
MM = 72 / 25.4
SMALLEST = 7.5
"""Points: what a card may shrink its letters to."""
ROSTER = """name: "{}"
areas: [chaojing]
hours: 17:30-次日8:00
since: 2026-05-01
rotation:
  - days: 每天
    people: [wang-min, li-jian]
"""
LEAST_MODULE = 0.5
"""Millimetres: what a cheap phone still reads."""
LANDSCAPE = {"duty-roster", "badge", "bookmark", "leaflet"}


def catalogue_of(root):
    loaded = load_catalogue(root)
    assert loaded.catalogue is not None, loaded.found
    return loaded.catalogue


@pytest.fixture(scope="module")
def demo():
    return catalogue_of(ROOT)


def make(catalogue, name: str, grid: str = GRID, site: str = SITE) -> dict[str, bytes]:
    """PDFs of a small print by subject."""
    jobs = make_jobs(catalogue, grid, site, find_fonts(ROOT), [BY_NAME[name]])
    made = {}
    for job in jobs:
        printed = typeset(job)
        assert not printed.report, printed.report
        subject = job.path.removesuffix(".pdf").partition(f"_{name}")[2].lstrip("_")
        made[subject] = printed.pdf
    return made


@pytest.fixture(scope="module")
def prints(demo):
    return {one.name: make(demo, one.name) for one in SMALL}


def pages_of(pdf: bytes) -> list[pypdf.PageObject]:
    return list(pypdf.PdfReader(io.BytesIO(pdf)).pages)


def words_of(pdf: bytes) -> str:
    return "".join("".join(page.extract_text().split()) for page in pages_of(pdf))


@pytest.mark.parametrize("edition", SMALL, ids=lambda one: one.name)
def test_a_small_print_is_on_the_paper_that_its_edition_names(prints, edition) -> None:
    size = {"a4": (210, 297), "a3": (297, 420)}[edition.paper]
    for pdf in prints[edition.name].values():
        for page in pages_of(pdf):
            width, height = (round(float(one) / MM) for one in page.mediabox[2:])
            assert (width, height) == (size[::-1] if edition.name in LANDSCAPE else size)


@pytest.mark.parametrize("name", [one.name for one in SMALL])
def test_no_letter_is_smaller_than_seven_and_a_half_points(prints, name) -> None:
    for subject, pdf in prints[name].items():
        for page in pages_of(pdf):
            small = {words for words, size, _ in placed_words(page) if size < SMALLEST - 0.01}
            assert not small, (subject, small)


@pytest.mark.parametrize("name", ["tear-off", "door-slip", "badge", "bookmark", "leaflet", "hall-board"])
def test_a_phone_reads_each_code_at_the_size_that_it_is_printed_in(prints, name) -> None:
    """And the modules keep half a millimetre."""
    pdf = next(iter(prints[name].values()))
    codes = [code for picture in render_pages(pdf) for code in decode_codes(picture)]
    assert codes
    for code in codes:
        assert code.text.startswith(SITE)
        assert code.module >= LEAST_MODULE


def test_a_pocket_card_says_whom_to_call_what_to_do_and_where_to_go(prints) -> None:
    words = words_of(prints["pocket-cards"][""])
    for part in ("12395海上遇险", "0988-5550303白天", "0988-5550211夜里", "去哪里避险：潮井小学体育馆"):
        assert part in words, part
    for part in ("1察觉", "2研判", "3报告", "4先期处置", "不下水，不爬坡，不拖拽人"):
        assert part in words, part


def test_the_back_of_a_card_lies_behind_its_front_when_the_sheet_is_turned(prints) -> None:
    front, back = pages_of(prints["pocket-cards"][""])
    (ahead,) = [x for words, _, x in placed_words(front) if words == "台风"]
    (behind,) = [x for words, _, x in placed_words(back) if words.startswith("台风：")]
    edge = (210 - 2 * 85) / 2
    assert ahead - edge < 85 < behind - edge


def test_marks_stand_outside_of_the_cards_only(prints) -> None:
    """Five cards leave three places of a sheet empty: nothing is printed there; the marks are beside them."""
    picture = render_pages(prints["pocket-cards"][""], dpi=127)[0]  # five dots a millimetre
    left, top = (1050 - 850) // 2, (1485 - 1080) // 2
    assert picture[top + 3 * 270 + 5 : top + 1080, left : left + 850].min() > 200
    assert picture[top + 1080 + 15 :, left - 3 : left + 3].min() < 128


def test_a_reader_hears_one_of_ten_strips(prints) -> None:
    """The other nine are marked as decoration; the number on each is turned by a quarter."""
    reader = pypdf.PdfReader(io.BytesIO(prints["tear-off"][""]))
    heard = seen = 0
    marks: list[bool] = []
    turns = [False]
    for values, operator in ContentStream(reader.pages[0].get_contents(), reader).operations:
        if operator in {b"BDC", b"BMC"}:
            marks.append(values[0] == "/Artifact")
        elif operator == b"EMC":
            marks.pop()
        elif operator == b"q":
            turns.append(turns[-1])
        elif operator == b"Q":
            turns.pop()
        elif operator == b"cm":
            turns[-1] |= abs(float(values[1])) > 0
        elif operator in {b"TJ", b"Tj"} and turns[-1]:
            seen += 1
            heard += not any(marks)
    assert heard
    assert seen == 10 * heard


def test_a_door_slip_tells_who_came_and_has_no_place_for_the_name_of_a_resident(prints) -> None:
    assert set(prints["door-slip"]) == {"xu-meihua", "he-zhigang", "shen-lili", "gao-xinyi", "lin-guofang"}
    words = words_of(prints["door-slip"]["xu-meihua"])
    assert "网格长徐美华" in words
    assert "0988-5550303" in words
    assert "只写门牌，不写姓名" in words
    assert re.search("住户|户主|您的姓名|身份证", words) is None


def test_a_badge_leads_to_the_page_that_says_whose_it_is(prints) -> None:
    front, _ = render_pages(prints["badge"][""])
    people = {"xu-meihua", "he-zhigang", "shen-lili", "gao-xinyi", "lin-guofang"}
    assert {code.text for code in decode_codes(front)} == {
        SITE + short_path(f"people/{one}.html") for one in people
    }
    words = words_of(prints["badge"][""])
    assert "工号YY02-0003" in words
    assert "不收钱，不罚款" in words


def test_a_bookmark_holds_the_sixteen_services_that_the_page_of_the_grid_would_name_first(
    demo, prints
) -> None:
    wanted = [service_name(one.value) for one in wanted_services(demo, demo.grids[GRID])]
    words = words_of(prints["bookmark"][""])
    for name in wanted[:16]:
        assert "".join(name.split()) in words
    assert wanted[16] not in words
    assert f"还有{len(wanted) - 16}项" in words


def test_a_leaflet_names_services_or_counts_them(demo, prints) -> None:
    for audience, pdf in prints["leaflet"].items():
        wanted = [one for one in wanted_services(demo, demo.grids[GRID]) if audience in one.value.audiences]
        reader = pypdf.PdfReader(io.BytesIO(pdf))
        named = [one for one in wanted if service_name(one.value) in titles_of(reader)]
        left = re.search(r"还有(\d+)项见网站", words_of(pdf))
        assert len(named) + (int(left[1]) if left else 0) == len(wanted), audience


def titles_of(reader: pypdf.PdfReader) -> set[str]:
    """Headings of a PDF."""
    found, waiting = set(), list(reader.outline)
    while waiting:
        one = waiting.pop()
        if isinstance(one, list):
            waiting.extend(one)
        else:
            found.add(one.title)
    return found


def test_a_leaflet_has_its_front_at_the_right_of_the_outside_and_folds_in_a_narrower_panel(prints) -> None:
    outside, inside = pages_of(prints["leaflet"]["laonian"])
    panel = (297 + 2) / 3
    (front,) = [x for words, _, x in placed_words(outside) if words == "老年人"]
    assert front > 297 - panel
    starts = sorted({round(x) for _, _, x in placed_words(inside)})
    assert min(starts) == 7
    assert any(2 * panel <= one <= 2 * panel + 8 for one in starts)


def test_each_service_fits_one_sheet(demo, prints) -> None:
    """Of the demo; with boxes to tick for what to bring."""
    reach = {one.id for all_of in near_and_city(demo, demo.grids[GRID]) for one in all_of}
    assert set(prints["service-sheet"]) == reach
    assert {name: len(pages_of(pdf)) for name, pdf in prints["service-sheet"].items()} == dict.fromkeys(
        reach, 1
    )
    words = words_of(prints["service-sheet"]["gaoling-jintie"])
    for part in ("要带什么（带好一样，勾一样）", "居民身份证", "0988-5550101", "望海路56号", "8:30–11:30"):
        assert part in words, part


def test_a_board_has_steps_minutes_papers_fee_law_and_where_to_complain(prints) -> None:
    words = words_of(prints["hall-board"]["gaoling-jintie"])
    for part in (
        *("到村居窗口填申请表", "老人或家属", "10分钟", "一共要2小时15分钟", "居民身份证", "费用免费"),
        *("《中华人民共和国老年人权益保障法》", "投诉12345", "15个工作日"),
    ):
        assert part in words, part


LONG = "望潮区澜港街道潮井社区老码头及天后宫周边第一综合服务网格（含灯塔里、海员新村、南埠头、老渔行一带）"
HOSTILE = '#read("/etc/passwd") #import "x" $a$ \\ [ { ` <b> _*@~ \u200f\u202e反\u202c'


def swap(root, folder: str, old: str, new: str) -> None:
    """Put a text into every file of a folder that says the other one."""
    for path in (root / "menus" / folder).rglob("*.yaml"):
        text = path.read_text("utf-8")
        path.write_text(re.sub(old, lambda _: new, text, flags=re.MULTILINE), "utf-8")


def make_all(root) -> dict[str, dict[str, bytes]]:
    catalogue = catalogue_of(root)
    return {one.name: make(catalogue, one.name, "chaojing-1") for one in SMALL}


def test_names_of_forty_five_characters_come_out_whole(workspace) -> None:
    swap(workspace, "grids", "^name: .*", f"name: {LONG}")
    for path in (workspace / "menus" / "services").glob("*.yaml"):
        text = re.sub("^plain_name: .*\n", "", path.read_text("utf-8"), flags=re.MULTILINE)
        path.write_text(re.sub("^name: .*", f"name: {LONG}", text, flags=re.MULTILINE), "utf-8")
    for name, made in make_all(workspace).items():
        for pdf in made.values():
            assert LONG in words_of(pdf), name


def test_what_stands_above_the_strips_ends_above_them_however_long_names_are(workspace) -> None:
    for folder in ("grids", "people", "services"):
        swap(workspace, folder, "^name: .*", f"name: {LONG}")
    (pdf,) = make(catalogue_of(workspace), "tear-off", "chaojing-1").values()
    feet: list[float] = []

    def look(text: str, outer: list[float], inner: list[float], *_: object) -> None:
        if text.strip():
            feet.append(outer[3] * inner[5] + outer[5])

    pages_of(pdf)[0].extract_text(orientations=(0,), visitor_text=look)
    assert min(feet) > 68 * MM


def test_a_long_address_goes_on_in_the_next_line(workspace) -> None:
    address = "https://www.example.gov.cn/" + "abcdefghi/" * 12
    service = workspace / "menus" / "services" / "elder-card.yaml"
    service.write_text(re.sub(r"\b(who|do): .*", rf"\1: {address}", service.read_text("utf-8")), "utf-8")
    for name in ("hall-board", "service-sheet"):
        (page,) = pypdfium2.PdfDocument(make(catalogue_of(workspace), name, "chaojing-1")["elder-card"])
        text = page.get_textpage()
        assert address in "".join(text.get_text_range().split())
        assert max(text.get_charbox(number)[2] for number in range(text.count_chars())) < page.get_width()


def test_a_number_and_a_word_are_never_parted(workspace) -> None:
    """What is no address goes to the next line whole: an account, a credit code, two telephone numbers."""
    words = ["6222021208001234567", "91330900MA2A2B3C4D", "0988-5550101/5550102", "internationalisation"]
    service = workspace / "menus" / "services" / "elder-card.yaml"
    told = "到".join(["窗口" * number + word for number, word in enumerate(words, 7)])
    service.write_text(re.sub(r"\bdo: .*", f"do: {told}", service.read_text("utf-8")), "utf-8")
    (page,) = pypdfium2.PdfDocument(make(catalogue_of(workspace), "hall-board", "chaojing-1")["elder-card"])
    lines = page.get_textpage().get_text_range().splitlines()
    assert all(any(word in line for line in lines) for word in words), lines


def test_what_would_be_markup_elsewhere_is_printed_as_it_stands(workspace) -> None:
    written = HOSTILE.replace("\\", "\\\\").replace('"', '\\"')
    for folder in ("grids", "services", "people"):
        swap(workspace, folder, "^(plain_)?name: .*", f'name: "{written}"')
    roster = workspace / "menus" / "rosters" / "night.yaml"
    roster.parent.mkdir()
    roster.write_text(ROSTER.format(written), "utf-8")
    for name, made in make_all(workspace).items():
        assert made or name == "pocket-cards"
        for pdf in made.values():
            assert '#read("/etc/passwd")' in "".join(page.extract_text() for page in pages_of(pdf)).replace(
                "\n", ""
            ), name


def test_nobody_on_duty_and_no_services_leave_what_there_is(workspace) -> None:
    """No badge without somebody to carry it, no bookmark without services; slip and strips have a number."""
    for folder in ("people", "services"):
        for path in (workspace / "menus" / folder).glob("*.yaml"):
            path.unlink()
    made = make_all(workspace)
    assert {name for name, files in made.items() if files} == {"tear-off", "door-slip"}
    for files in made.values():
        for pdf in files.values():
            assert "12345" in words_of(pdf)


def test_four_hundred_services_leave_a_leaflet_and_a_bookmark_at_one_sheet(workspace) -> None:
    """The rest is counted."""
    folder = workspace / "menus" / "services"
    sample = (folder / "elder-card.yaml").read_text("utf-8")
    for number in range(400):
        text = re.sub("^(plain_)?name: .*", f"\\g<1>name: 办第{number}件事", sample, flags=re.MULTILINE)
        (folder / f"thing-{number}.yaml").write_text(text, "utf-8")
    catalogue = catalogue_of(workspace)
    (bookmark,) = make(catalogue, "bookmark", "chaojing-1").values()
    assert "还有38" in words_of(bookmark)
    leaflets = make(catalogue, "leaflet", "chaojing-1").values()
    assert {len(pages_of(pdf)) for pdf in leaflets} == {2}
    assert any(
        re.search(r"还有3\d\d项见网站", words_of(one))
        for one in make(catalogue, "leaflet", "chaojing-1").values()
    )
