"""Timing: programs from start to end, in turns, and the median of the turns."""

import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
QUIET = {
    "NO_MKDOCS_2_WARNING": "1",
    "PYTHONUTF8": "1",
    "PYTHONPATH": str(ROOT),
    "PYTHONDONTWRITEBYTECODE": "",
}
"""What stands beside Gridpress is installed with its compiled modules; ours are kept after the first run."""
FAULTS_FOUND = 1
"""Linters end with 1 when they find something; they have done their work then."""


@dataclass(frozen=True, slots=True)
class Run:
    """How long a program took and how much memory it held at most (0: unknown on this system)."""

    seconds: float
    megabytes: float
    output: str


def run(*command: str | Path, folder: Path = ROOT) -> Run:
    """Run a program to its end; its output is kept. Raises CalledProcessError when it breaks down."""
    words = [str(part) for part in command]
    with tempfile.TemporaryFile() as out, tempfile.TemporaryFile() as faults:
        start = time.perf_counter()
        process = subprocess.Popen(words, cwd=folder, env=os.environ | QUIET, stdout=out, stderr=faults)
        megabytes = _wait(process)
        seconds = time.perf_counter() - start
        out.seek(0)
        faults.seek(0)
        output, said = out.read().decode("utf-8", "replace"), faults.read().decode("utf-8", "replace")
    if process.returncode not in {0, FAULTS_FOUND} or "Traceback" in said:
        raise subprocess.CalledProcessError(process.returncode, words[:4], output[-2000:], said[-2000:])
    return Run(seconds, megabytes, output)


def _wait(process: subprocess.Popen[bytes]) -> float:
    """Wait for a program; its peak memory in MB where the system tells."""
    if not hasattr(os, "wait4"):
        process.wait()
        return 0.0
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    return float(usage.ru_maxrss) / (1e6 if sys.platform == "darwin" else 1024)


def ask(task: str, *arguments: str | Path) -> dict[str, Any]:
    """Do one task of `scripts.bench.tasks` in a process of its own, and return what it measured."""
    done = run(sys.executable, "-m", "scripts.bench.tasks", task, *arguments)
    answer: dict[str, Any] = json.loads(done.output.splitlines()[-1])
    return answer


def take_turns(contestants: Mapping[str, Callable[[], float]], rounds: int) -> dict[str, float]:
    """The median of `rounds` figures of each, after one that does not count.

    They take turns, so that whatever else the machine does meets all of them alike.
    """
    figures: dict[str, list[float]] = {name: [] for name in contestants}
    for turn in range(rounds + 1):
        for name, measure in contestants.items():
            figure = measure()
            print(f"    {name}: {figure:.5g}{'' if turn else ' (warm-up)'}", file=sys.stderr, flush=True)
            if turn:
                figures[name].append(figure)
    return {name: statistics.median(found) for name, found in figures.items()}
