"""A build into the folder of the last one writes only what changed, and gives what a cold build gives."""

import datetime
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from random import Random
from typing import Any

import pytest
from conftest import ROOT
from hypothesis import given, settings
from hypothesis import strategies as st
from markupsafe import Markup
from sample_site import make_shells

from generator.artifact import Artifact
from generator.catalogue import Earlier
from generator.diagnostics import stops_publishing
from generator.outputs.fingerprints import fingerprint
from generator.outputs.offline import CODE
from generator.outputs.site import Prepared, Site
from generator.publishing import kept_exports, pipeline, sealing, sharing
from generator.publishing.checking import check_workspace
from generator.publishing.last_build import LastBuild
from generator.publishing.searching import DOCUMENTS, WEIGHTS
from generator.views.pieces import Link
from generator.writing.site import Written, write_site

DAY = datetime.date(2026, 5, 20)


class City:
    """A workspace that is edited and built again and again, in a chrome that no engine has to build."""

    def __init__(self, root: Path, today: datetime.date | None = DAY) -> None:
        self.root, self.out, self.today = root, root.with_name("site"), today
        self.chrome = {path: html.encode() for path, html in make_shells().items()} | {CODE: b""}
        self.earlier: Earlier | None = None

    def build(self, out: Path | None = None) -> Written | None:
        """Build as `gridpress build` does, or not at all when there are errors; cold into another folder."""
        loaded = check_workspace(self.root, today=self.today)
        if loaded.catalogue is None or stops_publishing(loaded.found):
            return None
        catalogue = replace(loaded.catalogue, earlier=self.earlier) if self.earlier else loaded.catalogue
        rendering = pipeline.Rendering(self.root, catalogue, self.chrome, pipeline.Silent(), handbooks=False)
        if out is None:
            rendering.last, rendering.read = LastBuild(self.root, self.out, "pages"), loaded.files
        written = write_site(rendering.artifacts(), out or self.out)
        if rendering.last:
            rendering.last.write()
        return written

    def edit(self, file: str, old: str, new: str) -> None:
        path = self.root / "menus" / file
        if path.exists():
            path.write_text(path.read_text("utf-8").replace(old, new, 1), "utf-8")

    def remove(self, file: str) -> None:
        (self.root / "menus" / file).unlink(missing_ok=True)

    def add(self, file: str, like: str, *changes: tuple[str, str]) -> None:
        shutil.copyfile(self.root / "menus" / like, self.root / "menus" / file)
        for old, new in changes:
            self.edit(file, old, new)

    def wait(self, days: int) -> None:
        self.today = self.today + datetime.timedelta(days) if self.today else None

    def compare(self) -> None:
        """From now on with the city as it is now, or with none again, as `--since` does."""
        catalogue = check_workspace(self.root, today=self.today).catalogue
        self.earlier = Earlier("那一版", catalogue) if catalogue and not self.earlier else None

    def dress(self, old: str, new: str) -> None:
        """Another chrome, as after an edit of site_overrides/ or content/."""
        self.chrome = {path: html.replace(old.encode(), new.encode()) for path, html in self.chrome.items()}


def _load(folder: Path) -> dict[str, bytes]:
    files = (path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in files}


@pytest.fixture
def city(workspace: Path) -> City:
    return City(workspace)


@pytest.fixture
def rendered(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The pages that are rendered from now on, by this process alone."""
    monkeypatch.setattr(sharing, "can_share", lambda: False)
    found: list[str] = []
    for name in ("_render_data", "_render_written"):
        render = getattr(Site, name)

        def note(self: Site, page: Any, *view: Any, render: Any = render) -> bytes:
            found.append(getattr(page, "path", page))
            return render(self, page, *view)

        monkeypatch.setattr(Site, name, note)
    return found


@pytest.fixture
def viewed(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The pages whose views are joined from now on."""
    found: list[str] = []
    prepare = Site.prepare

    def note(self: Site, path: str) -> Prepared:
        found.append(path)
        return prepare(self, path)

    monkeypatch.setattr(Site, "prepare", note)
    return found


EDITS: dict[str, Callable[[City], object]] = {
    "a phone": lambda city: city.edit("people/wang-min.yaml", "phone:", 'phone: "0988-5559999" #'),
    "a name": lambda city: city.edit("grids/chaojing-2.yaml", "name:", "name: 另一个网格 #"),
    "words": lambda city: city.edit("services/elder-card.yaml", "summary:", "summary: 换了说法。 #"),
    "words and back": lambda city: city.edit("services/elder-card.yaml", "summary: 换了说法。 #", "summary:"),
    "the hotline": lambda city: city.edit(
        "profile.yaml", "supervision_phone:", 'supervision_phone: "0988-5558888" #'
    ),
    "the site's name": lambda city: city.edit("profile.yaml", "site_name:", "site_name: 别的网格 #"),
    "an address": lambda city: city.edit("profile.yaml", "daixi.example", "b.example"),
    "nothing offline": lambda city: city.edit(
        "profile.yaml", "site_name:", "keeps_offline: false\nsite_name:"
    ),
    "a comment": lambda city: city.edit("profile.yaml", "site_name:", "# 说明\nsite_name:"),
    "a service goes": lambda city: city.remove("services/elder-visit.yaml"),
    "a person goes": lambda city: city.remove("people/sun-tao.yaml"),
    "a service comes": lambda city: city.add(
        "services/new.yaml", "services/elder-card.yaml", ("name:", "name: 新的 #")
    ),
    "an id": lambda city: city.edit("services/elder-card.yaml", "name:", "former_ids: [older]\nname:"),
    "a draft": lambda city: city.edit("services/elder-card.yaml", "name:", "draft: true\nname:"),
    "a day": lambda city: city.wait(1),
    "a month": lambda city: city.wait(31),
    "an earlier edition": lambda city: city.compare(),
    "a page of content": lambda city: city.dress("</article>", "<p>更多</p></article>"),
    "the chrome": lambda city: city.dress("<body", "<body data-other"),
    "a script": lambda city: city.chrome.update({"assets/new.js": b"1"}),
    "a file of the site": lambda city: (city.out / "index.html").write_bytes(b"other"),
    "a file of the site goes": lambda city: (city.out / "index.html").unlink(missing_ok=True),
    "a file in the site": lambda city: (city.out / "more.txt").write_bytes(b"other"),
    "the record": lambda city: (city.root / ".cache/pages").write_bytes(b"{"),
    "what search knows": lambda city: [
        (city.root / ".cache" / name).write_bytes(b"{") for name in (DOCUMENTS, WEIGHTS)
    ],
}


@settings(max_examples=6)
@given(st.lists(st.sampled_from(sorted(EDITS)), min_size=1, max_size=4))
def test_after_any_edits_a_site_is_that_of_a_cold_build(
    base: Path, tmp_path_factory: pytest.TempPathFactory, edits: list[str]
) -> None:
    """The same bytes, whatever was edited in whatever order; what is not published leaves all as it was."""
    folder = tmp_path_factory.mktemp("kept")
    city = City(Path(shutil.copytree(base, folder / "workspace")))
    city.build()
    for number, edit in enumerate(edits):
        EDITS[edit](city)
        if city.build():
            cold = folder / f"cold{number}"
            city.build(cold)
            assert _load(city.out) == _load(cold), edit


@settings(max_examples=1)
@given(st.integers(0, 1 << 30))
def test_a_whole_city_is_that_of_a_cold_build_after_edits_of_any_entry(
    tmp_path_factory: pytest.TempPathFactory, seed: int
) -> None:
    """Texts, numbers and whole files of entries of all kinds; what would not be published is taken back."""
    dice = Random(seed)  # noqa: S311 - edits to be made again, no secret
    root = tmp_path_factory.mktemp("demo") / "workspace"
    for name in ("menus", "content"):
        shutil.copytree(ROOT / name, root / name)
    city = City(root, None)
    assert city.build()
    for _ in range(4):
        _edit_any(city, dice)
    cold = root.with_name("cold")
    city.build()
    city.build(cold)
    assert _load(city.out) == _load(cold)


def _edit_any(city: City, dice: Random) -> None:
    """Change one line of some entry, or remove one, so that it can be published still."""
    while True:
        path = dice.choice(sorted((city.root / "menus").rglob("*.yaml")))
        text = path.read_text("utf-8")
        lines = text.splitlines()
        at = dice.randrange(len(lines))
        lines[at] = dice.choice((f"{lines[at]}改", re.sub(r"[2-8]", "9", lines[at]), ""))
        path.write_text("\n".join(lines) + "\n", "utf-8")
        if dice.random() < 0.3:
            path.unlink()
        loaded = check_workspace(city.root)
        if loaded.catalogue and not stops_publishing(loaded.found):
            return
        path.write_text(text, "utf-8")


def test_only_pages_that_show_what_was_edited_are_rendered(
    city: City, rendered: list[str], viewed: list[str]
) -> None:
    """One phone: every page that it stands on and no other; and then none, as nothing changed.

    Few other views are joined: those of lists of people and of what is told of the whole city.
    """
    city.build()
    viewed.clear()
    before = _load(city.out)
    assert len(rendered) == len({path for path in before if path.endswith(".html")} - _addresses(before))
    rendered.clear()
    city.edit("people/wang-min.yaml", "phone:", 'phone: "0988-5559999" #')
    city.build()
    after = _load(city.out)
    changed = {path for path in after if path.endswith(".html") and after[path] != before[path]}
    assert set(rendered) == changed
    assert {path for path in changed if b"5559999" in after[path]} >= {
        "grids/chaojing-1.html",
        "people/wang-min.html",
    }
    assert len(changed) < len(before) / 8
    assert set(viewed) >= changed
    assert len(viewed) < len(changed) * 2
    rendered.clear()
    viewed.clear()
    city.build()
    assert rendered == []
    assert viewed == ["data/index.html"], "which shows how large the files are"


@pytest.mark.parametrize(
    ("edit", "again"), [("a phone", set()), ("words", {"services.csv", "hsds/services.json"})]
)
def test_open_data_is_made_again_only_from_kinds_that_were_edited(
    city: City, edit: str, again: set[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """A worker's phone stands in none of these, a service's words in two; rows of others are not counted."""
    city.build()
    counted: list[str] = []
    count = kept_exports.count_rows
    monkeypatch.setattr(
        kept_exports,
        "count_rows",
        lambda catalogue, one: counted.append(one.name) or count(catalogue, one),
    )
    EDITS[edit](city)
    loaded = check_workspace(city.root, today=city.today)
    assert loaded.catalogue
    exports = kept_exports.KeptExports(
        loaded.catalogue, loaded.files, LastBuild(city.root, city.out, "pages")
    )
    made = {
        one.path.removeprefix("data/v1/")
        for one in exports.render(loaded.catalogue.profile.address)
        if isinstance(one, Artifact)
    }
    shown = {"services.csv", "hsds/services.json", "organizations.csv", "categories.xlsx"}
    assert made & shown == again
    assert ("services-csv" in counted) == ("services.csv" in again)


def _addresses(site: dict[str, bytes]) -> set[str]:
    """Short addresses, which are no pages."""
    return {path for path in site if path.startswith("s/")}


@pytest.mark.parametrize(
    "harm", ["record", "seal", "file", "time", "link", "another folder", "program", "gone"]
)
def test_what_is_not_sure_to_be_the_same_is_rendered_again(
    city: City, harm: str, rendered: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    city.build()
    whole = _load(city.out)
    page, record = city.out / "people/wang-min.html", city.root / ".cache/pages"
    if harm == "record":
        record.write_bytes(b"\xff")
    elif harm == "seal":
        record.write_bytes(record.read_bytes().replace(b"true", b"null"))
    elif harm == "file":
        page.write_bytes(b"other")
    elif harm == "time":
        same = page.stat()
        page.write_bytes(page.read_bytes().swapcase())
        os.utime(page, ns=(same.st_atime_ns, same.st_mtime_ns))
    elif harm == "link":
        page.rename(page.with_name("moved.html"))
        page.symlink_to("moved.html")
    elif harm == "another folder":
        city.out = city.out.with_name("other")
    elif harm == "program":
        monkeypatch.setattr(sealing, "describe_program", lambda: "newer")
    else:
        (city.out / "people/wang-min.vcf").unlink()
    rendered.clear()
    city.build()
    assert _load(city.out) == whole
    assert not page.is_symlink()
    one = harm in {"file", "time", "link", "gone"}
    assert rendered == ["people/wang-min.html"] if one else len(rendered) > 20


def test_equal_values_alone_have_one_fingerprint() -> None:
    name = str("网格".encode(), "utf-8")
    equal = fingerprint(Link("网格", "a"), ("网格", "网格")), fingerprint(Link(name, "a"), (name, "网格"))
    assert len({*equal}) == 1
    values = (
        1,
        True,
        "1",
        Markup("1"),
        b"1",
        ("1",),
        ["1"],
        None,
        1.0,
        DAY,
        Link("1"),
        Link("1", ""),
        Link("", "1"),
    )
    assert len({fingerprint(one) for one in values}) == len(values) - (Link("1") == Link("1", ""))
    assert fingerprint("ab", "c") != fingerprint("a", "bc")


def test_what_pages_read_is_told_alike_in_the_next_process(base: Path) -> None:
    """All of it but what cannot be told, whatever order sets come in there."""
    code = f"""
import datetime, pathlib
from generator.outputs.exports.listing import Measures
from generator.outputs.site import Site
from generator.publishing.checking import check_workspace
from generator.publishing.kept_reads import KeptReads
from generator.reads import UNSURE, note_reads
from sample_site import make_shells
loaded = check_workspace(pathlib.Path({str(base)!r}), today=datetime.date(2026, 5, 20))
site = Site(loaded.catalogue.watched(closely=True), make_shells(), "", measures=Measures())
reads = KeptReads(site.catalogue, loaded.files, site.ground, None)
names = set()
for path in site.paths():
    with note_reads() as read:
        site.prepare(path)
    names |= read
names.discard(UNSURE)
told = {{repr(name): reads.tell(name) for name in sorted(names, key=repr)}}
assert all(told.values()), [name for name in told if not told[name]]
print(reads.ground, told)
"""
    assert len(_run_twice(code)) == 1


def test_the_page_of_changes_knows_whether_it_compares(city: City) -> None:
    """With an earlier edition and without one again, though no entry has changed."""
    page = city.out / "changes/index.html"
    city.build()
    without = page.read_bytes()
    for _ in range(2):
        city.compare()
        city.build()
        assert (page.read_bytes() == without) == (city.earlier is None)


def test_a_fingerprint_is_the_same_in_the_next_process() -> None:
    """Sets come in another order in each."""
    head = "Head('t', 'd', 'p', (), area=frozenset(map(str, range(99))))"
    names = "from generator.outputs.fingerprints import fingerprint; from generator.views.pieces import Head"
    code = f"{names}; print(fingerprint({head}))"
    assert len(_run_twice(code)) == 1


def _run_twice(code: str) -> set[bytes]:
    """What two processes print that shuffle sets in other ways."""
    path = os.pathsep.join((str(ROOT), str(ROOT / "tests")))
    return {
        subprocess.run(  # noqa: S603 - this Python, words of our own
            [sys.executable, "-c", code],
            env={**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": path},
            cwd=ROOT,
            capture_output=True,
            check=True,
        ).stdout
        for seed in ("1", "2")
    }
