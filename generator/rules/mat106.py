"""采集信息有用途、有依据，同一项不问两次

检查每个采集项有没有写用途 `purpose` 和法律依据 `legal_basis`，缺一项就是错误；再看 `content` 是不是和别的
采集项问了同一件事（不计空格、标点和句末的“吗”“呢”），以及同一个事项的 `collects` 里有没有重复，重复是提醒。
说不清为什么要问的，就不该问；问过一次的，部门之间应当共用。

修改办法：补上用途和依据，补不出来就删掉这一项；重复的合并成一项，用 `reused_by` 写明哪些部门共用。

过期：没有，和哪一天检查无关。

来源：《中华人民共和国个人信息保护法》第六条（目的明确、最小范围）、第十三条（依据）；
《舟山市网格化服务管理条例》第二十三条（清单公布）。
---
What is collected states purpose and basis; nothing is asked twice

Checks that each information item has `purpose` and `legal_basis`, a missing one being an error; and
that no two items ask for the same `content` (blanks, punctuation and final particles apart), nor
one matter's `collects` holds an item twice, which is a warning. What nobody can give a reason for
should not be asked; what was asked once is shared.

Repair: add purpose and basis, or delete the item; merge items that ask the same, and name who
shares the answer in `reused_by`.

Lapse: none; it is the same on every day.

Source: Personal Information Protection Law of the PRC, arts. 6 (purpose, least scope) and 13
(basis); 舟山市网格化服务管理条例, art. 23 (the published list).
"""

import re
import unicodedata
from collections.abc import Iterator
from functools import partial

from generator.catalogue import Catalogue, Entry
from generator.diagnostics import Diagnostic, Place, Related, Severity, Text
from generator.model import InformationItem

CODE = "MAT106"
finding = partial(Diagnostic, CODE, Severity.ERROR)
NEEDED = {"purpose": Text("用途", "purpose"), "legal_basis": Text("法律依据", "legal basis")}
_ENDING = re.compile(r"[吗呢吧啊]+$")


def check(catalogue: Catalogue) -> Iterator[Diagnostic]:
    """Findings on items without purpose or basis, and on questions asked twice."""
    first: dict[str, Entry[InformationItem]] = {}
    for item in catalogue.information_items.values():
        for field, title in NEEDED.items():
            if not getattr(item.value, field):
                yield _missing(item, field, title)
        other = first.setdefault(_normalise(item.value.content), item)
        if other is not item:
            yield _asked_twice(item, other)
    for matter in catalogue.matters.values():
        seen: dict[str, int] = {}
        for index, name in enumerate(matter.value.collects):
            before = seen.setdefault(name, index)
            if before != index:
                yield _listed_twice(
                    matter.value.name, name, matter.at("collects", index), matter.at("collects", before)
                )


def _normalise(content: str) -> str:
    """The question without blanks, punctuation, width, case and final particles."""
    text = unicodedata.normalize("NFKC", content).casefold()
    return _ENDING.sub("", "".join(character for character in text if character.isalnum()))


def _missing(item: Entry[InformationItem], field: str, title: Text) -> Diagnostic:
    return finding(
        item.at("content"),
        Text(
            "采集项 `{name}` 没有写{title}（`{field}`）",
            "the information item `{name}` has no {title} (`{field}`)",
        ).format(name=item.value.name, title=title, field=field),
        Text(f"补上 `{field}`；说不出来的就不要采集", f"add `{field}`, or do not collect it"),
    )


def _asked_twice(item: Entry[InformationItem], other: Entry[InformationItem]) -> Diagnostic:
    return Diagnostic(
        CODE,
        Severity.WARNING,
        item.at("content"),
        Text(
            "采集项 `{name}` 和 `{other}` 问的是同一件事 `{content}`",
            "the information items `{name}` and `{other}` ask the same: `{content}`",
        ).format(name=item.value.name, other=other.value.name, content=item.value.content),
        Text(
            "合并成一项，用 `reused_by` 写明哪些部门共用",
            "merge them, and name who shares the answer in `reused_by`",
        ),
        (Related(other.at("content"), Text("这里已经问过", "already asked here")),),
    )


def _listed_twice(matter: str, item: str, place: Place, before: Place) -> Diagnostic:
    return Diagnostic(
        CODE,
        Severity.WARNING,
        place,
        Text(f"事项 `{matter}` 把采集项 `{item}` 列了两次", f"the matter `{matter}` lists `{item}` twice"),
        Text("删掉一个", "delete one"),
        (Related(before, Text("前一个", "the first")),),
    )
