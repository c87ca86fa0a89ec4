"""Measure Gridpress beside other tools and print the ratios.

    .venv/bin/python -m scripts.bench [--quick] [--rounds 3] [--only CASE …] [--write]

Times never fail it: they belong to the machine.
"""

import argparse
import io
import os
import shutil
import sys
import tempfile
from collections.abc import Sequence
from contextlib import redirect_stdout
from pathlib import Path

from scripts.bench.answers import measure_answers
from scripts.bench.cases import CASES, Bench, Row, measure_memory
from scripts.bench.city import WHOLE, write_city
from scripts.bench.imported import RealLists
from scripts.bench.machine import describe_machine
from scripts.bench.measuring import ROOT
from scripts.bench.report import render_page, render_remarks, render_table
from scripts.bench.search import measure_search
from scripts.bench.weight import build_demo, measure_weight

PAGE = ROOT / "docs" / "benchmarks.md"
SITE = ("search", "weight", "answers")
"""Cases that measure what a reader meets."""
BUILDABLE = "公益"
"""The type given to services of a real list, which rarely tells all that 政务 services must (SVC101)."""
ROOM = 4_000_000_000
"""Bytes that the city, its sites and its handbooks may take."""


def parse_arguments() -> argparse.Namespace:
    """The options of the command line."""
    parser = argparse.ArgumentParser(prog="scripts.bench", description="Measure beside other tools.")
    parser.add_argument("--quick", action="store_true", help="a fiftieth of the city, one round")
    parser.add_argument("--rounds", type=int, help="rounds that count (3)")
    parser.add_argument("--only", nargs="+", choices=[*CASES, "memory", *SITE], help="only these cases")
    parser.add_argument("--write", action="store_true", help="write docs/benchmarks.md")
    parser.add_argument("--folder", type=Path, help="where to work; by default in memory, if it can be")
    parser.add_argument("--divisions", type=Path, help="a real list, CSV: code, name, level, parent")
    parser.add_argument("--services", type=Path, help="a real list, one JSON object a line")
    chosen = parser.parse_args()
    if chosen.write and (chosen.quick or chosen.only or chosen.divisions or chosen.services):
        parser.error("--write needs the whole invented city and every case")
    return chosen


def in_memory() -> Path | None:
    """A file system in memory, so that the disk, the same for all, does not hide what is measured."""
    place = Path("/dev/shm")  # noqa: S108 - the folder made in it is private
    free = shutil.disk_usage(place).free if place.is_dir() and os.access(place, os.W_OK) else 0
    return place if free > ROOM else None


def measure_site(wanted: Sequence[str], services: Path | None, folder: Path | None) -> str:
    """Measure what search finds, how soon, and what visits weigh; what was printed is returned as well."""
    printed = io.StringIO()
    with redirect_stdout(printed), tempfile.TemporaryDirectory(prefix="gridpress-site-", dir=folder) as place:
        site, city = Path(place) / "site", Path(place) / "city"
        if "search" in wanted:
            measure_search(services)
        if {"weight", "answers"} & {*wanted}:
            build_demo(site)
        if "weight" in wanted:
            print()
            measure_weight(site)
        if "answers" in wanted:
            write_city(city, WHOLE)
            measure_answers(site, city)
    print(printed.getvalue())
    return printed.getvalue()


def main() -> None:
    """Run the cases that are asked for."""
    chosen = parse_arguments()
    rounds = chosen.rounds or (1 if chosen.quick else 3)
    wanted = chosen.only or [*CASES, "memory", *SITE]
    for line in describe_machine():
        print(line)
    printed = measure_site(wanted, chosen.services, chosen.folder or in_memory())
    if not {*wanted} - {*SITE}:
        return
    with tempfile.TemporaryDirectory(prefix="gridpress-bench-", dir=chosen.folder or in_memory()) as folder:
        lists = RealLists(chosen.divisions, chosen.services, BUILDABLE)
        bench = Bench(Path(folder), rounds, chosen.quick, lists)
        rows: list[Row] = []
        for name in (name for name in CASES if name in wanted):
            print(f"▸ {name}", file=sys.stderr, flush=True)
            rows += CASES[name](bench)
        memory = measure_memory(bench) if "memory" in wanted else None
        entries = bench.count_entries()
    print(f"\n{render_table(rows)}\n\n{render_remarks(rows, memory)}")
    if chosen.write:
        PAGE.parent.mkdir(exist_ok=True)
        PAGE.write_text(render_page(rows, memory, rounds, entries, printed), "utf-8", newline="\n")
        print(f"\n▸ {PAGE.relative_to(ROOT)}")


if __name__ == "__main__":
    main()
