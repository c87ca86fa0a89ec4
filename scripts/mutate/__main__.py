"""Put small faults into what decides and shows, and see which ones no test notices.

    make mutate                                  the sample that `make test` tries
    make mutate ARGS="--sample 200 --seed 7"     others
    make mutate ARGS="--only generator/rules"    every mutant of a file or folder
    make mutate ARGS="--all"                     all: hours

Each mutant is tried against the tests that reach its block, cheapest first, which a map tells that a run of
the tests with `-p scripts.mutate.reach` leaves in `.cache/`; without one, or after an edit, the tests run
first. Mutants that change nothing are listed with their reason in `tests/equivalent_mutants.yaml`.
"""

import argparse
import itertools
import os
import signal
import subprocess
import sys
from contextlib import suppress

import yaml

from scripts.mutate.mutants import ROOT, Mutant, list_mutants
from scripts.mutate.reach import MAP, digest_sources, list_sources
from scripts.mutate.running import Reached, Verdict, assert_known, run_all, warm_up

SAMPLE, SEED = 24, 60411
LIMIT = 120
"""Nearly all tests that reach a mutant take no longer, the accepted texts of the demo city among them."""
LEAST = 90
"""Percent of the mutants that must be noticed."""
EQUIVALENT = ROOT / "tests" / "equivalent_mutants.yaml"


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


def choose(chosen: argparse.Namespace) -> list[Mutant]:
    """The mutants asked for, without those that change nothing."""
    known = {one["mutant"] for one in yaml.safe_load(EQUIVALENT.read_text("utf-8")) or ()}
    found = [
        mutant
        for path in list_sources()
        for mutant in list_mutants(path.relative_to(ROOT).as_posix(), path.read_text("utf-8"))
        if mutant.name not in known
    ]
    if chosen.only:
        wanted = tuple(chosen.only)
        found = [mutant for mutant in found if mutant.file.startswith(wanted)]
    if chosen.all or (chosen.only and chosen.sample == SAMPLE):
        return [mutant for mutant in found if mutant.compiles()]
    drawn = sorted(found, key=lambda mutant: mutant.order(chosen.seed))
    return list(itertools.islice((mutant for mutant in drawn if mutant.compiles()), chosen.sample))


def find_reached(tests: list[str]) -> Reached:
    """The map of the tests, made first when there is none or the program has changed since."""
    if MAP.exists():
        reached = Reached()
        if (reached.digest, reached.asked) == (digest_sources(), [*tests, ""]):
            return reached
    command = [sys.executable, "-m", "pytest", "-q", "-p", "scripts.mutate.reach", *tests]
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
    reached = find_reached(chosen.tests)
    mutants = choose(chosen)
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
