"""The list of addresses for search engines, after sitemaps.org."""

import datetime
import re
from collections.abc import Iterable, Iterator, Mapping
from html import escape

from generator.artifact import Artifact
from generator.catalogue import Catalogue
from generator.facts.updated import last_change
from generator.views.projections import Pages
from generator.views.register import PUBLICATIONS

MOST = 50_000
"""Addresses that one file may hold."""
_LATER_PART = re.compile(r"_\d+(?=\.html$)")


def date_pages(catalogue: Catalogue) -> dict[str, datetime.date]:
    """The pages of entries that state when they last changed, and that day."""
    found = {}
    for publication in PUBLICATIONS:
        if isinstance(publication.pages, Pages):
            for name, entry in catalogue.entries.get(publication.kind, {}).items():
                if day := last_change(entry.value, catalogue.today):
                    found[publication.pages.path(name)] = day
    return found


def render_sitemap(
    paths: Iterable[str], dates: Mapping[str, datetime.date], site_url: str
) -> Iterator[Artifact]:
    """Yield sitemap.xml with all paths; of more than a file may hold it lists the parts. Dates by path."""
    rows = [_row("url", site_url + path, dates.get(_LATER_PART.sub("", path))) for path in paths]
    if len(rows) <= MOST:
        yield _file("sitemap.xml", "urlset", rows)
        return
    starts = range(0, len(rows), MOST)
    parts = [
        _file(f"sitemap_{number}.xml", "urlset", rows[at : at + MOST]) for number, at in enumerate(starts, 1)
    ]
    yield from parts
    yield _file("sitemap.xml", "sitemapindex", [_row("sitemap", site_url + one.path, None) for one in parts])


def render_sitemap_index(files: Iterable[str], paths: Iterable[str], site_url: str) -> Iterator[Artifact]:
    """Yield sitemap.xml, which lists other sites' `files` by whole address and a part with own `paths`."""
    own = _file("sitemap_1.xml", "urlset", [_row("url", site_url + path, None) for path in paths])
    yield own
    rows = [_row("sitemap", address, None) for address in (*files, site_url + own.path)]
    yield _file("sitemap.xml", "sitemapindex", rows)


def render_robots(site_url: str) -> Artifact:
    """Everything may be read; pages that should not be listed say so themselves."""
    sitemap = f"Sitemap: {site_url}sitemap.xml\n" if site_url else ""
    return Artifact("robots.txt", f"User-agent: *\nAllow: /\n{sitemap}".encode())


def _row(element: str, address: str, day: datetime.date | None) -> str:
    changed = f"<lastmod>{day}</lastmod>" if day else ""
    return f"<{element}><loc>{escape(address)}</loc>{changed}</{element}>\n"


def _file(path: str, element: str, rows: Iterable[str]) -> Artifact:
    text = (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        f'<{element} xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n{"".join(rows)}</{element}>\n'
    )
    return Artifact(path, text.encode())
