"""The wheel as an office gets it: built, installed where there is no checkout, and a city begun with it.

    python -m scripts.wheel     with each Python from 3.11 to 3.14 of this machine, packages from the index

The tests do the same with this Python and the packages that it has.
"""

import os
import shutil
import subprocess
import sys
import sysconfig
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PYTHONS = tuple(f"python3.{minor}" for minor in range(11, 15))
BIN = "Scripts" if os.name == "nt" else "bin"
CITY = "广安"


def run(*command: object, folder: Path) -> str:
    """Run a program that must succeed, outside the checkout; returns what it said."""
    environment = {key: value for key, value in os.environ.items() if key != "PYTHONPATH"}
    done = subprocess.run(
        [str(word) for word in command],
        cwd=folder,
        env={**environment, "PYTHONUTF8": "1"},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )
    if done.returncode:
        raise RuntimeError(f"{' '.join(map(str, command))}\n{done.stdout}{done.stderr}")
    return done.stdout + done.stderr


def build_wheel(folder: Path) -> Path:
    """The wheel of this checkout, written into a folder."""
    run(sys.executable, "-m", "hatchling", "build", "--target", "wheel", "--directory", folder, folder=ROOT)
    return next(folder.glob("gridpress-*.whl"))


def install_wheel(wheel: Path, folder: Path, python: str) -> Path:
    """A new environment of a Python with the wheel and its packages; returns the Python in it."""
    run(python, "-m", "venv", folder, folder=folder.parent)
    inside = folder / BIN / "python"
    run(inside, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", wheel, folder=folder.parent)
    return inside


def borrow_packages(wheel: Path, folder: Path) -> Path:
    """A new environment with the wheel alone, which sees the packages of this one but not its checkout."""
    run(sys.executable, "-m", "venv", "--without-pip", folder, folder=folder.parent)
    inside = folder / BIN / "python"
    install = ("install", "--quiet", "--disable-pip-version-check", "--no-index", "--no-deps")
    run(sys.executable, "-m", "pip", "--python", inside, *install, wheel, folder=folder.parent)
    purelib = run(inside, "-c", "import sysconfig; print(sysconfig.get_path('purelib'))", folder=folder)
    lent = Path(purelib.strip(), "lent.pth")
    lent.write_text(f"{sysconfig.get_path('purelib')}\n", "utf-8")  # whose own .pth files are not read
    return inside


def begin_city(python: Path, folder: Path) -> list[str]:
    """Begin a city in a folder, check it and build its site; returns what each command said."""
    steps = (("init", CITY), ("check", "--root", CITY), ("build", "--root", CITY))
    return [run(python.with_name("gridpress"), *words, folder=folder) for words in steps]


def main() -> None:
    """Try each Python that is there, and say which are not."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        wheel = build_wheel(folder)
        for python in PYTHONS:
            if shutil.which(python) is None:
                print(f"{python}: not on this machine", flush=True)
                continue
            work = folder / python
            work.mkdir()
            said = begin_city(install_wheel(wheel, work / "venv", python), work)
            print(f"{python}: {said[-1].strip().splitlines()[-1]}", flush=True)


if __name__ == "__main__":
    main()
