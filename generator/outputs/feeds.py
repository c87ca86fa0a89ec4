"""Feeds of notices: Atom (RFC 4287) and JSON Feed 1.1 for the city, each community and each grid.

Dates come from the notices, never from the clock, and identities do not depend on the site's address, so
that a reader keeps what it has when the site moves.
"""

import datetime
import json
import re
from collections.abc import Iterator
from uuid import NAMESPACE_URL, uuid5
from xml.sax.saxutils import escape, quoteattr

from generator.artifact import Artifact
from generator.catalogue import Catalogue
from generator.facts.clock import city_midnight
from generator.outputs.markdown import render_prose
from generator.views.feed import Feed, list_feeds
from generator.views.projections import FeedItem
from generator.views.register import FEED_SOURCES

BEGINNING = datetime.date(1970, 1, 1)
"""The date of a feed that never had a notice."""
_NOT_XML = re.compile("[^\\t\\n\\r\\x20-\\ud7ff\\ue000-\\ufffd\\U00010000-\\U0010ffff]")


def render_feeds(
    catalogue: Catalogue, site_url: str, endings: tuple[str, ...] = ("xml", "json")
) -> Iterator[Artifact]:
    """Every feed in both forms, or in one. Without a `site_url` addresses are relative to the feed."""
    base = site_url.rstrip("/") + "/" if site_url else ""
    for feed in list_feeds(catalogue, FEED_SOURCES):
        for ending in endings:
            data = render_atom(feed, base) if ending == "xml" else render_json_feed(feed, base)
            yield Artifact(f"{feed.path}.{ending}", data)


def count_feeds(catalogue: Catalogue) -> int:
    """How many feeds there are: of the city, of each community and of each grid."""
    return 1 + len(catalogue.communities) + len(catalogue.live_grids)


def render_atom(feed: Feed, base: str) -> bytes:
    """One feed as Atom."""
    root = base or "../"
    rows = [
        '<?xml version="1.0" encoding="UTF-8"?>',
        '<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="zh-CN">',
        f"<title>{write_text(feed.title)}</title>",
        f"<id>{_identity(feed.city, feed.path)}</id>",
        f"<updated>{_instant(feed, feed.updated_on or BEGINNING)}</updated>",
        f"<author><name>{write_text(feed.publisher)}</name></author>",
        _link("self", "application/atom+xml", f"{root}{feed.path}.xml"),
        _link("alternate", "text/html", root + feed.page),
        *(_render_entry(feed, item, root) for item in feed.items),
        "</feed>",
    ]
    return ("\n".join(rows) + "\n").encode()


def _render_entry(feed: Feed, item: FeedItem, root: str) -> str:
    when = _instant(feed, item.issued_on)
    labels = (*(("紧急",) if item.urgent else ()), *item.areas)
    return "\n".join(
        (
            "<entry>",
            f"<title>{write_text(item.shown_title)}</title>",
            f"<id>{_identity(feed.city, item.path)}</id>",
            f"<published>{when}</published>",
            f"<updated>{_instant(feed, item.updated_on)}</updated>",
            *((f"<author><name>{write_text(item.issuer)}</name></author>",) if item.issuer else ()),
            _link("alternate", "text/html", root + item.path),
            *(f"<category term={write_attribute(label)}/>" for label in labels),
            f'<content type="html">{write_text(_content(item))}</content>',
            "</entry>",
        )
    )


def render_json_feed(feed: Feed, base: str) -> bytes:
    """One feed as JSON Feed 1.1; addresses are left out when the site has none."""
    data = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": feed.title,
        **({"home_page_url": base + feed.page, "feed_url": f"{base}{feed.path}.json"} if base else {}),
        "language": "zh-CN",
        "authors": [{"name": feed.publisher}],
        "items": [_json_item(feed, item, base) for item in feed.items],
    }
    return (json.dumps(data, ensure_ascii=False, indent=1) + "\n").encode()


def _json_item(feed: Feed, item: FeedItem, base: str) -> dict[str, object]:
    return {
        "id": _identity(feed.city, item.path),
        **({"url": base + item.path} if base else {}),
        "title": item.shown_title,
        "content_html": _content(item),
        "date_published": _instant(feed, item.issued_on),
        **({"date_modified": _instant(feed, item.updated_on)} if item.updated_on != item.issued_on else {}),
        **({"authors": [{"name": item.issuer}]} if item.issuer else {}),
        "tags": [*(["紧急"] if item.urgent else []), *item.areas],
        "_notice": {
            **({"expires_on": item.expires_on.isoformat()} if item.expires_on else {}),
            "urgent": item.urgent,
        },
    }


def _content(item: FeedItem) -> str:
    """The notice, with the restriction that it states, as clean HTML."""
    rows = [str(render_prose(item.body)), *(f"<p>{escape(line)}</p>" for line in item.notes)]
    return _NOT_XML.sub("", "".join(rows))


def _identity(city: str, name: str) -> str:
    return f"urn:uuid:{uuid5(NAMESPACE_URL, f'gridpress:{city}:{name}')}"


def _link(relation: str, kind: str, address: str) -> str:
    return f'<link rel="{relation}" type="{kind}" href={write_attribute(address)}/>'


def _instant(feed: Feed, day: datetime.date) -> str:
    return city_midnight(feed.time_zone, day).isoformat()


def write_text(text: str) -> str:
    """Text of an element, without what XML cannot hold."""
    return escape(_NOT_XML.sub("", text))


def write_attribute(text: str) -> str:
    """The value of an attribute in its marks, without what XML cannot hold."""
    return quoteattr(_NOT_XML.sub("", text))
