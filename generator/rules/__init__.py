"""The rules: each a module whose docstring is its documentation.

`RULE_MODULES` is the register: a new rule is one file, one line here, and its cases under
tests/cases/rules/. A module has `CODE`, `SEVERITY` and `check(catalogue)`, which yields
diagnostics. Its docstring holds a Chinese part (first line: the title), a line `---`, and an
English part of the same form; both name the rule's source.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from types import ModuleType

RULE_MODULES: tuple[ModuleType, ...] = ()
