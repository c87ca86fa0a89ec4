"""The page 打印: each edition with what it is for and how to print it; files where the site has them."""

import re
from dataclasses import replace
from itertools import chain
from typing import get_args

import pytest
from conftest import ROOT
from test_small_prints import catalogue_of

from generator.model.prints import EditionName, PrintSettings
from generator.outputs.pages import offer_prints, view_prints
from generator.outputs.prints import rendering
from generator.outputs.prints.editions import EDITIONS, is_print, published_editions
from generator.outputs.templating import TEMPLATES
from generator.publishing import printing
from generator.reading.loading import load_catalogue
from generator.views import print_shop
from generator.views.grid import view_grid


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
        assert (f"gridpress print {one.name} " in page) == (one not in published_editions(demo))


def test_files_are_linked_where_the_site_has_them(demo) -> None:
    page = render(view_prints(demo))
    for one in published_editions(demo):
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


def test_the_profile_may_publish_each_edition() -> None:
    assert get_args(EditionName) == tuple(one.name for one in EDITIONS)


def test_a_grid_has_one_file_of_each_single_edition(demo) -> None:
    grid = demo.live_grids[0].id
    for view in {one.view for one in EDITIONS if one.single}:
        assert [one.subject for one in view(demo, grid)] == [""]


def _publish(workspace, *names):
    profile = workspace / "menus/profile.yaml"
    text = re.sub(r"^prints:\n(?:  .*\n)*", "", profile.read_text("utf-8"), flags=re.MULTILINE)
    profile.write_text(f"{text}\nprints:\n  published: [{', '.join(names)}]\n", "utf-8")
    return load_catalogue(workspace)


def test_what_the_profile_names_is_published_and_linked(workspace, monkeypatch) -> None:
    """Instead of handbook and posters: on the page 打印 and on a grid's page, each file by what it is."""
    catalogue = _publish(workspace, "bookmark", "leaflet", "text").catalogue
    page = render(view_prints(catalogue))
    made = {path for path in re.findall(r'href="\.\./([^"]+\.(?:pdf|txt))"', page) if "chaojing-1" in path}
    assert "prints/chaojing-1_bookmark.pdf" in made
    assert "texts/chaojing-1_text.txt" in made
    assert not [path for path in made if path.startswith(("handbooks/", "posters/"))]
    grid = offer_prints(catalogue, view_grid(catalogue, "chaojing-1"), "chaojing-1")
    assert {one.url for one in grid.prints} == made
    assert grid.handbook == ""
    assert "三折页：老年人" in [one.text for one in grid.prints]
    jobs = [one.path for one in _made_or_asked(workspace, catalogue, monkeypatch)]
    assert set(jobs) == made


def _made_or_asked(workspace, catalogue, monkeypatch):
    """What a build makes of a grid; what the typesetter is asked for is not set here."""
    asked = []
    monkeypatch.setattr(rendering, "run", lambda batches, _: asked.extend(chain(*batches)) or ())
    made = list(printing.make_prints(workspace, catalogue, ["chaojing-1"], "https://g.cn"))
    return [*made, *asked]


def test_an_edition_that_there_is_not_is_told_with_near_names(workspace) -> None:
    (found,) = _publish(workspace, "handbok").found
    assert found.place.file == "menus/profile.yaml"
    assert "handbok" in found.message.zh
    assert "handbook" in str(found)


@pytest.mark.parametrize(
    ("path", "known"),
    [
        ("handbooks/g1.pdf", True),
        ("prints/g1_leaflet_elders.pdf", True),
        ("texts/g1_text.txt", True),
        ("prints/index.html", False),
        ("handbooks/g1_leaflet.pdf", False),
        ("handbooks/g1_unknown.pdf", False),
        ("files/plan.pdf", False),
    ],
)
def test_files_of_prints_are_known_by_their_path(path, known) -> None:
    assert is_print(path) == known


def test_the_page_names_the_paper_of_the_profile(demo) -> None:
    """Who prints on Letter is not told to take A4."""
    profile = demo.profile.model_copy(update={"prints": PrintSettings(paper="letter", book="32k")})
    view = view_prints(replace(demo, profile=profile))
    rows = {one.name: one for _, rows in view.groups for one in rows}
    assert rows["handbook"].making.how.startswith("大32开。")
    assert rows["bookmark"].making.how.startswith("Letter 厚纸。")
    assert not [one.name for one in rows.values() if re.search("A[45]", one.use + one.making.how)]
