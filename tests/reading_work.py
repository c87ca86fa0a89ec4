"""Work of regular expressions counted in characters, so that no test of cost asks a clock."""

import re
from collections.abc import Iterator
from types import ModuleType
from typing import Any

import pytest


class Work:
    """What the patterns of some modules read: in all, and the most in one search."""

    def __init__(self) -> None:
        self.characters = 0
        self.longest: dict[str, int] = {}

    def note(self, pattern: str, characters: int) -> None:
        """A pattern has passed over so many characters."""
        self.characters += characters
        self.longest[pattern] = max(characters, self.longest.get(pattern, 0))


class _Counted:
    """A compiled pattern that notes what it reads."""

    def __init__(self, pattern: re.Pattern[str], work: Work) -> None:
        self._pattern, self._work = pattern, work

    def __getattr__(self, name: str) -> Any:
        method = getattr(self._pattern, name)
        return method if not callable(method) else lambda *words, **more: self._run(method, words, more)

    def _run(self, method: Any, words: tuple[Any, ...], more: dict[str, Any]) -> Any:
        text = next(word for word in words if isinstance(word, (str, bytes)))
        begin = next((word for word in words if isinstance(word, int)), 0)
        found = method(*words, **more)
        end = found.end() if isinstance(found, re.Match) else len(text)
        self._work.note(self._pattern.pattern, end - begin)
        return found


def count_reading(monkeypatch: pytest.MonkeyPatch, *modules: ModuleType) -> Work:
    """Count from now on what all patterns of these modules read."""
    work = Work()
    for module in modules:
        for name, value in _list_patterns(module):
            monkeypatch.setattr(module, name, value(work))
    return work


def _list_patterns(module: ModuleType) -> Iterator[tuple[str, Any]]:
    for name, value in list(vars(module).items()):
        if isinstance(value, re.Pattern):
            yield name, lambda work, value=value: _Counted(value, work)
        elif isinstance(value, dict) and any(isinstance(one, re.Pattern) for one in value.values()):
            yield name, lambda work, value=value: {key: _Counted(one, work) for key, one in value.items()}
