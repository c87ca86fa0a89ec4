"""The recipes of docs/architecture.md, followed in a copy: they lead to a site, no step can be forgotten."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from conftest import BASE, ROOT

FOLDERS = ("generator", "tests", "content", "site_overrides", "docs", "scripts", "menus")
FILES = ("mkdocs.yml", "Makefile", "pyproject.toml")
CHECKS = ("tests/test_architecture.py", "tests/test_register.py")
FILES_OF_VENUE = ROOT / "tests" / "cases" / "recipes" / "venue"
VENUE = {
    **{
        path.relative_to(FILES_OF_VENUE).as_posix(): path.read_text("utf-8")
        for path in sorted(FILES_OF_VENUE.rglob("*.*"))
    },
    "generator/model/__init__.py": (
        (
            "from generator.model.vocabulary",
            "from generator.model.venue import Venue\nfrom generator.model.vocabulary",
        ),
        (
            '    Kind("notice",',
            '    Kind("venue", "venues", Venue, Text("场所", "venue")),\n    Kind("notice",',
        ),
    ),
    "generator/views/register.py": (
        ("from generator.views.todo", "from generator.views import venue\nfrom generator.views.todo"),
        ("    case_series.PUBLICATION,\n", "    case_series.PUBLICATION,\n    venue.PUBLICATION,\n"),
    ),
    "mkdocs.yml": (
        (
            "      - 居民公约: charters/index.md",
            "      - 居民公约: charters/index.md\n      - 场所: venues/index.md",
        ),
    ),
}
"""A kind `venue` with a page: new files whole, edits of others as what was and what is there then."""
AFTER = {  # what is said when a step is left out
    "generator/model/venue.py": "generator.model.venue",
    "generator/model/__init__.py": "give Venue a line in KINDS",
    "generator/views/venue.py": "generator.views",
    "generator/views/register.py": "put its PUBLICATION into PUBLICATIONS",
    "generator/templates/site/venue.html.j2": "write generator/templates/site/venue.html.j2",
    "mkdocs.yml": "put it into the nav of mkdocs.yml",
    "menus/venues/quay-hall.yaml": "put an example of venue into menus/venues/",
}


def _apply(root, step, change):
    """Make one step of a recipe: a new file, or the edits of one that is there. Returns how it was."""
    path = root / step
    before = path.read_text("utf-8") if path.exists() else None
    text = change if isinstance(change, str) else before
    for old, new in () if isinstance(change, str) else change:
        assert text.count(old) == 1, f"{step}: {old}"
        text = text.replace(old, new)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8")
    return before


def _undo(root, step, before):
    path = root / step
    if before is None:
        path.unlink()
    else:
        path.write_text(before, "utf-8")


def _run(root, *words):
    """Run a module of the copy, never of the tree that these tests stand in."""
    environment = {**os.environ, "PYTHONPATH": str(root), "PYTHONDONTWRITEBYTECODE": "1"}
    command = [sys.executable, "-m", *map(str, words)]
    return subprocess.run(command, cwd=root, env=environment, capture_output=True, text=True, check=False)  # noqa: S603


def _check(root, *files):
    return _run(root, "pytest", "-q", "-x", "-p", "no:cacheprovider", *files)


@pytest.fixture(scope="module")
def copy(tmp_path_factory):
    """The package with what its tests read, and a kind `venue` added to it."""
    root = tmp_path_factory.mktemp("recipe")
    for name in FOLDERS:
        shutil.copytree(ROOT / name, root / name, ignore=shutil.ignore_patterns("__pycache__", "golden"))
    for name in FILES:
        shutil.copyfile(ROOT / name, root / name)
    before = {step: _apply(root, step, change) for step, change in VENUE.items()}
    return root, before


def test_the_recipe_for_a_kind_takes_seven_files(copy):
    """Each file of it is named by its recipe, and the checks of the house are content."""
    root, _ = copy
    assert len(VENUE) <= 7
    done = _check(root, *CHECKS)
    assert done.returncode == 0, done.stdout[-2000:]


def test_a_new_kind_shows_everywhere(copy, tmp_path):
    """Page, index, search and open data of a venue come out of one build of the small workspace."""
    root, _ = copy
    work = Path(shutil.copytree(BASE, tmp_path / "w"))
    _apply(work, "menus/venues/quay-hall.yaml", VENUE["menus/venues/quay-hall.yaml"])
    done = _run(root, "generator.cli", "build", "--root", work, "--out", tmp_path / "site", "--no-handbooks")
    assert done.returncode == 0, done.stdout + done.stderr
    site = tmp_path / "site"
    assert "码头路 1 号" in (site / "venues/quay-hall.html").read_text("utf-8")
    assert "quay-hall.html" in (site / "venues/index.html").read_text("utf-8")
    assert "码头活动室" in (site / "data/v1/venues.json").read_text("utf-8")
    assert any("码头活动室" in one.read_text("utf-8") for one in (site / "search/d").iterdir())


@pytest.mark.parametrize("step", VENUE)
def test_a_forgotten_step_is_named(copy, step):
    """Without any one of the files a check fails and says what is to be done."""
    root, before = copy
    _undo(root, step, before[step])
    done = _check(root, *CHECKS)
    _apply(root, step, VENUE[step])
    assert done.returncode != 0
    assert AFTER[step] in done.stdout, done.stdout[-1500:]


def _again(path):
    """A rule or case that is there, under another code: what matters is where its files go."""
    return (ROOT / path).read_text("utf-8").replace("SVC105", "VEN101")


def test_a_rule_is_one_file_one_line_and_its_cases(copy):
    """A rule that no line names, or without its cases, is told; with both it finds what it is for."""
    root, _ = copy
    _apply(root, "generator/rules/ven101.py", _again("generator/rules/svc105.py"))
    assert "put its code into CODES" in _check(root, *CHECKS).stdout
    _apply(root, "generator/rules/__init__.py", ((" SVC105 ", " VEN101 "),))
    rules = "tests/test_rules.py"
    assert "write tests/cases/rules/VEN101/" in _check(root, rules, "-k", "VEN101").stdout
    for name in ("bad", "near-miss", "two", "edge"):
        _apply(root, f"tests/cases/rules/VEN101/{name}.case", _again(f"tests/cases/rules/SVC105/{name}.case"))
    done = _check(root, rules, "-k", "VEN101")
    assert done.returncode == 0, done.stdout[-2000:]


def test_a_new_field_is_led_to_its_surfaces(copy):
    """A field asks for its row, then for a value in the demo, then for each surface that the row names."""
    root, _ = copy
    name = '    name: Line = Field(title="正式名称")\n'
    field = f'{name}    wheelchair: "Flag | None" = Field(None, title="轮椅能进")\n'
    hours = "from generator.model.hours import OpeningHours\n"
    flag = f"from generator.model.fields import Flag\n{hours}"
    _apply(root, "generator/model/service.py", ((name, field), (hours, flag)))

    def said():
        return _check(root, "tests/test_fields.py", "-k", "wheelchair").stdout

    assert "say of service.wheelchair where it shows" in said()
    _apply(root, "tests/fields.yaml", (("service:\n", "service:\n  wheelchair: page, search\n"),))
    assert "fill in service.wheelchair in some entry below menus/" in said()
    path = next((root / "menus/services").glob("*.yaml"))
    path.write_text(path.read_text("utf-8") + "wheelchair: true\n", "utf-8")
    assert "service.wheelchair does not show on page, search" in said()
