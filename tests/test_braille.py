"""Braille: words parted, readings right, pages for an embosser, and plain words on what is not checked."""

import sys

import pytest
from conftest import ROOT
from hypothesis import given
from hypothesis import strategies as st
from test_handbook import _catalogue

from generator.diagnostics import OutputError
from generator.outputs.prints import braille_words, louis
from generator.outputs.prints.braille import (
    _ASCII,
    BLANK,
    COMMON,
    CURRENT,
    TWO_CELL,
    UNPROVED,
    BrailleForm,
    _words,
    encode,
    render_braille,
)
from generator.outputs.prints.braille_words import Word, respell, split_words
from generator.outputs.prints.for_ears import BRAILLE
from generator.outputs.prints.louis import open_louis, translate
from generator.outputs.prints.rendering import render_texts
from generator.reading.loading import load_catalogue
from generator.views.prints.handbook import view_handbook
from generator.views.prints.handbook_outline import view_outline
from generator.views.prints.outline import Chapter, Heading, Listing, Name, Outline, Pair, Paragraph

FORMS = (CURRENT, COMMON, TWO_CELL)


def _cells(form: BrailleForm, text: str, *names: Name) -> str:
    return BLANK.join(_words(form, text, {one.text: one for one in names}))


def _outline(*parts, title="甲网格") -> Outline:
    return Outline("g", title, "乙市", "g.html", (Chapter("contacts", "有事打电话", parts),))


def _decode(brf: bytes) -> list[list[str]]:
    """Pages of lines of cells."""
    pages = brf.decode("ascii").split("\f")
    return [
        ["".join(chr(0x2800 + _ASCII.index(one)) for one in line) for line in page.splitlines()]
        for page in pages
    ]


@pytest.mark.parametrize(
    ("form", "text", "cells"),
    [
        # How the scheme's own name is written in it: the article on it in the Chinese Wikipedia.
        (COMMON, "国家通用盲文", "⠛⠕⠂⠛⠫⠁⠀⠞⠲⠁⠹⠀⠍⠦⠒⠂"),
        # The current scheme marks the tones that the common one leaves out (GB/T 15720—2008, 4).
        (CURRENT, "国家通用盲文", "⠛⠕⠂⠛⠫⠁⠀⠞⠲⠁⠹⠆⠀⠍⠦⠂⠒⠂"),
        # Six words that the common scheme shortens (GF 0019—2018), as its table lists them.
        (COMMON, "的", "⠙"),
        (COMMON, "你", "⠝"),
        (COMMON, "他", "⠞"),
        (COMMON, "她", "⠞⠁"),
        # Numbers: the sign of numbers, then letters; a blank before Chinese, whose sounds are the same cells.
        (CURRENT, "110", "⠼⠁⠁⠚"),
        (CURRENT, "0988-5550211", "⠼⠚⠊⠓⠓⠤⠼⠑⠑⠑⠚⠃⠁⠁"),
        (CURRENT, "18号", "⠼⠁⠓⠀⠓⠖⠆"),
        # Marks stand with the word before them, opening ones with the word behind.
        (CURRENT, "网格，盲文。", "⠶⠄⠛⠢⠂⠐⠀⠍⠦⠂⠒⠂⠐⠆"),
        # Neutral tones have no mark; 了 stands with its verb.
        (CURRENT, "看见了", "⠅⠧⠆⠛⠩⠆⠇⠢"),
    ],
)
def test_words_are_written_as_the_standards_have_them(form, text, cells) -> None:
    assert _cells(form, text) == cells


@pytest.mark.parametrize(
    ("text", "sounds_like"),
    [
        ("银行", "银杭"),
        ("网格长", "网格掌"),
        ("楼长", "楼掌"),
        ("处方", "楚方"),
        ("节假日", "节架日"),
        ("调休", "条休"),
        ("尽快", "紧快"),
        ("差评", "岔评"),
        ("重庆", "虫庆"),
        ("照片", "照骗"),
    ],
)
@pytest.mark.parametrize("form", FORMS, ids=["current", "common", "two-cell"])
def test_characters_of_several_readings_sound_as_their_word_wants(form, text, sounds_like) -> None:
    (word,) = split_words(text, {})
    written = respell(form.table, word)
    assert translate(form.table, written).strip(BLANK) == "".join(
        translate(form.table, one).strip(BLANK) for one in sounds_like
    )


def test_names_are_read_as_their_entry_says_and_parted_from_surnames() -> None:
    """单雄: shan4, not dan1; surname and given name are two words."""
    name = Name(("单", "雄"), "shàn xióng")
    assert _cells(CURRENT, "找单雄。", name) == "⠌⠖⠄⠀⠱⠧⠆⠀⠓⠹⠂⠐⠆"
    assert _cells(CURRENT, "找单雄。", Name(("单", "雄"))) != _cells(CURRENT, "找单雄。", name)


def test_a_character_that_a_table_lacks_is_written_by_one_that_sounds_alike() -> None:
    """The table of the common scheme has 7,093 characters; 國 is none of them."""
    assert _cells(COMMON, "國") == _cells(COMMON, "国")


@pytest.mark.parametrize("written", ["shàn xióng", "shan4 xiong2"])
def test_an_entry_says_how_its_name_is_read(workspace, written) -> None:
    """单 of the worker 单雄 is shan4 in the braille of the grid, whatever a table thinks of it."""
    file = next(one for one in (workspace / "menus/people").iterdir() if "王敏" in one.read_text("utf-8"))
    text = file.read_text("utf-8").replace("王敏", "单雄")
    file.write_text(f"pronunciation: {written}\n{text}", "utf-8")
    outline = view_outline(view_handbook(_catalogue(workspace), "chaojing-1"))
    assert Name(("单", "雄"), written) in outline.names
    assert _cells(CURRENT, "单雄", *outline.names) == "⠱⠧⠆⠀⠓⠹⠂"


@pytest.mark.parametrize(("written", "told"), [("shàn", "1 个音节"), ("shàn 雄", "不是拼音")])
def test_a_reading_that_does_not_fit_the_name_is_refused(workspace, written, told) -> None:
    file = next(one for one in (workspace / "menus/people").iterdir() if "王敏" in one.read_text("utf-8"))
    file.write_text(f"{file.read_text('utf-8')}\npronunciation: {written}\n", "utf-8")
    found = load_catalogue(workspace).found
    assert [one for one in found if one.place.file.endswith(file.name) and told in one.message.zh]


def test_particles_stand_with_their_verb_and_closing_marks_with_their_word() -> None:
    words = [(one.text, one.parted) for one in split_words("（看见了）", {})]
    assert words == [("（", True), ("看见", True), ("了", False), ("）", False)]


@pytest.mark.parametrize(
    "form", [CURRENT, COMMON, TWO_CELL, BrailleForm("zhcn-g1.ctb", "现行盲文", "", 32, 5)]
)
def test_pages_keep_to_the_form(form) -> None:
    """No line is longer, no page has more lines; each line ends with CRLF, each page but the last with FF."""
    parts = [Heading("遇到急事"), *(Paragraph("先说在哪里，再说出了什么事、几个人。" * 5) for _ in range(9))]
    brf = render_braille(form, _outline(*parts, Listing(("一", "二"), numbered=True), Pair("报警", "110")))
    pages = _decode(brf)
    assert len(pages) > 1
    assert all(len(page) <= form.lines for page in pages)
    assert all(len(page) == form.lines for page in pages[:-1])
    assert max(len(line) for page in pages for line in page) <= form.cells
    assert brf.count(b"\n") == brf.count(b"\r\n") == sum(map(len, pages))
    assert brf.count(b"\f") == len(pages) - 1
    numbers = [page[0].strip(BLANK) for page in pages]
    assert numbers == [translate(form.table, str(one)) for one in range(1, len(pages) + 1)]


@given(st.text(alphabet=st.characters(min_codepoint=0x2800, max_codepoint=0x283F)))
def test_every_cell_has_one_sign_in_the_file(cells) -> None:
    """North American ASCII: decoding gives the same cells, blanks at the end of a line left out."""
    assert "".join(chr(0x2800 + _ASCII.index(one)) for one in encode(cells)) == cells.rstrip(BLANK)


def test_words_are_broken_only_where_no_line_holds_them() -> None:
    long = "A" * 60
    lines = _decode(render_braille(CURRENT, _outline(Paragraph(f"电话，{long}"))))[0]
    words = {word for line in lines for word in line.split(BLANK) if word}
    assert set(_words(CURRENT, "电话，", {})) <= words


def test_the_first_page_says_that_nobody_has_proofread_it() -> None:
    lines = _decode(render_braille(CURRENT, _outline(Paragraph("电话"))))[0]
    said = "".join("".join(lines[:9]).split(BLANK))
    assert "".join(_words(CURRENT, UNPROVED, {})) in said


def test_hostile_text_comes_through_as_text() -> None:
    """No mark of a file, no control sign, no rare character breaks a page."""
    text = "\f\r\n\u202eabc\u202c 莫\U00021413村 䶮 \U0001f600 #read('/etc/passwd') $ \\ e\u0301\u0301"
    brf = render_braille(COMMON, _outline(Paragraph(text)))
    assert brf.count(b"\f") == 0
    assert all(len(line) <= COMMON.cells for page in _decode(brf) for line in page)


def test_editions_have_contacts_and_emergencies_and_each_service_by_itself() -> None:
    made = list(render_texts(_catalogue(ROOT), ["baiou-1"], BRAILLE[:1]))
    assert made[0].path == "braille/baiou-1_braille.brf"
    assert all(one.path.startswith("braille/baiou-1_braille_") for one in made[1:])
    assert len(made) > 2
    assert made[0].data == next(iter(render_texts(_catalogue(ROOT), ["baiou-1"], BRAILLE[:1]))).data


def test_without_liblouis_it_is_said_how_to_get_it(monkeypatch) -> None:
    monkeypatch.setattr(louis, "find_library", lambda _: None)
    open_louis.cache_clear()
    with pytest.raises(OutputError, match="liblouis") as caught:
        open_louis()
    assert "apt install" in str(caught.value)
    monkeypatch.undo()
    open_louis.cache_clear()
    assert open_louis()


def test_without_the_divider_of_words_it_is_said_how_to_get_it(monkeypatch) -> None:
    monkeypatch.setitem(sys.modules, "rjieba", None)
    braille_words.open_divider.cache_clear()
    with pytest.raises(OutputError, match="braille"):
        list(split_words("盲文", {}))
    monkeypatch.undo()
    braille_words.open_divider.cache_clear()
    assert list(split_words("盲文", {})) == [Word("盲文")]


def test_an_unknown_table_is_named() -> None:
    with pytest.raises(OutputError, match="no-such-table"):
        translate("no-such-table.ctb", "字")
