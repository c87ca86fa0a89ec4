"""限制措施写明法律文书、发布机关和结束日期

检查预案和公告里的每项限制措施有没有写 `instrument`（依据的法律文书，名称和文号）、`issuer`（发布机关）
和 `until`（到哪天）。没有文书、没有期限的封路封门，就是随意封路封道。

到期的限制不是错误，过了最后一天就从网站上撤下。

修改办法：找到文件，写上名称和文号、哪个机关发的、到哪天为止；找不到文件的，这项限制不能发布。

过期：没有，和哪一天检查无关。

来源：《中华人民共和国突发事件应对法》（措施由有权机关依法采取，并及时解除）；随意封路封道的教训
（《新冠肺炎疫情下基层治理组织再造研究》，林巧，2020）。
---
A restriction has an instrument, an issuer and an end

Checks that each restriction of plans and notices states `instrument` (the legal document, by title
and number), `issuer` and `until`. A road closed without document or end is closed at will.

One that has ended is no error: it leaves the site after its last day.

Repair: find the document and write its title and number, who issued it and until when; without a
document the restriction cannot be published.

Lapse: none; it is the same on every day.

Source: Emergency Response Law of the PRC (measures are taken by those empowered, and lifted in
time); Lin Qiao 2020, the paper behind this tool (roads closed at will).
"""

from collections.abc import Iterator
from functools import partial

from generator.catalogue import Catalogue, Entry
from generator.diagnostics import Diagnostic, KeyPath, Severity, Text
from generator.model import Notice, Plan
from generator.model.notice import NoticeRestriction
from generator.model.plan import Restriction
from generator.rules.texts import list_fields

CODE = "PLN104"
finding = partial(Diagnostic, CODE, Severity.ERROR)
NEEDED = {
    "instrument": Text("法律文书", "its legal document"),
    "issuer": Text("发布机关", "its issuer"),
    "until": Text("结束日期", "its end"),
}


def check(catalogue: Catalogue) -> Iterator[Diagnostic]:
    """One finding for each restriction that leaves something out."""
    for plan in catalogue.plans.values():
        for index, restriction in enumerate(plan.value.restrictions):
            yield from _check(plan, ("restrictions", index), restriction)
    for notice in catalogue.notices.values():
        if notice.value.restriction is not None:
            yield from _check(notice, ("restriction",), notice.value.restriction)


def _check(
    entry: Entry[Plan] | Entry[Notice],
    path: KeyPath,
    value: Restriction | NoticeRestriction,
) -> Iterator[Diagnostic]:
    missing = [field for field in NEEDED if getattr(value, field) is None]
    if missing:
        yield finding(
            entry.at(*path, "what"),
            Text(
                "限制措施 `{what}` 没有写{missing}", "the restriction `{what}` does not state {missing}"
            ).format(
                what=value.what,
                missing=list_fields(NEEDED, missing),
            ),
            Text(
                "照文件补上；找不到文件的限制不能发布",
                "add it from the document; a restriction without one cannot be published",
            ),
        )
