"""A release is made whole or not at all, and its files come out the same wherever they are built."""

from datetime import date
from pathlib import Path

import pytest

from scripts.release import NotReadyError, git, release

DAY = date(2026, 11, 28)
PROJECT = """\
[build-system]
requires = ["hatchling"]
build-backend = "hatchling.build"
[project]
name = "sample"
dynamic = ["version"]
[tool.hatch.version]
path = "generator/__init__.py"
[tool.hatch.build.targets.wheel]
packages = ["generator"]
"""
HOOK = """\
from pathlib import Path
from hatchling.builders.hooks.plugin.interface import BuildHookInterface

class Hook(BuildHookInterface):
    def initialize(self, version, build_data):
        Path(self.root, "generator", "where.txt").write_text(self.root)
        build_data["artifacts"].append("generator/where.txt")
"""
CHANGES = "# Changes\n\n## Unreleased\n\n- It greets.\n"


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    """A small project under git, ready for its next release."""
    root = tmp_path / "checkout"
    (root / "generator").mkdir(parents=True)
    (root / "generator" / "__init__.py").write_text('__version__ = "0.1.0"\n', "utf-8")
    (root / "pyproject.toml").write_text(PROJECT, "utf-8")
    (root / "CHANGELOG.md").write_text(CHANGES, "utf-8")
    (root / ".gitignore").write_text("dist/\n", "utf-8")
    git(root, "init", "--quiet", "--initial-branch", "main")
    for key, value in (("user.name", "Editor"), ("user.email", "editor@example.org")):
        git(root, "config", key, value)
    git(root, "add", "--all")
    git(root, "commit", "--quiet", "--message", "Begin")
    return root


def test_a_release_has_version_changelog_tag_and_two_files_that_build_the_same(checkout: Path) -> None:
    built = release(checkout, "0.2.0", DAY)
    assert sorted(built) == ["sample-0.2.0-py2.py3-none-any.whl", "sample-0.2.0.tar.gz"]
    assert sorted(path.name for path in (checkout / "dist").iterdir()) == sorted(built)
    assert (checkout / "generator" / "__init__.py").read_text("utf-8") == '__version__ = "0.2.0"\n'
    assert "## Unreleased\n\n## 0.2.0 (2026-11-28)\n\n- It greets." in (checkout / "CHANGELOG.md").read_text(
        "utf-8"
    )
    assert git(checkout, "describe") == "v0.2.0"
    assert git(checkout, "status", "--porcelain") == ""


def test_a_dry_run_builds_and_leaves_everything_as_it_is(checkout: Path) -> None:
    before = git(checkout, "rev-parse", "HEAD")
    assert len(release(checkout, "0.2.0", DAY, dry=True)) == 2
    assert git(checkout, "rev-parse", "HEAD") == before
    assert not (checkout / "dist").exists()
    assert git(checkout, "tag") == ""


@pytest.mark.parametrize(
    ("version", "file", "text", "words"),
    [
        ("0.1.0", None, "", "0.1.0 is not newer than 0.1.0"),
        ("0.1", None, "", "write three numbers"),
        ("0.2.0", "notes.txt", "half done", "commit or put away first"),
        (
            "0.2.0",
            "CHANGELOG.md",
            "# Changes\n\n## Unreleased\n\n## 0.1.0\n\n- Older.\n",
            "write what is new",
        ),
    ],
)
def test_what_is_not_ready_is_said_and_nothing_changes(
    checkout: Path, version: str, file: str | None, text: str, words: str
) -> None:
    if file:
        (checkout / file).write_text(text, "utf-8")
    if file == "CHANGELOG.md":
        git(checkout, "commit", "--quiet", "--all", "--message", "Nothing new")
    before = git(checkout, "rev-parse", "HEAD")
    with pytest.raises(NotReadyError, match=words):
        release(checkout, version, DAY)
    assert git(checkout, "rev-parse", "HEAD") == before
    assert git(checkout, "tag") == ""


def test_builds_that_differ_release_nothing(checkout: Path) -> None:
    (checkout / "hatch_build.py").write_text(HOOK, "utf-8")
    with (checkout / "pyproject.toml").open("a", encoding="utf-8") as project:
        project.write("[tool.hatch.build.hooks.custom]\n")
    git(checkout, "add", "--all")
    git(checkout, "commit", "--quiet", "--message", "Tell where it was built")
    with pytest.raises(NotReadyError, match="two builds of the same commit differ"):
        release(checkout, "0.2.0", DAY)
    assert git(checkout, "tag") == ""
