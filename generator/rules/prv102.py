"""不公开敏感人群的名单

检查条目、网站文字和数据表里，有没有低保、特困、涉毒、精神障碍、刑满释放、社区矫正、信访人员或孕产妇的
名单：同一段文字、同一个标题下面，既有这样的词，又一连写了两个以上的姓名。这样的名单一公开，当事人在
街坊面前就抬不起头。

“低保对象凭证办理”这样把身份作为办理条件的写法不算；“低保申请找某某、某某”写的是经办人，也不算。

修改办法：删掉名单，历史记录里也要清除；确需公示的（如低保公示），按规定的地点、期限公示，不放在这里。

过期：没有，和哪一天检查无关。

来源：《中华人民共和国个人信息保护法》第二十八条（敏感个人信息）；哪些词、几个姓名算名单，是约定。
---
No list of people of sensitive groups is published

Looks in entries, pages and tables for lists of people on subsistence allowance (低保, 特困), drug
users, people with mental disorders, released or on probation, petitioners, and pregnant women: such
a word and two names or more in a row, in one text or under one heading. Published, such a list
shames people before their neighbours.

A group as a condition of a service passes, and so do the names of those who deal with it.

Repair: delete the list, from the history too; what must be posted by law is posted at its place and
for its time, not here.

Lapse: none; it is the same on every day.

Source: Personal Information Protection Law of the PRC, art. 28 (sensitive information); which words
and how many names make a list is a convention.
"""

from bisect import bisect_left
from collections.abc import Collection, Iterator
from functools import partial

from generator.catalogue import Catalogue, Entry
from generator.diagnostics import Diagnostic, Place, Severity, Text
from generator.facts.memory import each_entry
from generator.model.fields import Shape
from generator.rules.private_data import people_names
from generator.rules.sensitive import LISTED, Named, find_lists
from generator.rules.texts import collect_texts
from generator.signs import GROUP, GROUPS

CODE = "PRV102"
finding = partial(Diagnostic, CODE, Severity.ERROR)
HINT = Text(
    "删掉名单，历史记录里也要清除；依法要公示的，按规定的地点和期限公示",
    "delete the list, from the history too; what the law wants posted is posted at its own place",
)


def check(catalogue: Catalogue) -> Iterator[Diagnostic]:
    """Findings on lists in texts, and in fields that are lists under a title with such a word."""
    names = people_names(catalogue)
    for entry in each_entry(catalogue):
        if GROUP in entry.signs:
            yield from _check_entry(entry, names)


def _check_entry(entry: Entry[Shape], names: Collection[str]) -> Iterator[Diagnostic]:
    title = entry.name
    lists: dict[tuple[str | int, ...], list[str]] = {}
    for path, text in collect_texts(entry.value):
        yield from (
            _listed(entry.at(*path, part=text[one.start : one.end]), title, word, one.count)
            for word, one in find_sensitive_lists(text, names)
        )
        if isinstance(path[-1], int):
            lists.setdefault(path[:-1], []).append(text)
    heading = f"{title}：\n"
    for path, items in lists.items():
        whole = heading + "\n".join(items)
        for word, one in find_sensitive_lists(whole, names):
            if "\n" in whole[max(len(heading), one.start) : one.end]:
                yield _listed(entry.at(*path), title, word, one.count)


def find_sensitive_lists(text: str, names: Collection[str]) -> Iterator[tuple[str, Named]]:
    """Lists of names in a text that speaks of a sensitive group before or just behind them, with the word."""
    words = list(GROUPS.finditer(text))
    if not words:
        return
    starts = [word.start() for word in words]
    for one in find_lists(text, names):
        here = bisect_left(starts, one.start)
        if here and _leads(text[words[here - 1].end() : one.start]):
            yield words[here - 1][0], one
        elif here < len(words) and starts[here] <= one.end + REACH:
            yield words[here][0], one


REACH = 12
"""Characters behind a list in which the word still speaks of it: 张三、李四都是低保户."""
FAR = 60
"""Characters between a word and the list that it announces."""


def _leads(between: str) -> bool:
    """Whether what stands between the word and the names announces them."""
    return (
        len(between) <= FAR
        and "。" not in between
        and (LISTED.search(between) is not None or len(between) < REACH)
    )


def _listed(place: Place, title: str, word: str, count: int) -> Diagnostic:
    return finding(
        place,
        Text(
            "`{title}` 里像是一份名单：{count} 个姓名，说的是“{word}”",
            "`{title}` holds what looks like a list: {count} names, about `{word}`",
        ).format(title=title, count=count, word=word),
        HINT,
    )


def check_text(file: str, text: str, names: Collection[str]) -> Iterator[Diagnostic]:
    """Findings on lists in the text of a file outside the entries: a page, a table."""
    for word, one in find_sensitive_lists(text, names):
        yield _listed(Place(file, offsets=(one.start, one.end)), file, word, one.count)
