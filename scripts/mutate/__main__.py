"""Put small faults into what decides and shows, and see which ones no test notices.

    make mutate                                  the sample that `make test` tries
    make mutate ARGS="--sample 200 --seed 7"     others
    make mutate ARGS="--only generator/rules"    every mutant of a file or folder
    make mutate ARGS="--all"                     all: hours

Each mutant is tried against the tests that reach its block, cheapest first, which a map tells that a run of
the tests with `-p scripts.mutate.reach` leaves in `.cache/`; without one for the modules of these mutants, or
after an edit, the tests run first. Mutants that change nothing are listed with their reason in
`tests/equivalent_mutants.yaml`.
"""

import argparse
import os
import signal
import subprocess
import sys
from collections.abc import Iterable
from contextlib import suppress

from scripts.mutate.blocks import digest_sources
from scripts.mutate.choosing import SAMPLE, SEED, choose, list_watched
from scripts.mutate.mutants import ROOT, Mutant
from scripts.mutate.reach import MAP
from scripts.mutate.running import Reached, Verdict, assert_known, run_all, warm_up

LIMIT = 120
"""Nearly all tests that reach a mutant take no longer, the accepted texts of the demo city among them."""
LEAST = 90
"""Percent of the mutants that must be noticed."""


def parse_arguments() -> argparse.Namespace:
    """The options of the command line."""
    parser = argparse.ArgumentParser(prog="scripts.mutate", description="Do tests notice small faults?")
    parser.add_argument("--sample", type=int, default=SAMPLE, help=f"how many mutants ({SAMPLE})")
    parser.add_argument("--seed", type=int, default=SEED, help=f"which ones ({SEED})")
    parser.add_argument("--all", action="store_true", help="every mutant")
    parser.add_argument("--only", nargs="+", default=[], help="files or folders; every mutant of them")
    parser.add_argument(
        "--limit", type=float, default=LIMIT, help=f"seconds of tests for each mutant ({LIMIT})"
    )
    parser.add_argument("--processes", type=int, default=os.cpu_count() or 1, help="how many at a time")
    parser.add_argument("--least", type=float, default=LEAST, help=f"percent to be noticed ({LEAST})")
    parser.add_argument("--tests", nargs="+", default=[], help="ask only these tests")
    return parser.parse_args()


def find_reached(mutants: Iterable[Mutant], tests: list[str]) -> Reached:
    """The map of the tests, made first when none tells of the mutants in the program as it is."""
    watched = list_watched(mutants)
    if MAP.exists():
        reached = Reached()
        same = (reached.digest, reached.asked) == (digest_sources(), [*tests, ""])
        if same and reached.watched.issuperset(watched):
            return reached
    command = [sys.executable, "-m", "pytest", "-q", "-p", "scripts.mutate.reach"]
    command += [*(f"--reach={file}" for file in watched), *tests]
    subprocess.run(command, cwd=ROOT, check=True)
    return Reached()


def describe(verdict: Verdict) -> str:
    """A mutant that no test noticed, as a change of its line."""
    mutant = verdict.mutant
    asked = f"{verdict.asked} tests" if verdict.asked else "no test reaches it"
    return f"{mutant.file}:{mutant.line} {verdict.outcome} ({asked})\n  - {mutant.old}\n  + {mutant.new}\n"


def main() -> int:
    """Try mutants and print the score; 1 when it is too low."""
    chosen = parse_arguments()
    every = chosen.all or (chosen.only and chosen.sample == SAMPLE)
    mutants = choose(None if every else chosen.sample, chosen.seed, chosen.only)
    reached = find_reached(mutants, chosen.tests)
    warm_up()
    assert_known(reached, mutants, chosen.limit)
    verdicts = try_each(mutants, reached, chosen)
    noticed = sum(verdict.noticed for verdict in verdicts)
    score = 100 * noticed / max(1, len(verdicts))
    left = f", {len(mutants) - len(verdicts)} not judged" if len(verdicts) < len(mutants) else ""
    print(f"{noticed} of {len(verdicts)} mutants noticed{left}: {score:.1f} % (least {chosen.least:g} %)")
    return int(bool(left) or score < chosen.least)


def try_each(mutants: list[Mutant], reached: Reached, chosen: argparse.Namespace) -> list[Verdict]:
    """The verdicts, each told when it comes; Ctrl+C and SIGTERM end it, and what was judged counts."""
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    verdicts: list[Verdict] = []
    with suppress(KeyboardInterrupt):
        for verdict in run_all(mutants, reached, chosen.limit, chosen.processes):
            verdicts.append(verdict)
            lost = sum(not one.noticed for one in verdicts)
            if not verdict.noticed:
                print(describe(verdict), flush=True)
            print(f"{len(verdicts)} of {len(mutants)} judged, {lost} survived", file=sys.stderr, flush=True)
    return verdicts


if __name__ == "__main__":
    sys.exit(main())
