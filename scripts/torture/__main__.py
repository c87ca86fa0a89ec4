"""`python -m scripts.torture`: 1,000 kills of commands that write, and what stood afterwards."""

import argparse
import sys
import tempfile
from pathlib import Path

from scripts.torture.kills import torture

WORKSPACE = Path(__file__).parents[2] / "tests" / "cases" / "base"


def main() -> None:
    """Torture, print a line for each command, exit 1 when something was torn."""
    parser = argparse.ArgumentParser(description="Kill commands at random moments.")
    parser.add_argument("--kills", type=int, default=1000)
    parser.add_argument("--seed", type=int, default=1)
    chosen = parser.parse_args()
    faults: list[str] = []
    print(f"{'':8}{'killed':>8}{'ended':>7}{'before':>8}{'after':>7}{'between':>9}  last process gone after")
    with tempfile.TemporaryDirectory() as work:
        for name, one in torture(WORKSPACE, Path(work), chosen.kills, chosen.seed):
            figures = f"{one.killed:8}{one.ended:7}{one.before:8}{one.after:7}{one.between:9}"
            print(f"{name:8}{figures}  {one.left_longest_s:.1f} s", flush=True)
            faults += one.faults
    print("\n".join([f"{len(faults)} faults", *faults]))
    sys.exit(bool(faults))


if __name__ == "__main__":
    main()
