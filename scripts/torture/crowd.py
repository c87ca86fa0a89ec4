"""20,000 files in one folder, as a careless export leaves them: `check` says the truth and stays small."""

import shutil
import sys
from collections.abc import Callable
from pathlib import Path

from scripts.bench.measuring import run

FILES = 20_000
WRONG = 12_345
"""The one among them that is not right."""
MOST_MEGABYTES = 400


def crowd(workspace: Path, work: Path, tell: Callable[[str], None]) -> None:
    """Check a workspace with that many categories, of which one has a slip; tell what is wrong."""
    root = work / "crowd"
    shutil.copytree(workspace, root)
    for number in range(FILES):
        text = f"{'nmae' if number == WRONG else 'name'}: 第 {number} 类\n"
        (root / "menus" / "categories" / f"crowd-{number:05}.yaml").write_text(text, "utf-8")
    done = run(sys.executable, "-m", "generator.cli", "check", "--root", root, "--format", "concise")
    lines = [one for one in done.output.splitlines() if "crowd-" in one]
    print(f"crowd   {FILES} files, {done.seconds:.0f} seconds, {done.megabytes:.0f} MB", flush=True)
    if [f"crowd-{WRONG}.yaml:1:1: " in one for one in lines] != [True]:
        tell(f"crowd: check names {lines[:3] or done.output[:300]}")
    if done.megabytes > MOST_MEGABYTES:
        tell(f"crowd: check takes {done.megabytes:.0f} MB")
