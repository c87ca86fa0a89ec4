"""Where shards are built, by the same code: in this process, in others here, on a Dask cluster."""

import logging
from collections.abc import Iterator, Sequence
from concurrent.futures import CancelledError
from contextlib import ExitStack
from typing import Any

from generator.diagnostics import OutputError
from generator.province.shards import ShardDone, ShardJob, build_shard

LOCAL = "local"
REACHED_WITHIN = "20s"


def build_shards(
    jobs: Sequence[ShardJob],
    cluster: str | None = None,
    workers: int | None = None,
    wait: str = REACHED_WITHIN,
) -> Iterator[ShardDone]:
    """Build each shard once, in whatever order; one whose worker was lost is built again by another.

    `cluster` is "local" or the address of a scheduler, `tcp://host:port`. Raises OutputError without Dask,
    where no scheduler answers or it is lost, and for a shard that has cost several workers their lives.
    """
    if cluster is None:
        yield from map(build_shard, jobs)
        return
    with ExitStack() as stack:
        client = _connect(stack, cluster, workers, wait)
        yield from _follow(client, jobs)


def _connect(stack: ExitStack, cluster: str, workers: int | None, wait: str) -> Any:  # noqa: ANN401 - Dask is an extra
    try:
        import dask  # noqa: PLC0415 - an extra
        from distributed import Client, LocalCluster  # noqa: PLC0415 - an extra
    except ImportError as error:
        raise OutputError(
            "用 --cluster 要先装 Dask：pip install 'gridpress[cluster]'；不写 --cluster 就在本进程里做",
            "--cluster needs Dask: pip install 'gridpress[cluster]'; without --cluster all is done here",
        ) from error
    settings = {"distributed.worker.daemon": False, "distributed.comm.timeouts.connect": wait}
    logging.getLogger("distributed").setLevel(logging.CRITICAL)  # what it would say is said in a sentence
    stack.enter_context(dask.config.set(settings))  # workers begin programs of their own, for prints
    try:
        if cluster == LOCAL:
            here = LocalCluster(
                n_workers=workers,
                threads_per_worker=1,
                processes=True,
                dashboard_address=":0",
                memory_limit=0,
            )
            cluster = stack.enter_context(here).scheduler_address
        client = stack.enter_context(Client(cluster, timeout=wait, set_as_default=False))
    except (OSError, ValueError, TimeoutError) as error:
        raise OutputError(
            f"连不上 Dask 的调度进程 `{cluster}`：看看它开着没有、地址对不对（`local` 或 `tcp://主机:端口`）；"
            "什么也没有发布",
            f"no Dask scheduler answers at `{cluster}`: is it running, and is the address right "
            "(`local` or `tcp://host:port`)? Nothing was published",
        ) from error
    try:
        client.wait_for_workers(1, timeout=wait)
    except TimeoutError as error:
        raise OutputError(
            f"Dask 的调度进程 `{cluster}` 没有工作进程：先开 dask worker {cluster}；什么也没有发布",
            f"the Dask scheduler at `{cluster}` has no workers: begin some by `dask worker {cluster}`. "
            "Nothing was published",
        ) from error
    return client


def _follow(client: Any, jobs: Sequence[ShardJob]) -> Iterator[ShardDone]:  # noqa: ANN401 - as above
    from distributed import as_completed  # noqa: PLC0415 - an extra

    futures = {
        client.submit(build_shard, job, key=f"{job.name}-{number}", pure=False): job.name
        for number, job in enumerate(jobs)
    }
    for future in as_completed(futures, loop=client.loop):
        yield _take(future, futures[future])


def _take(future: Any, name: str) -> ShardDone:  # noqa: ANN401 - as above
    from distributed import KilledWorker  # noqa: PLC0415 - an extra

    try:
        done: ShardDone = future.result()
    except KilledWorker as error:
        raise OutputError(
            f"做 {name} 的时候，几个工作进程先后没了（多半是内存不够）；什么也没有发布",
            f"several workers were lost over {name}, most likely for want of memory; nothing was published",
        ) from error
    except (CancelledError, OSError) as error:
        raise OutputError(
            "和 Dask 的调度进程断了联系；什么也没有发布，原来的网站没有动。重新开好调度进程，再运行一次",
            "the Dask scheduler was lost; nothing was published, the previous site stands. "
            "Start it again and run the same command",
        ) from error
    return done
