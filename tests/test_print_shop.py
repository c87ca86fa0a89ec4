"""The page 打印: each edition with what it is for and how to print it; files where the site has them."""

import pytest
from conftest import ROOT
from test_small_prints import catalogue_of

from generator.outputs.pages import view_prints
from generator.outputs.prints.editions import EDITIONS, PUBLISHED
from generator.outputs.templating import TEMPLATES
from generator.views import print_shop


@pytest.fixture(scope="module")
def demo():
    return catalogue_of(ROOT)


def render(view) -> str:
    return TEMPLATES.get_template("print_shop.html.j2").render(view=view, root="../")


def test_each_edition_says_what_it_is_for_and_how_it_is_printed(demo) -> None:
    """An edition without a row in `MAKING` fails here."""
    assert set(print_shop.MAKING) == {one.name for one in EDITIONS}
    page = render(view_prints(demo))
    for one in EDITIONS:
        assert one.title.zh in page
        assert one.use.zh, one.name
        assert one.use.zh in page
        assert (f"gridpress print {one.name} " in page) == (one not in PUBLISHED)


def test_files_are_linked_where_the_site_has_them(demo) -> None:
    page = render(view_prints(demo))
    for one in PUBLISHED:
        assert f'href="../{one.path("chaojing-3")}"' in page
    bare = render(view_prints(demo, published=False))
    assert ".pdf" not in bare
    assert "能下载" not in bare.replace("没有标“能下载”的", "")


def test_a_city_of_many_grids_leads_to_their_pages_instead(demo, monkeypatch) -> None:
    monkeypatch.setattr(print_shop, "FEW_GRIDS", len(demo.live_grids) - 1)
    page = render(view_prints(demo))
    assert ".pdf" not in page
    assert 'href="../grids/index.html"' in page


def test_the_outline_shows_how_a_sheet_parts(demo) -> None:
    """Eight cards: one line down and three across."""
    page = render(view_prints(demo))
    cards = page.partition("急事口袋卡")[0].rpartition("<svg")[2]
    assert cards.count("h31") == 3
    assert cards.count("v44") == 1
