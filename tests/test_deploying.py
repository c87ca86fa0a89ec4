"""A built site comes to a folder, a server and object storage whole, and only what differs travels."""

import getpass
import os
import shutil
import socket
import subprocess
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

import boto3
import pytest
from botocore.config import Config
from conftest import run_gridpress
from moto.server import ThreadedMotoServer

from generator.artifact import Artifact
from generator.deploying import Plan, bucket, list_site, open_target
from generator.deploying.listing import order
from generator.diagnostics import OutputError
from generator.writing.site import write_site

FIRST = {
    "index.html": "home",
    "grids/one.html": "grid one",
    "services/meal.html": "meal",
    "assets/a.css": "p {}",
    "service-worker.js": "keep(1)",
}
SECOND = {**FIRST, "index.html": "new home", "services/visit.html": "visit"}
del SECOND["grids/one.html"]
SENT = ("services/visit.html", "index.html")
"""What SECOND brings to a place where FIRST stands, in order of sending."""


class Place(NamedTuple):
    """A target, and how a resident sees what stands there: path and text."""

    address: str
    options: tuple[str, ...]
    read: Callable[[], dict[str, str]]

    def run(self, *words: object) -> str:
        """`gridpress deploy` to it, in English."""
        done = run_gridpress("deploy", self.address, *self.options, "--lang", "en", *words)
        assert done.exit_code == 0, done.output
        return done.output


@pytest.fixture
def build(tmp_path: Path) -> Callable[[dict[str, str]], Path]:
    """Makes a site of some files."""

    def make(files: dict[str, str]) -> Path:
        write_site((Artifact(path, text.encode()) for path, text in files.items()), tmp_path / "site")
        return tmp_path / "site"

    return make


def read_folder(folder: Path) -> dict[str, str]:
    """Each file of a folder with its text; our marker aside."""
    found = (path for path in folder.rglob("*") if path.is_file() and path.name != ".gridpress")
    return {path.relative_to(folder).as_posix(): path.read_text("utf-8") for path in found}


def find_program(name: str) -> str:
    """Where a program of the system is. Fails and says what to install."""
    found = shutil.which(name) or shutil.which(name, path="/usr/sbin:/usr/local/sbin")
    assert found, f"{name} is missing: run `make test`, or install openssh-server and rsync"
    return found


@pytest.fixture(scope="session")
def sshd(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[int, Path]]:
    """An OpenSSH server on loopback for this account, its port and the key that opens it."""
    folder = tmp_path_factory.mktemp("sshd")
    folder.chmod(0o700)
    for name in ("host", "key"):
        words = [find_program("ssh-keygen"), "-q", "-t", "ed25519", "-N", "", "-f", folder / name]
        subprocess.run(words, check=True)  # noqa: S603 - a program of the system
    (folder / "allowed").write_text((folder / "key.pub").read_text())
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    if os.geteuid() == 0:
        Path("/run/sshd").mkdir(exist_ok=True)  # where the system's own server would be started from
    options = (
        f"Port={port}",
        "ListenAddress=127.0.0.1",
        f"HostKey={folder / 'host'}",
        f"AuthorizedKeysFile={folder / 'allowed'}",
        f"PidFile={folder / 'pid'}",
        "StrictModes=no",
        "UsePAM=no",
        "PermitRootLogin=yes",
    )
    words = [word for option in options for word in ("-o", option)]
    program = [find_program("sshd"), "-D", "-e", "-f", "/dev/null"]
    with subprocess.Popen([*program, *words], stderr=subprocess.PIPE) as server:  # noqa: S603 - as above
        _wait_for(port)
        yield port, folder / "key"
        server.terminate()


def _wait_for(port: int) -> None:
    for _ in range(200):
        with socket.socket() as knock:
            if knock.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.05)
    pytest.fail("the server does not answer")


@pytest.fixture(scope="session")
def storage() -> Iterator[str]:
    """An object storage on loopback; its address."""
    server = ThreadedMotoServer("127.0.0.1", 0, verbose=False)
    server.start()
    host, port = server.get_host_and_port()
    yield f"http://{host}:{port}"
    server.stop()


@pytest.fixture
def on_folder(tmp_path: Path) -> Place:
    """A folder that a web server shows."""
    folder = tmp_path / "web" / "site"
    return Place(str(folder), (), lambda: read_folder(folder))


@pytest.fixture
def on_server(tmp_path: Path, sshd: tuple[int, Path], monkeypatch: pytest.MonkeyPatch) -> Place:
    """A folder of a server behind ssh."""
    port, key = sshd
    (tmp_path / "bin").mkdir()
    trusting = tmp_path / "bin" / "ssh"  # the key and the server's are not this account's own
    quiet = (
        f"-F /dev/null -i {key} -o StrictHostKeyChecking=no -o UserKnownHostsFile=/dev/null -o LogLevel=ERROR"
    )
    trusting.write_text(f'#!/bin/sh\nexec {shutil.which("ssh")} {quiet} "$@"\n')
    trusting.chmod(0o755)
    monkeypatch.setenv("PATH", f"{trusting.parent}{os.pathsep}{os.environ['PATH']}")
    folder = tmp_path / "it's a server" / "site"
    folder.parent.mkdir()
    return Place(f"ssh://{getpass.getuser()}@127.0.0.1:{port}{folder}", (), lambda: read_folder(folder))


@pytest.fixture
def on_bucket(storage: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Place:
    """A folder of a bucket of its own."""
    monkeypatch.setenv("AWS_ACCESS_KEY_ID", "somebody")
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", "secret")
    monkeypatch.setenv("AWS_DEFAULT_REGION", "us-east-1")
    name = tmp_path.name.replace("_", "-").lower()[:50].strip("-") + "-b"
    client = boto3.client("s3", endpoint_url=storage, config=Config(s3={"addressing_style": "path"}))
    client.create_bucket(Bucket=name)
    client.put_object(Bucket=name, Key="others.txt", Body=b"not ours")

    def read() -> dict[str, str]:
        keys = [one["Key"] for one in client.list_objects_v2(Bucket=name).get("Contents", ())]
        shown = [key for key in keys if key.startswith("city/") and "/.gridpress/" not in key]
        assert "others.txt" in keys
        return {
            key.removeprefix("city/"): client.get_object(Bucket=name, Key=key)["Body"].read().decode()
            for key in shown
        }

    return Place(f"s3://{name}/city", ("--endpoint", storage), read)


@pytest.fixture(params=["on_folder", "on_server", "on_bucket"])
def place(request: pytest.FixtureRequest) -> Place:
    """Each kind of target."""
    return request.getfixturevalue(request.param)


def test_a_site_is_published_renewed_by_what_differs_and_taken_back(
    place: Place, build: Callable[..., Path]
) -> None:
    site = build(FIRST)
    assert "sent 5 files" in place.run("--site", site)
    assert place.read() == FIRST
    assert "nothing differs" in place.run("--site", site)
    build(SECOND)
    assert "would send 2 files" in (told := place.run("--site", site, "--dry-run"))
    assert [line for line in told.splitlines() if line[0] in "+-"] == [
        *(f"+ {path}" for path in SENT),
        "- grids/one.html",
    ]
    assert place.read() == FIRST
    assert "sent 2 files" in (told := place.run("--site", site))
    assert "removed 1" in told
    assert place.read() == SECOND
    assert "stands again" in place.run("--rollback")
    assert place.read() == FIRST
    place.run("--rollback")
    assert place.read() == SECOND


def test_without_an_earlier_site_there_is_nothing_to_go_back_to(
    place: Place, build: Callable[..., Path]
) -> None:
    place.run("--site", build(FIRST))
    done = run_gridpress("deploy", place.address, *place.options, "--rollback", "--lang", "en")
    assert (done.exit_code, "nothing to go back to" in done.output) == (1, True)
    assert place.read() == FIRST


def test_what_a_place_has_lost_is_sent_again(
    place: Place, build: Callable[..., Path], tmp_path: Path
) -> None:
    site = build(FIRST)
    place.run("--site", site)
    if place.address.startswith("s3"):
        name = place.address.removeprefix("s3://").partition("/")[0]
        client = boto3.client(
            "s3", endpoint_url=place.options[1], config=Config(s3={"addressing_style": "path"})
        )
        client.delete_object(Bucket=name, Key="city/services/meal.html")
    else:
        next(path for path in tmp_path.rglob("*/services/meal.html") if site not in path.parents).unlink()
    assert "services/meal.html" not in place.read()
    assert "sent 1 files" in place.run("--site", site)
    assert place.read() == FIRST


def test_an_upload_that_breaks_off_goes_on_where_it_stopped(
    on_bucket: Place, build: Callable[..., Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    on_bucket.run("--site", build(FIRST))
    site, put, copied = build(SECOND), bucket.Bucket._put, []  # noqa: SLF001 - to break it off
    monkeypatch.setattr(
        bucket.Bucket, "_copy", lambda *_: (_ for _ in ()).throw(OutputError("断了", "broken off"))
    )
    done = run_gridpress("deploy", on_bucket.address, *on_bucket.options, "--site", site, "--lang", "en")
    assert (done.exit_code, done.output.strip()) == (1, "broken off")
    assert on_bucket.read() == FIRST
    monkeypatch.undo()
    for key, value in (("AWS_ACCESS_KEY_ID", "somebody"), ("AWS_SECRET_ACCESS_KEY", "secret")):
        monkeypatch.setenv(key, value)
    monkeypatch.setattr(
        bucket.Bucket, "_put", lambda self, key, data: (copied.append(key), put(self, key, data))
    )
    on_bucket.run("--site", site)
    assert on_bucket.read() == SECOND
    assert [key for key in copied if "/contents/" in key] == [], "contents had come over before it broke"


def test_the_home_page_comes_after_pages_and_the_worker_after_all() -> None:
    assert sorted(FIRST, key=order) == [
        "assets/a.css",
        "grids/one.html",
        "services/meal.html",
        "index.html",
        "service-worker.js",
    ]


def test_pages_in_a_bucket_have_their_type_and_are_asked_for_anew(
    on_bucket: Place, build: Callable[..., Path]
) -> None:
    on_bucket.run("--site", build(FIRST))
    name = on_bucket.address.removeprefix("s3://").partition("/")[0]
    client = boto3.client(
        "s3", endpoint_url=on_bucket.options[1], config=Config(s3={"addressing_style": "path"})
    )
    page, script = (
        client.head_object(Bucket=name, Key=f"city/{key}") for key in ("index.html", "service-worker.js")
    )
    assert (page["ContentType"], page["CacheControl"]) == ("text/html; charset=utf-8", "no-cache")
    assert script["ContentType"] == "text/javascript; charset=utf-8"


@pytest.mark.parametrize(
    ("address", "words"),
    [
        ("ftp://host/site", "give a folder, ssh://name@host/path or s3://bucket/folder"),
        ("ssh://-oProxyCommand=x/site", "write ssh://name@host/whole/path"),
        ("ssh://host", "write ssh://name@host/whole/path"),
        ("ssh://host/", "write ssh://name@host/whole/path"),
        ("ssh://host/srv/../../etc", "write ssh://name@host/whole/path"),
        ("s3://B", "write s3://bucket or s3://bucket/folder"),
    ],
)
def test_an_address_that_says_no_place_is_refused(address: str, words: str) -> None:
    with pytest.raises(OutputError, match=words):
        open_target(address)


@pytest.mark.usefixtures("on_server")
def test_a_server_that_does_not_answer_is_named(build: Callable[..., Path]) -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        address = f"ssh://127.0.0.1:{free.getsockname()[1]}/srv/site"
    done = run_gridpress("deploy", address, "--site", build(FIRST), "--lang", "en")
    assert done.exit_code == 1
    assert "not published: 127.0.0.1 says" in done.output
    assert "refused" in done.output


def test_what_is_not_ours_on_a_server_stays(
    on_server: Place, build: Callable[..., Path], tmp_path: Path
) -> None:
    folder = tmp_path / "it's a server" / "site"
    folder.mkdir()
    (folder / "mine.txt").write_text("mine")
    done = run_gridpress("deploy", on_server.address, "--site", build(FIRST), "--lang", "en")
    assert (done.exit_code, "is not a link of gridpress" in done.output) == (1, True)
    assert (folder / "mine.txt").read_text() == "mine"


@pytest.mark.parametrize(
    ("name", "words"),
    [("no-such-bucket-here", "there is no such bucket"), ("", "holds no site made by gridpress")],
)
def test_what_cannot_be_published_is_named(
    on_bucket: Place, build: Callable[..., Path], tmp_path: Path, name: str, words: str
) -> None:
    site = build(FIRST) if name else tmp_path
    address = f"s3://{name}" if name else on_bucket.address
    done = run_gridpress("deploy", address, *on_bucket.options, "--site", site, "--lang", "en")
    assert (done.exit_code, words in done.output) == (1, True), done.output


def test_a_folder_cannot_be_published_to_itself(build: Callable[..., Path]) -> None:
    site = build(FIRST)
    with pytest.raises(OutputError, match="name another folder"):
        open_target(str(site)).send(list_site(site))
    assert open_target(str(site)).compare(list_site(site)) == Plan()
