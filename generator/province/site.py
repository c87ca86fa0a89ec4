"""The province's own site: cities and counties, search over all of them, feeds, sitemaps, open data."""

import datetime
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import NAMESPACE_URL, uuid5

from generator.artifact import Artifact
from generator.catalogue import gather
from generator.locale.zh import format_date
from generator.outputs.feeds import write_attribute, write_text
from generator.outputs.search import SearchFallback, render_search
from generator.outputs.sitemap import render_robots, render_sitemap_index
from generator.outputs.templating import TEMPLATES
from generator.province.open_data import EXPORTS, FEED, render_data
from generator.province.settings import Province
from generator.province.store import Store
from generator.province.views import join_documents, view_city

STYLES = ("assets/chrome.css", "assets/gridpress.css", "assets/print.css")
MOST_NOTICES = 100
CITY_FEED = "feeds/city.json"
INDEX, SEARCH, DEVIATIONS, DATA = "index.html", "search.html", "deviations.html", "data/index.html"


@dataclass(frozen=True)
class Shard:
    """A city as it was built: what its worker tells of it, and its files by path."""

    extract: Mapping[str, Any]
    files: Mapping[str, str]


def render_province(
    province: Province, shards: Sequence[Shard], store: Store, core: bytes
) -> Iterator[Artifact]:
    """Every file of the province's own, in a stable order. `core` is the script that reads the search."""
    cities = tuple(view_city(one.extract, one.files) for one in shards)
    documents, found = join_documents([one.extract for one in shards])
    chrome = _Chrome(province, shards)
    yield chrome.page(INDEX, "province_home.html.j2", searches="home", cities=cities)
    yield chrome.page(SEARCH, "province_search.html.j2", title="查找", searches="search", cities=cities)
    count = sum(len(one.deviations) for one in cities)
    said = {"title": "各市与省里不同的写法", "cities": cities, "count": count}
    yield chrome.page(DEVIATIONS, "province_deviations.html.j2", **said)
    groups = gather((one.about, one) for one in EXPORTS)
    yield chrome.page(DATA, "province_data.html.j2", title="开放数据", cities=cities, groups=groups)
    for one in found:
        yield chrome.page(one.path, "province_found.html.j2", title=one.title, places=one.places)
    yield from render_data(
        province, cities, [one.extract for one in shards], _render_feeds(province, shards, store)
    )
    yield from _render_sitemaps(province, shards, [INDEX, SEARCH, DATA, *(one.path for one in found)])
    phone = province.settings.hotline
    fallback = SearchFallback("服务热线", phone, ()) if phone else None
    yield from render_search(documents, fallback, (), core)


class _Chrome:
    """The frame of the province's pages, with the styles and scripts of its first city."""

    def __init__(self, province: Province, shards: Sequence[Shard]) -> None:
        settings = province.settings
        theme = [one for one in shards[0].files if one.startswith("assets/stylesheets/")]
        day = max(one.extract["updated"] for one in shards)
        self._shown: dict[str, object] = {
            "name": settings.name,
            "publisher": settings.publisher or "",
            "intro": settings.intro or "",
            "address": province.address,
            "styles": (*theme, *STYLES),
            "built": format_date(datetime.date.fromisoformat(day)),
        }

    def page(self, path: str, template: str, **shown: object) -> Artifact:
        name = str(self._shown["name"])
        title = str(shown.pop("title", name))
        lead = "选您所在的市，或者直接查要办的事。" if path == INDEX else ""
        html = TEMPLATES.get_template(template).render(
            {"searches": "", "lead": lead, **self._shown, **shown},
            path=path,
            root="../" * path.count("/"),
            title=title,
            description=f"{name}各市网格服务：{title}",
        )
        return Artifact(path, html.encode())


def list_shared_files(shards: Sequence[Shard]) -> dict[str, str]:
    """What the province's pages take over from its first city: styles, scripts, pictures."""
    return {path: digest for path, digest in shards[0].files.items() if path.startswith("assets/")}


def _render_feeds(province: Province, shards: Sequence[Shard], store: Store) -> Iterator[Artifact]:
    """The latest notices of all cities, from the feeds that the cities have."""
    items = sorted(
        _load_items(shards, store), key=lambda one: (one["date_published"], one["id"]), reverse=True
    )
    items = items[:MOST_NOTICES]
    title, base = f"{province.settings.name}公告", province.address
    publisher = province.settings.publisher or province.settings.name
    own = {"home_page_url": base, "feed_url": f"{base}{FEED}.json"} if base else {}
    value = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": title,
        **own,
        "language": "zh-CN",
        "authors": [{"name": publisher}],
        "items": items,
    }
    yield Artifact(f"{FEED}.json", (json.dumps(value, ensure_ascii=False, indent=1) + "\n").encode())
    yield Artifact(f"{FEED}.xml", _render_atom(province, title, items).encode())


def _load_items(shards: Sequence[Shard], store: Store) -> Iterator[dict[str, Any]]:
    for one in shards:
        if digest := one.files.get(CITY_FEED):
            feed = json.loads(store.fetch(digest).read_bytes())
            for item in feed["items"]:
                authors = item.get("authors") or feed["authors"]
                yield {**item, "authors": authors, "title": f"{one.extract['title']}：{item['title']}"}


def _render_atom(province: Province, title: str, items: Sequence[Mapping[str, Any]]) -> str:
    updated = max((one.get("date_modified") or one["date_published"] for one in items), default=None)
    rows = [
        '<?xml version="1.0" encoding="UTF-8"?>',
        '<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="zh-CN">',
        f"<title>{write_text(title)}</title>",
        f"<id>urn:uuid:{uuid5(NAMESPACE_URL, f'gridpress:{province.settings.name}:{FEED}')}</id>",
        f"<updated>{updated or '1970-01-01T00:00:00Z'}</updated>",
        f"<author><name>{write_text(province.settings.publisher or province.settings.name)}</name></author>",
    ]
    if base := province.address:
        own = write_attribute(f"{base}{FEED}.xml")
        rows.append(f'<link rel="self" type="application/atom+xml" href={own}/>')
        rows.append(f'<link rel="alternate" type="text/html" href={write_attribute(base)}/>')
    rows += map(_render_entry, items)
    return "\n".join([*rows, "</feed>"]) + "\n"


def _render_entry(one: Mapping[str, Any]) -> str:
    """A notice as its city tells it, with the city's office for its author."""
    link = (
        f'<link rel="alternate" type="text/html" href={write_attribute(one["url"])}/>' if "url" in one else ""
    )
    authors = (f"<author><name>{write_text(by['name'])}</name></author>" for by in one["authors"])
    labels = (f"<category term={write_attribute(tag)}/>" for tag in one["tags"])
    return (
        f"<entry><title>{write_text(one['title'])}</title><id>{one['id']}</id>"
        f"<published>{one['date_published']}</published>"
        f"<updated>{one.get('date_modified') or one['date_published']}</updated>"
        f"{''.join(authors)}{link}{''.join(labels)}"
        f'<content type="html">{write_text(one["content_html"])}</content></entry>'
    )


def _render_sitemaps(province: Province, shards: Sequence[Shard], paths: Sequence[str]) -> Iterator[Artifact]:
    """The lists of all cities, those of large cities in parts, and one of the province's own pages."""
    base = province.address
    if base:
        files = [
            one.extract["address"] + path
            for one in shards
            if one.extract["address"]
            for path in _list_sitemaps(one.files)
        ]
        yield from render_sitemap_index(files, paths, base)
    yield render_robots(base)


def _list_sitemaps(files: Mapping[str, str]) -> list[str]:
    found = sorted(one for one in files if one.startswith("sitemap") and one.endswith(".xml"))
    return [one for one in found if one != "sitemap.xml"] or found
