"""`gridpress serve`: the site from memory on loopback, following each edit.

A page is made when a browser asks for it. After an edit only the changed files are read again, and
only the pages that a browser has open are made again; a browser reloads when its page came out
different. So the work after an edit does not grow with the number of pages.
"""

import datetime
import json
import mimetypes
import queue
import threading
import time
from collections.abc import Iterable
from contextlib import suppress
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import parse_qs, unquote, urlsplit

import click
import watchfiles

from generator.diagnostics import Diagnostic, OutputError, Text, explain_refusal, stops_publishing
from generator.publishing.checking import locate_all
from generator.publishing.preview import Preview
from generator.reporting.findings import render_concise, render_full

SCRIPT = (Path(__file__).parent.parent / "templates" / "preview.js").read_bytes()
TAG = b'<script src="/-/preview.js"></script></body>'
WATCHED = ("menus", "content", "site_overrides", "mkdocs.yml")
HEARTBEAT_S = 15
DEBOUNCE_MS = 60


class Audience:
    """The browsers that have a page open, each with a queue of what to tell it."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._open: dict[queue.Queue[tuple[str, str]], tuple[str, bytes]] = {}

    def join(self, path: str, page: bytes) -> queue.Queue[tuple[str, str]]:
        """A new listener for a page and the bytes that it shows."""
        told: queue.Queue[tuple[str, str]] = queue.Queue()
        with self._lock:
            self._open[told] = (path, page)
        return told

    def leave(self, told: queue.Queue[tuple[str, str]]) -> None:
        """The browser has gone."""
        with self._lock:
            self._open.pop(told, None)

    def tell(self, preview: Preview, faults: str) -> int:
        """Send faults to all, and a reload to those whose page has changed; returns how many reload."""
        reloads = 0
        with self._lock:
            listeners = list(self._open.items())
        for told, (path, page) in listeners:
            told.put(("faults", json.dumps(faults, ensure_ascii=False)))
            if preview.read(path) != page:
                told.put(("reload", "{}"))
                reloads += 1
        return reloads


class Server(ThreadingHTTPServer):
    """The server on loopback with the site it shows and the browsers that look at it."""

    daemon_threads = True

    def __init__(self, preview: Preview, port: int) -> None:
        super().__init__(("127.0.0.1", port), Handler)
        self.preview = preview
        self.audience = Audience()
        self.faults = ""

    def handle_error(self, request: object, client_address: object) -> None:
        """A browser that closes early is nothing to report."""


class Handler(BaseHTTPRequestHandler):
    """Answers one request."""

    server: Server
    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        host = self.headers.get("Host", "").rsplit(":", 1)[0]
        if host not in {
            "127.0.0.1",
            "localhost",
        }:  # a foreign page must not read the preview by a name of its own
            self._send(HTTPStatus.FORBIDDEN, b"", "text/plain")
            return
        address = urlsplit(self.path)
        if address.path == "/-/preview.js":
            self._send(HTTPStatus.OK, SCRIPT, "text/javascript; charset=utf-8")
        elif address.path == "/-/changes":
            self._stream(_page_path(parse_qs(address.query).get("path", ["/"])[0]))
        else:
            self._page(_page_path(address.path))

    def _page(self, path: str) -> None:
        try:
            data = self.server.preview.read(path)
        except OutputError as error:  # a handbook for which there is no font
            self._send(HTTPStatus.INTERNAL_SERVER_ERROR, error.text.zh.encode(), "text/plain; charset=utf-8")
            return
        status = HTTPStatus.OK
        if data is None:
            data, path, status = self.server.preview.read("404.html") or b"", "404.html", HTTPStatus.NOT_FOUND
        kind = mimetypes.guess_type(path)[0] or "application/octet-stream"
        if kind == "text/html":
            data, kind = data.replace(b"</body>", TAG, 1), "text/html; charset=utf-8"
        self._send(status, data, kind)

    def _send(self, status: HTTPStatus, data: bytes, kind: str) -> None:
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(data)))
        self.send_header("Cache-Control", "no-store")
        self.end_headers()
        self.wfile.write(data)

    def _stream(self, path: str) -> None:
        """Server-sent events until the browser goes."""
        self.send_response(HTTPStatus.OK)
        self.send_header("Content-Type", "text/event-stream")
        self.send_header("Cache-Control", "no-store")
        self.send_header("Connection", "close")
        self.end_headers()
        told = self.server.audience.join(path, self.server.preview.read(path) or b"")
        told.put(("faults", json.dumps(self.server.faults, ensure_ascii=False)))
        with suppress(OSError):
            while True:
                try:
                    event, data = told.get(timeout=HEARTBEAT_S)
                    self.wfile.write(f"event: {event}\ndata: {data}\n\n".encode())
                except queue.Empty:
                    self.wfile.write(b": still here\n\n")
                self.wfile.flush()
        self.server.audience.leave(told)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the name is http.server's
        """Requests are not worth a line; edits are."""


def _page_path(address: str) -> str:
    path = unquote(address).lstrip("/")
    return f"{path}index.html" if not path or path.endswith("/") else path


def serve_site(root: Path, *, engine: str, port: int, lang: str, today: datetime.date | None = None) -> None:
    """Serve until interrupted. Raises OutputError when the port is taken or the first load fails."""
    preview = Preview(root, engine=engine, today=today)
    try:
        server = Server(preview, port)
    except OSError as error:
        raise OutputError(
            f"端口 {port} 用不了：{explain_refusal(error).zh}；换一个 --port",
            f"port {port}: {error.strerror}; try another --port",
        ) from error
    refresh(server, lang, ())
    threading.Thread(target=server.serve_forever, daemon=True).start()
    address = f"http://127.0.0.1:{server.server_address[1]}/"
    click.echo(Text("在浏览器打开 {a}；按 Ctrl+C 结束", "open {a}; Ctrl+C ends").format(a=address).pick(lang))
    if server.preview.drafts:
        told = Text("草稿 {n} 份：{a}-/drafts.html", "{n} drafts: {a}-/drafts.html")
        click.echo(told.format(n=server.preview.drafts, a=address).pick(lang))
    paths = [root / name for name in WATCHED if (root / name).exists()]
    with suppress(KeyboardInterrupt):
        for changes in watchfiles.watch(
            *paths, debounce=DEBOUNCE_MS, step=DEBOUNCE_MS // 2, raise_interrupt=False
        ):
            refresh(server, lang, [Path(path) for _, path in changes])
    server.shutdown()


def refresh(server: Server, lang: str, changed: Iterable[Path]) -> int:
    """Take up an edit: check, tell the terminal and the browsers; returns how many pages reload."""
    start = time.perf_counter()
    try:
        found = server.preview.update(changed)
    except OutputError as error:
        click.echo(error.text.pick(lang), err=True)
        server.faults = error.text.pick(lang)
        return server.audience.tell(server.preview, server.faults)
    server.faults = _shown(server.preview.root, found, lang) if stops_publishing(found) else ""
    if found:
        click.echo(render_full(locate_all(server.preview.root, found), lang), nl=False, err=True)
    reloads = server.audience.tell(server.preview, server.faults)
    took = (time.perf_counter() - start) * 1000
    click.echo(Text("更新用了 {t:.0f} 毫秒", "updated in {t:.0f} ms").format(t=took).pick(lang), err=True)
    return reloads


def _shown(root: Path, found: list[Diagnostic], lang: str) -> str:
    return render_concise(locate_all(root, found), lang)
