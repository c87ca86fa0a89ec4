"""Run the tests that reach a mutant, each mutant in a process of its own forked from a warm one."""

import ast
import importlib
import json
import os
import re
import resource
import signal
import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from types import CodeType
from typing import Literal

import pytest

from scripts.mutate.blocks import name_module
from scripts.mutate.choosing import imports
from scripts.mutate.mutants import ROOT, Mutant
from scripts.mutate.reach import MAP, Finder

Outcome = Literal["killed", "hung", "survived", "unreached"]
PATIENCE = 10
"""A mutant that takes so many times the seconds of its tests counts as hung, which is noticed too."""
STARTING_S = 60
"""Seconds of the processor that a process may take besides."""
CHEAP_S = 3
"""Seconds of a test that is worth trying for its name alone."""


@dataclass(frozen=True)
class Test:
    """A test as the map knows it: seconds of its own and of what it shares, and the blocks it reaches."""

    name: str
    seconds: float
    shared: dict[str, float]
    blocks: int

    @property
    def cost(self) -> float:
        """Seconds when it runs alone."""
        return self.seconds + sum(self.shared.values())


@dataclass(frozen=True)
class Verdict:
    """What became of a mutant, and how many tests were asked."""

    mutant: Mutant
    outcome: Outcome
    asked: int

    @property
    def noticed(self) -> bool:
        """Whether some test failed."""
        return self.outcome in {"killed", "hung"}


class Reached:
    """The map of what each test reaches, as the last run of the tests wrote it."""

    def __init__(self) -> None:
        known = json.loads(MAP.read_text("utf-8"))
        self.asked: list[str] = known["asked"]
        self.digest: str = known["digest"]
        self.watched = set[str](known["watched"])
        self._outside = int(known["outside"], 16)
        self._files: dict[str, list[tuple[int, int, int]]] = {}
        for place, name in enumerate(known["blocks"]):
            file, first, last = re.split("[:-]", name)
            self._files.setdefault(file, []).append((place, int(first), int(last)))
        self._tests = [
            Test(name, seconds, shared, int(bits, 16))
            for name, (seconds, shared, bits) in known["tests"].items()
        ]

    def choose(self, mutant: Mutant, limit_s: float) -> list[Test]:
        """Tests that reach a mutant: cheap ones named like its module first, then others, up to a limit."""
        bits = self._find_blocks(mutant)
        stem = Path(mutant.file).stem
        tests = sorted(
            (test for test in self._tests if test.blocks & bits),
            key=lambda test: (test.cost > CHEAP_S or stem not in test.name.lower(), test.cost, test.name),
        )
        return list(_limit(tests, limit_s))

    def _find_blocks(self, mutant: Mutant) -> int:
        """Bits of the innermost block around a mutant; of all its file's when loading the file reaches it."""
        around = [
            (last - first, place)
            for place, first, last in self._files.get(mutant.file, ())
            if first <= mutant.line <= last
        ]
        if around and not (innermost := 1 << min(around)[1]) & self._outside:
            return innermost
        return self._find_users(mutant.file) if around or not _in_function(mutant) else 0

    def _find_users(self, file: str) -> int:
        """Bits of all blocks of a file, or of those that import it when it has none."""
        blocks = self._files.get(file) or [
            block
            for other, found in self._files.items()
            if imports((ROOT / other).read_text("utf-8"), file)
            for block in found
        ]
        return sum(1 << place for place, _, _ in set(blocks))


def _in_function(mutant: Mutant) -> bool:
    tree = ast.parse((ROOT / mutant.file).read_text("utf-8"))
    return any(
        isinstance(node, ast.FunctionDef) and node.body[0].lineno <= mutant.line <= (node.end_lineno or 0)
        for node in ast.walk(tree)
    )


def _limit(tests: Sequence[Test], limit_s: float) -> Iterator[Test]:
    spent, shared = 0.0, set[str]()
    for test in tests:
        spent += test.seconds + sum(test.shared[name] for name in test.shared.keys() - shared)
        shared |= test.shared.keys()
        if spent > limit_s and test is not tests[0]:
            return
        yield test


def warm_up() -> None:
    """Load what every process needs, and forget the program itself, which each process loads mutated."""
    for name in ("cli", "mkdocs_hook", "publishing.pipeline", "publishing.serving"):
        importlib.import_module(f"generator.{name}")
    for name in [name for name in sys.modules if name.split(".")[0] == "generator"]:
        del sys.modules[name]


def run_all(mutants: Sequence[Mutant], reached: Reached, limit_s: float, processes: int) -> Iterator[Verdict]:
    """Try every mutant, some at a time; verdicts come as they are found."""
    waiting, running = list(reversed(mutants)), dict[int, tuple[Mutant, int]]()
    while waiting or running:
        while waiting and len(running) < processes:
            mutant = waiting.pop()
            tests = reached.choose(mutant, limit_s)
            if not tests:
                yield Verdict(mutant, "unreached", 0)
                continue
            running[_fork(partial(_run_tests, mutant, tests))] = mutant, len(tests)
        if running:
            child, status = os.wait()
            mutant, asked = running.pop(child)
            yield Verdict(mutant, _judge(status), asked)


def assert_known(reached: Reached, mutants: Sequence[Mutant], limit_s: float) -> None:
    """Assert that the tests of the map exist, or each mutant would seem to be noticed."""
    names = {test.name for mutant in mutants for test in reached.choose(mutant, limit_s)}
    child = _fork(lambda: _run_pytest(["--collect-only", *names]))
    if os.waitpid(child, 0)[1]:
        raise SystemExit(f"tests have changed since {MAP} was written: delete it")


def _judge(status: int) -> Outcome:
    if os.WIFSIGNALED(status):
        return "hung" if os.WTERMSIG(status) in {signal.SIGXCPU, signal.SIGKILL} else "killed"
    return "survived" if os.WEXITSTATUS(status) == 0 else "killed"


def _fork(work: Callable[[], int]) -> int:
    child = os.fork()
    if child:
        return child
    code = 1
    try:
        code = work()
    finally:
        os._exit(code)


def _run_tests(mutant: Mutant, tests: Sequence[Test]) -> int:
    seconds = STARTING_S + int(PATIENCE * sum(test.cost for test in tests))
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds + 5))
    _load_mutated(mutant)
    with tempfile.TemporaryDirectory(prefix="mutant-") as scratch:
        return _run_pytest(["--basetemp", f"{scratch}/tests", *(test.name for test in tests)])


def _run_pytest(words: Sequence[str]) -> int:
    with Path(os.devnull).open("w") as nowhere:
        for stream in (1, 2):
            os.dup2(nowhere.fileno(), stream)
    return int(pytest.main(["-x", "-q", "-p", "no:cacheprovider", *words]))


def _load_mutated(mutant: Mutant) -> None:
    name = name_module(mutant.file)

    def change(source: str, path: str) -> CodeType:
        return compile(mutant.apply(source), path, "exec")

    sys.meta_path.insert(0, Finder(lambda wanted: wanted == name, change))
