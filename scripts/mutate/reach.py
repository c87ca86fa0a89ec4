"""A pytest plugin that notes which blocks of the program each test reaches, and what the test costs.

    .venv/bin/python -m pytest -p scripts.mutate.reach

Watched are the modules of `--reach`, or those in which the mutants of `make test` lie, which are known before
the tests run: few, so that an ordinary run costs little. Each of their blocks gets one statement more when
its module is loaded; lines and tracebacks stay as they are. What is set up for several tests, or remembered
by a test module or a catalogue, counts for each of them.
"""

import ast
import builtins
import importlib.abc
import importlib.machinery
import json
import sys
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import partial, wraps
from pathlib import Path
from types import CodeType, ModuleType
from typing import Any

import pytest

from scripts.mutate.blocks import digest_sources, list_blocks, list_names, name_block, name_module
from scripts.mutate.choosing import choose, list_watched
from scripts.mutate.mutants import ROOT

MAP = ROOT / ".cache" / "reach.json"
PROBE = "__reached__"


class Loader(importlib.machinery.SourceFileLoader):
    """Loads a module from its text as `change` gives it, and stores no compiled file."""

    def __init__(self, name: str, path: str, change: Callable[[str, str], CodeType]) -> None:
        super().__init__(name, path)
        self._change = change

    def get_code(self, fullname: str) -> CodeType:
        """The changed module, compiled."""
        path = Path(self.get_filename(fullname))
        return self._change(path.read_text("utf-8"), str(path))


class Finder(importlib.abc.MetaPathFinder):
    """Finds the modules that `wants` names and hands them to the loader."""

    def __init__(self, wants: Callable[[str], bool], change: Callable[[str, str], CodeType]) -> None:
        self._wants, self._change = wants, change

    def find_spec(
        self, fullname: str, path: Sequence[str] | None, target: object = None
    ) -> importlib.machinery.ModuleSpec | None:
        """A specification with our loader, or None for modules of others."""
        del target
        if not self._wants(fullname):
            return None
        spec = importlib.machinery.PathFinder.find_spec(fullname, path)
        if spec is not None and spec.origin is not None:
            spec.loader = Loader(fullname, spec.origin, self._change)
        return spec


Told = tuple[float, dict[str, float], str]
"""Of a test: seconds of its own, those that it shares, and the blocks that it reaches."""


@dataclass
class Cost:
    """Blocks that are reached, seconds of the processor of its own, and those that others share."""

    blocks: set[str] = field(default_factory=set)
    seconds: float = 0
    shared: dict[str, float] = field(default_factory=dict)

    def add(self, other: "Cost") -> None:
        """Put another's blocks and seconds to these."""
        self.blocks |= other.blocks
        self.seconds += other.seconds


class Reach:
    """The plugin: what is reached at the moment, and what each test and shared fixture has reached.

    Between tests that is what modules reach when they are loaded.
    """

    def __init__(self, watched: list[str]) -> None:
        self.watched = watched
        self.now: set[str] = set()
        self.shared: dict[object, Cost] = {}
        self.used: dict[str, float] = {}
        self.names = list_names(watched)
        self.numbers = {name: number for number, name in enumerate(self.names)}
        self.outside = 0
        self.tests: dict[str, Told] = {}
        self.failed: set[str] = set()

    def instrument(self, source: str, path: str) -> CodeType:
        """A module with a statement before each block that notes it."""
        tree, file = ast.parse(source), Path(path).relative_to(ROOT).as_posix()
        for first, last, body in list_blocks(tree):
            note = ast.parse(f"{PROBE}('{name_block(file, first, last)}')").body[0]
            for node in ast.walk(note):
                ast.copy_location(node, body[0])
            documented = isinstance(body[0], ast.Expr) and isinstance(body[0].value, ast.Constant)
            body.insert(int(documented), note)
        return compile(tree, path, "exec")

    @contextmanager
    def measure(self) -> Iterator[Cost]:
        """What is reached and how long it takes, apart from what was reached before."""
        before, cost, start = set(self.now), Cost(), time.process_time()
        self.now.clear()
        try:
            yield cost
        finally:
            cost.seconds += time.process_time() - start
            cost.blocks |= self.now
            self.now.clear()
            self.now |= before

    def remember(
        self, function: Callable[..., Any], keep: Callable[..., tuple[dict[Any, Cost], Any]], label: str = ""
    ) -> Callable[..., Any]:
        """A function that remembers its results; who asks again reaches what the first one did."""

        @wraps(function)
        def remembered(*key: Any) -> Any:  # noqa: ANN401 - whatever it takes and gives
            costs, place = keep(*key)
            if place in costs:
                result = function(*key)
            else:
                with self.measure() as costs[place]:
                    result = function(*key)
            self.now |= costs[place].blocks
            if label:
                self.used[f"{label}:{hash(place)}"] = costs[place].seconds
            return result

        return remembered

    def follow(self, once: Callable[..., Any]) -> Callable[..., Any]:
        """`once` of the program, which remembers in a catalogue."""

        def followed(function: Callable[..., Any]) -> Callable[..., Any]:
            name = f"reach {function.__module__}.{function.__qualname__}"
            return self.remember(
                once(function), lambda catalogue, *key: (vars(catalogue).setdefault(name, {}), key)
            )

        return followed

    def pytest_collection_finish(self) -> None:
        """What test modules keep in caches is measured apart, whichever module asks."""
        modules = [one for one in list(sys.modules.values()) if _is_test(one)]
        names = {one.__name__ for one in modules}
        followed: dict[object, Callable[..., Any]] = {}
        kept = [(names_of, *pair) for names_of in map(vars, modules) for pair in list(names_of.items())]
        for names_of, name, one in kept:
            if hasattr(one, "cache_clear") and one.__module__ in names:
                if one not in followed:
                    one.cache_clear()
                    costs: dict[Any, Cost] = {}
                    label = f"{one.__module__}::{one.__name__}"
                    followed[one] = self.remember(one, partial(_keep, costs), label)
                names_of[name] = followed[one]

    @pytest.hookimpl(wrapper=True)
    def pytest_fixture_setup(self, fixturedef: pytest.FixtureDef[Any]) -> Iterator[None]:
        """A fixture that several tests share is measured apart."""
        if fixturedef.scope == "function":
            return (yield)
        with self.measure() as cost:
            result = yield
        self.shared.setdefault(fixturedef, Cost()).add(cost)
        return result

    @pytest.hookimpl(wrapper=True)
    def pytest_runtest_protocol(self, item: pytest.Item) -> Iterator[None]:
        """A test reaches what it reaches itself and what its shared fixtures did."""
        known = sum(one.seconds for one in self.shared.values())
        self.used = {}
        with self.measure() as cost:
            result = yield
        cost.seconds -= sum(one.seconds for one in self.shared.values()) - known
        definitions = getattr(item, "_fixtureinfo").name2fixturedefs  # noqa: B009 - pytest names no other way
        for name in getattr(item, "fixturenames", ()):
            for one in definitions.get(name, ()):
                if one in self.shared:
                    cost.blocks |= self.shared[one].blocks
                    cost.shared[f"{one.baseid}::{name}"] = self.shared[one].seconds
        cost.shared |= self.used
        self.tests[item.nodeid] = round(cost.seconds, 3), cost.shared, self._mark(cost.blocks)
        return result

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        """A test that fails or is skipped tells nothing."""
        if not report.passed:
            self.failed.add(report.nodeid)

    @pytest.hookimpl(optionalhook=True)
    def pytest_testnodedown(self, node: Any) -> None:  # noqa: ANN401 - xdist does not name its type
        """What a process that ran a share of the tests has reached."""
        reached = getattr(node, "workeroutput", {}).get("reach")
        if reached:
            self._take(*reached)

    def _take(self, outside: str, tests: dict[str, Told]) -> None:
        self.outside |= int(outside, 16)
        self.tests |= tests

    def _give(self) -> tuple[str, dict[str, Told]]:
        outside = f"{self.outside | int(self._mark(self.now), 16):x}"
        return outside, {test: told for test, told in self.tests.items() if test not in self.failed}

    def _mark(self, blocks: Iterable[str]) -> str:
        """Blocks as the bits of a number, in hexadecimal: of thousands of tests, each reaches thousands."""
        bits = bytearray(len(self.names) // 8 + 1)
        for name in blocks:
            number = self.numbers[name]
            bits[number // 8] |= 1 << number % 8
        return f"{int.from_bytes(bits, 'little'):x}"

    def pytest_sessionfinish(self, session: pytest.Session) -> None:
        """Write the map, or hand it to the process that shared the tests out, unless the run ended early."""
        if session.shouldstop or session.shouldfail:
            return
        outside, tests = self._give()
        if hasattr(session.config, "workeroutput"):
            session.config.workeroutput["reach"] = (outside, tests)
            return
        MAP.parent.mkdir(exist_ok=True)
        asked = [*session.config.option.file_or_dir, session.config.option.keyword]
        known = {"asked": asked, "digest": digest_sources(), "watched": self.watched, "blocks": self.names}
        MAP.write_text(json.dumps(known | {"outside": outside, "tests": tests}), "utf-8")


def _keep(costs: dict[Any, Cost], *key: Any) -> tuple[dict[Any, Cost], Any]:  # noqa: ANN401 - any arguments
    return costs, key


def _is_test(module: ModuleType) -> bool:
    return str(getattr(module, "__file__", "")).startswith(str(ROOT / "tests"))


def pytest_addoption(parser: pytest.Parser) -> None:
    """Which modules are watched."""
    parser.addoption(
        "--reach", action="append", metavar="FILE", help="a module to watch; else those of the usual mutants"
    )


def pytest_configure(config: pytest.Config) -> None:
    """Begin to note, before the program is loaded; xdist hands the options to its processes."""
    config.option.reach = config.option.reach or list_watched(choose())
    reach = Reach(config.option.reach)
    setattr(builtins, PROBE, reach.now.add)
    modules = {name_module(file) for file in reach.watched}
    sys.meta_path.insert(0, Finder(modules.__contains__, reach.instrument))
    config.pluginmanager.register(reach)
    memory = importlib.import_module("generator.facts.memory")
    vars(memory)["once"] = reach.follow(memory.once)
