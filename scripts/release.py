"""Make a release: its version, its part of the changelog, its tag, its wheel and its source archive.

    python -m scripts.release 0.2.0             everything but sending it anywhere
    python -m scripts.release 0.2.0 --dry-run   builds and compares, and leaves the checkout as it is

The release is made in a copy: committed there, built there twice in folders of different names, and compared
byte for byte. Only then the commit and the tag come into the checkout, and the two files into `dist/`.
"""

import argparse
import hashlib
import os
import re
import shutil
import subprocess
import sys
import tempfile
from datetime import date
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VERSION = re.compile(r'^__version__ = "(.+)"$', re.MULTILINE)
UNRELEASED = "## Unreleased\n"
CHANGED = ("generator/__init__.py", "CHANGELOG.md")


class NotReadyError(Exception):
    """Says what stands in the way, and what to do."""


def git(root: Path, *words: str) -> str:
    """What git answers. Raises NotReadyError with its own words when it refuses."""
    done = subprocess.run(["git", "-C", str(root), *words], capture_output=True, text=True, check=False)  # noqa: S607 - whichever git the person uses
    if done.returncode:
        raise NotReadyError(f"git {' '.join(words)}: {done.stderr.strip()}")
    return done.stdout.strip()


def order(version: str) -> tuple[int, int, int]:
    """The three numbers of a version. Raises NotReadyError for anything else."""
    numbers = re.fullmatch(r"(\d+)\.(\d+)\.(\d+)", version)
    if not numbers:
        raise NotReadyError(f"{version} is no version: write three numbers, as in 0.2.0")
    return int(numbers[1]), int(numbers[2]), int(numbers[3])


def check_ready(root: Path, version: str) -> None:
    """Raises NotReadyError when the checkout has changes, or the version is not a new one."""
    if changed := git(root, "status", "--porcelain"):
        raise NotReadyError(f"commit or put away first:\n{changed}")
    found = VERSION.search((root / CHANGED[0]).read_text("utf-8"))
    if found and order(version) <= order(found[1]):
        raise NotReadyError(f"{version} is not newer than {found[1]}")
    if git(root, "tag", "--list", f"v{version}"):
        raise NotReadyError(f"the tag v{version} exists already")


def close_changelog(text: str, version: str, day: date) -> str:
    """The changelog whose unreleased part has become that of the version; an empty one begins above it.

    Raises NotReadyError when nothing has been written there.
    """
    _, heading, rest = text.partition(UNRELEASED)
    if not heading or not rest.split("\n## ")[0].strip():
        raise NotReadyError(f"CHANGELOG.md has nothing below “{UNRELEASED.strip()}”: write what is new")
    return text.replace(UNRELEASED, f"{UNRELEASED}\n## {version} ({day.isoformat()})\n", 1)


def commit_release(copy: Path, version: str, day: date) -> None:
    """Write version and changelog in a copy, commit them and put the tag there."""
    package, changes = (copy / name for name in CHANGED)
    stated = VERSION.sub(f'__version__ = "{version}"', package.read_text("utf-8"))
    closed = close_changelog(changes.read_text("utf-8"), version, day)
    package.write_text(stated, "utf-8", newline="\n")
    changes.write_text(closed, "utf-8", newline="\n")
    git(copy, "commit", "--quiet", "--message", f"Release {version}", "--", *CHANGED)
    git(copy, "tag", "--annotate", f"v{version}", "--message", f"Gridpress {version}")


def build(source: Path, out: Path) -> dict[str, str]:
    """Wheel and source archive of a folder under git; gives the digest of each file by its name."""
    moment = git(source, "log", "-1", "--format=%ct")
    subprocess.run(
        [sys.executable, "-m", "build", "--no-isolation", "--outdir", str(out)],
        cwd=source,
        check=True,
        env=os.environ | {"SOURCE_DATE_EPOCH": moment},
        stdout=subprocess.DEVNULL,
    )
    return {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in sorted(out.iterdir())}


def release(root: Path, version: str, day: date, *, dry: bool = False) -> dict[str, str]:
    """Make the release of a checkout; gives the digest of each file in `dist/`.

    Raises NotReadyError, with the checkout as it was, when something stands in the way or two builds differ.
    """
    check_ready(root, version)
    with tempfile.TemporaryDirectory() as folder:
        first, again = Path(folder, "first"), Path(folder, "another-name")
        git(root, "clone", "--quiet", "--no-hardlinks", str(root), str(first))
        for key in ("user.name", "user.email"):
            git(first, "config", key, git(root, "config", key))
        commit_release(first, version, day)
        git(root, "clone", "--quiet", "--no-hardlinks", str(first), str(again))
        built = build(first, Path(folder, "one"))
        if build(again, Path(folder, "two")) != built:
            raise NotReadyError("two builds of the same commit differ: nothing has been released")
        if not dry:
            git(root, "fetch", "--quiet", str(first), "HEAD", "tag", f"v{version}")
            git(root, "merge", "--quiet", "--ff-only", f"v{version}")
            (root / "dist").mkdir(exist_ok=True)
            for name in built:
                shutil.copyfile(Path(folder, "one", name), root / "dist" / name)
    return built


def main() -> None:
    """Read the command line and tell what was made."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("version")
    parser.add_argument("--dry-run", action="store_true")
    asked = parser.parse_args()
    today = date.today()  # noqa: DTZ011 - the day on the wall of the person who releases
    try:
        built = release(ROOT, asked.version, today, dry=asked.dry_run)
    except NotReadyError as reason:
        sys.exit(f"✗ {reason}")
    for name, digest in built.items():
        print(f"{digest}  {name}")
    print(
        "Nothing has changed."
        if asked.dry_run
        else f"Send it: git push --follow-tags, and the files in dist/ (v{asked.version})."
    )


if __name__ == "__main__":
    main()
