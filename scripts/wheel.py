"""The package as an office gets it: built, installed where there is no checkout, and a city begun with it.

    python -m scripts.wheel     with each Python from 3.11 to 3.14 of this machine, packages from the index

Each Python has the newest packages that the index gives it, and is asked whether it could have those of the
lock file. The tests do the same with their own Python and the packages that it has.
"""

import os
import subprocess
import sys
import sysconfig
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
MINORS = range(11, 15)
BIN = "Scripts" if os.name == "nt" else "bin"
CITY = "广安"
PIP = ("-m", "pip", "--disable-pip-version-check", "install", "--quiet")


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


def build_package(folder: Path) -> tuple[Path, Path]:
    """The source archive of this checkout, and the wheel that is built from it, written into a folder."""
    run(sys.executable, "-m", "build", "--no-isolation", "--outdir", folder, folder=ROOT)
    return next(folder.glob("gridpress-*.tar.gz")), next(folder.glob("gridpress-*.whl"))


def find_python(minor: int) -> Path | None:
    """The Python 3.`minor` of this machine: in the path, of Windows' launcher, or of pyenv."""
    kept = sorted(Path.home().glob(f".pyenv/versions/3.{minor}.*/bin/python"), reverse=True)
    for words in ((f"python3.{minor}",), ("py", f"-3.{minor}"), *((path,) for path in kept)):
        try:
            return Path(run(*words, "-c", "import sys; print(sys.executable)", folder=ROOT).strip())
        except (OSError, RuntimeError):
            continue
    return None


def install_wheel(wheel: Path, folder: Path, python: Path) -> Path:
    """A new environment of a Python with the wheel and its packages; returns the Python in it.

    Raises RuntimeError, too, when the packages of the lock file are not for this Python.
    """
    run(python, "-m", "venv", folder, folder=folder.parent)
    inside = folder / BIN / "python"
    run(inside, *PIP, "--dry-run", "--require-hashes", "-r", ROOT / "requirements.lock", folder=folder.parent)
    run(inside, *PIP, wheel, folder=folder.parent)
    return inside


def borrow_packages(wheel: Path, folder: Path) -> Path:
    """A new environment with the wheel alone, which sees the packages of this one but not its checkout."""
    run(sys.executable, "-m", "venv", "--without-pip", folder, folder=folder.parent)
    inside = folder / BIN / "python"
    outer = (*PIP[:2], "--python", inside, *PIP[2:])
    run(sys.executable, *outer, "--no-index", "--no-deps", wheel, folder=folder.parent)
    purelib = run(inside, "-c", "import sysconfig; print(sysconfig.get_path('purelib'))", folder=folder)
    lent = Path(purelib.strip(), "lent.pth")
    lent.write_text(f"{sysconfig.get_path('purelib')}\n", "utf-8")  # whose own .pth files are not read
    return inside


def begin_city(python: Path, folder: Path) -> list[str]:
    """Begin a city in a folder, check it and build its site; returns what each command said."""
    steps = (("init", CITY), ("check", "--root", CITY), ("build", "--root", CITY))
    return [run(python.with_name("gridpress"), *words, folder=folder) for words in steps]


def try_pythons(wheel: Path, folder: Path) -> dict[int, str]:
    """What the city's build said with each Python, or that there is none, by its minor version."""
    said = {}
    for minor in MINORS:
        python, work, began = find_python(minor), folder / str(minor), time.monotonic()
        if python is None:
            said[minor] = "not on this machine"
            continue
        work.mkdir()
        built = begin_city(install_wheel(wheel, work / "venv", python), work)[-1]
        made = next(line for line in built.splitlines() if "做好了" in line)
        said[minor] = f"{made} ({time.monotonic() - began:.0f} s)"
    return said


def main() -> None:
    """Try each Python that is there, and say which are not."""
    with tempfile.TemporaryDirectory() as name:
        _, wheel = build_package(Path(name))
        for minor, said in try_pythons(wheel, Path(name)).items():
            print(f"Python 3.{minor}: {said}", flush=True)


if __name__ == "__main__":
    main()
