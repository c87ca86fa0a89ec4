"""What a first visit weighs, and Lighthouse's marks where it is installed; beside them a stock Material page.

    python -m scripts.bench.weight [SITE]

Bytes are those of the bodies as sent (gzip); the browser's cache is empty. Without SITE the demo is built.
"""

import argparse
import gzip
import json
import os
import shutil
import subprocess
import sys
import tempfile
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from io import BytesIO
from pathlib import Path
from urllib.parse import urlsplit

from scripts.bench.measuring import ROOT, run

PAGES = {
    "home": "index.html",
    "service": "services/zhucan.html",
    "grid": "grids/baiou-1.html",
    "plan": "plans/taifeng.html",
    "search": "search.html",
    "honours": "honours/index.html",
}
MARKS = ("performance", "accessibility", "best-practices", "seo")
COMPRESSED = (".html", ".css", ".js", ".json", ".svg", ".xml", ".webmanifest")
PHONE = {"width": 360, "height": 740}


class _Sending(SimpleHTTPRequestHandler):
    """A server that compresses text, as those of a city do."""

    protocol_version = "HTTP/1.1"

    def send_head(self) -> BytesIO | None:
        path = Path(self.translate_path(urlsplit(self.path).path))
        path = path / "index.html" if path.is_dir() else path
        if not path.is_file():
            self.send_error(404)
            return None
        data = path.read_bytes()
        self.send_response(200)
        self.send_header("Content-Type", self.guess_type(str(path)))
        if path.suffix in COMPRESSED:
            data = gzip.compress(data)
            self.send_header("Content-Encoding", "gzip")
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        return BytesIO(data)

    def log_message(self, *_: object) -> None:
        """Nobody reads it."""


@contextmanager
def serve(folder: Path) -> Iterator[str]:
    """A folder on loopback; gives its address, ending in a slash."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(_Sending, directory=str(folder)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/"
    server.shutdown()


def weigh_visits(address: str, pages: list[str]) -> dict[str, tuple[int, int]]:
    """Requests and bytes of a first visit to each page, by a phone with an empty cache."""
    from playwright.sync_api import sync_playwright  # noqa: PLC0415 - needless for other measurements

    found = {}
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
        for page in pages:
            sizes: list[int] = []
            with browser.new_context(viewport=PHONE, service_workers="block") as context:
                tab = context.new_page()
                tab.on("response", lambda one, sizes=sizes: sizes.append(int(one.headers["content-length"])))
                tab.goto(address + page, wait_until="networkidle")
            found[page] = len(sizes), sum(sizes)
        browser.close()
    return found


def find_lighthouse() -> str | None:
    """The program, if it is here: in node_modules or on the path."""
    own = ROOT / "node_modules" / ".bin" / "lighthouse"
    return str(own) if own.is_file() else shutil.which("lighthouse")


def mark_page(program: str, url: str) -> list[int]:
    """Lighthouse's marks of a page on a phone, each of 100, in the order of MARKS."""
    environment = {**os.environ, "CHROME_PATH": shutil.which("chromium") or ""}
    with tempfile.TemporaryDirectory(prefix="gridpress-marks-") as folder:
        report = Path(folder) / "report.json"  # what it prints is cut at 64 KB
        command = [program, url, "--quiet", "--output=json", f"--output-path={report}"]
        command += [f"--only-categories={','.join(MARKS)}", "--chrome-flags=--headless=new --no-sandbox"]
        subprocess.run(command, check=True, env=environment, capture_output=True)
        marks = json.loads(report.read_text("utf-8"))["categories"]
    return [round(100 * marks[name]["score"]) for name in MARKS]


def build_stock(folder: Path) -> Path:
    """A hand-written page of ours in stock Material, the theme as it comes."""
    (folder / "docs").mkdir()
    words = (ROOT / "content" / "guide" / "emergency.md").read_text("utf-8")
    (folder / "docs" / "index.md").write_text(words, "utf-8")
    (folder / "mkdocs.yml").write_text("site_name: 网格\ntheme: {name: material, language: zh}\n", "utf-8")
    run(sys.executable, "-m", "mkdocs", "build", "--quiet", "--config-file", folder / "mkdocs.yml")
    return folder / "site"


def measure_weight(site: Path) -> None:
    """Print a line for each page, and one for the stock page."""
    print("| page | requests | KB (gzip) | Lighthouse: " + " / ".join(MARKS) + " |\n|---|---:|---:|---|")
    with serve(site) as address:
        _print_pages(address, PAGES)
        services = [f"services/{path.name}" for path in sorted((site / "services").glob("*.html"))]
        heaviest = max(weigh_visits(address, services).items(), key=lambda one: one[1][1])
    with tempfile.TemporaryDirectory(prefix="gridpress-stock-") as folder:
        _print_stock(build_stock(Path(folder)))
    print(f"\nThe heaviest first visit to a service: {heaviest[0]}, {heaviest[1][1] / 1000:.1f} KB.")


def _print_stock(site: Path) -> None:
    with serve(site) as address:
        _print_pages(address, {"stock Material, a hand-written page": "index.html"})


def _print_pages(address: str, pages: dict[str, str]) -> None:
    program = find_lighthouse()
    weights = weigh_visits(address, list(pages.values()))
    for name, page in pages.items():
        requests, size = weights[page]
        marks = " / ".join(map(str, mark_page(program, address + page))) if program else "not installed"
        print(f"| {name} | {requests} | {size / 1000:.1f} | {marks} |", flush=True)


def build_demo(site: Path) -> None:
    """Build the demo, without handbooks."""
    run(sys.executable, "-m", "generator.cli", "build", "--no-handbooks", "--root", ROOT, "--out", site)


def main() -> None:
    """Measure a built site, or the demo."""
    parser = argparse.ArgumentParser(prog="scripts.bench.weight", description="What a first visit weighs.")
    parser.add_argument("site", type=Path, nargs="?", help="a built site")
    chosen = parser.parse_args()
    if chosen.site:
        measure_weight(chosen.site)
        return
    with tempfile.TemporaryDirectory(prefix="gridpress-weight-") as folder:
        build_demo(Path(folder) / "site")
        measure_weight(Path(folder) / "site")


if __name__ == "__main__":
    main()
