"""A built site comes to a folder, a server and object storage whole, and only what differs travels."""

import errno
import io
import json
import os
import shutil
import socket
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path
from threading import Thread
from typing import Any, NamedTuple

import boto3
import pytest
from botocore.config import Config
from click.testing import Result
from conftest import run_gridpress
from storage import HOST, Answer, Environ, Storage, open_storage

from generator.artifact import Artifact
from generator.deploying import Plan, Published, bucket, list_site, open_target
from generator.deploying.listing import order
from generator.diagnostics import OutputError
from generator.writing.lock import hold_lock
from generator.writing.site import write_site
from scripts.torture.places import open_sshd, ssh_address

FIRST = {
    "index.html": "home",
    "grids/one.html": "grid one",
    "services/meal.html": "meal",
    "assets/a.css": "p {}",
    "service-worker.js": "keep(1)",
}
SECOND = {**FIRST, "index.html": "new home", "services/visit.html": "visit"}
del SECOND["grids/one.html"]
NO_SITE = Published(Path(), {})
SENT = ("services/visit.html", "index.html")
"""What SECOND brings to a place where FIRST stands, in order of sending."""


class Place(NamedTuple):
    """A target, and how a resident sees what stands there: path and text."""

    address: str
    options: tuple[str, ...]
    read: Callable[[], dict[str, str]]

    def run(self, *words: object) -> str:
        """`gridpress deploy` to it, in English."""
        done = self.try_to(*words)
        assert done.exit_code == 0, done.output
        return done.output

    def fail(self, *words: object) -> str:
        """`gridpress deploy` to it, in English, which ends plainly without success."""
        done = self.try_to(*words)
        assert done.exit_code == 1, done.output
        assert isinstance(done.exception, SystemExit)
        return done.output

    def try_to(self, *words: object) -> Result:
        """`gridpress deploy` to it, in English."""
        return run_gridpress("deploy", self.address, *self.options, "--lang", "en", *words)

    @property
    def bucket(self) -> str:
        """The name of the bucket in the address."""
        return self.address.removeprefix("s3://").partition("/")[0]


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


@pytest.fixture(scope="session")
def sshd(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[int, Path]]:
    """An OpenSSH server on loopback for this account: its port, and the folder of an `ssh` that trusts it."""
    folder = tmp_path_factory.mktemp("sshd")
    with open_sshd(folder) as (_, port):
        yield port, folder


@pytest.fixture(scope="session")
def running_storage() -> Iterator[tuple[str, Storage]]:
    """An object storage on loopback and its address."""
    with open_storage() as (address, storage):
        yield address, storage


@pytest.fixture
def storage(running_storage: tuple[str, Storage]) -> Iterator[Storage]:
    """The object storage, without faults."""
    yield running_storage[1]
    running_storage[1].fault = lambda _: None


@pytest.fixture
def on_folder(tmp_path: Path) -> Place:
    """A folder that a web server shows."""
    folder = tmp_path / "web" / "site"
    return Place(str(folder), (), lambda: read_folder(folder))


@pytest.fixture
def on_server(tmp_path: Path, sshd: tuple[int, Path], monkeypatch: pytest.MonkeyPatch) -> Place:
    """A folder of a server behind ssh."""
    port, trusting = sshd
    shutil.copytree(trusting / "bin", tmp_path / "bin")
    monkeypatch.setenv("PATH", f"{tmp_path / 'bin'}{os.pathsep}{os.environ['PATH']}")
    folder = tmp_path / "it's a server" / "site"
    folder.parent.mkdir()
    return Place(ssh_address(port, folder), (), lambda: read_folder(folder))


@pytest.fixture
def client(running_storage: tuple[str, Storage], monkeypatch: pytest.MonkeyPatch) -> Any:
    """The storage as its owner sees it; nothing waits to try again."""
    monkeypatch.setenv("AWS_ACCESS_KEY_ID", "somebody")
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", "secret")
    monkeypatch.setenv("AWS_DEFAULT_REGION", "us-east-1")
    monkeypatch.setattr(bucket, "ATTEMPTS", 1)
    manners = Config(
        s3={"addressing_style": "path"},
        request_checksum_calculation="when_required",
        response_checksum_validation="when_required",
    )
    return boto3.client("s3", endpoint_url=running_storage[0], config=manners)


@pytest.fixture
def on_bucket(client: Any, storage: Storage, tmp_path: Path) -> Place:
    """A folder of a bucket of its own."""
    name = tmp_path.name.replace("_", "-").lower()[:50].strip("-") + "-b"
    client.create_bucket(Bucket=name)
    client.put_object(Bucket=name, Key="others.txt", Body=b"not ours")

    def read() -> dict[str, str]:
        storage.fault = lambda _: None
        keys = [one["Key"] for one in client.list_objects_v2(Bucket=name).get("Contents", ())]
        shown = [key for key in keys if key.startswith("city/") and "/.gridpress/" not in key]
        assert "others.txt" in keys
        return {
            key.removeprefix("city/"): client.get_object(Bucket=name, Key=key)["Body"].read().decode()
            for key in shown
        }

    return Place(f"s3://{name}/city", ("--endpoint", client.meta.endpoint_url), read)


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
    place: Place, build: Callable[..., Path], tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    site = build(FIRST)
    place.run("--site", site)
    if place.address.startswith("s3"):
        request.getfixturevalue("client").delete_object(Bucket=place.bucket, Key="city/services/meal.html")
    else:
        next(path for path in tmp_path.rglob("*/services/meal.html") if site not in path.parents).unlink()
    assert "services/meal.html" not in place.read()
    assert "sent 1 files" in place.run("--site", site)
    assert place.read() == FIRST


def test_an_upload_that_breaks_off_goes_on_where_it_stopped(
    on_bucket: Place, build: Callable[..., Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    on_bucket.run("--site", build(FIRST))
    site, sent = build(SECOND), []
    put, copy = bucket.Bucket._put, bucket.Bucket._copy  # noqa: SLF001 - to break it off
    monkeypatch.setattr(
        bucket.Bucket, "_copy", lambda *_: (_ for _ in ()).throw(OutputError("断了", "broken off"))
    )
    assert on_bucket.fail("--site", site).strip() == "broken off"
    assert on_bucket.read() == FIRST
    monkeypatch.setattr(bucket.Bucket, "_copy", copy)
    monkeypatch.setattr(
        bucket.Bucket, "_put", lambda self, key, data: (sent.append(key), put(self, key, data))
    )
    on_bucket.run("--site", site)
    assert on_bucket.read() == SECOND
    assert [key for key in sent if "/contents/" in key] == [], "contents had come over before it broke"


def test_the_home_page_comes_after_pages_and_the_worker_after_all() -> None:
    assert sorted(FIRST, key=order) == [
        "assets/a.css",
        "grids/one.html",
        "services/meal.html",
        "index.html",
        "service-worker.js",
    ]


def test_pages_in_a_bucket_have_their_type_and_are_asked_for_anew(
    on_bucket: Place,
    build: Callable[..., Path],
    client: Any,
) -> None:
    on_bucket.run("--site", build(FIRST))
    page, script = (
        client.head_object(Bucket=on_bucket.bucket, Key=f"city/{key}")
        for key in ("index.html", "service-worker.js")
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


def is_content(environ: Environ) -> bool:
    """Whether a request brings the content of a page."""
    return environ["REQUEST_METHOD"] == "PUT" and "/contents/" in environ["PATH_INFO"]


def is_page(environ: Environ) -> bool:
    """Whether a request gives a page its content."""
    return "HTTP_X_AMZ_COPY_SOURCE" in environ and environ["PATH_INFO"].endswith("visit.html")


FAULTS = {
    "no permission": (is_page, ("403 Forbidden", "AccessDenied")),
    "the key is wrong": (is_content, ("403 Forbidden", "SignatureDoesNotMatch")),
    "the key's id is wrong": (is_content, ("403 Forbidden", "InvalidAccessKeyId")),
    "this machine's clock is wrong": (is_content, ("403 Forbidden", "RequestTimeTooSkewed")),
    "no room is left there": (is_page, ("507 Insufficient Storage", "XMinioStorageFull")),
    "the account is closed or in arrears": (is_content, ("403 Forbidden", "UserDisable")),
    "wrong region": (is_content, ("400 Bad Request", "AuthorizationHeaderMalformed")),
    "SlowDown": (is_page, ("503 Slow Down", "SlowDown")),
}


@pytest.mark.parametrize("words", FAULTS)
def test_a_storage_that_refuses_is_named_and_the_same_command_goes_on(
    on_bucket: Place, build: Callable[..., Path], storage: Storage, words: str
) -> None:
    on_bucket.run("--site", build(FIRST))
    site = build(SECOND)
    strikes, answer = FAULTS[words]
    storage.fault = lambda environ: answer if strikes(environ) else None
    assert words in on_bucket.fail("--site", site)
    assert on_bucket.read() == FIRST, "what was refused came first, nothing has changed"
    on_bucket.run("--site", site)
    assert on_bucket.read() == SECOND


def test_a_connection_that_breaks_off_is_named(
    on_bucket: Place, build: Callable[..., Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    on_bucket.run("--site", build(FIRST))
    site, put = build(SECOND), bucket.Bucket._put  # noqa: SLF001 - to break it off
    monkeypatch.setattr(bucket.Bucket, "_put", lambda self, *_: break_off(self))
    assert "the connection broke off" in on_bucket.fail("--site", site)
    monkeypatch.setattr(bucket.Bucket, "_put", put)
    on_bucket.run("--site", site)
    assert on_bucket.read() == SECOND


def break_off(one: bucket.Bucket) -> None:
    """Ask a server that hangs up before it answers, however often it is asked."""

    def hang_up() -> None:
        with suppress(OSError):
            while True:
                server.accept()[0].close()

    with socket.create_server(("127.0.0.1", 0)) as server:
        Thread(target=hang_up, daemon=True).start()
        open_target(f"s3://{one.name}", f"http://127.0.0.1:{server.getsockname()[1]}").compare(NO_SITE)


@pytest.mark.parametrize("strikes", [is_content, is_page])
def test_a_part_that_a_storage_loses_is_noticed(
    on_bucket: Place, build: Callable[..., Path], storage: Storage, strikes: Callable[[Environ], bool]
) -> None:
    """It answers that all is well, and keeps half of it."""
    on_bucket.run("--site", build(FIRST))
    site = build(SECOND)
    half = {"wsgi.input": io.BytesIO(b"vis"), "CONTENT_LENGTH": "3"}

    def lose(environ: Environ) -> Answer:
        if strikes(environ):
            environ.pop("HTTP_X_AMZ_COPY_SOURCE", None)
            environ |= half
        return None

    storage.fault = lose
    assert on_bucket.fail("--site", site)
    assert on_bucket.read()["index.html"] in {"home", "new home"}
    on_bucket.run("--site", site)
    assert on_bucket.read() == SECOND


def test_a_page_that_was_changed_in_the_storage_is_sent_again(
    on_bucket: Place,
    build: Callable[..., Path],
    client: Any,
) -> None:
    """It has the size of ours: only its content tells."""
    site = build(FIRST)
    on_bucket.run("--site", site)
    client.put_object(Bucket=on_bucket.bucket, Key="city/services/meal.html", Body=b"MEAL")
    assert "sent 1 files" in on_bucket.run("--site", site)
    assert on_bucket.read() == FIRST


@pytest.mark.parametrize("lists", ["lost", "lying"])
def test_what_stands_is_asked_of_the_storage_not_of_our_list(
    on_bucket: Place,
    build: Callable[..., Path],
    client: Any,
    lists: str,
) -> None:
    on_bucket.run("--site", build(FIRST))
    key = {"Bucket": on_bucket.bucket, "Key": "city/.gridpress/current.json"}
    if lists == "lost":
        client.delete_object(**key)
    else:
        site = list_site(build(SECOND))
        state = {"files": dict(site.files), "run": "1", "goes_back": False}
        client.put_object(**key, Body=json.dumps(state).encode())
    told = on_bucket.run("--site", build(SECOND))
    assert "sent 2 files" in told
    assert "1 files there are not gridpress's and stay: `grids/one.html`" in told
    assert on_bucket.read() == SECOND | {"grids/one.html": "grid one"}


def test_a_list_that_cannot_be_read_is_named(
    on_bucket: Place,
    build: Callable[..., Path],
    client: Any,
) -> None:
    site = build(FIRST)
    on_bucket.run("--site", site)
    client.put_object(Bucket=on_bucket.bucket, Key="city/.gridpress/current.json", Body=b"<html>")
    assert "current.json; delete it and run again" in on_bucket.fail("--site", site)
    assert on_bucket.read() == FIRST


def test_two_who_publish_to_one_bucket_at_once_hear_of_each_other(
    on_bucket: Place,
    build: Callable[..., Path],
    client: Any,
    storage: Storage,
) -> None:
    on_bucket.run("--site", build(FIRST))
    site = build(SECOND)
    other = {"files": {}, "run": "another", "goes_back": False}

    def meet(environ: Environ) -> Answer:
        if is_page(environ):
            storage.fault = lambda _: None
            client.put_object(
                Bucket=on_bucket.bucket, Key="city/.gridpress/pending.json", Body=json.dumps(other).encode()
            )
        return None

    storage.fault = meet
    assert "somebody else publishes to" in on_bucket.fail("--site", site)
    on_bucket.run("--site", site)
    assert on_bucket.read() == SECOND


def test_going_back_from_a_sending_that_broke_off_leads_to_the_last_whole_site(
    on_bucket: Place, build: Callable[..., Path], storage: Storage
) -> None:
    on_bucket.run("--site", build({**FIRST, "index.html": "the very first"}))
    on_bucket.run("--site", build(FIRST))
    storage.fault = lambda environ: (
        ("403 Forbidden", "AccessDenied") if environ["PATH_INFO"].endswith("city/index.html") else None
    )
    on_bucket.fail("--site", build(SECOND))
    assert on_bucket.read() == FIRST | {"services/visit.html": "visit"}
    on_bucket.run("--rollback")
    assert on_bucket.read() == FIRST


def test_a_going_back_that_broke_off_goes_on(
    on_bucket: Place, build: Callable[..., Path], storage: Storage
) -> None:
    on_bucket.run("--site", build(FIRST))
    on_bucket.run("--site", build(SECOND))
    storage.fault = lambda environ: (
        ("403 Forbidden", "AccessDenied") if environ["PATH_INFO"].endswith("city/index.html") else None
    )
    on_bucket.fail("--rollback")
    assert on_bucket.read() == SECOND | {"grids/one.html": "grid one"}
    on_bucket.run("--rollback")
    assert on_bucket.read() == FIRST


@pytest.mark.parametrize("of_maker", [True, False])
def test_storages_that_want_the_bucket_in_the_host_get_it_there(
    on_bucket: Place,
    build: Callable[..., Path],
    monkeypatch: pytest.MonkeyPatch,
    of_maker: bool,  # noqa: FBT001 - a parameter of the test
) -> None:
    """The storage refuses Amazon's newer ways, too, as OSS and COS do; without the table it refuses us."""
    monkeypatch.setenv("http_proxy", on_bucket.options[1])
    monkeypatch.setenv("no_proxy", "127.0.0.1")
    if not of_maker:
        monkeypatch.setattr(bucket, "BUCKET_IN_HOST", ("nobody.example",))
    on_maker = Place(on_bucket.address, ("--endpoint", f"http://{HOST}"), on_bucket.read)
    done = on_maker.try_to("--site", build(FIRST))
    assert (done.exit_code == 0, "addressing_style = virtual" in done.output) == (of_maker, not of_maker)
    assert on_bucket.read() == (FIRST if of_maker else {})


@pytest.mark.parametrize("endpoint", ["oss-cn-hangzhou.aliyuncs.com", "https://city.oss.example", "ftp://a"])
def test_an_endpoint_of_another_form_is_refused(endpoint: str) -> None:
    with pytest.raises(OutputError, match="cannot read --endpoint"):
        open_target("s3://city", endpoint)


def test_what_somebody_else_has_put_into_a_published_folder_stays(
    place: Place, build: Callable[..., Path], tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    """Makers of apps want such a file beside the home page; it stays through renewing and going back."""
    build(FIRST)
    place.run("--site", tmp_path / "site")
    if place.address.startswith("s3"):
        key = {"Bucket": place.bucket, "Key": "city/deep/MP_verify_1.txt"}
        request.getfixturevalue("client").put_object(**key, Body=b"mine")
    else:
        shown = next(
            path
            for path in tmp_path.rglob("*/index.html")
            if "site" not in path.relative_to(tmp_path).parts[:1]
        )
        (shown.parent / "deep").mkdir()
        (shown.parent / "deep" / "MP_verify_1.txt").write_text("mine")
    theirs = {"deep/MP_verify_1.txt": "mine"}
    for files in (SECOND, FIRST, SECOND):
        told = place.run("--site", build(files))
        assert "1 files there are not gridpress's and stay: `deep/MP_verify_1.txt`" in told
        assert place.read() == files | theirs
    place.run("--rollback")
    assert place.read() == FIRST | theirs
    assert "nothing differs" in place.run("--site", build(FIRST))


@pytest.mark.parametrize("target", ["/", "~", "..", "."])
def test_a_folder_that_holds_more_than_a_site_is_refused(
    build: Callable[..., Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, target: str
) -> None:
    site = build(FIRST)
    (tmp_path / "inner").mkdir()
    monkeypatch.chdir(tmp_path / "inner")
    done = run_gridpress("deploy", str(Path(target).expanduser()), "--site", site, "--lang", "en")
    assert (done.exit_code, "cannot be the output folder" in done.output) == (1, True), done.output


def test_a_folder_of_somebody_else_and_a_link_are_refused(build: Callable[..., Path], tmp_path: Path) -> None:
    theirs = tmp_path / "theirs"
    theirs.mkdir()
    (theirs / "letter.txt").write_text("mine")
    (tmp_path / "link").symlink_to(theirs)
    for target, words in ((theirs, "its files are not gridpress's"), (tmp_path / "link", "it is a link to")):
        done = run_gridpress("deploy", target, "--site", build(FIRST), "--lang", "en")
        assert (done.exit_code, words in done.output) == (1, True), done.output
    assert read_folder(theirs) == {"letter.txt": "mine"}


def test_one_at_a_time_publishes_to_a_folder(on_folder: Place, build: Callable[..., Path]) -> None:
    on_folder.run("--site", build(FIRST))
    with hold_lock(Path(on_folder.address)):
        assert f"(process {os.getpid()})" in on_folder.fail("--site", build(SECOND))
    assert on_folder.read() == FIRST


def test_a_full_disk_leaves_the_folder_as_it_was(
    on_folder: Place, build: Callable[..., Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    on_folder.run("--site", build(FIRST))
    site = build(SECOND)
    full = OSError(errno.ENOSPC, "No space left on device")
    monkeypatch.setattr("generator.writing.site._create", lambda *_: (_ for _ in ()).throw(full))
    assert "the disk is full" in on_folder.fail("--site", site)
    assert on_folder.read() == FIRST
    monkeypatch.undo()
    on_folder.run("--site", site)
    assert on_folder.read() == SECOND


def test_a_site_that_changes_while_it_is_sent_is_named(build: Callable[..., Path]) -> None:
    site = list_site(build(FIRST))
    (site.folder / "index.html").write_text("another")
    with pytest.raises(OutputError, match="has changed meanwhile"):
        site.read("index.html")


@pytest.fixture
def break_ssh(tmp_path: Path) -> Callable[[str], None]:
    """Has `ssh` fail as one says in a script, until it says nothing."""
    ssh = tmp_path / "bin" / "ssh"

    def make(script: str) -> None:
        real = ssh.with_name("real-ssh")
        if not real.exists():
            ssh.rename(real)
        ssh.write_text(f'#!/bin/sh\n{script}\nexec {real} "$@"\n')
        ssh.chmod(0o755)

    return make


SSH_FAULTS = {
    "the host's key is not known yet": 'echo "Host key verification failed." >&2; exit 255',
    "the host's key has changed": (
        'echo "@ WARNING: REMOTE HOST IDENTIFICATION HAS CHANGED! @" >&2; '
        'echo "Host key verification failed." >&2; exit 255'
    ),
    "it does not take the key": 'echo "web@192.0.2.1: Permission denied (publickey)." >&2; exit 255',
    "there is no such host": (
        'echo "ssh: Could not resolve hostname x: Name or service not known" >&2; exit 255'
    ),
    "no answer": 'echo "ssh: connect to host x port 22: Connection timed out" >&2; exit 255',
    "the disk there is full": (
        'case $* in *rsync*) echo "rsync: write failed: No space left on device (28)" >&2; exit 11;; esac'
    ),
    "rsync is not installed there": (
        'case $* in *rsync*) echo "sh: 1: rsync: not found" >&2; exit 127;; esac'
    ),
    "the connection broke off": "case $* in *rsync*--server*) exit 12;; esac",
    "this user may not write there": (
        'case $* in *mkdir*) echo "mkdir: cannot create directory: Permission denied" >&2; exit 1;; esac'
    ),
}


@pytest.mark.parametrize("words", SSH_FAULTS)
def test_a_server_that_refuses_is_named_and_the_same_command_goes_on(
    on_server: Place, build: Callable[..., Path], break_ssh: Callable[[str], None], words: str
) -> None:
    on_server.run("--site", build(FIRST))
    site = build(SECOND)
    break_ssh(SSH_FAULTS[words])
    assert words in on_server.fail("--site", site)
    assert on_server.read() == FIRST
    break_ssh("")
    on_server.run("--site", site)
    assert on_server.read() == SECOND


def test_a_turn_that_broke_off_between_two_steps_is_taken_up(
    on_server: Place, build: Callable[..., Path], tmp_path: Path
) -> None:
    on_server.run("--site", build(FIRST))
    place = tmp_path / "it's a server"
    (place / "site.new").symlink_to((place / "site").readlink())
    on_server.run("--site", build(SECOND))
    assert on_server.read() == SECOND
    assert {path.name for path in place.iterdir()} == {"site", "site.releases", "site.releases.previous"}


def test_a_link_of_somebody_else_on_a_server_stays(
    on_server: Place, build: Callable[..., Path], tmp_path: Path
) -> None:
    place, theirs = tmp_path / "it's a server", tmp_path / "theirs"
    theirs.mkdir()
    (place / "site").symlink_to(theirs)
    assert "is not a link of gridpress" in on_server.fail("--site", build(FIRST))
    assert (place / "site").readlink() == theirs


def test_what_has_not_changed_keeps_its_time(on_folder: Place, build: Callable[..., Path]) -> None:
    """However often a folder is replaced: by the time of a file servers tell readers that it is as it was."""
    standing = Path(on_folder.address)
    on_folder.run("--site", build(FIRST))
    first = (standing / "assets/a.css").stat().st_mtime_ns
    for home in ("second", "third"):
        on_folder.run("--site", build({**FIRST, "index.html": home}))
        assert (standing / "assets/a.css").stat().st_mtime_ns == first
        assert (standing / "index.html").stat().st_mtime_ns != first
