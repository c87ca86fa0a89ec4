"""The site: pages of data stamped into their shells, hand-written pages with banner and footer.

`Site` renders one page at a time, so that a preview needs only the page that is asked for.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from urllib.parse import urlsplit

from markupsafe import Markup

from generator.artifact import Artifact
from generator.catalogue import Catalogue
from generator.diagnostics import OutputError
from generator.locale.messages import Language
from generator.outputs.actions import render_actions
from generator.outputs.contents import add_contents
from generator.outputs.dialling import link_phones
from generator.outputs.exports.listing import Measures, measure_exports, weigh
from generator.outputs.exports.register import render_exports
from generator.outputs.jsonld import render_jsonld
from generator.outputs.keepsakes import render_keepsakes
from generator.outputs.pages import list_pages, offer_prints, view_prints
from generator.outputs.shell import Shell, parse_shell
from generator.outputs.sitemap import date_pages, render_robots, render_sitemap
from generator.outputs.templating import TEMPLATES, TEMPLATES_IN
from generator.reads import UNSURE, tell_read
from generator.views.addresses import language_of
from generator.views.contact import view_hotline
from generator.views.deviations import deviating_pages
from generator.views.english import name_site
from generator.views.grid import GridView
from generator.views.home import BannerView, view_banner, view_chrome
from generator.views.menu import Menu
from generator.views.open_data import OpenDataView
from generator.views.print_shop import PrintShopView
from generator.views.projections import Page, PageView
from generator.views.share_card import picture_of

NOT_FOUND = "404.html"
SHARED_PICTURE = "assets/share.png"
HOTLINE = "<!--gridpress:hotline-->"
"""Where a hand-written page shows the number that the profile names."""
NOINDEX = '<meta name="robots" content="noindex">'


@dataclass(frozen=True, slots=True)
class Prepared:
    """A page before it is rendered: `read` is all that it and the files beside it follow from."""

    path: str
    read: tuple[object, ...]
    make: Callable[[], Iterator[Artifact]]


class Site:
    """One catalogue in one chrome. `shells` maps paths of the built site to HTML.

    With `prints` there are handbooks and posters, and with `pictures` some for chats, else all pages share
    the site's own. With `drafts` every page says that it shows one.

    `measures` tell how large exports are, where they are made already.

    `site_url` is the public address, or "" for a site without one. Raises OutputError when a shell or a
    marker is missing.
    """

    def __init__(  # noqa: PLR0913 - one parameter for each way to differ
        self,
        catalogue: Catalogue,
        shells: Mapping[str, str],
        site_url: str,
        *,
        pictures: bool = False,
        prints: bool = True,
        drafts: bool = False,
        measures: Measures | None = None,
    ) -> None:
        self.catalogue = catalogue
        self.drafts = drafts
        self.shells = shells
        self.pictures = pictures
        self.prints = prints
        self.site_url = site_url.rstrip("/") + "/" if site_url else ""
        self._measures = measures
        self._parsed: dict[str, Shell] = {}
        self._banners: dict[tuple[Language, str, BannerView], str] = {}
        self._footers: dict[tuple[Language, str], str] = {}
        self._menus: dict[int, tuple[Menu, Markup]] = {}

    @cached_property
    def pages(self) -> dict[str, Page]:
        """Pages of data by path."""
        return list_pages(self.catalogue)

    @property
    def ground(self) -> tuple[object, ...]:
        """What any page may follow from beside the catalogue."""
        around = self.shells, self._deviations, self.site_url
        return *around, self.pictures, self.prints, self.drafts

    @cached_property
    def _deviations(self) -> dict[str, str]:
        """What stands at the end of pages where a city says something else than its province."""
        template = TEMPLATES.get_template("deviations.html.j2")
        return {
            path: template.render(deviations=one) for path, one in deviating_pages(self.catalogue).items()
        }

    @cached_property
    def measures(self) -> Measures:
        """How large exports are."""
        made = render_exports(self.catalogue, self.site_url)
        return self._measures or measure_exports(self.catalogue, made)

    def paths(self) -> list[str]:
        """All pages, hand-written ones last."""
        return [*self.pages, *(path for path in sorted(self.shells) if path not in self.pages)]

    def render(self, path: str) -> bytes:
        """One page, of data or hand-written; KeyError when there is none."""
        return next(self.make(path)).data

    def make(self, path: str) -> Iterator[Artifact]:
        """A page and the files beside it; KeyError when there is none."""
        return self.prepare(path).make()

    def prepare(self, path: str) -> Prepared:
        """A page before it is rendered; KeyError when there is none."""
        page = self.pages.get(path)
        hotline = view_hotline(self.catalogue).phone
        if page is None:
            read = self.shells[path], self._chrome_of(path, None), hotline
            return Prepared(path, read, lambda: iter([Artifact(path, self._render_written(path))]))
        view = self._view(page)
        named = name_site(self.catalogue, language_of(path)), self.catalogue.city_code
        site = named, self.site_url, self.pictures, hotline
        around = self._chrome_of(path, view.head.area)
        chrome = self._shell(page.shell), around, self._deviations.get(path)
        return Prepared(
            path, (page.template, view, chrome, site), lambda: self._make_data(page, view, around)
        )

    def _view(self, page: Page) -> PageView:
        view = page.view()
        if isinstance(view, GridView) and self.prints:
            return offer_prints(self.catalogue, view, page.path.rpartition("/")[2].removesuffix(".html"))
        if isinstance(view, PrintShopView) and not self.prints:
            return view_prints(self.catalogue, published=False)
        if isinstance(view, OpenDataView):
            tell_read((UNSURE,))
            return weigh(view, self.measures)
        return view

    def _make_data(self, page: Page, view: PageView, around: tuple[str, str]) -> Iterator[Artifact]:
        yield Artifact(page.path, self._render_data(page, view, around))
        yield from render_keepsakes(view, self.site_url, self.catalogue.city_code)

    def _render_data(self, page: Page, view: PageView, around: tuple[str, str]) -> bytes:
        head, root = view.head, self._root(page.path)
        picture = picture_of(view) if self.pictures else ""
        canonical = self.site_url + page.path if self.site_url else None
        banner, footer = around
        site_name = name_site(self.catalogue, language_of(page.path))
        return self._shell(page.shell).stamp(
            title=head.title if head.title == site_name else f"{head.title} - {site_name}",
            description=head.description,
            canonical=canonical,
            head=TEMPLATES.get_template("head.html.j2").render(
                head=head,
                canonical=canonical,
                site_name=site_name,
                image=self.site_url + (picture or SHARED_PICTURE),
                root=root,
                site_url=self.site_url,
                jsonld=Markup(render_jsonld(view, head, self.site_url)),  # noqa: S704 - escaped for scripts
            ),
            main=link_phones(
                add_contents(
                    self._render_main(page, view, root, picture) + self._deviations.get(page.path, "")
                )
            ),
            banner=banner,
            footer=footer,
            section=None if page.path == page.shell else "",
        )

    def _render_main(self, page: Page, view: PageView, root: str, picture: str) -> str:
        return (
            TEMPLATES_IN[language_of(page.path)]
            .get_template(page.template)
            .render(
                view=view,
                root=root,
                menu=self._menu_of(view, root),
                hotline=view_hotline(self.catalogue).phone,
                actions=render_actions(view, root, self.site_url, picture),
                site_url=self.site_url,
            )
        )

    def _render_written(self, path: str) -> bytes:
        banner, footer = self._chrome_of(path, None)
        shell = parse_shell(self.shells[path], path)
        hotline = TEMPLATES.filters["phone"](view_hotline(self.catalogue).phone)
        main = link_phones(shell.content("main").replace(HOTLINE, hotline))
        return shell.stamp(main=main, banner=banner, footer=footer)

    def require_shells(self) -> None:
        """Raise OutputError now for what rendering some page would raise it for."""
        for shell in sorted({page.shell for page in self.pages.values()}):
            self._shell(shell)
        for path, html in self.shells.items():
            parse_shell(html, path)

    def _shell(self, path: str) -> Shell:
        if path not in self._parsed:
            if path not in self.shells:
                raise OutputError(
                    f"没有页面外壳 {path}:content/ 里要有对应的 index.md", f"there is no shell {path}"
                )
            self._parsed[path] = parse_shell(self.shells[path], path)
        return self._parsed[path]

    def _root(self, path: str) -> str:
        """What leads from a page to the site's root; the error page may be shown at any depth."""
        if path == NOT_FOUND:
            return urlsplit(self.site_url).path or "/"
        return "../" * path.count("/")

    def _chrome_of(self, path: str, area: frozenset[str] | None) -> tuple[str, str]:
        """Banner and footer; few differ, so each is rendered once."""
        language, root, banner = language_of(path), self._root(path), view_banner(self.catalogue, path, area)
        templates, key = TEMPLATES_IN[language], (language, root, banner)
        if key not in self._banners:
            self._banners[key] = templates.get_template("banner.html.j2").render(
                view=banner, root=root, draft=self.drafts
            )
        view = view_chrome(self.catalogue)  # asked for each time, so that each page is known to read it
        if key[:2] not in self._footers:
            self._footers[key[:2]] = templates.get_template("footer.html.j2").render(view=view, root=root)
        return self._banners[key], self._footers[key[:2]]

    def _menu_of(self, view: PageView, root: str) -> Markup:
        """The menu of a page's area; grids of one community share it, so it is rendered once."""
        menu: Menu | None = getattr(view, "menu", None)
        if menu is None:
            return Markup()
        # The menu is kept beside its HTML, so that no other object can take its identity.
        if id(menu) not in self._menus:
            html = TEMPLATES.get_template("menu.html.j2").render(view=menu, root=root)
            self._menus[id(menu)] = (menu, Markup(html))  # noqa: S704 - comes from a template that escapes
        return self._menus[id(menu)][1]


def render_site(catalogue: Catalogue, shells: Mapping[str, str], site_url: str) -> Iterator[Artifact]:
    """Yield every page, the sitemap and robots.txt. Raises OutputError like `Site`."""
    site = Site(catalogue, shells, site_url)
    listed = []
    for path in site.paths():
        made = list(site.make(path))
        if is_listed(made):
            listed.append(path)
        yield from made
    yield from render_lists(site, listed)


def is_listed(made: Iterable[Artifact]) -> bool:
    """Whether search engines may list a page, by its files."""
    return not any(one.path == NOT_FOUND or NOINDEX.encode() in one.data for one in made)


def render_lists(site: Site, listed: Iterable[str]) -> Iterator[Artifact]:
    """What search engines read before all pages."""
    if site.site_url:
        yield from render_sitemap(listed, date_pages(site.catalogue), site.site_url)
    yield render_robots(site.site_url)
