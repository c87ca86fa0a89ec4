"""The examples for web servers, run as they stand but for name, port, certificate and folder."""

import http.client
from collections.abc import Iterator
from pathlib import Path

import pytest
from web_servers import ask, certify, serve

from generator.artifact import Artifact
from generator.outputs.media_types import type_of
from generator.writing.site import write_site

FILES = {
    "index.html": "<p>首页</p>" * 100,
    "404.html": "<p>没有这一页</p>",
    "grids/index.html": "<p>网格</p>",
    "assets/search.js": "find();" * 100,
    "manifest.webmanifest": "{}",
    "notices/a.ics": "BEGIN:VCALENDAR",
    "data/v1/grids.geojson": "{}",
    "data/v1/grids.csv": "id",
    "data/read-me.txt": "说明",
    ".well-known/api-catalog": "{}",
    "linhai/.well-known/api-catalog": "{}",
    "linhai/data/v1/places.geojson": "{}",
}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A small site behind a link, as `deploy` leaves it, and a certificate for it."""
    folder = tmp_path_factory.mktemp("served")
    folder.chmod(0o755)
    folder.parent.chmod(0o755)
    write_site((Artifact(path, text.encode()) for path, text in FILES.items()), folder / "release")
    (folder / "site").symlink_to("release")
    certify(folder)
    return folder


@pytest.fixture(scope="module", params=["nginx.conf", "Caddyfile"])
def answers(request: pytest.FixtureRequest, folder: Path) -> Iterator[tuple[int, int]]:
    """A server by an example of docs/servers/: its ports for http and https."""
    with serve(request.param, folder) as ports:
        yield ports


def test_pages_come_with_the_policy_compressed_and_are_asked_for_anew(answers: tuple[int, int]) -> None:
    status, headers, _ = ask(answers[1], "/", Accept_Encoding="gzip")
    assert (status, headers["Content-Encoding"], headers["Cache-Control"]) == (200, "gzip", "no-cache")
    assert headers["Content-Type"].replace(" ", "").lower() == "text/html;charset=utf-8"
    assert headers["Content-Security-Policy"].endswith("frame-ancestors 'self'")
    assert headers["X-Content-Type-Options"] == "nosniff"


def test_what_has_not_changed_does_not_travel_again(answers: tuple[int, int]) -> None:
    _, headers, _ = ask(answers[1], "/assets/search.js")
    status, _, body = ask(answers[1], "/assets/search.js", If_None_Match=headers["ETag"])
    assert (status, body) == (304, b"")


NOWHERE = ["/nowhere.html", "/grids/a/b/c.html", "/.gridpress", "/a/.git/x", "/gone.ics"]


@pytest.mark.parametrize("path", NOWHERE)
def test_what_is_not_there_shows_the_sites_own_page(answers: tuple[int, int], path: str) -> None:
    status, headers, body = ask(answers[1], path)
    assert (status, body.decode()) == (404, FILES["404.html"])
    assert "Content-Security-Policy" in headers
    assert headers["Content-Type"].partition(";")[0] == "text/html"


@pytest.mark.parametrize("path", [one for one in FILES if not one.endswith((".html", ".js"))])
def test_files_for_programs_and_telephones_come_under_their_type(answers: tuple[int, int], path: str) -> None:
    """As the register says: no browser guesses it, and an .ics of no type is kept instead of taken up."""
    status, headers, _ = ask(answers[1], f"/{path}")
    assert status == 200
    expected = type_of(path).replace(" ", "").lower().partition(";")
    assert headers["Content-Type"].replace(" ", "").lower().partition(";")[0] == expected[0]
    if expected[0].startswith("text/"):
        assert headers["Content-Type"].replace(" ", "").lower().endswith(expected[2])


@pytest.mark.parametrize("path", ["/.well-known/api-catalog", "/linhai/.well-known/api-catalog"])
def test_the_well_known_address_says_by_which_standard_it_is_read(
    answers: tuple[int, int], path: str
) -> None:
    """RFC 9727: the profile of its type, and a link to itself for who asks for the head only."""
    _, headers, _ = ask(answers[1], path)
    assert headers["Content-Type"].endswith('; profile="https://www.rfc-editor.org/info/rfc9727"')
    assert headers["Link"] == f'<{path}>; rel="api-catalog"'
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert ask(answers[1], "/.well-known/other")[0] == 404


@pytest.mark.parametrize(
    "path", ["/a%0d%0aX-Odd:1/.well-known/api-catalog", "/.well-known/api-catalog%0aX-Odd:1"]
)
def test_an_address_with_line_breaks_adds_no_header(answers: tuple[int, int], path: str) -> None:
    _, headers, _ = ask(answers[1], path)
    assert "X-Odd" not in headers
    assert "Link" not in headers


def test_a_folder_leads_to_its_page(answers: tuple[int, int]) -> None:
    status, headers, _ = ask(answers[1], "/grids")
    assert (status in {301, 308}, headers["Location"].endswith("/grids/")) == (True, True)
    assert ask(answers[1], "/grids/")[2].decode() == FILES["grids/index.html"]


def test_who_comes_without_encryption_is_led_to_it(answers: tuple[int, int]) -> None:
    link = http.client.HTTPConnection("127.0.0.1", answers[0])
    link.request("GET", "/grids/")
    answer = link.getresponse()
    assert answer.status in {301, 308}
    assert answer.headers["Location"].startswith("https://")
