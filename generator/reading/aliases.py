"""Names that were written as one though they are several: search would find none of them."""

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from typing import get_origin

from generator.catalogue import Entry
from generator.diagnostics import Diagnostic, KeyPath, Text
from generator.model.fields import Shape
from generator.model.walking import shapes_in
from generator.reading import faults
from generator.reading.faults.fault import FIX, FIXED
from generator.reading.meanings import format_yaml

_BETWEEN = re.compile(r"\s*[、，；]\s*|(?<=[\u3400-\u9fff])\s*[,;/|]\s*|\s*[,;/|]\s*(?=[\u3400-\u9fff])")
_CHINESE_WORDS = re.compile("[\u3400-\u9fff]{2,8}(?:[ \u3000]+[\u3400-\u9fff]{2,8})+")
LONGEST_NAME = 8
"""Characters of what people call something; official titles, which list with 、 too, are longer."""
_OFFICIAL = re.compile(
    "(?:许可|登记|审批|注册|核准|备案|审[核查定]|复[查核]|奖励|认定|确认|证明|换发|补发|检[验查]|处罚|资格|管理|"
    "申[报请]|补[贴助]|救助|服务|办理|变更|注销|设立|延续|监督|裁决|征收|调[处解]|鉴定|考核|评[估定审])\\Z"
)
"""Last words of titles such as 律师执业、变更、注销许可, which are one name."""
_KEYBOARD = re.compile("[,;|] ?")
"""Marks that no title is written with."""
_ENCLOSED = re.compile(r"[（(《“\"‘【\[][^）)》”\"’】\]]*[、，；,;/|]")


def check_aliases(entry: Entry[Shape]) -> Iterator[Diagnostic]:
    """A finding for each alias that lists several; not where the mark stands in brackets or quotes."""
    for path, alias in _find_aliases(entry.value, ()):
        parts = tuple(part for part in _BETWEEN.split(alias) if part)
        if len(parts) > 1 and _are_names(parts, alias) and not _ENCLOSED.search(alias):
            written = tuple(map(format_yaml, parts))
            shown = f"[{', '.join(written)}]"
            hint = Text(f"一个一项，写成 `{shown}`；{FIX}", f"write each as an item, `{shown}`; {FIXED}")
            found = faults.SEVERAL_NAMES.at(entry.at(*path), alias=alias, count=len(parts), hint=hint)
            yield replace(found, rewrite=written)
        elif _CHINESE_WORDS.fullmatch(alias):
            shown = f"[{', '.join(alias.split())}]"
            hint = Text(
                f"一个一项，写成 `{shown}`；确实是一个就去掉空格", f"write `{shown}`, or leave out the blank"
            )
            count = len(alias.split())
            yield faults.SEVERAL_NAMES.at(entry.at(*path), alias=alias, count=count, hint=hint)


def _are_names(parts: tuple[str, ...], alias: str) -> bool:
    title = _OFFICIAL.search(parts[-1]) and not _KEYBOARD.search(alias)
    return max(map(len, parts)) <= LONGEST_NAME and not title


def _find_aliases(value: Shape, path: KeyPath) -> Iterator[tuple[KeyPath, str]]:
    for name, whole in _routes(type(value)):
        for index, one in enumerate(getattr(value, name)):
            if whole:
                yield (*path, name, index), one
            else:
                yield from _find_aliases(one, (*path, name, index))


@cache
def _routes(model: type[Shape]) -> tuple[tuple[str, bool], ...]:
    """Lists of a model that are aliases, and those whose items have some."""
    return tuple(
        (name, name == "aliases")
        for name, info in model.model_fields.items()
        if name == "aliases"
        or (get_origin(info.annotation) is tuple and any(map(_routes, shapes_in(info.annotation))))
    )
