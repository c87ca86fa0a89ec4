"""The rules: each a module whose docstring is its documentation.

`CODES` is the register: a new rule is one file, its code here, and its cases under tests/cases/rules/.
A module has `CODE` and `check(catalogue)`, which yields diagnostics. Its docstring holds a
Chinese part (first line: the title), a line `---`, and an English part of the same form; both name the
rule's source, and say what the passing of time can do.

A rule whose errors time alone can bring also has `MEANWHILE`, what the site shows until they are mended.
One that asks who or what is in force has `AHEAD`, so that it is asked before it begins.
One that looks at every entry by itself asks for `each_entry`, so that after an edit it looks at one.
See `generator.rules.lapses`.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from importlib import import_module
from types import ModuleType
from typing import overload

from generator.catalogue import Catalogue
from generator.diagnostics import Diagnostic, Text, sort_diagnostics
from generator.rules.lapses import check_module

CODES = """
    ASM101 ASM102 ASM103
    DAT101
    EVL101
    GRD101 GRD102 GRD103 GRD104 GRD105 GRD106 GRD107 GRD108 GRD109
    HON101 HON102 HON103 HON104
    MAT101 MAT102 MAT103 MAT104 MAT105 MAT106
    ORG101 ORG102
    PLN101 PLN102 PLN103 PLN104 PLN105 PLN106
    PPL101 PPL102 PPL103 PPL104
    PRV101 PRV102 PRV103
    QRC101
    ROS101 ROS102 ROS103 ROS104 ROS105 ROS106
    STA101
    SVC101 SVC102 SVC103 SVC104 SVC105 SVC106 SVC107 SVC108
    TEL101
    TXT101 TXT102
"""


def load_rule(code: str) -> ModuleType:
    """The module of a rule, which is loaded when it is first asked for: most checks need few."""
    return import_module(f"generator.rules.{code.lower()}")


class _Modules(Sequence[ModuleType]):
    """All of them, each loaded when it is reached."""

    @overload
    def __getitem__(self, number: int) -> ModuleType: ...

    @overload
    def __getitem__(self, number: slice) -> Sequence[ModuleType]: ...

    def __getitem__(self, number: int | slice) -> ModuleType | Sequence[ModuleType]:
        codes = CODES.split()[number]
        return load_rule(codes) if isinstance(codes, str) else [load_rule(code) for code in codes]

    def __len__(self) -> int:
        return len(CODES.split())


RULE_MODULES: Sequence[ModuleType] = _Modules()


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
    """Title and body of one language, each paragraph and item of a list on one line."""
    title, *paragraphs = text.strip().split("\n\n")
    parts = ("\n".join(map(_unwrap, re.split(r"\n(?=- )", paragraph))) for paragraph in paragraphs)
    return _unwrap(title), "\n\n".join(parts)


def _unwrap(text: str) -> str:
    """Lines become one: a blank beside Latin words and code, none between Chinese characters."""
    return (
        re.sub(
            r"(?<=[\u3000-\uffef])\n *(?=[\u3000-\uffef“])|(?<=[，。；：（“])\n *|\n *(?=[（）”])", "", text
        )
        .replace("\n  ", " ")
        .replace("\n", " ")
    )
