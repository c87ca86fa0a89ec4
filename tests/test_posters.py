"""Posters for stairwells: one sheet for each grid, to be read and scanned in passing."""

import io
import re

import pypdf
import pytest
from conftest import ROOT
from printed import decode_codes, photograph, placed_words
from test_handbook import GRID, SITE, _catalogue, _edit

from generator.facts.short_addresses import short_path
from generator.outputs.prints.editions import HANDBOOK, POSTERS
from generator.outputs.prints.fonts import find_fonts
from generator.outputs.prints.rendering import render_prints
from generator.views.prints.contacts import LARGE_PRINT

A4, A3 = POSTERS
MM = 72 / 25.4
SHORT = short_path(f"grids/chaojing-1.html{LARGE_PRINT}")
SIZES_MM = {A4: (210, 297), A3: (297, 420)}
MODULE_MM = 2.5
"""At 1.5 m a preview of 1920 pixels over 65° shows a millimetre as one pixel: a module is two and a half."""


def render(root, *editions, site=SITE) -> list[pypdf.PdfReader]:
    made = list(render_prints(_catalogue(root), ["chaojing-1"], site, find_fonts(ROOT), editions))
    assert [one.path for one in made] == [edition.path("chaojing-1") for edition in editions]
    return [pypdf.PdfReader(io.BytesIO(one.data)) for one in made]


def words_of(poster: pypdf.PdfReader) -> str:
    (page,) = poster.pages
    return "".join(page.extract_text().split())


@pytest.mark.parametrize("edition", POSTERS, ids=["a4", "a3"])
def test_a_poster_is_one_sheet_with_names_numbers_and_plain_words(workspace, edition) -> None:
    (poster,) = render(workspace, edition)
    width, height = (float(one) / MM for one in poster.pages[0].mediabox[2:])
    assert (round(width), round(height)) == SIZES_MM[edition]
    words = words_of(poster)
    for part in ("潮井社区第一网格", "网格长", "0580-5550111", "夜里找谁", "12345", "监督电话", "不收钱"):
        assert part in words, part


@pytest.mark.parametrize("edition", POSTERS, ids=["a4", "a3"])
def test_the_code_is_large_enough_to_scan_from_a_metre_and_a_half(workspace, edition) -> None:
    """The picture of the code is drawn by the module, so the paper's own scale tells how large one is."""
    (poster,) = render(workspace, edition)
    page = poster.pages[0]
    operations = pypdf.generic.ContentStream(page.get_contents(), poster).operations
    scale = max(float(values[0]) for values, operator in operations if operator == b"cm")
    assert scale / MM >= MODULE_MM


@pytest.mark.parametrize(
    ("phone", "large", "size"),
    [
        ("0580-5550111", "5550111", 90),
        ("0755-55501111", "55501111", 90),
        ("12345", "12345", 90),
        ("0580-5550111转8012", "5550111", 75),
        ("0580-5550111、0580-5550112", "5550111", 90),
    ],
)
def test_the_number_to_ring_first_is_in_letters_of_ninety_points(workspace, phone, large, size) -> None:
    """On A4, half as large again on A3; as large as its line allows with an extension; one of several."""
    for path in (workspace / "menus" / "people").glob("*.yaml"):
        text = re.sub("duty_phone: .*", f'duty_phone: "{phone}"', path.read_text("utf-8"))
        path.write_text(text, "utf-8")
    for poster, scale in zip(render(workspace, A4, A3), (1, 2**0.5), strict=True):
        sizes = [points for words, points, _ in placed_words(poster.pages[0]) if words.startswith(large)]
        assert max(sizes) >= (size - 0.1) * scale
        assert "".join(phone.split("、")) in words_of(poster).replace("、", "")


def test_without_an_address_a_poster_has_no_code(workspace) -> None:
    (poster,) = render(workspace, A4, site="")
    assert "扫一扫" not in words_of(poster)
    assert "网格长" in words_of(poster)


def test_long_names_and_many_numbers_still_fit_one_sheet(workspace) -> None:
    name = "潮井社区第一网格"
    _edit(workspace, GRID, name, "望潮区澜港街道潮井社区老码头及天后宫周边第一综合服务网格")
    profile = workspace / "menus" / "profile.yaml"
    text = profile.read_text("utf-8")
    many = "".join(
        f"  - {{name: 一个名字很长很长的应急救援电话, phone: '{number}'}}\n" for number in range(110, 118)
    )
    profile.write_text(f"{text}emergencies:\n{many}", "utf-8")
    for poster in render(workspace, A4, A3):
        assert "人身有危险，先打110" in words_of(poster)


def test_nobody_on_duty_leaves_the_number_that_answers(workspace) -> None:
    for path in (workspace / "menus" / "people").glob("*.yaml"):
        path.unlink()
    (poster,) = render(workspace, A4)
    assert "便民热线12345" in words_of(poster)
    assert "人身有危险" not in words_of(poster), "a heading without numbers"


def test_handbook_and_posters_are_made_by_one_command(gridpress, workspace, tmp_path) -> None:
    done = gridpress("handbook", "chaojing-1", "--root", workspace, "--out", tmp_path / "out")
    assert done.exit_code == 0, done.output
    made = sorted(path.name for path in (tmp_path / "out").iterdir())
    assert made == sorted(edition.path("chaojing-1").rpartition("/")[2] for edition in (HANDBOOK, *POSTERS))


@pytest.mark.parametrize("edition", POSTERS, ids=["a4", "a3"])
def test_a_telephone_reads_the_code_from_a_metre_and_a_half(workspace, edition) -> None:
    """Held straight or askew; it leads to the grid's page in large print, by its short address."""
    (made,) = render_prints(_catalogue(workspace), ["chaojing-1"], SITE, find_fonts(ROOT), [edition])
    for turned in (0, 7, 20, 45):
        (seen,) = photograph(made.data, 1.5, turned)
        assert [code.text for code in decode_codes(seen)] == [f"{SITE}/{SHORT}"], turned
