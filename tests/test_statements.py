"""The 36 statements of the paper: the page names pages and rules that exist, and tests hold each of them."""

import ast
import re
from functools import cache

import pytest
import yaml
from conftest import ROOT

from generator.reporting.documentation import list_codes

PAGE = (ROOT / "content/statements/index.md").read_text("utf-8")
TESTS = yaml.safe_load((ROOT / "tests/statements.yaml").read_text("utf-8"))
STATEMENT = re.compile(
    r"^第 (\d+) 条 “(.+)” \{: #statement-(\d+) \}\n:   .+。\n\n    看这里：(.+)$", re.MULTILINE
)
FOUND = {int(number): last for number, _, _, last in STATEMENT.findall(PAGE)}
RULES = {number: re.findall(r"`(\w+)`", last) for number, last in FOUND.items()}


@cache
def _tests_of(file):
    """Names of test functions in a file, read without running it."""
    tree = ast.parse((ROOT / "tests" / file).read_text("utf-8"))
    return {node.name for node in tree.body if isinstance(node, ast.FunctionDef)}


def test_all_statements_are_there_in_order():
    """Thirty-six at least, none twice, each with its anchor, a page, and a rule or a test that guards it."""
    numbers = [int(number) for number, *_ in STATEMENT.findall(PAGE)]
    assert numbers == list(range(1, max(36, *numbers) + 1))
    assert all(number == anchor for number, _, anchor, _ in STATEMENT.findall(PAGE))
    said = "give each statement its lines in content/statements/index.md, its tests in tests/statements.yaml"
    assert list(TESTS) == numbers, said
    for number, last in FOUND.items():
        assert re.findall(r"\]\(\.\./.+?\.md\)", last), number
        assert RULES[number] or TESTS[number], number


@pytest.mark.parametrize("number", FOUND)
def test_every_rule_that_a_statement_names_is_known_and_tried(number):
    """A code has its documentation and its cases."""
    assert set(RULES[number]) <= set(list_codes())
    for code in RULES[number]:
        assert any((ROOT / "tests/cases/rules" / code).glob("*.case")), code


@pytest.mark.parametrize("number", FOUND)
def test_every_test_that_holds_a_statement_exists(number):
    """A node id leads to a function of a file."""
    for node in TESTS[number]:
        file, _, name = node.partition("::")
        assert name.startswith("test_")
        assert name in _tests_of(file), node


def test_every_page_that_a_statement_names_is_in_the_built_site(demo_site):
    """The page leads to each of them and prints nothing of the tests."""
    html = (demo_site / "statements/index.html").read_text("utf-8")
    for number in FOUND:
        assert f'id="statement-{number}"' in html
    for url in set(re.findall(r"\]\(\.\./(.+?)\.md\)", PAGE)):
        assert (demo_site / f"{url}.html").is_file(), url
        assert f'href="../{url}.html"' in html
    assert "test_" not in html
    assert "statements/index.html" in (demo_site / "complaints/index.html").read_text("utf-8")
