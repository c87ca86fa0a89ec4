"""Material's own search over the same documents: its worker with its settings for Chinese, in a browser.

Words are parted by jieba where that is installed, as Material's plugin does; else by punctuation only.
"""

import importlib
import shutil
import threading
from collections.abc import Callable, Iterable, Sequence
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from importlib.util import find_spec
from pathlib import Path

from generator.views.projections import SearchDocument

FIRST = 10
SEPARATOR = "[\\s\\u200b\\u3000\\-、，。．？！；]+"
"""As in material/templates/partials/languages/zh.html."""
FIELDS = {"title": {"boost": 1e3}, "text": {"boost": 1.0}, "tags": {"boost": 1e6}}
"""As in material/plugins/search/plugin.py."""
_ASK = """async ([worker, index, queries, most]) => {
  const search = new Worker(worker);
  const ask = (message) => new Promise((done) => {
    search.onmessage = ({ data }) => done(data.data);
    search.postMessage(message);
  });
  await ask({ type: 0, data: index });
  const answers = [];
  for (const query of queries) {
    const { items } = await ask({ type: 2, data: query });
    answers.push(items.slice(0, most).map(([first]) => first.location));
  }
  return answers;
}"""


def name_material() -> str:
    """What the engine is called in the table."""
    return "Material with jieba" if find_spec("jieba") else "Material"


class Material:
    """An engine like any other of the measurement."""

    def __init__(
        self, documents: Iterable[SearchDocument], folder: Path, name: Callable[[dict[str, str]], str]
    ) -> None:
        part = importlib.import_module("jieba").cut if find_spec("jieba") else lambda text: [text]
        self._folder = folder
        self._names: list[str] = []
        self._docs: list[dict[str, str]] = []
        for number, one in enumerate(documents):
            text = "\u200b".join(part(" ".join((*one.aliases, one.text))))
            title = "\u200b".join(part(one.title))
            self._docs.append({"location": f"{number}/", "title": title, "text": text})
            self._names.append(name({"title": one.title, "url": one.url}))
        theme = Path(str(importlib.import_module("material").__file__)).parent
        shutil.copytree(theme / "templates/assets/javascripts", folder / "js")
        (folder / "index.html").write_text('<!doctype html><html lang="zh"><title>-</title>', "utf-8")

    def __call__(self, queries: Sequence[str]) -> list[list[str]]:
        """Answer all queries on one page."""
        from playwright.sync_api import sync_playwright  # noqa: PLC0415 - needless for the other engines

        config = {"lang": ["zh"], "separator": SEPARATOR, "pipeline": ["stemmer"], "fields": FIELDS}
        index = {"config": config, "docs": self._docs, "options": {"suggest": False}}
        (worker,) = (self._folder / "js" / "workers").glob("search.*.min.js")
        server = ThreadingHTTPServer(("127.0.0.1", 0), partial(_Quiet, directory=str(self._folder)))
        threading.Thread(target=server.serve_forever, daemon=True).start()
        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=shutil.which("chromium"))
            page = browser.new_page()
            page.goto(f"http://127.0.0.1:{server.server_port}/index.html")
            answers = page.evaluate(_ASK, [f"js/workers/{worker.name}", index, list(queries), FIRST])
            browser.close()
        server.shutdown()
        return [[self._names[int(place.rstrip("/"))] for place in found] for found in answers]


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, *_: object) -> None:
        """Say nothing of each request."""
