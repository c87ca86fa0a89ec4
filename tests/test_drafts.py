"""Drafts: checked, told to their editor, published nowhere; one unfinished entry stops nothing."""

import shutil
from collections import Counter

import pytest
from cases.patching import patch_text
from conftest import BASE, ROOT, run_gridpress
from sample_site import make_shells

from generator.diagnostics import Severity
from generator.model import KINDS, PROFILE
from generator.outputs.exports.register import render_exports
from generator.outputs.search_documents import search_documents
from generator.outputs.site import Site
from generator.publishing.checking import check_workspace
from generator.views.prints.handbook import view_handbook

MARK = "还没写完的那一份"
SITE_URL = "https://grid.example/"


@pytest.fixture(scope="module")
def drafted(tmp_path_factory):
    """The demo city with two drafts of each kind: an entry that was published, and one with its name only."""
    root = tmp_path_factory.mktemp("drafted")
    for folder in ("menus", "content"):
        shutil.copytree(ROOT / folder, root / folder)
    known = check_workspace(root).catalogue
    uses = Counter(one.id for one in known.references)
    for kind in KINDS:
        entries = known.entries[kind.name].values()
        least = min(entries, key=lambda one: (uses[one.id], one.id))
        path = root / least.file
        field = next(name for name in ("name", "title", "period") if name in kind.model.model_fields)
        path.write_text(patch_text(path.read_text("utf-8"), f"draft: true\n{field}: {MARK}\n"), "utf-8")
        (path.parent / "begun.yaml").write_text(f"{field}: {MARK}\ndraft: true\n", "utf-8")
    return root


def test_a_draft_of_any_kind_stops_nothing(drafted):
    """Whatever an entry of any kind lacks, and whatever others miss by it, is a warning."""
    found = check_workspace(drafted).found
    assert [one for one in found if one.severity is Severity.ERROR] == []
    told = {one.place.file for one in found if one.code in {"DRF101", "DRF102"}}
    assert {f"menus/{kind.folder}/begun.yaml" for kind in KINDS} <= told
    assert len(told) == 2 * len(KINDS)


def test_a_draft_of_any_kind_is_published_nowhere(drafted):
    """No page, search result, file of data, feed or handbook holds a word of it."""
    loaded = check_workspace(drafted)
    catalogue = loaded.catalogue
    assert all(MARK in str(loaded.whole.entries[kind.name].values()) for kind in KINDS)
    published = [one for kind in KINDS for one in catalogue.entries[kind.name].values()]
    assert len(published) > sum(map(len, loaded.whole.entries.values())) / 2
    site = Site(catalogue, make_shells(), SITE_URL)
    pages = "".join(site.render(path).decode() for path in site.pages)
    files = render_exports(catalogue, SITE_URL)
    books = (str(view_handbook(catalogue, grid.id)) for grid in catalogue.live_grids)
    for text in (
        pages,
        *(one.data.decode("utf-8", "replace") for one in files),
        str([*search_documents(catalogue, {})]),
        *books,
    ):
        assert MARK not in text
        assert "begun" not in text


def read_files(folder):
    """Each file below a folder with its bytes."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()
    }


def test_no_byte_of_what_is_published_tells_of_drafts(workspace, base_site, tmp_path):
    """A draft beside what is published changes nothing; one that is published again gives the same bytes."""
    root = workspace
    for kind in KINDS:
        (root / "menus" / kind.folder).mkdir(exist_ok=True)
        (root / "menus" / kind.folder / "begun.yaml").write_text(f"draft: true\nname: {MARK}\n", "utf-8")
    before = (root / "menus/services/elder-card.yaml").read_bytes()
    for setting in ("draft=true", f"name={MARK}"):
        assert run_gridpress("set", "service/elder-card", setting, "--root", root).exit_code == 0
    words = ("build", "--root", root, "--out", tmp_path / "site")
    assert run_gridpress(*words).exit_code == 0
    without = read_files(tmp_path / "site")
    assert [path for path, data in without.items() if MARK.encode() in data or b"elder-card" in data] == []
    assert [path for path in without if "elder-card" in path or "begun" in path] == []
    for setting in ("draft=", "name=老年优待证办理"):
        assert run_gridpress("set", "service/elder-card", setting, "--root", root).exit_code == 0
    assert (root / "menus/services/elder-card.yaml").read_bytes() == before
    assert run_gridpress(*words).exit_code == 0
    assert read_files(tmp_path / "site") == read_files(base_site)


def test_each_kind_may_be_a_draft_and_the_profile_may_not():
    assert [kind.name for kind in KINDS if "draft" not in kind.model.model_fields] == []
    assert "draft" not in PROFILE.model.model_fields


def found_in(root, *files):
    """Codes and severities of what is found in some files."""
    return {(one.code, one.severity.label) for one in check_workspace(root).found if one.place.file in files}


def write(root, file, text):
    (root / file).write_text(text, "utf-8")


def add(root, file, line):
    path = root / file
    path.write_text(f"{line}\n{path.read_text('utf-8')}", "utf-8")


NEW = "menus/services/new.yaml"


@pytest.mark.parametrize(
    "text",
    [
        "draft: true\n",
        "draft: true\nname: [\n",
        "name: 理发\ndraft: 是\nsteps:\n\t- do: 剪\n",
        "draft: true\nname: 理发\nprovider: nobody\nprice: 3\nassured_on: 明天\n",
        "draft: true\nname: 理发\n<<<<<<< HEAD\n",
    ],
)
def test_a_draft_may_be_as_broken_as_it_likes(workspace, text):
    """Half a file, one that YAML cannot read, unknown ids and fields: nothing of it stops a build."""
    write(workspace, NEW, text)
    found = check_workspace(workspace).found
    assert [one for one in found if one.stops_publishing] == []
    assert {one.code for one in found} & {"DRF101", "DRF102", "SRC124"}


@pytest.mark.parametrize("flag", ["false", "否", "maybe"])
def test_what_does_not_say_that_it_is_a_draft_is_none(workspace, flag):
    write(workspace, NEW, f"draft: {flag}\nname: 理发\n")
    assert ("MOD101", "error") in found_in(workspace, NEW)


def test_what_endangers_others_still_stops(workspace):
    """Private data in a draft, and a code that a published grid has."""
    person = workspace / "menus/people/chen-lan.yaml"
    shutil.copy(person, person.with_name("copy.yaml"))
    add(workspace, "menus/people/copy.yaml", "draft: true\nintro: 身份证号 110101199003074477")
    grid = workspace / "menus/grids/chaojing-1.yaml"
    shutil.copy(grid, grid.with_name("copy.yaml"))
    add(workspace, "menus/grids/copy.yaml", "draft: true")
    stopping = {one.code for one in check_workspace(workspace).found if one.stops_publishing}
    assert stopping == {"PRV101", "IDN105"}


def test_a_link_to_a_draft_is_put_down_to_the_draft(whole_workspace):
    """Its editor need not look for a mistake in the address."""
    page = whole_workspace / "content/guide/about.md"
    page.write_text(page.read_text("utf-8") + "\n[办证](../services/elder-card.html)\n", "utf-8")
    add(whole_workspace, "menus/services/elder-card.yaml", "draft: true")
    found = next(one for one in check_workspace(whole_workspace).found if one.code == "PAG101")
    assert not found.stops_publishing
    assert "草稿发布了就没有这一条" in found.hint.zh


def test_faults_of_others_stay_errors_beside_a_draft(workspace):
    """Only what a draft brings, or would mend, is softened."""
    add(workspace, "menus/services/elder-card.yaml", "draft: true")
    service = workspace / "menus/services/elder-visit.yaml"
    service.write_text(service.read_text("utf-8").replace("matter: elder-visit", ""), "utf-8")
    assert ("MAT101", "error") in found_in(workspace, "menus/services/elder-visit.yaml")


def published(root):
    return check_workspace(root).catalogue


def test_what_can_do_without_a_draft_is_published_without_it(workspace):
    """The grid workers' step goes with its matter; a person's roles in other grids stay."""
    add(workspace, "menus/matters/elder-visit.yaml", "draft: true")
    steps = published(workspace).services["elder-visit"].value.steps
    assert [(one.who, one.matter) for one in steps] == [("居民", None)]


def test_roles_in_a_grid_that_is_a_draft_are_left_out(workspace):
    add(workspace, "menus/grids/chaojing-1.yaml", "draft: true")
    roles = [one.grid for person in published(workspace).people.values() for one in person.value.roles]
    assert roles
    assert set(roles) == {"chaojing-2"}


def test_an_error_in_a_list_that_names_a_draft_stays_an_error(workspace):
    """Without the role in the draft the other has another number; who was not asked is not published."""
    add(workspace, "menus/grids/chaojing-2.yaml", "draft: true")
    person = "name: 周平\nroles: [{grid: chaojing-2, role: 网格长}, {grid: chaojing-1, role: 志愿者}]\n"
    (workspace / "menus/people/zhou-ping.yaml").write_text(person, "utf-8")
    asked = [one for one in check_workspace(workspace).found if one.code == "PPL104"]
    assert {(one.severity, one.place.path) for one in asked} == {(Severity.ERROR, ("roles", 1, "role"))}


@pytest.mark.parametrize(
    ("draft", "line"),
    [
        ("organizations/chaojing-office", ""),
        ("document_types/id-card", ""),
        ("audiences/elderly", ""),
        ("grids/chaojing-1", "area: [chaojing-1]"),
    ],
)
def test_what_cannot_do_without_a_draft_waits(workspace, draft, line):
    """A provider, a document, the last audience, and the last area, without which it were the whole city."""
    add(workspace, "menus/services/elder-card.yaml", line)
    assert "elder-card" in published(workspace).services
    add(workspace, f"menus/{draft}.yaml", "draft: true")
    loaded = check_workspace(workspace)
    assert "elder-card" not in loaded.catalogue.services
    told = next(one.message.zh for one in loaded.found if one.code == "DRF104")
    assert "services/elder-card" in told


def test_one_of_two_areas_stays_without_the_draft(workspace):
    add(workspace, "menus/services/elder-card.yaml", "area: [chaojing-1, chaojing-2]")
    add(workspace, "menus/grids/chaojing-1.yaml", "draft: true")
    assert published(workspace).services["elder-card"].value.area == ("chaojing-2",)


def test_a_city_that_is_a_draft_has_no_site(workspace):
    """The one draft that stops a build: there is nothing to publish without it."""
    add(workspace, "menus/divisions/daixi.yaml", "draft: true")
    assert ("DRF104", "error") in found_in(workspace, "menus/divisions/daixi.yaml")


def test_a_list_of_changes_knows_no_drafts(workspace):
    """An entry that becomes a draft is gone, one that was a draft is new."""
    add(workspace, "menus/services/elder-card.yaml", "draft: true")
    gone = run_gridpress("diff", BASE, workspace).output
    new = run_gridpress("diff", workspace, BASE).output
    assert "“办老年证”不再提供" in gone
    assert "新服务" in new or "新增" in new
