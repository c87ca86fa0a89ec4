"""The sitemap: its limit, and the days of change that it tells."""

import datetime
from xml.etree import ElementTree

import pytest
from sample_site import change, make_catalogue, minimal_values

from generator.artifact import Artifact
from generator.outputs.sitemap import date_pages, render_sitemap

URL = "https://yunyu.example/"
XML = "{http://www.sitemaps.org/schemas/sitemap/0.9}"


def parse(artifact: Artifact) -> tuple[str, list[tuple[str, str | None]]]:
    """The root element of a file, and its addresses with their days."""
    root = ElementTree.fromstring(artifact.data)  # noqa: S314 - our own bytes
    rows = [(row.findtext(f"{XML}loc") or "", row.findtext(f"{XML}lastmod")) for row in root]
    return root.tag.removeprefix(XML), rows


@pytest.mark.parametrize(
    ("count", "parts"),
    [(0, []), (49_999, []), (50_000, []), (50_001, [50_000, 1]), (100_001, [50_000] * 2 + [1])],
)
def test_more_addresses_than_one_file_may_hold_stand_in_parts_that_it_lists(
    count: int, parts: list[int]
) -> None:
    paths = [f"grids/g{number}.html" for number in range(count)]
    files = {one.path: parse(one) for one in render_sitemap(paths, {}, URL)}
    root, rows = files.pop("sitemap.xml")
    if not parts:
        assert (root, [address for address, _ in rows]) == ("urlset", [URL + path for path in paths])
    else:
        assert root == "sitemapindex"
        assert [address.removeprefix(URL) for address, _ in rows] == list(files)
        assert [len(part) for _, part in files.values()] == parts
        assert [address for _, part in files.values() for address, _ in part] == [URL + one for one in paths]


def test_addresses_are_escaped_and_later_parts_of_a_page_have_its_day() -> None:
    dates = {"grids/a.html": datetime.date(2026, 11, 1)}
    (one,) = render_sitemap(["grids/a.html", "grids/a_2.html", "b.html"], dates, "https://a.example/?x&y/")
    assert parse(one)[1] == [
        ("https://a.example/?x&y/grids/a.html", "2026-11-01"),
        ("https://a.example/?x&y/grids/a_2.html", "2026-11-01"),
        ("https://a.example/?x&y/b.html", None),
    ]


@pytest.mark.parametrize(
    ("fields", "day"),
    [
        ({"assured_on": "2026-11-01"}, "2026-11-01"),
        ({"assured_on": "2026-11-01", "valid_from": "2026-11-19"}, "2026-11-19"),
        ({"assured_on": "2026-11-01", "valid_until": "2026-11-20"}, "2026-11-20"),
        ({"assured_on": "2026-11-01", "valid_until": "2026-11-21"}, "2026-11-01"),
    ],
)
def test_a_page_changed_on_the_latest_day_that_its_entry_states_and_that_has_come(
    fields: dict[str, str], day: str
) -> None:
    assert str(date_pages(make_catalogue(change("service", "s1", **fields)))["services/s1.html"]) == day


def test_of_a_page_whose_entry_states_no_day_none_is_told() -> None:
    dates = date_pages(make_catalogue(minimal_values()))
    assert "organizations/o1.html" not in dates
    assert str(dates["notices/n1.html"]) == "2026-11-01"
