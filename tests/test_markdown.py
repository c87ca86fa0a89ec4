"""The safe subset of Markdown."""

import re

import nh3
import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.outputs import markdown
from generator.outputs.markdown import render_prose


def test_paragraphs_and_lines() -> None:
    assert render_prose("甲\n乙\n\n丙") == "<p>甲<br>\n乙</p>\n<p>丙</p>"


def test_lists_and_emphasis() -> None:
    html = render_prose("- **甲**\n- *乙*\n\n1. 丙")
    assert "<ul>\n<li><strong>甲</strong></li>\n<li><em>乙</em></li>\n</ul>" in html
    assert "<ol>\n<li>丙</li>\n</ol>" in html


@pytest.mark.parametrize(
    "address", ["https://a.example/", "http://a.example/", "tel:12345", "mailto:a@b.example"]
)
def test_links_of_allowed_schemes_stay(address: str) -> None:
    assert f'<a href="{address}"' in render_prose(f"看[这里]({address})")


@pytest.mark.parametrize(
    "address",
    [
        "javascript:alert(1)",
        "JaVaScRiPt:alert(1)",
        "data:text/html,x",
        "vbscript:x",
        "//evil.example",
        "x.html",
    ],
)
def test_other_links_become_their_text(address: str) -> None:
    assert render_prose(f"看[这里]({address})吧") == "<p>看这里吧</p>"


def test_html_is_shown_and_not_obeyed() -> None:
    html = render_prose('<script>alert(1)</script><img src=x onerror="alert(1)">')
    assert "<script" not in html
    assert "<img" not in html
    assert "&lt;script&gt;" in html


def test_images_headings_and_code_are_plain_text() -> None:
    html = render_prose("# 题\n\n![图](https://a.example/x.png)\n\n`码`")
    assert not re.search(r"<(?:h1|img|code)", html)


@given(st.text(alphabet=st.sampled_from("甲乙 。,*_[]()<>&\"'\\`#-+1.\n\t!:/h")))
def test_the_short_way_gives_what_the_parser_gives(text: str) -> None:
    """Most fields hold no mark and take the short way; it must not change their HTML."""
    parsed = nh3.clean(
        markdown._PARSER.render(text),  # noqa: SLF001 - the two ways are compared
        tags=markdown.TAGS,
        attributes=markdown.ATTRIBUTES,
        url_schemes=markdown.SCHEMES,
        link_rel="noopener",
    ).strip()
    assert render_prose(text) == parsed


@given(st.text())
def test_nothing_but_allowed_elements_comes_out(text: str) -> None:
    found = set(re.findall(r"<\s*/?\s*([a-zA-Z]+)", render_prose(text)))
    assert found <= markdown.TAGS
