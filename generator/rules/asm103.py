"""小数不公布，件数太少不排名

生成网页时，小于 `smallest_cell`（默认 5）的数会隐去，交办件数少于 `ranking_cases`（默认 30）的部门不排名。
程序隐得掉表格里的数，隐不掉两样东西，这条规则就查这两样：

一是档案里的设置放得太松：`smallest_cell` 小于 5，或 `ranking_cases` 小于 30；二是文字里又把小数写了
出来，例如剔除理由写“其中 2 件当事人住院”，居民一看就知道说的是谁。检查反向考核的说明和剔除理由、
诉求统计的名称和口径。

修改办法：设置改回 5 和 30 以上；文字里的小数改成“少数”“个别”，或者不写。

过期：没有，和哪一天检查无关。

来源：统计公布的通行做法（小于 5 的单元格隐去），具体数字是约定，可以往严里设。
---
Small numbers are not published, and few cases are not ranked

The pages leave out figures under `smallest_cell` (5 by default) and do not rank departments with
fewer cases than `ranking_cases` (30). What they cannot leave out is checked here.

First, settings that are too lax: `smallest_cell` under 5, `ranking_cases` under 30. Second, prose
that states a small number again: an exclusion for "2 cases whose reporter is in hospital" tells the
neighbours who it is. Introductions and exclusions of assessments are read, and names and methods of
case statistics.

Repair: set 5 and 30 or more; write "a few" instead of the number, or nothing.

Lapse: none; it is the same on every day.

Source: usual practice of official statistics (cells under 5 are suppressed); the figures are a
convention, and a profile may be stricter.
"""

import re
from collections.abc import Iterator
from functools import partial

from generator.catalogue import Catalogue, Entry
from generator.diagnostics import Diagnostic, KeyPath, Place, Severity, Text
from generator.facts.suppression import is_small
from generator.model.fields import Shape

CODE = "ASM103"
finding = partial(Diagnostic, CODE, Severity.ERROR)
FLOORS = {"smallest_cell": 5, "ranking_cases": 30}
_CHINESE = {"两": 2, "二": 2, "三": 3, "四": 4, "五": 5, "六": 6, "七": 7, "八": 8, "九": 9}
_BEFORE = "第每前近约下上满超过于少"
"""What makes a number an order, a rule or a limit."""
_FEW = re.compile(
    rf"(?<![0-9.,%{_BEFORE}-])(?<![{_BEFORE}] )([1-9][0-9]?|[两二三四五六七八九]) ?"
    r"(件|户|起|例|个人|名居民|位居民)(?!事|套|以|一)"
)


def check(catalogue: Catalogue) -> Iterator[Diagnostic]:
    """Findings on lax settings and on small numbers in prose."""
    settings = catalogue.profile.assessment
    for field, floor in FLOORS.items():
        if getattr(settings, field) < floor:
            yield _too_lax(catalogue, field, getattr(settings, field), floor)
    for assessment in catalogue.assessments.values():
        if assessment.value.intro:
            yield from _check_prose(assessment, ("intro",), assessment.value.intro, settings.smallest_cell)
        for number, exclusion in enumerate(assessment.value.exclusions):
            path = ("exclusions", number, "reason")
            yield from _check_prose(assessment, path, exclusion.reason, settings.smallest_cell)
    for series in catalogue.case_series.values():
        for name in ("name", "method"):
            text = getattr(series.value, name) or ""
            yield from _check_prose(series, (name,), text, settings.smallest_cell)


def _check_prose(entry: Entry[Shape], path: KeyPath, text: str, smallest: int) -> Iterator[Diagnostic]:
    for match in _FEW.finditer(text):
        count = int(match[1]) if match[1].isdigit() else _CHINESE[match[1]]
        if is_small(count, smallest):
            yield finding(
                entry.at(*path, part=match[0]),
                Text(
                    "`{title}` 的文字里写了小于 {smallest} 的数“{words}”，容易看出说的是谁",
                    "the text of `{title}` states a number under {smallest} (`{words}`), which tells whom",
                ).format(title=entry.name, smallest=smallest, words=match[0]),
                Text("改成“少数”“个别”，或者不写", "write that they are few, or nothing"),
            )


def _too_lax(catalogue: Catalogue, field: str, value: int, floor: int) -> Diagnostic:
    return finding(
        Place(catalogue.profile_file, ("assessment", field)),
        Text(
            "`{field}` 设成了 {value}，不能小于 {floor}", "`{field}` is {value}; it must not be under {floor}"
        ).format(field=field, value=value, floor=floor),
        Text(f"写 {floor} 或更大，或删掉这一行", f"write {floor} or more, or delete the line"),
    )
