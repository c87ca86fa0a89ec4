"""值班表格里的星期和日期对得上

检查值班表旁边表格里，“星期”一列写的是不是那一天的星期几。对不上，就说不准是哪天值班：多半是去年的表格改了
日期，或者下拉填充时差了一行。

修改办法：对照原件改正日期或星期；“星期”一列也可以整列不要。

过期：没有，日期和星期都写在表格里。

来源：日历。
---
The weekday in the table of a roster is that of the date

Checks column 星期 of the table beside a roster. Where it differs nobody knows which day is meant: most often
last year's table with other dates, or a row too many.

Repair: correct the date or the weekday from the original; the column may be left out.

Lapse: none; both stand in the table.

Source: the calendar.
"""

from collections.abc import Iterator
from functools import partial

from generator.catalogue import Catalogue
from generator.diagnostics import Diagnostic, Severity, Text
from generator.facts.rosters import day_rows
from generator.locale.zh import WEEKDAYS

CODE = "ROS105"
finding = partial(Diagnostic, CODE, Severity.ERROR)
WORDS = dict(zip("一二三四五六日天七1234567", (*range(7), 6, 6, *range(7)), strict=True))


def check(catalogue: Catalogue) -> Iterator[Diagnostic]:
    """A finding for each row whose weekday is another than its date's."""
    for roster in catalogue.rosters.values():
        for number, row in enumerate(day_rows(roster)):
            if row.weekday is not None and WORDS.get(row.weekday[-1]) != row.day.weekday():
                right = f"周{WEEKDAYS[row.day.weekday()]}"
                yield finding(
                    roster.cell(number, "weekday"),
                    Text(
                        f"`{row.day}` 是{right}，不是 `{row.weekday}`",
                        f"`{row.day}` is {right}, not `{row.weekday}`",
                    ),
                    Text("对照原件改正日期或星期", "correct the date or the weekday from the original"),
                )
