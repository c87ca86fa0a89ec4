"""Kill a command at a random moment: whatever it writes is as before or as after, and no process is left.

Each command runs in a copy of this process (fork), in a session of its own, so that 1,000 of them spend their
time at work rather than at starting Python.
"""

import hashlib
import os
import random
import shutil
import signal
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

from generator import cli
from generator.publishing import answers, checking, pipeline
from generator.reading import second
from generator.writing.entries import undo_interrupted

HANGS_S = 120
"""Ends a wait for ever; judges nothing."""
ENTRY = "menus/services/elder-card.yaml"
Tree = dict[str, str]


@dataclass(frozen=True)
class Case:
    """A command, the folders that it changes, and whether each folder changes in one step or file by file."""

    name: str
    words: tuple[str, ...]
    parts: tuple[str, ...]
    at_once: bool = True
    edit: Callable[[Path], None] = lambda _: None
    """Done before the command, so that there is something to do."""


def _rename_service(root: Path) -> None:
    path = root / ENTRY
    path.write_text(path.read_text("utf-8").replace("办老年证", "领老年卡"), "utf-8")


def _disorder(root: Path) -> None:
    """Entries with their last field first, which `format` puts back."""
    for path in (root / "menus").glob("*/*.yaml"):
        first, rest = path.read_text("utf-8").split("\n", 1)
        if rest and not rest.startswith((" ", "-")) and ":" in first and not first.endswith((":", "|", ">")):
            path.write_text(f"{rest.rstrip()}\n{first}\n", "utf-8")


def _change_book(root: Path) -> None:
    """All services and people exported as CSV, with another word in each."""
    _run(("export", "service", "person", "--root", str(root), "--out", str(root / "book")), root / "said")
    for path in (root / "book").glob("*.csv"):
        if path.name[0] != "_":
            path.write_text(path.read_text("utf-8-sig").replace("老年", "老人"), "utf-8-sig")


CASES = (
    Case("build", ("build", "--no-handbooks", "--out", "{root}/site"), ("site",), edit=_rename_service),
    Case("deploy", ("deploy", "{root}/web", "--site", "{root}/built"), ("web",)),
    Case("rename", ("rename", "organization", "civil-affairs", "other-office"), ("menus",)),
    Case("import", ("import", "{root}/book", "--yes"), ("menus",), edit=_change_book),
    Case("format", ("format",), ("menus",), at_once=False, edit=_disorder),
    Case("check", ("check", "--fix"), ("menus", "site"), at_once=False),
    Case("serve", ("serve", "--port", "0"), ("menus", "site")),
)


@dataclass
class Count:
    """What became of the kills of one command."""

    killed: int = 0
    ended: int = 0
    before: int = 0
    after: int = 0
    between: int = 0
    left_longest_s: float = 0.0
    faults: list[str] = field(default_factory=list)


def digest_tree(folder: Path) -> Tree:
    """Files by path; a hidden name is a neighbour in the making."""
    return {
        path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in folder.rglob("*")
        if path.is_file() and path.name[0] != "."
    }


def _fork(words: tuple[str, ...], said: Path) -> int:
    """Start the command in a copy of this process, in a session of its own; its number."""
    process = os.fork()
    if process:
        return process
    status = 70
    with suppress(BaseException):
        os.setsid()
        with said.open("wb") as out, Path(os.devnull).open("rb") as nothing:
            for number, stream in enumerate((nothing, out, out)):
                os.dup2(stream.fileno(), number)
            for module in (second, answers, checking, pipeline):
                module.MANY = 1  # type: ignore[attr-defined]  # two processes however few the files
            try:
                cli.main(words)
            except SystemExit as ended:
                status = int(ended.code or 0)
    os._exit(status)


def _run(words: tuple[str, ...], said: Path) -> float:
    """Run the command to its end; seconds. Raises RuntimeError with its words when it fails."""
    start = time.perf_counter()
    _, status = os.waitpid(_fork(words, said), 0)
    if status:
        raise RuntimeError(f"{' '.join(words)}\n{said.read_text('utf-8')}")
    return time.perf_counter() - start


def _session(leader: int) -> list[int]:
    """Processes of a session that still run."""
    found = []
    for place in Path("/proc").iterdir():
        with suppress(OSError, ValueError, IndexError):
            state, _, _, session = (place / "stat").read_text().rpartition(")")[2].split()[:4]
            if int(session) == leader and state != "Z":
                found.append(int(place.name))
    return found


class Chamber:
    """A workspace to be tortured: `master` with a site that is built and published, and copies of it."""

    def __init__(self, workspace: Path, work: Path) -> None:
        """Raises RuntimeError when a command fails without being killed."""
        self.master, self.root, self.said = work / "master", work / "root", work / "said"
        self._extra = {"PYTHONWARNINGS": "ignore"}
        os.environ.update(self._extra)
        shutil.copytree(workspace, self.master)
        build = ("build", "--no-handbooks", "--root", str(self.master), "--out")
        _run((*build, str(self.master / "site")), self.said)
        _run(
            ("deploy", str(self.master / "web"), "--site", str(self.master / "site"), *build[2:4]), self.said
        )
        _rename_service(self.master)
        _run((*build, str(self.master / "built")), self.said)
        shutil.copyfile(workspace / ENTRY, self.master / ENTRY)

    def kill(self, case: Case, times: int, chance: random.Random) -> Count:
        """Kill a command so many times, each in a workspace as before; what became of it."""
        count = Count()
        words = tuple(word.format(root=self.root) for word in (*case.words, "--root", "{root}"))
        before = self._prepare(case)
        longest = 3.0 if case.name == "serve" else _run(words, self.said)
        after = self._look(case)
        for number in range(times):
            self._prepare(case)
            self._kill_once(words, chance.uniform(0, longest * 1.05), count)
            for part in case.parts:
                self._judge(case, part, before[part], after[part], count)
            if number % 25 == 0 and case.name in {"build", "deploy"}:
                _run(words, self.said)  # the next run clears what was left, and comes to the same
                if self._look(case) != after or list(self.root.glob(".*.new-*")):
                    count.faults.append(f"{case.name}: the next run")
        return count

    def _prepare(self, case: Case) -> dict[str, Tree]:
        shutil.rmtree(self.root, ignore_errors=True)
        shutil.copytree(self.master, self.root)
        case.edit(self.root)
        return self._look(case)

    def _look(self, case: Case) -> dict[str, Tree]:
        return {part: digest_tree(self.root / part) for part in case.parts}

    def _kill_once(self, words: tuple[str, ...], after_s: float, count: Count) -> None:
        process = _fork(words, self.said)
        time.sleep(after_s)
        os.kill(process, signal.SIGKILL)
        _, status = os.waitpid(process, 0)
        killed = os.WIFSIGNALED(status)
        count.killed += killed
        count.ended += not killed
        start = time.monotonic()
        while _session(process):  # an engine may end what it is at; nothing may stay
            if time.monotonic() - start > HANGS_S:
                count.faults.append(f"{words[0]}: processes left behind")
                break
            time.sleep(0.005)
        count.left_longest_s = max(count.left_longest_s, time.monotonic() - start)

    def _judge(self, case: Case, part: str, before: Tree, after: Tree, count: Count) -> None:
        """Each file is whole at once; all of them together once the next command has begun."""
        torn = list(_torn(digest_tree(self.root / part), before, after))
        undo_interrupted(self.root)
        now = digest_tree(self.root / part)
        leftover = [path for path in (self.root / "menus").rglob(".*") if path.suffix in {".new", ".old"}]
        count.before += now == before
        count.after += now == after != before
        between = now not in (before, after)
        count.between += between
        if torn or (between and case.at_once) or (leftover and case.at_once):
            count.faults.append(
                f"{case.name}: {part}: {[*torn, *leftover][:3] or 'neither before nor after'}"
            )


def _torn(now: Tree, before: Tree, after: Tree) -> Iterator[str]:
    """Files that are neither as before nor as after."""
    for path in before.keys() | after.keys() | now.keys():
        if now.get(path) not in {before.get(path), after.get(path)}:
            yield path


def torture(workspace: Path, work: Path, kills: int, seed: int) -> Iterator[tuple[str, Count]]:
    """Kill every command, `kills` times in all; what became of each."""
    chamber, chance = Chamber(workspace, work), random.Random(seed)  # noqa: S311 - moments, no secrets
    for number, case in enumerate(CASES):
        times = kills // len(CASES) + (number < kills % len(CASES))
        yield case.name, chamber.kill(case, times, chance)
