"""Where a site is sent to be tortured: a server behind ssh and an object storage, both on loopback."""

import getpass
import logging
import multiprocessing
import os
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

import boto3
from botocore.config import Config

TESTS = Path(__file__).parents[2] / "tests"
BUCKET = "city"


@contextmanager
def open_sshd(folder: Path) -> Iterator[tuple[int, int]]:
    """An OpenSSH server for this account, with an `ssh` in `folder`/bin that trusts it: process and port.

    `trust` has that one used. Raises FileNotFoundError where a program is missing, TimeoutError.
    """
    (folder / "bin").mkdir(parents=True)
    folder.chmod(0o700)
    for name in ("host", "key"):
        _call(find_program("ssh-keygen"), "-q", "-t", "ed25519", "-N", "", "-f", str(folder / name))
    (folder / "allowed").write_text((folder / "key.pub").read_text())
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    if os.geteuid() == 0:
        Path("/run/sshd").mkdir(exist_ok=True)  # where the system's own server would be started from
    options = {
        "Port": port,
        "ListenAddress": "127.0.0.1",
        "HostKey": folder / "host",
        "AuthorizedKeysFile": folder / "allowed",
        "PidFile": folder / "pid",
        "StrictModes": "no",
        "UsePAM": "no",
        "PermitRootLogin": "yes",
        "MaxStartups": 100,
    }
    words = [word for name, value in options.items() for word in ("-o", f"{name}={value}")]
    own = folder / "bin" / "ssh"
    quiet = "-F /dev/null -o StrictHostKeyChecking=no -o UserKnownHostsFile=/dev/null -o LogLevel=ERROR"
    own.write_text(f'#!/bin/sh\nexec {find_program("ssh")} {quiet} -i {folder / "key"} "$@"\n')
    own.chmod(0o755)
    program = [find_program("sshd"), "-D", "-e", "-f", "/dev/null", *words]
    with subprocess.Popen(program, stderr=subprocess.DEVNULL) as server:
        try:
            _wait_for(port)
            yield server.pid, port
        finally:
            server.terminate()


@contextmanager
def trust(folder: Path) -> Iterator[None]:
    """`ssh` is the one that trusts the server of a folder."""
    path = os.environ["PATH"]
    os.environ["PATH"] = f"{folder / 'bin'}{os.pathsep}{path}"
    try:
        yield
    finally:
        os.environ["PATH"] = path


def wait_for_sessions(server: int | None) -> None:
    """Wait until the server does nothing for anybody any more: a script goes on when its client is gone."""
    if server is None:
        return
    children = Path(f"/proc/{server}/task/{server}/children")
    while children.read_text().strip():
        time.sleep(0.005)


def ssh_address(port: int, folder: Path) -> str:
    """The address of a folder on the server."""
    return f"ssh://{getpass.getuser()}@127.0.0.1:{port}{folder}"


def find_program(name: str) -> str:
    """Where a program of the system is. Raises FileNotFoundError."""
    found = shutil.which(name) or shutil.which(name, path="/usr/sbin:/usr/local/sbin")
    if found is None:
        raise FileNotFoundError(f"{name} is missing: install openssh-server and rsync")
    return found


def _call(*words: str) -> None:
    subprocess.run(words, check=True)


def _wait_for(port: int) -> None:
    for _ in range(200):
        with socket.socket() as knock:
            if knock.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.05)
    raise TimeoutError(port)


@contextmanager
def open_bucket() -> Iterator[tuple[str, Any]]:
    """An object storage in a process of its own, with an empty bucket; its address and a client."""
    for name in ("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY"):
        os.environ[name] = "anybody"
    os.environ["AWS_DEFAULT_REGION"] = "us-east-1"
    ours, theirs = multiprocessing.get_context("spawn").Pipe()
    server = multiprocessing.get_context("spawn").Process(target=_serve, args=(theirs,), daemon=True)
    server.start()
    address = ours.recv()
    manners = Config(s3={"addressing_style": "path"}, request_checksum_calculation="when_required")
    client = boto3.client("s3", endpoint_url=address, config=manners)
    client.create_bucket(Bucket=BUCKET)
    try:
        yield address, client
    finally:
        server.terminate()
        server.join()


def _serve(told: Connection) -> None:
    sys.path.insert(0, str(TESTS))
    logging.getLogger("werkzeug").setLevel(logging.ERROR)  # a line for each request would hide ours
    from storage import open_storage  # noqa: PLC0415 - it lies with the tests

    with open_storage() as (address, _):
        told.send(address)
        told.poll(None)


def list_bucket(client: Any) -> dict[str, str]:  # noqa: ANN401 - boto3 has no types
    """MD5 of each page of the site in the bucket, by path."""
    pages = client.get_paginator("list_objects_v2").paginate(Bucket=BUCKET, Prefix="site/")
    found = (one for page in pages for one in page.get("Contents", ()))
    return {
        one["Key"].removeprefix("site/"): one["ETag"].strip('"')
        for one in found
        if not any(part.startswith(".") for part in one["Key"].split("/"))
    }
