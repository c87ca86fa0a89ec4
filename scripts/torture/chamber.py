"""Kill a command at a random moment: whatever it writes is as before or as after, and no process is left.

Every other kill comes at a moment drawn over the whole time that the command takes, the others before a step
of its own (`running`), half of these before one of the last, where what is new takes its place.
"""

import hashlib
import os
import random
import shutil
import tempfile
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from generator.scratch import PREFIX
from generator.writing.entries import undo_interrupted
from scripts.torture.places import (
    BUCKET,
    list_bucket,
    open_bucket,
    open_sshd,
    ssh_address,
    trust,
    wait_for_sessions,
)
from scripts.torture.running import Ended, Words, kill, run

ENTRY = "menus/services/elder-card.yaml"
SERVE_S = 3.0
"""What ends by no step of its own is killed within."""
LAST = 40
"""Steps at the end that are met more often."""
TRIES = 50
"""Kills after which a run that is not killed shows that nothing stays behind."""
Tree = dict[str, str]
Tell = Callable[[str], None]


@dataclass(frozen=True)
class Case:
    """A command, the folders that it needs and changes, and whether each changes in one step or file by file.

    `share` of all kills, by what a kill costs and what it can find.
    """

    name: str
    share: int
    words: Words
    needs: Words
    parts: Words
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
    run(
        ("export", "service", "person", "--root", str(root), "--out", str(root / "book")),
        root.with_suffix(".said"),
    )
    for path in (root / "book").glob("*.csv"):
        if path.name[0] != "_":
            path.write_text(path.read_text("utf-8-sig").replace("老年", "老人"), "utf-8-sig")


_SEND = ("--site", "{root}/built")
CASES = (
    Case(
        "build",
        16,
        ("build", "--no-handbooks", "--out", "{root}/site"),
        ("menus", ".cache", "site"),
        ("site",),
        edit=_rename_service,
    ),
    Case(
        "print",
        6,
        ("print", "handbook", "--all", "--out", "{root}/prints"),
        ("menus",),
        ("prints",),
        at_once=False,
    ),
    Case("deploy", 14, ("deploy", "{root}/web", *_SEND), ("menus", "built", "web"), ("web",)),
    Case("ssh", 10, ("deploy", "{ssh}", *_SEND), ("menus", "built", "server"), ("server/site",)),
    Case(
        "s3",
        10,
        ("deploy", f"s3://{BUCKET}/site", "--endpoint", "{s3}", "--site"),
        ("menus", "site", "built"),
        ("s3",),
        at_once=False,
    ),
    Case("rename", 14, ("rename", "organization", "civil-affairs", "other-office"), ("menus",), ("menus",)),
    Case("import", 14, ("import", "{root}/book", "--yes"), ("menus",), ("menus",), edit=_change_book),
    Case("format", 8, ("format",), ("menus",), ("menus",), at_once=False, edit=_disorder),
    Case("check", 4, ("check", "--fix"), ("menus", ".cache"), ("menus",), at_once=False),
    Case("serve", 4, ("serve", "--port", "0"), ("menus", ".cache", "site"), ("menus", "site")),
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


def digest_tree(folder: Path) -> Tree:
    """Files by path, each with its MD5, as an object storage tells it; a hidden name is one in the making."""
    return {
        path.relative_to(folder).as_posix(): hashlib.md5(path.read_bytes(), usedforsecurity=False).hexdigest()
        for path in folder.rglob("*")
        if path.is_file() and not any(part[0] == "." for part in path.relative_to(folder).parts)
    }


class Chamber:
    """A workspace to be tortured: `master` with a site that is built and published, and copies of it."""

    def __init__(self, workspace: Path, work: Path, names: set[str], doors: ExitStack, tell: Tell) -> None:
        """Raises RuntimeError when a command fails without being killed."""
        self._tell = tell
        self.master, self.stand, self.root = work / "master", work / "stand", work / "root"
        self.said = work / "said"
        os.environ["PYTHONWARNINGS"] = "ignore"
        self._names, targets = {"root": str(self.root)}, [str(self.master / "web")]
        self._sshd, self._client = None, None
        if "ssh" in names:
            self._sshd, port = doors.enter_context(open_sshd(work / "sshd"))
            doors.enter_context(trust(work / "sshd"))
            self._names["ssh"] = ssh_address(port, self.root / "server/site")
            targets.append(ssh_address(port, self.master / "server/site"))
        if "s3" in names:
            self._names["s3"], self._client = doors.enter_context(open_bucket())
        shutil.copytree(workspace, self.master)
        master, site = ("--root", str(self.master)), ("--site", str(self.master / "site"))
        build = ("build", "--no-handbooks", *master, "--out")
        run((*build, str(self.master / "site")), self.said)
        (self.master / "server").mkdir()
        for target in targets:
            run(("deploy", target, *site, *master), self.said)
        _rename_service(self.master)
        run((*build, str(self.master / "built")), self.said)
        shutil.copyfile(workspace / ENTRY, self.master / ENTRY)
        self.sites = {name: digest_tree(self.master / name) for name in ("site", "built")}

    def torture(self, case: Case, times: int, chance: random.Random) -> Count:
        """Kill a command so many times; what became of it."""
        count = Count()
        self._set_up(case)
        before = self._prepare(case)
        took_s, steps = (SERVE_S, 0) if case.name == "serve" else run(self._words(case, 0), self.said)
        after = self._look(case)
        if case.name == "s3":
            before, after = {"s3": self.sites["site"]}, {"s3": self.sites["built"]}
        for number in range(times):
            self._prepare(case)
            moment: dict[str, Any] = {"after_s": chance.uniform(0, took_s * 1.05)}
            if steps and number % 2:
                moment = {
                    "before_step": chance.randrange(max(0, steps - LAST) if number % 4 == 1 else 0, steps)
                }
            ended = kill(self._words(case, number), self.said, **moment)
            self._count(case, ended, count)
            for part in case.parts:
                if fault := self._judge(case, part, before[part], after[part], count):
                    self._tell(f"{case.name}: kill {number + 1}: {moment}: {part}: {fault}")
            if number % TRIES == TRIES - 1 or number == times - 1:
                self._go_on(case, after)
        return count

    def _set_up(self, case: Case) -> None:
        shutil.rmtree(self.stand, ignore_errors=True)
        self.stand.mkdir()
        for name in case.needs:
            shutil.copytree(self.master / name, self.stand / name, symlinks=True)
        case.edit(self.stand)

    def _words(self, case: Case, number: int) -> Words:
        words = (*case.words, "--root", "{root}")
        if case.name == "s3":  # there and back, over whatever stands there
            words = (*case.words, ("{root}/built", "{root}/site")[number % 2], "--root", "{root}")
        return tuple(word.format(**self._names) for word in words)

    def _prepare(self, case: Case) -> dict[str, Tree]:
        wait_for_sessions(self._sshd)
        shutil.rmtree(self.root, ignore_errors=True)
        shutil.copytree(self.stand, self.root, symlinks=True)
        return self._look(case)

    def _look(self, case: Case) -> dict[str, Tree]:
        return {part: self._see(part) for part in case.parts}

    def _see(self, part: str) -> Tree:
        return list_bucket(self._client) if part == "s3" else digest_tree(self.root / part)

    def _count(self, case: Case, ended: Ended, count: Count) -> None:
        wait_for_sessions(self._sshd)
        count.killed += ended.killed
        count.ended += not ended.killed
        count.left_longest_s = max(count.left_longest_s, ended.left_s)
        if ended.is_left:
            self._tell(f"{case.name}: processes left behind")

    def _judge(self, case: Case, part: str, before: Tree, after: Tree, count: Count) -> str:
        """What is wrong: each file has to be whole at once, all together once the next command has begun."""
        torn = [*_torn(self._see(part), before, after)]
        undo_interrupted(self.root)
        now = self._see(part)
        leftover = [path for path in (self.root / "menus").rglob(".*") if path.suffix in {".new", ".old"}]
        count.before += now == before
        count.after += now == after != before
        between = now not in (before, after)
        count.between += between
        wrong = torn or (leftover if case.at_once else [])
        if wrong:
            return str(wrong[:3])
        return "neither before nor after" if between and case.at_once else ""

    def _go_on(self, case: Case, after: dict[str, Tree]) -> None:
        """Tell what is wrong after the same command again: it clears what was left, and comes to the same."""
        if case.name == "serve" or (case.name == "rename" and self._look(case) == after):
            return  # one has no end, the other cannot be done twice
        run(self._words(case, 0), self.said)
        if self._look(case) != after:
            self._tell(f"{case.name}: the next run comes to something else")
        beside = [*self.root.glob(".*.new-*"), *self.root.glob(".*.old-*")]
        beside += Path(tempfile.gettempdir()).glob(f"{PREFIX}*")
        if beside:
            self._tell(f"{case.name}: the next run leaves {beside[:3]}")


def _torn(now: Tree, before: Tree, after: Tree) -> Iterator[str]:
    """Files that are neither as before nor as after."""
    for path in before.keys() | after.keys() | now.keys():
        if now.get(path) not in {before.get(path), after.get(path)}:
            yield path


def torture(  # noqa: PLR0913, PLR0917 - one parameter for each option
    workspace: Path, work: Path, kills: int, seed: int, only: list[str] | None, tell: Tell
) -> Iterator[tuple[str, Count]]:
    """Kill every command, `kills` times in all; what became of each. Each draws moments of its own.

    `tell` hears each fault when it is found.
    """
    cases = [case for case in CASES if only is None or case.name in only]
    with ExitStack() as doors:
        chamber = Chamber(workspace, work, {case.name for case in cases}, doors, tell)
        whole = sum(case.share for case in cases)
        for case in cases:
            chance = random.Random(f"{seed} {case.name}")  # noqa: S311 - moments, no secrets
            yield case.name, chamber.torture(case, max(1, round(kills * case.share / whole)), chance)
