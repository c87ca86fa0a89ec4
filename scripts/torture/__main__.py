"""`python -m scripts.torture`: 1,000 kills of commands that write, and what stood afterwards."""

import argparse
import os
import sys
import tempfile
import time
from pathlib import Path

from scripts.torture.chamber import CASES, torture

WORKSPACE = Path(__file__).parents[2] / "tests" / "cases" / "base"


def main() -> None:
    """Torture, print a line for each command, exit 1 when something was torn."""
    parser = argparse.ArgumentParser(description="Kill commands at random moments.")
    parser.add_argument("--kills", type=int, default=1000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--only", nargs="*", choices=[case.name for case in CASES], default=None)
    chosen = parser.parse_args()
    faults: list[str] = []
    print(f"{'':8}{'killed':>8}{'ended':>7}{'before':>8}{'after':>7}{'between':>9}{'seconds':>9}  gone after")
    with tempfile.TemporaryDirectory() as work:
        os.environ["TMPDIR"] = tempfile.tempdir = str(
            Path(work).resolve() / "tmp"
        )  # what is left there is ours
        Path(tempfile.tempdir).mkdir()
        start = time.monotonic()
        for name, one in torture(WORKSPACE, Path(work), chosen.kills, chosen.seed, chosen.only):
            figures = f"{one.killed:8}{one.ended:7}{one.before:8}{one.after:7}{one.between:9}"
            now = time.monotonic()
            print(f"{name:8}{figures}{now - start:9.0f}  {one.left_longest_s:.1f} s", flush=True)
            faults += one.faults
            start = now
    print("\n".join([f"{len(faults)} faults", *faults]))
    sys.exit(bool(faults))


if __name__ == "__main__":
    main()
