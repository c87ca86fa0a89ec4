"""The theme engines: hand-written pages and chrome to built HTML, in a folder of their own.

An engine is run as a program on a copy, so that nothing of the workspace is written, its hook
does not run again, and a later engine needs only its name in `ENGINES`.
"""

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from generator.diagnostics import Diagnostic, OutputError, Place
from generator.model.profile import Profile
from generator.publishing import CONTENT, OVERRIDES, SETTINGS
from generator.publishing.overlay import copy_overlaid, merge_settings, site_settings
from generator.reading import faults
from generator.scratch import open_scratch

CHROME = "main.html"
"""The template of every page, below site_overrides/."""
UNWANTED = re.compile(
    r"(sitemap\.xml(\.gz)?|objects\.inv|search\.json|search/.*|assets/javascripts/.*|.*\.map)\Z"
)
"""What engines write for their own pages or scripts, none of which our chrome uses."""
_WARNING = re.compile(r"^WARNING +- +(.*(?:\n +.*)*)", re.MULTILINE)
_OUTSIDE = "The following pages exist in the docs directory, but are not included"
"""Told of each page at its own place, whatever the engine (PAG115)."""
TIMEOUT_S = 300


@dataclass(frozen=True, slots=True)
class Chrome:
    """Every file that an engine made, by site-relative path, and what it warned of."""

    files: dict[str, bytes]
    found: tuple[Diagnostic, ...] = ()


def build_chrome(root: Path, engine: str, profile: Profile) -> Chrome:
    """What the engine makes of pages, chrome and settings.

    Raises OutputError with the engine's own words when it fails.
    """
    with open_scratch() as work:
        copy_overlaid(root, work)
        _add_shells(work / CONTENT)
        settings = merge_settings(root, **site_settings(root, profile), site_dir="out", hooks=[])
        (work / SETTINGS).write_text(settings, "utf-8")
        words = _run(engine, work)
        return Chrome(load_folder(work / "out"), tuple(_warnings(engine, words)))


def _warnings(engine: str, words: str) -> Iterator[Diagnostic]:
    """What MkDocs says in lines that begin with WARNING, further lines of each indented.

    Links, places on pages and the navigation are checked by `written_pages`, whatever the engine.
    """
    for match in _WARNING.finditer(words):
        said = " ".join(match[1].split())
        if said.startswith(_OUTSIDE):
            continue
        yield faults.ENGINE_WARNING.at(Place(SETTINGS, offsets=(0, 0)), engine=engine, words=said)


def _add_shells(content: Path) -> None:
    for path, text in shell_pages().items():
        if not (content / path).exists():
            (content / path).parent.mkdir(parents=True, exist_ok=True)
            (content / path).write_text(text, "utf-8")


def shell_pages() -> dict[str, str]:
    """Pages that the generator stamps data into, as Markdown by path below content/.

    They hold nothing but a title; an editor's own file takes the place of any of them.
    """
    head = "---\ntitle: {0}\ndescription: {0}\nhide: [navigation, toc]\n---\n"
    from generator.outputs.pages import list_shells  # noqa: PLC0415 - a check of entries alone needs no views

    pages = {f"{url.removesuffix('.html')}.md": head.format(title) for url, title in list_shells().items()}
    return {
        path: text.replace("hide:", "language: en\nhide:") if path.startswith("en/") else text
        for path, text in pages.items()
    }


def _run(engine: str, work: Path) -> str:
    """Run an engine; returns what it said."""
    environment = {**os.environ, "NO_MKDOCS_2_WARNING": "1", "PYTHONUTF8": "1"}
    command = [sys.executable, "-m", engine, "build", "--config-file", SETTINGS]
    try:
        done = subprocess.run(  # noqa: S603 - a fixed program, run on our own copy
            command,
            cwd=work,
            env=environment,
            capture_output=True,
            text=True,
            encoding="utf-8",
            errors="replace",
            timeout=TIMEOUT_S,
            check=False,
        )
    except subprocess.TimeoutExpired as error:
        raise OutputError(
            f"{engine} 超过 {TIMEOUT_S} 秒还没有排成页面，已停下；看看 {CONTENT}/ 里刚改的页面有没有粘进乱码",
            f"{engine} was stopped after {TIMEOUT_S} seconds: is there garbage in a new page of {CONTENT}/?",
        ) from error
    if done.returncode != 0 or not (work / "out" / "index.html").is_file():
        raise _refuse_pages(engine, done.stderr.strip() or done.stdout.strip())
    return done.stderr


_FAILURE = re.compile(
    r"^(?:ERROR +- +|(?:\w+\.)*(?=\w*(?:Error|NotFound|Exception)\b))(?P<why>.+)", re.MULTILINE
)
_FRAME = re.compile(rf'File "((?:{OVERRIDES}|{CONTENT})/[^"\n]+)", line \d+')
_PAGE = re.compile(r"page '([^'\n]+\.md)'")


def _refuse_pages(engine: str, words: str) -> OutputError:
    """One sentence: the file, and the last of what an engine says about it, without its way there."""
    said, frames, page = _FAILURE.findall(words), _FRAME.findall(words), _PAGE.search(words)
    why = said[-1] if said else "no index.html"
    if "[Errno " in why:
        return OutputError(f"{engine} 读写不了磁盘：{why}", f"{engine} cannot read or write the disk: {why}")
    file = frames[-1] if frames else f"{OVERRIDES}/{CHROME}"
    if page and not frames:
        file = f"{CONTENT}/{page[1]}"
    elif said and not frames:
        file = SETTINGS
    return OutputError(
        f"{engine} 没有排成页面，请检查 {file}（刚改过就先改回去）；引擎的原话是：{why}",
        f"{engine} could not build the pages: look at {file}, and undo its last change. It said: {why}",
    )


def load_folder(folder: Path) -> dict[str, bytes]:
    """All files below a folder by posix path, in stable order, without what the site replaces."""
    paths = sorted(path for path in folder.rglob("*") if path.is_file())
    found = {path.relative_to(folder).as_posix(): path for path in paths}
    return {name: path.read_bytes() for name, path in found.items() if not UNWANTED.match(name)}
