"""One register says of each kind where and how it shows; nothing of it can be forgotten in silence."""

from dataclasses import fields, replace
from pathlib import Path

import pytest
import yaml
from sample_site import change, make_catalogue

import generator
from generator.diagnostics import Text
from generator.model import KIND_BY_NAME
from generator.outputs.jsonld import THINGS, properties_of
from generator.outputs.pages import STANDING_PAGES
from generator.publishing.engines import shell_pages
from generator.views.changelog import tell_date
from generator.views.feed import list_feeds
from generator.views.prints.handbook import HandbookView
from generator.views.projections import Chapter, NotShown, Pages, Publication
from generator.views.register import FEED_SOURCES, PUBLICATIONS, STANDING

ROOT = Path(generator.__file__).parents[1]
PUBLISHED = {one.kind: one for one in PUBLICATIONS}
PROJECTIONS = [field.name for field in fields(Publication) if field.name != "kind"]
COVER = {"grid_id", "path", "city", "publisher", "site_name", "demo", "name", "code", "kind"} | {
    "function",
    "function_note",
    "community",
    "above",
    "households",
    "intro",
    "left_out",
    "readings",
}
"""Fields of the handbook's view that its cover and head show, and how names are read, which no page shows."""


@pytest.mark.parametrize("kind", KIND_BY_NAME)
def test_each_kind_is_published_or_says_why_not(kind):
    """Each kind has one line in the register, the profile too."""
    assert kind in PUBLISHED, f"{kind}: put its PUBLICATION into PUBLICATIONS (generator/views/register.py)"
    assert [one.kind for one in PUBLICATIONS].count(kind) == 1


@pytest.mark.parametrize("publication", PUBLICATIONS, ids=lambda one: one.kind)
@pytest.mark.parametrize("projection", PROJECTIONS)
def test_each_projection_is_stated_or_has_a_reason(publication, projection):
    """What a kind leaves out carries a reason that somebody can read."""
    stated = getattr(publication, projection)
    assert stated not in {None, ()}, f"{publication.kind}: state {projection}, or NotShown with a reason"
    if isinstance(stated, NotShown):
        assert len(stated.reason) > len("because"), f"{publication.kind}: why is there no {projection}?"


@pytest.mark.parametrize("projection", PROJECTIONS)
def test_no_projection_has_a_default(projection):
    """A new kind that leaves one out does not even load, and is told which."""
    others = dict.fromkeys({*PROJECTIONS} - {projection})
    with pytest.raises(TypeError, match=f"'{projection}'"):
        Publication(kind="venue", **others)


def test_structured_data_are_made_of_what_the_register_names():
    """Properties of a view that no kind's Thing names would never be written."""
    assert properties_of.registry.keys() - {object} <= THINGS.keys()


def test_whatever_the_register_names_stands_in_the_feeds():
    """Items of all kinds in one order, the latest first; each in the feeds of its areas, or in all."""
    notices = FEED_SOURCES[0]
    catalogue = make_catalogue()

    def later(known):
        for item in notices(known):
            yield replace(item, path="later.html", concerns=("c1",), issued_on=known.today)

    feeds = {one.path: [item.path for item in one.items] for one in list_feeds(catalogue, (notices, later))}
    assert feeds["feeds/city"] == feeds["feeds/community-c1"] == ["later.html", "notices/n1.html"]
    assert [one.path for one in next(list_feeds(catalogue, ())).items] == []


@pytest.mark.parametrize(("expires", "told"), [("2026-11-20", 1), ("2026-11-19", 0)])
def test_a_date_tells_of_public_entries_only(expires, told):
    """What has no page today is told only when it was public up to its last day."""
    catalogue = make_catalogue(change("notice", "n1", expires_on=expires))
    sentence = Text("{one.title}", "{one.title}")
    found = tell_date("notice", "notice-added", "issued_on", sentence)(catalogue)
    assert [one.sentence.zh for one in found] == ["停水"] * told


def test_each_page_has_its_template():
    """A template that a publication names is there."""
    shown = [*PUBLICATIONS, *STANDING]
    sources = [source for one in shown if isinstance(one.pages, Pages) for source in one.pages.sources]
    for name in {one.template for one in sources}:
        file = f"generator/templates/site/{name}"
        assert (ROOT / file).is_file(), f"write {file}"


def test_each_template_of_a_page_is_used():
    """A template that no source names is a page that nobody sees."""
    shown = [one.pages for one in (*PUBLICATIONS, *STANDING_PAGES) if isinstance(one.pages, Pages)]
    used = {source.template for pages in shown for source in pages.sources}
    for path in (ROOT / "generator/templates/site").glob("*.html.j2"):
        is_page = "view.head" in path.read_text("utf-8")
        assert not is_page or path.name in used, f"{path.name}: give it a line in PUBLICATIONS or STANDING"


def test_no_two_pages_share_an_address():
    """Folders and index pages of kinds and of standing pages are told apart."""
    shown = [one.pages for one in (*PUBLICATIONS, *STANDING) if not isinstance(one.pages, NotShown)]
    urls = [one.index.url for one in shown]
    assert len(urls) == len(set(urls))


def _leaves(node):
    if isinstance(node, str):
        yield node
    for inner in node.values() if isinstance(node, dict) else node if isinstance(node, list) else ():
        yield from _leaves(inner)


@pytest.mark.parametrize("path", shell_pages())
def test_each_index_page_stands_in_the_navigation(path):
    """The pages of a kind light up the tab that their index stands in; without one nobody finds them."""
    settings = yaml.load((ROOT / "mkdocs.yml").read_text("utf-8"), Loader=yaml.CBaseLoader)
    assert path in set(_leaves(settings["nav"])), f"{path}: put it into the nav of mkdocs.yml"


def test_each_part_of_the_handbook_belongs_to_one_kind():
    """A chapter names a field of the handbook's view, and each field has its kind or stands on the cover."""
    chapters = [
        one.field
        for publication in PUBLICATIONS
        if not isinstance(publication.handbook, NotShown)
        for one in publication.handbook
        if isinstance(one, Chapter)
    ]
    printed = {field.name for field in fields(HandbookView)}
    assert len(chapters) == len(set(chapters))
    assert set(chapters) | COVER == printed
