"""The 36 statements of the paper: each row names pages, rules and tests that exist."""

from __future__ import annotations

import ast
from functools import cache

import pytest
from conftest import ROOT

from generator.reporting.documentation import list_codes
from generator.views.statements import PARTS, ROWS

IDS = [str(row.number) for row in ROWS]


@cache
def _tests_of(file):
    """Names of test functions in a file, read without running it."""
    tree = ast.parse((ROOT / file).read_text("utf-8"))
    return {node.name for node in tree.body if isinstance(node, ast.FunctionDef)}


def test_all_statements_are_there_in_order():
    """Thirty-six, none twice, each with a page and something that guards it."""
    assert [row.number for row in ROWS] == list(range(1, 37))
    assert all(row.pages and row.tests and row.summary.endswith("。") for row in ROWS)
    assert [first for first, _ in PARTS] == sorted({first for first, _ in PARTS})


@pytest.mark.parametrize("row", ROWS, ids=IDS)
def test_every_rule_that_a_statement_names_is_known_and_tried(row):
    """A code has its documentation and its cases."""
    assert set(row.codes) <= set(list_codes())
    for code in row.codes:
        assert any((ROOT / "tests/cases/rules" / code).glob("*.case")), code


@pytest.mark.parametrize("row", ROWS, ids=IDS)
def test_every_test_that_a_statement_names_exists(row):
    """A node id leads to a function of a file."""
    for node in row.tests:
        file, _, name = node.partition("::")
        assert name.startswith("test_")
        assert name in _tests_of(file), node


def test_every_page_that_a_statement_names_is_in_the_built_site(demo_site):
    """And the page of the statements links to each of them."""
    html = (demo_site / "statements/index.html").read_text("utf-8")
    for row in ROWS:
        assert f'id="statement-{row.number}"' in html
        for text, url in row.pages:
            assert (demo_site / url).is_file(), url
            assert f'href="../{url}">{text}</a>' in html
    assert "statements/index.html" in (demo_site / "guide/about.html").read_text("utf-8")
