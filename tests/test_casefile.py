"""Case files change their base: which keys, where, and nothing else."""

from pathlib import Path

import pytest
from cases.casefile import BASE, read_case
from cases.patching import patch_text

TEXT = """\
name: 望海  # as on the sign
tags: [a, b]
hours:
  weekly:
    - days: 周一
      open: ["8:00-9:00"]
    - days: 周二
  note: |
    one
    two

phone: "1"
"""


@pytest.mark.parametrize(
    ("patch", "old", "new"),
    [
        ('phone: "2"', 'phone: "1"', 'phone: "2"'),
        ("name: 山", "name: 望海  #", "name: 山  #"),
        ("hours: {note: x}", "note: |\n    one\n    two\n", "note: x\n"),
        ("hours:\n  weekly:\n    1:\n      days: 周三", "days: 周二", "days: 周三"),
        ("hours: {weekly: {0: {open: [x]}}}", '["8:00-9:00"]', "[x]"),
        ("hours: {weekly: {0: {days: !delete }}}", "days: 周一\n      open", "open"),
        ("hours: {weekly: {1: !delete }}", "\n    - days: 周二", ""),
        ("hours: {weekly: {0: !delete }}", '- days: 周一\n      open: ["8:00-9:00"]\n    - ', "- "),
        (
            "hours:\n  weekly:\n    2:\n      days: 周五\n      open: [y]",
            "- days: 周二",
            "- days: 周二\n    - days: 周五\n      open: [y]",
        ),
        ("tags: {1: c}", "[a, b]", "[a, c]"),
        ("tags: {0: !delete }", "[a, b]", "[b]"),
        ("tags: {2: c}", "[a, b]", "[a, b, c]"),
        ("tags: [d]", "[a, b]", "[d]"),
        ("tags:\n- d", "tags: [a, b]", "tags:\n- d"),
        ("more:\n  - x: 1\n    y: 2", 'phone: "1"', 'phone: "1"\nmore:\n  - x: 1\n    y: 2'),
        ("hours: {more: z}", "    two\n", "    two\n  more: z\n"),
        ("hours: !delete\nphone: !delete", TEXT[TEXT.index("\nhours") :], "\n"),
    ],
)
def test_a_patch_changes_its_keys_and_no_other_character(patch: str, old: str, new: str) -> None:
    assert TEXT.count(old) == 1
    assert patch_text(TEXT, patch) == TEXT.replace(old, new)


CASE = """\
One.
=== menus/grids/b.yaml like=menus/grids/chaojing-1.yaml
name: 新
=== menus/audiences/elderly.yaml
=== today
2026-01-01
=== passes
=== menus/grids/b.yaml set
name: 好
=== fails
=== menus/grids/b.yaml
=== today
2026-01-02
=== expect
"""


def test_a_case_copies_patches_deletes_and_has_two_halves(tmp_path: Path) -> None:
    path = tmp_path / "edge.case"
    path.write_text(CASE, "utf-8")
    case = read_case(path)
    base = (BASE / "menus/grids/chaojing-1.yaml").read_text("utf-8")
    assert case.passing is not None
    assert case.passing.files == {
        "menus/grids/b.yaml": base.replace("潮井社区第一网格", "好").encode(),
        "menus/audiences/elderly.yaml": None,
    }
    assert str(case.passing.today) == "2026-01-01"
    assert case.files == {"menus/audiences/elderly.yaml": None}
    assert str(case.today) == "2026-01-02"


def test_a_case_begins_with_the_files_and_the_day_of_another(tmp_path: Path) -> None:
    (tmp_path / "edge.case").write_text(CASE, "utf-8")
    path = tmp_path / "more.case"
    path.write_text("More.\n=== from\nedge\n=== menus/x.yaml\nname: x\n=== expect\n", "utf-8")
    case = read_case(path)
    assert case.files == {"menus/audiences/elderly.yaml": None, "menus/x.yaml": b"name: x\n"}
    assert str(case.today) == "2026-01-02"
