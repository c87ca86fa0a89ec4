"""Pagefind over the same documents, one plain page each, asked in a browser; only if it is installed."""

import html
import shutil
import threading
from collections.abc import Callable, Iterable, Sequence
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from generator.views.projections import SearchDocument
from scripts.bench.measuring import run

FIRST = 10
_ASK = """async ([queries, most]) => {
  const pagefind = await import('/pagefind/pagefind.js');
  const answers = [];
  for (const query of queries) {
    const { results } = await pagefind.search(query);
    answers.push(await Promise.all(results.slice(0, most).map(async (one) => (await one.data()).url)));
  }
  return answers;
}"""


def find_pagefind() -> str | None:
    """The program, if it is here."""
    return shutil.which("pagefind")


class Pagefind:
    """An engine like any other of the measurement; `folder` holds its pages and its index."""

    def __init__(
        self, documents: Iterable[SearchDocument], folder: Path, name: Callable[[dict[str, str]], str]
    ) -> None:
        self._folder = folder
        self._names: list[str] = []
        for number, one in enumerate(documents):
            (folder / f"{number}.html").write_text(_render(one), "utf-8")
            self._names.append(name({"title": one.title, "url": one.url}))
        run(find_pagefind() or "pagefind", "--site", folder)
        (folder / "index.html").write_text('<!doctype html><html lang="zh-CN"><title>-</title>', "utf-8")

    def __call__(self, queries: Sequence[str]) -> list[list[str]]:
        """Answer all queries on one page."""
        from playwright.sync_api import sync_playwright  # noqa: PLC0415 - needless for the other engines

        server = ThreadingHTTPServer(("127.0.0.1", 0), partial(_Quiet, directory=str(self._folder)))
        threading.Thread(target=server.serve_forever, daemon=True).start()
        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=shutil.which("chromium"))
            page = browser.new_page()
            page.goto(f"http://127.0.0.1:{server.server_port}/index.html")
            answers = page.evaluate(_ASK, [list(queries), FIRST])
            browser.close()
        server.shutdown()
        return [[self._names[int(Path(url).stem)] for url in urls] for urls in answers]


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, *_: object) -> None:
        """Say nothing of each request."""


def _render(one: SearchDocument) -> str:
    title, names, text = map(html.escape, (one.title, "、".join(one.aliases), one.text))
    return (
        f'<!doctype html><html lang="zh-CN"><title>{title}</title>'
        f"<main><h1>{title}</h1><p>{names}</p><p>{text}</p></main></html>"
    )
