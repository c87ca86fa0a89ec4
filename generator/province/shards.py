"""A shard: one city's workspace, checked and built by itself on some machine; its files go to a store."""

import datetime
import json
import os
import sys
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

from generator.diagnostics import Diagnostic, OutputError, Text, explain_refusal
from generator.province.extract import extract_city
from generator.province.store import Store, open_store
from generator.publishing.pipeline import Silent, build_site
from generator.writing.errors import refuse_write
from generator.writing.folder import MARKER

HANDS = 8
"""Files that are handed to a store at once."""


@dataclass(frozen=True, slots=True)
class ShardJob:
    """All that a worker needs to know: a city's folder, its day, where to work and where to put files."""

    name: str
    root: str
    today: datetime.date | None
    work: str
    store: str
    engine: str = "mkdocs"
    handbooks: bool | None = None


@dataclass(frozen=True, slots=True)
class ShardDone:
    """What a worker answers: findings, counts, and names of contents; never the contents.

    `manifest` names the list of files, path → digest, `extract` what the province needs to know of the city;
    both None where errors stop the city. `failed` is there when it could not be built at all.
    """

    name: str
    found: tuple[Diagnostic, ...] = ()
    made: dict[str, int] | None = None
    manifest: str | None = None
    extract: str | None = None
    failed: Text | None = None
    seconds: float = 0
    megabytes: int = 0
    without: Text | None = None
    """Why there are no prints, where nobody said that there should be none."""


_one_at_a_time = threading.Lock()
"""A worker of several threads builds one city after another: much is remembered by the process."""


def build_shard(job: ShardJob) -> ShardDone:
    """Check and build a city; what its last build has left in the folder for work spares time."""
    start = time.perf_counter()
    out = Path(job.work) / job.name
    try:
        out.parent.mkdir(parents=True, exist_ok=True)
        with _one_at_a_time:
            built = build_site(
                Path(job.root),
                out,
                engine=job.engine,
                handbooks=job.handbooks,
                progress=Silent(),
                today=job.today,
            )
        if built.written is None or built.published is None:
            return ShardDone(job.name, (*built.found, *built.above))
        store = open_store(job.store, out.parent / ".store")
        files = put_files(store, out)
        extract = put_json(store, extract_city(job.name, built.published))
        manifest = put_json(store, files)
    except OutputError as error:
        return ShardDone(job.name, failed=error.text)
    except OSError as error:
        return ShardDone(job.name, failed=_explain(job, error))
    seconds = time.perf_counter() - start
    return ShardDone(
        job.name,
        (*built.found, *built.above),
        built.made,
        manifest,
        extract,
        None,
        seconds,
        peak_megabytes(),
        built.without,
    )


def _explain(job: ShardJob, error: OSError) -> Text:
    """What the system refuses: to read a file of the city, or else to write."""
    file = Path(os.fsdecode(error.filename or job.store))
    if file.is_relative_to(job.root) and not file.is_relative_to(job.work):
        reason = explain_refusal(error)
        return Text(
            f"读不出 `{file}`（{reason.zh}）：检查文件夹权限，关闭正在使用它的程序，再试一次",
            f"cannot read `{file}` ({reason.en}): check permissions, close programs that use it, try again",
        )
    return refuse_write(error.filename or job.store, error).text


def put_files(store: Store, folder: Path) -> dict[str, str]:
    """Hand all files of a built site to a store: path → digest, in the order of paths."""
    paths = sorted(one.relative_to(folder).as_posix() for one in folder.rglob("*") if one.is_file())
    paths.remove(MARKER)
    with ThreadPoolExecutor(HANDS) as pool:  # a storage beyond the network takes its time for each
        return dict(
            zip(paths, pool.map(lambda path: store.put((folder / path).read_bytes()), paths), strict=True)
        )


def put_json(store: Store, value: object) -> str:
    """Hand a value to a store; the same value has the same name."""
    return store.put(json.dumps(value, ensure_ascii=False, sort_keys=True).encode())


def peak_megabytes() -> int:
    """The most memory that this process has held; 0 where the system does not tell."""
    if sys.platform == "win32":
        return 0
    import resource  # noqa: PLC0415 - Windows has none

    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return most // (1 << 20 if sys.platform == "darwin" else 1 << 10)
