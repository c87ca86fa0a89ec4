"""Pages at short addresses, which lead on to the page that a printed QR code is about.

Each is a small file that needs no script, no chrome and no style: any host of files can serve it. They stand
in no list: sitemap, search and what phones keep are about the pages behind them.
"""

from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
from html import escape

from generator.artifact import Artifact
from generator.catalogue import Catalogue
from generator.facts.renames import former_ids
from generator.facts.short_addresses import short_path
from generator.outputs.pages import STANDING_PAGES, list_pages
from generator.views.addresses import page_path
from generator.views.pieces import Link
from generator.views.prints.contacts import LARGE_PRINT
from generator.views.projections import Pages
from generator.views.register import PUBLICATIONS

POLICY = "default-src 'none'"
"""Nothing at all is loaded."""
LARGE = frozenset({"grid", "audience"})
"""Kinds of which a code may lead to the page in large print, too."""
_PAGE = (
    '<!doctype html><html lang="zh-CN"><meta charset="utf-8"><title>{title}</title>'
    '<meta http-equiv="Content-Security-Policy" content="{policy}">'
    '<meta name="viewport" content="width=device-width,initial-scale=1">'
    '<meta name="robots" content="noindex">{onward}<body><h1>{title}</h1>{links}</body></html>\n'
)


def render_short_addresses(catalogue: Catalogue, site_url: str) -> Iterator[Artifact]:
    """A page for each short address; none without the site's own address, as no code is printed then."""
    if site_url:
        site = f"{site_url.rstrip('/')}/"
        for path, links in list_short_addresses(catalogue).items():
            yield Artifact(path, _render(links, site).encode())


def list_short_addresses(catalogue: Catalogue) -> dict[str, list[Link]]:
    """By short address the page that it leads to; all of them, where several pages come to the same."""
    found: dict[str, list[Link]] = defaultdict(list)
    for path, link in _list_targets(catalogue, list_pages(catalogue)):
        found[short_path(path)].append(link)
    return found


def _list_targets(catalogue: Catalogue, pages: Collection[str]) -> Iterator[tuple[str, Link]]:
    """Paths that have a short address, and where it leads: of entries, of ids that they had, of lists."""
    shown = (*(one.pages for one in PUBLICATIONS), *(one.pages for one in STANDING_PAGES))
    indexes = {one.index.url: one.index for one in shown if isinstance(one, Pages)}
    yield from indexes.items()
    paged = {one.kind for one in PUBLICATIONS if isinstance(one.pages, Pages)}
    names = [(kind, name, name) for kind in paged for name in catalogue.entries.get(kind, {})]
    former = [one for one in former_ids(catalogue) if one[0] in paged]
    for kind, name, known_as in sorted((*names, *former)):
        path, title = page_path(kind, name), catalogue.entries[kind][name].name
        for tail in ("", LARGE_PRINT) if kind in LARGE else ("",):
            if path in pages:
                yield page_path(kind, known_as) + tail, Link(title, path + tail)


def _render(links: Sequence[Link], site: str) -> str:
    rows = "".join(f'<p><a href="../{escape(one.url)}">{escape(one.text)}</a></p>' for one in links)
    if len(links) > 1:
        return _PAGE.format(title="您要看哪一个？", policy=POLICY, onward="", links=rows)
    (only,) = links
    url = escape(only.url)
    onward = (
        f'<link rel="canonical" href="{escape(site + only.url.removesuffix(LARGE_PRINT))}">'
        f'<meta http-equiv="refresh" content="0; url=../{url}">'
    )
    link = f'<p><a href="../{url}">没有自动打开，请点这里</a></p>'
    return _PAGE.format(title=escape(only.text), policy=POLICY, onward=onward, links=link)
