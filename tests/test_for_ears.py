"""Editions for those who do not see: text, a page to jump in, a script to record; all say the same."""

import re
from itertools import pairwise
from xml.etree import ElementTree as ET

import pytest
from conftest import ROOT
from test_handbook import _catalogue

from generator.outputs.prints.audio_script import PACE, render_script
from generator.outputs.prints.for_ears import FOR_EARS
from generator.outputs.prints.plain_text import WIDTH, render_text
from generator.outputs.prints.reading_page import render_page
from generator.outputs.prints.rendering import render_texts
from generator.outputs.prints.speaking import say, space_phones
from generator.views.prints.handbook import view_handbook
from generator.views.prints.handbook_outline import view_outline
from generator.views.prints.outline import Chapter, Heading, Listing, Outline, Pair, Paragraph

PARSE = ET.fromstring
XHTML = "{http://www.w3.org/1999/xhtml}"


@pytest.fixture(scope="module")
def outline() -> Outline:
    return view_outline(view_handbook(_catalogue(ROOT), "chaojing-2"))


def _outline(*parts: Heading | Paragraph | Listing | Pair) -> Outline:
    cover = Chapter("cover", "", (Paragraph("封面"),))
    return Outline("g", "甲网格服务手册", "乙市", "g.html", (cover, Chapter("area", "管哪些地方", parts)))


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("110", "幺幺零"),
        ("0988-5550211", "零九八八，五五五，零二幺幺"),
        ("13800001234", "幺三八，零零零零，幺二三四"),
        ("0988-5550211转801", "零九八八，五五五，零二幺幺转八零幺"),
        ("8:30–11:30", "上午八点半到十一点半"),
        ("13:30–17:00", "下午一点半到五点"),
        ("11:30–13:00", "上午十一点半到下午一点"),
        ("晚上 6:05", "晚上六点零五分"),
        ("2:00", "凌晨两点"),
        ("2026 年 11 月 6 日", "二零二六年十一月六日"),
        ("2026-11-06", "二零二六年十一月六日"),
        ("2 个人，第 2 项，12 个，2 楼", "两个人，第二项，十二个，二楼"),
        ("补 5000 元，1.5 公里，30%", "补五千元，一点五公里，百分之三十"),
        ("12800 元", "一万二千八百元"),
        ("代码 990102001", "代码九九零幺零二零零幺"),
        ("工号 YY02-0002", "工号YY零二，零零零二"),
        ("看 https://a.example.cn/b.html。", "看（网址略，见网站）。"),
    ],
)
def test_digits_are_said_as_people_say_them(written, said) -> None:
    assert say(written, "电话" if written[0] in "01" else "").replace(" ", "") == said


def test_amounts_are_no_telephone_numbers() -> None:
    """110 户 is a hundred and ten households, with a name beside it or without."""
    assert say("110 户") == "一百一十户"
    assert space_phones("110 户") == "110 户"


def test_numbers_in_text_are_read_digit_by_digit() -> None:
    assert space_phones("拨 0988-5550211") == "拨 0 9 8 8  5 5 5  0 2 1 1"


def test_text_has_short_lines_that_end_where_a_voice_may_pause() -> None:
    long = "一二三四五六七八九十" * 3
    text = render_text(_outline(Heading("甲"), Paragraph(f"{long}，{long}。短句。"), Pair("电话", "12345")))
    lines = text.decode("utf-8-sig").split("\r\n")
    assert f"{long}，" in lines
    assert f"{long}。短句。" in lines
    assert "【甲】" in lines
    assert "电话：1 2 3 4 5" in lines


def test_no_line_of_a_whole_handbook_is_longer_than_its_longest_phrase(outline) -> None:
    lines = render_text(outline).decode("utf-8-sig").split("\r\n")
    longer = [one for one in lines if len(one) > WIDTH and re.search(r"[。；！？，、：].", one)]
    assert longer == []


def test_a_script_has_no_digits_but_its_minutes(outline) -> None:
    """All is in words; what stands in brackets is for whoever reads."""
    text = render_script(outline).decode("utf-8-sig")
    assert re.findall(r"\d", re.sub(r"\[[^\]]*\]|全稿约.*", "", text)) == []


def test_minutes_follow_the_number_of_characters() -> None:
    three = "字" * (3 * PACE)
    assert "[约 3 分钟]" in render_script(_outline(Paragraph(three))).decode("utf-8-sig")


def test_the_page_is_whole_xml_with_headings_in_order(outline) -> None:
    """One h1, no level skipped, each address once, every link of the contents leads somewhere, no script."""
    root = PARSE(render_page(outline))
    levels = [int(one.tag[-1]) for one in root.iter() if re.fullmatch(rf"{XHTML}h[1-6]", one.tag)]
    assert levels.count(1) == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))
    ids = [one.get("id") for one in root.iter() if one.get("id")]
    assert len(ids) == len(set(ids))
    links = [one.get("href") or "" for one in root.iter(f"{XHTML}a")]
    assert {one[1:] for one in links if one.startswith("#")} <= set(ids)
    assert "tel:09885550302" in links
    assert not list(root.iter(f"{XHTML}script"))
    assert root.get("lang") == "zh-CN"


def test_a_page_takes_hostile_words_as_words() -> None:
    page = render_page(_outline(Paragraph("<script>alert(1)</script> & \"'"), Pair("<b>", "</dl>")))
    assert not list(PARSE(page).iter(f"{XHTML}script"))
    assert "<script>alert(1)</script> & \"'" in "".join(PARSE(page).itertext())


def test_text_and_page_say_every_name_and_heading_of_the_outline(outline) -> None:
    """What stands in one stands in the other: both walk the same outline."""
    page = "".join("".join(PARSE(render_page(outline)).itertext()).split())
    text = "".join(render_text(outline).decode("utf-8-sig").split())
    parts = [part for chapter in outline.chapters for part in chapter.parts]
    names = [
        one.text if isinstance(one, Heading) else one.name for one in parts if isinstance(one, Heading | Pair)
    ]
    assert [one for one in names if (said := "".join(one.split())) not in page or said not in text] == []


def test_they_are_made_without_a_font_or_a_typesetter() -> None:
    made = list(render_texts(_catalogue(ROOT), ["baiou-1"], FOR_EARS[:3]))
    assert [one.path for one in made] == [one.path("baiou-1") for one in FOR_EARS[:3]]
    assert [one.path.rpartition(".")[2] for one in made] == ["txt", "xhtml", "txt"]
    assert made == list(render_texts(_catalogue(ROOT), ["baiou-1"], FOR_EARS[:3]))
