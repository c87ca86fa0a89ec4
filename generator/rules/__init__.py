"""The rules: each a module whose docstring is its documentation.

`RULE_MODULES` is the register: a new rule is one file, one line here, and its cases under
tests/cases/rules/. A module has `CODE`, `SEVERITY` and `check(catalogue)`, which yields
diagnostics. Its docstring holds a Chinese part (first line: the title), a line `---`, and an
English part of the same form; both name the rule's source, and say what the passing of time can do.

A rule whose errors time alone can bring also has `MEANWHILE`, what the site shows until they are mended.
One that asks who or what is in force has `AHEAD`, so that it is asked before it begins.
See `generator.rules.lapses`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from generator.diagnostics import Diagnostic, Text, sort_diagnostics
from generator.rules import (
    asm101,
    asm102,
    asm103,
    dat101,
    evl101,
    grd101,
    grd102,
    grd103,
    grd104,
    grd105,
    grd106,
    grd107,
    grd108,
    hon101,
    hon102,
    hon103,
    hon104,
    mat101,
    mat102,
    mat103,
    mat104,
    mat105,
    mat106,
    org101,
    org102,
    pln101,
    pln102,
    pln103,
    pln104,
    pln105,
    pln106,
    ppl101,
    ppl102,
    ppl103,
    ppl104,
    prv101,
    prv102,
    prv103,
    sta101,
    svc101,
    svc102,
    svc103,
    svc104,
    svc105,
    svc106,
    svc107,
    svc108,
    txt101,
)
from generator.rules.lapses import check_module

if TYPE_CHECKING:
    from types import ModuleType

    from generator.catalogue import Catalogue

RULE_MODULES: tuple[ModuleType, ...] = (
    asm101,
    asm102,
    asm103,
    dat101,
    evl101,
    grd101,
    grd102,
    grd103,
    grd104,
    grd105,
    grd106,
    grd107,
    grd108,
    hon101,
    hon102,
    hon103,
    hon104,
    mat101,
    mat102,
    mat103,
    mat104,
    mat105,
    mat106,
    org101,
    org102,
    pln101,
    pln102,
    pln103,
    pln104,
    pln105,
    pln106,
    ppl101,
    ppl102,
    ppl103,
    ppl104,
    prv101,
    prv102,
    prv103,
    sta101,
    svc101,
    svc102,
    svc103,
    svc104,
    svc105,
    svc106,
    svc107,
    svc108,
    txt101,
)


@dataclass(frozen=True, slots=True)
class RuleDoc:
    """A rule's documentation: its title, and its body as paragraphs parted by blank lines."""

    title: Text
    body: Text


def check_rules(catalogue: Catalogue) -> list[Diagnostic]:
    """The findings of all rules, in stable order."""
    return sort_diagnostics([one for module in RULE_MODULES for one in check_module(module, catalogue)])


def documentation(code: str) -> RuleDoc:
    """The documentation of a rule; KeyError for a code that is no rule's."""
    module = {one.CODE: one for one in RULE_MODULES}[code]
    zh, en = (module.__doc__ or "").split("\n---\n")
    (zh_title, zh_body), (en_title, en_body) = _part(zh), _part(en)
    return RuleDoc(Text(zh_title, en_title), Text(zh_body, en_body))


def _part(text: str) -> tuple[str, str]:
    """Title and body of one language, each paragraph on one line."""
    title, *paragraphs = ("\n".join(block.splitlines()) for block in text.strip().split("\n\n"))
    return _unwrap(title), "\n\n".join(_unwrap(paragraph) for paragraph in paragraphs)


def _unwrap(text: str) -> str:
    """Lines become one: a blank beside Latin words and code, none between Chinese characters."""
    return re.sub(
        r"(?<=[\u3000-\uffef])\n(?=[\u3000-\uffef])|(?<=[，。；：（“])\n|\n(?=[）”])", "", text
    ).replace("\n", " ")
