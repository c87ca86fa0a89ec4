"""Feeds keep the musts of their standards, which no package of PyPI checks: RFC 4287 and JSON Feed 1.1."""

import datetime
import json
import re
from dataclasses import replace
from urllib.parse import urlsplit
from xml.etree import ElementTree as ET

import pytest
from sample_site import change, make_catalogue

from generator.outputs.feeds import render_feeds

SITE = "https://yunyu.example/"
ATOM = "{http://www.w3.org/2005/Atom}"
MEDIA = re.compile(r"[a-z]+/[a-z0-9.+-]+")
MOMENT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:Z|[+-]\d\d:\d\d)")


def check_atom(data):
    """What RFC 4287 says that a feed MUST have; sections beside each line. Returns its entries."""
    feed = ET.fromstring(data)  # noqa: S314 - our own file
    assert feed.tag == f"{ATOM}feed"
    entries = feed.findall(f"{ATOM}entry")
    for one in (feed, *entries):
        for name in ("id", "title", "updated"):  # 4.1.1, 4.1.2: exactly one of each
            (said,) = one.findall(ATOM + name)
            assert said.text
        assert urlsplit(one.findtext(f"{ATOM}id")).scheme  # 4.2.6: an absolute IRI
        for name in ("updated", "published"):  # 3.3: RFC 3339 with its offset
            assert all(MOMENT.fullmatch(moment.text) for moment in one.findall(ATOM + name))
        links = one.findall(f"{ATOM}link")
        alternates = [
            (link.get("type"), link.get("hreflang")) for link in links if link.get("rel") == "alternate"
        ]
        assert len(alternates) == len(set(alternates))  # 4.1.1: no two of one type and language
        assert all(link.get("href") and MEDIA.fullmatch(link.get("type")) for link in links)  # 4.2.7
    assert feed.findall(f"{ATOM}author/{ATOM}name")  # 4.1.1: or every entry has one
    assert [one.get("rel") for one in feed.findall(f"{ATOM}link")] == ["self", "alternate"]
    ids = [one.findtext(f"{ATOM}id") for one in entries]
    assert len(ids) == len(set(ids))  # 4.1.1: two of one id would need different days
    for one in entries:
        (content,) = one.findall(f"{ATOM}content")
        assert content.get("type") == "html"  # 4.1.3.3: then text and no elements
        assert len(content) == 0
        assert all(term.get("term") for term in one.findall(f"{ATOM}category"))  # 4.2.2
    return entries


def check_json_feed(data):
    """What JSON Feed 1.1 requires, and no key that it does not know. Returns its items."""
    feed = json.loads(data)
    assert feed["version"] == "https://jsonfeed.org/version/1.1"
    assert feed["title"]
    known = {"version", "title", "home_page_url", "feed_url", "language", "authors", "items"}
    assert feed.keys() <= known
    for one in feed["items"]:
        assert isinstance(one["id"], str)
        assert one["content_html"]
        assert isinstance(one["tags"], list)
        for name in ("date_published", "date_modified"):
            assert name not in one or MOMENT.fullmatch(one[name])
        own = {name for name in one if name.startswith("_")}
        assert one.keys() - own <= {
            *("id", "url", "title", "content_html", "date_published", "date_modified", "authors", "tags")
        }
    assert len({one["id"] for one in feed["items"]}) == len(feed["items"])
    return feed["items"]


def test_all_feeds_of_the_demo_city_are_valid_and_say_the_same_in_both_forms(bare_site):
    """Of the city, each community and each grid."""
    feeds = sorted((bare_site / "feeds").glob("*.xml"))
    assert len(feeds) > 20
    for file in feeds:
        entries = check_atom(file.read_bytes())
        items = check_json_feed(file.with_suffix(".json").read_bytes())
        assert [one.findtext(f"{ATOM}id") for one in entries] == [one["id"] for one in items]
    assert check_atom((bare_site / "feeds/city.xml").read_bytes())


@pytest.mark.parametrize("lost", ["id", "title", "updated"])
def test_a_feed_that_lacks_what_it_must_have_is_found(bare_site, lost):
    """The checks above can fail."""
    data = (bare_site / "feeds/city.xml").read_text("utf-8")
    without = re.sub(rf"<{lost}>[^<]*</{lost}>", "", data, count=1)
    with pytest.raises(ValueError, match="not enough values"):
        check_atom(without)


@pytest.mark.parametrize("day", ["1900-01-01", "1900-12-31", "1969-12-31", "1970-01-01", "9999-12-31"])
def test_a_notice_of_the_first_or_last_possible_day_has_an_instant_in_china(day):
    """Local mean time, eight hours, five minutes and 43 seconds until 1900, has no form in RFC 3339."""
    values = change("notice", "n1", issued_on=day, expires_on="9999-12-31")
    catalogue = replace(make_catalogue(values), today=datetime.date.fromisoformat(day))
    files = {one.path: one.data for one in render_feeds(catalogue, SITE)}
    assert [one["date_published"] for one in check_json_feed(files["feeds/city.json"])] == [
        f"{day}T00:00:00+08:00"
    ]
    check_atom(files["feeds/city.xml"])


def test_pages_name_the_feeds_of_their_area(bare_site):
    """So that a reader of feeds finds them by the page alone; both forms are there."""
    for page in ("index.html", "notices/index.html"):
        html = (bare_site / page).read_text("utf-8")
        named = re.findall(
            r'<link rel="alternate" type="application/(?:atom|feed)\+[a-z]+"[^>]*href="([^"]+)"', html
        )
        assert [one.rpartition(".")[2] for one in named] == ["xml", "json"], page
        assert all(((bare_site / page).parent / one).is_file() for one in named)
