"""`gridpress serve`: the site from memory on loopback, following each edit.

A page is made when a browser asks for it. After an edit only the changed files are read again, and
only the pages that a browser has open are made again; a browser reloads when its page, or what that
loads, came out different. So the work after an edit does not grow with the number of pages.
"""

import datetime
import json
import os
import queue
import re
import socket
import threading
import time
import webbrowser
from collections.abc import Iterable, Mapping
from contextlib import suppress
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, unquote, urlsplit

import click

from generator.diagnostics import OutputError, Text, explain_refusal, stops_publishing
from generator.model import KIND_BY_FOLDER
from generator.outputs.media_types import type_of
from generator.publishing import CONTENT
from generator.publishing.audience import Audience, digest_shown
from generator.publishing.checking import locate_all
from generator.publishing.preview import PAGED, Preview
from generator.publishing.watching import watch_workspace
from generator.publishing.written_names import site_path
from generator.reading import MENUS
from generator.reporting.fault_box import view_box, view_failure
from generator.reporting.findings import render_full
from generator.reporting.located import Located
from generator.views.addresses import page_path

TEMPLATES = Path(__file__).parent.parent / "templates"
OWN = {
    "/-/preview.js": ("text/javascript; charset=utf-8", (TEMPLATES / "preview.js").read_bytes()),
    "/-/preview.css": ("text/css; charset=utf-8", (TEMPLATES / "preview.css").read_bytes()),
}
STYLE = '<link rel="stylesheet" href="/-/preview.css">'
SCRIPT = '<script src="/-/preview.js" data-shown="{}"></script>'
HEADERS = {
    "Content-Security-Policy": "default-src 'self'; img-src 'self' data:; object-src 'none'; "
    "base-uri 'none'; form-action 'self'; frame-ancestors 'self'",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "strict-origin-when-cross-origin",
    "Cache-Control": "no-store",
}
"""What docs/publishing.md has a server send: a page does nothing here that it may not do there."""
THIS_MACHINE = re.compile(r"(127\.0\.0\.1|localhost|\[::1\])\.?(:[0-9]*)?", re.IGNORECASE)
"""Names by which a browser asks for this machine: under any other a foreign page could read the preview."""
HEARTBEAT_S = 15
LAST_PORT = 65_535


class Server(ThreadingHTTPServer):
    """The server on loopback with the site it shows and the browsers that look at it."""

    daemon_threads = True
    allow_reuse_address = os.name != "nt"
    """On Windows that word would let two servers share a port."""
    _sixth: "_Sixth | None" = None
    _answers = False

    def __init__(self, preview: Preview, port: int, lang: str = "zh") -> None:
        super().__init__(("127.0.0.1", port), Handler)
        self.preview = preview
        self.audience = Audience()
        self.lang = lang
        self.found: list[Located] = []
        self.failure: Text | None = None
        self._sixth = _open_sixth(self)

    def start(self) -> None:
        """Answer at both addresses until the server is closed."""
        for one in filter(None, (self, self._sixth)):
            threading.Thread(target=one.serve_forever, daemon=True).start()
        self._answers = True

    def server_close(self) -> None:
        """Give up both addresses, after the answering: without its socket that would end in a traceback."""
        if self._answers:
            self.shutdown()
        super().server_close()
        if self._sixth:
            if self._answers:
                self._sixth.shutdown()
            self._sixth.server_close()

    def say(self, path: str) -> str:
        """What a browser is told, as JSON: what stops all pages, else what concerns its own."""
        if self.failure:
            return json.dumps(view_failure(self.failure, self.lang), ensure_ascii=False)
        errors = [one for one in self.found if one.diagnostic.stops_publishing]
        own = [one for one in self.found if page_of(one.span.file) == path]
        return json.dumps(view_box(errors or own, self.lang), ensure_ascii=False)

    def handle_error(self, request: object, client_address: object) -> None:
        """A browser that closes early is nothing to report."""


class _Sixth(ThreadingHTTPServer):
    """The same port at `::1`, where systems look for `localhost` first; requests are the server's."""

    daemon_threads = True
    address_family = socket.AF_INET6

    def __init__(self, server: Server) -> None:
        super().__init__(("::1", server.server_address[1]), Handler)
        self._server = server

    def finish_request(self, request: Any, client_address: Any) -> None:  # noqa: ANN401 - as socketserver has it
        Handler(request, client_address, self._server)

    def handle_error(self, request: object, client_address: object) -> None:
        """As above."""


def _open_sixth(server: Server) -> _Sixth | None:
    """None where the machine has no such address, or another program has the port there."""
    with suppress(OSError):
        return _Sixth(server)
    return None


def page_of(file: str) -> str:
    """The page that shows a file of menus/ or content/; "" for one that has none of its own."""
    top, _, below = file.partition("/")
    folder, _, name = below.partition("/")
    kind = KIND_BY_FOLDER.get(folder) if top == MENUS else None
    if kind is not None and kind.name in PAGED:
        return page_path(kind.name, name.rpartition(".")[0])
    return site_path(below) if top == CONTENT else ""


class Handler(BaseHTTPRequestHandler):
    """Answers one request."""

    server: Server
    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        hosts = self.headers.get_all("Host") or [""]
        if len(hosts) > 1 or not THIS_MACHINE.fullmatch(hosts[0].strip()):
            self._send(HTTPStatus.FORBIDDEN, b"", "text/plain")
            return
        address = urlsplit(self.path)
        if address.path in OWN:
            kind, data = OWN[address.path]
            self._send(HTTPStatus.OK, data, kind)
        elif address.path == "/-/changes":
            asked = parse_qs(address.query)
            self._stream(_page_path(asked.get("path", ["/"])[0]), asked.get("shown", [""])[0])
        else:
            self._page(_page_path(address.path))

    def do_HEAD(self) -> None:
        self.do_GET()

    def _page(self, path: str) -> None:
        read, wanted = self.server.preview.read, path
        shown = digest_shown(read, path) if path.endswith(".html") else ""
        try:
            data = read(path)
        except OutputError as error:  # a handbook for which there is no font
            self._send(HTTPStatus.INTERNAL_SERVER_ERROR, error.text.zh.encode(), "text/plain; charset=utf-8")
            return
        status = HTTPStatus.OK
        if data is None:
            data, path, status = read("404.html") or b"", "404.html", HTTPStatus.NOT_FOUND
            shown = digest_shown(read, wanted)
        if path.endswith(".html"):
            tags = (STYLE + SCRIPT.format(shown)).encode()
            data = data.replace(b"</body>", tags + b"</body>", 1)
        self._send(status, data, type_of(path))

    def _send(self, status: HTTPStatus, data: bytes, kind: str) -> None:
        self._begin(status, kind, {"Content-Length": str(len(data))})
        if self.command != "HEAD":
            self.wfile.write(data)

    def _begin(self, status: HTTPStatus, kind: str, more: Mapping[str, str]) -> None:
        self.send_response(status)
        for name, value in (("Content-Type", kind), *HEADERS.items(), *more.items()):
            self.send_header(name, value)
        self.end_headers()

    def _stream(self, path: str, shown: str) -> None:
        """Server-sent events until the browser goes; at once a reload where it shows what is past."""
        self._begin(HTTPStatus.OK, "text/event-stream", {"Connection": "close"})
        if self.command == "HEAD":
            return
        server = self.server
        told = server.audience.join(path, shown)
        told.put(("faults", server.say(path)))
        if digest_shown(server.preview.read, path) != shown:
            told.put(("reload", "{}"))
        with suppress(OSError):
            while True:
                try:
                    event, data = told.get(timeout=HEARTBEAT_S)
                    self.wfile.write(f"event: {event}\ndata: {data}\n\n".encode())
                except queue.Empty:
                    self.wfile.write(b": still here\n\n")
                self.wfile.flush()
        server.audience.leave(told)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the name is http.server's
        """Requests are not worth a line; edits are."""


def _page_path(address: str) -> str:
    path = unquote(address).lstrip("/")
    return f"{path}index.html" if not path or path.endswith("/") else path


OPEN = Text(
    "在浏览器打开 {a}；改了文件会自己更新，按 Ctrl+C 结束", "open {a}; it follows your edits, Ctrl+C ends"
)
DRAFTS = Text("草稿 {n} 份：{a}-/drafts.html", "{n} drafts: {a}-/drafts.html")
ENDED = Text("已结束", "ended")
MENDED = Text("都改好了", "all mended")
TOOK = Text("更新用了 {t:.0f} 毫秒", "updated in {t:.0f} ms")
TAKEN = Text(
    "端口 {port} 用不了（{why}）。另一个窗口里已经开着预览就用那个；不是就换一个端口：{next}",
    "port {port} is not to be had ({why}). Use the preview that is open in another window, or {next}",
)


def serve_site(  # noqa: PLR0913 - one parameter for each option of the command
    root: Path, *, engine: str, port: int, lang: str, today: datetime.date | None = None, browse: bool = False
) -> None:
    """Serve until interrupted. Raises OutputError when the port is taken; faults of a workspace are shown."""
    server = open_server(Preview(root, engine=engine, today=today), port, lang)
    changes = watch_workspace(root)
    try:
        next(changes, None)  # from here on no save is missed
        refresh(server, ())
        server.start()
        address = f"http://127.0.0.1:{server.server_address[1]}/"
        click.echo(OPEN.format(a=address).pick(lang))
        if server.preview.drafts:
            click.echo(DRAFTS.format(n=server.preview.drafts, a=address).pick(lang))
        if browse:
            webbrowser.open(address)
        for changed in changes:
            refresh(server, changed)
    except KeyboardInterrupt:  # while something was being made
        pass
    server.server_close()
    click.echo(ENDED.pick(lang))


def open_server(preview: Preview, port: int, lang: str) -> Server:
    """The server at a port. Raises OutputError with the next step when the port is not to be had."""
    try:
        return Server(preview, port, lang)
    except OSError as error:
        other = f"gridpress serve --port {port % LAST_PORT + 1}"
        told = TAKEN.format(port=port, why=explain_refusal(error), next=other)
        raise OutputError(told.zh, told.en) from error


def refresh(server: Server, changed: Iterable[Path]) -> int:
    """Take up an edit: check, tell the terminal and the browsers; returns how many pages reload."""
    start, lang, preview = time.perf_counter(), server.lang, server.preview
    before = server.failure or stops_publishing([one.diagnostic for one in server.found])
    try:
        found = preview.update(changed)
        server.found, server.failure = locate_all(preview.root, found), None
    except (OutputError, OSError) as error:
        server.failure = _tell_failure(error)
        click.echo(server.failure.pick(lang), err=True)
        return server.audience.tell(preview.read, server.say)
    if found:
        click.echo(render_full(server.found, lang), nl=False, err=True)
    if before and not stops_publishing(found):
        click.echo(MENDED.pick(lang), err=True)
    reloads = server.audience.tell(preview.read, server.say)
    click.echo(TOOK.format(t=(time.perf_counter() - start) * 1000).pick(lang), err=True)
    return reloads


def _tell_failure(error: OutputError | OSError) -> Text:
    if isinstance(error, OutputError):
        return error.text
    told = Text(
        "读写不了 {file}（{why}）；它会在下一次保存时再试",
        "cannot read or write {file} ({why}); it is tried again at the next save",
    )
    return told.format(file=error.filename or "", why=explain_refusal(error))
