"""The files of a built site with their digests, what differs between two sites, and the order of sending."""

import hashlib
import mimetypes
import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from generator.artifact import Artifact
from generator.diagnostics import OutputError, Text
from generator.writing.folder import MARKER, bears_marker

WORKER = "service-worker.js"
"""The worker comes last: it names what phones keep, so all of that must be there."""
TYPES = mimetypes.MimeTypes()
TYPES.add_type("text/javascript", ".js")
TYPES.add_type("application/manifest+json", ".webmanifest")
TYPES.add_type("text/calendar", ".ics")
TYPES.add_type("text/vcard", ".vcf")
TYPES.add_type("application/feed+json", ".feed.json")


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
            yield Artifact(path, (self.folder / path).read_bytes())


@dataclass(frozen=True, slots=True)
class Plan:
    """Paths that are sent and paths that go; `sent_bytes` is the size of those sent."""

    sent: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()
    sent_bytes: int = 0


def list_site(folder: Path) -> Published:
    """The site that `gridpress build` made. Raises OutputError for a folder that holds none."""
    if not bears_marker(folder) or not (folder / "index.html").is_file():
        raise OutputError(
            f"`{folder}` 里没有 gridpress 生成的网站；先运行 `gridpress build`",
            f"`{folder}` holds no site made by gridpress; run `gridpress build` first",
        )
    return Published(folder, {path: _digest(folder / path) for path in sorted(_walk(folder))})


def _walk(folder: Path) -> Iterator[str]:
    for place, _, names in os.walk(folder):
        for name in names:
            path = (Path(place) / name).relative_to(folder).as_posix()
            if path != MARKER and not Path(place, name).is_symlink():
                yield path


def _digest(file: Path) -> str:
    with file.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def plan_between(before: Mapping[str, str], site: Published) -> Plan:
    """What must be sent where `before` stands, and what must go."""
    sent = sorted((path for path, digest in site.files.items() if before.get(path) != digest), key=order)
    removed = sorted(before.keys() - site.files.keys())
    return Plan(tuple(sent), tuple(removed), sum((site.folder / path).stat().st_size for path in sent))


def order(path: str) -> tuple[int, str]:
    """Where a file stands in the order of sending: what pages need, pages, the home page, the worker."""
    if path == WORKER:
        return 3, path
    if path.endswith(".html"):
        return (2 if path == "index.html" else 1), path
    return 0, path


def type_of(path: str) -> str:
    """The media type of a file, text with its encoding."""
    kind = TYPES.guess_type(path)[0] or "application/octet-stream"
    return f"{kind}; charset=utf-8" if kind.startswith("text/") or kind.endswith(("json", "xml")) else kind


MOST = 20


def describe(plan: Plan, *, dry: bool) -> Text:
    """What has been sent and removed, or would be: counts, and the first paths when nothing has been done."""
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
    ).format(**counts)
    paths = [*(f"+ {path}" for path in plan.sent), *(f"- {path}" for path in plan.removed)] if dry else []
    left = [f"… {len(paths) - MOST}"] if len(paths) > MOST else []
    lines = [*paths[:MOST], *left]
    return Text("\n".join([said.zh, *lines]), "\n".join([said.en, *lines]))
