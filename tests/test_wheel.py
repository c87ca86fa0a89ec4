"""What is installed works without the checkout: an office begins a city that knows nothing of the demo."""

import json
import re
import zipfile
from pathlib import Path

import pytest
import yaml
from conftest import ROOT

from scripts.wheel import CITY, begin_city

DEFAULTS = {"content": "generator/defaults/content", "site_overrides": "generator/defaults/site_overrides"}
PLACED = {**DEFAULTS, "menus": "generator/demo/menus", "generator": "generator"}
TEXTS = {".html", ".json", ".jsonld", ".xml", ".txt", ".csv", ".ics", ".vcf", ".webmanifest", ".svg", ".css"}
ISLANDS = re.compile(r"岛|渔|海上遇险|出海|码头")
"""Words of the demo city that are no office's own. Tables of characters, in scripts, hold all of them."""


@pytest.fixture(scope="module")
def begun(installed: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, list[str]]:
    """A city begun, checked and built with the wheel, and what the three commands said."""
    folder = tmp_path_factory.mktemp("office")
    return folder / CITY, begin_city(installed, folder)


def test_the_wheel_holds_the_program_the_neutral_pages_and_the_demo(wheel: Path) -> None:
    """Every file of the checkout that is needed, where the program looks for it, and nothing else."""
    held = {name for name in zipfile.ZipFile(wheel).namelist() if ".dist-info/" not in name}
    wanted = {"generator/defaults/mkdocs.yml"}
    for folder, place in PLACED.items():
        files = (path for path in (ROOT / folder).rglob("*") if path.is_file())
        wanted |= {f"{place}/{path.relative_to(ROOT / folder).as_posix()}" for path in files}
    assert held == {name for name in wanted if "__pycache__" not in name}


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
