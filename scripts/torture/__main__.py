"""`python -m scripts.torture`: 1,000 kills of commands that write, and what stood afterwards.

With `--only` also what takes long and kills nothing: `crowd`, 20,000 files in one folder.
"""

import argparse
import os
import signal
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from scripts.torture.chamber import CASES, torture
from scripts.torture.crowd import crowd

WORKSPACE = Path(__file__).parents[2] / "tests" / "cases" / "base"
CROWD = "crowd"
BROKEN_OFF = 128 + signal.SIGINT


def main() -> None:
    """Torture, print a line for each fault and each command, exit 1 when something was torn.

    Ctrl-C ends it with what was found so far.
    """
    parser = argparse.ArgumentParser(description="Kill commands at random moments.")
    parser.add_argument("--kills", type=int, default=1000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--only", nargs="*", choices=[*(case.name for case in CASES), CROWD], default=None)
    chosen = parser.parse_args()
    faults: list[str] = []
    broken_off = False

    def tell(fault: str) -> None:
        faults.append(fault)
        print(f"✗ {fault}", flush=True)

    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as work:  # after Ctrl-C some still end
        os.environ["TMPDIR"] = tempfile.tempdir = str(
            Path(work).resolve() / "tmp"
        )  # what is left there is ours
        Path(tempfile.tempdir).mkdir()
        try:
            if CROWD in (chosen.only or ()):
                crowd(WORKSPACE, Path(work), tell)
            if chosen.only != [CROWD]:
                _kill(Path(work), chosen, tell)
        except KeyboardInterrupt:
            print("ended by Ctrl-C; until then:")
            broken_off = True
    print("\n".join([f"{len(faults)} faults", *faults]))
    sys.exit(BROKEN_OFF if broken_off else bool(faults))


def _kill(work: Path, chosen: argparse.Namespace, tell: Callable[[str], None]) -> None:
    print(f"{'':8}{'killed':>8}{'ended':>7}{'before':>8}{'after':>7}{'between':>9}{'seconds':>9}  gone after")
    start = time.monotonic()
    for name, one in torture(WORKSPACE, work, chosen.kills, chosen.seed, chosen.only, tell):
        figures = f"{one.killed:8}{one.ended:7}{one.before:8}{one.after:7}{one.between:9}"
        now = time.monotonic()
        print(f"{name:8}{figures}{now - start:9.0f}  {one.left_longest_s:.1f} s", flush=True)
        start = now


if __name__ == "__main__":
    main()
