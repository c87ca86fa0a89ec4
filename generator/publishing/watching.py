"""What changes in a workspace while an editor works: many saves in a row are one batch, none is lost."""

import threading
from collections.abc import Iterator
from functools import partial
from itertools import chain
from pathlib import Path

import click
import watchfiles

from generator.diagnostics import Text
from generator.publishing import CONTENT, OVERRIDES, SETTINGS
from generator.publishing.overlay import find_defaults
from generator.reading import MENUS
from generator.reading.folders import IGNORED
from generator.reading.provinces import PROVINCE, find_province

FOLDERS = (MENUS, CONTENT, OVERRIDES)
QUIET_MS, LONGEST_MS, PAUSE_MS = 50, 1000, 250
"""A batch ends when nothing has changed for so long, or after so long; without changes one looks this often
for what cannot be watched, since it is not there yet or is a single file that editors replace."""

NOT_WATCHED = Text(
    "系统不让再盯着更多文件夹，改成每隔一会儿看一遍，会慢一点；"
    "要快，关掉别的编辑器窗口，或请管理员调大 fs.inotify.max_user_watches",
    "the system watches no more folders, so they are looked at again and again, which is slower: "
    "close other editors, or raise fs.inotify.max_user_watches",
)


def watch_workspace(root: Path, stop: threading.Event | None = None) -> Iterator[set[Path]]:
    """Batches of changed paths until Ctrl+C or `stop`. The first is empty: from then on nothing is missed.

    What changes while a batch is being worked on belongs to the next one. A file that is gone or empty is
    given a pause: editors write in two steps, and some put a new file in the place of the old one.
    """
    stop = stop or threading.Event()
    waiting: set[Path] | None = None
    stamps = _stamp_settings(root)
    while not stop.is_set():
        folders = _list_folders(root)
        for paths in _watch(folders, stop):
            if waiting is None:
                waiting = set()
                yield set()
            before, stamps = stamps, _stamp_settings(root)
            waiting |= paths | {
                path for path in stamps.keys() | before if before.get(path) != stamps.get(path)
            }
            if waiting and not (paths and any(map(_is_halfway, waiting))):
                batch, waiting = waiting, set()
                yield batch
            if _list_folders(root) != folders:
                waiting |= set(folders) ^ set(_list_folders(root))
                break
        else:
            return


def _watch(folders: list[Path], stop: threading.Event) -> Iterator[set[Path]]:
    """Paths that have changed below some folders; none at each pause."""
    if not folders:
        while not stop.wait(PAUSE_MS / 1000):
            yield set()
        return
    for batch in _follow(folders, stop):
        yield {Path(path) for _, path in batch}


def _follow(folders: list[Path], stop: threading.Event) -> Iterator[set[tuple[watchfiles.Change, str]]]:
    """What the system tells; where it watches no more, what looking again and again tells."""
    follow = partial(
        watchfiles.watch,
        *folders,
        watch_filter=lambda _, path: not IGNORED.match(Path(path).name),
        debounce=LONGEST_MS,
        step=QUIET_MS,
        rust_timeout=PAUSE_MS,
        yield_on_timeout=True,
        stop_event=stop,
        raise_interrupt=False,
    )
    try:
        yield from follow()
    except OSError as error:
        click.echo(f"{NOT_WATCHED.zh} / {NOT_WATCHED.en} ({error})", err=True)
        yield from follow(force_polling=True)


def _list_folders(root: Path) -> list[Path]:
    """The workspace's folders, and those of its province and of Gridpress that show through."""
    province = find_province(root)
    above = [province / MENUS] if province else []
    own = (root / name for name in FOLDERS)
    places = dict.fromkeys(chain(own, above, (find_defaults() / name for name in FOLDERS[1:])))
    return [path for path in places if path.is_dir()]


def _stamp_settings(root: Path) -> dict[Path, tuple[int, int]]:
    """Time and size of each settings file there is."""
    province = root.resolve().parent / PROVINCE  # what makes the folder around it one
    files = [path for path in (root / SETTINGS, find_defaults() / SETTINGS, province) if path.is_file()]
    return {path: (path.stat().st_mtime_ns, path.stat().st_size) for path in files}


def _is_halfway(path: Path) -> bool:
    return not path.exists() or (path.is_file() and path.stat().st_size == 0)
