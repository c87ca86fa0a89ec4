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
    with tempfile.TemporaryDirectory() as work:
        counts = torture(WORKSPACE, Path(work), chosen.kills, chosen.seed)
    print(f"{'':8}{'killed':>8}{'ended':>7}{'before':>8}{'after':>7}{'between':>9}  last process gone after")
    for name, one in counts.items():
        figures = f"{one.killed:8}{one.ended:7}{one.before:8}{one.after:7}{one.between:9}"
        print(f"{name:8}{figures}  {one.left_longest_s:.1f} s")
    faults = [fault for one in counts.values() for fault in one.faults]
    print("\n".join([f"{len(faults)} faults", *faults]))
    sys.exit(bool(faults))


if __name__ == "__main__":
    main()
