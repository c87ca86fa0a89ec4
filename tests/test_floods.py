"""One slip made ten thousand times is one cause: it is listed a few times and counted, in little work."""

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result

from generator.diagnostics import MOST, Diagnostic, Place, Severity, Text, cap_diagnostics
from generator.reading.sources import MAX_ITEMS

Run = Callable[..., Result]

FILE = "menus/services/elder-card.yaml"
FLOODS = {
    "unknown keys": ("".join(f"k{number}: 1\n" for number in range(9_000)), "MOD102", 9_000),
    "keys written twice": ("zz: 1\n" * 9_000, "SRC109", 8_999),
    "anchors": ("zz:\n" + "".join(f"  - &a{number} b\n" for number in range(40_000)), "SRC111", 40_000),
    "items of a wrong shape": ("locations: [" + "ab," * MAX_ITEMS + "]\n", "MOD103", MAX_ITEMS),
    "tabs": ("\tzz: 1\n" * 60_000, "SRC116", 60_000),
}


@pytest.mark.parametrize(("text", "code", "count"), FLOODS.values(), ids=FLOODS)
def test_a_flood_of_one_cause_is_capped_and_counted(
    workspace: Path, gridpress: Run, text: str, code: str, count: int
) -> None:
    path = workspace / FILE
    path.write_text(path.read_text("utf-8") + text, "utf-8")
    found = json.loads(gridpress("check", "--root", workspace, "--format", "json").output)
    same = [one for one in found if one["code"] == code and one["file"] == FILE]
    assert len(same) == min(count, MOST)
    assert sum(1 + one["more"] for one in same) == count
    assert len(found) <= 3 * MOST


@pytest.mark.parametrize(
    "text",
    [
        "".join(f"k{number}: 1\n" for number in range(MAX_ITEMS)),
        "aliases: [" + "ab," * (MAX_ITEMS + 1) + "]\n",
        "zz: 1\n" * 100_000,
    ],
)
def test_more_items_than_anything_real_holds_are_one_finding(
    workspace: Path, gridpress: Run, text: str
) -> None:
    path = workspace / FILE
    path.write_text(path.read_text("utf-8") + text, "utf-8")
    found = json.loads(gridpress("check", "--root", workspace, "--format", "json").output)
    assert [one["code"] for one in found if one["file"] == FILE] == ["SRC150"]


def test_ids_that_nothing_has_are_counted_by_file(workspace: Path, gridpress: Run) -> None:
    path = workspace / FILE
    lines = path.read_text("utf-8").splitlines(keepends=True)
    kept = "".join(line for line in lines if not line.startswith("audiences:"))
    wrong = ", ".join(f"no-{number}" for number in range(500))
    path.write_text(f"{kept}audiences: [{wrong}]\n", "utf-8")
    found = json.loads(gridpress("check", "--root", workspace, "--format", "json").output)
    same = [one for one in found if one["code"] == "REF101"]
    assert (len(same), same[-1]["more"]) == (MOST, 500 - MOST)


def _finding(number: int, more: int = 0, file: str = "a.yaml") -> Diagnostic:
    return Diagnostic("X", Severity.ERROR, Place(file, (number,)), Text("", ""), more=more)


def test_findings_are_counted_to_the_last() -> None:
    few = [_finding(number) for number in range(MOST)]
    assert cap_diagnostics(few) == few
    many = cap_diagnostics([*few, _finding(MOST, more=7), _finding(1, file="b.yaml")])
    assert [one.more for one in many] == [*[0] * (MOST - 1), 8, 0]


def test_a_file_that_another_program_holds_is_named_and_the_others_are_repaired(
    workspace: Path, gridpress: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    held, free = workspace / FILE, workspace / "menus/audiences/elderly.yaml"
    for path in (held, free):
        path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes())
    replace = os.replace

    def refuse(source: Path, target: Path) -> None:
        if target.name == held.name:
            raise PermissionError(13, "Permission denied")
        replace(source, target)

    monkeypatch.setattr(os, "replace", refuse)
    before = held.read_bytes()
    done = gridpress("check", "--fix", "--root", workspace)
    assert done.exit_code == 1
    assert f"没能改 {FILE}" in done.output
    assert held.read_bytes() == before
    assert not free.read_bytes().startswith(b"\xef\xbb\xbf")
    assert not list(workspace.rglob(".*.new"))


@pytest.mark.parametrize("encoding", ["ascii", "cp1252", "cp936"])
@pytest.mark.parametrize("words", [["--help"], ["check", "--help"], ["check", "--root", "/no/such"]])
def test_help_and_findings_are_utf8_whatever_the_console(encoding: str, words: list[str]) -> None:
    done = subprocess.run(  # noqa: S603 - the command itself
        [sys.executable, "-m", "generator.cli", *words],
        env=os.environ | {"PYTHONIOENCODING": encoding},
        capture_output=True,
        check=False,
    )
    said = (done.stdout + done.stderr).decode("utf-8")
    assert "Traceback" not in said
    assert any(word in said for word in ("检查", "工作区文件夹", "没有这个文件夹"))


@pytest.mark.parametrize(
    "name", ["menus", "menus/services", "menus/profile.yaml", "menus/services/round.yaml"]
)
def test_a_link_that_leads_round_is_said(workspace: Path, gridpress: Run, name: str) -> None:
    path = workspace / name
    if path.exists():
        path.rename(workspace / "away")
    path.symlink_to(path.name)
    done = gridpress("check", "--root", workspace)
    assert done.exit_code == 1
    assert isinstance(done.exception, SystemExit)
    assert name in done.output
