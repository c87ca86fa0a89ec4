"""nginx and Caddy by the examples of docs/servers/: only name, port, certificate and folder are others."""

import http.client
import shutil
import socket
import ssl
import subprocess
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import pytest
from conftest import ROOT


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


def certify(folder: Path) -> None:
    """A certificate for this machine, `site.pem` and `site.key`."""
    words = ("req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes")
    to = ("-subj", "/CN=localhost", "-keyout", folder / "site.key", "-out", folder / "site.pem")
    subprocess.run([find_program("openssl"), *words, *to], check=True, capture_output=True)  # noqa: S603 - the system's own


@contextmanager
def serve(example: str, folder: Path) -> Iterator[tuple[int, int]]:
    """A server by an example, for `folder/site`, with its certificate there: its ports for http and https."""
    plain, secure = free_port(), free_port()
    text = (ROOT / "docs" / "servers" / example).read_text("utf-8").replace("/srv/gridpress", str(folder))
    configure = _configure_nginx if example == "nginx.conf" else _configure_caddy
    with subprocess.Popen(configure(text, folder, plain, secure), stderr=subprocess.DEVNULL) as server:  # noqa: S603 - as above
        try:
            _wait(secure, server)
            yield plain, secure
        finally:
            server.terminate()


def _configure_nginx(text: str, folder: Path, plain: int, secure: int) -> Sequence[str | Path]:
    config = folder / "nginx.conf"
    text = text.replace("listen 80;", f"listen 127.0.0.1:{plain};")
    text = text.replace("listen 443", f"listen 127.0.0.1:{secure}").replace("/etc/ssl/gridpress", str(folder))
    kept = "".join(
        f"{name}_temp_path {folder}/{name};" for name in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
    )
    types = "include /etc/nginx/mime.types; default_type application/octet-stream;"
    config.write_text(f"events {{}}\nhttp {{ access_log off; {kept} {types}\n{text}\n}}\n", "utf-8")
    user = " user root;" if config.owner() == "root" else ""  # the folder is this account's alone
    words = [find_program("nginx"), "-p", folder, "-e", folder / "errors", "-c", config]
    return [*words, "-g", f"daemon off; pid {folder}/pid; worker_processes 1;{user}"]


def _configure_caddy(text: str, folder: Path, plain: int, secure: int) -> Sequence[str | Path]:
    config = folder / "Caddyfile"
    options = f"{{\n\thttp_port {plain}\n\thttps_port {secure}\n\tadmin off\n\tskip_install_trust\n}}\n"
    text = text.replace("yunyu.example {", f"127.0.0.1 {{\n\ttls {folder}/site.pem {folder}/site.key")
    config.write_text(options + text, "utf-8")
    return [find_program("caddy"), "run", "--config", config, "--adapter", "caddyfile"]


def _wait(port: int, server: "subprocess.Popen[bytes]") -> None:
    for _ in range(400):
        with socket.socket() as knock:
            if knock.connect_ex(("127.0.0.1", port)) == 0:
                return
        assert server.poll() is None, "the server has ended"
        time.sleep(0.05)
    pytest.fail("the server does not answer")


def ask(port: int, path: str, **headers: str) -> tuple[int, http.client.HTTPMessage, bytes]:
    """What the server answers by https, whoever has signed its certificate."""
    trusting = ssl._create_unverified_context()  # noqa: S323, SLF001 - our own certificate
    link = http.client.HTTPSConnection("127.0.0.1", port, context=trusting)
    link.request("GET", path, headers={name.replace("_", "-"): value for name, value in headers.items()})
    answer = link.getresponse()
    return answer.status, answer.headers, answer.read()
