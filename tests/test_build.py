"""What a build makes: the same bytes twice, whole links, honest heads, no way out of a field."""

import json
import os
import re
import shutil
import subprocess
import sys
from collections import defaultdict
from collections.abc import Callable, Iterator
from functools import cache
from html import unescape
from html.parser import HTMLParser
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

import pytest
import yaml
from click.testing import Result
from conftest import BASE, ROOT
from playwright.sync_api import Browser
from pypdf import PdfReader

from generator.model import KINDS, PROFILE
from generator.publishing import ENGINES

GOLDEN = ROOT / "tests" / "golden" / "site"
ACCEPT = os.environ.get("GRIDPRESS_ACCEPT") == "1"
MAIN = re.compile(r"<!--gridpress:(?:main|home)-->(.*?)<!--/gridpress:(?:main|home)-->", re.DOTALL)
VOID = {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "wbr"}


# ---- reading what was built ----


class Reading(HTMLParser):
    """One page: where it leads, what can be led to, its head."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.links: list[str] = []
        self.loads: list[str] = []
        self.ids: set[str] = set()
        self.repeated: set[str] = set()
        self.meta: dict[str, str] = {}
        self.rel: dict[str, str] = {}
        self.jsonld: list[str] = []
        self.title = ""
        self.classes: set[str] = set()
        self.elements: set[str] = set()
        self.open: list[str] = []
        self.unbalanced: list[str] = []
        self._into = ""
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {key: value or "" for key, value in attrs}
        self.elements.add(tag)
        self.classes.update(given.get("class", "").split())
        if "id" in given:
            (self.repeated if given["id"] in self.ids else self.ids).add(given["id"])
        if tag == "a" and "href" in given:
            self.links.append(given["href"])
            self.rel.setdefault(given.get("rel", ""), given["href"])
        if tag == "link":
            self.rel.setdefault(given.get("rel", ""), given.get("href", ""))
        names_a_page = given.get("rel") == "canonical" or "hreflang" in given
        if (tag == "link" and not names_a_page) or tag == "form":
            self.loads.append(given.get("href") or given.get("action", ""))
        if "src" in given:
            self.loads.append(given["src"])
        if tag == "meta":
            self.meta[given.get("name") or given.get("property", "")] = given.get("content", "")
        if tag == "script" and given.get("type") == "application/ld+json":
            self.jsonld.append("")
            self._into = "jsonld"
        if tag == "title" and "svg" not in self.open:
            self._into = "title"
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag not in VOID:
            self.open.pop()

    def handle_endtag(self, tag: str) -> None:
        self._into = ""
        if not self.open or self.open.pop() != tag:
            self.unbalanced.append(f"</{tag}> at {self.getpos()}")

    def handle_data(self, data: str) -> None:
        if self._into == "jsonld":
            self.jsonld[-1] += data
        elif self._into == "title":
            self.title += data


@cache
def read_page(path: Path) -> Reading:
    return Reading(path.read_text("utf-8"))


def list_files(folder: Path) -> dict[str, bytes]:
    """Every file below a folder, by path."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def list_pages(folder: Path) -> list[str]:
    """Pages in the chrome of the site: those at short addresses only lead to one (tests/test_codes.py)."""
    return [path for path in list_files(folder) if path.endswith(".html") and not path.startswith("s/")]


def main_of(data: bytes) -> str:
    """What the generator wrote into a page, or, on a hand-written page, all between the markers."""
    match = MAIN.search(data.decode("utf-8"))
    assert match
    return match[1]


# ---- the same bytes ----


def build_elsewhere(root: Path, out: Path, *words: str, seed: str) -> None:
    """Build in a process of its own whose sets and dictionaries have another order."""
    environment = {**os.environ, "PYTHONHASHSEED": seed, "TZ": "Asia/Shanghai" if seed == "1" else "UTC"}
    command = [sys.executable, "-m", "generator.cli", "build", "--root", str(root), "--out", str(out)]
    done = subprocess.run(  # noqa: S603 - our own command
        [*command, *words], cwd=out.parent, env=environment, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr


def test_two_builds_in_two_places_give_the_same_bytes(tmp_path: Path, base: Path, base_site: Path) -> None:
    one = shutil.copytree(BASE, tmp_path / "a" / "one")
    build_elsewhere(one, tmp_path / "a" / "site", seed="1")
    build_elsewhere(base, tmp_path / "site", seed="2")
    expected = list_files(base_site)
    assert list_files(tmp_path / "a" / "site") == expected
    assert list_files(tmp_path / "site") == expected


def test_the_demo_city_has_the_same_bytes_whatever_the_order_of_sets(tmp_path: Path, bare_site: Path) -> None:
    build_elsewhere(ROOT, tmp_path / "site", "--no-handbooks", seed="3")
    assert list_files(tmp_path / "site") == list_files(bare_site)


def test_source_date_epoch_stands_for_today(tmp_path: Path, gridpress: Callable[..., Result]) -> None:
    root = shutil.copytree(BASE, tmp_path / "w")
    os.environ["SOURCE_DATE_EPOCH"] = "1780000000"  # 2026-05-29 in China; the fixture clears it
    gridpress("build", "--root", root, "--out", tmp_path / "one", "--no-handbooks")
    del os.environ["SOURCE_DATE_EPOCH"]
    gridpress("build", "--root", root, "--out", tmp_path / "two", "--today", "2026-05-29", "--no-handbooks")
    assert list_files(tmp_path / "one") == list_files(tmp_path / "two")


# ---- engines ----


def build_with(engine: str, out: Path, gridpress: Callable[..., Result]) -> dict[str, bytes]:
    done = gridpress("build", "--root", ROOT, "--out", out, "--engine", engine, "--no-handbooks")
    assert done.exit_code == 0, done.output
    return list_files(out)


def test_both_engines_give_the_same_pages_with_the_same_content(
    tmp_path: Path, bare_site: Path, gridpress: Callable[..., Result]
) -> None:
    mkdocs, zensical = list_files(bare_site), build_with("zensical", tmp_path / "site", gridpress)
    pages = set(list_pages(bare_site))
    assert pages == set(list_pages(tmp_path / "site"))
    folders = ("guide/", "statements/")
    written = {path for path in pages if path.startswith(folders)} | {"404.html", "search.html"}
    for path in sorted(pages - written):
        assert main_of(zensical[path]) == main_of(mkdocs[path]), path
    for path in sorted(written):
        assert text_of(main_of(zensical[path])) == text_of(main_of(mkdocs[path])), path


def text_of(html: str) -> str:
    """The text of a piece of HTML without blanks: one engine colours what stands in code."""
    return re.sub(r"\s", "", unescape(re.sub(r"<[^>]+>", "", html)))


def test_both_engines_give_the_same_index_of_data(
    tmp_path: Path, gridpress: Callable[..., Result], base: Path, base_site: Path
) -> None:
    """The chrome's own files differ: each engine brings its style sheets."""
    done = gridpress("build", "--root", base, "--out", tmp_path / "site", "--engine", "zensical")
    assert done.exit_code == 0, done.output
    one, other = list_files(base_site), list_files(tmp_path / "site")
    for folder in ("handbooks/", "sitemap.xml", "robots.txt"):
        same = {path for path in one if path.startswith(folder)}
        assert same == {path for path in other if path.startswith(folder)}
        assert all(one[path] == other[path] for path in same)


GRIDPRESS_ONLY = {".gridpress"}  # the mark that a folder may be replaced whole


def test_plain_mkdocs_gives_the_whole_site_too(tmp_path: Path, base_site: Path) -> None:
    root = shutil.copytree(BASE, tmp_path / "w")
    for name in ("content", "site_overrides", "generator"):
        shutil.copytree(ROOT / name, root / name, ignore=shutil.ignore_patterns("__pycache__", "statements"))
    shutil.copyfile(ROOT / "mkdocs.yml", root / "mkdocs.yml")
    if (ROOT / "node_modules").is_dir():  # where set-up put a font, on a machine without one
        (root / "node_modules").symlink_to(ROOT / "node_modules")
    done = subprocess.run(
        [sys.executable, "-m", "mkdocs", "build", "--quiet"],
        cwd=root,
        env={**os.environ, "NO_MKDOCS_2_WARNING": "1"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    plain, own = list_files(root / "site"), list_files(base_site)
    assert set(own) ^ set(plain) == GRIDPRESS_ONLY
    assert {path for path in set(own) & set(plain) if own[path] != plain[path]} == set()


# ---- the golden tree ----


def golden_of(site: Path) -> dict[str, str]:
    """What a person would look at: the list of files, two pages, one page of print."""
    files = list_files(site)
    listed = sorted(re.sub(r"\.[0-9a-f]{8}\.", ".*.", path) for path in files)
    pages = PdfReader(site / "handbooks/chaojing-1.pdf").pages
    return {
        "files.txt": "".join(f"{path}\n" for path in listed),
        "service.html": main_of(files["services/elder-card.html"]).strip() + "\n",
        "grid.html": main_of(files["grids/chaojing-1.html"]).strip() + "\n",
        "handbook-page-1.txt": pages[0].extract_text().strip() + "\n",
        "handbook-page-2.txt": pages[1].extract_text().strip() + "\n",
    }


def test_the_small_workspace_looks_as_it_was_accepted(base_site: Path) -> None:
    made = golden_of(base_site)
    if ACCEPT:
        shutil.rmtree(GOLDEN, ignore_errors=True)
        GOLDEN.mkdir(parents=True)
        for name, text in made.items():
            (GOLDEN / name).write_text(text, "utf-8")
    known = {path.name: path.read_text("utf-8") for path in GOLDEN.iterdir()}
    for name in sorted(made.keys() | known.keys()):
        assert made.get(name) == known.get(name), f"{name}: if it should be so, run with GRIDPRESS_ACCEPT=1"


# ---- nothing is lost ----


def stamps(folder: Path) -> dict[str, tuple[int, int]]:
    return {
        path.relative_to(folder).as_posix(): (path.stat().st_ino, path.stat().st_mtime_ns)
        for path in folder.rglob("*")
        if path.is_file()
    }


def test_errors_stop_the_build_before_anything_is_written(
    workspace: Path, gridpress: Callable[..., Result]
) -> None:
    site = workspace / "site"
    assert gridpress("build", "--root", workspace, "--no-handbooks").exit_code == 0
    before, times = list_files(site), stamps(site)
    broken = workspace / "menus/services/elder-card.yaml"
    broken.write_text(
        broken.read_text("utf-8").replace("provider: chaojing-office", "provider: nobody"), "utf-8"
    )
    done = gridpress("build", "--root", workspace, "--no-handbooks")
    assert done.exit_code == 1
    assert "menus/services/elder-card.yaml:4:11" in done.output
    assert "没有生成" in done.output
    assert list_files(site) == before
    assert stamps(site) == times


def test_an_edit_rewrites_only_the_pages_that_show_it(
    workspace: Path, gridpress: Callable[..., Result]
) -> None:
    site = workspace / "site"
    gridpress("build", "--root", workspace)
    before, content = stamps(site), list_files(site)
    entry = workspace / "menus/people/sun-tao.yaml"
    entry.write_text(entry.read_text("utf-8").replace("5550122", "5550129"), "utf-8")
    assert gridpress("build", "--root", workspace).exit_code == 0
    after = stamps(site)
    touched = {path for path in after if after[path] != before.get(path)} - {".gridpress"}
    assert touched == {path for path, data in list_files(site).items() if data != content.get(path)}
    assert {"people/sun-tao.html", "grids/chaojing-2.html", "handbooks/chaojing-2.pdf"} <= touched
    assert not {"services/elder-card.html", "guide/grid.html", "handbooks/chaojing-1.pdf"} & touched


def test_leaving_out_the_handbooks_takes_no_page_away(
    tmp_path: Path, base: Path, base_site: Path, gridpress: Callable[..., Result]
) -> None:
    gridpress("build", "--root", base, "--out", tmp_path / "site", "--no-handbooks")
    assert list_pages(tmp_path / "site") == list_pages(base_site)


def test_a_removed_entry_takes_its_page_along(workspace: Path, gridpress: Callable[..., Result]) -> None:
    gridpress("build", "--root", workspace, "--no-handbooks")
    (workspace / "menus/services/elder-card.yaml").unlink()
    assert gridpress("build", "--root", workspace, "--no-handbooks").exit_code == 0
    assert not (workspace / "site/services/elder-card.html").exists()


# ---- pages ----


@pytest.mark.parametrize("which", ["demo_site", "base_site"])
def test_every_link_leads_somewhere(which: str, request: pytest.FixtureRequest) -> None:
    site: Path = request.getfixturevalue(which)
    lost = []
    for name in list_pages(site):
        page = read_page(site / name)
        for address in [*page.links, *page.loads]:
            target = find_target(site, name, address)
            if target is not None and not target:
                lost.append(f"{name} → {address}")
    assert lost == []


def find_target(site: Path, name: str, address: str) -> bool | None:
    """Whether an address leads to a file, and to an id in it; None for what leads off the site."""
    parts = urlsplit(address)
    if parts.scheme or parts.netloc:
        return None
    if parts.path.startswith("/"):
        path = site / unquote(parts.path).lstrip("/")
    else:
        path = (site / name).parent / unquote(parts.path) if parts.path else site / name
    path = Path(os.path.normpath(path / "index.html" if path.is_dir() else path))
    if not path.is_file() or not path.is_relative_to(site):
        return False
    return not parts.fragment or path.suffix != ".html" or unquote(parts.fragment) in read_page(path).ids


@pytest.mark.parametrize(
    ("which", "address"), [("demo_site", "https://yunyu.example/"), ("base_site", "https://daixi.example/")]
)
def test_every_page_says_what_it_is(which: str, address: str, request: pytest.FixtureRequest) -> None:
    site: Path = request.getfixturevalue(which)
    faults = [f"{name}: {fault}" for name in list_pages(site) for fault in head_faults(site, name, address)]
    assert faults == []


def head_faults(site: Path, name: str, address: str) -> Iterator[str]:
    page = read_page(site / name)
    if not page.title.strip():
        yield "no title"
    if not page.meta.get("description", "").strip():
        yield "no description"
    if page.repeated:
        yield f"ids more than once: {page.repeated}"
    if page.unbalanced or page.open:
        yield f"elements do not match: {page.unbalanced[:3]} {page.open[:3]}"
    for text in page.jsonld:
        json.loads(text)
    if name == "404.html":
        return
    if page.rel.get("canonical") != address + name:
        yield f"canonical: {page.rel.get('canonical')}"
    if name not in {"index.html", "search.html"} and "gp-breadcrumbs" not in page.classes:
        yield "no breadcrumbs"


def test_titles_and_descriptions_tell_pages_apart(demo_site: Path) -> None:
    for pick in (lambda page: page.title, lambda page: page.meta["description"]):
        pages = defaultdict(list)
        for name in list_pages(demo_site):
            pages[pick(read_page(demo_site / name))].append(name)
        assert {text: names for text, names in pages.items() if len(names) > 1} == {}


LISTS = {"matters/can.html", "matters/boundary.html", "matters/information.html"}
"""Lists beside the index of their folder."""


def test_every_page_of_the_demo_city_can_be_mended_at_its_source(demo_site: Path) -> None:
    """Data pages lead to their YAML, hand-written ones to their Markdown; lists have no single source."""
    for name in list_pages(demo_site):
        folder, _, stem = name.removesuffix(".html").rpartition("/")
        link = read_page(demo_site / name).rel.get("nofollow", "")
        if folder == "guide" and not (ROOT / "content" / "guide" / f"{stem}.md").is_file():
            continue  # made from data: how to keep the site on a phone
        if folder == "guide":
            assert link.endswith(f"/content/guide/{stem}.md"), name
        elif folder and name not in LISTS and folder != "find" and stem != "index" and "_" not in stem:
            source = stem.replace("-", "/", 1) if folder == "en" else f"[a-z_]+/{stem}"
            assert re.search(rf"/menus/{source}\.yaml$", link), name


def test_data_pages_describe_themselves_to_machines(demo_site: Path) -> None:
    for folder, kind in (("services", "Service"), ("grids", "AdministrativeArea")):
        names = [name for name in list_pages(demo_site) if name.startswith(f"{folder}/")]
        for name in names:
            merged = "noindex" in read_page(demo_site / name).meta.get("robots", "")
            if "index" not in name and "_" not in name and not merged:
                found = [as_list(json.loads(text)) for text in read_page(demo_site / name).jsonld]
                types = {one["@type"] for many in found for one in many}
                assert "BreadcrumbList" in types
                assert any(one.endswith(kind) for one in types), name


def as_list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value]


def test_the_sitemap_lists_every_page_once(demo_site: Path) -> None:
    listed = re.findall(r"<loc>https://yunyu\.example/([^<]*)</loc>", (demo_site / "sitemap.xml").read_text())
    hidden = {
        name
        for name in list_pages(demo_site)
        if "noindex" in read_page(demo_site / name).meta.get("robots", "")
    }
    assert "404.html" in hidden
    assert not {name for name in hidden if name.startswith(("services/", "communities/", "guide/"))}
    assert sorted(listed) == sorted(set(list_pages(demo_site)) - hidden)


def test_no_page_asks_anything_of_another_host(demo_site: Path) -> None:
    for name in list_pages(demo_site):
        for address in read_page(demo_site / name).loads:
            parts = urlsplit(address)
            assert not parts.netloc, f"{name}: {address}"
            assert parts.scheme in {"", "data"}, f"{name}: {address}"
    for path, data in list_files(demo_site).items():
        if path.endswith(".css"):
            assert not re.search(rb"(url\(|@import)\s*[\"']?(https?:)?//", data), path


def test_handbooks_are_offered_where_they_are(demo_site: Path) -> None:
    offered = {
        link.removeprefix("../")
        for name in list_pages(demo_site)
        for link in read_page(demo_site / name).links
        if link.endswith(".pdf")
    }
    made = {path for path in list_files(demo_site) if path.endswith(".pdf")}
    assert offered == made


# ---- fields cannot break out ----

ATTACK = """<script>alert(1)</script>"'&"""
LINK = "[看这里](javascript:alert(1))"
LINE_LENGTH, PROSE_LENGTH = 200, 8000
"""What tells a line and prose in the schemas."""
MANY_FIELDS = 60


Schema = dict[str, Any]


def attack(value: dict[str, Any], shape: Schema, shapes: Schema) -> None:
    """Put the attack into every field of free text that a schema knows, nested ones included."""
    for name, field in shape["properties"].items():
        forms = [field, *field.get("anyOf", ())]
        given = value.get(name)
        if name in {"code", "verb", "open", "pronunciation"}:  # digits, a list of verbs, times, syllables
            continue
        if any(form.get("items", {}).get("maxLength") == LINE_LENGTH for form in forms):
            value[name] = [f"{one}{ATTACK}" for one in given or ["字"]]
        elif any(form.get("maxLength") == LINE_LENGTH for form in forms):
            value[name] = f"{given or '字'}{ATTACK}"
        elif any(form.get("maxLength") == PROSE_LENGTH for form in forms):
            value[name] = f"{given or '字'}{ATTACK}\n\n{LINK} **{ATTACK}** <b>粗</b>\n\n- {ATTACK}"
        for nested in find_shapes(field, shapes):
            for one in given if isinstance(given, list) else [given]:
                if isinstance(one, dict):
                    attack(one, nested, shapes)


def find_shapes(field: Schema, shapes: Schema) -> Iterator[Schema]:
    """The models inside a field."""
    for form in (field, field.get("items", {}), *field.get("anyOf", ())):
        for one in (form, form.get("items", {})):
            if "$ref" in one:
                shape = shapes[one["$ref"].rpartition("/")[2]]
                if "properties" in shape:
                    yield shape


def write_attacked(root: Path) -> int:
    """Attack every entry of a workspace; returns how many times the attack now stands in it."""
    for name, text in MORE.items():
        path = root / "menus" / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, "utf-8")
    files = [(kind, path) for kind in KINDS for path in sorted((root / "menus" / kind.folder).glob("*.yaml"))]
    count = 0
    for kind, path in [*files, (PROFILE, root / "menus/profile.yaml")]:
        value = yaml.load(path.read_text("utf-8"), Loader=yaml.CBaseLoader)
        schema = kind.model.model_json_schema()
        attack(value, schema, schema.get("$defs", {}))
        text = yaml.safe_dump(value, allow_unicode=True, width=10_000)
        count += text.count("alert(1)</script>")
        path.write_text(text, "utf-8")
    return count


MORE = {
    "life_events/born.yaml": "name: 孩子出生\naudiences: [elderly]\n",
    "notices/water.yaml": (
        "title: 停水\nbody: 检修\nissued_on: 2026-05-18\nexpires_on: 2026-06-18\nissuer: chaojing-office\n"
    ),
    "plans/typhoon.yaml": (
        "name: 台风预案\nincident: 台风\nincident_class: 自然灾害\nsummary: 人先走\n"
        "response_levels: [Ⅳ]\nphases: [处置救援]\nissuer: civil-affairs\nissued_on: 2026-01-05\n"
        "warnings:\n  - {level: Ⅳ, colour: 蓝, when: 大风}\n"
        "steps:\n  - levels: [Ⅳ]\n    phase: 处置救援\n    do: 敲门\n    within: 半小时内\n"
        "    matter: elder-visit\n"
        "    accountable: [{organization: civil-affairs}]\n    responsible: [{role: 专职网格员}]\n"
        "    informed: [{organization: chaojing-office}]\n"
        "card: {notice: 起风, judge: 往重里报, report: 打电话, act: 不下水}\nresidents: [关窗]\n"
        "restrictions:\n  - {what: 停航, instrument: 文件, issuer: civil-affairs, until: 2026-12-31}\n"
    ),
    "teams/knockers.yaml": (
        "name: 敲门队\ngrids: [chaojing-1]\nleader: wang-min\n"
        "organizations: [civil-affairs]\nduties: [敲门]\n"
    ),
    "charters/chaojing.yaml": (
        "community: chaojing\nname: 公约\nadopted_on: 2025-03-15\nadopted_by: 居民会议\n"
        "educate: [学]\nmanage: [管]\n"
        "serve: [帮]\ndevelop: [建]\ndeliberation: [议]\nmutual_help:\n  - {name: 轮椅, how: 推走}\n"
    ),
    "services/elder-card.yaml": (BASE / "menus/services/elder-card.yaml").read_text("utf-8")
    + "life_events: [born]\nchannels:\n  - kind: 电话\n    phone: '0580-5550110'\n",
}
"""What the small workspace lacks."""


@pytest.fixture(scope="module", params=ENGINES)
def attacked_site(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory, gridpress: Callable[..., Result]
) -> Path:
    """The small workspace with an attack in every field, built by each engine."""
    root = shutil.copytree(BASE, tmp_path_factory.mktemp("attacked") / "w")
    assert write_attacked(root) > MANY_FIELDS
    done = gridpress("build", "--root", root, "--engine", request.param)
    assert done.exit_code == 0, [line for line in done.output.splitlines() if " error " in line]
    return root / "site"


def test_no_field_breaks_out_of_a_page(attacked_site: Path) -> None:
    clean = list_files(attacked_site)
    for name in list_pages(attacked_site):
        text = clean[name].decode("utf-8")
        assert "<script>alert" not in text, name
        assert "<b>" not in text, name
        page = read_page(attacked_site / name)
        assert page.unbalanced == [], name
        assert not [link for link in page.links if link.lower().startswith("javascript")], name
        for jsonld in page.jsonld:
            json.loads(jsonld)


def test_an_attack_in_a_name_is_shown_as_it_was_typed(attacked_site: Path) -> None:
    html = (attacked_site / "services/elder-card.html").read_text("utf-8")
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in html
    title = read_page(attacked_site / "services/elder-card.html").title
    assert title == f"办老年证{ATTACK} - 岱汐市网格服务{ATTACK}"


def test_no_field_breaks_out_of_the_search_index(attacked_site: Path) -> None:
    for path, data in list_files(attacked_site).items():
        if path.startswith("search/"):
            assert b"</script" not in data, path


def test_no_field_breaks_out_of_a_handbook(attacked_site: Path) -> None:
    text = "".join(
        page.extract_text() for page in PdfReader(attacked_site / "handbooks/chaojing-1.pdf").pages
    )
    assert "<script>alert(1)</script>" in text.replace("\n", "")


def test_an_attacked_site_runs_nothing(attacked_site: Path, browser: Browser) -> None:
    """In a browser: no dialog on any page, nor in the results of a search."""
    page = browser.new_page()
    dialogs: list[str] = []
    page.on("dialog", lambda one: (dialogs.append(one.message), one.dismiss()))
    page.on("pageerror", lambda error: dialogs.append(str(error)))
    for name in ("index.html", "services/elder-card.html", "grids/chaojing-1.html", "notices/water.html"):
        page.goto((attacked_site / name).as_uri())
    page.fill("#gp-search-input", "老年证")
    page.wait_for_selector(".gp-search__item")
    assert "<script>" in page.inner_text("#gp-search-results")
    page.close()
    assert dialogs == []


def test_rare_characters_and_pictures_reach_page_and_search_or_are_named(
    workspace: Path, gridpress: Callable[..., Result]
) -> None:
    """A font may lack them: then a warning names the entry, and all is built."""
    path = workspace / "menus/people/wang-min.yaml"
    path.write_text(path.read_text("utf-8").replace("王敏", "王𡐓😀"), "utf-8")
    done = gridpress("build", "--root", workspace)
    assert done.exit_code == 0
    if "HBK101" in done.output:
        assert "menus/people/wang-min.yaml:1" in done.output
    site = workspace / "site"
    assert "王𡐓😀" in (site / "people/wang-min.html").read_text("utf-8")
    assert any("王𡐓😀" in text for text in search_texts(site))


def search_texts(site: Path) -> Iterator[str]:
    for path in (site / "search").rglob("*.js"):
        text = path.read_text("utf-8")
        yield json.dumps(text, ensure_ascii=False) + text.encode().decode("unicode_escape", "ignore")
