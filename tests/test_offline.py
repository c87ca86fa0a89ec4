"""The site without a network: what a phone keeps, how much it is, how it is renewed, and who does without."""

import datetime
import gzip
import json
import os
import re
import shutil
import threading
import zipfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest
from conftest import HANGS_MS, SCREENS, open_context, run_gridpress
from playwright.sync_api import Browser, Page
from sample_site import make_catalogue
from test_browser import find_violations, find_wide, type_query
from walking import Walk

from generator.outputs.offline import REMOVAL, WORKER, Offline
from generator.writing.archive import START, write_archive

MOST_BYTES = 400_000
GRID = "yugang-1"
KEPT_SERVICE = "services/zhucan.html"
PLAN = "plans/taifeng.html"
INSTEAD = "guide/offline.html"


class Host:
    """A web server that can stop, come back or stay silent, with a folder below a base path.

    `changed` are other answers, status and body by path, `asked` is what it was asked for; without `answers`
    it takes questions only.
    """

    def __init__(self, folder: Path, base: str = "/") -> None:
        self.folder, self.base = folder, base
        self.changed: dict[str, tuple[int, bytes]] = {}
        self.asked: list[str] = []
        self.answers = threading.Event()
        self.answers.set()
        self._server: ThreadingHTTPServer | None = None
        self._port = 0
        self.start()

    @property
    def address(self) -> str:
        """The site's address, ending in a slash."""
        return f"http://127.0.0.1:{self._port}{self.base}"

    def start(self) -> None:
        """Answer, at the same port as before."""
        host = self

        class Handler(SimpleHTTPRequestHandler):
            def do_GET(self) -> None:
                host.answers.wait()
                path = self.path.partition("?")[0].removeprefix(host.base)
                host.asked.append(path)
                if path not in host.changed:
                    super().do_GET()
                    return
                status, body = host.changed[path]
                self.send_response(status)
                self.send_header("Content-Type", self.guess_type(path or "index.html"))
                self.end_headers()
                self.wfile.write(body)

            def translate_path(self, path: str) -> str:
                self.directory = str(host.folder)
                inside = path.startswith(host.base)
                return super().translate_path(path.removeprefix(host.base.rstrip("/")) if inside else "/no")

            def end_headers(self) -> None:
                self.send_header("Cache-Control", "no-cache")
                super().end_headers()

            def log_message(self, *_: object) -> None:
                """Nobody reads it."""

        self._server = ThreadingHTTPServer(("127.0.0.1", self._port), Handler)
        self._port = self._server.server_address[1]
        threading.Thread(target=self._server.serve_forever, daemon=True).start()

    def stop(self) -> None:
        """Answer nothing any more."""
        self.answers.set()
        if self._server:
            self._server.shutdown()
            self._server.server_close()
            self._server = None


@pytest.fixture
def host(demo_site: Path) -> Iterator[Host]:
    """The demo city on a host that a test may silence."""
    host = Host(demo_site)
    yield host
    host.stop()


@contextmanager
def open_phone(browser: Browser, host: Host, **options: Any) -> Iterator[Page]:
    """A narrow phone with a memory of its own, which must never ask another host."""
    context = open_context(
        browser,
        viewport=SCREENS["phone"],
        has_touch=True,
        is_mobile=True,
        locale="zh-CN",
        **options,
        keeps=True,
    )
    context.set_default_timeout(HANGS_MS)
    elsewhere: list[str] = []
    context.on(
        "request",
        lambda one: None if one.url.startswith((host.address, "data:")) else elsewhere.append(one.url),
    )
    yield context.new_page()
    context.close()
    assert elsewhere == []


@pytest.fixture
def page(browser: Browser, host: Host) -> Iterator[Page]:
    """A page on such a phone."""
    with open_phone(browser, host) as page:
        yield page


def go_offline(page: Page, host: Host) -> None:
    """Flight mode."""
    page.context.set_offline(offline=True)
    host.stop()


def go_online(page: Page, host: Host) -> None:
    """And back."""
    host.start()
    page.context.set_offline(offline=False)


KEPT_OF = """async (end) => (await Promise.all((await caches.keys()).filter((name) => name.endsWith(end)).map(
    async (name) => (await (await caches.open(name)).keys()).map(({ url }) => url)))).flat()"""
"""Addresses in the memory of the site's versions whose names end so."""


def list_kept(page: Page) -> list[str]:
    """Addresses in the memory of the site, whichever version."""
    return sorted(page.evaluate(KEPT_OF, ""))


def wait_until(page: Page, holds: Callable[[], bool]) -> None:
    """Ask again and again; a page that never gets there fails at the limit that ends any test that hangs."""
    for _ in range(HANGS_MS // 100):
        if holds():
            return
        page.wait_for_timeout(100)
    pytest.fail("it never came to be")


def wait_kept(page: Page, path: str = "offline/city.json") -> None:
    """Wait until the worker is in charge and holds a file."""
    ready = "Boolean(navigator.serviceWorker.controller)"
    wait_until(page, lambda: page.evaluate(ready) and any(one.endswith(path) for one in list_kept(page)))


def choose_grid(page: Page, host: Host, grid: str = GRID) -> None:
    """A first visit: open a grid, say that it is mine."""
    page.goto(f"{host.address}grids/{grid}.html")
    page.tap("[data-mine]")
    wait_kept(page, f"offline/grids/{grid}.json")


def bar(page: Page) -> str:
    """The line on top of what is kept."""
    return " ".join(page.locator(".gp-offline").all_inner_texts())


# ---- how much, and what


def load_settings(site: Path) -> dict[str, Any]:
    """What the worker is given."""
    settings: dict[str, Any] = json.loads(
        (site / "service-worker.js").read_text("utf-8").removeprefix("const settings = ").partition(";\n")[0]
    )
    return settings


def files_of(site: Path, grid: str) -> list[str]:
    """All files that a phone with a grid fetches for its memory."""
    own = f"offline/grids/{grid}.json"
    value = json.loads((site / own).read_text("utf-8"))
    city = [*load_settings(site)["files"], "service-worker.js", "assets/worker.js"]
    return [*city, own, *value["files"], *(path for path, _ in value["pages"])]


def test_what_a_phone_keeps_weighs_at_most_400_kb(demo_site: Path) -> None:
    """For a resident of each grid, all files together as a host sends them (gzip); raw sizes are printed."""
    heaviest = (0, 0, "")
    for path in sorted((demo_site / "offline/grids").iterdir()):
        data = [(demo_site / one).read_bytes() for one in files_of(demo_site, path.stem)]
        sent, raw = sum(len(gzip.compress(one, 6)) for one in data), sum(map(len, data))
        heaviest = max(heaviest, (sent, raw, path.stem))
        assert sent <= MOST_BYTES, path.stem
    print("heaviest: {:,} bytes sent, {:,} raw, {}".format(*heaviest))  # noqa: T201 - shown by pytest -s


def test_the_services_of_a_grid_are_kept_with_it(demo_site: Path) -> None:
    """Of the demo none is left out for want of room."""
    for path in sorted((demo_site / "offline/grids").iterdir()):
        pages = (demo_site / "grids" / f"{path.stem}{part}.html" for part in ("", "_services"))
        text = "".join(page.read_text("utf-8") for page in pages)
        cards = set(re.findall(r'href="\.\./(services/[^"]+)"', text)) - {"services/index.html"}
        assert len(cards) > 20
        assert cards <= set(files_of(demo_site, path.stem)), path.stem


# ---- walks in flight mode


def test_home_leads_to_the_hotline_in_flight_mode(page: Page, host: Host) -> None:
    """After one visit: one look, no tap; the day stands on top."""
    page.goto(host.address)
    wait_kept(page)
    assert not bar(page)
    go_offline(page, host)
    page.goto(host.address)
    assert bar(page) == "没连上网。离线版：11月20日做的"
    assert page.locator("#gp-main a[href='tel:12345']").first.is_visible()
    assert find_violations(page) == []
    assert find_wide(page) == []


def test_my_grid_and_its_services_open_in_flight_mode(page: Page, host: Host) -> None:
    """Home, my grid (a tap), its worker's number; a service of it (another tap)."""
    choose_grid(page, host)
    go_offline(page, host)
    page.goto(host.address)
    page.tap("[data-my-grid] a")
    page.wait_for_url(f"**/grids/{GRID}.html")
    assert bar(page).startswith("没连上网")
    assert page.locator(".gp-head a.gp-call[href^='tel:']").first.is_visible()
    page.goto(host.address + KEPT_SERVICE)
    assert page.inner_text("h1") == "老人吃饭"
    assert bar(page).startswith("没连上网")


@pytest.mark.parametrize("by_touch", [True, False], ids=["touch", "keyboard"])
def test_the_emergency_card_is_two_taps_away_in_flight_mode(
    page: Page, host: Host, *, by_touch: bool
) -> None:
    """Without any grid chosen: home, disasters (a tap), typhoon (another tap)."""
    page.goto(host.address)
    wait_kept(page)
    go_offline(page, host)
    page.goto(host.address)
    walk = Walk(page, by_touch=by_touch)
    walk.tap(page.get_by_role("link", name="灾害来了怎么办").first)
    walk.tap(page.locator(f"#gp-main a[href$='{PLAN.rpartition('/')[2]}']").first)
    page.wait_for_url(f"**/{PLAN}")
    assert walk.taps == 2
    assert bar(page).startswith("没连上网")
    assert "台风" in page.inner_text("h1")
    assert page.locator("#gp-main a[href^='tel:']").first.is_visible()


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("老人吃饭怎么办", KEPT_SERVICE),
        ("lrcf", KEPT_SERVICE),
        ("laorenchifan", KEPT_SERVICE),
        ("台风", PLAN),
        ("12345", "guide/emergency.html"),
    ],
)
def test_search_finds_what_is_kept_in_flight_mode(page: Page, host: Host, query: str, found: str) -> None:
    """By a question, by initials, by pinyin, and by a number; it says where it looked."""
    choose_grid(page, host)
    go_offline(page, host)
    page.goto(host.address)
    type_query(page, query)
    assert page.locator(".gp-search__item a").first.get_attribute("href") == f"./{found}"
    assert page.inner_text(".gp-search__count").startswith("没连上网，只查手机里存的")


def test_search_offers_only_what_opens_in_flight_mode(page: Page, host: Host) -> None:
    """Every result of a wide question is a page that is kept."""
    choose_grid(page, host)
    kept = {one.removeprefix(host.address) for one in list_kept(page)}
    go_offline(page, host)
    page.goto(f"{host.address}search.html?q=网格")
    page.wait_for_selector(".gp-search__item")
    links = page.locator(".gp-search__link").evaluate_all("all => all.map(one => one.href.split('#')[0])")
    assert {one.removeprefix(host.address) for one in links} <= kept


def test_a_page_that_is_not_kept_is_answered_with_numbers(page: Page, host: Host) -> None:
    """The hotline's and my grid's, both dial; what is kept is listed, and the page asked for comes back."""
    choose_grid(page, host)
    go_offline(page, host)
    page.goto(f"{host.address}people/index.html")
    assert page.url == f"{host.address}{INSTEAD}?people/index.html"
    assert page.inner_text("h1") == "没有网的时候"
    assert page.locator("#gp-main a[href='tel:12345']").is_visible()
    own = page.locator("[data-kept]")
    own.locator("h2").wait_for()
    assert own.locator("a.gp-call[href^='tel:']").first.is_visible()
    assert own.locator(f"a[href$='{KEPT_SERVICE}']").is_visible()
    assert page.locator("[data-again]").is_visible()
    assert find_violations(page) == []
    assert find_wide(page) == []
    go_online(page, host)
    page.tap("[data-again] a")
    page.wait_for_url("**/people/index.html")
    assert not bar(page)


@pytest.mark.parametrize("asked", ["//evil.example/x.html", "javascript:alert(1)", "/x.html", "../../x.html"])
def test_the_page_that_stands_in_leads_nowhere_else(page: Page, host: Host, asked: str) -> None:
    page.goto(f"{host.address}{INSTEAD}?{asked}")
    assert not page.locator("[data-again]").is_visible()


def test_another_grid_takes_the_place_of_the_first(page: Page, host: Host) -> None:
    choose_grid(page, host)
    choose_grid(page, host, "chaojing-1")
    wait_until(page, lambda: f"{host.address}grids/{GRID}.html" not in list_kept(page))
    kept = {one.removeprefix(host.address) for one in list_kept(page)}
    assert "grids/chaojing-1.html" in kept


def test_it_works_below_a_folder_of_the_host_and_leaves_others_alone(
    browser: Browser, demo_site: Path
) -> None:
    host = Host(demo_site, "/city/")
    with open_phone(browser, host) as page:
        choose_grid(page, host)
        page.evaluate("caches.open('somebody else').then((one) => one.put('/x', new Response('x')))")
        assert page.evaluate("navigator.serviceWorker.ready.then(({ scope }) => scope)") == host.address
        go_offline(page, host)
        page.goto(host.address)
        page.tap("[data-my-grid] a")
        page.wait_for_url(f"**/city/grids/{GRID}.html")
        assert bar(page)
        assert "somebody else" in page.evaluate("caches.keys()")
    host.stop()


def test_addresses_without_their_ending_are_known(page: Page, host: Host) -> None:
    """Some hosts show plans/ for plans/index.html and plans/taifeng for plans/taifeng.html."""
    page.goto(host.address)
    wait_kept(page)
    go_offline(page, host)
    for path in ("plans/", PLAN.removesuffix(".html"), f"{PLAN}?from=poster"):
        page.goto(host.address + path)
        assert bar(page), path


# ---- slow, renewed, refused, taken away


def test_a_host_that_does_not_answer_is_not_waited_for(page: Page, host: Host) -> None:
    """In a stairwell with one bar: what is kept shows all the same, and the search looks there."""
    choose_grid(page, host)
    host.answers.clear()
    page.goto(host.address + KEPT_SERVICE, wait_until="domcontentloaded")
    assert bar(page)
    type_query(page, "老人吃饭")
    assert page.inner_text(".gp-search__count").startswith("没连上网")
    host.answers.set()
    page.goto(f"{host.address}people/index.html")
    assert "人员" in page.inner_text("h1")


def test_a_host_out_of_order_is_as_good_as_none(page: Page, host: Host) -> None:
    page.goto(host.address)
    wait_kept(page)
    host.changed["index.html"] = host.changed[""] = (503, b"<p>out of order")
    page.goto(host.address)
    assert bar(page)


def publish_next_day(host: Host) -> None:
    """Another build on the host: a page with another title, and the worker that goes with it."""
    page = (host.folder / KEPT_SERVICE).read_text("utf-8").replace(">老人吃饭</h1>", ">老人吃饭改了</h1>")
    worker = (host.folder / WORKER).read_text("utf-8").replace("11月20日", "11月21日")
    version = load_settings(host.folder)["version"]
    host.changed |= {
        KEPT_SERVICE: (200, page.encode()),
        WORKER: (200, worker.replace(version, "f00").encode()),
    }


def test_another_build_is_fetched_in_the_background_and_the_old_one_goes(page: Page, host: Host) -> None:
    """With the reader's grid, which no page has named since; nothing reloads under the reader's hands."""
    choose_grid(page, host)
    publish_next_day(host)
    page.goto(host.address)
    page.evaluate("window.untouched = true")
    wait_until(page, lambda: [one[-3:] for one in page.evaluate("caches.keys()")] == ["f00"])
    assert page.evaluate("window.untouched")
    go_offline(page, host)
    page.goto(host.address + KEPT_SERVICE)
    assert page.inner_text("h1") == "老人吃饭改了"
    assert bar(page) == "没连上网。离线版：11月21日做的"


def try_again(page: Page) -> None:
    """What a browser does some time after each visit: ask whether there is another worker."""
    page.evaluate("navigator.serviceWorker.ready.then((one) => one.update()).catch(() => {})")


def list_versions(page: Page) -> list[str]:
    """The ends of the versions that are kept, once none is being fetched any more."""
    installing = "navigator.serviceWorker.ready.then((one) => Boolean(one.installing))"
    wait_until(page, lambda: not page.evaluate(installing))
    return [one[-3:] for one in page.evaluate("caches.keys()")]


def test_a_build_that_cannot_be_fetched_whole_leaves_the_one_before(page: Page, host: Host) -> None:
    """Half a build is never shown, and an error is never kept; later visits try again."""
    choose_grid(page, host)
    before = list_versions(page)
    publish_next_day(host)
    broken = f"grids/{GRID}.html"
    host.changed[broken] = (500, b"<p>no")
    host.asked.clear()
    page.goto(host.address)
    try_again(page)
    wait_until(page, lambda: broken in host.asked)
    wait_until(page, lambda: list_versions(page) == before)
    del host.changed[broken]
    page.goto(host.address)

    def is_renewed() -> bool:
        try_again(page)  # a try that began before joins this one, and may have met the broken page
        return "f00" in list_versions(page) and f"{host.address}offline/grids/{GRID}.json" in list_next()

    def list_next() -> list[str]:
        """What is kept of the next day's build, the list of the grid's files last.

        Whether it has taken over is another matter: a worker that is begun again by a message while Chromium
        ends it keeps its successor waiting, here for ever, for a debugger is attached.
        """
        return list(page.evaluate(KEPT_OF, "f00"))

    wait_until(page, is_renewed)


@pytest.mark.parametrize("status", [404, 500, 302])
def test_errors_and_other_hosts_answers_are_not_kept(page: Page, host: Host, status: int) -> None:
    """What is missing is left out; what fails is asked for again on another visit."""
    host.changed[KEPT_SERVICE] = (status, b"<p>no")
    page.goto(f"{host.address}grids/{GRID}.html")
    page.tap("[data-mine]")
    wait_kept(page)
    if status == 404:
        wait_kept(page, f"offline/grids/{GRID}.json")
    assert host.address + KEPT_SERVICE not in list_kept(page)
    host.changed.clear()


OLD_WORKER = b"""
const NAME = `gridpress ${registration.scope} old`;
const fill = async () => (await caches.open(NAME)).addAll(['./index.html', './']);
addEventListener('install', (event) => event.waitUntil(fill()));
addEventListener('activate', (event) => event.waitUntil(clients.claim()));
const answer = async (request) => await caches.match(request) || fetch(request);
addEventListener('fetch', (event) => event.respondWith(answer(event.request)));
"""
OLD_PAGE = "<!doctype html><meta charset=utf-8><h1>旧版</h1>"
OLD_PAGE += "<script>navigator.serviceWorker.register('service-worker.js')</script>"


def test_a_worker_of_an_older_version_heals_itself(page: Page, host: Host) -> None:
    """One that shows what it has and asks nobody: the visit after next shows today's site."""
    old = (200, OLD_PAGE.encode())
    host.changed = {"": old, "index.html": old, WORKER: (200, OLD_WORKER)}
    page.goto(host.address)
    wait_kept(page, "index.html")
    host.changed = {}
    page.goto(host.address)
    assert page.inner_text("h1") == "旧版"
    wait_kept(page)
    wait_until(page, lambda: not any(one.endswith(" old") for one in page.evaluate("caches.keys()")))
    page.goto(host.address)
    assert page.inner_text("h1") != "旧版"
    go_offline(page, host)
    page.goto(host.address)
    assert bar(page)


def test_the_worker_is_taken_away_when_the_profile_says_so(page: Page, host: Host) -> None:
    """The next visit empties the memory and lets the worker go; the site stands as ever."""
    offline = Offline(make_catalogue(keeps_offline=False))
    assert [(one.path, one.data) for one in offline.artifacts([])] == [(WORKER, REMOVAL)]
    choose_grid(page, host)
    host.changed[WORKER] = (200, REMOVAL)
    page.goto(host.address)
    wait_until(page, lambda: page.evaluate("navigator.serviceWorker.getRegistrations()") == [])
    assert page.evaluate("caches.keys()") == []
    page.goto(host.address + KEPT_SERVICE)
    assert page.inner_text("h1") == "老人吃饭"
    assert page.evaluate("navigator.serviceWorker.controller") is None


REFUSALS = {
    "no workers": "Object.defineProperty(navigator, 'serviceWorker', { value: undefined })",
    "workers refused": "navigator.serviceWorker.register = async () => { throw new Error('refused'); }",
    "storage refused": "for (const name of ['localStorage', 'caches']) Object.defineProperty(window, name,"
    " { get() { throw new DOMException('', 'SecurityError'); } })",
}


@pytest.mark.parametrize("refusal", REFUSALS.values(), ids=REFUSALS)
def test_where_nothing_may_be_kept_everything_else_works(browser: Browser, host: Host, refusal: str) -> None:
    """Pages, search and numbers; no error, and no wait."""
    with open_phone(browser, host) as page:
        page.add_init_script(refusal)
        works_as_ever(page, host)


@pytest.mark.parametrize("quota", [1, 30_000, 50_000_000])
def test_on_a_device_with_little_room_everything_else_works(page: Page, host: Host, quota: int) -> None:
    """With none, with too little, and with 50 MB, which is plenty."""
    devtools = page.context.new_cdp_session(page)
    origin = host.address.rstrip("/")
    devtools.send("Storage.overrideQuotaForOrigin", {"origin": origin, "quotaSize": quota})
    works_as_ever(page, host)
    if quota == 50_000_000:
        wait_kept(page)
    else:
        assert not any(one.endswith("index.html") for one in list_kept(page))


def works_as_ever(page: Page, host: Host) -> None:
    """A visit with a grid chosen, a question asked, a number to ring."""
    errors: list[str] = []
    page.on("pageerror", lambda one: errors.append(str(one)))
    page.goto(f"{host.address}grids/{GRID}.html")
    page.tap("[data-mine]")
    page.goto(host.address)
    assert page.locator("#gp-main a[href='tel:12345']").first.is_visible()
    type_query(page, "老人吃饭怎么办")
    page.locator(".gp-search__item a").first.tap()
    page.wait_for_url(f"**/{KEPT_SERVICE}")
    assert not bar(page)
    assert errors == []


def test_without_scripts_the_pages_say_it_in_words(browser: Browser, host: Host) -> None:
    """Whom to call without a network, and how to get the site onto a phone, with its code."""
    with open_phone(browser, host, java_script_enabled=False) as page:
        page.goto(host.address + INSTEAD)
        assert page.locator("#gp-main a[href='tel:12345']").is_visible()
        assert page.locator(f"#gp-main a[href$='{PLAN}']").is_visible()
        assert not page.locator("[data-again]").is_visible()
        page.goto(f"{host.address}guide/install.html")
        assert page.get_by_text("“在浏览器中打开”").is_visible()
        assert page.locator(".gp-qr svg").is_visible()


def test_the_manifest_names_the_site_and_leads_into_its_own_folder(demo_site: Path) -> None:
    manifest = json.loads((demo_site / "manifest.webmanifest").read_text("utf-8"))
    assert manifest["name"] == "云屿市网格服务"
    for path in (manifest["start_url"], *(one["src"] for one in manifest["icons"])):
        assert (demo_site / path).is_file()


# ---- on a stick


@pytest.fixture(scope="module")
def stick(tmp_path_factory: pytest.TempPathFactory, demo_site: Path) -> Path:
    """The demo city, packed and unpacked again."""
    folder = tmp_path_factory.mktemp("stick")
    site = Path(shutil.copytree(demo_site, folder / "city"))
    with zipfile.ZipFile(write_archive(site, datetime.date(2026, 11, 20))) as archive:
        archive.extractall(folder / "U盘")
    return folder / "U盘"


@pytest.mark.parametrize("by_touch", [True, False], ids=["touch", "keyboard"])
def test_the_zip_opens_from_a_stick_with_search(browser: Browser, stick: Path, *, by_touch: bool) -> None:
    """By file: the first page, a question, its answer by three taps, my grid; no host is asked."""
    context = open_context(browser, viewport=SCREENS["phone"], has_touch=True, keeps=True)
    page, errors = context.new_page(), list[str]()
    page.on("pageerror", lambda one: errors.append(str(one)))
    page.on("request", lambda one: None if one.url.startswith(("file:", "data:")) else errors.append(one.url))
    page.goto((stick / START).as_uri())
    walk = Walk(page, by_touch=by_touch)
    walk.tap(page.locator("a").first)
    page.wait_for_url("**/site/index.html")
    walk.reach(page.locator("#gp-search-input"))
    walk.type("老人吃饭怎么办")
    walk.tap(page.locator(".gp-search__link").first)
    page.wait_for_url(f"**/{KEPT_SERVICE}")
    assert walk.taps == 3
    page.goto((stick / f"site/grids/{GRID}.html").as_uri())
    page.tap("[data-mine]")
    page.goto((stick / "site/index.html").as_uri())
    page.locator("[data-my-grid] a").first.tap()
    page.wait_for_url(f"**/grids/{GRID}.html*")
    assert errors == []
    context.close()


def test_links_on_a_stick_name_files(stick: Path) -> None:
    """A link to a folder, or from the root of a host, leads nowhere without a server."""
    for path in sorted((stick / "site").rglob("*.html")):
        if path.name == "404.html":
            continue  # a host shows it at any depth; nothing links to it
        for link in re.findall(r' (?:href|src|action)="([^"#?]*)', path.read_text("utf-8")):
            elsewhere = re.match(r"[a-z]+:", link) or not link
            assert elsewhere or (path.parent / link).is_file(), f"{path.name} leads to {link}"


def test_the_same_site_gives_the_same_zip(tmp_path: Path) -> None:
    """Whatever the times of its files and the order in which they were written; Chinese names as UTF-8."""
    made = []
    for names in (("一.html", "a/b.html"), ("a/b.html", "一.html")):
        folder = tmp_path / str(len(made)) / "site"
        for name in names:
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            (folder / name).write_text(name, "utf-8")
        os.utime(folder / "一.html", (len(made), len(made)))
        made.append(write_archive(folder, datetime.date(2026, 11, 20)).read_bytes())
    assert made[0] == made[1]
    with zipfile.ZipFile(tmp_path / "0/site.zip") as archive:
        assert archive.namelist() == [START, "site/a/b.html", "site/一.html"]
        assert all(one.date_time == (2026, 11, 20, 0, 0, 0) for one in archive.infolist())


def test_build_packs_the_site_when_asked(tmp_path: Path, base: Path) -> None:
    done = run_gridpress(
        "build", "--root", base, "--out", tmp_path / "site", "--no-handbooks", "--zip", "--lang", "en"
    )
    assert done.exit_code == 0, done.output
    with zipfile.ZipFile(tmp_path / "site.zip") as archive:
        assert archive.read("site/index.html") == (tmp_path / "site/index.html").read_bytes()
