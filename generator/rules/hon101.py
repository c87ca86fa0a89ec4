"""荣誉不给名额，不设指标，不搞分配

检查荣誉条目的全部文字，以及其他条目里说到评选、表彰、荣誉、称号、评优的句子：出现名额、指标、分配、
“每个社区各一名”，是错误；出现十佳、百佳、达标率，是提醒。荣誉一旦按名额往下分，评出来的就不是居民公认
的人，而是轮到的人。“不设名额”“不分配指标”这样否定的写法不算；“水质指标”“分配物资”说的是别的事，
也不算。荣誉条目没有、今后也不会有名额字段。

修改办法：删掉按名额分配的说法，写清楚凭什么授予：做了什么、谁公认。

过期：没有，和哪一天检查无关。

来源：避免设置指标层层考核，也不要给定指标分配名额（《新冠肺炎疫情下基层治理组织再造研究》，林巧，2020）；
十佳、百佳、达标率是否属于变相名额是约定，所以只提醒。
---
Honours have no quota, no target and no allocation

Reads all texts of honours, and sentences of other entries that speak of elections, commendations,
honours and titles. 名额 (quota), 指标 (target), 分配 (allocation) and "one for each" (每…各一名) are
errors; 十佳, 百佳 (the best ten, hundred) and 达标率 (rate of attainment) warnings. Once honours are
handed down by quota they go to whose turn it is, not to whom residents recognise. Denials (不设名额)
pass, and so do other targets and allocations (水质指标, 分配物资). Honours have no field for a quota,
and never will.

Repair: delete the quota, and write what the honour is for: what was done, and who recognises it.

Lapse: none; it is the same on every day.

Source: Lin Qiao 2020, the paper behind this tool (no targets, no quotas); that the best ten are
quotas in disguise is a convention, hence a warning.
"""

import re
from collections.abc import Iterator
from functools import partial

from generator.catalogue import Catalogue, Entry
from generator.diagnostics import Diagnostic, KeyPath, Severity, Text
from generator.facts.memory import each_entry
from generator.model.fields import Shape
from generator.rules.texts import collect_texts
from generator.signs import HONOUR, HONOURS

CODE = "HON101"
finding = partial(Diagnostic, CODE, Severity.ERROR)
_QUOTA = re.compile(r"名额|指标|分配|每[^，。；、\n]{1,12}?各[^，。；、\n]{0,6}?[一1] ?[名个位人]")
_DISGUISED = re.compile(r"[双]?[十百千]佳|达标率")
_DENIED = re.compile(r"(?:不|没有|没|无|避免|取消|禁止|杜绝|勿|反对)[^，。；\n]{0,8}$")
_OTHER_TARGET = re.compile(r"(?:水质|空气|健康|体检|血压|血糖|检测|监测|环境|生理|各项|安全)$")
_OTHER_THING = re.compile(
    r"^(?:了|给|到)?[^，。；名指\n]{0,6}(?:物资|口罩|食品|蔬菜|药|床位|住房|房源|任务|工作|帐篷|水|米|车位|人手|岗位)"
)
_SENTENCE = re.compile(r"[^。！？；\n]+")
UNREAD = frozenset({"grid", "person", "evaluation", "decided_by", "boundary", "code"})


def check(catalogue: Catalogue) -> Iterator[Diagnostic]:
    """Findings on quotas in honours, and wherever honours are spoken of."""
    for entry in each_entry(catalogue):
        if entry.kind == "honour":
            for path, text in collect_texts(entry.value):
                if path[0] not in UNREAD:
                    yield from _check_text(entry, path, text)
        elif HONOUR in entry.signs:
            for path, text in collect_texts(entry.value):
                for sentence in _SENTENCE.findall(text):
                    if HONOURS.search(sentence):
                        yield from _check_text(entry, path, sentence)


def _check_text(entry: Entry[Shape], path: KeyPath, text: str) -> Iterator[Diagnostic]:
    for match in _QUOTA.finditer(text):
        if not _is_another(match[0], text[: match.start()], text[match.end() :]):
            yield _quota(entry, path, match[0])
    for match in _DISGUISED.finditer(text):
        if not _DENIED.search(text[: match.start()]):
            yield _disguised(entry, path, match[0])


def _is_another(word: str, before: str, after: str) -> bool:
    """Whether a word is denied, or speaks of other targets or of things handed out."""
    if _DENIED.search(before):
        return True
    if word == "指标":
        return _OTHER_TARGET.search(before) is not None
    return word == "分配" and _OTHER_THING.search(after) is not None


def _quota(entry: Entry[Shape], path: KeyPath, words: str) -> Diagnostic:
    return finding(
        entry.at(*path, part=words),
        Text("`{title}` 按名额给荣誉：“{words}”", "`{title}` gives honours by quota: `{words}`").format(
            title=entry.name, words=words
        ),
        Text(
            "删掉，写清楚凭什么授予：做了什么、谁公认",
            "delete it, and write what the honour is for and who recognises it",
        ),
    )


def _disguised(entry: Entry[Shape], path: KeyPath, words: str) -> Diagnostic:
    return Diagnostic(
        CODE,
        Severity.WARNING,
        entry.at(*path, part=words),
        Text(
            "`{title}` 里的“{words}”像是定好数的荣誉", "`{words}` in `{title}` looks like a fixed number"
        ).format(title=entry.name, words=words),
        Text("不预先定数，够条件几个就授予几个", "fix no number: honour as many as deserve it"),
    )
