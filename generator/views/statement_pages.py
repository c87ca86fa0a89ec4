"""The table behind the page 三十六条对照: what makes each statement of the paper real."""

from __future__ import annotations

from dataclasses import dataclass

Page = tuple[str, str]
"""Text and address from the site's root."""

SERVICES = ("服务", "services/index.html")
AUDIENCES = ("按人群找", "audiences/index.html")
LIFE_EVENTS = ("按人生大事找", "life-events/index.html")
GRIDS = ("网格", "grids/index.html")
COMMUNITIES = ("社区", "communities/index.html")
PEOPLE = ("网格人员", "people/index.html")
ORGANIZATIONS = ("服务机构", "organizations/index.html")
NOTICES = ("公告", "notices/index.html")
PLANS = ("应急", "plans/index.html")
MATTERS = ("事项清单", "matters/index.html")
CAN = ("能做什么、不能做什么", "matters/can.html")
BOUNDARY = ("政府和居民的分工", "matters/boundary.html")
INFORMATION = ("采集哪些信息", "matters/information.html")
TEAMS = ("服务团队", "teams/index.html")
CHARTERS = ("居民公约", "charters/index.html")
CHECKS = ("四项自查", "checks/index.html")
DATA = ("开放数据", "data/index.html")
CASES = ("诉求统计", "cases/index.html")
ASSESSMENTS = ("部门考核", "assessments/index.html")
EVALUATIONS = ("第三方评估", "evaluations/index.html")
HONOURS = ("荣誉榜", "honours/index.html")
CHANGES = ("本次变更", "changes/index.html")
LINEAGE = ("加减法", "lineage/index.html")
HANDBOOK = ("网格手册怎样打印", "guide/handbook.html")
ROUTE = ("反映的问题怎样办", "guide/how-problems-travel.html")
PRIVACY = ("公开什么，不公开什么", "guide/privacy.html")
WHAT_GRIDS_ARE = ("网格是什么", "guide/grid.html")
EDITING = ("编辑手册", "guide/editing.html")

RULE_CASES = "tests/test_rules.py::test_a_case_finds_exactly_what_it_lists"
MENU_FIRST = "tests/test_site.py::test_the_menu_comes_before_the_people_of_a_grid"


@dataclass(frozen=True, slots=True)
class Statement:
    """One statement: a few of the paper's words, what became of it, where to see it, what guards it."""

    number: int
    quote: str
    summary: str
    pages: tuple[Page, ...]
    codes: tuple[str, ...]
    tests: tuple[str, ...]
