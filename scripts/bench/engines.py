"""The same pages in other engines: projects with many and with few of them, in the same chrome."""

import json
import re
import shutil
import sys
from collections.abc import Callable, Iterable
from pathlib import Path

from generator.publishing.overlay import copy_overlaid, merge_settings
from scripts.bench.markdown import write_markdown
from scripts.bench.measuring import run

MAIN = re.compile("<!--gridpress:main-->(.*?)<!--/gridpress:main-->", re.DOTALL)
TITLE = re.compile("<title>(.*?)</title>", re.DOTALL)
NAMED = re.compile(r"[^\w -]")
LEFTOVERS = ("out", ".cache", "resources", ".hugo_build.lock")

Page = tuple[str, str]
"""Title and main content as HTML."""


def load_pages(site: Path, most: int) -> list[Page]:
    """Pages of services from a built site, at most so many."""
    found = []
    for path in sorted((site / "services").glob("*.html")):
        html = path.read_text("utf-8")
        main, title = MAIN.search(html), TITLE.search(html)
        if main and title and path.name != "index.html":
            found.append((NAMED.sub(" ", title[1]), main[1]))
    return found[:most]


def write_markdown_project(folder: Path, root: Path, pages: Iterable[Page]) -> None:
    """Gridpress's own chrome with these pages as Markdown, outside the navigation."""
    copy_overlaid(root, folder)
    quiet = {"omitted_files": "ignore", "not_found": "ignore", "absolute_links": "ignore"}
    links = {
        "not_found": "ignore",
        "anchors": "ignore",
        "absolute_links": "ignore",
        "unrecognized_links": "ignore",
    }
    settings = merge_settings(root, site_dir="out", hooks=[], validation={"nav": quiet, "links": links})
    (folder / "mkdocs.yml").write_text(settings, "utf-8")
    target = folder / "content" / "measured"
    target.mkdir()
    for number, (title, main) in enumerate(pages):
        front = f"---\ntitle: {title}\nhide: [navigation, toc]\n---\n\n"
        (target / f"{number:05}.md").write_text(front + write_markdown(main), "utf-8")


def write_hugo_project(folder: Path, shell: str, pages: Iterable[Page], *, finished: bool) -> None:
    """A layout made of the built shell; each page as Markdown, or its `finished` main content as HTML."""
    layout = shell.replace("{{", '{{"{{"}}')
    layout = MAIN.sub(lambda _: "{{ .Content }}", TITLE.sub("<title>{{ .Title }}</title>", layout, count=1))
    (folder / "layouts" / "_default").mkdir(parents=True)
    (folder / "layouts" / "_default" / "single.html").write_text(layout, "utf-8")
    kinds = ["home", "section", "taxonomy", "term", "RSS", "sitemap", "robotsTXT", "404"]
    markup = {"goldmark": {"renderer": {"unsafe": True}}}
    security = {"allowContent": [".*"]}  # finished HTML, which newer ones refuse unless told
    settings = {
        "baseURL": "/",
        "disableKinds": kinds,
        "uglyURLs": True,
        "markup": markup,
        "security": security,
    }
    (folder / "hugo.json").write_text(json.dumps(settings))
    target = folder / "content" / "measured"
    target.mkdir(parents=True)
    for number, (title, main) in enumerate(pages):
        front = json.dumps({"title": title}, ensure_ascii=False)
        content, ending = (main, "html") if finished else (write_markdown(main), "md")
        (target / f"{number:05}.{ending}").write_text(f"{front}\n{content}", "utf-8")


def time_engine(name: str, folder: Path) -> float:
    """Seconds of one build from nothing."""
    for leftover in LEFTOVERS:
        path = folder / leftover
        shutil.rmtree(path) if path.is_dir() else path.unlink(missing_ok=True)
    if name.startswith("hugo"):
        return run("hugo", "--quiet", "--config", "hugo.json", "--destination", "out", folder=folder).seconds
    return run(sys.executable, "-m", name, "build", "--config-file", "mkdocs.yml", folder=folder).seconds


def count_pages(folder: Path) -> int:
    """How many of the measured pages a build has made; a wrong figure would measure nothing."""
    return sum(1 for _ in (folder / "out" / "measured").rglob("*.html"))


def time_page(name: str, many: Path, few: Path, count: int, rest: int) -> Callable[[], float]:
    """A measure of the marginal seconds of one page: the difference between many pages and few."""

    def measure() -> float:
        long, short = time_engine(name, many), time_engine(name, few)
        if count_pages(many) != count or count_pages(few) != rest:
            raise RuntimeError(f"{name} made {count_pages(many)} of {count} pages")
        return (long - short) / (count - rest)

    return measure
