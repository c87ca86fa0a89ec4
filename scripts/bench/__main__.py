"""Measure Gridpress beside other tools and print the ratios.

    .venv/bin/python -m scripts.bench [--quick] [--whole] [--rounds 3] [--only CASE …] [--write]

Times never fail it: they belong to the machine.
"""

import argparse
import io
import os
import shutil
import sys
import tempfile
from contextlib import redirect_stdout
from pathlib import Path

from scripts.bench.answers import measure_answers
from scripts.bench.cases import BIN, CASES, Bench, measure_memory
from scripts.bench.imported import RealLists
from scripts.bench.machine import NODE_BIN, describe_machine
from scripts.bench.measuring import ROOT
from scripts.bench.report import render_memory, render_rows, write_section
from scripts.bench.search import measure_search
from scripts.bench.weight import measure_weight

PAGE = ROOT / "docs" / "benchmarks.md"
NAMES = (*CASES, "memory", "search", "weight", "answers")
"""What can be measured, in this order: answers change the site that weight looks at."""
BUILDABLE = "公益"
"""The type given to services of a real list, which rarely tells all that 政务 services must (SVC101)."""
ROOM = 12_000_000_000
"""Bytes that the city, its sites and its handbooks may take."""


def parse_arguments() -> argparse.Namespace:
    """The options of the command line."""
    parser = argparse.ArgumentParser(prog="scripts.bench", description="Measure beside other tools.")
    parser.add_argument("--quick", action="store_true", help="a fiftieth of the city, one round")
    parser.add_argument("--whole", action="store_true", help="an edit and all prints of the whole city")
    parser.add_argument("--rounds", type=int, help="rounds that count (3)")
    parser.add_argument("--only", nargs="+", choices=NAMES, default=NAMES, help="only these cases")
    parser.add_argument("--write", action="store_true", help="write these cases into docs/benchmarks.md")
    parser.add_argument("--folder", type=Path, help="where to work; by default in memory, if it can be")
    parser.add_argument("--divisions", type=Path, help="a real list, CSV: code, name, level, parent")
    parser.add_argument("--services", type=Path, help="a real list, one JSON object a line")
    chosen = parser.parse_args()
    if chosen.write and (chosen.quick or chosen.divisions or (chosen.services and chosen.only != ["search"])):
        parser.error(
            "--write needs the whole invented city; only `--only search` may have a list of services"
        )
    return chosen


def in_memory() -> Path | None:
    """A file system in memory, so that the disk, the same for all, does not hide what is measured."""
    place = Path("/dev/shm")  # noqa: S108 - the folder made in it is private
    free = shutil.disk_usage(place).free if place.is_dir() and os.access(place, os.W_OK) else 0
    return place if free > ROOM else None


def measure(name: str, bench: Bench) -> str:
    """Measure one thing; returns Markdown."""
    if name in CASES:
        return render_rows(list(CASES[name](bench)))
    if name == "memory":
        return render_memory(measure_memory(bench))
    printed = io.StringIO()
    with redirect_stdout(printed):
        if name == "search":
            measure_search(bench.lists.services)
        elif name == "weight":
            measure_weight(bench.demo)
        else:
            measure_answers(bench.demo, bench.city)
    return printed.getvalue().strip()


def main() -> None:
    """Run the cases that are asked for, and write each as soon as it is there."""
    chosen = parse_arguments()
    rounds = chosen.rounds or (1 if chosen.quick else 3)
    os.environ["PATH"] = os.pathsep.join((BIN, str(NODE_BIN), os.environ["PATH"]))  # Hugo, Pagefind
    print("\n".join(describe_machine()))
    with tempfile.TemporaryDirectory(prefix="gridpress-bench-", dir=chosen.folder or in_memory()) as folder:
        lists = RealLists(chosen.divisions, chosen.services, BUILDABLE)
        bench = Bench(Path(folder), rounds, chosen.quick, lists, chosen.whole)
        for name in (name for name in NAMES if name in chosen.only):
            print(f"▸ {name}", file=sys.stderr, flush=True)
            text = measure(name, bench)
            print(f"\n{text}", flush=True)
            if chosen.write:
                write_section(PAGE, name, text, rounds if name in CASES else 1)
                write_section(PAGE, "machine", "\n".join(describe_machine()))


if __name__ == "__main__":
    main()
