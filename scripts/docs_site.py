"""The tool's own documentation as a site: files of this checkout in the chrome of a city, by `make docs`.

    python -m scripts.docs_site [--out DIR] [--address URL]

Each page is a file of the checkout, or some sections of one: nothing is written twice. Links between files
become links between pages; one that leads nowhere stops the build, as any warning of MkDocs does.
"""

import argparse
import os
import posixpath
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from generator import __version__
from generator.artifact import Artifact
from generator.diagnostics import OutputError
from generator.outputs.search import CORE, render_search
from generator.outputs.search_documents import page_documents
from generator.publishing.engines import load_folder
from generator.publishing.overlay import merge_settings
from generator.publishing.pipeline import split_chrome
from generator.writing.site import write_site

ROOT = Path(__file__).resolve().parent.parent
SITE = ROOT / "docs" / "site"
OUT = ROOT / "docs-site"
SCRIPTS = {"display.js", "search.js", "search-core.js"}
"""Of the scripts of a city those that serve here."""


class Source(NamedTuple):
    """A file of the checkout; of some the sections from a heading on, or those before one."""

    file: str
    begin: str = ""
    end: str = ""
    language: str = "zh-CN"


PAGES = {
    "index.md": Source("README.zh-CN.md", end="天天用的命令"),
    "editing/daily.md": Source("README.zh-CN.md", begin="天天用的命令"),
    "editing/handbook.md": Source("content/guide/editing.md"),
    "editing/commands.md": Source("docs/commands.zh-CN.md"),
    "editing/fields.md": Source("docs/fields.md"),
    "editing/rules.md": Source("docs/rules.md"),
    "editing/query.md": Source("docs/query.zh-CN.md"),
    "editing/faq.md": Source("docs/faq.zh-CN.md"),
    "online/index.md": Source("docs/going-online.zh-CN.md"),
    "developers/index.md": Source("README.md", language="en"),
    "developers/architecture.md": Source("docs/architecture.md", language="en"),
    "developers/contributing.md": Source("CONTRIBUTING.md", language="en"),
    "developers/publishing.md": Source("docs/publishing.md", language="en"),
    "developers/standards.md": Source("docs/standards.md", language="en"),
    "developers/braille.md": Source("docs/braille.md", language="en"),
    "developers/benchmarks.md": Source("docs/benchmarks.md", language="en"),
    "developers/scale.md": Source("docs/scale.md", language="en"),
    "developers/changes.md": Source("CHANGELOG.md", language="en"),
    "developers/security.md": Source("SECURITY.md", language="en"),
    "developers/reach.md": Source("docs/security.md", language="en"),
    "developers/conduct.md": Source("CODE_OF_CONDUCT.md", language="en"),
}
"""The source of each page; docs/site/mkdocs.yml has their places in the navigation."""
_FENCE = re.compile(r"(^```.*?^```$)", re.MULTILINE | re.DOTALL)
_LINK = re.compile(r"(!?)\[([^\]]*)\]\(([^)\s#]+)(#[^)\s]*)?\)")
_CODE = re.compile(r"`[^`\n]+`")
"""Within code in a table forges want a pipe escaped, MkDocs wants it bare."""
_FRONT_MATTER = re.compile(r"\A---\n.*?\n---\n", re.DOTALL)
_TITLE = re.compile(r"\A\s*# (.+)\n")


def write_pages(content: Path) -> None:
    """Write every page, and each file that one shows or offers."""
    for path, source in PAGES.items():
        target = content / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(_make_page(path, source, content), "utf-8")


def _make_page(path: str, source: Source, content: Path) -> str:
    text = (ROOT / source.file).read_text("utf-8")
    front = _FRONT_MATTER.match(text)
    title = re.search(r"^title: (.+)$", front[0], re.MULTILINE) if front else _TITLE.match(text)
    if title is None:
        raise OutputError(f"{source.file} 没有标题", f"{source.file} has no title")
    body = _TITLE.sub("", _FRONT_MATTER.sub("", text), count=1)
    name, body = (source.begin, _cut(body, source)) if source.begin else (title[1], _cut(body, source))
    text = _CODE.sub(lambda code: code[0].replace(r"\|", "|"), turn_links(body, path, source, content))
    return f"---\ntitle: {name}\nlang: {source.language}\n---\n\n{text}"


def _cut(body: str, source: Source) -> str:
    """The sections of a page, without the heading that is its title."""
    if source.begin:
        body = body.partition(f"\n## {source.begin}\n")[2]
    return body.partition(f"\n## {source.end}\n")[0] if source.end else body


def turn_links(text: str, path: str, source: Source, content: Path) -> str:
    """Links between files as links between pages, those in blocks of code left as they are."""
    parts = _FENCE.split(text)
    parts[::2] = (_LINK.sub(lambda link: _lead(link, path, source, content), part) for part in parts[::2])
    return "".join(parts)


def _lead(link: re.Match[str], path: str, source: Source, content: Path) -> str:
    """A link of a file as one of its page. Raises OutputError for one that leads nowhere."""
    mark, words, target, anchor = link.groups()
    if "://" in target or target.startswith("mailto:"):
        return link[0]
    file = posixpath.normpath(posixpath.join(posixpath.dirname(source.file), target))
    page = next((page for page, one in PAGES.items() if one.file == file and not one.begin), None)
    if page is None and file.startswith("content/"):
        return words  # a page of a city, which is not here
    if page is None:
        if not (ROOT / file).is_file():
            raise OutputError(
                f"{source.file} 里的链接 {target} 没有去处", f"{target} in {source.file} leads nowhere"
            )
        page = f"files/{posixpath.basename(file)}"
        (content / "files").mkdir(exist_ok=True)
        shutil.copyfile(ROOT / file, content / page)
    there = posixpath.relpath(page, posixpath.dirname(path) or ".")
    return f"{mark}[{words}]({there}{anchor or ''})"


def build_html(work: Path, address: str | None = None) -> dict[str, bytes]:
    """What MkDocs makes of pages, chrome and settings in a folder. Raises OutputError with its own words."""
    shutil.copytree(SITE / "content", work / "content")
    write_pages(work / "content")
    shutil.copytree(ROOT / "site_overrides", work / "site_overrides", ignore=_leave_scripts)
    (work / "site_overrides" / "main.html").rename(work / "site_overrides" / "city.html")
    shutil.copytree(SITE / "site_overrides", work / "site_overrides", dirs_exist_ok=True)
    settings = merge_settings(SITE, site_dir="out", site_url=address, extra={"version": __version__})
    (work / "mkdocs.yml").write_text(settings, "utf-8")
    done = subprocess.run(
        [sys.executable, "-m", "mkdocs", "build", "--strict"],
        cwd=work,
        env={**os.environ, "NO_MKDOCS_2_WARNING": "1", "PYTHONUTF8": "1"},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    if done.returncode:
        raise OutputError(f"文档没有排成：{done.stderr}", f"the pages could not be built: {done.stderr}")
    return load_folder(work / "out")


def _leave_scripts(_folder: str, names: list[str]) -> set[str]:
    return {name for name in names if name.endswith(".js") and name not in SCRIPTS}


def render_docs(address: str | None = None) -> Iterator[Artifact]:
    """Every file of the site: pages, styles as they are shipped, the search."""
    with tempfile.TemporaryDirectory(prefix="gridpress-docs-") as folder:
        files = build_html(Path(folder), address)
    shells, assets = split_chrome(files)
    yield from (one for one in assets if not one.path.startswith("assets/en/"))
    yield from (Artifact(path, html.encode()) for path, html in shells.items())
    documents = [one for path, html in shells.items() for one in page_documents(path, html)]
    yield from render_search(documents, None, (), files[CORE])


def main() -> None:
    """Build the site into a folder."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--out", type=Path, default=OUT)
    parser.add_argument("--address", metavar="URL", help="where the site will stand")
    given = parser.parse_args()
    try:
        write_site(render_docs(given.address), given.out)
    except OutputError as error:
        sys.exit(f"✗ {error.text.en}")
    print(f"{given.out}/index.html")


if __name__ == "__main__":
    main()
