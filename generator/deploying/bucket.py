"""Object storage that speaks S3 (OSS, COS, MinIO, Amazon): contents first, then pages by their path.

Beside the site lie, under `.gridpress/`, each content by its SHA-256, so that uploading goes on where it
broke off, and what is ours there: `current.json`, `previous.json` and, while sending, `pending.json`. What
stands is never believed of these lists, but asked of the storage: an ETag is the MD5 of what lies there.
"""

import json
import re
import uuid
from collections.abc import Callable, Iterable, Mapping
from concurrent.futures import ThreadPoolExecutor
from itertools import groupby
from typing import Any, NamedTuple, TypeVar
from urllib.parse import urlsplit

from generator.deploying.listing import Plan, Published, order, plan_between
from generator.deploying.refusals import NEEDS_BOTO3, explain_storage
from generator.diagnostics import OutputError
from generator.outputs.media_types import type_of

_ADDRESS = re.compile(r"s3://([a-z0-9][a-z0-9.-]{1,61}[a-z0-9])(?:/(.*?))?/?")
STATE = ".gridpress/"
T = TypeVar("T")
WORKERS = 8
ATTEMPTS = 5
FRESH = "no-cache"
"""Browsers ask each time and are answered 304: names of files stay when they change."""
BUCKET_IN_HOST = ("aliyuncs.com", "myqcloud.com", "myhuaweicloud.com", "volces.com")
"""Storages (OSS, COS, OBS, TOS) that refuse a bucket in the path; MinIO by default knows it only there.

https://www.tencentcloud.com/document/product/436/57456,
https://help.aliyun.com/zh/oss/developer-reference/use-aws-sdks-to-access-oss
"""


class Stored(NamedTuple):
    """An object of the listing: its ETag and its size in bytes."""

    etag: str
    size: int


class State(NamedTuple):
    """What stands or is to stand, as a list of ours: digests by path, and which run wrote it."""

    files: Mapping[str, str]
    run: str
    goes_back: bool


NOTHING = State({}, "", goes_back=False)


class Bucket(NamedTuple):
    """A bucket, or a folder of it: `prefix` is empty or ends in a slash."""

    client: Any
    name: str
    prefix: str

    def compare(self, site: Published) -> Plan:
        """What sending the site would change."""
        return self._plan(self._list(), site)

    def send(self, site: Published) -> Plan:
        """Upload contents that are not there, then give pages their content in order. Raises OutputError."""
        plan = self._plan(present := self._list(), site)
        wanted = {site.files[path]: path for path in plan.sent}
        missing = {
            digest: path
            for digest, path in wanted.items()
            if self._etag(present, self._content(digest)) != site.etag(path)
        }
        self._each(missing, lambda one: self._put(self._content(one), site.read(missing[one])))
        if missing:
            present = self._list()
            self._refuse_loss(
                path for digest, path in missing.items() if self._size(present, digest) != site.size(path)
            )
        if plan.sent or plan.removed:
            self._publish(plan, site.files)
        return plan

    def roll_back(self) -> Plan:
        """Give pages the content of the site before; the one that stands becomes the one before.

        Of a sending that broke off it is the last whole site; a going back that broke off goes on.
        """
        pending, current = self._load("pending"), self._load("current")
        whole = pending if pending.goes_back else current
        before = (whole if pending.run else self._load("previous")).files
        if not before:
            raise OutputError(f"没有可退回的：{self} 没有上一版", f"nothing to go back to in {self}")
        present = self._list()
        stands = {path: self._etag(present, self.prefix + path) for path in before}
        sent = [path for path in before if stands[path] != self._etag(present, self._content(before[path]))]
        ours = {path for path in {*current.files, *pending.files} if self.prefix + path in present}
        plan = Plan(tuple(sorted(sent, key=order)), tuple(sorted(ours - before.keys())))
        self._publish(plan, before, goes_back=True)
        return plan

    def __str__(self) -> str:
        """The address."""
        return f"s3://{self.name}/{self.prefix}"

    def _publish(self, plan: Plan, files: Mapping[str, str], *, goes_back: bool = False) -> None:
        current, mine = self._load("current"), State(files, uuid.uuid4().hex, goes_back)
        self._save("pending", mine)
        copied: dict[str, str] = {}
        for _, paths in groupby(plan.sent, key=lambda path: order(path)[0]):
            self._each(paths, lambda path: copied.update({path: self._copy(files[path], path)}))
        self._each(plan.removed, lambda path: self._delete(self.prefix + path))
        present = self._list()
        self._refuse_loss(
            path
            for path in plan.sent
            if present.get(self.prefix + path) != Stored(copied[path], self._size(present, files[path]))
        )
        self._refuse_company(mine)
        if current.files and current.files != files:
            self._save("previous", current)
        self._save("current", mine)
        self._delete(self._state("pending"))
        kept = {self._content(one) for one in {*files.values(), *self._load("previous").files.values()}}
        old = [key for key in present if key.startswith(self._content("")) and key not in kept]
        self._each(old, self._delete)

    def _refuse_loss(self, paths: Iterable[str]) -> None:
        if lost := list(paths):
            raise OutputError(
                f"{self} 丢了 {len(lost)} 个文件（例如 `{lost[0]}`）；再运行一次同一条命令，会补上",
                f"{self} has lost {len(lost)} files (`{lost[0]}`); run the same command again to mend it",
            )

    def _refuse_company(self, mine: State) -> None:
        if self._load("pending").run != mine.run:
            raise OutputError(
                f"另有人也在往 {self} 发布，两边的网页可能混在一起；等对方结束，再运行一次同一条命令",
                f"somebody else publishes to {self} at the same time, pages of both may be mixed; "
                "wait for them and run the same command again",
            )

    def _plan(self, present: Mapping[str, Stored], site: Published) -> Plan:
        """What differs; what the lists do not name as ours is somebody's and stays."""
        found = {key.removeprefix(self.prefix) for key in present if not key.startswith(self.prefix + STATE)}
        ours = {*self._load("current").files, *self._load("pending").files}
        standing = {
            path: site.files[path] if self._etag(present, self.prefix + path) == site.etag(path) else ""
            for path in found & site.files.keys()
        }
        plan = plan_between(standing | dict.fromkeys((found & ours) - standing.keys(), ""), site)
        return plan._replace(kept=tuple(sorted(found - ours - site.files.keys())))

    def _etag(self, present: Mapping[str, Stored], key: str) -> str:
        return present[key].etag if key in present else ""

    def _size(self, present: Mapping[str, Stored], digest: str) -> int:
        stored = present.get(self._content(digest))
        return stored.size if stored else -1

    def _list(self) -> dict[str, Stored]:
        """Each object by its key."""

        def read() -> dict[str, Stored]:
            pages = self.client.get_paginator("list_objects_v2").paginate(
                Bucket=self.name, Prefix=self.prefix
            )
            found = (one for page in pages for one in page.get("Contents", ()))
            return {one["Key"]: Stored(_bare(one["ETag"]), one["Size"]) for one in found}

        return self._ask(read)

    def _load(self, state: str) -> State:
        def read() -> State:
            try:
                body = self.client.get_object(Bucket=self.name, Key=self._state(state))["Body"].read()
            except self.client.exceptions.NoSuchKey:
                return NOTHING
            found = json.loads(body)
            files = {str(path): str(digest) for path, digest in found["files"].items()}
            return State(files, str(found["run"]), goes_back=bool(found["goes_back"]))

        try:
            return self._ask(read)
        except (ValueError, AttributeError, KeyError, TypeError) as error:
            raise OutputError(
                f"{self}{STATE}{state}.json 读不懂；删掉它再运行，会照实际的文件重新比对",
                f"cannot read {self}{STATE}{state}.json; delete it and run again: files are compared anew",
            ) from error

    def _save(self, name: str, state: State) -> None:
        self._put(self._state(name), json.dumps(state._asdict(), ensure_ascii=False).encode())

    def _put(self, key: str, data: bytes) -> None:
        self._ask(lambda: self.client.put_object(Bucket=self.name, Key=key, Body=data, CacheControl=FRESH))

    def _copy(self, digest: str, path: str) -> str:
        """Give a page its content; the ETag that it has now."""
        source = {"Bucket": self.name, "Key": self._content(digest)}
        named = {"ContentType": type_of(path), "CacheControl": FRESH, "MetadataDirective": "REPLACE"}
        done = self._ask(
            lambda: self.client.copy_object(
                Bucket=self.name, Key=self.prefix + path, CopySource=source, **named
            )
        )
        return _bare(done.get("CopyObjectResult", {}).get("ETag", ""))

    def _delete(self, key: str) -> None:
        self._ask(lambda: self.client.delete_object(Bucket=self.name, Key=key))

    def _content(self, digest: str) -> str:
        return f"{self.prefix}{STATE}contents/{digest}"

    def _state(self, name: str) -> str:
        return f"{self.prefix}{STATE}{name}.json"

    def _each(self, items: Iterable[T], do: Callable[[T], object]) -> None:
        with ThreadPoolExecutor(WORKERS) as pool:
            for _ in pool.map(do, items):
                pass

    def _ask(self, call: Callable[[], T]) -> T:
        from botocore.exceptions import BotoCoreError, ClientError  # noqa: PLC0415 - an extra

        try:
            return call()
        except (ClientError, BotoCoreError) as error:
            raise OutputError(*explain_storage(str(self), error)) from error


def _bare(etag: str) -> str:
    return etag.strip('"').lower()


def open_bucket(address: str, endpoint: str | None) -> Bucket:
    """The bucket of `s3://name/folder`, at `endpoint` when it is not Amazon's.

    Raises OutputError for an address of another form, and without boto3.
    """
    found = _ADDRESS.fullmatch(address)
    if not found:
        raise OutputError(
            f"看不懂 `{address}`：写成 s3://桶名 或 s3://桶名/文件夹",
            f"cannot read `{address}`: write s3://bucket or s3://bucket/folder",
        )
    _check_endpoint(endpoint, found[1])
    try:
        import boto3  # noqa: PLC0415 - an extra
        from botocore.config import Config  # noqa: PLC0415 - an extra
    except ImportError as error:
        raise OutputError(*NEEDS_BOTO3) from error
    manners = Config(
        request_checksum_calculation="when_required",  # only Amazon knows the newer checksums and aws-chunked
        response_checksum_validation="when_required",
        retries={"max_attempts": ATTEMPTS, "mode": "standard"},
        max_pool_connections=WORKERS,
        s3={"payload_signing_enabled": True, **_addressing(endpoint)},  # what comes over broken is refused
    )
    client = boto3.client("s3", endpoint_url=endpoint, config=manners)
    return Bucket(client, found[1], f"{found[2]}/" if found[2] else "")


def _check_endpoint(endpoint: str | None, bucket: str) -> None:
    place = urlsplit(endpoint or "https://s3")
    if place.scheme not in {"http", "https"} or not place.hostname or place.hostname.startswith(f"{bucket}."):
        raise OutputError(
            f"看不懂 --endpoint `{endpoint}`：写存储的地址，以 https:// 开头，不带桶名",
            f"cannot read --endpoint `{endpoint}`: write the storage's address, https:// and no bucket",
        )


def _addressing(endpoint: str | None) -> dict[str, str]:
    host = urlsplit(endpoint or "").hostname or ""
    return {"addressing_style": "virtual"} if host.endswith(BUCKET_IN_HOST) else {}
