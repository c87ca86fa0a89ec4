"""docs/security.md: each line of it is held by a test that exists; and what no other test holds."""

import ast
import hashlib
import json
import re
import subprocess
import tomllib
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result
from conftest import ROOT

from generator.publishing.engines import build_chrome
from generator.reading.loading import load_catalogue
from scripts.sbom import FORBIDDEN, licence_of, render_sbom, walk_installed

Gridpress = Callable[..., Result]


def test_every_line_of_the_page_names_tests_that_exist() -> None:
    page = (ROOT / "docs" / "security.md").read_text("utf-8")
    rows = [line for line in page.splitlines() if line.startswith("| ") and "held by" not in line]
    assert len(rows) > 12
    for row in rows:
        named = re.findall(r"`(test_\w+\.py)::(test_\w+)`", row)
        assert named, row
        for file, name in named:
            tree = ast.parse((ROOT / "tests" / file).read_text("utf-8"))
            assert any(isinstance(one, ast.FunctionDef) and one.name == name for one in tree.body), name


def test_hooks_of_a_workspace_are_not_run(whole_workspace: Path) -> None:
    """Only the plug-ins that somebody has installed are."""
    (whole_workspace / "hook.py").write_text("raise SystemExit('ran')", "utf-8")
    settings = whole_workspace / "mkdocs.yml"
    text = re.sub(r"(?ms)^hooks:.*?(?=^\S|\Z)", "", settings.read_text("utf-8"))
    settings.write_text(f"{text}\nhooks: [hook.py]\n", "utf-8")
    catalogue = load_catalogue(whole_workspace).catalogue
    assert catalogue
    assert "index.html" in build_chrome(whole_workspace, "mkdocs", catalogue.profile).files


def test_a_cache_from_elsewhere_is_not_believed(
    workspace: Path, tmp_path: Path, gridpress: Gridpress
) -> None:
    """Whatever lies in it, a fault is found, and no file elsewhere is undone."""
    elsewhere = tmp_path / "elsewhere.txt"
    elsewhere.write_bytes(b"known")
    step = {"existed": False, "digest": hashlib.sha256(b"known").hexdigest()}
    names = (str(elsewhere), str(workspace / "menus" / ".." / ".." / elsewhere.name))
    (workspace / ".cache").mkdir(exist_ok=True)
    for name in ("answers", "check.json", "built.zip", "undo", "done"):
        (workspace / ".cache" / name).write_text(json.dumps(dict.fromkeys(names, step)), "utf-8")
    path = workspace / "menus/services/elder-card.yaml"
    path.write_text(path.read_text("utf-8") + "nonsense: 1\n", "utf-8")
    done = gridpress("check", "--root", workspace)
    assert done.exit_code == 1
    assert "nonsense" in done.output
    assert elsewhere.read_bytes() == b"known"


@pytest.mark.parametrize(
    "name", ["--output=x", "-O", "--upload-pack=x", "HEAD --output=x", "$(id)", "a..b;id"]
)
def test_a_revision_that_looks_like_an_option_is_refused(
    name: str, workspace: Path, gridpress: Gridpress, monkeypatch: pytest.MonkeyPatch
) -> None:
    for words in (
        ("init", "-q"),
        ("add", "."),
        ("-c", "user.name=a", "-c", "user.email=a@a", "commit", "-qm", "a"),
    ):
        subprocess.run(["git", *words], cwd=workspace, check=True)  # noqa: S603, S607 - fixed words
    monkeypatch.chdir(workspace)
    before = sorted(workspace.iterdir())
    done = gridpress("diff", "--root", workspace, "--", name)
    assert done.exit_code == 2
    assert done.exception is None or isinstance(done.exception, SystemExit)
    assert sorted(workspace.iterdir()) == before


def test_nothing_that_an_installation_brings_is_under_the_agpl() -> None:
    """And the list of it names each package once, with a licence."""
    packages = list(walk_installed())
    assert len(packages) > 30
    assert [one.metadata["Name"] for one in packages if FORBIDDEN.search(licence_of(one))] == []
    told = json.loads(render_sbom(packages))
    references = [one["bom-ref"] for one in told["components"]]
    assert len(references) == len(set(references)) == len(packages) - 1
    assert told["specVersion"] == "1.6"


def test_every_upper_bound_says_what_it_waits_for() -> None:
    """A bound without a reason keeps a repair of somebody else's fault away."""
    text = (ROOT / "pyproject.toml").read_text("utf-8")
    project = tomllib.loads(text)["project"]
    lists = [project["dependencies"], *project["optional-dependencies"].values()]
    bounded = {one for some in lists for one in some if "<" in one or "==" in one}
    assert bounded
    for one in bounded:
        assert re.search(rf'"{re.escape(one)}",  # \S', text), one
