"""`python -m scripts.oldest`: the core of the suite on the oldest versions that pyproject.toml allows.

The newest are what the lock files hold (`make lock ARGS=--upgrade`, then `make test`).
"""

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[1]
ROOM = ROOT / ".cache" / "oldest"
CORE = (
    "rules",
    "model_cases",
    "sources",
    "values",
    "workbooks",
    "site",
    "build",
    "search",
    "views",
    "writing",
    "deploying",
    "descriptions",
)
DIFFERS = ("small_workspace_looks",)
"""What compares letters of a print, which the typesetter of another version cuts otherwise."""


def main() -> None:
    """Build the environment and run; exit with the suite's own word."""
    python = ROOM / ("Scripts/python.exe" if sys.platform == "win32" else "bin/python")
    pins = ROOM / "oldest.txt"
    resolve = (
        "uv",
        "pip",
        "compile",
        "pyproject.toml",
        "--extra",
        "dev",
        "--resolution",
        "lowest-direct",
        "-q",
    )
    for command in (
        (sys.executable, "-m", "venv", ROOM),
        (python, "-m", "pip", "install", "-q", "uv", "editables", "hatchling"),
        (python, "-m", *resolve, "--no-emit-index-url", "-o", pins),
        (python, "-m", "pip", "install", "-q", "-r", pins),
        (python, "-m", "pip", "install", "-q", "--no-deps", "--no-build-isolation", "-e", "."),
    ):
        subprocess.run([str(part) for part in command], cwd=ROOT, check=True)
    tests = [f"tests/test_{name}.py" for name in CORE]
    left_out = " and ".join(f"not {name}" for name in DIFFERS)
    done = subprocess.run([str(python), "-m", "pytest", *tests, "-k", left_out], cwd=ROOT, check=False)
    sys.exit(done.returncode)


if __name__ == "__main__":
    main()
