"""From a folder of workspaces to a province's site: each city by itself, then what needs them all.

`build_province` reads as the table of contents.
"""

import datetime
import json
import os
import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from hashlib import blake2b
from pathlib import Path

from generator.diagnostics import Diagnostic, OutputError, sort_diagnostics, stops_publishing
from generator.outputs.search import CORE
from generator.province.assembling import Assembled, assemble
from generator.province.borders import check_borders
from generator.province.cluster import build_shards
from generator.province.extract import extract_city
from generator.province.settings import City, Province, join_found, load_province
from generator.province.shards import ShardDone, ShardJob
from generator.province.site import Shard, list_shared_files, render_province
from generator.province.store import Store, open_store
from generator.publishing import OVERRIDES
from generator.publishing.checking import check_workspace
from generator.publishing.overlay import find_defaults
from generator.reading.inheritance import check_local
from generator.writing.folder import locate_output
from generator.writing.lock import hold_lock

CACHE = ".cache/province"
Told = Callable[[ShardDone], None]
_BUCKET, _SCHEME = re.compile(r"s3://[^/]"), re.compile(r"[A-Za-z][A-Za-z0-9+.-]+:")
"""The latter with two letters at least: one is a drive."""


@dataclass
class ProvinceBuilt:
    """What a build gave: findings by files of the province, shards, what was put together (None: nothing)."""

    out: Path
    found: list[Diagnostic]
    shards: list[ShardDone] = field(default_factory=list)
    assembled: Assembled | None = None


def build_province(  # noqa: PLR0913 - one parameter for each option of the command
    root: Path,
    out: Path,
    *,
    cluster: str | None = None,
    workers: int | None = None,
    store: str | None = None,
    engine: str = "mkdocs",
    handbooks: bool | None = None,
    today: datetime.date | None = None,
    tell: Told = lambda done: None,  # noqa: ARG005 - nobody listens
) -> ProvinceBuilt:
    """Build all cities, here or on a cluster, and the province's site into `out`; with errors nothing.

    `store` is a folder or `s3://bucket/folder` that all workers reach; provinces may share it, as each keeps
    its contents in a folder of its own there. Raises OutputError.
    """
    province, found = load_province(root, today=today)
    found += check_local(root)
    if province is None or stops_publishing(found):
        return ProvinceBuilt(out, found)
    locate_output(out)
    work = (root / CACHE).resolve()
    address = _find_store(root, store) if store else str(work / "store")
    work.mkdir(parents=True, exist_ok=True)
    with hold_lock(work):  # a second build would sweep away what this one has put into the store
        jobs = [_make_job(one, work, address, engine, handbooks=handbooks) for one in province.cities]
        shards = []
        for done in build_shards(jobs, cluster, workers):
            tell(done)
            shards.append(done)
        shards.sort(key=lambda one: one.name)
        _refuse_failed(shards)
        found += join_found({one.name: one.found for one in shards})
        contents = open_store(address, work / "fetched")
        extracts = [_load_json(contents, one.extract) for one in shards if one.extract]
        found = sort_diagnostics([*found, *check_borders(extracts)])
        if len(extracts) < len(shards) or stops_publishing(found):
            return ProvinceBuilt(out, found, shards)
        return ProvinceBuilt(out, found, shards, _publish(province, shards, extracts, contents, out))


def check_province(
    root: Path, *, today: datetime.date | None = None
) -> tuple[Province | None, list[Diagnostic]]:
    """All that is wrong with the cities of a province and between them, by files of the province."""
    province, found = load_province(root, today=today)
    found += check_local(root)
    extracts, told = [], {}
    for city in province.cities if province else ():
        loaded = check_workspace(city.root, today=city.today)
        told[city.name] = [*loaded.found, *loaded.above]
        if loaded.catalogue is not None:
            extracts.append(extract_city(city.name, loaded.catalogue))
    return province, sort_diagnostics([*found, *join_found(told), *check_borders(extracts)])


def _find_store(root: Path, store: str) -> str:
    """The part of a store that is this province's, known by its folder, so that no other sweeps it."""
    own = f"province-{blake2b(os.fsencode(root.resolve()), digest_size=6).hexdigest()}"
    if _BUCKET.match(store):
        return f"{store.rstrip('/')}/{own}"
    if _SCHEME.match(store):
        raise OutputError(
            f"`--store {store}` 看不懂：写一个文件夹，或 `s3://存储桶/文件夹`",
            f"`--store {store}` is neither a folder nor `s3://bucket/folder`",
        )
    folder = Path(store).resolve() / own  # workers may be at home in other folders
    folder.mkdir(parents=True, exist_ok=True)  # what refuses is better known before hours of work
    return str(folder)


def _make_job(city: City, work: Path, store: str, engine: str, *, handbooks: bool | None) -> ShardJob:
    return ShardJob(
        city.name, str(city.root.resolve()), city.today, str(work / "sites"), store, engine, handbooks
    )


def _refuse_failed(shards: Iterable[ShardDone]) -> None:
    for one in shards:
        if one.failed:
            raise OutputError(f"{one.name}：{one.failed.zh}", f"{one.name}: {one.failed.en}")


def _load_json(store: Store, digest: str) -> dict[str, object]:
    value: dict[str, object] = json.loads(store.fetch(digest).read_bytes())
    return value


def _publish(
    province: Province,
    shards: Sequence[ShardDone],
    extracts: Sequence[dict[str, object]],
    store: Store,
    out: Path,
) -> Assembled:
    manifests = {one.name: _load_json(store, one.manifest) for one in shards if one.manifest}
    files = {
        name: {path: str(digest) for path, digest in listed.items()} for name, listed in manifests.items()
    }
    built = [Shard(extract, files[str(extract["name"])]) for extract in extracts]
    core = (find_defaults() / OVERRIDES / CORE).read_bytes()
    own = render_province(province, built, store, core)
    done = assemble(files, list_shared_files(built), own, store, out)
    names = {digest for listed in files.values() for digest in listed.values()}
    store.sweep(names | {one for shard in shards for one in (shard.manifest, shard.extract) if one})
    return done
