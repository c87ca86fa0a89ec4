"""The recipes of docs/architecture.md, followed in one copy: they lead to a site, no step is forgotten."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from conftest import BASE, ROOT

FOLDERS = ("generator", "tests", "content", "site_overrides", "docs", "scripts", "menus")
FILES = ("mkdocs.yml", "Makefile", "pyproject.toml")
HOUSE, REGISTER, FIELDS = "tests/test_architecture.py", "tests/test_register.py", "tests/test_fields.py"
RULES, STATEMENTS = "tests/test_rules.py", "tests/test_statements.py"
WANTED = "venue or tides or VEN101 or in_order or asked_for or registered or belongs or template"
"""Tests that see a step of a recipe."""


def _new(recipe):
    """The new files of a recipe: nothing before, its text after."""
    folder = ROOT / "tests" / "cases" / "recipes" / recipe
    files = (path for path in sorted(folder.rglob("*.*")) if path.is_file())
    return {path.relative_to(folder).as_posix(): (("", path.read_text("utf-8")),) for path in files}


SVC105 = {
    path: (ROOT / path).read_text("utf-8")
    for path in (
        "generator/rules/svc105.py",
        *(f"tests/cases/rules/SVC105/{name}.case" for name in ("bad", "near-miss", "two", "edge")),
    )
}
"""A rule and its cases, which come again under another code: what matters is where files go."""
NAV = "      - 荣誉榜: honours/index.md\n"
STATEMENT = "`HON101`、`HON102`、`HON103`、`HON104`。\n"
OUTPUT = "from generator.outputs.venue_list import render_venue_list\n"
HELD = "  - test_handbook.py::test_honours_of_the_grid_are_printed\n"
LAST = """
第 37 条 “场所” {: #statement-37 }
:   有地方可去。

    看这里：[机构](../organizations/index.md)。规则：`VEN101`。
"""
VENUE = '    Kind("venue", "venues", Venue, Text("场所", "venue"), VenueRow, ("week",)),\n'
TIDES = """    StandingPage(
        "tides",
        Pages(Link("潮汐", "tides/index.html"), (Listing("tides.html.j2", view_tides),)),
        NotShown("the home page leads to it"),
    ),
"""
KIND = _new("venue") | {
    "generator/model/__init__.py": (
        (
            "from generator.model.vocabulary",
            "from generator.model.venue import Venue, VenueRow\nfrom generator.model.vocabulary",
        ),
        (
            '    Kind("notice"',
            f'{VENUE}    Kind("notice"',
        ),
    ),
    "generator/views/register.py": (
        ("from generator.views.todo", "from generator.views import venue\nfrom generator.views.todo"),
        ("    case_series.PUBLICATION,\n", "    case_series.PUBLICATION,\n    venue.PUBLICATION,\n"),
    ),
    "mkdocs.yml": ((NAV, f"{NAV}      - 场所: venues/index.md\n"),),
}
TABLE = "menus/venues/quay-hall.csv"
OTHERS = {
    "page": _new("page")
    | {
        "generator/views/register.py": (
            (
                "from generator.views.pieces import",
                "from generator.views.tides import view_tides\nfrom generator.views.pieces import",
            ),
            ('    StandingPage(\n        "can",', f'{TIDES}    StandingPage(\n        "can",'),
        ),
        "mkdocs.yml": (("  - 使用指南:\n", "  - 潮汐: tides/index.md\n  - 使用指南:\n"),),
    },
    "output": _new("output")
    | {
        "generator/publishing/pipeline.py": (
            (
                "from generator.publishing.checking",
                f"{OUTPUT}from generator.publishing.checking",
            ),
            (
                "        yield from render_my_grids(",
                "        yield from render_venue_list(self.catalogue)\n        yield from render_my_grids(",
            ),
        )
    },
    "comparison": _new("comparison")
    | {
        "generator/changes/__init__.py": (
            (
                "from generator.changes.workers",
                "from generator.changes.venues import compare_venues\nfrom generator.changes.workers",
            ),
            (
                '    "service": compare_services,',
                '    "venue": compare_venues,\n    "service": compare_services,',
            ),
        )
    },
    "statement": {
        "content/statements/index.md": (
            (
                STATEMENT,
                f"{STATEMENT}{LAST}",
            ),
        ),
        "tests/statements.yaml": ((HELD, f"{HELD}37: []\n"),),
    },
    "engine": {"generator/publishing/__init__.py": (('"zensical")', '"zensical", "other")'),)},
    "room": {
        "generator/rules/__init__.py": ((" SVC105 ", " "),),
        **{path: ((text, ""),) for path, text in SVC105.items()},
    },
    "rule": {
        "generator/rules/__init__.py": ((" TXT102\n", " TXT102 VEN101\n"),),
        **{
            path.replace("SVC105", "VEN101").replace("svc105", "ven101"): (
                ("", text.replace("SVC105", "VEN101")),
            )
            for path, text in SVC105.items()
        },
    },
}
LEFT_OUT = [  # what says so when a step is left out, and how
    ("kind", "generator/model/venue.py", HOUSE, "generator.model.venue"),
    ("kind", "generator/model/__init__.py", HOUSE, "give Venue"),
    ("kind", "generator/views/venue.py", REGISTER, "generator.views"),
    ("kind", "generator/views/register.py", REGISTER, "put its PUBLICATION into PUBLICATIONS"),
    (
        "kind",
        "generator/templates/site/venue.html.j2",
        REGISTER,
        "write generator/templates/site/venue.html.j2",
    ),
    ("kind", "mkdocs.yml", REGISTER, "venues/index.md: put it into the nav of mkdocs.yml"),
    ("kind", "menus/venues/quay-hall.yaml", HOUSE, "put an example of venue into menus/venues/"),
    ("kind", TABLE, HOUSE, "put a table of venue into menus/venues/"),
    ("page", "generator/views/tides.py", REGISTER, "generator.views.tides"),
    (
        "page",
        "generator/templates/site/tides.html.j2",
        REGISTER,
        "write generator/templates/site/tides.html.j2",
    ),
    ("page", "generator/views/register.py", HOUSE, "a line in PUBLICATIONS or STANDING"),
    ("page", "mkdocs.yml", REGISTER, "tides/index.md: put it into the nav of mkdocs.yml"),
    ("output", "generator/publishing/pipeline.py", HOUSE, "a line in generator/publishing/pipeline.py"),
    ("comparison", "generator/changes/__init__.py", HOUSE, "a line in COMPARISONS"),
    ("statement", "content/statements/index.md", STATEMENTS, "its lines in content/statements/index.md"),
    ("statement", "tests/statements.yaml", STATEMENTS, "its tests in tests/statements.yaml"),
    ("rule", "generator/rules/__init__.py", HOUSE, "its code in CODES"),
    ("rule", "tests/cases/rules/VEN101/edge.case", RULES, "write tests/cases/rules/VEN101/"),
]


def _edit(root, step, changes, *, back=False):
    """Make one step of a recipe, or take it back: a file comes or goes, or some of its text changes."""
    path = root / step
    for change in changes:
        old, new = reversed(change) if back else change
        if not new:
            path.unlink()
            continue
        text = path.read_text("utf-8") if old else ""
        assert text.count(old) == 1, f"{step}: {old}"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text.replace(old, new), "utf-8")


def _run(root, *words):
    """Run a module of the copy, never of the tree that these tests stand in."""
    environment = {**os.environ, "PYTHONPATH": str(root), "PYTHONDONTWRITEBYTECODE": "1"}
    command = [sys.executable, "-m", *map(str, words)]
    return subprocess.run(command, cwd=root, env=environment, capture_output=True, text=True, check=False)  # noqa: S603 - ours


def _check(root, *words):
    return _run(root, "pytest", "-q", "-x", "-p", "no:cacheprovider", *words)


@pytest.fixture(scope="module")
def copy(tmp_path_factory):
    """The package with what its tests read, and everything added to it that the recipes make."""
    root = tmp_path_factory.mktemp("recipe")
    for name in FOLDERS:
        shutil.copytree(ROOT / name, root / name, ignore=shutil.ignore_patterns("__pycache__", "golden"))
    for name in FILES:
        shutil.copyfile(ROOT / name, root / name)
    for steps in (KIND, *OTHERS.values()):
        for step, changes in steps.items():
            _edit(root, step, changes)
    return root


def test_all_recipes_together_are_enough(copy):
    """The house is content, a venue shows wherever its register says, the rule finds what it is for."""
    assert len(KIND.keys() - {TABLE}) <= 7
    for words in ((HOUSE, REGISTER), (FIELDS, RULES, STATEMENTS)):
        done = _check(copy, *words, "-k", WANTED)
        assert done.returncode == 0, done.stdout[-2000:]


def test_what_the_recipes_make_is_in_the_site(copy, tmp_path):
    """All that a venue states, and the file and the page of no kind, come out of one build."""
    work = Path(shutil.copytree(BASE, tmp_path / "w"))
    for name in ("menus/venues/quay-hall.yaml", TABLE):
        _edit(work, name, KIND[name])
    done = _run(copy, "generator.cli", "build", "--root", work, "--out", tmp_path / "site", "--no-handbooks")
    assert done.returncode == 0, done.stdout + done.stderr
    site = tmp_path / "site"
    assert "码头路 1 号" in (site / "venues/quay-hall.html").read_text("utf-8")
    assert "quay-hall.html" in (site / "venues/index.html").read_text("utf-8")
    assert '"@type":"Place","name":"码头活动室"' in (site / "venues/quay-hall.html").read_text("utf-8")
    assert "“码头活动室”开放了。" in (site / "changes/index.html").read_text("utf-8")
    assert "码头活动室" in (site / "data/v1/venues.json").read_text("utf-8")
    assert any("码头活动室" in one.read_text("utf-8") for one in (site / "search").rglob("*.js"))
    assert (site / "venues.txt").read_text("utf-8") == "码头活动室"
    assert "潮汐" in (site / "tides/index.html").read_text("utf-8")
    assert "quay-hall opened" in _run(copy, "generator.cli", "diff", "--lang", "en", BASE, work).stdout
    assert "other" in _run(copy, "generator.cli", "build", "--help").stdout


@pytest.mark.parametrize(("recipe", "step", "test", "said"), LEFT_OUT, ids=lambda one: one.replace("/", "-"))
def test_a_forgotten_step_is_named(copy, recipe, step, test, said):
    """Without any one step a test fails and says what is to be done."""
    changes = (OTHERS | {"kind": KIND})[recipe][step]
    _edit(copy, step, changes, back=True)
    done = _check(copy, test, "-k", WANTED)
    _edit(copy, step, changes)
    assert done.returncode != 0
    told = done.stdout + done.stderr  # the latter where not even the tests can be loaded
    assert said in told, told[-1500:]


def test_a_new_field_is_led_to_its_surfaces(copy):
    """A field asks for a value in the demo, then for each surface of its kind, or the row that says less."""
    name = '    name: Line = Field(title="正式名称")\n'
    field = f'{name}    wheelchair: "Flag | None" = Field(None, title="轮椅能进")\n'
    hours = "from generator.model.hours import OpeningHours\n"
    flag = f"from generator.model.fields import Flag\n{hours}"
    _edit(copy, "generator/model/service.py", ((name, field), (hours, flag)))

    def said():
        return _check(copy, FIELDS, "-k", "wheelchair").stdout

    assert "fill in service.wheelchair in some entry below menus/" in said()
    path = next((copy / "menus/services").glob("*.yaml"))
    path.write_text(path.read_text("utf-8") + "wheelchair: true\n", "utf-8")
    assert "service.wheelchair does not show on changes, data, handbook, page, search" in said()
