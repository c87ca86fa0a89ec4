"""姓名挨着健康、贫困的词，请人看一看

检查条目、网站文字和数据表里，姓名和生病、残疾、贫困、低保这类词是不是挨在一起，例如“陈阿婆患糖尿病”。
这样写往往出于好意，却把别人的病和难处公开了。程序判断不了当事人同不同意，所以只提醒，请人看一看。

写负责、走访、办理、服务等工作的句子不算。

修改办法：去掉姓名，或者改成“一位老人”；当事人书面同意公开的，写一条豁免。

过期：没有，和哪一天检查无关。

来源：《中华人民共和国个人信息保护法》第二十八条、第二十九条（敏感个人信息、单独同意）；哪些词、相隔多远
算挨着，是约定。
---
A name beside words of health or poverty asks for review

Looks in entries, pages and tables for names close to words of illness, disability or poverty, like a
neighbour's name and her diabetes. It is mostly meant well, and still publishes another's trouble.
No program knows whether they agreed, so this asks a person to look.

Sentences about duties (who visits, who handles applications) are passed over.

Repair: leave the name out, or write "an old lady"; with written consent, write a waiver.

Lapse: none; it is the same on every day.

Source: Personal Information Protection Law of the PRC, arts. 28 and 29 (sensitive information,
separate consent); which words, and how close, is a convention.
"""

import re
from collections.abc import Collection, Iterator
from functools import partial

from generator.catalogue import Catalogue
from generator.diagnostics import Diagnostic, Place, Severity, Text
from generator.facts.memory import each_entry, once
from generator.rules.private_data import people_names
from generator.rules.sensitive import find_beside
from generator.rules.texts import collect_texts
from generator.signs import HARDSHIP, any_of

CODE = "PRV103"
finding = partial(Diagnostic, CODE, Severity.WARNING)


def check(catalogue: Catalogue) -> Iterator[Diagnostic]:
    """Findings on names beside such words in entries."""
    for entry in each_entry(catalogue):
        if HARDSHIP not in entry.signs:
            continue
        names = pattern_of(catalogue)
        for path, text in collect_texts(entry.value):
            for one, word in find_beside(text, names):
                name = text[one.start : one.end]
                yield _beside(entry.at(*path, part=name), entry.name, name, word)


@once
def pattern_of(catalogue: Catalogue) -> re.Pattern[str]:
    """What matches the name of any person; made when it is needed, for it takes time."""
    return name_pattern(people_names(catalogue))


def name_pattern(names: Collection[str]) -> re.Pattern[str]:
    """What matches any of the names; nothing without names."""
    return any_of(sorted(names, key=lambda name: (-len(name), name)))


def check_text(file: str, text: str, names: re.Pattern[str]) -> Iterator[Diagnostic]:
    """Findings in the text of a file outside the entries: a page, a table."""
    for one, word in find_beside(text, names):
        yield _beside(Place(file, offsets=(one.start, one.end)), file, text[one.start : one.end], word)


def _beside(place: Place, title: str, name: str, word: str) -> Diagnostic:
    masked = name[0] + "×" * (len(name) - 1)
    return finding(
        place,
        Text(
            "`{title}` 里姓名 `{name}` 挨着“{word}”，请看看该不该公开",
            "in `{title}` the name `{name}` stands beside `{word}`; should this be public?",
        ).format(title=title, name=masked, word=word),
        Text(
            "去掉姓名；本人书面同意的，写一条豁免", "leave the name out; with written consent, write a waiver"
        ),
    )
