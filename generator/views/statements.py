"""The 36 statements of the source paper, each with its pages, rules and tests. No row is a promise.

The paper: 林巧《新冠肺炎疫情下基层治理组织再造研究》，《江南论坛》2020 年. Quoted are a few words of each
statement; the sentences are our own. tests/test_statements.py holds every row to what exists.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from generator.views.listing import index_head
from generator.views.pieces import Link
from generator.views.statement_paths import PATHS
from generator.views.statement_problems import PROBLEMS

if TYPE_CHECKING:
    from generator.catalogue import Catalogue
    from generator.views.pieces import Head
    from generator.views.statement_pages import Statement


ROWS = (*PROBLEMS, *PATHS)


@dataclass(frozen=True, slots=True)
class StatementCard:
    """One statement as the page shows it."""

    number: int
    id: str
    quote: str
    summary: str
    pages: tuple[Link, ...]
    codes: tuple[str, ...]
    tests: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class StatementGroup:
    """Statements of one part of the paper."""

    id: str
    title: str
    cards: tuple[StatementCard, ...]


@dataclass(frozen=True, slots=True)
class StatementsView:
    """The page 三十六条对照."""

    head: Head
    groups: tuple[StatementGroup, ...]
    jumps: tuple[Link, ...]


PARTS: tuple[tuple[int, str], ...] = (
    (1, "管理还是服务"),
    (4, "普遍还是精准"),
    (8, "解决还是收集"),
    (10, "为什么能变、难在哪里"),
    (15, "组织框架再搭建"),
    (25, "工作理念再转变"),
    (31, "技术手段再提升"),
    (34, "考核机制再构建"),
)
"""The first statement of each part of the paper, and the part's heading in it."""


def view_statements(catalogue: Catalogue) -> StatementsView:  # noqa: ARG001 - every view takes one
    """All statements in the paper's order, under its headings."""
    ends = [*(first for first, _ in PARTS[1:]), len(ROWS) + 1]
    groups = tuple(
        StatementGroup(f"part-{first}", title, tuple(_card(row) for row in ROWS[first - 1 : end - 1]))
        for (first, title), end in zip(PARTS, ends, strict=True)
    )
    return StatementsView(
        index_head(
            "statement", "三十六条对照", "一篇文章的三十六个主张，各在哪一页、由哪条规则管、由哪个测试证明"
        ),
        groups,
        tuple(Link(group.title, f"#{group.id}") for group in groups),
    )


def _card(row: Statement) -> StatementCard:
    return StatementCard(
        row.number,
        f"statement-{row.number}",
        row.quote,
        row.summary,
        tuple(Link(text, url) for text, url in row.pages),
        row.codes,
        row.tests,
    )
