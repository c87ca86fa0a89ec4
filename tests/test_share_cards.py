"""Pictures that chats show beside an address: drawn at build time, one for each service and grid."""

import re
import struct
from pathlib import Path

import pytest
from conftest import ROOT, run_gridpress

from generator.outputs.prints.fonts import find_fonts
from generator.outputs.share_cards import BATCH, render_share_cards
from generator.publishing.checking import check_workspace
from generator.views.share_card import LINE, view_share_cards

PNG = b"\x89PNG\r\n\x1a\n"
MOST_BYTES = 60_000


@pytest.fixture(scope="module")
def demo():
    return check_workspace(ROOT).catalogue


def test_a_picture_says_what_when_and_whom_to_ring(demo) -> None:
    cards = {card.path: card for card in view_share_cards(demo)}
    canteen = cards["services/zhucan.png"]
    assert (canteen.title, canteen.phone) == ("老人吃饭", "0988-5550117")
    assert canteen.line.startswith("每天 10:30–12:30")
    grid = cards["grids/chaojing-1.png"]
    assert (grid.title, grid.line, grid.phone) == ("潮井社区第一网格", "网格长 林国芳", "0988-5550301")
    assert all(len(card.line) <= LINE for card in cards.values())


def test_pictures_have_the_size_that_chats_want_and_come_alike_each_time(demo) -> None:
    """More than a batch of them, each its own, in the order of the cards."""
    fonts = find_fonts(ROOT)
    first, again = (list(render_share_cards(demo, fonts)) for _ in range(2))
    assert first == again
    assert [one.path for one in first] == [card.path for card in view_share_cards(demo)]
    assert len(first) > BATCH
    assert len({one.data for one in first}) == len(first)
    for one in first:
        assert one.data.startswith(PNG)
        assert struct.unpack(">II", one.data[16:24]) == (600, 315)
        assert len(one.data) < MOST_BYTES


def image_of(site: Path, path: str) -> str:
    (found,) = re.findall(r'<meta property="og:image" content="([^"]*)"', (site / path).read_text("utf-8"))
    return found


def test_a_page_names_its_picture_and_other_pages_that_of_the_site(base_site) -> None:
    chats_show = [one for one in sorted(base_site.rglob("*.html")) if one.parent.name != "s"]
    for path in chats_show:  # addresses on paper lead on to one of them
        image = image_of(base_site, path.relative_to(base_site).as_posix())
        assert (base_site / re.sub("^https?://[^/]+/", "", image)).is_file(), path
    assert image_of(base_site, "services/elder-card.html").endswith("services/elder-card.png")
    assert image_of(base_site, "index.html").endswith("assets/share.png")


def test_without_prints_pages_show_the_picture_of_the_site(workspace, tmp_path) -> None:
    done = run_gridpress("build", "--root", workspace, "--out", tmp_path / "site", "--no-handbooks")
    assert done.exit_code == 0, done.output
    assert image_of(tmp_path / "site", "services/elder-card.html").endswith("assets/share.png")
    assert "data-picture" not in (tmp_path / "site" / "services" / "elder-card.html").read_text("utf-8")
