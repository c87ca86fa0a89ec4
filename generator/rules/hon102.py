"""荣誉授予一个网格或一名网格员，凭事实，凭评估，凭居民公认

检查荣誉条目：`grid` 和 `person` 写且只写一个，写人的必须在网格里有身份；`citation`（颁奖词）、
`evidence`（有日期的事实，至少一条）、`evaluation`（依据的第三方评估）和 `recognition`（居民公认）都要
有；事实的日期不晚于决定日期；赞成人数不超过参加人数。没有事实和公认的荣誉，居民不认，得奖的人也为难。

修改办法：补上缺的内容；拿不出事实和公认的，先不要公布。

过期：没有，和哪一天检查无关。

来源：根据第三方评估结果，突出居民公认的、有重大贡献的网格和网格员
（《新冠肺炎疫情下基层治理组织再造研究》，林巧，2020）。
---
An honour goes to one grid or one grid worker, by evidence, evaluation and recognition

Checks honours: `grid` or `person`, one of both, and a person has a role in a grid; `citation`,
`evidence` (one dated fact at least), `evaluation` (by a third party) and `recognition` (by residents)
are there; no evidence is later than the decision; no more approve than took part. An honour without
facts and recognition is believed by nobody.

Repair: add what is missing; do not publish what has neither facts nor recognition.

Lapse: none; it is the same on every day.

Source: Lin Qiao 2020, the paper behind this tool (by third-party evaluation, to those whom residents
recognise).
"""

from collections.abc import Iterator
from functools import partial

from generator.catalogue import Catalogue, Entry
from generator.diagnostics import Diagnostic, Related, Severity, Text
from generator.model import Honour
from generator.rules.texts import list_fields

CODE = "HON102"
finding = partial(Diagnostic, CODE, Severity.ERROR)
NEEDED = {
    "citation": Text("颁奖词", "a citation"),
    "evidence": Text("事实依据", "evidence"),
    "evaluation": Text("第三方评估", "an evaluation"),
    "recognition": Text("居民公认", "recognition"),
}


def check(catalogue: Catalogue) -> Iterator[Diagnostic]:
    """Findings on recipients and on what an honour rests on."""
    for honour in catalogue.honours.values():
        yield from _check_recipient(catalogue, honour)
        missing = [field for field in NEEDED if not getattr(honour.value, field)]
        if missing:
            yield _incomplete(honour, missing)
        yield from _check_grounds(honour)


def _check_recipient(catalogue: Catalogue, honour: Entry[Honour]) -> Iterator[Diagnostic]:
    value = honour.value
    person = catalogue.people.get(value.person or "")
    if (value.grid is None) == (value.person is None):
        both = value.grid is not None
        yield finding(
            honour.at("person") if both else honour.at("title"),
            Text(
                "荣誉 `{title}` 既写了网格又写了个人" if both else "荣誉 `{title}` 没有写授予谁",
                "the honour `{title}` names a grid and a person"
                if both
                else "the honour `{title}` names no recipient",
            ).format(title=value.title),
            Text("`grid` 和 `person` 只写一个", "write `grid` or `person`, one of both"),
        )
    elif person is not None and not person.value.roles:
        yield finding(
            honour.at("person"),
            Text(
                "荣誉 `{title}` 授予 `{name}`，他在网格里没有身份",
                "the honour `{title}` goes to `{name}`, who has no role in a grid",
            ).format(title=value.title, name=person.value.name),
            Text("只授予网格或网格员", "honours go to grids and grid workers"),
            (Related(person.at("name"), Text("人员文件", "the person's file")),),
        )


def _incomplete(honour: Entry[Honour], missing: list[str]) -> Diagnostic:
    return finding(
        honour.at("title"),
        Text("荣誉 `{title}` 缺{missing}", "the honour `{title}` lacks {missing}").format(
            title=honour.value.title,
            missing=list_fields(NEEDED, missing),
        ),
        Text("补上；拿不出来的先不要公布", "add it; do not publish an honour without it"),
    )


def _check_grounds(honour: Entry[Honour]) -> Iterator[Diagnostic]:
    value = honour.value
    for index, evidence in enumerate(value.evidence):
        if value.decided_on is not None and evidence.on > value.decided_on:
            yield finding(
                honour.at("evidence", index, "on"),
                Text(
                    "荣誉 `{title}` 的事实发生在 `{on}`，晚于决定日期 `{decided}`",
                    "evidence of the honour `{title}` is of `{on}`, after the decision on `{decided}`",
                ).format(title=value.title, on=evidence.on, decided=value.decided_on),
                Text("决定之前的事实才能作依据", "only facts before the decision count"),
            )
    seen = value.recognition
    if seen is not None and seen.approvals > seen.people:
        yield finding(
            honour.at("recognition", "approvals"),
            Text(
                "荣誉 `{title}` 的赞成人数 {approvals} 多于参加人数 {people}",
                "{approvals} approve the honour `{title}`, but {people} took part",
            ).format(title=value.title, approvals=seen.approvals, people=seen.people),
            Text("对照会议记录改正", "correct it from the record"),
        )
