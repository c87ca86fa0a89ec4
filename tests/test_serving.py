"""The preview: pages from memory on loopback, reloads of what changed alone, faults in the browser."""

import http.client
import json
import os
import re
import signal
import socket
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from conftest import ROOT, open_context
from playwright.sync_api import Browser

from generator.diagnostics import Diagnostic, OutputError, Place, Severity, Span, Text
from generator.publishing.preview import Preview
from generator.publishing.scaffolding import write_schemas
from generator.publishing.serving import Server, open_server, page_of, refresh
from generator.reporting.fault_box import view_box
from generator.reporting.located import Located

SERVICE, OTHER = "services/elder-card.html", "people/sun-tao.html"
WAIT_S = 120
"""Ends a test that waits for ever; judges nothing."""


@pytest.fixture
def server(whole_workspace: Path) -> Iterator[Server]:
    """The small workspace served at a free port, first loaded."""
    server = Server(Preview(whole_workspace, engine="mkdocs"), 0)
    refresh(server, ())
    server.start()
    yield server
    server.server_close()


def get(server: Server, path: str, **headers: str) -> tuple[int, bytes, str]:
    """Status, body and type of an address."""
    connection = http.client.HTTPConnection("127.0.0.1", server.server_address[1], timeout=WAIT_S)
    connection.request("GET", path, headers=headers)
    answer = connection.getresponse()
    body, kind = answer.read(), answer.headers["Content-Type"]
    connection.close()
    return answer.status, body, kind


class Listener:
    """A browser that has a page open: the events that it is sent."""

    def __init__(self, server: Server, path: str) -> None:
        page = get(server, f"/{path}")[1].decode()
        shown = re.search(r'data-shown="(\w+)"', page)
        assert shown
        self._connection = http.client.HTTPConnection("127.0.0.1", server.server_address[1], timeout=WAIT_S)
        self._connection.request("GET", f"/-/changes?path=/{path}&shown={shown[1]}")
        self._answer = self._connection.getresponse()
        assert self._answer.headers["Content-Type"] == "text/event-stream"
        self.next()  # the faults that stood when it came

    def next(self) -> tuple[str, object]:
        """Name and data of the next event."""
        lines = [self._answer.readline().decode().rstrip("\n") for _ in range(3)]
        assert lines[2] == ""
        return lines[0].removeprefix("event: "), json.loads(lines[1].removeprefix("data: "))

    def close(self) -> None:
        self._answer.close()
        self._connection.close()


@pytest.fixture
def listen(server: Server) -> Iterator[object]:
    """Open pages, closed when the test ends."""
    opened: list[Listener] = []

    def open_page(path: str) -> Listener:
        opened.append(Listener(server, path))
        return opened[-1]

    yield open_page
    for one in opened:
        one.close()


def edit(server: Server, file: str, old: str, new: str) -> int:
    """Change a file as an editor would, and let the server take it up; how many pages reload."""
    path = server.preview.root / file
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new), "utf-8")
    return refresh(server, [path])


def test_pages_styles_and_scripts_are_served_with_their_types(server: Server) -> None:
    status, body, kind = get(server, "/")
    assert (status, kind) == (200, "text/html; charset=utf-8")
    assert "岱汐市网格服务".encode() in body
    assert get(server, "/services/")[1] == get(server, "/services/index.html")[1]
    assert "办老年证".encode() in get(server, f"/{SERVICE}?from=home")[1]
    assert get(server, "/assets/gridpress.css")[2] == "text/css; charset=utf-8"
    assert get(server, "/.well-known/api-catalog")[2].startswith("application/linkset+json")
    assert get(server, "/search/index.js")[0] == 200
    assert get(server, "/-/preview.js")[2].startswith("text/javascript")


@pytest.mark.parametrize(
    "path",
    [
        "/nothing.html",
        "/../../etc/passwd",
        "/%2e%2e/%2e%2e/etc/passwd",
        "/..%2f..%2fmenus/profile.yaml",
        "/menus/profile.yaml",
        "//etc/passwd",
        "/handbooks/..%2f..%2fx.pdf",
        "/handbooks/nobody.pdf",
        "/search/nothing.js",
        "/%00",
        "/%ff%fe",
    ],
)
def test_what_is_not_of_the_site_is_not_found(server: Server, path: str) -> None:
    status, body, _ = get(server, path)
    assert status == 404
    assert "没有找到这一页".encode() in body


@pytest.mark.parametrize(
    "host",
    [
        *("evil.example", "evil.example:8000", "127.0.0.1.evil.example", "", "localhost.evil.example", "::1"),
        *(
            "localhost@evil.example",
            "evil.example@localhost",
            "localhost:80:80",
            "localhost:x",
            "[::1",
            "[::2]",
        ),
        *("127.0.0.2", "127.1", "127.0.0.1.1", "localhost..", "localhost evil.example", "2130706433"),
    ],
)
def test_a_name_that_a_foreign_page_chose_is_refused(server: Server, host: str) -> None:
    assert get(server, "/", Host=host)[:2] == (403, b"")


@pytest.mark.parametrize(
    "host",
    [
        *(
            "localhost",
            "localhost:8000",
            "127.0.0.1:1",
            "127.0.0.1",
            "LOCALHOST:8000",
            "LocalHost",
            "localhost.",
        ),
        *("localhost.:8000", "[::1]", "[::1]:8000", "localhost:", " localhost "),
    ],
)
def test_names_of_this_machine_are_served(server: Server, host: str) -> None:
    assert get(server, "/", Host=host)[0] == 200


def test_two_names_at_once_are_refused(server: Server) -> None:
    """Of two, a program between may have believed the other."""
    with socket.create_connection(server.server_address[:2], timeout=WAIT_S) as line:
        line.sendall(b"GET / HTTP/1.1\r\nHost: localhost\r\nHost: evil.example\r\nConnection: close\r\n\r\n")
        assert line.makefile("rb").readline().split()[1] == b"403"


def test_a_program_may_ask_without_the_body(server: Server) -> None:
    """HEAD says what GET would, whatever the address, and the connection goes on."""
    connection = http.client.HTTPConnection("127.0.0.1", server.server_address[1], timeout=WAIT_S)
    for path in ("/", f"/{SERVICE}", "/assets/gridpress.css", "/nothing.html", "/-/preview.js"):
        told = []
        for method in ("GET", "HEAD"):
            connection.request(method, path)
            answer = connection.getresponse()
            told.append((answer.status, answer.headers["Content-Type"], answer.headers["Content-Length"]))
            body = answer.read()
        assert told[0] == told[1], path
        assert body == b""
    connection.request("HEAD", "/-/changes")
    assert connection.getresponse().headers["Content-Type"] == "text/event-stream"
    connection.close()


@pytest.mark.parametrize(
    "path", ["/", "/assets/gridpress.css", "/nothing.html", "/-/changes", "/-/preview.js"]
)
def test_every_answer_has_the_documented_headers(server: Server, path: str) -> None:
    """Those that docs/publishing.md has a server send, so that nothing first fails on the real one."""
    documented = (ROOT / "docs" / "publishing.md").read_text("utf-8").split("```")[1].strip().splitlines()
    connection = http.client.HTTPConnection("127.0.0.1", server.server_address[1], timeout=WAIT_S)
    connection.request("HEAD", path)
    answer = connection.getresponse()
    assert len(documented) == 3
    for name, _, value in (line.partition(": ") for line in documented):
        assert answer.headers.get_all(name) == [value]
    connection.close()


def test_it_answers_where_localhost_is_looked_for_first(server: Server) -> None:
    """At `::1` too, by the same pages and the same refusal."""
    connection = http.client.HTTPConnection("::1", server.server_address[1], timeout=WAIT_S)
    for host, status in (("", 200), ("evil.example", 403)):
        connection.request("GET", "/", headers={"Host": host} if host else {})
        answer = connection.getresponse()
        assert answer.status == status
        assert (b"</html>" in answer.read()) == (status == 200)
    connection.close()


def test_it_listens_on_this_machine_only(server: Server) -> None:
    assert server.server_address[0] == "127.0.0.1"


def test_an_edit_reloads_the_pages_that_show_it_and_no_other(server: Server, listen: object) -> None:
    service, other = listen(SERVICE), listen(OTHER)
    assert edit(server, "menus/services/elder-card.yaml", "办老年证", "领老年卡") == 1
    assert [service.next(), service.next()] == [("faults", None), ("reload", {})]
    assert "领老年卡".encode() in get(server, f"/{SERVICE}")[1]
    # The other page is sent its faults alone: the next event after them belongs to the next edit.
    assert other.next() == ("faults", None)
    assert edit(server, "menus/people/sun-tao.yaml", "5550122", "5550129") == 2, (
        "the service has not reloaded"
    )
    assert [other.next(), other.next()] == [("faults", None), ("reload", {})]


def test_faults_reach_the_browser_while_the_last_good_pages_stay(server: Server, listen: object) -> None:
    service = listen(SERVICE)
    before = get(server, f"/{SERVICE}")[1]
    assert (
        edit(server, "menus/services/elder-card.yaml", "provider: chaojing-office", "provider: nobody") == 0
    )
    name, text = service.next()
    assert name == "faults"
    assert text["stops"]
    (item,) = text["items"]
    assert item["place"] == "menus/services/elder-card.yaml  第 4 行第 11 字"
    assert item["line"] == ["provider: ", "nobody", ""]
    assert "nobody" in item["message"]
    assert any(line.startswith("怎么改: ") for line in item["help"])
    assert get(server, f"/{SERVICE}")[1] == before
    assert (
        edit(server, "menus/services/elder-card.yaml", "provider: nobody", "provider: chaojing-office") == 0
    )
    assert service.next() == ("faults", None)


def test_who_comes_while_there_are_faults_is_told_them(server: Server) -> None:
    edit(server, "menus/services/elder-card.yaml", "provider: chaojing-office", "provider: nobody")
    connection = http.client.HTTPConnection("127.0.0.1", server.server_address[1], timeout=WAIT_S)
    connection.request("GET", "/-/changes?path=/index.html")
    answer = connection.getresponse()
    assert answer.readline() == b"event: faults\n"
    assert b"nobody" in answer.readline()
    connection.close()


def test_an_edit_of_a_written_page_reloads_it(server: Server, listen: object) -> None:
    page, data = listen("guide/grid.html"), listen(SERVICE)
    assert edit(server, "content/guide/grid.md", "# ", "# 新编：") >= 1
    assert [page.next()[0], page.next()[0]] == ["faults", "reload"]
    assert "新编：".encode() in get(server, "/guide/grid.html")[1]
    assert data.next()[0] == "faults"


def test_a_broken_template_is_told_and_the_pages_stay(server: Server, listen: object) -> None:
    page = listen(SERVICE)
    before = get(server, f"/{SERVICE}")[1]
    assert edit(server, "site_overrides/main.html", "{% endblock %}", "{% endblok %}") == 0
    name, text = page.next()
    assert name == "faults"
    assert "endblok" in text["items"][0]["message"]
    assert get(server, f"/{SERVICE}")[1] == before
    edit(server, "site_overrides/main.html", "{% endblok %}", "{% endblock %}")
    assert page.next() == ("faults", None)


def test_an_index_page_of_ones_own_takes_the_place_of_a_made_one(server: Server) -> None:
    own = server.preview.root / "content/services/index.md"
    own.parent.mkdir(exist_ok=True)
    own.write_text("---\ntitle: 服务\nhide: [toc]\n---\n\n## 自己写的\n", "utf-8")
    refresh(server, [own])
    assert get(server, f"/{SERVICE}")[0] == 200
    own.unlink()
    refresh(server, [own])
    assert get(server, f"/{SERVICE}")[0] == 200


def test_a_removed_entry_takes_its_page_along(server: Server) -> None:
    path = server.preview.root / "menus/services/elder-card.yaml"
    path.unlink()
    refresh(server, [path])
    assert get(server, f"/{SERVICE}")[0] == 404


def test_a_handbook_is_set_when_it_is_asked_for(server: Server) -> None:
    status, body, kind = get(server, "/handbooks/chaojing-1.pdf")
    assert (status, kind) == (200, "application/pdf")
    assert body.startswith(b"%PDF")


def test_a_closed_browser_is_forgotten(server: Server, listen: object) -> None:
    page = listen(SERVICE)
    page.close()
    for turn in range(4):  # a closed connection is noticed when something is written to it
        edit(server, "menus/people/sun-tao.yaml", f"555012{turn + 2}", f"555012{turn + 3}")
    threading.Event().wait(0.3)
    assert server.audience._open == {}  # noqa: SLF001 - nobody else could tell


def test_a_written_page_edited_while_there_are_faults_comes_out_with_their_repair(server: Server) -> None:
    edit(server, "menus/services/elder-card.yaml", "provider: chaojing-office", "provider: nobody")
    edit(server, "content/guide/grid.md", "# ", "# 新编：")
    assert "新编：".encode() not in get(server, "/guide/grid.html")[1]
    edit(server, "menus/services/elder-card.yaml", "provider: nobody", "provider: chaojing-office")
    assert "新编：".encode() in get(server, "/guide/grid.html")[1]


def test_a_new_name_of_the_site_stands_on_every_page(server: Server) -> None:
    edit(server, "menus/profile.yaml", "site_name: 岱汐市网格服务", "site_name: 岱汐网格")
    for path in ("/", f"/{SERVICE}", "/guide/grid.html"):
        body = get(server, path)[1].decode()
        assert "岱汐网格" in body
        assert "岱汐市网格服务" not in body


DRAFT = "menus/services/elder-card.yaml"


def test_a_draft_is_previewed_with_a_banner_and_stands_in_no_list(server: Server) -> None:
    """Its page is at its address, says that it is a draft, and the list of drafts leads to it."""
    edit(server, DRAFT, "name: 老年优待证办理", "draft: true\nname: 老年优待证办理")
    status, page, _ = get(server, f"/{SERVICE}")
    assert status == 200
    assert "草稿，还没有发布" in page.decode()
    assert SERVICE.encode() in get(server, "/-/drafts.html")[1]
    assert "办老年证".encode() not in get(server, "/services/index.html")[1]
    assert "草稿，还没有发布".encode() not in get(server, "/services/index.html")[1]


def test_a_draft_that_cannot_be_shown_says_at_its_address_what_it_lacks(server: Server) -> None:
    path = server.preview.root / "menus/services/new.yaml"
    path.write_text("draft: true\nname: <b>理发\nprovider: nobody\n", "utf-8")
    paper = server.preview.root / "menus/document_types/new.yaml"  # a kind without pages
    paper.write_text("draft: true\nname: 存折\n", "utf-8")
    refresh(server, [path, paper])
    status, page, _ = get(server, "/services/new.html")
    assert status == 200
    assert "这份草稿还缺" in page.decode()
    listed = get(server, "/-/drafts.html")[1].decode()
    assert "存折（还不能预览）" in listed
    assert "new（还不能预览）" in listed
    assert get(server, "/services/nothing.html")[0] == 404


# ---- what a page loads ----


def test_an_edit_of_a_style_sheet_or_a_picture_in_it_reloads_every_page(
    server: Server, listen: object
) -> None:
    pages = [listen(SERVICE), listen("guide/grid.html")]
    assert (
        edit(server, "site_overrides/assets/gridpress.css", ":root", "/* x */ body { margin: 1px } :root")
        == 2
    )
    assert [page.next()[0] for page in pages] == ["faults", "faults"]
    assert [page.next()[0] for page in pages] == ["reload", "reload"]


def test_an_edit_of_a_script_reloads_the_pages_that_load_it_and_no_other(
    server: Server, listen: object
) -> None:
    for page in (SERVICE, "find/index.html"):
        listen(page)
    script = server.preview.root / "site_overrides/assets/finder.js"
    script.write_text(script.read_text("utf-8") + "\n// x\n", "utf-8")
    assert refresh(server, [script]) == 1


def test_a_page_that_was_fetched_before_an_edit_reloads_as_soon_as_it_listens(server: Server) -> None:
    """What is saved before a page listens is not lost, nor what is saved while the server is away."""
    connection = http.client.HTTPConnection("127.0.0.1", server.server_address[1], timeout=WAIT_S)
    connection.request("GET", f"/-/changes?path=/{SERVICE}&shown=of-yesterday")
    answer = connection.getresponse()
    lines = [answer.readline() for _ in range(4)]
    assert lines[3] == b"event: reload\n"
    connection.close()


def test_a_new_and_a_deleted_written_page_are_noticed(server: Server, listen: object) -> None:
    path = server.preview.root / "content/guide/parking.md"
    nothing = listen("guide/parking.html")
    path.write_text("# 停车\n", "utf-8")
    assert refresh(server, [path]) == 1
    assert nothing.next()[0] == "faults"
    assert "停车".encode() in get(server, "/guide/parking.html")[1]
    path.unlink()
    refresh(server, [path])
    assert get(server, "/guide/parking.html")[0] == 404


# ---- what is told where ----


def test_what_stops_nothing_is_told_on_its_own_page_only(server: Server, listen: object) -> None:
    """The editor of a page outside the navigation hears of it there, as in the terminal."""
    path = server.preview.root / "content/guide/parking.md"
    path.write_text("# 停车\n", "utf-8")
    refresh(server, [path])
    own, other = listen("guide/parking.html"), listen(SERVICE)
    edit(server, "menus/people/sun-tao.yaml", "5550122", "5550129")
    name, told = own.next()
    assert name == "faults"
    assert not told["stops"]
    assert [item["code"] for item in told["items"]] == ["PAG115"]
    assert other.next() == ("faults", None)


@pytest.mark.parametrize(
    ("file", "page"),
    [
        ("menus/services/elder-card.yaml", SERVICE),
        ("menus/profile.yaml", ""),
        ("menus/document_types/id-card.yaml", ""),
        ("content/guide/grid.md", "guide/grid.html"),
        ("content/README.md", "index.html"),
        ("mkdocs.yml", ""),
    ],
)
def test_a_file_belongs_to_the_page_that_shows_it(file: str, page: str) -> None:
    assert page_of(file) == page


def test_the_box_lists_ten_and_counts_the_rest() -> None:
    place = Place("menus/a.yaml", offsets=(0, 0))
    found = [Diagnostic("X", Severity.ERROR, place, Text(str(n), str(n)), more=n == 0) for n in range(12)]
    located = [Located(one, Span("menus/a.yaml", 1, 1, 2, 1), "长: 文") for one in found]
    box = view_box(located, "zh")
    assert box is not None
    assert box["title"] == "有 13 处错误，网页还是改之前的样子"
    assert len(box["items"]) == 10
    assert box["more"].startswith("还有 2 处")
    assert box["items"][0]["line"] == ["", "长: 文", ""], (
        "a finding over several lines marks the first to its end"
    )
    assert view_box([], "zh") is None


# ---- starting and stopping ----


def test_faults_at_the_start_are_shown_until_they_are_mended(whole_workspace: Path) -> None:
    """Neither entries that cannot be read, nor settings, nor a workspace without any, end it."""
    entry, settings = whole_workspace / DRAFT, whole_workspace / "mkdocs.yml"
    text = entry.read_text("utf-8")
    entry.write_text("name：", "utf-8")
    settings.write_text("nav: [", "utf-8")
    server = Server(Preview(whole_workspace, engine="mkdocs"), 0)
    refresh(server, ())
    assert "改好后这里会自动显示".encode() in (server.preview.read("index.html") or b"")
    assert "SRC117" in server.say("index.html")
    entry.write_text(text, "utf-8")
    settings.write_text("site_name: 甲\n", "utf-8")
    refresh(server, [entry, settings])
    assert server.say("index.html") == "null"
    assert "岱汐市网格服务".encode() in (server.preview.read("index.html") or b"")
    server.server_close()


def test_a_port_in_use_names_the_next_step() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        with pytest.raises(OutputError, match=f"port {port} is not to be had") as refused:
            open_server(Preview(Path(), engine="mkdocs"), port, "zh")
    assert "已被别的程序占用" in refused.value.text.zh
    assert f"gridpress serve --port {port % 65_535 + 1}" in refused.value.text.zh


@pytest.mark.skipif(os.name == "nt", reason="signals of a console differ")
def test_ctrl_c_ends_it_with_a_word_and_without_a_traceback(workspace: Path) -> None:
    before = signal.signal(signal.SIGINT, signal.default_int_handler)  # a shell's background jobs ignore it
    command = [sys.executable, "-m", "generator.cli", "serve", "--port", "0", "--root", str(workspace)]
    with subprocess.Popen(  # noqa: S603 - our own program
        command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, encoding="utf-8"
    ) as running:
        assert running.stdout
        assert "在浏览器打开" in running.stdout.readline()
        signal.signal(signal.SIGINT, before)
        running.send_signal(signal.SIGINT)
        try:
            told, errors = running.communicate(timeout=WAIT_S)
        finally:
            running.kill()
        assert told == "已结束\n"
        assert "Traceback" not in errors
        assert running.returncode == 0


# ---- what VS Code offers ----


def test_a_new_entry_is_offered_by_vs_code_at_once(server: Server) -> None:
    root = server.preview.root
    write_schemas(root)
    new = root / "menus/organizations/library.yaml"
    new.write_text((root / "menus/organizations/chaojing-office.yaml").read_text("utf-8"), "utf-8")
    refresh(server, [new])
    assert "library" in (root / "schemas/service.json").read_text("utf-8")


# ---- the box in a browser ----


def test_the_box_stands_above_the_page_and_stays_closed_until_another_fault(
    server: Server, browser: Browser
) -> None:
    """On a narrow phone, by keyboard: the page begins below it, nothing is too wide."""
    place, wrong = "provider: chaojing-office", "provider: nobody"
    with open_context(browser, viewport={"width": 360, "height": 740}, reduced_motion="reduce") as context:
        page = context.new_page()
        page.goto(f"http://127.0.0.1:{server.server_address[1]}/{SERVICE}")
        edit(server, DRAFT, place, wrong)
        box = page.get_by_role("region", name="有 1 处错误，网页还是改之前的样子")
        box.wait_for()
        assert page.get_by_role("alert").inner_text() == "有 1 处错误，网页还是改之前的样子"
        assert box.locator("pre").inner_text() == wrong
        assert box.locator("mark").inner_text() == "nobody"
        assert "怎么改: " in box.inner_text()
        bottom = "document.querySelector('.gpp-box').getBoundingClientRect().bottom"
        assert page.evaluate(f"document.querySelector('h1').getBoundingClientRect().top >= {bottom}")
        assert page.evaluate("document.documentElement.scrollWidth") == 360
        box.focus()
        page.keyboard.press("Tab")
        assert page.evaluate("document.activeElement.textContent") == "关闭"
        page.keyboard.press("Enter")
        box.wait_for(state="detached")
        page.goto(f"http://127.0.0.1:{server.server_address[1]}/{OTHER}")
        page.locator("html[data-told]").wait_for()
        assert box.count() == 0, "the same fault on another page"
        edit(server, DRAFT, wrong, "provider: no-one")
        box.wait_for()
        page.keyboard.press("Tab")
        box.focus()
        page.keyboard.press("Escape")
        box.wait_for(state="detached")
        edit(server, DRAFT, "provider: no-one", place)
        edit(server, DRAFT, place, "provider: no-one")
        box.wait_for()
        edit(server, DRAFT, "provider: no-one", place)
        box.wait_for(state="detached")
