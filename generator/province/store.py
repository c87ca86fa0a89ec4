"""Contents by their digest: what workers hand over, so that a scheduler is told names and never bytes."""

import os
import shutil
from collections.abc import Collection, Iterator
from contextlib import suppress
from dataclasses import dataclass
from functools import cached_property
from hashlib import blake2b
from pathlib import Path
from typing import Protocol

from generator.deploying import bucket as deploying

DIGEST_BYTES = 20


class Store(Protocol):
    """Where contents are kept. The same content has one name, whoever puts it there, and how often."""

    def put(self, data: bytes) -> str:
        """Keep a content; returns its digest."""
        ...

    def fetch(self, digest: str) -> Path:
        """A file that holds a content; KeyError where it is not kept."""
        ...

    def sweep(self, kept: Collection[str]) -> None:
        """Forget all other contents."""
        ...


def digest_of(data: bytes) -> str:
    """The name of a content."""
    return blake2b(data, digest_size=DIGEST_BYTES).hexdigest()


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
        beside = path.with_name(f"{path.name}.{os.getpid()}")
        beside.write_bytes(data)
        beside.replace(path)
        return digest

    def fetch(self, digest: str) -> Path:
        path = self._path(digest)
        if not path.is_file():
            raise KeyError(digest)
        return path

    def sweep(self, kept: Collection[str]) -> None:
        for path in self._list():
            if path.parent.name + path.name not in kept:
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
            self._place.client.put_object(Bucket=self._place.name, Key=self._place.prefix + digest, Body=data)
            self._known.add(digest)
        return digest

    def fetch(self, digest: str) -> Path:
        with suppress(KeyError):
            return self.cache.fetch(digest)
        place = self._place
        found = place.client.get_object(Bucket=place.name, Key=place.prefix + digest)["Body"].read()
        if digest_of(found) != digest:
            raise KeyError(digest)
        self.cache.put(found)
        return self.cache.fetch(digest)

    def sweep(self, kept: Collection[str]) -> None:
        self.cache.sweep(kept)
        place = self._place
        gone = [{"Key": place.prefix + one} for one in sorted(self._known.difference(kept))]
        for at in range(0, len(gone), 1000):
            place.client.delete_objects(Bucket=place.name, Delete={"Objects": gone[at : at + 1000]})

    @cached_property
    def _known(self) -> set[str]:
        place = self._place
        pages = place.client.get_paginator("list_objects_v2").paginate(Bucket=place.name, Prefix=place.prefix)
        return {one["Key"].removeprefix(place.prefix) for page in pages for one in page.get("Contents", ())}


def link_content(source: Path, target: str) -> None:
    """Let a new file hold what another one holds, without a copy where the disk can."""
    try:
        os.link(source, target)
    except OSError:  # another disk, one without links, or too many of them
        shutil.copyfile(source, target)
