"""The examples for web servers, run as they stand but for name, port, certificate and folder."""

import http.client
import shutil
import socket
import ssl
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from conftest import ROOT

from generator.artifact import Artifact
from generator.writing.site import write_site

FILES = {
    "index.html": "<p>首页</p>" * 100,
    "404.html": "<p>没有这一页</p>",
    "grids/index.html": "<p>网格</p>",
    "assets/search.js": "find();" * 100,
    "manifest.webmanifest": "{}",
}


def find_program(name: str) -> str:
    """Where a program of the system is. Fails and says what to install."""
    found = shutil.which(name) or shutil.which(name, path="/usr/sbin:/usr/local/sbin")
    assert found, f"{name} is missing: run `make test`, or install it"
    return found


def free_port() -> int:
    """A port of loopback that nobody uses."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A small site behind a link, as `deploy` leaves it, and a certificate for it."""
    folder = tmp_path_factory.mktemp("served")
    folder.chmod(0o755)
    folder.parent.chmod(0o755)
    write_site((Artifact(path, text.encode()) for path, text in FILES.items()), folder / "release")
    (folder / "site").symlink_to("release")
    words = ("req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes")
    to = ("-subj", "/CN=localhost", "-keyout", folder / "site.key", "-out", folder / "site.pem")
    subprocess.run([find_program("openssl"), *words, *to], check=True, capture_output=True)  # noqa: S603 - the system's own
    return folder


def _wait(port: int, server: "subprocess.Popen[bytes]") -> None:
    for _ in range(400):
        with socket.socket() as knock:
            if knock.connect_ex(("127.0.0.1", port)) == 0:
                return
        assert server.poll() is None, "the server has ended"
        time.sleep(0.05)
    pytest.fail("the server does not answer")


@pytest.fixture(scope="module", params=["nginx.conf", "Caddyfile"])
def answers(request: pytest.FixtureRequest, folder: Path) -> Iterator[tuple[int, int]]:
    """A server by an example of docs/servers/: its ports for http and https."""
    plain, secure = free_port(), free_port()
    text = (
        (ROOT / "docs" / "servers" / request.param).read_text("utf-8").replace("/srv/gridpress", str(folder))
    )
    config = folder / request.param
    if request.param == "nginx.conf":
        text = text.replace("listen 80;", f"listen 127.0.0.1:{plain};").replace(
            "listen 443", f"listen 127.0.0.1:{secure}"
        )
        text = text.replace("/etc/ssl/gridpress", str(folder))
        kept = "".join(
            f"{name}_temp_path {folder}/{name};"
            for name in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
        )
        types = "include /etc/nginx/mime.types; default_type application/octet-stream;"
        config.write_text(f"events {{}}\nhttp {{ access_log off; {kept} {types}\n{text}\n}}\n", "utf-8")
        words = [find_program("nginx"), "-p", folder, "-e", folder / "errors", "-c", config]
        user = " user root;" if config.owner() == "root" else ""  # the folder is this account's alone
        words += ["-g", f"daemon off; pid {folder}/pid; worker_processes 1;{user}"]
    else:
        options = f"{{\n\thttp_port {plain}\n\thttps_port {secure}\n\tadmin off\n\tskip_install_trust\n}}\n"
        text = text.replace("yunyu.example {", f"127.0.0.1 {{\n\ttls {folder}/site.pem {folder}/site.key")
        config.write_text(options + text, "utf-8")
        words = [find_program("caddy"), "run", "--config", config, "--adapter", "caddyfile"]
    with subprocess.Popen(words, stderr=subprocess.DEVNULL) as server:  # noqa: S603 - the system's own
        _wait(secure, server)
        yield plain, secure
        server.terminate()


def ask(port: int, path: str, **headers: str) -> tuple[int, http.client.HTTPMessage, bytes]:
    """What the server answers by https, whoever has signed its certificate."""
    trusting = ssl._create_unverified_context()  # noqa: S323, SLF001 - our own certificate
    link = http.client.HTTPSConnection("127.0.0.1", port, context=trusting)
    link.request("GET", path, headers={name.replace("_", "-"): value for name, value in headers.items()})
    answer = link.getresponse()
    return answer.status, answer.headers, answer.read()


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


@pytest.mark.parametrize("path", ["/nowhere.html", "/grids/a/b/c.html", "/.gridpress"])
def test_what_is_not_there_shows_the_sites_own_page(answers: tuple[int, int], path: str) -> None:
    status, headers, body = ask(answers[1], path)
    assert (status, body.decode()) == (404, FILES["404.html"])
    assert "Content-Security-Policy" in headers


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
