"""Every number on a page dials and stays on one line; nothing else does."""

import re
from pathlib import Path

import pytest
from conftest import ROOT
from playwright.sync_api import Page
from test_targets import LEAST_PX, pages_of_each_kind

from generator.outputs.dialling import link_phones

CASES = [
    tuple(part.strip() for part in line.split("|"))
    for line in (ROOT / "tests/cases/dialling/text.txt").read_text("utf-8").splitlines()
    if line and not line.startswith("#")
]


def dialled(html: str) -> list[str]:
    """What the links of a piece of HTML dial."""
    return re.findall(r'href="tel:([^"]*)"', html)


@pytest.mark.parametrize(("text", "numbers"), CASES, ids=[text for text, _ in CASES])
def test_a_number_in_a_text_dials_and_what_is_none_does_not(text: str, numbers: str) -> None:
    html = link_phones(f"<p>{text}</p>")
    assert dialled(html) == numbers.split()
    assert re.sub(r"</?a\b[^>]*>", "", html) == f"<p>{text}</p>", "not a character is lost"


@pytest.mark.parametrize(
    "html",
    [
        '<a href="tel:12345">打 12345</a>',
        "<button>打 12345</button>",
        "<details><summary>打 12345</summary></details>",
        "<svg><text>打 12345</text></svg>",
        "<code>phone: 0988-5550117</code>",
        '<p title="打 12345">问</p>',
        "<p data-now='[\"0988-5550117\"]'></p>",
        "<a href='#'><strong>0988-5550117</strong></a>",
        '<dt>12345 热线</dt><dd><a href="tel:12345">12345</a></dd>',
    ],
)
def test_links_controls_code_and_attributes_stay_as_they_are(html: str) -> None:
    assert link_phones(html) == html


@pytest.mark.parametrize(
    ("html", "numbers"),
    [
        ("<p>打<strong>110</strong></p>", ["110"]),
        ("<dl><dt>急救</dt><dd>120</dd></dl>", ["120"]),
        ("<p>打电话的有 <strong>120</strong> 户</p>", []),
        ("<p>打电话</p><p>120</p>", []),
        ("<p><a href='#'>看</a> 0988-5550117</p>", ["09885550117"]),
    ],
)
def test_words_beside_a_number_count_within_its_block_only(html: str, numbers: list[str]) -> None:
    assert dialled(link_phones(html)) == numbers


def table(head: str, *rows: str) -> str:
    """A table of HTML whose rows are written `a|b`."""
    cells = ("".join(f"<td>{cell}</td>" for cell in row.split("|")) for row in rows)
    heads = "".join(f"<th>{cell}</th>" for cell in head.split("|"))
    return f"<table><thead><tr>{heads}</tr></thead>{''.join(f'<tr>{row}</tr>' for row in cells)}</table>"


@pytest.mark.parametrize(
    ("html", "numbers"),
    [
        (table("号码|什么时候打", "<strong>110</strong>|有人偷抢"), ["110"]),
        (table("什么事|打哪个电话", "火警|119", "中心|0988-5550117"), ["119", "09885550117"]),
        (table("日子|件数", "2026年|110", "2025年|12345"), []),
        (table("热线|件数", "12345|120"), ["12345"]),
    ],
)
def test_in_a_table_the_head_of_the_column_says_whether_a_short_number_dials(
    html: str, numbers: list[str]
) -> None:
    assert dialled(link_phones(html)) == numbers


BROKEN = """() => [...document.querySelectorAll('a[href^="tel:"]')].flatMap(one => {
  const walker = document.createTreeWalker(one, NodeFilter.SHOW_TEXT);
  const found = [];
  if (!one.checkVisibility()) return found;
  while (walker.nextNode()) {
    for (const match of walker.currentNode.data.matchAll(/[+0-9][0-9-]{2,}/g)) {
      const range = document.createRange();
      range.setStart(walker.currentNode, match.index);
      range.setEnd(walker.currentNode, match.index + match[0].length);
      if (new Set([...range.getClientRects()].map(box => Math.round(box.top))).size > 1) found.push(match[0]);
    }
  }
  return found;
})"""


def test_no_number_breaks_over_lines_in_print_of_any_size(
    page: Page,
    server: str,
    demo_site: Path,
) -> None:
    found = []
    for path in (path for paths in pages_of_each_kind(demo_site).values() for path in paths[:3]):
        page.goto(server + path)
        page.evaluate("document.querySelectorAll('details').forEach(one => { one.open = true; })")
        for size in LEAST_PX:
            page.evaluate("size => { document.documentElement.className = `js ${size}`; }", size)
            found += [f"{path} {size}: {number}" for number in page.evaluate(BROKEN)]
    assert found == []


def test_the_numbers_of_a_hand_written_table_dial_on_the_site(demo_site: Path) -> None:
    html = (demo_site / "guide/emergency.html").read_text("utf-8")
    numbers = dialled(html[html.index("<table") : html.index("</table>")])
    assert numbers == ["110", "119", "120", "122", "12395", "12345"]
