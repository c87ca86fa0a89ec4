"""Object storage that speaks S3 (OSS, COS, MinIO, Amazon): contents first, then pages by their path.

Beside the site lie, under `.gridpress/`, each content by its SHA-256, so that uploading goes on where it
broke off, and what stands (`current.json`), stood before (`previous.json`), is to stand (`pending.json`).
"""

import json
import re
from collections.abc import Callable, Iterable, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from itertools import groupby
from typing import Any, TypeVar

from generator.deploying.listing import Plan, Published, order, plan_between, type_of
from generator.diagnostics import OutputError

_ADDRESS = re.compile(r"s3://([a-z0-9][a-z0-9.-]{1,61}[a-z0-9])(?:/(.*?))?/?")
STATE = ".gridpress/"
T = TypeVar("T")
WORKERS = 8
FRESH = "no-cache"
"""Browsers ask each time and are answered 304: names of files stay when they change."""
_NEEDS = (
    "发布到对象存储要先装 boto3：pip install 'gridpress[s3]'",
    "publishing to object storage needs boto3: pip install 'gridpress[s3]'",
)


@dataclass(frozen=True, slots=True)
class Bucket:
    """A bucket, or a folder of it: `prefix` is empty or ends in a slash."""

    client: Any
    name: str
    prefix: str

    def compare(self, site: Published) -> Plan:
        """What sending the site would change."""
        return plan_between(self._standing(self._list()), site)

    def send(self, site: Published) -> Plan:
        """Upload contents that are not there, then give pages their content in order. Raises OutputError."""
        present = self._list()
        plan = plan_between(self._standing(present), site)
        wanted = {site.files[path]: site.folder / path for path in plan.sent}
        missing = [
            (digest, file)
            for digest, file in wanted.items()
            if present.get(self._content(digest)) != file.stat().st_size
        ]
        self._each(missing, lambda one: self._put(self._content(one[0]), one[1].read_bytes()))
        if plan.sent or plan.removed:
            self._publish(plan, site.files)
        return plan

    def roll_back(self) -> Plan:
        """Give pages the content of the site before; the one that stands becomes the one before."""
        before = self._load("previous")
        if not before:
            raise OutputError(f"没有可退回的：{self} 没有上一版", f"nothing to go back to in {self}")
        standing = self._standing(self._list())
        sent = sorted((path for path, digest in before.items() if standing.get(path) != digest), key=order)
        plan = Plan(tuple(sent), tuple(sorted(standing.keys() - before.keys())))
        self._publish(plan, before)
        return plan

    def __str__(self) -> str:
        """The address."""
        return f"s3://{self.name}/{self.prefix}"

    def _publish(self, plan: Plan, files: Mapping[str, str]) -> None:
        standing = self._load("current")
        self._save("pending", files)
        for _, paths in groupby(plan.sent, key=lambda path: order(path)[0]):
            self._each(paths, lambda path: self._copy(files[path], path))
        self._each(plan.removed, lambda path: self._delete(self.prefix + path))
        if standing and standing != files:
            self._save("previous", standing)
        self._save("current", files)
        self._delete(self._state("pending"))
        kept = {self._content(digest) for digest in {*files.values(), *self._load("previous").values()}}
        self._check_arrived(present := self._list(), plan, files)
        old = [key for key in present if key.startswith(self._content("")) and key not in kept]
        self._each(old, self._delete)

    def _check_arrived(self, present: Mapping[str, int], plan: Plan, files: Mapping[str, str]) -> None:
        lost = [
            path
            for path in plan.sent
            if present.get(self.prefix + path) != present.get(self._content(files[path]), -1)
        ]
        if lost:
            raise OutputError(
                f"{self} 丢了 {len(lost)} 个文件（例如 `{lost[0]}`）；再运行一次同一条命令，会补上",
                f"{self} has lost {len(lost)} files (`{lost[0]}`); run the same command again to mend it",
            )

    def _standing(self, present: Mapping[str, int]) -> dict[str, str]:
        """What surely stands: whole, and not touched by a sending that broke off."""
        current, pending = self._load("current"), self._load("pending")
        surely = {
            path: digest
            for path, digest in current.items()
            if pending.get(path, digest) == digest
            and present.get(self.prefix + path, -1) == present.get(self._content(digest), -2)
        }
        begun = {path: "" for path in {*current, *pending} if self.prefix + path in present}
        return begun | surely

    def _list(self) -> dict[str, int]:
        """The size of each object by its key."""

        def read() -> dict[str, int]:
            pages = self.client.get_paginator("list_objects_v2").paginate(
                Bucket=self.name, Prefix=self.prefix
            )
            return {one["Key"]: one["Size"] for page in pages for one in page.get("Contents", ())}

        return self._ask(read)

    def _load(self, state: str) -> dict[str, str]:
        def read() -> dict[str, str]:
            try:
                body = self.client.get_object(Bucket=self.name, Key=self._state(state))["Body"].read()
            except self.client.exceptions.NoSuchKey:
                return {}
            found = json.loads(body)
            return {str(path): str(digest) for path, digest in found.items()}

        try:
            return self._ask(read)
        except (ValueError, AttributeError) as error:
            raise OutputError(
                f"{self}{STATE}{state}.json 读不懂；删掉它再运行，网站会整个重传",
                f"cannot read {self}{STATE}{state}.json; delete it and run again: all is sent anew",
            ) from error

    def _save(self, state: str, files: Mapping[str, str]) -> None:
        self._put(self._state(state), json.dumps(dict(files), ensure_ascii=False).encode())

    def _put(self, key: str, data: bytes) -> None:
        self._ask(lambda: self.client.put_object(Bucket=self.name, Key=key, Body=data, CacheControl=FRESH))

    def _copy(self, digest: str, path: str) -> None:
        source = {"Bucket": self.name, "Key": self._content(digest)}
        named = {"ContentType": type_of(path), "CacheControl": FRESH, "MetadataDirective": "REPLACE"}
        self._ask(
            lambda: self.client.copy_object(
                Bucket=self.name, Key=self.prefix + path, CopySource=source, **named
            )
        )

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
            raise OutputError(*_explain(str(self), error)) from error


def _explain(place: str, error: Exception) -> tuple[str, str]:
    code = getattr(error, "response", {}).get("Error", {}).get("Code", "") or type(error).__name__
    zh, en = {
        "AccessDenied": (
            "没有权限，检查密钥和桶的授权",
            "no permission: look at the key and the bucket's policy",
        ),
        "403": ("没有权限，检查密钥和桶的授权", "no permission: look at the key and the bucket's policy"),
        "NoSuchBucket": ("没有这个桶，先在控制台建好", "there is no such bucket: make it first"),
        "InvalidAccessKeyId": ("密钥编号不对", "the key's id is wrong"),
        "SignatureDoesNotMatch": ("密钥不对", "the key is wrong"),
        "NoCredentialsError": (
            "没有密钥，设好 AWS_ACCESS_KEY_ID 和 AWS_SECRET_ACCESS_KEY",
            "no key: set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY",
        ),
        "EndpointConnectionError": ("连不上，检查网络和 --endpoint", "no connection: look at --endpoint"),
    }.get(code, (f"{code}：{error}", f"{code}: {error}"))
    return (
        f"没有发布完：{place} {zh}。再运行一次同一条命令，会接着传。",
        f"not published to {place}: {en}. Run the same command again; it goes on where it stopped.",
    )


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
    try:
        import boto3  # noqa: PLC0415 - an extra
        from botocore.config import Config  # noqa: PLC0415 - an extra
    except ImportError as error:
        raise OutputError(*_NEEDS) from error
    manners = Config(  # other makers' storages do not know Amazon's newer checksums
        request_checksum_calculation="when_required",
        response_checksum_validation="when_required",
        retries={"max_attempts": 5, "mode": "standard"},
        max_pool_connections=WORKERS,
    )
    client = boto3.client("s3", endpoint_url=endpoint, config=manners)
    return Bucket(client, found[1], f"{found[2]}/" if found[2] else "")
