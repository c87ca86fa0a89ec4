"""What CONTRIBUTING.md shows to somebody new does what it says."""

import json
import re
import sys
from pathlib import Path
from types import ModuleType

import pytest
from cases.casefile import describe, read_case, write_workspace
from conftest import ROOT

from generator.publishing import checking

TEXT = (ROOT / "CONTRIBUTING.md").read_text("utf-8")
FENCES = dict(re.findall(r"^```(\w+)\n(.+?)^```$", TEXT, re.MULTILINE | re.DOTALL))


def test_the_first_rule_finds_what_its_case_shows(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    rule = ModuleType("svc190")
    exec(compile(FENCES["python"], "svc190.py", "exec"), vars(rule))  # noqa: S102 - our own page
    monkeypatch.setattr(checking, "CODES", f"{checking.CODES} SVC190")
    monkeypatch.setitem(sys.modules, "generator.rules.svc190", rule)
    (tmp_path / "bad.case").write_text(FENCES["case"], "utf-8")
    root = tmp_path / "workspace"
    write_workspace(read_case(tmp_path / "bad.case"), root)
    assert describe(root, checking.check_workspace(root).found) == (
        "menus/services/elder-card.yaml:1:7-1:16 warning SVC190 服务名称 `老年优待证快来办！` 里有感叹号\n"
        "    「老年优待证快来办！」\n"
        "    → 去掉感叹号\n"
    )


@pytest.mark.parametrize("page", ["CONTRIBUTING.md", "SECURITY.md", "CODE_OF_CONDUCT.md"])
def test_each_link_of_the_pages_leads_to_a_file(page: str) -> None:
    targets = re.findall(r"\]\(([^):#]+)\)", (ROOT / page).read_text("utf-8"))
    assert [target for target in targets if not (ROOT / target).is_file()] == []


def test_the_node_that_is_asked_for_is_the_one_that_its_packages_want() -> None:
    """README.md names the version of each line of Node; package.json those of html-validate."""
    lock = json.loads((ROOT / "package-lock.json").read_text("utf-8"))["packages"]
    wanted = lock["node_modules/html-validate"]["engines"]["node"]
    own = json.loads((ROOT / "package.json").read_text("utf-8"))["engines"]["node"]
    assert own == lock[""]["engines"]["node"] == wanted
    versions = [one.removesuffix(".0") for one in re.findall(r"\d+\.\d+(?=\.)", wanted)]
    for page in ("README.md", "README.zh-CN.md"):
        (line,) = re.findall(r"Node ([^\n]+)", (ROOT / page).read_text("utf-8"))
        assert re.findall(r"\d+(?:\.\d+)?", line)[: len(versions)] == versions
