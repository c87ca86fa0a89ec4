"""The files of a built site with their digests, what differs between two sites, and the order of sending."""

import hashlib
import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from generator.artifact import Artifact
from generator.diagnostics import OutputError, Text
from generator.writing.folder import MARKER, bears_marker

WORKER = "service-worker.js"
"""The worker comes last: it names what phones keep, so all of that must be there."""


@dataclass(frozen=True, slots=True)
class Published:
    """A folder with a built site: the SHA-256 of each file by its path with forward slashes."""

    folder: Path
    files: Mapping[str, str]

    @property
    def digest(self) -> str:
        """Changes when any file does."""
        lines = "".join(f"{self.files[path]} {path}\n" for path in sorted(self.files))
        return hashlib.sha256(lines.encode()).hexdigest()

    def artifacts(self) -> Iterator[Artifact]:
        """The files with their content."""
        for path in self.files:
            yield Artifact(path, self.read(path))

    def read(self, path: str) -> bytes:
        """The content of a file. Raises OutputError where it has changed since it was listed."""
        try:
            data = (self.folder / path).read_bytes()
        except OSError:
            data = b""
        if hashlib.sha256(data).hexdigest() != self.files[path]:
            raise OutputError(
                f"发布的时候 `{path}` 变了（是不是同时在生成）；等生成完再运行一次同一条命令",
                f"`{path}` has changed meanwhile (is a build running?); run the same command again",
            )
        return data

    def size(self, path: str) -> int:
        """The size of a file in bytes."""
        return (self.folder / path).stat().st_size

    def etag(self, path: str) -> str:
        """The MD5 of a file, which storages call its ETag."""
        with (self.folder / path).open("rb") as stream:
            return hashlib.file_digest(stream, lambda: hashlib.md5(usedforsecurity=False)).hexdigest()


class Plan(NamedTuple):
    """Paths that are sent and that go, the size of those sent, and what is nobody's of ours and stays."""

    sent: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()
    sent_bytes: int = 0
    kept: tuple[str, ...] = ()


def list_site(folder: Path) -> Published:
    """The site that `gridpress build` made. Raises OutputError for a folder that holds none."""
    if not bears_marker(folder) or not (folder / "index.html").is_file():
        raise OutputError(
            f"`{folder}` 里没有 gridpress 生成的网站；先运行 `gridpress build`",
            f"`{folder}` holds no site made by gridpress; run `gridpress build` first",
        )
    return Published(folder, digest_files(folder))


def digest_files(folder: Path) -> dict[str, str]:
    """The SHA-256 of each plain file of a folder by its path, our marker aside."""
    found = (path for path in list_files(folder) if not (folder / path).is_symlink())
    return {path: _digest(folder / path) for path in found}


def list_files(folder: Path) -> list[str]:
    """The path of whatever stands below a folder and is no folder, links too, our marker aside."""
    places = os.walk(folder)
    found = (Path(place) / name for place, folders, names in places for name in (*folders, *names))
    files = (path for path in found if path.is_symlink() or not path.is_dir())
    return sorted({path.relative_to(folder).as_posix() for path in files} - {MARKER})


def _digest(file: Path) -> str:
    with file.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def plan_between(before: Mapping[str, str], site: Published) -> Plan:
    """What must be sent where `before` stands, and what must go."""
    sent = sorted((path for path, digest in site.files.items() if before.get(path) != digest), key=order)
    removed = sorted(before.keys() - site.files.keys())
    return Plan(tuple(sent), tuple(removed), sum(map(site.size, sent)))


def order(path: str) -> tuple[int, str]:
    """Where a file stands in the order of sending: what pages need, pages, the home page, the worker."""
    if path == WORKER:
        return 3, path
    if path.endswith(".html"):
        return (2 if path == "index.html" else 1), path
    return 0, path


MOST = 20
NAMED = 3


def describe(plan: Plan, *, dry: bool) -> Text:
    """What has been sent and removed, or would be: counts, and the first paths when nothing has been done."""
    paths = [*(f"+ {path}" for path in plan.sent), *(f"- {path}" for path in plan.removed)] if dry else []
    left = [f"… {len(paths) - MOST}"] if len(paths) > MOST else []
    texts = [_say_sent(plan, dry=dry), *(Text(line, line) for line in (*paths[:MOST], *left))]
    texts += [_say_kept(plan.kept)] if plan.kept else []
    return Text("\n".join(one.zh for one in texts), "\n".join(one.en for one in texts))


def _say_sent(plan: Plan, *, dry: bool) -> Text:
    if not (plan.sent or plan.removed):
        return Text("和那边一样，没有要传的。", "nothing differs there.")
    total = f"{plan.sent_bytes / 1_000_000:.1f} MB"
    counts = {"sent": len(plan.sent), "removed": len(plan.removed), "size": total}
    said = (
        Text(
            "会传 {sent} 个文件（{size}），删 {removed} 个：",
            "would send {sent} files ({size}), remove {removed}:",
        )
        if dry
        else Text(
            "传了 {sent} 个文件（{size}），删了 {removed} 个。",
            "sent {sent} files ({size}), removed {removed}.",
        )
    )
    return said.format(**counts)


def _say_kept(kept: tuple[str, ...]) -> Text:
    """What is not ours there, so that nobody takes it for a page of the site."""
    names, more = [f"`{path}`" for path in kept[:NAMED]], len(kept) > NAMED
    return Text(
        f"那边还有 {len(kept)} 个不是 gridpress 放的文件，没有动：{'、'.join(names)}{'……' * more}",
        f"{len(kept)} files there are not gridpress's and stay: {', '.join(names)}{' …' * more}",
    )
