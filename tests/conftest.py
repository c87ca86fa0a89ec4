"""What many tests share: the built demo city, a server for it, a browser, and the command in this process."""

import functools
import gc
import hashlib
import os
import shutil
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result
from hypothesis import HealthCheck, settings
from playwright.sync_api import Browser, BrowserContext, Page
from walking import REMEMBERS_DIALLING, Walk

from generator.cli import main
from generator.publishing import engines, sealing
from scripts.wheel import borrow_packages, build_package

ROOT = Path(__file__).resolve().parent.parent
BASE = ROOT / "tests" / "cases" / "base"
settings.register_profile("unhurried", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("unhurried")
BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome", "msedge")
QUIET = (
    *("--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-sync"),
    *("--disable-background-networking", "--disable-component-update"),
)
"""A browser that asks nothing of the network by itself."""


LONG = (
    *("test_hostile_prints.py", "test_turns.py", "test_lapses.py", "test_fields.py", "test_serving.py"),
    *("test_recipes.py", "test_last_build.py", "test_slips.py", "test_wheel.py", "test_written_pages.py"),
)
"""Files that take a minute or so: first, so that at the end none keeps one process busy alone."""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Files that take long come first, where several processes share them out."""
    if "PYTEST_XDIST_WORKER" not in os.environ:
        return
    items.sort(key=lambda item: LONG.index(item.path.name) if item.path.name in LONG else len(LONG))


def pytest_collection_finish() -> None:
    """Modules and tests stay to the end: the collector of garbage need not walk them, nor look so often."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(20_000, 20, 20)


def run_gridpress(*words: object) -> Result:
    """Run the command in this process, as an editor would type it."""
    return CliRunner().invoke(main, [str(word) for word in words])


@pytest.fixture(scope="session", autouse=True)
def _key(tmp_path_factory: pytest.TempPathFactory) -> None:
    """What is kept in workspaces is sealed by a key of the tests, not by that of whoever runs them."""
    place = tmp_path_factory.mktemp("home") / "seal.key"
    sealing.find_key = lambda: place


@pytest.fixture(scope="session", autouse=True)
def _chrome(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """A theme engine, a program that takes a second, runs once for the same pages, chrome and settings."""
    run_engine = engines._run  # noqa: SLF001 - where the program starts
    known: dict[tuple[object, ...], tuple[Path, str]] = {}

    def run_once(engine: str, work: Path) -> str:
        key = engine, engines.TIMEOUT_S, os.environ.get("SOURCE_DATE_EPOCH"), digest_folder(work)
        if key in known:
            made, words = known[key]
            shutil.copytree(made, work / "out")
            return words
        words = run_engine(engine, work)
        made = Path(shutil.copytree(work / "out", tmp_path_factory.mktemp("chrome") / "out"))
        known[key] = made, words
        return words

    engines._run = run_once  # noqa: SLF001 - as above
    yield
    engines._run = run_engine  # noqa: SLF001 - as above


def digest_folder(folder: Path) -> str:
    """Changes with the name or the bytes of any file."""
    digest = hashlib.sha256()
    for path in sorted(path for path in folder.rglob("*") if path.is_file()):
        data = path.read_bytes()
        digest.update(f"{path.relative_to(folder).as_posix()}\0{len(data)}\0".encode() + data)
    return digest.hexdigest()


@pytest.fixture(scope="session")
def gridpress() -> Callable[..., Result]:
    """The command: call it with its words, get exit code and output."""
    return run_gridpress


@pytest.fixture
def workspace(tmp_path: Path) -> Path:
    """A copy of the small valid workspace, in a folder of its own."""
    return Path(shutil.copytree(BASE, tmp_path / "workspace"))


@pytest.fixture
def whole_workspace(workspace: Path) -> Path:
    """The small workspace with hand-written pages and chrome of its own, so that a test may break them."""
    for name in ("content", "site_overrides"):
        alone = shutil.ignore_patterns("statements")  # which the demo alone has in its navigation
        shutil.copytree(ROOT / name, workspace / name, ignore=alone)
    shutil.copyfile(ROOT / "mkdocs.yml", workspace / "mkdocs.yml")
    return workspace


@pytest.fixture(scope="session")
def demo_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The project's own demo city, built once with its handbooks."""
    out = tmp_path_factory.mktemp("demo") / "site"
    done = run_gridpress("build", "--root", ROOT, "--out", out)
    assert done.exit_code == 0, done.output
    return out


@pytest.fixture(scope="session")
def bare_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The demo city built once without handbooks, posters and pictures to share."""
    out = tmp_path_factory.mktemp("bare") / "site"
    done = run_gridpress("build", "--root", ROOT, "--out", out, "--no-handbooks")
    assert done.exit_code == 0, done.output
    return out


@pytest.fixture(scope="session")
def base(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the small valid workspace to build from, as a build keeps what it read beside menus/."""
    return Path(shutil.copytree(BASE, tmp_path_factory.mktemp("base") / "workspace"))


@pytest.fixture(scope="session")
def base_site(base: Path) -> Path:
    """The small workspace, built once with its handbooks."""
    out = base.with_name("site")
    done = run_gridpress("build", "--root", base, "--out", out)
    assert done.exit_code == 0, done.output
    return out


@pytest.fixture(scope="session")
def package(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """The source archive of this checkout and the wheel that is built from it, built once."""
    return build_package(tmp_path_factory.mktemp("package"))


@pytest.fixture(scope="session")
def installed(package: tuple[Path, Path], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The Python of an environment where the wheel is installed, and nothing of the checkout."""
    return borrow_packages(package[1], tmp_path_factory.mktemp("installed") / "venv")


class _Quiet(SimpleHTTPRequestHandler):
    """A plain web server that does not talk; an unknown address shows the site's own error page."""

    def send_error(self, code: int, *_: object) -> None:
        page = Path(self.directory, "404.html").read_bytes()
        self.send_response(code)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(page)))
        self.end_headers()
        self.wfile.write(page)

    def log_message(self, *_: object) -> None:
        """Nobody reads it."""


@contextmanager
def serve_folder(folder: Path) -> Iterator[str]:
    """A folder on loopback at a free port; gives its address, ending in a slash."""
    handler = functools.partial(_Quiet, directory=str(folder))
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        yield f"http://127.0.0.1:{server.server_address[1]}/"
        server.shutdown()
        thread.join()


@pytest.fixture(scope="session")
def server(demo_site: Path) -> Iterator[str]:
    """The address of the demo city, ending in a slash."""
    with serve_folder(demo_site) as address:
        yield address


SAVES_DATA = (
    "Object.defineProperty(navigator, 'connection', { value: { saveData: true }, configurable: true })"
)
DEMO_DAY = "2026-11-20T10:00:00+08:00"
"""A moment of the demo's own day, a Friday."""


def open_context(
    browser: Browser, moment: str = DEMO_DAY, *, keeps: bool = False, **options: Any
) -> BrowserContext:
    """A window whose clock stands at a moment, so that no page tests differently tomorrow.

    Unless it `keeps` the site for hours without a network, it asks to save data, and nothing is fetched in
    the background.
    """
    context = browser.new_context(**options)
    if not keeps:
        context.add_init_script(SAVES_DATA)
    context.clock.set_fixed_time(moment)
    return context


SCREENS = {"desktop": {"width": 1280, "height": 800}, "phone": {"width": 360, "height": 740}}
HANGS_MS = 120_000
"""Ends a page that waits for ever; judges nothing."""


@pytest.fixture(scope="module")
def phone(browser: Browser) -> Iterator[BrowserContext]:
    """A narrow phone."""
    context = open_context(browser, viewport=SCREENS["phone"], has_touch=True, is_mobile=True, locale="zh-CN")
    context.set_default_timeout(HANGS_MS)
    yield context
    context.close()


@pytest.fixture
def page(phone: BrowserContext) -> Iterator[Page]:
    """A page of it."""
    page = phone.new_page()
    yield page
    page.close()


@pytest.fixture(params=["touch", "keyboard"])
def walk(request: pytest.FixtureRequest, browser: Browser, server: str) -> Iterator[Walk]:
    """Somebody on the home page of a narrow phone with nothing remembered."""
    with open_context(browser, viewport=SCREENS["phone"], has_touch=True, locale="zh-CN") as context:
        context.add_init_script(REMEMBERS_DIALLING)
        page = context.new_page()
        page.goto(server)
        yield Walk(page, request.param == "touch")


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """A Chromium; without one the tests fail and say what to install."""
    from playwright.sync_api import sync_playwright  # noqa: PLC0415 - only these tests need it

    program = next((found for name in BROWSERS if (found := shutil.which(name))), None)
    if program is None:
        pytest.fail("没有找到 Chromium：请安装 Chromium 或 Chrome，Debian 上是 sudo apt install chromium")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=list(QUIET))
        yield browser
        browser.close()


@pytest.fixture(autouse=True)
def _no_date_from_outside(monkeypatch: pytest.MonkeyPatch) -> None:
    """A date in the caller's environment must not change what the tests see."""
    if "SOURCE_DATE_EPOCH" in os.environ:
        monkeypatch.delenv("SOURCE_DATE_EPOCH")
