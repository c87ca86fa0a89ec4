"""`gridpress check --changed`: what a commit has to do with, and nothing else; the project's hooks run it."""

import json
import subprocess

import pytest
import yaml
from click.testing import CliRunner
from conftest import ROOT, run_gridpress

from generator.cli import main

SERVICE, OTHER = "menus/services/elder-card.yaml", "menus/services/elder-visit.yaml"


def git(root, *words):
    who = ("-c", "user.name=a", "-c", "user.email=a@a.example", "-c", "core.autocrlf=false")
    subprocess.run(["git", "-C", root, *who, *words], check=True, capture_output=True)  # noqa: S603, S607


@pytest.fixture
def committed(workspace):
    """The small workspace, below the top of a repository, with a fault in what was committed."""
    break_phone(workspace, OTHER)
    git(workspace.parent, "init", "-q")
    git(workspace.parent, "add", ".")
    git(workspace.parent, "commit", "-qm", "first")
    return workspace


def break_phone(root, file):
    path = root / file
    path.write_text(path.read_text("utf-8").replace("assured_on: 2026-04-01", "assured_on: 明天"), "utf-8")


def check(root, *more):
    done = run_gridpress("check", "--root", root, "--changed", "--format", "concise", *more)
    return done.exit_code, [line.partition(":")[0] for line in done.stdout.splitlines()]


def test_a_commit_without_faults_passes_beside_older_ones(committed):
    assert check(committed) == (0, [])
    (committed / "menus/notes").mkdir()
    assert run_gridpress("check", "--root", committed).exit_code == 1


@pytest.mark.parametrize("staged", [False, True])
def test_faults_in_changed_files_stop_it(committed, staged):
    break_phone(committed, SERVICE)
    if staged:
        git(committed, "add", SERVICE)
    assert check(committed) == (1, [SERVICE])


def test_a_new_file_is_part_of_it(committed):
    path = committed / "menus/services/新.yaml"
    path.write_text("name: 理发\n", "utf-8")
    code, files = check(committed)
    assert code == 1
    assert set(files) == {"menus/services/新.yaml"}


def test_what_misses_a_deleted_entry_stops_it(committed):
    """Its file is not changed, but the commit is the cause."""
    (committed / "menus/document_types/id-card.yaml").unlink()
    code, files = check(committed)
    assert code == 1
    assert SERVICE in files


def test_before_the_first_commit_everything_is_changed(workspace):
    git(workspace, "init", "-q")
    break_phone(workspace, SERVICE)
    assert check(workspace) == (1, [SERVICE])


def test_outside_a_repository_it_is_wrong_use(workspace):
    done = run_gridpress("check", "--root", workspace, "--changed")
    assert done.exit_code == 2
    assert "git" in done.output


def test_the_hooks_are_commands_that_exist():
    hooks = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text("utf-8"))
    assert {one["id"] for one in hooks} == {"gridpress-check", "gridpress-fix"}
    for one in hooks:
        program, *words = one["entry"].split()
        assert program == "gridpress"
        assert CliRunner().invoke(main, [*words, "--help"]).exit_code == 0


def test_gitlab_knows_a_finding_again_when_it_moves(workspace):
    """Lines change, the fingerprint does not; two findings of one sentence have two."""
    path = workspace / SERVICE
    break_phone(workspace, SERVICE)

    def report():
        done = run_gridpress("check", "--root", workspace, "--format", "gitlab")
        return json.loads(done.stdout)

    (before,) = report()
    assert before["severity"] == "critical"
    assert before["location"]["path"] == SERVICE
    path.write_text("# 注释\n" + path.read_text("utf-8"), "utf-8")
    (after,) = report()
    assert after["fingerprint"] == before["fingerprint"]
    assert after["location"]["lines"]["begin"] == before["location"]["lines"]["begin"] + 1
