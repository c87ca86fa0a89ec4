"""Contents by their digest: what workers hand over, so that a scheduler is told names and never bytes."""

import os
import re
import shutil
import threading
from collections.abc import Callable, Collection, Iterator
from contextlib import suppress
from dataclasses import dataclass
from functools import cached_property
from hashlib import blake2b
from pathlib import Path
from typing import Any, Protocol, TypeVar

from generator.deploying import bucket as deploying
from generator.deploying.refusals import explain_storage
from generator.diagnostics import OutputError

T = TypeVar("T")

DIGEST_BYTES = 20
_DIGEST = re.compile(f"[0-9a-f]{{{2 * DIGEST_BYTES}}}")
"""What else lies in a store's place is not ours to sweep."""


class Store(Protocol):
    """Where contents are kept. The same content has one name, whoever puts it there, and how often."""

    def put(self, data: bytes) -> str:
        """Keep a content; returns its digest."""
        ...

    def fetch(self, digest: str) -> Path:
        """A file that holds a content. Raises OutputError where it is not kept."""
        ...

    def sweep(self, kept: Collection[str]) -> None:
        """Forget all other contents."""
        ...


def digest_of(data: bytes) -> str:
    """The name of a content."""
    return blake2b(data, digest_size=DIGEST_BYTES).hexdigest()


def _lost(store: str) -> OutputError:
    return OutputError(
        f"`{store}` 里少了工作进程交来的文件：各台机器要用同一个 --store，中途也不能清空；"
        "什么也没有发布，再运行一次",
        f"`{store}` lacks files that workers have handed over: all machines have to reach the same --store, "
        "and nobody may empty it meanwhile. Nothing was published; run again",
    )


def open_store(address: str, cache: Path) -> Store:
    """A folder, or `s3://bucket/folder` with a folder here for what is fetched. Raises OutputError."""
    return Bucket(address, Folder(cache)) if address.startswith("s3://") else Folder(Path(address))


@dataclass(frozen=True)
class Folder:
    """Contents as files of a folder that all workers reach."""

    folder: Path

    def put(self, data: bytes) -> str:
        digest = digest_of(data)
        path = self._path(digest)
        with suppress(OSError):
            if path.read_bytes() == data:  # and not only called so: a disk may have lost the end of it
                return digest
        path.parent.mkdir(parents=True, exist_ok=True)
        beside = path.with_name(f"{path.name}.{os.getpid()}-{threading.get_ident()}")
        beside.write_bytes(data)
        beside.replace(path)
        return digest

    def fetch(self, digest: str) -> Path:
        path = self._path(digest)
        if not path.is_file():
            raise _lost(str(self.folder))
        return path

    def sweep(self, kept: Collection[str]) -> None:
        for path in self._list():
            name = path.parent.name + path.name
            if _DIGEST.fullmatch(name) and name not in kept:
                path.unlink(missing_ok=True)

    def _list(self) -> Iterator[Path]:
        return self.folder.glob("??/*")

    def _path(self, digest: str) -> Path:
        return self.folder / digest[:2] / digest[2:]


@dataclass(frozen=True)
class Bucket:
    """Contents as objects of a storage that speaks S3; what is fetched is kept in a folder, too."""

    address: str
    cache: Folder

    @cached_property
    def _place(self) -> deploying.Bucket:
        return deploying.open_bucket(self.address, os.environ.get("AWS_ENDPOINT_URL"))

    def put(self, data: bytes) -> str:
        digest = digest_of(data)
        if digest not in self._known:
            self._ask("put_object", digest, Body=data)
            self._known.add(digest)
        return digest

    def fetch(self, digest: str) -> Path:
        with suppress(OutputError):
            path = self.cache.fetch(digest)
            if digest_of(path.read_bytes()) == digest:  # sites are linked to it, and a disk may lose its end
                return path
        found = self._ask("get_object", digest)["Body"].read()
        if digest_of(found) != digest:
            raise _lost(self.address)
        self.cache.put(found)
        return self.cache.fetch(digest)

    def sweep(self, kept: Collection[str]) -> None:
        self.cache.sweep(kept)
        for digest in sorted(self._known.difference(kept)):
            self._ask("delete_object", digest)

    @cached_property
    def _known(self) -> set[str]:
        place = self._place
        pages = place.client.get_paginator("list_objects_v2").paginate(Bucket=place.name, Prefix=place.prefix)
        names = self._told(lambda: [one["Key"] for page in pages for one in page.get("Contents", ())])
        return {one for name in names if _DIGEST.fullmatch(one := name.removeprefix(place.prefix))}

    def _ask(self, request: str, digest: str, **words: object) -> Any:  # noqa: ANN401 - boto3 has no types
        place = self._place
        key = place.prefix + digest
        return self._told(lambda: getattr(place.client, request)(Bucket=place.name, Key=key, **words))

    def _told(self, call: Callable[[], T]) -> T:
        """What the storage answers; raises OutputError with what it refuses."""
        from botocore.exceptions import BotoCoreError, ClientError  # noqa: PLC0415 - an extra

        try:
            return call()
        except (ClientError, BotoCoreError) as error:
            raise OutputError(*explain_storage(self.address, error)) from error


def link_content(source: Path, target: str) -> None:
    """Let a new file hold what another one holds, without a copy where the disk can."""
    try:
        os.link(source, target)
    except OSError:  # another disk, one without links, or too many of them
        shutil.copyfile(source, target)
