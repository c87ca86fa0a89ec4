"""What is installed works without the checkout: an office begins a city that knows nothing of the demo."""

import json
import re
import shutil
import sys
import tarfile
import zipfile
from pathlib import Path

import pytest
import yaml
from conftest import ROOT

from scripts.wheel import CITY, MINORS, begin_city, find_python, run

DEFAULTS = {"content": "generator/defaults/content", "site_overrides": "generator/defaults/site_overrides"}
PLACED = {**DEFAULTS, "menus": "generator/demo/menus", "generator": "generator"}
TEXTS = {".html", ".json", ".jsonld", ".xml", ".txt", ".csv", ".ics", ".vcf", ".webmanifest", ".svg", ".css"}
ISLANDS = re.compile(r"(?<!有人居住的)岛|渔|海上遇险|出海|码头")
"""Words of the demo city that are no office's own. Tables of characters, in scripts, hold all of them."""


@pytest.fixture(scope="module")
def begun(installed: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, list[str]]:
    """A city begun, checked and built with the wheel, and what the three commands said."""
    folder = tmp_path_factory.mktemp("office")
    return folder / CITY, begin_city(installed, folder)


def test_the_wheel_holds_the_program_the_neutral_pages_and_the_demo(package: tuple[Path, Path]) -> None:
    """Built from the source archive: every file that is needed, where the program looks for it, no other."""
    held = {name for name in zipfile.ZipFile(package[1]).namelist() if ".dist-info/" not in name}
    wanted = {"generator/defaults/mkdocs.yml"}
    for folder, place in PLACED.items():
        files = (path for path in (ROOT / folder).rglob("*") if path.is_file())
        wanted |= {f"{place}/{path.relative_to(ROOT / folder).as_posix()}" for path in files}
    assert held == {name for name in wanted if "__pycache__" not in name}


def test_the_source_archive_holds_what_git_keeps_and_nothing_else(package: tuple[Path, Path]) -> None:
    """Whoever packages from it finds tests and documents, and nothing that lay about in the checkout."""
    with tarfile.open(package[0]) as archive:
        held = {name.partition("/")[2] for name in archive.getnames()} - {"PKG-INFO"}
    listed = ("ls-files", "-z", "--cached", "--others", "--exclude-standard")
    kept = run("git", *listed, folder=ROOT).split("\0")
    assert {name for name in held if name not in kept} == set()
    assert {"pyproject.toml", "requirements.lock", "tests/test_wheel.py", "docs/architecture.md"} <= held


def test_each_python_of_this_machine_reads_the_package(package: tuple[Path, Path], tmp_path: Path) -> None:
    """From 3.11 to 3.14, those that are not here are named: each takes every module of it without a warning.

    `make wheel` gives each its own packages from the index, too, and begins a city with it.
    """
    pythons = {minor: find_python(minor) for minor in MINORS}
    here = {minor: python for minor, python in pythons.items() if python is not None}
    assert sys.version_info[1] in here, "the Python that runs the tests is one of them"
    missing = ", ".join(f"3.{minor}" for minor in pythons if minor not in here) or "none"
    print(f"Pythons: {', '.join(f'3.{minor}' for minor in here)}; not on this machine: {missing}")  # noqa: T201 - for -s
    for python in here.values():
        words = ("-W", "error", "-m", "compileall", "-q", "-f", "-o", "0")
        folder = tmp_path / python.parent.parent.name
        shutil.unpack_archive(package[1], folder, "zip")
        run(python, *words, folder, folder=tmp_path)


def test_a_city_begun_with_the_wheel_has_no_finding_and_a_site(begun: tuple[Path, list[str]]) -> None:
    root, (init, check, build) = begun
    assert "接下来" in init
    assert check.strip() == "没有发现问题"
    assert "做好了" in build
    assert "广安市网格服务" in (root / "site/index.html").read_text("utf-8")
    assert (root / "site/plans/baoyu.html").is_file()
    assert "scripts/setup.py" not in build, "which an office has not"


def test_no_word_of_the_demo_city_is_in_the_site_of_another(begun: tuple[Path, list[str]]) -> None:
    """Names of its places, offices, people, and its addresses and numbers, in whatever file."""
    site = begun[0] / "site"
    known = {"云屿", "yunyu", "0988", "git.", "9901"}
    for kind in ("divisions", "organizations", "people", "grids", "teams"):
        entries = (yaml.safe_load(path.read_text("utf-8")) for path in (ROOT / "menus" / kind).glob("*.yaml"))
        known |= {one["name"] for one in entries if len(one["name"]) > 2}
    found = {}
    for path in sorted(path for path in site.rglob("*") if path.is_file()):
        text = path.read_bytes().decode("utf-8", "replace")
        leaks = {word for word in known if word in text}
        leaks |= set(ISLANDS.findall(text)) if path.suffix in TEXTS else set()
        if leaks:
            found[path.relative_to(site).as_posix()] = sorted(leaks)
    assert found == {}


def test_the_files_for_editors_and_forges_are_sound(begun: tuple[Path, list[str]]) -> None:
    root, _ = begun
    for name in ("settings", "tasks", "extensions"):
        assert json.loads((root / f".vscode/{name}.json").read_text("utf-8"))
    for name in (
        ".github/workflows/site.yml",
        ".gitlab-ci.yml",
        ".workflow/site.yml",
        ".pre-commit-config.yaml",
    ):
        text = (root / name).read_text("utf-8")
        assert yaml.safe_load(text)
        assert "[[" not in text
        assert "gridpress" in text
    assert "gridpress init --demo" in (root / "README.md").read_text("utf-8")
