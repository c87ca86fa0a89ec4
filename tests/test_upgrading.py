"""The form of a workspace: an older one is read and upgraded, a newer one is refused with the way out."""

import errno
import os

import pytest
from conftest import run_gridpress

from generator.publishing.checking import check_workspace
from generator.reading.schema import NEWEST

PROFILE = "menus/profile.yaml"
SETTINGS = """# 我们的设置
site_name: 网格
site_url: https://grid.example/  # 网站放在这里
site_description: 找人帮忙
theme:
  name: material  # 不要改
"""


def add(root, line):
    path = root / PROFILE
    path.write_text(f"{line}\n{path.read_text('utf-8')}", "utf-8")


def codes(root):
    return [one.code for one in check_workspace(root).found]


@pytest.fixture
def older(workspace):
    """A workspace of before the forms had numbers, with comments in both files."""
    (workspace / "mkdocs.yml").write_text(SETTINGS, "utf-8")
    profile = workspace / PROFILE
    kept = (one for one in profile.read_text("utf-8").splitlines() if not one.startswith("site_url"))
    profile.write_text("\n".join(("# 发布者档案", *kept)) + "\n", "utf-8")
    return workspace


@pytest.mark.parametrize(
    ("stated", "found"),
    [("1", []), ("'1'", []), (str(NEWEST + 1), ["UPG101"]), ("0", ["MOD105"]), ("one", ["MOD105"])],
)
def test_the_newest_form_is_read_and_one_beyond_it_is_refused(workspace, stated, found):
    add(workspace, f"schema: {stated}")
    assert codes(workspace) == found


@pytest.mark.parametrize("stated", ["0", "是", "1.0", "'x'", "[1]", str(NEWEST + 1)])
def test_upgrade_says_what_it_cannot_upgrade(older, stated):
    """It never says that all is well of a form that it doesn't know."""
    add(older, f"schema: {stated}")
    before = (older / PROFILE).read_bytes()
    done = run_gridpress("upgrade", "--root", older)
    assert done.exit_code == 1
    assert "版本" in done.output or "升级程序" in done.output
    assert (older / PROFILE).read_bytes() == before


@pytest.mark.parametrize("stated", ["null", "~", ""])
def test_a_form_left_empty_is_filled_in(older, stated):
    add(older, f"schema: {stated}  # 第几版")
    assert run_gridpress("upgrade", "--root", older).exit_code == 0
    first = (older / PROFILE).read_text("utf-8").splitlines()[0]
    assert first.split() == ["schema:", str(NEWEST), "#", "第几版"]


def test_of_a_newer_workspace_one_thing_is_told(workspace):
    """What is unknown to this program is how that form is written, not a fault of anybody's."""
    add(workspace, f"schema: {NEWEST + 1}\nnew_setting: 1")
    (workspace / "menus" / "new_kinds").mkdir()
    (workspace / "menus" / "new_kinds" / "one.yaml").write_text("name: 甲\n", "utf-8")
    assert codes(workspace) == ["UPG101"]


@pytest.mark.parametrize(
    "words",
    [
        ("set", "profile", "hotline.phone=0988-5550199"),
        ("format",),
        ("new", "grid", "abc"),
        ("rename", "division", "daixi", "other"),
        ("check", "--fix"),
        ("upgrade",),
        ("export", "--out", "book.xlsx"),
        ("build",),
    ],
)
def test_no_command_writes_into_a_newer_workspace(workspace, words, monkeypatch):
    add(workspace, f"schema: {NEWEST + 1}\nnew_setting: １")
    monkeypatch.chdir(workspace)
    before = {path: path.read_bytes() for path in workspace.rglob("*") if path.is_file()}
    done = run_gridpress(*words)
    assert done.exit_code == 1
    assert "pip install --upgrade gridpress" in done.output
    assert {path: path.read_bytes() for path in workspace.rglob("*") if path.is_file()} == before


def test_an_upgrade_that_breaks_off_is_taken_up(older, monkeypatch):
    """The second file cannot be written: both are as they were, and the same command goes on."""
    before = [(older / name).read_bytes() for name in (PROFILE, "mkdocs.yml")]
    real = os.replace

    def fail(source, target):
        if str(target).endswith("mkdocs.yml"):
            raise OSError(errno.ENOSPC, "No space left on device")
        real(source, target)

    monkeypatch.setattr(os, "replace", fail)
    assert run_gridpress("upgrade", "--root", older).exit_code == 1
    monkeypatch.undo()
    assert [(older / name).read_bytes() for name in (PROFILE, "mkdocs.yml")] == before
    assert run_gridpress("upgrade", "--root", older).exit_code == 0
    assert "site_url: https://grid.example/" in (older / PROFILE).read_text("utf-8")


def test_an_older_workspace_is_read_and_told_of_the_command(older):
    found = [one for one in check_workspace(older).found if one.code == "PAG114"]
    assert [one.stops_publishing for one in found] == [False, False]
    assert "gridpress upgrade" in found[0].hint.zh


def test_upgrade_moves_settings_and_keeps_comments(older):
    done = run_gridpress("upgrade", "--root", older)
    assert done.exit_code == 0, done.output
    profile = (older / PROFILE).read_text("utf-8")
    assert profile.startswith("# 发布者档案\n")
    for line in (f"schema: {NEWEST}", "site_url: https://grid.example/", "description: 找人帮忙"):
        assert line in profile.splitlines()
    assert (older / "mkdocs.yml").read_text("utf-8") == (
        "# 我们的设置\nsite_name: 网格\n# 网站放在这里\ntheme:\n  name: material  # 不要改\n"
    )
    assert check_workspace(older).catalogue.profile.address == "https://grid.example/"
    assert "PAG114" not in codes(older)


def test_upgrading_twice_changes_nothing(older):
    run_gridpress("upgrade", "--root", older)
    files = [(older / name).read_bytes() for name in (PROFILE, "mkdocs.yml")]
    assert run_gridpress("upgrade", "--root", older).exit_code == 0
    assert [(older / name).read_bytes() for name in (PROFILE, "mkdocs.yml")] == files


def test_a_dry_run_writes_nothing(older):
    before = (older / PROFILE).read_bytes()
    assert run_gridpress("upgrade", "--root", older, "--dry-run").exit_code == 0
    assert (older / PROFILE).read_bytes() == before
    assert (older / "mkdocs.yml").read_text("utf-8") == SETTINGS


def test_what_the_profile_says_already_stays(older):
    """Of two addresses the profile's holds; the other is left for its editor to look at."""
    add(older, "site_url: https://new.example/")
    assert run_gridpress("upgrade", "--root", older).exit_code == 0
    assert "site_url: https://grid.example/" in (older / "mkdocs.yml").read_text("utf-8")
    assert check_workspace(older).catalogue.profile.address == "https://new.example/"


def test_a_profile_that_cannot_be_read_is_mended_first(older):
    (older / PROFILE).write_text("site_name: [\n", "utf-8")
    done = run_gridpress("upgrade", "--root", older)
    assert done.exit_code == 1
    assert "gridpress check" in done.output
