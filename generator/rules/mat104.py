"""网格员只做清单上的动作，不执法

检查事项的 `verb`（网格员做什么）是不是 宣传、走访、采集、发现、报告、协助、代办、劝导、先期处置 之一，可以用
顿号写几个。再查处罚、查封、扣押、强制、审批、执法、封路、罚款有没有写成网格员做的事：事项的名称和说明、
网格员的常态职责、网格员做的服务步骤和预案步骤、预案里网格员一页卡的“先期处置”。网格员没有公权力，让他去处罚，既不合法，
也伤和气。

写“不得处罚”“不封路”的，写“由交警封路”“协助城管部门执法”的，写“宣传罚款标准”“执法部门”的，都不算。
已经取消的事项、上级收回的事项的名称和说明不检查：那些事本来就不归网格员。

修改办法：换成发现、报告、劝导一类的动作，写明由哪个部门来做。

过期：没有；还没启用的网格、还没上任的人现在就检查。

来源：《舟山市网格化服务管理条例》第二十四条；林巧《新冠肺炎疫情下基层治理组织再造研究》
（“网格员本身没有管理社会的公权力”）；动作的名单是约定。
---
A grid worker does what is on the list of verbs and enforces nothing

Checks that a matter's `verb` is one of 宣传, 走访, 采集, 发现, 报告, 协助, 代办, 劝导, 先期处置, or
several of them joined by 、. Then that 处罚, 查封, 扣押, 强制, 审批, 执法, 封路 and 罚款 are nowhere a
grid worker's act: in names and summaries of matters, in standing duties, in steps of services and
plans that grid workers take, and in the last head of a plan's card. A grid worker holds no public power.

Denials (不得处罚, 不封路), acts of an authority (由交警封路, 协助城管部门执法), talk about them
(宣传罚款标准) and names (执法部门) are fine. Withdrawn matters, and the names and summaries of those taken
back by the upper level, are passed over: they are not the grid worker's.

Repair: write finding, reporting or talking to people, and which department acts.

Lapse: none; what is yet to begin is checked before it begins.

Source: 舟山市网格化服务管理条例, art. 24; Lin Qiao's paper on rebuilding grass-roots organisation (a grid
worker holds no public power); the list of verbs is a convention.
"""

import re
from collections.abc import Iterator
from functools import partial

from generator.catalogue import Catalogue, Entry
from generator.diagnostics import Diagnostic, KeyPath, Severity, Text
from generator.facts.duties import collect_duties
from generator.model import Matter
from generator.model.fields import Shape
from generator.rules.forbidden import find_acts

CODE = "MAT104"
finding = partial(Diagnostic, CODE, Severity.ERROR)
AHEAD = True
VERBS = ("宣传", "走访", "采集", "发现", "报告", "协助", "代办", "劝导", "先期处置")
_JOINT = re.compile(r"[、，,/／\s]+|和|及|与|或|并")


def check(catalogue: Catalogue) -> Iterator[Diagnostic]:
    """Findings on verbs off the list, and on acts of authority given to grid workers."""
    for matter in catalogue.matters.values():
        if matter.value.withdrawn_on is None or matter.value.withdrawn_on > catalogue.today:
            yield from _check_verbs(matter)
            if matter.value.owner != "上级收回":
                yield from _check_text(matter, ("name",), matter.value.name)
                yield from _check_text(matter, ("summary",), matter.value.summary)
    for duty in collect_duties(catalogue):
        yield from _check_text(duty.entry, (*duty.path, duty.field), duty.act)
    for plan in catalogue.plans.values():
        for index, line in enumerate(plan.value.card.act):
            yield from _check_text(plan, ("card", "act", index), line)


def _check_verbs(matter: Entry[Matter]) -> Iterator[Diagnostic]:
    for verb in filter(None, _JOINT.split(matter.value.verb)):
        if verb in VERBS:
            continue
        yield finding(
            matter.at("verb", part=verb),
            Text(
                "事项 `{name}` 让网格员 `{verb}`，这个动作不在名单里",
                "the matter `{name}` has grid workers do `{verb}`, which is not on the list of verbs",
            ).format(name=matter.value.name, verb=verb),
            Text("可以写：" + "、".join(VERBS), "write one of: " + ", ".join(VERBS)),
        )


def _check_text(entry: Entry[Shape], path: KeyPath, text: str) -> Iterator[Diagnostic]:
    for word, piece in find_acts(text):
        yield finding(
            entry.at(*path, part=piece),
            Text(
                "`{name}` 把 `{word}` 写成了网格员做的事，网格员没有这个权力",
                "`{name}` makes `{word}` an act of grid workers, who have no such power",
            ).format(name=entry.name, word=word),
            Text(
                "写成发现、报告、劝导，或写明由哪个部门来做；要提醒网格员别做，写“不得……”",
                "write finding, reporting or talking, or say which department acts; a ban begins with 不得",
            ),
        )
