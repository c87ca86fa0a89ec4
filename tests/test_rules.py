"""Each rule against its cases: where it points, what it says, and what it leaves alone."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from cases.casefile import BASE, CASES, describe, find_all, run_case

from generator import rules
from generator.diagnostics import Severity
from generator.rules import RULE_MODULES, documentation

if TYPE_CHECKING:
    from generator.diagnostics import Diagnostic, Text

RULES = CASES / "rules"
FILES = sorted(RULES.glob("*/*.case"))
NEEDED = ("bad", "near-miss", "two")
CODES = [module.CODE for module in RULE_MODULES]


def shorten(path: Path) -> str:
    return f"{path.parent.name}/{path.stem}"


@pytest.mark.parametrize("path", FILES, ids=shorten)
def test_a_case_finds_exactly_what_it_lists(path: Path, tmp_path: Path) -> None:
    own = [one for one in run_case(path, tmp_path) if one.code == path.parent.name]
    if path.stem == "bad":
        assert len(own) == 1
    elif path.stem == "two":
        assert len(own) == 2
    elif path.stem.startswith("near-miss"):
        assert own == []


def test_the_base_workspace_is_clean() -> None:
    assert describe(BASE, find_all(BASE)) == ""


@pytest.mark.parametrize("code", CODES)
def test_each_rule_has_a_bad_case_a_near_miss_and_a_case_of_two(code: str) -> None:
    present = {path.stem for path in FILES if path.parent.name == code}
    assert set(NEEDED) <= present, f"write tests/cases/rules/{code}/{{bad,near-miss,two}}.case"


def test_each_folder_of_cases_belongs_to_a_registered_rule() -> None:
    assert {path.parent.name for path in FILES} == set(CODES)


def test_each_rule_module_is_registered_and_named_after_its_code() -> None:
    folder = Path(rules.__file__).parent
    files = {path.stem for path in folder.glob("*.py") if re.fullmatch(r"[a-z]{3}\d{3}", path.stem)}
    assert files == {module.CODE.lower() for module in RULE_MODULES}
    assert CODES == sorted(set(CODES))
    assert all(isinstance(module.SEVERITY, Severity) for module in RULE_MODULES)


@pytest.mark.parametrize("code", CODES)
def test_documentation_has_title_reason_repair_and_source_in_both_languages(code: str) -> None:
    doc = documentation(code)
    assert doc.title.zh
    assert not doc.title.zh.endswith("。")
    assert (
        doc.title.en.isascii()
        or "网格" in doc.title.en
        or "政务" in doc.title.en
        or "调休" in doc.title.en
        or "海上" in doc.title.en
    )
    assert "\n\n修改办法：" in doc.body.zh
    assert "\n\n来源：" in doc.body.zh
    assert "\n\nRepair: " in doc.body.en
    assert "\n\nSource: " in doc.body.en


def check_sentence(text: Text) -> None:
    """Chinese is punctuated in full width, English in ASCII; what is quoted is left as it is."""
    zh = re.sub(r"`[^`]*`|“[^”]*”|[\d,]+ 平方米", "", text.zh)
    assert not re.search(r"[\u4e00-\u9fff][,;:?!()]|[,;:?!()][\u4e00-\u9fff]", zh), text.zh
    en = re.sub(r"`[^`]*`|\([^)]*\)", "", text.en)
    assert not re.search(r"[，。；：？！（）、]", en), text.en


def all_findings(tmp_path: Path) -> list[Diagnostic]:
    return [
        one
        for number, path in enumerate(sorted(CASES.glob("*/*/*.case")))
        for one in run_case(path, tmp_path / str(number))
    ]


def test_every_sentence_is_punctuated_in_the_manner_of_its_language(tmp_path: Path) -> None:
    for one in all_findings(tmp_path):
        for text in (one.message, one.hint, *(related.note for related in one.related)):
            if text is not None:
                check_sentence(text)
