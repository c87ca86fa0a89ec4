"""预警级别和颜色对得上，响应级别不用颜色

检查应急预案的预警级别：一级Ⅰ红、二级Ⅱ橙、三级Ⅲ黄、四级Ⅳ蓝，Ⅰ级最高；每个级别只写一次；社会安全事件
没有预警颜色。预警说的是事情可能有多严重，响应说的是我们动用多大力量，这是两回事，所以文字里出现
“红色响应”这样把颜色安在响应上的写法，也要指出来。

修改办法：按表改颜色；社会安全事件删掉 `colour`；“红色响应”改成“Ⅰ级响应”或“红色预警”。

过期：没有，和哪一天检查无关。

来源：《中华人民共和国突发事件应对法》关于预警级别和标示颜色的规定（自然灾害、事故灾难、公共卫生事件可以
预警的分四级，分别用红、橙、黄、蓝标示）。
---
Warning levels have their colours, and response levels have none

Checks the warnings of a plan: Ⅰ red, Ⅱ orange, Ⅲ yellow, Ⅳ blue, of which Ⅰ is the highest; each
level once; no colour for incidents of the class 社会安全. A warning says how grave things may become,
a response how much is put to work: two things. So a text that gives a colour to a response
(红色响应) is pointed out as well.

Repair: set the colour by the table; delete `colour` for 社会安全; write Ⅰ级响应 or 红色预警.

Lapse: none; it is the same on every day.

Source: Emergency Response Law of the PRC (four levels of warning for natural disasters, accidents
and public health incidents, marked red, orange, yellow and blue).
"""

import re
from collections.abc import Iterator
from functools import partial

from generator.catalogue import Catalogue, Entry
from generator.diagnostics import Diagnostic, KeyPath, Related, Severity, Text
from generator.model import Plan
from generator.model.plan import WarningLevel
from generator.rules.texts import collect_texts

CODE = "PLN105"
finding = partial(Diagnostic, CODE, Severity.ERROR)
COLOURS = {"Ⅰ": "红", "Ⅱ": "橙", "Ⅲ": "黄", "Ⅳ": "蓝"}
LEVELS = {colour: level for level, colour in COLOURS.items()}
_COLOURED_RESPONSE = re.compile(r"([红橙黄蓝])色(?:应急)?响应")


def check(catalogue: Catalogue) -> Iterator[Diagnostic]:
    """Findings on colours of warnings, levels listed twice, and coloured responses in texts."""
    for plan in catalogue.plans.values():
        first: dict[str, int] = {}
        for index, warning in enumerate(plan.value.warnings):
            if first.setdefault(warning.level, index) != index:
                yield _twice(plan, index, first[warning.level], warning)
            yield from _check_colour(plan, index, warning)
        for path, text in collect_texts(plan.value):
            for match in _COLOURED_RESPONSE.finditer(text):
                yield _coloured_response(plan, path, match)


def _check_colour(plan: Entry[Plan], index: int, warning: WarningLevel) -> Iterator[Diagnostic]:
    wanted = None if plan.value.incident_class == "社会安全" else COLOURS[warning.level]
    if warning.colour == wanted:
        return
    if wanted is None:
        problem = Text("属于社会安全事件，不用颜色标示", "is of the class 社会安全, which has no colours")
        hint = Text("删掉 `colour`", "delete `colour`")
    elif warning.colour is None:
        problem = Text(f"的{warning.level}级预警没有写颜色", f"gives warning level {warning.level} no colour")
        hint = Text(f"写 `colour: {wanted}`", f"write `colour: {wanted}`")
    else:
        problem = Text(
            f"的{warning.level}级预警写成了“{warning.colour}”色",
            f"gives warning level {warning.level} the colour {warning.colour}",
        )
        hint = Text(
            f"{warning.level}级是“{wanted}”，“{warning.colour}”是{LEVELS[warning.colour]}级",
            f"level {warning.level} is {wanted}; {warning.colour} is level {LEVELS[warning.colour]}",
        )
    place = plan.at("warnings", index, "colour" if warning.colour else "level")
    yield finding(
        place,
        Text("预案 `{plan}` {problem}", "the plan `{plan}` {problem}").format(
            plan=plan.value.name, problem=problem
        ),
        hint,
    )


def _twice(plan: Entry[Plan], index: int, first: int, warning: WarningLevel) -> Diagnostic:
    return finding(
        plan.at("warnings", index, "level"),
        Text(
            "预案 `{plan}` 的{level}级预警写了两次", "the plan `{plan}` lists warning level {level} twice"
        ).format(plan=plan.value.name, level=warning.level),
        Text("合成一条，或改正级别", "make one of them, or correct the level"),
        (Related(plan.at("warnings", first, "level"), Text("第一次写在这里", "first written here")),),
    )


def _coloured_response(plan: Entry[Plan], path: KeyPath, match: re.Match[str]) -> Diagnostic:
    level = LEVELS[match[1]]
    return finding(
        plan.at(*path, part=match[0]),
        Text(
            "预案 `{plan}` 写了“{words}”：颜色是预警的，响应只分级别",
            "the plan `{plan}` gives a response a colour (`{words}`); colours belong to warnings",
        ).format(plan=plan.value.name, words=match[0]),
        Text(
            f"说预警就写“{match[1]}色预警”；说响应就写级别，不一定是{level}级",
            f"write {match[1]}色预警 for a warning, or the level of the response, which need not be {level}",
        ),
    )
